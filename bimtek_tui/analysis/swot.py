"""The SWOT analysis in figures: IFAS and EFAS tables, position, and the strategies of the TOWS matrix.

Weights are normalised from the raw points that the room gave, as exact fractions; nothing is computed where
points or ratings are missing, and what is missing is said instead. Plain SWOT without figures is common. Every
function takes the factors of one dimension as well (`among`): weights are then normalised over those alone.

Sources of the formulas: Rangkuti (score = weight x rating, x = S - W, y = O - T, quadrant II is S with T);
Pearce and Robinson (weights within each quadrant); questionnaire practice (weight = share of the sum of
responses, rating = mean of the respondents).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from ..i18n import N_
from ..model.entries import Quadrant, Session, Strategy, StrategyQuadrant, Swot, counting
from ..model.workshop_entries import Variant
from .tally import QUADRANTS, STRATEGY_QUADRANTS, grouped

INTERNAL: tuple[Quadrant, Quadrant] = ("strength", "weakness")
EXTERNAL: tuple[Quadrant, Quadrant] = ("opportunity", "threat")

STRATEGY_NAMES: dict[StrategyQuadrant, str] = {
    "SO": N_("aggressive"),
    "ST": N_("diversification"),
    "WO": N_("turn-around"),
    "WT": N_("defensive"),
}
"""What a position in a quadrant advises, in the numbering of Rangkuti: I, II, III, IV."""

QUADRANT_NUMBERS: dict[StrategyQuadrant, str] = dict(
    zip(STRATEGY_NAMES, ("I", "II", "III", "IV"), strict=True)
)
"""The numbers of the quadrants as Rangkuti counts them; others count differently, so they stand behind the names."""

SHARES_OFF = Fraction(5, 1000)
"""Weights typed as shares may be this far from 1 in sum before it is worth a remark: half of the second decimal."""
MIDDLE = Fraction(5, 2)
"""The middle of the scale from 1 to 4, against which totals of inverse ratings are read (David)."""
_SEVERE = 2
"""With inverse ratings, a median of this or less means that half of the weaknesses or threats are severe."""


class Factor(Struct, frozen=True):
    """One row of an IFAS or EFAS table; score = weight x rating.

    Weights of a table come to 1 (of a quadrant in Pearce's variant); ratings are 1 to 4 as given, or the mean of the respondents.
    """

    entry: Swot
    weight: Fraction
    rating: Fraction

    @property
    def score(self) -> Fraction:
        return self.weight * self.rating


class Side(Struct, frozen=True):
    """The IFAS (strengths and weaknesses) or EFAS (opportunities and threats) table."""

    factors: tuple[Factor, ...]

    @property
    def rating_places(self) -> int:
        """The decimals with which ratings are shown: none while all of them are whole numbers."""
        return 0 if all(factor.rating.denominator == 1 for factor in self.factors) else 2

    def score(self, *quadrants: Quadrant) -> Fraction:
        """The sum of the scores of these quadrants, of the whole table when none is named."""
        wanted = quadrants or QUADRANTS
        return sum((factor.score for factor in self.factors if factor.entry.quadrant in wanted), Fraction())

    @property
    def weight(self) -> Fraction:
        """The sum of the weights: 1, or 1 for each quadrant in the variant of Pearce and Robinson."""
        return self.weight_of(*QUADRANTS)

    def weight_of(self, *quadrants: Quadrant) -> Fraction:
        """The sum of the weights of these quadrants."""
        return sum(
            (factor.weight for factor in self.factors if factor.entry.quadrant in quadrants), Fraction()
        )

    def leading(self, quadrant: Quadrant) -> tuple[Factor, ...]:
        """The factors with the highest score of a quadrant; several where they share it."""
        factors = [factor for factor in self.factors if factor.entry.quadrant == quadrant]
        highest = max((factor.score for factor in factors), default=None)
        return tuple(factor for factor in factors if factor.score == highest)


class Position(Struct, frozen=True):
    """Where the city stands: x = S - W, y = O - T.

    `quadrants` holds one strategy; on an axis the neighbours on both sides, since nothing decides between them.
    """

    x: Fraction
    y: Fraction
    quadrants: tuple[StrategyQuadrant, ...]

    @property
    def on_a_boundary(self) -> bool:
        return len(self.quadrants) > 1

    @property
    def signs(self) -> tuple[str, str]:
        """The signs of x and y: ``+``, ``-``, or ``0`` on an axis."""
        return _sign(self.x), _sign(self.y)


class Missing(Struct, frozen=True):
    """What keeps the figures from being computed; all empty when nothing does."""

    quadrants: tuple[Quadrant, ...] = ()
    weights: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    respondents: bool = False
    zeros: tuple[Quadrant, ...] = ()
    """Quadrants of a table to which nobody gave a point: there is nothing to share weights out by."""

    def __bool__(self) -> bool:
        return bool(
            self.quadrants or self.weights or self.ratings or self.responses or self.respondents or self.zeros
        )


class Standing(Struct, frozen=True):
    """The figures of the city (`dimension` "") or of one dimension.

    `ifas`, `efas` and `position` are None where `missing` says why; `flattered_by` names the quadrants whose inverse
    ratings make the position look better than it is.
    """

    dimension: str
    counts: dict[Quadrant, int]
    ifas: Side | None
    efas: Side | None
    position: Position | None
    flattered_by: tuple[Quadrant, ...]
    missing: Missing


def city(session: Session) -> Standing:
    """The figures of the whole city, over all factors that count."""
    return _standing(session, "", counting(session.swot))


def by_dimension(session: Session, dimensions: Iterable[str]) -> list[Standing]:
    """The figures of each of these dimensions; factors without a dimension are the city's alone."""
    groups = grouped(counting(session.swot), lambda factor: factor.dimension)
    return [_standing(session, dimension, groups.get(dimension, [])) for dimension in dimensions]


def without_dimension(session: Session, dimensions: Collection[str]) -> dict[Quadrant, int]:
    """How many factors of each quadrant have none of these dimensions."""
    return _counted(factor for factor in counting(session.swot) if factor.dimension not in dimensions)


def _counted(among: Iterable[Swot]) -> dict[Quadrant, int]:
    groups = grouped(among, lambda factor: factor.quadrant, (*INTERNAL, *EXTERNAL))
    return {quadrant: len(factors) for quadrant, factors in groups.items()}


def _standing(session: Session, dimension: str, among: Sequence[Swot]) -> Standing:
    return Standing(
        dimension,
        _counted(among),
        side(session, INTERNAL, among),
        side(session, EXTERNAL, among),
        position(session, among),
        flattered(session, among),
        missing(session, among),
    )


def variant(session: Session) -> Variant:
    """The variant that was agreed, Rangkuti's when none was."""
    return (session.analysis and session.analysis.variant) or "rangkuti"


def unagreed(session: Session) -> tuple[str, ...]:
    """The keys of ``[analysis]`` that were never agreed, though the figures depend on them."""
    agreed = session.analysis
    return tuple(
        key for key in ("variant", "rating_direction") if agreed is None or getattr(agreed, key) is None
    )


def missing(session: Session, among: Sequence[Swot] | None = None) -> Missing:
    """What is missing for the figures: quadrants without a factor, and the ids of factors without a figure."""
    entries = counting(session.swot) if among is None else among
    present = {entry.quadrant for entry in entries}
    empty: tuple[Quadrant, ...] = tuple(
        quadrant for quadrant in (*INTERNAL, *EXTERNAL) if quadrant not in present
    )
    if variant(session) == "questionnaire":
        return Missing(
            quadrants=empty,
            responses=tuple(entry.id for entry in entries if entry.responses_sum is None),
            respondents=not _respondents(session),
            zeros=tuple(
                quadrant
                for table in (INTERNAL, EXTERNAL)
                if (sums := [entry.responses_sum for entry in entries if entry.quadrant in table])
                and set(sums) == {0}
                for quadrant in table
            ),
        )
    return Missing(
        quadrants=empty,
        weights=tuple(entry.id for entry in entries if entry.weight is None),
        ratings=tuple(entry.id for entry in entries if entry.rating is None),
    )


def is_weighted(session: Session) -> bool:
    """Whether anybody has begun to give points, ratings or responses at all."""
    return any(
        factor.weight is not None or factor.rating is not None or factor.responses_sum is not None
        for factor in counting(session.swot)
    )


def side(
    session: Session, quadrants: tuple[Quadrant, Quadrant], among: Sequence[Swot] | None = None
) -> Side | None:
    """The table of two quadrants (`INTERNAL` or `EXTERNAL`), or None while a figure is missing in it."""
    considered = counting(session.swot) if among is None else among
    entries = [entry for quadrant in quadrants for entry in considered if entry.quadrant == quadrant]
    factors = [Factor(entry, *points) for entry in entries if (points := _points(session, entry)) is not None]
    sums = {
        quadrant: sum((row.weight for row in factors if row.entry.quadrant == quadrant), Fraction())
        for quadrant in quadrants
    }
    if variant(session) != "pearce":
        sums = dict.fromkeys(quadrants, sum(sums.values(), Fraction()))
    if not factors or len(factors) < len(entries) or not all(sums[row.entry.quadrant] for row in factors):
        return None
    return Side(tuple(replace(row, weight=row.weight / sums[row.entry.quadrant]) for row in factors))


def position(session: Session, among: Sequence[Swot] | None = None) -> Position | None:
    """The position of the city, or None while a quadrant is empty or a figure is missing."""
    internal, external = side(session, INTERNAL, among), side(session, EXTERNAL, among)
    if internal is None or external is None or missing(session, among):
        return None
    x = internal.score("strength") - internal.score("weakness")
    y = external.score("opportunity") - external.score("threat")
    return Position(x, y, _around(x, y))


def flatters(session: Session) -> bool:
    """Whether the position of the city looks better than it is."""
    return bool(flattered(session))


def flattered(session: Session, among: Sequence[Swot] | None = None) -> tuple[Quadrant, ...]:
    """The quadrants by which the position looks better than it is.

    With inverse ratings (1 = a severe weakness) a worse city gets a smaller sum to subtract; with half of the
    weaknesses or of the threats rated 2 or less that shows.
    """
    if not session.analysis or session.analysis.rating_direction != "inverse":
        return ()
    ties: list[Quadrant] = []
    for quadrant in ("weakness", "threat"):
        ratings: list[Fraction] = sorted(
            rating
            for factor in (counting(session.swot) if among is None else among)
            if factor.quadrant == quadrant and (rating := _rating(session, factor)) is not None
        )
        middle = len(ratings) // 2
        if ratings and ratings[middle] + ratings[-middle - 1] <= 2 * _SEVERE:  # twice the median
            ties.append(quadrant)
    return tuple(ties)


def shares_off(session: Session) -> list[tuple[tuple[Quadrant, ...], Fraction]]:
    """Weights that were typed as shares and do not add up to 1: the quadrants they are shares of, and their sum.

    They are shares where all are at most 1 and one is less; points such as 3 or 5 are never told. What is shown
    is normalised either way.
    """
    if variant(session) == "questionnaire":
        return []
    within: list[tuple[Quadrant, ...]] = (
        [(quadrant,) for quadrant in (*INTERNAL, *EXTERNAL)]
        if variant(session) == "pearce"
        else [INTERNAL, EXTERNAL]
    )
    tables = []
    for quadrants in within:
        entries = [factor for factor in counting(session.swot) if factor.quadrant in quadrants]
        weights = [Fraction(entry.weight) for entry in entries if entry.weight is not None]
        if not weights or len(weights) < len(entries) or max(weights) > 1 or min(weights) == 1:
            continue
        total = sum(weights, Fraction())
        if abs(total - 1) > SHARES_OFF:
            tables.append((quadrants, total))
    return tables


def tows(session: Session) -> dict[StrategyQuadrant, list[Strategy]]:
    """The strategies that count by quadrant of the TOWS matrix, in the order of capture."""
    return grouped(counting(session.strategy), lambda strategy: strategy.quadrant, STRATEGY_QUADRANTS)


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


def _rating(session: Session, entry: Swot) -> Fraction | None:
    """The rating as it was given, or the mean of the respondents."""
    if variant(session) == "questionnaire":
        points = _points(session, entry)
        return points and points[1]
    return None if entry.rating is None else Fraction(entry.rating)


def _sign(value: Fraction) -> str:
    return "+" if value > 0 else "-" if value < 0 else "0"


def _around(x: Fraction, y: Fraction) -> tuple[StrategyQuadrant, ...]:
    """The strategies whose quadrants touch the point."""
    across = "S" if x > 0 else "W" if x < 0 else "SW"
    along = "O" if y > 0 else "T" if y < 0 else "OT"
    return tuple(name for name in STRATEGY_NAMES if name[0] in across and name[1] in along)
