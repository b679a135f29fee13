"""What every panel of a session can, and what panels ask of the screen around them: messages that go up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from ... import text
from ...i18n import N_, _
from ...model import kinds
from ...model.ids import EntryRef
from ...workshop.workshop import Changed, Context, Workshop
from ..desk import Desk
from ..registry import PANELS
from ..widgets.content import plain
from ..widgets.line import RepeatedLine
from . import withdrawal

if TYPE_CHECKING:
    from ..entries.entry_list import EntryLists
    from ..widgets.markdown_view import Preview

WALL_WIDTH = 60
"""Columns of what is shown to the room; letters may be enlarged until the terminal has no more than these."""


@dataclass
class GoTo(Message):
    """An entry is to be shown in the panel where it stands, with the cursor on it."""

    kind: str
    id: str


@dataclass
class GoToItem(Message):
    """An item of the checklist is to be dealt with: the panel where it is done opens, or where only a tick is due, its own."""

    id: str


@dataclass
class OpenPanel(Message):
    """Another panel is to be opened, by its id in the registry; `sentence` is said once it is."""

    name: str
    sentence: str = ""


@dataclass
class CaptureFor(Message):
    """What is captured from now on is for these."""

    context: Context


@dataclass
class LayOver(Message):
    """A panel of the moment is to be shown over this one, such as a grid."""

    panel: Panel


@dataclass
class Uncover(Message):
    """The panel of the moment is to go; below it the cursor goes to this entry."""

    selected: EntryRef | None = None


class Panel(Vertical):
    """A panel of a session: it shows what the workshop holds, and owns the keys and actions that work in it.

    Its widget id is ``panel-`` and its name. A subclass overrides what it shows otherwise than said here.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()
    """Kinds of entries that the panel shows anew when one of them changes; none: whatever changes."""

    pictures_first: ClassVar[bool] = False
    """Whether the wall begins with its pictures, not with the list that keys go to."""

    stays_on_wall: ClassVar[bool] = False
    """Whether it stays below a picture on the wall, where what is entered in it is what the picture shows."""

    lists_programs = False
    """Whether programs are listed here, so that what compares them has a key."""

    takes_figures = False
    """Whether figures are typed into it as it stands: the numbers of a question that opens by itself would take them."""

    def __init__(self, desk: Desk, name: str, classes: str | None = None) -> None:
        super().__init__(id=f"panel-{name}", name=name, classes=classes)
        self.desk = desk
        self.wanted = ""
        self.withdrawn_last: EntryRef | None = None
        """What was withdrawn here last: once withdrawn entries are shown, the cursor is on it to restore it."""
        self._key_words: dict[str, str] = {}

    @property
    def workshop(self) -> Workshop:
        """The open session."""
        return self.desk.workshop

    @property
    def selected(self) -> EntryRef | None:
        """Kind and id of the entry that keys work on; None where none stands here."""
        return None

    @property
    def entry_lists(self) -> EntryLists | None:
        """The lists of entries, where the panel is made of such."""
        return None

    @property
    def book(self) -> Preview | None:
        """The piece of a book that the panel itself shows."""
        return None

    def show_stage(self, stage_id: str) -> None:
        """The panel is opened while this stage is shown; most panels look the same in all of them."""

    def before_leaving(self) -> None:
        """Another panel is about to be shown: what stands half typed is recorded or dropped."""

    def show_time(self) -> None:
        """Show what the passing of time changes, a second later."""

    def take_focus(self) -> None:
        """Put the cursor where it was here last."""
        raise NotImplementedError

    def refill(self) -> None:
        """Show everything anew, with the cursor where it was."""

    def changed(self, changed: Changed) -> None:
        """Take in what an edit touched (None: anything)."""
        if changed is None or not self.kinds or any(kind in self.kinds for kind, _id in changed):
            self.refill()

    def missed(self, changed: Changed) -> None:
        """An edit touched something while this panel was not seen; `catch_up` comes before it is seen again."""

    def catch_up(self) -> None:
        """Take in what was changed while this panel was not seen."""
        self.refill()

    def filter(self, words: str) -> None:
        """Show only what has these words."""
        self.wanted = words
        self.refill()

    @property
    def filter_subtitle(self) -> Content | None:
        """The filter as it stands in the frame of a list; None without one."""
        return plain(_("filter: {words}").format(words=self.wanted)) if self.wanted else None

    def filter_in_words(self) -> str:
        """What is shown while a filter is on."""
        return f"“{text.short(self.wanted, 60)}”"

    def show_withdrawn(self, shown: bool) -> None:
        """Show or hide what was withdrawn, where that has a place."""

    def hide_votes(self) -> None:
        """Show no votes that are hidden now, as a voting is open."""

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on an entry; False when it does not stand here."""
        return False

    # On the wall --------------------------------------------------------------------------------------------

    def wall_lists(self) -> list[OptionList]:
        """The lists that can be shown to the room; none where the panel is not for it."""
        return []

    @property
    def pictures(self) -> tuple[str, ...]:
        """The pictures for the room, by the names of their makers."""
        return PANELS[self.name].pictures if self.name in PANELS else ()

    @property
    def first_pictures(self) -> tuple[str, ...]:
        """Those with which the wall begins, where there are data for one; none where it begins with a list."""
        return self.pictures if self.pictures_first else ()

    @property
    def aimed(self) -> OptionList | None:
        """The list that keys go to, where there are several."""
        return None

    def enlarge(self, shown: OptionList, on: bool) -> None:
        """Let one of the lists for the wall have its rows in large lines and be the one that keys go to, or as usual."""

    def step_back(self) -> bool:
        """Take back the last thing that Esc takes back here, such as marks; False when there is none."""
        return False

    # What keys do --------------------------------------------------------------------------------------------

    def key_words(self) -> dict[str, str]:
        """What actions are called where the cursor is, by id, unless that is their usual name; "" for none to be offered."""
        selected = self.selected
        if selected is None or selected[0] not in kinds.kinds():
            return {}
        if selected[0] == "agency":
            return {"withdraw": N_("Remove")}
        withdrawn = getattr(self.workshop.session.find(*selected), "withdrawn", None)
        return {} if withdrawn is None else {"withdraw": N_("Restore")}

    @on(OptionList.OptionHighlighted)
    def follow_key_words(self) -> None:
        """Let the line of keys say what they do now, where that is something else than before."""
        words = self.key_words()
        if words != self._key_words:
            self._key_words = words
            self.refresh_bindings()

    def action_cursor_down(self) -> None:
        """Go to the row below."""
        if isinstance(self.screen.focused, OptionList):
            self.screen.focused.action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go to the row above."""
        if isinstance(self.screen.focused, OptionList):
            self.screen.focused.action_cursor_up()

    # What keys do to the entry under the cursor ----------------------------------------------------------------

    def entry_here(self) -> EntryRef | None:
        """The entry under the cursor, as `selected`; why there is none that can be changed is said."""
        selected = self.selected
        if selected is None:
            self.desk.say(_("There is no entry under the cursor."))
        elif selected[0] not in kinds.kinds():
            self.desk.say(_("This is wrong in the text of the file; mend it there in an editor."))
            return None
        return selected

    def keep_drafts(self) -> None:
        """Keep what stands in the lines of this panel and is not recorded."""
        drafts = self.workshop.drafts
        for line in self.query(RepeatedLine):
            if line.place:
                typed = "" if line.value == line.given else line.value
                drafts.put(line.place, line.where, {"": typed}, of=line.of)

    def on_repeated_line_recorded(self) -> None:
        self.keep_drafts()

    def open_line(
        self, line: RepeatedLine, place: str, where: str, given: str = "", of: EntryRef | None = None
    ) -> None:
        """Let a line be typed for something, from what waits there, which is said, else from what is `given`."""
        self.keep_drafts()
        line.place, line.where, line.given, line.of = place, where, given, of
        line.value = self.desk.take_up(place) or given
        line.cursor_position = 0 if line.value == given else len(line.value)
        line.focus()

    def close_line(self, line: RepeatedLine) -> None:
        """What stands in a line waits for the next time."""
        self.keep_drafts()
        line.place = line.value = ""

    def action_edit(self) -> None:
        """Open the form of the entry under the cursor."""
        if entry := self.entry_here():
            self.open_form(*entry)

    def open_form(self, kind: str, id: str, key: str = "", given: Mapping[str, Any] | None = None) -> None:
        """Open the form of an entry, at the field of this key, with what is given; that it was recorded is said."""
        if not self.desk.may_change():
            return
        from ..dialogs.entry_form import EntryForm

        def edited(recorded: bool | None) -> None:
            if recorded:
                self.desk.say(_("Recorded; {key:undo} takes it back."))

        self.app.push_screen(EntryForm(self.workshop, kind, id, key, given), edited)

    def action_editor(self) -> None:
        """Write the text of the entry under the cursor in the person's own editor."""
        if entry := self.entry_here():
            from ..dialogs import external_editor

            external_editor.rewrite(self.app, self.desk, *entry)

    def action_withdraw(self) -> None:
        """Ask for a reason and withdraw the entry under the cursor, or restore a withdrawn one."""
        if selected := self.entry_here():
            withdrawal.ask(self.app, self.desk, selected, partial(setattr, self, "withdrawn_last"))

    def reveal_withdrawn(self, shown: bool) -> None:
        """Withdrawn entries are `shown` now, or hidden: put the cursor on what was withdrawn here last."""
        last, self.withdrawn_last = self.withdrawn_last, None
        entry = self.workshop.session.find(*last) if last and shown else None
        if last and getattr(entry, "withdrawn", None) is not None:
            self.reveal(*last)

    # Programs that are nearly the same ---------------------------------------------------------------------------

    def action_overlaps(self) -> None:
        """Show programs that are nearly the same side by side; the palette does so from any panel."""
        from ..dialogs.overlaps import Overlaps

        def go(target: EntryRef | None) -> None:
            if target is not None:
                self.post_message(GoTo(*target))

        self.app.push_screen(Overlaps(self.workshop, self.desk.passed_over), go)
