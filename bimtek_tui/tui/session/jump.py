"""Jump mode: one key shows a letter on everything one can go to, the next key goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset, Region
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from ..dialog_keys import JUMP_KEYS
from ..panels.board import Board
from ..widgets.bar import Bar
from ..widgets.content import plain
from .bars import PanelBar, StageBar

if TYPE_CHECKING:
    from .screen import SessionScreen

STAGES = "1234"
LINE = "a"
PANELS = "qwertyuiop5678"
LISTS = "zxcvbnm90"
ROWS = "sdfghjklqwertyuiopzxcvbnmSDFGHJKLAQWERTYUIOPZXCVBNM"
"""Which letters go to what, so that the same place has the same letter again; rows take what is left."""


@dataclass(frozen=True)
class Mark:
    """A letter, where it stands on the screen, and what it does."""

    letter: str
    at: Offset
    go: Callable[[], object]


class Jump(ModalScreen[str | None]):
    """The letters over the screen; one of them goes there, Esc leaves."""

    BINDINGS = JUMP_KEYS

    def __init__(self, marks: list[Mark]) -> None:
        super().__init__()
        self.marks = marks
        self._size = self.app.size

    def compose(self) -> ComposeResult:
        for mark in self.marks:
            shown = Static(plain(f"{mark.letter} ", "bold reverse"), classes="jump", markup=False)
            shown.styles.offset = mark.at
            yield shown

    def on_key(self, event: events.Key) -> None:
        letter = event.character or ""
        if any(mark.letter == letter for mark in self.marks):
            event.stop()
            self.dismiss(letter)

    def on_click(self, event: events.Click) -> None:
        for mark in self.marks:
            if Region(mark.at.x, mark.at.y, 2, 1).contains(event.screen_x, event.screen_y):
                self.dismiss(mark.letter)
                return
        self.dismiss(None)

    def on_resize(self) -> None:
        if self.app.size != self._size:  # the letters would stand in wrong places
            self.dismiss(None)

    def action_leave(self) -> None:
        """Stay where one is."""
        self.dismiss(None)


class JumpActions(Screen[None]):
    """What a session screen can jump to."""

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def action_jump(self) -> None:
        """Show a letter on every stage, panel, list and row in view, and on the capture line."""
        marks: list[Mark] = []
        used: set[str] = set()
        for letters, places in (
            (STAGES, self._bar_marks(StageBar)),
            (LINE, self._line_mark()),
            (PANELS, self._bar_marks(PanelBar)),
            (LISTS, self._list_marks()),
            (ROWS, self._row_marks()),
        ):
            free = [letter for letter in letters if letter not in used]
            for letter, (at, go) in zip(free, places, strict=False):
                used.add(letter)
                marks.append(Mark(letter, at, go))
        known = {mark.letter: mark.go for mark in marks}

        def jump(letter: str | None) -> None:
            if letter is not None:
                known[letter]()

        self.app.push_screen(Jump(marks), jump)

    def _bar_marks(self, kind: type[Bar]) -> Iterator[tuple[Offset, Callable[[], object]]]:
        bar = self.query_one(kind)
        for x, action in bar.places:
            if action and x < bar.content_region.width:
                yield Offset(max(0, bar.content_region.x + x), bar.region.y), partial(self._run_later, action)

    def _run_later(self, action: str) -> None:
        self.call_later(self.run_action, action)

    def _line_mark(self) -> Iterator[tuple[Offset, Callable[[], object]]]:
        me = self._me()
        if isinstance(me.panel, Board) and me.panel.at.column.capture and me.panel.at.column.kind:
            place = me.capture_line.region or self.query_one("#context").region
            if place:
                yield place.offset, partial(self._run_later, "capture")

    def _list_marks(self) -> Iterator[tuple[Offset, Callable[[], object]]]:
        """Everything in the panel that takes the cursor, but what has it."""
        for one in self._me().panel.query("*").results(Widget):
            if one.focusable and one.display and one.region and not one.has_focus and one.region.height > 1:
                yield Offset(one.region.x, one.region.y), one.focus

    def _row_marks(self) -> Iterator[tuple[Offset, Callable[[], object]]]:
        """The rows in view of the list that has the cursor."""
        one = self.focused
        if isinstance(one, OptionList):
            left = one.region.x
            for y, place in rows_in_view(one):
                if not one.options[place].disabled:
                    yield Offset(left, one.content_region.y + y), partial(setattr, one, "highlighted", place)


def rows_in_view(one: OptionList) -> Iterator[tuple[int, int]]:
    """The first line of every row in view, from the top of the list, and the number of the row."""
    lines = one._lines
    top = one.scroll_offset.y
    for y in range(one.content_region.height):
        if top + y < len(lines) and not lines[top + y][1]:
            yield y, lines[top + y][0]
