"""What quick wins cost, and whether the money of their programs is the same."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from support import strategies

from bimtek_tui import store
from bimtek_tui.analysis import costs
from bimtek_tui.model.entries import Budget, Cost, Milestone, Plan, Program, QuickWin, Session

QUICK_WIN = QuickWin(id="qw-00000001", program="pr-00000001", added=strategies.NOW)


def session(
    *amounts: tuple[str | None, int | None], years: dict[int, int] | None = None, **keys: Any
) -> Session:
    made = Session(plan=Plan(short_start=2026, short_end=2026))
    program = Program(id="pr-00000001", name="x", horizon="short", added=strategies.NOW, **keys)
    made.program[program.id] = program
    made.quick_win[QUICK_WIN.id] = QUICK_WIN
    for number, (volume, price) in enumerate(amounts):
        cost = Cost(
            id=f"co-{number:08}",
            quick_win=QUICK_WIN.id,
            item="x",
            volume=None if volume is None else Decimal(volume),
            price_idr=price,
            added=strategies.NOW,
        )
        made.cost[cost.id] = cost
    for year, amount in (years or {}).items():
        row = Budget(
            id=f"bg-{year:08}",
            program=program.id,
            year=year,
            funding="apbd",
            amount_idr=amount,
            added=strategies.NOW,
        )
        made.budget[row.id] = row
    return made


def of(made: Session) -> costs.Costing:
    (costing,) = costs.costings(made)
    assert costing == costs.costing(made, QUICK_WIN)
    return costing


def test_an_item_costs_its_volume_times_its_price_and_one_without_either_is_open() -> None:
    costing = of(session(("0.5", 3), ("2", 10), (None, 7), ("4", None)))
    assert costing.total == Fraction(43, 2)
    assert costing.open == 2
    assert costs.in_rupiah(costing.total) == "Rp22"


@pytest.mark.parametrize(
    ("keys", "least", "most"),
    [
        ({}, 0, None),
        ({"budget_idr": 100}, 0, 100),
        ({"budget_idr": 100, "start_year": 2026, "end_year": 2026}, 100, 100),
        ({"budget_idr": 100, "start_year": 2026, "end_year": 2029}, 0, 100),
        ({"years": {2026: 60, 2027: 40}}, 60, 60),
        ({"years": {2026: 60, 2027: 40}, "budget_idr": 110}, 60, 70),
        ({"years": {2027: 40}, "start_year": 2027, "end_year": 2028}, 0, 0),
        ({"budget_idr": 100, "status": "dropped"}, 0, None),
    ],
)
def test_the_money_of_the_year_of_the_quick_win_is_meant(
    keys: dict[str, Any], least: int, most: int | None
) -> None:
    costing = of(session(("1", 60), **keys))
    assert costing.years == (2026, 2026)
    assert (costing.least, costing.most) == (least, most)


def test_twelve_months_in_two_years_are_only_part_of_their_money() -> None:
    made = session(("1", 60), years={2026: 60, 2027: 40})
    made.plan = None
    assert of(made).years is None
    assert (of(made).least, of(made).most) == (0, 100)
    due = Milestone(
        id="ml-00000001", quick_win=QUICK_WIN.id, text="x", due=dt.date(2026, 4, 1), added=strategies.NOW
    )
    made.milestone[due.id] = due
    assert (of(made).years, of(made).least, of(made).most) == ((2026, 2027), 0, 100)


@pytest.mark.parametrize(
    ("amounts", "fits"),
    [
        ([("1", 60)], True),
        ([("1", 59)], False),
        ([("1", 61)], False),
        ([("1", 59), ("1", None)], True),
        ([("1", 61), ("1", None)], False),
    ],
)
def test_costs_fit_where_they_are_the_money_and_may_be_less_only_while_a_price_is_open(
    amounts: list[tuple[str | None, int | None]], fits: bool
) -> None:
    assert of(session(*amounts, years={2026: 60})).fits is fits


@pytest.mark.parametrize(
    ("volume", "unit", "price", "words"),
    [
        ("12", "bulan", 4_500_000, "12 bulan × Rp4,5 juta = Rp54 juta"),
        ("1", None, 4_500_000, "Rp4,5 juta"),
        ("2", None, 4_500_000, "2 × Rp4,5 juta = Rp9 juta"),
        (None, "bulan", 4_500_000, "Rp4,5 juta/bulan"),
        (None, None, 4_500_000, "Rp4,5 juta"),
        ("2.5", "ha", None, "2,5 ha"),
        (None, "ha", None, ""),
    ],
)
def test_a_cost_in_words(volume: str | None, unit: str | None, price: int | None, words: str) -> None:
    assert costs.in_words(None if volume is None else Decimal(volume), unit, price) == words


def test_the_sample_s_costs_are_the_money_of_their_programs(sample: Path) -> None:
    costings = costs.costings(store.load(sample).session)
    assert len(costings) == 6
    assert all(costing.fits and costing.most is not None for costing in costings)
