"""Every key that a sentence on the screen names does something where the sentence stands: in every panel, empty and full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.stage import Open, Stage
from textual.widget import Widget
from textual.widgets import Input, OptionList

from bimtek_tui import i18n
from bimtek_tui.model import method
from bimtek_tui.store import creation
from bimtek_tui.tui.actions import ACTIONS
from bimtek_tui.tui.registry import PANELS

NAMED = re.compile(r"⟦([a-z0-9-]+)⟧")
"""How a sentence names the key of an action in these tests, so that none is missed and none is guessed."""
PLACES = list(dict.fromkeys(["agenda", *(one.id for one in method.load("kominfo-1").panel), *PANELS]))
STAGES = {one.id: one.stage for one in method.load("kominfo-1").panel if one.stage}


def new(folder: Path) -> Path:
    """A session as it is made, with nothing in it."""
    return creation.create(
        folder / "baru", "kota-baru", city="Kota Baru", kind="kota", province="Riau", start_year=2026
    )


def named(stage: Stage) -> set[str]:
    """The actions whose keys the screen names: in rows, frames and sentences, also beyond what is scrolled to."""
    return {id for words in said(stage) for id in NAMED.findall(words)}


def said(stage: Stage) -> Iterator[str]:
    for widget in stage.app.screen.walk_children():
        if not isinstance(widget, Widget) or not widget.display or not widget.is_on_screen:
            continue
        for words in (widget.border_title, widget.border_subtitle):
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


@pytest.mark.slow
@pytest.mark.parametrize("full", [False, True])
async def test_every_key_that_the_screen_names_works_there(
    open_session: Open, sample: Path, tmp_path: Path, full: bool
) -> None:
    async with open_session(sample if full else new(tmp_path)) as stage:
        i18n.name_keys(lambda action: f"⟦{action}⟧")
        untrue = []
        for panel in PLACES:
            await stage.go(panel)
            stage.panel.refill()
            await stage.settle()
            lists = [one for one in stage.panel.query("*") if one.can_focus and one.display and not isinstance(one, Input)]
            import time
            t0=time.time()
            for one in lists or [stage.app.screen.focused]:
                one.focus()
                await stage.pilot.pause()
                here = named(stage)
                untrue += [(panel, str(one), action) for action in sorted(here - (working(stage).keys() & ACTIONS.keys()))]
            print(panel, len(lists), time.time()-t0, flush=True)
        assert not untrue


@pytest.mark.slow
@pytest.mark.parametrize("panel", PLACES)
async def test_what_an_empty_panel_names_does_something(
    open_session: Open, tmp_path: Path, panel: str
) -> None:
    async with open_session(new(tmp_path)) as stage:
        i18n.name_keys(lambda action: f"⟦{action}⟧")
        await stage.go(panel)
        stage.panel.refill()
        await stage.settle()
        for action in sorted(named(stage)):
            print(panel, action, flush=True)
            before = seen(stage)
            await stage.press(working(stage)[action])
            assert "no entry under the cursor" not in stage.flat, (panel, action)
            assert seen(stage) != before, (panel, action)
            while stage.app.screen is not stage.session:
                await stage.press("escape")
            await stage.press("escape")
            await stage.go(panel)
