"""One field for several entries at once: typed as ``field: value`` or as a tag, and said before it is recorded."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList

from ...errors import Refused
from ...exchange.assignments import Assigning, Assignment
from ...i18n import _
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces, plain
from ..widgets.line import Completion, Line
from ..widgets.row_list import Row, RowList
from .dialog import Dialog

MOST = 100
"""So many fields or values are offered at once."""


class SetValues(Dialog[Assignment | None]):
    """Asks which field of all these entries gets which value; the sentence below says what would become what."""

    BINDINGS = bindings("set-values")

    def __init__(self, title: str, assigning: Assigning) -> None:
        super().__init__()
        self.heading = title
        self.assigning = assigning
        self.line = Line(id="set", suggester=Completion(self._completed), compact=True)
        self.list = RowList("offers")
        self._chosen = False  # whether the cursor was put on an offer since the last letter
        self._doubted = ""  # the line whose doubts were said, and that is recorded when it is meant once more
        self.place = f"set:{title}"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice"):
            yield Words(self.heading, classes="title")
            yield Words(
                _("A field and its value, or a tag; what is shown in grey is taken by Enter and Tab.")
            )
            yield self.line
            yield Words(id="set-preview")
            yield self.list
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.list.can_focus = False
        self._offer()
        self.line.focus()

    def _completed(self, typed: str) -> str:
        offers = self.assigning.offers(typed) if typed.strip() and typed.rstrip()[-1] != ":" else []
        begun = [offer.line for offer in offers if offer.line.casefold().startswith(typed.casefold())]
        whole = typed.strip().casefold() in (line.strip().casefold() for line in begun)
        return typed + begun[0][len(typed) :] if begun and not whole else ""

    # What is shown ------------------------------------------------------------------------------------------

    def _offer(self) -> None:
        self._chosen = False
        self.list.highlighted = None
        self.list.fill(
            Row(
                offer.line,
                pieces((offer.line, "bold"), (f"  {offer.meaning}" if offer.meaning else "", "dim")),
            )
            for offer in self.assigning.offers(self.line.value)[:MOST]
        )
        self._preview()

    @property
    def wanted(self) -> str:
        """What Enter would record now: what the cursor was put on, else the line with its grey letters."""
        row = self.list.row if self._chosen else None
        return row.id if row else self.line.completed or self.line.value

    def _preview(self) -> None:
        """Say what would become what, or why this can't be recorded."""
        shown = self.query_one("#set-preview", Words)
        if not self.wanted.strip() or self.wanted.endswith(": "):
            shown.show("")
            return
        try:
            shown.show(plain(self.assigning.preview(self.assigning.read(self.wanted)), "bold"))
        except Refused as refused:
            shown.show(plain(str(refused), "bold $text-error"))

    # Keys ---------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        self._offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.action_save()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(self.list.rows[event.option_index].id)

    def _take(self, line: str) -> None:
        """Put an offer into the line."""
        self.line.value = line
        self.line.cursor_position = len(line)
        self.line.focus()

    def action_move(self, by: int) -> None:
        """To the next or previous offer."""
        if self._chosen:
            (self.list.action_cursor_down if by > 0 else self.list.action_cursor_up)()
        self._chosen = True
        self._preview()

    def action_save(self) -> None:
        """Record it; a field without a value waits for one, and what is not understood is said."""
        wanted = self.wanted
        if wanted.endswith(": ") and wanted != self.line.value:
            self._take(wanted)
            return
        try:
            assignment = self.assigning.read(wanted)
        except Refused as refused:
            self.query_one("#set-preview", Words).show(plain(str(refused), "bold $text-error"))
            return
        if assignment.sentences and wanted != self._doubted:
            self._doubted = wanted
            doubts = _("{why} – Enter once more takes it all the same.").format(
                why=" ".join(assignment.sentences)
            )
            self.query_one("#set-preview", Words).show(plain(doubts, "bold $text-warning"))
            return
        self.dismiss(assignment)
