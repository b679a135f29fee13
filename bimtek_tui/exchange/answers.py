"""What a person answers about a table beside it: the right text of one cell, or one answer for all rows that have none.

An answer for all rows never takes the place of what a cell says and what can be read; of an entry that is there it
fills what is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from .. import text
from ..errors import Refused
from ..i18n import _
from ..model.entries import Session
from ..model.kinds import KIND_WORDS, kinds
from ..model.method import Method
from . import headings
from .cells import Reader
from .headings import NUMBER, YEARS, Column, column_label


class Answers(Struct, frozen=True):
    """Texts by the field of a column: `for_all` rows, and `mended` those of single cells, by their place."""

    for_all: Mapping[str, str] = {}
    mended: Mapping[tuple[int, str], str] = {}


def read(field: str, words: str, kind: str, reader: Reader) -> dict[str, Any]:
    """The keys that an answer for all rows gives. Raises Refused when it says nothing, or nothing that fits."""
    if field == YEARS:
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
        if not known:
            raise Refused(
                _("nothing of “{kind}” is the same for all rows; leave --set out").format(
                    kind=_(KIND_WORDS[kind])
                )
            )
        if field not in known:
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
    own = {"id", kinds()[kind].text_key}
    spans = [YEARS] if "start_year" in kinds()[kind].keys else []
    return [*(key for key in headings.keys_of(kind) if key not in own), *spans]


def field_label(field: str) -> str:
    """What the field of a column is called."""
    key, _blank, year = field.partition(" ")
    return column_label(Column(headings.NOWHERE, "", key, year=int(year or 0)))


def with_answered(columns: Iterable[Column], answers: Answers, kind: str) -> tuple[Column, ...]:
    """The columns, and one that no sheet has for each answer to what the table has no column for."""
    there = tuple(columns)
    known = {column.field for column in there} | {"", NUMBER}
    wanted = dict.fromkeys((*answers.for_all, *(field.partition("/")[0] for _row, field in answers.mended)))
    added = (key for key in wanted if key not in known and (key == YEARS or key in kinds()[kind].keys))
    return there + tuple(Column(headings.NOWHERE, "", key) for key in added)
