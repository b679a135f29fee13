"""The plane of the SWOT position in letters: two axes, a mark for the city and one for every dimension, the four strategies in its corners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from rich.cells import cell_len

from .. import text
from ..analysis.rounding import steps
from ..analysis.swot import STRATEGY_NAMES
from ..i18n import _
from ..model import values
from ..model.entries import StrategyQuadrant
from .cells import GAP, MARKS, Drawn, beside, cut, put, right, widest

HEIGHT = 11
"""Lines of the plane where no height is given; a cell is about twice as high as it is wide, so it looks square."""
_LEAST = 5
"""Lines below which marks would stand too near each other; the plane is scrolled then."""
_BROAD = 50
"""Cells of a plane in whose corners strategies have room for their names."""
_LEGEND, _NARROW = 32, 13
"""Cells that names and numbers want beside the plane, and those that the plane needs; without them they stand below it."""
CITY, SEVERAL = "●", "#"
"""The mark of the whole city, and that of several at one place."""
_CORNERS: tuple[tuple[StrategyQuadrant, bool, bool], ...] = (
    ("WO", False, True),
    ("SO", True, True),
    ("WT", False, False),
    ("ST", True, False),
)


class Point(Struct, frozen=True):
    """A place on the plane: exact, and as it is printed (`at`)."""

    name: str
    x: Fraction
    y: Fraction
    at: tuple[Decimal, Decimal]


class Plane(Struct, frozen=True):
    """x = S - W and y = O - T of the city (None where it has no position) and of its dimensions.

    `quadrants` are the strategies that the position of the city advises; `note` says below why it has none.
    """

    city: Point | None
    dimensions: tuple[Point, ...]
    quadrants: tuple[StrategyQuadrant, ...] = ()
    note: str = ""

    def drawn(self, width: int, height: int = 0) -> Drawn:
        """The plane, with marks, names and numbers beside it, or below where there is no room for them."""
        if not self.note:
            return self._with_legend(width, height)
        plane = self._with_legend(width, max(1, height - 2) if height else 0)
        return Drawn(plane.head, (*plane.body, "", cut(text.line(self.note), width)))

    def _with_legend(self, width: int, height: int) -> Drawn:
        reach = self._reach()
        edge = _edge(reach)
        frame = 2 * (len(edge) + 2) + 2  # "-1 " before and " +1 x" behind the axis
        legend = self._legend()
        inner = max(_LEAST, height - 2) if height else HEIGHT
        room = width - frame - GAP - min(widest(legend), _LEGEND)
        aside = room >= _NARROW
        if height and not aside:
            inner = max(_LEAST, min(inner, height - 2 - len(legend)))
        across = max(_LEAST, min(2 * inner - 1, room if aside else width - frame))
        plane = self._lines(across - (across + 1) % 2, inner - (inner + 1) % 2, reach, edge)
        if any(SEVERAL in line for line in plane):
            legend.insert(-1, _("{mark} several at one place").format(mark=SEVERAL))
        if not aside:
            return Drawn((), (*plane, *(cut(line, width) for line in legend)))
        if height and len(legend) > max(height, len(plane)):
            legend.pop()  # what the axes are the room has heard
        start = max(map(cell_len, plane)) + GAP
        return Drawn((), beside(plane, start, [cut(line, width - start) for line in legend]))

    @property
    def _points(self) -> list[tuple[str, Point]]:
        """The city first, as its mark stands on top of others."""
        marks = MARKS.ljust(len(self.dimensions), "·")
        city = [(CITY, self.city)] if self.city else []
        return [*city, *zip(marks, self.dimensions, strict=False)]

    def _reach(self) -> int:
        """The next whole number that no coordinate is beyond."""
        return max(
            1, *(-int(-abs(value) // 1) for _mark, point in self._points for value in (point.x, point.y))
        )

    def _lines(self, width: int, height: int, reach: int, edge: str) -> list[str]:
        """Both axes reach to the next whole number, which stands at their ends.

        What is not on an axis is never drawn on one, however near it is.
        """
        cells = [["│" if column == width // 2 else " " for column in range(width)] for _row in range(height)]
        cells[height // 2] = ["┼" if column == width // 2 else "─" for column in range(width)]
        for id, to_right, top in _CORNERS:
            name = f"{id} {_(STRATEGY_NAMES[id])}" if width >= _BROAD else id
            name = f"[{name}]" if id in self.quadrants else f" {name} "
            put(cells[0 if top else height - 1], width - len(name) if to_right else 0, name)
        for (row, column), marks in self._places(width, height, reach).items():
            cells[row][column] = marks if len(marks) == 1 else SEVERAL
        before = f"-{edge} "
        drawn = [" " * len(before) + "".join(row).rstrip() for row in cells]
        drawn[height // 2] = f"{before}{''.join(cells[height // 2])} +{edge} x"
        blank = " " * (len(before) + width // 2)
        return [f"{blank}+{edge} y", *drawn, f"{blank}-{edge}"]

    def _places(self, width: int, height: int, reach: int) -> dict[tuple[int, int], str]:
        """The marks of every cell in which one stands."""
        places: dict[tuple[int, int], str] = defaultdict(str)
        for mark, point in self._points:
            row = height // 2 - _off(point.y, reach, height)
            places[row, width // 2 + _off(point.x, reach, width)] += mark
        return places

    def _legend(self) -> list[str]:
        """The strategy, then what every mark is with its numbers."""
        points = self._points
        names = [_(STRATEGY_NAMES[id]) for id in self.quadrants]
        advice = [f"→ {id} {name}" for id, name in zip(self.quadrants, names, strict=True)]
        numbers = [_numbers([point.at[axis] for _mark, point in points]) for axis in (0, 1)]
        wide = [widest([*column, "x"]) for column in numbers]
        rows = [
            f"{mark} {right(x, wide[0])} {right(y, wide[1])}  {text.line(point.name)}"
            for (mark, point), x, y in zip(points, *numbers, strict=True)
        ]
        head = f"  {right('x', wide[0])} {right('y', wide[1])}"
        return [*advice, head, *rows, "x = S - W, y = O - T"]


def _numbers(column: Sequence[Decimal]) -> list[str]:
    return [values.number(value) for value in column]


def _edge(reach: int) -> str:
    """The number at the end of an axis; one that is very long by its size."""
    return str(reach) if reach < 10_000 else f"{Decimal(reach):.0E}"


def _off(value: Fraction, reach: int, cells: int) -> int:
    """How many cells from the middle; at least one off the axis where the value is."""
    off = steps(abs(value), reach, cells // 2)
    return off if value > 0 else -off
