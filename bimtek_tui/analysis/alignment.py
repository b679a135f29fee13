"""What follows from what: mission - objective - indicator - target, and program - mission - planning document.

Only what the file says counts: a program serves the mission it names, and its reference is the one that was written
down. Nothing is deduced from words that two texts share. Years do count: what begins after the RPJMD has ended can't
be aligned to it, and belongs to the RPJPD or to nothing.
"""

from __future__ import annotations

import re
from typing import Literal, TypeVar

from msgspec import Struct

from ..model.entries import Mission, Objective, Plan, Program, Session, Target, counting, counts
from .horizons import Span, span
from .tally import grouped

Ranked = TypeVar("Ranked", Mission, Objective)
Kept = Literal["both", "mission", "rpjmd", "rpjpd", "outside", "neither"]
"""What a program is aligned to: mission and RPJMD reference, one of them, the RPJPD alone since it begins later, or no plan of its years."""
KEPT: tuple[Kept, ...] = ("both", "mission", "rpjmd", "rpjpd", "outside", "neither")
Document = Literal["rpjmd", "rpjpd"]
DOCUMENTS: tuple[Document, ...] = ("rpjmd", "rpjpd")
"""The plans of the region that a masterplan refers to: for five years, and for twenty."""
NEEDED = ("mission", "indicator", "unit", "baseline", "target")
"""What an objective needs before anybody can tell whether it was reached."""

_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–—/]|s\.?d\.?|sampai|to)\s*((?:19|20)\d\d)\b")
"""The first and last year of a period as titles of plans have them."""


class Aim(Struct, frozen=True):
    """One objective: the id of its mission ("" where it names none that counts), its targets by year, what it lacks."""

    objective: Objective
    mission: str
    targets: tuple[Target, ...]
    missing: tuple[str, ...]


class Served(Struct, frozen=True):
    """One mission with what the file says follows from it."""

    mission: Mission
    objectives: tuple[Objective, ...]
    programs: tuple[Program, ...]


class Aligned(Struct, frozen=True):
    """One program: the id of its mission ("" where it names none that counts), and what it is aligned to."""

    program: Program
    mission: str
    aligned_to: Kept


def years_of(plan: Plan | None, document: Document) -> Span | None:
    """The years of a plan of the region: as they were entered, else as its title says (“RPJMD Kota Contoh 2025-2029”).

    None where the session does not name it at all.
    """
    title, start, end = (getattr(plan, f"{document}{part}", None) for part in ("", "_start", "_end"))
    if title is None and start is None and end is None:
        return None
    in_title = _PERIOD.search(title or "")
    return Span(
        start or (int(in_title[1]) if in_title else None), end or (int(in_title[2]) if in_title else None)
    )


def rpjmd_end(plan: Plan | None) -> int | None:
    """The last year of the RPJMD, where it is known."""
    years = years_of(plan, "rpjmd")
    return years.end if years else None


def begins(plan: Plan | None, program: Program) -> int | None:
    """The first year of a program: its own, else that of its horizon."""
    return program.start_year or span(plan, program.horizon).start


def document_of(plan: Plan | None, program: Program) -> Document | None:
    """The plan of the region in whose years a program begins; None where it begins after all of them.

    As long as the years are not known it is the RPJMD.
    """
    begin, end = begins(plan, program), rpjmd_end(plan)
    if begin is None or end is None or begin <= end:
        return "rpjmd"
    years = years_of(plan, "rpjpd")
    return "rpjpd" if years is not None and (years.end is None or begin <= years.end) else None


def aims(session: Session) -> list[Aim]:
    """The objectives that count, in the order people gave them."""
    targets = grouped(counting(session.target), lambda target: target.of)
    made = []
    for objective in _in_order(counting(session.objective)):
        mission = _mission(session, objective.mission)
        own = tuple(sorted(targets.get(objective.id, ()), key=lambda target: target.year))
        there = {
            "mission": mission,
            "indicator": objective.indicator,
            "unit": objective.unit,
            "baseline": objective.baseline,
            "target": own,
        }
        made.append(Aim(objective, mission, own, tuple(name for name in NEEDED if not there[name])))
    return made


def lacking(aims: list[Aim]) -> dict[str, int]:
    """How many objectives lack each of what an objective needs."""
    return {name: sum(name in aim.missing for aim in aims) for name in NEEDED}


def target_years(aims: list[Aim]) -> tuple[int, ...]:
    """The years for which any of these objectives has a target."""
    return tuple(sorted({target.year for aim in aims for target in aim.targets}))


def missions(session: Session) -> list[Served]:
    """The missions that count, in the order people gave them, each with its objectives and programs."""
    objectives = grouped(aims(session), lambda aim: aim.mission)
    programs = grouped(alignment(session), lambda aligned: aligned.mission)
    return [
        Served(
            mission,
            tuple(aim.objective for aim in objectives.get(mission.id, ())),
            tuple(aligned.program for aligned in programs.get(mission.id, ())),
        )
        for mission in _in_order(counting(session.mission))
    ]


def alignment(session: Session) -> list[Aligned]:
    """The programs that count, in the order of capture, with what each is aligned to."""
    return [
        Aligned(program, mission, _aligned_to(mission, program, session.plan))
        for program in counting(session.program)
        for mission in [_mission(session, program.mission)]
    ]


def _aligned_to(mission: str, program: Program, plan: Plan | None) -> Kept:
    document = document_of(plan, program)
    if document != "rpjmd":
        return document or "outside"
    if mission:
        return "both" if program.rpjmd_ref else "mission"
    return "rpjmd" if program.rpjmd_ref else "neither"


def by_kept(aligned: list[Aligned]) -> dict[Kept, list[Program]]:
    """The programs by what they are aligned to."""
    groups = grouped(aligned, lambda aligned: aligned.aligned_to, KEPT)
    return {kept: [aligned.program for aligned in group] for kept, group in groups.items()}


def _mission(session: Session, id: str | None) -> str:
    """The id of a mission that is there and counts, or ""."""
    mission = session.mission.get(id or "")
    return mission.id if mission is not None and counts(mission) else ""


def _in_order(entries: list[Ranked]) -> list[Ranked]:
    """Entries in the order people gave them; those without a place come last."""
    return sorted(entries, key=lambda entry: (entry.order is None, entry.order or 0))
