"""Moving programs on the roadmap: their years, by any number of years. Each is one edit, one step of undo.

Nothing leaves the years of the plan. Budget rows and targets stay in their years, and what that leaves behind is told.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .. import text
from ..analysis import horizons
from ..errors import Refused
from ..i18n import _
from ..model import edits, kinds, labels
from ..model.edits import Edit
from ..model.entries import Budget, Program, Session, Target, counting


class Left(Struct, frozen=True):
    """What of a program stands in years in which it does not run: budget rows and targets."""

    budget: tuple[Budget, ...]
    targets: tuple[Target, ...]

    @property
    def years(self) -> list[int]:
        """Their years, the earliest first."""
        return sorted({budget.year for budget in self.budget} | {target.year for target in self.targets})


def shift(session: Session, id: str, by: int) -> Edit | None:
    """Let a program run so many years later (`by` above 0) or earlier.

    One without years gets the first year of its horizon or of the plan. Raises Refused at the edges of the plan, and
    when nothing says where to begin.
    """
    program = session.program[id]
    first, last = _years(session, program)
    if not _has_years(program):
        return _set(session, program, first, last)
    return _set(session, program, first + by, last + by)


def lengthen(session: Session, id: str, by: int) -> Edit | None:
    """Let a program end so many years later (`by` above 0) or earlier. Raises Refused as `shift`, and when no year is left."""
    program = session.program[id]
    first, last = _years(session, program)
    if not _has_years(program):
        return _set(session, program, first, last)
    if last + by < first:
        raise Refused(
            _("“{program}” runs in {year} only; it can't be shorter").format(
                program=_name(program), year=first
            )
        )
    return _set(session, program, first, last + by)


def left_behind(session: Session, id: str) -> Left:
    """The budget rows and targets of a program that stand in none of its years."""
    program = session.program[id]
    first, last = program.start_year or program.end_year, program.end_year or program.start_year
    if first is None or last is None:
        return Left((), ())
    return Left(
        tuple(
            budget
            for budget in counting(session.budget)
            if budget.program == id and not first <= budget.year <= last
        ),
        tuple(
            target
            for target in counting(session.target)
            if target.of == id and not first <= target.year <= last
        ),
    )


def _has_years(program: Program) -> bool:
    return program.start_year is not None or program.end_year is not None


def _years(session: Session, program: Program) -> tuple[int, int]:
    """The years of a program; of one without any the year in which it is put first."""
    first, last = program.start_year or program.end_year, program.end_year or program.start_year
    if first is None or last is None:
        plan = session.plan
        start = horizons.span(plan, program.horizon).start or (plan.period_start if plan else None)
        if start is None:
            raise Refused(
                _("“{program}” has no years, and the plan has none either; {key:edit} sets them").format(
                    program=_name(program)
                )
            )
        return start, start
    if last < first:
        raise Refused(
            _("“{program}” ends before it begins ({years}); {key:edit} corrects it").format(
                program=_name(program), years=labels.years(first, last)
            )
        )
    return first, last


def _set(session: Session, program: Program, first: int, last: int) -> Edit | None:
    """The edit; Refused where the program would leave the years of the plan, or those that there are."""
    plan = session.plan
    before = (program.start_year or program.end_year, program.end_year or program.start_year)
    edges: tuple[tuple[Literal[0, 1], int | None, int], ...] = (
        (0, plan.period_start if plan else None, first),
        (1, plan.period_end if plan else None, last),
    )
    for side, edge, year in edges:
        old = before[side]
        outside = edge is not None and (year < edge if side == 0 else year > edge)
        further = old is None or (year < old if side == 0 else year > old)
        if outside and further:
            raise Refused(
                _("{year} lies outside the plan ({years}); {key:edit} sets such a year all the same").format(
                    year=year, years=labels.years(plan.period_start, plan.period_end) if plan else ""
                )
            )
    for year in (first, last):
        kind = kinds.kinds()["program"]
        if problem := kinds.explain_value(kind.keys["start_year"], year):
            raise Refused(problem.message)
    name = _("{years} for “{program}”").format(years=labels.years(first, last), program=_name(program))
    return edits.step(name, [edits.revise(program, start_year=first, end_year=last)])


def _name(program: Program) -> str:
    return text.short(program.name, 40)
