"""IFAS and EFAS as they are printed: rows that give the printed sums, by anybody's calculator.

The analysis itself is exact; whatever shows it, a book, a page of figures or the screen, takes its decimals from
here, so that all of them say the same. Weights are shared out by largest remainders (Hamilton's method), the score
of a row is its printed weight x its printed rating, and sums add up what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from ..model.entries import Quadrant
from .rounding import apportioned, half_up, places
from .swot import EXTERNAL, INTERNAL, Factor, Side, Standing
from .tally import QUADRANTS, grouped

_LEAST, _MOST = 2, 4
"""Decimals of a table: as few as show its weights and scores as they are; from about ten factors on that takes four."""


class Row(Struct, frozen=True):
    """A factor with its figures as they are printed."""

    factor: Factor
    weight: Decimal
    rating: Decimal
    score: Decimal


class Table(Struct, frozen=True):
    """A side as it is printed; sums are those of its printed rows."""

    places: int
    rows: tuple[Row, ...]

    def weight(self, *quadrants: Quadrant) -> Decimal:
        """The sum of the printed weights of these quadrants, of the whole table when none is named."""
        return sum((row.weight for row in self._of(quadrants)), Decimal(0).scaleb(-self.places))

    def score(self, *quadrants: Quadrant) -> Decimal:
        """The sum of the printed scores of these quadrants, of the whole table when none is named."""
        return sum((row.score for row in self._of(quadrants)), Decimal(0).scaleb(-self.places))

    def _of(self, quadrants: Sequence[Quadrant]) -> list[Row]:
        return [row for row in self.rows if row.factor.entry.quadrant in (quadrants or QUADRANTS)]


def table(side: Side) -> Table:
    """The table of a side, its rows in the order of the side."""
    decimals = _places(side)
    parts = [*grouped(side.factors, lambda factor: factor.entry.quadrant).values()]
    wholes = apportioned([sum((factor.weight for factor in part), Fraction()) for part in parts], decimals)
    weights: dict[str, Decimal] = {}
    for part, whole in zip(parts, wholes, strict=True):
        # what is rounded up are weights of middling ratings, so that the score of the quadrant stays where it is
        score = sum((factor.score for factor in part), Fraction())
        middle = score / (sum(factor.weight for factor in part) or 1)
        apart = [abs(factor.rating - middle) for factor in part]
        shares = apportioned([factor.weight for factor in part], decimals, whole, apart)
        weights |= {factor.entry.id: share for factor, share in zip(part, shares, strict=True)}
    rating_places = side.rating_places
    return Table(
        decimals,
        tuple(_row(factor, weights[factor.entry.id], rating_places, decimals) for factor in side.factors),
    )


def coordinates(standing: Standing) -> tuple[Decimal, Decimal] | None:
    """x = S - W and y = O - T as they are printed: the differences of the printed sums.

    None without a position. Where rounding would put the point on another side of an axis, or on one, the exact value is
    shown, with as many decimals as that takes.
    """
    if standing.position is None or standing.ifas is None or standing.efas is None:
        return None
    return difference(standing.ifas, INTERNAL), difference(standing.efas, EXTERNAL)


def difference(side: Side, quadrants: tuple[Quadrant, Quadrant]) -> Decimal:
    """One coordinate as it is printed, as `coordinates` says it of both."""
    exact = side.score(quadrants[0]) - side.score(quadrants[1])
    printed = table(side)
    value = printed.score(quadrants[0]) - printed.score(quadrants[1])
    return value if value * exact.numerator > 0 else half_up(exact, places(exact, printed.places))


def _row(factor: Factor, weight: Decimal, rating_places: int, decimals: int) -> Row:
    rating = half_up(factor.rating, rating_places)
    return Row(factor, weight, rating, half_up(weight * rating, decimals))


def _places(side: Side) -> int:
    for decimals in range(_LEAST, _MOST):
        if all(
            half_up(value, decimals) == value for row in side.factors for value in (row.weight, row.score)
        ):
            return decimals
    return _MOST
