"""Quick-win candidates held against the gates and the criteria of the method, and ranked.

A score informs, the forum decides: nothing here chooses.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction

from ..method import Method
from ..model import Program, QuickWin, Session, counting


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate with what is known of it.

    Gates are ids in the method's order; a gate that was answered both ways counts as failed. `values` holds the
    mean of the assessors per criterion; `score` (1 to 5) and `rank` are None until every criterion has a value.
    """

    entry: QuickWin
    program: Program | None
    gates_met: tuple[str, ...]
    gates_failed: tuple[str, ...]
    gates_open: tuple[str, ...]
    values: dict[str, Fraction]
    score: Fraction | None
    rank: int | None = None

    @property
    def passes(self) -> bool:
        """Whether every gate was asked and met."""
        return not self.gates_failed and not self.gates_open

    @property
    def usg(self) -> int | None:
        """Urgency, seriousness and growth added up (3 to 15), or None while one is missing."""
        parts = (self.entry.urgency, self.entry.seriousness, self.entry.growth)
        return None if None in parts else sum(part or 0 for part in parts)


def candidates(session: Session, method: Method) -> list[Candidate]:
    """The candidates that count, rejected ones included, in the order of capture, with score and shared rank."""
    values = _values(session)
    found = [
        _candidate(session, method, entry, values.get(entry.id, {})) for entry in counting(session.quick_win)
    ]
    ranks = ranked({one.entry.id: one.score for one in found if one.score is not None})
    return [replace(one, rank=ranks.get(one.entry.id)) for one in found]


def ranked(scores: dict[str, Fraction]) -> dict[str, int]:
    """Ranks from the highest score down; equal scores share a rank and the next one skips (1, 2, 2, 4)."""
    ranks: dict[Fraction, int] = {}
    for place, score in enumerate(sorted(scores.values(), reverse=True), start=1):
        ranks.setdefault(score, place)
    return {name: ranks[score] for name, score in scores.items()}


def weights(method: Method) -> dict[str, Fraction]:
    """The weights of the method's criteria, normalised to 1; empty where they add up to nothing."""
    whole = sum(one.weight for one in method.criterion)
    return {one.id: Fraction(one.weight, whole) for one in method.criterion} if whole > 0 else {}


def by_rank(found: list[Candidate]) -> list[Candidate]:
    """Candidates from the best rank down; those without a rank follow by urgency, seriousness and growth."""

    def order(one: Candidate) -> tuple[int, ...]:
        usg = (one.usg or 0, one.entry.urgency or 0, one.entry.seriousness or 0, one.entry.growth or 0)
        return (one.rank or len(found) + 1, *(-part for part in usg))

    return sorted(found, key=order)


def _candidate(session: Session, method: Method, entry: QuickWin, values: dict[str, Fraction]) -> Candidate:
    failed = set(entry.gates_failed)
    met = set(entry.gates_met) - failed
    gates = [one.id for one in method.gate]
    return Candidate(
        entry=entry,
        program=session.program.get(entry.program),
        gates_met=tuple(gate for gate in gates if gate in met),
        gates_failed=tuple(gate for gate in gates if gate in failed),
        gates_open=tuple(gate for gate in gates if gate not in met | failed),
        values=values,
        score=_score(values, method),
    )


def _score(values: dict[str, Fraction], method: Method) -> Fraction | None:
    """The weighted mean, or None while a criterion has no value.

    Under an inverse criterion (cost) 5 is entered for the most expensive and counts as 1, 4 as 2 and so on.
    """
    shares = weights(method)
    if not shares or not shares.keys() <= values.keys():
        return None
    turned = {one.id for one in method.criterion if one.inverse}
    return sum(
        (share * (6 - values[name] if name in turned else values[name]) for name, share in shares.items()),
        Fraction(),
    )


def _values(session: Session) -> dict[str, dict[str, Fraction]]:
    """The mean of what the assessors gave, per candidate and criterion."""
    given: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for one in counting(session.score):
        given[one.quick_win, one.criterion].append(Fraction(one.value))
    means: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for (candidate, criterion), found in given.items():
        means[candidate][criterion] = sum(found, Fraction()) / len(found)
    return means
