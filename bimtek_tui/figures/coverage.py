"""Who was in the room, who was heard and what was spoken to, in figures and as a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..analysis import coverage, tally
from ..i18n import _, listed, ngettext
from ..model.entries import Session
from ..model.labels import capital, dimension_label, value_label
from ..model.method import Method, label
from .bars import bar, beside
from .page import Block, Drawing, Page, Table


def section(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact. On a day for which nobody is ticked, absence is not known: ``agencies_absent`` is null.

    The id "" stands for people without an agency or a role, and for entries that came from nobody in particular.
    """
    entries = coverage.contributions(session)
    attendance = {one.agency: one for one in coverage.attendance(session, method)}
    by_dimension = {table: tally.by_dimension(session, method, table) for table in tally.WITH_DIMENSION}
    return {
        "people": sum(coverage.per_role(session).values()),
        "roles": coverage.per_role(session),
        "days": [
            {
                "day": day,
                "present": number,
                "roles": coverage.per_role(session, day),
                "agencies_absent": coverage.agencies_absent(session, day) if number else None,
            }
            for day, number in coverage.per_day(session, method).items()
        ],
        "agencies": [
            {
                "agency": code,
                "listed": code in session.agency,
                "registered": there.registered if (there := attendance.get(code)) else 0,
                "present": there.present if there else dict.fromkeys(coverage.days(method), 0),
                "entries": entries.get(code, 0),
            }
            for code in dict.fromkeys((*attendance, *entries))
        ],
        "agencies_unregistered": coverage.unregistered(session),
        "agencies_silent": coverage.silent_agencies(session),
        "dimensions": {
            one: {table: counts[one] for table, counts in by_dimension.items()}
            for one in (*method.dimensions, "")
        },
        "dimensions_silent": coverage.silent_dimensions(session, method),
        "entries": tally.by_kind(session),
    }


def page(found: dict[str, Any], session: Session, method: Method) -> Page:
    """What `section` found, for people."""
    blocks = (
        *_people(found, method),
        *_agencies(found, session),
        *_dimensions(found, method),
    )
    return Page("coverage", _("Who was heard"), blocks)


def _people(found: dict[str, Any], method: Method) -> Iterator[Block]:
    if not found["people"]:
        yield _("There is no participant yet.")
        return
    yield ngettext("{n} participant.", "{n} participants.", found["people"]).format(n=found["people"])
    days = [one for one in found["days"] if one["present"]]
    if not days:
        yield _("Nobody is ticked as present on any day yet.")
    yield Table(
        _("People by role"),
        (_("Role"), _("Registered"), *(_day(one["day"], method) for one in days)),
        (
            *(
                (
                    capital(value_label(role)) or _("without a role"),
                    str(number),
                    *(str(one["roles"][role]) for one in days),
                )
                for role, number in found["roles"].items()
                if number
            ),
            (_("Total"), str(found["people"]), *(str(one["present"]) for one in days)),
        ),
        frozenset(range(1, len(days) + 2)),
    )
    for one in days:
        if absent := one["agencies_absent"]:
            yield _("Absent on {day}: {agencies}.").format(
                day=_day(one["day"], method), agencies=listed(absent)
            )


def _day(day: str, method: Method) -> str:
    """``Stage 1, day 2`` for ``stage-1/2``."""
    stage, _slash, number = day.rpartition("/")
    return _("{stage}, day {number}").format(stage=label(method.stages[stage]), number=number)


def _agencies(found: dict[str, Any], session: Session) -> Iterator[Block]:
    if not found["agencies"]:
        yield _("There is no agency yet.")
        return
    if missing := found["agencies_unregistered"]:
        yield _("Nobody is registered for: {agencies}.").format(agencies=listed(missing))
    silent = found["agencies_silent"]
    if silent and any(one["entries"] for one in found["agencies"] if one["agency"]):
        yield _("No entry came from: {agencies}.").format(agencies=listed(silent))
    yield Table(
        _("Agencies"),
        (_("Agency"), _("Name"), _("Registered"), _("Days present"), _("Entries")),
        tuple(
            (
                one["agency"] or _("without an agency"),
                (session.agency[one["agency"]].name or "") if one["listed"] else "",
                str(one["registered"]),
                str(sum(number > 0 for number in one["present"].values())),
                str(one["entries"]),
            )
            for one in found["agencies"]
        ),
        frozenset({2, 3, 4}),
    )


def _dimensions(found: dict[str, Any], method: Method) -> Iterator[Block]:
    counts = {one: counted for one, counted in found["dimensions"].items() if one or any(counted.values())}
    names = [dimension_label(method, one) or _("without a known dimension") for one in counts]
    totals = [sum(counted.values()) for counted in counts.values()]
    if most := max(totals, default=0):
        yield Drawing(
            tuple(
                f"{name}  {bar(total, most)}  {total}"
                for name, total in zip(beside(names), totals, strict=True)
            )
        )
    if silent := found["dimensions_silent"]:
        yield _("Nobody has spoken to: {dimensions}.").format(
            dimensions=listed([dimension_label(method, one) for one in silent])
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
        tuple(
            (
                name,
                *(str(counted[table]) for table in tally.WITH_DIMENSION),
                str(total),
            )
            for name, counted, total in zip(names, counts.values(), totals, strict=True)
        ),
        frozenset(range(1, 7)),
    )
