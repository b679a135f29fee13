"""The agenda on the screen is planned by keys and mouse: own blocks, order, leaving out, dates and starts of days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.stage import Open, Stage

from bimtek_tui import i18n
from bimtek_tui.model import agenda, ids
from bimtek_tui.tui.dialogs.ask import Ask
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.widgets.line import Line

WIB = dt.timezone(dt.timedelta(hours=7))
EVE = dt.datetime(2022, 6, 12, 20, 0, tzinfo=WIB)
LATE = dt.datetime(2022, 6, 13, 13, 9, tzinfo=WIB)
pytestmark = pytest.mark.session("batam", now=lambda: EVE)


def names(stage: Stage) -> list[str]:
    """The blocks of the first day by their ids, own ones by their titles."""
    found = agenda.blocks(stage.workshop.session, stage.workshop.method, "stage-1")
    return [
        one.block.name if ids.is_own_block(one.id) else one.block.id for one in found if one.block.day == 1
    ]


async def on(stage: Stage, name: str) -> None:
    """Put the cursor on a block of the first day."""
    await stage.go("agenda")
    stage.panel.reveal("agenda", f"stage-1/1/{name}")
    await stage.settle()


async def click(stage: Stage, action: str) -> None:
    places = {done: place for place, done in stage.panel.buttons.places}
    await stage.pilot.click("#agenda-buttons", offset=(places[action] + 2, 0))
    await stage.settle()


async def add(stage: Stage, line: str) -> None:
    stage.app.screen.query_one("#asked", Line).value = line
    await stage.press("enter")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_a_adds_a_block_behind_the_cursor_which_goes_there(stage: Stage) -> None:
    await on(stage, "opening")
    await stage.press("a")
    await add(stage, "Rehat kopi 15 menit")
    assert names(stage)[:3] == ["opening", "Rehat kopi", "direction"]
    assert "is planned for 09.15–09.30" in stage.flat
    block = stage.panel.selected
    assert ids.is_own_block(block.id)
    await stage.press("greater_than_sign", "greater_than_sign", "less_than_sign")
    assert names(stage)[:3] == ["opening", "direction", "Rehat kopi"]
    assert stage.panel.selected == block
    assert "is planned for 10.45 now" in stage.flat
    await stage.press("d", "enter")
    assert "Rehat kopi" not in names(stage)
    await stage.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    assert names(stage)[:3] == ["opening", "Rehat kopi", "direction"]


async def test_what_can_not_be_read_stays_in_the_line_with_a_sentence(stage: Stage) -> None:
    await on(stage, "opening")
    await stage.press("a")
    await add(stage, "Rehat kopi")
    assert isinstance(stage.app.screen, Ask)
    assert "say how long it takes" in stage.flat
    await add(stage, "13.00 Rehat kopi 15'")
    assert names(stage)[4:7] == ["lunch", "Rehat kopi", "issues"]
    assert stage.workshop.undo()
    assert len(names(stage)) == 8


async def test_shifted_arrows_move_and_the_edges_are_said(stage: Stage) -> None:
    await on(stage, "opening")
    await stage.press("shift+up")
    assert "is the first still to come of its day" in stage.flat
    await stage.press("shift+down")
    assert names(stage)[:2] == ["direction", "opening"]
    assert stage.workshop.session.agenda["stage-1/1/opening"].order is not None


async def test_the_mouse_is_enough(stage: Stage) -> None:
    await on(stage, "opening")
    await click(stage, "add_block")
    await add(stage, "Foto 5 menit")
    await click(stage, "move_block(-1)")
    assert names(stage)[:2] == ["Foto", "opening"]
    await click(stage, "skip_block")
    await stage.pilot.click("ChoiceList", offset=(3, 0))
    await stage.settle()
    assert names(stage)[0] == "opening"
    await click(stage, "dates")
    assert isinstance(stage.app.screen, Ask)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_the_row_of_a_day_asks_when_it_begins(stage: Stage) -> None:
    await on(stage, "opening")
    await stage.press("up", "enter")
    assert "start of day 1" in stage.flat
    await add(stage, "09.00")
    assert stage.workshop.session.stage["stage-1"].day_start[0] == "09.00"
    assert "○ 09.00" in stage.text
    await stage.press("ctrl+z")
    assert stage.workshop.session.stage["stage-1"].day_start == ()


async def test_a_left_out_block_moves_what_follows(stage: Stage) -> None:
    await on(stage, "direction")
    await stage.press("d", "enter")
    await stage.press("down")
    assert "09.15 Morning break" in stage.flat


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_dates_of_a_new_session_are_two_keys_and_what_is_typed(
    open_session: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "baru.toml"
    file.write_text(
        'schema_version = 1\nmethod = "kominfo-1"\n\n[city]\nname = "Baru"\nkind = "kota"\n', encoding="utf-8"
    )
    async with open_session(file, size=size, now=lambda: EVE) as stage:
        assert "no date yet (t sets it)" in stage.flat
        await stage.press("t", *"1-2", "space", *"Des", "space", *"2026", "enter")
        held = stage.workshop.session.stage["stage-1"]
        assert (held.start, held.end) == (dt.date(2026, 12, 1), dt.date(2026, 12, 2))
        assert "1–2 December 2026" in stage.flat


async def test_an_own_block_has_a_form(stage: Stage) -> None:
    await on(stage, "opening")
    await stage.press("a")
    await add(stage, "Foto 5 menit")
    await stage.press("enter")
    assert isinstance(stage.app.screen, EntryForm)
    assert "Foto" in stage.flat


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_lateness_is_said_once_and_never_hides_the_block(
    open_session: Open, batam: Path, size: tuple[int, int]
) -> None:
    i18n.use("id")
    async with open_session(batam, size=size, now=lambda: LATE) as stage:
        await stage.press("space")
        assert stage.flat.count("terlambat") == 1
        assert "terlambat 4 jam 39 menit" in stage.flat
        await stage.go("issues")
        line = stage.text.splitlines()[3]
        assert "Pendaftar" in line
        assert line.count("terlambat 4 jam 39 menit") == 1


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_the_wall_begins_at_the_block_that_runs(
    open_session: Open, batam: Path, size: tuple[int, int]
) -> None:
    async with open_session(batam, size=size, now=lambda: LATE.replace(hour=9)) as stage:
        await stage.press("space", "down", "space", "f8")
        assert stage.panel.agenda.rows[0].id == "agenda:stage-1/1/direction"
        assert "LECTURES ON POLICY" in stage.text
        await stage.press("escape")
        assert stage.panel.agenda.rows[0].id == "stage:stage-1"


async def test_the_palette_leads_to_an_own_block(stage: Stage) -> None:
    await on(stage, "opening")
    await stage.press("a")
    await add(stage, "Foto bersama 5 menit")
    await stage.go("issues")
    await stage.press("ctrl+p", *"foto", "space", *"bersama")
    await stage.press("enter")
    assert ids.is_own_block(stage.panel.selected.id)


YEARS_LATER = dt.datetime(2026, 11, 28, 22, 0, tzinfo=WIB)


@pytest.mark.session("batam", now=lambda: YEARS_LATER)
async def test_a_block_added_to_a_day_that_is_over_is_told_with_its_minutes(stage: Stage) -> None:
    await on(stage, "opening")
    await stage.press("a")
    await add(stage, "Rehat kopi 15 menit")
    assert "is planned for 09.15–09.30" in stage.flat


@pytest.mark.session("batam", now=lambda: YEARS_LATER)
async def test_the_true_times_of_a_block_are_typed_without_their_date(stage: Stage) -> None:
    await on(stage, "opening")
    await stage.press("e")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    inputs = {one.field.name: one for one in form.fields}
    inputs["started"].words = "10.10"
    inputs["ended"].words = "pukul 10.45"
    await stage.press("ctrl+s")
    held = stage.workshop.session.agenda["stage-1/1/opening"]
    day = stage.workshop.session.stage["stage-1"].start
    assert day
    assert held.started == dt.datetime.combine(day, dt.time(10, 10)).astimezone()
    assert held.ended == dt.datetime.combine(day, dt.time(10, 45)).astimezone()


@pytest.mark.session("batam", now=lambda: dt.datetime(2022, 6, 12, 21, 0, tzinfo=WIB))
async def test_a_block_of_a_day_that_is_to_come_is_asked_about_and_a_moved_day_is_not_late(
    stage: Stage,
) -> None:
    await on(stage, "opening")
    await stage.press("space")
    assert "is planned for" in stage.flat
    await stage.press("escape")
    assert not any(entry.started for entry in stage.workshop.session.agenda.values())
    await stage.press("space", "enter")
    assert [entry.started for entry in stage.workshop.session.agenda.values() if entry.started]
    assert "h behind" not in stage.flat
