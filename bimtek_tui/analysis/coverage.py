"""Who was in the room and who was heard: attendance by agency, day and role, and what nobody has spoken to.

Invited are the agencies of the session's list. Codes that only occur elsewhere stand after them; "" are people
without an agency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from msgspec import Struct

from ..model.entries import Session, counting
from ..model.method import Method
from ..model.workshop_entries import Participant, Role
from .tally import by_dimension

SPOKEN_TO = ("issue", "gap", "swot", "program")
"""The kinds by which a dimension counts as spoken to."""
SOURCES = ("swot", "program")
"""The kinds whose entries say which agency they came from."""


class Attendance(Struct, frozen=True):
    """One agency: its people who are registered, how many of them were there on each day (``stage-1/1``), its entries."""

    agency: str
    listed: bool
    registered: int
    present: dict[str, int]
    entries: int


def days(method: Method, stage_id: str = "") -> list[str]:
    """The days of a stage as attendance names them (``stage-1/1``), of all stages when none is named."""
    return list(
        dict.fromkeys(
            f"{stage.id}/{number}"
            for stage in method.stage
            if stage_id in ("", stage.id)
            for number in sorted(block.day for block in stage.block)
        )
    )


def present(session: Session, day: str) -> list[Participant]:
    """Who was there on a day."""
    return [person for person in counting(session.participant) if day in person.attended]


def agencies_present(session: Session, day: str) -> list[str]:
    """The agencies that had somebody there on a day, in the order of the list."""
    there = {person.agency for person in present(session, day) if person.agency}
    return [code for code in _codes(session, there) if code in there]


def agencies_absent(session: Session, day: str) -> list[str]:
    """The invited agencies whose people are known and of whom nobody was there; of one without people nothing is known."""
    unknown = {*agencies_present(session, day), *unregistered(session)}
    return [code for code in session.agency if code not in unknown]


def unregistered(session: Session) -> list[str]:
    """The invited agencies for which nobody is registered."""
    there = {person.agency for person in counting(session.participant)}
    return [code for code in session.agency if code not in there]


def attendance(session: Session, method: Method) -> list[Attendance]:
    """Every agency with its people and their days, then what else entries came from; days with nobody are there with 0."""
    people = counting(session.participant)
    all_days = days(method)
    registered = Counter(person.agency or "" for person in people)
    there = Counter((person.agency or "", day) for person in people for day in person.attended)
    entries = contributions(session)
    return [
        Attendance(
            code,
            code in session.agency,
            registered[code],
            {day: there[code, day] for day in all_days},
            entries.get(code, 0),
        )
        for code in dict.fromkeys((*_codes(session, registered), *entries))
    ]


def per_role(session: Session, day: str = "") -> dict[str, int]:
    """How many people there are in each role, on a day only where one is given; "" are those without a role."""
    people = present(session, day) if day else counting(session.participant)
    numbers = Counter(person.role or "" for person in people)
    return {role: numbers[role] for role in (*get_args(Role), "")}


def per_day(session: Session, method: Method, stage_id: str = "") -> dict[str, int]:
    """How many people were there on each day of a stage, or of all stages."""
    numbers = Counter(day for person in counting(session.participant) for day in person.attended)
    return {day: numbers[day] for day in days(method, stage_id)}


def spoken_to(
    session: Session, method: Method, tables: Sequence[str] = SPOKEN_TO
) -> dict[str, dict[str, int]]:
    """How many entries of each of these kinds every dimension has."""
    counts = {table: by_dimension(session, method, table) for table in tables}
    return {
        dimension: {table: counts[table][dimension] for table in tables} for dimension in method.dimensions
    }


def silent_dimensions(session: Session, method: Method, tables: Sequence[str] = SPOKEN_TO) -> list[str]:
    """The dimensions to which nobody has spoken: no entry of these kinds has them."""
    return [
        dimension
        for dimension, counts in spoken_to(session, method, tables).items()
        if not any(counts.values())
    ]


def contributions(session: Session) -> dict[str, int]:
    """How many entries came from each agency, invited ones with 0 included; "" came from nobody in particular."""
    numbers = Counter(entry.source or "" for table in SOURCES for entry in counting(session.entries(table)))
    return {code: numbers[code] for code in _codes(session, numbers)}


def silent_agencies(session: Session, day: str = "") -> list[str]:
    """The invited agencies that proposed nothing and lead no program; with a day, only those that had somebody there.

    What was united into another entry was said all the same.
    """
    said = {
        entry.source for table in SOURCES for entry in session.entries(table).values() if not entry.withdrawn
    }
    heard = said | {program.lead for program in counting(session.program)}
    there = set(agencies_present(session, day)) if day else set(session.agency)
    return [code for code in session.agency if code in there and code not in heard]


def _codes(session: Session, agencies: Iterable[str | None]) -> list[str]:
    """The listed agencies, then any other by name, and "" last where it occurs."""
    others = {code or "" for code in agencies} - session.agency.keys()
    return [*session.agency, *sorted(others - {""}), *([""] if "" in others else [])]
