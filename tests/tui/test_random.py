"""Random keys, texts, pastes, clicks and sizes, each run from a seed: what nobody thought of pressing.

Nothing crashes, the session file can be read at any time, and at the end it holds every edit that was acknowledged.
`BIMTEK_KEYS=5000` presses so many keys in all, with other seeds every time; a failure names the seed and the last steps.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support import hostile_text
from support.stage import Open, Stage
from support.workshops import crash
from textual import events
from textual.widgets import Input, TextArea

from bimtek_tui import store
from bimtek_tui.model import kinds, method
from bimtek_tui.tui.keymap import PLACES
from bimtek_tui.tui.session.screen import SessionScreen
from bimtek_tui.workshop.workshop import open_workshop

MANY = int(os.environ.get("BIMTEK_KEYS", "0"))
STEPS = 120 if MANY else 60
"""Steps of one run: so many that it gets somewhere, so few that the steps of a failure can be read."""
SEEDS = [1, 2, 3] if not MANY else [int(time.time()) + number for number in range(-(-MANY // STEPS))]
PANELS = [*(one.id for one in method.load("kominfo-1").panel), "attendance"]
SIZES = [(80, 24), (60, 18), (100, 30), (160, 50), (70, 20)]
LEAVING = {"ctrl+q"}
KEYS = sorted(
    {
        key
        for place in PLACES.values()
        for row in place.rows
        for key in row.keys.split(",")
        if key not in LEAVING
    }
    | {"home", "end", "pageup", "pagedown", "ctrl+c", "ctrl+u", "ctrl+w", "shift+left", "5", "9", "0", "y"}
)
TEXTS = [one for one in hostile_text.STRINGS.values() if len(one) < 300] + [
    "Layanan kota #ekonomi @DISKOMINFO !fakta =5",
    "DINAS-X Dinas Baru",
    "Ani Wijaya; DISKOMINFO; narasumber",
    "Rp 1,5 miliar",
    "1.25",
    "13 Juni 2026",
    "@DISKOMINFO +13 Juni 2026",
    "-kota #ekonomi +agreed ~",
]


class Walk:
    """One run: steps drawn from a seed, done on the running program."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage = stage
        self.random = random.Random(seed)
        self.done: list[str] = []

    async def go(self, steps: int) -> None:
        """Take so many steps, or fewer when the program was left."""
        for _step in range(steps):
            self.done.append("?")
            await self._step()
            if self.stage.app._exit or self.stage.app._exception:
                break
        await self.stage.settle()

    async def _step(self) -> None:
        one = self.random
        pilot, app = self.stage.pilot, self.stage.app
        what = one.random()
        if what < 0.66:
            key = one.choice(KEYS)
            if key == "w" and one.random() < 0.8:  # rendering all books takes a second
                key = "escape"
            self._note(key)
            await pilot.press(key)
        elif what < 0.74:
            text = one.choice(TEXTS)
            self._note(f"write {text!r}")
            line = app.focused
            if isinstance(line, Input):
                line.insert_text_at_cursor(text)
            elif isinstance(line, TextArea) and not line.read_only:
                line.insert(text)
            await pilot.press(one.choice(["enter", "tab", "ctrl+s", "enter", "down", "escape"]))
        elif what < 0.79:
            text = "\n".join(one.choices(TEXTS, k=one.randrange(1, 5)))
            self._note(f"paste {text!r}")
            app.post_message(events.Paste(text))
            await pilot.pause()
        elif what < 0.85:
            burst = one.choices(KEYS, k=one.randrange(2, 6))
            self._note(f"at once {burst}")
            for key in burst:
                if key != "w":
                    app.post_message(events.Key(key, key if len(key) == 1 else None))
            await pilot.pause()
        elif what < 0.91 and isinstance(app.screen, SessionScreen):
            panel = one.choice(PANELS)
            self._note(f"panel {panel}")
            app.screen.action_panel(panel)
            await pilot.pause()
        elif what < 0.96:
            size = one.choice(SIZES)
            self._note(f"size {size}")
            await pilot.resize_terminal(*size)
            await pilot.pause()
        else:
            at = (
                one.randrange(app.size.width),
                one.randrange(app.size.height - 1),
            )  # the keys below include leaving
            self._note(f"click {at}")
            await pilot.click(offset=at)

    def _note(self, what: str) -> None:
        self.done[-1] = what


async def walk(open_session: Open, file: Path, seed: int, die: bool) -> None:
    """One run; with `die` the program is gone at the end without having saved, and the journal has the rest."""
    told: list[str] = []
    workshop = acknowledged = None
    try:
        async with open_session(file) as stage:
            one = Walk(stage, seed)
            told = one.done
            await one.go(STEPS)
            if stage.app._exception:
                return  # what goes on is told by the pilot
            store.load(file)
            screens = [one for one in stage.app.screen_stack if isinstance(one, SessionScreen)]
            workshop = next((one.workshop for one in reversed(screens) if not one.exit.closed), None)
            acknowledged = kinds_of(workshop.session) if workshop else None
            if die and workshop:
                screens[-1].file_watch.stop()
                screens[-1].exit.closed = True
                crash(workshop)
        if workshop is not None:  # it may be another file by now
            again = open_workshop(workshop.path)
            assert kinds_of(again.session) == acknowledged
            again.close()
            store.load(workshop.path)
        store.load(file)
    except BaseException as error:
        error.add_note(f"seed {seed}, {file.name}, the last steps: {told[-14:]}")
        raise


def kinds_of(session: object) -> dict[str, object]:
    """All that a session holds."""
    return {
        name: session.single(name) if kind.single else dict(session.entries(name))  # type: ignore[attr-defined]
        for name, kind in kinds.kinds().items()
    }


Made = Callable[[], Path]


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_is_pressed_nothing_crashes_and_every_edit_is_kept(
    open_session: Open, sample: Path, batam: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.setenv("VISUAL", "")
    file = (sample, batam, tmp_path / "serangan.toml")[seed % 3]
    if seed % 3 == 2:
        file.write_text(hostile_text.session_text(), encoding="utf-8")
    await walk(open_session, file, seed, die=seed % 2 == 0)
