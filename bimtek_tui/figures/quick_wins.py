"""The quick wins in figures: gates, impact and effort, scores, USG, votes, what was decided, and the twelve months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from ..analysis import overrules, year_plan
from ..analysis import quick_wins as analysis
from ..analysis.ordinals import ordinals
from ..analysis.quick_wins import Candidate
from ..i18n import N_, _, listed, ngettext
from ..model.entries import Session
from ..model.labels import day, key_label, value_label
from ..model.method import Method, label, wording
from ..text import line
from .page import Block, Cell, Table, shown

CELLS = {
    "quick-win": N_("quick win: high impact, low effort"),
    "large-project": N_("large project: high impact, high effort"),
    "fill-in": N_("fill-in: low impact, low effort"),
    "hardly-worth-it": N_("hardly worth it: low impact, high effort"),
    "middle": N_("in the middle: impact or effort is 3"),
}
"""The cells of the matrix of impact and effort."""

BASES = {
    "short-term": N_("The twelve months are the first year of the short term: {first} to {last}."),
    "commitment": N_("The twelve months are those after the commitment: {first} to {last}."),
    "earliest": N_(
        "The twelve months begin with the earliest due date, since neither the short term nor the commitment has one: {first} to {last}."
    ),
}
"""What the twelve months are counted from."""


def results(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact: candidates in the recommended order, decisions that differ from it, plan, sheets."""
    candidates = analysis.recommended(analysis.candidates(session, method))
    weights = analysis.weights(method)
    plan = year_plan.year_plan(session, candidates)
    return {
        "gates": [gate.id for gate in method.gate],
        "criteria": [
            {"id": criterion.id, "weight": weights.get(criterion.id), "inverse": criterion.inverse}
            for criterion in method.criterion
        ],
        "candidates": [_candidate(candidate) for candidate in candidates],
        "departures": [
            {
                "kind": departure.kind,
                "id": departure.candidate.entry.id,
                "others": [other.entry.id for other in departure.others],
                "explained": departure.explained,
            }
            for departure in overrules.departures(candidates)
        ],
        "plan": {
            "basis": plan.window and plan.window.basis,
            "first": plan.window and plan.window.first,
            "last": plan.window and plan.window.last,
            "quick_wins": [
                {"id": row.candidate.entry.id, "milestones": [_milestone(step) for step in row.steps]}
                for row in plan.rows
            ],
        },
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    entry = candidate.entry
    return {
        "id": entry.id,
        "program": entry.program,
        "decision": entry.decision,
        "gates_met": candidate.gates_met,
        "gates_failed": candidate.gates_failed,
        "gates_open": candidate.gates_open,
        "passes": candidate.passes,
        "impact": entry.impact,
        "effort": entry.effort,
        "cell": candidate.cell,
        "criteria": [
            {"id": share.criterion, "value": share.value, "counted": share.counted, "adds": share.product}
            for share in candidate.shares
        ],
        "score": candidate.score,
        "rank": candidate.rank,
        "place": candidate.place,
        "usg": candidate.usg,
        "usg_rank": candidate.usg_rank,
        "votes": entry.votes,
        "votes_rank": candidate.votes_rank,
        "sheet": {
            "filled": analysis.sheet_filled(candidate),
            "of": len(analysis.SHEET_FIELDS),
            "empty": [f"{table}.{key}" for table, key in analysis.sheet_gaps(candidate)],
        },
    }


def _milestone(step: year_plan.Step) -> dict[str, Any]:
    return {
        "id": step.entry.id,
        "due": step.entry.due,
        "when": step.when,
        "quarter": _quarter(step),
        "owner": step.entry.owner,
        "done_on": step.entry.done_on,
    }


def _quarter(step: year_plan.Step) -> int | None:
    """The quarter as people count it, from 1."""
    return None if step.quarter is None else step.quarter + 1


# For people ----------------------------------------------------------------------------------------------------


def blocks(session: Session, method: Method) -> Iterator[Block]:
    """The page: gates, values, ranks and votes of the candidates, decisions, milestones, sheets."""
    candidates = analysis.recommended(analysis.candidates(session, method))
    if not candidates:
        yield _("There is no quick-win candidate yet.")
        return
    names = _names(candidates, session)
    yield ngettext(
        "{passing} of {number} candidate passes all gates.",
        "{passing} of {number} candidates pass all gates.",
        len(candidates),
    ).format(passing=sum(candidate.passes for candidate in candidates), number=len(candidates))
    yield _("The order is a recommendation; the forum decides.")
    yield _ranking(candidates, names, method)
    yield _gates(candidates, names, method)
    yield _impact(candidates, names)
    yield _scores(candidates, names, method)
    yield _usg(candidates, names)
    yield from _departures(candidates, names)
    yield from _months(year_plan.year_plan(session, candidates), names)
    yield _sheets(candidates, names)


def _names(candidates: Sequence[Candidate], session: Session) -> dict[str, str]:
    """What people call the candidates: number and program."""
    labels = ordinals(session, "quick_win")
    return {
        entry.id: f"{labels[entry.id]} {line(program.name if program else entry.program)}"
        for entry, program in ((candidate.entry, candidate.program) for candidate in candidates)
    }


def _ranking(candidates: Sequence[Candidate], names: dict[str, str], method: Method) -> Table:
    columns = (
        _("Place in the order"),
        _("Quick win"),
        _("Gates passed"),
        _("Score"),
        _("Ranking"),
        _("Decision"),
    )
    rows = [
        (
            candidate.place,
            names[candidate.entry.id],
            f"{len(candidate.gates_met)}/{len(method.gate)}",
            candidate.score,
            candidate.rank,
            value_label(candidate.entry.decision) if candidate.entry.decision else _("undecided"),
        )
        for candidate in candidates
    ]
    return Table(_("Recommended order"), columns, rows, {0, 2, 3, 4})


def _gates(candidates: Sequence[Candidate], names: dict[str, str], method: Method) -> Table:
    texts = {gate.id: wording(gate, "text") for gate in method.gate}
    rows = [
        (
            names[candidate.entry.id],
            "; ".join(texts[gate] for gate in candidate.gates_failed),
            "; ".join(texts[gate] for gate in candidate.gates_open)
            if len(candidate.gates_open) < len(texts)
            else _("all of them"),
        )
        for candidate in candidates
        if not candidate.passes
    ]
    return Table(_("Gates that are not passed"), (_("Quick win"), _("Fails at"), _("Not asked yet")), rows)


def _impact(candidates: Sequence[Candidate], names: dict[str, str]) -> Table:
    rows = [
        (
            names[candidate.entry.id],
            candidate.entry.impact,
            candidate.entry.effort,
            _(CELLS[candidate.cell]) if candidate.cell else "",
        )
        for candidate in candidates
        if candidate.entry.impact or candidate.entry.effort
    ]
    columns = (_("Quick win"), key_label("impact"), key_label("effort"), _("Impact and effort"))
    return Table(_("Impact and effort"), columns, rows, {1, 2})


def _scores(candidates: Sequence[Candidate], names: dict[str, str], method: Method) -> Table:
    weights = analysis.weights(method)
    rows: list[tuple[Cell, ...]] = [
        (
            names[candidate.entry.id],
            *(counted.get(criterion.id) for criterion in method.criterion),
            candidate.score,
            candidate.rank,
        )
        for candidate in candidates
        if (counted := {share.criterion: share.counted for share in candidate.shares})
    ]
    criteria = (f"{label(criterion)} × {shown(weights.get(criterion.id))}" for criterion in method.criterion)
    columns = (_("Quick win"), *criteria, _("Score"), _("Ranking"))
    return Table(_("Values and scores"), columns, rows, range(1, len(columns)))


def _usg(candidates: Sequence[Candidate], names: dict[str, str]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for candidate in candidates:
        entry = candidate.entry
        cells = (
            *(entry.urgency, entry.seriousness, entry.growth, candidate.usg, candidate.usg_rank),
            *(entry.votes, candidate.votes_rank),
        )
        if any(cell is not None for cell in cells):
            rows.append((names[entry.id], *cells))
    columns = (_("Quick win"), "U", "S", "G", "USG", _("Ranking"), key_label("votes"), _("Ranking"))
    return Table(_("USG and votes"), columns, rows, range(1, 8))


def _departures(candidates: Sequence[Candidate], names: dict[str, str]) -> Iterator[Block]:
    rows = []
    for departure in overrules.departures(candidates):
        difference = {
            "gate-failed": _("chosen although a gate failed"),
            "passed-over": _("chosen before {others}, better by the score"),
            "left-out": _("not chosen although it ranks before {others}"),
        }[departure.kind].format(others=listed([names[other.entry.id] for other in departure.others]))
        entry = departure.candidate.entry
        reason = (
            line(entry.reason)
            if entry.reason
            else _("said with the others")
            if departure.explained
            else _("none given")
        )
        rows.append((names[entry.id], difference, reason))
    if rows:
        columns = (_("Quick win"), _("How the decision differs"), key_label("reason"))
        yield Table(_("Decisions that differ from the order"), columns, rows)
    elif any(candidate.entry.decision and candidate.place for candidate in candidates):
        yield _("No decision differs from the recommended order.")


def _months(plan: year_plan.YearPlan, names: dict[str, str]) -> Iterator[Block]:
    if bare := [names[row.candidate.entry.id] for row in plan.rows if not row.steps]:
        yield _("No milestones yet: {names}").format(names="; ".join(bare))
    if not plan.steps:
        return
    if plan.window:
        yield _(BASES[plan.window.basis]).format(first=day(plan.window.first), last=day(plan.window.last))
    outside = {
        "before": _("before the twelve months"),
        "after": _("after the twelve months"),
        "undated": _("no due date"),
    }
    rows = [
        (
            _day(step.entry.due),
            _quarter(step),
            names[step.entry.quick_win],
            line(step.entry.text),
            step.entry.owner,
            _day(step.entry.done_on),
            "; ".join(filter(None, (outside.get(step.when), "" if step.entry.owner else _("no owner")))),
        )
        for step in sorted(
            plan.steps, key=lambda step: (step.entry.due is None, step.entry.due or dt.date.min)
        )
    ]
    columns = (
        key_label("due"),
        _("Quarter"),
        _("Quick win"),
        _("Milestone"),
        key_label("owner"),
        key_label("done_on"),
        _("To mend"),
    )
    yield Table(_("Milestones"), columns, rows, {1})


def _day(date: dt.date | None) -> str | None:
    return day(date) if date else None


def _sheets(candidates: Sequence[Candidate], names: dict[str, str]) -> Table:
    rows = [
        (
            names[candidate.entry.id],
            f"{analysis.sheet_filled(candidate)}/{len(analysis.SHEET_FIELDS)}",
            ", ".join(key_label(key) for _table, key in analysis.sheet_gaps(candidate)),
        )
        for candidate in candidates
        if candidate.entry.decision == "chosen"
    ]
    return Table(_("Sheets of the chosen ones"), (_("Quick win"), _("Filled"), _("Still empty")), rows, {1})
