"""A panel of lists: which one keys and captured lines go to, and what all of them show."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Grid
from textual.message import Message
from textual.widgets import OptionList

from ...workshop.workshop import Changed, Workshop
from ..entries import rows
from ..entries.columns import Column, Spec
from ..entries.entry_list import EntryList, read_filter

__all__ = ["Board", "EntryList"]


class Board(Grid):
    """The lists of one panel side by side."""

    class Aimed(Message):
        """Another list is the one that keys go to."""

    def __init__(self, workshop: Workshop, spec: Spec) -> None:
        super().__init__(id=f"panel-{spec.id}", classes=f"board across-{spec.across}")
        self.workshop = workshop
        self.spec = spec
        self.numbers = rows.Numbers(workshop)
        self.lists = [EntryList(workshop, column, self.numbers) for column in spec.columns]
        self.at = self.lists[0]
        self._filled = False
        self._wanted: tuple[str, str] | None = None
        self._missed: Changed = set()

    def compose(self) -> ComposeResult:
        yield from self.lists

    def on_mount(self) -> None:
        self.refill()
        self._filled = True
        if self._wanted:
            self.reveal(*self._wanted)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, EntryList):
            self.aim(event.widget)

    # Where keys and lines go --------------------------------------------------------------------------------

    def aim(self, at: EntryList) -> None:
        """Make a list the one that keys and captured lines go to; it stays so while one types elsewhere."""
        if at is not self.at:
            self.post_message(self.Aimed())
        self.at = at
        for one in self.lists:
            one.set_class(one is at, "aimed")

    def aim_next(self, by: int) -> None:
        """Aim at the next or previous list in which something can be captured."""
        open_lists = [one for one in self.lists if one.column.capture and one.column.kind]
        if open_lists:
            here = open_lists.index(self.at) if self.at in open_lists else -by
            self.aim(open_lists[(here + by) % len(open_lists)])

    def take_focus(self) -> None:
        """Put the cursor where it was here last."""
        self.at.focus()

    @property
    def selected(self) -> tuple[str, str] | None:
        """Kind and id of the entry that keys work on."""
        return self.at.selected

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on an entry (as soon as there are rows); False when it does not stand in this panel."""
        if not self._filled:
            self._wanted = (kind, id)
            return True
        self.catch_up()
        for one in self.lists:
            if (one.column.kind == kind and one.reveal(id)) or kind in one.column.singles:
                self.aim(one)
                one.focus()
                return True
        return False

    # What is marked -----------------------------------------------------------------------------------------

    @property
    def marked(self) -> list[tuple[str, str]]:
        """Kind and id of what is marked, in lists of the kind that has the cursor."""
        kind = self.at.column.kind
        return [(kind, id) for one in self.lists if one.column.kind == kind for id in one.marked_ids()]

    def clear_marks(self) -> bool:
        """Take all marks away; whether there were any."""
        were = any(one.marked for one in self.lists)
        for one in self.lists:
            one.mark(*tuple(one.marked), marked=False)
        return were

    # What is shown ------------------------------------------------------------------------------------------

    def refill(self) -> None:
        """Show everything anew."""
        self._missed = set()
        self.numbers.forget()
        for one in self.lists:
            self._follow(one)
            one.fill()

    def changed(self, changed: Changed) -> None:
        """Take in what an edit touched; a panel that is not seen does so when it is opened."""
        if not self.display:
            self._missed = None if changed is None or self._missed is None else self._missed | changed
        elif changed is None:
            self.refill()
        else:
            self._take_in(changed)

    def catch_up(self) -> None:
        """Take in what was changed while this panel was not seen."""
        missed, self._missed = self._missed, set()
        if missed is None:
            self.refill()
        elif missed:
            self._take_in(missed)

    def _take_in(self, changed: set[tuple[str, str]]) -> None:
        renumbered = {
            kind
            for kind in {one.column.kind for one in self.lists if one.column.kind}
            if self.numbers.look(kind, {id for of, id in changed if of == kind})
        }
        for one in self.lists:
            kinds_here = set(one.column.singles) or {one.column.kind}
            touched = {id for kind, id in changed if kind in kinds_here}
            others = {kind for kind, _id in changed} - kinds_here
            if one.column.kind in renumbered or self._leans_on(one.column, others):
                one.fill()
            elif touched:
                one.take_in(touched)
                if one.column.kind == "quick_win":  # the ranks of the others follow
                    one.fill()

    @staticmethod
    def _leans_on(column: Column, others: set[str]) -> bool:
        if column.where and others & {"quick_win", "program"}:
            return True
        return column.kind == "quick_win" and bool(others & {"program", "score"})

    def filter(self, words: str) -> None:
        """Show only entries that fit these words and signs."""
        wanted = read_filter(self.workshop, words)
        for one in self.lists:
            one.wanted = wanted
            one.fill()

    def show_withdrawn(self, shown: bool) -> None:
        """Show or hide what was withdrawn, and what was merged into another entry."""
        for one in self.lists:
            one.show_withdrawn = shown
            one.fill()

    # Lists that belong to an entry of another one -----------------------------------------------------------

    def keys_for(self, column: Column) -> dict[str, Any]:
        """What a new entry of a column gets from where it is captured."""
        keys: dict[str, Any] = dict(column.preset)
        if column.parent_key:
            keys[column.parent_key] = self._parent_of(column)
        return keys

    def _parent_of(self, column: Column) -> str:
        for one in self.lists:
            if one.column.id == column.parent and one.selected:
                return one.selected[1]
        return ""

    def _follow(self, one: EntryList) -> None:
        if one.column.parent:
            one.parent_id = self._parent_of(one.column)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        for one in self.lists:
            if one.column.parent and event.option_list.id == f"column-{one.column.parent}":
                self._follow(one)
                one.fill()
