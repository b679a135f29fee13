"""Several slips in one file, and those that reach over lines: each is told where it is, and fmt mends what it can beside the others."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bimtek_tui.errors import UnreadableFile
from bimtek_tui.model.kinds import kinds
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
profile = \"""
Profil satu.
Profil dua.
\"""

# plan
[plan]
vision = \"""
Kota cerdas.
\"""
rpjmd_start = 2025

# stage-1
[[stage]]
id = "stage-1"
start = 2022-06-13

# DISKOMINFO
[[agency]]
id = "DISKOMINFO"
name = "Dinas Kominfo"

# BAPPEDA
[[agency]]
id = "BAPPEDA"
name = "Bappeda"

# pr-00000001
[[program]]
id = "pr-00000001"
name = "Satu Data"
horizon = "short"
description = \"""
Baris satu.
Baris dua.
\"""
activities = [
  "Forum",
  "Katalog",
]
innovation = \"""
Selisih diumumkan.
\"""
budget_idr = 5_000
votes = 3
added = 2026-06-13T09:15:21+07:00

# pr-00000002
[[program]]
id = "pr-00000002"
name = "Dua Data"
horizon = "short"
innovation = \"""Dua
baris.\"""
added = 2026-06-13T09:15:21+07:00
"""
LINES = GOOD.split("\n")
K = Path("k.toml")


def line_of(words: str, number: int = 1) -> int:
    """The number of a line, of several alike of that one."""
    return [line for line, content in enumerate(LINES, 1) if content == words][number - 1]


def told(source: str) -> tuple[int | None, str]:
    """Line and sentence of the first thing that is wrong."""
    try:
        found = [finding for finding in parse(source.encode(), K).findings if finding.severity != "info"]
    except UnreadableFile as error:
        return error.line, str(error)
    return (found[0].line, found[0].message) if found else (None, "")


# What is never closed, or never opened --------------------------------------------------------------------------

OPENED = [
    ("profile", 'profile = """', 1),
    ("vision", 'vision = """', 2),
    ("description", 'description = """', 3),
    ("innovation", 'innovation = """', 4),
]


@pytest.mark.parametrize("instead", [None, '""', "''", "'''", "“““", '" " "', "", "```"])
@pytest.mark.parametrize(("key", "opening", "number"), OPENED)
def test_a_text_that_is_never_closed_is_told_where_it_begins(
    key: str, opening: str, number: int, instead: str | None
) -> None:
    at = line_of('"""', number)
    lines = [*LINES[: at - 1], *([] if instead is None else [instead]), *LINES[at:]]
    line, sentence = told("\n".join(lines))
    assert (line, "never closed" in sentence) == (line_of(opening), True), sentence


@pytest.mark.parametrize("end", ["baris.", 'baris.""', "baris.'''", "baris.”””"])
def test_the_last_text_of_a_file_is_told_where_it_begins(end: str) -> None:
    line, sentence = told(GOOD.replace('baris."""', end))
    assert (line, "never closed" in sentence) == (line_of('innovation = """Dua'), True), sentence


@pytest.mark.parametrize(("key", "opening", "number"), OPENED)
@pytest.mark.parametrize("quotes", [None, '""', "''", "“““", "", '"'])
def test_a_text_that_is_not_opened_is_told_where_it_should_begin(
    key: str, opening: str, number: int, quotes: str | None
) -> None:
    at = line_of(opening)
    lines = [*LINES[: at - 1], *([] if quotes is None else [f"{key} = {quotes}"]), *LINES[at:]]
    line, sentence = told("\n".join(lines))
    assert line == at, sentence
    assert "quotes" in sentence
    assert "fmt" not in sentence


def test_a_list_that_is_not_opened_is_told_at_its_first_item() -> None:
    at = line_of("activities = [")
    line, sentence = told("\n".join([*LINES[: at - 1], *LINES[at:]]))
    assert (line, "opens it: a key, = and [" in sentence) == (at, True)


def test_the_first_line_of_a_text_without_quotes_is_no_whole_value() -> None:
    slipped = GOOD.replace('innovation = """Dua', "innovation = Dua")
    assert mending.mended(slipped, K).text == slipped


# Headings that got lost -----------------------------------------------------------------------------------------

LOST = {
    "the second program": ("pr-00000002", "[[program]]", 'id = "pr-00000002"', "missing above this line: [[program]]"),
    "the second agency": ("BAPPEDA", "[[agency]]", 'id = "BAPPEDA"', "missing above this line: [[agency]]"),
    "a program behind an agency": ("pr-00000001", "[[program]]", 'id = "pr-00000001"', "missing above this line: [[program]]"),
    "an agency behind a stage": ("DISKOMINFO", "[[agency]]", 'id = "DISKOMINFO"', "missing above this line: [[agency]]"),
    "a stage behind the plan": ("stage-1", "[[stage]]", "", "the heading [[stage]] seems to be missing above"),
    "the plan": ("plan", "[plan]", "", "the heading [plan] seems to be missing above"),
    "the city": ("city", "[city]", "", "the heading [city] seems to be missing above"),
}  # fmt: skip


@pytest.mark.parametrize("with_banner", [True, False])
@pytest.mark.parametrize("case", LOST)
def test_a_heading_that_got_lost_is_told_and_nobody_is_told_to_take_an_entry_apart(
    case: str, with_banner: bool
) -> None:
    banner, heading, first, words = LOST[case]
    whole = f"# {banner}\n{heading}\n"
    assert whole in GOOD
    slipped = GOOD.replace(whole, f"# {banner}\n" if with_banner else "")
    line, sentence = told(slipped)
    assert words in sentence, sentence
    assert "take one of the two out" not in sentence
    if first:
        assert slipped.split("\n")[(line or 0) - 1] == first
    assert mending.mended(slipped, K).text == slipped


# Numbers and days that can mean two -----------------------------------------------------------------------------

TWO_DAYS = ["03/04/2025", "03-04-2025", "03.04.2025", "3/4/2025", "03 04 2025", '"03/04/2025"', "'03/04/2025'", "“03/04/2025”", "03/04/2025 # mulai"]  # fmt: skip


@pytest.mark.parametrize("day", TWO_DAYS)
def test_a_date_that_can_be_two_days_names_both(day: str) -> None:
    slipped = GOOD.replace("2022-06-13\n", f"{day}\n")
    line, sentence = told(slipped)
    assert line == line_of("start = 2022-06-13")
    assert ("2025-04-03" in sentence, "2025-03-04" in sentence) == (True, True), sentence
    assert mending.mended(slipped, K).text == slipped


ONE_DAY = {
    "13/06/2022": "2022-06-13", "06/13/2022": "2022-06-13", "03/03/2025": "2025-03-03", "1/1/2025": "2025-01-01",
    '"06/13/2022"': "2022-06-13", "2025/03/04": "2025-03-04", "2025-4-3": "2025-04-03", "3 Maret 2025": "2025-03-03",
    "2025-04-03T00:00:00": "2025-04-03", '"2025-04-03 00:00:00"': "2025-04-03", '"2025-04-03"': "2025-04-03",
}  # fmt: skip


@pytest.mark.parametrize("day", ONE_DAY)
def test_a_date_that_can_be_one_day_only_is_mended(day: str) -> None:
    slipped = GOOD.replace("2022-06-13\n", f"{day}\n")
    assert "fmt” " in told(slipped)[1]
    assert mending.mended(slipped, K).text == GOOD.replace("2022-06-13\n", f"{ONE_DAY[day]}\n")


@pytest.mark.parametrize(
    "day", ["31/02/2025", "13/13/2025", "00/04/2025", "3/0/2025", "2025-13-04", "2025-02-29", "31/4/2025"]
)
def test_a_day_that_does_not_exist_gets_no_mend(day: str) -> None:
    slipped = GOOD.replace("2022-06-13\n", f"{day}\n")
    assert "no day that exists" in told(slipped)[1]
    assert mending.mended(slipped, K).text == slipped


WHOLE = ["680_000_000.0", "680000000.0", "680_000_000.00", '"680_000_000.0"', "+680_000_000.0", "680.000.000", '"680.000.000"', "Rp680.000.000,00", "680_000_000,00", "680_000_000,-", "Rp 680_000_000", "680 juta"]  # fmt: skip


@pytest.mark.parametrize("amount", WHOLE)
def test_an_amount_that_is_whole_is_mended_as_it_is_said(amount: str) -> None:
    slipped = GOOD.replace("5_000", amount)
    line, sentence = told(slipped)
    assert line == line_of("budget_idr = 5_000")
    assert "680_000_000" in sentence
    assert "fmt” " in sentence
    assert mending.mended(slipped, K).text == GOOD.replace("5_000", "680_000_000")


@pytest.mark.parametrize(
    "amount",
    [
        "680.000",
        "680_000.000",
        "680000000.000",
        '"680.000"',
        "680,000",
        "6.8e8",
        "6.8E+08",
        '"6.8e8"',
        "680_000_000.5",
        "0.5",
        "680.000.000.0",
        "5e0",
    ],
)
def test_an_amount_that_can_mean_two_stays_and_is_told(amount: str) -> None:
    slipped = GOOD.replace("5_000", amount)
    line, sentence = told(slipped)
    assert line == line_of("budget_idr = 5_000")
    assert "fmt” " not in sentence
    assert mending.mended(slipped, K).text == slipped


@pytest.mark.parametrize("area", ["186,400", '"186.400"', '"186,400"', "186,400 # km²"])
def test_an_area_that_can_mean_two_numbers_names_both(area: str) -> None:
    slipped = GOOD.replace("10.5", area)
    line, sentence = told(slipped)
    assert line == line_of("area_km2 = 10.5")
    assert ("186_400" in sentence, "186.4 " in f"{sentence} ".replace(";", " ;")) == (True, True), sentence
    assert mending.mended(slipped, K).text == slipped


# Lines of other kinds ---------------------------------------------------------------------------------------------

OTHERS = {
    "a backslash before the last quote": ('"Satu Data"', r'"Satu Data\"', "closing quote", None),
    "two keys without a blank": ('"Satu Data"', '"Satu Data"horizon = "long"', "a line of its own", None),
    "a word behind a text": ('"Satu Data"', '"Satu Data" kota', "“kota” belongs into the quotes", None),
    "a sign behind a text": ('"Satu Data"', '"Satu Data" = 3', "“= 3” belongs into the quotes", None),
    "brackets that may stand for a text": ('"Satu Data"', "<Satu Data>", "in quotes", None),
    "a number for a text": ('"Satu Data"', "5", "in quotes (“bimtek fmt” does)", '"5"'),
    "a truth for a text": ('"Satu Data"', "true", "in quotes (“bimtek fmt” does)", '"true"'),
    "a day for a text": ('"Satu Data"', "2022-06-13", "in quotes (“bimtek fmt” does)", '"2022-06-13"'),
    "no opening quote": ('"Satu Data"', 'Satu Data"', '"Satu Data"', '"Satu Data"'),
    "no opening quote and a remark": ('"Satu Data"', 'Satu Data" # x', '"Satu Data"', '"Satu Data" # x'),
    "an item that ends with a semicolon": ('  "Forum",', '  "Forum";', '"Forum",', '  "Forum",'),
    "an item without its first quote": ('  "Forum",', '  Forum",', '"Forum",', '  "Forum",'),
    "an item without its last quote": ('  "Forum",', '  "Forum,', '"Forum",', '  "Forum",'),
    "an item with one quote and a remark": ('  "Forum",', '  "Forum # satu', "every item stands in quotes", None),
    "items with dashes and no brackets": ('[\n  "Forum",\n  "Katalog",\n]', "\n  - Forum\n  - Katalog", "a list is written as [", None),
    "the format behind a remark": ("schema_version = 1", '# sesi\n\nschema_version = "1"', "without quotes", "# sesi\n\nschema_version = 1"),
    "the format as a decimal behind a blank line": ("schema_version = 1", "\nschema_version = 1.0", "whole number", "\nschema_version = 1"),
    "the format as a decimal in quotes": ("schema_version = 1", 'schema_version = "1.0"', "whole number", None),
    "the format as a power": ("schema_version = 1", "schema_version = 1e0", "whole number", None),
}  # fmt: skip
"""What stands there, what somebody writes instead, a word of the sentence, and what `fmt` makes of it."""


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_said_of_a_line_is_what_fmt_makes_of_it(case: str) -> None:
    old, new, words, mended = OTHERS[case]
    slipped = GOOD.replace(old, new, 1)
    line, sentence = told(slipped)
    before = GOOD[: GOOD.index(old)] + new
    assert line in range(GOOD[: GOOD.index(old)].count("\n") + 1, before.count("\n") + 2)
    assert words in sentence, sentence
    assert ("fmt” " in sentence) is (mended is not None)
    assert mending.mended(slipped, K).text == (
        GOOD.replace(old, mended, 1) if mended is not None else slipped
    )


VALUES = [
    "5", "5_000", "-3", "0x1F", "1.5", "186.400", "680_000.000", "1e3", "1e-3", "nan", "-inf", "+5", "+5.0", "007", "5,", "5;", "5,5", "1.000,5",
    "1.000.000", "Rp 5", "5 juta", "5%", "true", "True", "ya", "Tidak", "null", "-", "2022-06-13", "2022-06-31", "2022-06-13T09:15:21+07:00",
    "2022-06-13T09:15:21", "2022-06-13 00:00:00", "2022-06-13T00:00", "09:15:00", "09.15", "13/06/2022", "03/04/2022", "13 Juni 2022", "2022",
    "'2022'", '"2022"', '"5"', '"5,5"', '"1.000"', '"Ya"', '"true"', '"13/06/2022"', '"03/04/2022"', '"186.400"', '"x"', "x", '"short"', "short",
    "Short", "jangka pendek", "“short”", '"short', 'short"', "'short'", '["short"]', "[short]", '"short", "x"', "[5]", "[]", '""', "{a = 1}",
    '"""x"""', "'''x'''", "Kota", '["apbd", "csr"]', "[apbd; csr]", "APBD, CSR", '"2022-06-13 09:15"', '"2022-06-13T09:15:21+07:00"',
    "a # b", '"a" # b', "5 # b", '"5" # b', "<x>", "(x)", "Jum'at", "\"Jum'at\"", "C:\\x", '"C:\\x"',
]  # fmt: skip
KINDS_OF_KEYS = {
    f"{field.type} {field.list} {bool(field.choices)}": (kind, field)
    for kind in kinds().values()
    if kind.table != "top"
    for field in kind.keys.values()
}
"""One key of each type."""


@pytest.mark.parametrize("key", KINDS_OF_KEYS)
def test_fmt_mends_a_value_where_that_was_said_and_nowhere_else(key: str) -> None:
    kind, field = KINDS_OF_KEYS[key]
    head = f"[{kind.table}]" if kind.single else f'[[{kind.table}]]\nid = "{kind.prefix or "x"}-00000001"'
    for value in VALUES:
        source = f'schema_version = 1\nmethod = "kominfo-1"\n\n{head}\n{field.name} = {value}\n'
        line = source.count("\n")
        try:
            said = [one.message for one in parse(source.encode(), K).findings if one.line == line]
        except UnreadableFile as error:
            said = [str(error)]
        outcome = mending.mended(source, K)
        assert any("“bimtek fmt” " in words for words in said) is bool(outcome.mends), (value, said)
        assert mending.mended(outcome.text, K).mends == []


# Several at once ------------------------------------------------------------------------------------------------

ONE_MEANING = {
    'method = "kominfo-1"': 'method = kominfo-1"', 'name = "Kota Uji"': "name: “Kota Uji”", 'kind = "kota"': "kind = Kota",
    "rpjmd_start = 2025": 'rpjmd_start = "2025"', "start = 2022-06-13": "start = 13/06/2022",
    'name = "Dinas Kominfo"': 'name = "Dinas Kominfo', 'name = "Bappeda"': "- name = Bappeda",
    'name = "Satu Data"': "name = ‘Satu Data’", '  "Katalog",': "  Katalog", "budget_idr = 5_000": "budget_idr = Rp5.000,-",
    'name = "Dua Data"': 'name == "Dua Data"', "# stage-1": "// stage-1",
}  # fmt: skip
"""Lines, and slips of them that can only mean these."""
TWO_MEANINGS = {
    "area_km2 = 10.5": "area_km2 = 186,400", "start = 2022-06-13": "start = 03/04/2025", 'kind = "kota"': "kind = desa",
    "votes = 3": "votes = tiga", '  "Forum",': '  "Forum" dan,', "rpjmd_start = 2025": "rpjmd_start = 2025/2026",
    "budget_idr = 5_000": "budget_idr = 5,000", 'name = "Bappeda"': 'name = "Bappeda" dan lain',
}  # fmt: skip


def test_what_has_one_meaning_is_mended_beside_what_has_two() -> None:
    slipped = (
        GOOD.replace("5_000", "680.000.000").replace("2022-06-13\n", "03/04/2025\n").replace("10.5", "186,4")
    )
    outcome = mending.mended(slipped, K)
    assert outcome.text == GOOD.replace("5_000", "680_000_000").replace(
        "2022-06-13\n", "03/04/2025\n"
    ).replace("10.5", "186.4")
    assert [slip.line for slip in outcome.left] == [line_of("start = 2022-06-13")]
    assert outcome.is_whole
    errors, _outcome = mending.all_told(slipped.encode(), K, _error(slipped))
    assert [(error.line, "fmt” mends it" in str(error)) for error in errors] == [
        (line_of("area_km2 = 10.5"), True),
        (line_of("start = 2022-06-13"), False),
        (line_of("budget_idr = 5_000"), True),
    ]


def test_a_file_in_conflict_is_left_to_who_settles_it() -> None:
    slipped = GOOD.replace("5_000", "680.000.000").replace(
        "votes = 3\n", "<<<<<<< ours\nvotes = 3\n=======\nvotes = 4\n>>>>>>> theirs\n"
    )
    line, sentence = told(slipped)
    assert (line, "fmt” mends it" in sentence) == (line_of("budget_idr = 5_000"), False)
    assert mending.mended(slipped, K)[:2] == (slipped, [])


def _error(source: str) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as refused:
        parse(source.encode(), K)
    return refused.value


@settings(max_examples=300, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(ONE_MEANING)), min_size=1), st.sets(st.sampled_from(sorted(TWO_MEANINGS)))
)
def test_no_slip_keeps_another_from_being_mended_or_told(one: set[str], two: set[str]) -> None:
    assume(not one & two)
    lines = [
        ONE_MEANING[line] if line in one else TWO_MEANINGS[line] if line in two else line for line in LINES
    ]
    expected = [TWO_MEANINGS[line] if line in two else line for line in LINES]
    outcome = mending.mended("\n".join(lines), K)
    assert outcome.text.split("\n") == expected
    assert len(outcome.mends) == len(one)
    assert mending.mended(outcome.text, K).mends == []


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(GOOD) - 1),
            st.sampled_from(
                ["", '"', '"""', "[", "]", "=", "\n", ",", "”", "\\", "{", "#", "- ", ".", "680.000", "'"]
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_slipped_a_mend_touches_nothing_that_it_does_not_name(slips: list[tuple[int, str]]) -> None:
    source = GOOD
    for place, sign in slips:
        source = source[:place] + sign + source[place + 1 :]
    outcome = mending.mended(source, K)
    before, after = source.split("\n"), outcome.text.split("\n")
    assert len(before) == len(after)
    changed = {number for number, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1]}
    assert changed <= {mend.line for mend in outcome.mends}
    line, sentence = told(source)
    if "“bimtek fmt” mends it" in sentence and "comment" not in sentence:
        assert line in {mend.line for mend in outcome.mends} | {
            slip.line for slip in outcome.slips if slip.at
        }
    try:
        old = tomllib.loads(source, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        return
    new = tomllib.loads(outcome.text, parse_float=Decimal)
    untouched = {key for key in old if not any(mend.line for mend in outcome.mends)}
    assert all(old[key] == new[key] for key in untouched)
