"""IFAS and EFAS as they are printed: the rows give the sums by anybody's calculator, and `arithmetic` has no remark."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.swot_factors import answered, entries, rated

from bimtek_tui.analysis import swot, swot_printed
from bimtek_tui.analysis.arithmetic import Line, Number, ScoredTable, check
from bimtek_tui.analysis.rounding import apportioned
from bimtek_tui.model.entries import Session

_RATED = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 4)), min_size=1, max_size=20)


def _number(value: Decimal) -> Number:
    return Number(value, -int(value.as_tuple().exponent))


def _lines(table: swot_printed.Table) -> list[Line]:
    """The table as somebody would type it into a spreadsheet."""
    made = [
        Line(place, row.factor.entry.text, "factor", *map(_number, (row.weight, row.rating, row.score)))
        for place, row in enumerate(table.rows, start=2)
    ]
    total = Line(len(made) + 2, "Jumlah", "total", _number(table.weight()), None, _number(table.score()))
    return [*made, total]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(strengths=_RATED, weaknesses=_RATED)
def test_rows_give_the_sums(
    session_of: Callable[[str], Session],
    strengths: list[tuple[int, int]],
    weaknesses: list[tuple[int, int]],
) -> None:
    session = session_of(entries(S=rated(*strengths), W=rated(*weaknesses)))
    side = swot.side(session, swot.INTERNAL)
    assert side is not None
    table = swot_printed.table(side)
    assert table.weight() == 1
    assert table.weight("strength") + table.weight("weakness") == 1
    for row in table.rows:
        assert row.score == row.weight * row.rating
        assert (
            abs(row.weight - Decimal(row.factor.weight.numerator) / row.factor.weight.denominator)
            < Decimal(10) ** -table.places
        )
    assert table.score() == sum(row.weight * row.rating for row in table.rows)
    assert check(ScoredTable(tuple(_lines(table)), ())).slips == ()


def test_means_of_respondents_are_printed_with_two_decimals(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        'analysis = {variant = "questionnaire", respondents = 29}\n'
        + entries(S=answered(100, 71, 88), W=answered(31, 45))
    )
    side = swot.side(session, swot.INTERNAL)
    assert side is not None
    table = swot_printed.table(side)
    assert check(ScoredTable(tuple(_lines(table)), ())).slips == ()
    assert table.score() == sum(row.score for row in table.rows)


@pytest.mark.parametrize(
    ("points", "places", "weights"),
    [
        ([1, 1], 2, ["0.50", "0.50"]),
        ([1, 1, 1, 5], 3, ["0.125", "0.125", "0.125", "0.625"]),
        ([1, 1, 1], 4, ["0.3334", "0.3333", "0.3333"]),
    ],
)
def test_a_table_has_as_many_decimals_as_it_needs(
    session_of: Callable[[str], Session], points: list[int], places: int, weights: list[str]
) -> None:
    side = swot.side(session_of(entries(S=rated(*((point, 4) for point in points)))), swot.INTERNAL)
    assert side is not None
    table = swot_printed.table(side)
    assert (table.places, [str(row.weight) for row in table.rows]) == (places, weights)


def test_weights_within_quadrants_add_up_in_each(session_of: Callable[[str], Session]) -> None:
    text = entries(S=rated((1, 3), (1, 3), (1, 3)), W=rated((2, 2), (5, 1), (4, 2)))
    side = swot.side(session_of(f'analysis = {{variant = "pearce"}}\n{text}'), swot.INTERNAL)
    assert side is not None
    table = swot_printed.table(side)
    assert [table.weight(*quadrants) for quadrants in (("strength",), ("weakness",), ())] == [1, 1, 2]


def test_the_position_is_the_difference_of_the_printed_sums(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        entries(S=rated((1, 4), (1, 3), (2, 3)), W=rated((3, 1), (4, 2)), O=rated((1, 1)), T=rated((1, 1)))
    )
    standing = swot.city(session)
    assert standing.ifas
    table = swot_printed.table(standing.ifas)
    at = swot_printed.coordinates(standing)
    assert at is not None
    assert at[0] == table.score("strength") - table.score("weakness")
    assert at[1] == 0  # on the axis, whatever rounding makes of it
    assert standing.position is not None
    assert standing.position.on_a_boundary


@given(st.lists(st.fractions(0, 5), max_size=30), st.integers(0, 5))
def test_what_is_shared_out_adds_up(values: list[Fraction], places: int) -> None:
    shares = apportioned(values, places)
    unit = Decimal(10) ** -places
    assert all(
        abs(Fraction(share) - value) < Fraction(unit) for share, value in zip(shares, values, strict=True)
    )
    assert abs(Fraction(sum(shares)) - sum(values)) <= Fraction(unit) / 2
