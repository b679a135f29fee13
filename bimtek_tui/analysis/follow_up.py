"""What each agency still owes the workshop: actions, what its programs and quick wins lack, evidence, signatures.

What is missing is asked of the figures that know it (`programs.lacking`, `quick_wins.sheet_gaps`); here it is put before
those who can provide it. No clock: the next stage is the first one that begins after whatever was recorded last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ..model import kinds
from ..model.entries import Session, counting
from ..model.lookup import Agencies, person
from ..model.method import Method
from .programs import LACKING, lacking
from .quick_wins import Candidate, candidates, sheet_gaps

Matter = Literal["action", "program", "quick_win", "milestone", "evidence", "signature"]
PROGRAM_KEYS = (*LACKING, "baseline", "code")
"""What the lead of a program is asked for: what `programs.lacking` names, the baseline, and the code for the budget."""
NOBODY = ""
"""Stands for what no agency of the list is known to owe."""


class Task(Struct, frozen=True):
    """One thing that is owed: the entry it is about, the keys that it lacks (none where it is owed as such), its own date."""

    matter: Matter
    id: str
    keys: tuple[str, ...] = ()
    due: dt.date | None = None


class NextStage(Struct, frozen=True):
    """The stage that comes next, and the day on which it begins."""

    id: str
    start: dt.date


def outstanding(session: Session, method: Method) -> dict[str, list[Task]]:
    """What is owed by agency: those of the list in its order, others by code, `NOBODY` last where there is something.

    An agency that owes nothing is there with an empty list.
    """
    owners = Owners(session)
    owed: dict[str, list[Task]] = {code: [] for code in session.agency}
    for agency, task in _tasks(session, method, owners):
        owed.setdefault(agency, []).append(task)
    others = sorted(owed.keys() - session.agency.keys() - {NOBODY})
    return {code: owed[code] for code in (*session.agency, *others, NOBODY) if code in owed}


def next_stage(session: Session, method: Method) -> NextStage | None:
    """The stage of the method that begins next, seen from what was recorded last; None where no date is known of it."""
    last = last_recorded(session)
    for stage in method.stage:
        record = session.stage.get(stage.id)
        if record and record.start and not record.closed and not (last and record.start <= last):
            return NextStage(stage.id, record.start)
    return None


def last_recorded(session: Session) -> dt.date | None:
    """The last day on which anything was captured, ticked, opened or closed in the session; None for one without times."""
    return max(_moments(session), default=None)


def _moments(session: Session) -> Iterator[dt.date]:
    for kind in kinds.kinds().values():
        entries = [session.single(kind.table)] if kind.single else session.entries(kind.table).values()
        for entry in entries:
            for key in ("added", "opened", "closed", "at", "started", "ended"):
                if isinstance(moment := getattr(entry, key, None), dt.datetime):
                    yield moment.date()


class Owners:
    """Whose agency is meant where somebody is named as owner: an agency, or a participant who was sent by one."""

    def __init__(self, session: Session) -> None:
        self._agencies = Agencies(session.agency)
        self._sent = {one.name: one.agency or NOBODY for one in counting(session.participant)}

    def of(self, *names: str | None) -> str:
        """The agency behind the first of these names that tells one; ``Ambarwati Kencana, Dinkes`` does."""
        for name in names:
            for words in (name, *name.split(",")) if name else ():
                if code := self._agencies.part(words.strip()):
                    return code
                if (known := person(words.strip(), self._sent)) and self._sent[known]:
                    return self._sent[known]
        return NOBODY


def _tasks(session: Session, method: Method, owners: Owners) -> Iterator[tuple[str, Task]]:
    for note in counting(session.note):
        if note.kind == "action" and not note.closed:
            yield owners.of(note.owner), Task("action", note.id, due=note.due)
    yield from _programs(session)
    yield from _quick_wins(session, method, owners)
    for factor in counting(session.swot):
        agency = owners.of(factor.source)
        if agency and not factor.evidence and factor.certainty != "opinion":
            yield agency, Task("evidence", factor.id, ("evidence",))
    for signatory in counting(session.signatory):
        agency = signatory.agency or owners.of(signatory.position)
        if agency and not signatory.signed:
            yield agency, Task("signature", signatory.id, ("signed",))


def _programs(session: Session) -> Iterator[tuple[str, Task]]:
    """What programs lack, before their leads; a program without one is nobody's."""
    known = lacking(session)
    for program in counting(session.program):
        keys = [
            key
            for key in PROGRAM_KEYS
            if (program in known[key] if key in known else not getattr(program, key))
        ]
        if keys:
            yield program.lead or NOBODY, Task("program", program.id, tuple(keys))


def _quick_wins(session: Session, method: Method, owners: Owners) -> Iterator[tuple[str, Task]]:
    """What the sheets of the chosen quick wins lack, and the milestones that are not reached yet."""
    owed_by: dict[str, str] = {}
    planned = {milestone.quick_win for milestone in counting(session.milestone)}
    for candidate in candidates(session, method):
        entry = candidate.entry
        if entry.decision != "chosen":
            continue
        owed_by[entry.id] = owners.of(entry.owner) or _lead(candidate)
        keys = [key for table, key in sheet_gaps(candidate) if table == "quick_win"]
        keys += [] if entry.id in planned else ["milestone"]
        if keys:
            yield owed_by[entry.id], Task("quick_win", entry.id, tuple(keys))
    for milestone in counting(session.milestone):
        if milestone.quick_win in owed_by and not milestone.done_on:
            agency = owners.of(milestone.owner) or owed_by[milestone.quick_win]
            yield agency, Task("milestone", milestone.id, due=milestone.due)


def _lead(candidate: Candidate) -> str:
    return (candidate.program and candidate.program.lead) or NOBODY
