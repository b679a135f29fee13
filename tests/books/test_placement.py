"""An entry in the wrong place, twice, in other words, or a total that is none: each is found in a rendered book."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.coded_books import coded

from bimtek_tui.books.placement import figure
from bimtek_tui.books.verifying import verify
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.fixture
def codes(kominfo: Method, sample: Callable[[str], Session]) -> Callable[..., set[tuple[str, str]]]:
    """The codes of what is wrong with a book of the fictional city after a change to its text."""
    session = sample("kota-contoh")

    def found(book: str, change: Callable[..., Any], own_layout: bool = False) -> set[tuple[str, str]]:
        markdown = coded(session, kominfo, book)
        changed = change(markdown)
        assert changed != markdown
        faults = verify(changed, session, kominfo, kominfo.books[book], own_layout)
        return {(one.code, one.severity) for one in faults}

    return found


def lines_with(markdown: str, words: str) -> list[str]:
    return [line for line in markdown.split("\n") if words in line]


def test_the_books_of_all_cities_are_whole(city: Session, kominfo: Method) -> None:
    for book in kominfo.book:
        assert verify(coded(city, kominfo, book.id), city, kominfo, book) == []


def test_an_entry_that_stands_twice_in_a_table_is_found(codes: Callable[..., set[tuple[str, str]]]) -> None:
    def twice(markdown: str) -> str:
        row = next(line for line in lines_with(markdown, "| S1 |") if "`sw-" in line)
        return markdown.replace(row, f"{row}\n{row}", 1)

    assert ("entry-twice", "error") in codes("buku-1", twice)


def test_an_entry_whose_words_were_changed_is_found(codes: Callable[..., set[tuple[str, str]]]) -> None:
    def reworded(markdown: str) -> str:
        row = next(line for line in lines_with(markdown, "| S1 |") if "`sw-" in line)
        cells = row.split(" | ")
        return markdown.replace(row, " | ".join([cells[0], "Kata lain sama sekali", *cells[2:]]), 1)

    assert ("other-words", "error") in codes("buku-1", reworded)
    assert ("other-words", "warning") in codes("buku-1", reworded, own_layout=True)


def test_an_entry_under_another_heading_is_found(codes: Callable[..., set[tuple[str, str]]]) -> None:
    def moved(markdown: str) -> str:
        return markdown.replace("**Kekuatan**", "**Sesuatu**")

    assert ("entry-misplaced", "error") in codes("buku-1", moved)
    assert ("entry-misplaced", "warning") in codes("buku-1", moved, own_layout=True)


def test_a_total_that_is_not_the_sum_is_found(codes: Callable[..., set[tuple[str, str]]]) -> None:
    def wrong(markdown: str) -> str:
        row = next(line for line in lines_with(markdown, "| **Jumlah** |") if "Rp" in line)
        return markdown.replace(row, row.replace("Rp", "Rp1.", 1))

    assert ("wrong-total", "error") in codes("buku-2", wrong)


def test_a_chapter_out_of_order_is_found(codes: Callable[..., set[tuple[str, str]]]) -> None:
    assert ("chapter-number", "error") in codes(
        "buku-1", lambda text: text.replace("## BAB III", "## BAB IV")
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Rp 1.250.000", "1250000"),
        ("2,75", "2.75"),
        ("-0,5", "-0.5"),
        ("45 %", "45"),
        ("1.250", "1250"),
        ("–", None),
        ("1.25", None),
        ("2 dari 6", None),
        ("S1", None),
    ],
)
def test_figures_are_read_as_the_books_print_them(cell: str, value: str | None) -> None:
    found = figure(cell)
    assert (found is None) if value is None else (found == pytest.approx(float(value)))
