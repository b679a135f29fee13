"""A sheet of a workbook as rows of cells, read by python-calamine: xlsx, xls and ods.

calamine makes a cell for every place between the first and the last one filled, and takes an archive at its word, so
both are bounded here first. It reads the values that were stored last and evaluates nothing.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..errors import BimtekError, UnreadableFile
from ..i18n import _, listed
from . import number_formats, trial
from .grid import Cell, Grid, Notes, Span, bounded, too_large
from .used_range import OpenSheet, Sheet, Styles, Texts, Unwanted, faulty_cells, parts_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MAX_UNPACKED = 100_000_000
"""Bytes of all parts of a workbook together."""
_LARGE, _LARGE_UNPACKED = 2_000_000, 20_000_000
"""Bytes from which on a workbook is tried in a process of its own, too: what calamine makes of so many is not bounded by them."""
_MAX_PARTS = 5_000
_PIECE = 1 << 20
_DIGITS = 15
"""A workbook stores binary fractions and shows fifteen digits of them: 0.1 + 0.2 is 0.3 to everybody who sees it."""


def grids(path: Path, content: bytes, sheet: str | None) -> list[Grid]:
    """The rows of the sheet that is named, or of each visible one that holds something; at least one.

    Raises UnreadableFile with the reason in one sentence.
    """
    import python_calamine as calamine  # late: it takes time that a CSV file has no need of

    unpacked = _unpacked(path, content) if content.startswith(b"PK") else None
    if (unpacked is None or _is_large(content)) and not trial.fits(content):
        raise UnreadableFile(
            _(
                "{file} takes more memory or time than a table needs and is not read; open it and save only the table anew as xlsx or CSV"
            ).format(file=path)
        )
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return _grids(path, book, sheet, unpacked)
    except BimtekError:
        raise
    except calamine.PasswordError as error:
        raise UnreadableFile(
            _("{file} is protected by a password; save it without one").format(file=path)
        ) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged(path, error) from error
    except BaseException as error:  # a panic of calamine, which is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path, error) from None


def _damaged(path: Path, error: BaseException) -> UnreadableFile:
    return UnreadableFile(
        _("{file} can't be read as a workbook: {reason}; open it and save it anew as xlsx or CSV").format(
            file=path, reason=text.short(str(error), 100)
        )
    )


def _grids(
    path: Path, book: CalamineWorkbook, sheet: str | None, unpacked: dict[str, _Unpacked] | None
) -> list[Grid]:
    metadata = {entry.name: entry for entry in book.sheets_metadata}
    names = tuple(
        name
        for name in book.sheet_names
        if str(metadata[name].typ).endswith("WorkSheet") and str(metadata[name].visible).endswith(".Visible")
    )
    hidden = tuple(
        name
        for name in book.sheet_names
        if str(metadata[name].typ).endswith("WorkSheet") and name not in names
    )
    if sheet is not None:
        name = next((name for name in names if name.casefold() == text.line(sheet).casefold()), sheet)
        if name not in names:
            raise UnreadableFile(
                _("{file} has no sheet “{sheet}”; it has: {sheets}").format(
                    file=path,
                    sheet=text.short(sheet, 40),
                    sheets=listed([text.short(name, 40) for name in names]),
                )
            )
        wanted: tuple[str, ...] = (name,)
    else:
        wanted = names
    grids = []
    for name in wanted:
        worksheet = book.get_sheet_by_name(name)
        if worksheet.end is None and sheet is None:
            continue
        bounded(path, worksheet.total_height, worksheet.total_width)
        rows = [[_cell(value) for value in row] for row in worksheet.to_python(skip_empty_area=False)]
        extras = (
            _Unpacked(notes=Notes(is_blind=True)) if unpacked is None else unpacked.get(name, _Unpacked())
        )
        notes = replace(extras.notes, hidden_sheets=hidden)
        if not notes.merged and worksheet.merged_cell_ranges:
            spans = (Span(y + 1, x, yy + 1, xx) for (y, x), (yy, xx) in worksheet.merged_cell_ranges)
            notes = replace(notes, merged=tuple(spans))
        if extras.formats:
            shown = ((at, number_formats.shown(code, _at(rows, at))) for at, code in extras.formats.items())
            notes = replace(notes, shown={at: words for at, words in shown if words})
        notes = _fill(rows, notes)
        grids.append(Grid(rows, name, names, extras.sentences, notes))
    return grids or [Grid((), "", names)]


def _at(rows: list[list[Cell]], at: tuple[int, int]) -> Cell:
    row, column = at
    return rows[row - 1][column] if row <= len(rows) and column < len(rows[row - 1]) else ""


def _fill(rows: list[list[Cell]], notes: Notes) -> Notes:
    """What a merged cell says holds for all rows that it covers; over columns only a heading does, which is read later."""
    shown = dict(notes.shown)
    for span in notes.merged:
        value = _at(rows, (span.row, span.column))
        for number in range(span.row + 1, min(span.last_row, len(rows)) + 1):
            row = rows[number - 1]
            if value != "" and span.column < len(row) and row[span.column] == "":
                row[span.column] = value
                if words := shown.get((span.row, span.column)):
                    shown[number, span.column] = words
    return replace(notes, shown=shown)


def _cell(value: Any) -> Cell:
    """A value as it is meant: whole numbers exact, a day without time as a date, an answer as text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        exact = Decimal(f"{value:.{_DIGITS}g}")
        return int(exact) if exact == exact.to_integral_value() else exact
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value
    if isinstance(value, int | dt.date):
        return value
    return text.clean(str(value))


# Before calamine reads it --------------------------------------------------------------------------------------


class _Unpacked(Struct, frozen=True):
    """What the XML of a sheet says beside its values: sentences, notes on its cells, and the formats of its numbers."""

    sentences: tuple[str, ...] = ()
    notes: Notes = Notes()
    formats: Mapping[tuple[int, int], str] = {}


def _is_large(content: bytes) -> bool:
    """Whether an archive that was seen to be sound is larger than tables are."""
    if len(content) > _LARGE:
        return True
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist()) > _LARGE_UNPACKED


def _unpacked(path: Path, content: bytes) -> dict[str, _Unpacked]:
    """See that an archive unpacks to what is bounded, and how far its sheets reach.

    Returns what they say of their cells, by the name of the sheet. Raises UnreadableFile.
    """
    size = 0
    sheets: dict[str, _Unpacked] = {}
    styles = Styles()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS:
                raise too_large(path, _("it has more than {limit} parts").format(limit=_MAX_PARTS))
            if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
                raise Unwanted(_("it is packed in an unusual way"))
            names: dict[str, str] | None = None
            for part in sorted(parts, key=lambda part: part.filename.startswith("xl/worksheets/")):
                if part.filename == "xl/workbook.bin":
                    raise Unwanted(_("xlsb is not read"))
                stream: Sheet | OpenSheet | Styles | Texts | None = None
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    names = (
                        parts_of(archive) if names is None else names
                    )  # after all else was seen to be bounded
                    stream = Sheet(styles.codes)
                elif part.filename == "xl/styles.xml":
                    stream = styles
                elif part.filename == "xl/sharedStrings.xml":
                    stream = Texts()
                elif part.filename == "content.xml":
                    stream = OpenSheet()
                with archive.open(part) as file:
                    while piece := file.read(_PIECE):
                        size += len(piece)
                        if size > MAX_UNPACKED:
                            most = _("unpacked it has more than {limit} megabytes")
                            raise too_large(path, most.format(limit=MAX_UNPACKED // 1_000_000))
                        if stream:
                            stream.feed(piece)
                            bounded(path, stream.rows, stream.columns)
                if stream:
                    stream.feed(b"", last=True)
                    bounded(path, stream.rows, stream.columns)
                if isinstance(stream, Texts) and stream.is_lying:
                    raise Unwanted(_("it promises more texts than it has"))
                if isinstance(stream, Sheet) and names:
                    name = names.get(part.filename, "")
                    sheets[name] = _Unpacked(stream.sentences, stream.notes, stream.formats)
                elif isinstance(stream, OpenSheet):
                    sheets |= {
                        name: _Unpacked(faulty_cells(notes), notes) for name, notes in stream.notes.items()
                    }
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        expat.ExpatError,
        Unwanted,
    ) as error:
        raise _damaged(path, error) from error
    return sheets
