"""What stands in the frame of a list about all of its entries together: what the costs of a quick win come to."""

from __future__ import annotations

from ...analysis import costs
from ...i18n import _, ngettext
from ...model import values
from ...model.entries import Session
from ...model.labels import years


def costs_of(session: Session, quick_win: str) -> str:
    """What a quick win costs, and the money that its program has in those years; "" where nothing is costed."""
    entry = session.quick_win.get(quick_win)
    costing = costs.costing(session, entry) if entry else None
    if costing is None or not costing.items:
        return ""
    total = costs.in_rupiah(costing.total)
    if costing.most is not None:
        sentence = _("{total} of {budget} ({years})") if costing.years else _("{total} of {budget}")
        total = sentence.format(
            total=total,
            budget=values.rupiah_in_short(costing.most),
            years=years(*(costing.years or (None, None))),
        )
    parts = [total]
    if costing.open:
        words = ngettext("{number} incomplete", "{number} incomplete", costing.open)
        parts.append(words.format(number=costing.open))
    return ("" if costing.fits else "! ") + " · ".join(parts)
