"""Jump mode: a letter on every target, and the next key goes there."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.tui.session.jump import Jump


def _letters(stage: Stage) -> list[str]:
    assert isinstance(stage.app.screen, Jump)
    return [mark.letter for mark in stage.app.screen.marks]


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (160, 50)])
async def test_every_target_has_a_letter_of_its_own_on_the_screen(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f")
    letters = _letters(stage)
    assert len(letters) == len(set(letters))
    assert len(letters) > 4 + 6 + 1 + 3  # stages, panels, the capture line, the other lists, and rows
    for mark in stage.app.screen.marks:  # type: ignore[attr-defined]
        x, y = mark.at
        assert stage.text.splitlines()[y][x] == mark.letter


async def test_a_letter_goes_to_a_stage_a_panel_a_list_a_row_and_the_line(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f", "d")
    assert stage.panel.at.highlighted == 1
    await stage.press("f", "z")
    assert stage.panel.lists[1].has_focus
    await stage.press("f", "a")
    assert stage.session.capture.line.has_focus
    await stage.press("escape", "f", "w")
    assert stage.session.panel_id == "vision"
    await stage.press("f", "3")
    assert stage.session.stage_id == "stage-3"
    await stage.press("f")
    assert "s" in _letters(stage)  # rows of the checklist as well


async def test_escape_and_keys_that_are_no_letters_change_nothing(stage: Stage) -> None:
    await stage.go("swot")
    before = stage.panel.selected
    await stage.press("f", "comma")
    assert isinstance(stage.app.screen, Jump)
    await stage.press("escape")
    assert stage.app.screen is stage.session  # type: ignore[comparison-overlap]
    assert stage.panel.selected == before
    assert stage.panel.at.has_focus


async def test_a_click_on_a_letter_goes_there_and_a_resize_takes_them_away(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f")
    mark = next(one for one in stage.app.screen.marks if one.letter == "z")  # type: ignore[attr-defined]
    await stage.pilot.click(offset=mark.at)
    await stage.settle()
    assert stage.panel.lists[1].has_focus
    await stage.press("f")
    await stage.pilot.resize_terminal(100, 30)
    await stage.settle()
    assert stage.app.screen is stage.session


async def test_it_is_a_letter_like_any_other_where_one_types(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("a", "f")
    assert stage.session.capture.line.value == "f"
