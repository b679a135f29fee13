"""Programs by horizon, dimension, status and year, what they cost and lack, who carries them, and overlaps."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from ..analysis import budget, horizons, overlaps, programs
from ..analysis.horizons import HORIZONS
from ..analysis.ordinals import ordinals
from ..analysis.workload import workload
from ..model.entries import Program, Session, counting
from ..model.method import Method
from .encoding import exact, rupiah


def results(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact. A year or a source that is null is money that nobody has split."""
    money = budget.money(session)
    share = budget.share(session, money)
    by_dimension = programs.by_dimension(session, method)
    amounts = budget.by_known_dimension(money, method)
    grid, targets = programs.roadmap(session), programs.targets(session)
    sources = budget.named_sources(session)
    labels = ordinals(session, "program", "objective")

    def named(program: Program) -> dict[str, Any]:
        return {"id": program.id, "label": labels[program.id], "name": program.name}

    return {
        "count": len(counting(session.program)),
        "by_horizon": [
            {
                "horizon": horizon,
                **asdict(horizons.span(session.plan, horizon)),
                "programs": len(members),
                "budget": rupiah(money.by_horizon.get(horizon)),
            }
            for horizon, members in programs.by_horizon(session).items()
        ],
        "by_dimension": [
            {"dimension": id or None, "programs": len(members), "budget": rupiah(amounts.get(id))}
            for id, members in by_dimension.items()
            if id or members
        ],
        "by_status": [
            {"status": status or None, "programs": count}
            for status, count in programs.by_status(session).items()
        ],
        "roadmap": {
            "years": grid.years,
            "by_dimension": [
                {
                    "dimension": id or None,
                    "running": running,
                    "without_years": programs.without_years(by_dimension[id]),
                }
                for id, running in programs.running(session, method).items()
                if id or by_dimension[id]
            ],
            "programs": [
                {**named(row.program), "dimension": row.program.dimension, "years": sorted(row.years)}
                for row in grid.rows
            ],
        },
        "budget": {
            "total": rupiah(money.total) if money.with_budget else None,
            "programs": money.with_budget,
            "programs_without": money.without_budget,
            "by_year": [
                {"year": year or None, "amount": rupiah(amount)} for year, amount in budget.by_year(money)
            ],
            "by_source": [
                {"source": source or None, "amount": rupiah(amount)}
                for source, amount in budget.by_source(money, method)
            ],
            "by_year_and_source": [
                {"year": year or None, "source": source or None, "amount": rupiah(amount)}
                for year, source, amount in budget.by_year_and_source(money, method)
            ],
        },
        "other_sources": {
            "own_source": budget.own_source(session),
            "own": rupiah(share.own),
            "other": rupiah(share.other),
            "known": rupiah(share.known),
            "source_unknown": rupiah(share.source_unknown),
            "share_of_known": None if share.share_of_known is None else exact(share.share_of_known, 4),
        },
        "alternative_funding": [
            {
                "source": source.funding,
                "amount": rupiah(source.total),
                "without_amount": source.open,
                "programs": [
                    {**named(program), "amount": rupiah(amount)} for program, amount in source.programs
                ],
            }
            for source in budget.alternatives(session, method, money)
        ],
        "lacking": {
            key: [named(program) for program in members] for key, members in programs.lacking(session).items()
        },
        "disagreeing": [
            {
                **named(row.program),
                "whole": rupiah(row.whole),
                "rows": rupiah(row.rows),
                "rest": rupiah(row.rest),
            }
            for row in budget.disagreeing(session)
        ],
        "targets": {
            "years": targets.years,
            "rows": [
                {"of": id, "label": labels[id], "values": dict(sorted(row.items()))}
                for id, row in targets.rows.items()
            ],
        },
        "load": [
            {
                "agency": load.agency or None,
                "programs": len(load.programs),
                **{horizon: load.count(horizon) for horizon in HORIZONS},
                "supporting": load.supporting,
                "budget": rupiah(load.money),
                "without_budget": load.without_budget,
            }
            for load in workload(session, money)
        ],
        "overlaps": [
            {
                "similarity": group.similarity,
                "codes": group.codes,
                "programs": [
                    {
                        **named(program),
                        "lead": program.lead,
                        "proposed_by": program.source,
                        "years": sorted(programs.years_of(program)),
                        "budget": rupiah(money.by_program.get(program.id)),
                        "sources": sources[program.id],
                    }
                    for program in group.programs
                ],
            }
            for group in overlaps.overlaps(session)
        ],
    }
