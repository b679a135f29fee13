"""A table as changes to a session: what each column and each row means, and all of it as one edit.

A row is the entry whose id it has, else the one with the same words: a program by its name and lead agency, a SWOT
entry by quadrant and text, a participant by name and agency, an agency by its code. What may be two entries is a
finding. An empty cell leaves a value alone; what the table does not have is not touched. With one faulty row there
is no edit at all.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from .. import text
from ..errors import Refused
from ..facilitation import bulk_edits
from ..i18n import _, ngettext
from ..model import edits
from ..model.edits import Edit
from ..model.entries import Session
from ..model.kinds import KIND_WORDS, kinds, raw
from ..model.labels import key_label
from ..model.lookup import letters
from ..model.method import Method
from . import headings, matching, tables
from .cells import NOTHING, Reader, disarmed, written
from .grid import Cell
from .headings import NUMBER, YEARS, Column
from .tables import RawTable

Verdict = Literal["new", "changed", "same", "left", "faulty"]

EXAMPLE = ("contoh", "example", "pilihan", "choices")
"""What stands in the column of numbers in the rows of a form that show how to fill it in."""


class Fault(Struct, frozen=True):
    """What keeps a table from being taken in: the row (0: none), the column's name in a spreadsheet, a sentence."""

    row: int
    column: str
    heading: str
    sentence: str

    def __str__(self) -> str:
        place = _("row {row}").format(row=self.row) if self.row else ""
        if self.column:
            head = f" ({text.short(self.heading, 30)})" if self.heading else ""
            place += (", " if place else "") + _("column {column}").format(column=self.column) + head
        return f"{place}: {self.sentence}" if place else self.sentence


class Line(Struct, frozen=True):
    """One row and what it means.

    new: an entry with these `keys` is added. changed: the entry `id` gets the `keys`. same: it says what the session
    says. left: it stays out, and `told` says why. faulty: `faults` say why.
    """

    row: int
    verdict: Verdict
    name: str
    id: str = ""
    keys: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


class Plan(Struct, frozen=True):
    """What taking a table in would do. `told` are sentences about the table as a whole, `faults` all that is wrong."""

    kind: str
    path: Path
    sheet: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    told: tuple[str, ...]

    def count(self, verdict: Verdict) -> int:
        """How many rows there are of a sort."""
        return sum(line.verdict == verdict for line in self.lines)

    @property
    def unmatched(self) -> list[Column]:
        """The columns that hold nothing that is taken in."""
        return [one for one in self.columns if not one.key]


def read(path: Path, kind: str, sheet: str | None = None) -> RawTable:
    """A table of a kind from a file; the heading is the row that names most of its keys. Raises UnreadableFile."""
    return tables.read(path, sheet, lambda header: headings.score(kind, header))


def plan(table: RawTable, kind: str, session: Session, method: Method) -> Plan:
    """What taking a table in would do to a session; nothing is changed.

    Raises Refused when no column of it is known.
    """
    columns = headings.columns(kind, table.header)
    if not {one.key for one in columns} - {"", NUMBER}:
        raise Refused(
            _(
                "{file}, row {row}: no column is known by its heading; a form with the right ones is made by: {command}"
            ).format(file=table.path, row=table.header_row, command=f"bimtek form {kind}")
        )
    reader = Reader(session, method)
    faults = [*_twice(columns)]
    told = [*table.told, *_above(table)]
    known = matching.Known(session, kind)
    lines: list[Line] = []
    examples = 0
    for row in table.rows:
        if _is_example(columns, row.cells):
            examples += 1
        elif _says_something(columns, row.cells):
            lines.append(_line(row.number, row.cells, columns, kind, reader, known))
    lines = [*_once(lines)]
    if examples:
        told.append(
            ngettext(
                "{number} row of the form shows how to fill it in and is passed over",
                "{number} rows of the form show how to fill it in and are passed over",
                examples,
            ).format(number=examples)
        )
    if not lines:
        told.append(_("there is no row below the heading"))
    told += reader.agencies.told()
    faults += [fault for line in lines for fault in line.faults]
    return Plan(kind, table.path, table.sheet, tuple(columns), tuple(lines), tuple(faults), tuple(told))


def step(session: Session, shown: Plan, now: dt.datetime) -> Edit | None:
    """The one edit that does what a plan shows; None when there is nothing to do. `now` carries its offset.

    Raises Refused while anything in it is faulty, or when the session is another by now.
    """
    if shown.faults:
        number = len(shown.faults)
        raise Refused(
            ngettext(
                "nothing is taken in while {number} thing is wrong in the table; mend it there",
                "nothing is taken in while {number} things are wrong in the table; mend them there",
                number,
            ).format(number=number)
        )
    kind = shown.kind
    made: list[Edit | None] = []
    for line in shown.lines:
        if line.verdict == "changed":
            entry = session.entries(kind).get(line.id)
            if entry is None:
                raise Refused(
                    _("the entry “{id}” is not there any more").format(id=text.short(line.name, 40))
                )
            made.append(edits.revise(entry, **line.keys))
    new = [dict(line.keys) for line in shown.lines if line.verdict == "new"]
    if new:
        made.append(bulk_edits.capture_all(session, kind, new, now))
    rows = sum(line.verdict in ("new", "changed") for line in shown.lines)
    name = ngettext("import of {number} row: {kind}", "import of {number} rows: {kind}", rows)
    return edits.together(name.format(number=rows, kind=_(KIND_WORDS[kind])), made)


def differences(line: Line, session: Session, plan: Plan, method: Method) -> list[str]:
    """What a changed row changes, key by key: before and after."""
    entry = session.entries(plan.kind).get(line.id)
    now = raw(entry) if entry is not None else {}
    keys = kinds()[plan.kind].keys
    return [
        _("{key}: {before} → {after}").format(
            key=key_label(key),
            before=text.short(written(keys[key], now.get(key), method), 40) or _("nothing"),
            after=text.short(written(keys[key], value, method), 40),
        )
        for key, value in line.keys.items()
    ]


# The table as a whole -----------------------------------------------------------------------------------------


def _twice(columns: Iterable[Column]) -> Iterable[Fault]:
    uses = Counter(one.key for one in columns if one.key not in ("", NUMBER))
    for one in columns:
        if uses[one.key] > 1 and one.key not in ("", NUMBER):
            label = _("Years") if one.key == YEARS else key_label(one.key)
            yield Fault(
                0,
                tables.column_name(one.place),
                one.heading,
                _("more than one column holds “{key}”; rename or remove the others").format(key=label),
            )


def _above(table: RawTable) -> list[str]:
    return [
        _("row {row} stands above the heading and is left out: “{text}”").format(
            row=row.number, text=text.short(" ".join(map(tables.shown, row.cells)), 40)
        )
        for row in table.above
    ]


def _is_example(columns: Iterable[Column], cells: tuple[Cell, ...]) -> bool:
    marks = [tables.shown(cells[one.place]) for one in columns if one.key == NUMBER]
    return any(letters(mark).startswith(EXAMPLE) for mark in marks)


def _says_something(columns: Iterable[Column], cells: tuple[Cell, ...]) -> bool:
    """Whether a row holds more than its number: forms have rows that nobody filled in."""
    return any(
        text.line(tables.shown(cells[one.place])) not in NOTHING
        for one in columns
        if one.key not in ("", NUMBER)
    )


def _once(lines: Iterable[Line]) -> Iterable[Line]:
    """Two rows for one entry contradict each other, or are one too many."""
    seen: dict[Any, int] = {}
    for line in lines:
        place = line.id or line.name
        if line.verdict == "faulty" or not line.id:
            yield line
        elif place in seen:
            sentence = _("this is the same entry as in row {row}; leave one of them out").format(
                row=seen[place]
            )
            yield replace(line, verdict="faulty", faults=(Fault(line.row, "", "", sentence),))
        else:
            seen[place] = line.row
            yield line


# One row ------------------------------------------------------------------------------------------------------


def _line(
    row: int,
    cells: tuple[Cell, ...],
    columns: list[Column],
    kind: str,
    reader: Reader,
    known: matching.Known,
) -> Line:
    by_key = {one.key: one for one in columns}
    faults: list[Fault] = []

    def wrong(refused: Refused, key: str = "") -> None:
        column = by_key.get(key or refused.key)
        if column is None and refused.key in ("start_year", "end_year"):
            column = by_key.get(YEARS)
        place = (tables.column_name(column.place), column.heading) if column else ("", "")
        faults.append(Fault(row, *place, str(refused)))

    there = known.entries.get(_id(cells, by_key))
    given: dict[str, Any] = {}
    for column in columns:
        if column.key in ("", NUMBER) or (
            there is not None and _unchanged(there, column, cells, kind, reader)
        ):
            continue
        try:
            given |= _given(column, cells[column.place], kind, reader)
        except Refused as refused:
            wrong(refused, column.key)
    text_key = kinds()[kind].text_key
    own = getattr(there, text_key, None) or getattr(there, "id", "")
    name = text.short(str(given.get(text_key) or given.get("id") or own), 60)
    found = matching.Found()
    if not faults:
        try:
            id = getattr(there, "id", given.get("id"))
            found = known.find(id, given | {"id": id})
            if found.left:
                return Line(row, "left", name, told=(found.left,))
            there = known.entries.get(found.id)
            given = _checked(kind, there, given, reader.method)
        except Refused as refused:
            wrong(refused)
    if faults:
        return Line(row, "faulty", name, faults=tuple(faults))
    if there is None:
        known.learn(row, given)
        return Line(row, "new", name, keys=given, told=found.told)
    return Line(row, "changed" if given else "same", name, there.id, given, found.told)


def _id(cells: tuple[Cell, ...], by_key: Mapping[str, Column]) -> str:
    return text.line(tables.shown(cells[by_key["id"].place])) if "id" in by_key else ""


def _unchanged(there: Any, column: Column, cells: tuple[Cell, ...], kind: str, reader: Reader) -> bool:
    """Whether a cell is what an export writes for the value that is there, whatever that value holds."""
    key = kinds()[kind].keys.get(column.key)
    if key is None:
        return False
    now = getattr(there, column.key)
    forms = (written(key, now), written(key, now, reader.method))
    return tables.shown(cells[column.place]) in [text.clean(disarmed(one)) for one in forms]


def _given(column: Column, cell: Cell, kind: str, reader: Reader) -> dict[str, Any]:
    """The keys that a cell gives. Raises Refused."""
    if column.key == YEARS:
        return reader.years(cell)
    value = reader.value(kinds()[kind].keys[column.key], cell, column.scale)
    return {} if value is None else {column.key: value}


def _checked(kind: str, there: Any, given: dict[str, Any], method: Method) -> dict[str, Any]:
    """The keys that a new entry gets, or those that change; Raises Refused when they make no entry."""
    now = raw(there) if there is not None else {}
    if there is not None:
        given = {key: value for key, value in given.items() if key != "id" and now.get(key) != value}
    elif kind != "agency":
        given.pop("id", None)
    merged = now | given
    home = method.homes["subdimension"].get(merged.get("subdimension", ""))
    if home and kind == "program" and "subdimension" in given | now:
        if merged.get("dimension") is None:
            given["dimension"] = merged["dimension"] = home
        elif merged["dimension"] != home and {"dimension", "subdimension"} & given.keys():
            raise Refused(_("this sub-dimension belongs to another dimension"), "subdimension")
    first, last = merged.get("start_year"), merged.get("end_year")
    if first and last and last < first and {"start_year", "end_year"} & given.keys():
        raise Refused(
            _("{last} lies before {first}; write the earlier year first").format(last=last, first=first),
            "end_year",
        )
    name = given.get("name", "")
    if kind == "participant" and (any(one.isdigit() or one == "@" for one in name)):
        raise Refused(
            _("this does not look like a name; telephone numbers and addresses are not kept here"), "name"
        )
    for key, of in kinds()[kind].keys.items():
        if of.required and key not in ("id", "added") and merged.get(key) is None:
            raise Refused(
                _("“{key}” is missing; every {kind} needs it").format(
                    key=key_label(key), kind=_(KIND_WORDS[kind])
                ),
                key,
            )
    return given
