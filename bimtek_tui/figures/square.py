"""Impact against effort in letters: a square of five by five, in which every candidate has its number and the chosen ones a mark."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from .. import text
from ..i18n import _
from .cells import GAP, Drawn, beside, cut, left, right, widest

SIZE = 5
"""Impact and effort go from 1 to this."""
CHOSEN, OTHER = "●", ""
"""What stands before the number of a chosen candidate, and of another."""
_LEGEND = 26
"""Cells that names need beside the square; without them they stand below it."""
_MOST = 9
"""Cells of one field of the square, at most."""
_LEAST = 5
_ARROWS = "↖↗↙↘"
"""Where the corners are, where their names have no room in them."""


class Candidate(Struct, frozen=True):
    """A candidate: its number as it is said (QW3), its name, impact and effort from 1 to 5 or None, whether it is chosen."""

    number: str
    name: str
    impact: int | None
    effort: int | None
    chosen: bool

    @property
    def mark(self) -> str:
        """What stands in the square."""
        return f"{CHOSEN if self.chosen else OTHER}{self.number}"


class Square(Struct, frozen=True):
    """The candidates on the square: impact upwards, effort to the right.

    `corners` are the names of the four corners, from the upper left one to the lower right one.
    """

    candidates: tuple[Candidate, ...]
    corners: tuple[str, str, str, str]

    def drawn(self, width: int, height: int = 0) -> Drawn:
        """The square with what the numbers are beside it, or below where there is no room for that."""
        legend = self._legend()
        marks = widest([candidate.mark for candidate in self._placed()])
        fits = (width - _LEGEND - GAP - 3) // SIZE
        aside = fits >= max(_LEAST, marks + 1)
        fields = max(_LEAST, marks + 1, min(_MOST, fits if aside else (width - 3) // SIZE))
        named = widest(self.corners) <= (SIZE * fields - 1) // 2
        if not named:
            signs = (f"{sign} {name}" for sign, name in zip(_ARROWS, self.corners, strict=True))
            legend = [*signs, *legend]
        lines = 2 if not height else max(1, min(4, (height - (5 if named else 3)) // SIZE))
        square = self._lines(fields, lines, named)
        if not aside:
            return Drawn((), tuple(cut(line, width) for line in (*square, "", *legend)))
        start = 3 + SIZE * fields + GAP
        return Drawn((), beside(square, start, [cut(line, width - start) for line in legend]))

    def _placed(self) -> list[Candidate]:
        return [each for each in self.candidates if each.impact is not None and each.effort is not None]

    def _lines(self, fields: int, lines: int, named: bool) -> list[str]:
        there: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
        for candidate in self._placed():
            there[_on(candidate.impact), _on(candidate.effort)].append(candidate)
        whole = SIZE * fields
        drawn = []
        for impact in range(SIZE, 0, -1):
            cells = [_field(there[impact, effort], fields, lines) for effort in range(1, SIZE + 1)]
            drawn += [
                f"{impact if number == 0 else ' '} │{''.join(parts)}".rstrip()
                for number, parts in enumerate(zip(*cells, strict=True))
            ]
        efforts = "".join(left(str(effort), fields) for effort in range(1, SIZE + 1))
        above, below = (
            [f"   {_ends(*self.corners[:2], whole)}"] if named else [],
            [f"   {_ends(*self.corners[2:], whole)}"] if named else [],
        )
        axes = _("↑ impact, → effort")
        return [*above, *drawn, f"  └{'─' * whole}", f"   {efforts}", *below, f"   {axes}"]

    def _legend(self) -> list[str]:
        marks = widest([candidate.mark for candidate in self.candidates])
        rows = [
            f"{right(each.mark, marks)} {_figure(each.impact)}/{_figure(each.effort)} {text.line(each.name)}"
            for each in self.candidates
        ]
        chosen = any(candidate.chosen for candidate in self.candidates)
        head = _("{mark} chosen; impact/effort") if chosen else _("impact/effort")
        return [head.format(mark=CHOSEN), *rows]


def _on(value: int | None) -> int:
    return min(SIZE, max(1, value or 1))


def _figure(value: int | None) -> str:
    return "–" if value is None else str(value)


def _ends(first: str, second: str, width: int) -> str:
    """A name at each end of a line."""
    return f"{first}{right(second, width - widest([first]))}"


def _field(candidates: list[Candidate], width: int, lines: int) -> list[str]:
    """The candidates of one field in so many lines; where they have no room, how many there are more."""
    rows: list[str] = []
    for place, candidate in enumerate(candidates):
        row = f"{rows[-1]} {candidate.mark}" if rows else candidate.mark
        if widest([row]) < width:
            rows[-1:] = [row]
        elif len(rows) < lines:
            rows.append(candidate.mark)
        else:
            others = candidates[place - 1 - rows[-1].count(" ") :]
            rows[-1] = f"{CHOSEN if any(each.chosen for each in others) else ''}+{len(others)}"
            break
    rows = rows or ["·"]
    return [left(row, width) for row in (*rows, *[""] * (lines - len(rows)))]
