"""What a table would bring, row by row, with everything that is wrong in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace
from textual.content import Content

from ... import text
from ...errors import Refused
from ...exchange import importing, previews
from ...exchange.importing import Plan
from ...exchange.tables import RawTable
from ...i18n import N_, _, ngettext
from ...model.edits import Edit
from ...model.kinds import KIND_WORDS
from ...model.labels import capital
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.content import plain
from ..widgets.row_list import Row
from .take_in import Intake

MOST = 500
"""So many rows of a preview are shown; what is wrong stands first."""
WRONG, DOUBTFUL = "bold $text-error", "bold $text-warning"


class Table(Intake):
    """The rows of a table, taken for entries of a kind."""

    BINDINGS = bindings("table")
    place = "table"
    nothing = N_("There is nothing to take in: the session says all of it already.")

    def __init__(self, workshop: Workshop, table: RawTable, kind: str) -> None:
        super().__init__(workshop)
        self.table = table
        self.kind = kind
        self.plan: Plan | None = None
        self.shown: list[tuple[str, str, int]] = []
        self.left_out: set[int] = set()

    def start(self) -> None:
        self.action_rows_are(self.kind)
        self.focus()

    def action_rows_are(self, kind: str) -> None:
        """Take the rows for entries of this kind."""
        self.kind = kind
        self.left_out.clear()
        try:
            self.plan = importing.plan(self.table, kind, self.workshop.session, self.workshop.method)
            self.shown = [*self._listed(self.plan)]
        except Refused as refused:
            self.plan, self.shown = None, [(str(refused), WRONG, 0)]
        self.show()
        self.highlighted = 0

    def heading(self) -> tuple[str, str]:
        name = text.short(self.table.path.name, 40)
        sheet = f" ({text.short(self.table.sheet, 20)})" if self.table.sheet else ""
        title = f"{name}{sheet} → {capital(_(KIND_WORDS[self.kind]))}"
        return title, previews.summary(self.plan) if self.plan else ""

    def _listed(self, plan: Plan) -> Iterator[tuple[str, str, int]]:
        """What is wrong first, then what stays out, what is new or changed, and where each column goes.

        With its style, and the number of the row of the table that it is about (0: of none).
        """
        yield from ((f"! {fault}", WRONG, fault.row) for fault in plan.faults[:MOST])
        yield from ((sentence, DOUBTFUL, 0) for sentence in plan.sentences)
        columns = [*previews.matched(plan)]
        taken = len(columns) - len(plan.unmatched)
        yield from ((column, DOUBTFUL, 0) for column in columns[taken:])
        numbers = [
            *(row.number for row in previews.doing(plan)[:MOST]),
            0,
        ]  # the last line may count the others
        said = previews.rows(plan, self.workshop.session, self.workshop.method, MOST)
        for row, number in zip(said, numbers, strict=False):
            yield "\n".join(row), "", number
        yield from ((column, "dim", 0) for column in columns[:taken])

    def entries(self) -> Iterator[Row]:
        for number, (words, style, row) in enumerate(self.shown):
            out = row in self.left_out
            yield Row(str(number), plain(f"– {words}" if out else words, "strike dim" if out else style))

    def action_leave_out(self) -> None:
        """Leave the row under the cursor out, or take it in again."""
        row = self.shown[self.at][2] if self.at >= 0 else 0
        if not row:
            self.message.show(_("There is nothing in this row that could be taken in."))
            return
        self.left_out ^= {row}
        self.show()

    def _wanted(self, plan: Plan) -> Plan:
        """The plan without the rows that are left out and what is wrong with them."""
        return replace(
            plan,
            rows=tuple(row for row in plan.rows if row.number not in self.left_out),
            faults=tuple(fault for fault in plan.faults if fault.row not in self.left_out),
        )

    def detail(self, number: int) -> Content:
        return plain(self.shown[number][0])

    def complaint(self) -> str:
        number = len(self._wanted(self.plan).faults) if self.plan else 0
        if not number:
            return ""
        return ngettext(
            "{number} thing is wrong: mend it in the table, or leave its row out with {key:leave-out}.",
            "{number} things are wrong: mend them in the table, or leave their rows out with {key:leave-out}.",
            number,
        ).format(number=number)

    def edit(self) -> Edit | None:
        session = self.workshop.session
        if self.plan is None:
            raise Refused(
                _("Nothing of this table is known; 1 to 4 say what the rows are, {key:back} goes back.")
            )
        if importing.plan(self.table, self.kind, session, self.workshop.method) != self.plan:
            self.action_rows_are(self.kind)  # a key elsewhere, or somebody outside, changed the session
            raise Refused(_("The session was changed in the meantime; this is what the table brings now."))
        return importing.step(session, self._wanted(self.plan), dt.datetime.now().astimezone())
