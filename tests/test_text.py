"""What text may enter the domain."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import hostile_text

from bimtek_tui import text

FORBIDDEN = [
    *map(chr, range(0x09)), *map(chr, range(0x0B, 0x20)), *map(chr, range(0x7F, 0xA0)),
    *"\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\xad",
    "\ud800", "\udfff", "\ufffe", "\U000e0001",
]  # fmt: skip


@given(st.text(st.one_of(st.characters(), st.sampled_from([*FORBIDDEN, "\x1b", "[", "3", "m", "]"]))))
def test_clean_text_is_clean_and_stays_as_it_is(given_text: str) -> None:
    for clean in (text.clean, text.line, text.prose):
        once = clean(given_text)
        assert text.is_clean(once)
        assert clean(once) == once
        assert not any(bad in once for bad in FORBIDDEN)
        assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029\u180e\u2065")))
def test_harmless_text_is_only_normalized(given_text: str) -> None:
    assert text.clean(given_text) == unicodedata.normalize("NFC", given_text)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("\x1b[31mmerah\x1b[0m", "merah"),
        ("\x1b]0;judul\x07teks", "teks"),
        ("\x1b]52;c;cm0gLXJm\x1b\\teks", "teks"),
        ("\x1b]8;;http://contoh.invalid\x1b\\tautan\x1b]8;;\x1b\\", "tautan"),
        ("\x9b31mmerah", "merah"),
        ("a\rb\r\nc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("wali\u202e kota", "wali kota"),
        ("Cafe\u0301", "Café"),
        ("[bold] | <b> {{ x }} 👩\u200d👧 مدينة", "[bold] | <b> {{ x }} 👩\u200d👧 مدينة"),
        (hostile_text.SURROGATE, "setengah  karakter"),
    ],
)
def test_sequences_go_as_a_whole_and_everything_visible_stays(dirty: str, clean: str) -> None:
    assert text.clean(dirty) == clean


def test_a_line_has_single_spaces_and_a_prose_its_own_line_breaks() -> None:
    assert text.line("  satu \n\t dua\u00a0tiga ") == "satu dua tiga"
    assert text.prose("\n  satu  \n\ndua \n\n") == "  satu\n\ndua"


def test_a_long_text_is_shortened_for_messages() -> None:
    assert text.short("kata " * 100, 12) == "kata kata k…"
    assert text.short("pendek") == "pendek"


@pytest.mark.parametrize(
    ("written", "known", "likeness", "meant"),
    [
        ("naem", ["name", "year"], text.WORD, "name"),
        ("Goverment", ["environment", "governance"], text.WORD, "governance"),
        ("kota", ["city", "name"], text.WORD, None),
        ("diskomnfo", ["DINSOS", "DISKOMINFO"], text.CODE, "DISKOMINFO"),
        ("DINKES", ["DINSOS", "DISHUB"], text.CODE, None),
    ],
)
def test_a_slip_is_near_what_was_meant_and_another_code_is_not(
    written: str, known: list[str], likeness: int, meant: str | None
) -> None:
    assert text.nearest(written, known, likeness) == meant
