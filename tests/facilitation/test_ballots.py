"""The dots of an agency in one line, as people read them out."""

from __future__ import annotations

import re

import pytest

from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import ballots

NUMBERS = {"a": "S1", "b": "S4", "c": "W3", "d": "O1", "e": "O11"}


@pytest.mark.parametrize(
    ("typed", "dots"),
    [
        ("S4 W3 O1", {"b": 1, "c": 1, "d": 1}),
        ("s4 w3 o1", {"b": 1, "c": 1, "d": 1}),
        ("S4x2", {"b": 2}),
        ("S4 2x", {"b": 2}),
        ("S4 x2", {"b": 2}),
        ("S4 x 2", {"b": 2}),
        ("S4×2 W3", {"b": 2, "c": 1}),
        ("S4 × 2 W3", {"b": 2, "c": 1}),
        ("S4*2", {"b": 2}),
        ("2x S4", {"b": 2}),
        ("2xS4 W3", {"b": 2, "c": 1}),
        ("2x S4 W3", {"b": 2, "c": 1}),
        ("W3 2x S4", {"c": 2, "b": 1}),
        ("S4 2x W3 2x", {"b": 2, "c": 2}),
        ("S4 S4 O1", {"b": 2, "d": 1}),
        ("S4, W3; O11", {"b": 1, "c": 1, "e": 1}),
        ("S4 dan W3", {"b": 1, "c": 1}),
        ("S 4 W 3", {"b": 1, "c": 1}),
        ("S-4", {"b": 1}),
        ("S04", {"b": 1}),
        ("S4+W3", {"b": 1, "c": 1}),
        ("S4x0 W3", {"c": 1}),
        ("", {}),
    ],
)
def test_a_line_is_read_as_it_is_said(typed: str, dots: dict[str, int]) -> None:
    assert ballots.read(typed, NUMBERS) == dots


def test_numbers_of_candidates_have_two_letters() -> None:
    assert ballots.read("qw2x2 QW 1", {"x": "QW1", "y": "QW2"}) == {"y": 2, "x": 1}


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("S4 Y9", "“Y9”"),
        ("S2", "“S2”"),
        ("2x", "“2x”"),
        ("2x 3x S4", "“3x”"),
        ("2xS4x3", "“2xS4x3”"),
        ("S4 W3 banjir", "“banjir”"),
        ("S4x", "“S4x”"),
        ("4", "“4”"),
        ("S4 2", "“2”"),
    ],
)
def test_what_is_not_understood_is_named(typed: str, unknown: str) -> None:
    with pytest.raises(Refused) as refused:
        ballots.read(typed, NUMBERS)
    assert unknown in str(refused.value)
    assert "S1 O11x2" in str(refused.value) or "S1 S4x2" in str(refused.value)


CANDIDATES = {"x": "QW1", "y": "QW2", "z": "QW12"}


@pytest.mark.parametrize(
    ("typed", "dots"),
    [
        ("1", {"x": 1}),
        ("1 2 12", {"x": 1, "y": 1, "z": 1}),
        ("2 2x", {"y": 2}),
        ("2x 1", {"x": 2}),
        ("QW2 1", {"y": 1, "x": 1}),
        ("qw1x2 2", {"x": 2, "y": 1}),
    ],
)
def test_a_number_alone_is_enough_where_all_have_the_same_letters(typed: str, dots: dict[str, int]) -> None:
    assert ballots.read(typed, CANDIDATES) == dots


@pytest.mark.parametrize(
    ("typed", "numbers", "said"),
    [
        ("4", NUMBERS, "“4”: of what?"),
        ("S4 3 1", NUMBERS, "“3” and “1”: of what?"),
        ("1x2", CANDIDATES, "“1x2”: of what?"),
        ("3", CANDIDATES, "“3”: no number of an entry"),
    ],
)
def test_a_number_that_can_mean_two_things_is_asked_about(
    typed: str, numbers: dict[str, str], said: str
) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        ballots.read(typed, numbers)
