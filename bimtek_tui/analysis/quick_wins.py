"""Quick-win candidates held against the gates and the criteria of the method, and ranked.

Gates come first, then impact against effort, then the weighted score; urgency, seriousness and growth (USG) and the
dot votes stand beside it with ranks of their own. A score informs, the forum decides: nothing here chooses.

Sources: USG as taught to Indonesian officials (three values of 1 to 5 added up; equal sums share a rank, the next one
skips); impact against effort as the usual two-by-two matrix.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ..model.entries import Program, QuickWin, Session, counting
from ..model.method import Method
from .tally import grouped

Cell = Literal["quick-win", "large-project", "fill-in", "hardly-worth-it", "middle"]
"""Where impact and effort put a candidate. A 3 is neither high nor low: it lies in the middle, and that is said."""

CELLS: tuple[Cell, ...] = ("quick-win", "large-project", "fill-in", "hardly-worth-it", "middle")

_MIDDLE = 3

SHEET_FIELDS: tuple[tuple[str, str], ...] = (
    ("program", "dimension"),
    ("program", "lead"),
    ("quick_win", "owner"),
    ("program", "description"),
    ("quick_win", "problem"),
    ("program", "innovation"),
    ("quick_win", "benefit"),
    ("quick_win", "uniqueness"),
    ("quick_win", "partnership"),
    ("quick_win", "potential"),
    ("quick_win", "resources"),
    ("program", "funding"),
    ("quick_win", "continuity"),
    ("quick_win", "risk"),
)
"""What the ministry's evaluation asks of a quick win, as kind and key: attraction is answered by uniqueness,
sustainability by continuity. Source: topics of the evaluation as cities report them (2021), and Depok's form."""


class Share(Struct, frozen=True):
    """What one criterion adds to a score: the mean of the assessors, what it counts (turned where the criterion is
    inverse), the weight (all together 1), and the product."""

    criterion: str
    value: Fraction
    counted: Fraction
    weight: Fraction

    @property
    def product(self) -> Fraction:
        return self.counted * self.weight


class Candidate(Struct, frozen=True):
    """One candidate with what is known of it.

    Gates are ids in the method's order; a gate that was answered both ways counts as failed. `values` holds the
    mean of the assessors per criterion; `score` (1 to 5) and `rank` are None until every criterion has a value.
    `usg_rank` and `votes_rank` are None while the sum or the votes are. `place` is the shared rank in the recommended
    order, in which those that pass all gates come first.
    """

    entry: QuickWin
    program: Program | None
    gates_met: tuple[str, ...]
    gates_failed: tuple[str, ...]
    gates_open: tuple[str, ...]
    values: dict[str, Fraction]
    score: Fraction | None
    shares: tuple[Share, ...] = ()
    rank: int | None = None
    usg_rank: int | None = None
    votes_rank: int | None = None
    place: int | None = None

    @property
    def passes(self) -> bool:
        """Whether every gate was asked and met."""
        return not self.gates_failed and not self.gates_open

    @property
    def usg(self) -> int | None:
        """Urgency, seriousness and growth added up (3 to 15), or None while one is missing."""
        parts = (self.entry.urgency, self.entry.seriousness, self.entry.growth)
        return None if None in parts else sum(part or 0 for part in parts)

    @property
    def cell(self) -> Cell | None:
        """Where impact and effort put it, or None while one of them is missing."""
        return cell(self.entry.impact, self.entry.effort)


def cell(impact: int | None, effort: int | None) -> Cell | None:
    """The cell of the impact and effort matrix: above 3 is high, below 3 is low, and 3 is the middle."""
    if impact is None or effort is None:
        return None
    if _MIDDLE in (impact, effort):
        return "middle"
    if impact > _MIDDLE:
        return "quick-win" if effort < _MIDDLE else "large-project"
    return "fill-in" if effort < _MIDDLE else "hardly-worth-it"


def candidates(session: Session, method: Method) -> list[Candidate]:
    """The candidates that count, rejected ones included, in the order of capture, with scores and shared ranks."""
    values = _values(session)
    ranking = [
        _candidate(session, method, entry, values.get(entry.id, {})) for entry in counting(session.quick_win)
    ]
    ranks = ranked(
        {candidate.entry.id: candidate.score for candidate in ranking if candidate.score is not None}
    )
    usg = ranked({candidate.entry.id: candidate.usg for candidate in ranking if candidate.usg is not None})
    votes = ranked(
        {
            candidate.entry.id: candidate.entry.votes
            for candidate in ranking
            if candidate.entry.votes is not None
        }
    )
    places = _ranked_by(
        {
            candidate.entry.id: (-_gated(candidate), candidate.score)
            for candidate in ranking
            if candidate.score is not None
        }
    )
    return [
        replace(
            candidate,
            rank=ranks.get(candidate.entry.id),
            usg_rank=usg.get(candidate.entry.id),
            votes_rank=votes.get(candidate.entry.id),
            place=places.get(candidate.entry.id),
        )
        for candidate in ranking
    ]


def ranked(scores: Mapping[str, Fraction | int]) -> dict[str, int]:
    """Ranks from the highest score down; equal scores share a rank and the next one skips (1, 2, 2, 4)."""
    return _ranked_by({name: (0, score) for name, score in scores.items()})


def _ranked_by(keys: dict[str, tuple[int, Fraction | int]]) -> dict[str, int]:
    ranks: dict[tuple[int, Fraction | int], int] = {}
    for place, key in enumerate(sorted(keys.values(), reverse=True), start=1):
        ranks.setdefault(key, place)
    return {name: ranks[key] for name, key in keys.items()}


def weights(method: Method) -> dict[str, Fraction]:
    """The weights of the method's criteria, normalised to 1; empty where they add up to nothing."""
    whole = sum(criterion.weight for criterion in method.criterion)
    return (
        {criterion.id: Fraction(criterion.weight, whole) for criterion in method.criterion}
        if whole > 0
        else {}
    )


def recommended(ranking: list[Candidate]) -> list[Candidate]:
    """Candidates in the order in which the forum may look at them; a recommendation, never a choice.

    Those that pass all gates first, then those with a gate that was not asked, then those that failed at one; among
    them the best score first, those without a score last; among equals by urgency, seriousness, growth, and as given.
    """

    def order(candidate: Candidate) -> tuple[int, bool, Fraction, tuple[int, ...]]:
        return (
            _gated(candidate),
            candidate.score is None,
            -(candidate.score or Fraction()),
            _by_usg(candidate),
        )

    return sorted(ranking, key=order)


def sheet_gaps(candidate: Candidate) -> tuple[tuple[str, str], ...]:
    """Which of `SHEET_FIELDS` are empty, as kind and key; of a program that is not there all of them."""
    places = {"quick_win": candidate.entry, "program": candidate.program}
    return tuple((table, key) for table, key in SHEET_FIELDS if not getattr(places[table], key, None))


def sheet_filled(candidate: Candidate) -> int:
    """How many of `SHEET_FIELDS` are filled in."""
    return len(SHEET_FIELDS) - len(sheet_gaps(candidate))


def _gated(candidate: Candidate) -> int:
    """0 when all gates are passed, 1 when one was not asked yet, 2 when one failed."""
    return 2 if candidate.gates_failed else 1 if candidate.gates_open else 0


def _by_usg(candidate: Candidate) -> tuple[int, ...]:
    parts = (
        candidate.usg or 0,
        candidate.entry.urgency or 0,
        candidate.entry.seriousness or 0,
        candidate.entry.growth or 0,
    )
    return tuple(-part for part in parts)


def _candidate(session: Session, method: Method, entry: QuickWin, values: dict[str, Fraction]) -> Candidate:
    failed = set(entry.gates_failed)
    met = set(entry.gates_met) - failed
    shares = _shares(values, method)
    complete = shares and len(shares) == len(method.criterion)
    return Candidate(
        entry=entry,
        program=session.program.get(entry.program),
        gates_met=tuple(gate for gate in method.gates if gate in met),
        gates_failed=tuple(gate for gate in method.gates if gate in failed),
        gates_open=tuple(gate for gate in method.gates if gate not in met | failed),
        values=values,
        shares=shares,
        score=sum((share.product for share in shares), Fraction()) if complete else None,
    )


def _shares(values: dict[str, Fraction], method: Method) -> tuple[Share, ...]:
    """What the criteria that have a value add to the score, in the method's order.

    Under an inverse criterion (cost) 5 is entered for the most expensive and counts as 1, 4 as 2 and so on.
    """
    shares = weights(method)
    return tuple(
        Share(
            criterion.id,
            values[criterion.id],
            6 - values[criterion.id] if criterion.inverse else values[criterion.id],
            shares[criterion.id],
        )
        for criterion in method.criterion
        if criterion.id in values and criterion.id in shares
    )


def _values(session: Session) -> dict[str, dict[str, Fraction]]:
    """The mean of what the assessors gave, per candidate and criterion."""
    points = grouped(counting(session.score), lambda score: (score.quick_win, score.criterion))
    means: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for (candidate, criterion), scores in points.items():
        means[candidate][criterion] = sum((Fraction(score.value) for score in scores), Fraction()) / len(
            scores
        )
    return means
