"""What keys do to several entries at once: mark, move, unite, take apart, withdraw, next status; and their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ...analysis import ordering
from ...errors import Refused
from ...facilitation import bulk_edits
from ...facilitation.bulk_edits import Place
from ...i18n import N_, _, ngettext
from ...model import edits, kinds
from ...model.edits import Edit
from ...model.entries import Captured
from ...text import short
from ..entries import rows
from ..entries.entry_list import EntryList
from .board import Board
from .entry_actions import ADVANCE, EntryActions

if TYPE_CHECKING:
    from ..dialogs.move import Target


class MarkedActions(EntryActions):
    """The actions of a session screen on what is marked, else on the entry under the cursor."""

    def _list_in_focus(self) -> EntryList | None:
        """The list of entries in focus."""
        panel = self._me().panel
        return panel.at if isinstance(panel, Board) and panel.at.column.kind else None

    def _all_marked(self) -> list[Place]:
        panel = self._me().panel
        return panel.marked if isinstance(panel, Board) else []

    def _marked_or_here(self) -> list[Place]:
        """What is marked; the entry under the cursor when nothing is."""
        if marked := self._all_marked():
            return marked
        selected = self._selected()
        return [selected] if selected else []

    def clear_marks(self) -> bool:
        """Take all marks away; whether there were any."""
        panel = self._me().panel
        return isinstance(panel, Board) and panel.clear_marks()

    # Marking and order --------------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the entry under the cursor, or take its mark away."""
        one, selected = self._list_in_focus(), self._selected()
        if one is not None and selected is not None:
            one.mark(selected[1], marked=selected[1] not in one.marked)
            self._say_marked()

    def action_mark_all(self) -> None:
        """Mark all that the list shows; when all are, take the marks away."""
        one = self._list_in_focus()
        if one is not None:
            one.mark(*one.ids, marked=not one.marked.issuperset(one.ids))
            self._say_marked()

    def _say_marked(self) -> None:
        """Say how many are marked, and what can be done with them."""
        number = len(self._all_marked())
        keys = [
            _(words)
            for action, words in (
                ("move", N_("m moves")),
                ("unite", N_("u unites")),
                ("withdraw", N_("d withdraws")),
                ("advance", N_("s next status")),
                ("candidate", N_("q quick win")),
            )
            if self._me().check_action(action, ())
        ]
        told = ngettext(
            "{number} marked: {keys}; Esc unmarks.", "{number} marked: {keys}; Esc unmarks.", number
        )
        self._me().say(told.format(number=number, keys=", ".join(keys)) if number else "")

    def action_order(self) -> None:
        """Show the list in focus in its next order."""
        one = self._list_in_focus()
        if one is None:
            return
        if len(ordering.orders_for(one.column.kind)) == 1:
            self._me().say(_("These stand in the order of capture only."))
            return
        order = ordering.following(one.column.kind, one.order.id)
        if order.id == "votes" and self._me().workshop.votes_hidden(one.column.kind):
            order = ordering.following(one.column.kind, order.id)
        one.order_by(order)
        self._me().say(_("Order: {order}; o goes on to the next.").format(order=_(one.order.label)))

    # Moving -------------------------------------------------------------------------------------------------

    def action_move(self) -> None:
        """Ask where what is marked goes: another quadrant, horizon, element, kind of note or dimension."""
        from ..dialogs.move import MoveTo, targets

        me = self._me()
        places = self._marked_or_here()
        if not places or not self._may_change():
            return
        found = targets(me.workshop, places)
        if not found:
            me.say(_("These can't be moved anywhere; e edits the one under the cursor."))
            return

        def move(target: Target | None) -> None:
            if target is not None:
                self._move_to(places, target)

        self.app.push_screen(MoveTo(self._titled_all(_("Move"), places), found), move)

    def _move_to(self, places: list[Place], target: Target) -> None:
        me = self._me()
        told = ngettext(
            "{number} entry moved to {place}; ctrl+z brings it back.",
            "{number} entries moved to {place}; ctrl+z brings them back.",
            len(places),
        ).format(number=len(places), place=target.words)
        session, method = me.workshop.session, me.workshop.method
        self._do_marked(partial(bulk_edits.move, session, method, places, target.key, target.value), told)

    def _titled_all(self, doing: str, places: list[Place]) -> str:
        """What is asked about: one entry by its text, several by their number."""
        if len(places) == 1:
            entry = self._me().workshop.session.find(*places[0])
            return f"{doing}: {short(rows.title(self._me().workshop, places[0][0], entry), 60)}"
        number = ngettext("{number} entry", "{number} entries", len(places)).format(number=len(places))
        return f"{doing}: {number}"

    # Uniting ------------------------------------------------------------------------------------------------

    def action_unite(self) -> None:
        """Let what is marked become part of the entry under the cursor, after it was shown."""
        from ..dialogs.move import Unite, words_of

        me = self._me()
        kept = self._selected()
        if kept is None or not self._may_change():
            return
        others = [place for place in self._all_marked() if place != kept]
        if not others:
            me.say(
                _(
                    "Mark with space what becomes part of another entry, put the cursor on that one, and press u."
                )
            )
            return
        kind, id = kept
        session = me.workshop.session
        try:
            bulk_edits.merge(session, kept, others)
        except Refused as refused:
            me.say(str(refused), error=True)
            return
        numbers = rows.Numbers(me.workshop).of(kind)
        shown = [rows.row(me.workshop, kind, session.find(*one), numbers.get(one[1], "")) for one in others]

        def unite(words: str | None) -> None:
            if words is None:
                return
            told = ngettext(
                "{number} entry is part of {survivor} now; U takes it apart, x shows it.",
                "{number} entries are part of {survivor} now; U takes them apart, x shows them.",
                len(others),
            ).format(number=len(others), survivor=numbers.get(id, id))
            self._do_marked(lambda: bulk_edits.merge(me.workshop.session, kept, others, words), told)

        self.app.push_screen(Unite(numbers.get(id, id), words_of(session.find(*kept), kind), shown), unite)

    def action_take_apart(self) -> None:
        """Let what became part of the entry under the cursor stand by itself again, or what is marked of it."""
        me = self._me()
        places = self._marked_or_here()
        if not places:
            return
        session = me.workshop.session
        merged = [one for one in places if getattr(session.find(*one), "merged_into", None)]
        if merged:
            number = len(merged)
            make: Callable[[], Edit | None] = partial(bulk_edits.take_out, session, merged)
        else:
            kept = self._selected() or places[0]
            number = len(bulk_edits.merged_in(session, kept)) if session.find(*kept) else 0
            make = partial(bulk_edits.take_apart, session, kept)
        told = ngettext(
            "{number} entry stands by itself again; ctrl+z takes that back.",
            "{number} entries stand by themselves again; ctrl+z takes that back.",
            number,
        )
        self._do_marked(make, told.format(number=number))

    # What else works on several ------------------------------------------------------------------------------

    def action_withdraw(self) -> None:
        """Ask for one reason and withdraw all that is marked, or restore it when all of it is withdrawn."""
        places = self._all_marked()
        if not places:
            super().action_withdraw()
            return
        from ..dialogs.questions import Reason

        me = self._me()
        session = me.workshop.session
        found = [session.find(*place) for place in places]
        number = len(places)
        if all(isinstance(one, Captured) and one.withdrawn is not None for one in found):
            told = ngettext(
                "{number} entry restored; it counts again.",
                "{number} entries restored; they count again.",
                number,
            )
            self._do_marked(partial(bulk_edits.restore, session, places), told.format(number=number))
            return
        if not all(isinstance(one, Captured) for one in found):
            self._do_marked(partial(bulk_edits.withdraw, session, places), "")  # says what can't be withdrawn
            return

        def withdraw(reason: str | None) -> None:
            if reason is None:
                return
            told = ngettext(
                "{number} entry withdrawn; ctrl+z brings it back, x shows it.",
                "{number} entries withdrawn; ctrl+z brings them back, x shows them.",
                number,
            ).format(number=number)
            self._do_marked(lambda: bulk_edits.withdraw(me.workshop.session, places, reason), told)

        shown = ngettext("{number} entry", "{number} entries", number).format(number=number)
        self.app.push_screen(Reason(shown), withdraw)

    def action_advance(self) -> None:
        """Give all that is marked the status that comes next for the first of it."""
        places = self._all_marked()
        step = ADVANCE.get(places[0][0]) if places else None
        if step is None:
            super().action_advance()
            return
        me = self._me()
        found = [me.workshop.session.find(*place) for place in places]
        selected = me.panel.selected
        first = me.workshop.session.find(*selected) if selected in places else found[0]
        after = step(first, dt.datetime.now().astimezone().date())
        number = len(found)
        name = ngettext("status of {number} entry", "status of {number} entries", number).format(
            number=number
        )
        told = ngettext(
            "{number} entry has its next status; ctrl+z takes that back.",
            "{number} entries have their next status; ctrl+z takes that back.",
            number,
        ).format(number=number)
        self._do_marked(lambda: edits.together(name, [edits.revise(one, **after) for one in found]), told)

    def action_candidate(self) -> None:
        """Make all programs that are marked quick-win candidates, those that are not yet."""
        places = self._all_marked()
        if not places or places[0][0] != "program":
            super().action_candidate()
            return
        session = self._me().workshop.session
        known = {one.program for one in session.quick_win.values() if one.withdrawn is None}
        given = [{"program": id} for _kind, id in places if id not in known]
        if not given:
            self._me().say(_("These programs are candidates already."))
            return
        told = ngettext(
            "{number} program is a quick-win candidate now; stage 3 decides about it.",
            "{number} programs are quick-win candidates now; stage 3 decides about them.",
            len(given),
        ).format(number=len(given))
        now = dt.datetime.now().astimezone()
        self._do_marked(partial(bulk_edits.capture_all, session, "quick_win", given, now), told)

    # ----------------------------------------------------------------------------------------------------------

    def _may_change(self) -> bool:
        """Whether the session can be changed at all; why not is told before a question is asked for nothing."""
        me = self._me()
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return False
        return True

    def _do_marked(self, make: Callable[[], Edit | None], told: str) -> None:
        """Make the edit that a function gives, as one step, and take the marks away; a refusal is told."""
        me = self._me()
        try:
            edit = make()
        except Refused as refused:
            me.say(str(refused), error=True)
            return
        if edit is None:
            me.say(_("That is how it is already; nothing was changed."))
        elif self._do(edit, told):
            self.clear_marks()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys for several entries where there is no list of them."""
        one = self._list_in_focus()
        if action in ("mark", "mark_all", "order"):
            return one is not None
        if action in ("unite", "take_apart"):
            return one is not None and "merged_into" in kinds.kinds()[one.column.kind].keys
        if action == "move":
            return one is not None and bool(bulk_edits.movable([(one.column.kind, "")]))
        return super().check_action(action, parameters)
