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


def departures(ranking: Sequence[Candidate]) -> list[Departure]:
    """All decisions that differ from the ranking, in the recommended order; a candidate may differ in two ways.

    A candidate that was chosen before better ones is explained by its own reason, or by the reasons of all of those.
    """
    ordered = recommended(list(ranking))
    chosen = [candidate for candidate in ordered if candidate.entry.decision == "chosen"]
    refused = [
        candidate
        for candidate in ordered
        if candidate.entry.decision in ("reserve", "rejected")
        and candidate.passes
        and candidate.score is not None
    ]
    among = {candidate.entry.id for candidate in refused}
    made = []
    for candidate in ordered:
        reason = bool((candidate.entry.reason or "").strip())
        if candidate.entry.decision == "chosen":
            if candidate.gates_failed:
                made.append(Departure("gate-failed", candidate, (), reason))
            if better := _better(candidate, refused):
                explained = reason or all((other.entry.reason or "").strip() for other in better)
                made.append(Departure("passed-over", candidate, better, explained))
        elif candidate.entry.id in among and candidate.place is not None and candidate.place <= len(chosen):
            behind = tuple(
                other for other in chosen if other.place is not None and other.place > candidate.place
            )
            if behind:
                made.append(Departure("left-out", candidate, behind, reason))
    return made


def _better(candidate: Candidate, refused: list[Candidate]) -> tuple[Candidate, ...]:
    """Those refused that have a better score than one that was chosen."""
    score = candidate.score
    if score is None:
        return ()
    return tuple(other for other in refused if other.score is not None and other.score > score)
