"""The quick wins in figures: gates, impact and effort, scores, USG, votes, what was decided, and the twelve months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ..analysis import overrules as departing
from ..analysis import quick_wins as analysis
from ..analysis import year_plan as planning
from ..analysis.ordinals import ordinals
from ..i18n import N_, _, listed, ngettext
from ..model.entries import Session
from ..model.labels import day, key_label, value_label
from ..model.method import Method, label, said
from ..text import line
from .exact import exact
from .exact import said as figure
from .page import Block, Page, Table

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


def section(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact: candidates in the recommended order, decisions that differ from it, plan, sheets."""
    found = analysis.recommended(analysis.candidates(session, method))
    weights = analysis.weights(method)
    plan = planning.year_plan(session, found)
    return {
        "gates": [one.id for one in method.gate],
        "criteria": [
            {"id": one.id, "weight": exact(weights.get(one.id)), "inverse": one.inverse}
            for one in method.criterion
        ],
        "candidates": [_candidate(one) for one in found],
        "departures": [
            {
                "kind": one.kind,
                "id": one.candidate.entry.id,
                "others": [other.entry.id for other in one.others],
                "explained": one.explained,
            }
            for one in departing.departures(found)
        ],
        "plan": _plan(plan),
    }


def _candidate(one: analysis.Candidate) -> dict[str, Any]:
    entry = one.entry
    return {
        "id": entry.id,
        "program": entry.program,
        "decision": entry.decision,
        "gates_met": list(one.gates_met),
        "gates_failed": list(one.gates_failed),
        "gates_open": list(one.gates_open),
        "passes": one.passes,
        "impact": entry.impact,
        "effort": entry.effort,
        "cell": one.cell,
        "criteria": [
            {
                "id": share.criterion,
                "value": exact(share.value),
                "counted": exact(share.counted),
                "adds": exact(share.product),
            }
            for share in one.shares
        ],
        "score": exact(one.score),
        "rank": one.rank,
        "place": one.place,
        "usg": one.usg,
        "usg_rank": one.usg_rank,
        "votes": entry.votes,
        "votes_rank": one.votes_rank,
        "sheet": {
            "filled": analysis.sheet_filled(one),
            "of": len(analysis.SHEET_FIELDS),
            "empty": [f"{table}.{key}" for table, key in analysis.sheet_gaps(one)],
        },
    }


def _plan(plan: planning.YearPlan) -> dict[str, Any]:
    window = plan.window
    return {
        "basis": window.basis if window else None,
        "first": window.first.isoformat() if window else None,
        "last": window.last.isoformat() if window else None,
        "quick_wins": [
            {
                "id": row.candidate.entry.id,
                "milestones": [
                    {
                        "id": step.entry.id,
                        "due": step.entry.due.isoformat() if step.entry.due else None,
                        "when": step.when,
                        "quarter": None if step.quarter is None else step.quarter + 1,
                        "owner": step.entry.owner,
                        "done_on": step.entry.done_on.isoformat() if step.entry.done_on else None,
                    }
                    for step in row.steps
                ],
            }
            for row in plan.rows
        ],
    }


def page(found: dict[str, Any], session: Session, method: Method) -> Page:
    """What `section` found, for people."""
    title = _("Quick wins")
    if not found["candidates"]:
        return Page("quick_wins", title, (_("There is no quick-win candidate yet."),))
    return Page("quick_wins", title, tuple(_blocks(found, session, method)))


def _blocks(found: dict[str, Any], session: Session, method: Method) -> Iterator[Block]:
    names = _names(found, session)
    candidates = found["candidates"]
    passing = sum(one["passes"] for one in candidates)
    yield ngettext(
        "{passing} of {number} candidate passes all gates.",
        "{passing} of {number} candidates pass all gates.",
        len(candidates),
    ).format(passing=passing, number=len(candidates))
    yield _("The order is a recommendation; the forum decides.")
    yield _ranking(candidates, names)
    yield _gates(found, names, method)
    yield _impact(candidates, names)
    yield _scores(found, names, method)
    yield _usg(candidates, names, session)
    yield from _departures(found, names, session)
    yield from _months(found["plan"], names, session)
    yield _sheets(candidates, names)


def _names(found: dict[str, Any], session: Session) -> dict[str, str]:
    """What people call the candidates: number and program."""
    labels = ordinals(session, "quick_win")
    names = {}
    for one in found["candidates"]:
        program = session.program.get(one["program"])
        names[one["id"]] = f"{labels[one['id']]} {line(program.name if program else one['program'])}"
    return names


def _ranking(candidates: list[dict[str, Any]], names: dict[str, str]) -> Table:
    columns = (
        _("Place in the order"),
        _("Quick win"),
        _("Gates passed"),
        _("Score"),
        _("Ranking"),
        _("Decision"),
    )
    rows = (
        (
            figure(one["place"]),
            names[one["id"]],
            f"{len(one['gates_met'])}/{len(one['gates_met']) + len(one['gates_failed']) + len(one['gates_open'])}",
            figure(one["score"]),
            figure(one["rank"]),
            value_label(one["decision"]) if one["decision"] else _("undecided"),
        )
        for one in candidates
    )
    return Table(_("Recommended order"), columns, tuple(rows), frozenset({0, 2, 3, 4}))


def _gates(found: dict[str, Any], names: dict[str, str], method: Method) -> Table:
    texts = {one.id: said(one, "text") for one in method.gate}
    rows = tuple(
        (
            names[one["id"]],
            "; ".join(texts[gate] for gate in one["gates_failed"]),
            "; ".join(texts[gate] for gate in one["gates_open"])
            if len(one["gates_open"]) < len(texts)
            else _("all of them"),
        )
        for one in found["candidates"]
        if not one["passes"]
    )
    return Table(_("Gates that are not passed"), (_("Quick win"), _("Fails at"), _("Not asked yet")), rows)


def _impact(candidates: list[dict[str, Any]], names: dict[str, str]) -> Table:
    rows = tuple(
        (
            names[one["id"]],
            figure(one["impact"]),
            figure(one["effort"]),
            _(CELLS[cell]) if (cell := one["cell"]) else "",
        )
        for one in candidates
        if one["impact"] or one["effort"]
    )
    columns = (_("Quick win"), key_label("impact"), key_label("effort"), _("Impact and effort"))
    return Table(_("Impact and effort"), columns, rows, frozenset({1, 2}))


def _scores(found: dict[str, Any], names: dict[str, str], method: Method) -> Table:
    weights = [figure(one["weight"]) for one in found["criteria"]]
    criteria = [f"{label(one)} × {weight}" for one, weight in zip(method.criterion, weights, strict=True)]
    rows = []
    for one in found["candidates"]:
        given = {share["id"]: share for share in one["criteria"]}
        if given:
            values = (figure(given[c.id]["counted"] if c.id in given else None) for c in method.criterion)
            rows.append((names[one["id"]], *values, figure(one["score"]), figure(one["rank"])))
    columns = (_("Quick win"), *criteria, _("Score"), _("Ranking"))
    return Table(_("Values and scores"), columns, tuple(rows), frozenset(range(1, len(columns))))


def _usg(candidates: list[dict[str, Any]], names: dict[str, str], session: Session) -> Table:
    rows = []
    for one in candidates:
        entry = session.quick_win[one["id"]]
        values = (entry.urgency, entry.seriousness, entry.growth, one["usg"], one["usg_rank"])
        if any(value is not None for value in (*values, one["votes"])):
            rows.append((names[one["id"]], *map(figure, (*values, one["votes"], one["votes_rank"]))))
    columns = (_("Quick win"), "U", "S", "G", "USG", _("Ranking"), key_label("votes"), _("Ranking"))
    return Table(_("USG and votes"), columns, tuple(rows), frozenset(range(1, 8)))


def _departures(found: dict[str, Any], names: dict[str, str], session: Session) -> Iterator[Block]:
    rows = []
    for one in found["departures"]:
        others = listed([names[other] for other in one["others"]])
        told = {
            "gate-failed": _("chosen although a gate failed"),
            "passed-over": _("chosen before {others}, better by the score").format(others=others),
            "left-out": _("not chosen although it ranks before {others}").format(others=others),
        }[one["kind"]]
        reason = session.quick_win[one["id"]].reason
        given = line(reason) if reason else _("said with the others") if one["explained"] else _("none given")
        rows.append((names[one["id"]], told, given))
    if rows:
        columns = (_("Quick win"), _("How the decision differs"), key_label("reason"))
        yield Table(_("Decisions that differ from the order"), columns, tuple(rows))
    elif any(one["decision"] and one["place"] for one in found["candidates"]):
        yield _("No decision differs from the recommended order.")


def _months(plan: dict[str, Any], names: dict[str, str], session: Session) -> Iterator[Block]:
    steps = [(row["id"], step) for row in plan["quick_wins"] for step in row["milestones"]]
    if bare := [names[row["id"]] for row in plan["quick_wins"] if not row["milestones"]]:
        yield _("No milestones yet: {names}").format(names="; ".join(bare))
    if not steps:
        return
    if basis := plan["basis"]:
        first, last = (_day(plan[key]) for key in ("first", "last"))
        yield _(BASES[basis]).format(first=first, last=last)
    told = {
        "within": "",
        "unplaced": "",
        "before": _("before the twelve months"),
        "after": _("after the twelve months"),
        "undated": _("no due date"),
    }
    rows = [
        (
            _day(step["due"]),
            figure(step["quarter"]),
            names[id],
            line(session.milestone[step["id"]].text),
            step["owner"] or "",
            _day(step["done_on"]),
            "; ".join(one for one in (told[step["when"]], "" if step["owner"] else _("no owner")) if one),
        )
        for id, step in sorted(steps, key=lambda one: (one[1]["due"] is None, one[1]["due"] or ""))
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
    yield Table(_("Milestones"), columns, tuple(rows), frozenset({1}))


def _day(iso: str | None) -> str:
    return day(dt.date.fromisoformat(iso)) if iso else ""


def _sheets(candidates: list[dict[str, Any]], names: dict[str, str]) -> Table:
    rows = tuple(
        (
            names[one["id"]],
            f"{one['sheet']['filled']}/{one['sheet']['of']}",
            ", ".join(key_label(key.partition(".")[2]) for key in one["sheet"]["empty"]),
        )
        for one in candidates
        if one["decision"] == "chosen"
    )
    columns = (_("Quick win"), _("Filled"), _("Still empty"))
    return Table(_("Sheets of the chosen ones"), columns, rows, frozenset({1}))
