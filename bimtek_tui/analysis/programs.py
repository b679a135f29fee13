"""The programs laid out: by horizon, by dimension, by year, and what they cost.

Money is never spread by guesswork: what was given as a whole with several sources or years stays "not split".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..method import Method
from ..model import Horizon, Plan, Program, Session, counting

NOT_SPLIT = ""
"""The key, instead of a source or a year, of money that nobody has split."""


@dataclass(frozen=True, slots=True)
class Span:
    """What was agreed about a horizon: calendar years, or a duration in years, or nothing."""

    start: int | None = None
    end: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One program on the roadmap and the years in which it runs; no years where it has none yet."""

    program: Program
    years: frozenset[int]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The grid of years and programs: `years` without a hole, `rows` in the order of start, then of capture."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def undated(self) -> tuple[Program, ...]:
        """Programs that have no year yet, or years that contradict each other."""
        return tuple(row.program for row in self.rows if not row.years)


@dataclass(slots=True)
class Money:
    """What programs cost in whole rupiah, as far as it is known.

    `with_budget` and `without_budget` count programs. In `by_funding` and `by_year` the key `NOT_SPLIT` holds what
    is known only as a whole; both add up to `total`.
    """

    total: int = 0
    with_budget: int = 0
    without_budget: int = 0
    by_program: dict[str, int] = field(default_factory=dict)
    by_horizon: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    by_dimension: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    by_funding: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    by_year: dict[int | str, int] = field(default_factory=lambda: defaultdict(int))


def span(plan: Plan | None, horizon: Horizon) -> Span:
    """The years or the duration that the session gives a horizon."""
    if plan is None:
        return Span()
    return Span(*(getattr(plan, f"{horizon}_{part}") for part in ("start", "end", "years")))


def by_horizon(session: Session) -> dict[Horizon, list[Program]]:
    """The programs that count per horizon, in the order of capture."""
    groups: dict[Horizon, list[Program]] = {"short": [], "medium": [], "long": []}
    for program in counting(session.program):
        groups[program.horizon].append(program)
    return groups


def by_dimension(session: Session, method: Method) -> dict[str, list[Program]]:
    """The programs that count per dimension; "" holds those without one or with an unknown one."""
    groups: dict[str, list[Program]] = {name: [] for name in (*method.dimensions, "")}
    for program in counting(session.program):
        groups[program.dimension if program.dimension in method.dimensions else ""].append(program)
    return groups


def years_of(program: Program) -> frozenset[int]:
    """The years in which a program runs; one given year is that year, none or a reversed pair is no year."""
    given = [year for year in (program.start_year, program.end_year) if year is not None]
    return frozenset(range(given[0], given[-1] + 1)) if given else frozenset()


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


def money(session: Session, among: Iterable[Program] | None = None) -> Money:
    """What these programs cost (all that count when none are given), in whole rupiah.

    A program costs its whole budget or the sum of its rows by year and source, whichever is more: `check` tells
    when they differ. What the rows don't cover is put to a source or a year only where the program has just one.
    """
    programs = counting(session.program) if among is None else list(among)
    rows = defaultdict(list)
    for row in counting(session.budget):
        rows[row.program].append(row)
    known = Money()
    for program in programs:
        split = rows.get(program.id, [])
        if program.budget_idr is None and not split:
            known.without_budget += 1
            continue
        in_rows = sum(row.amount_idr for row in split)
        whole = max(program.budget_idr or 0, in_rows)
        known.with_budget += 1
        known.total += whole
        known.by_program[program.id] = whole
        known.by_horizon[program.horizon] += whole
        known.by_dimension[program.dimension or ""] += whole
        for row in split:
            known.by_funding[row.funding] += row.amount_idr
            known.by_year[row.year] += row.amount_idr
        if rest := whole - in_rows:
            years = years_of(program)
            known.by_funding[program.funding[0] if len(program.funding) == 1 else NOT_SPLIT] += rest
            known.by_year[min(years) if len(years) == 1 else NOT_SPLIT] += rest
    return known
