"""Bars of letters for drawings: a figure as blocks, in steps of half a block, what is still wanted as dots."""

from __future__ import annotations

from fractions import Fraction

from rich.cells import cell_len, set_cell_size

from .. import text
from ..analysis.rounding import steps

FULL, HALF, WANTED = "█", "▌", "·"


def bar(value: Fraction | int, whole: Fraction | int, width: int = 20, wanted: Fraction | int = 0) -> str:
    """`value` of `whole` as blocks in `width` cells, rounded half up, then dots as far as `wanted`.

    A value that is more than nothing is never drawn as nothing. The whole must be more than zero.
    """
    halves = steps(value, whole, width * 2)
    blocks = FULL * (halves // 2) + HALF * (halves % 2)
    return (blocks + WANTED * (steps(wanted, whole, width) - len(blocks))).ljust(width)


def beside(labels: list[str], widest: int = 32) -> list[str]:
    """Labels of one width, to stand before bars: as wide as the longest, the longer ones cut."""
    short = [text.short(label, widest) for label in labels]
    width = max(map(cell_len, short), default=0)
    return [set_cell_size(label, width) for label in short]
