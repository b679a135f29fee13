"""Plan, programs, roadmap and money as views."""

from __future__ import annotations

from ..analysis import programs
from ..method import Method
from ..model import Session
from . import indonesian
from .terms import WORDS
from .views import Figure, Text, View, Views, horizon_name, rupiah

YEARS_ACROSS = 10
"""Year columns that fit on one page beside the program's name; a longer roadmap is parted into several grids."""
_RUNS = "■"


def plan(session: Session, views: Views) -> View:
    """The plan with its period and its target year."""
    found = session.plan
    period = indonesian.years(found.period_start, found.period_end) if found else ""
    return views.single("plan").also(
        period=Figure(period),
        target_year=Figure(str(found.period_end) if found and found.period_end else ""),
    )


def horizons(session: Session, views: Views, money: programs.Money) -> list[View]:
    """The three horizons, named by the session's own years or durations."""
    groups = programs.by_horizon(session)
    return [
        View(
            Text(horizon_name(session, one)),
            id=one,
            name=Text(horizon_name(session, one)),
            short=Text(WORDS[one]),
            programs=[views.get("program", program.id) for program in found],
            count=Figure(indonesian.number(len(found))),
            money=rupiah(money.by_horizon.get(one)),
        )
        for one, found in groups.items()
    ]


def dimensions(method: Method, views: Views, money: programs.Money) -> list[View]:
    """The dimensions with their entries by kind; entries without a known one follow in a group of their own."""
    by_kind = {
        name: views.of(table)
        for name, table in (
            ("issues", "issue"),
            ("gaps", "gap"),
            ("factors", "swot"),
            ("strategies", "strategy"),
            ("programs", "program"),
        )
    }
    groups = []
    for dimension in (*method.dimension, None):
        name = Text(dimension.name if dimension else "Belum terkait dimensi")
        entries = {
            kind: [one for one in found if _is_of(one, dimension.id if dimension else None, method)]
            for kind, found in by_kind.items()
        }
        if dimension is None and not any(entries.values()):
            continue
        groups.append(
            View(
                name,
                name=name,
                known=dimension is not None,
                short=Text(dimension.short) if dimension else name,
                subs=[Text(sub.name) for sub in dimension.sub] if dimension else [],
                count=Figure(indonesian.number(len(entries["programs"]))),
                money=rupiah(money.by_dimension.get(dimension.id if dimension else "")),
                **entries,
            )
        )
    return groups


def _is_of(entry: View, dimension: str | None, method: Method) -> bool:
    """Whether an entry belongs to this dimension, or to none of the method's for None."""
    own = getattr(entry.dimension, "id", "")
    return own == dimension if dimension else own not in method.dimensions


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


def budget(method: Method, views: Views, money: programs.Money) -> View:
    """What is known of the money: totals by source and year, the rows, and how many programs have none."""
    names = {one.id: one.name for one in method.funding}
    used = _programs_by_funding(views)
    sources = [one for one in (*names, programs.NOT_SPLIT) if one in used or money.by_funding.get(one)]
    return View(
        total=rupiah(money.total if money.with_budget else None),
        with_budget=money.with_budget,
        without_budget=money.without_budget,
        sources=[
            View(
                Text(names.get(one, "Belum dirinci menurut sumber")),
                name=Text(names.get(one, "Belum dirinci menurut sumber")),
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
        rows=views.of("budget"),
    )


def _programs_by_funding(views: Views) -> dict[str, int]:
    """How many programs name each source, in their own list or in a row of their budget."""
    named: dict[str, set[int]] = {}
    for program in views.of("program"):
        for source in program.funding:
            named.setdefault(source.id, set()).add(id(program))
    for row in views.of("budget"):
        named.setdefault(row.funding.id, set()).add(id(row.program))
    return {source: len(found) for source, found in named.items()}
