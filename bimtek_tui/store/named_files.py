"""Files that a session names: whether each lies in the folder of the session and is what it should be.

Of a picture only the beginning is read, to know its form and its size; nothing is opened that is no regular file.
"""

from __future__ import annotations

import os
import stat
import struct
from functools import cache, partial
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ..model.entries import Session, counting
from ..model.workshop_entries import Identity

MAX_BYTES = 5 * 2**20
MAX_PIXELS = 25_000_000
_HEAD = 2**20
"""Bytes that are read of a picture; behind so many, of profiles and previews, no camera puts the size."""
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
_FILLINGS = 64
"""Bytes of filling between two parts of a JPEG; more is something else."""

Fault = Literal["", "outside", "missing", "no-file", "no-picture", "too-many-bytes", "too-many-pixels"]
Place = tuple[str, str, str]
"""Table, id and key that name a file."""


class NamedFile(Struct, frozen=True):
    """A file by the name that stands in the session, what keeps it from being used, and of a picture its pixels."""

    name: str
    fault: Fault = ""
    width: int = 0
    height: int = 0


def gather(path: Path, session: Session) -> dict[Place, NamedFile]:
    """What became of every file that the entries of a session name; `path` is the session's own file."""
    identity = session.identity or Identity()
    names: dict[Place, str | None] = {
        ("identity", "", "logo"): identity.logo,
        ("identity", "", "reference_doc"): identity.reference_doc,
    }
    names |= {("picture", picture.id, "file"): picture.file for picture in counting(session.picture)}
    look = cache(partial(inspect, path.parent))  # many entries may name one file
    return {place: look(name, picture=place[2] != "reference_doc") for place, name in names.items() if name}


def inspect(folder: Path, name: str, *, picture: bool) -> NamedFile:
    """What a file of this folder is; a picture must be PNG or JPEG and not too large. Raises nothing."""
    named = NamedFile(name)
    parts = PureWindowsPath(name)  # which knows both slashes, and drives
    if parts.drive or parts.root or PurePosixPath(name).is_absolute() or ".." in parts.parts:
        return replace(named, fault="outside")
    try:
        file = (folder / name).resolve()
        if not file.is_relative_to(folder.resolve()):
            return replace(named, fault="outside")
        facts = file.stat()
        if not stat.S_ISREG(facts.st_mode):
            return replace(named, fault="no-file")
        if not picture:
            return named
        if facts.st_size > MAX_BYTES:
            return replace(named, fault="too-many-bytes")
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
            opened.seek(-min(facts.st_size, len(_PNG_END)), os.SEEK_END)
            width, height = _pixels(head, opened.read())
    except FileNotFoundError:
        return replace(named, fault="missing")
    except (OSError, ValueError, RuntimeError):  # links in a circle, names that no file can have
        return replace(named, fault="no-file")
    fault: Fault = "" if width * height else "no-picture"
    if width * height > MAX_PIXELS:
        fault = "too-many-pixels"
    return NamedFile(name, fault, width, height)


def _pixels(head: bytes, tail: bytes) -> tuple[int, int]:
    """Width and height as a PNG that is whole or a JPEG says them at its beginning; twice 0 for anything else."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR" and tail == _PNG_END:
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    fillings = 0
    at = 2 if head.startswith(b"\xff\xd8") else len(head)
    while at + 9 <= len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:  # filling; the frame stands behind a few of them
            at += 1
            fillings += 1
            if fillings > _FILLINGS:
                break
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # the frame, which has the size
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        else:
            at += 2 + int.from_bytes(head[at + 2 : at + 4], "big")
    return 0, 0
