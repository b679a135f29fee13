"""What stands out by a figure: the lowest and the highest of some, and only where that says something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

Thing = TypeVar("Thing")
Of = Callable[[Thing], Fraction | None]


def lowest(found: Sequence[Thing], of: Of[Thing]) -> list[Thing]:
    """Those with the lowest figure; none where fewer than two have one, or where all are equal."""
    return _standing_out(found, of, min)


def highest(found: Sequence[Thing], of: Of[Thing]) -> list[Thing]:
    """Those with the highest figure; none where fewer than two have one, or where all are equal."""
    return _standing_out(found, of, max)


def _standing_out(
    found: Sequence[Thing], of: Of[Thing], best: Callable[[set[Fraction]], Fraction]
) -> list[Thing]:
    figures = {figure for one in found if (figure := of(one)) is not None}
    wanted = best(figures) if len(figures) > 1 else None
    return [one for one in found if wanted is not None and of(one) == wanted]
