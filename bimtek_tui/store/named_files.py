"""Files that a session names: whether each lies in the folder of the session and is what it should be.

Of a picture only beginning and end are read, to know its form and its size; nothing is opened that is no regular file.
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

from .. import text
from ..i18n import N_, _
from ..model.entries import Session, counting
from ..model.workshop_entries import Identity
from . import word_file

MAX_BYTES = 5 * 2**20
MAX_PIXELS = 25_000_000
_HEAD = 2**20
"""Bytes that are read of a picture; behind so many, of profiles and previews, no camera puts the size."""
_TAIL = 2**16
"""Bytes at the end of a JPEG among which its last mark stands; cameras put something behind it."""
_PNG, _JPEG = _BEGINNINGS = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_PNG_END, _JPEG_END = b"\0\0\0\0IEND\xaeB`\x82", b"\xff\xd9"
_FILLINGS = 64
"""Bytes of filling between two parts of a JPEG; more is something else."""

Fault = Literal[
    "",
    "outside",
    "missing",
    "no-file",
    "no-picture",
    "too-many-bytes",
    "too-many-pixels",
    "damaged",
    "too-much",
    "no-document",
    "large-document",
]
Place = tuple[str, str, str]
"""Table, id and key that name a file."""

_SENTENCES: dict[Fault, str] = {
    "outside": N_(
        "“{key}” names “{file}”, which is not in the folder of the session; copy the file there and write its name alone"
    ),
    "missing": N_(
        "“{key}” names “{file}”, and there is no such file in the folder of the session; copy it there or mend the name"
    ),
    "no-file": N_(
        "“{key}” names “{file}”, which is no file that can be read; put the file there or mend the name"
    ),
    "no-picture": N_(
        "“{key}” names “{file}”, which is neither PNG nor JPEG; save the picture as one of the two"
    ),
    "too-many-bytes": N_("“{key}” names “{file}”, which has more than 5 MB; save the picture smaller"),
    "too-many-pixels": N_(
        "“{key}” names “{file}”, which has {width} × {height} pixels, more than 25 million; save the picture smaller"
    ),
    "damaged": N_(
        "“{key}” names “{file}”, which is damaged or unpacks to more than it should; open it and save it anew as PNG or JPEG"
    ),
    "too-much": N_(
        "“{key}” names “{file}”, which takes too much time or memory to be read; save the picture smaller"
    ),
    "no-document": N_(
        "“{key}” names “{file}”, which is no Word file; save it in Word as .docx without a password"
    ),
    "large-document": N_(
        "“{key}” names “{file}”, which is larger than a document of styles may be (20 MB, unpacked 80 MB); save it without its text and pictures"
    ),
}


class NamedFile(Struct, frozen=True):
    """A file by the name that stands in the session, what keeps it from being used, of a picture its pixels.

    That what looks whole is damaged, or takes too much, is known only to who decodes it (`books.own_pictures`).

    `lacking` are the styles that a Word file does not have and books need, by the names that Word gives them.
    """

    name: str
    fault: Fault = ""
    width: int = 0
    height: int = 0
    lacking: tuple[str, ...] = ()

    def sentence(self, key: str) -> str:
        """Why the file that this key names can't be used, and the way out; "" when it can."""
        shown = text.short(self.name, 60)
        sentence = _(_SENTENCES[self.fault]) if self.fault else ""
        return sentence.format(key=key, file=shown, width=self.width, height=self.height)

    def lacks(self) -> str:
        """Which styles the file lacks, in a sentence; "" when it has all."""
        if not self.lacking:
            return ""
        sentence = _("“{file}” has no style {styles}; Word books take those of the program for them")
        return sentence.format(file=text.short(self.name, 60), styles=", ".join(self.lacking))


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
            return _document(named, file, facts.st_size)
        if facts.st_size > MAX_BYTES:
            return replace(named, fault="too-many-bytes")
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
            opened.seek(-min(facts.st_size, _TAIL), os.SEEK_END)
            width, height = _pixels(head, opened.read(_TAIL))
    except FileNotFoundError:
        return replace(named, fault="missing")
    except (OSError, ValueError, RuntimeError):  # links in a circle, names that no file can have
        return replace(named, fault="no-file")
    fault: Fault = "" if width * height else "damaged" if head.startswith(_BEGINNINGS) else "no-picture"
    if width * height > MAX_PIXELS:
        fault = "too-many-pixels"
    return NamedFile(name, fault, width, height)


def take(folder: Path, name: str, *, picture: bool) -> tuple[NamedFile, bytes]:
    """What `inspect` says of a file, and what stands in it: nothing when it can't be used. Raises nothing."""
    named = inspect(folder, name, picture=picture)
    if named.fault:
        return named, b""
    try:
        with (folder / name).open("rb") as opened:
            return named, opened.read(MAX_BYTES if picture else word_file.MAX_BYTES)
    except OSError:
        return replace(named, fault="no-file"), b""


def _document(named: NamedFile, file: Path, size: int) -> NamedFile:
    if size > word_file.MAX_BYTES:
        return replace(named, fault="large-document")
    try:
        return replace(named, lacking=word_file.lacking(word_file.WordFile(file.read_bytes())))
    except word_file.TooLarge:
        return replace(named, fault="large-document")
    except word_file.NoWordFile:
        return replace(named, fault="no-document")


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG, twice 0 of anything else and of one that is too large."""
    width, height = _pixels(content[:_HEAD], content[-_TAIL:])
    return (width, height) if width * height <= MAX_PIXELS else (0, 0)


def _pixels(head: bytes, tail: bytes) -> tuple[int, int]:
    """Width and height as a PNG or JPEG that is whole says them at its beginning; twice 0 for anything else."""
    if head.startswith(_PNG) and head[12:16] == b"IHDR" and tail.endswith(_PNG_END):
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    fillings = 0
    at = 2 if head.startswith(_JPEG) and _JPEG_END in tail else len(head)
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
