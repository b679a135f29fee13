"""The roadmap: programs by dimension against the years of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import OptionList

from ... import text
from ...analysis import programs
from ...i18n import _
from ...model.entries import Program, counting
from ...model.labels import dimension_label
from ..actions import bindings
from ..widgets.content import pieces, plain
from ..widgets.row_list import Row
from . import selection
from .overview import KEYS, Overview

_WIDE, _NARROW = 5, 3
"""Cells of a year; where there is no room for 2026, it is 26."""

_NARROWEST = 20

_FRAME = 6
"""Cells of the name of a program at least, and of the frame around."""


class RoadmapPanel(Overview):
    """Programs by dimension against the years of the plan."""

    BINDINGS = bindings("list", *KEYS, "quick-win", "overlaps")
    lists_programs = True

    def rows(self) -> Iterator[Row]:
        session = self.workshop.session
        self.list.border_title = plain(_("Roadmap by year"))
        grid = programs.roadmap(session)
        if not grid.years:
            found = counting(session.program)
            if not found:
                yield self.elsewhere("programs")
                return
            yield Row("", plain(_("No program has years yet; {key:edit} sets those of a program."), "dim"))
            yield from (Row(f"program:{program.id}", plain(program.name)) for program in found)
            return
        width = self.list.size.width or 80
        wide = _WIDE if width - _WIDE * len(grid.years) - _FRAME >= _NARROWEST else _NARROW
        room = max(_NARROWEST, width - wide * len(grid.years) - _FRAME)
        years = "".join(f"{str(year)[-(wide - 1) :]:>{wide}}" for year in grid.years)
        yield Row("", plain(" " * room + years, "bold"))
        running = programs.running(session, self.workshop.method)
        for dimension, members in programs.by_dimension(session, self.workshop.method).items():
            if not members:
                continue
            shown = text.short(
                dimension_label(self.workshop.method, dimension) or _("Without dimension"), room - 1
            )
            counts = "".join(f"{running[dimension][year] or '·':>{wide}}" for year in grid.years)
            fill = " " * max(1, room - plain(shown).cell_length)
            yield Row("", pieces((shown, "bold underline"), fill, (counts, "bold")))
            for program in members:
                yield Row(f"program:{program.id}", self._line(program, grid.years, room, wide))

    def _line(self, program: Program, years: tuple[int, ...], room: int, wide: int) -> Content:
        runs = programs.years_of(program)
        name = plain(text.short(program.name, room - 1))
        cells = "".join(f"{'■' if year in runs else '·':>{wide}}" for year in years)
        fill = " " * max(1, room - name.cell_length)
        return pieces((name.plain + fill, ""), (cells, "bold"))

    def on_resize(self) -> None:
        self.refill()

    def wall_lists(self) -> list[OptionList]:
        return [self.list]

    def action_candidate(self) -> None:
        """Make the program under the cursor a quick-win candidate."""
        if entry := self.entry_here():
            selection.candidate(self.desk, entry)
