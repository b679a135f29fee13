"""The entries of a kind as a CSV table that Excel opens and that an import takes back without a change."""

from __future__ import annotations

import csv
import io
from typing import Any

from .. import text
from ..analysis.ordinals import ordinals
from ..model.entries import Session, counting
from ..model.kinds import Field, kinds
from ..model.labels import key_label
from ..model.method import Method
from . import IMPORTED, headings
from .cells import disarmed, written


def table(session: Session, method: Method, kind: str, *, keys: bool = False, comma: bool = False) -> bytes:
    """The entries of a kind that count as CSV: UTF-8 with a mark, semicolons or commas, rows in order of capture.

    Headings and closed values are words of the language spoken now, or with `keys` those of the session file. In a kind
    that is not imported references are words, too. Cells that begin like a formula have an apostrophe before them.
    """
    fields = [kinds()[kind].keys[key] for key in headings.keys_of(kind)]
    named = None if keys else method
    head = [heading(kind, field.name, keys=keys) for field in fields]
    in_words = not keys and kind not in IMPORTED
    numbers = ordinals(session) if in_words else {}

    def cell(field: Field, value: Any) -> str:
        if in_words and value and field.refs and "agency" not in field.refs:
            ids = value if field.list else (value,)
            return "; ".join(numbers.get(id, id) if field.list else _called(session, field, id) for id in ids)
        return written(field, value, named)

    rows = [
        [disarmed(cell(field, getattr(entry, field.name))) for field in fields]
        for entry in counting(session.entries(kind))
    ]
    return as_csv([head, *rows], comma=comma)


def _called(session: Session, field: Field, id: str) -> str:
    """The words of the entry that a reference names; a quick win has those of its program."""
    table = next((one for one in field.refs if id in session.entries(one)), "")
    if not table:
        return id
    entry: Any = session.entries(table)[id]
    if table == "quick_win":
        return _called(session, kinds()[table].keys["program"], entry.program)
    return str(getattr(entry, kinds()[table].text_key))


def heading(kind: str, key: str, *, keys: bool = False) -> str:
    """What stands above the column of a key; an import knows it again."""
    return key if keys or (key == "id" and kind != "agency") else key_label(key)


def as_csv(rows: list[list[str]], *, comma: bool = False) -> bytes:
    """Rows of cells as a CSV file for Excel: every cell in quotes, so that none can begin another one."""
    out = io.StringIO()
    csv.writer(out, delimiter="," if comma else ";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        [text.clean(cell) for cell in row] for row in rows
    )
    return out.getvalue().encode("utf-8-sig")
