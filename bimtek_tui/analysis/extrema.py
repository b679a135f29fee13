"""What stands out by a figure: the lowest and the highest of some, and only where that says something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

Thing = TypeVar("Thing")
Of = Callable[[Thing], Fraction | None]


def lowest(things: Sequence[Thing], of: Of[Thing]) -> list[Thing]:
    """Those with the lowest figure; none where fewer than two have one, or where all are equal."""
    return _standing_out(things, of, min)


def highest(things: Sequence[Thing], of: Of[Thing]) -> list[Thing]:
    """Those with the highest figure; none where fewer than two have one, or where all are equal."""
    return _standing_out(things, of, max)


def _standing_out(
    things: Sequence[Thing], of: Of[Thing], best: Callable[[set[Fraction]], Fraction]
) -> list[Thing]:
    figures = {figure for thing in things if (figure := of(thing)) is not None}
    wanted = best(figures) if len(figures) > 1 else None
    return [thing for thing in things if wanted is not None and of(thing) == wanted]
