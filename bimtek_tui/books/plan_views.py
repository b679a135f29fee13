"""Plan, programs, roadmap and money as views."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..analysis import programs
from ..method import Dimension, Method
from ..model import Horizon, Program, Session
from . import indonesian
from .gaps import Gap
from .terms import WORDS
from .views import Figure, Text, View, Views, extended, horizon_name, rupiah, standing

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
    found = session.plan
    period = indonesian.years(found.period_start, found.period_end) if found else ""
    return extended(
        views.single("plan"),
        period=Figure(period, Gap("plan", "", "period_start")),
        target_year=Figure(
            str(found.period_end) if found and found.period_end else "", Gap("plan", "", "period_end")
        ),
    )


def horizons(session: Session, views: Views) -> list[View]:
    """The three horizons, named by the session's own years or durations."""
    return [_horizon(session, views, one, found) for one, found in programs.by_horizon(session).items()]


def _horizon(session: Session, views: Views, horizon: Horizon, found: list[Program]) -> View:
    name = Text(horizon_name(session, horizon))
    return View(
        name,
        {
            "programs": lambda: [views.get("program", program.id) for program in found],
            "money": lambda: rupiah(views.money.by_horizon.get(horizon)),
        },
        id=horizon,
        name=name,
        short=Text(WORDS[horizon]),
        count=Figure(indonesian.number(len(found))),
    )


def dimensions(session: Session, method: Method, views: Views) -> list[View]:
    """The dimensions with their entries by kind; entries without a known one follow in a group of their own."""
    ids = {name: _ids(session, method, table) for name, table in _BY_DIMENSION.items()}
    nowhere = any(found.get(None) for found in ids.values())
    return [_dimension(method, views, one, ids) for one in (*method.dimension, *((None,) if nowhere else ()))]


def _ids(session: Session, method: Method, table: str) -> dict[str | None, list[str]]:
    """The ids of the entries of a kind that stand in the books, by dimension; None holds those without a known one."""
    found: dict[str | None, list[str]] = {}
    for one in standing(session, table):
        known = one.dimension if one.dimension in method.dimensions else None
        found.setdefault(known, []).append(one.id)
    return found


def _dimension(
    method: Method, views: Views, dimension: Dimension | None, ids: dict[str, dict[str | None, list[str]]]
) -> View:
    id = dimension.id if dimension else None
    name = Text(dimension.name if dimension else "Belum terkait dimensi")
    here = {kind: found.get(id, []) for kind, found in ids.items()}
    entries: dict[str, Callable[[], object]] = {
        kind: partial(_several, views, table, here[kind]) for kind, table in _BY_DIMENSION.items()
    }
    return View(
        name,
        {**entries, "money": lambda: rupiah(_of_dimension(views.money, method, id))},
        id=id or "",
        name=name,
        known=dimension is not None,
        short=Text(dimension.short) if dimension else name,
        subs=[Text(sub.name) for sub in dimension.sub] if dimension else [],
        count=Figure(indonesian.number(len(here["programs"]))),
    )


def _several(views: Views, table: str, ids: list[str]) -> list[View]:
    return [views.get(table, id) for id in ids]


def _of_dimension(money: programs.Money, method: Method, dimension: str | None) -> int | None:
    """What the programs of a dimension cost; for None, those without a known one."""
    if dimension is not None:
        return money.by_dimension.get(dimension)
    return sum(one for name, one in money.by_dimension.items() if name not in method.dimensions) or None


def roadmap(session: Session, views: Views) -> View:
    """The grid of years, parted into `grids` that fit a page, and the programs that have no year yet."""
    laid_out = programs.roadmap(session)
    grids = []
    for first in range(0, len(laid_out.years), YEARS_ACROSS):
        years = laid_out.years[first : first + YEARS_ACROSS]
        rows = [row for row in laid_out.rows if row.years.intersection(years)]
        grids.append(
            View(
                Figure(indonesian.years(years[0], years[-1])),
                years=[Figure(str(year)) for year in years],
                rows=[
                    View(
                        program=views.get("program", row.program.id),
                        cells=[Figure(_RUNS if year in row.years else "") for year in years],
                    )
                    for row in rows
                ],
            )
        )
    return View(
        grids=[one for one in grids if one.rows],
        undated=[views.get("program", one.id) for one in laid_out.undated],
    )


def budget(method: Method, views: Views) -> View:
    """What is known of the money: totals by source and year, the rows, and how many programs have none."""
    names = {one.id: one.name for one in method.funding}
    money = views.money
    used = _programs_by_funding(views)
    found = {one for one in (*used, *money.by_funding) if one != programs.NOT_SPLIT}
    sources = [one for one in names if one in found] + sorted(found - names.keys())
    if money.by_funding.get(programs.NOT_SPLIT):
        sources.append(programs.NOT_SPLIT)
    names[programs.NOT_SPLIT] = "Belum dirinci menurut sumber"
    return View(
        total=rupiah(money.total if money.with_budget else None),
        with_budget=money.with_budget,
        without_budget=money.without_budget,
        sources=[
            View(
                Text(names.get(one, one)),
                name=Text(names.get(one, one)),
                programs=Figure(indonesian.number(used.get(one, 0)) if one else ""),
                money=rupiah(money.by_funding.get(one)),
            )
            for one in sources
        ],
        years=[
            View(
                year=Figure(str(year) if year else "Belum dirinci menurut tahun"),
                money=rupiah(amount),
            )
            for year, amount in sorted(money.by_year.items(), key=lambda item: (not item[0], item[0]))
        ],
        later={"rows": lambda: views.of("budget"), "lacking": lambda: _lacking(views)},
    )


def _lacking(views: Views) -> Text:
    """The budget of the first program that has none: empty, and where it is filled in."""
    known = views.money.by_program
    found = (one.money for one in views.of("program") if one._id not in known)
    return next(found, Text("", Gap("program")))


def _programs_by_funding(views: Views) -> dict[str, int]:
    """How many programs name each source, in their own list or in a row of their budget."""
    named: dict[str, set[int]] = {}
    for program in views.of("program"):
        for source in program.funding:
            named.setdefault(source.id, set()).add(id(program))
    for row in views.of("budget"):
        named.setdefault(row.funding.id, set()).add(id(row.program))
    return {source: len(found) for source, found in named.items()}
