"""Positions of single dimensions, cautions about figures, and what holds the TOWS matrix together."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from support.swot_factors import QUADRANTS

from bimtek_tui.analysis import swot, tows
from bimtek_tui.analysis.ordinals import ordinals
from bimtek_tui.model.entries import Session


def factors(*given: tuple[str, str, int | str, int | None], more: str = "") -> str:
    """TOML for SWOT entries out of ``letter, dimension, points, rating``."""
    rows = [
        f'{{id = "sw-{number}", quadrant = "{QUADRANTS[letter]}", text = "x"'
        + (f', dimension = "{dimension}"' if dimension else "")
        + (f", weight = {weight}, rating = {rating}" if weight else "")
        + "}"
        for number, (letter, dimension, weight, rating) in enumerate(given, start=1)
    ]
    return f"swot = [{', '.join(rows)}]\n{more}"


def test_weights_of_a_dimension_are_normalised_over_its_own_factors(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of(
        factors(
            ("S", "living", 3, 4),
            ("W", "living", 1, 2),
            ("O", "living", 2, 3),
            ("T", "living", 2, 1),
            ("S", "economy", 4, 1),
            ("W", "", 4, 4),
        )
    )
    living, economy = swot.by_dimension(session, ["living", "economy"])
    assert [one.weight for one in living.ifas.factors] == [Fraction(3, 4), Fraction(1, 4)]  # type: ignore[union-attr]
    assert (living.position.x, living.position.y) == (Fraction(5, 2), 1)  # type: ignore[union-attr]
    assert living.position.signs == ("+", "+")  # type: ignore[union-attr]
    assert swot.city(session).ifas.factors[0].weight == Fraction(3, 12)  # type: ignore[union-attr]
    assert economy.position is None
    assert economy.missing.quadrants == ("weakness", "opportunity", "threat")
    assert economy.counts == {"strength": 1, "weakness": 0, "opportunity": 0, "threat": 0}


def test_a_dimension_lacks_only_its_own_figures(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        factors(("S", "living", 0, 0), ("W", "economy", 1, 2), ("O", "economy", 1, 2), ("T", "economy", 1, 2))
    )
    living, economy = swot.by_dimension(session, ["living", "economy"])
    assert living.missing.weights == ("sw-1",)
    assert economy.missing.weights == ()


def test_a_questionnaire_flatters_by_the_mean_of_its_respondents(
    session_of: Callable[[str], Session],
) -> None:
    answers = """swot = [
      {id = "sw-1", quadrant = "strength", text = "x", responses_sum = 12},
      {id = "sw-2", quadrant = "weakness", text = "x", responses_sum = %d},
    ]
    analysis = {variant = "questionnaire", respondents = 3, rating_direction = "inverse"}"""
    assert swot.flattered(session_of(answers % 6)) == ("weakness",)
    assert swot.flattered(session_of(answers % 7)) == ()


def test_a_table_of_nothing_but_zeros_says_so(session_of: Callable[[str], Session]) -> None:
    session = session_of("""
        analysis = {variant = "questionnaire", respondents = 3}
        swot = [
          {id = "sw-1", quadrant = "strength", text = "x", responses_sum = 0},
          {id = "sw-2", quadrant = "weakness", text = "x", responses_sum = 0},
          {id = "sw-3", quadrant = "opportunity", text = "x", responses_sum = 0},
          {id = "sw-4", quadrant = "threat", text = "x", responses_sum = 5},
        ]
    """)
    assert swot.missing(session).zeros == ("strength", "weakness")


def test_what_was_never_agreed_is_told(session_of: Callable[[str], Session]) -> None:
    assert swot.unagreed(session_of("")) == ("variant", "rating_direction")
    assert swot.unagreed(session_of('analysis = {variant = "pearce"}')) == ("rating_direction",)
    assert swot.unagreed(session_of('analysis = {variant = "pearce", rating_direction = "magnitude"}')) == ()


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        (("0.55", "0.46"), Fraction("1.01")),
        (("0.55", "0.455"), None),  # exactly 0.005 is rounding
        (("0.55", "0.4549"), None),
        (("0.55", "0.4551"), Fraction("1.0051")),
        (("5", "4"), None),
        (("1", "1"), None),
        (("0.5", "1.5"), None),
    ],
)
def test_shares_that_do_not_add_up_are_remarked_and_points_are_not(
    session_of: Callable[[str], Session], weights: tuple[str, str], total: Fraction | None
) -> None:
    session = session_of(factors(("S", "", weights[0], 3), ("W", "", weights[1], 2)))
    assert swot.shares_off(session) == ([(swot.INTERNAL, total)] if total else [])
    assert swot.side(session, swot.INTERNAL).weight == 1  # type: ignore[union-attr]


def test_shares_within_a_quadrant_are_those_of_pearce(session_of: Callable[[str], Session]) -> None:
    given = factors(("S", "", "0.6", 3), ("S", "", "0.4", 3), ("W", "", "0.6", 2), ("W", "", "0.5", 2))
    session = session_of(given + 'analysis = {variant = "pearce"}')
    assert swot.shares_off(session) == [(("weakness",), Fraction("1.1"))]


def test_the_highest_score_leads_and_is_shared(session_of: Callable[[str], Session]) -> None:
    session = session_of(factors(("S", "", 1, 3), ("S", "", 3, 1), ("S", "", 1, 2), ("W", "", 1, 4)))
    side = swot.side(session, swot.INTERNAL)
    assert [one.entry.id for one in side.leading("strength")] == ["sw-1", "sw-2"]  # type: ignore[union-attr]
    assert [one.entry.id for one in side.leading("weakness")] == ["sw-4"]  # type: ignore[union-attr]


def test_strategies_name_their_factors_across_the_matrix(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        factors(*[(letter, "", 1, 2) for letter in "SSOWT"])
        + """
        strategy = [
          {id = "st-1", quadrant = "SO", text = "a", factors = ["sw-3", "sw-2", "sw-1"]},
          {id = "st-2", quadrant = "WT", text = "b", factors = ["sw-4", "sw-1"]},
          {id = "st-3", quadrant = "ST", text = "c", factors = ["sw-99"]},
          {id = "st-4", quadrant = "ST", text = "d", factors = ["sw-5"], withdrawn = "ditarik"},
        ]
        program = [
          {id = "pr-1", name = "p", horizon = "long", strategies = ["st-1"]},
          {id = "pr-2", name = "q", horizon = "long", strategies = ["st-2"], status = "dropped"},
        ]
        """
    )
    found, labels = tows.matrix(session), ordinals(session, "swot")
    assert found.cited["st-1"].reference(labels) == "S1, S2 x O1"
    assert found.cited["st-2"].reference(labels) == "W1; S1"
    assert found.cited["st-3"].reference(labels) == ""
    assert found.cited["st-3"].gone == ("sw-99",)
    assert [one.id for one in found.unused] == ["sw-5"]
    assert [one.id for one in found.unserved] == ["st-2", "st-3"]
    assert [one.id for one in found.without_factors] == ["st-3"]
    assert [one.id for one in found.served_by["st-1"]] == ["pr-1"]


def test_a_factor_merged_into_another_is_used_as_that_one(session_of: Callable[[str], Session]) -> None:
    session = session_of("""
        swot = [
          {id = "sw-1", quadrant = "strength", text = "a", merged_into = "sw-2"},
          {id = "sw-2", quadrant = "strength", text = "b"},
          {id = "sw-3", quadrant = "threat", text = "c", merged_into = "sw-3"},
        ]
        strategy = [{id = "st-1", quadrant = "ST", text = "a", factors = ["sw-1", "sw-2", "sw-3"]}]
    """)
    found = tows.matrix(session)
    assert [one.id for one in found.cited["st-1"].counting] == ["sw-2"]
    assert found.cited["st-1"].gone == ("sw-3",)
    assert found.unused == ()
