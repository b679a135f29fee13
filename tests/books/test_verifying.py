"""A rendered book that is not whole is told with the line, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from support.coded_books import coded

from bimtek_tui.books.outline import Section, sections
from bimtek_tui.books.rendering import render
from bimtek_tui.books.verifying import CONTENTS, verify
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

TABLE = "| a | b |\n| --- | --- |\n"


@pytest.fixture
def codes(kominfo: Method, session_of: Callable[[str], Session]) -> Callable[..., list[tuple[str, int]]]:
    """The codes of what is wrong with a text, with their lines, when nothing belongs in the book."""

    def found(markdown: str) -> list[tuple[str, int]]:
        book = kominfo.books["buku-3"]
        return [(one.code, one.line) for one in verify(markdown, session_of(""), kominfo, book)]

    return found


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# J\n\n<b>x</b>\n", ("html", 3)),
        ("# J\n\n<div>\n", ("html", 3)),
        ("# J\n\n![x](y.png)\n", ("image", 3)),
        ("# J\n\n![x](gambar/tiada.svg)\n", ("image", 3)),
        ("# J\n\nisi ![x](gambar/gap.svg)\n", ("image", 3)),
        ("# J\n\nisi\n![x](gambar/gap.svg)\n", ("image", 3)),
        ("# J\n\n  ![x](gambar/gap.svg)\n", ("image", 3)),
        ("# J\n\n- ![x](gambar/gap.svg)\n", ("image", 3)),
        ("# J\n\n> ![x](gambar/gap.svg)\n", ("image", 3)),
        ("# J\n\n## ![x](gambar/gap.svg)\n", ("image", 3)),
        ("# J\n\n![x](<gambar/gap.svg>)\n", ("image", 3)),
        ('# J\n\n![x](gambar/gap.svg "t")\n', ("image", 3)),
        ("# J\n\n[a]: gambar/gap.svg\n\n![x][a]\n", ("image", 5)),
        (f"# J\n\n{TABLE}| ![x](gambar/gap.svg) | 2 |\n", ("image", 5)),
        ("# J\n\n[x](http://e.com)\n", ("link", 3)),
        ("# J\n\n<http://e.com>\n", ("link", 3)),
        ("# J\n\n[x]: http://e.com\n\n[x]\n", ("link", 5)),
        ("## J\n", ("heading-jump", 1)),
        ("# J\n\n### K\n", ("heading-jump", 3)),
        ("# J\n\n##\n", ("heading-empty", 3)),
        ("Isi tanpa judul.\n", ("heading-missing", 1)),
        (f"# J\n\n{TABLE}| 1 | 2 | 3 |\n", ("ragged-table", 5)),
        (f"# J\n\n{TABLE}| 1 |\n", ("ragged-table", 5)),
        (f"# J\n\n{TABLE}| 1 \\| 2 |\n", ("ragged-table", 5)),
        (f"# J\n\n{TABLE}", ("empty-table", 3)),
        ("# J\n\n| a | b |\n\n| --- | --- |\n| 1 | 2 |\n", ("broken-table", 5)),
        ("# J\n\n{{ city.name }}\n", ("left-over", 3)),
        ("# J\n\n{% endfor %}\n", ("left-over", 3)),
        (f"# J\n\n{TABLE}| None | x |\n", ("no-value", 5)),
        ("# J\n\nnan\n", ("no-value", 3)),
        ("# J\n\nada \x1b[31m\n", ("control-character", 3)),
        ("# J\n\nada \u202e\n", ("control-character", 3)),
        ("# J\n\nisi", ("final-newline", 3)),
        ("# J\n\nisi\n\n", ("final-newline", 5)),
    ],
)
def test_each_fault_is_told_with_its_line(
    codes: Callable[..., list[tuple[str, int]]], markdown: str, expected: tuple[str, int]
) -> None:
    assert expected in codes(markdown)


@pytest.mark.parametrize(
    "markdown",
    [
        "# J\n\n[x](mailto:a@b.example)\n",
        f"# J\n\n{TABLE}| a \\| b | c |\n|  |  |\n",
        f"# J\n\n{TABLE}| a \\\\\\| b | c\\\\ |\n",
        f"# J\n\n{TABLE}| a | b\\\\|\na | b\n",
        "# J\n\n\\{\\{ x \\}\\} dan None di tengah kalimat.\n",
        "# J\n\n## K\n\n### L\n\n## M\n",
        "# J\n\n![x \\] \\[](gambar/gap.svg)\n\n**Gambar 1** K\n",
    ],
)
def test_what_is_sound_passes(codes: Callable[..., list[tuple[str, int]]], markdown: str) -> None:
    assert codes(markdown) == []


@pytest.mark.parametrize(
    ("book", "table"),
    [(book.removesuffix(".md.j2"), table) for book, tables in CONTENTS.items() for table in tables],
)
@pytest.mark.slow
def test_an_entry_that_counts_and_is_not_there_is_named(
    sample: Callable[[str], Session], kominfo: Method, book: str, table: str
) -> None:
    session = sample("kota-contoh")
    (meant,) = (one for one in kominfo.book if one.template == f"{book}.md.j2")
    markdown = coded(session, kominfo, meant.id)
    shown = [one for one in session.entries(table) if f"`{one}`" in markdown]
    cut = [line for line in markdown.splitlines(keepends=True) if f"`{shown[-1]}`" not in line]
    assert [one.id for one in verify("".join(cut), session, kominfo, meant) if one.id == shown[-1]] == [
        shown[-1]
    ]


def test_entries_that_do_not_count_need_not_be_there(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of("""
        program = [{id = "pr-1", name = "a", horizon = "short", status = "dropped"}]
        budget = [{id = "bg-1", program = "pr-1", year = 2026, funding = "apbd", amount_idr = 5}]
    """)
    markdown = coded(session, kominfo, "buku-2")
    assert "pr-1" not in markdown
    assert "bg-1" not in markdown
    assert verify(markdown, session, kominfo, kominfo.books["buku-2"]) == []


def test_a_dimension_that_is_left_out_is_named(sample: Callable[[str], Session], kominfo: Method) -> None:
    session = sample("batam-2022")
    markdown = coded(session, kominfo, "buku-4").replace(kominfo.dimension[3].name, "Lain")
    assert "dimension-missing" in [
        one.code for one in verify(markdown, session, kominfo, kominfo.books["buku-4"])
    ]


def test_a_template_of_somebody_else_owes_no_entries(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    book = msgspec.structs.replace(kominfo.book[0], template="milik-kami.md.j2")
    session = sample("kota-contoh")
    session.text = {}
    assert verify("# Judul\n", session, kominfo, book) == []


def test_sections_reach_to_the_next_heading_that_is_not_below() -> None:
    markdown = "# Buku\n\nisi\n\n## BAB `I` \\* x\n\nisi\n\n### 1.1\n\nisi\n\n## BAB II\n\nisi\n"
    assert sections(markdown) == [
        Section(1, "Buku", 1, 15),
        Section(2, "BAB I * x", 5, 12),
        Section(3, "1.1", 9, 12),
        Section(2, "BAB II", 13, 15),
    ]


def test_the_sections_of_a_book_cover_it(city: Session, kominfo: Method) -> None:
    for book in kominfo.books:
        markdown = render(city, kominfo, book)
        lines = markdown.splitlines()
        found = sections(markdown)
        assert found[0].first_line == 1
        assert found[0].last_line == len(lines)
        for one in found:
            assert lines[one.first_line - 1].startswith("#" * one.level + " ")
            assert one.first_line <= one.last_line
