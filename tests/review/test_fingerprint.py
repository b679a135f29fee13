"""Fingerprints: the same content has the same one, whatever the file looks like; other content has another one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import hostile_text, layouts, strategies

from bimtek_tui import resources
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import build, kinds
from bimtek_tui.review import fingerprint
from bimtek_tui.store import formatting, parse

METHOD = method.load("kominfo-1")
SAMPLE = resources.sample_session("kota-contoh").read_text("utf-8")
OF_0_1 = (Path(__file__).parent / "kota-contoh-of-0.1.toml").read_text("utf-8")


def _session(text: str) -> Session:
    return parse(text.encode(), Path("uji.toml")).session


def _entry(table: str, **keys: Any) -> Any:
    return build(kinds()[table], keys)


def _swot(**keys: Any) -> str:
    given = {"id": "sw-00000001", "quadrant": "threat", "text": "x", "added": strategies.NOW} | keys
    return fingerprint.entry(_entry("swot", **given))


def test_a_fingerprint_carries_its_version_and_is_shown_short() -> None:
    found = _swot()
    assert found.startswith("v2:")
    assert len(found) == 3 + 64
    assert fingerprint.short(found) == found[:19]


def test_the_canonical_content_is_what_the_documentation_says() -> None:
    given = _entry(
        "program",
        id="pr-00000001",
        name="Satu",
        horizon="short",
        activities=["b", "a"],
        funding=["csr", "apbd"],
        budget_idr=5,
        added=strategies.NOW,
    )
    canonical = '["program",[["id","pr-00000001"],["name","Satu"],["horizon","short"],["activities",["b","a"]],["budget_idr","5"],["funding",["apbd","csr"]]]]'
    assert fingerprint.entry(given) == "v2:" + hashlib.sha256(canonical.encode()).hexdigest()


def test_numbers_are_the_same_however_they_are_written() -> None:
    assert _swot(weight=3) == _swot(weight=Decimal("3.0")) == _swot(weight=Decimal("3E0"))
    assert _swot(weight=Decimal("1E2")) == _swot(weight=100)
    assert _swot(weight=100) != _swot(weight=10)
    assert _swot(weight=Decimal("0.30")) != _swot(weight=3)


def test_sets_have_no_order_and_sequences_have_one() -> None:
    def program(**keys: Any) -> str:
        given = {"id": "pr-00000001", "name": "x", "horizon": "short", "added": strategies.NOW}
        return fingerprint.entry(_entry("program", **given | keys))

    assert program(funding=["apbd", "csr"]) == program(funding=["csr", "apbd"])
    assert program(activities=["a", "b"]) != program(activities=["b", "a"])
    assert program(activities=["a", "b"]) != program(activities=["ab"])


def test_when_it_was_captured_does_not_count_and_what_it_says_does() -> None:
    assert _swot() == _swot(added=strategies.NOW.replace(year=2030))
    assert _swot() != _swot(text="y")
    assert _swot() != _swot(id="sw-00000002")
    assert _swot(evidence="x") != _swot(source="x")
    assert _swot() != _swot(withdrawn="ditarik")


@given(st.data())
def test_every_entry_has_one_that_only_its_content_decides(data: Any) -> None:
    kind = data.draw(st.sampled_from(strategies.LISTED))
    raw = data.draw(strategies.raws(kind))
    turned = dict(reversed(list(raw.items())))
    assert fingerprint.entry(build(kind, raw)) == fingerprint.entry(build(kind, turned))


@pytest.mark.parametrize("name", [name for name in layouts.LAYOUTS if name != "bad entries"])
def test_layout_does_not_count(name: str) -> None:
    before = _session(layouts.LAYOUTS[name])
    try:
        after = _session(formatting.laid_out(layouts.LAYOUTS[name].lstrip("\ufeff")))
    except Exception as error:  # noqa: BLE001 - what can't be laid out is not our matter here
        pytest.skip(str(error))
    assert fingerprint.agreement(before, METHOD) == fingerprint.agreement(after, METHOD)
    for table in kinds():
        if not kinds()[table].single:
            for id, entry in before.entries(table).items():
                assert fingerprint.entry(entry) == fingerprint.entry(after.entries(table)[id])


def test_hostile_text_has_one(tmp_path: Path) -> None:
    session = _session(hostile_text.session_text())
    assert len({fingerprint.entry(one) for one in session.swot.values()}) == len(session.swot)
    assert fingerprint.agreement(session, METHOD).startswith("v2:")


def test_the_order_of_entries_in_the_file_does_not_count() -> None:
    session = _session(SAMPLE)
    turned = session.copy()
    for table, kind in kinds().items():
        if not kind.single:
            held = dict(reversed(turned.entries(table).items()))
            setattr(turned, table, held)
    assert fingerprint.agreement(session, METHOD) == fingerprint.agreement(turned, METHOD)


COVERED: dict[str, Callable[[str], str]] = {
    "city": lambda text: text.replace('province = "', 'province = "X', 1),
    "plan": lambda text: (
        text.replace("[plan]\n", '[plan]\ntheme = "lain"\n', 1)
        if "theme =" not in text.split("[plan]")[1].split("\n[")[0]
        else text.replace('theme = "', 'theme = "X', 1)
    ),
    "points": lambda text: text.replace("points = [\n", 'points = [\n  "Butir baru.",\n', 1),
    "final program": lambda text: text.replace('status = "final"', 'status = "agreed"', 1),
    "chosen": lambda text: text.replace('decision = "chosen"', 'decision = "reserve"', 1),
    "budget": lambda text: text.replace("amount_idr = ", "amount_idr = 1", 1),
    "title": lambda text: text.replace('[commitment]\ntitle = "', '[commitment]\ntitle = "X', 1),
    "mission": lambda text: _in_first(text, "mission", "text"),
    "objective": lambda text: _in_first(text, "objective", "text"),
    "strategy": lambda text: _in_first(text, "strategy", "text"),
    "target": lambda text: _in_first(text, "target", "value"),
    "sheet": lambda text: text.replace("problem = ", 'problem = "Lain."\nbenefit_ = ', 1),
    "milestone": lambda text: _in_first(text, "milestone", "text"),
}


def _in_first(text: str, table: str, key: str) -> str:
    """The session with other words under a key of the first entry of a kind."""
    head, mark, rest = text.partition(f"\n[[{table}]]\n")
    before, assigned, value = rest.partition(f"{key} = ")
    quotes = '"""\n' if value.startswith('"""\n') else '"'
    return head + mark + before + assigned + value.replace(quotes, quotes + "X", 1)


@pytest.mark.parametrize("what", COVERED)
@pytest.mark.slow
def test_the_agreement_covers(what: str) -> None:
    changed = COVERED[what](SAMPLE)
    assert tomllib.loads(changed) != tomllib.loads(SAMPLE)
    assert fingerprint.agreement(_session(changed), METHOD) != fingerprint.agreement(_session(SAMPLE), METHOD)


OUTSIDE: dict[str, Callable[[Session], None]] = {
    "checklists": lambda session: session.checklist.clear(),
    "notes": lambda session: session.note.clear(),
    "attendance": lambda session: session.participant.clear(),
    "signatures": lambda session: session.signatory.clear(),
    "factors": lambda session: session.swot.clear(),
    "assessments": lambda session: session.assessment.clear(),
    "agencies": lambda session: session.agency.clear(),
    "issues": lambda session: session.issue.clear(),
    "readiness": lambda session: session.readiness.clear(),
    "gaps": lambda session: session.gap.clear(),
    "scores": lambda session: session.score.clear(),
    "stages": lambda session: session.stage.clear(),
    "agenda": lambda session: session.agenda.clear(),
    "how SWOT is computed": lambda session: setattr(session, "analysis", None),
    "programs that are not final": lambda session: _drop(session.program, lambda one: one.status != "final"),
    "candidates that were not chosen": lambda session: _drop(
        session.quick_win, lambda one: one.decision != "chosen"
    ),
    "what was done of the milestones": lambda session: _set(session.milestone, done_on=DAY),
}

DAY: dt.date = dt.date(2030, 1, 1)


def _drop(entries: dict[str, Any], gone: Callable[[Any], bool]) -> None:
    found = [id for id, one in entries.items() if gone(one)]
    assert found
    for id in found:
        del entries[id]


def _set(entries: dict[str, Any], **keys: Any) -> None:
    assert entries
    for id, one in entries.items():
        entries[id] = msgspec.structs.replace(one, **keys)


@pytest.mark.parametrize("what", OUTSIDE)
def test_the_agreement_does_not_cover(what: str) -> None:
    session = _session(SAMPLE)
    before = fingerprint.agreement(session, METHOD)
    OUTSIDE[what](session)
    assert fingerprint.agreement(session, METHOD) == before


def test_votes_and_the_digest_itself_are_outside() -> None:
    session = _session(SAMPLE)
    before = fingerprint.agreement(session, METHOD)
    for table in (session.program, session.quick_win):
        for id, one in table.items():
            table[id] = msgspec.structs.replace(one, votes=99)  # type: ignore[assignment]
    assert session.commitment
    session.commitment = msgspec.structs.replace(session.commitment, digest=before, place="Di mana pun")
    assert fingerprint.agreement(session, METHOD) == before


def test_the_agreement_is_what_the_documentation_says() -> None:
    session = _session(
        """schema_version = 1
method = "kominfo-1"

[city]
name = "Kota  Uji"
kind = "kota"
province = "Riau"
area_km2 = 12.50

[commitment]
title = "Komitmen"
place = "Balai"
date = 2026-06-14
points = [
  "Dua.",
  "Satu.",
]

[[program]]
id = "pr-00000002"
name = "Konsep"
horizon = "short"
status = "agreed"
added = 2026-06-13T09:15:21+07:00

[[program]]
id = "pr-00000001"
name = "Satu Data"
horizon = "short"
votes = 5
status = "final"
added = 2026-06-13T09:15:21+07:00

[[budget]]
id = "bg-00000001"
program = "pr-00000001"
year = 2026
funding = "apbd"
amount_idr = 1_000_000
added = 2026-06-13T09:15:21+07:00

[[budget]]
id = "bg-00000002"
program = "pr-00000002"
year = 2026
funding = "apbd"
amount_idr = 1_000_000
added = 2026-06-13T09:15:21+07:00
"""
    )
    covered = [
        ["city", [["name", "Kota Uji"], ["kind", "kota"], ["province", "Riau"], ["area_km2", "12.5"]]],
        [
            "program",
            [["id", "pr-00000001"], ["name", "Satu Data"], ["horizon", "short"], ["status", "final"]],
        ],
        [
            "budget",
            [
                ["id", "bg-00000001"],
                ["program", "pr-00000001"],
                ["year", "2026"],
                ["funding", "apbd"],
                ["amount_idr", "1000000"],
            ],
        ],
        ["commitment", [["title", "Komitmen"], ["points", ["Dua.", "Satu."]]]],
    ]
    for version in fingerprint.VERSIONS:
        digest = fingerprint.of_method(METHOD, version)
        canonical = json.dumps(["agreement", digest, covered], separators=(",", ":"))
        hashed = version + hashlib.sha256(canonical.encode()).hexdigest()
        assert fingerprint.agreement(session, METHOD, version) == hashed


def test_withdrawing_what_was_agreed_changes_the_agreement() -> None:
    session = _session(SAMPLE)
    before = fingerprint.agreement(session, METHOD)
    id = next(iter(session.strategy))
    session.strategy[id] = msgspec.structs.replace(session.strategy[id], withdrawn="ditarik")
    withdrawn = fingerprint.agreement(session, METHOD)
    del session.strategy[id]
    assert before != withdrawn == fingerprint.agreement(session, METHOD)


def test_another_method_is_another_agreement() -> None:
    session = _session(SAMPLE)
    criterion = msgspec.structs.replace(METHOD.criterion[0], weight=99)
    for other in (
        msgspec.structs.replace(METHOD, id="lain"),
        msgspec.structs.replace(METHOD, criterion=(criterion, *METHOD.criterion[1:])),
    ):
        for version in fingerprint.VERSIONS:
            assert fingerprint.agreement(session, METHOD, version) != fingerprint.agreement(
                session, other, version
            )


def test_what_does_not_count_in_a_method_is_outside() -> None:
    other = msgspec.structs.replace(METHOD, name="Lain", stage=METHOD.stage[:1], book=())
    assert fingerprint.of_method(METHOD) == fingerprint.of_method(other)


# Version 1 -----------------------------------------------------------------------------------------------------


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _filled(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item or (item == 0 and item is not False)}
    return [_filled(item) for item in value] if isinstance(value, list | tuple) else value


def test_version_1_has_the_method_as_bimtek_0_1_had_it() -> None:
    """Whatever the method has gained since, in a signature of then it is what it was, and what counts is the same."""
    then = msgspec.convert(
        tomllib.loads((Path(__file__).parent / "kominfo-1-of-0.1.toml").read_text("utf-8")), method.Method
    )
    canonical = json.dumps(_filled(msgspec.to_builtins(then)), separators=(",", ":"), sort_keys=True)
    digest = "v1:" + hashlib.sha256(canonical.encode()).hexdigest()
    assert fingerprint.of_method(METHOD, "v1:") == fingerprint.of_method(then, "v1:") == digest
    assert fingerprint.of_method(METHOD) == fingerprint.of_method(then)


def test_what_was_signed_with_bimtek_0_1_is_still_as_it_was_signed() -> None:
    session = _session(OF_0_1)
    assert session.commitment
    assert fingerprint.version(session) == "v1:"
    assert fingerprint.agreement(session, METHOD, "v1:") == session.commitment.digest


def _with_a_chosen_program(status: str | None) -> Session:
    """A session with one program, of a chosen quick win, with a budget row and a target."""
    session = _session('schema_version = 1\nmethod = "kominfo-1"\n')
    raws: dict[str, dict[str, Any]] = {
        "program": {"id": "pr-00000001", "name": "x", "horizon": "short", "status": status},
        "budget": {"id": "bg-00000001", "program": "pr-00000001", "year": 2026, "funding": "apbd"},
        "target": {"id": "tg-00000001", "of": "pr-00000001", "year": 2026, "value": "5"},
        "quick_win": {"id": "qw-00000001", "program": "pr-00000001", "decision": "chosen"},
        "cost": {"id": "co-00000001", "quick_win": "qw-00000001", "item": "Server", "price_idr": 5},
    }
    raws["budget"]["amount_idr"] = 5
    for table, keys in raws.items():
        session.entries(table)[keys["id"]] = _entry(table, **keys, added=strategies.NOW)
    return session


@pytest.mark.parametrize("status", [None, "proposed", "agreed", "dropped"])
@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("program", {"name": "y"}),
        ("budget", {"amount_idr": 6}),
        ("target", {"value": "6"}),
        ("cost", {"price_idr": 6}),
    ],
)
def test_the_program_of_a_chosen_quick_win_is_covered_whatever_its_status(
    status: str | None, table: str, keys: dict[str, Any]
) -> None:
    session = _with_a_chosen_program(status)
    before = [fingerprint.agreement(session, METHOD, version) for version in fingerprint.VERSIONS]
    _set(session.entries(table), **keys)
    after = [fingerprint.agreement(session, METHOD, version) for version in fingerprint.VERSIONS]
    assert before[0] == after[0]  # as bimtek 0.1 has it
    assert before[1] != after[1]
    _set(session.quick_win, decision="reserve")
    reserve = fingerprint.agreement(session, METHOD)
    _set(session.entries(table), **keys, withdrawn="ditarik")
    assert fingerprint.agreement(session, METHOD) == reserve


NEW: dict[tuple[str, str], bool] = {
    ("city", "region_code"): True,
    ("plan", "rpjmd_start"): True,
    ("plan", "rpjpd"): True,
    ("program", "track"): True,
    ("program", "objective"): True,
    ("quick_win", "before"): True,
    ("quick_win", "team"): True,
    ("plan", "enacted"): False,
    ("plan", "code_decree"): False,
    ("program", "code"): False,
    ("signatory", "nip"): False,
}
"""Keys that 0.1 does not know, and whether the agreement covers them since."""


@pytest.mark.parametrize(("table", "key"), NEW)
def test_what_0_1_does_not_know_leaves_its_fingerprint_as_it_was(table: str, key: str) -> None:
    session = _session(SAMPLE)
    before = [fingerprint.agreement(session, METHOD, version) for version in fingerprint.VERSIONS]
    field = kinds()[table].keys[key]
    value: Any = 2026 if field.type == "y" else ("Ani",) if field.list else "x"
    if kinds()[table].single:
        held = session.single(table)
        assert held
        setattr(session, table, msgspec.structs.replace(held, **{key: value}))
    else:
        _set(session.entries(table), **{key: value})
    after = [fingerprint.agreement(session, METHOD, version) for version in fingerprint.VERSIONS]
    assert after[0] == before[0]
    assert (after[1] != before[1]) == NEW[table, key]


@pytest.mark.parametrize("table", ["text", "picture", "risk", "round", "tally", "identity"])
def test_new_kinds_other_than_costs_are_outside(table: str) -> None:
    session = _session(SAMPLE)
    before = [fingerprint.agreement(session, METHOD, version) for version in fingerprint.VERSIONS]
    kind = kinds()[table]
    raws: dict[str, dict[str, Any]] = {
        "text": {"book": "b", "section": "s", "text": "x"},
        "picture": {"book": "b", "section": "s", "file": "f.png", "caption": "x"},
        "risk": {"text": "x"},
        "round": {"kind": "dots", "question": "x"},
        "tally": {"round": "rn-00000001", "entry": "x"},
    }
    if kind.single:
        setattr(session, table, _entry(table, town="Uji"))
    else:
        id = f"{kind.prefix}-00000001"
        session.entries(table)[id] = _entry(table, id=id, **raws[table], added=strategies.NOW)
    assert before == [fingerprint.agreement(session, METHOD, version) for version in fingerprint.VERSIONS]


def test_version_1_leaves_out_what_bimtek_0_1_could_not_read() -> None:
    """0.1 leaves the whole entry out for one wrong key; what was signed then was signed without it."""
    wrong = OF_0_1.replace("budget_idr = 1_450_000_000", 'budget_idr = "banyak"', 1)
    wrong = wrong.replace("short_start = 2026", 'short_start = "besok"', 1)
    session = _session(wrong)
    assert fingerprint.agreement(session, METHOD, "v1:").startswith("v1:7233f6598d8b82d98")
    assert session.plan
    assert fingerprint.agreement(session, METHOD) != fingerprint.agreement(_session(OF_0_1), METHOD)
    region = OF_0_1.replace("[city]", "[city]\nregion_code = 5", 1)
    assert fingerprint.agreement(_session(region), METHOD, "v1:") == fingerprint.agreement(
        _session(OF_0_1), METHOD, "v1:"
    )
