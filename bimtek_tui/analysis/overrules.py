"""Where the forum decided otherwise than the ranking of quick wins says, and whether it said why.

That is the forum's right; the decision table only has to hold the reason. An undecided candidate departs from
nothing, and what has no score is not compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from .quick_wins import Candidate, recommended

DepartureKind = Literal["gate-failed", "passed-over", "left-out"]


class Departure(Struct, frozen=True):
    """One decision that differs from the ranking.

    `gate-failed`: chosen although it failed at a gate. `passed-over`: chosen although others that pass all gates and
    have a better score (`others`) were decided not to be. `left-out`: reserve or rejected although it passes all gates
    and stands among the first n of the recommended order, n being the number of those chosen; `others` are those
    chosen that stand behind it. `explained` says whether a reason is given.
    """

    kind: DepartureKind
    candidate: Candidate
    others: tuple[Candidate, ...]
    explained: bool


def departures(found: Sequence[Candidate]) -> list[Departure]:
    """All decisions that differ from the ranking, in the recommended order; a candidate may differ in two ways.

    A candidate that was chosen before better ones is explained by its own reason, or by the reasons of all of those.
    """
    ordered = recommended(list(found))
    chosen = [one for one in ordered if one.entry.decision == "chosen"]
    refused = [
        one
        for one in ordered
        if one.entry.decision in ("reserve", "rejected") and one.passes and one.score is not None
    ]
    among = {one.entry.id for one in refused}
    made = []
    for one in ordered:
        reason = bool((one.entry.reason or "").strip())
        if one.entry.decision == "chosen":
            if one.gates_failed:
                made.append(Departure("gate-failed", one, (), reason))
            if better := _better(one, refused):
                told = reason or all((other.entry.reason or "").strip() for other in better)
                made.append(Departure("passed-over", one, better, told))
        elif one.entry.id in among and one.place is not None and one.place <= len(chosen):
            behind = tuple(other for other in chosen if other.place is not None and other.place > one.place)
            if behind:
                made.append(Departure("left-out", one, behind, reason))
    return made


def _better(one: Candidate, refused: list[Candidate]) -> tuple[Candidate, ...]:
    """Those refused that have a better score than one that was chosen."""
    score = one.score
    if score is None:
        return ()
    return tuple(other for other in refused if other.score is not None and other.score > score)
