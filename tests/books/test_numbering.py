"""Numbers of tables, contents and list of tables are filled in when a book is whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bimtek_tui.books.numbering import Count, arabic, in_part, numbered
from bimtek_tui.books.outline import headings, parse, plain
from bimtek_tui.books.rendering import render
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

BOOK = """# Buku

@daftar-isi@

@daftar-tabel@

## BAB I AWAL

### 1.1 Satu

**Tabel @.** Pertama

**Tabel @.** Kedua

## BAB II LANJUT

**Tabel @.** Ketiga

## LAMPIRAN

**Tabel @.** Keempat
"""


def test_tables_are_numbered_by_chapter_and_in_the_annex() -> None:
    lines = numbered(BOOK, {}).split("\n")
    captions = [line for line in lines if line.startswith("**Tabel")]
    assert captions == [
        "**Tabel 1.1** Pertama",
        "**Tabel 1.2** Kedua",
        "**Tabel 2.1** Ketiga",
        "**Tabel L.1** Keempat",
    ]


def test_contents_and_list_of_tables_hold_what_the_book_holds() -> None:
    made = numbered(BOOK, {})
    assert "- BAB I AWAL\n  - 1.1 Satu\n- BAB II LANJUT\n- LAMPIRAN\n" in made
    assert "- Tabel 1.1 Pertama\n- Tabel 1.2 Kedua\n- Tabel 2.1 Ketiga\n- Tabel L.1 Keempat\n" in made


def test_a_book_without_chapters_numbers_its_tables_one_after_the_other() -> None:
    made = numbered("# D\n\n## A\n\n**Tabel @.** x\n\n## B\n\n**Tabel @.** y\n", {})
    assert "**Tabel 1** x" in made
    assert "**Tabel 2** y" in made


def test_a_section_in_a_preview_has_no_numbers_that_depend_on_the_rest() -> None:
    assert in_part("### Faktor\n\n**Tabel @.** x", Count(5, "5", 0)) == "### 5.1 Faktor\n\n**Tabel** x"
    assert "@" not in in_part("## DAFTAR ISI\n\n@daftar-isi@\n\n@daftar-tabel@", Count())


@pytest.mark.parametrize(("roman", "number"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40)])
def test_roman_chapters_are_read(roman: str, number: int) -> None:
    assert arabic(roman) == number


@pytest.mark.parametrize("book", ["buku-1", "buku-2", "buku-3", "buku-4"])
def test_every_chapter_and_every_table_of_a_book_stands_in_its_lists(
    city: Session, kominfo: Method, book: str
) -> None:
    markdown = render(city, kominfo, book)
    tokens = parse(markdown)
    listed = {
        plain(tokens[place + 2])
        for place, token in enumerate(tokens)
        if token.type == "list_item_open" and tokens[place + 2].type == "inline"
    }
    titles = {title for level, title, _line in headings(tokens) if level in (2, 3)}
    captions = {
        plain(token) for token in tokens if token.type == "inline" and token.content.startswith("**Tabel")
    }
    assert titles <= listed
    assert captions <= listed
    tables = sum(token.type == "table_open" for token in tokens)
    signed = 1 + markdown.count("\n\n| | ")  # the sheet of approval, and the places to sign below forewords
    assert signed in (2, 3)
    assert len(captions) == tables - signed, "every table of a book has a caption of its own"


def test_words_of_people_are_no_captions_and_no_lists(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of('[city]\nname = "**Tabel @.** Palsu"\nkind = "kota"\nprofile = "@daftar-isi@"\n')
    markdown = render(session, kominfo, "buku-1")
    assert "**Tabel @.** Palsu" in plain(parse(markdown)[7])
    assert r"\@daftar-isi\@" in markdown
