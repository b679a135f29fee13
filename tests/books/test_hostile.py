"""One session that holds every hostile string in every key goes through every book and does no harm."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.coded_books import coded
from support.filled_sessions import filled, hostile

from bimtek_tui.books.outline import parse, plain, sections
from bimtek_tui.books.rendering import render
from bimtek_tui.books.verifying import verify
from bimtek_tui.model import kinds
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.fixture(scope="module")
def session() -> Session:
    return filled(hostile)


def books(kominfo: Method) -> list[str]:
    return [one.id for one in kominfo.book]


@pytest.fixture(scope="module")
def rendered(session: Session, kominfo: Method) -> dict[str, str]:
    return {one: coded(session, kominfo, one) for one in books(kominfo)}


def test_every_book_is_whole(session: Session, kominfo: Method, rendered: dict[str, str]) -> None:
    for book in kominfo.book:
        assert verify(rendered[book.id], session, kominfo, book) == []


def test_nothing_active_is_in_any_book(rendered: dict[str, str]) -> None:
    for markdown in rendered.values():
        for token in parse(markdown):
            if token.type == "html_block":
                assert re.fullmatch(r"<!-- (teks [\w-]+/\w+|akhir teks) -->\n", token.content)
                continue
            for one in (token, *(token.children or ())):
                assert one.type not in (
                    "html_block",
                    "html_inline",
                    "image",
                    "link_open",
                    "em_open",
                    "s_open",
                )


def test_the_headings_are_those_of_the_template_and_nothing_else(
    session: Session, kominfo: Method, rendered: dict[str, str]
) -> None:
    harmless = filled(lambda table, key, number: "teks")
    for book, markdown in rendered.items():
        expected = [one.level for one in sections(render(harmless, kominfo, book))]
        assert [one.level for one in sections(markdown)] == expected


def test_the_words_arrive_as_they_were_meant(rendered: dict[str, str]) -> None:
    seen = [plain(token) for token in parse(rendered["buku-1"]) if token.type == "inline"]
    assert any("{{ 7*7 }} {% raw %} {# x #}" in one and "<script>alert(1)</script>" in one for one in seen)
    assert any("👩\u200d👧 مرحبا **tebal** _miring_ ~~coret~~ &lt; $x$ akhir\\" in one for one in seen)
    assert not any(" 49 " in one for one in seen)


def test_no_byte_reaches_the_terminal_that_could_steer_it(rendered: dict[str, str]) -> None:
    for markdown in rendered.values():
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", markdown)


def test_a_hundred_kilobytes_in_one_entry_are_printed_whole(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    long = "kata|[`* " * 12_000
    session = session_of('swot = [{id = "sw-00000001", quadrant = "strength", text = "x"}]')
    session.swot["sw-00000001"] = msgspec.structs.replace(session.swot["sw-00000001"], text=long)
    markdown = coded(session, kominfo, "buku-1")
    assert verify(markdown, session, kominfo, kominfo.books["buku-1"]) == []
    assert any(plain(one) == " ".join(long.split()) for one in parse(markdown) if one.type == "inline")


def test_ids_that_nobody_minted_can_not_break_a_table(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    odd = "x|`[a](b) <i>"
    session = session_of("")
    for table in ("swot", "program", "quick_win", "strategy", "mission"):
        (entry,) = filled(lambda *_: "teks", count=1).entries(table).values()
        session.entries(table)[odd] = msgspec.structs.replace(entry, id=odd)
    for book in kominfo.book:
        assert verify(coded(session, kominfo, book.id), session, kominfo, book) == []


def test_references_to_nothing_in_a_circle_or_to_withdrawn_entries_are_said_and_not_fatal(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of("""
        swot = [
          {id = "sw-1", quadrant = "strength", text = "a", merged_into = "sw-2"},
          {id = "sw-2", quadrant = "strength", text = "b", merged_into = "sw-1"},
          {id = "sw-3", quadrant = "strength", text = "c", withdrawn = "ditarik"},
          {id = "sw-4", quadrant = "strength", text = "d", merged_into = "sw-5"},
          {id = "sw-5", quadrant = "strength", text = "e"},
        ]
        strategy = [{id = "st-1", quadrant = "SO", text = "f", factors = ["sw-1", "sw-3", "sw-4", "sw-none"]}]
        quick_win = [{id = "qw-1", program = "pr-none", decision = "chosen"}]
        milestone = [{id = "ml-1", quick_win = "qw-1", text = "g"}]
        program = [{id = "pr-1", name = "h", horizon = "short", lead = "TIDAK-TERDAFTAR", dimension = "asing"}]
    """)
    first = render(session, kominfo, "buku-1")
    assert "S5; S1 (tidak berlaku lagi), S3 (tidak berlaku lagi), `sw-none` (tidak ditemukan)" in first
    for book in kominfo.book:
        assert verify(coded(session, kominfo, book.id), session, kominfo, book) == []
    assert "Belum terkait dimensi" in render(session, kominfo, "buku-4")


@pytest.mark.slow
def test_any_text_in_every_key_leaves_every_book_whole(kominfo: Method) -> None:
    @given(st.text(max_size=30))
    @settings(max_examples=25, deadline=None)
    def whole(drawn: str) -> None:
        session = filled(lambda table, key, number: drawn, count=1)
        for book in kominfo.book:
            assert verify(coded(session, kominfo, book.id), session, kominfo, book) == []

    whole()


def test_every_word_of_a_closed_vocabulary_has_an_indonesian_one(kominfo: Method) -> None:
    most = max(len(field.choices) for kind in kinds.kinds().values() for field in kind.fields)
    session = filled(lambda *_: "teks", count=most)
    for book in kominfo.book:
        assert verify(coded(session, kominfo, book.id), session, kominfo, book) == []


def test_entries_of_what_the_method_does_not_have_are_in_the_books_all_the_same(kominfo: Method) -> None:
    session = filled(lambda *_: "teks", count=3)
    smaller = msgspec.structs.replace(
        kominfo,
        element=kominfo.element[:1],
        dimension=kominfo.dimension[:1],
        criterion=(),
        gate=(),
        model=(),
        funding=(),
        stage=kominfo.stage[:1],
    )
    for book in smaller.book:
        assert verify(coded(session, smaller, book.id), session, smaller, book) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_that_there_are_make_whole_books(
    session_of: Callable[[str], Session], kominfo: Method, day: str
) -> None:
    session = session_of(f'[[stage]]\nid = "stage-1"\nstart = {day}\nend = {day}\n')
    for book in kominfo.book:
        assert render(session, kominfo, book.id)
