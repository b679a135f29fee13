"""Programs by horizon, dimension, status and year, their targets, and what they lack."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.program_blocks import program, row

from bimtek_tui.analysis import programs
from bimtek_tui.analysis.horizons import Span, span
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


def test_a_horizon_is_what_the_session_agreed(session_of: Callable[[str], Session]) -> None:
    plan = session_of("plan = {short_start = 2026, short_end = 2026, medium_years = 5}").plan
    assert span(plan, "short") == Span(2026, 2026, None)
    assert span(plan, "medium") == Span(None, None, 5)
    assert span(plan, "long") == span(None, "long") == Span()


def test_programs_stand_under_their_horizon_and_dimension(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        program("pr-1", dimension="living")
        + program("pr-2", horizon="long", dimension="mobility")
        + program("pr-3", status="dropped", dimension="living")
        + program("pr-4", merged_into="pr-1")
    )
    by_horizon = programs.by_horizon(session)
    assert {key: [one.id for one in found] for key, found in by_horizon.items()} == {
        "short": ["pr-1"],
        "medium": [],
        "long": ["pr-2"],
    }
    by_dimension = programs.by_dimension(session, kominfo)
    assert list(by_dimension) == [*kominfo.dimensions, ""]
    assert [one.id for one in by_dimension["living"]] == ["pr-1"]
    assert [one.id for one in by_dimension[""]] == ["pr-2"]


def test_the_roadmap_covers_the_plan_and_every_program_without_a_hole(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of(
        "[plan]\nperiod_start = 2026\nperiod_end = 2028\n"
        + program("pr-1", start_year=2027, end_year=2030)
        + program("pr-2", start_year=2026)
        + program("pr-3")
        + program("pr-4", start_year=2029, end_year=2027)
    )
    roadmap = programs.roadmap(session)
    assert roadmap.years == (2026, 2027, 2028, 2029, 2030)
    assert [(one.program.id, sorted(one.years)) for one in roadmap.rows[:2]] == [
        ("pr-2", [2026]),
        ("pr-1", [2027, 2028, 2029, 2030]),
    ]
    assert [one.id for one in roadmap.undated] == ["pr-3", "pr-4"]


def test_an_open_period_alone_makes_no_roadmap(session_of: Callable[[str], Session]) -> None:
    assert programs.roadmap(session_of("plan = {period_end = 2029}")).years == ()


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [(2026, 2028, {2026, 2027, 2028}), (None, 2028, {2028}), (2026, None, {2026}), (None, None, set())],
)
def test_one_given_year_is_that_year_alone(
    session_of: Callable[[str], Session], start: int | None, end: int | None, years: set[int]
) -> None:
    keys = {key: one for key, one in (("start_year", start), ("end_year", end)) if one}
    (found,) = session_of(program("pr-1", **keys)).program.values()
    assert programs.years_of(found) == years


def test_programs_are_counted_in_every_year_in_which_they_run(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        program("pr-1", dimension="living", start_year=2026, end_year=2028)
        + program("pr-2", dimension="living", start_year=2028, end_year=2028)
        + program("pr-3", dimension="economy")
    )
    found = programs.running(session, kominfo)
    assert found["living"] == {2026: 1, 2027: 1, 2028: 2}
    assert found["economy"] == {2026: 0, 2027: 0, 2028: 0}


def test_what_a_program_lacks_is_named(session_of: Callable[[str], Session]) -> None:
    whole = {"lead": "A", "funding": ["dak"], "budget_idr": 0, "start_year": 2026, "indicator": "x"}
    session = session_of(
        program("pr-1", **whole)
        + program("pr-2")
        + program("pr-3", start_year=2029, end_year=2027, status="final")
        + program("pr-4", status="dropped")
        + row("bg-1", "pr-3", 2026, "apbd", 10)
        + "[[target]]\nid = 'tg-1'\nof = 'pr-1'\nyear = 2026\nvalue = '5'\n"
    )
    found = {key: [one.id for one in some] for key, some in programs.lacking(session).items()}
    assert found == {
        "lead": ["pr-2", "pr-3"],
        "funding": ["pr-2"],
        "budget": ["pr-2"],
        "years": ["pr-2", "pr-3"],
        "indicator": ["pr-2", "pr-3"],
        "target": ["pr-2", "pr-3"],
    }
    assert programs.by_status(session) == {"proposed": 0, "agreed": 0, "final": 1, "": 2}


def test_targets_stand_by_year_as_they_were_given(session_of: Callable[[str], Session]) -> None:
    def target(number: int, of: str, year: int, value: str) -> str:
        return f"[[target]]\nid = 'tg-{number}'\nof = {of!r}\nyear = {year}\nvalue = {value!r}\n"

    session = session_of(
        program("pr-1")
        + program("pr-2", status="dropped")
        + "[[objective]]\nid = 'ob-1'\ntext = 'x'\n"
        + target(1, "ob-1", 2026, "10 %")
        + target(2, "pr-1", 2029, "5")
        + target(3, "pr-1", 2029, "6")
        + target(4, "pr-2", 2031, "gugur")
    )
    found = programs.targets(session)
    assert found.years == (2026, 2027, 2028, 2029)
    assert found.rows == {"pr-1": {2029: ("5", "6")}, "ob-1": {2026: ("10 %",)}}
    assert list(found.rows) == ["pr-1", "ob-1"]
