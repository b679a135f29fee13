"""The same thing entered on two laptops is one entry after a merge, and that is said; what differs is asked about."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from support.layouts import CITY, TOP, program

from bimtek_tui.model import method as methods
from bimtek_tui.model.entries import Session
from bimtek_tui.review import group_file, merging
from bimtek_tui.review.conflicts import sentence
from bimtek_tui.review.merging import Merged
from bimtek_tui.review.offer import summary
from bimtek_tui.store import editing, parse

PATH = Path("uji.toml")
METHOD = methods.load("kominfo-1")
BASE = "\n".join([TOP, CITY, program("pr-00000001")])


def _entry(table: str, id: str, minute: int, **keys: Any) -> str:
    lines = [f"# {id}", f"[[{table}]]", f'id = "{id}"']
    lines += [
        f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}" for key, value in keys.items()
    ]
    return "\n" + "\n".join([*lines, f"added = 2026-06-13T09:{minute:02d}:00+07:00"]) + "\n"


TABLES: dict[str, tuple[str, dict[str, Any], str]] = {
    "budget": ("bg", {"program": "pr-00000001", "year": 2026, "funding": "apbd", "amount_idr": 5}, "amount_idr"),
    "target": ("tg", {"of": "pr-00000001", "year": 2026, "value": "5"}, "value"),
    "quick_win": ("qw", {"program": "pr-00000001", "problem": "Antre."}, "problem"),
    "score": ("sc", {"quick_win": "qw-00000009", "criterion": "impact", "value": 4, "assessor": "Ani"}, "value"),
    "assessment": ("as", {"indicator": "rkci-economy-welfare", "round": 2026, "score": 60}, "score"),
    "text": ("tx", {"book": "buku-1", "section": "pengantar", "text": "Halo."}, "text"),
    "tally": ("ty", {"round": "rn-00000001", "entry": "sw-00000001", "votes": 3}, "votes"),
}  # fmt: skip
"""By kind: prefix, keys, and one that is not among those that are unique together."""
PERSON = {"name": "Budi", "agency": "DISKOMINFO"}


def _merge(base: str | None, *sides: str) -> Merged:
    ours, theirs = (merging.document(text.encode(), PATH) for text in sides)
    return merging.merge(merging.document(base.encode(), PATH) if base else None, ours, theirs)


def _session(text: str) -> Session:
    loaded = parse(text.encode(), PATH)
    assert [finding for finding in loaded.findings if finding.severity == "error"] == []
    return loaded.session


@pytest.mark.parametrize("with_base", [True, False])
@pytest.mark.parametrize("table", TABLES)
def test_what_both_entered_alike_is_one_entry_with_the_earlier_id(table: str, with_base: bool) -> None:
    prefix, keys, _key = TABLES[table]
    late, early = (
        BASE + _entry(table, f"{prefix}-0000000{number}", minute, **keys)
        for number, minute in ((1, 9), (2, 5))
    )
    for sides in ((late, early), (early, late)):
        merged = _merge(BASE if with_base else None, *sides)
        assert merged.conflicts == ()
        assert merged.text == early
        (duplicate,) = merged.united
        assert (duplicate.table, duplicate.id, duplicate.other) == (
            table,
            f"{prefix}-00000002",
            f"{prefix}-00000001",
        )
        assert f"in one of them as {prefix}-00000001; it is one entry now" in sentence(duplicate)


def test_what_somebody_remarked_on_either_of_two_that_become_one_stays_as_it_was() -> None:
    keys = TABLES["quick_win"][1]
    late = BASE + _entry("quick_win", "qw-00000001", 9, **keys).replace(
        'problem = "Antre."', 'problem = "Antre." # lihat qw-00000001'
    ).replace("+07:00", "+07:00 # malam itu")
    late += _entry("score", "sc-00000001", 9, quick_win="qw-00000001", criterion="impact", value=4).replace(
        'qw-00000001"', 'qw-00000001" # dari qw-00000001'
    )
    early = BASE + _entry("quick_win", "qw-00000002", 5, **keys).replace("+07:00", "+07:00 # pagi itu")
    for sides in ((late, early), (early, late)):
        merged = _merge(BASE, *sides)
        assert merged.conflicts == ()
        assert _session(merged.text).score["sc-00000001"].quick_win == "qw-00000002"
        for remark in ("# lihat qw-00000001", "# malam itu", "# pagi itu", "# dari qw-00000001"):
            assert merged.text.count(remark) == 1
        assert "T09:05:00+07:00" in merged.text


@pytest.mark.parametrize("table", TABLES)
def test_what_both_entered_differently_is_a_conflict(table: str) -> None:
    prefix, keys, key = TABLES[table]
    other = {key: "Lain." if isinstance(keys[key], str) else 2}
    ours = BASE + _entry(table, f"{prefix}-00000001", 5, **keys)
    theirs = BASE + _entry(table, f"{prefix}-00000002", 9, **keys | other)
    merged = _merge(BASE, ours, theirs)
    assert [conflict.place for conflict in merged.conflicts] == [(table, f"{prefix}-00000001", key)]
    for side, text in (("ours", ours), ("theirs", theirs)):
        number = {"ours": 1, "theirs": 3}[side]
        parts = re.compile(
            r"^<<<<<<< ours[^\n]*\n(.*?)^\|\|\|\|\|\|\| base\n(.*?)^=======\n(.*?)^>>>>>>> theirs[^\n]*\n",
            re.M | re.S,
        )
        settled = _session(parts.sub(lambda found, number=number: found[number], merged.text)).entries(table)  # type: ignore[misc]
        (kept,) = settled.values()
        assert getattr(kept, key) == getattr(next(iter(_session(text).entries(table).values())), key)


@pytest.mark.parametrize("table", TABLES)
def test_what_one_side_has_twice_or_withdrew_stays(table: str) -> None:
    prefix, keys, _key = TABLES[table]
    one, two, three = (_entry(table, f"{prefix}-0000000{number}", number, **keys) for number in (1, 2, 3))
    gone = one.replace("added =", 'withdrawn = "ditarik"\nadded =')
    for base, ours, theirs in (
        (BASE, BASE + one + two, BASE + three),
        (BASE + one, BASE + one + two, BASE + one + three.replace("\n", "\n", 1)),
        (BASE, BASE + gone, BASE + two),
    ):
        merged = _merge(base, ours, theirs)
        ids = set(re.findall(rf'id = "({prefix}-0000000\d)"', ours + theirs))
        if base == BASE:
            assert merged.united == ()
            assert set(_session(merged.text).entries(table)) == ids
        else:  # a second one that both entered is still entered by both
            assert len(_session(merged.text).entries(table)) == 2


def test_what_could_not_be_united_is_told_and_only_where_it_is_new() -> None:
    keys = TABLES["budget"][1]
    row = _entry("budget", "bg-00000001", 1, **keys)
    moved = row.replace("2026\nfunding", "2027\nfunding")
    added = _entry("budget", "bg-00000002", 2, **keys | {"year": 2027})
    merged = _merge(BASE + row, BASE + moved, BASE + row + added)
    assert (merged.conflicts, merged.united) == ((), ())
    (duplicate,) = merged.twice
    assert sentence(duplicate).startswith(
        "budget row “Satu Data, 2027, APBD” (bg-00000001) is there twice now, also as bg-00000002"
    )
    three = [_entry("budget", f"bg-0000000{number}", number, **keys) for number in (1, 2, 3)]
    merged = _merge(BASE, BASE + three[0] + three[1], BASE + three[2])
    assert [duplicate.other for duplicate in merged.twice] == [
        "bg-00000003"
    ]  # the other two were there before
    gone = added.replace("added =", 'withdrawn = "ganda"\nadded =')
    assert _merge(BASE + row, BASE + moved, BASE + row + gone).twice == ()


def test_what_refers_to_a_quick_win_refers_to_the_one_that_is_kept_and_is_united_itself() -> None:
    def side(number: int, minute: int, assessor: str) -> str:
        quick_win = f"qw-0000000{number}"
        score = {"quick_win": quick_win, "criterion": "impact", "value": 4}
        return (
            BASE
            + _entry("quick_win", quick_win, minute, program="pr-00000001", impact=3)
            + _entry("score", f"sc-0000000{number}", 20 - minute, **score)
            + _entry("score", f"sc-1000000{number}", minute, **score, assessor=assessor)
            + _entry("milestone", f"ml-0000000{number}", minute, quick_win=quick_win, text=f"Ke {quick_win}")
        )

    one, two = side(1, 5, "Ani"), side(2, 9, "Budi")
    for sides in ((one, two), (two, one)):
        merged = _merge(BASE, *sides)
        assert merged.conflicts == ()
        assert {duplicate.id for duplicate in merged.united} == {"qw-00000001", "sc-00000002"}
        session = _session(merged.text)
        assert list(session.quick_win) == ["qw-00000001"]
        assert set(session.score) == {"sc-00000002", "sc-10000001", "sc-10000002"}
        assert {score.quick_win for score in session.score.values()} == {"qw-00000001"}
        assert {milestone.quick_win for milestone in session.milestone.values()} == {"qw-00000001"}
        assert session.milestone["ml-00000002"].text == "Ke qw-00000002"  # words are people's


def test_two_people_of_one_name_stay_two_people() -> None:
    def merged(ours: dict[str, str], theirs: dict[str, str]) -> Merged:
        sides = ((1, ours), (2, theirs))
        return _merge(BASE, *(BASE + _entry("participant", f"pt-0000000{n}", n, **keys) for n, keys in sides))

    for ours, theirs in (
        (PERSON, PERSON | {"position": "Kepala"}),
        (PERSON | {"position": "Staf"}, PERSON | {"position": "Kepala"}),
        (PERSON, PERSON | {"agency": "BAPPEDA"}),
        ({"name": "Budi"}, {"name": "Budi"}),
    ):
        made = merged(ours, theirs)
        assert (made.united, made.conflicts) == ((), ())
        assert len(_session(made.text).participant) == 2
    made = merged(PERSON, PERSON)
    assert [duplicate.name for duplicate in made.united] == ["Budi"]
    assert list(_session(made.text).participant) == ["pt-00000001"]


def test_an_agency_that_both_listed_is_one_by_its_code() -> None:
    ours, theirs = (
        f'{BASE}\n# DISKOMINFO\n[[agency]]\nid = "DISKOMINFO"\n{more}'
        for more in ("", 'name = "Dinas Kominfo"\n')
    )
    merged = _merge(BASE, ours, theirs)
    assert merged.conflicts == ()
    assert merged.text.count("[[agency]]") == 1
    assert _merge(BASE, theirs, theirs.replace("Dinas", "Badan")).conflicts


def test_a_banner_of_a_person_and_windows_lines_are_kept() -> None:
    keys = TABLES["budget"][1]
    ours = BASE + _entry("budget", "bg-00000001", 9, **keys).replace("\n# bg", "\n# tanya BPKAD\n# bg")
    theirs = BASE + _entry("budget", "bg-00000002", 5, **keys)
    windows = ours.replace("\n", "\r\n")
    merged = _merge(BASE, windows, theirs)
    assert merged.conflicts == ()
    wanted = theirs.replace("\n# bg", "\n# tanya BPKAD\n# bg")
    assert merged.text == wanted.replace("\n", "\r\n")


# A group's file ------------------------------------------------------------------------------------------------


def test_a_group_s_file_brings_nothing_that_is_here_under_another_id() -> None:
    ours, theirs = (
        BASE
        + "".join(
            _entry(table, f"{prefix}-0000000{number}", 10 - number, **keys)
            for table, (prefix, keys, _key) in TABLES.items()
        )
        for number in (1, 2)
    )
    loaded = parse(ours.encode(), PATH)
    offer = group_file.preview(loaded, parse(theirs.encode(), Path("kelompok.toml")), METHOD)
    assert (offer.new, offer.differing, offer.twins) == ({}, (), ())
    assert {duplicate.table for duplicate in offer.united} == TABLES.keys()
    assert all(duplicate.id.endswith("1") for duplicate in offer.united)
    assert summary(offer) == "kelompok.toml: 7 here already under another id"
    assert group_file.step(loaded.session, offer) is None


def test_a_group_s_file_asks_about_what_differs_and_hangs_its_scores_on_our_quick_win() -> None:
    win = {"program": "pr-00000001", "problem": "Antre."}
    score = {"criterion": "impact", "value": 4}
    ours = BASE + _entry("quick_win", "qw-00000001", 9, **win)
    theirs = (
        BASE
        + _entry("quick_win", "qw-00000002", 5, **win | {"problem": "Jauh.", "benefit": "Cepat."})
        + _entry("score", "sc-00000002", 6, quick_win="qw-00000002", **score)
    )
    loaded = parse(ours.encode(), PATH)
    offer = group_file.preview(loaded, parse(theirs.encode(), Path("kelompok.toml")), METHOD)
    assert [key.place for key in offer.to_decide] == [("quick_win", "qw-00000001", "problem")]
    edit = group_file.step(loaded.session, offer)
    assert edit
    editing.perform(loaded, edit)
    (quick_win,) = loaded.session.quick_win.values()
    assert (quick_win.id, quick_win.problem, quick_win.benefit) == ("qw-00000001", "Antre.", "Cepat.")
    assert loaded.session.score["sc-00000002"].quick_win == "qw-00000001"
