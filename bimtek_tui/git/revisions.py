"""What a session file was at the two ends of a range, and at every commit that changed it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from msgspec import Struct

from .. import text
from ..errors import BimtekError
from ..i18n import _
from ..store.reading import read_bytes
from .commands import LITERAL, blob, commit, name_of, output, running

_RAW = re.compile(rb"\n?(:+)[0-7]{6} (?:[0-7]{6} )*(100[0-7]{3}) (?:[0-9a-f]+ )*([0-9a-f]{40,}) [A-Z]+[0-9]*")
"""What `git log --raw` says of a file at a commit: its mode and its blob there stand last."""


class Version(Struct, frozen=True):
    """A file as it was at one end: where that is, for sentences, and its content."""

    path: Path
    content: bytes


# Two revisions -------------------------------------------------------------------------------------------------


class _Ends(Struct, frozen=True):
    """The two ends of a range as commits; "" is the file as it lies there."""

    folder: Path
    old: str
    new: str


def two_versions(path: Path, rev: str) -> tuple[Version | None, Version | None]:
    """One file at both ends of a range, under whatever names; None where it is not there. Raises BimtekError.

    Ranges are as git has them: A..B, A...B (since they parted), A alone (against the file as it is).
    """
    folder, name = path.parent, path.name
    while not folder.is_dir() and folder != folder.parent:  # a folder that one of the revisions had
        folder, name = folder.parent, f"{folder.name}/{name}"
    ends = _ends(folder, rev)
    inside = name_of(output(folder, "rev-parse", "--show-prefix")) + name
    old, new = blob(folder, ends.old, inside), _new_content(ends, path, inside)
    was, now = inside, inside
    if old is None and new is not None:
        was = _renamed(ends, inside, 1)
        old = blob(folder, ends.old, was) if was else None
    elif new is None and old is not None:
        now = _renamed(ends, inside, 0)
        new = blob(folder, ends.new, now) if now and ends.new else None
    if old is None and new is None:
        raise BimtekError(
            _("{file} is in neither of the revisions {revisions}").format(
                file=text.line(str(path)) or "?", revisions=text.short(rev)
            )
        )
    return (
        Version(Path(f"{was}@{ends.old[:10]}"), old) if old is not None else None,
        Version(Path(f"{now}@{ends.new[:10]}") if ends.new else path, new) if new is not None else None,
    )


def _ends(folder: Path, rev: str) -> _Ends:
    """The commits that a range names."""
    if "..." in rev:
        first, _dots, second = rev.partition("...")
        old, new = commit(folder, first or "HEAD"), commit(folder, second or "HEAD")
        parted = output(folder, "merge-base", old, new, missing=True).decode().strip()
        if not parted:
            raise BimtekError(
                _("the revisions {revisions} have no commit in common; use two dots").format(
                    revisions=text.short(rev)
                )
            )
        return _Ends(folder, parted, new)
    first, dots, second = rev.partition("..")
    return _Ends(folder, commit(folder, first or "HEAD"), commit(folder, second or "HEAD") if dots else "")


def _new_content(ends: _Ends, path: Path, inside: str) -> bytes | None:
    if ends.new:
        return blob(ends.folder, ends.new, inside)
    return read_bytes(path) if path.exists() else None


def _renamed(ends: _Ends, inside: str, given: int) -> str:
    """The other name of a file that git sees as renamed (`given`: 0 the old name is known, 1 the new one), or "".

    Against the file as it lies there git's index is asked: only it is renamed without reading the work tree.
    """
    between = ("diff-tree", "-r", ends.old, ends.new) if ends.new else ("diff-index", "--cached", ends.old)
    words = ("--name-status", "-z", "-M40%", "--no-relative", "--no-ext-diff", "--diff-filter=R")
    fields = name_of(output(ends.folder, between[0], *words, *between[1:], "--")).split("\0")
    for number in range(0, len(fields) - 2, 3):
        names = fields[number + 1 : number + 3]
        if names[given] == inside:
            return names[1 - given]
    return ""


# History -------------------------------------------------------------------------------------------------------


def history(path: Path) -> Iterator[tuple[str, bytes]]:
    """Commit and content of a file at every commit that changed it, newest first, under its earlier names too.

    A merge is among them when its result is like neither side. What nobody asks for is not read. Nothing comes
    when the file is in no repository, there is no git, or nothing was committed.
    """
    walk = ("log", "--follow", "-c", "-M", "--raw", "-z", "--no-abbrev")
    words = (*walk, "--no-color", "--no-ext-diff", "--format=%x01%H", "--")
    try:
        path = path.resolve()
        with (
            running(path.parent, *words, path.name, settings=LITERAL) as log,
            running(path.parent, "cat-file", "--batch") as blobs,
        ):
            try:
                for at, name in _changes(log.stdout):
                    if (content := _content(blobs, name)) is not None:
                        yield at, content
            finally:
                for process in (log, blobs):
                    process.kill()
    except (OSError, ValueError):  # ValueError: a zero byte in the name
        return


def _changes(log: IO[bytes] | None) -> Iterator[tuple[str, bytes]]:
    """Commit and blob of every change in what `git log` says."""
    at, rest = "", b""
    while log and (part := log.read1(65536)):  # type: ignore[attr-defined]
        *fields, rest = (rest + part).split(b"\0")
        for field in fields:
            if field.startswith(b"\1"):
                at = field[1:].decode()
            elif at and (record := _RAW.fullmatch(field)):
                yield at, record[3]
                at = ""


def _content(blobs: subprocess.Popen[bytes], name: bytes) -> bytes | None:
    """A blob from the process that gives out blobs, or None when this clone does not have it."""
    if blobs.stdin is None or blobs.stdout is None:
        return None
    blobs.stdin.write(name + b"\n")
    blobs.stdin.flush()
    head = blobs.stdout.readline().split()
    if len(head) != 3:
        return None
    content = blobs.stdout.read(int(head[2]))
    blobs.stdout.read(1)
    return content
