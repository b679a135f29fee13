"""Who was in the room, who was heard and what was spoken to, in figures and as a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..analysis import coverage, tally
from ..i18n import _, listed, ngettext
from ..model.entries import Session
from ..model.labels import capital, dimension_label, value_label
from ..model.method import Method, name_of
from .bars import Bar, Bars
from .page import Block, Cell, Drawing, Table


def results(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact. On a day for which nobody is ticked, absence is not known: ``agencies_absent`` is null.

    The id "" stands for people without an agency or a role, and for entries that came from nobody in particular.
    """
    roles = coverage.per_role(session)
    return {
        "people": sum(roles.values()),
        "roles": roles,
        "days": [
            {
                "day": day,
                "present": number,
                "roles": coverage.per_role(session, day),
                "agencies_absent": coverage.agencies_absent(session, day) if number else None,
            }
            for day, number in coverage.per_day(session, method).items()
        ],
        "agencies": coverage.attendance(session, method),
        "agencies_unregistered": coverage.unregistered(session),
        "agencies_silent": coverage.silent_agencies(session),
        "dimensions": _by_dimension(session, method),
        "dimensions_silent": coverage.silent_dimensions(session, method),
        "entries": tally.by_kind(session),
    }


def _by_dimension(session: Session, method: Method) -> dict[str, dict[str, int]]:
    """The number of entries by dimension and kind; "" holds those without one or with an unknown one."""
    counts = {table: tally.by_dimension(session, method, table) for table in tally.WITH_DIMENSION}
    return {id: {table: counts[table][id] for table in counts} for id in (*method.dimensions, "")}


def blocks(session: Session, method: Method) -> Iterator[Block]:
    """The page: people, agencies, dimensions."""
    yield from _people(session, method)
    yield from _agencies(session, method)
    yield from _dimensions(session, method)


def _people(session: Session, method: Method) -> Iterator[Block]:
    roles = coverage.per_role(session)
    people = sum(roles.values())
    if not people:
        yield _("There is no participant yet.")
        return
    yield ngettext("{n} participant.", "{n} participants.", people).format(n=people)
    present = {day: number for day, number in coverage.per_day(session, method).items() if number}
    if not present:
        yield _("Nobody is ticked as present on any day yet.")
    on_day = [coverage.per_role(session, day) for day in present]
    rows: list[tuple[Cell, ...]] = [
        (capital(value_label(role)) or _("without a role"), number, *(day[role] for day in on_day))
        for role, number in roles.items()
        if number
    ]
    rows.append((_("Total"), people, *present.values()))
    yield Table(
        _("People by role"),
        (_("Role"), _("Registered"), *(name_of(method.days, day) for day in present)),
        rows,
        range(1, len(present) + 2),
    )
    for day in present:
        if absent := coverage.agencies_absent(session, day):
            yield _("Absent on {day}: {agencies}.").format(
                day=name_of(method.days, day), agencies=listed(absent)
            )


def _agencies(session: Session, method: Method) -> Iterator[Block]:
    agencies = coverage.attendance(session, method)
    if not agencies:
        yield _("There is no agency yet.")
        return
    if missing := coverage.unregistered(session):
        yield _("Nobody is registered for: {agencies}.").format(agencies=listed(missing))
    silent = coverage.silent_agencies(session)
    if silent and any(row.entries for row in agencies if row.agency):
        yield _("Proposed nothing and lead no program so far: {agencies}.").format(agencies=listed(silent))
    yield Table(
        _("Agencies"),
        (_("Agency"), _("Name"), _("Registered"), _("Days present"), _("Entries")),
        [
            (
                row.agency or _("without an agency"),
                session.agency[row.agency].name if row.listed else "",
                row.registered,
                sum(number > 0 for number in row.present.values()),
                row.entries,
            )
            for row in agencies
        ],
        {2, 3, 4},
    )


def _dimensions(session: Session, method: Method) -> Iterator[Block]:
    counts = {id: row for id, row in _by_dimension(session, method).items() if id or any(row.values())}
    names = [dimension_label(method, id) or _("without a known dimension") for id in counts]
    totals = [sum(row.values()) for row in counts.values()]
    if any(totals):
        rows = (Bar(name, total, str(total)) for name, total in zip(names, totals, strict=True))
        yield Drawing("", Bars(tuple(rows)))
    if silent := coverage.silent_dimensions(session, method):
        yield _("Nobody has spoken to: {dimensions}.").format(
            dimensions=listed([dimension_label(method, id) for id in silent])
        )
    yield Table(
        _("Entries by dimension"),
        (
            _("Dimension"),
            _("Issues"),
            _("Gaps"),
            _("SWOT"),
            _("Strategies"),
            _("Programs"),
            _("Total"),
        ),
        [
            (name, *row.values(), total)
            for name, row, total in zip(names, counts.values(), totals, strict=True)
        ],
        range(1, 7),
    )
