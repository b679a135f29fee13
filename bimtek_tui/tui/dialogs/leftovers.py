"""The review at the end of a stage: what nobody has sorted, what is parked, who does what by when, what was decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ... import text
from ...analysis.closing import closing
from ...errors import Refused
from ...facilitation import tags
from ...i18n import N_, _, ngettext
from ...model import edits, values
from ...model.entries import counting
from ...model.ids import EntryRef
from ...model.kinds import kinds
from ...model.labels import day
from ...model.method import wording
from ...model.workshop_entries import Note
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..desk import Desk, Now, now
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces
from ..widgets.row_list import Row, RowList
from .dialog import Dialog

_WHO_AND_WHEN = re.compile(r"\s*(?:@(?P<owner>[^+]*))?(?:\+(?P<due>.*))?")

_SECTIONS = {
    "inbox": N_("Inbox, not sorted yet"),
    "parking": N_("Parking lot"),
    "action": N_("Action items that are open"),
    "decision": N_("Decisions, to read out"),
}


class LeftoverRows(RowList):
    """The notes of a stage that are gone through."""

    BINDINGS = bindings("leftovers")


class Leftovers(Dialog[EntryRef | None]):
    """Goes through the notes of a stage; the answer is the entry to go to, or None."""

    BINDINGS = bindings("leftovers", "back")

    def __init__(self, workshop: Workshop, stage_id: str, now: Now = now) -> None:
        super().__init__()
        self.workshop = workshop
        self.desk = Desk(workshop, self._say, now)
        self.stage_id = stage_id
        self.rows = LeftoverRows("leftovers")

    def compose(self) -> ComposeResult:
        stage = self.workshop.method.stages.get(self.stage_id)
        title = _("What is left of {stage}").format(stage=wording(stage) if stage else self.stage_id)
        with Vertical(classes="dialog tall"):
            yield Words(title, classes="title")
            yield Words(id="leftovers-said")
            yield self.rows
            yield Words(classes="fault")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.refill()
        self.rows.focus()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        self.refill()  # a form was open

    def refill(self) -> None:
        """Show what is left now."""
        notes = left(self.workshop, self.stage_id)
        self.rows.fill(self._listed(notes))
        waiting = sum(len(of_kind) for kind, of_kind in notes.items() if kind != "decision")
        sentence = ngettext("{n} note is still waiting.", "{n} notes are still waiting.", waiting).format(
            n=waiting
        )
        self.query_one("#leftovers-said", Words).show(
            sentence if waiting else _("Nothing is waiting any more.")
        )

    def _listed(self, notes: dict[str, list[Note]]) -> Iterator[Row]:
        for kind, of_kind in notes.items():
            count = str(len(of_kind)) if of_kind else _("none")
            yield Row("", pieces((_(_SECTIONS[kind]), "bold underline"), (f"  {count}", "bold")))
            yield from (Row(f"note:{note.id}", self._row(note)) for note in of_kind)

    def _row(self, note: Note) -> Content:
        facts: list[tuple[str, str] | str] = []
        if note.kind == "action":
            owner = note.owner or _("no owner")
            due = day(note.due) if note.due else _("no date")
            late = _("late") if note.due and note.due < self.desk.now().date() else ""
            facts = [
                (f"  {owner}", "dim" if note.owner else "bold reverse"),
                "  ",
                (due, "dim" if note.due else "bold reverse"),
                (f"  {late}", "bold"),
            ]
        mark = "✓" if note.closed else "•" if note.kind == "decision" else "○"
        return pieces((f"{mark} ", "bold"), note.text, *facts)

    # Keys ---------------------------------------------------------------------------------------------------

    def _note(self) -> Note | None:
        selected = self.rows.selected
        return self.workshop.session.note.get(selected[1]) if selected else None

    def _do(self, edit: edits.Edit | None, sentence: str = "") -> None:
        self.desk.do(edit, sentence, unchanged=sentence)
        self.refill()

    def _say(self, sentence: str, error: bool = False) -> None:
        self.query_one(".fault", Words).show(sentence)

    def action_close_note(self) -> None:
        """Close the note under the cursor, or open it again."""
        if note := self._note():
            closed = None if note.closed else self.desk.now().date()
            self._do(
                edits.revise(note, closed=closed), _("Done; {key:undo} brings it back.") if closed else ""
            )

    def action_to_action(self) -> None:
        """Make an action item of the note; a decision stays, and gets one beside it."""
        note = self._note()
        if note is None or note.kind == "action":
            self._say(
                _("This is an action item already; {key:who-and-when} says who and when.") if note else ""
            )
        elif note.kind == "decision":
            keys = {"kind": "action", "text": note.text, "stage": note.stage or self.stage_id}
            self._do(
                edits.capture(self.workshop.session, "note", keys, self.desk.now()),
                _(
                    "The decision stays; its action item stands among the open ones: {key:who-and-when} says who and when."
                ),
            )
        else:
            self._do(
                edits.revise(note, kind="action"),
                _("Now an action item: {key:who-and-when} says who and when."),
            )
            self.rows.focus()

    def action_who_and_when(self) -> None:
        """Ask for owner and date in one line."""
        note = self._note()
        if note is None or note.kind != "action":
            self._say(_("Only an action item has an owner and a date; {key:action-item} makes one of this."))
            return
        from .ask import Ask

        given = [f"@{note.owner}" if note.owner else "", f"+{day(note.due)}" if note.due else ""]
        sentence = _(
            "Owner and date, each with its sign: @DISKOMINFO +13 Juni 2026. Enter records, {key:back} leaves it."
        )
        self.app.push_screen(
            Ask(note.text, sentence, " ".join(filter(None, given)), self._read),
            lambda keys: self._do(edits.revise(note, **keys)) if keys is not None else None,
        )

    def _read(self, typed: str) -> dict[str, Any]:
        """Owner and date from a line of both; an owner may be anybody. What is left out is taken away."""
        match = _WHO_AND_WHEN.fullmatch(typed)
        if match is None:
            raise Refused(_("not understood; write it with its signs, as in @DISKOMINFO +13 Juni 2026"))
        known = tags.parse(f"x {typed}", self.workshop.session, self.workshop.method, "action")
        why = [doubt.why for doubt in known.doubts if doubt.why]
        if match["due"] and why:
            raise Refused(why[0])
        # a tag may know more than the bare words: 13 Juni has the year of the workshop
        due = known.keys.get("due") or values.read(kinds()["note"].keys["due"], match["due"] or "")
        return {"owner": known.keys.get("owner") or text.line(match["owner"] or ""), "due": due}

    def action_edit_note(self) -> None:
        """Open the form of the note."""
        note = self._note()
        if note is None or not self.desk.may_change():
            return
        from .entry_form import EntryForm

        self.app.push_screen(EntryForm(self.workshop, "note", note.id))

    def action_undo_note(self) -> None:
        """Take the last change back."""
        self.desk.undo()
        self.refill()

    def action_go_there(self) -> None:
        """Leave, and go to the note."""
        if note := self._note():
            self.dismiss(EntryRef("note", note.id))


def left(workshop: Workshop, stage_id: str) -> dict[str, list[Note]]:
    """The notes of a stage that are gone through at its end, by kind; actions of all stages that are open."""
    remaining = closing(workshop.session, workshop.method, stage_id)
    return {
        "inbox": list(remaining.unsorted),
        "parking": list(remaining.parked),
        "action": [
            note for note in counting(workshop.session.note) if note.kind == "action" and not note.closed
        ],
        "decision": list(remaining.decisions),
    }
