"""Two lists of different panels side by side: chosen, worked in with the same keys, and ended."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.tui.dialogs.second_list import Beside
from bimtek_tui.tui.panels.board import Board
from bimtek_tui.tui.session.split_view import Split


async def _beside(stage: Stage, panel: str, words: str) -> Split:
    await stage.go(panel)
    await stage.press("v")
    assert isinstance(stage.app.screen, Beside)
    await stage.type(words)
    await stage.press("enter")
    split = stage.panel
    assert isinstance(split, Split)
    return split


@pytest.mark.session(size=(100, 30))
async def test_two_lists_of_different_panels_stand_side_by_side(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("tab")
    await stage.press("v")
    await stage.type("short")
    await stage.press("enter")
    first, second = stage.panel.lists
    assert (first.column.id, second.column.id) == ("weakness", "short")
    assert first.region.y == second.region.y
    assert first.region.right <= second.region.x
    assert "Weaknesses" in stage.text
    assert "Short term" in stage.text
    assert first.has_focus


@pytest.mark.session(size=(60, 18))
async def test_on_a_narrow_screen_one_stands_above_the_other(stage: Stage) -> None:
    split = await _beside(stage, "swot", "short")
    first, second = split.lists
    assert first.region.bottom <= second.region.y
    assert first.region.width == second.region.width == 60
    await stage.pilot.resize_terminal(100, 30)
    await stage.settle()
    assert first.region.y == second.region.y


@pytest.mark.session(size=(100, 30))
async def test_all_keys_work_in_both(stage: Stage) -> None:
    split = await _beside(stage, "swot", "short")
    await stage.press("m", "w")
    assert "1 entry moved to Weakness" in stage.text
    await stage.press("tab", "space", "down", "space", "m", "l")
    assert split.lists[1].has_focus
    moved = [one for one in stage.workshop.session.program.values() if one.horizon == "long"]
    assert len(moved) == 14
    await stage.press("a")
    await stage.type("Program baru")
    await stage.press("enter", "escape")
    assert "Program baru" in stage.text
    assert list(stage.workshop.session.program.values())[-1].horizon == "short"
    await stage.press("slash")
    await stage.type("program baru")
    await stage.press("enter")
    assert len(split.lists[1].ids) == 1


@pytest.mark.session(size=(100, 30))
async def test_it_ends_where_one_was_with_what_was_changed(stage: Stage) -> None:
    await _beside(stage, "swot", "weak")
    _kind, id = stage.panel.selected
    await stage.press("m", "t")
    await stage.press("v")
    board = stage.panel
    assert isinstance(board, Board)
    assert not isinstance(board, Split)
    assert board.spec.id == "swot"
    assert id in board.lists[3].ids
    assert board.at.has_focus
    assert not stage.session.panels.over


@pytest.mark.session(size=(100, 30))
async def test_going_elsewhere_ends_it_and_the_last_choice_is_offered_first(stage: Stage) -> None:
    await _beside(stage, "swot", "short")
    await stage.press("f6")
    assert stage.session.panel_id == "books"
    await stage.go("swot")
    assert not isinstance(stage.panel, Split)
    await stage.press("v", "enter")
    assert stage.panel.lists[1].column.id == "short"


async def test_the_choice_is_left_with_escape_and_without_a_list_it_says_so(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("v", "escape")
    assert stage.panel.spec.id == "swot"
    await stage.go("agenda")
    stage.session.action_split()
    await stage.settle()
    assert "Open a list first" in stage.text


@pytest.mark.session(size=(100, 30))
async def test_a_filter_goes_along_and_comes_back(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("slash")
    await stage.type("sungai")
    await stage.press("enter")
    number = len(stage.panel.lists[0].ids)
    await stage.press("v")
    await stage.type("weak")
    await stage.press("enter")
    assert len(stage.panel.lists[0].ids) == number
    await stage.press("escape")
    assert len(stage.panel.lists[0].ids) > number
    await stage.press("v")
    assert sum(len(one.ids) for one in stage.panel.lists) == 50
