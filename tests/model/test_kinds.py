"""The contract of the session file, held against the code."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import strategies

from bimtek_tui.model.kinds import Kind, build, explain, kinds, raw
from bimtek_tui.model.schema import schema
from bimtek_tui.store import layout

FUNDING = "apbd|apbd-provinsi|apbn|dak|kpbu|csr|hibah|pinjaman|blud|swadaya|lainnya"
PAGE = Path(__file__).parents[2] / ".docs" / "session-format.md"


def _contract() -> dict[str, tuple[str, list[str]]]:
    """Prefix and keys of every table as the page has them: `name type`, "*" for required."""
    row = re.compile(r"^\| *(\w*) *\| *`?\[*\(?(\w+)\)?\]*`? *\| (.*) \|$", re.MULTILINE)
    found = {}
    for prefix, table, keys in row.findall(PAGE.read_text("utf-8"))[1:]:
        pieces = re.split(r"(?:^| · )(?=`)", keys.replace("\\|", "|"))
        found[table] = (prefix, [_key(piece) for piece in pieces if piece])
    return found


def _key(piece: str) -> str:
    """One key of the page without its remarks; "as above" and bare names are written out."""
    found = re.match(r"`(\w+)`(\*?) ?(.*)", piece, re.DOTALL)
    assert found, piece
    name, star, rest = found.groups()
    what = re.match(
        r"->[\w, ]+?(?= or name|\*|:| \(|$)(?: or name)?|\[[^]]*\]|\([spd]\)|[\w-]+(?:\|[\w-]+)+|[spidyDTb]\b",
        rest,
    )
    said = what[0] if what else FUNDING if rest.startswith("(as above)") else "s"
    tail = rest[what.end() :] if what else rest
    required = star or re.match(r"( [\d-]+)?( \(.*?\))?\*|\(as above\)\*", tail)
    return f"{name} {said.replace(', ', ',')}" + "*" * bool(required)


def _said(kind: Kind) -> list[str]:
    """The keys of a kind in the words of the contract."""
    said = []
    for field in kind.fields:
        if kind.prefix and field.name in ("id", "withdrawn", "added"):
            continue
        if field.choices:
            what = "|".join(field.choices)
        elif field.refs:
            what = "->" + ",".join(field.refs) + (" or name" if field.free else "")
        else:
            what = field.type
        what = {"set": f"[{what}]", "sequence": f"({what})", "": what}[field.list]
        said.append(f"{field.name} {what}" + "*" * field.required)
    return said


def test_tables_stand_in_the_order_of_the_contract() -> None:
    assert list(kinds()) == list(_contract())


@pytest.mark.parametrize("table", list(_contract()))
def test_a_kind_is_what_the_contract_says(table: str) -> None:
    kind = kinds()[table]
    prefix, keys = _contract()[table]
    assert kind.prefix == prefix
    assert _said(kind) == keys
    if prefix:
        assert kind.fields[0].name == "id"
        assert [field.name for field in kind.fields[-2:]] == ["withdrawn", "added"]
        assert kind.keys["added"].required


@pytest.mark.parametrize(
    ("table", "key", "good", "bad"),
    [
        ("readiness", "level", [1, 5], [0, 6, True, "3"]),
        ("swot", "weight", [Decimal("0.1"), 5], [0, Decimal(-1), Decimal("nan"), Decimal("inf"), "2"]),
        ("swot", "rating", [1, Decimal("3.5"), 4], [Decimal("0.9"), Decimal("4.1")]),
        ("score", "value", [1, 5], [0, 6]),
        ("assessment", "score", [Decimal("1e3"), 0, -1], [Decimal("1e999999"), Decimal("1e-999999")]),
        ("program", "start_year", [2026], [26, 20260]),
        ("program", "budget_idr", [0, 12_500_000_000], [-1, Decimal("1.5")]),
        ("stage", "start", [dt.date(2022, 6, 13)], ["2022-06-13", strategies.NOW]),
        (
            "stage",
            "opened",
            [strategies.NOW],
            [strategies.NOW.replace(tzinfo=None), strategies.NOW.date(), "x"],
        ),
        ("mission", "order", [10, -10], [10**30]),
        ("round", "codes", [True, False], [0, 1, "true", "ya"]),
        ("cost", "volume", [0, Decimal("1.5")], [-1, Decimal("inf"), "2"]),
    ],
)
def test_bounds_and_types(table: str, key: str, good: list[Any], bad: list[Any]) -> None:
    kind = kinds()[table]
    least = (
        {
            field.name: strategies.NOW if field.type == "T" else (field.choices or ("x",))[0]
            for field in kind.fields
            if field.required and field.name != key
        }
        | ({"year": 2026} if "year" in kind.keys else {})
        | ({"round": 2026} if table == "assessment" else {})
    )
    for value in good:
        build(kind, least | {key: value})
    for value in bad:
        with pytest.raises(ValueError):
            build(kind, least | {key: value})
        (problem,) = explain(kind, least | {key: value})
        assert problem.key == key
        assert key in problem.message


def test_the_schema_names_the_same_keys() -> None:
    properties = schema()["properties"]
    for kind in kinds().values():
        if kind.table == "top":
            assert kind.keys.keys() <= properties.keys()
            continue
        table = properties[kind.table] if kind.single else properties[kind.table]["items"]
        assert list(table["properties"]) == list(kind.keys)
        assert table["required"] == [field.name for field in kind.fields if field.required]
        for field in kind.fields:
            described = table["properties"][field.name]
            assert described.get("uniqueItems", False) == (field.list == "set")
            assert tuple(described.get("items", described).get("enum", ())) == field.choices


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_every_kind_round_trips_through_its_text(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(kinds().values())))
    entry = build(kind, data.draw(strategies.raws(kind)))
    read: Any = tomllib.loads(layout.entry(kind, raw(entry)), parse_float=Decimal)
    if kind.table != "top":
        read = read.get(kind.table, {}) if kind.single else read[kind.table][0]
    trimmed = {key: value.rstrip("\n") if isinstance(value, str) else value for key, value in read.items()}
    assert build(kind, trimmed) == entry
    assert list(read) == [key for key in kind.keys if key in read]
