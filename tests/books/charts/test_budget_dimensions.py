"""The money by dimension: what the picture says is what the analysis finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from support import drawn
from support.crowded_sessions import of_dimensions
from support.program_blocks import program

from bimtek_tui.analysis import budget
from bimtek_tui.books.charts import budget_dimensions, canvas, gallery
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

Read = Callable[[str], Session]
BILLION = 10**9


@pytest.fixture(autouse=True)
def prepared() -> None:
    canvas.prepare()


def chart(session: Session, method: Method) -> budget_dimensions.BudgetDimensions:
    made = budget_dimensions.of(session, method)
    assert made
    return made


def of_amounts(**amounts: int | None) -> str:
    return "".join(
        program(f"pr-{id}", dimension=id, **({} if amount is None else {"budget_idr": amount}))
        for id, amount in amounts.items()
    )


def test_bars_are_the_sums_of_the_analysis(kominfo: Method, sample: Callable[[str], Session]) -> None:
    session = sample("kota-contoh")
    made = chart(session, kominfo)
    found = budget.by_known_dimension(budget.money(session), kominfo)
    assert {bar.name: bar.amount for bar in made.bars} == {
        dimension.short: found.get(dimension.id, 0) for dimension in kominfo.dimension
    }
    assert [line[:2] for line in made.rows] == [(bar.name, bar.amount) for bar in made.bars]
    assert drawn.spaced(made.title) == (
        "Anggaran paling besar pada dimensi Lingkungan, yaitu Rp199,63 miliar dari Rp797,65 miliar"
    )
    assert "Masyarakat Rp47,6 miliar" in drawn.spaced(made.alt)
    assert "Rp47,6\u00a0miliar" in drawn.words(budget_dimensions.draw(made))


@pytest.mark.parametrize(
    ("amounts", "title"),
    [
        ({"governance": 5}, "Seluruh anggaran, yaitu Rp5 miliar, ada pada dimensi Tata kelola"),
        (
            {"governance": 5, "economy": 5, "living": 1},
            "Anggaran paling besar pada dimensi Tata kelola dan Ekonomi, masing-masing Rp5 miliar dari Rp11 miliar",
        ),
        (
            {**dict.fromkeys(("governance", "branding", "economy", "living"), 2), "society": 1},
            "Anggaran paling besar pada empat dimensi, masing-masing Rp2 miliar dari Rp9 miliar",
        ),
        (
            {"governance": 5, "economy": 2, "living": None},
            "Anggaran yang sudah diisi paling besar pada dimensi Tata kelola, yaitu Rp5 miliar dari Rp7 miliar",
        ),
        ({"nowhere": 5}, "Anggaran, yaitu Rp5 miliar, belum terkait dimensi"),
    ],
)
def test_the_title_names_the_dimensions_with_most(
    kominfo: Method, session_of: Read, amounts: dict[str, int | None], title: str
) -> None:
    blocks = of_amounts(**{id: amount and amount * BILLION for id, amount in amounts.items()})
    assert drawn.spaced(chart(session_of(blocks), kominfo).title) == title


def test_programs_without_an_amount_stand_beside_their_dimension(kominfo: Method, session_of: Read) -> None:
    blocks = of_amounts(governance=5, economy=None) + program("pr-x", dimension="governance")
    made = chart(session_of(blocks), kominfo)
    assert "Tata kelola Rp5, 1 program tanpa anggaran" in drawn.spaced(made.alt)
    words = drawn.words(budget_dimensions.draw(made))
    assert words.count("1 program tanpa anggaran") == 2
    assert "Rp0" not in words


@pytest.mark.parametrize("blocks", ["", of_amounts(governance=None), of_amounts(governance=0)])
def test_without_money_there_is_no_picture(kominfo: Method, session_of: Read, blocks: str) -> None:
    assert budget_dimensions.of(session_of(blocks), kominfo) is None


def test_one_dimension_alone_or_equal_ones_are_not_compared(kominfo: Method, session_of: Read) -> None:
    assert budget_dimensions.of(session_of(of_amounts(**{"d-0": 5})), of_dimensions(kominfo, 1)) is None
    equal = of_amounts(**{dimension.id: 2 for dimension in kominfo.dimension})
    assert budget_dimensions.of(session_of(equal), kominfo) is None


@pytest.mark.parametrize("amount", [1, 10**18])
def test_no_amount_breaks_the_scale(kominfo: Method, session_of: Read, amount: int) -> None:
    made = chart(session_of(of_amounts(governance=amount, economy=2 * BILLION, living=None)), kominfo)
    assert drawn.faults(budget_dimensions.draw(made)) == []


def test_an_amount_below_nothing_goes_to_the_left(kominfo: Method, session_of: Read) -> None:
    session = session_of(of_amounts(governance=1, economy=2 * BILLION))
    session.program["pr-governance"] = replace(session.program["pr-governance"], budget_idr=-BILLION)
    assert drawn.faults(budget_dimensions.draw(chart(session, kominfo))) == []


def test_more_dimensions_than_fit_are_added_up(kominfo: Method, session_of: Read) -> None:
    many = of_dimensions(kominfo, 40)
    made = chart(session_of(of_amounts(**{f"d-{at}": at * BILLION for at in range(40)})), many)
    assert sum(bar.amount for bar in made.bars) == sum(range(40)) * BILLION
    words = drawn.words(gallery.draw(made))
    assert "16 dimensi lain" in words
    assert "Rp120\u00a0miliar" in words  # of those with 0 to 15
