"""Every agency with its people, each with a tick, and the line that adds somebody."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import events
from textual.content import Content

from ...facilitation import attendance
from ...facilitation.attendance import Group
from ...i18n import _
from ...model.ids import EntryRef
from ...model.labels import value_label
from ...model.workshop_entries import Participant
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.content import contains, pieces
from ..widgets.line import RepeatedLine
from ..widgets.row_list import Row, RowList


class People(RowList):
    """Every agency with its people below it; each row can be ticked."""

    BINDINGS = bindings("attendance")

    def __init__(self, workshop: Workshop) -> None:
        super().__init__("people")
        self.workshop = workshop
        self.day = ""
        self.wanted = ""

    def refill(self) -> None:
        """Show everybody anew."""
        rows = (Row(id, made()) for id, made in self._rows().items())
        self.fill(rows, _("nobody yet: {key:add-person} adds somebody, {key:roster} takes in a list"))

    def take_in(self, changed: set[EntryRef]) -> None:
        """Show what became of people and agencies: rows are changed one by one where they stay the same ones."""
        rows = self._rows()
        if list(rows) != [row.id for row in self.rows]:
            self.refill()
            return
        people = self.workshop.session.participant
        heads = {
            ("agency", people[id].agency or "")
            for kind, id in changed
            if kind == "participant" and id in people
        }
        for row in (f"{kind}:{id}" for kind, id in changed | heads):
            if row in rows:
                self.draw(row, rows[row]())

    def _rows(self) -> dict[str, Callable[[], Content]]:
        """What stands here now, row by row, and how each is made: of hundreds only few change."""
        rows: dict[str, Callable[[], Content]] = {}
        for group in attendance.by_agency(self.workshop.session):
            head = partial(self._head, group)
            people = {f"participant:{person.id}": partial(self._person, person) for person in group.people}
            if self.wanted and not contains(head(), self.wanted):
                people = {id: made for id, made in people.items() if contains(made(), self.wanted)}
                if not people:
                    continue
            rows[f"agency:{group.agency}"] = head
            rows |= people
        return rows

    def _head(self, group: Group) -> Content:
        there = sum(attendance.is_present(person, self.day) for person in group.people)
        code = group.agency or _("People without an agency")
        name = group.name if group.name != group.agency else ""
        unlisted = "" if group.listed or not group.agency else _("not in the list of agencies")
        facts = "  ".join(filter(None, (name, unlisted)))
        return pieces(
            (f"{there}/{len(group.people)}".rjust(5), "bold"),
            " ",
            (code, "bold underline"),
            (f"  {facts}", "dim"),
        )

    def _person(self, person: Participant) -> Content:
        mark = "[✓]" if attendance.is_present(person, self.day) else "[ ]"
        role = value_label(person.role) if person.role else ""
        return pieces((f"      {mark} ", "bold"), person.name, (f"  {role}", "dim"))


class PersonLine(RepeatedLine):
    """Somebody in one line; several pasted lines are a list."""

    def _on_paste(self, event: events.Paste) -> None:
        if len(event.text.strip().splitlines()) < 2:
            super()._on_paste(event)  # else it goes up to the panel
        else:
            event.prevent_default()
