"""How far the sheets of an unpacked workbook reach, and which of their cells hold no value: read as a stream of XML.

Only cells with something in them count: styles are often set far beyond the table.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.parsers import expat

from ..i18n import N_, _, ngettext
from .grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Notes, Span, column_name
from .number_formats import BUILT_IN

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+")
_TRUE = ("1", "true")
_NAMED = 5
_CARELESS = 1_000_000
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


class Styles(_Stream):
    """The formats of an xlsx: `codes` of its styles in their order, "" where a style shows the value itself."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = 0
        self.codes: list[str] = []
        self._own: dict[str, str] = {}
        self._is_inside = False

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "numFmt" and not self._is_inside:
            self._own[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif tag == "cellXfs":
            self._is_inside = True
        elif tag == "xf" and self._is_inside:
            number = given.get("numFmtId", "0")
            built_in = BUILT_IN.get(int(number), "") if number.isdecimal() and len(number) < 6 else ""
            self.codes.append(self._own.get(number, built_in))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._is_inside = False


class Texts(_Stream):
    """The shared texts of an xlsx: whether it promises far more than it has, since the reader makes room for them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = 0
        self.promised = self.count = 0

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "sst":
            numbers = [number for key in ("count", "uniqueCount") if (number := given.get(key))]
            counts = [int(number) if number.isdecimal() and len(number) < 12 else _MANY for number in numbers]
            self.promised = max(counts, default=0)
        elif tag == "si":
            self.count += 1
            if self.count > MAX_CELLS:
                raise Unwanted(_("it has more than {limit} texts").format(limit=MAX_CELLS))

    @property
    def is_lying(self) -> bool:
        """Whether the count is none that a careless program writes."""
        return self.promised > max(_CARELESS, 10 * self.count)


class Sheet(_Stream):
    """A sheet of an xlsx: `rows` and `columns` up to the last cell that is filled, `sentences` about cells without value.

    `formats` are the formats of its numbers, by row from 1 and column from 0, `notes` what else it says of its cells.
    """

    def __init__(self, codes: Sequence[str] = ()) -> None:
        super().__init__()
        self._codes = codes
        self.formats: dict[tuple[int, int], str] = {}
        self._errors: dict[tuple[int, int], str] = {}
        self._merged: list[Span] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._style = self._error = ""
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
            if given.get("hidden") in _TRUE or given.get("ht") == "0":
                self._hidden_rows.add(self._row)
        elif tag == "col":
            if given.get("hidden") in _TRUE or given.get("width") == "0":
                first, last = (given.get(key, "") for key in ("min", "max"))
                if first.isdecimal() and last.isdecimal() and len(first + last) < 12:
                    self._hidden_columns.update(range(int(first) - 1, min(int(last), MAX_COLUMNS)))
        elif tag == "mergeCell":
            ends = [_CELL.fullmatch(cell) for cell in given.get("ref", "").split(":")]
            if len(ends) == 2 and (first_cell := ends[0]) and (last_cell := ends[1]):
                self._merged.append(
                    Span(
                        int(first_cell[2]),
                        _number(first_cell[1]) - 1,
                        int(last_cell[2]),
                        _number(last_cell[1]) - 1,
                    )
                )
        elif tag == "c":
            self._column += 1
            self._name, self._type = given.get("r", ""), given.get("t", "")
            self._style, self._error = given.get("s", ""), ""
            self._inside = set()
            if match := _CELL.fullmatch(self._name):
                self._column, self._row = _number(match[1]), int(match[2])
        else:
            self._tag = tag
            self._inside.add(tag)

    def text(self, words: str) -> None:
        """Text inside an element."""
        if self._tag == "v" and words.strip():
            self._inside.add("a value")
            if self._type == "e":
                self._error = words.strip()

    def end(self, tag: str) -> None:
        self._tag = ""
        if tag != "c" or not self._inside:
            return
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
        if self._type == "e":
            self._faulty.append(self._name)
            self._errors[self._row, self._column - 1] = self._error
        elif "f" in self._inside and "a value" not in self._inside:
            if self._type != "str":  # else it gave an empty text
                self._stale.append(self._name)
        elif self._type in ("", "n") and self._style.isdecimal() and len(self._style) < 6:
            style = int(self._style)
            if code := self._codes[style] if style < len(self._codes) else "":
                self.formats[self._row, self._column - 1] = code

    @property
    def sentences(self) -> tuple[str, ...]:
        """A sentence for the cells with an error, and one for those with a formula that was never calculated."""
        return tuple(
            _(sentence).format(cells=named(cells))
            for sentence, cells in ((FAULTY, self._faulty), (STALE, self._stale))
            if cells
        )

    @property
    def notes(self) -> Notes:
        """What the sheet says of its cells beside their values."""
        return Notes(
            {},
            self._errors,
            tuple(self._merged),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
        )


class OpenSheet(_Stream):
    """The content of an ods: `rows` and `columns` of the largest of its sheets, up to the last cell that is filled.

    `notes` are what each sheet says of its cells beside their values, by its name.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.columns = 0
        self.notes: dict[str, Notes] = {}
        self._row = self._end = self._column = self._wide = 0
        self._times = self._row_times = 1
        self._full = self._is_number = self._is_error = False
        self._words: list[str] = []
        self._paragraphs = 0
        self._seen = _Seen()
        self._name = ""
        self._parser.CharacterDataHandler = self.text

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        attributes = {key.rpartition(":")[2]: value for key, value in given.items()}
        if tag == "table":
            self._row = self._wide = 0
            self._name, self._seen = attributes.get("name", ""), _Seen()
        elif tag == "table-column":
            times = _times(given, "columns")
            if attributes.get("visibility", "visible") != "visible":
                self._seen.hidden_columns.update(range(self._wide, min(self._wide + times, MAX_COLUMNS)))
            self._wide += times
        elif tag == "table-row":
            self._row_times = _times(given, "rows")
            self._column = self._end = 0
            if attributes.get("visibility", "visible") != "visible":
                rows = range(self._row + 1, min(self._row + self._row_times, MAX_ROWS) + 1)
                self._seen.hidden_rows.update(rows)
        elif tag in ("table-cell", "covered-table-cell"):
            self._times = _times(given, "columns")
            self._full = "value-type" in attributes or "formula" in attributes
            self._is_number = attributes.get("value-type") in (
                "float",
                "percentage",
                "currency",
                "date",
                "time",
            )
            self._is_error = "formula" in attributes
            self._words, self._paragraphs = [], 0
            down, across = (_spanned(attributes, what) for what in ("rows", "columns"))
            if down > 1 or across > 1:
                self._seen.merged.append(
                    Span(self._row + 1, self._column, self._row + down, self._column + across - 1)
                )
        elif tag == "p":
            self._full = True
            self._paragraphs += 1

    def text(self, words: str) -> None:
        """Text inside an element: what the cell shows."""
        if self._paragraphs == 1:
            self._words.append(words)

    def end(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            self._note("".join(self._words).strip())
            self._column += self._times
            if self._full:
                self._end = self._column
            self._full = False
            self._paragraphs = 0
        elif tag == "table-row":
            self._row += self._row_times
            if self._end:
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._end)
        elif tag == "table":
            self.notes[self._name] = self._seen.notes

    def _note(self, words: str) -> None:
        is_error = self._is_error and _ERROR.fullmatch(words)
        if not (words and (is_error or self._is_number)):
            return
        kept = self._seen.errors if is_error else self._seen.shown
        for row in range(self._row + 1, min(self._row + self._row_times, MAX_ROWS) + 1):
            for column in range(self._column, min(self._column + self._times, MAX_COLUMNS)):
                if len(kept) < MAX_CELLS:
                    kept[row, column] = words


class _Seen:
    """What was seen of one sheet of an ods so far."""

    def __init__(self) -> None:
        self.shown: dict[tuple[int, int], str] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.merged: list[Span] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    @property
    def notes(self) -> Notes:
        rows, columns = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        return Notes(self.shown, self.errors, tuple(self.merged), rows, columns)


def faulty_cells(notes: Notes) -> tuple[str, ...]:
    """A sentence for the cells of an ods with an error."""
    cells = [f"{column_name(column)}{row}" for row, column in sorted(notes.errors)]
    return (_(FAULTY).format(cells=named(cells)),) if cells else ()


def _spanned(attributes: Mapping[str, str], what: str) -> int:
    number = attributes.get(f"number-{what}-spanned", "1")
    return int(number) if number.isdecimal() and len(number) < 8 else 1


def _times(given: Mapping[str, str], what: str) -> int:
    number = next((v for k, v in given.items() if k.rpartition(":")[2] == f"number-{what}-repeated"), "1")
    return min(int(number), _MANY) if number.isdecimal() and len(number) < 12 else _MANY


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def named(cells: Sequence[str]) -> str:
    """The first of these cells, and how many more there are."""
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
    workbook = _Targets()
    names = set(archive.namelist())
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        if name not in names:
            return {}
        with archive.open(name) as file:
            stream = _Targets()
            while piece := file.read(1 << 20):
                stream.feed(piece)
            stream.feed(b"", last=True)
        workbook.sheets += stream.sheets
        workbook.targets |= stream.targets
    return {
        posixpath.normpath(posixpath.join("xl", target)).removeprefix("/"): name
        for name, id in workbook.sheets
        if (target := workbook.targets.get(id))
    }
