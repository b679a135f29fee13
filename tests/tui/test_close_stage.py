"""Closing a stage: what it still needs, each line leading there; closed all the same, and opened again."""

from __future__ import annotations

import datetime as dt

import pytest
from support.stage import Stage

from bimtek_tui.analysis.closing import closing
from bimtek_tui.tui.dialogs.close_stage import CloseStage

WIB = dt.timezone(dt.timedelta(hours=7))
NOW = dt.datetime(2022, 6, 14, 16, 30, tzinfo=WIB)


def now() -> dt.datetime:
    return NOW


@pytest.mark.session("batam", now=now)
async def test_what_is_open_is_said_and_it_closes_all_the_same(stage: Stage) -> None:
    await stage.press("K")
    assert "Close Stage 1: Shared understanding" in stage.flat
    left = closing(stage.workshop.session, stage.workshop.method, "stage-1")
    open_items = len(left.open) + len(left.later)
    assert f"Still open: {open_items} items of the checklist" in stage.flat
    await stage.press("K")  # the same key twice is a slip
    assert isinstance(stage.app.screen, CloseStage)
    assert stage.workshop.session.stage["stage-1"].closed is None
    await stage.press("ctrl+s")
    assert stage.workshop.session.stage["stage-1"].closed == NOW
    assert "This stage was closed on 14 June 2022 at 16.30; K opens it again." in stage.flat
    assert "22●" in stage.text.splitlines()[1]
    await stage.press("ctrl+z")
    assert stage.workshop.session.stage["stage-1"].closed is None
    assert "●" not in stage.text.splitlines()[1]


@pytest.mark.session("batam", now=lambda: NOW + dt.timedelta(days=7))
async def test_a_stage_of_last_week_is_given_the_day_on_which_it_was_closed(stage: Stage) -> None:
    await stage.press("K", "ctrl+s")
    assert stage.workshop.session.stage["stage-1"].closed == NOW + dt.timedelta(days=7)
    assert "Closed with today's date; e on a day of the agenda sets another one" in stage.flat
    await stage.press("shift+tab", "home", "e")
    form = stage.app.screen
    field = next(one for one in form.fields if one.field.name == "closed")  # type: ignore[attr-defined]
    field.input.value = "14 Juni 2022 16.30"
    await stage.press("ctrl+s")
    closed = stage.workshop.session.stage["stage-1"].closed
    assert closed is not None
    assert closed.date() == NOW.date()


@pytest.mark.session("batam", now=now)
async def test_the_running_block_ends_with_the_stage(stage: Stage) -> None:
    await stage.press("space", "K", "ctrl+s")
    (held,) = stage.workshop.session.agenda.values()
    assert held.ended == NOW


@pytest.mark.session("batam", now=now)
async def test_a_closed_stage_is_opened_again(stage: Stage) -> None:
    await stage.press("K", "ctrl+s", "K")
    assert "was closed on 14 June 2022 at 16.30" in stage.flat
    assert "Open Stage 1 again" in stage.text
    await stage.press("escape")
    assert stage.workshop.session.stage["stage-1"].closed
    await stage.press("K", "enter")
    assert stage.workshop.session.stage["stage-1"].closed is None
    assert "Open again." in stage.text


@pytest.mark.session("batam", now=now)
async def test_enter_goes_to_what_is_missing(stage: Stage) -> None:
    await stage.press("K", "enter")  # only a tick is due: the item itself
    assert stage.panel.selected == ("checklist", "stage-1/agreement")
    await stage.press("K", "down", "down", "enter")  # the profile of the city
    assert stage.session.panel_id == "vision"


async def test_with_nothing_open_enter_closes(stage: Stage) -> None:
    await stage.press("f2", "K", "K", "K")
    dialog = stage.app.screen
    assert isinstance(dialog, CloseStage)
    left = closing(stage.workshop.session, stage.workshop.method, "stage-1")
    assert ("Everything that belongs before the closing is done." in stage.flat) == left.ready


@pytest.mark.session("batam", now=now)
async def test_what_nobody_sorted_is_gone_through_and_leads_to_the_note(stage: Stage) -> None:
    stage.workshop.capture("note", {"kind": "inbox", "text": "Baris yang belum dipilah", "stage": "stage-1"})
    stage.workshop.capture("note", {"kind": "parking", "text": "Gagasan tentang trem", "stage": "stage-1"})
    await stage.press("K")
    assert "1 line in the inbox, and 1 parked idea" in stage.flat
    await stage.press("end", "up")
    needs = stage.app.screen.query_one("#needs")
    while needs.row.id != "notes":  # type: ignore[attr-defined]
        await stage.press("up")
    await stage.press("enter")
    assert "Baris yang belum dipilah" in stage.flat
    await stage.press("escape")
    assert isinstance(stage.app.screen, CloseStage)
    await stage.press("enter", "enter")
    assert stage.session.panel_id == "notes"


@pytest.mark.session("batam", now=now)
async def test_the_palette_closes_from_any_panel(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("ctrl+p", *"close stage")
    await stage.press("down", "enter")
    assert isinstance(stage.app.screen, CloseStage)


@pytest.mark.session("batam", size=(60, 18), now=now)
async def test_it_fits_into_the_smallest_terminal(stage: Stage) -> None:
    await stage.press("K")
    assert "Close Stage 1" in stage.flat
    assert "Esc" in stage.text
