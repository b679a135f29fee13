"""Every key that a sentence on the screen names does something where the sentence stands: in every panel, empty and full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.stage import Open, Stage
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input, OptionList

from bimtek_tui import i18n
from bimtek_tui.model import method
from bimtek_tui.store import creation
from bimtek_tui.tui.actions import ACTIONS
from bimtek_tui.tui.registry import PANELS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("undrawn")]

NAMED = re.compile(r"⟦([a-z0-9-]+)⟧")
"""How a sentence names the key of an action in these tests, so that none is missed and none is guessed."""
PLACES = list(dict.fromkeys(("agenda", *(one.id for one in method.load("kominfo-1").panel), *PANELS)))


def new(folder: Path) -> Path:
    """A session as it is made, with nothing in it."""
    return creation.create(
        folder / "baru", "kota-baru", city="Kota Baru", kind="kota", province="Riau", start_year=2026
    )


def named(where: DOMNode) -> set[str]:
    """The actions whose keys are named here: in rows, frames and sentences, also beyond what is scrolled to."""
    return {id for words in said(where) for id in NAMED.findall(words)}


def said(where: DOMNode) -> Iterator[str]:
    for widget in where.walk_children(with_self=True):
        if not isinstance(widget, Widget) or not widget.display or not widget.is_on_screen:
            continue
        for words in (widget.border_title, widget.border_subtitle, getattr(widget, "placeholder", "")):
            yield str(words or "")
        if isinstance(widget, OptionList):
            yield from (str(option.prompt) for option in widget.options)
        else:
            yield str(getattr(widget, "visual", ""))


def working(stage: Stage) -> dict[str, str]:
    """The actions whose keys do something now, each with one of its keys."""
    return {
        active.binding.id: key
        for key, active in stage.app.screen.active_bindings.items()
        if active.enabled and active.binding.id
    }


def seen(stage: Stage) -> tuple[Any, ...]:
    """What a key that does something changes: where one is, what stands there, or what is in the session."""
    return (
        stage.app.screen,
        stage.app.screen.focused,
        stage.session.panel_id,
        stage.text,
        stage.workshop.document.to_bytes(),
    )


async def open_panel(stage: Stage, panel: str) -> None:
    """Open a panel, its sentences made anew."""
    await stage.go(panel)
    stage.panel.refill()
    await stage.settle()


@pytest.mark.parametrize("full", [False, True])
async def test_every_key_that_the_screen_names_works_there(
    open_session: Open, sample: Path, tmp_path: Path, full: bool
) -> None:
    async with open_session(sample if full else new(tmp_path)) as stage:
        i18n.name_keys(lambda action: f"⟦{action}⟧")
        checked, untrue = set(), []
        for panel in PLACES:
            await open_panel(stage, panel)
            places = [
                one
                for one in stage.panel.query("*").results(Widget)
                if one.can_focus and one.display and not isinstance(one, Input)
            ]
            for one in places or [stage.app.screen.focused]:
                one.focus()
                await stage.pilot.pause()
                here = named(stage.app.screen)
                checked |= here
                untrue += [
                    (panel, str(one), action)
                    for action in sorted(here - (working(stage).keys() & ACTIONS.keys()))
                ]
        assert not untrue
        assert {"add", "for-whom", "next-step", "open"} <= checked


async def test_what_an_empty_panel_names_does_something(open_session: Open, tmp_path: Path) -> None:
    async with open_session(new(tmp_path)) as stage:
        i18n.name_keys(lambda action: f"⟦{action}⟧")
        for panel in PLACES:
            await open_panel(stage, panel)
            cursor = stage.app.screen.focused
            for action in sorted(named(stage.panel)):
                if cursor is not None and cursor.is_attached:
                    cursor.focus()
                    await stage.pilot.pause()
                before = seen(stage)
                await stage.press(working(stage)[action])
                assert "no entry under the cursor" not in stage.flat, (panel, action)
                assert seen(stage) != before, (panel, action)
                while stage.app.screen is not stage.session:
                    await stage.press("escape")
                await stage.press("escape")
                await open_panel(stage, panel)


async def test_what_the_foot_of_a_new_session_names_does_something(
    open_session: Open, tmp_path: Path
) -> None:
    async with open_session(new(tmp_path)) as stage:
        i18n.name_keys(lambda action: f"⟦{action}⟧")
        stage.session.say("")
        stage.session.foot.show_context()
        for action in sorted(named(stage.session.foot)):
            before = seen(stage)
            await stage.press(working(stage)[action])
            assert seen(stage) != before, action
            while stage.app.screen is not stage.session:
                await stage.press("escape")
            await stage.go("agenda")


WAYS = {
    "grid of points": ("swot", "p"),
    "cell of the grid": ("swot", "p", "1"),
    "grid of candidates": ("candidates", "p"),
    "book beside": ("swot", "P"),
    "filter": ("swot", "slash"),
    "nothing found": ("swot", "slash", "z", "z", "z", "enter"),
    "line": ("swot", "a"),
    "line of the inbox": ("swot", "i"),
    "line of an agency": ("participants", "a"),
    "marked": ("programs", "space"),
    "wall": ("swot", "f8"),
    "silent round": ("swot", "r", "1", "enter"),
    "round-robin": ("swot", "r", "2", "escape", "r"),
    "voting": ("swot", "r", "3", "1", "enter"),
    "line of the budget": ("money", "a"),
    "line of attendance": ("attendance", "a"),
    "reason": ("swot", "d"),
    "for whom": ("swot", "c"),
    "form": ("programs", "e"),
    "changed form": ("programs", "e", "x", "escape"),
    "move": ("programs", "m"),
    "unite": ("programs", "space", "down", "u"),
    "set": ("programs", "S"),
    "second list": ("swot", "v"),
    "meaning": ("swot", "p", "v"),
    "closing": ("agenda", "K"),
    "overlaps": ("programs", "D"),
    "notes": ("notes", "r", "4"),
    "participants": ("attendance", "l"),
    "help": ("swot", "f1"),
}
"""Where one is after these keys in a panel."""
NOT_BY_KEY = {"for-whom", "next-step", "undo", "take-apart", "variant"}
"""While one types the two in the foot are buttons for the mouse; the others take back or ask again afterwards."""


@pytest.mark.parametrize("way", WAYS)
async def test_every_key_that_is_named_on_the_way_works_there(stage: Stage, way: str) -> None:
    i18n.name_keys(lambda action: f"⟦{action}⟧")
    panel, *keys = WAYS[way]
    await open_panel(stage, panel)
    stage.panel.take_focus()
    await stage.press(*keys)
    untrue = named(stage.app.screen) - (working(stage).keys() & ACTIONS.keys()) - NOT_BY_KEY
    assert not untrue, stage.text
