"""What git knows of commits besides their files: when and by whom each was written, and what it says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from .. import text
from .commands import output

FORM = "%H%x00%aI%x00%an%x00%D%x00%s"
"""What git is asked of a commit; `commit_of` reads the line."""
ENCODED = ("--encoding=UTF-8", "--no-color")


class Commit(Struct, frozen=True):
    """A commit: its id, when and by whom it was written, the first line of what is said of it, and its tags."""

    id: str
    date: dt.datetime
    author: str
    subject: str
    tags: tuple[str, ...] = ()


def commits(folder: Path, ids: Sequence[str]) -> dict[str, Commit]:
    """What git knows of some commits, by their ids."""
    if not ids:
        return {}
    words = ("rev-list", "--no-walk=unsorted", f"--format={FORM}", *ENCODED, "--stdin")
    lines = output(folder, *words, stdin="".join(f"{id}\n" for id in ids).encode())
    return {found.id: found for line in lines.split(b"\n") if (found := commit_of(line))}


def commit_of(line: bytes) -> Commit | None:
    """The commit that a line of git tells of in `FORM`, or None."""
    parts = line.decode("utf-8", "replace").split("\0")
    if len(parts) != 5:
        return None
    id, date, author, names, subject = parts
    tags = tuple(
        text.line(name.removeprefix("tag: ")) for name in names.split(", ") if name.startswith("tag: ")
    )
    try:
        moment = dt.datetime.fromisoformat(date)
    except ValueError:  # a date that nobody's clock shows
        moment = dt.datetime.fromtimestamp(0, dt.UTC)
    return Commit(id, moment, text.line(author), text.line(subject), tags)
