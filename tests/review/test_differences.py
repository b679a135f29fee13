"""Differences: what became of every entry, in the words of the workshop, and what follows from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support import hostile_text, layouts, strategies
from support.layouts import ADDED, CITY, TOP, program, swot

from bimtek_tui import resources
from bimtek_tui.markdown import inline
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import build, kind_of, kinds, raw
from bimtek_tui.review import differences, reports, wording
from bimtek_tui.review.differences import FIGURES, Difference
from bimtek_tui.store import parse

METHOD = method.load("kominfo-1")
SAMPLE = resources.sample_session("kota-contoh").read_text("utf-8")
ONE = swot("sw-00000001")


def _session(text: str) -> Session:
    return parse(text.encode(), Path("uji.toml")).session


def _compare(old: str, new: str) -> list[Difference]:
    return differences.compare(_session(old), _session(new), METHOD)


def _found(old: str, new: str) -> list[Difference]:
    """The differences without what follows from them."""
    return [one for one in _compare(old, new) if one.table != FIGURES]


def _entries(found: list[Difference]) -> list[tuple[str, str]]:
    return [(one.what, one.id or one.table) for one in found if one.table != FIGURES]


def _text(old: str, new: str) -> str:
    return reports.as_text(_compare(old, new), METHOD)


BASE = "\n".join([TOP, CITY, ONE, swot("sw-00000002"), program("pr-00000001")])


def test_the_same_session_has_none() -> None:
    assert _compare(SAMPLE, SAMPLE) == []
    assert reports.as_text([], METHOD) == ""
    assert reports.as_markdown([], METHOD, inline) == ""
    assert reports.as_data([]) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("", ONE, "added"),
        (ONE, "", "removed"),
        (ONE, ONE.replace("added", 'withdrawn = "ditarik"\nadded'), "withdrawn"),
        (ONE.replace("added", 'withdrawn = "ditarik"\nadded'), ONE, "restored"),
        (ONE, ONE.replace("added", 'merged_into = "sw-00000002"\nadded'), "merged"),
        (ONE.replace("added", 'merged_into = "sw-00000002"\nadded'), ONE, "restored"),
        (ONE, ONE.replace("weakness", "threat").replace("terpadu", "rapi"), "moved"),
        (ONE, ONE.replace("terpadu", "rapi"), "changed"),
    ],
)
def test_what_becomes_of_an_entry_has_a_word(old: str, new: str, what: str) -> None:
    (one,) = _found(TOP + "\n" + old, TOP + "\n" + new)
    assert (one.what, one.table, one.id, one.stage) == (what, "swot", "sw-00000001", "stage-1")


def test_programs_move_between_horizons_and_are_dropped() -> None:
    dropped = BASE.replace("horizon", 'status = "dropped"\nhorizon')
    assert _entries(_compare(BASE, dropped)) == [("dropped", "pr-00000001")]
    assert _entries(_compare(dropped, BASE)) == [("restored", "pr-00000001")]
    moved = _text(BASE, BASE.replace('"short"', '"long"'))
    assert "P1 “Satu Data” (pr-00000001): moved\n        Horizon: Short term → Long term" in moved


def test_an_entry_keeps_the_number_that_people_say_and_texts_are_compared_by_words() -> None:
    text = _text(BASE, BASE.replace("belum terpadu", "sudah sangat terpadu", 1))
    assert "~ W1 “Data sudah sangat terpadu.” (sw-00000001): changed" in text
    assert "Text: Data [-belum-] {+sudah sangat+} terpadu." in text


def test_what_an_entry_is_merged_into_is_named() -> None:
    text = _text(BASE, BASE.replace("added", 'merged_into = "sw-00000002"\nadded', 1))
    assert "merged\n        Merged into: {+W2 “Data belum terpadu.”+}" in text


def test_sets_say_what_came_and_went() -> None:
    person = '[[participant]]\nid = "pt-00000001"\nname = "Sari"\nattended = [{}]\n' + ADDED
    old, new = (TOP + "\n" + person.format(days) for days in ('"stage-1/1"', '"stage-1/2", "stage-2/1"'))
    assert "Attended (stage/day): [-Stage 1, day 1-], {+Stage 1, day 2+}, {+Stage 2, day 1+}" in _text(
        old, new
    )
    turned = TOP + "\n" + person.format('"stage-2/1", "stage-1/2"')
    assert "another order: “Stage 2, day 1” and “Stage 1, day 2” changed places" in _text(new, turned)


def test_checklists_are_told_with_the_words_of_the_method_under_their_stage() -> None:
    item = next(iter(METHOD.items))
    tick = f'[[checklist]]\nid = "{item}"\nstate = "done"\nat = 2026-06-13T09:15:21+07:00\n'
    (one,) = _found(TOP, TOP + "\n" + tick)
    assert (one.what, one.stage, one.table) == ("added", "stage-1", "checklist")
    assert one.name == METHOD.items[item].text_en


def test_money_is_told_with_its_effect_on_the_totals() -> None:
    old = BASE.replace("added", "budget_idr = 1_000_000\nadded")
    text = _text(
        old.replace('"short"', '"short"\nstart_year = 2026\nend_year = 2026'),
        old.replace('"short"', '"short"\nstart_year = 2026\nend_year = 2026').replace(
            "1_000_000", "3_500_000"
        ),
    )
    assert "Budget (Rp): Rp1.000.000 → Rp3.500.000 (+2.500.000)" in text
    assert "All programs: Rp1.000.000 → Rp3.500.000 (+2.500.000)" in text
    assert "2026: Rp1.000.000 → Rp3.500.000" in text


def test_weights_are_told_with_their_effect_on_the_position() -> None:
    def weighted(points: str) -> str:
        rows = [
            swot(f"sw-0000000{number}", quadrant=quadrant).replace("added", "weight = 5\nrating = 3\nadded")
            for number, quadrant in enumerate(("strength", "weakness", "opportunity", "threat"))
        ]
        rows[0] = rows[0].replace("weight = 5", f"weight = {points}")
        return "\n".join([TOP, *rows])

    found = _compare(weighted("4"), weighted("6"))
    position = next(one for one in found if one.id == "position")
    assert {change.key: change.wordings for change in position.changes} == {
        "x": (("-0,3336",), ("0,2730",)),
        "quadrant": (("WO/WT",), ("SO/ST",)),
    }
    assert _compare(weighted("4"), weighted("4.0")) == []


def test_the_agreement_says_when_something_else_is_agreed() -> None:
    found = _compare(SAMPLE, SAMPLE.replace('status = "final"', 'status = "agreed"', 1))
    assert found[-1].id == "agreement"
    assert _compare(SAMPLE, SAMPLE.replace("votes = ", "votes = 1", 1))[-1].id != "agreement"


def test_they_stand_by_stage_and_kind_and_figures_last() -> None:
    found = differences.compare(Session(), _session(SAMPLE), METHOD)
    ranks = [*(stage.id for stage in METHOD.stage), ""]
    assert [one.stage for one in found] == sorted((one.stage for one in found), key=ranks.index)
    entries_only = [one for one in found if one.table != FIGURES]
    assert found[: len(entries_only)] == entries_only
    order = list(kinds())
    for stage in ranks:
        tables = [order.index(one.table) for one in entries_only if one.stage == stage]
        assert tables == sorted(tables)


def test_a_file_on_one_side_only_is_all_added_or_all_removed() -> None:
    session = _session(SAMPLE)
    for old, new, what in ((Session(), session, "added"), (session, Session(), "removed")):
        found = differences.compare(old, new, METHOD)
        assert {one.what for one in found} == {what, "figure"}


@pytest.mark.parametrize("name", hostile_text.STRINGS)
def test_hostile_text_stays_text(name: str) -> None:
    said = hostile_text.toml(hostile_text.STRINGS[name])
    old, new = (
        TOP + "\n" + swot("sw-00000001", text) + "\n" + program("pr-00000001", f"partners = [{text}]\n")
        for text in ('"lama"', said)
    )
    if _session(old) == _session(new):
        return
    for found in (_compare(old, new), _compare(new, old), _compare(TOP, new)):
        plain = reports.as_text(found, METHOD)
        assert all(char == "\n" or (char.isprintable() or ord(char) > 127 or char == "\t") for char in plain)
        assert "\x1b" not in reports.as_text(found, METHOD, colour=True).replace("\x1b[", "")
        tokens = MarkdownIt().enable("strikethrough").parse(reports.as_markdown(found, METHOD, inline))
        kinds_of = {child.type for token in tokens for child in token.children or ()}
        assert kinds_of <= {
            "text",
            "softbreak",
            "s_open",
            "s_close",
            "strong_open",
            "strong_close",
            "text_special",
        }
        assert {token.type for token in tokens} <= {
            "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close",
            "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
        }  # fmt: skip
        json.dumps(reports.as_data(found))


def test_huge_texts_are_compared_in_time_and_said() -> None:
    old, new = (hostile_text.toml(hostile_text.HUGE.replace("kata", word)) for word in ("kata", "frasa"))
    assert "[-" in _text(TOP + "\n" + swot("sw-00000001", old), TOP + "\n" + swot("sw-00000001", new))


def test_colour_is_only_added_when_asked_for() -> None:
    found = _compare(BASE, BASE.replace("belum", "sudah", 1))
    assert "\x1b" not in reports.as_text(found, METHOD)
    assert "Data \x1b[31mbelum\x1b[0m \x1b[32msudah\x1b[0m terpadu." in reports.as_text(
        found, METHOD, colour=True
    )


def test_data_is_exact() -> None:
    found = _compare(BASE, BASE.replace("added", "weight = 0.10\nadded", 1))
    assert reports.as_data(found)[0] == {
        "group": "swot",
        "what": "changed",
        "stage": "stage-1",
        "kind": "swot",
        "id": "sw-00000001",
        "number": "W1",
        "name": "Data belum terpadu.",
        "agencies": [],
        "changes": [{"key": "weight", "old": None, "new": "0.10", "said": [[], ["0,10"]], "effect": ""}],
        "unread": [],
        "reason": "",
    }


@given(st.text(alphabet="ab c\n", max_size=60), st.text(alphabet="ab c\n", max_size=60))
def test_words_hold_both_texts(old: str, new: str) -> None:
    pieces = wording.words(old, new)
    for text, without in ((old, "ins"), (new, "del")):
        said = " ".join(part for op, part in pieces if op != without).replace("¶", "\n")
        assert said.split() == text.split()


@settings(deadline=None)
@given(st.data())
def test_every_key_that_differs_is_told(data: Any) -> None:
    kind = data.draw(st.sampled_from(strategies.LISTED))
    one = data.draw(strategies.raws(kind))
    other = data.draw(strategies.raws(kind)) | {"id": one["id"]}
    old, new = Session(), Session()
    for session, given_raw in ((old, one), (new, other)):
        session.entries(kind.table)[one["id"]] = build(kind, given_raw)
    before, after = (raw(session.entries(kind.table)[one["id"]]) for session in (old, new))
    differ = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    found = [one for one in differences.compare(old, new, METHOD) if one.table != FIGURES]
    assert {change.key for one in found for change in one.changes} == differ
    reports.as_text(found, METHOD)
    reports.as_markdown(found, METHOD, inline)
    json.dumps(reports.as_data(found))


def test_the_layouts_differ_in_words_that_can_be_said() -> None:
    plain = _session(layouts.PLAIN)
    for text in layouts.LAYOUTS.values():
        found = differences.compare(plain, _session(text), METHOD)
        assert isinstance(reports.as_text(found, METHOD), str)
    city = plain.city
    assert city
    plain.city = msgspec.structs.replace(city, province="Lain")
    assert kind_of(city).table == "city"
    assert _entries(differences.compare(plain, _session(layouts.PLAIN), METHOD)) == [("changed", "city")]


def test_a_list_in_order_shows_the_items_that_are_different() -> None:
    def shown(old: tuple[str, ...], new: tuple[str, ...]) -> str:
        texts = (
            "\n".join([TOP, CITY, program("pr-00000001", f"activities = {json.dumps(one)}\n")])
            for one in (old, new)
        )
        return _text(*texts).splitlines()[-1].strip()

    three = ("Membuka data", "Melatih petugas", "Menutup aplikasi")
    assert shown(three, (*three, "Baru")) == "Activities: {+Baru+}"
    assert shown(three, (three[0], "Melatih dua petugas", three[2])) == "Activities: Melatih {+dua+} petugas"
    assert shown(three, three[1:]) == "Activities: [-Membuka data-]"
    assert shown(three[:2], three[1::-1]) == (
        "Activities: another order: “Melatih petugas” and “Membuka data” changed places"
    )


def test_budget_rows_are_called_by_program_year_and_source() -> None:
    row = f'[[budget]]\nid = "bg-00000001"\nprogram = "pr-00000001"\nyear = 2026\nfunding = "apbd"\namount_idr = 5\n{ADDED}'
    assert "“Satu Data, 2026, City or regency budget (APBD)” (bg-00000001): added" in _text(
        BASE, f"{BASE}\n{row}"
    )


def test_a_figure_that_is_not_known_any_more_is_a_dash() -> None:
    """A factor without points leaves the SWOT position open."""
    unscored = SAMPLE + "\n" + swot("sw-0000000a", quadrant="threat")
    assert "Quadrant: WT → –" in _text(SAMPLE, unscored)
    assert "Quadrant: – → WT" in _text(unscored, SAMPLE)
