"""How far the sheets of an unpacked workbook reach, and which of their cells hold no value: read as a stream of XML.

Only cells with something in them count: styles are often set far beyond the table.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from ..i18n import N_, _, ngettext

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NAMED = 5
_MANY = 10_000_000
"""No sheet has so many rows."""

FAULTY = N_("an error stands in {cells} instead of a value")
STALE = N_("{cells} holds a formula without a value; open the file, let it calculate, and save it")


class Unwanted(Exception):
    """Something that no table has."""


class _Stream:
    """A part of a workbook read element by element."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = lambda tag, given: self.begin(tag.rpartition(":")[2], given)
        self._parser.EndElementHandler = lambda tag: self.end(tag.rpartition(":")[2])
        self._parser.StartDoctypeDeclHandler = _refuse

    def feed(self, piece: bytes, last: bool = False) -> None:
        """Read on. Raises ExpatError or Unwanted."""
        self._parser.Parse(piece, last)

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""


def _refuse(*_given: Any) -> None:
    raise Unwanted(_("it declares entities"))


class Sheet(_Stream):
    """A sheet of an xlsx: `rows` and `columns` up to the last cell that is filled, `told` about cells without value."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = 0
        self._row = self._column = 0
        self._name = self._type = ""
        self._inside: set[str] = set()
        self._tag = ""
        self._parser.CharacterDataHandler = self.text
        self._faulty: list[str] = []
        self._stale: list[str] = []

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "row":
            number = given.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
            self._column = 0
        elif tag == "c":
            self._column += 1
            self._name, self._type = given.get("r", ""), given.get("t", "")
            self._inside = set()
            if found := _CELL.fullmatch(self._name):
                self._column, self._row = _number(found[1]), int(found[2])
        else:
            self._tag = tag
            self._inside.add(tag)

    def text(self, words: str) -> None:
        """Text inside an element."""
        if self._tag == "v" and words.strip():
            self._inside.add("a value")

    def end(self, tag: str) -> None:
        self._tag = ""
        if tag != "c" or not self._inside:
            return
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
        if self._type == "e":
            self._faulty.append(self._name)
        elif "f" in self._inside and "a value" not in self._inside:
            self._stale.append(self._name)

    @property
    def told(self) -> tuple[str, ...]:
        """A sentence for the cells with an error, and one for those with a formula that was never calculated."""
        return tuple(
            _(sentence).format(cells=_some(cells))
            for sentence, cells in ((FAULTY, self._faulty), (STALE, self._stale))
            if cells
        )


class OpenSheet(_Stream):
    """The content of an ods: `rows` and `columns` of the largest of its sheets, up to the last cell that is filled."""

    told: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = 0
        self._row = self._end = self._column = 0
        self._times = self._row_times = 1
        self._full = self._row_full = False
        self._depth = 0

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "table":
            self._row = 0
        elif tag == "table-row":
            self._row_times = _times(given, "rows")
            self._column = self._end = 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._times = _times(given, "columns")
            self._full = any(key.rpartition(":")[2] in ("value-type", "formula") for key in given)
        elif tag == "p":
            self._full = True

    def end(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            self._column += self._times
            if self._full:
                self._end = self._column
            self._full = False
        elif tag == "table-row":
            self._row += self._row_times
            if self._end:
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._end)


def _times(given: Mapping[str, str], what: str) -> int:
    said = next((v for k, v in given.items() if k.rpartition(":")[2] == f"number-{what}-repeated"), "1")
    return min(int(said), _MANY) if said.isdecimal() and len(said) < 12 else _MANY


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _some(cells: list[str]) -> str:
    named = ", ".join(cells[:_NAMED])
    more = len(cells) - _NAMED
    if more <= 0:
        return named
    return ngettext("{cells} and {n} more", "{cells} and {n} more", more).format(cells=named, n=more)


class _Targets(_Stream):
    """The sheets of a workbook in order, or what its relations point to."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        bare = {key.rpartition(":")[2]: value for key, value in given.items() if key != "id"}
        if tag == "sheet":
            self.sheets.append((given.get("name", ""), bare.get("id", "")))
        elif tag == "Relationship":
            self.targets[given.get("Id", "")] = given.get("Target", "")


def parts_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of the sheet in each part of an xlsx. Raises ExpatError or Unwanted."""
    found = _Targets()
    names = set(archive.namelist())
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        if name not in names:
            return {}
        with archive.open(name) as file:
            stream = _Targets()
            while piece := file.read(1 << 20):
                stream.feed(piece)
            stream.feed(b"", last=True)
        found.sheets += stream.sheets
        found.targets |= stream.targets
    return {
        posixpath.normpath(posixpath.join("xl", target)).removeprefix("/"): name
        for name, id in found.sheets
        if (target := found.targets.get(id))
    }
