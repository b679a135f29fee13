"""The entries of a kind as a table, CSV or workbook, that Excel opens and that an import takes back without a change."""

from __future__ import annotations

import csv
import io
import re
from typing import Any, Literal

from .. import text
from ..analysis.ordinals import ordinals
from ..i18n import _
from ..model.entries import Session, counting
from ..model.kinds import KIND_WORDS, Field, kinds
from ..model.labels import key_label
from ..model.method import Method
from . import IMPORTED, headings
from .cells import as_text, disarmed, written

Format = Literal["csv", "xlsx"]

_BESIDE = {"budget": ("program", "code")}
"""A key of an entry that another kind refers to and that stands beside the reference: budget lines are planned by the code of the program."""
_EXACT = 15
"""Digits that a workbook stores of a number."""
_SHEET_NAME = 31
_WIDEST = 60
"""Signs of the widest column; longer text is wrapped."""


def table(
    session: Session,
    method: Method,
    kind: str,
    *,
    keys: bool = False,
    comma: bool = False,
    format: Format = "csv",
) -> bytes:
    """The entries of a kind that count, in order of capture: a workbook, or CSV in UTF-8 with a mark.

    Headings and closed values are words of the language spoken now, or with `keys` those of the session file. In a kind
    that is not imported references are words, too. In a CSV (semicolons, or commas) an apostrophe stands before cells
    of which a spreadsheet program would make something else.
    """
    fields = [(kind, kinds()[kind].keys[key]) for key in headings.keys_of(kind)]
    if kind in _BESIDE:
        table, key = _BESIDE[kind]
        at = next(place for place, (_kind, field) in enumerate(fields) if field.name == table)
        fields.insert(at + 1, (table, kinds()[table].keys[key]))
    named = None if keys else method
    head = [heading(of, field.name, keys=keys) for of, field in fields]
    in_words = not keys and (kind not in IMPORTED or kind == "strategy")  # S1, O2 are read again
    numbers = ordinals(session) if in_words else {}

    def cell(field: Field, value: Any) -> str:
        if in_words and value and field.refs and "agency" not in field.refs:
            ids = value if field.list else (value,)
            return "; ".join(numbers.get(id, id) if field.list else _called(session, field, id) for id in ids)
        return written(field, value, named)

    def value(entry: Any, of: str, field: Field) -> Any:
        owner = entry if of == kind else session.entries(of).get(getattr(entry, of))
        return getattr(owner, field.name, None)

    entries = list(counting(session.entries(kind)))
    rows = [[(field, cell(field, value(entry, of, field))) for of, field in fields] for entry in entries]
    if format == "xlsx":
        return as_xlsx(head, [[stored(*pair) for pair in row] for row in rows], _(KIND_WORDS[kind]))
    return as_csv([head, *([disarmed(given, field) for field, given in row] for row in rows)], comma=comma)


def stored(field: Field, cell: str) -> str | int:
    """A cell of a workbook: amounts and years as numbers one can add up, everything else as text."""
    whole = field.type in "iy" and not field.list and cell.removeprefix("-").isdecimal()
    return int(cell) if whole and len(cell) <= _EXACT else as_text(cell)


def _called(session: Session, field: Field, id: str) -> str:
    """The words of the entry that a reference names; a quick win has those of its program."""
    table = next((name for name in field.refs if id in session.entries(name)), "")
    if not table:
        return id
    entry: Any = session.entries(table)[id]
    if table == "quick_win":
        return _called(session, kinds()[table].keys["program"], entry.program)
    return str(getattr(entry, kinds()[table].text_key))


def heading(kind: str, key: str, *, keys: bool = False) -> str:
    """What stands above the column of a key; an import knows it again."""
    return key if keys or (key == "id" and kind != "agency") else key_label(key)


def as_xlsx(head: list[str], rows: list[list[str | int]], title: str) -> bytes:
    """Rows of cells as a workbook of one sheet: the heading stays in sight, columns are as wide as what is in them."""
    import xlsxwriter  # late: a CSV needs none of it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:_SHEET_NAME])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        amount = book.add_format({"num_format": "0", "valign": "top"})
        for place, cell in enumerate(head):
            widest = max((len(str(row[place])) for row in rows), default=0)
            sheet.set_column(place, place, min(max(len(cell), widest) + 2, _WIDEST))
            sheet.write_string(0, place, cell, bold)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, place, value, amount)
                elif value:
                    sheet.write_string(number, place, text.clean(value), plain)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), max(len(head) - 1, 0))
    return out.getvalue()


def as_csv(rows: list[list[str]], *, comma: bool = False) -> bytes:
    """Rows of cells as a CSV file for Excel: every cell in quotes, so that none can begin another one."""
    out = io.StringIO()
    csv.writer(out, delimiter="," if comma else ";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        [text.clean(cell) for cell in row] for row in rows
    )
    return out.getvalue().encode("utf-8-sig")
