"""Two lists of any panels side by side (one above the other on a narrow screen), in which everything works."""

from __future__ import annotations

from itertools import count

from textual import events

from ...i18n import _
from ...workshop.workshop import Workshop
from ..dialogs.second_list import Beside, lists_beside
from ..entries.columns import Column, Spec
from ..panels.board import Board
from ..panels.selection import MarkedActions
from .over import Over

NARROW = 72
"""Columns from which two lists stand side by side."""
_used = count(1)


class Split(Board):
    """A board of two lists that belong to different panels."""

    def __init__(self, workshop: Workshop, first: Column, second: Column) -> None:
        super().__init__(workshop, Spec(f"split-{next(_used)}", (first, second), 2))

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW, "stacked")


class SplitActions(MarkedActions, Over):
    """What a session screen does with two lists."""

    def __init__(self) -> None:
        super().__init__()
        self._beside = ""

    def action_split(self) -> None:
        """Put another list beside the one in focus, or end that."""
        me = self._me()
        if self._end_split():
            return
        if not isinstance(me.panel, Board):
            me.say(_("Open a list first, such as SWOT or programs; then v puts another one beside it."))
            return
        at = me.panel.at
        offered = lists_beside(me.workshop, at.column)

        def chosen(name: str | None) -> None:
            if name is None or me.panel.at is not at:
                return
            self._beside = name
            selected = at.selected
            split = Split(me.workshop, at.column, offered[name][1])
            split.lists[0].order = at.order
            if selected:
                split.reveal(*selected)  # as soon as there are rows
            told = _("Tab goes to the other list; v ends this.")
            self.lay_over((split.id or "").removeprefix("panel-"), split, told)

        self.app.push_screen(
            Beside({name: shown for name, (shown, _column) in offered.items()}, self._beside), chosen
        )

    def _end_split(self) -> bool:
        me = self._me()
        if not isinstance(me.panel, Split):
            return False
        selected = me.panel.selected
        self.uncover()
        if selected:
            me.panel.reveal(*selected)
        me.say("")
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the key where there is no list."""
        if action == "split":
            return isinstance(self._me().panel, Board)
        return super().check_action(action, parameters)
