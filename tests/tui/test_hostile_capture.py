"""Every hostile text through the places where something is captured: hints, pastes, the inbox, a group's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import hostile_text
from support.stage import Stage
from textual import events
from textual.widgets import Input, OptionList

from bimtek_tui import store, text
from bimtek_tui.model import edits
from bimtek_tui.tui.dialogs.take_in import TakeIn

TEXTS = [*hostile_text.FEW.items(), ("surrogate", hostile_text.SURROGATE)]


@pytest.fixture
def attacked(tmp_path: Path) -> Path:
    """The file of the hostile session."""
    folder = tmp_path / "serangan"
    folder.mkdir()
    (folder / "sesi.toml").write_text(hostile_text.session_text(), encoding="utf-8")
    return folder / "sesi.toml"


@pytest.mark.session("attacked")
async def test_hints_show_hostile_groups_agencies_and_twins(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    line = stage.session.capture.line
    for name, raw in TEXTS:
        for typed in (f"{raw} {raw}", f"x ~{raw}", f"x @{raw}", f"w: x ={raw}"):
            line.value = text.clean(typed)  # as a paste arrives
            line.cursor_position = len(line.value)
            stage.session.capture.look()
            await stage.pilot.press("down", "right")
            assert text.is_clean(stage.text), name
    for typed in ("x ~", "x @"):
        line.value = typed
        stage.session.capture.look()
        for _offer in range(8):
            await stage.pilot.press("down")
            assert text.is_clean(stage.text), typed
    line.value = ""


async def test_pasted_lines_are_shown_and_recorded_whatever_they_say(stage: Stage, sample: Path) -> None:
    await stage.go("issues")
    for name, raw in TEXTS:
        await stage.press("a")
        stage.session.capture.line.value = ""
        number = len(stage.workshop.session.issue)
        stage.session.capture.line.post_message(events.Paste(f"{raw}\nbaris kedua"))
        await stage.settle()
        assert text.is_clean(stage.text), name
        if isinstance(stage.app.screen, TakeIn):
            await stage.press("end", "home", "enter")
            if isinstance(stage.app.screen, TakeIn):  # too long
                assert "does not fit" in stage.flat, name
                await stage.press("escape")
                continue
            made = list(stage.workshop.session.issue.values())[number:]
            assert made[-1].text == "baris kedua", name
            await stage.press("ctrl+z")
        assert len(stage.workshop.session.issue) == number, name


async def test_the_inbox_is_sorted_whatever_stands_in_it(stage: Stage, sample: Path) -> None:
    for _name, raw in TEXTS:
        if text.line(raw) and len(raw) < text.MAX_LINE:
            stage.workshop.capture("note", {"kind": "inbox", "text": text.line(raw)})
    await stage.go("notes")
    stage.panel.reveal(
        "note", next(id for id, one in stage.workshop.session.note.items() if one.kind == "inbox")
    )
    await stage.settle()
    await stage.press("s")
    for _step in range(sum(one.kind == "inbox" for one in stage.workshop.session.note.values())):
        assert text.is_clean(stage.text)
        await stage.press("i")
    assert "The inbox is sorted" in stage.text


@pytest.mark.session(size=(120, 40))
async def test_a_hostile_file_of_a_group_is_shown_and_taken_in(stage: Stage, attacked: Path) -> None:
    for is_same_city in (False, True):
        if is_same_city:
            theirs = store.parse(attacked.read_bytes(), attacked).session.city
            assert theirs
            stage.workshop.do(edits.set_single(stage.workshop.session, "city", name=theirs.name))
        await stage.press("G")
        stage.app.screen.query_one(Input).value = str(attacked)
        await stage.press("enter")
        assert text.is_clean(stage.text)
        assert isinstance(stage.app.screen, TakeIn) == is_same_city
    rows = stage.app.screen.query_one(OptionList)
    for number in range(len(rows.options)):
        rows.highlighted = number
        await stage.pilot.pause()
        assert text.is_clean(stage.text)
    await stage.press("4", "enter")
    assert not isinstance(stage.app.screen, TakeIn)
    assert stage.workshop.can_undo
    for panel in ("swot", "notes", "participants"):
        await stage.go(panel)
        assert text.is_clean(stage.text)
