"""What somebody got wrong by hand is told with the right line and the likely mend, in the person's language."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bimtek_tui.errors import UnreadableFile
from bimtek_tui.store import parse

GOOD = """\
schema_version = 1
method = "kominfo-1"

# city
[city]
name = "Kota Uji"
kind = "kota"
area_km2 = 10.5

# pr-00000001
[[program]]
id = "pr-00000001"
name = "Satu Data"
horizon = "short"
description = \"""
Baris satu.
Baris dua.
\"""
budget_idr = 5_000
funding = [
  "apbd",
  "csr",
]
added = 2026-06-13T09:15:21+07:00

# pr-00000002
[[program]]
id = "pr-00000002"
name = "Dua Data"
horizon = "short"
description = \"""
Baris tiga.
\"""
added = 2026-06-13T09:15:21+07:00
"""

SLIPS: dict[str, tuple[str, str, int, str]] = {
    "points between thousands": ("5_000", "680.000.000", 19, "budget_idr|680_000_000"),
    "points and a comma": ("5_000", "1.680,50", 19, "1_680.50"),
    "a decimal comma": ("10.5", "186,4", 8, "186.4"),
    "a decimal comma and a remark": ("10.5", "186,4 # km²", 8, "186.4"),
    "a date as people write it": ("10.5", "13-6-2026", 8, "2026-06-13"),
    "a date with one digit": ("10.5", "2026-6-3", 8, "2026-06-03"),
    "a day that is none": ("10.5", "2026-02-30", 8, "no day that exists"),
    "money": ("5_000", "Rp680.000.000,-", 19, ": 680_000_000"),
    "money in words": ("5_000", "1,5 miliar", 19, "neither a number"),
    "a date in words": ("10.5", "13 Juni 2026", 8, "nor a date"),
    "a code": ("10.5", "0217", 8, '"0217"'),
    "yes": ("10.5", "ya", 8, "write true"),
    "capitals": ("10.5", "False", 8, "write false"),
    "curly quotes": ('"Kota Uji"', "“Kota Uji”", 6, '"Kota Uji"'),
    "single curly quotes": ('"Kota Uji"', "‘Kota Uji’", 6, '"Kota Uji"'),
    "a curly quote at the end": ('"Kota Uji"', '"Kota Uji”', 6, '"Kota Uji"'),
    "curly quotes in a list": ('  "csr",', "  “csr”,", 22, '"csr"'),
    "no closing quote": ('"Kota Uji"', '"Kota Uji', 6, '"Kota Uji"'),
    "quotes within quotes": ('"Kota Uji"', '"Kota "Uji" ini"', 6, r"Kota \"Uji\" ini"),
    "no quotes": ('"Kota Uji"', "Kota Uji", 6, '"Kota Uji"'),
    "no quotes around one word": ('"kota"', "kota", 7, '"kota"'),
    "nothing": ('"Kota Uji"', "", 6, "stands nothing"),
    "a colon": ('name = "Kota Uji"', 'name: "Kota Uji"', 6, 'name = "Kota Uji"'),
    "a line of words": ('name = "Kota Uji"', "Kota Uji yang baru", 6, "begins with #"),
    "a backslash": ('"Kota Uji"', r'"C:\Kota Uji"', 6, "written twice"),
    "a control character": ('"Kota Uji"', '"Kota \x1bUji"', 6, "number 27"),
    "a text that is not closed": ('Baris dua.\n"""\n', "Baris dua.\n", 15, "never closed"),
    "the last text that is not closed": ('Baris tiga.\n"""\n', "Baris tiga.\n", 31, "never closed"),
    "a list that is not closed": ('  "csr",\n]', '  "csr",', 20, "never closed"),
    "a comma that is missing": ('  "apbd",', '  "apbd"', 22, "comma"),
    "a heading half closed": ("[city]", "[city", 5, "write [city]"),
    "a heading with one bracket too few": ("# pr-00000002\n[[program]]", "# pr-00000002\n[[program]", 27, "[[program]]"),
    "one bracket for one of many": ("# pr-00000002\n[[program]]", "# pr-00000002\n[program]", 27, "on line 11"),
    "a table twice": ("# pr-00000002\n", '[city]\nname = "Lagi"\n\n# pr-00000002\n', 26, "on line 5"),
    "a key twice": ('name = "Satu Data"', 'name = "Satu Data"\nhorizon = "long"', 15, "on line 14"),
    "far too many digits": ("5_000", "9" * 5_000, 19, "longer than any"),
    "far too large": ("10.5", "1e99999999999999999999", 8, "longer than any"),
    "the format in quotes": ("schema_version = 1", '# sesi\nschema_version = "1"', 2, "without quotes"),
    "the format as a decimal": ("schema_version = 1", "schema_version = 1.0", 1, "whole number"),
}  # fmt: skip
"""What stands there, what somebody writes instead, and then the line and a word of the sentence."""


def refusal(text: str) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        parse(text.encode(), Path("k.toml"))
    return refused.value


@pytest.mark.parametrize("case", SLIPS)
def test_a_slip_is_told_with_its_line_and_the_mend(case: str) -> None:
    old, new, line, words = SLIPS[case]
    assert old in GOOD
    told = refusal(GOOD.replace(old, new, 1))
    assert told.line == line
    assert str(told).startswith(f"k.toml:{line}: ")
    assert str(told).endswith("; nothing was changed")
    assert words.rpartition("|")[2] in str(told)


def test_a_slip_in_windows_lines_is_the_same() -> None:
    told = refusal(GOOD.replace('"Kota Uji"', "Kota Uji").replace("\n", "\r\n"))
    assert (told.line, '"Kota Uji"' in str(told)) == (6, True)


def test_both_of_what_is_many_with_one_bracket_each_are_told() -> None:
    told = refusal(GOOD.replace("[[program]]", "[program]"))
    assert (told.line, "[[program]]" in str(told)) == (27, True)


def test_headings_within_a_text_that_is_closed_are_no_slip() -> None:
    text = GOOD.replace("Baris satu.", "[[program]]").replace('"Dua Data"', "Dua Data")
    assert refusal(text).line in (15, 29)  # named is the text that looks swallowed, or the slip


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, len(GOOD) - 1),
    st.sampled_from(["", '"', '"""', "[", "]", "=", "\n", ",", "”", "\\", "\x00", "{"]),
)
def test_whatever_one_slip_does_the_sentence_names_a_line_of_the_file(place: int, sign: str) -> None:
    text = GOOD[:place] + sign + GOOD[place + 1 :]
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        told = refusal(text)
        assert told.line in range(1, text.count("\n") + 2)
        assert str(told).startswith(f"k.toml:{told.line}: ")
