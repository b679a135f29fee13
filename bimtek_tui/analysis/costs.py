"""What a quick win costs, item by item, held against the money that its program has in the quick win's years.

An item costs its volume times its unit price. Nothing is filled in: an item without one of the two is told as open.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from ..model import values
from ..model.entries import Cost, QuickWin, Session, counting, counts
from . import budget
from .budget import NOT_SPLIT
from .rounding import half_up
from .tally import grouped
from .year_plan import Window, window


class Costing(Struct, frozen=True):
    """The costs of one quick win in exact rupiah.

    `total` adds up the items that have volume and price; `open` counts the others. `years` are the first and the last
    calendar year of the quick win (None: nothing says when it runs, and all money of its program is meant). In them
    the program has from `least` to `most` whole rupiah: they differ where money is not split by year, or where the
    twelve months are only part of those years. `most` is None where nothing is known of its money.
    """

    quick_win: QuickWin
    items: tuple[Cost, ...]
    total: Fraction
    open: int
    years: tuple[int, int] | None
    least: int
    most: int | None

    @property
    def fits(self) -> bool:
        """Whether the costs may be right: not more than the money, and where all are known not less either."""
        if self.most is None:
            return True
        return self.total <= self.most and (bool(self.open) or self.total >= self.least)


def amount(cost: Cost) -> Fraction | None:
    """What an item costs in exact rupiah; None while volume or price is not known."""
    if cost.volume is None or cost.price_idr is None:
        return None
    return Fraction(cost.volume) * cost.price_idr


def in_words(volume: Decimal | None, unit: str | None, price_idr: int | None) -> str:
    """Volume, unit and price with what they come to, rounded to whole rupiah: 12 bulan × Rp4,5 juta = Rp54 juta."""
    number = "" if volume is None else " ".join(filter(None, (values.number(volume), unit)))
    price = "" if price_idr is None else values.rupiah_in_short(price_idr)
    if volume is None or price_idr is None:
        return f"{price}/{unit}" if price and unit else number or price
    if volume == 1 and not unit:
        return price
    return f"{number} × {price} = {in_rupiah(Fraction(volume) * price_idr)}"


def whole_rupiah(amount: Fraction) -> int:
    """An exact amount rounded to whole rupiah, as it is shown."""
    return int(half_up(amount, 0))


def in_rupiah(amount: Fraction) -> str:
    """An exact amount in words."""
    return values.rupiah_in_short(whole_rupiah(amount))


def costings(session: Session) -> list[Costing]:
    """The costs of every quick win that counts, is not rejected and has any, in the order of capture."""
    of = grouped(counting(session.cost), lambda cost: cost.quick_win)
    runs = window(session, counting(session.milestone))
    return [
        _costing(session, quick_win, of[quick_win.id], runs)
        for quick_win in counting(session.quick_win)
        if quick_win.id in of and quick_win.decision != "rejected"
    ]


def costing(session: Session, quick_win: QuickWin) -> Costing:
    """The costs of this quick win; without items where it has none yet."""
    items = [cost for cost in counting(session.cost) if cost.quick_win == quick_win.id]
    return _costing(session, quick_win, items, window(session, counting(session.milestone)))


def _costing(session: Session, quick_win: QuickWin, items: Iterable[Cost], runs: Window | None) -> Costing:
    items = tuple(items)
    known = [cost_amount for cost in items if (cost_amount := amount(cost)) is not None]
    years = (runs.first.year, runs.last.year) if runs else None
    least, most = _money(session, quick_win, runs)
    return Costing(quick_win, items, sum(known, Fraction()), len(items) - len(known), years, least, most)


def _money(session: Session, quick_win: QuickWin, runs: Window | None) -> tuple[int, int | None]:
    """The least and the most that the program of a quick win has in the years of the quick win."""
    program = session.program.get(quick_win.program)
    if program is None or not counts(program):
        return 0, None
    parts = budget.money(session, [program]).parts
    if not parts:
        return 0, None
    first, last = program.start_year, program.end_year or program.start_year
    if runs is None:
        whole = sum(part.amount for part in parts)
        return (whole if first is not None and first == last else 0), whole
    years = range(runs.first.year, runs.last.year + 1)
    inside = sum(part.amount for part in parts if part.year in years)
    unsplit = sum(part.amount for part in parts if part.year == NOT_SPLIT)
    within = first is not None and last is not None and first in years and last in years
    if within:  # the program ends with its quick win, so all of its money is meant
        return inside + unsplit, inside + unsplit
    whole_years = (runs.first.month, runs.first.day) == (1, 1)
    return (inside if whole_years else 0), inside + unsplit
