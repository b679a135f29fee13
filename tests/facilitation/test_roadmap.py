"""Programs move on the roadmap year by year, never out of the plan unsaid, and money stays in its years."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bimtek_tui.analysis import programs
from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import roadmap
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Add, Edit
from bimtek_tui.model.entries import Session

PROGRAM = "pr-00000001"
NOW = dt.datetime(2026, 6, 16, 9, 0, tzinfo=dt.UTC)


def do(session: Session, edit: Edit | None) -> None:
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)


def made(plan: tuple[int, int] | None = (2026, 2030), **program: Any) -> Session:
    session = Session()
    if plan:
        do(session, edits.set_single(session, "plan", period_start=plan[0], period_end=plan[1]))
    do(
        session,
        Add("program", {"id": PROGRAM, "added": NOW, "name": "Satu Data", "horizon": "medium", **program}),
    )
    return session


def years(session: Session) -> tuple[int | None, int | None]:
    program = session.program[PROGRAM]
    return program.start_year, program.end_year


def test_both_years_move_by_one_and_one_undo_takes_it_back() -> None:
    session = made(start_year=2027, end_year=2028)
    edit = roadmap.shift(session, PROGRAM, 1)
    do(session, edit)
    assert years(session) == (2028, 2029)
    assert edit
    do(session, edits.inverse(edit))
    assert years(session) == (2027, 2028)
    do(session, roadmap.lengthen(session, PROGRAM, 1))
    do(session, roadmap.shift(session, PROGRAM, -1))
    assert years(session) == (2026, 2028)


@pytest.mark.parametrize(("by", "year"), [(-1, 2025), (1, 2031)])
def test_the_edges_of_the_plan_are_said(by: int, year: int) -> None:
    session = made(start_year=2026, end_year=2030)
    with pytest.raises(Refused, match=f"{year} lies outside the plan \\(2026–2030\\)"):
        roadmap.shift(session, PROGRAM, by)
    if by > 0:
        with pytest.raises(Refused, match="2031 lies outside"):
            roadmap.lengthen(session, PROGRAM, by)


def test_what_lies_outside_already_may_come_back() -> None:
    session = made(start_year=2031, end_year=2033)
    do(session, roadmap.shift(session, PROGRAM, -1))
    do(session, roadmap.lengthen(session, PROGRAM, -1))
    assert years(session) == (2030, 2031)
    with pytest.raises(Refused):
        roadmap.lengthen(session, PROGRAM, 1)


def test_a_program_keeps_one_year_at_least() -> None:
    session = made(start_year=2027)
    with pytest.raises(Refused, match="runs in 2027 only"):
        roadmap.lengthen(session, PROGRAM, -1)
    do(session, roadmap.lengthen(session, PROGRAM, 1))
    assert years(session) == (2027, 2028)


def test_one_without_years_begins_with_its_horizon_or_the_plan() -> None:
    session = made()
    do(session, roadmap.shift(session, PROGRAM, 1))
    assert years(session) == (2026, 2026)
    session = made()
    do(session, edits.set_single(session, "plan", medium_start=2028))
    do(session, roadmap.lengthen(session, PROGRAM, 1))
    assert years(session) == (2028, 2028)
    with pytest.raises(Refused, match="the plan has none either"):
        roadmap.shift(made(plan=None), PROGRAM, 1)


def test_years_that_contradict_each_other_are_corrected_in_the_form() -> None:
    with pytest.raises(Refused, match="ends before it begins"):
        roadmap.shift(made(start_year=2029, end_year=2027), PROGRAM, 1)


def test_without_a_plan_only_the_calendar_ends() -> None:
    session = made(plan=None, start_year=2198, end_year=2199)
    with pytest.raises(Refused):
        roadmap.shift(session, PROGRAM, 1)
    do(session, roadmap.shift(session, PROGRAM, -1))


def test_budget_rows_and_targets_stay_and_are_counted() -> None:
    session = made(start_year=2027, end_year=2028)
    row = {"program": PROGRAM, "funding": "apbd", "amount_idr": 5, "added": NOW}
    do(session, Add("budget", {"id": "bg-00000001", "year": 2027, **row}))
    do(
        session,
        Add("target", {"id": "tg-00000001", "of": PROGRAM, "year": 2027, "value": "45", "added": NOW}),
    )
    assert roadmap.left_behind(session, PROGRAM).years == []
    do(session, roadmap.shift(session, PROGRAM, 1))
    left = roadmap.left_behind(session, PROGRAM)
    assert (len(left.budget), len(left.targets), left.years) == (1, 1, [2027])
    assert session.budget["bg-00000001"].year == 2027


def test_a_year_in_which_too_much_begins_is_known() -> None:
    session = Session()
    do(session, edits.set_single(session, "plan", period_start=2026, period_end=2030))
    for number, year in enumerate((2026,) * 6 + (2027, 2028)):
        keys = {
            "id": f"pr-0000000{number}",
            "name": f"P{number}",
            "horizon": "short",
            "start_year": year,
            "added": NOW,
        }
        do(session, Add("program", keys))
    assert programs.starting(session) == {2026: 6, 2027: 1, 2028: 1, 2029: 0, 2030: 0}
    assert programs.crowded(session) == {2026: 6}
    do(session, edits.withdraw(session.program["pr-00000000"]))
    do(session, edits.withdraw(session.program["pr-00000001"]))
    assert programs.crowded(session) == {}  # four are never too many
