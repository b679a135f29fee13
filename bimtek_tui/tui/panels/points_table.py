"""The cells of the points grid: what is typed stays in its cell until Enter or an arrow records it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.coordinate import Coordinate
from textual.strip import Strip
from textual.widgets import DataTable

from ...i18n import _
from ..desk import Desk
from ..widgets.content import cell
from ..widgets.row_list import keys_but_enter
from .points_columns import GridColumn

DIGITS = "0123456789"
_MOVES = ("up", "down", "left", "right", "tab", "shift+tab", "pageup", "pagedown", "home", "end")
"""Keys that record what was typed before they go on."""


class Grid(Protocol):
    """What the cells ask of the grid around them."""

    @property
    def desk(self) -> Desk:
        """Where what is wrong is said."""

    @property
    def column(self) -> GridColumn | None:
        """The column under the cursor, None where nothing is entered."""

    @property
    def columns(self) -> Sequence[GridColumn]:
        """The columns in which something is entered."""

    def say_where_to_enter(self) -> None:
        """Say that nothing is entered in this column."""

    def record(self, typed: str, at: Coordinate | None = None) -> bool:
        """Record what was typed in a cell; whether that was done."""

    def shown_at(self, at: Coordinate) -> Text:
        """What a cell shows."""

    def describe(self) -> None:
        """Say what the cell under the cursor is about."""


def _dots(strip: Strip) -> Strip:
    """Dots in the place of a part of a row, in its style."""
    style = next((segment.style for segment in strip if segment.style), None)
    return Strip([Segment(" …".ljust(strip.cell_length)[: strip.cell_length], style)])


class PointsTable(DataTable[Text], inherit_bindings=False):
    """The cells; what is typed is kept here until Enter or an arrow records it. The grid owns Enter."""

    BINDINGS = keys_but_enter(DataTable)

    def __init__(self, grid: Grid) -> None:
        super().__init__(cursor_type="cell", zebra_stripes=False, fixed_columns=2, id="points-table")
        self.grid = grid
        self.typed = ""
        self._at: Coordinate | None = None

    async def _on_key(self, event: events.Key) -> None:
        letter = event.character or ""
        if self.grid.column is None:
            if letter and letter in DIGITS:  # it was meant for a cell; outside the grid it would open a stage
                event.stop().prevent_default()
                self.grid.say_where_to_enter()
        elif letter.isprintable() and letter and (self.typed or letter in DIGITS):
            event.stop().prevent_default()
            self.take(letter)
        elif self.typed and event.key == "backspace":
            event.stop().prevent_default()
            self.show_typed(self.typed[:-1])
        elif self.typed and event.key in ("escape", "ctrl+z"):
            event.stop().prevent_default()
            self.show_typed("")
        elif self.typed and event.key in _MOVES and not self.may_leave():
            event.stop().prevent_default()

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        for start, end in self._cut():
            at = end - 1 if end == self.size.width else start
            if strip.crop(
                at, at + 1
            ).text.strip():  # a number without its last digits would be another number
                strip = Strip.join([strip.crop(0, start), _dots(strip.crop(start, end)), strip.crop(end)])
        return strip

    def _cut(self) -> Iterator[tuple[int, int]]:
        """Where columns stand of which only a part is seen, at the right edge and beside the fixed ones."""
        left, width = self._get_fixed_offset().left, self.size.width
        start = left - int(self.scroll_x)
        for column in self.ordered_columns[self.fixed_columns :]:
            end = start + column.get_render_width(self)
            if start < left < end:
                yield left, min(end, width)
            elif start < width < end:
                yield start, width
            start = end

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On the wall the arrows lead to the next picture, Tab to the next cell."""
        if action in ("cursor_left", "cursor_right") and self.screen.has_class("plot"):
            return False
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_cursor_row)  # what stands below may have taken its line

    def show_cursor_row(self) -> None:
        """Let the cell under the cursor be seen."""
        self.move_cursor(row=self.cursor_row, column=self.cursor_column)

    def take(self, letter: str) -> None:
        """Take one letter that belongs in the cell."""
        if self.grid.column is None:
            return
        if self.grid.column.at_once:
            self.grid.record(letter)
        else:
            self.show_typed(self.typed + letter)

    def show_typed(self, typed: str) -> None:
        """Show what was typed so far in the cell; "" shows again what is recorded."""
        at = self._at if self.typed and self._at else self.cursor_coordinate
        self.typed, self._at = typed, at if typed else None
        meaning = self.grid.columns[at.column - 2].meaning
        stands_for = f" {meaning(typed)}" if meaning and typed else ""
        self.update_cell_at(at, cell(f"{typed}▏{stands_for}", "bold") if typed else self.grid.shown_at(at))

    @property
    def half_typed(self) -> tuple[str, Coordinate | None]:
        """What was typed and is not recorded, and in which cell; no cell for nothing."""
        return self.typed, self._at

    def put_down(self) -> str:
        """What was typed and is not recorded, which is no more in its cell: the rows are about to be made anew."""
        typed, self.typed, self._at = self.typed, "", None
        return typed

    def may_leave(self) -> bool:
        """Record what was typed before the cursor goes on; where only Enter records, say so and stay."""
        if not self.typed or self._at is None or self.grid.columns[self._at.column - 2].meaning is None:
            return self.record()
        sentence = _("“{typed}” is not recorded: in this column only Enter records.").format(typed=self.typed)
        self.grid.desk.say(sentence, error=True)
        return False

    def leave(self) -> None:
        """The cursor goes elsewhere in any case: record what was typed, or say why not."""
        if not self.may_leave():
            self.show_typed("")

    def record(self) -> bool:
        """Record what was typed, if anything was; False when it was refused and stays to be mended."""
        if not self.typed:
            return True
        if not self.grid.record(self.typed, self._at):
            return False
        at, self.typed, self._at = self._at, "", None
        if at is not None and self.is_valid_coordinate(at):
            self.update_cell_at(at, self.grid.shown_at(at))
        return True

    def watch_cursor_coordinate(self, before: Coordinate, now: Coordinate) -> None:
        super().watch_cursor_coordinate(before, now)
        if self._at is not None and now != self._at:  # the mouse went elsewhere
            self.leave()
        self.grid.describe()  # here and not when the table tells: one frame is drawn, not two
