"""A list of entries: no widget per entry, rows made once and kept, and only those drawn anew that change.

A list of thousands shows its first rows at once; the others follow in the pauses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from textual import events
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ... import text
from ...analysis import filtering, ordering
from ...analysis.filtering import Filter
from ...i18n import _, ngettext
from ...model.entries import counting
from ...model.ids import EntryRef
from ...model.lookup import folded
from ...workshop.workshop import Workshop
from ..registry import PANELS
from ..widgets.content import pieces, plain
from ..widgets.row_list import Steady, keys_but_enter
from . import elsewhere, rows, wall_rows
from .columns import Column
from .kept import Kept

AT_ONCE = 300
"""Rows that are made when a list is shown; more would let one wait."""
THEN, PAUSE = 100, 0.02
"""Rows that follow after every pause of so many seconds."""


class EntryList(Steady, inherit_bindings=False):
    """The entries of one column, each one item; the ids of the items are those of the entries."""

    BINDINGS = keys_but_enter(OptionList)

    def __init__(self, workshop: Workshop, column: Column, numbers: rows.Numbers | None = None) -> None:
        super().__init__(id=f"column-{column.id}", compact=True)
        self.workshop = workshop
        self.column = column
        self.numbers = numbers or rows.Numbers(workshop)
        self.wanted = Filter()
        self.order = ordering.named(column.order)
        self.marked: set[str] = set()
        self.show_withdrawn = False
        self.large = False
        self.parent_id = ""
        self.ids: list[str] = []  # of all rows, also of those that still follow
        self._places: dict[str, int] = {}
        self._rows: Kept[Content] = Kept()
        self._searched: Kept[str] = Kept()
        self._following: Timer | None = None

    @property
    def selected(self) -> EntryRef | None:
        """Kind and id of the highlighted entry; a singleton has the id ""."""
        option = self.highlighted_option
        if option is None or option.id is None:
            return None
        if self.column.singles:
            return EntryRef(option.id.partition("/")[0], "")
        return EntryRef(self.column.kind, option.id)

    @property
    def selected_key(self) -> str:
        """The key of a singleton on which the cursor stands; "" on any other row."""
        row = self.highlighted_option if self.column.singles else None
        return row.id.split("/")[1] if row is not None and row.id else ""

    def stands(self, entry: Any) -> bool:
        """Whether an entry stands in this list when nothing is filtered."""
        column = self.column
        if any(getattr(entry, key) != value for key, value in column.preset.items()):
            return False
        if column.parent_key and getattr(entry, column.parent_key) != self.parent_id:
            return False
        if not self.show_withdrawn and not _present(entry):
            return False
        return not column.where or column.where(self.workshop.session, entry)

    def belongs(self, entry: Any) -> bool:
        """Whether an entry is shown in this list now."""
        return self.stands(entry) and (not self.wanted or self._fits(entry))

    def _fits(self, entry: Any) -> bool:
        return filtering.fits(self.wanted, self.workshop.session, entry, self._searchable(entry))

    def _searchable(self, entry: Any) -> str:
        kind, parts = self.column.kind, self._parts(entry)
        return self._searched.get(
            entry.id, parts, lambda: folded(rows.words(self.workshop, kind, entry, parts[1]))
        )

    def _parts(self, entry: Any) -> tuple[Any, ...]:
        """All that the words of a row are made of: the entry, its number, and what follows from other entries."""
        kind = self.column.kind
        return (
            entry,
            self.numbers.of(kind).get(entry.id, ""),
            rows.beside(self.workshop, kind, entry.id),
            rows.source(self.workshop, kind, entry),
        )

    def _standing(self) -> list[str]:
        entries = [
            entry for entry in self.workshop.session.entries(self.column.kind).values() if self.belongs(entry)
        ]
        if self.order is not ordering.CAPTURE:
            entries = ordering.arranged(self.order, self.workshop.session, self.workshop.method, entries)
        return [entry.id for entry in entries]

    # Rows ---------------------------------------------------------------------------------------------------

    def fill(self) -> None:
        """Show what stands in this list now; the cursor stays on its entry or at its place, the view where it was."""
        kept = self.highlighted_option.id if self.highlighted_option else None
        place, top = self.highlighted or 0, self.scroll_offset.y
        options = self._singles() if self.column.singles else self._summed() if self.large else None
        self.ids = [option.id or "" for option in options] if options else self._standing()
        self._places = {id: number for number, id in enumerate(self.ids) if id}
        at = self._places.get(kept or "", min(place, len(self.ids) - 1))
        if options is None:
            options = [self._option(id) for id in self.ids[: at + AT_ONCE]]
        if not options and not self.wanted:
            options = [Option(plain(words, "dim"), disabled=True) for words in self._empty()]
        if options:
            self.set_options(options)
        else:
            self.clear_options()
        if self.ids:
            self.highlighted = at
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
            self.scroll_to_highlight()
        self.refresh()
        self._follow_up()
        self.entitle()

    def _empty(self) -> Iterator[str]:
        """What stands in an empty list: how it is filled, here or where its entries come from."""
        if self.takes_entries:
            yield _("{key:add} adds the first")
        if self.source:
            yield (elsewhere.leaning if self.takes_entries else elsewhere.sentence)(
                self.workshop, self.source
            )

    @property
    def takes_entries(self) -> bool:
        """Whether something can be captured here now: rows that belong to an entry need one."""
        return self.column.capture and bool(not self.column.parent_key or self.parent_id)

    @property
    def source(self) -> str:
        """The panel that an empty list leads to: where its entries come from, or what they lean on and is not there."""
        panel = self.column.sources[-1] if self.column.sources and not self.ids else ""
        if panel and self.takes_entries:
            entries = self.workshop.session.entries
            if self.column.parent or any(counting(entries(kind)) for kind in PANELS[panel].kinds):
                return ""
        return panel

    def _singles(self) -> list[Option]:
        single = (wall_rows if self.large else rows).single
        return [
            Option(content, id=f"{kind}/{key}/{number}")
            for kind in self.column.singles
            for number, (key, content) in enumerate(single(self.workshop, kind))
        ]

    def _summed(self) -> list[Option] | None:
        """On the wall people stand as numbers of their agencies; rows without an id are no entries."""
        return (
            [Option(content) for content in wall_rows.summed(self.workshop, self.stands)]
            if self.column.kind == wall_rows.SUMMED
            else None
        )

    def _option(self, id: str) -> Option:
        return Option(self._row(id), id=id)

    def _row(self, id: str) -> Content:
        """The row of an entry, made anew only when something in it is another."""
        kind = self.column.kind
        entry = self.workshop.session.entries(kind)[id]
        parts = self._parts(entry)
        state = (id in self.marked, self.order.id == "votes")
        row = (wall_rows if self.large else rows).row
        return self._rows.get(
            id, (*parts, *state, self.large), lambda: row(self.workshop, kind, entry, parts[1], *state)
        )

    def _follow_up(self) -> None:
        waiting = len(self.ids) > self.option_count
        if waiting and self._following is None and self.is_mounted:
            self._following = self.set_interval(PAUSE, self._more)
        elif not waiting and self._following is not None:
            self._following.stop()
            self._following = None

    def _more(self, upto: int = 0) -> None:
        """Make the next rows, or all up to a place."""
        there = self.option_count if self.ids else 0
        if there < len(self.ids):
            self.add_options([self._option(id) for id in self.ids[there : max(upto + 1, there + THEN)]])
        self._follow_up()

    def _row_at(self, place: int) -> None:
        if place >= self.option_count:
            self._more(place)

    def take_in(self, ids: set[str]) -> None:
        """Show what became of these entries: rows are changed or added; only another order fills the list anew."""
        if (
            self.column.singles
            or self.show_withdrawn
            or (self.large and self.column.kind == wall_rows.SUMMED)
        ):  # what was merged shows the words of another entry
            self.fill()
            return
        entries = self.workshop.session.entries(self.column.kind)
        here = {id for id in ids if (entry := entries.get(id)) is not None and self.belongs(entry)}
        gone = any(id in self._places for id in ids - here)
        fresh = self._last(here)
        if gone or len(fresh) < sum(id not in self._places for id in here) or self._is_out_of_order(here):
            self.fill()
        else:
            for id in here.difference(fresh):
                self._redraw(id)
            if fresh:
                self._append(fresh)
        if self.order is not ordering.CAPTURE and len(fresh) == 1:
            self.reveal(fresh[0])  # what was just captured is seen, wherever it stands
        self.marked = {id for id in self.marked if id in entries}
        self.entitle()

    def _last(self, wanted: set[str]) -> list[str]:
        """Those of these entries that come after all rows of this list in the order of capture."""
        ids: list[str] = []
        for id in reversed(self.workshop.session.entries(self.column.kind)):
            if len(ids) == len(wanted) or id in self._places:
                break
            if id in wanted:
                ids.append(id)
        return ids[::-1]

    def _is_out_of_order(self, touched: set[str]) -> bool:
        return self.order is not ordering.CAPTURE and bool(touched) and self._standing() != self.ids

    def _append(self, fresh: list[str]) -> None:
        if not self.ids:
            self.fill()
        else:
            for id in fresh:
                self._places[id] = len(self.ids)
                self.ids.append(id)
            self._more(len(self.ids) - 1)
        self.highlighted = len(self.ids) - 1

    def _redraw(self, id: str) -> None:
        if self._places[id] < self.option_count:
            self.replace_option_prompt(id, self._row(id))

    def reveal(self, id: str) -> bool:
        """Highlight an entry; False when it does not stand here."""
        if id not in self._places:
            return False
        self._row_at(self._places[id])
        self.highlighted = self._places[id]
        return True

    def reveal_key(self, kind: str, key: str) -> bool:
        """Highlight the row of a key of a singleton (of its first without a key); False when it does not stand here."""
        if kind not in self.column.singles:
            return False
        return any(self.reveal(id) for id in self.ids if id.startswith(f"{kind}/{key}")) or True

    # Marks and order ----------------------------------------------------------------------------------------

    def mark(self, *ids: str, marked: bool) -> None:
        """Mark these entries, or take the marks away."""
        for id in ids:
            if (id in self.marked) != marked:
                (self.marked.add if marked else self.marked.discard)(id)
                if id in self._places:
                    self._redraw(id)
        self.entitle()

    def marked_ids(self) -> list[str]:
        """What is marked and stands here, in the order shown; what a filter hides comes last."""
        entries = self.workshop.session.entries(self.column.kind) if self.marked else {}
        there = [id for id in self.marked if id in entries and self.stands(entries[id])]
        return sorted(there, key=lambda entry_id: self._places.get(entry_id, len(self.ids)))

    def order_by(self, order: ordering.Order) -> None:
        """Show the entries in another order."""
        self.order = order
        self.fill()

    # Titles -------------------------------------------------------------------------------------------------

    def entitle(self) -> None:
        """Show in the frame what this is, how many there are, and what is marked, ordered and filtered."""
        if self.column.singles:
            self.border_title = plain(self._title(""))
            self.border_subtitle = plain(_(self.column.hint)) if self.has_class("aimed") else None
            return
        number = f"{len(self.ids)}"
        if self.wanted:
            entries = self.workshop.session.entries(self.column.kind).values()
            number += f"/{sum(self.stands(entry) for entry in entries)}"
        count = f"  {number}"
        self.border_title = pieces(self._title(count), (count, "bold"))
        self.border_subtitle = plain(" · ".join(self._remarks())) or None

    def _title(self, count: str) -> str:
        """What the list is called: where there is no room the name gives way, never the number behind it."""
        title, room = _(self.column.title), max(8, self.size.width - len(count) - 2)
        if not self.size.width or len(title) <= room:
            return title
        return text.short(_(self.column.narrow or self.column.title), room)

    def on_resize(self) -> None:
        """The frame has other room for what it says."""
        self.entitle()

    def _remarks(self) -> Iterator[str]:
        if self.column.remark and (remark := self.column.remark(self.workshop.session, self.parent_id)):
            yield remark
        if marked := self.marked_ids():
            hidden = sum(id not in self._places for id in marked)
            words = ngettext("{number} marked", "{number} marked", len(marked)).format(number=len(marked))
            unseen = _("{number} of them not shown").format(number=hidden)
            yield rows.MARK + (f"{words} ({unseen})" if hidden else words)
        if self.wanted:
            yield _("filter: {words}").format(words=filtering.described(self.wanted, self.workshop.method))
        if self.order.id != self.column.order:
            yield f"↓ {_(self.order.label)}"
        if self.column.hint and self.ids and self.has_class("aimed"):
            yield _(self.column.hint)

    # Textual ------------------------------------------------------------------------------------------------

    def action_cursor_down(self) -> None:
        self._row_at((self.highlighted or 0) + 1)
        super().action_cursor_down()

    def action_last(self) -> None:
        self._row_at(len(self.ids) - 1)
        super().action_last()

    def on_mount(self) -> None:
        self._follow_up()

    def on_unmount(self, _event: events.Unmount) -> None:
        self._following = None


class EntryLists(Protocol):
    """Lists of entries side by side, one of which keys and captured lines go to."""

    @property
    def lists(self) -> list[EntryList]:
        """All of them."""

    @property
    def at(self) -> EntryList:
        """The one that keys and captured lines go to."""

    def aim(self, at: EntryList) -> None:
        """Make another one that."""

    def aim_next(self, by: int) -> None:
        """Aim at the next or previous list in which something can be captured."""

    def keys_for(self, column: Column) -> dict[str, Any]:
        """What a new entry of a column gets from where it is captured."""

    def action_edit(self) -> None:
        """Open the form of what is under the cursor, at its field."""


def _present(entry: Any) -> bool:
    return getattr(entry, "withdrawn", None) is None and getattr(entry, "merged_into", None) is None
