"""Money by year, horizon, dimension and source, never spread by guesswork; what is not the region's own; loads."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.program_blocks import program, row

from bimtek_tui.analysis import budget
from bimtek_tui.analysis.budget import NOT_SPLIT
from bimtek_tui.analysis.workload import workload
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

FUNDING = ["apbd", "dak", "csr"]


def test_a_whole_with_one_source_and_one_year_is_known_to_be_there(
    session_of: Callable[[str], Session],
) -> None:
    money = budget.money(
        session_of(program("pr-1", budget_idr=500, funding=["dak"], start_year=2026, end_year=2026))
    )
    assert money.by_funding == {"dak": 500}
    assert money.by_year == {2026: 500}


def test_a_whole_with_several_sources_or_years_is_not_split(session_of: Callable[[str], Session]) -> None:
    money = budget.money(
        session_of(program("pr-1", budget_idr=500, funding=["dak", "csr"], start_year=2026, end_year=2027))
    )
    assert money.by_funding == {NOT_SPLIT: 500}
    assert money.by_year == {NOT_SPLIT: 500}


def test_rows_split_a_whole_and_the_rest_stays_a_rest(session_of: Callable[[str], Session]) -> None:
    money = budget.money(
        session_of(
            program("pr-1", budget_idr=1000, funding=["apbd", "csr"])
            + row("bg-1", "pr-1", 2026, "apbd", 300)
            + row("bg-2", "pr-1", 2027, "csr", 200)
        )
    )
    assert money.total == 1000
    assert money.by_funding == {"apbd": 300, "csr": 200, NOT_SPLIT: 500}
    assert money.by_year == {2026: 300, 2027: 200, NOT_SPLIT: 500}


def test_money_of_programs_that_do_not_count_is_not_counted(session_of: Callable[[str], Session]) -> None:
    money = budget.money(
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
def test_every_way_of_splitting_adds_up_to_the_total(
    session_of: Callable[[str], Session], drawn: Any
) -> None:
    source = []
    for number, (whole, funding, start, end, rows) in enumerate(drawn):
        keys = {"budget_idr": whole, "funding": funding, "start_year": start, "end_year": end}
        source.append(
            program(f"pr-{number}", **{key: one for key, one in keys.items() if one not in (None, [])})
        )
        source += [row(f"bg-{number}-{one}", f"pr-{number}", *rest) for one, rest in enumerate(rows)]
    money = budget.money(session_of("".join(source)))
    for split in (money.by_program, money.by_horizon, money.by_dimension, money.by_funding, money.by_year):
        assert sum(split.values()) == money.total
    assert money.with_budget + money.without_budget == len(drawn)


@pytest.mark.parametrize(
    ("keys", "year", "funding"),
    [
        ({"funding": ["dak"], "start_year": 2027}, NOT_SPLIT, "dak"),
        ({"funding": ["csr"], "start_year": 2026, "end_year": 2026}, 2026, NOT_SPLIT),
        ({"start_year": 2027, "end_year": 2027}, NOT_SPLIT, NOT_SPLIT),
    ],
)
def test_a_rest_goes_only_where_nothing_else_is_possible(
    session_of: Callable[[str], Session], keys: dict[str, Any], year: int | str, funding: str
) -> None:
    session = session_of(program("pr-1", budget_idr=500, **keys) + row("bg-1", "pr-1", 2026, "dak", 200))
    rest = [part for part in budget.money(session).parts if part.amount == 300]
    assert [(part.year, part.funding) for part in rest] == [(year, funding)]


def test_a_cross_table_adds_up_on_both_sides(session_of: Callable[[str], Session]) -> None:
    money = budget.money(
        session_of(
            program("pr-1", dimension="living", budget_idr=1000, funding=["apbd", "csr"])
            + row("bg-1", "pr-1", 2026, "apbd", 300)
            + row("bg-2", "pr-1", 2027, "csr", 200)
            + program("pr-2", horizon="long", budget_idr=50, funding=["csr"])
        )
    )
    assert budget.summed(money.parts, lambda part: (part.year, part.funding)) == {
        (2026, "apbd"): 300,
        (2027, "csr"): 200,
        (NOT_SPLIT, NOT_SPLIT): 500,
        (NOT_SPLIT, "csr"): 50,
    }
    crossed = budget.summed(money.parts, lambda part: (part.program.horizon, part.funding))
    assert crossed["long", "csr"] == 50
    assert sum(crossed.values()) == money.total


def test_the_share_of_other_sources_is_of_the_money_whose_source_is_known(
    session_of: Callable[[str], Session],
) -> None:
    source = (
        program("pr-1", budget_idr=900, funding=["apbd", "csr"])
        + row("bg-1", "pr-1", 2026, "apbd", 400)
        + row("bg-2", "pr-1", 2026, "csr", 200)
    )
    session = session_of(source)
    share = budget.share(session, budget.money(session))
    assert (share.own, share.other, share.source_unknown, share.share_of_known) == (
        400,
        200,
        300,
        Fraction(1, 3),
    )
    nothing = session_of(program("pr-1", budget_idr=900))
    assert budget.share(nothing, budget.money(nothing)).share_of_known is None


def test_the_own_budget_of_a_province_is_the_provincial_one(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        "city = {name = 'Riau', kind = 'provinsi'}\n"
        + program("pr-1", budget_idr=30, funding=["apbd-provinsi"])
        + program("pr-2", budget_idr=10, funding=["apbd"])
    )
    assert budget.share(session, budget.money(session)).share_of_known == Fraction(1, 4)


def test_other_sources_are_listed_with_what_is_known_of_each(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        program("pr-1", budget_idr=900, funding=["apbd", "csr"])
        + row("bg-1", "pr-1", 2026, "csr", 200)
        + program("pr-2", funding=["csr", "kpbu"])
        + program("pr-3", budget_idr=0, funding=["dak"])
        + program("pr-4", budget_idr=7, funding=["apbd"])
    )
    found = budget.alternatives(session, kominfo, budget.money(session))
    assert [(one.funding, [(of.id, amount) for of, amount in one.programs]) for one in found] == [
        ("dak", [("pr-3", 0)]),
        ("kpbu", [("pr-2", None)]),
        ("csr", [("pr-1", 200), ("pr-2", None)]),
    ]
    assert [(one.total, one.open) for one in found] == [(0, 0), (None, 1), (200, 1)]


def test_a_whole_that_is_not_the_sum_of_its_rows_is_named(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        program("pr-1", budget_idr=100)
        + row("bg-1", "pr-1", 2026, "apbd", 30)
        + program("pr-2", budget_idr=10)
        + row("bg-2", "pr-2", 2026, "apbd", 25)
        + program("pr-3", budget_idr=5)
        + row("bg-3", "pr-3", 2026, "apbd", 5)
        + program("pr-4")
        + row("bg-4", "pr-4", 2026, "apbd", 5)
    )
    found = budget.disagreeing(session)
    assert [(one.program.id, one.whole, one.rows, one.rest) for one in found] == [
        ("pr-1", 100, 30, 70),
        ("pr-2", 10, 25, -15),
    ]


def test_how_far_each_program_is_split_and_by_how_much_its_rows_exceed_the_whole(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of(
        program("pr-1", budget_idr=100)
        + row("bg-1", "pr-1", 2026, "apbd", 30)
        + program("pr-2", budget_idr=10)
        + row("bg-2", "pr-2", 2026, "apbd", 25)
        + program("pr-3", budget_idr=7, funding=["dak"], start_year=2026, end_year=2026)
        + program("pr-4")
        + row("bg-4", "pr-4", 2026, "apbd", 5)
        + program("pr-5")
        + program("pr-6", status="dropped", budget_idr=9)
    )
    assert [
        (one.program.id, one.whole, one.rows, one.not_split, one.over) for one in budget.splits(session)
    ] == [
        ("pr-1", 100, 30, 70, 0),
        ("pr-2", 10, 25, 0, 15),
        ("pr-3", 7, None, 0, 0),
        ("pr-4", None, 5, 0, 0),
        ("pr-5", None, None, 0, 0),
    ]


def test_the_load_of_an_agency_is_what_it_leads(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        program("pr-1", lead="DINKES", budget_idr=10, supporting=["BAPPEDA", "DINKES"])
        + program("pr-2", lead="DINKES", horizon="long")
        + program("pr-3", lead="DISHUB", budget_idr=99)
        + program("pr-4")
        + program("pr-5", lead="DISHUB", status="dropped")
    )
    found = workload(session, budget.money(session))
    assert [
        (one.agency, len(one.programs), one.supporting, one.money, one.without_budget) for one in found
    ] == [
        ("DINKES", 2, 0, 10, 1),
        ("DISHUB", 1, 0, 99, 0),
        ("BAPPEDA", 0, 1, None, 0),
        ("", 1, 0, None, 1),
    ]
    assert (found[0].count("short"), found[0].count("medium"), found[0].count("long")) == (1, 0, 1)
