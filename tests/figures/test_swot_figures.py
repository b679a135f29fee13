"""The SWOT figures: published tables to the last digit, positions in words, the plane, the loose ends of the matrix."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from support.swot_factors import KOBER_SCORES, QUADRANTS, entries, kober, rated

from bimtek_tui import figures
from bimtek_tui.figures.page import as_text
from bimtek_tui.figures.plane import HEIGHT, Plane, Point
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


def shown(session: Session, kominfo: Method) -> str:
    return as_text([figures.page("swot", session, kominfo)])


def test_kober_mie_setan_is_printed_as_published(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of(kober())
    found = figures.section("swot", session, kominfo)
    city = found["city"]
    printed = {
        one["label"]: float(one["score"]["shown"]) for name in ("ifas", "efas") for one in city[name]["rows"]
    }
    published = {
        f"{letter}{number}": float(score)
        for letter, scores in KOBER_SCORES.items()
        for number, score in enumerate(scores, start=1)
    }
    assert printed == pytest.approx(published, abs=0.006)  # published with two decimals
    assert city["efas"]["scores"]["total"] == {
        "exact": "2135/726",
        "decimal": "2.940771349862258953168044077",
        "shown": "2.9409",
    }
    assert city["ifas"]["scores"]["total"]["exact"] == "2903/1038"
    assert city["ifas"]["scores"]["total"]["shown"] == "2.7959"
    place = city["position"]
    assert (place["x"]["decimal"][:6], place["y"]["decimal"][:6]) == ("1.8583", "1.9573")
    assert (place["signs"], place["strategies"], place["numbers"]) == (["+", "+"], ["SO"], ["I"])
    assert json.loads(json.dumps(found)) == found
    page = shown(session, kominfo)
    assert (
        "Position of the city: SO, aggressive: use strengths to take opportunities (+, +; quadrant I)" in page
    )
    assert "Variant: questionnaire. Rating of weaknesses and threats: never agreed." in page
    assert "was never agreed: whether a 4 is a severe weakness" in page


def test_pulau_pombo_is_printed_as_published_and_has_no_position(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of(
        entries(
            O=rated((0.10, 4), (0.18, 4), (0.05, 4), (0.06, 4), (0.09, 4), (0.05, 4), (0.07, 3)),
            T=rated((0.09, 2), (0.05, 1), (0.05, 2), (0.09, 2), (0.07, 2), (0.05, 1)),
        )
    )
    found = figures.section("swot", session, kominfo)
    scores, weights = found["city"]["efas"]["scores"], found["city"]["efas"]["weights"]
    assert [scores[one]["decimal"] for one in ("opportunity", "threat", "total")] == ["2.33", "0.7", "3.03"]
    assert [scores[one]["shown"] for one in ("opportunity", "threat", "total")] == ["2.33", "0.70", "3.03"]
    assert weights["total"]["exact"] == "1"
    page = shown(session, kominfo)
    assert "No position of the city: no factor among Strength and Weakness." in page
    assert "Rangkuti (not agreed, so taken as usual)" in page


def test_variant_and_direction_stand_under_every_table_of_scores(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of(
        'analysis = {variant = "pearce", rating_direction = "inverse"}\n'
        + entries(S=rated((2, 4)), W=rated((2, 1)), O=rated((2, 3)), T=rated((2, 3)))
    )
    blocks = figures.page("swot", session, kominfo).blocks
    with_scores = [
        number
        for number, one in enumerate(blocks)
        if "Score" in getattr(one, "columns", ()) or "IFAS" in getattr(one, "columns", ())
    ]
    assert len(with_scores) == 3
    for number in with_scores:
        assert blocks[number + 1].startswith("Variant: Pearce. Rating of weaknesses and threats: inverse")  # type: ignore[union-attr]
    page = shown(session, kominfo)
    assert "rated 2 or less among: Weakness." in page
    assert "The city lies on the border" in page
    assert "SO, aggressive" in page
    assert "(+, 0; quadrants I and II)" in page


def test_a_dimension_without_four_quadrants_says_why_it_has_no_position(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of(
        """swot = [
          {id = "sw-1", quadrant = "strength", text = "a", dimension = "living", weight = 2, rating = 3},
          {id = "sw-2", quadrant = "weakness", text = "b", dimension = "living", weight = 2},
          {id = "sw-3", quadrant = "threat", text = "c", weight = 2, rating = 3},
        ]"""
    )
    found = figures.section("swot", session, kominfo)
    (living,) = [one for one in found["dimensions"] if one["dimension"] == "living"]
    assert living["position"] is None
    assert living["missing"]["quadrants"] == ["opportunity", "threat"]
    assert found["without_dimension"] == 1
    page = shown(session, kominfo)
    assert "1 factor has no dimension" in page
    assert (
        "Living has no position: no factor among Opportunity and Threat; a rating is missing for W1." in page
    )


def test_a_dimension_on_the_border_names_both_neighbours(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    rows = [
        f'{{id = "sw-{place}", quadrant = "{name}", text = "a", dimension = "living", weight = 1, rating = {rating}}}'
        for place, (name, rating) in enumerate(zip(QUADRANTS.values(), (2, 2, 4, 1), strict=True))
    ]
    session = session_of(f"swot = [{', '.join(rows)}]")
    page = shown(session, kominfo)
    assert (
        "Living lies on the border, and nothing decides between: SO aggressive; WO turn-around (0, +;" in page
    )


def test_shares_that_do_not_add_up_are_remarked(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of(entries(S=rated(("0.5", 3)), W=rated(("0.52", 2))))
    found = figures.section("swot", session, kominfo)
    assert found["shares_not_adding_up"][0]["sum"]["decimal"] == "1.02"
    assert "typed as shares and add up to 1,02, not to 1" in shown(session, kominfo)


def test_the_matrix_names_factors_and_what_is_left_over(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of("""
        swot = [
          {id = "sw-1", quadrant = "strength", text = "Relawan"},
          {id = "sw-2", quadrant = "opportunity", text = "Hibah"},
          {id = "sw-3", quadrant = "threat", text = "Rob"},
        ]
        strategy = [{id = "st-1", quadrant = "SO", text = "Gerakkan", factors = ["sw-2", "sw-1"]}]
    """)
    found = figures.section("swot", session, kominfo)
    (strategy,) = found["tows"]["SO"]
    assert (strategy["reference"], strategy["programs"]) == ("S1 x O1", [])
    assert [one["label"] for one in found["unused_factors"]] == ["T1"]
    assert [one["label"] for one in found["unserved_strategies"]] == ["SO1"]
    page = shown(session, kominfo)
    assert "there are no IFAS and EFAS tables and no position" in page
    assert "S1 x O1" in page
    assert "Strategies that no program serves" in page


@pytest.mark.parametrize(
    ("x", "y", "quadrants", "marked"),
    [
        (Fraction(3, 2), Fraction(-1), ("ST",), {"ST"}),
        (Fraction(0), Fraction(1, 1000), ("SO", "WO"), {"SO", "WO"}),
        (Fraction(-1, 1000), Fraction(0), ("WO", "WT"), {"WO", "WT"}),
        (Fraction(0), Fraction(0), ("SO", "ST", "WO", "WT"), {"SO", "ST", "WO", "WT"}),
    ],
)
def test_the_dot_lies_on_an_axis_only_where_the_figure_is_zero(
    x: Fraction, y: Fraction, quadrants: tuple[str, ...], marked: set[str]
) -> None:
    city = Point("Kota", x, y, (Decimal(), Decimal()))
    beside = Plane(city, (), quadrants).drawn(78).lines  # type: ignore[arg-type]
    drawn = [line[:31] for line in beside]  # the plane itself; names and numbers stand behind it
    assert {one for one in ("SO", "ST", "WO", "WT") if any(f"[{one}]" in line for line in drawn)} == marked
    ((row, line),) = [(number, line) for number, line in enumerate(drawn) if "●" in line]
    middle = 1 + HEIGHT // 2
    assert (row < middle, row > middle) == (y > 0, y < 0)
    column, axis = line.index("●"), drawn[1].index("│")
    assert (column > axis, column < axis) == (x > 0, x < 0)
    assert len(drawn) == HEIGHT + 2
