"""What people type arrives as they meant it: Enter in forms, Space where a sentence names it, `a` on a field."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.stage import Open, Stage

from bimtek_tui.store import creation
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.new_session import NewSession

WIB = dt.timezone(dt.timedelta(hours=7))
MORNING = dt.datetime(2026, 12, 1, 8, 5, tzinfo=WIB)


def new(folder: Path) -> Path:
    """A session as it is made, with nothing in it."""
    return creation.create(
        folder / "baru", "kota-baru", city="Kota Baru", kind="kota", province="Riau", start_year=2026
    )


# Space ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_space_starts_the_day_whose_date_was_just_given(
    open_session: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_session(new(tmp_path), size=size, now=lambda: MORNING) as stage:
        assert stage.panel.checklist.has_focus
        await stage.press("t", *"1-2 Des 2026", "enter")
        assert "Nothing is running" in stage.flat
        await stage.press("space")
        session = stage.workshop.session
        assert not session.checklist
        assert [id for id, block in session.agenda.items() if block.started] == ["stage-1/1/opening"]


async def test_in_the_checklist_the_clock_says_how_to_get_to_the_agenda(
    open_session: Open, tmp_path: Path
) -> None:
    async with open_session(new(tmp_path), now=lambda: MORNING) as stage:
        await stage.press("t", *"1-2 Des 2026", "enter")
        assert "Tab" not in str(stage.panel.strip._words.visual)
        stage.panel.checklist.focus()
        await stage.settle()
        assert "Tab goes to the agenda" in stage.flat
        await stage.press("tab", "space")
        assert not stage.workshop.session.checklist
        assert stage.workshop.session.agenda["stage-1/1/opening"].started


async def test_a_tick_is_said_with_its_item(open_session: Open, tmp_path: Path) -> None:
    async with open_session(new(tmp_path), now=lambda: MORNING) as stage:
        stage.panel.reveal("checklist", "stage-1/agreement")
        await stage.settle()
        await stage.press("space")
        assert "Ticked: “" in stage.flat
        assert "ctrl+z takes it back" in stage.flat
        await stage.press("space")
        assert "Open again: “" in stage.flat


async def test_what_space_ticks_is_not_said_of_another_item(stage: Stage) -> None:
    stage.session.navigation.item("stage-1/agreement")
    await stage.settle()
    assert "ticks it" in stage.flat
    await stage.press("down")
    assert "ticks it" not in stage.flat
    stage.session.navigation.item("stage-1/agreement")
    await stage.settle()
    assert "ticks it" in stage.flat
    stage.session.navigation.entry("checklist", "stage-1/decree")
    await stage.settle()
    assert "ticks it" not in stage.flat


# A field in a list ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["a", "enter", "e"])
async def test_what_is_typed_on_the_row_of_the_vision_is_the_vision(
    open_session: Open, tmp_path: Path, key: str
) -> None:
    async with open_session(new(tmp_path)) as stage:
        await stage.go("vision")
        stage.panel.lists[0].reveal_key("plan", "vision")
        await stage.settle()
        await stage.press(key)
        form = stage.app.screen
        assert isinstance(form, EntryForm)
        await stage.press(*"Maju", "ctrl+s")
        assert stage.workshop.session.plan.vision == "Maju"
        assert not stage.workshop.session.mission


# Enter in forms -------------------------------------------------------------------------------------------------


async def test_enter_goes_from_field_to_field_of_a_form(open_session: Open, tmp_path: Path) -> None:
    async with open_session(new(tmp_path)) as stage:
        stage.panel.open_form("stage", "stage-1", "venue")
        await stage.settle()
        await stage.press(*"Aula", "enter", *"Dr Rina", "enter", *"Budi")
        assert "Enter: new line, Tab: next field" in stage.flat
        await stage.press("ctrl+s")
        held = stage.workshop.session.stage["stage-1"]
        assert held.venue == "Aula"
        assert held.facilitators == ("Dr Rina", "Budi")


async def test_enter_on_the_last_line_of_a_form_says_what_records(stage: Stage) -> None:
    stage.panel.open_form("score", next(iter(stage.workshop.session.score)))
    await stage.settle()
    form = stage.app.screen
    last = form.fields[-1]
    last.input.focus()
    await stage.settle()
    await stage.press("enter")
    assert form.focused is last.made
    assert "ctrl+s records the form" in stage.flat


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_enter_goes_through_all_fields_of_a_new_session(
    open_start: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_start(size=size) as stage:
        await stage.press("n", *"Kota Baru", "enter", *"Riau", "enter", *"2026", "enter")
        assert isinstance(stage.app.screen, NewSession)
        assert stage.app.focused.id == "kind"
        await stage.press("enter", "down", "enter")
        assert stage.app.focused.id == "slug"
        await stage.press("enter")
        assert not isinstance(stage.app.screen, NewSession)
        assert 'kind = "kota"' not in (tmp_path / "kota-baru-2026.toml").read_text(encoding="utf-8")


# A stage that is recorded afterwards ------------------------------------------------------------------------------

LONG_AFTER = dt.datetime(2026, 12, 30, 14, 49, 35, tzinfo=WIB)


async def test_a_day_that_is_over_is_recorded_as_it_was_planned(open_session: Open, tmp_path: Path) -> None:
    async with open_session(new(tmp_path), now=lambda: LONG_AFTER) as stage:
        await stage.press("t", *"14-15 Juli 2026", "enter", "tab")
        stage.panel.reveal("agenda", "stage-1/1/opening")
        await stage.settle()
        await stage.press("space")
        assert "Day 1 was planned for 14 July 2026." in stage.flat
        await stage.press("enter")
        assert "was held 08.30–" in stage.flat
        assert "on 14 July 2026" in stage.flat
        await stage.press("down", "space")  # the second one is not asked about
        session = stage.workshop.session
        started = [block.started for block in session.agenda.values() if block.started]
        assert [moment.date() for moment in started] == [dt.date(2026, 7, 14)] * 2
        assert started[1] == session.agenda["stage-1/1/opening"].ended
        assert "behind" not in stage.flat
        assert "Day 1 14 July 2026" in stage.flat
        assert "30 December" not in stage.flat


async def test_a_day_that_was_put_off_can_still_begin_today(open_session: Open, tmp_path: Path) -> None:
    async with open_session(new(tmp_path), now=lambda: LONG_AFTER) as stage:
        await stage.press("t", *"14-15 Juli 2026", "enter", "tab")
        stage.panel.reveal("agenda", "stage-1/1/opening")
        await stage.settle()
        await stage.press("space", "2")
        assert stage.workshop.session.agenda["stage-1/1/opening"].started == LONG_AFTER
        assert "is running" in stage.flat


async def test_the_form_of_a_running_block_has_times_as_people_write_them(
    open_session: Open, tmp_path: Path
) -> None:
    async with open_session(new(tmp_path)) as stage:
        now = dt.datetime.now().astimezone().replace(hour=8, minute=45, second=35, microsecond=0)
        stage.session.desk.now = lambda: now
        await stage.press("t", *f"{now:%d-%m-%Y}", "enter", "space", "e")
        form = stage.app.screen
        assert isinstance(form, EntryForm)
        started = next(field for field in form.fields if field.field.name == "started")
        assert started.words == "08.45"
        await stage.press("ctrl+s")
        assert stage.workshop.session.agenda["stage-1/1/opening"].started == now
