"""Rules about what the forum decided: a decision that differs from the ranking of quick wins needs its reason.

Which decisions differ is for the analysis to say; it is imported only where something was decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import text
from ..errors import Severity
from ..i18n import _, listed
from ..model.entries import counting
from .session_check import Checked, Hit, Rule

if TYPE_CHECKING:
    from ..analysis.overrules import Departure
    from ..analysis.quick_wins import Candidate

NAMED = 3
"""So many other candidates are named; the books say the rest."""


def _without_reason(checked: Checked) -> Iterator[Hit]:
    if not any(quick_win.decision for quick_win in counting(checked.session.quick_win)):
        return
    from ..analysis.overrules import departures
    from ..analysis.quick_wins import candidates

    known: set[str] = set()
    for departure in departures(candidates(checked.session, checked.method)):
        id = departure.candidate.entry.id
        if not departure.explained and id not in known:
            known.add(id)
            yield Hit("quick_win", id, "decision", _sentence(departure))


def _sentence(departure: Departure) -> str:
    if departure.kind == "gate-failed":
        gates = listed([f"“{text.short(gate)}”" for gate in departure.candidate.gates_failed])
        sentence = _("chosen although it fails at {gates}, and “reason” is empty")
        return sentence.format(gates=gates) + _way_out()
    others = _named(departure.others)
    sentence = (
        _("chosen before {others}, which pass all gates and score better, and “reason” is empty")
        if departure.kind == "passed-over"
        else _("not chosen although it passes all gates and ranks before {others}, and “reason” is empty")
    )
    return sentence.format(others=others) + _way_out()


def _way_out() -> str:
    return _("; write down why the forum decided so, or change “decision”")


def _named(others: tuple[Candidate, ...]) -> str:
    return listed([text.short(candidate.entry.id) for candidate in others[:NAMED]], len(others) - NAMED)


RULES: dict[str, tuple[Severity, Rule]] = {
    "decision-without-reason": ("warning", _without_reason),
}
