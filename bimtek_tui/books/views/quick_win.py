"""Quick-win candidates, decisions, sheets and the twelve-month plan as views."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ...analysis import overrules as departing
from ...analysis import quick_wins as analysis
from ...analysis import year_plan as planning
from ...analysis.progress import SHEET
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..gaps import Gap
from ..terms import CELLS, SHEET_TITLES, SHEET_TOPICS
from .base import Figure, Several, Term, Text, View, Views, extended
from .printed import exactly, figure, percent


def quick_wins(session: Session, method: Method, views: Views) -> View:
    """All candidates in the recommended order, those of each decision, and the twelve months of those chosen."""
    found = analysis.recommended(analysis.candidates(session, method))
    made = {one.entry.id: _candidate(one, method, views) for one in found}
    shown = list(made.values())
    for one in departing.departures(found):
        made[one.candidate.entry.id].departures.append(_departure(one, made))
    weights = analysis.weights(method)
    chosen = [one for one in shown if one.decision_id == "chosen"]
    passing = [one for one in shown if one.passes]
    cells = Counter(one.cell for one in found)
    return View(
        None,
        {"plan": lambda: _plan(session, found, made, views)},
        candidates=shown,
        candidates_spelled=Figure(indonesian.spelled(len(shown))),
        chosen=chosen,
        chosen_spelled=Figure(indonesian.spelled(len(chosen))),
        horizons=list(
            {one.program.horizon.id: one.program.horizon for one in chosen if one.program.horizon}.values()
        ),
        reserve=[one for one in shown if one.decision_id == "reserve"],
        rejected=[one for one in shown if one.decision_id == "rejected"],
        undecided=[one for one in shown if one.decision_id == ""],
        passing=passing,
        failing=[one for one in shown if one.gates_failed],
        unasked=[one for one in shown if not one.passes and not one.gates_failed],
        asked=any(one.asked for one in shown),
        scored=any(one.score is not None for one in found),
        compared=any(one.usg is not None or one.entry.votes is not None for one in found),
        placed=any(one.cell is not None for one in found),
        best=[made[one.entry.id] for one in found if one.rank == 1],
        cells=[
            View(Text(CELLS[cell]), name=Text(CELLS[cell]), count=Figure(str(cells[cell])))
            for cell in analysis.CELLS
        ],
        without_cell=[made[one.entry.id] for one in found if one.cell is None],
        departures=[departure for one in shown for departure in one.departures],
        gates=[Text(gate.text) for gate in method.gate],
        criteria=[
            View(
                Text(one.name),
                name=Text(one.name),
                weight=percent(weights[one.id]) if weights else Figure(""),
                inverse=one.inverse,
            )
            for one in method.criterion
        ],
    )


def _candidate(candidate: analysis.Candidate, method: Method, views: Views) -> View:
    entry = candidate.entry
    texts = {gate.id: gate.text for gate in method.gate}
    view = views.get("quick_win", entry.id)
    asked = len(candidate.gates_open) < len(method.gate)
    shares = {one.criterion: one for one in candidate.shares}
    return extended(
        view,
        decision_id=entry.decision or "",
        asked=asked,
        gates_count=Figure(
            f"{len(candidate.gates_met)} dari {len(method.gate)}" if asked else "belum ditanyakan",
            None if asked else Gap("quick_win", entry.id, "gates_met"),
        ),
        gate_marks=[Figure(_mark(candidate, gate.id)) for gate in method.gate],
        gates_failed=[Term(one, texts[one]) for one in candidate.gates_failed],
        gates_open=[Term(one, texts[one]) for one in candidate.gates_open],
        passes=candidate.passes,
        cell=Text(
            CELLS[candidate.cell] if candidate.cell else "",
            Gap("quick_win", entry.id, "effort" if entry.impact else "impact"),
        ),
        values=[
            Figure(exactly(candidate.values[one.id]) if one.id in candidate.values else "")
            for one in method.criterion
        ],
        products=[figure(shares[one.id].product if one.id in shares else None) for one in method.criterion],
        score=figure(candidate.score),
        rank=Figure(str(candidate.rank or "")),
        place=Figure(str(candidate.place or "")),
        usg=Figure(str(candidate.usg or "")),
        usg_rank=Figure(str(candidate.usg_rank or "")),
        votes_rank=Figure(str(candidate.votes_rank or "")),
        departures=[],
        sheet=[View(title=Figure(SHEET_TITLES[key]), text=getattr(view, key)) for key in SHEET],
        sheet_missing=Several([Figure(SHEET_TOPICS[one]) for one in analysis.sheet_gaps(candidate)]),
        sheet_filled=Figure(f"{analysis.sheet_filled(candidate)} dari {len(analysis.SHEET_FIELDS)}"),
    )


def _mark(candidate: analysis.Candidate, gate: str) -> str:
    return "ya" if gate in candidate.gates_met else "tidak" if gate in candidate.gates_failed else "belum"


def _departure(one: departing.Departure, made: dict[str, View]) -> View:
    view = made[one.candidate.entry.id]
    return View(
        None,
        None,
        kind=one.kind,
        candidate=view,
        others=[made[other.entry.id] for other in one.others],
        reason=view.reason,
        explained=one.explained,
    )


def _plan(session: Session, found: list[analysis.Candidate], made: dict[str, View], views: Views) -> View:
    """The twelve months: quick wins by quarter, milestones by month, and what is missing or outside."""
    plan = planning.year_plan(session, found)
    rows = []
    months: dict[dt.date, list[tuple[dt.date, View]]] = {}
    for row in plan.rows:
        view = made[row.candidate.entry.id]
        steps = [_step(one, view, views) for one in row.steps]
        cells: list[list[dt.date]] = [[] for _quarter in plan.window.quarters] if plan.window else []
        for one, step in zip(row.steps, steps, strict=True):
            if one.quarter is not None and one.entry.due:
                cells[one.quarter].append(one.entry.due)
            if one.entry.due:
                months.setdefault(one.entry.due.replace(day=1), []).append((one.entry.due, step))
        done = sum(one.entry.done_on is not None for one in row.steps)
        rows.append(
            View(
                None,
                None,
                quick_win=view,
                steps=steps,
                cells=[Figure(_days(cell)) for cell in cells],
                done=Figure(f"{done} dari {len(steps)}" if steps else ""),
            )
        )
    every = [step for row in rows for step in row.steps]
    return View(
        None,
        None,
        basis=plan.window.basis if plan.window else "",
        span=Figure(_span(plan.window.first, plan.window.last) if plan.window else ""),
        quarters=[Figure(_span(*one)) for one in plan.window.quarters] if plan.window else [],
        rows=rows,
        months=[
            View(
                None,
                None,
                name=Figure(indonesian.months(first, first)),
                steps=[step for _day, step in sorted(steps, key=lambda one: one[0])],
            )
            for first, steps in sorted(months.items(), key=lambda one: one[0])
        ],
        total=len(every),
        of_chosen=sum(len(row.steps) for row in rows if row.quick_win.decision_id == "chosen"),
        done=sum(one.entry.done_on is not None for one in plan.steps),
        undated=[one for one in every if one.when == "undated"],
        outside=[one for one in every if one.when in ("before", "after")],
        unowned=[one for one in every if not one.milestone.owner],
        without_milestones=[
            row.quick_win for row in rows if not row.steps and row.quick_win.decision_id == "chosen"
        ],
    )


def _step(one: planning.Step, quick_win: View, views: Views) -> View:
    milestone = views.get("milestone", one.entry.id)
    day = Figure(str(one.entry.due.day) if one.entry.due else "")
    return View(milestone.text, None, milestone=milestone, when=one.when, quick_win=quick_win, day=day)


def _days(days: list[dt.date]) -> str:
    """The due dates in a quarter in short: ``27/2; 30/4``."""
    return "; ".join(f"{one.day}/{one.month}" for one in days)


def _span(first: dt.date, last: dt.date) -> str:
    """``Januari-Maret 2026`` where both are the edges of months, the days otherwise."""
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        return indonesian.months(first, last)
    return indonesian.date_range(first, last)
