"""What a table would bring, row by row, with everything that is wrong in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

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
        self.shown: list[tuple[str, str]] = []

    def start(self) -> None:
        self.action_rows_are(self.kind)
        self.focus()

    def action_rows_are(self, kind: str) -> None:
        """Take the rows for entries of this kind."""
        self.kind = kind
        try:
            self.plan = importing.plan(self.table, kind, self.workshop.session, self.workshop.method)
            self.shown = [*self._listed(self.plan)]
        except Refused as refused:
            self.plan, self.shown = None, [(str(refused), WRONG)]
        self.show()
        self.highlighted = 0

    def heading(self) -> tuple[str, str]:
        name = text.short(self.table.path.name, 40)
        sheet = f" ({text.short(self.table.sheet, 20)})" if self.table.sheet else ""
        title = f"{name}{sheet} → {capital(_(KIND_WORDS[self.kind]))}"
        return title, previews.summary(self.plan) if self.plan else ""

    def _listed(self, plan: Plan) -> Iterator[tuple[str, str]]:
        """What is wrong first, then what stays out, what is new or changed, and where each column goes; with its style."""
        yield from ((f"! {fault}", WRONG) for fault in plan.faults[:MOST])
        yield from ((sentence, DOUBTFUL) for sentence in plan.told)
        columns = [*previews.matched(plan)]
        taken = len(columns) - len(plan.unmatched)
        yield from ((column, DOUBTFUL) for column in columns[taken:])
        for row in previews.rows(plan, self.workshop.session, self.workshop.method, MOST):
            yield "\n".join(row), ""
        yield from ((column, "dim") for column in columns[:taken])

    def entries(self) -> Iterator[Row]:
        return (Row(str(number), plain(words, style)) for number, (words, style) in enumerate(self.shown))

    def detail(self, number: int) -> Content:
        return plain(self.shown[number][0])

    def complaint(self) -> str:
        if self.plan is None or not self.plan.faults:
            return ""
        number = len(self.plan.faults)
        return ngettext(
            "{number} thing is wrong: nothing can be taken in before it is mended in the table.",
            "{number} things are wrong: nothing can be taken in before they are mended in the table.",
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
        return importing.step(session, self.plan, dt.datetime.now().astimezone())
