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
    return [_stage(session, method, views, stage) for stage in method.stage]


def _stage(session: Session, method: Method, views: Views, stage: Stage) -> View:
    record = session.stage.get(stage.id)
    dates = indonesian.date_range(record.start, record.end) if record else ""
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
        dates=Figure(dates)
        if dates
        else Text((record and record.when) or "", Gap("stage", stage.id, "start")),
        dated=bool(dates),
        days=days,
        attendance=[day for day in days if day.present],
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
            absent=[views.agency(code) for code in coverage.agencies_absent(session, day)] if present else [],
        )
        for place, day in enumerate(coverage.days(method, stage.id), start=1)
        for present in [[person for person in people if day in person.attended]]
    ]


def _date(session: Session, stage: str, after: int) -> Figure:
    """The date of a day of a stage, "" where it is not known or would lie behind the stage's end."""
    record = session.stage.get(stage)
    if record is None or record.start is None:
        return Figure("", Gap("stage", stage, "start"))
    if record.start > dt.date.max - dt.timedelta(days=after):
        return Figure("")
    day = record.start + dt.timedelta(days=after)
    return Figure(indonesian.date(day) if after == 0 or (record.end and day <= record.end) else "")


def _blocks(session: Session, method: Method, stage: Stage) -> list[View]:
    """The agenda blocks of a stage in the session's order, its own among them, with what really happened."""
    return [
        View(
            Text(block.name),
            name=Text(block.name),
            day=Figure(str(block.day)),
            minutes=Figure(f"{indonesian.number((record and record.minutes) or block.minutes)} menit"),
            started=_clock(record.started if record else None),
            ended=_clock(record.ended if record else None),
            skipped=Text((record and record.skipped) or ""),
        )
        for id, block in ((block.id, block.block) for block in agenda.blocks(session, method, stage.id))
        for record in [session.agenda.get(id)]
    ]


def _clock(moment: dt.datetime | None) -> Figure:
    return Figure(f"{moment:%H.%M}" if moment else "")


def notes_of(session: Session, views: Views, kind: str, stage: str | None = None) -> list[View]:
    """The notes of a kind, of one stage only where it is given."""
    return [
        views.get("note", note.id)
        for note in standing(session, "note")
        if note.kind == kind and (stage is None or note.stage == stage)
    ]


def in_protocol(session: Session) -> list[Participant]:
    """The participants that count: the council first, then by agency as the list has them, in the order of capture."""
    agencies = {code: place for place, code in enumerate(session.agency)}
    return sorted(
        counting(session.participant),
        key=lambda person: (person.role != "council", agencies.get(person.agency or "", len(agencies))),
    )


def people(session: Session, method: Method, views: Views) -> View:
    """The participants: each of them, and how many there are by agency and by role."""
    people = in_protocol(session)
    by_agency = Counter(person.agency or "" for person in people)
    by_role = Counter(person.role or "" for person in people)
    codes = [*session.agency, *(code for code in sorted(by_agency) if code and code not in session.agency)]
    return View(
        number(len(people)),
        {"all": lambda: _people(views, people)},
        total=len(people),
        present=_present(people),
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


def _present(people: Iterable[Participant]) -> View:
    """How many were there on any day, and of how many agencies; empty where nobody's attendance was taken."""
    there = [person for person in people if person.attended]
    return View(
        count=some(len(there)),
        others=any(not person.agency for person in there),
        agencies=some(len({person.agency for person in there if person.agency})),
    )


def _people(views: Views, people: Iterable[Participant]) -> list[View]:
    return [
        extended(
            views.get("participant", person.id),
            days_present=number(len(person.attended)),
        )
        for person in people
    ]


def counts(session: Session, stages: Iterable[View]) -> View:
    """What a foreword counts: `captured` in words (``52 faktor SWOT``), nothing of which there is none; the stages held."""
    captured = {words: len(standing(session, table)) for table, words in _COUNTED}
    captured["quick win terpilih"] = tally.by_decision(session)["chosen"]
    agencies = {person.agency for person in counting(session.participant) if person.agency}
    every = list(stages)
    dated = [stage_view for stage_view in every if stage_view.dated]
    return View(
        analysed=[
            Figure(count)
            for count in indonesian.counts(
                {words: captured[words] for table, words in _COUNTED if table != "program"}
            )
        ],
        captured=[Figure(count) for count in indonesian.counts(captured)],
        held=[Figure(f"{stage_view.short} pada {stage_view.dates}") for stage_view in dated],
        all_held=bool(every) and len(dated) == len(every),
        stages=Figure(indonesian.spelled(len(every))),
        agencies=some(len(agencies)),
    )


def _roman(number: int) -> str:
    return _ROMAN[number - 1] if 0 < number <= len(_ROMAN) else str(number)
