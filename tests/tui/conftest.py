"""The program under Textual's pilot: a session opened on a copy, and what stands on the screen as text."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from support.stage import Open, Stage
from textual._compositor import Compositor

from bimtek_tui import resources
from bimtek_tui.tui.app import BimtekApp
from bimtek_tui.tui.desk import now as time_of_day
from bimtek_tui.tui.session.screen import SessionScreen
from bimtek_tui.workshop.workshop import open_workshop


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing on the way: for walks that look at the screen where they stop. It takes half of the time."""

    def nothing(compositor: Compositor, *_args: object, **_more: object) -> None:
        compositor._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", nothing)


@pytest.fixture
def open_session(sample: Path) -> Open:
    """Open a session file (the sample when none is named) at a size, at a time of day."""

    @asynccontextmanager
    async def opened(
        file: Path | None = None,
        size: tuple[int, int] = (80, 24),
        now: Callable[[], dt.datetime] = time_of_day,
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


def _marked(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the marks `session` of a test, its class and its module say, the nearest counting most."""
    said: dict[str, Any] = {}
    for mark in request.node.iter_markers("session"):
        said = {**dict(zip(("file",), mark.args, strict=False)), **mark.kwargs, **said}
    return said


@pytest.fixture
def session_file(request: pytest.FixtureRequest) -> Path:
    """The file that `stage` opens: what the fixture named by the mark gives; the sample when none is named."""
    path: Path = request.getfixturevalue(_marked(request).get("file", "sample"))
    return path


@pytest.fixture
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Columns and rows of the terminal of `stage`."""
    columns, rows = _marked(request).get("size", (80, 24))
    return columns, rows


@pytest.fixture
def now(request: pytest.FixtureRequest) -> Callable[[], dt.datetime]:
    """The clock of `stage`."""
    watch: Callable[[], dt.datetime] = _marked(request).get("now", time_of_day)
    return watch


@pytest.fixture
async def stage(
    open_session: Open, session_file: Path, size: tuple[int, int], now: Callable[[], dt.datetime]
) -> AsyncIterator[Stage]:
    """The program with a session open, closed after the test.

    Without a word it is the sample at 80x24. A mark says otherwise, for a test or a module, by the name of the fixture
    that gives the file: `@pytest.mark.session("batam", size=(60, 18), now=watch)`; a test may parametrise `size`, and a
    module may have its own `session_file` or `now`. What a test does before a session is opened or after it is closed
    needs `open_session`.
    """
    async with open_session(session_file, size, now) as stage:
        yield stage


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
