"""Programs by horizon, dimension, status and year, what they cost and lack, who carries them, and overlaps."""

from __future__ import annotations

from typing import Any

from ..analysis import budget, overlaps, programs, tally
from ..analysis.ordinals import ordinals
from ..analysis.progress import HORIZONS
from ..analysis.workload import workload
from ..i18n import _
from ..model.entries import Program, Session, counting
from ..model.method import Method
from . import program_tables
from .exact import exact, rupiah
from .page import Page


def section(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact. A year or a source that is null is money that nobody has split."""
    known = budget.money(session)
    numbers = ordinals(session, "program", "objective")

    def named(one: Program) -> dict[str, Any]:
        return {"id": one.id, "label": numbers.get(one.id, ""), "name": one.name}

    return {
        "count": len(counting(session.program)),
        "by_horizon": [
            _horizon(session, known, one, number) for one, number in tally.by_horizon(session).items()
        ],
        "by_dimension": _dimensions(session, method, known),
        "by_status": [
            {"status": status or None, "programs": count}
            for status, count in programs.by_status(session).items()
        ],
        "roadmap": _roadmap(session, method, named),
        "budget": _budget(known, method),
        "other_sources": _share(session, known),
        "alternative_funding": [
            {
                "source": one.funding,
                "amount": rupiah(one.total),
                "without_amount": one.open,
                "programs": [{**named(of), "amount": rupiah(amount)} for of, amount in one.programs],
            }
            for one in budget.alternatives(session, method, known)
        ],
        "lacking": {key: [named(one) for one in found] for key, found in programs.lacking(session).items()},
        "disagreeing": [
            {
                **named(one.program),
                "whole": rupiah(one.whole),
                "rows": rupiah(one.rows),
                "rest": rupiah(one.rest),
            }
            for one in budget.disagreeing(session)
        ],
        "targets": _targets(session, numbers),
        "load": [
            {
                "agency": one.agency or None,
                "programs": len(one.programs),
                **{horizon: one.count(horizon) for horizon in HORIZONS},
                "supporting": one.supporting,
                "budget": rupiah(one.money),
                "without_budget": one.without_budget,
            }
            for one in workload(session, known)
        ],
        "overlaps": _overlaps(session, known, named),
    }


def _horizon(session: Session, known: budget.Money, horizon: Any, number: int) -> dict[str, Any]:
    agreed = programs.span(session.plan, horizon)
    return {
        "horizon": horizon,
        "start": agreed.start,
        "end": agreed.end,
        "years": agreed.years,
        "programs": number,
        "budget": rupiah(known.by_horizon.get(horizon)),
    }


def _dimensions(session: Session, method: Method, known: budget.Money) -> list[dict[str, Any]]:
    """The dimensions of the method; those without one or with an unknown one come last, under null."""
    amounts = budget.by_known_dimension(known, method)
    return [
        {"dimension": one or None, "programs": len(found), "budget": rupiah(amounts.get(one))}
        for one, found in programs.by_dimension(session, method).items()
        if one or found
    ]


def _roadmap(session: Session, method: Method, named: Any) -> dict[str, Any]:
    grid = programs.roadmap(session)
    by_dimension = programs.by_dimension(session, method)
    return {
        "years": list(grid.years),
        "by_dimension": [
            {
                "dimension": one or None,
                "running": {str(year): count for year, count in running.items()},
                "without_years": sum(not programs.years_of(of) for of in by_dimension[one]),
            }
            for one, running in programs.running(session, method).items()
            if one or by_dimension[one]
        ],
        "programs": [
            {**named(row.program), "dimension": row.program.dimension, "years": sorted(row.years)}
            for row in grid.rows
        ],
    }


def _budget(known: budget.Money, method: Method) -> dict[str, Any]:
    places = {one.id: place for place, one in enumerate(method.funding)}

    def order(source: int | str) -> tuple[bool, int, str]:
        return not source, places.get(str(source), len(places)), str(source)

    years = sorted(known.by_year.items(), key=lambda one: (not one[0], one[0]))
    crossed = budget.cross(known.parts, "year", "funding")
    return {
        "total": rupiah(known.total) if known.with_budget else None,
        "programs": known.with_budget,
        "programs_without": known.without_budget,
        "by_year": [{"year": year or None, "amount": rupiah(amount)} for year, amount in years],
        "by_source": [
            {"source": one or None, "amount": rupiah(amount)}
            for one, amount in sorted(known.by_funding.items(), key=lambda one: order(one[0]))
        ],
        "by_year_and_source": [
            {"year": year or None, "source": source or None, "amount": rupiah(amount)}
            for (year, source), amount in sorted(
                crossed.items(), key=lambda one: (not one[0][0], one[0][0], order(one[0][1]))
            )
        ],
    }


def _share(session: Session, known: budget.Money) -> dict[str, Any]:
    found = budget.share(session, known)
    return {
        "own_source": budget.own_source(session),
        "own": rupiah(found.own),
        "other": rupiah(found.other),
        "known": rupiah(found.known),
        "source_unknown": rupiah(found.unknown),
        "share_of_known": exact(found.of_known, 4),
    }


def _targets(session: Session, numbers: dict[str, str]) -> dict[str, Any]:
    found = programs.targets(session)
    return {
        "years": list(found.years),
        "rows": [
            {
                "of": id,
                "label": numbers.get(id, ""),
                "values": {str(year): list(values) for year, values in sorted(row.items())},
            }
            for id, row in found.rows.items()
        ],
    }


def _overlaps(session: Session, known: budget.Money, named: Any) -> list[dict[str, Any]]:
    sources = budget.named_sources(session)
    return [
        {
            "similarity": group.similarity,
            "programs": [
                {
                    **named(one),
                    "lead": one.lead,
                    "proposed_by": one.source,
                    "years": sorted(programs.years_of(one)),
                    "budget": rupiah(known.by_program.get(one.id)),
                    "sources": list(sources[one.id]),
                }
                for one in group.programs
            ],
        }
        for group in overlaps.overlaps(session)
    ]


def page(found: dict[str, Any], session: Session, method: Method) -> Page:  # noqa: ARG001 - as all sections
    """What `section` found, for people."""
    return Page("programs", _("Programs, roadmap and budget"), tuple(program_tables.blocks(found, method)))
