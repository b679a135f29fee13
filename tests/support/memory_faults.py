"""Memory that runs out once: at the n-th call of a function of these rooms of the package, for every n."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

PACKAGE = Path(__file__).parents[2] / "bimtek_tui"


@dataclass
class Counted:
    """How many calls there were, and the function in which memory ran out."""

    calls: int = 0
    where: str = ""


@contextmanager
def runs_out(at: int, *rooms: str) -> Iterator[Counted]:
    """Raise MemoryError at call number `at` (from 1; 0 for never) into what lies in these rooms."""
    inside = tuple(f"{PACKAGE / room}/" for room in rooms)
    counted = Counted()

    def call(frame: FrameType, event: str, _what: Any) -> None:
        if event != "call" or not frame.f_code.co_filename.startswith(inside):
            return
        counted.calls += 1
        if counted.calls == at:
            sys.setprofile(None)
            counted.where = f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}"
            raise MemoryError

    sys.setprofile(call)
    try:
        yield counted
    finally:
        sys.setprofile(None)
