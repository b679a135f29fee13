"""The question which list stands beside another one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from ...i18n import _
from ...model.method import label
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..entries.columns import LISTS, Column
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces
from ..widgets.line import Line
from ..widgets.row_list import Row, RowList, fitting
from .dialog import Dialog


def lists_beside(workshop: Workshop, column: Column) -> dict[str, tuple[Content, Column]]:
    """The lists that can stand beside this one, by panel and column, as they are shown in a choice."""
    known = workshop.method.panels
    return {
        f"{spec.id}/{other.id}": (
            pieces((f"{label(known[spec.id]) if spec.id in known else spec.id}: ", "dim"), _(other.title)),
            other,
        )
        for spec in LISTS.values()
        for other in spec.columns
        if other is not column and not other.parent
    }


class Beside(Dialog[str | None]):
    """Asks which list stands beside; letters narrow the choice, Enter takes the one under the cursor."""

    BINDINGS = bindings("second-list")

    def __init__(self, offered: dict[str, Content], first: str) -> None:
        """`first` is the one that was chosen last."""
        super().__init__()
        self.offered = {id: offered[id] for id in sorted(offered, key=lambda place: place != first)}
        self.list = RowList()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice"):
            yield Words(_("Which list beside this one?"), classes="title")
            yield Line(id="beside", placeholder=_("letters narrow the choice; Enter takes it"), compact=True)
            yield self.list
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.list.can_focus = False
        self._offer("")
        self.query_one(Line).focus()

    def _offer(self, words: str) -> None:
        self.list.highlighted = None  # the first one that is left is taken
        self.list.fill(fitting((Row(id, shown) for id, shown in self.offered.items()), words))

    def on_input_changed(self, event: Input.Changed) -> None:
        self._offer(event.value)

    def on_input_submitted(self) -> None:
        if self.list.row is not None:
            self.dismiss(self.list.row.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.on_input_submitted()

    def action_move(self, by: int) -> None:
        """To the next or previous list."""
        (self.list.action_cursor_down if by > 0 else self.list.action_cursor_up)()
