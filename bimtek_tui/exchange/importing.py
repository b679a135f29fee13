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
from typing import Any

from msgspec.structs import replace

from .. import text
from ..errors import Refused
from ..facilitation import incoming
from ..facilitation.incoming import Fault, Incoming, Preview
from ..i18n import _, ngettext
from ..model import edits, values
from ..model.edits import Edit
from ..model.entries import Session
from ..model.kinds import KIND_WORDS, Field, kinds, raw
from ..model.labels import key_label
from ..model.lookup import letters
from ..model.method import Method
from . import budget_years, headings, matching, table_shape, tables
from .cells import NOTHING, Reader, as_text, disarmed, written
from .grid import Cell, column_name
from .headings import AMOUNT, NUMBER, YEARS, Column, column_label
from .tables import RawTable, Row

EXAMPLE = ("contoh", "example", "pilihan", "choices")
"""What stands in the column of numbers in the rows of a form that show how to fill it in."""


class Plan(Preview, frozen=True, kw_only=True):
    """What taking a table in would do, and what each of its columns holds; `amounts` are those by year, by row."""

    path: Path
    sheet: str
    columns: tuple[Column, ...]
    amounts: Mapping[int, tuple[budget_years.Amount, ...]] = {}

    @property
    def unmatched(self) -> list[Column]:
        """The columns that hold nothing that is taken in."""
        return [one for one in self.columns if not one.key]


def read(path: Path, kind: str, sheet: str | None = None) -> RawTable:
    """A table of a kind from a file; the heading is the row that names most of its keys. Raises UnreadableFile."""
    return tables.read(path, sheet, lambda header: headings.score(kind, header))


def plan(table: RawTable, kind: str, session: Session, method: Method, with_hidden: bool = False) -> Plan:
    """What taking a table in would do to a session; nothing is changed. What the workbook hides is left out.

    Raises Refused when no column of it is known.
    """
    titles = [_words(row) for row in table.above]
    columns = headings.columns(kind, table.header, titles)
    if not {one.key for one in columns} - {"", NUMBER}:
        raise Refused(
            _(
                "{file}, row {row}: no column is known by its heading; a form with the right ones is made by: {command}"
            ).format(file=table.path, row=table.header_row, command=f"bimtek form {kind}")
        )
    reader = Reader(session, method)
    shape = table_shape.shape(table, columns, kind, reader, with_hidden)
    columns = [*shape.columns]
    asked = budget_years.question(columns)
    faults = [*_twice(columns), *_strange(columns), *([asked] if asked else [])]
    told = [*table.told, *_above(table), *shape.told]
    known = matching.Known(session, kind)
    rows: list[Incoming] = []
    amounts: dict[int, tuple[budget_years.Amount, ...]] = {}
    examples = 0
    for raw_row in shape.rows:
        if _is_example(columns, raw_row.cells):
            examples += 1
        elif _says_something(columns, raw_row.cells):
            row = _row(raw_row, columns, kind, reader, known, shape.problems)
            if kind == "program" and not asked:
                row = _yearly(row, raw_row, columns, reader, amounts, shape.problems)
            rows.append(row)
    rows = [*_once(rows)]
    if examples:
        told.append(
            ngettext(
                "{number} row of the form shows how to fill it in and is passed over",
                "{number} rows of the form show how to fill it in and are passed over",
                examples,
            ).format(number=examples)
        )
    if not rows:
        told.append(_("there is no row below the heading"))
    told += reader.agencies.sentences()
    faults += [fault for row in rows for fault in row.faults]
    return Plan(
        kind,
        tuple(rows),
        tuple(told),
        tuple(faults),
        path=table.path,
        sheet=table.sheet,
        columns=tuple(columns),
        amounts=amounts,
    )


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
    changes: list[Edit] = [*incoming.changes(session, shown, now)]
    number = len(changes)
    changes += budget_years.changes(session, shown.rows, shown.amounts, changes, now)
    name = ngettext(
        "import of {number} row: {kind}", "import of {number} rows: {kind}", number or len(changes)
    )
    return edits.together(name.format(number=number or len(changes), kind=_(KIND_WORDS[shown.kind])), changes)


def differences(row: Incoming, session: Session, plan: Plan, method: Method) -> list[str]:
    """What a changed row changes, key by key: before and after."""
    entry = session.entries(plan.kind).get(row.id)
    now = raw(entry) if entry is not None else {}
    keys = kinds()[plan.kind].keys
    return [
        _("{key}: {before} → {after}").format(
            key=key_label(key),
            before=_in_words(keys[key], now[key], method) if now.get(key) else _("nothing"),
            after=_in_words(keys[key], value, method),
        )
        for key, value in row.keys.items()
    ]


def said(row: Incoming, plan: Plan, method: Method) -> str:
    """What a new row becomes beside its name, in one line: agency, horizon, amounts in words."""
    keys = kinds()[plan.kind].keys
    return " · ".join(
        f"{key_label(key)}: {_in_words(keys[key], value, method)}"
        for key, value in row.keys.items()
        if key != kinds()[plan.kind].text_key
    )


def _in_words(field: Field, value: Any, method: Method) -> str:
    if values.is_money(field):
        short = values.rupiah_in_short(value)
        return values.rupiah(value) + (f" ({short})" if short != values.rupiah(value) else "")
    return text.short(written(field, value, method), 40)


# The table as a whole -----------------------------------------------------------------------------------------


def _twice(columns: Iterable[Column]) -> Iterable[Fault]:
    uses = Counter((one.key, one.year) for one in columns if one.key not in ("", NUMBER))
    for one in columns:
        if uses[one.key, one.year] > 1 and one.key not in ("", NUMBER):
            label = column_label(one)
            yield Fault(
                0,
                column_name(one.place),
                one.heading,
                _("more than one column holds “{key}”; rename or remove the others").format(key=label),
            )


def _strange(columns: Iterable[Column]) -> Iterable[Fault]:
    """Amounts in a unit that can't be counted with are taken in by nobody's guess."""
    for one in columns:
        if one.strange:
            yield Fault(
                0,
                column_name(one.place),
                one.heading,
                _(
                    "the amounts are in “{unit}”, which can't be turned into rupiah a program; write them in rupiah and say so in the heading: (Rp), (Rp ribu), (Rp juta), or remove the column"
                ).format(unit=text.short(one.strange, 20)),
            )


def _above(table: RawTable) -> list[str]:
    return [
        _("row {row} stands above the heading and is left out: “{text}”").format(
            row=row.number, text=text.short(_words(row), 40)
        )
        for row in table.above
    ]


def _words(row: Row) -> str:
    """A row as one line; what is merged over several cells stands once."""
    return text.line(" ".join(dict.fromkeys(map(tables.shown, row.cells))))


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


def _once(rows: Iterable[Incoming]) -> Iterable[Incoming]:
    """Two rows for one entry contradict each other, or are one too many."""
    seen: dict[str, int] = {}
    for row in rows:
        if row.verdict == "faulty" or not row.id:
            yield row
        elif row.id in seen:
            sentence = _("this is the same entry as in row {row}; leave one of them out").format(
                row=seen[row.id]
            )
            yield replace(row, verdict="faulty", faults=(Fault(row.number, "", "", sentence),))
        else:
            seen[row.id] = row.number
            yield row


# One row ------------------------------------------------------------------------------------------------------


def _row(
    row: Row,
    columns: list[Column],
    kind: str,
    reader: Reader,
    known: matching.Known,
    problems: Mapping[tuple[int, int], str],
) -> Incoming:
    number, cells = row.number, row.cells
    by_key = {one.key: one for one in columns}
    faults: list[Fault] = []

    def wrong(refused: Refused, key: str = "") -> None:
        column = by_key.get(key or refused.key)
        if column is None and refused.key in ("start_year", "end_year"):
            column = by_key.get(YEARS)
        place = (column_name(column.place), column.heading) if column else ("", "")
        faults.append(Fault(number, *place, str(refused)))

    there = known.entries.get(_id(cells, by_key))
    given: dict[str, Any] = {}
    for column in columns:
        if column.key in ("", NUMBER, AMOUNT) or (
            there is not None and _unchanged(there, column, cells, kind, reader)
        ):
            continue
        try:
            if problem := problems.get((number, column.place)):
                raise Refused(problem)
            said = _given(column, cells[column.place], kind, reader)
            if other := next((key for key, value in said.items() if given.get(key, value) != value), ""):
                raise Refused(
                    _("this contradicts what another column says of “{key}”").format(key=key_label(other))
                )
            given |= said
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
                return Incoming(number, "left", name, sentences=(found.left,))
            there = known.entries.get(found.id)
            given = _checked(kind, there, given, reader.method)
        except Refused as refused:
            wrong(refused)
    if faults:
        return Incoming(number, "faulty", name, faults=tuple(faults))
    if there is None:
        known.learn(number, given)
        return Incoming(number, "new", name, keys=given, sentences=found.told)
    return Incoming(number, "changed" if given else "same", name, there.id, given, found.told)


def _yearly(
    row: Incoming,
    raw_row: Row,
    columns: list[Column],
    reader: Reader,
    amounts: dict[int, tuple[budget_years.Amount, ...]],
    problems: Mapping[tuple[int, int], str],
) -> Incoming:
    """The row with its amounts by year, which are kept in `amounts` as well."""
    if row.verdict in ("faulty", "left"):
        return row
    there = reader.session.program.get(row.id)
    faults = [
        Fault(row.number, column_name(one.place), one.heading, problems[row.number, one.place])
        for one in columns
        if one.key == AMOUNT and (row.number, one.place) in problems
    ]
    if faults:
        return replace(row, verdict="faulty", faults=tuple(faults))
    try:
        given = budget_years.read(raw_row.cells, columns, row.keys, there, reader)
    except Refused as refused:
        column = next((one for one in columns if one.key in (refused.key, AMOUNT)), columns[0])
        fault = Fault(row.number, column_name(column.place), column.heading, str(refused))
        return replace(row, verdict="faulty", faults=(fault,))
    new = tuple(one for one in given if budget_years.is_new(reader.session, row.id, one))
    if not new:
        return row
    amounts[row.number] = new
    verdict = "changed" if row.verdict == "same" else row.verdict
    return replace(row, verdict=verdict, sentences=(*row.sentences, *map(str, new)))


def _id(cells: tuple[Cell, ...], by_key: Mapping[str, Column]) -> str:
    return text.line(tables.shown(cells[by_key["id"].place])) if "id" in by_key else ""


def _unchanged(there: Any, column: Column, cells: tuple[Cell, ...], kind: str, reader: Reader) -> bool:
    """Whether a cell is what an export writes for the value that is there, whatever that value holds."""
    key = kinds()[kind].keys.get(column.key)
    if key is None:
        return False
    now = getattr(there, column.key)
    forms = (written(key, now), written(key, now, reader.method))
    return tables.shown(cells[column.place]) in [
        text.clean(cell) for one in forms for cell in (disarmed(one, key), as_text(one))
    ]


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
    if kind == "participant" and any(sign.isdigit() or sign == "@" for sign in given.get("name", "")):
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
