"""The running program in a test: pressing keys, what stands on the screen as text, and waiting until it does."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot, WaitForScreenTimeout
from textual.widgets import OptionList

from bimtek_tui.tui.app import BimtekApp
from bimtek_tui.tui.dialogs.which_file import WhichFile
from bimtek_tui.tui.session.screen import SessionScreen
from bimtek_tui.tui.widgets.line import Line
from bimtek_tui.tui.widgets.markdown_view import Preview
from bimtek_tui.workshop.workshop import Workshop


class Stage:
    """A running program with shorthands for what tests do all the time."""

    def __init__(self, app: BimtekApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        pilot._wait_for_screen = self._at_rest  # type: ignore[method-assign]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    def at_once(self, *keys: str) -> None:
        """Press keys without waiting for what they do, as a terminal passes them on."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else None))

    async def settle(self) -> None:
        """Wait until keys, messages, workers and what they sent are done."""
        for _round in range(3):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            while self.app.under_way and self.app.is_running:
                await self.pilot.pause()

    async def _at_rest(self, timeout: float = 30.0) -> bool:
        """Wait until everything on the screen waits for a message; whether it came to that, or the program failed.

        Textual's own sends every widget a message to see it answered, three quarters of what a key costs in a test.
        """
        end = time.monotonic() + timeout
        while not all(map(_waits, (self.app, *self.app.screen.walk_children(with_self=True)))):
            if self.app._exception_event.is_set():
                return False
            if time.monotonic() > end:
                raise WaitForScreenTimeout("Timed out while waiting for widgets to process pending messages.")
            await asyncio.sleep(0)
        return True

    async def type(self, words: str) -> None:
        keys = {" ": "space", ":": "colon", ".": "full_stop", ",": "comma", "/": "slash", "-": "minus"}
        await self.press(*(keys.get(letter, letter) for letter in words))

    async def go(self, panel: str) -> None:
        """Open a panel by its name."""
        self.session.action_panel(panel)
        await self.settle()

    async def drop(self, key: str, path: str | Path) -> None:
        """Press a key that asks which file is meant, drop a path there, and press Enter."""
        await self.press(key)
        assert isinstance(self.app.screen, WhichFile)
        line = self.app.screen.query_one(Line)
        line.value = ""
        line.post_message(events.Paste(str(path)))
        await self.settle()
        await self.press("enter")

    @property
    def session(self) -> SessionScreen:
        return next(one for one in reversed(self.app.screen_stack) if isinstance(one, SessionScreen))

    @property
    def panel(self) -> Any:
        """The panel that is seen, of whatever class the test has opened."""
        return self.session.panel

    @property
    def workshop(self) -> Workshop:
        return self.session.workshop

    @property
    def text(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    @property
    def flat(self) -> str:
        """What stands on the screen without frames and line breaks, for sentences that wrap."""
        return re.sub(r"[\s│┃]+", " ", self.text)


def _waits(pump: MessagePump) -> bool:
    """Whether there is nothing to do for it: it is closed, or stands still in reading its queue."""
    ready: asyncio.Event = pump._message_queue.ready_event
    return pump._closing or pump._closed or (bool(ready._waiters) and not ready.is_set())


Open = Callable[..., AbstractAsyncContextManager[Stage]]

WAITS = 400
"""Looks at the screen, a fiftieth of a second apart, until what does not come is a failure."""


async def until(stage: Stage, met: Callable[[], object]) -> None:
    """Let the program run until something is so."""
    for _round in range(WAITS):
        if met():
            return
        await stage.pilot.pause(0.02)
    raise AssertionError(f"it never came; on the screen:\n{stage.text}")


async def shows(stage: Stage, *texts: str) -> None:
    """Let the program run until these texts stand on the screen."""
    await until(stage, lambda: all(one in stage.flat for one in texts))


MOST_PAGES = 5
"""Pages of one list that are looked at: the note of 100 kB alone has hundreds."""


def bare(shown: str) -> str:
    """A text without blanks and frames, however it was wrapped."""
    return re.sub(r"[\s│┃▁▂▃▄▅▆▇█▏▎▍▌]+", "", shown)


async def pages(stage: Stage, one: OptionList, most: int = MOST_PAGES) -> str:
    """What a list shows while it is scrolled from its beginning to its end, by half a page."""
    seen = []
    step = max(1, one.size.height // 2)
    for y in range(0, min(one.virtual_size.height, step * most) + 1, step):
        one.scroll_to(y=y, animate=False)
        await stage.pilot.pause()
        seen.append(bare(stage.text))
    return "\n".join(seen)


def seen(preview: Preview) -> list[str]:
    """The lines in view."""
    top, height = preview.scroll_offset.y, preview.scrollable_content_region.height
    last = min(preview.drawing.height, top + height)
    return ["".join(one.words for one in preview.drawing.line(y)[1]) for y in range(top, last)]
