"""The roadmap: programs by dimension against the years of the plan."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList

from ... import text
from ...analysis import programs
from ...i18n import _
from ...model.entries import Program
from ...model.labels import dimension_label
from ..actions import bindings
from ..widgets.content import pieces, plain
from . import selection
from .overview import KEYS, Overview, Row

_WIDE, _NARROW = 5, 3
"""Cells of a year; where there is no room for 2026, it is 26."""

_NARROWEST = 20

_FRAME = 6
"""Cells of the name of a program at least, and of the frame around."""


class RoadmapPanel(Overview):
    """Programs by dimension against the years of the plan."""

    BINDINGS = bindings("list", *KEYS, "quick-win", "overlaps")
    lists_programs = True

    def rows(self) -> list[Row]:
        session = self.workshop.session
        self.list.border_title = plain(_("Roadmap by year"))
        grid = programs.roadmap(session)
        if not grid.years:
            return [(plain(_("No program has years yet; e on a program sets them."), "dim"), None)]
        width = self.list.size.width or 80
        wide = _WIDE if width - _WIDE * len(grid.years) - _FRAME >= _NARROWEST else _NARROW
        room = max(_NARROWEST, width - wide * len(grid.years) - _FRAME)
        years = "".join(f"{str(year)[-(wide - 1) :]:>{wide}}" for year in grid.years)
        head = plain(" " * room + years, "bold")
        found: list[Row] = [(head, None)]
        running = programs.running(session, self.workshop.method)
        for dimension, members in programs.by_dimension(session, self.workshop.method).items():
            if not members:
                continue
            name = dimension_label(self.workshop.method, dimension) or _("Without dimension")
            shown = text.short(name, room - 1)
            counts = "".join(f"{running[dimension][year] or '·':>{wide}}" for year in grid.years)
            fill = " " * max(1, room - plain(shown).cell_length)
            found.append((pieces((shown, "bold underline"), fill, (counts, "bold")), None))
            found += [(self._line(one, grid.years, room, wide), ("program", one.id)) for one in members]
        return found

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
