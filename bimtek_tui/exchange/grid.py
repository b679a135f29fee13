"""The rows of a table as plain cells, and how large it may be, whatever kind of file it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field

from ..errors import UnreadableFile
from ..i18n import _

Cell = str | int | Decimal | dt.date | dt.datetime
"""A value as the file has it: "" for nothing; a number only where a workbook stores one, exact to the 15 digits it shows."""

MAX_BYTES = 32_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 1_000_000
"""More is no table that people fill in. Rows and columns are counted up to the last one with something in it."""


class Span(Struct, frozen=True):
    """Merged cells: rows from 1, columns from 0, the last ones with them."""

    row: int
    column: int
    last_row: int
    last_column: int


class Notes(Struct, frozen=True):
    """What a workbook says of cells beside their values, each by the number of its row from 1 and its column from 0.

    `shown` is what a cell shows where that is not the value itself (85%, 3,10), `errors` those with an error instead of
    a value. `hidden_rows` and `hidden_columns` are not shown, by a filter or by hand.
    Of a workbook that `is_blind` (xls) only merged cells are known. `hidden_sheets` are others of the
    workbook.
    """

    shown: Mapping[tuple[int, int], str] = field(default_factory=dict)
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_blind: bool = False
    hidden_sheets: tuple[str, ...] = ()


class Grid(Struct, frozen=True):
    """All rows of a sheet from its first on, before the heading is known."""

    rows: Sequence[Sequence[Cell]]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    notes: Notes = Notes()


def column_name(column: int) -> str:
    """What a spreadsheet program calls a column, counted from 0: A, B ... Z, AA."""
    name = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        name = chr(65 + letter) + name
        column -= 1
    return name


def too_large(path: Path, what: str) -> UnreadableFile:
    """The refusal of a file that is no table people fill in."""
    return UnreadableFile(
        _("{file} is too large to be read as a table: {what}; split it, or save only the table").format(
            file=path, what=what
        )
    )


def bounded(path: Path, rows: int, columns: int) -> None:
    """Raise UnreadableFile when a table reaches further than is read."""
    if rows > MAX_ROWS:
        raise too_large(path, _("more than {limit} rows").format(limit=MAX_ROWS))
    if columns > MAX_COLUMNS:
        raise too_large(path, _("more than {limit} columns").format(limit=MAX_COLUMNS))
    if rows * columns > MAX_CELLS:
        raise too_large(path, _("more than {limit} cells").format(limit=MAX_CELLS))
