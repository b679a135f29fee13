"""The page that pictures are drawn on: letters, lines of words, labels that cover nothing, looks that differ in grey."""

from __future__ import annotations

import random

import pytest
from support import drawn

from bimtek_tui.books.charts import canvas as canvases
from bimtek_tui.books.charts.canvas import Canvas
from bimtek_tui.books.charts.letters import SMALL, extent


@pytest.fixture(autouse=True)
def _prepared() -> None:
    canvases.prepare()


def test_letters_that_the_typeface_lacks_are_boxes_and_are_remembered() -> None:
    canvas = Canvas(50)
    assert canvas.words("Kota 👩 ꦲ é") == "Kota □ □ é"
    assert canvas.missing == {"👩", "ꦲ"}


def test_signs_that_only_join_others_are_not_missed() -> None:
    canvas = Canvas(50)
    canvas.words("a\u200b\ufe0f\U0001f3fd")
    assert canvas.missing == set()


@pytest.mark.parametrize(
    "text", ["", "satu", "kata " * 400, "x" * 300, "x" * 1_000_000, "satu\n\n dua\ttiga", "$x^2$ <b> 👩"]
)
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_fitted_words_are_never_wider_than_their_place(text: str, lines: int) -> None:
    shown = Canvas(50).fitted(text, 30, SMALL, lines)
    assert shown.count("\n") < max(lines, 1)
    assert extent(shown, SMALL) <= 30


def test_fitted_words_are_all_there_or_end_with_an_ellipsis() -> None:
    canvas = Canvas(50)
    assert canvas.fitted("Tata kelola data", 100) == "Tata kelola data"
    assert canvas.fitted("Tata kelola data kota", 22, SMALL, 2).replace("\n", " ") == "Tata kelola data kota"
    assert canvas.fitted("Tata kelola data kota", 22, SMALL, 1).endswith("…")


def test_labels_cover_neither_each_other_nor_words_that_are_there() -> None:
    chance = random.Random(1)
    canvas = Canvas(100)
    axes = canvas.axes(10, 10, 120, 80)
    axes.text(0.98, 0.98, "Kuadran I\nstrategi agresif", size=SMALL, ha="right", va="top")
    canvas.labels(axes, [(chance.random(), chance.random(), f"Program {place}") for place in range(24)])
    assert drawn.faults(canvas) == []


def test_points_in_one_place_have_labels_apart() -> None:
    canvas = Canvas(100)
    axes = canvas.axes(10, 10, 120, 80)
    canvas.labels(axes, [(0.5, 0.5, f"P{place}") for place in range(12)])
    assert drawn.faults(canvas) == []


def test_looks_differ_without_colour() -> None:
    looks = [canvases.style(place) for place in range(7)]
    assert len({look.hatch for look in looks}) == len({look.marker for look in looks}) == 7
    assert canvases.style(2, "#123456").color == "#123456"


def test_a_tint_is_between_the_colour_and_white() -> None:
    assert canvases.tint("#0072b2", 1) == "#0072b2"
    assert canvases.tint("#0072b2", 0) == "#ffffff"


def test_a_legend_ends_where_it_says() -> None:
    canvas = Canvas(100)
    sheet = canvas.sheet()
    names = [(canvases.style(place), "Nama yang panjang sekali " * 9) for place in range(5)]
    end = canvas.legend(sheet, 1, 95, names, 60)
    assert min(some.low for some in drawn.areas(canvas)) >= end
    canvas.keys(sheet, 1, end - 2, names, 140)
    assert drawn.faults(canvas) == []


@pytest.mark.parametrize("most", [1, 4.5, 90, 9_999_999, 10**9, 10**18])
def test_numbers_of_an_axis_meet_no_other_however_large(most: float) -> None:
    canvas = Canvas(60)
    axes = canvas.axes(30, 12, 90, 40)
    axes.set_xlim(0, most)
    axes.set_yticks([])
    canvas.scale(axes.xaxis)
    assert drawn.faults(canvas) == []
