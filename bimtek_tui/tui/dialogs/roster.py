"""What a pasted list of participants says; space leaves a row out, doubtful ones are taken only when it takes them in."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from textual import events
from textual.content import Content
from textual.timer import Timer
from textual.widgets import TextArea

from ... import text
from ...errors import Refused
from ...facilitation import attendance
from ...facilitation.incoming import Incoming, Preview, Verdict
from ...i18n import N_, _, ngettext
from ...model.edits import Edit
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..desk import Now
from ..widgets.content import button, lines, pieces, plain
from ..widgets.row_list import Row
from .questions import each_meant, unlisted_words
from .take_in import Intake

DELAY = 0.2
"""Seconds after the last key until the list is read anew."""
LONGEST = 200_000
"""Characters of a pasted list; more is no list of participants."""

_HEADINGS: tuple[tuple[Verdict, str], ...] = (
    ("doubtful", N_("Doubtful: {key:accept} takes a row, else it is left out")),
    ("new", N_("New, are added")),
    ("changed", N_("Known, are completed or ticked")),
    ("same", N_("Nothing to do")),
)


class RosterText(TextArea):
    """The list as text; Tab goes to what it means."""

    BINDINGS = bindings("roster", "cancel")

    def __init__(self, roster: Roster, pasted: str) -> None:
        super().__init__(text.clean(pasted)[:LONGEST], id="roster-text", compact=True, tab_behavior="focus")
        self._roster = roster
        self._timer: Timer | None = None

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert(text.clean(event.text)[:LONGEST])
        self._roster.read()
        if self._roster.preview.rows:
            self._roster.focus()

    def on_text_area_changed(self) -> None:
        self.stop_waiting()
        self._timer = self.set_timer(DELAY, self._roster.read)

    def stop_waiting(self) -> None:
        """Read no more by itself what was typed so far."""
        if self._timer is not None:
            self._timer.stop()


class Roster(Intake):
    """The people of a list, by what taking it means."""

    BINDINGS = bindings("roster")
    place = "roster"
    nothing = N_("There is nothing to take in; {key:cancel} leaves.")

    def __init__(
        self, workshop: Workshop, day: str, day_said: str, ticks: bool, now: Now, pasted: str = ""
    ) -> None:
        """`ticks` says whether the people in the list were there on the day, until `t` says otherwise."""
        super().__init__(workshop)
        self.day = day
        self.day_said = day_said
        self.ticks = ticks
        self.now = now
        self.above = self.text = RosterText(self, pasted)
        self.preview = Preview("participant", (), ())
        self.agencies: dict[str, str] = {}
        self.accepted: set[int] = set()
        self.left_out: set[int] = set()

    def start(self) -> None:
        self.show()
        self.read()
        (self if self.preview.rows else self.text).focus()

    def on_focus(self) -> None:
        self.read()
        # The text gives way to what it means: there may be telephone numbers in it, and the wall shows this.
        self.text.display = not self.preview.rows

    def read(self) -> None:
        """Show what taking the text in would do."""
        self.text.stop_waiting()
        day = self.day if self.ticks else ""
        now = attendance.preview(self.workshop.session, self.text.text, day, self.agencies)
        if now != self.preview:
            self.accepted.clear()
            self.left_out.clear()
            self.preview = now
            self.show()

    def heading(self) -> tuple[str, Content]:
        count = self.preview.count
        counts = [
            ngettext("{n} new", "{n} new", count("new")).format(n=count("new")),
            ngettext("{n} known", "{n} known", count("changed")).format(n=count("changed")),
            ngettext("{n} with nothing to do", "{n} with nothing to do", count("same")).format(n=count("same")),
            ngettext("{n} doubtful", "{n} doubtful", count("doubtful")).format(n=count("doubtful")),
        ]  # fmt: skip
        ticked = (
            _("All of them are ticked as present: {day}.")
            if self.ticks
            else _("Nobody is ticked as present ({day}).")
        ).format(day=self.day_said)
        head = (
            ", ".join(counts)
            if self.preview.rows
            else _("Paste the list here; copied from Excel, Word or a message.")
        )
        return _("Take in a list of participants"), lines(
            [plain(head, "bold"), pieces(ticked, "  ") + button("(t)", "screen.intake('ticking')")]
        )

    def entries(self) -> Iterator[Row]:
        sentences = self.preview.sentences
        if self.preview.unlisted:
            sentences = (unlisted_words(len(self.preview.unlisted)), *sentences)
        yield from (Row("", plain(f"! {text.line(sentence)}")) for sentence in sentences)
        for verdict, heading in _HEADINGS:
            rows = [row for row in self.preview.rows if row.verdict == verdict]
            if rows:
                yield Row("", pieces((_(heading), "bold underline"), (f"  {len(rows)}", "bold")))
                yield from (Row(str(row.number), self._row(row)) for row in rows)

    def _row(self, row: Incoming) -> Content:
        mark = ""
        if row.verdict == "doubtful" and row.name:
            mark = "[x] " if row.number in self.accepted else "[ ] "
        if row.number in self.left_out:
            return pieces((f"{row.number:>4}  ", "dim"), ("– ", "bold"), (row.name, "strike dim"))
        why = "; ".join(row.sentences)
        return pieces(
            (f"{row.number:>4}  ", "dim"),
            (mark, "bold"),
            row.name or "–",
            (f"  {row.beside}", "bold"),
            (f"  {why}" if why else "", "italic"),
        )

    # Keys ---------------------------------------------------------------------------------------------------

    def action_accept(self) -> None:
        """Leave the row under the cursor out, or take it in again; a doubtful one is out until it is taken in."""
        row = next((row for row in self.preview.rows if row.number == self.at), None)
        if row is None or row.verdict not in ("new", "changed", "doubtful") or not row.name:
            self.message.show(_("There is nothing in this row that could be taken in."))
            return
        turned = self.accepted if row.verdict == "doubtful" else self.left_out
        turned ^= {row.number}
        self.show()

    def action_agencies(self) -> None:
        """Ask about each agency in the list of people that is in no list."""
        each_meant(self.screen, self.workshop, self.preview.unlisted, self._meant, self._read_on)

    def _meant(self, name: str, agency: str) -> None:
        if agency != name:
            self.agencies[name] = agency

    def action_ticking(self) -> None:
        """Tick the people in the list as present, or not."""
        self.ticks = not self.ticks
        self._read_on()

    def _read_on(self) -> None:
        """Read the same text in another light: what was accepted and left out stays so."""
        kept = {row.name for row in self.preview.rows if row.number in self.accepted}
        out = set(self.left_out)
        self.read()
        self.left_out = out
        self.accepted = {
            row.number for row in self.preview.rows if row.verdict == "doubtful" and row.name in kept
        }
        self.show()

    def action_text(self) -> None:
        """To the text of the list."""
        self.text.display = True
        self.text.focus()

    def edit(self) -> Edit | None:
        preview = self.preview
        self.read()
        if self.preview != preview:
            raise Refused(_("This changed meanwhile: {key:take-in} once more records what is shown now."))
        rows = tuple(row for row in preview.rows if row.number not in self.left_out)
        return attendance.take_in(
            self.workshop.session, replace(preview, rows=rows), self.now(), self.accepted
        )
