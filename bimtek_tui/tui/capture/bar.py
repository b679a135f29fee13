"""The capture bar: the line at the bottom, the list it goes to, and what is understood of it before Enter.

The line goes to the list in focus, or to the inbox, which is open from everywhere and leaves the panel as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget

from ... import text
from ...errors import Refused
from ...facilitation import capture
from ...facilitation.capture import Place, Planned
from ...i18n import _, ngettext
from ...model import edits
from ...workshop.drafts import OPEN_LINE, of_list
from ..desk import Desk
from ..entries.columns import Column
from ..entries.inbox import INBOX, INTO, SORTED_INTO
from ..widgets.content import Words, pieces
from ..widgets.line import Earlier
from .hint import Hint, explained, lists, signs
from .line import CaptureLine

if TYPE_CHECKING:
    from ..entries.entry_list import EntryList, EntryLists

MOST = 2_000
"""Lines that are taken at once: with more of them the screen would stand still."""
_LEAST = 8
"""Letters of the name of a list that stand before the line however narrow it is."""


class CaptureBar(Vertical):
    """Takes down what the room says; one row with the line, one with what is understood of it."""

    class Recorded(Message):
        """An entry was recorded, and there is nothing to say about it."""

    def __init__(
        self,
        desk: Desk,
        lists: Callable[[], EntryLists | None],
        stage_id: Callable[[], str],
        lift_filter: Callable[[], object],
    ) -> None:
        """`lists` gives those of the open panel, `lift_filter` shows all there: what is captured must be seen."""
        super().__init__(id="capture-bar")
        self.display = False
        self.desk = desk
        self.line = CaptureLine(self)
        self.into_inbox = False
        self.fresh_in_inbox = False
        self._lists = lists
        self._stage_id = stage_id
        self._lift_filter = lift_filter
        self._aim = Words(id="aim")
        self._hint = Hint(desk)
        self._drafts = desk.workshop.drafts
        self._came_from: Widget | None = None
        self._asked = self._told = ""  # the line that was asked about, and that a sentence is about
        self._earlier: dict[str, Earlier] = {}

    def compose(self) -> ComposeResult:
        with Horizontal(id="capture-row"):
            yield self._aim
            yield self.line
        yield self._hint

    # Opening and leaving the line ---------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether the line is open."""
        return bool(self.display)

    def open_for_list(self) -> None:
        """Open the line for the list in focus, or the field in focus; for the inbox where nothing is captured."""
        here = self._lists()
        if here is None or not any(capture.takes_entries(entry_list.column) for entry_list in here.lists):
            self.open_for_inbox()
            return
        if here.at.column.singles:  # a text for a field must not become an entry of another list
            here.action_edit()
            return
        if not capture.takes_entries(here.at.column):
            here.aim_next(1)
        self._lift_filter()
        self._open(into_inbox=False)

    def open_for_inbox(self) -> None:
        """Open the line for the inbox, wherever one is."""
        self._open(into_inbox=True)

    def _open(self, *, into_inbox: bool) -> None:
        if not self.desk.may_change():
            return
        self._leave_waiting()
        if not self.line.has_focus:
            self._came_from = self.screen.focused
        self.into_inbox = into_inbox
        self.display = True
        self._take_up()
        self.screen.set_focus(self.line)  # at once: a panel that is still opening looks whether it is free
        self._show_aim()

    def leave(self) -> bool:
        """Leave the line; what was typed waits. Whether the panel is to take the cursor back."""
        self._leave_waiting()
        self.display = False
        came_from, inbox = self._came_from, self.into_inbox
        self.into_inbox, self._came_from = False, None
        if not self.line.has_focus and self.screen.focused is not None:
            return False  # a click went elsewhere already
        if inbox and came_from is not None and came_from.is_attached and came_from.focusable:
            came_from.focus()
            return False
        return True

    def keep_drafts(self) -> None:
        """Keep what stands in the open line, with the list that it is meant for."""
        if self.is_open:
            self._drafts.put(OPEN_LINE, self._where, {self._waits_at: self.line.value})

    @property
    def _waits_at(self) -> str:
        return of_list(self._goes_to.id)

    @property
    def _where(self) -> str:
        return _(self._goes_to.title)

    def _leave_waiting(self) -> None:
        """Put what was typed and not recorded by, for the next time in the same list."""
        if self.is_open and self.line.value.strip():
            self._drafts.add(self._waits_at, self._where, self.line.value)
        self.line.value = ""
        self._drafts.drop(OPEN_LINE)

    def _take_up(self) -> None:
        """Go on with what waits in this list, which is said."""
        self._put(self.desk.take_up(self._waits_at))
        self.keep_drafts()
        self._drafts.drop(self._waits_at)

    def before_turning(self) -> None:
        """Another panel opens: the inbox line stays as it is, and what was typed for a list waits there."""
        if self.into_inbox:
            self._came_from = None
        elif self.is_open:
            self._leave_waiting()

    def follow(self) -> bool:
        """Another panel has opened under the line: it goes on there, with what waits there; False when it is closed."""
        if not (self.into_inbox or self._lists() is not None):
            self.display = False
        if not self.is_open:
            return False
        if not self.into_inbox:
            self._take_up()
        self.screen.set_focus(self.line)
        self._show_aim()
        return True

    def _put(self, words: str) -> None:
        self.line.value = words
        self.line.cursor_position = len(words)

    # Where it goes ------------------------------------------------------------------------------------------

    @property
    def _place(self) -> Place[Column]:
        """Where one types now."""
        here = self._lists()
        shown = [entry_list.column for entry_list in self._open_lists()]
        named = (
            SORTED_INTO if self.into_inbox else {column.prefix: column for column in shown if column.prefix}
        )
        keys_for = here.keys_for if here else lambda column: dict(column.preset)
        columns = SORTED_INTO.values() if self.into_inbox else shown
        return Place(
            self._goes_to,
            named,
            keys_for,
            self._stage_id(),
            [column for column in columns if capture.takes_entries(column)],
        )

    @property
    def _goes_to(self) -> Column:
        """The list that takes a line which names none itself."""
        here = self._lists()
        return INBOX if self.into_inbox or here is None else here.at.column

    def _show_aim(self) -> None:
        """Say before the line where it goes."""
        column = self._goes_to
        room = max(_LEAST, self.app.size.width * 2 // 5 - len("  ▸ "))
        aim = pieces((f" {text.short(_(column.title), room)} ▸ ", "bold"))
        self._aim.show(aim)
        known = "" if self.into_inbox else " ".join(f"{sign}:" for sign in self._place.signs)
        if column.kind == "agency":
            words = _("code and name, e.g. DINKES Dinas Kesehatan; Enter records, {key:back} leaves")
        elif self.into_inbox:
            words = _("sorted later, Enter records, {key:back} leaves")
        else:
            words = _("text, Enter records, {key:back} leaves, {key:next-target}: next list")
        room = self.app.size.width - aim.cell_length
        if known and len(f"{words}  ({known})") <= room:
            words = f"{words}  ({known})"
        while len(words) > room and (end := max(words.rfind(", "), words.rfind("; "))) > 0:
            words = words[:end]  # half a sentence is not read, and the keys stand below as well
        self.line.placeholder = words
        self._hint.prepare(column.kind)
        self.look()

    def aim(self, by: int) -> None:
        """Send the line to the next list of the panel; while a tag is begun, forwards makes it whole."""
        here = self._lists()
        if by > 0 and self._hint.is_begun(self.line.value, self._place):
            self.complete()
        elif here is not None:
            here.aim_next(by if not self.into_inbox else 0)
            self.into_inbox = self.into_inbox and not capture.takes_entries(here.at.column)
            if not self.line.value.strip():
                self._take_up()
            self._show_aim()

    # Recording ----------------------------------------------------------------------------------------------

    def take_down(self, typed: str) -> bool:
        """Record a captured line; False, with a sentence, when it was refused."""
        workshop = self.desk.workshop
        try:
            column, keys, parsed = capture.entry_of(
                typed, self._place, workshop.session, workshop.method, workshop.context
            )
            today = self.desk.now().date()
            question = capture.question(parsed, column, workshop.session, workshop.method, today)
            if question and typed != self._asked:
                self._asked = self._told = typed
                self.desk.say(question, error=True)
                return False
            if column.kind == "agency":
                id = keys["id"]
                workshop.do(edits.put(workshop.session, column.kind, id, name=keys.get("name")))
            else:
                id = workshop.capture(column.kind, keys)
        except Refused as refused:
            self._told = typed
            self.desk.say(str(refused), error=True)
            return False
        self._asked = self._told = ""
        self._earlier.setdefault(self._goes_to.id, Earlier()).keep(typed)
        self._drafts.drop(OPEN_LINE)
        self._show_captured(column.kind, id)
        if column is INBOX and not any(entry_list.column is INBOX for entry_list in self._open_lists()):
            self.fresh_in_inbox = True
        if message := "; ".join(parsed.sentences):
            message = _("Recorded, but {reason}; {key:undo} takes it back.").format(reason=message)
        elif self.into_inbox:
            sentence = (
                _("In the inbox: “{text}”. Sorted later: {key:notes}, then {key:status}.")
                if column is INBOX
                else _("Recorded under “{list}”: {text}")
            )
            message = sentence.format(list=_(column.title), text=text.short(parsed.text, 50))
        if message:
            self.desk.say(message)
        else:
            self.post_message(self.Recorded())
        return True

    def _open_lists(self) -> Sequence[EntryList]:
        here = self._lists()
        return here.lists if here else ()

    def _show_captured(self, kind: str, id: str) -> None:
        """Let what was recorded be seen where its list is on the screen, also when a filter would hide it."""
        shown = [entry_list for entry_list in self._open_lists() if entry_list.column.kind == kind]
        if shown and not any(entry_list.reveal(id) for entry_list in shown):
            self._lift_filter()
            for entry_list in shown:
                entry_list.reveal(id)

    # Pasting ------------------------------------------------------------------------------------------------

    def take_paste(self, pasted: str) -> bool:
        """Take a paste that no line took into the line, as nobody may think that it was recorded; False when it is empty."""
        if not text.clean(pasted).strip():
            return False
        if self.desk.may_change():
            here = self._lists()
            self._open(into_inbox=True) if here and here.at.column.singles else self.open_for_list()
            self.line.post_message(events.Paste(pasted))
        return True

    def take_many(self, before: str, pasted: str, after: str) -> None:
        """Show what a paste of several lines would become; with one line in it, or refused, it is text in the line."""
        from ..dialogs.paste import Paste
        from ..dialogs.take_in import TakeIn

        workshop, place, remark = self.desk.workshop, self._place, ""
        if not (before.strip() or after.strip()) and "\t" in pasted:
            from . import ranges

            intake, remark = ranges.read(pasted, place, workshop)
            if intake is not None:
                self.app.push_screen(TakeIn(intake), lambda recorded: self._show_taken(intake.kind, recorded))
                return
        given = capture.pasted_lines(before, pasted, after, place)
        one_line = text.line(f"{before}{pasted}{after}")
        if len(given) > MOST:
            sentence = _("{number} lines are too many at once; paste at most {most} of them.")
            self.desk.say(sentence.format(number=len(given), most=MOST), error=True)
        elif len(given) < 2:
            self._put(one_line)
        else:
            plan = partial(capture.plan, given, place, workshop.session, workshop.method, workshop.context)
            paste = Paste(workshop, plan, self.desk.now, remark)

            def answered(recorded: bool | None) -> None:
                if recorded:
                    self.line.value = ""
                    self._drafts.drop(OPEN_LINE)
                    self._show_recorded(paste.taken)
                elif paste.as_one_line:
                    self._put(one_line)

            self.app.push_screen(TakeIn(paste), answered)

    def _show_taken(self, kind: str, recorded: bool | None) -> None:
        if recorded:
            if entries := self.desk.workshop.session.entries(kind):
                self._show_captured(kind, next(reversed(entries)))
            sentence = _("Recorded: {what}; {key:undo} takes it back.")
            self.desk.say(sentence.format(what=self.desk.workshop.can_undo))

    def _show_recorded(self, planned: Sequence[Planned]) -> None:
        recorded = [line.target.kind for line in planned if line.target is not None]
        for kind in dict.fromkeys(recorded):
            self._show_captured(kind, next(reversed(self.desk.workshop.session.entries(kind))))
        sentence = ngettext(
            "{number} entry recorded; {key:undo} takes it back.",
            "{number} entries recorded; {key:undo} takes all of them back.",
            len(recorded),
        )
        self.desk.say(sentence.format(number=len(recorded)))

    @property
    def explained(self) -> str:
        """What tags the line takes, with an example; "" while it is closed."""
        taker = capture.taker(self._goes_to)
        return explained(taker) if self.is_open else ""

    # What is understood -------------------------------------------------------------------------------------

    def look(self) -> None:
        """Show what is understood of the line as it stands; of an empty one what may stand in it."""
        if not self.is_open or not self.is_mounted:
            return
        if self._told and self.line.value != self._told:  # what was said is about another line
            self._asked = self._told = ""
            self.desk.say("")
        self._hint.look(self.line.value, self._place)
        if self.line.value.strip():
            return
        if self.into_inbox:
            self._hint.say(lists({letter: _(words) for letter, _list, words in INTO}))
        else:
            self._hint.say(signs(capture.taker(self._goes_to), self.app.size.width))

    def offer(self, by: int) -> None:
        """Offer the next of what the tag being typed may become; where none are open, put an earlier line here."""
        earlier = self._earlier.setdefault(self._goes_to.id, Earlier())
        if not earlier.is_shown(self.line.value) and self._hint.offer(by):
            return
        if (recalled := earlier.recall(self.line.value, by)) is not None:
            self._put(recalled)

    def complete(self) -> None:
        """Make of the tag being typed the one that is offered."""
        before = self.line.value
        if completed := self._hint.completed(before, self._place):
            self._put(completed)
            if before == self._asked:
                self.desk.say("")
            self.look()
