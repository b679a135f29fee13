"""Quick-win candidates, decisions, sheets and the twelve-month plan as views."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction

from ...analysis import costs
from ...analysis import overrules as departing
from ...analysis import quick_wins as analysis
from ...analysis import year_plan as planning
from ...analysis.progress import SHEET
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..gaps import Gap
from ..terms import CELLS, SHEET_TITLES, SHEET_TOPICS
from .base import EntryView, Figure, Several, Term, Text, View, Views, extended, rupiah
from .printed import counted, drawn, exactly, figure, in_short, percent, some


def quick_wins(session: Session, method: Method, views: Views) -> View:
    """All candidates by their numbers and as `recommended`, those of each decision, and the twelve months of those chosen."""
    ranking = analysis.recommended(analysis.candidates(session, method))
    made = {candidate.entry.id: _candidate(candidate, method, views) for candidate in ranking}
    shown = [made[id] for id in session.quick_win if id in made]
    for departure in departing.departures(ranking):
        made[departure.candidate.entry.id].departures.append(_departure(departure, made))
    weights = analysis.weights(method)
    chosen = [view for view in shown if view.decision_id == "chosen"]
    passing = [view for view in shown if view.passes]
    cells = Counter(candidate.cell for candidate in ranking)
    return View(
        None,
        {"plan": lambda: _plan(session, ranking, made, views)},
        candidates=shown,
        recommended=list(made.values()),
        candidates_spelled=Figure(indonesian.spelled(len(shown))),
        chosen=chosen,
        chosen_spelled=Figure(indonesian.spelled(len(chosen))),
        horizons=list(
            {
                view.program.horizon.id: view.program.horizon for view in chosen if view.program.horizon
            }.values()
        ),
        reserve=[view for view in shown if view.decision_id == "reserve"],
        rejected=[view for view in shown if view.decision_id == "rejected"],
        undecided=[view for view in shown if view.decision_id == ""],
        passing=passing,
        failing=[view for view in shown if view.gates_failed],
        unasked=[view for view in shown if not view.passes and not view.gates_failed],
        asked=any(view.asked for view in shown),
        scored=any(candidate.score is not None for candidate in ranking),
        compared=any(candidate.usg is not None or candidate.entry.votes is not None for candidate in ranking),
        placed=any(candidate.cell is not None for candidate in ranking),
        best=[made[candidate.entry.id] for candidate in ranking if candidate.rank == 1],
        cells=[
            View(
                Text(CELLS[cell]),
                name=Text(CELLS[cell]),
                count=Figure(str(cells[cell])),
                labels=Figure(drawn(str(made[one.entry.id].label) for one in ranking if one.cell == cell)),
            )
            for cell in analysis.CELLS
        ],
        without_cell=[made[candidate.entry.id] for candidate in ranking if candidate.cell is None],
        departures=[departure for view in shown for departure in view.departures],
        gates=[Text(gate.text) for gate in method.gate],
        criteria=[
            View(
                Text(criterion.name),
                name=Text(criterion.name),
                weight=percent(weights[criterion.id]) if weights else Figure(""),
                inverse=criterion.inverse,
            )
            for criterion in method.criterion
        ],
    )


def _candidate(candidate: analysis.Candidate, method: Method, views: Views) -> View:
    entry = candidate.entry
    texts = {gate.id: gate.text for gate in method.gate}
    view = views.get("quick_win", entry.id)
    asked = len(candidate.gates_open) < len(method.gate)
    shares = {share.criterion: share for share in candidate.shares}
    return extended(
        view,
        {
            "costs": lambda: _costs(view),
            "steps": lambda: _steps(view),
            "told": lambda: _is_told(view),
            "sources": lambda: [Text(indonesian.within(source._raw)) for source in view.program.funding],
        },
        decision_id=entry.decision or "",
        asked=asked,
        gates_count=Figure(
            f"{len(candidate.gates_met)} dari {len(method.gate)}" if asked else "belum ditanyakan",
            None if asked else Gap("quick_win", entry.id, "gates_met"),
        ),
        gate_marks=[Figure(_mark(candidate, gate.id)) for gate in method.gate],
        gates_failed=[Term(gate, texts[gate]) for gate in candidate.gates_failed],
        gates_open=[Term(gate, texts[gate]) for gate in candidate.gates_open],
        passes=candidate.passes,
        cell=Text(
            CELLS[candidate.cell] if candidate.cell else "",
            Gap("quick_win", entry.id, "effort" if entry.impact else "impact"),
        ),
        values=[
            Figure(exactly(candidate.values[criterion.id]) if criterion.id in candidate.values else "")
            for criterion in method.criterion
        ],
        products=[
            figure(shares[criterion.id].product if criterion.id in shares else None)
            for criterion in method.criterion
        ],
        weighed=[
            Figure(
                f"{exactly(candidate.values[id])}\u00a0→\u00a0{figure(shares[id].product)}"
                if id in shares
                else ""
            )
            for id in (criterion.id for criterion in method.criterion)
        ],
        score=figure(candidate.score),
        rank=Figure(str(candidate.rank or "")),
        place=Figure(str(candidate.place or "")),
        usg=Figure(str(candidate.usg or "")),
        usg_rank=Figure(str(candidate.usg_rank or "")),
        votes_rank=Figure(str(candidate.votes_rank or "")),
        departures=[],
        sheet=[View(title=Figure(SHEET_TITLES[key]), text=getattr(view, key)) for key in SHEET],
        sheet_missing=Several([Figure(SHEET_TOPICS[topic]) for topic in analysis.sheet_gaps(candidate)]),
        sheet_filled=Figure(f"{analysis.sheet_filled(candidate)} dari {len(analysis.SHEET_FIELDS)}"),
    )


def _is_told(view: EntryView) -> bool:
    """Whether a sheet says anything of a quick win."""
    said = (getattr(view._entry, key, None) for key in (*SHEET, "before", "after", "owner", "team"))
    return any(said) or bool(view.costs or view.steps or view.program.described or view.program.lead)


def _costs(view: EntryView) -> View:
    """The items that a quick win costs, and their sum; false without any."""
    rows = [row for row in view._views.of("cost") if row._entry.quick_win == view._id]
    amounts = [costs.amount(row._entry) for row in rows]
    known = [amount for amount in amounts if amount is not None]
    whole = costs.whole_rupiah(sum(known, Fraction())) if known and len(known) == len(amounts) else None
    return View(
        some(len(rows)),
        rows=[
            extended(row, amount=rupiah(None if amount is None else costs.whole_rupiah(amount)))
            for row, amount in zip(rows, amounts, strict=True)
        ],
        total=rupiah(whole),
        short=in_short(whole),
    )


def _steps(view: EntryView) -> list[EntryView]:
    """The milestones of a quick win by their due dates; those without one come last."""
    rows = [row for row in view._views.of("milestone") if row._entry.quick_win == view._id]
    return sorted(rows, key=lambda row: (row._entry.due is None, row._entry.due or dt.date.min))


def _mark(candidate: analysis.Candidate, gate: str) -> str:
    return "ya" if gate in candidate.gates_met else "tidak" if gate in candidate.gates_failed else "belum"


def _departure(departure: departing.Departure, made: dict[str, View]) -> View:
    view = made[departure.candidate.entry.id]
    return View(
        None,
        None,
        kind=departure.kind,
        candidate=view,
        others=[made[other.entry.id] for other in departure.others],
        reason=view.reason,
        explained=departure.explained,
    )


def _plan(session: Session, ranking: list[analysis.Candidate], made: dict[str, View], views: Views) -> View:
    """The twelve months: quick wins by quarter, milestones by month, and what is missing or outside."""
    place = {id: at for at, id in enumerate(session.quick_win)}
    plan = planning.year_plan(session, sorted(ranking, key=lambda candidate: place[candidate.entry.id]))
    rows = []
    months: dict[dt.date, list[tuple[dt.date, View]]] = {}
    for row in plan.rows:
        view = made[row.candidate.entry.id]
        steps = [_step(step, view, views) for step in row.steps]
        cells: list[list[dt.date]] = [[] for _quarter in plan.window.quarters] if plan.window else []
        for planned, step in zip(row.steps, steps, strict=True):
            if planned.quarter is not None and planned.entry.due:
                cells[planned.quarter].append(planned.entry.due)
            if planned.entry.due:
                months.setdefault(planned.entry.due.replace(day=1), []).append((planned.entry.due, step))
        done = sum(step.entry.done_on is not None for step in row.steps)
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
        span=Figure(indonesian.span(plan.window.first, plan.window.last) if plan.window else ""),
        fullest=_fullest(plan),
        quarters=[Figure(indonesian.span(*quarter)) for quarter in plan.window.quarters]
        if plan.window
        else [],
        rows=rows,
        months=[
            View(
                None,
                None,
                name=Figure(indonesian.months(first, first)),
                steps=[step for _day, step in sorted(steps, key=lambda cell: cell[0])],
            )
            for first, steps in sorted(months.items(), key=lambda cell: cell[0])
        ],
        total=len(every),
        of_chosen=sum(len(row.steps) for row in rows if row.quick_win.decision_id == "chosen"),
        done=sum(step.entry.done_on is not None for step in plan.steps),
        undated=[step for step in every if step.when == "undated"],
        outside=[step for step in every if step.when in ("before", "after")],
        unowned=[step for step in every if not step.milestone.owner],
        without_milestones=[
            row.quick_win for row in rows if not row.steps and row.quick_win.decision_id == "chosen"
        ],
    )


def _fullest(plan: planning.YearPlan) -> View:
    """The quarter with the most milestones, and how many; false where several have as many."""
    counts = Counter(step.quarter for step in plan.steps if step.quarter is not None)
    most = max(counts.values(), default=0)
    quarters = [quarter for quarter, count in counts.items() if count == most]
    only = plan.window and len(quarters) == 1 and len(counts) > 1
    shown = indonesian.span(*plan.window.quarters[quarters[0]]) if plan.window and only else ""
    return View(Figure(shown), count=counted(most))


def _step(step: planning.Step, quick_win: View, views: Views) -> View:
    milestone = views.get("milestone", step.entry.id)
    day = Figure(str(step.entry.due.day) if step.entry.due else "")
    return View(milestone.text, None, milestone=milestone, when=step.when, quick_win=quick_win, day=day)


def _days(days: list[dt.date]) -> str:
    """The due dates in a quarter in short: ``27/2; 30/4``."""
    return "; ".join(f"{day.day}/{day.month}" for day in days)
