"""Panels that show what follows from the entries, row by row: the roadmap by year, and what is still missing."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from ...i18n import _
from ..desk import Desk
from ..widgets.content import contains, plain
from ..widgets.row_list import RowList
from .panel import EntryId, Panel

Row = tuple[Content, EntryId | None]
"""A row, and the entry that it leads to (None: a heading)."""

KEYS = ("add", "edit", "open", "withdraw", "down", "up", "editor", "next-gap", "gap-before")
"""The keys of a list of entries that work in every overview."""


class Overview(Panel):
    """A list computed from the session; every row leads to an entry."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.list = RowList(name)
        self._targets: dict[str, EntryId] = {}

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.refill()

    def take_focus(self) -> None:
        """The list has the cursor."""
        self.list.focus()

    @property
    def selected(self) -> EntryId | None:
        """Kind and id of the entry behind the highlighted row."""
        option = self.list.highlighted_option
        return self._targets.get(option.id or "") if option else None

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on the row of an entry."""
        for number, option in enumerate(self.list.options):
            if self._targets.get(option.id or "") == (kind, id):
                self.list.highlighted = number
                self.list.focus()
                return True
        return False

    def refill(self) -> None:
        """Show all rows anew, keeping the cursor on its entry, or at its place."""
        place, kept = self.list.highlighted, self.selected
        self._targets.clear()
        rows = self.rows()
        options = [
            Option(content, id=str(number) if target else None, disabled=target is None)
            for number, (content, target) in enumerate(rows)
            if target is None or contains(content, self.wanted)
        ]
        self._targets = {str(number): target for number, (_content, target) in enumerate(rows) if target}
        self.list.set_options(options)
        enabled = [number for number, option in enumerate(options) if not option.disabled]
        if enabled:
            same = [number for number in enabled if kept and self._targets[options[number].id or ""] == kept]
            self.list.highlighted = place if place in (same or enabled) else (same or enabled)[0]
        filtered = plain(_("filter: {words}").format(words=self.wanted)) if self.wanted else None
        self.list.border_subtitle = filtered

    def rows(self) -> list[Row]:
        """Every row with the kind and id it leads to."""
        raise NotImplementedError

    def action_cursor_down(self) -> None:
        """Go to the row below."""
        self.list.action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go to the row above."""
        self.list.action_cursor_up()
