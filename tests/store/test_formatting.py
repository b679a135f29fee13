"""Laying out: once is enough, no data changes, no comment is lost, however a person wrote the file."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from support import strategies
from support.layouts import CITY, LAYOUTS, TOP

from bimtek_tui.errors import CannotSave
from bimtek_tui.model.kinds import Kind, build, kinds, raw
from bimtek_tui.store import formatting, layout, parse
from bimtek_tui.store.blocks import lines_of
from bimtek_tui.store.slips import mending

COMMENTS = st.text("ab #[]\"'=é", max_size=12).map(lambda said: f"# {said.strip()}.")
UNKNOWN = [
    "kunci_lain = 1",
    "suara = [1, 2]",
    'catatan_orang = "x"',
    '"kunci berjarak" = { a = 1 }',
    "nilai.a = 1",
]


def _data(text: str) -> Any:
    return tomllib.loads(text, parse_float=Decimal)


def _plain(value: Any) -> Any:
    """Prose is the same with and without the line break before its closing quotes."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.rstrip("\n") if isinstance(value, str) else value


@st.composite
def block(draw: st.DrawFn, kind: Kind, id: str) -> list[str]:
    """One table as lines, one key (with all its lines) an item, in any order and with keys nobody knows."""
    given = draw(strategies.raws(kind)) | {"id": id}
    values = raw(build(kind, {key: given[key] for key in kind.keys if key in given}))
    equals = st.sampled_from([" = ", "=", "   =\t"])
    keys = [
        f"{draw(st.sampled_from(['', '  ']))}{key}{draw(equals)}{layout.value(kind.keys[key], value)}"
        for key, value in values.items()
    ]
    keys += draw(st.lists(st.sampled_from(UNKNOWN), max_size=2, unique=True))
    header = draw(st.sampled_from(["[[{}]]", "[[ {} ]]", '[["{}"]]'])).format(kind.table)
    banner = draw(st.sampled_from([[f"# {id}"], []]))
    return [*banner, header, *draw(st.permutations(keys))]


@st.composite
def files(draw: st.DrawFn) -> str:
    """A session file as people may leave it: blocks in any order, with comments and blank lines between any two lines."""
    blocks = [
        draw(block(kind, f"{kind.prefix}-{number:08}"))
        for number, kind in enumerate(draw(st.lists(st.sampled_from(strategies.MINTED), max_size=6)))
    ]
    parts = [TOP.rstrip("\n").split("\n"), *draw(st.permutations([CITY.rstrip("\n").split("\n"), *blocks]))]
    lines: list[str] = []
    for line in (line for part in parts for line in [*part, ""]):
        lines += draw(st.lists(st.one_of(COMMENTS, st.just("")), max_size=2)) if draw(st.booleans()) else []
        if "\n" not in line and line and not line.startswith("#") and draw(st.integers(0, 5)) == 0:
            line += "  " + draw(COMMENTS)
        lines.append(line)
    text = "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n\n\n"]))
    return text.replace("\n", "\r\n") if draw(st.integers(0, 9)) == 0 else text


def comments(text: str) -> Counter[str]:
    """Every comment but the banners, in no order."""
    prefixes = ("# city", *(f"# {kind.prefix}-0000" for kind in kinds().values() if kind.prefix))
    return Counter(
        comment for _line, comment in formatting.comments_in(text) if not comment.startswith(prefixes)
    )


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(files())
def test_any_layout_keeps_its_data_and_comments_and_once_is_enough(text: str) -> None:
    try:
        made = formatting.laid_out(text)
    except CannotSave:
        event("refused")
        assert "nilai.a" in text  # dotted keys are another way of writing a table; all else is taken
        return
    event("laid out")
    assert _plain(_data(made)) == _plain(_data(text))
    assert comments(made) == comments(text.replace("\r\n", "\n"))
    assert formatting.laid_out(made) == made
    assert "\r" not in made
    assert made.endswith("\n")
    assert not made.endswith("\n\n")


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(files())
def test_tables_come_in_the_order_of_the_format_with_their_banners(text: str) -> None:
    try:
        lines = list(lines_of(formatting.laid_out(text)))
    except CannotSave:
        return
    order = list(kinds())
    tables = [line.strip("[]\n").split("]")[0] for line, begins in lines if begins == "header"]
    assert tables == sorted(tables, key=order.index)
    for (above, _begins), (line, begins) in pairwise(lines):
        if begins == "header":
            assert above.startswith("# ")
            assert line.startswith("[[") or above == line.split("]")[0].replace("[", "# ") + "\n"


NUMBERS = {
    "signs": [
        "0.0",
        "+0.0",
        "-0.0",
        "0e0",
        "0e00",
        "+0e0",
        "-0e0",
        "3e2",
        "3E+2",
        "3e-2",
        "3.10",
        "-1e-1",
        "1_000.50",
        "6.626e-34",
        "inf",
        "+inf",
        "-inf",
        "nan",
        "-nan",
    ],
    "whole": ["0", "+7", "-7", "1_000", "0xDEAD_beef", "0o17", "0b1010", "99999999999999999999"],
}
"""Numbers as TOML can write them."""


@pytest.mark.parametrize("numbers", NUMBERS.values(), ids=list(NUMBERS))
def test_numbers_under_keys_that_nobody_knows_stay_as_they_are(numbers: list[str]) -> None:
    keys = [f"k{place}={number}  # 12 {place}" for place, number in enumerate(numbers)]
    keys += [f"daftar = [{', '.join(numbers)}]", f"tabel = {{ a = {numbers[0]}, 1 = [{numbers[-1]}] }}"]
    keys += ['kata = "3e2 0x10"', "hari = 2026-06-13", "saat = 2026-06-13T09:15:21+07:00", "jam = 09:15:21"]
    made = formatting.laid_out("\n".join([TOP, CITY, *keys]))
    for place, number in enumerate(numbers):
        assert f"k{place} = {number}  # 12 {place}\n" in made
    assert f"\ndaftar = [{', '.join(numbers)}]\n" in made
    assert f"\ntabel = {{ a = {numbers[0]}, 1 = [{numbers[-1]}] }}\n" in made
    assert formatting.laid_out(made) == made


def test_money_under_its_key_is_written_as_the_format_wants_it() -> None:
    row = "[[budget]]\nid = 'bg-00000001'\nprogram = 'pr-00000001'\nyear = 2026\nfunding = 'apbd'\namount_idr = 1500000"
    assert "amount_idr = 1_500_000\n" in formatting.laid_out(f"{TOP}\n{CITY}\n{row}\n")


def test_letters_become_one_sign_each_unless_two_keys_would_then_be_the_same() -> None:
    made = formatting.laid_out(f"# e\u0301\n{TOP}\n{CITY}'ke\u0301' = 'e\u0301'\n")
    assert "e\u0301" not in made
    assert made.count("\u00e9") == 3
    both = f"{TOP}\n{CITY}'e\u0301' = 1\n'\u00e9' = 2\n"
    assert _data(formatting.laid_out(both))["city"].keys() >= {"e\u0301", "\u00e9"}


@pytest.mark.parametrize("name", LAYOUTS)
def test_known_odd_layouts_are_laid_out_once(name: str) -> None:
    text = LAYOUTS[name].removeprefix("\ufeff")
    try:
        made = formatting.laid_out(text)
    except CannotSave as error:
        assert "nothing was changed" in str(error)
        return
    assert formatting.laid_out(made) == made


def test_a_banner_that_names_another_entry_or_table_is_mended() -> None:
    false = "\n".join(
        [
            TOP,
            "# plan\n" + CITY,
            '# sw-00000009\n# bukan\n[[swot]]\nid = "sw-00000001"\nquadrant = "weakness"\ntext = "Data."\n',
        ]
    )
    made = formatting.laid_out(false)
    assert made.split("\n\n")[1].startswith("# city\n[city]\n")
    assert made.split("\n\n")[2].startswith("# bukan\n# sw-00000001\n[[swot]]\n")


@settings(max_examples=100, deadline=None)
@given(files())
def test_a_file_that_reads_well_is_mended_nowhere(text: str) -> None:
    errors = [one for one in parse(text.encode(), Path("k.toml")).findings if one.severity == "error"]
    assume(not errors)
    assert mending.mended(text, Path("k.toml"))[:2] == (text, [])
