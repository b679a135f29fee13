"""What a table would bring, row by row, with everything that is wrong in it, and taking it in as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ... import text
from ...errors import Refused
from ...exchange import importing, previews
from ...exchange.importing import Plan
from ...exchange.tables import RawTable
from ...i18n import _, ngettext
from ...model.kinds import KIND_WORDS
from ...model.labels import capital
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces, plain
from .dialog import Dialog

MOST = 500
"""So many rows of a preview are shown; what is wrong stands first."""


class TableRows(OptionList):
    """What a table would bring, one row each."""

    BINDINGS = bindings("table")


class TakeTable(Dialog[bool]):
    """Shows what a table would bring; the result says whether something was recorded."""

    def __init__(self, workshop: Workshop, table: RawTable, kind: str) -> None:
        super().__init__()
        self.workshop = workshop
        self.table = table
        self.kind = kind
        self.plan: Plan | None = None
        self.shown: list[tuple[str, str]] = []
        self.rows = TableRows(compact=True, id="table-rows")

    def compose(self) -> ComposeResult:
        with Vertical(id="table-offer", classes="dialog"):
            yield Words(id="table-title", classes="title")
            yield Words(id="table-summary")
            yield self.rows
            yield Words(id="table-row")
            yield Words(id="table-message")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.rows.focus()
        self.action_rows_are(self.kind)

    def action_rows_are(self, kind: str) -> None:
        """Take the rows for entries of this kind."""
        self.kind = kind
        name = text.short(self.table.path.name, 40) + (
            f" ({text.short(self.table.sheet, 20)})" if self.table.sheet else ""
        )
        self.query_one("#table-title", Words).show(f"{name} → {capital(_(KIND_WORDS[kind]))}")
        try:
            self.plan = importing.plan(self.table, kind, self.workshop.session, self.workshop.method)
        except Refused as refused:
            self.plan, self.shown = None, [(str(refused), "bold $text-error")]
            self.query_one("#table-summary", Words).show("")
        else:
            self.shown = [*self._said(self.plan)]
            self.query_one("#table-summary", Words).show(previews.summary(self.plan))
        self.rows.set_options(Option(self._row(*one)) for one in self.shown)
        self.rows.highlighted = 0 if self.shown else None
        self._detail()
        self._say(self._wrong())

    def _said(self, plan: Plan) -> Iterator[tuple[str, str]]:
        """What is wrong first, then what stays out, what is new or changed, and where each column goes."""
        yield from ((f"! {one}", "bold $text-error") for one in plan.faults[:MOST])
        yield from ((one, "bold $text-warning") for one in plan.told)
        lines = [*previews.matched(plan)]
        unmatched = len(plan.unmatched)
        taken = len(lines) - unmatched
        yield from ((one.strip(), "bold $text-warning") for one in lines[taken:])
        for one in previews.rows(plan, self.workshop.session, self.workshop.method, MOST):
            yield one.removeprefix("  "), ""
        yield from ((one.strip(), "dim") for one in lines[:taken])

    @staticmethod
    def _row(words: str, style: str) -> Content:
        return pieces((words, style)) if style else plain(words)

    def _wrong(self) -> str:
        if self.plan is None or not self.plan.faults:
            return ""
        number = len(self.plan.faults)
        return ngettext(
            "{number} thing is wrong: nothing can be taken in before it is mended in the table.",
            "{number} things are wrong: nothing can be taken in before they are mended in the table.",
            number,
        ).format(number=number)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._detail()

    def _detail(self) -> None:
        """Show all of the row under the cursor, which may be cut off in the list."""
        place = self.rows.highlighted
        words = self.shown[place][0] if place is not None and place < len(self.shown) else ""
        self.query_one("#table-row", Words).show(words.strip())

    def _say(self, sentence: str) -> None:
        self.query_one("#table-message", Words).show(sentence)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()  # a click only moves the cursor

    def action_take_in(self) -> None:
        """Record what is shown as one step."""
        if self.plan is None:
            self._say(_("Nothing of this table is known; 1 to 4 say what the rows are, Esc goes back."))
            return
        now = importing.plan(self.table, self.kind, self.workshop.session, self.workshop.method)
        if now != self.plan:  # a key elsewhere, or somebody outside, changed the session
            self.action_rows_are(self.kind)
            self._say(_("The session was changed in the meantime; this is what the table brings now."))
            return
        try:
            edit = importing.step(self.workshop.session, self.plan, dt.datetime.now().astimezone())
            self.workshop.do(edit)
        except Refused as refused:
            self._say(str(refused))
            return
        if edit is None:
            self._say(_("There is nothing to take in: the session says all of it already."))
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Take nothing in."""
        self.dismiss(False)
