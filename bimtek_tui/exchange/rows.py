"""One row of a table as an entry: what its cells say, what was answered where they say nothing, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..analysis import horizons
from ..errors import Refused
from ..facilitation import roster
from ..facilitation.incoming import Fault, Incoming, Verdict, cell_place
from ..i18n import _
from ..model.entries import Plan
from ..model.kinds import KIND_WORDS, kinds, raw
from ..model.labels import key_label
from ..model.method import Method
from . import answers, budget_years, matching, tables
from .answers import Answers
from .budget_years import Amount
from .cells import NOTHING, Reader, as_text, disarmed, has_unit, written
from .grid import Cell, column_name
from .headings import AMOUNT, NUMBER, YEARS, Column
from .tables import Row


class Rows(Struct, frozen=True):
    """What the rows of one table are read with.

    `problems` are sentences about cells, by the number of the row and the place of the column. `for_all` are the keys
    of the answers for all rows, by field; `table` is the name of the file where there are several.
    """

    kind: str
    columns: tuple[Column, ...]
    reader: Reader
    known: matching.Known
    problems: Mapping[tuple[int, int], str]
    answers: Answers
    for_all: Mapping[str, Mapping[str, Any]]
    table: str = ""

    def cell(self, row: Row, column: Column) -> tuple[Cell, bool]:
        """What counts in a column of a row, and whether a person said so beside the table."""
        mended = self.answers.mended.get(cell_place(row.number, row.part, column.field))
        return (column.cell(row.cells), False) if mended is None else (mended, True)

    def where(self, row: int) -> str:
        """How a sentence names a row."""
        place = _("row {row}").format(row=row)
        return f"{self.table}, {place}" if self.table else place

    def fault(self, row: Row, column: Column | None, sentence: str, field: str = "") -> Fault:
        """What is wrong in a cell of a row, or, without a column, with a field that the table does not have."""
        if column is None:
            there = next((known_column for known_column in self.columns if known_column.field == field), None)
            cell = tables.shown(self.cell(row, there)[0]) if there else ""
            return Fault(row.number, "", "", sentence, field, cell, row.part)
        cell = tables.shown(self.cell(row, column)[0])
        where = column_name(column.place + row.shift) if column.place >= 0 else ""
        return Fault(row.number, where, column.heading, sentence, column.field, cell, row.part)


def rows_of(
    columns: tuple[Column, ...],
    kind: str,
    reader: Reader,
    known: matching.Known,
    problems: Mapping[tuple[int, int], str],
    given: Answers,
    table: str = "",
) -> Rows:
    """What the rows of a table are read with. Raises Refused for an answer for all rows that does not fit."""
    for_all = {
        field: answers.read(field, words, kind, reader)
        for field, words in given.for_all.items()
        if not answers.means_column(field, words, kind)
    }
    columns = answers.with_answered(columns, given, kind)
    return Rows(kind, columns, reader, known, problems, given, for_all, table)


def entry(row: Row, of: Rows) -> tuple[Incoming, tuple[Amount, ...]]:
    """What a row means, with its amounts by year."""
    by_key = {column.key: column for column in of.columns}
    faults: list[Fault] = []

    def wrong(refused: Refused, key: str = "") -> None:
        key = key or refused.key
        column = by_key.get(key)
        if column is None and key in ("start_year", "end_year"):
            column = by_key.get(YEARS)
        faults.append(of.fault(row, column, str(refused), key if key in kinds()[of.kind].keys else ""))

    id = _id(row, of, by_key)
    there = of.known.entries.get(id)
    given = _values(row, of, there, wrong)
    filled = {
        key: value
        for keys in of.for_all.values()
        if not keys.keys() & given.keys()
        for key, value in keys.items()
    }
    text_key = kinds()[of.kind].text_key
    own = getattr(there, text_key, None) or getattr(there, "id", "")
    name = text.short(str(given.get(text_key) or given.get("id") or own), 60)
    match = matching.Match()
    sentences: tuple[str, ...] = ()
    if not faults:
        try:
            code = getattr(there, "id", given.get("id"))
            match = of.known.find(code, filled | given | {"id": code})
            if match.left:
                return Incoming(row.number, "left", name, sentences=(match.left,), part=row.part), ()
            there = of.known.entries.get(match.id)
            now = raw(there) if there is not None else {}
            given = {key: value for key, value in filled.items() if not now.get(key)} | given
            if of.kind == "program" and (horizon := _horizon_of(now | given, of.reader.session.plan)):
                given = {**given, "horizon": horizon}
                sentences = (_("its years give it its horizon"),)
            given = _checked(of.kind, there, given, of.reader.method)
        except Refused as refused:
            wrong(refused)
    amounts: tuple[Amount, ...] = ()
    if not faults and of.kind == "program":
        amounts, faults = _amounts(row, of, given, there, match.id)
        sentences += tuple(map(str, amounts))
    if faults:
        return Incoming(row.number, "faulty", name, faults=tuple(faults), part=row.part), ()
    if there is None:
        of.known.learn(of.where(row.number), given)
        new = Incoming(
            row.number, "new", name, keys=given, sentences=(*match.sentences, *sentences), part=row.part
        )
        return new, amounts
    verdict: Verdict = "changed" if given or amounts else "same"
    known = Incoming(
        row.number, verdict, name, there.id, given, (*match.sentences, *sentences), part=row.part
    )
    return known, amounts


def says_something(row: Row, of: Rows) -> bool:
    """Whether a row holds more than its number: forms have rows that nobody filled in."""
    return any(
        text.line(tables.shown(of.cell(row, column)[0])) not in NOTHING
        for column in of.columns
        if column.key not in ("", NUMBER)
    )


# What the cells say -------------------------------------------------------------------------------------------


def _values(row: Row, of: Rows, there: Any, wrong: Any) -> dict[str, Any]:
    """The keys that the cells of a row give; what can't be read and is not answered for all rows is `wrong`."""
    given: dict[str, Any] = {}
    for column in of.columns:
        if column.key in ("", NUMBER, AMOUNT):
            continue
        cell, is_mended = of.cell(row, column)
        if there is not None and not is_mended and _unchanged(there, column, cell, of):
            continue
        try:
            problem = of.problems.get((row.number, column.place))
            if problem and not is_mended:
                raise Refused(problem)
            if is_mended and has_unit(cell):  # a person said how it is meant
                column = replace(column, scale="")
            keys = _given(column, cell, of.kind, of.reader)
        except Refused as refused:
            answered = _in_unit(column, cell, of) or of.for_all.get(column.field)
            if answered is None:
                wrong(refused, column.key)
                continue
            keys = dict(answered)
        if other := next((key for key, value in keys.items() if given.get(key, value) != value), ""):
            message = _("this contradicts what another column says of “{key}”")
            wrong(Refused(message.format(key=key_label(other))), column.key)
            continue
        given |= keys
    return given


def _in_unit(column: Column, cell: Cell, of: Rows) -> dict[str, Any] | None:
    """What an amount is in the unit that was answered; None where there is none, or it can't be read in it either."""
    unit = of.answers.unit
    if unit is None or not column.key.endswith("_idr"):
        return None
    try:
        return _given(replace(column, scale=unit), cell, of.kind, of.reader)
    except Refused:
        return None


def _id(row: Row, of: Rows, by_key: Mapping[str, Column]) -> str:
    return text.line(tables.shown(of.cell(row, by_key["id"])[0])) if "id" in by_key else ""


def _unchanged(there: Any, column: Column, cell: Cell, of: Rows) -> bool:
    """Whether a cell is what an export writes for the value that is there, whatever that value holds."""
    key = kinds()[of.kind].keys.get(column.key)
    if key is None:
        return False
    now = getattr(there, column.key)
    forms = (written(key, now), written(key, now, of.reader.method))
    return tables.shown(cell) in [
        text.clean(cell) for form in forms for cell in (disarmed(form, key), as_text(form))
    ]


def _given(column: Column, cell: Cell, kind: str, reader: Reader) -> dict[str, Any]:
    """The keys that a cell gives. Raises Refused."""
    if column.key == YEARS:
        return reader.years(cell)
    value = reader.value(kinds()[kind].keys[column.key], cell, column.scale)
    return {} if value is None else {column.key: value}


def _amounts(
    row: Row, of: Rows, given: Mapping[str, Any], there: Any, id: str
) -> tuple[tuple[Amount, ...], list[Fault]]:
    """The amounts by year of a row that the session does not have yet, and what is wrong in them."""
    key = kinds()["program"].keys["budget_idr"]
    by_year: list[tuple[int, int]] = []
    faults: list[Fault] = []
    yearly = [column for column in of.columns if column.key == AMOUNT]
    if budget_years.question(of.columns):  # asked about once, for the whole table
        return (), []
    for column in yearly:
        cell, is_mended = of.cell(row, column)
        problem = of.problems.get((row.number, column.place)) if not is_mended else None
        try:
            if problem:
                raise Refused(problem)
            amount = of.reader.value(key, cell, column.scale)
        except Refused as refused:
            answered = None if problem else _in_unit(replace(column, key=key.name), cell, of)
            if answered is None:
                faults.append(of.fault(row, column, str(refused)))
                continue
            amount = answered.get(key.name)
        if amount:
            by_year.append((column.year, amount))
    if faults:
        return (), faults
    try:
        amounts = budget_years.read(by_year, given, there)
    except Refused as refused:
        column = next((column for column in of.columns if column.key == refused.key), yearly[0])
        return (), [of.fault(row, column, str(refused))]
    return tuple(amount for amount in amounts if budget_years.is_new(of.reader.session, id, amount)), []


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
    name = given.get("name", "") if kind == "participant" else ""
    if any(sign.isdigit() or sign == "@" for sign in name) or roster.is_talk(name):
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


def _horizon_of(keys: Mapping[str, Any], plan: Plan | None) -> str:
    """The one horizon in whose agreed years those of a program lie that has none; "" where there is none."""
    years = [keys[key] for key in ("start_year", "end_year") if keys.get(key)]
    if keys.get("horizon") or not years:
        return ""
    spans = {horizon: horizons.span(plan, horizon) for horizon in horizons.HORIZONS}
    fitting = [
        horizon
        for horizon, span in spans.items()
        if span.start is not None
        and span.end is not None
        and span.start <= min(years)
        and max(years) <= span.end
    ]
    return fitting[0] if len(fitting) == 1 else ""


# Rows beside each other ---------------------------------------------------------------------------------------


class Seen:
    """The entries that rows were so far: two rows for one contradict each other, or are one too many."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, Incoming, tuple[Amount, ...]]] = {}

    def look(self, row: Row, read: Incoming, amounts: tuple[Amount, ...], of: Rows) -> Incoming:
        """What was read of a row as it is beside those before it: itself, or left out or faulty."""
        if read.verdict in ("faulty", "left") or not read.id:
            return read
        if read.id not in self._rows:
            self._rows[read.id] = (of.where(row.number), read, amounts)
            return read
        where, first, other = self._rows[read.id]
        if (read.keys, amounts) == (first.keys, other):
            return replace(read, verdict="left", sentences=(matching.says_the_same(where),))
        by_key = {column.key: column for column in of.columns}
        if _id(row, of, by_key):
            sentence = _(
                "it has the id of {where}, as a row has that was copied; empty the id to add it as a new one, or leave one of them out"
            )
            fault = of.fault(row, by_key["id"], sentence.format(where=where))
        else:
            sentence = _("this is the same entry as in {where}; leave one of them out")
            fault = of.fault(row, None, sentence.format(where=where), kinds()[of.kind].text_key)
        return replace(read, verdict="faulty", faults=(fault,))
