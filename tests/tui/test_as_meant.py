"""What people type arrives as they meant it: Enter in forms, Space where a sentence names it, `a` on a field."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.stage import Open, Stage

from bimtek_tui.store import creation
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.new_session import NewSession
from bimtek_tui.tui.panels.points import PointsGrid
from bimtek_tui.tui.widgets.line import Line

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
        plan = stage.workshop.session.plan
        assert plan
        assert plan.vision == "Maju"
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
    assert isinstance(form, EntryForm)
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
        assert stage.app.focused is stage.app.screen.query_one("#kind")
        await stage.press("enter", "down", "enter")
        assert stage.app.focused is stage.app.screen.query_one("#slug")
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


# The grid of points ---------------------------------------------------------------------------------------------


def cell(stage: Stage) -> tuple[int, ...]:
    grid = stage.panel
    assert isinstance(grid, PointsGrid)
    at = grid.table.cursor_coordinate
    return at.row, at.column


async def test_tab_goes_from_cell_to_cell_as_in_a_spreadsheet(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("p", "3", "tab", "4", "tab")
    entry = next(iter(stage.workshop.session.swot.values()))
    assert entry.weight == 3
    assert entry.rating == 4
    assert cell(stage) == (0, 4)
    await stage.press("shift+tab", "2", "enter")
    assert next(iter(stage.workshop.session.swot.values())).rating == 2
    assert cell(stage) == (1, 3)
    await stage.press("shift+tab", "shift+tab")
    assert cell(stage)[0] == 0
    assert stage.panel.table.has_focus
    await stage.press("tab", "tab")
    assert cell(stage) == (1, 3)


async def test_the_cursor_of_the_grid_is_seen_after_the_variant_was_agreed(
    open_session: Open, tmp_path: Path
) -> None:
    async with open_session(new(tmp_path)) as stage:
        for number in range(14):
            stage.workshop.capture("swot", {"quadrant": "strength", "text": f"Faktor {number}"})
        await stage.go("swot")
        await stage.press("p")
        while stage.app.screen is not stage.session:
            await stage.press("escape")
        await stage.press(*["down"] * 20)
        await stage.press("v", "down", "down", "enter", "enter", "escape")  # the sums below take a line more
        assert stage.app.screen is stage.session
        assert cell(stage)[0] == 13
        assert "S14 Faktor 13" in stage.flat.partition("Faktor 12")[2].partition("▸")[0]
        table = stage.panel.table
        rows = table.size.height - table.header_height
        assert table.scroll_offset.y <= 13 < table.scroll_offset.y + rows


async def test_what_points_are_is_said_where_they_are_given(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("p")
    assert "one scale for all, e.g. 1 to 5, or 2,5" in stage.flat


# One field of what is marked ------------------------------------------------------------------------------------


async def test_a_tag_with_its_word_is_taken_for_all_that_is_marked(stage: Stage) -> None:
    await stage.go("programs")
    code = next(iter(stage.workshop.session.agency))
    await stage.press("S", *f"proposed by @{code[:-1]}")
    assert f"proposed by @{code}" in stage.flat
    await stage.press("tab", "enter")
    selected = stage.panel.selected
    assert stage.workshop.session.program[selected.id].source == code


async def test_a_refused_date_gives_way_to_the_one_that_is_recorded(stage: Stage) -> None:
    await stage.press("f2", "t", "x", "enter", "escape", "t")
    assert stage.app.screen.query_one("#asked", Line).value != "x"


# What stands below and beside -----------------------------------------------------------------------------------


async def test_closing_counts_as_the_tab_does_and_its_key_says_what_it_does(
    open_session: Open, tmp_path: Path
) -> None:
    async with open_session(new(tmp_path)) as stage:
        await stage.press("K")
        assert "22 items of the checklist (" in stage.flat
        assert "of them for after the workshop" in stage.flat
        assert "^s Close it" in stage.flat
        assert "^s Save" not in stage.flat


async def test_the_line_for_strategies_says_that_numbers_of_factors_are_understood(stage: Stage) -> None:
    await stage.go("strategies")
    await stage.press("a")
    assert "S1 O2 SWOT factors" in stage.flat


async def test_a_question_about_a_line_goes_when_the_line_is_mended(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("a", *"Pasar +Rp2,4 miliar ABPD", "enter")
    assert stage.session.foot.has_sentence
    await stage.press(*["backspace"] * 5)
    await stage.pilot.pause(0.5)
    assert not stage.session.foot.has_sentence


async def test_what_was_said_of_a_day_is_not_said_of_another(stage: Stage) -> None:
    await stage.go("attendance")
    await stage.press("A")
    assert stage.session.foot.has_sentence
    await stage.press("right")
    assert not stage.session.foot.has_sentence


async def test_undo_says_how_far_it_reaches(open_session: Open, tmp_path: Path) -> None:
    async with open_session(new(tmp_path)) as stage:
        await stage.press("ctrl+z")
        assert "nothing to undo since the session was opened" in stage.flat


@pytest.mark.session(size=(60, 18))
async def test_a_small_screen_has_the_keys_first(stage: Stage) -> None:
    buttons = str(stage.panel.buttons.content)
    assert all(f" {key} " in buttons for key in "a<>dt")
    await stage.press("f1")
    assert "Keys that work here" in stage.flat
    assert "Tick this item" in stage.flat
