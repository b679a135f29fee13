"""IFAS and EFAS against published tables, positions, and what is said while figures are missing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.swot_factors import KOBER_SCORES, answered, entries, kober, rated

from bimtek_tui.analysis import swot
from bimtek_tui.analysis.ordinals import ordinals
from bimtek_tui.analysis.rounding import half_up
from bimtek_tui.model.entries import Session


def test_the_questionnaire_of_kober_mie_setan_is_reproduced(session_of: Callable[[str], Session]) -> None:
    session = session_of(kober())
    external, internal = swot.side(session, swot.EXTERNAL), swot.side(session, swot.INTERNAL)
    assert external.score() == Fraction(2135, 726)  # type: ignore[union-attr]
    assert internal.score() == Fraction(2903, 1038)  # type: ignore[union-attr]
    assert [str(half_up(one.score)) for one in external.factors] == [*KOBER_SCORES["O"], *KOBER_SCORES["T"]]  # type: ignore[union-attr]
    assert [str(half_up(one.score)) for one in internal.factors] == [*KOBER_SCORES["S"], *KOBER_SCORES["W"]]  # type: ignore[union-attr]
    position = swot.position(session)
    assert (half_up(position.x, 3), half_up(position.y, 3)) == (Decimal("1.858"), Decimal("1.957"))  # type: ignore[union-attr]
    assert position.quadrants == ("SO",)  # type: ignore[union-attr]


def test_the_efas_of_pulau_pombo_is_reproduced(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        entries(
            O=rated((0.10, 4), (0.18, 4), (0.05, 4), (0.06, 4), (0.09, 4), (0.05, 4), (0.07, 3)),
            T=rated((0.09, 2), (0.05, 1), (0.05, 2), (0.09, 2), (0.07, 2), (0.05, 1)),
        )
    )
    side = swot.side(session, swot.EXTERNAL)
    assert side.weight == 1  # type: ignore[union-attr]
    assert side.score("opportunity") == Fraction("2.33")  # type: ignore[union-attr]
    assert side.score("threat") == Fraction("0.70")  # type: ignore[union-attr]
    assert side.score() == Fraction("3.03")  # type: ignore[union-attr]
    assert swot.position(session) is None
    assert swot.missing(session).quadrants == ("strength", "weakness")


def test_raw_points_are_normalised_over_both_quadrants_of_a_table(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of(entries(S=rated((5, 4), (3, 3)), W=rated((4, 2))))
    assert [one.weight for one in swot.side(session, swot.INTERNAL).factors] == [  # type: ignore[union-attr]
        Fraction(5, 12),
        Fraction(3, 12),
        Fraction(4, 12),
    ]


def test_pearce_normalises_within_each_quadrant(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        'analysis = {variant = "pearce"}\n' + entries(S=rated((5, 4), (3, 3)), W=rated((4, 2)))
    )
    side = swot.side(session, swot.INTERNAL)
    assert [one.weight for one in side.factors] == [Fraction(5, 8), Fraction(3, 8), 1]  # type: ignore[union-attr]
    assert side.weight == 2  # type: ignore[union-attr]


points = st.decimals(min_value="0.01", max_value="100", places=2)
ratings = st.integers(min_value=1, max_value=4)


@given(st.lists(st.tuples(points, ratings), min_size=1), st.lists(st.tuples(points, ratings), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_weights_add_up_to_exactly_one_and_the_total_lies_on_the_scale(
    session_of: Callable[[str], Session], first: Any, second: Any
) -> None:
    side = swot.side(session_of(entries(S=rated(*first), W=rated(*second))), swot.INTERNAL)
    assert side.weight == 1  # type: ignore[union-attr]
    assert 1 <= side.score() <= 4  # type: ignore[union-attr]
    assert side.score() == side.score("strength") + side.score("weakness")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("s", "w", "o", "t", "quadrants"),
    [
        (4, 1, 4, 1, ("SO",)),
        (4, 1, 1, 4, ("ST",)),
        (1, 4, 4, 1, ("WO",)),
        (1, 4, 1, 4, ("WT",)),
        (2, 2, 4, 1, ("SO", "WO")),
        (4, 1, 2, 2, ("SO", "ST")),
        (2, 2, 2, 2, ("SO", "ST", "WO", "WT")),
    ],
)
def test_the_signs_decide_and_an_axis_names_both_neighbours(
    session_of: Callable[[str], Session], s: int, w: int, o: int, t: int, quadrants: tuple[str, ...]
) -> None:
    session = session_of(entries(S=rated((1, s)), W=rated((1, w)), O=rated((1, o)), T=rated((1, t))))
    position = swot.position(session)
    assert position.quadrants == quadrants  # type: ignore[union-attr]
    assert position.on_a_boundary == (len(quadrants) > 1)  # type: ignore[union-attr]


def test_what_is_missing_is_named_and_nothing_is_computed(session_of: Callable[[str], Session]) -> None:
    session = session_of(entries(S=["weight = 3"], W=["rating = 2"], O=rated((1, 2)), T=rated((1, 2))))
    missing = swot.missing(session)
    assert (missing.weights, missing.ratings, missing.quadrants) == (("sw-W1",), ("sw-S1",), ())
    assert swot.side(session, swot.INTERNAL) is None
    assert swot.side(session, swot.EXTERNAL) is not None
    assert swot.position(session) is None


def test_a_questionnaire_needs_to_know_how_many_answered(session_of: Callable[[str], Session]) -> None:
    session = session_of('analysis = {variant = "questionnaire"}\n' + entries(S=answered(9), W=answered(9)))
    assert swot.missing(session).respondents
    assert swot.side(session, swot.INTERNAL) is None


def test_a_questionnaire_of_nothing_but_zeros_has_no_weights(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        'analysis = {variant = "questionnaire", respondents = 3}\n' + entries(S=answered(0), W=answered(0))
    )
    assert swot.side(session, swot.INTERNAL) is None


def test_plain_swot_is_not_weighted(session_of: Callable[[str], Session]) -> None:
    assert not swot.is_weighted(session_of(entries(S=['group = "1"'])))
    assert swot.is_weighted(session_of(entries(S=["rating = 3"])))


def test_inverse_ratings_of_severe_weaknesses_flatter(session_of: Callable[[str], Session]) -> None:
    severe = entries(S=rated((1, 4)), W=rated((1, 1), (1, 2)), O=rated((1, 3)), T=rated((1, 3)))
    assert swot.flatters(session_of('analysis = {rating_direction = "inverse"}\n' + severe))
    assert not swot.flatters(session_of('analysis = {rating_direction = "magnitude"}\n' + severe))
    assert not swot.flatters(session_of(severe))


def test_factors_that_do_not_count_have_no_weight_but_keep_their_number(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of("""
        swot = [
          {id = "sw-1", quadrant = "strength", text = "a", weight = 1, rating = 4, withdrawn = "ditarik"},
          {id = "sw-2", quadrant = "weakness", text = "b", weight = 1, rating = 4},
          {id = "sw-3", quadrant = "strength", text = "c", weight = 1, rating = 4, merged_into = "sw-4"},
          {id = "sw-4", quadrant = "strength", text = "d", weight = 3, rating = 2},
        ]
    """)
    assert ordinals(session) == {"sw-1": "S1", "sw-2": "W1", "sw-3": "S2", "sw-4": "S3"}
    side = swot.side(session, swot.INTERNAL)
    assert {one.entry.id: one.weight for one in side.factors} == {  # type: ignore[union-attr]
        "sw-4": Fraction(3, 4),
        "sw-2": Fraction(1, 4),
    }


def test_strategies_are_numbered_and_grouped_by_quadrant(session_of: Callable[[str], Session]) -> None:
    session = session_of("""
        strategy = [
          {id = "st-1", quadrant = "WO", text = "a"},
          {id = "st-2", quadrant = "SO", text = "b"},
          {id = "st-3", quadrant = "WO", text = "c", withdrawn = "ditarik"},
          {id = "st-4", quadrant = "WO", text = "d"},
        ]
        program = [{id = "pr-1", name = "p", horizon = "long"}, {id = "pr-2", name = "q", horizon = "short"}]
        quick_win = [{id = "qw-1", program = "pr-2"}]
    """)
    labels = ordinals(session)
    assert [labels[f"st-{one}"] for one in (1, 2, 3, 4)] == ["WO1", "SO1", "WO2", "WO3"]
    assert (labels["pr-2"], labels["qw-1"]) == ("P2", "QW1")
    assert ordinals(session, "program") == {"pr-1": "P1", "pr-2": "P2"}
    groups = swot.tows(session)
    assert list(groups) == ["SO", "WO", "ST", "WT"]
    assert [one.id for one in groups["WO"]] == ["st-1", "st-4"]


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(min_value=0, max_value=4))
def test_rounding_is_half_up_and_off_by_at_most_half_a_unit(value: Any, places: int) -> None:
    rounded = half_up(value, places)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**places)
    assert -rounded.as_tuple().exponent == places  # type: ignore[operator]


def test_halves_round_away_from_zero() -> None:
    assert str(half_up(Fraction("0.125"))) == "0.13"
    assert str(half_up(Fraction("-0.125"))) == "-0.13"
    assert str(half_up(Fraction("-0.001"))) == "0.00"
