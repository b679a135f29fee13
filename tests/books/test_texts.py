"""Texts of people stand in their sections, whatever the template, and what is written is not asked for any more."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from support.coded_books import coded
from support.hostile_text import STRINGS

from bimtek_tui.books import gaps
from bimtek_tui.books.gaps import PEN, Gap
from bimtek_tui.books.preview import Draft
from bimtek_tui.books.rendering import render
from bimtek_tui.books.sections import facts, known, sections, states
from bimtek_tui.books.verifying import verify
from bimtek_tui.model.entries import Session, Text
from bimtek_tui.model.method import Method

MOMENT = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def sample(sample: Callable[[str], Session]) -> Callable[[str], Session]:
    """Samples without the texts that they come with: those of these tests are to be seen."""
    return lambda slug: without_texts(sample(slug))


@pytest.fixture
def city(city: Session) -> Session:
    return without_texts(city.copy())


def without_texts(session: Session) -> Session:
    session.text = {}
    return session


def with_texts(session: Session, *texts: tuple[str, str, str], **more: str) -> Session:
    """The session with texts: book, section, words."""
    for number, (book, section, words) in enumerate(texts):
        id = f"tx-{number:08}"
        session.text[id] = Text(id=id, book=book, section=section, text=words, added=MOMENT, **more)
    return session


def everywhere(session: Session, method: Method) -> Session:
    places = [(book.id, section) for book in method.book for section in sections(book)]
    return with_texts(
        session,
        *((book, section, f"Uraian {book} {section}.\n\n- satu\n- *dua*") for book, section in places),
    )


def without_anchors(markdown: str) -> str:
    return re.sub(r"^<!-- (?:teks .*|akhir teks) -->\n\n", "", markdown, flags=re.MULTILINE)


def wrong(session: Session, method: Method, book: str) -> list[str]:
    markdown = coded(session, method, book)
    return [finding.message for finding in verify(markdown, session, method, method.books[book])]


def marks(markdown: str) -> set[Gap]:
    return {gaps.read(mark[2]) for mark in gaps.MARKED.finditer(markdown)}


def test_every_section_of_every_book_prints_its_text_once(city: Session, kominfo: Method) -> None:
    session = everywhere(city, kominfo)
    for book in kominfo.book:
        assert wrong(session, kominfo, book.id) == []
        markdown = render(session, kominfo, book.id)
        for section in sections(book):
            assert (
                markdown.count(
                    f"\nUraian {book.id} {section.replace('_', chr(92) + '_')}.\n\n- satu\n- *dua*\n"
                )
                == 1
            )
        assert PEN not in markdown


def test_a_text_stands_directly_below_the_heading_and_takes_the_place_of_the_hint(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = with_texts(
        sample("kota-contoh"),
        ("buku-1", "background", "Alasan kami."),
        ("buku-1", "introduction", "Bab ini."),
    )
    markdown = without_anchors(render(session, kominfo, "buku-1"))
    assert "## BAB I PENDAHULUAN\n\nBab ini.\n\n### 1.1 Latar Belakang\n\nAlasan kami.\n\n" in markdown
    assert "Uraikan alasan daerah menyusun" not in markdown
    assert markdown.count(PEN) == render(sample("kota-contoh"), kominfo, "buku-1").count(PEN) - 1


def test_a_section_whose_headings_come_from_a_loop_has_its_text_above_them(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = with_texts(sample("kota-contoh"), ("buku-4", "by_horizon", "Tiga jangka."))
    assert "Tiga jangka.\n\n### 3.1 " in without_anchors(render(session, kominfo, "buku-4"))


def test_pieces_of_a_preview_have_the_texts_as_the_book_has_them(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = everywhere(sample("kota-contoh"), kominfo)
    draft = Draft(session, kominfo)
    for book in kominfo.book:
        pieces = dict(draft.pieces(book.id))
        whole = render(session, kominfo, book.id)
        for section in sections(book):
            assert f"Uraian {book.id}" in draft.section(book.id, section)
            assert pieces[section].count(f"Uraian {book.id}") == 1
        shown = [
            row
            for piece in pieces.values()
            for row in piece.split("\n")
            if row.startswith(f"Uraian {book.id}")
        ]
        assert shown == [row for row in whole.split("\n") if row.startswith(f"Uraian {book.id}")]


def test_what_is_to_be_written_is_a_gap_of_its_section_until_it_is_written(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = sample("kota-contoh")
    gap = Gap("text", "", "buku-1/background")
    assert gap in marks(Draft(session, kominfo).section("buku-1", "background"))
    assert Gap("text", "", "buku-1/foreword") in marks(Draft(session, kominfo).section("buku-1", "foreword"))
    written = with_texts(session, ("buku-1", "background", "Alasan."))
    assert gap not in marks(Draft(written, kominfo).section("buku-1", "background"))
    assert gap not in marks(Draft(written, kominfo).section("buku-1", "introduction"))
    gone = {id: msgspec.structs.replace(text, withdrawn="salah") for id, text in written.text.items()}
    written.text = gone
    assert gap in marks(Draft(written, kominfo).section("buku-1", "background"))
    assert "Alasan." not in render(written, kominfo, "buku-1")


@pytest.mark.parametrize("nothing", ["\u200b\ufeff", " \n\t\n", "\u00a0", "\u00ad"])
def test_a_text_of_which_nobody_sees_anything_is_none(city: Session, kominfo: Method, nothing: str) -> None:
    session = with_texts(city, ("buku-1", "background", nothing))
    assert wrong(session, kominfo, "buku-1") == []


def test_a_second_text_and_one_of_no_section_are_not_printed(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = with_texts(
        sample("kota-contoh"),
        ("buku-1", "vision", "Pertama."),
        ("buku-1", "vision", "Kedua."),
        ("buku-1", "visi", "Nirtempat."),
        ("buku-1", "head", "Sampul."),
        ("buku-9", "vision", "Buku lain."),
    )
    markdown = render(session, kominfo, "buku-1")
    assert "Pertama." in markdown
    assert not any(words in markdown for words in ("Kedua.", "Nirtempat.", "Sampul.", "Buku lain."))
    assert wrong(session, kominfo, "buku-1") == []


HARMFUL = [
    *filter(str.strip, STRINGS.values()),
    "None",
    "satu\n\nNone\n\n- nan\n1. None",
    "# Visi\n\n### 6.1 Visi",
    f"{PEN} tulis",
]


@pytest.mark.slow
@pytest.mark.parametrize("book", ["buku-1", "buku-3"])
def test_hostile_texts_do_no_harm(book: str, kominfo: Method, sample: Callable[[str], Session]) -> None:
    """Each text stands in several sections, and each section has other texts in its turns."""
    session, places = sample("kota-contoh"), sections(kominfo.books[book])
    for turn in range(0, len(HARMFUL), 5):
        texts = (HARMFUL[(number + turn) % len(HARMFUL)] for number in range(len(places)))
        with_texts(session, *((book, section, raw) for section, raw in zip(places, texts, strict=True)))
        assert wrong(session, kominfo, book) == [], turn


OWN = """{% extends "shipped/buku-1-analisis-strategis.md.j2" %}
{% block vision %}
Pengantar kami.

### Visi kami

{{ super() }}
{{ "Tulis di sini."|tulis }}
{% endblock %}
"""
SCOPED = """# {{ book }}
{% for one in [1, 2] %}
{% block rows scoped %}
## Bagian
{% block inner %}
### Dalam
{{ "Isi."|tulis }}
{% endblock %}
{% endblock %}
{% endfor %}
{{ "Di luar."|tulis }}
"""


@pytest.mark.slow
def test_templates_of_others_print_texts_without_knowing_of_them(
    sample: Callable[[str], Session], kominfo: Method, tmp_path: Path
) -> None:
    session = with_texts(sample("kota-contoh"), ("buku-1", "vision", "Makna visi."))
    book = kominfo.books["buku-1"]
    (tmp_path / book.template).write_text(OWN, encoding="utf-8")
    markdown = without_anchors(render(session, kominfo, "buku-1", tmp_path))
    assert "Pengantar kami.\n\n### 6.1 Visi kami\n\nMakna visi.\n\n### 6.2 Visi\n" in markdown
    assert markdown.count("Makna visi.") == 1
    assert "Tulis di sini." not in markdown
    assert "Jelaskan makna setiap unsur" not in markdown
    assert list(sections(book, tmp_path)) == list(sections(book))


@pytest.mark.slow
def test_sections_of_ones_own_take_texts(
    sample: Callable[[str], Session], kominfo: Method, tmp_path: Path
) -> None:
    book = msgspec.structs.replace(kominfo.book[0], id="kami", template="kami.md.j2")
    ours = msgspec.structs.replace(kominfo, book=(book,))
    (tmp_path / "kami.md.j2").write_text(SCOPED, encoding="utf-8")
    session = with_texts(sample("kota-contoh"), ("kami", "inner", "Teks."))
    markdown = without_anchors(render(session, ours, "kami", tmp_path))
    assert markdown.startswith(
        "# Buku 1 Analisis Strategis\n## Bagian\n### Dalam\n\nTeks.\n\n## Bagian\n### Dalam\n\nTeks.\n"
    )
    assert "✎ Di luar." in markdown
    assert "Isi." not in markdown
    assert [(one.section.id, one.asked, bool(one.entry)) for one in states(session, ours, tmp_path)] == [
        ("rows", False, False),
        ("inner", True, True),
    ]
    assert known(session, ours, tmp_path)["kami"]["inner"]


def test_the_fingerprint_of_facts_follows_what_the_section_says_and_not_its_text(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    place = ("buku-1", "vision")
    session = sample("kota-contoh")
    before = facts(session, kominfo, [place])[place]
    assert len(before) == 16
    with_texts(session, (*place, "Makna."), facts=before)
    assert facts(session, kominfo, [place])[place] == before
    assert [one.stale for one in states(session, kominfo) if one.entry] == [False]
    assert session.plan is not None
    session.plan = msgspec.structs.replace(session.plan, vision="Kota lain.")
    assert facts(session, kominfo, [place])[place] != before
    assert [one.stale for one in states(session, kominfo) if one.entry] == [True]


def test_states_say_where_a_text_is_asked_for(sample: Callable[[str], Session], kominfo: Method) -> None:
    asked = {(one.book, one.section.id) for one in states(sample("kota-contoh"), kominfo) if one.asked}
    assert {("buku-1", "background"), ("buku-4", "foreword"), ("buku-2", "strategies_summary")} <= asked
    assert ("buku-2", "strategies") not in asked
    assert ("buku-1", "introduction") not in asked


def test_a_text_that_is_changed_lost_or_elsewhere_in_a_book_is_told(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = with_texts(sample("kota-contoh"), ("buku-1", "vision", "Makna visi."))
    markdown, book = render(session, kominfo, "buku-1"), kominfo.books["buku-1"]

    def told(changed: str) -> list[str]:
        return [
            one.message for one in verify(changed, session, kominfo, book) if one.code == "text-misplaced"
        ]

    assert told(markdown) == []
    assert "is not in the book" in told(markdown.replace("Makna visi.", "Makna visi kami."))[0]
    moved = markdown.replace("\n\nMakna visi.", "").replace("### 6.2 Misi\n", "### 6.2 Misi\n\nMakna visi.\n")
    assert "is not directly below “Visi”" in told(moved)[0]
    assert "stands 2 times" in told(markdown.replace("Makna visi.", "Makna visi.\n\nMakna visi."))[0]
