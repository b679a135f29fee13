"""A pasted list of participants, shown row by row with what taking it means, and taken in as one step.

Doubtful rows are taken only when they are accepted one by one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option

from ... import text
from ...errors import Refused
from ...facilitation import attendance
from ...facilitation.attendance import Preview, Row, Verdict
from ...i18n import N_, _, ngettext
from ...model.labels import value_label
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets import row_list
from ..widgets.bar import KeyBar
from ..widgets.content import Words, lines, pieces, plain
from .dialog import Dialog

DELAY = 0.2
"""Seconds after the last key until the list is read anew."""
LONGEST = 200_000
"""Characters of a pasted list; more is no list of participants."""

_HEADINGS: tuple[tuple[Verdict, str], ...] = (
    ("doubtful", N_("Doubtful: Space takes a row, else it is left out")),
    ("new", N_("New, are added")),
    ("known", N_("Known, are completed or ticked")),
    ("same", N_("Nothing to do")),
)


class RosterRows(OptionList):
    """What the list says, by what taking it means."""

    BINDINGS = bindings("roster")


class RosterText(TextArea):
    """The list as text; Tab goes to what it means."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert(text.clean(event.text)[:LONGEST])
        self.screen.pasted()  # type: ignore[attr-defined]


class RosterDialog(Dialog[str]):
    """Takes in a list; the answer is what was done, as a sentence, or "" for nothing."""

    BINDINGS = bindings("roster", "cancel")

    def __init__(
        self,
        workshop: Workshop,
        day: str,
        day_said: str,
        ticks: bool,
        now: Callable[[], dt.datetime],
        pasted: str = "",
    ) -> None:
        """`ticks` says whether the people in the list were there on the day, until `t` says otherwise."""
        super().__init__()
        self.workshop = workshop
        self.day = day
        self.day_said = day_said
        self.ticks = ticks
        self.now = now
        self.text = RosterText(
            text.clean(pasted)[:LONGEST], id="roster-text", compact=True, tab_behavior="focus"
        )
        self.rows = RosterRows(id="roster-rows", compact=True)
        self.shown = Preview((), ())
        self.accepted: set[int] = set()
        self._by_id: dict[str, Row] = {}
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Words(_("Take in a list of participants"), classes="title")
            yield self.text
            yield Words(id="roster-said")
            yield self.rows
            yield Words(classes="fault")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.read()
        (self.rows if self.shown.rows else self.text).focus()

    def pasted(self) -> None:
        """Read what was pasted, and go on to what it means."""
        self.read()
        if self.shown.rows:
            self.rows.focus()

    def on_text_area_changed(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DELAY, self.read)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget is self.rows:
            self.read()
        # The text gives way to what it means: there may be telephone numbers in it, and the wall shows this.
        self.text.display = event.widget is self.text or not self.shown.rows

    def read(self) -> None:
        """Show what taking the text in would do."""
        if self._timer is not None:
            self._timer.stop()
        now = attendance.preview(self.workshop.session, self.text.text, self.day if self.ticks else "")
        if now != self.shown or not self.rows.option_count:
            self.accepted.clear()
            self.shown = now
            self._show()

    def _show(self) -> None:
        counts = [
            ngettext("{n} new", "{n} new", self.shown.count("new")).format(n=self.shown.count("new")),
            ngettext("{n} known", "{n} known", self.shown.count("known")).format(n=self.shown.count("known")),
            ngettext("{n} with nothing to do", "{n} with nothing to do", self.shown.count("same")).format(n=self.shown.count("same")),
            ngettext("{n} doubtful", "{n} doubtful", self.shown.count("doubtful")).format(n=self.shown.count("doubtful")),
        ]  # fmt: skip
        ticked = (
            _("All of them are ticked as present: {day}.")
            if self.ticks
            else _("Nobody is ticked as present ({day}).")
        ).format(day=self.day_said)
        head = (
            ", ".join(counts)
            if self.shown.rows
            else _("Paste the list here; copied from Excel, Word or a message.")
        )
        self.query_one("#roster-said", Words).show(
            lines([plain(head, "bold"), pieces(ticked, ("  (t)", "dim"))])
        )
        place = self.rows.highlighted
        self.rows.set_options(self._options())
        enabled = [number for number, one in enumerate(self.rows.options) if not one.disabled]
        if enabled:
            self.rows.highlighted = place if place in enabled else enabled[0]
        self.query_one(".fault", Words).show("")

    def _options(self) -> list[Option]:
        self._by_id = {str(row.line): row for row in self.shown.rows}
        options = [Option(plain(f"! {text.line(one)}"), disabled=True) for one in self.shown.told]
        for verdict, heading in _HEADINGS:
            rows = [row for row in self.shown.rows if row.verdict == verdict]
            if rows:
                title = pieces((_(heading), "bold underline"), (f"  {len(rows)}", "bold"))
                options.append(Option(title, disabled=True))
                options += [Option(self._row(row), id=str(row.line)) for row in rows]
        return options

    def _row(self, row: Row) -> Content:
        mark = ""
        if row.verdict == "doubtful" and row.name:
            mark = "[x] " if row.line in self.accepted else "[ ] "
        role = value_label(row.role) if row.role else ""
        facts = " · ".join(filter(None, (row.agency, role)))
        why = "; ".join(row.told)
        return pieces(
            (f"{row.line:>4}  ", "dim"),
            (mark, "bold"),
            row.name or "–",
            (f"  {facts}", "bold"),
            (f"  {why}" if why else "", "italic"),
        )

    # Keys ---------------------------------------------------------------------------------------------------

    async def on_click(self, event: events.Click) -> None:
        await row_list.clicked(self, event)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()  # a click only moves the cursor

    def action_accept(self) -> None:
        """Take the doubtful row under the cursor after all, or leave it out."""
        option = self.rows.highlighted_option
        row = self._by_id.get(option.id or "") if option else None
        if row is None or row.verdict != "doubtful" or not row.name:
            self.query_one(".fault", Words).show(_("Only doubtful rows with a name are accepted one by one."))
            return
        self.accepted ^= {row.line}
        self.rows.replace_option_prompt(str(row.line), self._row(row))

    def action_ticking(self) -> None:
        """Tick the people in the list as present, or not."""
        kept = {self._by_id[str(line)].name for line in self.accepted}
        self.ticks = not self.ticks
        self.read()
        self.accepted = {
            row.line for row in self.shown.rows if row.verdict == "doubtful" and row.name in kept
        }
        self._show()

    def action_text(self) -> None:
        """To the text of the list."""
        self.text.display = True
        self.text.focus()

    def action_take_in(self) -> None:
        """Record what is shown; when the session changed meanwhile, show it again first."""
        shown = self.shown
        self.read()
        if self.shown != shown:
            self.query_one(".fault", Words).show(
                _("This changed meanwhile: Enter once more records what is shown now.")
            )
            return
        edit = attendance.take_in(self.workshop.session, shown, self.now(), self.accepted)
        try:
            self.workshop.do(edit)
        except Refused as refused:
            self.query_one(".fault", Words).show(str(refused))
            return
        if edit is None:
            self.query_one(".fault", Words).show(_("There is nothing to take in; Esc leaves."))
            return
        self.dismiss(_("Taken in: {what}; ctrl+z takes it back.").format(what=self.workshop.can_undo))

    def action_leave(self) -> None:
        """Leave without recording."""
        self.dismiss("")
