"""Opening sessions in tests, and letting go of them as a crash does."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from bimtek_tui import settings
from bimtek_tui.workshop.workshop import Workshop

Opened = Callable[[], Workshop]
"""What the fixture `opened` gives: each call opens the session of the fixture `file` again."""

NEW = {"quadrant": "threat", "text": "Baru."}

posix = pytest.mark.skipif(os.name == "nt", reason="signals, limits and links of POSIX")


def crash(shop: Workshop) -> None:
    """Let go as the operating system does it for a process that died: nothing is saved, journal and files stay."""
    shop.persistence.journal._let_go()
    if shop.persistence.lock.held:
        shop.persistence.lock._lock.release()
        shop.persistence.lock._lock = None


def journals() -> list[str]:
    """What lies where the journals are."""
    folder = settings.state_folder() / "journal"
    return sorted(os.listdir(folder)) if folder.is_dir() else []
