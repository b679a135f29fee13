"""The program under Textual's pilot: a session opened on a copy, and what stands on the screen as text."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from stage import Open, Stage

from bimtek_tui import resources
from bimtek_tui.tui import clock
from bimtek_tui.tui.app import BimtekApp
from bimtek_tui.tui.session import SessionScreen
from bimtek_tui.workshop import open_workshop


@pytest.fixture
def open_session(sample: Path) -> Open:
    """Open a session file (the sample when none is named) at a size, at a time of day."""

    @asynccontextmanager
    async def opened(
        file: Path | None = None,
        size: tuple[int, int] = (80, 24),
        now: Callable[[], dt.datetime] = clock.now,
    ) -> AsyncIterator[Stage]:
        app = BimtekApp(sample.parent, open_workshop(file or sample), now)
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            stage = Stage(app, pilot)
            await stage.settle()
            yield stage
            for screen in app.screen_stack:
                if isinstance(screen, SessionScreen):
                    screen.close()

    return opened


@pytest.fixture
def open_start(tmp_path: Path) -> Open:
    """Open the list of sessions of a folder."""

    @asynccontextmanager
    async def opened(folder: Path | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Stage]:
        app = BimtekApp(folder or tmp_path)
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            stage = Stage(app, pilot)
            await stage.settle()
            yield stage
            for screen in app.screen_stack:
                if isinstance(screen, SessionScreen):
                    screen.close()

    return opened


@pytest.fixture
def batam(tmp_path: Path) -> Path:
    """A copy of a session in which most is still to be done."""
    return Path(shutil.copy(resources.sample_session("batam-2022"), tmp_path))
