"""What git knows of commits besides their files: when and by whom each was written, and what it says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from .commands import output

FORM = "%H%x00%aI%x00%an%x00%s"
"""What git is asked of a commit; `commit_of` reads the line."""
ENCODED = ("--encoding=UTF-8", "--no-color")


class Commit(Struct, frozen=True):
    """A commit: its id, when and by whom it was written, the first line of what is said of it, and its tags where they were asked for."""

    id: str
    date: dt.datetime
    author: str
    subject: str
    tags: tuple[str, ...] = ()


def commits(folder: Path, ids: Sequence[str]) -> dict[str, Commit]:
    """What git knows of some commits, by their ids; their tags are among it."""
    if not ids:
        return {}
    form = f"{FORM}%x00%D"
    words = ("rev-list", "--no-walk=unsorted", f"--format={form}", *ENCODED, "--stdin")
    lines = output(folder, *words, stdin="".join(f"{id}\n" for id in ids).encode())
    made = {}
    for line in lines.split(b"\n"):
        facts, _zero, names = line.rpartition(b"\0")
        if found := commit_of(facts):
            made[found.id] = replace(found, tags=_tags(names.decode("utf-8", "replace")))
    return made


def _tags(names: str) -> tuple[str, ...]:
    """The tags among the names that git gives a commit: no name has a blank in it."""
    return tuple(text.line(name[5:]) for name in names.split(", ") if name.startswith("tag: "))


def commit_of(line: bytes) -> Commit | None:
    """The commit that a line of git tells of in `FORM`, or None."""
    parts = line.decode("utf-8", "replace").split("\0")
    if len(parts) != 4:
        return None
    id, date, author, subject = parts
    try:
        moment = dt.datetime.fromisoformat(date)
    except ValueError:  # a date that nobody's clock shows
        moment = dt.datetime.fromtimestamp(0, dt.UTC)
    return Commit(id, moment, text.line(author), text.line(subject))
