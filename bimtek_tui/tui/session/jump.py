"""Jump mode: one key shows a letter on everything one can go to, the next key goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset, Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from ..actions import bindings
from ..panels.panel import Panel
from ..widgets.bar import Bar
from ..widgets.content import plain
from .bars import PanelBar, StageBar

STAGES = "1234"
LINE = "a"
PANELS = "qwertyuiop5678"
LISTS = "zxcvbnm90"
ROWS = "sdfghjklqwertyuiopzxcvbnmSDFGHJKLAQWERTYUIOPZXCVBNM"
"""Which letters go to what, so that the same place has the same letter again; rows take what is left."""


Place = tuple[Offset, Callable[[], object]]
"""Where a letter stands, and what it does."""


class Mark(Struct, frozen=True):
    """A letter, where it stands on the screen, and what it does."""

    letter: str
    at: Offset
    go: Callable[[], object]


class Jump(ModalScreen[str | None]):
    """The letters over the screen; one of them goes there, Esc leaves."""

    BINDINGS = bindings("jump")

    def __init__(self, marks: list[Mark]) -> None:
        super().__init__()
        self.marks = marks
        self._size = self.app.size

    def compose(self) -> ComposeResult:
        for mark in self.marks:
            shown = Static(plain(mark.letter, "bold reverse"), classes="jump", markup=False)
            shown.styles.offset = mark.at
            yield shown

    def on_key(self, event: events.Key) -> None:
        letter = event.character or ""
        if any(mark.letter == letter for mark in self.marks):
            event.stop()
            self.dismiss(letter)

    def on_click(self, event: events.Click) -> None:
        for mark in self.marks:
            if Region(mark.at.x, mark.at.y, 1, 1).contains(event.screen_x, event.screen_y):
                self.dismiss(mark.letter)
                return
        self.dismiss(None)

    def on_resize(self) -> None:
        if self.app.size != self._size:  # the letters would stand in wrong places
            self.dismiss(None)

    def action_leave(self) -> None:
        """Stay where one is."""
        self.dismiss(None)


def open_jump(screen: Screen[Any], panel: Panel, line: Widget | None) -> None:
    """Show a letter on every stage, panel, list and row in view, and on the line in which one captures here."""
    marks: list[Mark] = []
    used: set[str] = set()
    for letters, places in (
        (STAGES, _bar_marks(screen, StageBar)),
        (LINE, _line_mark(screen, line)),
        (PANELS, _bar_marks(screen, PanelBar)),
        (LISTS, _list_marks(panel)),
        (ROWS, _row_marks(screen)),
    ):
        free = [letter for letter in letters if letter not in used]
        for letter, (at, go) in zip(free, places, strict=False):
            used.add(letter)
            marks.append(Mark(letter, at, go))
    known = {mark.letter: mark.go for mark in marks}

    def jump(letter: str | None) -> None:
        if letter is not None:
            known[letter]()

    screen.app.push_screen(Jump(marks), jump)


def _run_later(screen: Screen[Any], action: str) -> None:
    screen.call_later(screen.run_action, action)


def _bar_marks(screen: Screen[Any], kind: type[Bar]) -> Iterator[Place]:
    bar = screen.query_one(kind)
    for x, action in bar.places:
        if action and x < bar.content_region.width:
            yield Offset(max(0, bar.content_region.x + x), bar.region.y), partial(_run_later, screen, action)


def _line_mark(screen: Screen[Any], line: Widget | None) -> Iterator[Place]:
    """The line itself, or where it opens."""
    region = (line.region or screen.query_one("#context").region) if line is not None else None
    if region:
        yield region.offset, partial(_run_later, screen, "capture")


def _list_marks(panel: Panel) -> Iterator[Place]:
    """Everything in the panel that takes the cursor, but what has it."""
    for widget in panel.query("*").results(Widget):
        free = widget.focusable and widget.display and not widget.has_focus
        if free and widget.region and widget.region.height > 1:
            yield Offset(widget.region.x, widget.region.y), widget.focus


def _row_marks(screen: Screen[Any]) -> Iterator[Place]:
    """The rows in view of the list that has the cursor."""
    rows = screen.focused
    if isinstance(rows, OptionList):
        for y, place in rows_in_view(rows):
            if not rows.options[place].disabled:
                at = Offset(rows.region.x, rows.content_region.y + y)
                yield at, partial(setattr, rows, "highlighted", place)


def rows_in_view(option_list: OptionList) -> Iterator[tuple[int, int]]:
    """The first line of every row in view, from the top of the list, and the number of the row."""
    lines = option_list._lines
    top = option_list.scroll_offset.y
    for y in range(option_list.content_region.height):
        if top + y < len(lines) and not lines[top + y][1]:
            yield y, lines[top + y][0]
