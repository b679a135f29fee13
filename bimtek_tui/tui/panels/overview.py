"""Panels that show what follows from the entries, row by row: the roadmap by year, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult

from ...model.ids import EntryRef
from ..desk import Desk
from ..entries import elsewhere
from ..widgets.content import plain
from ..widgets.row_list import Row, RowList, fitting
from .panel import OpenPanel, Panel

PANEL = "panel"
"""Kind of a row that leads to a panel."""

KEYS = ("add", "edit", "open", "withdraw", "down", "up", "editor", "next-gap", "gap-before")
"""The keys of a list of entries that work in every overview."""


class Overview(Panel):
    """A list computed from the session; every row leads to an entry."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.list = RowList(name)

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.refill()

    def take_focus(self) -> None:
        """The list has the cursor."""
        self.list.focus()

    @property
    def selected(self) -> EntryRef | None:
        """Kind and id of the entry behind the row under the cursor."""
        return self.list.selected

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on the row of an entry."""
        if not self.list.reveal(kind, id):
            return False
        self.list.focus()
        return True

    def refill(self) -> None:
        """Show all rows anew."""
        self.list.fill(fitting(self.rows(), self.wanted))
        self.list.border_subtitle = self.filter_subtitle

    def action_edit(self) -> None:
        """Open the form of the entry under the cursor; a row about another panel leads there."""
        if self.selected is not None and self.selected.kind == PANEL:
            self.post_message(OpenPanel(self.selected.id))
        else:
            super().action_edit()

    def elsewhere(self, panel: str) -> Row:
        """A row that says in which panel what is missing is filled in, and leads there."""
        return Row(f"{PANEL}:{panel}", plain(elsewhere.sentence(self.workshop, panel), "dim"))

    def rows(self) -> Iterable[Row]:
        """Every row with the entry it leads to, and the headings."""
        raise NotImplementedError
