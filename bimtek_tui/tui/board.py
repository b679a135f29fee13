"""A panel of lists, and the list itself: no widget per entry, so that hundreds cost what ten do."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Grid
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..analysis.ordinals import LETTERS, ordinals
from ..words import _
from ..workshop import Changed, Workshop
from . import rows
from .content import contains, pieces, plain
from .keys import LIST_KEYS
from .panels import Column, Spec


class EntryList(OptionList):
    """The entries of one column, each one item; the ids of the items are those of the entries."""

    BINDINGS = LIST_KEYS

    def __init__(self, workshop: Workshop, column: Column) -> None:
        super().__init__(id=f"column-{column.id}", compact=True)
        self.workshop = workshop
        self.column = column
        self.wanted = ""
        self.show_withdrawn = False
        self.parent_id = ""
        self._listed: list[str] = []

    @property
    def selected(self) -> tuple[str, str] | None:
        """Kind and id of the highlighted entry; a singleton has the id ""."""
        option = self.highlighted_option
        if option is None or option.id is None:
            return None
        if self.column.singles:
            return option.id.partition("/")[0], ""
        return self.column.kind, option.id

    def belongs(self, entry: Any) -> bool:
        """Whether an entry stands in this list now."""
        column = self.column
        if any(getattr(entry, key) != value for key, value in column.preset.items()):
            return False
        if column.parent_key and getattr(entry, column.parent_key) != self.parent_id:
            return False
        if not self.show_withdrawn and getattr(entry, "withdrawn", None) is not None:
            return False
        if column.where and not column.where(self.workshop.session, entry):
            return False
        return self._fits(entry)

    def _fits(self, entry: Any) -> bool:
        if not self.wanted:
            return True
        return contains(rows.row(self.workshop, self.column.kind, entry), self.wanted)

    def fill(self) -> None:
        """Show what stands in this list now, keeping the highlight where it was."""
        kept = self.highlighted_option.id if self.highlighted_option else None
        place = self.highlighted or 0
        self.set_options(self._made_rows())
        if kept in self._listed:
            self.highlighted = self._listed.index(kept or "")
        elif self._listed:
            self.highlighted = min(place, len(self._listed) - 1)
        self._entitle()

    def _made_rows(self) -> list[Option]:
        if self.column.singles:
            options = [
                Option(content, id=f"{kind}/{number}")
                for kind in self.column.singles
                for number, content in enumerate(rows.single(self.workshop, kind))
            ]
            self._listed = [option.id or "" for option in options]
            return options
        kind = self.column.kind
        entries = self.workshop.session.entries(kind)
        numbers = self._numbers()
        found = {id: entry for id, entry in entries.items() if self.belongs(entry)}
        self._listed = list(found)
        if not found and self.column.capture and not self.wanted:
            return [Option(plain(_("a adds the first"), "dim"), disabled=True)]
        return [
            Option(rows.row(self.workshop, kind, entry, numbers.get(id, "")), id=id)
            for id, entry in found.items()
        ]

    def _numbers(self) -> dict[str, str]:
        kind = self.column.kind
        return ordinals(self.workshop.session, kind) if kind in LETTERS else {}

    def take_in(self, ids: set[str]) -> None:
        """Show what became of these entries: a row is changed or added; only a vanished one refills the list."""
        if self.column.singles:
            self.fill()
            return
        entries = self.workshop.session.entries(self.column.kind)
        order = list(entries)
        for id in ids:
            entry = entries.get(id)
            stays = entry is not None and self.belongs(entry)
            if stays and id in self._listed:
                self.replace_option_prompt(
                    id, rows.row(self.workshop, self.column.kind, entry, self._numbers().get(id, ""))
                )
            elif stays and order[-1] == id and self._listed:
                self._listed.append(id)
                self.add_option(
                    Option(
                        rows.row(self.workshop, self.column.kind, entry, self._numbers().get(id, "")), id=id
                    )
                )
                self.highlighted = len(self._listed) - 1
            elif stays or id in self._listed:
                self.fill()
                return
        self._entitle()

    def reveal(self, id: str) -> bool:
        """Highlight an entry; False when it does not stand here."""
        if id not in self._listed:
            return False
        self.highlighted = self._listed.index(id)
        return True

    def _entitle(self) -> None:
        title = _(self.column.title)
        if self.column.singles:
            self.border_title = plain(title)
            return
        self.border_title = pieces(title, (f"  {len(self._listed)}", "bold"))
        self.border_subtitle = plain(_("filter: {words}").format(words=self.wanted)) if self.wanted else None


class Board(Grid):
    """The lists of one panel side by side."""

    def __init__(self, workshop: Workshop, spec: Spec) -> None:
        super().__init__(id=f"panel-{spec.id}", classes=f"board across-{spec.across}")
        self.workshop = workshop
        self.spec = spec
        self.lists = [EntryList(workshop, column) for column in spec.columns]
        self.at = self.lists[0]
        self._filled = False
        self._wanted: tuple[str, str] | None = None

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

    def aim(self, at: EntryList) -> None:
        """Make a list the one that keys and captured lines go to; it stays so while one types elsewhere."""
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

    def refill(self) -> None:
        """Show everything anew."""
        for one in self.lists:
            self._follow(one)
            one.fill()

    def changed(self, changed: Changed) -> None:
        """Take in what an edit touched."""
        if changed is None:
            self.refill()
            return
        for one in self.lists:
            kinds_here = set(one.column.singles) or {one.column.kind}
            touched = {id for kind, id in changed if kind in kinds_here}
            others = {kind for kind, _id in changed} - kinds_here
            if touched:
                one.take_in(touched)
            if (one.column.where and others & {"quick_win", "program"}) or (
                one.column.kind == "quick_win" and "program" in others
            ):
                one.fill()

    def filter(self, words: str) -> None:
        """Show only entries with these words in them."""
        for one in self.lists:
            one.wanted = words
            one.fill()

    def show_withdrawn(self, shown: bool) -> None:
        """Show or hide what was withdrawn."""
        for one in self.lists:
            one.show_withdrawn = shown
            one.fill()

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on an entry (as soon as there are rows); False when it does not stand in this panel."""
        if not self._filled:
            self._wanted = (kind, id)
            return True
        for one in self.lists:
            if one.column.kind == kind and one.reveal(id):
                one.focus()
                return True
            if kind in one.column.singles:
                one.focus()
                return True
        return False

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
