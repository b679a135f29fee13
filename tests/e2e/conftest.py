"""The real program on a real pseudo-terminal. Linux and macOS only: Windows has none that Python can open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from support.terminal import Terminal

Start = Callable[..., "Terminal"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `bimtek` with some words on a terminal of its own in `tmp_path`; it is ended with the test."""
    pytest.importorskip("pty", reason="pseudo-terminals are there on Linux and macOS only")
    pytest.importorskip("pyte", reason="pyte, which replays what was drawn, is not installed")
    from support.terminal import Terminal, bimtek

    started: list[Terminal] = []

    def start(*words: str | Path, **more: Any) -> Terminal:
        started.append(Terminal(bimtek(*words), tmp_path, **more))
        return started[-1]

    yield start
    for one in started:
        one.kill()


@pytest.fixture
def session(start: Start, sample: Path) -> Callable[..., Terminal]:
    """Open the sample in English and wait until it stands there."""

    def session(**more: Any) -> Terminal:
        return start("--lang", "en", "open", sample, **more).wait("Kota Contoh", "Checklist", "Tick")

    return session
