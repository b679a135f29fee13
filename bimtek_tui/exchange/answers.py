"""What a person answers about a table beside it: the right text of one cell, or one answer for all rows that have none.

An answer for all rows never takes the place of what a cell says and what can be read; of an entry that is there it
fills what is empty. Three say how columns are meant: which one holds the words of the entries (``name=B``), which one
holds something else (``years=column E``), and in which unit amounts are that name none, or one in which they can't be
meant (``budget_idr=juta``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..errors import Refused
from ..facilitation.incoming import Fault
from ..i18n import _
from ..model.entries import Session
from ..model.kinds import KIND_WORDS, kinds
from ..model.lookup import letters
from ..model.method import Method
from . import headings, money_units
from .cells import Reader
from .grid import column_name
from .headings import AMOUNT, NUMBER, YEARS, Column, column_label

_COLUMN = re.compile(r"(?i)(?:kolom|column)\s+(?P<name>\S.*)")
_NAMED = 8
"""So many columns are named."""


class Answers(Struct, frozen=True):
    """Texts by the field of a column: `for_all` rows, and `mended` those of single cells, by their place."""

    for_all: Mapping[str, str] = {}
    mended: Mapping[tuple[int, str], str] = {}

    @property
    def unit(self) -> str | None:
        """The unit of amounts ("" for rupiah); None where nobody said one."""
        units = (unit_of(field, words) for field, words in self.for_all.items())
        return next((unit for unit in units if unit is not None), None)


def unit_of(field: str, words: str) -> str | None:
    """The unit that an answer gives to amounts; None where it is about something else, or an amount itself."""
    return money_units.of_answer(words) if field.endswith("_idr") else None


def naming(kind: str) -> tuple[str, ...]:
    """The keys by which the entries of a kind are known, the first of which every row needs."""
    text_key = kinds()[kind].text_key
    return ("id", text_key) if kind == "agency" else (text_key,)


def means_column(field: str, words: str, kind: str) -> bool:
    """Whether an answer says how a column is meant, and not what its cells hold."""
    return bool(_column_of(field, words, kind)) or unit_of(field, words) is not None


def _column_of(field: str, words: str, kind: str) -> str:
    """The letter or heading of the column that an answer names; "" where it names none."""
    match = _COLUMN.fullmatch(words.strip())
    return match["name"] if match else words if field in naming(kind) else ""


def bare(answer: str) -> str:
    """An answer without the word that says that it names a column."""
    match = _COLUMN.fullmatch(answer.strip())
    return match["name"] if match else answer


def as_column(name: str) -> str:
    """The answer that a column, by its letter or heading, holds a field."""
    return f"column {name}"


def field_for_all(fault: Fault, kind: str) -> str:
    """The field by which what is wrong can be answered for all rows; "" where it can't."""
    field = next((key for key in kinds()[kind].keys if key.endswith("_idr")), "")
    field = field if fault.field.partition(" ")[0] == AMOUNT else fault.field
    return field if field in fields(kind) or (not fault.row and field in naming(kind)) else ""


def read(field: str, words: str, kind: str, reader: Reader) -> dict[str, Any]:
    """The keys that an answer for all rows gives, none where it `means_column`.

    Raises Refused when it says nothing, or nothing that fits.
    """
    if words.strip() and means_column(field, words, kind):
        return {}
    if field in naming(kind):
        keys: dict[str, Any] = {}
    elif field == YEARS:
        keys = reader.years(words)
    else:
        value = reader.value(kinds()[kind].keys[field], words)
        keys = {} if value is None else {field: value}
    if not keys:
        raise Refused(_("an answer for all rows can't be empty; leave it out"), field)
    return keys


def assigned(given: Iterable[str], kind: str, session: Session, method: Method) -> dict[str, str]:
    """Answers for all rows as they are typed, each as ``key=value``. Raises Refused with what fits."""
    reader = Reader(session, method)
    texts: dict[str, str] = {}
    for assignment in given:
        name, sign, words = assignment.partition("=")
        if not sign:
            raise Refused(
                _("“{given}” is no answer for all rows; write it as KEY=VALUE, as in horizon=short").format(
                    given=text.short(assignment, 40)
                )
            )
        field = headings.key_of(kind, text.line(name))
        known = fields(kind)
        if not known and field not in naming(kind):
            raise Refused(
                _("nothing of “{kind}” is the same for all rows; leave --set out").format(
                    kind=_(KIND_WORDS[kind])
                )
            )
        if field not in known and field not in naming(kind):
            raise Refused(
                _("“{key}” is nothing that all rows of “{kind}” can get; take one of: {keys}").format(
                    key=text.short(name, 40), kind=_(KIND_WORDS[kind]), keys=", ".join(known)
                )
                + text.did_you_mean(name, known)
            )
        try:
            read(field, words, kind, reader)
        except Refused as refused:
            raise Refused(
                _("{key}: {reason}").format(key=field_label(field), reason=refused), field
            ) from None
        texts[field] = words
    return texts


def fields(kind: str) -> list[str]:
    """What all rows may get: every key of a table but those that tell one entry from another."""
    own = {"id", *naming(kind)}
    spans = [YEARS] if "start_year" in kinds()[kind].keys else []
    return [*(key for key in headings.keys_of(kind) if key not in own), *spans]


def field_label(field: str) -> str:
    """What the field of a column is called."""
    key, _blank, year = field.partition(" ")
    return column_label(Column(headings.NOWHERE, "", key, year=int(year or 0)))


def meant(columns: Sequence[Column], answers: Answers, kind: str, is_one: bool = True) -> list[Column]:
    """The columns as they are meant by what was answered about them; of several tables those that need the answer.

    Raises Refused for a column that is not there.
    """
    made, unit = [*columns], answers.unit
    for key, answer in answers.for_all.items():
        words = _column_of(key, answer, kind)
        if not words or (not is_one and any(column.key == key for column in made)):
            continue
        named = _named(made, words, key)
        stated = money_units.of_heading(named.heading) if key.endswith("_idr") else money_units.Unit()
        made = [
            replace(column, key=key, scale=stated.word, strange=stated.strange)
            if column is named
            else replace(column, key="")
            if column.key == key
            else column
            for column in made
        ]
    if unit is None:
        return made
    return [
        replace(column, scale=unit, strange="")
        if (column.key == AMOUNT or column.key.endswith("_idr")) and (column.strange or not column.scale)
        else column
        for column in made
    ]


def _named(columns: Sequence[Column], words: str, key: str) -> Column:
    """The column that is named by its letter or its heading."""
    wanted = letters(words)
    for column in columns:
        if wanted and wanted in (letters(column_name(column.place)), letters(column.heading)):
            return column
    raise Refused(
        _("there is no column “{column}”; the columns are {columns}").format(
            column=text.short(words, 30), columns=listed_columns(columns)
        ),
        key,
    )


def listed_columns(columns: Sequence[Column]) -> str:
    """The first columns with their headings: A “No”, B “Uraian”."""
    names = [f"{column_name(column.place)} “{text.short(column.heading, 30)}”" for column in columns]
    return ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])


def with_answered(columns: Iterable[Column], answers: Answers, kind: str) -> tuple[Column, ...]:
    """The columns, and one that no sheet has for each answer to what the table has no column for."""
    there = tuple(columns)
    known = {column.field for column in there} | {"", NUMBER}
    given = (field for field, words in answers.for_all.items() if not means_column(field, words, kind))
    wanted = dict.fromkeys((*given, *(field.partition("/")[0] for _row, field in answers.mended)))
    added = (key for key in wanted if key not in known and (key == YEARS or key in kinds()[kind].keys))
    return there + tuple(Column(headings.NOWHERE, "", key) for key in added)
