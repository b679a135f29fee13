"""Who and what is missing in the room, beside the attendance: absent agencies, dimensions nobody has spoken to."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from ...analysis import coverage
from ...i18n import _
from ...model.labels import dimension_label, value_label
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.content import contains, pieces, plain
from ..widgets.row_list import RowList

Target = tuple[str, str]
"""What a row is about, and the code or id it names."""


class Coverage(RowList):
    """Who and what is missing, as far as the session tells; every row leads to where one can act."""

    BINDINGS = bindings("coverage")

    def __init__(self, workshop: Workshop, panel: Widget) -> None:
        super().__init__("coverage", panel)
        self.workshop = workshop
        self.day = ""
        self.wanted = ""
        self._targets: list[Target | None] = []

    @property
    def target(self) -> Target | None:
        """What the row under the cursor is about: ("absent", code), ("silent", code), ("dimension", id)."""
        place = self.highlighted
        return self._targets[place] if place is not None and place < len(self._targets) else None

    def refill(self) -> None:
        """Show it anew."""
        place = self.highlighted
        rows = [
            (shown, target)
            for shown, target in self._rows()
            if target is None or contains(shown, self.wanted)
        ]
        self._targets = [target for _shown, target in rows]
        self.set_options(Option(shown, disabled=target is None) for shown, target in rows)
        open_rows = [number for number, target in enumerate(self._targets) if target]
        if open_rows:
            self.highlighted = place if place in open_rows else open_rows[0]
        self.border_title = plain(_("Who and what is missing"))

    def _rows(self) -> list[tuple[Content, Target | None]]:
        session, method = self.workshop.session, self.workshop.method
        rows: list[tuple[Content, Target | None]] = []
        there = coverage.per_role(session, self.day)
        rows.append((plain(_("Present, by role"), "bold underline"), None))
        for role, number in coverage.per_role(session).items():
            if number:
                words = value_label(role) if role else _("without a role")
                rows.append((pieces((f"{there[role]}/{number}".rjust(5), "bold"), f" {words}"), None))
        unregistered = set(coverage.unregistered(session))
        absent = [code for code in coverage.agencies_absent(session, self.day) if code not in unregistered]
        self._section(rows, _("Invited, but absent"), "absent", absent)
        self._section(rows, _("Nobody registered"), "unregistered", sorted(unregistered))
        names = {id: dimension_label(method, id) for id in coverage.silent_dimensions(session, method)}
        self._section(rows, _("Dimensions nobody has spoken to"), "dimension", list(names), names)
        self._section(
            rows, _("Agencies from which no entry came"), "silent", coverage.silent_agencies(session)
        )
        return rows

    def _section(
        self,
        rows: list[tuple[Content, Target | None]],
        title: str,
        about: str,
        found: list[str],
        names: dict[str, str] | None = None,
    ) -> None:
        count = str(len(found)) if found else _("none")
        rows.append((pieces((title, "bold underline"), (f"  {count}", "bold")), None))
        for id in found:
            agency = self.workshop.session.agency.get(id) if names is None else None
            rows.append(
                (
                    pieces(f"  {(names or {}).get(id, id)}", (f"  {(agency and agency.name) or ''}", "dim")),
                    (about, id),
                )
            )
