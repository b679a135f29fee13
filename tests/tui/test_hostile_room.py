"""The hostile session in the room: the wall, the grid, attendance, rounds, voting, moving, jumping, closing, and undo.

Nothing crashes (a fault in the program fails the pilot), nothing is obeyed, and no control character reaches the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from support import hostile_text
from support.hostile_text import whole_session
from support.stage import Stage, bare, pages
from textual.widgets import Input, OptionList

from bimtek_tui import text
from bimtek_tui.errors import Refused
from bimtek_tui.model import edits
from bimtek_tui.tui.dialogs.leftovers import Leftovers
from bimtek_tui.tui.panels.voting import VotingPanel
from bimtek_tui.tui.session.round_strips import RoundRobin
from bimtek_tui.tui.session.screen import SessionScreen

CODES = [text.line(raw) for raw in hostile_text.STRINGS.values() if text.line(raw)]


@pytest.fixture
def attacked(tmp_path: Path) -> Path:
    """The hostile session, with an agency for every string as its code."""
    file = tmp_path / "serangan.toml"
    agencies = [
        f"[[agency]]\nid = {hostile_text.toml(one)}\nname = {hostile_text.toml(one)}\n" for one in CODES
    ]
    file.write_text(whole_session() + "\n" + "\n".join(agencies), encoding="utf-8")
    return file


async def presses(stage: Stage, keys: Iterable[str]) -> None:
    """Press keys; after each the screen holds nothing but text."""
    for key in keys:
        await stage.press(key)
        assert text.is_clean(stage.text), key
        assert stage.app._exception is None, key


async def hovered(stage: Stage) -> None:
    """Move the mouse over the screen."""
    for place in ((4, 4), (30, 9), (55, 14), (20, 17)):
        await stage.pilot.hover(offset=place)
    assert text.is_clean(stage.text)


@pytest.mark.session("attacked", size=(60, 18))
async def test_the_wall_shows_every_list(stage: Stage) -> None:
    for panel in ("swot", "strategies", "programs", "notes", "participants", "agenda", "roadmap"):
        await stage.go(panel)
        if not stage.session.wall.is_on:
            await stage.press("f8")
        assert stage.session.wall.is_on, panel
        await presses(stage, ("end", "pageup", "right", "end", "home", "right", "down"))
        await hovered(stage)


@pytest.mark.session("attacked")
async def test_the_grid_the_order_and_the_marks(stage: Stage) -> None:
    for panel in ("swot", "programs"):
        await stage.go(panel)
        await presses(stage, ("p", "end", "down", "right", "3", "enter", "escape", "p"))
        await presses(stage, ("A", "m", "escape", "A", "o", "3", "o", "1"))
        await presses(stage, ("space", "down", "space", "m", "down", "escape", "u", "enter", "U", "escape"))
        await presses(stage, ("f", "escape", "v", "enter", "tab", "end", "v"))


@pytest.mark.session("attacked")
async def test_attendance_shows_ticks_and_searches_everybody(stage: Stage) -> None:
    await stage.press("h")
    for one in stage.panel.query(OptionList):
        await pages(stage, one, most=20)
    await presses(stage, ("home", "space", "down", "space", "tab", "down", "tab"))
    await hovered(stage)
    for raw in hostile_text.STRINGS.values():
        stage.panel.filter(text.line(raw)[:200])
        await stage.pilot.pause()
        assert text.is_clean(stage.text)
    stage.panel.filter("")
    await presses(stage, ("a",))
    for code in CODES[:24:3]:
        stage.panel.line.value = f"Nama {code}; {code}; {code}"
        await presses(stage, ("enter", "enter"))
    await presses(stage, ("escape", "l"))
    stage.app.screen.query_one("TextArea").text = "\n".join(CODES)  # type: ignore[attr-defined]
    await stage.settle()
    await presses(stage, ("tab", "end", "space", "t"))


@pytest.mark.session("attacked")
async def test_every_agency_has_its_turn_whatever_its_code(stage: Stage) -> None:
    await stage.go("swot")
    await presses(stage, ("r", "2"))
    strip = stage.session.query_one(RoundRobin)
    spoke = set()
    for _agency in strip.turns.agencies:
        spoke.add(strip.speaker)
        assert stage.workshop.context.agency == strip.speaker
        assert bare(strip.speaker)[:12] in bare(stage.text)
        await stage.pilot.press("ctrl+n")
        assert text.is_clean(stage.text)
    assert len(spoke) >= len(CODES) - 2
    await presses(stage, ("c", "end", "escape", "c", "4", "K"))


@pytest.mark.session("attacked")
async def test_dots_are_given_by_and_to_anything(stage: Stage) -> None:
    await stage.go("swot")
    await presses(stage, ("r", "3", "1", "enter"))
    panel = stage.panel
    assert isinstance(panel, VotingPanel)
    for _agency in range(len(panel.agencies)):
        assert bare(panel.voter)[:12] in bare(stage.text)
        await stage.pilot.press("space", "down", "space", "enter")
        assert text.is_clean(stage.text)
    await presses(stage, ("a", "escape", "K", "end", "home", "K", "ctrl+z"))


@pytest.mark.session("attacked")
async def test_what_is_left_and_what_a_stage_needs(stage: Stage) -> None:
    await stage.press("f2", "r", "4")
    assert isinstance(stage.app.screen, Leftovers)
    await presses(stage, ("end", "home", "s", "ctrl+z", "t", "ctrl+z", "w"))
    for code in CODES[::6]:
        if not isinstance(stage.app.screen, Leftovers):
            stage.app.screen.query_one(Input).value = f"@{code} +{code}"
            await presses(stage, ("enter",))
    await presses(stage, ("escape", "escape"))
    for key in ("f2", "f3", "f4", "f5"):
        await presses(
            stage, (key, "K", "end", "home", "escape", "shift+tab", "d", "escape", "space", "escape")
        )


async def test_undo_and_the_palette_name_every_text(stage: Stage, sample: Path) -> None:
    await stage.go("agenda")
    for name in ("closing-tag", "click-tag", "open-bracket", "python-list", "c1-sequence", "emoji"):
        raw = hostile_text.STRINGS[name]
        try:
            stage.workshop.capture("issue", {"text": raw})
            stage.workshop.do(edits.withdraw(list(stage.workshop.session.issue.values())[-1], raw[:200]))
        except Refused:
            continue
        await stage.pilot.press("ctrl+p")
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert stage.app._exception is None, name
        assert text.is_clean(stage.text), name
        await stage.pilot.press("escape")
        assert isinstance(stage.app.screen, SessionScreen), name
        await stage.pilot.press("ctrl+z", "ctrl+y", "ctrl+z")
        assert text.is_clean(stage.text), name
