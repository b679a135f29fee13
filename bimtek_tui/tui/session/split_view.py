"""Two lists of any panels side by side (one above the other on a narrow screen), in which everything works."""

from __future__ import annotations

from itertools import count

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ...i18n import _
from ...model.method import label
from ...workshop.workshop import Workshop
from ..capture.line import Line
from ..dialog_keys import BESIDE_KEYS
from ..panels.board import Board
from ..panels.selection import MarkedActions
from ..registry import LISTS, Column, Spec
from ..widgets.content import Words, contains, pieces
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


def lists_beside(workshop: Workshop, column: Column) -> dict[str, tuple[Content, Column]]:
    """The lists that can stand beside this one, by panel and column, as they are shown in a choice."""
    known = workshop.method.panels
    return {
        f"{spec.id}/{one.id}": (
            pieces((f"{label(known[spec.id]) if spec.id in known else spec.id}: ", "dim"), _(one.title)),
            one,
        )
        for spec in LISTS.values()
        for one in spec.columns
        if one is not column and not one.parent
    }


class Beside(ModalScreen[str | None]):
    """Asks which list stands beside; letters narrow the choice, Enter takes the one under the cursor."""

    BINDINGS = BESIDE_KEYS

    def __init__(self, offered: dict[str, Content], first: str) -> None:
        """`first` is the one that was chosen last."""
        super().__init__()
        ids = sorted(offered, key=lambda one: one != first)
        self.offered = {id: offered[id] for id in ids}
        self.list = OptionList(compact=True)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice"):
            yield Words(_("Which list beside this one?"), classes="title")
            yield Line(id="beside", placeholder=_("letters narrow the choice; Enter takes it"), compact=True)
            yield self.list

    def on_mount(self) -> None:
        self.list.can_focus = False
        self._offer("")
        self.query_one(Line).focus()

    def _offer(self, words: str) -> None:
        self.list.set_options(
            [Option(shown, id=id) for id, shown in self.offered.items() if contains(shown, words)]
        )
        self.list.highlighted = 0 if self.list.option_count else None

    def on_input_changed(self, event: Input.Changed) -> None:
        self._offer(event.value)

    def on_input_submitted(self) -> None:
        option = self.list.highlighted_option
        if option is not None:
            self.dismiss(option.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option.id)

    def action_move(self, by: int) -> None:
        """To the next or previous list."""
        (self.list.action_cursor_down if by > 0 else self.list.action_cursor_up)()

    def action_leave(self) -> None:
        """Choose none."""
        self.dismiss(None)


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
