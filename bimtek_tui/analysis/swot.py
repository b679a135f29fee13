"""The SWOT analysis in figures: IFAS and EFAS tables, position, and the strategies of the TOWS matrix.

Weights are normalised from the raw points that the room gave, as exact fractions; nothing is computed where
points or ratings are missing, and what is missing is said instead. Plain SWOT without figures is common.

Sources of the formulas: Rangkuti (score = weight x rating, x = S - W, y = O - T, quadrant II is S with T);
Pearce and Robinson (weights within each quadrant); questionnaire practice (weight = share of the sum of
responses, rating = mean of the respondents).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from ..model import Quadrant, Session, Strategy, StrategyQuadrant, Swot, Variant, counting
from .progress import QUADRANTS, STRATEGY_QUADRANTS

INTERNAL: tuple[Quadrant, Quadrant] = ("strength", "weakness")
EXTERNAL: tuple[Quadrant, Quadrant] = ("opportunity", "threat")

STRATEGY_NAMES: dict[StrategyQuadrant, str] = {
    "SO": "aggressive",
    "ST": "diversification",
    "WO": "turn-around",
    "WT": "defensive",
}
"""What a position in a quadrant advises, in the numbering of Rangkuti: I, II, III, IV."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One row of an IFAS or EFAS table; score = weight x rating."""

    entry: Swot
    weight: Fraction
    rating: Fraction

    @property
    def score(self) -> Fraction:
        return self.weight * self.rating


@dataclass(frozen=True, slots=True)
class Side:
    """The IFAS (strengths and weaknesses) or EFAS (opportunities and threats) table."""

    factors: tuple[Factor, ...]

    def score(self, *quadrants: Quadrant) -> Fraction:
        """The sum of the scores of these quadrants, of the whole table when none is named."""
        wanted = quadrants or QUADRANTS
        return sum((one.score for one in self.factors if one.entry.quadrant in wanted), Fraction())

    @property
    def weight(self) -> Fraction:
        """The sum of the weights: 1, or 1 for each quadrant in the variant of Pearce and Robinson."""
        return sum((one.weight for one in self.factors), Fraction())


@dataclass(frozen=True, slots=True)
class Position:
    """Where the city stands: x = S - W, y = O - T.

    `quadrants` holds one strategy; on an axis the neighbours on both sides, since nothing decides between them.
    """

    x: Fraction
    y: Fraction
    quadrants: tuple[StrategyQuadrant, ...]

    @property
    def on_a_boundary(self) -> bool:
        return len(self.quadrants) > 1


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps the figures from being computed; all empty when nothing does."""

    quadrants: tuple[Quadrant, ...] = ()
    weights: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    respondents: bool = False

    def __bool__(self) -> bool:
        return bool(self.quadrants or self.weights or self.ratings or self.responses or self.respondents)


def variant(session: Session) -> Variant:
    """The variant that was agreed, Rangkuti's when none was."""
    return (session.analysis and session.analysis.variant) or "rangkuti"


def missing(session: Session) -> Missing:
    """What is missing for the figures: quadrants without a factor, and the ids of factors without a figure."""
    entries = counting(session.swot)
    present = {one.quadrant for one in entries}
    empty: tuple[Quadrant, ...] = tuple(one for one in (*INTERNAL, *EXTERNAL) if one not in present)
    if variant(session) == "questionnaire":
        silent = tuple(one.id for one in entries if one.responses_sum is None)
        return Missing(quadrants=empty, responses=silent, respondents=not _respondents(session))
    return Missing(
        quadrants=empty,
        weights=tuple(one.id for one in entries if one.weight is None),
        ratings=tuple(one.id for one in entries if one.rating is None),
    )


def is_weighted(session: Session) -> bool:
    """Whether anybody has begun to give points, ratings or responses at all."""
    return any(
        one.weight is not None or one.rating is not None or one.responses_sum is not None
        for one in counting(session.swot)
    )


def side(session: Session, quadrants: tuple[Quadrant, Quadrant]) -> Side | None:
    """The table of two quadrants (`INTERNAL` or `EXTERNAL`), or None while a figure is missing in it."""
    entries = [one for quadrant in quadrants for one in counting(session.swot) if one.quadrant == quadrant]
    factors: list[Factor] = []
    for entry in entries:
        points = _points(session, entry)
        if points is None:
            return None
        factors.append(Factor(entry, *points))
    sums = {
        one: sum((row.weight for row in factors if row.entry.quadrant == one), Fraction())
        for one in quadrants
    }
    if variant(session) != "pearce":
        sums = dict.fromkeys(quadrants, sum(sums.values(), Fraction()))
    if not factors or not all(sums[row.entry.quadrant] for row in factors):
        return None
    return Side(tuple(replace(row, weight=row.weight / sums[row.entry.quadrant]) for row in factors))


def position(session: Session) -> Position | None:
    """The position of the city, or None while a quadrant is empty or a figure is missing."""
    internal, external = side(session, INTERNAL), side(session, EXTERNAL)
    if internal is None or external is None or missing(session):
        return None
    x = internal.score("strength") - internal.score("weakness")
    y = external.score("opportunity") - external.score("threat")
    return Position(x, y, _around(x, y))


def flatters(session: Session) -> bool:
    """Whether the position looks better than it is.

    With inverse ratings (1 = a severe weakness) a worse city gets a smaller sum to subtract; with half of the
    weaknesses or of the threats rated 2 or less that shows.
    """
    if not session.analysis or session.analysis.rating_direction != "inverse":
        return False
    rated = [one for one in counting(session.swot) if one.rating is not None]
    for quadrant in ("weakness", "threat"):
        ratings = sorted(one.rating for one in rated if one.quadrant == quadrant and one.rating is not None)
        middle = len(ratings) // 2
        if ratings and ratings[middle] + ratings[-middle - 1] <= 4:  # a median of 2 or less
            return True
    return False


def tows(session: Session) -> dict[StrategyQuadrant, list[Strategy]]:
    """The strategies that count by quadrant of the TOWS matrix, in the order of capture."""
    groups: dict[StrategyQuadrant, list[Strategy]] = {one: [] for one in STRATEGY_QUADRANTS}
    for strategy in counting(session.strategy):
        groups[strategy.quadrant].append(strategy)
    return groups


def _respondents(session: Session) -> int:
    return (session.analysis and session.analysis.respondents) or 0


def _points(session: Session, entry: Swot) -> tuple[Fraction, Fraction] | None:
    """The raw points that become the weight, and the rating; None while one of them is missing."""
    if variant(session) == "questionnaire":
        respondents = _respondents(session)
        if entry.responses_sum is None or not respondents:
            return None
        return Fraction(entry.responses_sum), Fraction(entry.responses_sum, respondents)
    if entry.weight is None or entry.rating is None:
        return None
    return Fraction(entry.weight), Fraction(entry.rating)


def _around(x: Fraction, y: Fraction) -> tuple[StrategyQuadrant, ...]:
    """The strategies whose quadrants touch the point."""
    across = "S" if x > 0 else "W" if x < 0 else "SW"
    along = "O" if y > 0 else "T" if y < 0 else "OT"
    return tuple(one for one in STRATEGY_NAMES if one[0] in across and one[1] in along)
