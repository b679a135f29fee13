"""The panel of the figures: Enter leads to the page, the arrows turn it, and no key is offered that does nothing."""

from __future__ import annotations

import pytest
from support.stage import Stage, shows

from bimtek_tui.tui.dialogs.help import live_keys


async def test_enter_reads_the_page_and_escape_leads_back(stage: Stage) -> None:
    await stage.press("F", "enter")
    panel = stage.panel
    assert panel.preview.has_focus
    await stage.press("right")
    assert panel.sections.highlighted == 1
    await stage.press("escape")
    assert panel.sections.has_focus


async def test_only_keys_that_do_something_are_offered(stage: Stage) -> None:
    await stage.press("F")
    listed = {one[1] for one in live_keys(stage.session)}
    await stage.press("enter")
    read = {one[1] for one in live_keys(stage.session)}
    assert {"Read", "Inbox"} <= listed
    assert {"Next section", "Section before", "Back"} <= read
    assert not (listed | read) & {"Edit", "Withdraw", "Points", "Fill in", "Next gap"}


@pytest.mark.session("batam", size=(80, 24))
async def test_where_an_empty_page_is_filled_is_said_whatever_has_the_cursor_and_at_every_size(
    stage: Stage,
) -> None:
    await stage.press("F")
    stage.panel.reveal("figures", "assessment")
    await shows(stage, "goes there")
    for part in (stage.panel.preview, stage.panel.sections, stage.panel.preview):
        part.focus()
        await stage.settle()
        assert "goes there" in stage.flat, part
    await stage.pilot.resize_terminal(60, 18)
    await stage.settle()
    assert "filled in" in stage.flat, stage.text
