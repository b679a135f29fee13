"""Letters of one width as a drawing board: words measured in cells, and what a drawing is made of.

A drawing is text alone, so that it is the same on a page, in a file, on the screen and on the wall, and loses nothing
without colour. Wide characters and emoji take two cells; what has no room ends in an ellipsis.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Protocol

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from .. import text

GAP = 2
"""Cells between columns."""
MARKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""What stands for things that have no room for their names; further ones are not marked."""


class Drawn(Struct, frozen=True):
    """A drawing as lines: what stands above while one scrolls, and the rest."""

    head: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines."""
        return self.head + self.body


class Plot(Protocol):
    """Data that can be drawn."""

    def drawn(self, width: int, height: int = 0) -> Drawn:
        """The drawing in so many cells across. Where a `height` is given it fills it as far as that serves the eye;
        rows that have no room there follow below."""


def short(words: str, width: int) -> str:
    """A text on one line in at most so many cells."""
    return cut(text.line(words), width)


def cut(words: str, width: int) -> str:
    """A line in at most so many cells; an ellipsis says that something is cut off."""
    if cell_len(words) <= width:
        return words
    return set_cell_size(words, width - 1).rstrip() + "…" if width > 1 else "…"[:width]


def left(words: str, width: int) -> str:
    """A line in exactly so many cells, blanks behind it."""
    return set_cell_size(cut(words, width), width)


def right(words: str, width: int) -> str:
    """A line in exactly so many cells, blanks before it."""
    words = cut(words, width)
    return " " * (width - cell_len(words)) + words


def widest(words: Sequence[str]) -> int:
    """Cells of the longest of some lines."""
    return max(map(cell_len, words), default=0)


def beside(first: Sequence[str], width: int, second: Sequence[str]) -> tuple[str, ...]:
    """Lines beside lines: the first ones in so many cells."""
    return tuple(
        f"{left_side}{' ' * (width - cell_len(left_side))}{right_side}".rstrip()
        for left_side, right_side in zip_longest(first, second, fillvalue="")
    )


def put(board: list[str], at: int, words: str) -> None:
    """Letters of one cell each into a row of cells; what would stand outside is left out."""
    for place, letter in enumerate(words, at):
        if 0 <= place < len(board):
            board[place] = letter
