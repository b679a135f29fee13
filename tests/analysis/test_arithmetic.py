"""Typed-in tables of others: slips are named with their row, rounding is told apart, numbers are never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimtek_tui.analysis import arithmetic
from bimtek_tui.analysis.arithmetic import Checked
from bimtek_tui.analysis.rounding import half_up
from bimtek_tui.errors import BimtekError
from bimtek_tui.exchange import scored_tables

HEADER = ("No", "Faktor strategis", "Bobot", "Rating", "Bobot x rating")
POMBO = (
    (
        "O",
        (
            "0,10 4 0,40",
            "0,18 4 0,72",
            "0,05 4 0,20",
            "0,06 4 0,24",
            "0,09 4 0,36",
            "0,05 4 0,20",
            "0,07 3 0,21",
        ),
    ),
    ("T", ("0,09 2 0,18", "0,05 1 0,05", "0,05 2 0,10", "0,09 2 0,18", "0,07 2 0,14", "0,05 1 0,05")),
)


def checked(
    rows: list[Any], header: Sequence[str] = HEADER, sign: Literal[",", "."] | None = None
) -> Checked:
    (table,) = scored_tables.tables(header, list(enumerate(rows, start=2)), sign)
    return arithmetic.check(table)


def pombo(**changed: Any) -> list[tuple[str, ...]]:
    """The EFAS of Pulau Pombo as published, with other cells for some rows (``o2="0,70"`` changes a score)."""
    rows = []
    for letter, found in POMBO:
        rows.append(("", {"O": "Peluang", "T": "Ancaman"}[letter], "", "", ""))
        for number, cells in enumerate(found, start=1):
            weight, rating, score = cells.split()
            rows.append(
                (
                    str(number),
                    f"{letter}{number}",
                    weight,
                    rating,
                    changed.get(f"{letter}{number}".lower(), score),
                )
            )
        rows.append((f"Jumlah {letter}", "", "", "", changed.get(letter, {"O": "2,33", "T": "0,70"}[letter])))
    rows.append(("Total", "", changed.get("weight", "1,00"), "", changed.get("total", "3,03")))
    return rows  # type: ignore[return-value]


def told(found: Checked) -> list[tuple[int, str, bool]]:
    return [(one.row, one.sentence, one.explained) for one in found.slips]


def test_a_table_that_adds_up_has_no_slip() -> None:
    found = checked(pombo())
    assert (found.scores, found.totals, found.slips) == (13, 3, ())


def test_a_score_that_is_not_weight_times_rating_is_named_and_so_is_the_total_it_breaks() -> None:
    assert told(checked(pombo(o2="0,70"))) == [
        (4, "O2: the score 0,70 is not 0,18 x 4 = 0,72", False),
        (10, "Jumlah O: the score 2,33 is not the sum of rows 3 to 9, 2,31", False),
        (19, "Total: the score 3,03 is not the sum of rows 3 to 17, 3,01", False),
    ]


def test_a_total_that_skips_a_row_says_which_one() -> None:
    (slip,) = checked(pombo(total="2,67")).slips
    assert slip.row == 19
    assert "it is as if row 7 were left out" in slip.sentence
    assert not slip.explained


def test_weights_that_do_not_make_one_are_named() -> None:
    rows = [row if row[1] != "T6" else ("6", "T6", "0,15", "1", "0,15") for row in pombo()]
    found = [sentence for _row, sentence, _explained in told(checked(rows))]
    assert "the weights of rows 3 to 17 add up to 1,10 and not to 1" in found


def test_rounded_weights_are_explained_and_are_no_fault() -> None:
    rows = [
        ("", name, *cells.split())
        for name, cells in (
            ("O1", "0.18 3.67 0.67"), ("O2", "0.15 3.00 0.45"), ("O3", "0.19 3.83 0.73"), ("O4", "0.17 3.50 0.61"),
            ("T1", "0.08 1.67 0.14"), ("T2", "0.09 1.83 0.17"), ("T3", "0.08 1.67 0.14"), ("T4", "0.05 1.00 0.05"),
            ("Total", "1.00 - 2.94"),
        )
    ]  # fmt: skip
    found = checked(rows)
    assert found.scores == 8
    assert found.slips
    assert all(one.explained for one in found.slips)
    assert any("weights rounded like these can miss it by 0,04" in one.sentence for one in found.slips)
    rows[2] = ("", "O3", "0.19", "3.83", "0.83")
    wrong = [one.row for one in checked(rows).slips if not one.explained]
    assert wrong == [4, 10]


def test_one_slip_among_scores_that_are_right_is_not_put_down_to_rounding() -> None:
    rows = [row if row[1] != "T6" else ("6", "T6", "0,06", "1", "0,06") for row in pombo(o2="0,70")]
    wrong = [one.row for one in checked(rows).slips if not one.explained]
    assert wrong == [4, 10, 18, 19]


def test_a_score_with_one_decimal_in_a_column_of_two_is_no_wider() -> None:
    rows = [("", "a", "0,11", "4", "0,4"), ("", "b", "0,39", "2", "0,78"), ("", "c", "0,50", "2", "1,00")]
    assert [one.row for one in checked(rows).slips] == [2]


def test_within_each_quadrant_of_pearce_weights_make_one() -> None:
    rows = [
        ("", "S1", "0,60", "4", "2,4"),
        ("", "S2", "0,40", "2", "0,8"),
        ("", "Jumlah S", "1", "", "3,2"),
        ("", "W1", "1,0", "3", "3,0"),
        ("", "Jumlah W", "1", "", "3,0"),
    ]
    assert checked(rows).slips == ()
    rows[1] = ("", "S2", "0,50", "2", "1,0")
    rows[2] = ("", "Jumlah S", "1", "", "3,4")
    assert [one.sentence for one in checked(rows).slips] == [
        "the weights of rows 2 to 3 add up to 1,10 and not to 1"
    ]


@pytest.mark.parametrize("sign", ["", " %"])
def test_weights_may_be_per_cent(sign: str) -> None:
    rows = [
        ("", "a", f"60{sign}", "4", "2,40"),
        ("", "b", f"40{sign}", "2", "0,80"),
        ("", "Total", f"100{sign}", "", "3,20"),
    ]
    assert checked(rows).slips == ()
    rows[1] = ("", "b", f"45{sign}", "2", "0,80")
    sentences = [one.sentence for one in checked(rows).slips]
    assert "b: the score 0,80 is not 0,45 x 2 = 0,90" in sentences


def test_a_workbook_holds_numbers_that_need_no_sign() -> None:
    rows = [
        ("", "a", Decimal("0.6"), 4, Decimal("2.4")),
        ("", "b", Decimal("0.4"), 2, Decimal("0.9")),
    ]
    assert [one.sentence for one in checked(rows).slips] == ["b: the score 0,9 is not 0,4 x 2 = 0,80"]


def test_a_row_without_score_is_named() -> None:
    rows = [("", "a", "0,5", "4", "2,0"), ("", "b", "0,5", "2", "")]
    assert [one.sentence for one in checked(rows).slips] == ["b: the score is missing"]


# Reading -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        ("Faktor", "Bobot", "Rating", "Skor"),
        ("FACTOR", "WEIGHT", "RATING", "SCORE"),
        ("Uraian", "Bobot relatif", "Peringkat", "Bobot x Rating"),
        ("Strategic factors", "Weight", "Rating", "Weighted score"),
        ("Faktor", "Bobot", "Nilai", "Skor"),
        ("Faktor", "Bobot", "Rating", "Nilai"),
        ("Faktor", "Bobot (B)", "Rating (R)", "B x R"),
    ],
)
def test_columns_are_known_by_their_words_in_any_order(header: tuple[str, ...]) -> None:
    assert scored_tables.roles(header) == {"label": 0, "weight": 1, "rating": 2, "score": 3}
    turned = tuple(reversed(header))
    assert scored_tables.roles(turned) == {"score": 0, "rating": 1, "weight": 2, "label": 3}


def test_the_weight_that_is_normalised_is_the_weight() -> None:
    assert scored_tables.roles(("Faktor", "Bobot", "Bobot relatif", "Rating", "Skor"))["weight"] == 2


def test_columns_that_can_not_be_told_apart_or_are_not_there_are_named() -> None:
    with pytest.raises(BimtekError, match=r"several columns can be the rating: “Rating A” and “Rating B”"):
        scored_tables.roles(("Faktor", "Bobot", "Rating A", "Rating B", "Skor"))
    with pytest.raises(BimtekError, match=r"no column for weight and rating; .*“Skor”"):
        scored_tables.tables(("Faktor", "Skor"), [])


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (("0,14",), "0.14"),
        (("0.14",), "0.14"),
        (("0.145",), "0.145"),  # a group of thousands does not begin with a nought
        (("1.250", "0.5"), "1.250"),
        (("1.250", "0,5"), "1250"),
        (("1,250", "0.5"), "1250"),
        (("1.250,5",), "1250.5"),
        (("14 %",), "0.14"),
    ],
)
def test_numbers_are_read_by_the_sign_that_the_table_shows(cells: tuple[str, ...], value: str) -> None:
    rows = [(number, ("x", cell, "1", "")) for number, cell in enumerate(cells)]
    (table,) = scored_tables.tables(("Faktor", "Bobot", "Rating", "Skor"), rows)
    assert table.doubts == ()
    assert table.lines[0].weight.value == Decimal(value)  # type: ignore[union-attr]


@pytest.mark.parametrize("cells", [("1.250",), ("1,250",), ("1.250", "0.5", "0,5")])
def test_what_can_mean_two_numbers_is_asked_about(cells: tuple[str, ...]) -> None:
    rows = [(number, ("x", cell, "1", "")) for number, cell in enumerate(cells, start=2)]
    header = ("Faktor", "Bobot", "Rating", "Skor")
    (table,) = scored_tables.tables(header, rows)
    assert [one.row for one in table.doubts] == [2]
    assert "can mean 1250 or 1,250" in table.doubts[0].sentence
    assert (
        scored_tables.tables(header, rows[:1], ".")[0].doubts
        == scored_tables.tables(header, rows[:1], ",")[0].doubts
        == ()
    )


def test_what_is_no_number_is_asked_about_once() -> None:
    found = checked([("", "a", "0,5", "empat", "2,0"), ("", "b", "0,5", "2", "1,0")])
    assert [one.row for one in found.slips] == [2]
    assert "“empat” is no number" in found.slips[0].sentence


shares = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 4)), min_size=2, max_size=12)


@given(shares)
def test_a_table_that_was_rounded_in_print_is_never_called_wrong(points: list[tuple[int, int]]) -> None:
    whole = sum(weight for weight, _rating in points)
    rows = []
    for number, (weight, rating) in enumerate(points):
        share, score = Decimal(weight) / whole, Decimal(weight) * rating / whole
        rows.append(("", f"f{number}", str(half_up(share)), str(rating), str(half_up(score))))
    total = Decimal(sum(weight * rating for weight, rating in points)) / whole
    rows.append(("", "Total", "1.00", "", str(half_up(total))))
    taken_as_they_stand = sum(Decimal(row[2]) for row in rows[:-1]) == 1
    right = [half_up(Decimal(row[2]) * Decimal(row[3])) == Decimal(row[4]) for row in rows[:-1]]
    wrong = [one for one in checked(rows).slips if not one.explained]
    assert wrong == [] or taken_as_they_stand or right.count(False) * 4 <= len(right)
