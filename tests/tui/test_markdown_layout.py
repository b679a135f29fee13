"""Books as lines of a terminal: nothing too wide, nothing lost, and an edit lays out anew only what it touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from support.filled_sessions import filled, hostile

from bimtek_tui import resources, store
from bimtek_tui.books import gaps
from bimtek_tui.books.gaps import Gap, marked
from bimtek_tui.books.preview import Draft
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.tui.widgets.markdown_layout import Drawing, lay_out
from bimtek_tui.tui.widgets.markdown_text import cut, lines, phrase

WIDTHS = (8, 20, 44, 76, 130)
KOMINFO = method.load("kominfo-1")


def whole(session: Session, book: str) -> str:
    """A book as the preview gets it."""
    return "\n".join(markdown for _name, markdown in Draft(session, KOMINFO).pieces(book))


def sample(slug: str = "kota-contoh") -> Session:
    return store.load(resources.sample_session(slug)).session


def shown(drawing: Drawing) -> list[str]:
    return ["".join(piece.words for piece in drawing.line(y)[1]) for y in range(drawing.height)]


def bare(text: str) -> str:
    return re.sub(r"[\s│┼─]+", "", text)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("book", KOMINFO.books)
@pytest.mark.slow
def test_no_line_is_wider_than_there_is_room(book: str, width: int) -> None:
    for session in (sample(), filled(hostile), Session()):
        for line in shown(lay_out(whole(session, book), width)):
            assert cell_len(line) <= width, line


@pytest.mark.parametrize("width", WIDTHS)
def test_every_text_of_an_entry_is_there_whole(width: int) -> None:
    session = sample()
    draft = Draft(session, KOMINFO)
    matrices = (draft.section("buku-1", name) for name in ("ifas", "efas"))
    seen = bare("\n".join(line for matrix in matrices for line in shown(lay_out(matrix, width))))
    for one in session.swot.values():
        if not one.merged_into and not one.withdrawn and (width < 76 or len(one.text) < 20):
            assert bare(one.text) in seen


def test_signs_of_markdown_are_obeyed_and_not_shown() -> None:
    drawing = lay_out(
        "# Judul\n\nSatu **tebal** dan `kode` \\*bintang\\* [x](y).\n\n- butir\n1. nomor\n> kutip\n\n```\n**apa**\n```\n\n---\n",
        40,
    )
    text = shown(drawing)
    assert text[0] == "Judul"
    assert "Satu tebal dan kode *bintang* [x](y)." in text
    assert "• butir" in text
    assert "1. nomor" in text
    assert "**apa**" in text
    roles = {piece.words: piece.role for y in range(drawing.height) for piece in drawing.line(y)[1]}
    assert (roles["Judul"], roles["tebal"], roles["kode"]) == ("head", "strong", "code")


def test_a_table_that_does_not_fit_becomes_small_paragraphs() -> None:
    table = "| No. | Faktor | Bukti | Kode |\n| --- | --- | --: | --- |\n| S1 | Data \\| peta terpadu | Audit | `sw-1` |\n"
    assert shown(lay_out(table, 60)) == [
        "No. │ Faktor              │ Bukti │ Kode",
        "────┼─────────────────────┼───────┼─────",
        "S1  │ Data | peta terpadu │ Audit │ sw-1",
    ]
    assert shown(lay_out(table, 24)) == [
        "▪ S1 Data | peta terpadu",
        "  Bukti: Audit · Kode:",
        "  sw-1",
    ]


def test_figures_stand_at_the_right_side_of_their_column() -> None:
    table = "| Nama | Jumlah |\n| --- | --: |\n| a | 1 |\n| b | 1.000.000.000 |\n"
    assert shown(lay_out(table, 40))[2] == "a    │             1"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=200), st.integers(2, 30)
)
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    made = phrase(text.replace("\ufff9", ""))
    found = lines(made, width)
    assert "".join(made.plain[start:end] for start, end in found).split() == [] or bare_of(
        "".join(made.plain[start:end] for start, end in found)
    ) == bare_of(made.plain)
    assert all(start <= end for start, end in found)


def bare_of(text: str) -> str:
    return "".join(text.split())


def test_a_gap_has_a_sign_before_its_words_and_is_one_wherever_it_is_wrapped() -> None:
    gap = Gap("issue")
    drawing = lay_out(
        f"Ada {marked('Belum ada isu strategis.', gap)} Lalu {marked('–', Gap('city', '', 'name'))}\n", 14
    )
    assert "○ Belum ada" in " ".join(shown(drawing))
    assert "–" not in " ".join(shown(drawing))
    assert [one.gap for one in drawing.gaps] == [gap, Gap("city", "", "name")]
    assert len(drawing.rows_of(drawing.gaps[0])) > 1
    role = {
        piece.role
        for y in drawing.rows_of(drawing.gaps[0])
        for piece in drawing.line(y)[1]
        if piece.number == 0
    }
    assert role == {"gap"}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_gap_of_a_book_can_be_found_on_its_lines(width: int) -> None:
    for book in KOMINFO.books:
        markdown = whole(sample("dumai-2022"), book)
        drawing = lay_out(markdown, width)
        assert len(drawing.gaps) == len(gaps.MARKED.findall(markdown))
        for place in drawing.gaps:
            rows = drawing.rows_of(place)
            assert any(piece.number == place.number for piece in drawing.line(rows.start)[1])


def test_cutting_keeps_what_the_parts_of_a_line_are() -> None:
    made = phrase("a **bcd** e")
    assert [(piece.words, piece.role) for piece in cut(made, 1, 4)] == [(" ", ""), ("bc", "strong")]


# What an edit touches -----------------------------------------------------------------------------------------

ROWS = st.lists(st.sampled_from(["a b", "panjang sekali " * 5, "x", "– |", "\\|", "**t**"]), max_size=12)


@given(ROWS, ROWS, st.integers(8, 60))
def test_a_drawing_after_an_edit_is_the_one_from_scratch(
    before: list[str], after: list[str], width: int
) -> None:
    first, second = (
        "## J\n\n| No. | Isi | Sifat |\n| --- | --- | --- |\n"
        + "".join(f"| {n} | {one} | y |\n" for n, one in enumerate(rows))
        for rows in (before, after)
    )
    drawn = lay_out(second, width, lay_out(first, width))
    assert shown(drawn) == shown(lay_out(second, width))
    assert drawn.ends == lay_out(second, width).ends


def test_what_one_looks_at_stays_where_it_is_when_something_is_added_before_or_behind_it() -> None:
    def section(*numbers: int) -> Drawing:
        return lay_out("\n".join(f"Alinea {number}.\n" for number in numbers), 40)

    before = section(*range(50))
    y = shown(before).index("Alinea 30.")
    for after in (section(-1, *range(50)), section(*range(50), 50), section(*range(-9, 50))):
        assert shown(after)[after.follows(before, y)] == "Alinea 30."
    assert section().follows(before, y) == 0


def test_a_page_of_a_large_book_draws_no_more_than_itself(tmp_path: Path) -> None:
    rows = "".join(
        f"| P{n} | Program nomor {n} dengan nama yang panjang | 2026 | – |\n" for n in range(20_000)
    )
    drawing = lay_out(f"## BAB\n\n| No. | Nama | Tahun | Kode |\n| --- | --- | --- | --- |\n{rows}", 60)
    assert len(drawing.markdown) > 1_000_000
    assert drawing._drawn == {}
    for y in range(15_000, 15_040):
        drawing.line(y)
    assert len(drawing._drawn) <= 40


def test_a_picture_is_a_line_that_says_what_it_shows() -> None:
    markdown = (
        r"![Peta \[kota\] \*dan\* rob](gambar/pc-00000001.jpg)" + "\n\n**Gambar** Peta\n\nHati-hati\\![x]"
    )
    assert shown(lay_out(markdown, 60)) == [
        "▣ Gambar: Peta [kota] *dan* rob",
        "",
        "Gambar Peta",
        "",
        "Hati-hati![x]",
    ]
