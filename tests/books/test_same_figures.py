"""The figures of the command, of the screen and of the books are the same, for every city, in every format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pytest
from support.coded_books import coded

from bimtek_tui import figures
from bimtek_tui.books import indonesian
from bimtek_tui.books.office import document
from bimtek_tui.books.office.formats import make
from bimtek_tui.books.outline import parse
from bimtek_tui.books.placement import rows
from bimtek_tui.books.rendering import render
from bimtek_tui.figures.page import as_markdown, as_text
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.fixture
def found(city: Session, kominfo: Method) -> dict[str, Any]:
    return figures.figures(city, kominfo)


@pytest.fixture
def printed(city: Session, kominfo: Method) -> Callable[..., list[Any]]:
    """The rows of a book below a heading that has these words, as tuples of cells."""
    made = {}

    def below(book: str, words: str) -> list[Any]:
        if book not in made:
            made[book] = list(rows(parse(coded(city, kominfo, book))))
        return [row.cells for row in made[book] if any(words in title for title in row.path)]

    return below


def shown(figure: dict[str, str]) -> str:
    return indonesian.number(Fraction(figure["exact"]), len(figure["shown"].partition(".")[2]))


def as_printed(figure: dict[str, str]) -> str:
    """A figure of a table whose rows were made to add up: its last digit may differ from the exact one's."""
    assert abs(Fraction(figure["shown"]) - Fraction(figure["exact"])) < Fraction(1, 1000)
    return figure["shown"].replace(".", ",").replace("-", "−")


def rupiah(amount: str) -> str:
    return indonesian.rupiah(int(amount))


def row_of(table: list[Any], first: str) -> list[Any]:
    """The rows whose first cell is this."""
    return [cells for cells in table if cells[0] == first]


def test_scores_and_totals_of_ifas_and_efas(found: dict[str, Any], printed: Callable[..., list[Any]]) -> None:
    for name, heading in (("ifas", "IFAS"), ("efas", "EFAS")):
        side = found["swot"]["city"][name]
        if side is None:
            continue
        table = printed("buku-1", f"Matriks {heading}")
        by_code = {cells[-1]: cells for cells in table}
        assert side["rows"]
        for one in side["rows"]:
            cells = by_code[one["id"]]
            assert cells[2] == as_printed(one["weight"])
            assert cells[4] == as_printed(one["score"])
        assert row_of(table, "Jumlah")[0][4] == as_printed(side["scores"]["total"])


def test_the_position_of_the_city_and_of_every_dimension(
    found: dict[str, Any], printed: Callable[..., list[Any]], kominfo: Method
) -> None:
    place = found["swot"]["city"]["position"]
    table = printed("buku-1", "Posisi Strategis")
    if place is not None:
        assert row_of(table, "x")[0][-1] == as_printed(place["x"])
        assert row_of(table, "y")[0][-1] == as_printed(place["y"])
    for one in found["swot"]["dimensions"]:
        if one["position"] is not None:
            cells = row_of(table, kominfo.dimensions[one["dimension"]].name)[0]
            assert as_printed(one["position"]["x"]) in cells
            assert as_printed(one["position"]["y"]) in cells


def test_readiness_of_every_element(
    found: dict[str, Any], printed: Callable[..., list[Any]], kominfo: Method
) -> None:
    names = {one.id: one.name for one in kominfo.element}
    table = printed("buku-1", "ANALISIS KESIAPAN")
    for one in found["readiness"]["elements"]:
        if one["level"] is not None:
            assert shown(one["level"]) in row_of(table, names[one["element"]])[0]


def test_money_by_dimension_year_and_source(
    found: dict[str, Any], printed: Callable[..., list[Any]], kominfo: Method
) -> None:
    budget = found["programs"]["budget"]
    if not budget["programs"]:  # the published cities: then no row says an amount
        assert not any("Rp" in cell for cells in printed("buku-2", "PENYELENGGARAAN") for cell in cells)
        return
    by_dimension = [cells for cells in printed("buku-2", "Pendanaan") if len(cells) == 5]
    for one in found["programs"]["by_dimension"]:
        if one["dimension"] and one["budget"]:
            name = kominfo.dimensions[one["dimension"]].name
            assert row_of(by_dimension, name)[0][-1] == rupiah(one["budget"])
    assert row_of(by_dimension, "Jumlah")[0][-1] == rupiah(budget["total"])
    shown_there = {cell for cells in printed("buku-2", "Pendanaan") for cell in cells}
    assert shown_there >= {rupiah(one["amount"]) for one in (*budget["by_year"], *budget["by_source"])}


def test_scores_and_ranks_of_quick_wins(found: dict[str, Any], printed: Callable[..., list[Any]]) -> None:
    table = {cells[-1]: cells for cells in printed("buku-3", "Nilai per Kriteria") if cells[-3:-2] != ("",)}
    for one in found["quick_wins"]["candidates"]:
        if one["score"] is not None:
            assert shown(one["score"]) in table[one["id"]]


def test_means_of_assessments(found: dict[str, Any], printed: Callable[..., list[Any]]) -> None:
    table = printed("buku-1", "Model Penilaian")
    for model in found["assessment"]["models"]:
        for last in model["rounds"][-1:]:
            if last["total"] is not None:
                assert any(shown(last["total"]) in cells for cells in table)


def test_pages_for_people_hold_the_rounded_figures(
    found: dict[str, Any], city: Session, kominfo: Method
) -> None:
    place = found["swot"]["city"]["position"]
    page = figures.page("swot", city, kominfo)
    for made in (as_markdown([page]), as_text([page])):
        if place is not None:
            assert place["x"]["shown"].replace(".", ",") in made
    total = found["programs"]["budget"]["total"]
    if total and total != "0":
        assert rupiah(total) in as_text([figures.page("programs", city, kominfo)])


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("book", ["buku-1", "buku-2", "buku-3", "buku-4"])
def test_word_and_html_say_every_cell_that_markdown_says(
    sample: Callable[[str], Session], kominfo: Method, book: str
) -> None:
    markdown = render(sample("kota-contoh"), kominfo, book)
    made = document.read(markdown)
    word = make("docx", markdown, made, "a4")
    page = make("html", markdown, made, "a4").decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        in_word = parts.read("word/document.xml").decode("utf-8")
    reader = _Text()
    reader.feed(page)
    in_html = _letters("".join(reader.said))
    plain = _Text()
    plain.feed(in_word)
    in_word = _letters("".join(plain.said))
    cells = {cell for row in rows(parse(markdown)) for cell in row.cells if cell.strip()}
    for said in (in_html, in_word):
        assert [cell for cell in cells if not any(_letters(one) in said for one in _in_any_unit(cell))] == []


def _in_any_unit(cell: str) -> list[str]:
    """A cell as it may be said: an amount in rupiah, thousands or millions, since its column says the unit."""
    if not re.fullmatch(r"Rp[\d.]+", cell):
        return [cell]
    digits = cell.removeprefix("Rp")
    return [digits.removesuffix(zeros) for zeros in ("", ".000", ".000.000") if digits.endswith(zeros)]
