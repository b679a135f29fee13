"""A table from a file: CSV with any usual sign and encoding, or a sheet of a workbook, as rows of plain cells.

What a file really is, its first bytes say, not its name. How much is read is bounded before anything is parsed.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import stat
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from decimal import Decimal
from itertools import islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..errors import UnreadableFile
from ..i18n import N_, _, ngettext
from . import heading_rows
from .grid import MAX_BYTES, Cell, Grid, Notes, bounded, too_large
from .heading_rows import Score

_SEARCHED = 15
"""Rows among which the heading is looked for; titles stand above it."""
_SAMPLE = 30
_SAMPLE_SIZE = 100_000
_PAGE_HEAD = 3_000
_NAMED_LINES = 5
_FAR = 10
"""So many times as many empty rows and columns as filled ones may be are passed over; more is no table."""
_SIGNS = ";\t,|"
_ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Row(Struct, frozen=True):
    """One row: its number as a spreadsheet program shows it (from 1), and as many cells as the heading has, or more.

    Of one that holds several entries each is a `part` of its own, whose cells stand `shift` columns further right in
    the file.
    """

    number: int
    cells: tuple[Cell, ...]
    part: int = 0
    shift: int = 0


class RawTable(Struct, frozen=True):
    """A table as the file has it.

    `header` is the heading as clean text on one line, in the row `header_row`; `above` are rows over it, `rows` those
    below that hold something. `sheet` is the one that was read and `sheets` all that can be ("" and none in a CSV).
    `sentences` are about the whole sheet, `notes` what the workbook says of single cells. A heading of several
    rows is joined by `heading_rows.JOINT`; `header_row` is the one of them that says most. `fitting` are
    other sheets that hold such a table.
    """

    path: Path
    header: tuple[str, ...]
    header_row: int
    rows: tuple[Row, ...]
    above: tuple[Row, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    notes: Notes = Notes()
    fitting: tuple[str, ...] = ()


def read(path: Path, sheet: str | None = None, score: Score | None = None) -> RawTable:
    """The table in a file: CSV, xlsx, xls or ods.

    Without a `sheet` the visible one whose heading fits best is read, the first of several. The heading is the row that scores best
    among the first; without a score the first one with two cells. Raises UnreadableFile with file, row and column
    as far as they are known, the reason and the way out.
    """
    return table_in(content_of(path), path, sheet, score)


def table_in(content: bytes, path: Path, sheet: str | None = None, score: Score | None = None) -> RawTable:
    """As `read`, of bytes that are there already; `path` is named in sentences. Raises UnreadableFile."""
    if len(content) > MAX_BYTES:
        raise too_large(path, _("more than {limit} megabytes").format(limit=MAX_BYTES // 1_000_000))
    if content.startswith((_ZIP, OLE)):
        from . import workbooks  # late: a CSV file needs none of it

        grids = workbooks.grids(path, content, sheet)
    elif sheet is not None:
        raise UnreadableFile(
            _("{file} is no workbook and has no sheets; leave the sheet out").format(file=path)
        )
    else:
        _no_page(path, content)
        words, sentences = _decoded(path, content)
        grids = [Grid(_separated(path, words), sentences=sentences)]
    return _best(path, grids, score or _filled)


def text_of(path: Path) -> str:
    """The words of a text file. Raises UnreadableFile."""
    content = content_of(path)
    if content.startswith((_ZIP, OLE)):
        raise UnreadableFile(_("{file} is no text").format(file=path))
    return _decoded(path, content)[0]


def pasted(words: str, name: str, score: Score) -> RawTable | None:
    """A range that was copied from a spreadsheet, by the tabs between its cells; None for anything else.

    `name` is what it is called in sentences. A heading is not sure to be there: `score` of it says so.
    """
    lines = [line for line in text.clean(words).split("\n") if line.strip()]
    if sum("\t" in line for line in lines) * 2 <= len(lines):
        return None
    path = Path(name)
    try:
        return _headed(path, Grid(_separated(path, words.replace("\r\n", "\n"), "\t")), score)
    except UnreadableFile:
        return None


def shown(cell: Cell) -> str:
    """A cell as text; what a workbook stores as number or date in the plain form that `values.read` takes."""
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    return cell if isinstance(cell, str) else str(cell)


def content_of(path: Path) -> bytes:
    """The bytes of a file, bounded. Raises UnreadableFile."""
    try:
        if path.is_dir():
            raise UnreadableFile(_("{file} is a folder; name the table in it").format(file=path))
        with open(path, "rb", opener=_at_once) as file:
            if stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
                os.set_blocking(file.fileno(), True)
            content: bytes = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableFile(
            _("{file} does not exist; check the name and the folder").format(file=path)
        ) from error
    except OSError as error:
        raise UnreadableFile(
            _("{file} can't be read: {reason}").format(file=path, reason=error.strerror or error)
        ) from error
    if len(content) > MAX_BYTES:
        raise too_large(path, _("more than {limit} megabytes").format(limit=MAX_BYTES // 1_000_000))
    return content


def _at_once(path: str, flags: int) -> int:
    """Open a file; a pipe into which nobody writes is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


# CSV ----------------------------------------------------------------------------------------------------------


_PAGES = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", N_("an XML spreadsheet of 2003")),
    (b"mime-version:", N_("a web archive")),
    (b"<html", N_("a web page")),
    (b"<table", N_("a web page")),
    (b"<!doctype html", N_("a web page")),
)
"""What portals and old programs call .xls, by words among the first bytes."""


def _no_page(path: Path, content: bytes) -> None:
    """Raise UnreadableFile for a file that only bears the name of a workbook."""
    head = content[:_SAMPLE_SIZE].lower().replace(b"\0", b"")
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] not in (b"<", b"m"):
        return
    for mark, what in _PAGES:
        if mark in head[:_PAGE_HEAD]:
            raise UnreadableFile(
                _(
                    "{file} is {what}, whatever its name says; open it in a spreadsheet program and save it as xlsx"
                ).format(file=path, what=_(what))
            )


def _decoded(path: Path, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a CSV file, and what is told of it: by its mark, else UTF-8, else Windows-1252, which Excel writes here.

    A few lines that are not UTF-8 in a file that is are read as Windows-1252 by themselves, and named.
    """
    marked = next((name for mark, name in _BOMS if content.startswith(mark)), "")
    for encoding in [marked] if marked else [*_utf16(content), "utf-8"]:
        with suppress(UnicodeDecodeError):
            words = content.decode(encoding)
            if "\0" not in words:
                return words, ()
    if b"\0" not in content and marked in ("", "utf-8-sig"):
        return _by_line(content.removeprefix(codecs.BOM_UTF8))
    raise UnreadableFile(
        _(
            "{file} is no table: neither text (CSV) nor a workbook (xlsx, xls, ods); save it as one of these"
        ).format(file=path)
    )


def _by_line(content: bytes) -> tuple[str, tuple[str, ...]]:
    lines = content.split(b"\n")
    broken = [number for number, line in enumerate(lines, 1) if not _is_utf8(line)]
    if not any(not line.isascii() and _is_utf8(line) for line in lines):
        return content.decode("cp1252", "replace"), ()
    sentences = [
        _("line {line} is not in UTF-8 like the others: look at its letters: “{text}”").format(
            line=number, text=text.short(lines[number - 1].decode("cp1252", "replace"), 60)
        )
        for number in broken[:_NAMED_LINES]
    ]
    if more := len(broken) - _NAMED_LINES:
        sentences += [ngettext("… and {number} more", "… and {number} more", more).format(number=more)] * (
            more > 0
        )
    return "\n".join(
        line.decode("utf-8" if _is_utf8(line) else "cp1252", "replace") for line in lines
    ), tuple(sentences)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16(content: bytes) -> list[str]:
    """UTF-16 without a mark shows in every other byte being nought."""
    sample = content[:2000]
    if sample[1::2].count(0) * 2 > len(sample[1::2]) > 0:
        return ["utf-16-le"]
    return ["utf-16-be"] if sample[::2].count(0) * 2 > len(sample[::2]) > 0 else []


def _separated(path: Path, content: str, sign: str = "") -> list[list[str]]:
    if content[:4].lower() == "sep=" and content[5:6] in (
        "\r",
        "\n",
    ):  # Excel's own line, which it does not count
        sign, content = content[4], content[5:].lstrip("\r").removeprefix("\n")
    lines = content if "\n" in content else content.replace("\r", "\n")
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=sign or _sign(lines), strict=True)
    rows: list[list[str]] = []
    columns = filled = 0
    try:
        for cells in reader:
            bounded(path, len(rows) // _FAR, len(cells) // _FAR)
            kept = [text.clean(cell) for cell in cells]
            width = next((n for n in range(len(kept), 0, -1) if kept[n - 1].strip()), 0)
            columns = max(columns, width)
            filled = len(rows) + 1 if width else filled
            rows.append(kept[:width])
            bounded(path, filled, columns)
    except csv.Error as error:
        raise UnreadableFile(
            _(
                "{file}, row {row}: a quotation mark is not closed, stands in the middle, or the cell is far too long; save the table anew as CSV"
            ).format(file=path, row=len(rows) + 1)
        ) from error
    return rows[:filled]


def _sign(content: str) -> str:
    """The sign that takes the first rows apart into the same number of cells most often."""

    def fits(sign: str) -> tuple[int, int]:
        try:
            lengths = [
                len(row)
                for row in islice(csv.reader(io.StringIO(content[:_SAMPLE_SIZE]), delimiter=sign), _SAMPLE)
                if row
            ]
        except csv.Error:
            return (0, 0)
        widths = Counter(width for width in lengths if width > 1)
        width, rows = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
        return (rows, width) if rows * 2 >= len(lengths) else (0, 0)

    return max(_SIGNS, key=fits)


# The heading --------------------------------------------------------------------------------------------------


def _best(path: Path, grids: Sequence[Grid], score: Score) -> RawTable:
    """The table whose heading fits best; other sheets that fit as well, or nearly, are named in it."""
    tables = []
    for grid in grids:
        with suppress(UnreadableFile) if len(grids) > 1 else nullcontext():
            tables.append(_headed(path, grid, score))
    if not tables:
        return _headed(path, grids[0], score)
    fits = [score(table.header) for table in tables]
    best = tables[fits.index(max(fits))]
    fitting = (
        table.sheet
        for table, fit in zip(tables, fits, strict=True)
        if table is not best and fit > 1 and fit * 2 >= max(fits)
    )
    return replace(best, fitting=tuple(fitting))


def _headed(path: Path, grid: Grid, score: Score) -> RawTable:
    rows = [
        Row(number, tuple(cells)) for number, cells in enumerate(grid.rows, 1) if any(c != "" for c in cells)
    ]
    rows = [row for row in rows if any(shown(cell).strip() for cell in row.cells)]
    if not rows:
        raise UnreadableFile(
            _("{file} holds no table: there is nothing in it").format(file=_place(path, grid))
        )
    heads = [tuple(text.line(shown(cell)) for cell in row.cells) for row in rows[:_SEARCHED]]
    block = heading_rows.block(heads, [row.number for row in rows[:_SEARCHED]], score, grid.notes.merged)
    header = block.header
    wide = tuple(
        Row(row.number, row.cells + ("",) * (len(header) - len(row.cells))) for row in rows[block.last + 1 :]
    )
    return RawTable(
        path,
        header,
        rows[block.at].number,
        wide,
        tuple(rows[: block.first]),
        grid.sheet,
        grid.sheets,
        grid.sentences,
        grid.notes,
    )


def _filled(head: Sequence[str]) -> int:
    return 1 if sum(bool(cell) for cell in head) > 1 else 0


def _place(path: Path, grid: Grid) -> str:
    return f"{path} ({grid.sheet})" if grid.sheet else str(path)
