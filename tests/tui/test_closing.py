"""Closing a stage: what it still needs, each line leading there; closed all the same, and opened again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from stage import Open

from bimtek_tui.analysis.closing import closing
from bimtek_tui.tui.closing import CloseStage

WIB = dt.timezone(dt.timedelta(hours=7))
NOW = dt.datetime(2022, 6, 14, 16, 30, tzinfo=WIB)


def now() -> dt.datetime:
    return NOW


async def test_what_is_open_is_said_and_it_closes_all_the_same(open_session: Open, batam: Path) -> None:
    async with open_session(batam, now=now) as stage:
        await stage.press("K")
        assert "Close Stage 1: Shared understanding" in stage.flat
        open_items = len(closing(stage.workshop.session, stage.workshop.method, "stage-1").open)
        assert f"Still open: {open_items} items of the checklist" in stage.flat
        await stage.press("K")
        assert stage.workshop.session.stage["stage-1"].closed == NOW
        assert "This stage was closed on 14 June 2022 at 16.30; K opens it again." in stage.flat
        assert "22●" in stage.text.splitlines()[1]
        await stage.press("ctrl+z")
        assert stage.workshop.session.stage["stage-1"].closed is None
        assert "●" not in stage.text.splitlines()[1]


async def test_the_running_block_ends_with_the_stage(open_session: Open, batam: Path) -> None:
    async with open_session(batam, now=now) as stage:
        await stage.press("space", "K", "K")
        (held,) = stage.workshop.session.agenda.values()
        assert held.ended == NOW


async def test_a_closed_stage_is_opened_again(open_session: Open, batam: Path) -> None:
    async with open_session(batam, now=now) as stage:
        await stage.press("K", "K", "K")
        assert "was closed on 14 June 2022 at 16.30" in stage.flat
        assert "Open Stage 1 again" in stage.text
        await stage.press("escape")
        assert stage.workshop.session.stage["stage-1"].closed
        await stage.press("K", "enter")
        assert stage.workshop.session.stage["stage-1"].closed is None
        assert "Open again." in stage.text


async def test_enter_goes_to_what_is_missing(open_session: Open, batam: Path) -> None:
    async with open_session(batam, now=now) as stage:
        await stage.press("K", "enter")  # only a tick is due: the item itself
        assert stage.session.panel.selected == ("checklist", "stage-1/agreement")
        await stage.press("K", "down", "down", "enter")  # the profile of the city
        assert stage.session.panel_id == "vision"


async def test_with_nothing_open_enter_closes(open_session: Open) -> None:
    async with open_session() as stage:
        await stage.press("f2", "K", "K", "K")
        dialog = stage.app.screen
        assert isinstance(dialog, CloseStage)
        left = closing(stage.workshop.session, stage.workshop.method, "stage-1")
        assert ("Everything that belongs before the closing is done." in stage.flat) == left.ready


async def test_what_nobody_sorted_is_gone_through_and_leads_to_the_note(
    open_session: Open, batam: Path
) -> None:
    async with open_session(batam, now=now) as stage:
        stage.workshop.capture(
            "note", {"kind": "inbox", "text": "Baris yang belum dipilah", "stage": "stage-1"}
        )
        stage.workshop.capture(
            "note", {"kind": "parking", "text": "Gagasan tentang trem", "stage": "stage-1"}
        )
        await stage.press("K")
        assert "1 line in the inbox, and 1 parked idea" in stage.flat
        await stage.press("end", "up")
        needs = stage.app.screen.query_one("#needs")
        while needs.highlighted_option.id != "notes":
            await stage.press("up")
        await stage.press("enter")
        assert "Baris yang belum dipilah" in stage.flat
        await stage.press("escape")
        assert isinstance(stage.app.screen, CloseStage)
        await stage.press("enter", "enter")
        assert stage.session.panel_id == "notes"


async def test_the_palette_closes_from_any_panel(open_session: Open, batam: Path) -> None:
    async with open_session(batam, now=now) as stage:
        await stage.go("issues")
        await stage.press("ctrl+p", *"close stage")
        await stage.press("down", "enter")
        assert isinstance(stage.app.screen, CloseStage)


async def test_it_fits_into_the_smallest_terminal(open_session: Open, batam: Path) -> None:
    async with open_session(batam, size=(60, 18), now=now) as stage:
        await stage.press("K")
        assert "Close Stage 1" in stage.flat
        assert "Esc" in stage.text
