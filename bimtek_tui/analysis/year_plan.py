"""The twelve months of the quick wins: which milestone falls into which quarter, and what is missing or outside.

The twelve months are those of the first year of the short term, where the plan has one; else those after the date of
the commitment; else those from the earliest due date on. Which of them it was is part of the answer. No clock: nothing
here is "late".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from ..model.entries import Milestone, Session, counting
from .quick_wins import Candidate
from .tally import grouped

Basis = Literal["short-term", "commitment", "earliest"]
When = Literal["within", "before", "after", "undated", "unplaced"]
"""Unplaced is what has a date while nothing says when the twelve months begin."""

MONTHS = 12
_QUARTERS = 4


class Window(Struct, frozen=True):
    """The twelve months: first and last day, and the quarters in them, each with its first and last day."""

    basis: Basis
    quarters: tuple[tuple[dt.date, dt.date], ...]

    @property
    def first(self) -> dt.date:
        return self.quarters[0][0]

    @property
    def last(self) -> dt.date:
        return self.quarters[-1][1]


class Step(Struct, frozen=True):
    """A milestone in the twelve months; `quarter` counts from 0 and is None outside of them."""

    entry: Milestone
    when: When
    quarter: int | None


class Row(Struct, frozen=True):
    """One quick win with its milestones: those with a date first, in the order of their dates."""

    candidate: Candidate
    steps: tuple[Step, ...]


class YearPlan(Struct, frozen=True):
    """The plan; `window` is None when nothing says when the twelve months begin."""

    window: Window | None
    rows: tuple[Row, ...]

    @property
    def steps(self) -> list[Step]:
        """The milestones of all quick wins."""
        return [step for row in self.rows for step in row.steps]


def year_plan(session: Session, ranking: Sequence[Candidate]) -> YearPlan:
    """The plan of these candidates in this order: those chosen, and others that have milestones nevertheless."""
    of = grouped(counting(session.milestone), lambda milestone: milestone.quick_win)
    planned = [(candidate, of.get(candidate.entry.id, [])) for candidate in ranking]
    months = window(session, [milestone for _candidate, milestones in planned for milestone in milestones])
    rows = [
        Row(candidate, tuple(_step(months, milestone) for milestone in sorted(milestones, key=_by_due)))
        for candidate, milestones in planned
        if candidate.entry.decision == "chosen" or milestones
    ]
    return YearPlan(months, tuple(rows))


def later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for less in range(4):
        try:
            return dt.date(year, month + 1, day.day - less)
        except ValueError:
            continue
    raise ValueError(day)


def window(session: Session, milestones: Sequence[Milestone]) -> Window | None:
    """The twelve months of the quick wins with these milestones; None when nothing says when they begin."""
    plan, commitment = session.plan, session.commitment
    dues = [milestone.due for milestone in milestones if milestone.due]
    if plan and plan.short_start:
        return _twelve_months("short-term", dt.date(plan.short_start, 1, 1))
    if commitment and commitment.date:
        return _twelve_months("commitment", commitment.date, after=1)
    return _twelve_months("earliest", min(dues)) if dues else None


def _twelve_months(basis: Basis, day: dt.date, after: int = 0) -> Window | None:
    length = MONTHS // _QUARTERS
    try:
        first = day + dt.timedelta(days=after)
        starts = [later(first, number * length) for number in range(_QUARTERS + 1)]
    except (ValueError, OverflowError):  # the last year that a date can have
        return None
    one_day = dt.timedelta(days=1)
    return Window(basis, tuple((starts[at], starts[at + 1] - one_day) for at in range(_QUARTERS)))


def _step(months: Window | None, entry: Milestone) -> Step:
    if entry.due is None or months is None:
        return Step(entry, "undated" if entry.due is None else "unplaced", None)
    for number, (first, last) in enumerate(months.quarters):
        if first <= entry.due <= last:
            return Step(entry, "within", number)
    return Step(entry, "before" if entry.due < months.first else "after", None)


def _by_due(milestone: Milestone) -> tuple[bool, dt.date]:
    return (milestone.due is None, milestone.due or dt.date.min)
