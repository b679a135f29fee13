"""Rows over years in letters: when each program runs, under the horizons of the plan."""

from __future__ import annotations

from msgspec import Struct

from .. import text
from ..model.labels import years
from .cells import GAP, Drawn, cut, left, put, short, widest

RUNS, RESTS, BEGINS = "█", "·", "│"
"""A year in which something runs, one in which it does not, and one with which a horizon begins."""
_BROADEST = 12
"""Cells of a year, at most."""
_NAMES = 18
"""Cells that names have at least; many years stand together in one cell then."""


class Run(Struct, frozen=True):
    """What runs from a year to a year; None where that is not known."""

    label: str
    first: int | None
    last: int | None


class Group(Struct, frozen=True):
    """Runs under a common name."""

    name: str
    runs: tuple[Run, ...]


class Band(Struct, frozen=True):
    """A horizon with its first and last year."""

    name: str
    first: int
    last: int


class Scale(Struct, frozen=True):
    """Years on cells: the first year, how many there are, the cells that each has, or the years that stand in one cell."""

    first: int
    years: int
    cells: int
    together: int

    @property
    def width(self) -> int:
        """Cells of all years."""
        return -(-self.years // self.together) * self.cells

    def at(self, year: int) -> int:
        """The cell at which a year begins."""
        return (year - self.first) // self.together * self.cells

    def end(self, year: int) -> int:
        """The cell behind a year."""
        return self.at(year) + self.cells

    def is_cut(self, band: Band) -> bool:
        """Whether the name of a horizon has no room over its years."""
        return self.end(band.last) - self.at(band.first) <= widest([band.name])


class Gantt(Struct, frozen=True):
    """Groups of runs over `years` without a hole, and the horizons as bands above them."""

    years: tuple[int, ...]
    bands: tuple[Band, ...]
    groups: tuple[Group, ...]

    def drawn(self, width: int, height: int = 0) -> Drawn:
        """Horizons and years stay above the rows; a row without years says so by a dash. With room groups stand apart."""
        scale = self._scale(width)
        names = max(1, width - scale.width - GAP)
        begins = {scale.at(band.first) for band in self.bands if band.first in self.years}
        between = " " * (names + GAP)
        numbered = any(map(scale.is_cut, self.bands))
        above = [(between + line).rstrip() for line in (*self._bands(scale, numbered), _years(scale))]
        head = (*(self._key(width) if numbered else ()), *above)
        groups = [
            [
                *([short(f"▪ {group.name}", width)] if group.name else []),
                *(
                    f"{left(run.label, names)}{' ' * GAP}{self._cells(run, scale, begins)}".rstrip()
                    for run in group.runs
                ),
            ]
            for group in self.groups
        ]
        lines = [line for group in groups for line in group]
        if height >= len(head) + len(lines) + len(groups):
            lines = [line for group in groups for line in ("", *group)]
        return Drawn(head, tuple(lines))

    def _scale(self, width: int) -> Scale:
        """Years as broad as leaves names their room."""
        first, number = self.years[0], len(self.years)
        longest = widest([run.label for group in self.groups for run in group.runs])
        for cells in range(_BROADEST, 0, -1):
            room = width - GAP - cells * number
            if room >= longest or (room >= _NAMES and (room >= width * 3 // 5 or cells == 1)):
                return Scale(first, number, cells, 1)
        return Scale(first, number, 1, -(-number // max(1, width - GAP - _NAMES)))

    def _key(self, width: int) -> list[str]:
        """The horizons by number, as their names have no room over their years."""
        lines: list[str] = []
        for number, band in enumerate(self.bands, 1):
            words = f"{number} {band.name} {years(band.first, band.last)}"
            if lines and widest([lines[-1]]) + GAP + widest([words]) <= width:
                lines[-1] += " " * GAP + words
            else:
                lines.append(cut(words, width))
        return lines

    def _bands(self, scale: Scale, numbered: bool) -> list[str]:
        """The horizons over their years by name or number, in one line where none is over another."""
        rows: list[list[tuple[int, int, str]]] = []
        for number, band in enumerate(self.bands, 1):
            start, end = max(band.first, self.years[0]), min(band.last, self.years[-1])
            if start > end:
                continue
            at, beyond = scale.at(start), scale.end(end)
            row = next((row for row in rows if all(beyond <= a or b <= at for a, b, _words in row)), None)
            if row is None:
                rows.append(row := [])
            row.append((at, beyond, _band(str(number) if numbered else band.name, beyond - at)))
        return [_joined(row) for row in rows]

    def _cells(self, run: Run, scale: Scale, begins: set[int]) -> str:
        cells = [" "] * scale.width
        for at in range(0, scale.width, scale.cells):
            cells[at] = BEGINS if at in begins else RESTS
        if run.first is None or run.last is None or run.last < run.first:
            return "–"
        start, end = max(run.first, self.years[0]), min(run.last, self.years[-1])
        if start <= end:
            put(cells, scale.at(start), RUNS * (scale.end(end) - scale.at(start)))
        return "".join(cells)


def _band(name: str, room: int) -> str:
    """A horizon in exactly so many cells: its name or number, and a line as far as it reaches."""
    words = cut(text.line(name), room - 1)
    return f"{BEGINS}{words}{'─' * (room - 1 - widest([words]))}"


def _joined(bands: list[tuple[int, int, str]]) -> str:
    """Bands in one line, each from its cell."""
    row = ""
    end = 0
    for at, beyond, words in sorted(bands):
        row += " " * (at - end) + words
        end = beyond
    return row


def _years(scale: Scale) -> str:
    """As many years as have room for their four digits, with a blank between."""
    cells = [" "] * scale.width
    free = 0
    for number in range(0, scale.years, scale.together):
        at = scale.at(scale.first + number)
        if free <= at <= scale.width - 4:
            put(cells, at, str(scale.first + number))
            free = at + 5
    return "".join(cells)
