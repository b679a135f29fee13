"""What lists of people say beside names: a NIP in the cell of the name, who was there, roles in words of their own.

They are read as a pasted list is: a NIP is left out, since git would keep it for ever, and so is what is no role here;
who was there is no answer to on which day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from .. import text
from ..facilitation import roster
from ..i18n import _
from ..model.lookup import letters
from . import heading_rows
from .cells import NOTHING
from .grid import Cell, column_name
from .headings import Column
from .tables import Row, shown

_KEYS: dict[roster.Column, str] = {
    "name": "name",
    "agency": "agency",
    "position": "position",
    "duty": "duty",
    "role": "role",
    "presence": "attended",
}
_NIP = re.compile(
    r"[\s,;(/–-]*(?:\bNI[PK]\b[\s.:]*(?:\d[\d .]*|[-–])?|(?<!\d)\d{8}\s?\d{6}\s?\d\s?\d{3}(?!\d))\s*\)?\s*$",
    re.IGNORECASE,
)
"""The number of a civil servant behind a name: NIP. 19800101 200001 1 001."""
_DAY = re.compile(r"[\w-]+/\d+|\b(?:hari|day)\b.*\d", re.IGNORECASE)


def columns(columns: Sequence[Column]) -> list[Column]:
    """The columns with those of headings that a pasted list knows: "Nama / NIP", "Jabatan/Pangkat"; the first of each."""
    taken = {column.key for column in columns}
    made = []
    for column in columns:
        key = "" if column.key else _KEYS.get(roster.column_of(heading_rows.parts(column.heading)[0]), "")
        if key in taken:
            key = ""
        taken.add(key)
        made.append(Column(column.place, column.heading, key) if key else column)
    return made


def read(
    rows: Sequence[Row], columns: Sequence[Column], role_words: frozenset[str]
) -> tuple[list[Row], list[Column], list[str]]:
    """Rows and columns with what can be kept of them, and what is told; `role_words` are known as they are."""
    kept = [column for column in columns if column.key != "attended" or _says_days(rows, column)]
    sentences = [
        _(
            "column {column} “{heading}” says who was there and not on which day, and is left out: who is there is ticked on the screen, or written as stage and day, 1/1"
        ).format(column=column_name(column.place), heading=text.short(column.heading, 30))
        for column in columns
        if column not in kept
    ]
    private = 0
    made = []
    for row in rows:
        cells = [*row.cells]
        for column in kept:
            words = text.line(shown(column.cell(row.cells)))
            if column.key == "name" and (name := _NIP.sub("", words)) != words:
                cells[column.place] = name
                private += 1
            elif column.key == "role" and words not in NOTHING and letters(words) not in role_words:
                cells[column.place], sentence = _role(row.number, words)
                sentences += sentence
        made.append(replace(row, cells=tuple(cells)))
    sentences += roster.not_kept(private)
    return made, kept, sentences


def _role(row: int, words: str) -> tuple[Cell, list[str]]:
    if role := roster.role_of(words):
        return role, []
    return "", [
        _("row {row}: “{role}” is no role that is known here, and left out").format(
            row=row, role=text.short(words, 40)
        )
    ]


def _says_days(rows: Sequence[Row], column: Column) -> bool:
    """Whether a column of presence names days, or nothing."""
    cells = [text.line(shown(column.cell(row.cells))) for row in rows]
    filled = [words for words in cells if words not in NOTHING]
    return not filled or any(_DAY.search(words) for words in filled)
