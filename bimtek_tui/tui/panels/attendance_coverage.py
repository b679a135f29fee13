"""Who and what is missing in the room, beside the attendance: absent agencies, dimensions nobody has spoken to."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from ...analysis import coverage
from ...i18n import _
from ...model.entries import counting
from ...model.labels import dimension_label, value_label
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..entries import elsewhere
from ..widgets.content import pieces, plain
from ..widgets.row_list import Row, RowList, fitting


class Coverage(RowList):
    """Who and what is missing, as far as the session tells; every row leads to where one can act."""

    BINDINGS = bindings("coverage")

    def __init__(self, workshop: Workshop) -> None:
        super().__init__("coverage")
        self.workshop = workshop
        self.day = ""
        self.wanted = ""
        self.border_title = plain(_("Who and what is missing"))

    def refill(self) -> None:
        """Show it anew; a row is about somebody who is ``absent``, ``unregistered`` or ``silent``, or a ``dimension``."""
        self.fill(fitting(self._rows(), self.wanted))

    def _rows(self) -> Iterator[Row]:
        session, method = self.workshop.session, self.workshop.method
        if not session.agency and not counting(session.participant):
            missing = elsewhere.sentence(self.workshop, "participants", "go-there")
            yield Row("panel:participants", plain(missing, "dim"))
        there = coverage.per_role(session, self.day)
        yield Row("", plain(_("Present, by role"), "bold underline"))
        for role, number in coverage.per_role(session).items():
            if number:
                words = value_label(role) if role else _("without a role")
                yield Row("", pieces((f"{there[role]}/{number}".rjust(5), "bold"), f" {words}"))
        absent = self._agencies(coverage.agencies_absent(session, self.day))
        yield from _section(_("Invited, but absent"), "absent", absent)
        unregistered = self._agencies(coverage.unregistered(session))
        yield from _section(_("Nobody registered"), "unregistered", unregistered)
        dimensions = coverage.silent_dimensions(session, method)
        names = {id: plain(f"  {dimension_label(method, id)}") for id in dimensions}
        yield from _section(_("Dimensions nobody has spoken to"), "dimension", names)
        silent = self._agencies(coverage.silent_agencies(session))
        yield from _section(_("Agencies that proposed and lead nothing so far"), "silent", silent)

    def _agencies(self, codes: list[str]) -> dict[str, Content]:
        known = self.workshop.session.agency
        return {
            code: pieces(
                f"  {code}", (f"  {agency.name or ''}" if (agency := known.get(code)) else "", "dim")
            )
            for code in codes
        }


def _section(title: str, about: str, missing: dict[str, Content]) -> Iterator[Row]:
    """What is missing under its heading, which says how many there are."""
    count = str(len(missing)) if missing else _("none")
    yield Row("", pieces((title, "bold underline"), (f"  {count}", "bold")))
    yield from (Row(f"{about}:{id}", shown) for id, shown in missing.items())
