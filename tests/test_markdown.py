"""User text in Markdown means nothing but itself, wherever a template puts it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bimtek_tui import text
from bimtek_tui.books.outline import plain
from bimtek_tui.markdown import code, inline, paragraphs

NASTY = [
    "a | b",
    "a\\| b \\",
    "`code` ``x`` `",
    "*a* **b** _c_ __d__ ~~e~~",
    "[x](javascript:alert(1)) ![y](http://e.com/z.png) [r]: http://e.com",
    "<script>alert(1)</script> <!-- c --> <b> &amp; &#35; </td>",
    "http://e.com/a https://e.com ftp://e.com //e.com www.e.com WWW.E.COM",
    "<http://e.com> mailto:a@e.com a@e.com",
    "{{ 7*7 }} {% raw %} {# x #}",
    "# judul",
    "judul #",
    "- butir",
    "+ butir",
    "1. butir",
    "12) butir",
    "---",
    "===",
    ":-: | :-:",
    "> kutipan",
    "```\nkode\n```",
    "~~~",
    "    terinden",
    "\tterinden",
    "baris\nbaris\r\nbaris\u2028baris\x85baris\x0bbaris",
    "\x1b[31mmerah\x1b[0m \x1b]8;;http://e.com\x07tautan\x1b]8;;\x07",
    "nol\x00nol \x07",
    "\u202egnirts\u202c \u2066x\u2069 \ufeff",
    "👩\u200d👩\u200d👧 🇮🇩 مرحبا שלום",
    "$x^2$ [^1] :smile: @orang #12",
    "akhir  ",
    "\\",
    "R&D <x",
    "a\n\nb",
]
strings = st.text(max_size=60) | st.lists(
    st.sampled_from([*NASTY, *"|\\`*_~[]()<>#$&!:.-+={}@/ \n", "www.", "http://", "1.", "](", "&lt;"]),
    max_size=12,
).map("".join)


def gfm() -> MarkdownIt:
    """As GitHub: bare links are recognised, bare domains are not; mail addresses may always become links."""
    parser = MarkdownIt("gfm-like", {"html": True})
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[union-attr]
    return parser


PARSERS = [gfm(), MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])]
ALLOWED = {"text", "text_special", "softbreak"}


def words(raw: str) -> str:
    return " ".join(text.clean(raw).split())


def inlines(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "inline"]


def is_plain(token: Token) -> bool:
    return {child.type for child in token.children} <= ALLOWED  # type: ignore[union-attr]


def with_examples(test: Callable[..., Any]) -> Callable[..., Any]:
    for raw in NASTY:
        test = example(raw)(test)
    return given(strings)(test)


@pytest.mark.parametrize("parser", PARSERS, ids=["gfm", "commonmark"])
class TestOneTextWithTheSameWords:
    @with_examples
    def test_in_a_sentence(self, parser: MarkdownIt, raw: str) -> None:
        found = parser.parse(inline(raw) + "\n")
        if not words(raw):
            assert found == []
            return
        assert [one.type for one in found] == ["paragraph_open", "inline", "paragraph_close"]
        assert is_plain(found[1])
        assert plain(found[1]) == words(raw)

    @with_examples
    def test_amid_a_sentence(self, parser: MarkdownIt, raw: str) -> None:
        (found,) = inlines(parser.parse(f"Kota {inline(raw)} dan **{inline('x' + raw)}**.\n"))
        assert {child.type for child in found.children} <= ALLOWED | {"strong_open", "strong_close"}  # type: ignore[union-attr]

    @with_examples
    def test_in_a_heading(self, parser: MarkdownIt, raw: str) -> None:
        found = parser.parse(f"### 1.1 {inline(raw)}\n")
        assert [one.type for one in found] == ["heading_open", "inline", "heading_close"]
        assert is_plain(found[1])
        assert plain(found[1]) == f"1.1 {words(raw)}".strip()

    @with_examples
    def test_in_a_cell(self, parser: MarkdownIt, raw: str) -> None:
        found = parser.parse(f"| a | b |\n| --- | --- |\n| {inline(raw)} | z |\n")
        assert [one.type for one in found].count("tr_open") == 2
        cells = inlines(found)
        assert len(cells) == 4
        assert is_plain(cells[2])
        assert plain(cells[2]) == words(raw)
        assert plain(cells[3]) == "z"

    @with_examples
    def test_in_a_list_item(self, parser: MarkdownIt, raw: str) -> None:
        found = parser.parse(f"- a\n- {inline(raw)}\n- z\n")
        assert [one.type for one in found].count("list_item_open") == 3
        assert all(is_plain(one) for one in inlines(found))
        assert [plain(one) for one in inlines(found)] == [one for one in ("a", words(raw), "z") if one]

    @with_examples
    def test_in_paragraphs(self, parser: MarkdownIt, raw: str) -> None:
        found = parser.parse(paragraphs(raw) + "\n")
        assert {one.type for one in found} <= {"paragraph_open", "inline", "paragraph_close"}
        assert all(is_plain(one) for one in inlines(found))
        assert " ".join(plain(one) for one in inlines(found)) == words(raw)


@given(strings)
def test_an_id_is_shown_as_code_or_as_plain_text(raw: str) -> None:
    (parser, _) = PARSERS
    found = inlines(parser.parse(f"| a |\n| --- |\n| {code(raw)} |\n"))
    assert len(found) == 2
    assert {child.type for child in found[1].children} <= ALLOWED | {"code_inline"}  # type: ignore[union-attr]
    assert plain(found[1]) == words(raw)


def test_an_ordinary_sentence_stays_as_readable_as_it_was() -> None:
    sentence = "Waktu tunggu 2,5 jam (rata-rata) di 12 puskesmas; sumber: Dinkes, 2024."
    assert inline(sentence) == sentence


def test_empty_lines_part_paragraphs_and_single_breaks_do_not() -> None:
    assert paragraphs("satu\ndua\n\ntiga\n \n\nempat\n") == "satu dua\n\ntiga\n\nempat"


def test_a_very_long_text_is_escaped_whole() -> None:
    raw = "[|`" * 40_000
    (found,) = inlines(PARSERS[0].parse(inline(raw)))
    assert plain(found) == raw
