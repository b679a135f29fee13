"""The programs laid out: by horizon, by dimension, by status and by year, their targets, and what they lack.

What they cost is in `budget`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from msgspec import Struct

from ..model.entries import Horizon, Plan, Program, Session, counting
from ..model.method import Method
from .horizons import HORIZONS
from .tally import grouped

STATUSES = ("proposed", "agreed", "final", "")
"""What has become of a program that counts; "" is one without a status."""

LACKING = ("lead", "funding", "budget", "years", "indicator", "target")
"""What a program needs before it can be put on a roadmap, in the order in which a workshop comes to it."""


class Row(Struct, frozen=True):
    """One program on the roadmap and the years in which it runs; no years where it has none yet."""

    program: Program
    years: frozenset[int]


class Roadmap(Struct, frozen=True):
    """The grid of years and programs: `years` without a hole, `rows` in the order of start, then of capture."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def undated(self) -> tuple[Program, ...]:
        """Programs that have no year yet, or years that contradict each other."""
        return tuple(row.program for row in self.rows if not row.years)


def by_horizon(session: Session) -> dict[Horizon, list[Program]]:
    """The programs that count per horizon, in the order of capture."""
    return grouped(counting(session.program), lambda program: program.horizon, HORIZONS)


def by_dimension(session: Session, method: Method) -> dict[str, list[Program]]:
    """The programs that count per dimension; "" holds those without one or with an unknown one."""
    known = method.dimensions
    return grouped(
        counting(session.program),
        lambda program: program.dimension if program.dimension in known else "",
        (*known, ""),
    )


def by_dimension_and_horizon(session: Session, method: Method) -> dict[str, dict[Horizon, int]]:
    """How many programs each dimension has in each horizon, by dimension as in `by_dimension`."""
    return {
        dimension: {horizon: sum(program.horizon == horizon for program in members) for horizon in HORIZONS}
        for dimension, members in by_dimension(session, method).items()
    }


def years_of(program: Program) -> frozenset[int]:
    """The years in which a program runs; one given year is that year, none or a reversed pair is no year."""
    years = [year for year in (program.start_year, program.end_year) if year is not None]
    return frozenset(range(years[0], years[-1] + 1)) if years else frozenset()


def without_years(members: Iterable[Program]) -> int:
    """How many of these programs have no year yet, or years that contradict each other."""
    return sum(not years_of(program) for program in members)


def roadmap(session: Session) -> Roadmap:
    """The programs that count on a grid of years from the first to the last of the plan and the programs."""
    rows = [Row(program, years_of(program)) for program in counting(session.program)]
    plan = session.plan or Plan()
    years = {year for row in rows for year in row.years}
    years |= {year for year in (plan.period_start, plan.period_end) if year is not None and years}
    if plan.period_start is not None and plan.period_end is not None:
        years |= {plan.period_start, plan.period_end}
    rows.sort(key=lambda row: (min(row.years, default=9999), max(row.years, default=9999)))
    return Roadmap(tuple(range(min(years), max(years) + 1)) if years else (), tuple(rows))


def by_status(session: Session) -> dict[str, int]:
    """The number of programs that count, by status."""
    numbers: Counter[str] = Counter(program.status or "" for program in counting(session.program))
    return {status: numbers[status] for status in STATUSES}


def running(session: Session, method: Method) -> dict[str, dict[int, int]]:
    """How many programs run in each year of the roadmap, by dimension as in `by_dimension`."""
    years = roadmap(session).years
    return {
        dimension: {year: sum(year in years_of(program) for program in members) for year in years}
        for dimension, members in by_dimension(session, method).items()
    }


_BUSY = 5
"""Fewer programs that begin in a year are not too many, however few begin in the others."""


def starting(session: Session) -> dict[int, int]:
    """How many programs begin in each year of the roadmap."""
    groups = roadmap(session)
    first = Counter(min(row.years) for row in groups.rows if row.years)
    return {year: first[year] for year in groups.years}


def crowded(session: Session) -> dict[int, int]:
    """The years in which too much begins, with how many programs do: more than twice an even spread over all years."""
    begins = starting(session)
    total = sum(begins.values())
    return {year: n for year, n in begins.items() if n >= _BUSY and n * len(begins) > 2 * total}


def lacking(session: Session) -> dict[str, list[Program]]:
    """The programs that have no lead, no source, no budget, no years, no indicator, no target, by what they lack.

    A source or a budget is also known from a row by year and source. Years that contradict each other are none.
    """
    rows = {row.program for row in counting(session.budget)}
    aimed = {target.of for target in counting(session.target)}
    has: dict[str, Callable[[Program], object]] = {
        "lead": lambda program: program.lead,
        "funding": lambda program: program.funding or program.id in rows,
        "budget": lambda program: program.budget_idr is not None or program.id in rows,
        "years": years_of,
        "indicator": lambda program: program.indicator,
        "target": lambda program: program.id in aimed,
    }
    programs = counting(session.program)
    return {key: [program for program in programs if not has[key](program)] for key in LACKING}


class Targets(Struct, frozen=True):
    """Targets by year: `years` without a hole, and of each entry the values of a year as they were given."""

    years: tuple[int, ...]
    rows: dict[str, dict[int, tuple[str, ...]]]


def targets(session: Session) -> Targets:
    """The yearly targets of programs and objectives that count, by the id of these, programs first."""
    alive = {program.id: dict[int, tuple[str, ...]]() for program in counting(session.program)}
    alive |= {objective.id: {} for objective in counting(session.objective)}
    years = set()
    for target in counting(session.target):
        if target.of in alive:
            row = alive[target.of]
            row[target.year] = (*row.get(target.year, ()), target.value)
            years.add(target.year)
    span = tuple(range(min(years), max(years) + 1)) if years else ()
    return Targets(span, {id: row for id, row in alive.items() if row})
