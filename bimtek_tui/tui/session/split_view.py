"""Two lists of any panels side by side (one above the other on a narrow screen), in which everything works."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from textual import events
from textual.screen import Screen

from ...i18n import _
from ..desk import Desk
from ..dialogs.second_list import Beside, lists_beside
from ..entries.columns import Column, Spec
from ..panels.board import Board
from ..panels.panel import Panel
from .panels import Panels

NARROW = 72
"""Columns from which two lists stand side by side."""
_used = count(1)


class Split(Board):
    """A board of two lists that belong to different panels."""

    def __init__(self, desk: Desk, first: Column, second: Column) -> None:
        name = f"split-{next(_used)}"
        super().__init__(desk, name, Spec(name, (first, second), 2))

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW, "stacked")


class SplitView:
    """Puts a list beside the one in focus, on a screen; the one chosen last is offered first."""

    def __init__(
        self, screen: Screen[Any], desk: Desk, panels: Panels, lay_over: Callable[[Panel, str], None]
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._panels = panels
        self._lay_over = lay_over
        self._beside = ""

    def open(self) -> None:
        """Ask which list stands beside the one in focus."""
        panel = self._panels.panel
        if not isinstance(panel, Board):
            self._desk.say(
                _(
                    "Open a list first, such as SWOT or programs; then {key:two-lists} puts another one beside it."
                )
            )
            return
        at = panel.at
        offered = lists_beside(self._desk.workshop, at.column)

        def chosen(name: str | None) -> None:
            here = self._panels.panel
            if name is None or not isinstance(here, Board) or here.at is not at:
                return
            self._beside = name
            split = Split(self._desk, at.column, offered[name][1])
            split.lists[0].order = at.order
            if at.selected:
                split.reveal(*at.selected)  # as soon as there are rows
            self._lay_over(split, _("Tab goes to the other list; {key:two-lists} ends this."))

        shown = {name: content for name, (content, _column) in offered.items()}
        self._screen.app.push_screen(Beside(shown, self._beside), chosen)
