"""Rows from outside, of a table or of a pasted list: what each becomes in the session, and what is recorded of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping
from typing import Any, Literal

from msgspec import Struct, field

from .. import text
from ..errors import Refused
from ..i18n import _
from ..model import edits
from ..model.edits import Add, Change, Remove
from ..model.entries import Session
from . import bulk_edits

Verdict = Literal["new", "changed", "same", "doubtful", "left", "faulty"]


class Fault(Struct, frozen=True):
    """What keeps a row from being taken in: its number (0: none), the column's name in a spreadsheet, a sentence.

    `field` is the column whose cell can be corrected ("" for none), and `cell` what stands in it. `part` is that of a row
    with several entries.
    """

    row: int
    column: str
    heading: str
    sentence: str
    field: str = ""
    cell: str = ""
    part: int = 0

    @property
    def place(self) -> tuple[int, str]:
        """Where the right text of the cell is answered."""
        return cell_place(self.row, self.part, self.field)

    def at(self, place: str) -> str:
        """The sentence behind its place, which is this and the column."""
        if self.column:
            head = f" ({text.short(self.heading, 30)})" if self.heading else ""
            place += (", " if place else "") + _("column {column}").format(column=self.column) + head
        return f"{place}: {self.sentence}" if place else self.sentence

    def __str__(self) -> str:
        return self.at(_("row {row}").format(row=self.row) if self.row else "")


class Incoming(Struct, frozen=True):
    """One row and what it means; `number` is that of its row or line, from 1, `sentences` say what there is to know.

    `part` tells entries apart that stand in one row.

    new: an entry with these `keys` is added. changed: the entry `id` gets the `keys`. same: there is nothing to do.
    doubtful: it is one of the first two, by its `id`, once somebody accepts it. left: it stays out. faulty: `faults`
    say why. `name` is what it is called in a list, and `beside` what stands behind that ("" for nothing).
    """

    number: int
    verdict: Verdict
    name: str
    id: str = ""
    keys: Mapping[str, Any] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    beside: str = ""
    part: int = 0


def cell_place(row: int, part: int, field: str) -> tuple[int, str]:
    """How one cell is named among those that a person corrects."""
    return row, f"{field}/{part}" if part else field


class Preview(Struct, frozen=True):
    """What taking in rows of a kind would do; `sentences` are about all of them, `faults` all that is wrong.

    `unlisted` are agencies that they name and no list has.
    """

    kind: str
    rows: tuple[Incoming, ...]
    sentences: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    unlisted: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many rows there are of a sort."""
        return sum(row.verdict == verdict for row in self.rows)


def changes(
    session: Session, preview: Preview, now: dt.datetime, accepted: Container[int] = frozenset()
) -> list[Add | Remove | Change]:
    """The edits that do what a preview shows, those of entries that are there first; several rows for one are one.

    Doubtful rows with a name are taken when their number is `accepted`. `now` carries its offset. Raises Refused when
    an entry is gone, or a new one would not fit.
    """
    entries = session.entries(preview.kind)
    changed: dict[str, dict[str, Any]] = {}
    added: list[Mapping[str, Any]] = []
    for row in preview.rows:
        is_accepted = row.verdict == "doubtful" and row.name and row.number in accepted
        if row.verdict not in ("new", "changed") and not is_accepted:
            continue
        if not row.id:
            added.append(row.keys)
        elif row.id in entries:
            changed[row.id] = {**row.keys, **changed.get(row.id, {})}
        else:
            raise Refused(_("the entry “{id}” is not there any more").format(id=text.short(row.name, 40)))
    steps = [edits.revise(entries[id], **keys) for id, keys in changed.items()]
    captured = bulk_edits.capture_all(session, preview.kind, added, now)
    return [edit for step in (*steps, captured) if step for edit in edits.simple(step)]
