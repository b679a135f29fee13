"""A list of program codes from a table: CSV or a workbook as regions have them, read row by row into a list that is kept.

The annex of a decree has its codes in one column or one part a column; both are read. What is no code of the decree is
a fault of its row, and nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..errors import Refused, UnreadableFile
from ..facilitation.number_rows import numbers_columns
from ..i18n import N_, _, ngettext
from ..model import program_codes
from ..model.lookup import letters
from ..model.program_codes import CARRIED, CodeList, ListedCode
from . import heading_rows, tables
from .grid import column_name, too_large
from .tables import RawTable, Row

Role = Literal["code", "name", "performance", "indicator", "unit"]

NAMES: dict[Role, str] = {
    "code": N_("code"),
    "name": N_("name (nomenklatur)"),
    "performance": N_("performance (kinerja)"),
    "indicator": N_("indicator"),
    "unit": N_("unit"),
}
_WORDS: dict[Role, str] = {
    "code": "kode sub kegiatan|kode subkegiatan|kode nomenklatur|kode sipd|kode rekening|kode program kegiatan sub kegiatan|kode|code|program code|kode kegiatan|kode program|kode urusan",
    "name": "nomenklatur|nama nomenklatur|nomenklatur urusan|nomenklatur urusan provinsi|nomenklatur urusan kabupaten kota|nomenklatur urusan kabupaten|nomenklatur urusan kota|nomenklatur provinsi|nomenklatur kabupaten kota|nama sub kegiatan|nama subkegiatan|urusan bidang urusan program kegiatan sub kegiatan|urusan bidang urusan program kegiatan dan sub kegiatan|program kegiatan sub kegiatan|program kegiatan dan sub kegiatan|nama|uraian|name|nomenclature|description|title|sub kegiatan|subkegiatan",
    "performance": "kinerja|kinerja sub kegiatan|kinerja program kegiatan sub kegiatan|capaian kinerja|hasil|performance|output|keluaran",
    "indicator": "indikator|indikator kinerja|indikator sub kegiatan|indikator kinerja sub kegiatan|indikator keluaran|indicator|indicators|performance indicator",
    "unit": "satuan|satuan ukur|unit|unit of measure|uom",
}
"""What people write above a column, what fits best first; separated by ``|``."""
_NEEDED: tuple[Role, ...] = ("code", "name")
_PARTS = ("urusan", "bidang urusan|bidang", "program", "kegiatan", "sub kegiatan|subkegiatan")
"""Columns that hold one part of a code each; the kind of region stands before the kegiatan (2.02)."""
_BELOW = 3
"""Rows below the heading among which one may name the parts of a code."""
LONGEST = 1_000
"""Characters of one text of a list."""
MOST = 10_000_000
"""Characters of all texts together."""


class Fault(Struct, frozen=True):
    """What is wrong in one row: its number, the name of its column in a spreadsheet program, a sentence."""

    row: int
    column: str
    reason: str


class CodeTable(Struct, frozen=True):
    """What a table would bring: the list, what is wrong, what is told; `without_code` rows hold none."""

    table: RawTable
    codes: CodeList
    faults: tuple[Fault, ...] = ()
    repeated: int = 0
    broader: int = 0
    without_code: int = 0


class _Columns(Struct, frozen=True):
    """The places of the columns; of a code in parts one each."""

    code: tuple[int, ...]
    by_role: dict[Role, int]


def read(path: Path, decree: str, today: dt.date, sheet: str | None = None) -> CodeTable:
    """The list in a file. Raises UnreadableFile with file, row and the way out where there is none."""
    table = tables.read(path, sheet, _fits)
    columns = _columns(table.header)
    for at, row in enumerate(table.rows[:_BELOW], 1):
        if parts := _part_columns([text.line(tables.shown(cell)) for cell in row.cells]):
            columns, table = replace(columns, code=parts), replace(table, rows=table.rows[at:])
            break
    place = f"{path} ({table.sheet})" if table.sheet else str(path)
    if lacking := [role for role in _NEEDED if not _has(columns, role)]:
        raise UnreadableFile(
            _(
                "{file}, row {row}: no column for {what}; the heading needs words such as kode, nomenklatur, kinerja, indikator and satuan, and has: {columns}"
            ).format(
                file=place,
                row=table.header_row,
                what=", ".join(_(NAMES[role]) for role in lacking),
                columns=", ".join(f"“{text.short(heading, 30)}”" for heading in table.header if heading)
                or "–",
            )
        )
    faults: list[Fault] = []
    by_code: dict[str, tuple[int, ListedCode]] = {}
    repeated = broader = without_code = size = 0
    for row in table.rows:
        if numbers_columns(row.cells):
            continue
        written = ".".join(filter(None, (_cell(table, row, at) for at in columns.code)))
        if not written:
            without_code += 1
            continue
        listed = _listed(table, row, columns, program_codes.tidy(written), decree)
        if isinstance(listed, Fault):
            faults.append(listed)
            continue
        if listed is None:
            broader += 1
            continue
        first, before = by_code.setdefault(listed.code, (row.number, listed))
        if before is listed:
            size += sum(map(len, (listed.name, listed.performance, listed.indicator, listed.unit)))
        elif letters(before.name) == letters(listed.name):
            repeated += 1
        else:
            reason = _("{code} is “{name}” here and “{before}” in row {first}; leave one of them out").format(
                code=listed.code, name=text.short(listed.name), before=text.short(before.name), first=first
            )
            faults.append(Fault(row.number, column_name(columns.code[-1]), reason))
        if size > MOST:
            raise too_large(path, _("its texts have more than {limit} letters").format(limit=MOST))
    kept = tuple(listed for _row, listed in by_code.values())
    codes = CodeList(program_codes.decree_name(decree), today, path.name, kept)
    return CodeTable(table, codes, tuple(faults), repeated, broader, without_code)


def _listed(
    table: RawTable, row: Row, columns: _Columns, written: str, decree: str
) -> ListedCode | Fault | None:
    """The code of a row, or what is wrong there; None for one of a level that no program carries."""
    if error := _error(table, row, columns):
        return error
    at = column_name(columns.code[-1])
    try:
        code = program_codes.read(written)
    except Refused as refused:
        return Fault(row.number, at, str(refused))
    if reason := program_codes.of_decree(code, decree):
        return Fault(row.number, at, reason)
    if code.level not in CARRIED:
        return None
    texts = {role: text.line(_cell(table, row, place)) for role, place in columns.by_role.items()}
    return _wrong_texts(row, texts, columns) or ListedCode(str(code), **texts)


def _has(columns: _Columns, role: Role) -> bool:
    return bool(columns.code) if role == "code" else role in columns.by_role


# The heading ----------------------------------------------------------------------------------------------------


def _fits(header: Sequence[str]) -> int:
    """How well a row would do as the heading of a list."""
    columns = _columns(header)
    return 2 * bool(columns.code) + 2 * ("name" in columns.by_role) + len(columns.by_role)


@cache
def _ranks() -> dict[Role, dict[str, int]]:
    return {
        role: {letters(words): rank for rank, words in enumerate(known.split("|"))}
        for role, known in _WORDS.items()
    }


def _columns(header: Sequence[str]) -> _Columns:
    """Which column is what: of several that may be one, the one whose heading fits best."""
    by_role: dict[Role, tuple[int, int]] = {}
    for place, heading in enumerate(header):
        for role, ranks in _ranks().items():
            rank = min((ranks[part] for part in _spellings(heading) if part in ranks), default=None)
            if rank is not None and rank < by_role.get(role, (len(ranks), 0))[0]:
                by_role[role] = (rank, place)
    parts = _part_columns(header)
    code = parts or ((by_role.pop("code")[1],) if "code" in by_role else ())
    texts = {role: place for role, (_rank, place) in by_role.items() if place not in code}
    return _Columns(code, texts)


def _spellings(heading: str) -> list[str]:
    """A heading as it is looked up: the whole, and each of its rows."""
    return [letters(part) for part in (heading, *heading_rows.parts(heading)) if part]


def _part_columns(header: Sequence[str]) -> tuple[int, ...]:
    """The columns that hold a code part by part, in a row and in their order; none where it is in one column."""
    wanted = [{letters(words) for words in known.split("|")} for known in _PARTS]
    lowest = [letters(heading_rows.parts(heading)[0]) if heading else "" for heading in header]
    for first in range(len(lowest) - len(wanted) + 1):
        if all(lowest[first + at] in names for at, names in enumerate(wanted)):
            return tuple(range(first, first + len(wanted)))
    return ()


# Cells ----------------------------------------------------------------------------------------------------------


def _cell(table: RawTable, row: Row, place: int) -> str:
    """A cell as the sheet shows it; a number with a point, since codes have those."""
    cell = row.cells[place] if place < len(row.cells) else ""
    shown = table.notes.shown.get((row.number, place))
    if isinstance(cell, Decimal):
        return shown.replace(",", ".") if shown else f"{cell:f}"
    return (shown or tables.shown(cell)).strip()


def _error(table: RawTable, row: Row, columns: _Columns) -> Fault | None:
    for place in (*columns.code, *columns.by_role.values()):
        if error := table.notes.errors.get((row.number, place)):
            reason = _("an error stands here instead of a value ({error}); mend it in the sheet")
            return Fault(row.number, column_name(place), reason.format(error=text.short(error, 20)))
    return None


def _wrong_texts(row: Row, texts: dict[Role, str], columns: _Columns) -> Fault | None:
    if not texts["name"]:
        return Fault(row.number, column_name(columns.by_role["name"]), _("the code has no name"))
    for role, words in texts.items():
        if len(words) > LONGEST:
            reason = _("the {what} has {number} letters, more than {most}").format(
                what=_(NAMES[role]), number=len(words), most=LONGEST
            )
            return Fault(row.number, column_name(columns.by_role[role]), reason)
    return None


# What is told ---------------------------------------------------------------------------------------------------


def sentences(found: CodeTable) -> list[str]:
    """What is told of a list beside its faults: what was passed over, and what the sheet says."""
    table = found.table
    told = list(table.sentences)
    counts = (
        (
            found.repeated,
            ngettext(
                "{number} code stands there more than once with the same name, and is taken once",
                "{number} codes stand there more than once with the same name, and are taken once",
                found.repeated,
            ),
        ),
        (
            found.broader,
            ngettext(
                "{number} row is a whole urusan or bidang urusan, which no program carries",
                "{number} rows are a whole urusan or bidang urusan, which no program carries",
                found.broader,
            ),
        ),
        (
            found.without_code,
            ngettext(
                "{number} row without a code was passed over",
                "{number} rows without a code were passed over",
                found.without_code,
            ),
        ),
    )
    told += [sentence.format(number=number) for number, sentence in counts if number]
    if table.fitting:
        told.append(
            _("other sheets hold such a list as well: {sheets}; --sheet says which one").format(
                sheets=", ".join(table.fitting)
            )
        )
    return told
