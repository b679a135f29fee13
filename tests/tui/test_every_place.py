"""Every panel and dialog: each of its keys pressed once, and at the smallest and a large size something of use to see."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.stage import Open, Stage
from textual import events
from textual.app import App
from textual.widget import Widget
from textual.widgets import Input, OptionList

from bimtek_tui import store
from bimtek_tui.model import method
from bimtek_tui.tui.dialogs.form import Form
from bimtek_tui.tui.keymap import PLACES as KEY_PLACES
from bimtek_tui.tui.session.screen import SessionScreen
from bimtek_tui.tui.widgets.bar import KeyBar

DIALOGS: dict[str, list[tuple[str, ...]]] = {
    "agenda": [
        ("K",),
        ("f1",),
        ("f",),
        ("i",),
        ("ctrl+p",),
        ("tab",),
        ("tab", "space"),
        ("r",),
        ("P",),
    ],
    "vision": [("e",), ("v",), ("v", "enter")],
    "issues": [("e",), ("slash",), ("c",), ("d",), ("a", "paste"), ("a",)],
    "swot": [
        ("m",),
        ("A", "u"),
        ("p",),
        ("L",),
        ("L", "tab"),
        ("f8",),
        ("r", "1", "enter", "r"),
        ("r", "2"),
        ("r", "2", "c"),
    ],
    "programs": [("r", "3", "2"), ("r", "3", "2", "enter", "1"), ("o",)],
    "risks": [("e",), ("a",)],
    "quick-wins": [("tab", "tab", "a")],
    "organisation": [("a",), ("e",)],
    "notes": [("sort",), ("e",), ("r", "4")],
    "participants": [("G",), ("T",), ("e",)],
    "attendance": [("a",), ("l",), ("l", "paste"), ("tab",)],
    "assessment": [("a",), ("enter",)],
    "money": [("a",), ("enter",), ("tab",), ("tab", "d")],
    "books": [("tab",)],
}
"""What is opened in each panel, by the keys that lead there; `paste` pastes two lines, `sort` sorts the inbox."""
PANELS = [*(one.id for one in method.load("kominfo-1").panel), "attendance", "assessment", "money"]
PASTED = "Ani Wijaya; DISKOMINFO\nBudi Santoso; DISKOMINFO"
EVERYWHERE = [key for row in KEY_PLACES["session"].rows for key in row.keys.split(",")]
"""Keys of the session, each of which is pressed in one of the panels; keys of a place in every place."""
SAME = {f"take({number})" for number in range(2, 10)}
"""What every digit in a choice does, as the first does."""
ENDING = {"ctrl+q", "ctrl+o"}
"""Keys that end the session; they are pressed where that is tested."""


async def lead(stage: Stage, panel: str, keys: tuple[str, ...]) -> None:
    """From wherever one is to a panel, and there by keys to what they open."""
    for _try in range(8):
        await stage.settle()
        if isinstance(stage.app.screen, SessionScreen):
            break
        asked = isinstance(stage.app.screen_stack[-2], Form)  # what becomes of what was typed in a form
        await stage.pilot.press("3" if asked else "escape")
    session = stage.session
    assert stage.app.screen is session, stage.text
    session.navigation.uncover()
    session.wall.leave()
    for strip in (session.rounds.silent, session.rounds.turns):
        if strip is not None:
            strip.action_end()
    await stage.settle()
    session.capture.leave()
    session.filter.lift()
    if session.has_class("-sections"):  # the books beside a panel make everything after that slower
        session.action_beside()
    session.panels.stage_id = "stage-1"
    await stage.go(panel)
    for key in keys:
        if key == "paste":
            stage.app.post_message(events.Paste(PASTED))
        elif key == "sort":
            session.panel.reveal("note", stage.workshop.capture("note", {"kind": "inbox", "text": "Nanti"}))
            await stage.settle()
            await stage.press("s")
        else:
            await stage.pilot.press(key)
    await stage.settle()


def place(stage: Stage) -> tuple[object, ...]:
    """Where one is."""
    return stage.app.screen, stage.app.screen.focused, stage.session.panel_id


def live(stage: Stage) -> list[str]:
    """The keys that do something here, of the place itself and of the program."""
    return [
        key
        for key, active in stage.app.screen.active_bindings.items()
        if active.enabled
        and key not in ENDING
        and not isinstance(active.node, Input | App)
        and active.binding.action not in SAME
    ]


@pytest.mark.parametrize("panel", PANELS)
async def test_every_key_that_is_live_somewhere_is_pressed_there(
    open_session: Open, sample: Path, panel: str
) -> None:
    async with open_session() as stage:
        for opening in [(), *DIALOGS.get(panel, [])]:
            await lead(stage, panel, opening)
            here = place(stage)
            share = set(EVERYWHERE[PANELS.index(panel) :: len(PANELS)]) if opening == () else set()
            for key in [one for one in live(stage) if one in share or one not in EVERYWHERE]:
                if place(stage) != here:
                    await lead(stage, panel, opening)
                    here = place(stage)
                await stage.press(key)
                assert stage.app._exception is None, (panel, opening, key)
    assert [one for one in store.load(sample).findings if one.severity == "error"] == []


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.session(size=(60, 18))
@pytest.mark.usefixtures("undrawn")
async def test_everything_has_something_of_use_to_see_at_every_size(stage: Stage, panel: str) -> None:
    for keys in [(), *DIALOGS.get(panel, [])]:
        await stage.pilot.resize_terminal(60, 18)
        await lead(stage, panel, keys)
        useful(stage, panel, keys)
        for size in ((160, 50), (60, 18)):
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
            useful(stage, panel, keys)


def useful(stage: Stage, *where: object) -> None:
    """What has the cursor, what it is called, and the keys stand whole on the screen."""
    screen, at = stage.app.screen, (*where, stage.app.size, "\n" + stage.text)
    width, height = stage.app.size
    lines = stage.text.split("\n")
    assert all(len(line.rstrip()) <= width for line in lines), at
    focused = screen.focused
    if focused is not None:
        assert in_view(focused), (focused, *at)
        if isinstance(focused, OptionList) and focused.highlighted_option:
            words = str(focused.highlighted_option.prompt).split()
            assert any(word in stage.text for word in words), (words, *at)
    for title in screen.query(".title, #form-title, #head, #wall-title"):
        if title.display and str(title.visual):  # type: ignore[attr-defined]
            assert in_view(title), (title, *at)
    bars = [one for one in screen.query(KeyBar) if one.display and one.parent and one.parent.display]
    for bar in bars:
        assert in_view(bar), at
        assert bar.region.bottom <= height, at
        assert bar.places, at
        assert bar.places[-1][0] < bar.size.width, at
        assert bar._rows[-1][-1][0] - 1 <= bar.size.width, at


def in_view(one: Widget) -> bool:
    """Whether a part of it stands on the screen."""
    return one.region.area > 0 and bool(one.screen.find_widget(one).visible_region.area)
