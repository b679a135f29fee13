"""The money by year and source: what the picture says is what the analysis finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from support import drawn
from support.program_blocks import program, row

from bimtek_tui.analysis import budget
from bimtek_tui.books.charts import budget_years, canvas
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

Read = Callable[[str], Session]
MILLION, BILLION = 10**6, 10**9


@pytest.fixture(autouse=True)
def prepared() -> None:
    canvas.prepare()


def chart(session: Session, method: Method) -> budget_years.BudgetYears:
    made = budget_years.of(session, method)
    assert made
    return made


def test_columns_are_the_sums_of_the_analysis(kominfo: Method, sample: Callable[[str], Session]) -> None:
    session = sample("kota-contoh")
    made = chart(session, kominfo)
    money = budget.money(session)
    cells = budget.summed(money.parts, lambda part: (part.year, part.funding))
    keys = [*made.years, ""]
    assert dict(zip(keys, made.sums, strict=True)) == money.by_year
    assert made.unsplit == money.by_year[""]
    by_name = {source.id: source.name for source in kominfo.funding} | {"": budget_years.NO_SOURCE}
    assert {
        (key, source.name): amount
        for source in made.sources
        for key, amount in zip(keys, source.amounts, strict=True)
        if amount
    } == {(year, by_name[funding]): amount for (year, funding), amount in cells.items()}
    assert [line[-1] for line in made.rows] == list(made.sums)
    assert (
        drawn.spaced(made.title)
        == "Anggaran Rp684,35 miliar dari Rp797,65 miliar belum dirinci menurut tahun"
    )
    assert (
        "2028 Rp32,2 miliar (APBD kabupaten/kota Rp8,2 miliar, APBN Rp9 miliar, DAK Rp15 miliar)"
        in drawn.spaced(made.alt)
    )


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([(2026, 5), (2027, 7)], "Anggaran terbesar jatuh pada tahun 2027, yaitu Rp7 miliar"),
        ([(2026, 5), (2027, 5)], "Anggaran setiap tahun sama besar, yaitu Rp5 miliar"),
        (
            [(2026, 5), (2027, 5), (2028, 1)],
            "Anggaran terbesar jatuh pada tahun 2026–2027, masing-masing Rp5 miliar",
        ),
        (
            [(2026, 5), (2028, 5)],
            "Anggaran terbesar jatuh pada tahun 2026 dan 2028, masing-masing Rp5 miliar",
        ),
    ],
)
def test_the_title_names_the_years_with_most(
    kominfo: Method, session_of: Read, rows: list[tuple[int, int]], title: str
) -> None:
    blocks = [
        row(f"bg-{at}", "pr-1", year, "apbd", amount * BILLION) for at, (year, amount) in enumerate(rows)
    ]
    assert drawn.spaced(chart(session_of(program("pr-1") + "".join(blocks)), kominfo).title) == title


def test_the_title_says_what_is_not_split_where_that_is_the_smaller_part(
    kominfo: Method, session_of: Read
) -> None:
    session = session_of(
        program("pr-1", budget_idr=9 * BILLION)
        + row("bg-1", "pr-1", 2026, "apbd", 5 * BILLION)
        + row("bg-2", "pr-1", 2027, "apbn", 3 * BILLION)
    )
    made = chart(session, kominfo)
    assert drawn.spaced(made.title) == (
        "Anggaran terbesar jatuh pada tahun 2026, yaitu Rp5 miliar; Rp1 miliar belum dirinci menurut tahun"
    )
    assert drawn.spaced(made.alt).endswith(
        "belum dirinci menurut tahun Rp1 miliar (belum dirinci menurut sumber Rp1 miliar)."
    )
    assert "menurut tahun" in "".join(drawn.words(budget_years.draw(made)))


def test_money_of_one_year_alone_is_drawn_by_its_sources(kominfo: Method, session_of: Read) -> None:
    session = session_of(
        program("pr-1")
        + row("bg-1", "pr-1", 2026, "apbd", 5 * MILLION)
        + row("bg-2", "pr-1", 2026, "apbn", 3 * MILLION)
    )
    made = chart(session, kominfo)
    assert drawn.spaced(made.title) == "Seluruh anggaran, yaitu Rp8 juta, jatuh pada tahun 2026"
    assert made.unit.name == "juta rupiah"


@pytest.mark.parametrize(
    "blocks",
    [
        program("pr-1"),
        program("pr-1", budget_idr=5 * BILLION, funding=["apbd"]),
        program("pr-1") + row("bg-1", "pr-1", 2026, "apbd", 5 * BILLION),
        program("pr-1") + row("bg-1", "pr-1", 2026, "apbd", 0) + row("bg-2", "pr-1", 2027, "apbd", 0),
    ],
    ids=["no money", "nothing split", "one amount", "nothing but zeros"],
)
def test_too_little_is_not_drawn(kominfo: Method, session_of: Read, blocks: str) -> None:
    assert budget_years.of(session_of(blocks), kominfo) is None


def test_a_year_without_money_keeps_its_place(kominfo: Method, session_of: Read) -> None:
    session = session_of(
        program("pr-1") + row("bg-1", "pr-1", 2026, "apbd", 5) + row("bg-2", "pr-1", 2029, "apbd", 3)
    )
    made = chart(session, kominfo)
    assert made.years == (2026, 2027, 2028, 2029)
    assert made.sums == (5, 0, 0, 3)


@pytest.mark.parametrize("amounts", [(1, 10**18), (10**18, 10**18), (0, 1)])
def test_no_amount_breaks_the_scale(kominfo: Method, session_of: Read, amounts: tuple[int, int]) -> None:
    blocks = [row(f"bg-{at}", "pr-1", 2026 + at, "apbd", amount) for at, amount in enumerate(amounts)]
    blocks.append(program("pr-2", budget_idr=10**18))
    made = chart(session_of(program("pr-1") + "".join(blocks)), kominfo)
    assert drawn.faults(budget_years.draw(made)) == []


def test_an_amount_below_nothing_goes_down(kominfo: Method, session_of: Read) -> None:
    session = session_of(
        program("pr-1") + row("bg-1", "pr-1", 2026, "apbd", 5) + row("bg-2", "pr-1", 2027, "apbd", 3)
    )
    session.budget["bg-2"] = replace(session.budget["bg-2"], amount_idr=-5 * BILLION)
    assert drawn.faults(budget_years.draw(chart(session, kominfo))) == []


def test_programs_without_an_amount_are_said(kominfo: Method, session_of: Read) -> None:
    session = session_of(
        program("pr-1")
        + program("pr-2")
        + row("bg-1", "pr-1", 2026, "apbd", 5)
        + row("bg-2", "pr-1", 2027, "apbd", 3)
    )
    made = chart(session, kominfo)
    assert made.alt.endswith("Anggaran satu program belum diisi.")
    assert "Anggaran satu program belum diisi." in drawn.words(budget_years.draw(made))


def test_a_column_that_is_much_higher_than_the_years_is_cut_and_says_so(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    words = drawn.words(budget_years.draw(chart(sample("kota-contoh"), kominfo)))
    assert "belum dirinci\nmenurut tahun\n(batang dipotong)" in words
    assert "684,35" in words
    assert "Anggaran (miliar rupiah)" in words
