"""The inbox: lines that nobody has sorted yet, and sorting them with one key each."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from ... import text
from ...errors import Refused
from ...facilitation import bulk_edits
from ...i18n import _, ngettext
from ..actions import bindings
from ..desk import Desk
from ..entries.entry_list import EntryList
from ..entries.inbox import INTO, SORTED_INTO, unsorted
from ..widgets.bar import Bar, Part, key_part
from ..widgets.content import Words, pieces, plain
from .dialog import Dialog


class Sorting(Dialog[None]):
    """The menu of letters below the list; each sorts the note under the cursor, or all that are marked, and goes on."""

    BINDINGS = bindings("sorting")

    def __init__(self, desk: Desk, inbox: EntryList) -> None:
        super().__init__()
        self.desk = desk
        self.workshop = desk.workshop
        self.inbox = inbox
        self.done = ""
        self.bar = Bar("sorting-keys")

    def compose(self) -> ComposeResult:
        with Vertical(id="sorting"):
            yield Words(id="sorting-note")
            yield self.bar

    def on_mount(self) -> None:
        self._show_menu()
        self._show()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_menu)

    # What is shown ------------------------------------------------------------------------------------------

    def _show_menu(self) -> None:
        parts: list[Part] = [key_part(letter, _(words), f"sort('{letter}')") for letter, _list, words in INTO]
        parts += [key_part("↑", "", "move(-1)"), key_part("↓", "", "move(1)")]
        parts.append(key_part(_("Esc"), _("ends"), "leave"))
        self.bar.show(parts, room=self.app.size.width)

    def _show(self) -> None:
        """Show which note is sorted, and what became of the last one."""
        notes = self.workshop.session.note
        marked = self.marked()
        if marked:
            words = ngettext("{number} marked note", "{number} marked notes", len(marked)).format(
                number=len(marked)
            )
        else:
            words = text.short(notes[self.at].text, 200) if self.at else ""
        left = len(unsorted(self.workshop, list(notes)))
        inbox = _("Inbox")
        shown = pieces((f" {inbox} {left} ▸ ", "bold"), (words, "bold"))
        if self.done:
            shown = pieces((f" ✓ {self.done} ", "bold $text-success"), " ") + shown
        self.query_one("#sorting-note", Words).show(shown)

    # What is sorted -----------------------------------------------------------------------------------------

    @property
    def at(self) -> str:
        """The id of the note under the cursor, or ""."""
        selected = self.inbox.selected
        return next(iter(unsorted(self.workshop, [selected[1]] if selected else [])), "")

    def marked(self) -> list[str]:
        """The ids of the notes that are marked, where there are any."""
        return unsorted(self.workshop, self.inbox.marked_ids())

    def action_sort(self, letter: str) -> None:
        """Make of the note what the letter says, as one step, and go to the next."""
        column, workshop = SORTED_INTO[letter], self.workshop
        ids = self.marked() or [self.at]
        if not ids[0]:
            return
        listed = list(self.inbox.ids)
        later = listed[listed.index(ids[0]) + 1 :] if ids[0] in listed else []
        try:
            workshop.do(
                bulk_edits.sort_out(
                    workshop.session, ids, column.kind, column.preset, self.desk.now(), workshop.method
                )
            )
        except Refused as refused:
            self.done = ""
            self.query_one("#sorting-note", Words).show(plain(f" {refused}", "bold $text-error"))
            return
        self.done = _(column.title)
        self._go_on([*unsorted(workshop, later), *unsorted(workshop, listed)])

    def _go_on(self, left: Sequence[str]) -> None:
        if not left:
            self.dismiss(None)
            self.desk.say(_("The inbox is sorted; {key:undo} takes the last one back."))
            return
        self.inbox.reveal(left[0])
        self._show()

    def action_move(self, by: int) -> None:
        """Go to another note without sorting this one."""
        if by > 0:
            self.inbox.action_cursor_down()
        else:
            self.inbox.action_cursor_up()
        self._show()

    def action_undo(self) -> None:
        """Take the last one back, and put the cursor on it: the right letter comes next."""
        workshop = self.workshop
        before = unsorted(workshop, list(workshop.session.note))
        self.desk.undo(following=True)
        self.done = ""
        back = [id for id in unsorted(workshop, list(workshop.session.note)) if id not in before]
        if back:
            self.inbox.reveal(back[0])
        self._show()
