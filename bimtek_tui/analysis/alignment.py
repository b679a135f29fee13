"""What follows from what: mission - objective - indicator - target, and program - mission - RPJMD reference.

Only what the file says counts: a program serves the mission it names, and its reference is the one that was written
down. Nothing is deduced from words that two texts share.
"""

from __future__ import annotations

import re
from typing import Literal, TypeVar

from msgspec import Struct

from ..model.entries import Mission, Objective, Plan, Program, Session, Target, counting, counts
from .tally import grouped

Ranked = TypeVar("Ranked", Mission, Objective)
Kept = Literal["both", "mission", "rpjmd", "neither"]
"""What a program is aligned to."""
KEPT: tuple[Kept, ...] = ("both", "mission", "rpjmd", "neither")
NEEDED = ("mission", "indicator", "unit", "baseline", "target")
"""What an objective needs before anybody can tell whether it was reached."""

_PERIOD = re.compile(r"\b(?:19|20)\d\d\s*(?:[-–—/]|s\.?d\.?|sampai|to)\s*((?:19|20)\d\d)\b")
"""The years of a period as titles of plans have them; of it the last."""


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


def rpjmd_end(plan: Plan | None) -> int | None:
    """The last year of the RPJMD: as it was entered, else as its title says (“RPJMD Kota Contoh 2025-2029”)."""
    if plan is None:
        return None
    in_title = _PERIOD.search(plan.rpjmd or "")
    return plan.rpjmd_end or (int(in_title[1]) if in_title else None)


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
        Aligned(program, mission, _aligned_to(mission, program.rpjmd_ref))
        for program in counting(session.program)
        for mission in [_mission(session, program.mission)]
    ]


def _aligned_to(mission: str, reference: str | None) -> Kept:
    if mission:
        return "both" if reference else "mission"
    return "rpjmd" if reference else "neither"


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
