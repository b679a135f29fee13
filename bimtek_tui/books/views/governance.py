"""Who carries the plan, what may go wrong, and when it is looked at: organisation, risks, enabling tracks, evaluation."""

from __future__ import annotations

from collections.abc import Iterable

from ...analysis import organisation as bodies
from ...analysis import programs
from ...analysis import risks as levels
from ...analysis.ordinals import ordinals
from ...analysis.tally import grouped
from ...model.entries import Program, Session, counting
from ...model.method import Method
from .base import Figure, Text, View, Views, extended, standing
from .printed import counted, ranges

BODIES: dict[bodies.Body, str] = {
    "council": "Dewan Smart City",
    "team": "Tim Pelaksana Smart City",
    "forum": "Forum Smart City",
}
_LEADING = ("ketua", "wakil ketua", "sekretaris")
"""Duties that a sentence names with the office of who holds them."""


def organisation(session: Session, views: Views) -> list[View]:
    """The bodies in which somebody has a duty, each with those who have one, the highest first."""
    return [
        View(
            name := Text(BODIES[body]),
            id=body,
            name=name,
            chair=Text(
                next((one.name for one in people if bodies.held_alone(one.duty or "") == "Ketua"), "")
            ),
            members=[views.get("participant", person.id) for person in people],
            count=counted(len(people)),
            leads=[
                View(Text(person.duty or ""), office=Text(person.position or person.name))
                for person in people
                if (person.duty or "").casefold() in _LEADING
            ],
        )
        for body, members in bodies.members(session).items()
        if (people := [person for person in members if person.duty])
    ]


def risks(session: Session, views: Views) -> View:
    """The risks, the greatest first, with the product of likelihood and impact; and which of them are the greatest."""
    ranked = sorted(standing(session, "risk"), key=lambda risk: -(levels.level(risk) or 0))
    highest = levels.level(ranked[0]) if ranked else None
    return View(
        None,
        count=counted(len(ranked)),
        rows=[
            extended(views.get("risk", risk.id), level=Figure(str(levels.level(risk) or "")))
            for risk in ranked
        ],
        highest=Figure(str(highest or "")),
        greatest=[views.get("risk", risk.id) for risk in ranked if highest and levels.level(risk) == highest],
        without_response=[views.get("risk", risk.id) for risk in ranked if not risk.response],
        all_answered=bool(ranked) and all(risk.response for risk in ranked),
    )


def tracks(session: Session, method: Method, views: Views) -> list[View]:
    """The enabling tracks that have programs, in the order of the method."""
    members = grouped(counting(session.program), lambda program: program.track)
    labels = ordinals(session, "program")
    return [
        View(
            Text(track.name),
            name=Text(track.name),
            programs=[views.get("program", program.id) for program in members[track.id]],
            begun=_begun(members[track.id], labels),
        )
        for track in method.track
        if track.id in members
    ]


def _begun(members: Iterable[Program], labels: dict[str, str]) -> list[Figure]:
    """The programs of a track as they begin, each with its first year: ``P27 (2027)``; those without one come last."""
    first = {program.id: min(programs.years_of(program), default=None) for program in members}
    in_order = sorted(first.items(), key=lambda one: (one[1] is None, one[1] or 0))
    return [Figure(f"{labels[id]} ({year})" if year else labels[id]) for id, year in in_order]


def evaluations(session: Session) -> list[View]:
    """The years in which something is due: objectives and programs with a target, and programs that end."""
    labels = ordinals(session, "objective", "program")
    aims: dict[int, list[str]] = {}
    for target in standing(session, "target"):
        aims.setdefault(target.year, []).append(labels[target.of])
    ending: dict[int, list[str]] = {}
    for program in counting(session.program):
        if years := programs.years_of(program):
            ending.setdefault(max(years), []).append(labels[program.id])
    return [
        View(
            Figure(str(year)),
            year=Figure(str(year)),
            aims=Figure(ranges(dict.fromkeys(aims.get(year, ())))),
            ending=Figure(ranges(ending.get(year, ()))),
        )
        for year in sorted(aims.keys() | ending.keys())
    ]
