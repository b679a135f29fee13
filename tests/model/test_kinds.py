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
ELEMENT = "structure|infrastructure|superstructure"

# Prefix, table, keys: `name type`, "*" for required, as in session-format.md; the keys that every kind with a
# prefix has (id first, withdrawn and added last) are left out.
CONTRACT = f"""
    top: schema_version i*, method s*, title s
    city: name s*, kind kota|kabupaten|provinsi|kawasan*, province s, population i, area_km2 d, leader_title s, leader s, lead_agency s, profile p
    plan: vision p, theme s, rpjmd s, period_start y, period_end y, short_start y, short_end y, medium_start y, medium_end y, long_start y, long_end y, short_years i, medium_years i, long_years i, legal_basis (s), legal_target perda|perwali|perbup|pergub|sk
    analysis: variant rangkuti|pearce|questionnaire, rating_direction magnitude|inverse, respondents i
    ms mission: text p*, order i
    ob objective: text p*, order i, mission ->mission, indicator s, unit s, baseline s
    stage: id s*, start D, end D, when s, venue s, facilitators [s], opened T, closed T, summary p
    checklist: id s*, state done|open|not-applicable*, by s, note s, at T*
    agenda: id s*, minutes i, started T, ended T, skipped s
    agency: id s*, name s
    pt participant: name s*, agency ->agency, role council|team|agency|expert|facilitator|partner|observer, attended [s]
    is issue: text p*, dimension s, evidence s
    rd readiness: element {ELEMENT}*, text p*, aspect s, level i, target_level i, action p, evidence s
    gp gap: dimension s*, text p*, current p, ideal p, action p
    sw swot: quadrant strength|weakness|opportunity|threat*, text p*, dimension s, element {ELEMENT}, certainty fact|assumption|opinion, evidence s, source ->agency or name, group s, weight d, rating d, responses_sum i, votes i, merged_into ->swot
    st strategy: quadrant SO|WO|ST|WT*, text p*, dimension s, factors [->swot]
    pr program: name s*, horizon short|medium|long*, dimension s, subdimension s, description p, activities (s), innovation p, lead ->agency, supporting [->agency], partners [s], indicator s, unit s, baseline s, start_year y, end_year y, location s, budget_idr i, funding [{FUNDING}], regulation s, rpjmd_ref s, mission ->mission, strategies [->strategy], supports [->swot,issue,gap], source ->agency or name, group s, votes i, status proposed|agreed|final|dropped, merged_into ->program
    bg budget: program ->program*, year y*, funding {FUNDING}*, amount_idr i*
    tg target: of ->program,objective*, year y*, value s*
    qw quick_win: program ->program*, problem p, benefit p, uniqueness p, partnership p, potential p, resources p, continuity p, risk p, gates_met [s], gates_failed [s], impact i, effort i, urgency i, seriousness i, growth i, votes i, decision chosen|reserve|rejected, reason p, owner s
    sc score: quick_win ->quick_win*, criterion s*, value d*, assessor s
    ml milestone: quick_win ->quick_win*, text s*, due D, owner s, done_on D
    as assessment: indicator s*, round y*, score d*, evidence s, note p
    nt note: kind minute|decision|action|parking|inbox|fact*, text p*, stage s, evidence s, owner s, due D, closed D
    commitment: title s, place s, date D, points (p), digest s
    sg signatory: name s*, position s, agency ->agency, order i, signed D
"""


def _contract() -> dict[str, tuple[str, list[str]]]:
    made = {}
    for line in CONTRACT.strip().splitlines():
        head, keys = line.strip().split(": ", 1)
        *prefix, table = head.split()
        made[table] = (
            prefix[0] if prefix else "",
            [key.strip() for key in re.split(r", (?=\w+ )", keys)],
        )
    return made


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


# The page itself, where it lies beside the checkout --------------------------------------------------------------

PAGE = Path(__file__).parents[3] / "shared" / "session-format.md"


@pytest.mark.skipif(not PAGE.is_file(), reason="session-format.md does not lie beside the checkout")
def test_the_code_is_what_the_page_says() -> None:
    row = re.compile(r"^\| *(\w*) *\| *`?\[*\(?(\w+)\)?\]*`? *\| (.*) \|$", re.MULTILINE)
    found = {
        table: (prefix, keys.replace("\\|", "|"))
        for prefix, table, keys in row.findall(PAGE.read_text("utf-8"))
    }
    del found["table"]  # the head
    assert list(found) == list(kinds())
    for table, (prefix, keys) in found.items():
        kind = kinds()[table]
        assert kind.prefix == prefix
        pieces = [_piece(piece) for piece in re.split(r"(?:^| · )(?=`)", keys) if piece]
        assert pieces == _said(kind), table


def _piece(piece: str) -> str:
    """One key of the page in the words of our copy: remarks go, "as above" and bare names are written out."""
    found = re.match(r"`(\w+)`(\*?) ?(.*)", piece, re.DOTALL)
    assert found, piece
    name, star, rest = found.groups()
    what = re.match(
        r"->[\w, ]+?(?= or name|\*|:| \(|$)(?: or name)?|\[[^]]*\]|\([spd]\)|[\w-]+(?:\|[\w-]+)+|[spidyDT]\b",
        rest,
    )
    said = what[0] if what else FUNDING if rest.startswith("(as above)") else "s"
    tail = rest[what.end() :] if what else rest
    required = star or re.match(r"( [\d-]+)?( \(.*?\))?\*|\(as above\)\*", tail)
    return f"{name} {said.replace(', ', ',')}" + "*" * bool(required)
