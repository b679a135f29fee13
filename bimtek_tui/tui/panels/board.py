"""A panel of lists: which one keys and captured lines go to, what all of them show, and what the keys do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import OptionList

from ...analysis import ordering
from ...facilitation import bulk_edits
from ...facilitation.capture import takes_entries
from ...i18n import N_, _
from ...model import kinds
from ...model.ids import EntryRef
from ...workshop.workshop import Changed
from ..actions import bindings
from ..desk import Desk
from ..entries import rows
from ..entries.columns import LISTS, WITH_FIGURES, Column, Spec
from ..entries.entry_list import EntryList
from ..entries.inbox import INBOX, unsorted
from ..entries.list_filter import filtered, read_filter
from .panel import LayOver, OpenPanel, Panel
from .selection import Selection, next_order
from .status import STATUSES


class Board(Panel):
    """The lists of one panel side by side."""

    BINDINGS = bindings("list")

    class Aimed(Message):
        """Another list is the one that keys go to."""

    def __init__(self, desk: Desk, name: str, spec: Spec | None = None) -> None:
        """The lists of `spec`; without one those that the panel of this name has."""
        spec = spec or LISTS[name]
        super().__init__(desk, name, classes=f"board across-{spec.across}")
        workshop = desk.workshop
        self.spec = spec
        self.numbers = rows.Numbers(workshop)
        self.lists = [EntryList(workshop, column, self.numbers) for column in spec.columns]
        self.at = self.lists[0]
        self.lists_programs = any(column.kind == "program" for column in spec.columns)
        self._filled = False
        self._wanted: EntryRef | None = None
        self._missed: Changed = set()

    def compose(self) -> ComposeResult:
        yield from self.lists

    def on_mount(self) -> None:
        self.refill()
        self._filled = True
        if self._wanted:
            self.reveal(*self._wanted)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, EntryList) and event.widget.has_focus:  # not one that lost it since
            self.aim(event.widget)

    # Where keys and lines go --------------------------------------------------------------------------------

    def aim(self, at: EntryList) -> None:
        """Make a list the one that keys and captured lines go to; it stays so while one types elsewhere."""
        if at is not self.at:
            self.post_message(self.Aimed())
        self.at = at
        for entry_list in self.lists:
            entry_list.set_class(entry_list is at, "aimed")
            entry_list.entitle()

    def aim_next(self, by: int) -> None:
        """Aim at the next or previous list in which something can be captured."""
        open_lists = [entry_list for entry_list in self.lists if takes_entries(entry_list.column)]
        if open_lists:
            here = open_lists.index(self.at) if self.at in open_lists else -by
            self.aim(open_lists[(here + by) % len(open_lists)])

    def take_focus(self) -> None:
        """Put the cursor where it was here last."""
        self.at.focus()

    @property
    def selected(self) -> EntryRef | None:
        """Kind and id of the entry that keys work on."""
        return self.at.selected

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on an entry (as soon as there are rows); False when it does not stand in this panel."""
        if not self._filled:
            self._wanted = EntryRef(kind, id)
            return True
        self.catch_up()
        for entry_list in self.lists:
            here = entry_list.column.kind == kind
            if here and entry_list.column.parent:
                self._follow(entry_list, of=id)
            if (here and entry_list.reveal(id)) or entry_list.reveal_key(kind, id):
                self.aim(entry_list)
                entry_list.focus()
                return True
        return False

    # What is marked -----------------------------------------------------------------------------------------

    @property
    def marked(self) -> list[EntryRef]:
        """Kind and id of what is marked, in lists of the kind that has the cursor."""
        kind = self.at.column.kind
        return [
            EntryRef(kind, id)
            for entry_list in self.lists
            if entry_list.column.kind == kind
            for id in entry_list.marked_ids()
        ]

    def clear_marks(self) -> bool:
        """Take all marks away; whether there were any."""
        were = any(entry_list.marked for entry_list in self.lists)
        for entry_list in self.lists:
            entry_list.mark(*tuple(entry_list.marked), marked=False)
        return were

    # What is shown ------------------------------------------------------------------------------------------

    def refill(self) -> None:
        """Show everything anew."""
        self._missed = set()
        self.numbers.forget()
        for entry_list in self.lists:
            self._follow(entry_list)
            entry_list.fill()

    @property
    def entry_lists(self) -> Board:
        """The lists themselves."""
        return self

    def changed(self, changed: Changed) -> None:
        """Take in what an edit touched."""
        if changed is None:
            self.refill()
        else:
            self._take_in(changed)

    def missed(self, changed: Changed) -> None:
        """Remember what is to be taken in later."""
        self._missed = None if changed is None or self._missed is None else self._missed | changed

    def catch_up(self) -> None:
        missed, self._missed = self._missed, set()
        if missed is None:
            self.refill()
        elif missed:
            self._take_in(missed)

    def _take_in(self, changed: set[EntryRef]) -> None:
        renumbered = {
            kind
            for kind in {entry_list.column.kind for entry_list in self.lists if entry_list.column.kind}
            if self.numbers.look(kind, {id for of, id in changed if of == kind})
        }
        for entry_list in self.lists:
            kinds_here = set(entry_list.column.singles) or {entry_list.column.kind}
            touched = {id for kind, id in changed if kind in kinds_here}
            others = {kind for kind, _id in changed} - kinds_here
            if entry_list.column.kind in renumbered or _leans_on(entry_list.column, others):
                entry_list.fill()
            elif touched:
                entry_list.take_in(touched)
                if entry_list.column.kind == "quick_win":  # the ranks of the others follow
                    entry_list.fill()
            elif entry_list.column.remark:
                entry_list.entitle()

    def filter(self, words: str) -> None:
        """Show only entries that fit these words and signs."""
        self.wanted = words
        wanted = read_filter(self.workshop, words)
        for entry_list in self.lists:
            entry_list.wanted = wanted
            entry_list.fill()

    def filter_in_words(self) -> str:
        """What is shown while a filter is on, and how much."""
        shown = sum(len(entry_list.ids) for entry_list in self.lists if not entry_list.column.singles)
        return filtered(self.workshop, self.lists[0].wanted, shown)

    def show_withdrawn(self, shown: bool) -> None:
        """Show or hide what was withdrawn, and what was merged into another entry."""
        for entry_list in self.lists:
            entry_list.show_withdrawn = shown
            entry_list.fill()
        self.reveal_withdrawn(shown)

    def hide_votes(self) -> None:
        """Lists in the order of votes that are hidden now go back to the order of capture."""
        for entry_list in self.lists:
            if entry_list.order.id == "votes" and self.workshop.votes_hidden(entry_list.column.kind):
                entry_list.order_by(ordering.CAPTURE)

    # Lists that belong to an entry of another one -----------------------------------------------------------

    def keys_for(self, column: Column) -> dict[str, Any]:
        """What a new entry of a column gets from where it is captured."""
        keys: dict[str, Any] = {**column.preset, **column.given}
        if column.parent_key:
            keys[column.parent_key] = _parent_in(self.lists, column)
        return keys

    def _follow(self, entry_list: EntryList, of: str = "") -> None:
        """Let a list show the rows of the highlighted parent, or of that of the entry `of`, which is then highlighted."""
        column = entry_list.column
        if of and (entry := self.workshop.session.entries(column.kind).get(of)):
            next(one for one in self.lists if one.column.id == column.parent).reveal(
                getattr(entry, column.parent_key)
            )
        if column.parent:
            entry_list.parent_id = _parent_in(self.lists, column)
        if of:
            entry_list.fill()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        for entry_list in self.lists:
            if entry_list.column.parent and event.option_list.id == f"column-{entry_list.column.parent}":
                self._follow(entry_list)
                entry_list.fill()

    # On the wall --------------------------------------------------------------------------------------------

    def wall_lists(self) -> list[OptionList]:
        return [*self.lists]

    @property
    def aimed(self) -> OptionList:
        return self.at

    def enlarge(self, shown: OptionList, on: bool) -> None:
        if isinstance(shown, EntryList):
            shown.large = on
            shown.fill()
            if on:
                self.aim(shown)

    # What keys do -------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Open the form of the entry under the cursor, at its field; from an empty list go where it is filled."""
        if self.at.selected_key and self.selected:
            self.open_form(*self.selected, self.at.selected_key)
        elif self.at.source:
            self._to_source()
        else:
            super().action_edit()

    def _to_source(self) -> None:
        """Go where what is missing in the list comes from: another list here, or else a panel."""
        column = self.at.column
        beside = [shown for shown in self.lists if shown.column.id in column.sources and shown.ids]
        sentence = _(column.advice) if column.advice else ""
        if not beside:
            self.post_message(OpenPanel(column.sources[-1], sentence))
        else:
            self.aim(beside[0])
            beside[0].focus()
            self.desk.say(sentence)

    @property
    def _selection(self) -> Selection:
        """What keys for several entries work on."""
        return Selection(self, self.marked, self.clear_marks)

    def key_words(self) -> dict[str, str]:
        """As of every panel; where nothing is captured no line is offered, and of a field its form opens."""
        none = not any(takes_entries(entry_list.column) for entry_list in self.lists)
        add = {"add": N_("Edit")} if self.at.column.singles else {"add": ""} if none else {}
        return super().key_words() | add

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that do nothing in the list that has the cursor."""
        kind = self.at.column.kind
        match action:
            case "advance":
                return kind in STATUSES
            case "candidate":
                return kind == "program"
            case "mark" | "mark_all" | "order" | "set_values":
                return bool(kind)
            case "move":
                return bool(kind and bulk_edits.movable([EntryRef(kind, "")]))
            case "unite" | "take_apart":
                return bool(kind) and "merged_into" in kinds.kinds()[kind].keys
            case "points":
                return kind in WITH_FIGURES
            case "overlaps":
                return self.lists_programs
        return super().check_action(action, parameters)

    def step_back(self) -> bool:
        """Take all marks away."""
        return self.clear_marks()

    def action_mark(self) -> None:
        """Mark the entry under the cursor, or take its mark away."""
        if entry := self.entry_here():
            self.at.mark(entry[1], marked=entry[1] not in self.at.marked)
            self._selection.say_marked(self.check_action)

    def action_mark_all(self) -> None:
        """Mark all that the list shows; when all are, take the marks away."""
        self.at.mark(*self.at.ids, marked=not self.at.marked.issuperset(self.at.ids))
        self._selection.say_marked(self.check_action)

    def action_order(self) -> None:
        """Show the list in its next order."""
        next_order(self.desk, self.at)

    def action_move(self) -> None:
        """Move what is marked, or the entry under the cursor, to another place that is asked for."""
        self._selection.move()

    def action_set_values(self) -> None:
        """Give what is marked, or the entry under the cursor, a value that is asked for."""
        self._selection.set_values()

    def action_unite(self) -> None:
        """Let what is marked become part of the entry under the cursor."""
        self._selection.unite()

    def action_take_apart(self) -> None:
        """Let what became part of an entry stand by itself again."""
        self._selection.take_apart()

    def action_withdraw(self) -> None:
        """Withdraw or restore what is marked, or the entry under the cursor."""
        if self.marked:
            self._selection.withdraw()
        else:
            super().action_withdraw()

    def action_advance(self) -> None:
        """Sort the inbox where the cursor is on a note of it; give others their next status."""
        selected = self.selected
        if self.at.column is not INBOX or selected is None or not unsorted(self.workshop, [selected[1]]):
            self._selection.advance()
        elif self.desk.may_change():
            from ..dialogs.sort_inbox import Sorting

            self.app.push_screen(Sorting(self.desk, self.at))

    def action_candidate(self) -> None:
        """Make what is marked, or the program under the cursor, a quick-win candidate."""
        self._selection.candidate()

    def action_points(self) -> None:
        """Open the grid for what the panel shows of the kind under the cursor."""
        kind, selected = self.at.column.kind, self.selected
        if kind not in WITH_FIGURES:
            self.desk.say(
                _(
                    "Nothing is entered in a grid here; {key:points} works on SWOT, programs, readiness and quick-win candidates."
                )
            )
        elif self.desk.may_change():
            from .points import PointsGrid

            ids = [id for entry_list in self.lists if entry_list.column.kind == kind for id in entry_list.ids]
            self.post_message(LayOver(PointsGrid(self.desk, kind, ids, selected[1] if selected else "")))


def _parent_in(lists: Iterable[EntryList], column: Column) -> str:
    """The entry under the cursor of the list to whose entries those of this column belong; "" for none."""
    parents = (shown.selected for shown in lists if shown.column.id == column.parent)
    return next((parent.id for parent in parents if parent), "")


def _leans_on(column: Column, others: set[str]) -> bool:
    """Whether the rows of a column show anything of these kinds."""
    where = {"quick_win", "program"} if column.where else set[str]()
    return bool(others & (where | rows.LEANING.get(column.kind, set())))
