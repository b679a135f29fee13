"""A Word file that a session names, opened with care: its directory is judged before anything is unpacked.

It is a stranger's file: parts are read one by one, each up to a bound, none that declares entities is XML for us, and
relations that lead out of the file are told as such, never followed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote
from xml.parsers import expat

from msgspec import Struct

MAX_BYTES = 20 * 2**20
_MAX_UNPACKED = 80 * 2**20
_MAX_PARTS = 3000
_MAX_PART = 8 * 2**20
"""Bytes of a part that is read: text, styles, header, picture."""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "/officeDocument"
NEEDED: dict[str, str] = {
    "normal": "Normal",
    "title": "Title",
    **{f"heading {level}": f"Heading {level}" for level in range(1, 5)},
    "caption": "Caption",
    "list paragraph": "List Paragraph",
    "table grid": "Table Grid",
    "toc 1": "TOC 1",
    "toc 2": "TOC 2",
    "table of figures": "Table of Figures",
    "header": "Header",
    "footer": "Footer",
}
"""Styles that books need and offices set: by name in the file, as Word shows it."""


class NoWordFile(Exception):
    """It is none, or one that can't be read: damaged, with a password, in the strict form."""


class TooLarge(Exception):
    """It has more, or unpacks to more, than a document of styles may."""


class Relation(Struct, frozen=True):
    """What a part refers to: id and kind (the last word of the type), the name of the part, "" when it leads out of the file."""

    id: str
    kind: str
    target: str


class WordFile:
    """The parts of a Word file by name. Opening one raises NoWordFile or TooLarge, as do its methods."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise NoWordFile from error
        entries = self._archive.infolist()
        if len(entries) > _MAX_PARTS or sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
            raise TooLarge
        self._entries = {entry.filename: entry for entry in entries}
        mains = [relation.target for relation in self.relations("") if relation.kind == _MAIN[1:]]
        if not mains or mains[0] not in self:
            raise NoWordFile
        self.main = mains[0]
        """The name of the part with the text."""

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def read(self, part: str) -> bytes:
        """What stands in a part."""
        entry = self._entries.get(part)
        if (
            entry is None
            or entry.flag_bits & 1
            or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        ):
            raise NoWordFile
        if entry.file_size > _MAX_PART:
            raise TooLarge
        try:
            with self._archive.open(entry) as opened:
                # bounded: without a number all would be unpacked, whatever the directory says of its size
                return opened.read(entry.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise NoWordFile from error

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to, the file itself for ""."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        found: list[Relation] = []

        def begin(tag: str, given: Mapping[str, str]) -> None:
            if tag.rpartition(" ")[2] == "Relationship":
                target = posixpath.normpath(
                    posixpath.join("/", folder, unquote(given.get("Target", "")))
                ).lstrip("/")
                outside = given.get("TargetMode") == "External"
                kind = given.get("Type", "").rpartition("/")[2]
                found.append(Relation(given.get("Id", ""), kind, "" if outside else target))

        if listed in self:
            walk(self.read(listed), begin)
        elif not part:
            raise NoWordFile
        return found

    def related(self, kind: str) -> str:
        """The part of this kind that the text refers to, "" when there is none."""
        targets = (relation.target for relation in self.relations(self.main) if relation.kind == kind)
        return next((target for target in targets if target in self), "")


def lacking(file: WordFile) -> tuple[str, ...]:
    """The styles that the file does not have and books need, as Word shows their names. Raises NoWordFile or TooLarge."""
    names: set[str] = set()
    roots: list[str] = []

    def begin(tag: str, given: Mapping[str, str]) -> None:
        if not roots:
            roots.append(tag)
        if tag == f"{WORD} name":
            names.add(given.get(f"{WORD} val", "").casefold())

    if styles := file.related("styles"):
        walk(file.read(styles), begin)
        if roots[0] != f"{WORD} styles":  # the strict form has another vocabulary
            raise NoWordFile
    return tuple(shown for name, shown in NEEDED.items() if name not in names)


def walk(content: bytes, begin: Callable[[str, Mapping[str, str]], None]) -> None:
    """Tell each element of a part as it begins, names as "namespace name". Raises NoWordFile for what is no plain XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NoWordFile from error


def _refuse(*_given: Any) -> None:
    raise NoWordFile
