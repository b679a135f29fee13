"""What keys do to the entries that are marked, else to the one under the cursor; each makes one edit and says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ...analysis import ordering
from ...facilitation import bulk_edits, inheritance
from ...i18n import N_, _, listed, ngettext
from ...model import edits
from ...model.edits import Edit
from ...model.entry_types import Captured
from ...model.ids import EntryRef
from ...text import short
from ..desk import Desk
from ..entries import rows
from ..entries.elsewhere import panel_name
from ..entries.entry_list import EntryList
from . import status
from .panel import Panel

if TYPE_CHECKING:
    from ..dialogs.move import Target


ON_MARKED = (
    ("move", N_("{key:move} moves")),
    ("set_values", N_("{key:set-all} sets a field")),
    ("unite", N_("{key:unite} unites")),
    ("withdraw", N_("{key:withdraw} withdraws")),
    ("advance", N_("{key:status} next status")),
    ("candidate", N_("{key:quick-win} quick win")),
)
"""What can be done with what is marked: the action of the board, and how it is said."""


CANDIDATES = "candidates"
"""The panel in which it is decided about candidates."""


class Selection:
    """The entries of a panel that are marked, and the one under the cursor; what is done to the marked takes the marks away."""

    def __init__(self, panel: Panel, marked: list[EntryRef], unmark: Callable[[], object]) -> None:
        self.panel = panel
        self.desk = panel.desk
        self.workshop = panel.workshop
        self.marked = marked
        self.unmark = unmark

    def say_marked(self, can: Callable[[str, tuple[object, ...]], object]) -> None:
        """Say how many are marked, and which actions that `can` be done work on them."""
        number = len(self.marked)
        keys = [_(words) for action, words in ON_MARKED if can(action, ())]
        sentence = ngettext(
            "{number} marked: {keys}; {key:back} unmarks.",
            "{number} marked: {keys}; {key:back} unmarks.",
            number,
        )
        self.desk.say(sentence.format(number=number, keys=", ".join(keys)) if number else "")

    def _places(self) -> list[EntryRef]:
        """What is marked; the entry under the cursor when nothing is."""
        here = [] if self.marked else [self.panel.entry_here()]
        return [*self.marked, *filter(None, here)]

    def _do(self, make: Callable[[], Edit | None], sentence: str) -> None:
        """Make the edit that a function gives, as one step; the marks stay when it was refused or nothing changed."""
        status.record(self.panel.app, self.desk, make, sentence, self.unmark)

    # Moving -------------------------------------------------------------------------------------------------

    def move(self) -> None:
        """Ask where they go: another quadrant, horizon, element, kind of note or dimension."""
        from ..dialogs.move import MoveTo, targets

        places = self._places()
        if not places or not self.desk.may_change():
            return
        offered = targets(self.workshop, places)
        if not offered:
            self.desk.say(_("These can't be moved anywhere; {key:edit} edits the one under the cursor."))
            return

        def move(target: Target | None) -> None:
            if target is not None:
                self._move_to(places, target)

        self.panel.app.push_screen(MoveTo(self._titled(_("Move"), places), offered), move)

    def _move_to(self, places: list[EntryRef], target: Target) -> None:
        sentence = ngettext(
            "{number} entry moved to {place}; {key:undo} brings it back.",
            "{number} entries moved to {place}; {key:undo} brings them back.",
            len(places),
        ).format(number=len(places), place=target.words)
        session, method = self.workshop.session, self.workshop.method
        self._do(partial(bulk_edits.move, session, method, places, target.key, target.value), sentence)

    def _titled(self, doing: str, places: list[EntryRef]) -> str:
        """What is asked about: one entry by its text, several by their number."""
        if len(places) == 1:
            entry = self.workshop.session.find(*places[0])
            return f"{doing}: {short(rows.title(self.workshop, places[0][0], entry), 60)}"
        number = ngettext("{number} entry", "{number} entries", len(places)).format(number=len(places))
        return f"{doing}: {number}"

    # Setting ------------------------------------------------------------------------------------------------

    def set_values(self) -> None:
        """Ask for a field and its value, and give it to all of them as one step."""
        from ...exchange.assignments import Assigning, Assignment
        from ..dialogs.set_values import SetValues

        places = self._places()
        if not places or not self.desk.may_change():
            return
        session, method, kind = self.workshop.session, self.workshop.method, places[0][0]
        entries = [entry for place in places if (entry := session.find(*place)) is not None]
        assigning = Assigning(session, method, kind, entries)
        if not assigning.fields:
            self.desk.say(
                _(
                    "These have no field that several can get at once; {key:edit} edits the one under the cursor."
                )
            )
            return

        def record(assignment: Assignment | None) -> None:
            if assignment is not None:
                sentence = _("{what}; {key:undo} takes that back.").format(
                    what=assigning.sentences(assignment)
                )
                keys = assignment.keys
                self._do(lambda: bulk_edits.set_all(self.workshop.session, method, places, keys), sentence)

        self.panel.app.push_screen(SetValues(self._titled(_("Set"), places), assigning), record)

    # Uniting ------------------------------------------------------------------------------------------------

    def unite(self) -> None:
        """Let what is marked become part of the entry under the cursor, after it was shown."""
        from ..dialogs.move import Unite, words_of

        kept = self.panel.entry_here()
        if kept is None or not self.desk.may_change():
            return
        others = [place for place in self.marked if place != kept]
        if not others:
            self.desk.say(
                _(
                    "Mark with {key:mark} what becomes part of another entry, put the cursor on that one, and press {key:unite}."
                )
            )
            return
        kind, id = kept
        session = self.workshop.session
        if not self.desk.is_possible(lambda: bulk_edits.merge(session, kept, others)):
            return
        numbers = rows.Numbers(self.workshop).of(kind)
        shown = [
            rows.row(self.workshop, kind, session.find(*place), numbers.get(place[1], "")) for place in others
        ]

        taken = inheritance.of_merging(session, kept, others)

        def unite(words: str | None) -> None:
            if words is None:
                return
            sentence = ngettext(
                "{number} entry is part of {survivor} now; {key:take-apart} takes it apart, {key:show-withdrawn} shows it.",
                "{number} entries are part of {survivor} now; {key:take-apart} takes them apart, {key:show-withdrawn} shows them.",
                len(others),
            ).format(number=len(others), survivor=numbers.get(id, id))
            sentence = " ".join((sentence, *taken.sentences))
            self._do(lambda: bulk_edits.merge(self.workshop.session, kept, others, words), sentence)

        self.panel.app.push_screen(
            Unite(numbers.get(id, id), words_of(session.find(*kept), kind), shown, taken.sentences), unite
        )

    def take_apart(self) -> None:
        """Let what became part of the entry under the cursor stand by itself again, or what is marked of it."""
        places = self._places()
        if not places:
            return
        session = self.workshop.session
        merged = [place for place in places if getattr(session.find(*place), "merged_into", None)]
        if merged:
            number = len(merged)
            both = [
                label
                for place in merged
                if (entry := session.find(*place)) is not None
                and (survivor := session.find(place.kind, entry.merged_into)) is not None
                for label in inheritance.shared(survivor, [entry])
            ]
            make: Callable[[], Edit | None] = partial(bulk_edits.take_out, session, merged)
        else:
            kept = self.panel.entry_here() or places[0]
            parts = bulk_edits.merged_in(session, kept) if (here := session.find(*kept)) else []
            number, both = len(parts), inheritance.shared(here, parts)
            make = partial(bulk_edits.take_apart, session, kept)
        sentence = ngettext(
            "{number} entry stands by itself again; {key:undo} takes that back.",
            "{number} entries stand by themselves again; {key:undo} takes that back.",
            number,
        )
        sentence = sentence.format(number=number)
        if both:
            twice = _("It stands in both now and counts twice: {what}; {key:edit} mends it.")
            sentence = f"{sentence} {twice.format(what=listed(list(dict.fromkeys(both))))}"
        self._do(make, sentence)

    # Withdrawing, status ------------------------------------------------------------------------------------

    def withdraw(self) -> None:
        """Ask for one reason and withdraw all that is marked, or restore it when all of it is withdrawn."""
        from ..dialogs.questions import Reason

        session, places = self.workshop.session, self.marked
        entries = [session.find(*place) for place in places]
        number = len(places)
        if all(isinstance(entry, Captured) and entry.withdrawn is not None for entry in entries):
            sentence = ngettext(
                "{number} entry restored; it counts again.",
                "{number} entries restored; they count again.",
                number,
            )
            self._do(partial(bulk_edits.restore, session, places), sentence.format(number=number))
            return
        if not all(isinstance(entry, Captured) for entry in entries):
            self._do(partial(bulk_edits.withdraw, session, places), "")  # says what can't be withdrawn
            return
        if not self.desk.may_change():
            return

        def withdraw(reason: str | None) -> None:
            if reason is None:
                return
            sentence = ngettext(
                "{number} entry withdrawn; {key:undo} brings it back, {key:show-withdrawn} shows it.",
                "{number} entries withdrawn; {key:undo} brings them back, {key:show-withdrawn} shows them.",
                number,
            ).format(number=number)
            self._do(lambda: bulk_edits.withdraw(self.workshop.session, places, reason), sentence)
            self.panel.withdrawn_last = places[0]

        shown = ngettext("{number} entry", "{number} entries", number).format(number=number)
        self.panel.app.push_screen(Reason(shown), withdraw)

    def advance(self) -> None:
        """Give the entry its next status; of several ask for the one that all of them get."""
        places = self._places()
        if len(places) > 1:
            status.choose(self.panel.app, self.desk, places, self._titled(_("Status"), places), self.unmark)
        elif places:
            status.advance(self.panel.app, self.desk, places[0], self.unmark)

    def candidate(self) -> None:
        """Make all programs that are marked quick-win candidates, those that are not yet."""
        places = self.marked
        if not places or places[0][0] != "program":
            if place := self.panel.entry_here():
                candidate(self.desk, place, is_there=self.panel.id == f"panel-{CANDIDATES}")
            return
        session = self.workshop.session
        known = _candidates(self.desk)
        given = [{"program": id} for _kind, id in places if id not in known]
        if not given:
            self.desk.say(_("These programs are candidates already."))
            return
        sentence = (
            ngettext(
                "{number} program is a quick-win candidate now.",
                "{number} programs are quick-win candidates now.",
                len(given),
            )
            if self.panel.id == f"panel-{CANDIDATES}"
            else ngettext(
                "{number} program is a quick-win candidate now; it is decided about under “{panel}”.",
                "{number} programs are quick-win candidates now; it is decided about them under “{panel}”.",
                len(given),
            )
        )
        sentence = sentence.format(number=len(given), panel=panel_name(self.workshop, CANDIDATES))
        self._do(partial(bulk_edits.capture_all, session, "quick_win", given, self.desk.now()), sentence)


# One entry ----------------------------------------------------------------------------------------------------


def candidate(desk: Desk, place: EntryRef, is_there: bool = False) -> None:
    """Make a program a quick-win candidate, and say so, and where it is decided about unless one `is_there`."""
    kind, id = place
    session = desk.workshop.session
    if kind != "program":
        desk.say(_("Only a program can become a quick win; put the cursor on one."))
    elif id in _candidates(desk):
        desk.say(_("This program is a candidate already."))
    else:
        sentence = (
            _("Now a quick-win candidate; {key:status} in the list of candidates decides about it.")
            if is_there
            else _("Now a quick-win candidate; it is decided about under “{panel}”.").format(
                panel=panel_name(desk.workshop, CANDIDATES)
            )
        )
        desk.do(lambda: edits.capture(session, "quick_win", {"program": id}, desk.now()), sentence)


def _candidates(desk: Desk) -> set[str]:
    """The programs that are quick-win candidates."""
    quick_wins = desk.workshop.session.quick_win.values()
    return {quick_win.program for quick_win in quick_wins if quick_win.withdrawn is None}


# A list -------------------------------------------------------------------------------------------------------


def next_order(desk: Desk, entries: EntryList) -> None:
    """Show a list in its next order, and say which."""
    kind = entries.column.kind
    if len(ordering.orders_for(kind)) == 1:
        desk.say(_("These stand in the order of capture only."))
        return
    following = ordering.following(kind, entries.order.id)
    if following.id == "votes" and desk.workshop.votes_hidden(kind):
        following = ordering.following(kind, following.id)
    entries.order_by(following)
    desk.say(_("Order: {order}; {key:order} goes on to the next.").format(order=_(following.label)))
