"""What people write for a section: paragraphs, lists and emphasis by an exact rule, and nothing else of it is markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_markdown import NASTY, PARSERS, inlines, strings

from bimtek_tui.books.outline import plain
from bimtek_tui.markdown import prose
from bimtek_tui.text import clean

PARTS = {"paragraph", "bullet_list", "ordered_list", "list_item", "inline"}
WITHIN = {"text", "text_special", "em_open", "em_close"}


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("Satu.\nMasih satu.\n\n\nDua.", "Satu. Masih satu.\n\nDua."),
        ("Kita *smart city* ini.", "Kita *smart city* ini."),
        ("*awal* dan *akhir*", "*awal* dan *akhir*"),
        ("ini *kata*, itu *kata*.", "ini *kata*, itu *kata*."),
        ("ini *dua\nbaris* ya", "ini *dua baris* ya"),
        ("5*3*2 dan 2 * 3 * 4", r"5\*3\*2 dan 2 \* 3 \* 4"),
        ("luas *5*3", r"luas \*5\*3"),
        ("(*kata*)", r"(\*kata\*)"),
        ("**tebal** dan ***", r"\*\*tebal\*\* dan \*\*\*"),
        ("harga *) berlaku *penting* sekali", r"harga \*) berlaku *penting* sekali"),
        ("* bintang", r"\* bintang"),
        (r"\*bukan\* dan *a\*b*", r"\*bukan\* dan *a\*b*"),
        ("_a_ __b__ ~~c~~ `d`", r"\_a\_ \_\_b\_\_ \~\~c\~\~ \`d\`"),
        ("[x](http://e.com) ![y](z.png)", r"\[x\](http:\//e.com) !\[y\](z.png)"),
        ("<b>x</b> &amp; | a", r"\<b\>x\</b\> \&amp; \| a"),
        ("# Judul\n\nJudul\n====", "\\# Judul\n\nJudul ===="),
        ("- satu\n- dua\nlanjut", "- satu\n- dua lanjut"),
        ("Daftar:\n- satu\n- dua\n\nLalu.", "Daftar:\n\n- satu\n- dua\n\nLalu."),
        ("- satu\n\n- dua", "- satu\n- dua"),
        ("  - satu\n    - dua", "- satu\n- dua"),
        ("1. satu\n2. dua\n3. tiga", "1. satu\n2. dua\n3. tiga"),
        ("1. satu\n1. dua", "1. satu\n2. dua"),
        ("1. satu\n\n2. dua", "1. satu\n2. dua"),
        ("1. satu\n\nUraian.\n\n2. dua", "1. satu\n\nUraian.\n\n2. dua"),
        ("1. satu\n\nLain:\n\n1. dua", "1. satu\n\nLain:\n\n1. dua"),
        ("1. satu\n- butir\n1. satu", "1. satu\n\n- butir\n\n1. satu"),
        ("2026. Tahun itu\n\n2) dua\n\n+ tiga", "2026\\. Tahun itu\n\n2\\) dua\n\n\\+ tiga"),
        ("1. satu\n2026. masih satu", "1. satu 2026. masih satu"),
        ("- - x\n- 1. y\n-z\n-", "- \\- x\n- 1\\. y -z -"),
        ("- *kata* ini", "- *kata* ini"),
        ("@daftar-isi@\n\n**Tabel @.** X", "\\@daftar-isi\\@\n\n\\*\\*Tabel \\@.\\*\\* X"),
        (" \n\t\n", ""),
    ],
)
def test_exactly_what_the_format_says(raw: str, made: str) -> None:
    assert prose(raw) == made


def without_marks(words: str) -> str:
    """Letters alone: stars, the marks of items and blanks may come or go."""
    return "".join(re.sub(r"[\s*\\-]|\d+\.", "", clean(words)).split())


@pytest.mark.parametrize("parser", PARSERS, ids=["gfm", "commonmark"])
@given(
    strings
    | st.lists(st.sampled_from([*NASTY, "- a", "1. b", "2. c", "*d*", "\n", "\n\n", " *", "* ", "*."])).map(
        "".join
    )
)
@example("\n".join(NASTY))
@example("\n\n".join(f"- {raw}" for raw in NASTY))
@example(" ".join(f"*{raw}*" for raw in NASTY))
def test_hostile_text_is_paragraphs_items_and_emphasis(parser: MarkdownIt, raw: str) -> None:
    tokens = parser.parse(prose(raw) + "\n")
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= PARTS
    within = inlines(tokens)
    assert {child.type for token in within for child in token.children or ()} <= WITHIN
    assert without_marks("".join(map(plain, within))) == without_marks(raw)
    assert all(token.level <= 3 for token in within)  # no list within a list
