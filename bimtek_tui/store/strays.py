"""Journals whose session file is elsewhere by now: renamed, moved, on another mount point, or another city's in its place."""

from __future__ import annotations

import contextlib
from pathlib import Path

from msgspec import Struct

from .journal import STRAY, Origin, fits, origin_of, waiting_name
from .saving import rename

LARGEST = 50_000_000
"""Bytes of a journal that are read at most."""


class Stray(Struct, frozen=True):
    """A journal whose file is not where it was: `fits` says that it leads on from the file that is being opened."""

    file: Path
    origin: Origin
    fits: bool


def strays(path: Path, digest: str, city: str) -> list[Stray]:
    """Journals beside this one that are about the same city, and whose files were renamed, moved or exchanged."""
    lost = []
    for file in sorted(path.parent.glob("*")):
        if file.suffix not in (".jsonl", ".replay", STRAY) or file.name.startswith(path.stem + "."):
            continue
        with contextlib.suppress(OSError):
            content = file.read_bytes() if file.is_file() and file.stat().st_size <= LARGEST else b""
            there = origin_of(content)
            if (
                there
                and city
                and there.city == city
                and (file.suffix == STRAY or not Path(there.path).exists())
            ):
                lost.append(Stray(file, there, fits(content, digest)))
    return lost


def adopt(stray: Stray, path: Path) -> None:
    """Let a stray be replayed as a journal of this path. Raises OSError."""
    rename(stray.file, waiting_name(path))
