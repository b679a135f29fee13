"""Programs by horizon, dimension and year, and money that is never spread by guesswork."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bimtek_tui.analysis import programs
from bimtek_tui.analysis.programs import NOT_SPLIT, Span

FUNDING = ["apbd", "dak", "csr"]


def program(id, **keys):
    given = {"name": "x", "horizon": "short", **keys}
    return f"[[program]]\nid = {id!r}\n" + "".join(f"{key} = {value!r}\n" for key, value in given.items())


def row(id, program, year, funding, amount):
    return (
        f"[[budget]]\nid = {id!r}\nprogram = {program!r}\nyear = {year}\n"
        f"funding = {funding!r}\namount_idr = {amount}\n"
    )


def test_a_horizon_is_what_the_session_agreed(session_of):
    plan = session_of("plan = {short_start = 2026, short_end = 2026, medium_years = 5}").plan
    assert programs.span(plan, "short") == Span(2026, 2026, None)
    assert programs.span(plan, "medium") == Span(None, None, 5)
    assert programs.span(plan, "long") == programs.span(None, "long") == Span()


def test_programs_stand_under_their_horizon_and_dimension(kominfo, session_of):
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


def test_the_roadmap_covers_the_plan_and_every_program_without_a_hole(session_of):
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


def test_an_open_period_alone_makes_no_roadmap(session_of):
    assert programs.roadmap(session_of("plan = {period_end = 2029}")).years == ()


def test_a_whole_with_one_source_and_one_year_is_known_to_be_there(session_of):
    money = programs.money(
        session_of(program("pr-1", budget_idr=500, funding=["dak"], start_year=2026, end_year=2026))
    )
    assert money.by_funding == {"dak": 500}
    assert money.by_year == {2026: 500}


def test_a_whole_with_several_sources_or_years_is_not_split(session_of):
    money = programs.money(
        session_of(program("pr-1", budget_idr=500, funding=["dak", "csr"], start_year=2026, end_year=2027))
    )
    assert money.by_funding == {NOT_SPLIT: 500}
    assert money.by_year == {NOT_SPLIT: 500}


def test_rows_split_a_whole_and_the_rest_stays_a_rest(session_of):
    money = programs.money(
        session_of(
            program("pr-1", budget_idr=1000, funding=["apbd", "csr"])
            + row("bg-1", "pr-1", 2026, "apbd", 300)
            + row("bg-2", "pr-1", 2027, "csr", 200)
        )
    )
    assert money.total == 1000
    assert money.by_funding == {"apbd": 300, "csr": 200, NOT_SPLIT: 500}
    assert money.by_year == {2026: 300, 2027: 200, NOT_SPLIT: 500}


def test_money_of_programs_that_do_not_count_is_not_counted(session_of):
    money = programs.money(
        session_of(
            program("pr-1", budget_idr=10, status="dropped")
            + row("bg-1", "pr-1", 2026, "apbd", 10)
            + row("bg-2", "pr-gone", 2026, "apbd", 10)
            + program("pr-2")
        )
    )
    assert (money.total, money.with_budget, money.without_budget) == (0, 0, 1)
    assert money.by_funding == {}


@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(0, 10**15),
            st.lists(st.sampled_from(FUNDING), unique=True),
            st.none() | st.integers(2024, 2030),
            st.none() | st.integers(2024, 2030),
            st.lists(
                st.tuples(st.integers(2024, 2030), st.sampled_from(FUNDING), st.integers(0, 10**15)),
                max_size=3,
            ),
        ),
        max_size=6,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_every_way_of_splitting_adds_up_to_the_total(session_of, drawn):
    source = []
    for number, (budget, funding, start, end, rows) in enumerate(drawn):
        keys = {"budget_idr": budget, "funding": funding, "start_year": start, "end_year": end}
        source.append(
            program(f"pr-{number}", **{key: one for key, one in keys.items() if one not in (None, [])})
        )
        source += [row(f"bg-{number}-{one}", f"pr-{number}", *rest) for one, rest in enumerate(rows)]
    money = programs.money(session_of("".join(source)))
    for split in (money.by_program, money.by_horizon, money.by_dimension, money.by_funding, money.by_year):
        assert sum(split.values()) == money.total
    assert money.with_budget + money.without_budget == len(drawn)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [(2026, 2028, {2026, 2027, 2028}), (None, 2028, {2028}), (2026, None, {2026}), (None, None, set())],
)
def test_one_given_year_is_that_year_alone(session_of, start, end, years):
    keys = {key: one for key, one in (("start_year", start), ("end_year", end)) if one}
    (found,) = session_of(program("pr-1", **keys)).program.values()
    assert programs.years_of(found) == years
