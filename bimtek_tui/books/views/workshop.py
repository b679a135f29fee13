"""The workshop itself as views: its stages and days, who took part, what was said and decided, what was counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from ...analysis import coverage, tally
from ...model import agenda
from ...model.entries import Session, counting
from ...model.method import Method
from ...model.method_tables import Stage
from ...model.workshop_entries import Participant
from .. import indonesian
from ..gaps import Gap
from ..terms import WORDS
from .base import Figure, Text, View, Views, extended, standing
from .printed import number, some

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NO_ROLE = "Peran belum dicatat"
_COUNTED = (
    ("issue", "isu strategis"),
    ("readiness", "catatan kesiapan"),
    ("gap", "kesenjangan"),
    ("swot", "faktor SWOT"),
    ("strategy", "strategi"),
    ("program", "program"),
)
"""What a foreword counts, in the order of the books."""


def stages(session: Session, method: Method, views: Views) -> list[View]:
    """The stages of the method with what the session knows of each."""
    return [_stage(session, method, views, one) for one in method.stage]


def _stage(session: Session, method: Method, views: Views, stage: Stage) -> View:
    held = session.stage.get(stage.id)
    dates = indonesian.date_range(held.start, held.end) if held else ""
    days = _days(session, method, views, stage)
    notes = {
        name: notes_of(session, views, kind, stage.id)
        for name, kind in (
            ("minutes", "minute"),
            ("decisions", "decision"),
            ("actions", "action"),
            ("parked", "parking"),
        )
    }
    return extended(
        views.get("stage", stage.id),
        {"blocks": lambda: _blocks(session, method, stage)},
        number=Figure(_roman(stage.number)),
        name=Text(stage.name),
        short=Text(stage.short),
        purpose=Text(stage.purpose),
        dates=Figure(dates) if dates else Text((held and held.when) or "", Gap("stage", stage.id, "start")),
        dated=bool(dates),
        days=days,
        attendance=[one for one in days if one.present],
        **notes,
    )


def _days(session: Session, method: Method, views: Views, stage: Stage) -> list[View]:
    """The days of a stage: who was there, and which invited agencies had nobody there."""
    people = in_protocol(session)
    return [
        View(
            f"hari {place}",
            day=Figure(str(place)),
            date=_date(session, stage.id, place - 1),
            count=number(len(present)),
            present=_people(views, present),
            absent=[views.agency(one) for one in coverage.agencies_absent(session, day)] if present else [],
        )
        for place, day in enumerate(coverage.days(method, stage.id), start=1)
        for present in [[one for one in people if day in one.attended]]
    ]


def _date(session: Session, stage: str, after: int) -> Figure:
    """The date of a day of a stage, "" where it is not known or would lie behind the stage's end."""
    held = session.stage.get(stage)
    if held is None or held.start is None:
        return Figure("", Gap("stage", stage, "start"))
    day = held.start + dt.timedelta(days=after)
    return Figure(indonesian.date(day) if after == 0 or (held.end and day <= held.end) else "")


def _blocks(session: Session, method: Method, stage: Stage) -> list[View]:
    """The agenda blocks of a stage in the session's order, its own among them, with what really happened."""
    return [
        View(
            Text(block.name),
            name=Text(block.name),
            day=Figure(str(block.day)),
            minutes=Figure(f"{indonesian.number((held and held.minutes) or block.minutes)} menit"),
            started=_clock(held.started if held else None),
            ended=_clock(held.ended if held else None),
            skipped=Text((held and held.skipped) or ""),
        )
        for id, block in ((one.id, one.block) for one in agenda.blocks(session, method, stage.id))
        for held in [session.agenda.get(id)]
    ]


def _clock(moment: dt.datetime | None) -> Figure:
    return Figure(f"{moment:%H.%M}" if moment else "")


def notes_of(session: Session, views: Views, kind: str, stage: str | None = None) -> list[View]:
    """The notes of a kind, of one stage only where it is given."""
    return [
        views.get("note", one.id)
        for one in standing(session, "note")
        if one.kind == kind and (stage is None or one.stage == stage)
    ]


def in_protocol(session: Session) -> list[Participant]:
    """The participants that count: the council first, then by agency as the list has them, in the order of capture."""
    agencies = {code: place for place, code in enumerate(session.agency)}
    return sorted(
        counting(session.participant),
        key=lambda one: (one.role != "council", agencies.get(one.agency or "", len(agencies))),
    )


def people(session: Session, method: Method, views: Views) -> View:
    """The participants: each of them, and how many there are by agency and by role."""
    found = in_protocol(session)
    by_agency = Counter(one.agency or "" for one in found)
    by_role = Counter(one.role or "" for one in found)
    codes = [*session.agency, *(code for code in sorted(by_agency) if code and code not in session.agency)]
    return View(
        number(len(found)),
        {"all": lambda: _people(views, found)},
        total=len(found),
        days=number(len(coverage.days(method))),
        agencies=[
            View(
                agency.name,
                name=agency.name,
                code=Text(code),
                count=number(by_agency[code]),
            )
            for code in codes
            for agency in [views.agency(code)]
        ],
        without_agency=by_agency[""],
        roles=[
            View(word, name=word, count=number(by_role[role]))
            for role in ("council", "team", "agency", "expert", "facilitator", "partner", "observer", "")
            if by_role[role] and (word := Text(WORDS[role] if role else _NO_ROLE))
        ],
    )


def _people(views: Views, found: Iterable[Participant]) -> list[View]:
    return [
        extended(
            views.get("participant", one.id),
            days_present=number(len(one.attended)),
        )
        for one in found
    ]


def counts(session: Session, stages: Iterable[View]) -> View:
    """What a foreword counts: `captured` in words (``52 faktor SWOT``), nothing of which there is none; the stages held."""
    captured = [
        *((len(standing(session, table)), words) for table, words in _COUNTED),
        (tally.by_decision(session)["chosen"], "quick win terpilih"),
    ]
    agencies = {one.agency for one in counting(session.participant) if one.agency}
    every = list(stages)
    held = [one for one in every if one.dated]
    return View(
        captured=[Figure(f"{indonesian.number(count)} {words}") for count, words in captured if count],
        held=[Figure(f"{one.short} pada {one.dates}") for one in held],
        all_held=bool(every) and len(held) == len(every),
        stages=Figure(indonesian.spelled(len(every))),
        agencies=some(len(agencies)),
    )


def _roman(number: int) -> str:
    return _ROMAN[number - 1] if 0 < number <= len(_ROMAN) else str(number)
