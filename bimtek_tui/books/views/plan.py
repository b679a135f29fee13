"""Plan, horizons, dimensions and roadmap as views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from ...analysis import budget, programs, tally
from ...model.entries import Horizon, Program, Session
from ...model.method import Method
from ...model.method_tables import Dimension
from .. import indonesian
from ..gaps import Gap
from ..terms import WORDS
from .base import Figure, Text, View, Views, extended, horizon_name, rupiah, standing
from .printed import NO_DIMENSION, in_short, number

YEARS_ACROSS = 10
"""Year columns that fit on one page beside the program's name; a longer roadmap is parted into several grids."""
_RUNS = "■"
_BY_DIMENSION = {
    "issues": "issue",
    "gaps": "gap",
    "factors": "swot",
    "strategies": "strategy",
    "programs": "program",
}
"""The kinds whose entries belong to a dimension, by the name that templates use."""


def plan(session: Session, views: Views) -> View:
    """The plan with its period and its target year."""
    plan = session.plan
    period = indonesian.years(plan.period_start, plan.period_end) if plan else ""
    return extended(
        views.single("plan"),
        period=Figure(period, Gap("plan", "", "period_start")),
        target_year=Figure(
            str(plan.period_end) if plan and plan.period_end else "", Gap("plan", "", "period_end")
        ),
    )


def horizons(session: Session, views: Views) -> list[View]:
    """The three horizons, named by the session's own years or durations."""
    return [
        _horizon(session, views, horizon, members)
        for horizon, members in programs.by_horizon(session).items()
    ]


def _horizon(session: Session, views: Views, horizon: Horizon, members: list[Program]) -> View:
    name = Text(horizon_name(session, horizon))
    return View(
        name,
        {
            "programs": lambda: [views.get("program", program.id) for program in members],
            "money": lambda: rupiah(views.money.by_horizon.get(horizon)),
            "cost": lambda: in_short(views.money.by_horizon.get(horizon)),
        },
        id=horizon,
        name=name,
        title=Text(name._raw.replace(WORDS[horizon], WORDS[horizon].title(), 1)),
        short=Text(WORDS[horizon]),
        count=number(len(members)),
    )


def dimensions(session: Session, method: Method, views: Views) -> list[View]:
    """The dimensions with their entries by kind; entries without a known one follow in a group of their own."""
    ids = {name: _ids(session, method, table) for name, table in _BY_DIMENSION.items()}
    nowhere = any(of_dimension.get(None) for of_dimension in ids.values())
    return [
        _dimension(method, views, dimension, ids)
        for dimension in (*method.dimension, *((None,) if nowhere else ()))
    ]


def _ids(session: Session, method: Method, table: str) -> dict[str | None, list[str]]:
    """The ids of the entries of a kind that stand in the books, by dimension; None holds those without a known one."""
    groups = tally.grouped(
        standing(session, table),
        lambda entry: entry.dimension if entry.dimension in method.dimensions else None,
    )
    return {dimension: [entry.id for entry in entries] for dimension, entries in groups.items()}


def _dimension(
    method: Method, views: Views, dimension: Dimension | None, ids: dict[str, dict[str | None, list[str]]]
) -> View:
    id = dimension.id if dimension else None
    name = Text(dimension.name if dimension else NO_DIMENSION)
    here = {kind: of_dimension.get(id, []) for kind, of_dimension in ids.items()}
    entries: dict[str, Callable[[], object]] = {
        kind: partial(_several, views, table, here[kind]) for kind, table in _BY_DIMENSION.items()
    }

    def cost() -> int | None:
        return budget.by_known_dimension(views.money, method).get(id or "")

    return View(
        name,
        {
            **entries,
            "money": lambda: rupiah(cost()),
            "cost": lambda: in_short(cost()),
            "by_horizon": lambda: _by_horizon(views, here["programs"]),
        },
        id=id or "",
        name=name,
        known=dimension is not None,
        short=Text(dimension.short) if dimension else name,
        subs=[Text(sub.name) for sub in dimension.sub] if dimension else [],
        count=number(len(here["programs"])),
    )


def _by_horizon(views: Views, ids: list[str]) -> Text:
    """How many of these programs are of each horizon, in words."""
    counted = Counter(str(views.get("program", id).horizon.id) for id in ids)
    names = {f"program {WORDS[horizon].lower()}": counted[horizon] for horizon in ("short", "medium", "long")}
    return Text(indonesian.listed(indonesian.counts(names)))


def _several(views: Views, table: str, ids: list[str]) -> list[View]:
    return [views.get(table, id) for id in ids]


def roadmap(session: Session, method: Method, views: Views) -> View:
    """The years of the plan: how many programs run in each, by dimension, and the grid of the programs of each.

    Both are parted into `counts` and `grids` that fit a page. `undated` are the programs that have no year yet.
    """
    laid_out = programs.roadmap(session)
    parts = [list(years) for years in indonesian.parted(laid_out.years, YEARS_ACROSS)]
    names = {dimension.id: Text(dimension.name) for dimension in method.dimension} | {"": Text(NO_DIMENSION)}
    members = {
        name: {program.id for program in members}
        for name, members in programs.by_dimension(session, method).items()
    }
    shown = [name for name, ids in members.items() if name or ids]
    return View(
        Figure(indonesian.years(laid_out.years[0], laid_out.years[-1]) if laid_out.years else ""),
        later={
            "counts": lambda: _counts(parts, programs.running(session, method), shown, names),
            "dimensions": lambda: [
                View(
                    names[name],
                    id=name,
                    name=names[name],
                    grids=_grids(
                        parts, [row for row in laid_out.rows if row.program.id in members[name]], views
                    ),
                )
                for name in shown
            ],
        },
        undated=[views.get("program", program.id) for program in laid_out.undated],
        dated=any(row.years for row in laid_out.rows),
    )


def _counts(
    parts: list[list[int]], running: dict[str, dict[int, int]], shown: list[str], names: dict[str, Text]
) -> list[View]:
    return [
        View(
            years=[Figure(str(year)) for year in years],
            rows=[
                View(name=names[name], cells=[Figure(str(running[name][year] or "")) for year in years])
                for name in shown
            ],
            sums=[Figure(str(sum(row[year] for row in running.values()))) for year in years],
        )
        for years in parts
    ]


def _grids(parts: list[list[int]], rows: list[programs.Row], views: Views) -> list[View]:
    return [
        View(
            Figure(indonesian.years(years[0], years[-1])),
            years=[Figure(str(year)) for year in years],
            rows=[
                View(
                    program=views.get("program", row.program.id),
                    cells=[Figure(_RUNS if year in row.years else "") for year in years],
                )
                for row in here
            ],
        )
        for years in parts
        if (here := [row for row in rows if row.years.intersection(years)])
    ]
