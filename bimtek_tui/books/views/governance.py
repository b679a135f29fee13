"""Who carries the plan, what may go wrong, and when it is looked at: organisation, risks, enabling tracks, evaluation."""

from __future__ import annotations

from collections.abc import Iterable

from ...analysis import programs
from ...analysis.ordinals import ordinals
from ...analysis.tally import grouped
from ...model.entries import Program, Risk, Session, counting
from ...model.method import Method
from ...model.workshop_entries import Participant
from .base import Figure, Text, View, Views, extended, standing
from .printed import counted, drawn, ranges
from .workshop import in_protocol

_BODIES = {"council": "Dewan Smart City", "team": "Tim Pelaksana Smart City", "": "Forum Smart City"}
"""The bodies of a smart city by the role of those who have a duty there; in the forum sits everybody else.

Source: the guidance for smart-city masterplans of 2017, which names council, implementing team and forum.
"""
_ORDER = ("ketua", "wakil ketua", "sekretaris", "wakil sekretaris", "koordinator")
"""Duties in the order in which a decree names them; whoever has another one comes after these, as members do."""


def organisation(session: Session, views: Views) -> list[View]:
    """The bodies in which somebody has a duty, each with its members as they were taken down, the chair first."""
    members = grouped(
        sorted((person for person in in_protocol(session) if person.duty), key=_place),
        lambda person: person.role if person.role in _BODIES else "",
        _BODIES,
    )
    return [
        View(
            name := Text(_BODIES[body or ""]),
            name=name,
            members=[views.get("participant", person.id) for person in people],
            count=counted(len(people)),
            leads=[
                View(
                    Text(person.duty or ""),
                    duty=Text(person.duty or ""),
                    office=Text(person.position or person.name),
                )
                for person in people
                if (person.duty or "").casefold() in _ORDER[:3]
            ],
        )
        for body, people in members.items()
        if people
    ]


def _place(person: Participant) -> int:
    duty = (person.duty or "").casefold()
    return next((place for place, first in enumerate(_ORDER) if duty.startswith(first)), len(_ORDER))


def risks(session: Session, views: Views) -> View:
    """The risks, the greatest first, with the product of likelihood and impact; and which of them are the greatest."""
    ranked = sorted(standing(session, "risk"), key=lambda risk: -(_level(risk) or 0))
    highest = _level(ranked[0]) if ranked else None
    return View(
        None,
        count=counted(len(ranked)),
        rows=[extended(views.get("risk", risk.id), level=Figure(str(_level(risk) or ""))) for risk in ranked],
        highest=Figure(str(highest or "")),
        greatest=[views.get("risk", risk.id) for risk in ranked if highest and _level(risk) == highest],
        without_response=[views.get("risk", risk.id) for risk in ranked if not risk.response],
        all_answered=bool(ranked) and all(risk.response for risk in ranked),
    )


def _level(risk: Risk) -> int | None:
    """Likelihood times impact, 1 to 25; None where either is not given. Source: ISO 31010, consequence/likelihood matrix."""
    return risk.likelihood * risk.impact if risk.likelihood and risk.impact else None


def tracks(session: Session, method: Method, views: Views) -> list[View]:
    """The enabling tracks that have programs, in the order of the method."""
    members = grouped(counting(session.program), lambda program: program.track)
    labels = ordinals(session, "program")
    return [
        View(
            Text(track.name),
            name=Text(track.name),
            programs=[views.get("program", program.id) for program in members[track.id]],
            labels=Figure(drawn(labels[program.id] for program in members[track.id])),
            first=_first_year(members[track.id]),
        )
        for track in method.track
        if track.id in members
    ]


def _first_year(members: Iterable[Program]) -> Figure:
    years = [min(years) for program in members if (years := programs.years_of(program))]
    return Figure(str(min(years)) if years else "")


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
