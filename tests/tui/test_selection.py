"""Several entries at once: marking, moving, uniting, withdrawing, their status and their order; each one step to undo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support import hostile_text
from support.hostile_text import whole_session
from support.stage import Open, Stage
from textual.widgets import Input, OptionList

from bimtek_tui import text
from bimtek_tui.model import edits
from bimtek_tui.tui.entries.entry_list import EntryList
from bimtek_tui.tui.session.palette import SessionCommands
from bimtek_tui.tui.widgets.content import Words


def _list(stage: Stage, column: str) -> EntryList:
    return next(one for one in stage.panel.lists if one.column.id == column)  # type: ignore[no-any-return]


def _shown(stage: Stage, column: str) -> list[str]:
    return [str(option.prompt) for option in _list(stage, column).options]


async def _mark(stage: Stage, number: int) -> list[str]:
    """Mark the first entries of the list in focus; their ids."""
    ids = stage.panel.at.ids[:number]
    for _id in ids:
        await stage.press("space", "down")
    return ids  # type: ignore[no-any-return]


@pytest.mark.session(size=(120, 40))
async def test_a_mark_is_a_sign_and_the_frame_counts(stage: Stage) -> None:
    await stage.go("swot")
    await _mark(stage, 2)
    assert "◆ S1 Wali Kota" in stage.text
    assert "◆ 2 marked" in stage.text
    assert "2 marked: m moves, S sets a field, u unites, d withdraws; Esc unmarks." in stage.text
    await stage.press("up", "space")
    assert "◆ S2" not in stage.text
    assert "◆ 1 marked" in stage.text
    await stage.press("escape")
    assert "◆" not in stage.text
    assert stage.workshop.persistence.dirty is False


async def test_all_shown_are_marked_and_unmarked_with_one_key(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("A")
    assert len(stage.panel.marked) == 13
    assert all(row.startswith("◆ ") for row in _shown(stage, "strength"))
    await stage.press("A")
    assert not stage.panel.marked


@pytest.mark.session(size=(120, 40))
async def test_marked_entries_move_as_one_step_with_one_key(stage: Stage) -> None:
    await stage.go("swot")
    before = stage.workshop.document.to_bytes()
    ids = await _mark(stage, 3)
    await stage.press("m")
    assert "Move: 3 entries" in stage.text
    await stage.press("t")
    assert {stage.workshop.session.swot[id].quadrant for id in ids} == {"threat"}
    assert "3 entries moved to Threat" in stage.text
    assert not stage.panel.marked
    assert not set(ids) & set(_list(stage, "strength").ids)
    assert set(ids) < set(_list(stage, "threat").ids)
    assert _list(stage, "strength").has_focus
    assert stage.panel.selected is not None
    await stage.press("ctrl+z")
    assert "Undone: move of 3 entries to Threat" in stage.text
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.session(size=(120, 40))
async def test_the_numbers_that_follow_a_moved_entry_are_shown_anew(stage: Stage) -> None:
    await stage.go("swot")
    first, second = _shown(stage, "strength")[:2]
    weaknesses = _shown(stage, "weakness")
    await stage.press("m", "w")
    assert _shown(stage, "strength")[0] == second.replace("S2 ", "S1 ")
    assert _shown(stage, "weakness")[:-1] == weaknesses  # nobody else's number is another now
    assert _shown(stage, "weakness")[-1].startswith("W15 " + first.removeprefix("S1 ")[:20])
    assert "1 entry moved to Weakness" in stage.text
    assert "numbers now: S1 → W15, S2 → S1, S3 → S2" in stage.text


async def test_without_a_mark_the_entry_under_the_cursor_moves(stage: Stage) -> None:
    await stage.go("programs")
    _kind, id = stage.panel.selected
    place = _list(stage, "short").highlighted
    await stage.press("m", "l")
    assert stage.workshop.session.program[id].horizon == "long"
    assert _list(stage, "short").highlighted == place


@pytest.mark.parametrize(
    ("panel", "key", "letter", "value"),
    [
        ("programs", "dimension", "3", "economy"),
        ("issues", "dimension", "0", None),
        ("strategies", "quadrant", "b", "WO"),
        ("readiness", "element", "c", "superstructure"),
        ("notes", "kind", "l", "parking"),
    ],
)
async def test_every_kind_moves_where_it_can(
    stage: Stage, panel: str, key: str, letter: str, value: str | None
) -> None:
    await stage.go(panel)
    kind, id = stage.panel.selected
    await stage.press("m", letter)
    assert getattr(stage.workshop.session.find(kind, id), key) == value


async def test_moving_where_all_are_already_says_so_and_changes_nothing(stage: Stage) -> None:
    await stage.go("programs")
    before = stage.workshop.document.to_bytes()
    await stage.press("m", "s")
    assert "That is how it is already" in stage.text
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.session(size=(60, 18))
async def test_the_move_dialog_works_with_arrows_and_keeps_all_on_escape(stage: Stage) -> None:
    await stage.go("swot")
    _kind, id = stage.panel.selected
    before = stage.workshop.document.to_bytes()
    await stage.press("m", "escape")
    assert stage.workshop.document.to_bytes() == before
    await stage.press("m", "down", "enter")
    assert stage.workshop.session.swot[id].quadrant == "weakness"


@pytest.mark.session(size=(120, 40))
async def test_marked_entries_unite_in_the_one_under_the_cursor(stage: Stage) -> None:
    await stage.go("swot")
    before = stage.workshop.document.to_bytes()
    ids = await _mark(stage, 2)
    _kind, kept = stage.panel.selected
    points = stage.workshop.session.swot[kept].weight
    await stage.press("u")
    assert "2 entries become part of S3" in stage.text
    line = stage.app.screen.query_one("#united", Input)
    assert line.value == stage.workshop.session.swot[kept].text
    line.value = "Semua kantor terhubung"
    await stage.press("enter")
    entries = stage.workshop.session.swot
    assert [entries[id].merged_into for id in ids] == [kept, kept]
    assert (entries[kept].text, entries[kept].weight) == ("Semua kantor terhubung", points)
    assert not set(ids) & set(_list(stage, "strength").ids)
    await stage.press("x")
    assert any("→ Semua kantor terhubung" in row for row in _shown(stage, "strength"))
    stage.panel.reveal("swot", kept)
    await stage.press("U")
    assert [stage.workshop.session.swot[id].merged_into for id in ids] == [None, None]
    await stage.press("ctrl+z", "ctrl+z")
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.session(size=(120, 40))
async def test_one_of_the_united_is_taken_out_alone(stage: Stage) -> None:
    await stage.go("swot")
    first, second = await _mark(stage, 2)
    await stage.press("u", "enter", "x")
    assert stage.panel.reveal("swot", first)
    await stage.press("U")
    assert stage.workshop.session.swot[first].merged_into is None
    assert stage.workshop.session.swot[second].merged_into is not None


async def test_uniting_keeps_the_lines_of_words_that_nobody_mended(stage: Stage) -> None:
    await stage.go("swot")
    kept = _list(stage, "strength").ids[1]
    await stage.press("down")
    stage.workshop.do(edits.revise(stage.workshop.session.swot[kept], text="Baris satu\nbaris dua"))
    await stage.press("up", "space", "down", "u", "enter")
    assert stage.workshop.session.swot[kept].text == "Baris satu\nbaris dua"


@pytest.mark.session(size=(120, 30))
async def test_uniting_without_marks_says_what_to_do(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("u")
    assert "Mark with Space what becomes part of another entry" in stage.text
    await stage.press("U")
    assert "nothing was merged into" in stage.text


@pytest.mark.session(size=(120, 40))
async def test_several_are_withdrawn_with_one_reason_and_restored(stage: Stage) -> None:
    await stage.go("issues")
    ids = await _mark(stage, 3)
    await stage.press("d")
    await stage.type("dobel")
    await stage.press("enter")
    assert {stage.workshop.session.issue[id].withdrawn for id in ids} == {"dobel"}
    assert "3 entries withdrawn" in stage.text
    await stage.press("x")
    for id in ids:
        assert stage.panel.reveal("issue", id)
        await stage.press("space")
    await stage.press("d")
    assert {stage.workshop.session.issue[id].withdrawn for id in ids} == {None}
    await stage.press("ctrl+z", "ctrl+z")
    assert {stage.workshop.session.issue[id].withdrawn for id in ids} == {None}
    await stage.press("ctrl+y")
    assert {stage.workshop.session.issue[id].withdrawn for id in ids} == {"dobel"}


@pytest.mark.session(size=(120, 30))
async def test_marked_agencies_stay_and_the_sentence_says_why(stage: Stage) -> None:
    await stage.go("participants")
    before = stage.workshop.document.to_bytes()
    await _mark(stage, 2)
    await stage.press("d")
    assert "can't be withdrawn" in stage.text
    assert stage.workshop.document.to_bytes() == before


async def test_one_status_is_asked_for_all_that_is_marked(stage: Stage) -> None:
    await stage.go("final")
    before = stage.workshop.document.to_bytes()
    ids = await _mark(stage, 3)
    await stage.press("s")
    assert "Which status do all of them get?" in stage.flat
    await stage.press("escape")
    assert stage.workshop.document.to_bytes() == before
    await stage.press("s", "2")
    assert {stage.workshop.session.program[id].status for id in ids} == {"agreed"}
    await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


async def test_behind_the_last_status_comes_none_and_that_is_said(stage: Stage) -> None:
    await stage.go("final")
    _kind, id = stage.panel.selected
    await stage.press("s")
    assert stage.workshop.session.program[id].status == "final"
    assert "Status: final. Nothing comes after it; S sets another one." in stage.flat


@pytest.mark.session(size=(120, 40))
@pytest.mark.parametrize(
    ("panel", "typed", "key", "value"),
    [
        ("programs", "lead: DISKOMINFO", "lead", "DISKOMINFO"),
        ("programs", "status final", "status", "final"),
        ("programs", "dimensi: ekonomi", "dimension", "economy"),
        ("programs", "jangka: menengah", "horizon", "medium"),
        ("programs", "last year: 2199", "end_year", 2199),
        ("programs", "lead: -", "lead", None),
        ("swot", "=4", "weight", 4),
        ("swot", "group: Meja 3", "group", "Meja 3"),
        ("quick-wins", "decision: reserve", "decision", "reserve"),
    ],
)
async def test_a_field_is_set_for_all_that_is_marked_in_one_step(
    stage: Stage, panel: str, typed: str, key: str, value: object
) -> None:
    await stage.go(panel)
    before = stage.workshop.document.to_bytes()
    ids, kind = list(stage.panel.at.ids), stage.panel.at.column.kind
    assert len(ids) > 1
    await stage.press("A", "S")
    await stage.type(typed)
    await stage.press("enter")
    assert {getattr(stage.workshop.session.find(kind, id), key) for id in ids} == {value}
    assert f"– {len(ids)} entries; ctrl+z takes that back." in stage.flat
    assert not stage.panel.marked
    await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.session(size=(120, 40))
async def test_what_is_shown_in_grey_is_taken_and_what_becomes_what_is_said_before(stage: Stage) -> None:
    await stage.go("programs")
    number = len(stage.panel.at.ids)
    await stage.press("A", "S")
    await stage.type("lead a")
    await stage.press("tab")
    line = stage.app.screen.query_one("#set", Input)
    assert line.value == "lead agency: "
    await stage.type("diskom")
    assert f"Lead agency of {number} entries becomes DISKOMINFO (now " in stage.flat
    await stage.press("enter")
    programs = stage.workshop.session.program
    assert {programs[id].lead for id in _list(stage, "short").ids} == {"DISKOMINFO"}


@pytest.mark.session(size=(120, 40))
@pytest.mark.parametrize(
    "typed",
    ["lead: DISKOMNFO", "status: fertig", "=4", "farbe: rot", "horizon: -", "lead:", "last year: 1901"],
)
async def test_an_unknown_value_is_said_and_nothing_is_set(stage: Stage, typed: str) -> None:
    await stage.go("programs")
    before = stage.workshop.document.to_bytes()
    await stage.press("A", "S")
    await stage.type(typed)
    await stage.press("enter")
    assert stage.workshop.document.to_bytes() == before
    assert "nothing was set" in stage.flat or str(stage.app.screen.query_one("#set-preview", Words).content)


@pytest.mark.session(size=(120, 40))
async def test_an_agency_in_no_list_is_asked_about_once(stage: Stage) -> None:
    await stage.go("swot")
    before = stage.workshop.document.to_bytes()
    ids = list(stage.panel.at.ids)
    await stage.press("A", "S")
    await stage.type("proposed by: Karang Taruna")
    await stage.press("enter")
    assert stage.workshop.document.to_bytes() == before
    assert "is not in the list of agencies – Enter once more takes it all the same." in stage.flat
    await stage.press("enter")
    assert {stage.workshop.session.swot[id].source for id in ids} == {"Karang Taruna"}


@pytest.mark.session(size=(120, 40))
async def test_marked_programs_become_candidates_those_that_are_not_yet(stage: Stage) -> None:
    await stage.go("programs")
    known = {one.program for one in stage.workshop.session.quick_win.values()}
    await stage.press("A")
    await stage.press("q")
    now = [one.program for one in stage.workshop.session.quick_win.values()]
    assert set(now) == known | set(_list(stage, "short").ids)
    assert len(now) == len(set(now))
    await stage.press("ctrl+z")
    assert {one.program for one in stage.workshop.session.quick_win.values()} == known


@pytest.mark.session(size=(120, 40))
async def test_marks_hidden_by_a_filter_are_counted_and_still_act(stage: Stage) -> None:
    await stage.go("swot")
    ids = await _mark(stage, 2)
    await stage.press("slash")
    await stage.type("mangrove")
    await stage.press("enter")
    assert "◆ 2 marked (2 of them not shown)" in stage.text
    await stage.press("m", "o")
    assert {stage.workshop.session.swot[id].quadrant for id in ids} == {"opportunity"}


@pytest.mark.session(size=(120, 40))
async def test_an_order_is_said_in_the_frame_and_goes_round(stage: Stage) -> None:
    await stage.go("swot")
    one = _list(stage, "strength")
    captured = list(one.ids)
    entries = stage.workshop.session.swot
    await stage.press("o")
    assert "↓ points, most first" in stage.text
    given = [entries[id].weight * entries[id].rating for id in one.ids]  # type: ignore[operator]
    assert given == sorted(given, reverse=True)
    await stage.press("o")
    assert "↓ votes, most first" in stage.text
    assert "votes" in _shown(stage, "strength")[0]
    await stage.press("o", "o", "o")
    assert one.ids == captured
    assert "↓" not in stage.text


@pytest.mark.session(size=(120, 40))
async def test_an_edit_of_what_orders_a_list_puts_the_row_in_its_place(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("o")
    one = _list(stage, "strength")
    last = one.ids[-1]
    stage.workshop.do(edits.revise(stage.workshop.session.swot[last], weight=100))
    await stage.settle()
    assert one.ids[0] == last
    assert one.highlighted_option.id == one.ids[one.highlighted]  # type: ignore[index, union-attr]
    await stage.press("a")
    await stage.type("Kekuatan baru")
    await stage.press("enter")
    assert stage.workshop.session.swot[stage.panel.selected[1]].text == "Kekuatan baru"


@pytest.mark.session(size=(120, 40))
async def test_the_palette_and_the_message_name_what_is_undone_also_after_a_save(
    stage: Stage, sample: Path
) -> None:
    before = sample.read_bytes()
    await stage.go("swot")
    await stage.press("m", "w", "s", "ctrl+s")
    await stage.press("A", "m", "t", "ctrl+s")
    await stage.settle()
    assert sample.read_bytes() != before
    provider = SessionCommands(stage.session)
    helped = {str(hit.text): str(hit.help) async for hit in provider.discover()}
    assert helped["Undo  (^z)"] == "Takes back: move of 12 entries to Threat"
    await stage.press("ctrl+z")
    assert "Undone: move of 12 entries to Threat · ctrl+z again: move of 1 entry to Weakness" in stage.flat
    helped = {str(hit.text): str(hit.help) async for hit in provider.discover()}
    assert helped["Undo  (^z)"] == "Takes back: move of 1 entry to Weakness"
    assert helped["Redo  (^y)"] == "Does again: move of 12 entries to Threat"
    await stage.press("ctrl+z", "ctrl+s")
    await stage.settle()
    assert sample.read_bytes() == before


async def test_hostile_texts_are_marked_moved_and_united(open_session: Open, tmp_path: Path) -> None:
    file = tmp_path / "serangan.toml"
    file.write_text(whole_session(), encoding="utf-8")
    async with open_session(file) as stage:
        await stage.go("swot")
        stage.panel.lists[0].focus()
        await stage.press("A")
        one = stage.panel.at
        for place in range(0, len(one.ids), 5):
            one.highlighted = place
            await stage.press("m", "escape", "u")
            assert text.is_clean(stage.text)
            await stage.press("escape")
        assert len(stage.panel.marked) >= len(hostile_text.STRINGS) // 4


async def test_a_list_of_thousands_shows_its_rows_one_part_after_the_other(
    open_session: Open, sample: Path, tmp_path: Path
) -> None:
    added = "added = 2022-06-13T09:15:21+07:00"
    many = "".join(
        f'\n[[swot]]\nid = "sw-{n:08d}"\nquadrant = "threat"\ntext = "Ancaman {n}"\n{added}\n'
        for n in range(900)
    )
    file = tmp_path / "besar.toml"
    file.write_text(sample.read_text(encoding="utf-8") + many, encoding="utf-8")
    async with open_session(file) as stage:
        await stage.go("swot")
        one = max(stage.panel.lists, key=lambda other: len(other.ids))
        assert len(one.ids) == 912
        assert str(len(one.ids)) in str(one.border_title)
        assert stage.panel.reveal("swot", one.ids[-1])
        assert one.highlighted_option.id == one.ids[-1]
        await stage.press("home", "end")
        assert one.highlighted_option.id == one.ids[-1]
        stage.workshop.capture("swot", {"text": "baru", "quadrant": one.column.preset["quadrant"]})
        await stage.settle()
        assert isinstance(one, OptionList)
        assert "baru" in str(one.options[-1].prompt)
        assert [option.id for option in one.options] == one.ids  # type: ignore[attr-defined]


@pytest.mark.session("batam")
async def test_a_signature_is_called_one_when_several_sign(stage: Stage) -> None:
    now = dt.datetime.now().astimezone()
    for name in ("H. Ani", "Budi"):
        stage.workshop.do(edits.capture(stage.workshop.session, "signatory", {"name": name}, now))
    await stage.go("commitment")
    await stage.press("tab", "A", "s")
    assert "1 signed" in stage.flat
    assert "2 not signed yet" in stage.flat
    await stage.press("1", *"agreed", "enter")
    assert "Signed: from now on" in stage.flat


async def test_where_nothing_may_be_changed_no_reason_is_asked(stage: Stage) -> None:
    stage.workshop.loaded.read_only = "Tidak dapat diubah."
    for panel, keys in (("issues", ("d",)), ("issues", ("A", "d")), ("agenda", ("shift+tab", "end", "d"))):
        await stage.go(panel)
        await stage.press(*keys)
        assert not stage.app.screen.is_modal, (panel, keys)
        assert "Tidak dapat diubah." in stage.flat
        await stage.press("escape")
