"""Horizontal bars in letters: a figure as blocks in steps of half a block, what is still wanted as dots, the number beside."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from .. import text
from ..analysis.rounding import steps
from .cells import GAP, Drawn, left, right, widest

FULL, HALF, WANTED, BELOW = "█", "▌", "·", "-"
FILLS = "█▒░"
"""What the parts of a bar are drawn with, told apart without colour."""
_LEAST = 8
"""Cells of a bar beside which a label is cut."""

Value = Fraction | int


class Bar(Struct, frozen=True):
    """One bar: its label ("" for another one of the same thing), its value, None where that is not known, and its number in words.

    `wanted` is a target; `parts` are what the value is made of, in the order of `FILLS`. An `inner` bar is of a part
    of the thing above.
    """

    label: str
    value: Value | None
    number: str
    wanted: Value | None = None
    parts: tuple[int, ...] = ()
    inner: bool = False

    @property
    def line(self) -> str:
        """The label as it stands before the bar."""
        return ("  " if self.inner else "") + text.line(self.label)


class Bars(Struct, frozen=True):
    """Bars below each other on one scale from 0 to `whole`, or to the largest of them where that is 0.

    `key` says what the fills mean. Negative values are drawn as a row of minus signs on the same scale.
    """

    rows: tuple[Bar, ...]
    whole: Value = 0
    key: str = ""

    def drawn(self, width: int, height: int = 0) -> Drawn:
        """A line each; with room for it the things stand apart."""
        numbers = min(widest([row.number for row in self.rows]), width // 2)
        labels = min(
            widest([row.line for row in self.rows]), max(1, width - numbers - 2 * GAP - _LEAST), width // 2
        )
        room = max(1, width - labels - numbers - 2 * GAP)
        whole = max(abs(Fraction(value)) for value in self._values())
        lines, between = [], " " * GAP
        for row in self.rows:
            drawn = self._bar(row, whole, room)
            lines.append(
                f"{left(row.line, labels)}{between}{left(drawn, room)}{between}{right(row.number, numbers)}"
            )
        head = (left(self.key, width).rstrip(), "") if self.key else ()
        things = sum(bool(row.label) for row in self.rows)
        if height >= len(head) + len(lines) + things:
            lines = self._apart(lines)
        return Drawn(head, tuple(lines))

    def _values(self) -> list[Value]:
        given = [value for row in self.rows for value in (row.value, row.wanted) if value is not None]
        return [self.whole, *given]

    def _apart(self, lines: Sequence[str]) -> list[str]:
        """A blank line before every label but the first."""
        apart: list[str] = []
        for row, line in zip(self.rows, lines, strict=True):
            if row.label and apart:
                apart.append("")
            apart.append(line)
        return apart

    @staticmethod
    def _bar(row: Bar, whole: Value, room: int) -> str:
        if row.value is None or not whole:
            return bar(0, whole, room, row.wanted or 0) if whole else ""
        if row.value < 0:
            return BELOW * steps(-row.value, whole, room)
        return _stack(row.parts, whole, room) if row.parts else bar(row.value, whole, room, row.wanted or 0)


def bar(value: Value, whole: Value, width: int = 20, wanted: Value = 0) -> str:
    """`value` of `whole` as blocks in `width` cells, rounded half up, then dots as far as `wanted`.

    A value that is more than nothing is never drawn as nothing. The whole must be more than zero.
    """
    halves = steps(value, whole, width * 2)
    blocks = FULL * (halves // 2) + HALF * (halves % 2)
    return (blocks + WANTED * (steps(wanted, whole, width) - len(blocks))).ljust(width)


def _stack(parts: Sequence[int], whole: Value, width: int) -> str:
    """Parts one behind the other, each with its fill; one that is more than nothing has a cell, if there are so many."""
    cells = [steps(max(0, part), whole, width) for part in parts]
    while sum(cells) > width:
        cells[cells.index(max(cells))] -= 1
    return "".join(fill * number for fill, number in zip(FILLS, cells, strict=False))


def has_data(rows: Sequence[Bar]) -> bool:
    """Whether there is something to draw: a value that is not nothing, or a target."""
    return any(row.value or row.wanted for row in rows)
