"""What was typed and is not recorded outlives a closed window and a kill, on a real terminal."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.terminal import Terminal

PATIENCE = 20.0
"""Seconds until a draft that is not written is a failure."""


def written(words: str) -> bool:
    """Whether these words come to stand in a file of drafts."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        files = (Path(os.environ["BIMTEK_STATE"]) / "journal").glob("*.draft")
        if any(words in one.read_text(encoding="utf-8") for one in files):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("end", ["kill", "hang_up"])
def test_a_line_and_a_form_come_back(session: Callable[..., Terminal], end: str) -> None:
    terminal = session(columns=140).press("i").wait("Inbox").type("separuh kalimat")
    terminal.wait("separuh kalimat").press("escape", "f2").wait("Stage 1 · Agenda")
    terminal.press(".", ".").wait("I1 Warga", "Add").press("e").wait("^s").type(" Belumdicatat.")
    terminal.wait("Belumdicatat.")
    if end == "kill":
        assert written("Belumdicatat.")
    getattr(terminal, end)()
    if end == "hang_up":
        terminal.process.wait(PATIENCE)
    again = session(columns=140).wait("not recorded yet, waits where it was typed")
    again.press("i").wait("separuh kalimat", "ctrl+u throws it away").press("escape", "f2")
    again.wait("Stage 1 · Agenda").press(".", ".").wait("I1 Warga", "Add").press("e")
    again.wait("Not recorded yet, typed at", "Belumdicatat.").press("ctrl+q").wait("What becomes of what")
    assert again.leave(keys=("3",)) == 0
