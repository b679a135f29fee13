"""The plane of the SWOT position in letters: two axes, a dot, the four strategies in its corners."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from ..analysis.rounding import steps
from ..model.entries import StrategyQuadrant

WIDTH, HEIGHT = 21, 11
"""Cells of the plane; a cell is about twice as high as it is wide, so it looks square."""
_CORNERS: tuple[tuple[StrategyQuadrant, bool, bool], ...] = (
    ("WO", False, True),
    ("SO", True, True),
    ("WT", False, False),
    ("ST", True, False),
)


def lines(x: Fraction, y: Fraction, quadrants: Collection[StrategyQuadrant]) -> tuple[str, ...]:
    """The plane with a dot at x, y; the strategies that the position advises stand in brackets.

    Both axes reach to the next whole number, which stands at their ends. A dot that is not on an axis is never drawn
    on one, however near it is.
    """
    reach = max(1, -int(-max(abs(x), abs(y)) // 1))
    cells = [["│" if column == WIDTH // 2 else " " for column in range(WIDTH)] for _ in range(HEIGHT)]
    cells[HEIGHT // 2] = ["┼" if column == WIDTH // 2 else "─" for column in range(WIDTH)]
    for name, right, top in _CORNERS:
        shown = f"[{name}]" if name in quadrants else f" {name} "
        start = WIDTH - len(shown) if right else 0
        cells[0 if top else HEIGHT - 1][start : start + len(shown)] = shown
    cells[HEIGHT // 2 - _steps(y, reach, HEIGHT)][WIDTH // 2 + _steps(x, reach, WIDTH)] = "●"
    before = len(f"-{reach} ")
    drawn = [" " * before + "".join(row).rstrip() for row in cells]
    middle = HEIGHT // 2
    drawn[middle] = f"-{reach} " + "".join(cells[middle]) + f" +{reach} x"
    blank = " " * (before + WIDTH // 2)
    return (f"{blank}+{reach} y", *drawn, f"{blank}-{reach}")


def _steps(value: Fraction, reach: int, cells: int) -> int:
    """How many cells from the middle; at least one off the axis where the value is."""
    off = steps(abs(value), reach, cells // 2)
    return off if value > 0 else -off
