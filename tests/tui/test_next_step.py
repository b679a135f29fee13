"""What comes next follows what the room does: the running block, else the open panel, else the first that is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from support.stage import Stage

from bimtek_tui.facilitation import agenda
from bimtek_tui.model import edits
from bimtek_tui.store import creation
from bimtek_tui.tui.dialogs.entry_form import EntryForm

NOW = dt.datetime(2026, 6, 13, 13, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture
def now() -> Callable[[], dt.datetime]:
    return lambda: NOW


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    """A session as it is made, with nothing in it."""
    return creation.create(
        tmp_path, "kota-baru", city="Kota Baru", kind="kota", province="Riau", start_year=2026
    )


def following(stage: Stage) -> str:
    state = stage.session.navigation.following()
    return state.id if state else ""


def run(stage: Stage, block: str) -> None:
    """Let a block of the agenda run."""
    workshop = stage.workshop
    workshop.do(agenda.start(workshop.session, workshop.method, block, NOW))


async def test_before_a_stage_the_preparation_comes_first(stage: Stage) -> None:
    assert following(stage) == "stage-1/agreement"


async def test_the_open_panel_says_what_comes_next(stage: Stage) -> None:
    await stage.go("swot")
    assert following(stage) == "stage-1/swot-quadrants"
    assert "Fill in strengths" in stage.flat
    await stage.go("vision")
    assert following(stage) == "stage-1/decree"
    await stage.go("programs")
    assert following(stage).startswith("stage-2/")


async def test_an_item_leads_to_the_row_that_it_asks_for(stage: Stage) -> None:
    stage.panel.reveal("checklist", "stage-1/city-profile")
    await stage.settle()
    await stage.press("enter")
    assert (stage.panel.selected, stage.panel.at.selected_key) == (("city", ""), "profile")


@pytest.mark.parametrize("keys", [["enter"], ["g"]])
async def test_attendance_leads_to_where_people_are_ticked(stage: Stage, keys: list[str]) -> None:
    if keys == ["g"]:
        stage.session.navigation.item("stage-1/attendance")
    else:
        stage.panel.reveal("checklist", "stage-1/attendance")
        await stage.settle()
        await stage.press(*keys)
    await stage.settle()
    assert stage.session.panels.open_id == "attendance"


async def test_the_running_block_goes_before_everything(stage: Stage) -> None:
    run(stage, "stage-1/2/swot")
    await stage.settle()
    assert following(stage) == "stage-1/swot-quadrants"
    await stage.go("books")
    assert following(stage) == "stage-1/swot-quadrants"
    await stage.press("f3")
    assert following(stage) == "stage-1/swot-quadrants"
    await stage.press("g")
    assert (stage.session.panel_id, stage.session.stage_id) == ("swot", "stage-1")


async def test_no_paper_of_the_preparation_comes_next_while_the_room_works(stage: Stage) -> None:
    run(stage, "stage-1/1/lunch")  # a block without a panel
    await stage.settle()
    state = stage.session.navigation.following()
    assert state is not None
    assert state.item.group == "during"


async def test_what_comes_after_a_stage_stands_before_what_came_before_it(stage: Stage) -> None:
    workshop = stage.workshop
    for slot in stage.session.clock.read("stage-1").slots:
        run(stage, slot.id)
    workshop.do(agenda.end(workshop.session, workshop.method, slot.id, NOW))
    for item in workshop.method.stages["stage-1"].item:
        if item.group == "during":
            workshop.do(edits.put(workshop.session, "checklist", f"stage-1/{item.id}", state="done", at=NOW))
    await stage.settle()
    state = stage.session.navigation.following()
    assert state is not None
    assert state.item.group == "after"


@pytest.mark.parametrize(("item", "key"), [("stage-1/dates", "start"), ("stage-1/summary", "summary")])
async def test_an_item_of_the_stage_opens_its_form_at_the_field(stage: Stage, item: str, key: str) -> None:
    stage.session.navigation.item(item)
    await stage.settle()
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert next(one.field.name for one in form.fields if one.input.has_focus) == key


async def test_where_the_dates_are_known_the_venue_is_the_field_to_fill(stage: Stage) -> None:
    workshop = stage.workshop
    workshop.do(edits.put(workshop.session, "stage", "stage-1", start=NOW.date()))
    stage.session.navigation.item("stage-1/dates")
    await stage.settle()
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert next(one.field.name for one in form.fields if one.input.has_focus) == "venue"
