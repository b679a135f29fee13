"""Rules about years, dates and money: what can't follow on each other, what does not add up."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .. import text
from ..analysis import horizons
from ..analysis.horizons import HORIZONS
from ..errors import Severity
from ..i18n import _
from ..model.entries import Horizon, Plan, Program, Session, counting, counts
from ..model.kinds import IN_ORDER, kinds
from ..model.labels import value_label
from ..model.labels import years as span_label
from .session_check import Checked, Hit, Rule

_SPANS = (
    *IN_ORDER,
    ("stage", "opened", "closed"),
    ("agenda", "started", "ended"),
    ("round", "opened", "closed"),
)


def _entries(session: Session, table: str) -> list[Any]:
    """Entries of a kind that count; of a singleton the one, if it is there."""
    if not kinds()[table].single:
        return counting(session.entries(table))
    only = session.single(table)
    return [] if only is None else [only]


def _end_before_start(checked: Checked) -> Iterator[Hit]:
    for table, first, last in _SPANS:
        for entry in _entries(checked.session, table):
            start, end = getattr(entry, first), getattr(entry, last)
            if start is None or end is None:
                continue
            if end < start:
                message = _("“{last}” is {end}, before “{first}” ({start}); change one of the two").format(
                    last=last, end=end, first=first, start=start
                )
                yield Hit(table, getattr(entry, "id", ""), last, message)


def _horizon_years(session: Session) -> dict[Horizon, tuple[int | None, int | None]]:
    """First and last calendar year of each horizon, as far as they were agreed."""
    spans = {horizon: horizons.span(session.plan, horizon) for horizon in HORIZONS}
    return {horizon: (span.start, span.end) for horizon, span in spans.items()}


def _is_outside(year: int | None, low: int | None, high: int | None) -> bool:
    return year is not None and ((low is not None and year < low) or (high is not None and year > high))


def _year_outside_horizon(checked: Checked) -> Iterator[Hit]:
    years = _horizon_years(checked.session)
    for table, entry, key, program in _dated(checked.session):
        low, high = years[program.horizon] if program else (None, None)
        year = getattr(entry, key)
        if program and _is_outside(year, low, high):
            message = _(
                "“{key}” is {year}, outside the {horizon} ({span}); change the year or the horizon"
            ).format(
                key=key, year=year, horizon=value_label(program.horizon).lower(), span=span_label(low, high)
            )
            yield Hit(table, entry.id, key, message)


def _dated(session: Session) -> Iterator[tuple[str, Any, str, Program | None]]:
    """Table, entry, key and program of every year of programs, their budget rows and targets; of objectives too.

    Years of rows and targets that the program's own years rule out are not among them: that is told already.
    """
    for entry in counting(session.program):
        yield "program", entry, "start_year", entry
        yield "program", entry, "end_year", entry
    for table, parent in (("budget", "program"), ("target", "of")):
        for entry in counting(session.entries(table)):
            program = session.program.get(getattr(entry, parent))
            if program is None:
                objective = session.objective.get(getattr(entry, parent))
                if objective and counts(objective):
                    yield table, entry, "year", None
            elif counts(program) and not _is_outside(entry.year, program.start_year, program.end_year):
                yield table, entry, "year", program


def _year_outside_period(checked: Checked) -> Iterator[Hit]:
    plan = checked.session.plan
    if plan is None:
        return
    low, high = plan.period_start, plan.period_end
    horizons = _horizon_years(checked.session)

    def outside(table: str, id: str, key: str, year: int | None) -> Iterator[Hit]:
        if _is_outside(year, low, high):
            message = _("“{key}” is {year}, outside the period of the plan ({span})").format(
                key=key, year=year, span=span_label(low, high)
            )
            yield Hit(table, id, key, message)

    for horizon, years in horizons.items():
        for key, year in zip((f"{horizon}_start", f"{horizon}_end"), years, strict=True):
            yield from outside("plan", "", key, year)
    for table, entry, key, program in _dated(checked.session):
        year = getattr(entry, key)
        if program is None or not _is_outside(year, *horizons[program.horizon]):
            yield from outside(table, entry.id, key, year)


def _neighbours(session: Session) -> Iterator[tuple[str, int, str, int, bool]]:
    """Each horizon's last year known and the first year of the next one that has years; whether that is the very next."""
    years = [
        (horizon, low, high)
        for horizon, (low, high) in _horizon_years(session).items()
        if (low or high) and (low is None or high is None or low <= high)
    ]
    for (before, first, end), (after, start, _last) in itertools.pairwise(years):
        until = end or first
        if until is not None and start is not None:
            follows = end is not None and HORIZONS.index(after) == HORIZONS.index(before) + 1
            yield before, until, after, start, follows


def _horizons_overlap(checked: Checked) -> Iterator[Hit]:
    for before, end, after, start, _next in _neighbours(checked.session):
        if start <= end:
            message = _(
                "the {after} begins in {start}, while the {before} goes on until {end}; let one end before the other begins"
            ).format(
                after=value_label(after).lower(), start=start, before=value_label(before).lower(), end=end
            )
            yield Hit("plan", "", f"{after}_start", message)


def _horizons_apart(checked: Checked) -> Iterator[Hit]:
    for before, end, after, start, follows in _neighbours(checked.session):
        if follows and start > end + 1:
            message = _("no horizon holds the years {span}: the {before} ends before them").format(
                span=span_label(end + 1, start - 1), before=value_label(before).lower()
            )
            yield Hit("plan", "", f"{after}_start", message)
    plan = checked.session.plan or Plan()
    if plan.period_start and plan.short_start and plan.period_start < plan.short_start:
        message = _("no horizon holds the years {span}, with which the period of the plan begins")
        span = span_label(plan.period_start, plan.short_start - 1)
        yield Hit("plan", "", "short_start", message.format(span=span))
    if plan.period_end and plan.long_end and plan.long_end < plan.period_end:
        message = _("no horizon holds the years {span}, with which the period of the plan ends")
        yield Hit("plan", "", "long_end", message.format(span=span_label(plan.long_end + 1, plan.period_end)))


def _budget_sum(checked: Checked) -> Iterator[Hit]:
    sums: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for row in counting(checked.session.budget):
        sums[row.program] += row.amount_idr
        rows[row.program] += 1
    for entry in counting(checked.session.program):
        if entry.budget_idr is not None and rows[entry.id] and sums[entry.id] != entry.budget_idr:
            message = _(
                "“budget_idr” is {whole}, and the budget by year and source adds up to {sum}; correct one of the two"
            ).format(whole=f"{entry.budget_idr:_}", sum=f"{sums[entry.id]:_}")
            yield Hit("program", entry.id, "budget_idr", message)


def _year_outside_program(checked: Checked) -> Iterator[Hit]:
    programs = checked.session.program

    def outside(table: str, entry: Any, program: Program | None) -> Iterator[Hit]:
        if program and counts(program) and _is_outside(entry.year, program.start_year, program.end_year):
            message = _("“year” is {year}, and the program {id} runs {span}; correct one of the two").format(
                year=entry.year,
                id=text.short(program.id),
                span=span_label(program.start_year, program.end_year),
            )
            yield Hit(table, entry.id, "year", message)

    for row in counting(checked.session.budget):
        yield from outside("budget", row, programs.get(row.program))
    for target in counting(checked.session.target):
        yield from outside("target", target, programs.get(target.of))


RULES: dict[str, tuple[Severity, Rule]] = {
    "end-before-start": ("error", _end_before_start),
    "year-outside-horizon": ("warning", _year_outside_horizon),
    "year-outside-period": ("warning", _year_outside_period),
    "horizons-overlap": ("warning", _horizons_overlap),
    "horizons-apart": ("warning", _horizons_apart),
    "budget-sum": ("warning", _budget_sum),
    "year-outside-program": ("warning", _year_outside_program),
}
