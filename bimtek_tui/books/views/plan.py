"""Plan, horizons, dimensions and roadmap as views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from ...analysis import budget, programs, tally
from ...analysis.ordinals import ordinals
from ...model.entries import Horizon, Program, Session
from ...model.method import Method
from ...model.method_tables import Dimension
from .. import indonesian
from ..gaps import Gap
from ..terms import WORDS
from .base import Figure, Text, View, Views, extended, horizon_name, rupiah, standing
from .printed import NO_DIMENSION, counted, drawn, in_short, number

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
            "by_year_known": lambda: _known(views, members),
            "starts": lambda: _starts(session, members),
            "enabling": lambda: _enabling(session, views, members),
        },
        id=horizon,
        name=name,
        title=Text(name._raw.replace(WORDS[horizon], WORDS[horizon].title(), 1)),
        short=Text(WORDS[horizon]),
        count=number(len(members)),
    )


def _known(views: Views, members: list[Program]) -> View:
    """How much of what these programs cost is split by year: `all`, or so much; false where nothing is."""
    ids = {program.id for program in members}
    parts = [part for part in views.money.parts if part.program.id in ids]
    known = sum(part.amount for part in parts if part.year)
    return View(in_short(known), all=known == sum(part.amount for part in parts))


def _starts(session: Session, members: list[Program]) -> list[Figure]:
    """Which of these programs begin in which year: ``tahun 2027 dimulai P3 dan P4``."""
    labels = ordinals(session, "program")
    years = {program.id: min(programs.years_of(program), default=0) for program in members}
    return [
        Figure(f"tahun {year} dimulai {drawn(labels[program.id] for program in here)}")
        for year, here in sorted(tally.grouped(members, lambda program: years[program.id]).items())
        if year
    ]


def _enabling(session: Session, views: Views, members: list[Program]) -> list[Figure]:
    """Those of these programs that stand on an enabling track, with the track: ``P3 (aplikasi)``."""
    labels = ordinals(session, "program")
    return [
        Figure(f"{labels[program.id]} ({str(views.get('program', program.id).track).lower()})")
        for program in members
        if program.track
    ]


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
            "labels": lambda: drawn(str(views.get("program", program).label) for program in here["programs"]),
            "busiest": lambda: _busiest(views, here["programs"]),
            "share": lambda: _share(cost(), views.money.total),
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


def _busiest(views: Views, ids: list[str]) -> View:
    """The years in which the most of these programs run at once; false where no more than one does, or always as many."""
    years = Counter(year for id in ids for year in programs.years_of(views.get("program", id)._entry))
    most, fewest = max(years.values(), default=0), min(years.values(), default=0)
    busy = sorted(year for year, count in years.items() if count == most)
    shown = drawn(map(str, busy)) if most > max(fewest, 1) else ""
    return View(Figure(shown), count=counted(most))


def _share(part: int | None, whole: int) -> Figure:
    """A part of all money for running text: ``25,03 persen``; "" where there is none."""
    if not part or part == whole:
        return Figure("")
    return Figure(f"{indonesian.number(Fraction(100 * part, whole), 1)} persen")


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
