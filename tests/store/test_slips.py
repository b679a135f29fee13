"""What somebody got wrong by hand is told with the right line and the likely mend, in the person's language."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bimtek_tui.errors import UnreadableFile
from bimtek_tui.store import parse
from bimtek_tui.store.slips import mending

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

MENDED, TOLD = True, False
SLIPS: dict[str, tuple[str, str, int, str, str | bool]] = {
    "points between thousands": ("5_000", "680.000.000", 19, ": 680_000_000", "680_000_000"),
    "commas between thousands": ("5_000", "680,000,000", 19, ": 680_000_000", "680_000_000"),
    "blanks between thousands": ("5_000", "680 000 000", 19, ": 680_000_000", "680_000_000"),
    "points and a comma": ("10.5", "1.680,50", 8, "1680.50", "1680.50"),
    "part of a rupiah": ("5_000", "1.680,50", 19, "1_680.50", TOLD),
    "a comma that can mean two": ("10.5", "186,400", 8, "can mean two numbers", TOLD),
    "a decimal comma": ("10.5", "186,4", 8, "186.4", "186.4"),
    "a decimal comma and a remark": ("10.5", "186,4 # km²", 8, "186.4", "186.4  # km²"),
    "a decimal comma in whole money": ("5_000", "186,4", 19, "186.4", TOLD),
    "a number with its unit": ("10.5", "186,4 km2", 8, "without its unit", TOLD),
    "a day with slashes": ("10.5", "10.5\n[[stage]]\nid = \"stage-1\"\nstart = 13/06/2022", 11, "2022-06-13", "2022-06-13"),
    "a day that can be two": ("10.5", "10.5\n[[stage]]\nid = \"stage-1\"\nstart = 03/06/2022", 11, "2022-06-03", TOLD),
    "a day in words": ("10.5", "10.5\n[[stage]]\nid = \"stage-1\"\nstart = 13 Juni 2022", 11, "2022-06-13", "2022-06-13"),
    "a day with one digit": ("10.5", "10.5\n[[stage]]\nid = \"stage-1\"\nstart = 2022-6-3", 11, "2022-06-03", "2022-06-03"),
    "a date under another key": ("10.5", "13-6-2026", 8, "2026-06-13", TOLD),
    "a date in words under another key": ("10.5", "13 Juni 2026", 8, "2026-06-13", TOLD),
    "a date of one digit under another key": ("10.5", "2026-6-3", 8, "2026-06-03", TOLD),
    "a day that is none": ("10.5", "2026-02-30", 8, "no day that exists", TOLD),
    "a moment without seconds": ("added = 2026-06-13T09:15:21", "added = 2026-06-13T09:15", 24, "2026-06-13T09:15:00+07:00", "2026-06-13T09:15:00+07:00"),
    "a moment that is none": ("added = 2026-06-13T09:15:21", "added = 2026-06-13T25:15:21", 24, "no moment", TOLD),
    "money": ("5_000", "Rp680.000.000,-", 19, ": 680_000_000", "680_000_000"),
    "money in words": ("5_000", "1,5 miliar", 19, "1_500_000_000", "1_500_000_000"),
    "a code under a key of numbers": ("10.5", "0217", 8, "217", "217"),
    "a code under a key of texts": ('area_km2 = 10.5', "region_code = 0217", 8, '"0217"', '"0217"'),
    "a truth as people write it": ("10.5", "10.5\n[[round]]\ncodes = Ya", 10, "write true", "true"),
    "a truth with a capital": ("10.5", "10.5\n[[round]]\ncodes = False", 10, "write false", "false"),
    "a truth under another key": ("10.5", "True", 8, "write true", TOLD),
    "curly quotes": ('"Kota Uji"', "“Kota Uji”", 6, '"Kota Uji"', '"Kota Uji"'),
    "curly quotes and an apostrophe": ('"Kota Uji"', "“Kota Jum’at”", 6, '"Kota Jum’at"', '"Kota Jum’at"'),
    "single curly quotes": ('"Kota Uji"', "‘Kota Uji’", 6, '"Kota Uji"', '"Kota Uji"'),
    "curly quotes around a part": ('"Kota Uji"', "“Kota” Uji", 6, "straight ones", TOLD),
    "a curly quote at the end": ('"Kota Uji"', '"Kota Uji”', 6, '"Kota Uji"', '"Kota Uji"'),
    "curly quotes in a list": ('  "csr",', "  “csr”,", 22, '"csr"', MENDED),
    "three curly quotes": ('description = """\nBaris satu', "description = ”””\nBaris satu", 15, '"""', TOLD),
    "no closing quote": ('"Kota Uji"', '"Kota Uji', 6, '"Kota Uji"', '"Kota Uji"'),
    "no closing single quote": ('"Kota Uji"', "'Kota Uji", 6, "'Kota Uji'", "'Kota Uji'"),
    "no closing quote and a sign of a remark": ('"Kota Uji"', '"Kota Uji # 1', 6, "closing quote", TOLD),
    "one quote for several lines": ('description = """\nBaris satu', 'description = "Baris satu', 15, 'three quotes: """', TOLD),
    "quotes within quotes": ('"Kota Uji"', '"Kota "Uji" ini"', 6, r"Kota \"Uji\" ini", TOLD),
    "a single quote within single quotes": ('"Kota Uji"', "'Kota Jum'at'", 6, '"Kota Jum\'at"', '"Kota Jum\'at"'),
    "no quotes": ('"Kota Uji"', "Kota Uji", 6, '"Kota Uji"', '"Kota Uji"'),
    "no quotes around digits": ('"Kota Uji"', "13/06/2022", 6, '"13/06/2022"', '"13/06/2022"'),
    "no quotes around one word": ('"kota"', "Kota", 7, '"kota"', '"kota"'),
    "no quotes, and what may be a remark": ('"Kota Uji"', "Kota Uji # 1", 6, "in quotes", TOLD),
    "nothing": ('"Kota Uji"', "", 6, "stands nothing", TOLD),
    "a word for nothing": ('"Kota Uji"', "null", 6, "in quotes", TOLD),
    "a semicolon": ('"Kota Uji"', '"Kota Uji";', 6, "behind a value", '"Kota Uji"'),
    "two keys on a line": ('"Kota Uji"', '"Kota Uji" kind = "kota"', 6, "a line of its own", TOLD),
    "a colon": ('name = "Kota Uji"', 'name: "Kota Uji"', 6, 'name = "Kota Uji"', '"Kota Uji"'),
    "a colon and no quotes": ('name = "Kota Uji"', "name: Kota Uji", 6, "name = Kota Uji", '"Kota Uji"'),
    "no sign at all": ('name = "Kota Uji"', 'name "Kota Uji"', 6, 'name = "Kota Uji"', '"Kota Uji"'),
    "two signs": ('name = "Kota Uji"', 'name == "Kota Uji"', 6, 'name = "Kota Uji"', '"Kota Uji"'),
    "quotes around a key": ('name = "Kota Uji"', '“name” = "Kota Uji"', 6, "without quotes", '"Kota Uji"'),
    "a bullet": ('name = "Kota Uji"', '- name = "Kota Uji"', 6, "before a key", '"Kota Uji"'),
    "a key of two words": ('name = "Kota Uji"', 'nama kota = "Kota Uji"', 6, "nama_kota", TOLD),
    "a key that is missing": ('name = "Kota Uji"', '= "Kota Uji"', 6, "the key is missing", TOLD),
    "a line of words": ('name = "Kota Uji"', "Kota Uji yang baru", 6, "behind #", TOLD),
    "a remark of another language": ("# city\n", "// city\n", 4, "# city", MENDED),
    "a hard blank": ('name = "Kota Uji"', 'name =\u00a0"Kota Uji"', 6, "U+00A0", '"Kota Uji"'),
    "a mark in the middle": ('name = "Kota Uji"', '\ufeffname = "Kota Uji"', 6, "U+FEFF", '"Kota Uji"'),
    "a path of Windows": ('"Kota Uji"', r'"C:\Users\Kota"', 6, "written twice", r'"C:\\Users\\Kota"'),
    "a backslash": ('"Kota Uji"', r'"Kota \Uji"', 6, "written twice", TOLD),
    "a control character": ('"Kota Uji"', '"Kota \x1bUji"', 6, "number 27", TOLD),
    "marks of a merge": ('name = "Kota Uji"', '<<<<<<< HEAD\nname = "Kota Uji"', 6, "left a conflict", TOLD),
    "a text that is not closed": ('Baris dua.\n"""\n', "Baris dua.\n", 15, "never closed", TOLD),
    "the last text that is not closed": ('Baris tiga.\n"""\n', "Baris tiga.\n", 31, "never closed", TOLD),
    "words behind a text": ('Baris dua.\n"""\n', 'Baris dua.\n""" lagi\n', 18, "stands nothing", TOLD),
    "three quotes within a text": ("Baris dua.", 'Baris """dua""".', 17, r'""\"', TOLD),
    "a list that is not closed": ('  "csr",\n]', '  "csr",', 20, "never closed", MENDED),
    "a comma that is missing": ('  "apbd",', '  "apbd"', 21, "comma", MENDED),
    "a comma that is missing on one line": ('[\n  "apbd",\n  "csr",\n]', '["apbd" "csr"]', 20, "comma", TOLD),
    "a comma too many": ('[\n  "apbd",\n', '[\n  "apbd",\n  ,\n', 22, "only one", TOLD),
    "a heading half closed": ("[city]", "[city", 5, "write [city]", MENDED),
    "a heading with two brackets too many": ("[city]", "[[city]", 5, "write [city]", MENDED),
    "a heading with one bracket too few": ("# pr-00000002\n[[program]]", "# pr-00000002\n[[program]", 27, "[[program]]", MENDED),
    "one bracket for one of many": ("# pr-00000002\n[[program]]", "# pr-00000002\n[program]", 27, "on line 11", MENDED),
    "one bracket for the first of many": ("# pr-00000001\n[[program]]", "# pr-00000001\n[program]", 11, "on line 27", MENDED),
    "words behind a heading": ("[city]", "[city] Kota", 5, "behind a heading", TOLD),
    "a heading without a name": ("[city]", "[]", 5, "name of a table", TOLD),
    "a heading of two words": ("[city]", "[ci ty]", 5, "one word", TOLD),
    "a table twice": ("# pr-00000002\n", '[city]\nname = "Lagi"\n\n# pr-00000002\n', 26, "on line 5", TOLD),
    "a key twice": ('name = "Satu Data"', 'name = "Satu Data"\nhorizon = "long"', 15, "on line 14", TOLD),
    "a key twice, the same": ('name = "Satu Data"', 'name = "Satu Data"\nname = "Satu Data"', 14, "on line 13", MENDED),
    "braces": ('"Kota Uji"', "{ a = 1, }", 6, "braces", TOLD),
    "far too many digits": ("5_000", "9" * 5_000, 19, "longer than any", TOLD),
    "far too large": ("10.5", "1e99999999999999999999", 8, "longer than any", TOLD),
    "far too deep": ("10.5", "[" * 60 + "]" * 60, 8, "deep in each other", TOLD),
    "no opening quote": ('"Kota Uji"', 'Kota Uji"', 6, '"Kota Uji"', '"Kota Uji"'),
    "two kinds of quotes": ('"Kota Uji"', "'Kota Uji\"", 6, '"Kota Uji"', '"Kota Uji"'),
    "two quotes on each side": ('"Kota Uji"', '""Kota Uji""', 6, ': "Kota Uji"', TOLD),
    "quotes of full width": ('"Kota Uji"', "＂Kota Uji＂", 6, ': "Kota Uji"', '"Kota Uji"'),
    "curly quotes around a year": ("10.5", "10.5\n[plan]\nperiod_start = “2025”", 10, "as 2025", "2025"),
    "a point behind a text": ('"Kota Uji"', '"Kota Uji".', 6, "belongs into the quotes", TOLD),
    "a remark of another language behind a value": ('"Kota Uji"', '"Kota Uji" // lama', 6, "# lama", '"Kota Uji" # lama'),
    "two numbers with a dash": ("10.5", "10 -- 20", 8, "must be a number above 0", TOLD),
    "a number that is none": ("10.5", "± 10", 8, "must be a number above 0", TOLD),
    "money in English": ("5_000", "Rp. 680,000,000", 19, "must be a whole number", TOLD),
    "money of a spreadsheet": ("5_000", "6,8E+08", 19, "must be a whole number", TOLD),
    "a text of a spreadsheet": ("5_000", "'680000000", 19, "680_000_000", "680_000_000"),
    "years from and to": ("10.5", "10.5\n[plan]\nperiod_start = 2025-2029", 10, "must be a year", TOLD),
    "a day without its year": ("10.5", '10.5\n[[stage]]\nid = "stage-1"\nstart = 13 Juni', 11, "must be a date", TOLD),
    "two days": ("10.5", '10.5\n[[stage]]\nid = "stage-1"\nstart = 13-14 Juni 2022', 11, "must be a date", TOLD),
    "a day of the week": ("10.5", '10.5\n[[stage]]\nid = "stage-1"\nstart = Senin, 13 Juni 2022', 11, "must be a date", TOLD),
    "a day with its hour": ("10.5", '10.5\n[[stage]]\nid = "stage-1"\nstart = 2022-06-13T08:00', 11, "must be a date", TOLD),
    "a moment in Jakarta": ("2026-06-13T09:15:21+07:00", "2026-06-13 09.15 WIB", 24, "T09:15:00+07:00", "2026-06-13T09:15:00+07:00"),
    "a blank in a moment": ("09:15:21+07:00", "09:15:21 +0700", 24, "T09:15:21+07:00", "2026-06-13T09:15:21+07:00"),
    "a word of the other language": ('"short"', "Jangka pendek", 14, '"short"', '"short"'),
    "a word of no language": ('"short"', "sebentar", 14, "take one of", TOLD),
    "a list without brackets": ('[\n  "apbd",\n  "csr",\n]', '"apbd", "csr"', 20, '["apbd", "csr"]', '["apbd", "csr"]'),
    "a list without quotes": ('[\n  "apbd",\n  "csr",\n]', "[apbd, CSR]", 20, '["apbd", "csr"]', '["apbd", "csr"]'),
    "a list in other brackets": ('[\n  "apbd",\n  "csr",\n]', '("apbd"; "csr")', 20, '["apbd", "csr"]', '["apbd", "csr"]'),
    "a list of other words": ('[\n  "apbd",\n  "csr",\n]', "apbd dan csr", 20, "one item a line", TOLD),
    "an item without quotes": ('  "csr",', "  csr,", 22, '"csr",', MENDED),
    "an item with a bullet": ('  "csr",', '  - "csr"', 22, '"csr",', MENDED),
    "an item with one quote": ('  "csr",', '  "csr,', 22, '"csr",', MENDED),
    "an id without quotes, the last of a list": ('added = 2026-06-13T09:15:21+07:00\n\n# pr-00000002', 'supports = [\n  sw-00000001\n]\nadded = 2026-06-13T09:15:21+07:00\n\n# pr-00000002', 25, '"sw-00000001",', '"sw-00000001",'),
    "a remark in a list": ('  "csr",', '  "csr",\n  // yang lain', 23, "# yang lain", MENDED),
    "an item that is none": ('  "csr",', "  sponsor,", 22, '"sponsor",', TOLD),
    "a comma behind a list": ('  "csr",\n]', '  "csr",\n],', 23, "behind a value", MENDED),
    "two quotes for several lines": ('description = """\nBaris satu', 'description = ""\nBaris satu', 15, 'three quotes: """', TOLD),
    "no quotes for several lines": ('description = """\nBaris satu', "description =\nBaris satu", 15, 'three quotes: """', TOLD),
    "a sign before a key": ('name = "Kota Uji"', '+name = "Kota Uji"', 6, ': name = "Kota Uji"', TOLD),
    "an arrow": ('name = "Kota Uji"', 'name → "Kota Uji"', 6, 'name = "Kota Uji"', '"Kota Uji"'),
    "a rule": ("# city\n", "=====\n", 4, "# =====", "# ====="),
    "a remark of a page": ("# city\n", "<!-- city -->\n", 4, "# city", MENDED),
    "a banner without its sign": ("# pr-00000002\n", "pr-00000002\n", 26, "# pr-00000002", MENDED),
    "a fence": ("# city\n", "```toml\n", 4, "take it out", TOLD),
    "a heading with a comma": ("# pr-00000002\n[[program]]", "# pr-00000002\n[[program]],", 27, "write [[program]]", MENDED),
    "a heading in braces": ("# pr-00000002\n[[program]]", "# pr-00000002\n{{program}}", 27, "write [[program]]", MENDED),
    "a heading in curly quotes": ("# pr-00000002\n[[program]]", "# pr-00000002\n[[“program”]]", 27, "write [[program]]", MENDED),
    "a heading with blanks": ("# pr-00000002\n[[program]]", "# pr-00000002\n[ [program] ]", 27, "write [[program]]", MENDED),
    "no heading": ("# pr-00000002\n[[program]]", "# pr-00000002", 27, "a heading is missing above this line: [[program]]", TOLD),
    "the format with a letter": ("schema_version = 1", "schema_version = v1", 1, "whole number", TOLD),
    "the format in quotes": ("schema_version = 1", '# sesi\nschema_version = "1"', 2, "without quotes", MENDED),
    "the format as a decimal": ("schema_version = 1", "schema_version = 1.0", 1, "whole number", MENDED),
    "the format as a word": ("schema_version = 1", 'schema_version = "satu"', 1, "whole number", TOLD),
    "no format": ("schema_version = 1\n", "", 1, "as the first one", TOLD),
}  # fmt: skip
"""What stands there, what somebody writes instead, the line and a word of the sentence, and what `fmt` makes of it.

`MENDED`: the file is as it was before; a text: that stands in the place of what was wrong.
"""

FOUND: dict[str, tuple[str, str, int, str, str | bool]] = {
    "money in quotes": ("5_000", '"680.000.000"', 19, "write 680_000_000", "680_000_000"),
    "a decimal in quotes": ("10.5", '"186,4"', 8, "write 186.4", "186.4"),
    "money with one point": ("5_000", "680.000", 19, "write 680_000;", TOLD),
    "a day in quotes": ("10.5", '10.5\n[[stage]]\nid = "stage-1"\nstart = "13 Juni 2022"', 11, "2022-06-13", "2022-06-13"),
    "a choice with a capital": ('"kota"', '"Kota"', 7, "take one of", '"kota"'),
    "a text without quotes that is a number": ('"Kota Uji"', "186.400", 6, '"186.400"', '"186.400"'),
    "two brackets for what is there once": ("[city]", "[[city]]", 5, "write [city]", MENDED),
    "a moment in quotes": ("2026-06-13T09:15:21+07:00", '"2026-06-13T09:15:21+07:00"', 24, "write 2026-06-13T09:15:21+07:00", "2026-06-13T09:15:21+07:00"),
    "a moment without its offset": ("2026-06-13T09:15:21+07:00", "2026-06-13T09:15:21", 24, "must be a moment", TOLD),
    "one item and no brackets": ('[\n  "apbd",\n  "csr",\n]', '"csr"', 20, 'write ["csr"]', '["csr"]'),
    "a word of the other language in quotes": ('"short"', '"Jangka pendek"', 14, 'write "short"', '"short"'),
    "far too much": ("5_000", "9" * 30, 19, "at most", TOLD),
}  # fmt: skip
"""The same of what is TOML, and told as a finding."""


SHAPES: dict[str, tuple[str, int]] = {
    "list: two commas": ('x = ["a",, "b"]', 1),
    "list: comma first": ('x = [, "a"]', 1),
    "list: words between": ('x = ["a" dan "b"]', 1),
    "list: words behind": ('x = ["a"] lagi', 1),
    "list: never closed, then a key": ('x = [\n  "a",\ny = 1', 1),
    "list: never closed, on one line": ('x = ["a", "b"\ny = 1', 1),
    "list: closed twice": ('x = ["a"]]', 1),
    "list: closed by a brace": ('x = ["a"}', 1),
    "list: a text that is not closed": ('x = [\n  "a,\n  "b",\n]', 2),
    "truth: cut off": ("x = tru", 1),
    "truth: a letter": ("x = t", 1),
    "truth: capitals": ("x = TRUE", 1),
    "number: two points": ("x = 1.2.3", 1),
    "number: ends in a point": ("x = 1.", 1),
    "number: begins with a point": ("x = .1", 1),
    "number: ends in _": ("x = 12_", 1),
    "number: begins with _": ("x = _12", 1),
    "number: two _": ("x = 1__2", 1),
    "number: _ beside the point": ("x = 1_.2", 1),
    "number: two signs": ("x = --1", 1),
    "number: a sign alone": ("x = +", 1),
    "number: noughts first": ("x = 007", 1),
    "number: noughts before a point": ("x = 00.5", 1),
    "number: power without digits": ("x = 1e", 1),
    "number: power of a part": ("x = 1e2.5", 1),
    "number: hexadecimal without digits": ("x = 0x", 1),
    "number: hexadecimal with others": ("x = 0xfg", 1),
    "number: binary with others": ("x = 0b12", 1),
    "number: capital hexadecimal": ("x = 0XFF", 1),
    "number: negative hexadecimal": ("x = -0xff", 1),
    "number: infinite with a capital": ("x = Inf", 1),
    "number: none with two signs": ("x = ++nan", 1),
    "day: month 13": ("x = 2022-13-01", 1),
    "day: 29 February": ("x = 2023-02-29", 1),
    "day: nought": ("x = 2022-06-00", 1),
    "day: five digits": ("x = 12022-06-13", 1),
    "day: nothing behind T": ("x = 2022-06-13T", 1),
    "moment: hour 24": ("x = 2022-06-13T24:00:00Z", 1),
    "moment: second 61": ("x = 2022-06-13T09:15:61Z", 1),
    "moment: one digit": ("x = 2022-06-13T9:15:00Z", 1),
    "moment: offset of 25 hours": ("x = 2022-06-13T09:15:00+25:00", 1),
    "moment: offset cut off": ("x = 2022-06-13T09:15:00+07", 1),
    "moment: nothing between": ("x = 2022-06-1309:15:00Z", 1),
    "time: minute 60": ("x = 09:60:00", 1),
    "time: without seconds": ("x = 09:15", 1),
    "text: an escape that is none": (r'x = "a\ q"', 1),
    "text: a slash escaped": (r'x = "a\/b"', 1),
    "text: too few digits": (r'x = "\u12"', 1),
    "text: a half sign": (r'x = "\ud800"', 1),
    "text: beyond all signs": (r'x = "\U00110000"', 1),
    "text: ends in a backslash": ('x = "a\\"', 1),
    "text: two of them": ('x = "a" "b"', 1),
    "text: joined": ('x = "a" + "b"', 1),
    "text: a word behind": ('x = "a" lagi', 1),
    "text: no quote first": ('x = a"', 1),
    "text: other quote last": ("x = \"a'", 1),
    "text: over two lines": ('x = "a\nb"', 1),
    "text: single quotes over two lines": ("x = 'a\nb'", 1),
    "text: an escape on the third line": ('x = """\na\nb \\q\n"""', 3),
    "text: seven quotes": ('x = """a"""""""', 1),
    "text: a control sign": ('x = "a\x07"', 1),
    "text: a control sign on the second line": ('x = """\na\x00\n"""', 2),
    "text: a control sign in single quotes": ("x = 'a\x1f'", 1),
    "remark: a control sign": ("x = 1 # a\x7f", 1),
    "remark: a carriage return": ("x = 1 # a\rb", 1),
    "key: nothing behind": ("x", 1),
    "key: a sign and nothing": ("x =", 1),
    "key: two signs": ("x = = 1", 1),
    "key: sign first": ("= 1", 1),
    "key: a star": ("x* = 1", 1),
    "key: a blank within": ("x y = 1", 1),
    "key: a letter with an accent": ("é = 1", 1),
    "key: a remark sign": ("x# = 1", 1),
    "key: a point last": ("x. = 1", 1),
    "key: a point first": (".x = 1", 1),
    "key: two points": ("x..y = 1", 1),
    "key: in brackets": ("[x = 1", 1),
    "key: quote that is not closed": ('"x = 1', 1),
    "key: three quotes": ('"""x""" = 1', 1),
    "key: value on the next line": ("x =\n1", 1),
    "key: twice": ("x = 1\nx = 2", 2),
    "key: twice, once in quotes": ('x = 1\n"x" = 2', 2),
    "key: of a value": ("x = 1\nx.y = 2", 2),
    "key: two on a line": ("x = 1 y = 2", 1),
    "key: behind a text": ('x = """a""" y = 2', 1),
    "table: no name": ("[]", 1),
    "table: blanks for a name": ("[ ]", 1),
    "table: no name of many": ("[[]]", 1),
    "table: never closed": ("[x", 1),
    "table: half closed": ("[[x]", 1),
    "table: half opened": ("[x]]", 1),
    "table: a blank between the brackets": ("[ [x]]", 1),
    "table: a point last": ("[x.]", 1),
    "table: two points": ("[x..y]", 1),
    "table: brackets within": ("[x[y]]", 1),
    "table: over two lines": ("[x\n]", 1),
    "table: a sign within": ("[x=1]", 1),
    "table: a remark sign within": ("[x#y]", 1),
    "table: a key behind": ("[x] y = 1", 1),
    "table: twice": ("[x]\na = 1\n[x]", 3),
    "table: of a value": ("x = 1\n[city.x]", 2),
    "table: of many after one": ("[x]\n[[x]]", 1),
    "table: one after many": ("[[x]]\n[x]", 2),
    "braces: a comma last": ("x = { a = 1, }", 1),
    "braces: two commas": ("x = { a = 1,, b = 2 }", 1),
    "braces: no comma": ("x = { a = 1 b = 2 }", 1),
    "braces: a key twice": ("x = { a = 1, a = 2 }", 1),
    "braces: over two lines": ("x = { a = 1,\n b = 2 }", 1),
    "braces: never closed": ("x = { a = 1", 1),
    "braces: added to": ("x = { a = 1 }\nx.b = 2", 2),
}  # fmt: skip
"""What no TOML may have, spliced in behind line 8, and the line of it that is wrong."""


def refusal(text: str) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        parse(text.encode(), Path("k.toml"))
    return refused.value


@pytest.mark.parametrize("case", SLIPS)
def test_a_slip_is_told_with_its_line_and_the_mend(case: str) -> None:
    old, new, line, words, mended = SLIPS[case]
    assert old in GOOD
    told = refusal(GOOD.replace(old, new, 1))
    assert told.line == line
    assert str(told).startswith(f"k.toml:{line}: ")
    assert words in str(told)
    assert ("fmt” mends it" in str(told)) is bool(mended)


@pytest.mark.parametrize("case", FOUND)
def test_what_a_key_does_not_take_is_found_with_its_line_and_the_mend(case: str) -> None:
    old, new, line, words, _mended = FOUND[case]
    found = parse(GOOD.replace(old, new, 1).encode(), Path("k.toml")).findings
    assert [(finding.line, words in finding.message) for finding in found if finding.severity == "error"] == [
        (line, True)
    ]


@pytest.mark.parametrize("case", [*SLIPS, *FOUND])
def test_what_can_mean_one_thing_only_is_mended_and_all_else_stays(case: str) -> None:
    old, new, _line, _words, mended = (SLIPS | FOUND)[case]
    slipped = GOOD.replace(old, new, 1)
    made, mends, *_rest = mending.mended(slipped, Path("k.toml"))
    if not mended:
        assert (made, mends) == (slipped, [])
        return
    assert len(mends) == 1
    data = tomllib.loads(made)
    assert made.count("\n") == slipped.count("\n")
    if isinstance(mended, str):
        assert made.split("\n")[mends[0].line - 1].endswith(mended.replace("  #", " #"))
    else:
        assert data == tomllib.loads(GOOD)
    assert not [
        one
        for one in parse(made.encode(), Path("k.toml")).findings
        if one.code in ("wrong-type", "wrong-table")
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_whatever_is_no_toml_is_told_with_its_line(shape: str) -> None:
    wrong, line = SHAPES[shape]
    text = GOOD.replace("area_km2 = 10.5", f"area_km2 = 10.5\n{wrong}", 1)
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    told = refusal(text)
    assert told.line == 8 + line, str(told)
    assert str(told).startswith(f"k.toml:{told.line}: not valid TOML: ")
    assert mending.mended(text, Path("k.toml"))[:2] == (text, [])


def test_many_slips_are_mended_one_after_the_other() -> None:
    slipped = GOOD
    for case in ("money", "a decimal comma", "curly quotes", "a heading half closed", "the format in quotes"):
        old, new, *_rest = SLIPS[case]
        slipped = slipped.replace(old, new, 1)
    made, mends, *_rest = mending.mended(slipped, Path("k.toml"))
    assert len(mends) == 5
    assert made == "# sesi\n" + GOOD.replace("5_000", "680_000_000").replace("10.5", "186.4")


@pytest.mark.parametrize(
    "line",
    ["a " * 2_400, '"' * 4_900, "“" * 4_900, "a = " + "1," * 2_400, "a = " + "x " * 2_400, "a = '" + "''x" * 1_600,
     "-" * 4_900, "\u00a0" * 4_900, "a = " + "\\" * 4_800, "[" + "a " * 2_400, "a" * 4_900 + ":" * 90, ", " * 2_400,
     "a = 1 " + "000 " * 1_200, "a = rp" + "1." * 2_400, 'a = "' + "\\a" * 2_400, "= " * 2_400,
     "funding = (" + "a," * 2_400, "funding = " + "'a' " * 1_200, "[ " * 2_400, "name = a" + " " * 4_800 + '"', "start = " + "2022-06-13 " * 400],
)  # fmt: skip
def test_a_long_line_is_looked_at_quickly(line: str) -> None:
    """Of what a stranger hands over no pattern takes longer than its length allows."""
    text = GOOD.replace('name = "Kota Uji"', line, 1)
    began = time.process_time()
    mending.mended(text, Path("k.toml"))
    assert time.process_time() - began < 5


def test_a_slip_in_windows_lines_is_the_same() -> None:
    told = refusal(GOOD.replace('"Kota Uji"', "Kota Uji").replace("\n", "\r\n"))
    assert (told.line, '"Kota Uji"' in str(told)) == (6, True)


def test_both_of_what_is_many_with_one_bracket_each_are_told() -> None:
    told = refusal(GOOD.replace("[[program]]", "[program]"))
    assert (told.line, "[[program]]" in str(told)) == (27, True)
    made, mends, *_rest = mending.mended(GOOD.replace("[[program]]", "[program]"), Path("k.toml"))
    assert (made, len(mends)) == (GOOD, 2)


@pytest.mark.parametrize(
    "line", ["-----", "// catatan", "name: Kota", "pr-00000001", "[program]", "horizon = pendek"]
)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('description = """\nBaris satu.', 'description = ""\nBaris satu.'),
        ('description = """\nBaris satu.', "description =\n- Baris satu."),
        ('Baris dua.\n"""', 'Baris dua.\n""'),
    ],
)
def test_in_a_text_that_lacks_its_quotes_nothing_is_mended(line: str, old: str, new: str) -> None:
    text = GOOD.replace(old, new, 1).replace("Baris dua.", f"{line}\nBaris dua.")
    assert mending.mended(text, Path("k.toml"))[:2] == (text, [])
    assert "fmt” mends it" not in str(refusal(text))


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
