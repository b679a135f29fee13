"""A table as changes to a session: what each column and each row means, and all of it as one edit.

A row is the entry whose id it has, else the one with the same words: a program by its name and lead agency, a SWOT
entry by quadrant and text, a participant by name and agency, an agency by its code. What may be two entries is a
finding. An empty cell leaves a value alone; what the table does not have is not touched. Good rows are taken in, and
faulty ones stay out; what is wrong with the table as a whole keeps all of it out.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from .. import text
from ..errors import Refused
from ..facilitation import incoming
from ..facilitation.incoming import Fault, Incoming, Preview
from ..i18n import _, ngettext
from ..model import edits, values
from ..model.edits import Edit
from ..model.entries import Session
from ..model.kinds import KIND_WORDS
from ..model.labels import key_label
from ..model.lookup import letters
from ..model.method import Method
from . import (
    agency_forms,
    budget_years,
    folded_tables,
    headings,
    matching,
    own_ids,
    plain_lists,
    table_shape,
    tables,
)
from . import answers as replies
from .answers import Answers
from .cells import Reader
from .grid import Cell, column_name
from .headings import NUMBER, Column, column_label
from .rows import Seen, entry, rows_of, says_something
from .tables import RawTable, Row

NO_ANSWERS = Answers()
_LEAST = 100_000
"""Rupiah that no program costs."""
EXAMPLE = ("contoh", "example", "pilihan", "choices")
"""What stands in the column of numbers in the rows of a form that show how to fill it in."""


class Plan(Preview, frozen=True, kw_only=True):
    """What taking a table in would do, and what each of its columns holds; `amounts` are those by year, by row."""

    path: Path
    sheet: str
    columns: tuple[Column, ...]
    amounts: Mapping[tuple[int, int], tuple[budget_years.Amount, ...]] = {}

    @property
    def unmatched(self) -> list[Column]:
        """The columns that hold nothing that is taken in."""
        return [column for column in self.columns if not column.key]

    @property
    def blocked(self) -> list[Fault]:
        """What is wrong with the table as a whole: nothing of it is taken in."""
        return [fault for fault in self.faults if not fault.row]


def read(path: Path, kind: str, sheet: str | None = None) -> RawTable:
    """A table of a kind from a file; the heading is the row that names most of its keys. Raises UnreadableFile."""
    return tables.read(path, sheet, lambda header: headings.score(kind, header))


def plan(
    table: RawTable,
    kind: str,
    session: Session,
    method: Method,
    with_hidden: bool = False,
    answers: Answers = NO_ANSWERS,
) -> Plan:
    """What taking a table in would do to a session; nothing is changed. What the workbook hides is left out.

    Raises Refused when no column of it is known, or an answer does not fit.
    """
    reader, known = Reader(session, method), matching.Known(session, kind)
    made = beside(table, kind, reader, known, Seen(), with_hidden, answers)
    return replace(made, sentences=(*made.sentences, *answered(answers, kind)))


def beside(
    table: RawTable,
    kind: str,
    reader: Reader,
    known: matching.Known,
    seen: Seen,
    with_hidden: bool,
    answers: Answers,
    name: str = "",
) -> Plan:
    """The same beside other tables: `reader`, `known` and `seen` know what those before it said, `name` tells it from them."""
    if agency_forms.origin(table) is None and (other := own_ids.foreign(table, kind)):
        return Plan(kind, (), table.sentences, tuple(other), path=table.path, sheet=table.sheet, columns=())
    places = {column.key: column.place for column in headings.columns(kind, table.header)}
    table, unfolded = folded_tables.unfolded(table, kind, places)
    titles = [_words(row) for row in table.above]
    columns = headings.columns(kind, table.header, titles)
    if not {column.key for column in columns} - {"", NUMBER} and (
        as_list := plain_lists.table(table, kind, reader.agencies)
    ):
        table, titles = as_list, []
        columns = headings.columns(kind, table.header)
    columns = replies.meant(columns, answers, kind, is_one=not name)
    if not {column.key for column in columns} - {"", NUMBER}:
        return _unknown(table, columns, kind)
    unlisted = len(reader.agencies.taken)
    stamped, foreign = _stamped(table, kind, reader.session, answers)
    shape = table_shape.shape(table, columns, kind, reader, with_hidden)
    of = rows_of(shape.columns, kind, reader, known, shape.problems, stamped, name)
    asked = budget_years.question(of.columns)
    faults = [
        *foreign,
        *_nameless(of.columns, kind),
        *_twice(of.columns),
        *_strange(of.columns),
        *([asked] if asked else []),
    ]
    if faults:  # what stays out as a whole makes nothing superfluous in other tables
        of, seen = replace(of, known=matching.Known(reader.session, kind)), Seen()
    sentences = [*table.sentences, *_above(table), *unfolded, *shape.sentences]
    rows: list[Incoming] = []
    amounts: dict[tuple[int, int], tuple[budget_years.Amount, ...]] = {}
    examples = 0
    for raw_row in shape.rows:
        if _is_example(of.columns, raw_row.cells):
            examples += 1
        elif says_something(raw_row, of):
            row, yearly = entry(raw_row, of)
            row = seen.look(raw_row, row, yearly, of)
            rows.append(row)
            if yearly and row.verdict in ("new", "changed"):
                amounts[row.number, row.part] = yearly
    if examples:
        sentences.append(
            ngettext(
                "{number} row of the form shows how to fill it in and is passed over",
                "{number} rows of the form show how to fill it in and are passed over",
                examples,
            ).format(number=examples)
        )
    if not rows:
        sentences.append(_("there is no row below the heading"))
    sentences += reader.agencies.sentences(unlisted)
    sentences += _small(of.columns, rows)
    faults += [fault for row in rows for fault in row.faults]
    return Plan(
        kind,
        tuple(rows),
        tuple(sentences),
        tuple(faults),
        tuple(reader.agencies.taken[unlisted:]),
        path=table.path,
        sheet=table.sheet,
        columns=shape.columns,
        amounts=amounts,
    )


def step(session: Session, shown: Plan, now: dt.datetime) -> Edit | None:
    """The one edit that takes in the good rows of a plan; None when there is nothing to do. `now` carries its offset.

    Raises Refused while something is wrong with the table as a whole, or when the session is another by now.
    """
    return together(session, [shown], now)


def together(session: Session, plans: Sequence[Plan], now: dt.datetime) -> Edit | None:
    """The same for several plans of one kind; a table that is wrong as a whole stays out, and may not be the only one."""
    good = [plan for plan in plans if not plan.blocked]
    if plans and not good:
        raise Refused(
            _("nothing of this table is taken in before this is mended: {fault}").format(
                fault=plans[0].blocked[0]
            )
        )
    if not good:
        return None
    rows = [(row, plan.amounts.get((row.number, row.part), ())) for plan in good for row in plan.rows]
    preview = Preview(good[0].kind, tuple(row for row, _amounts in rows), ())
    changes: list[Edit] = [*incoming.changes(session, preview, now)]
    number = len(changes)
    changes += budget_years.changes(session, rows, changes, now)
    name = ngettext(
        "import of {number} row: {kind}", "import of {number} rows: {kind}", number or len(changes)
    )
    words = name.format(number=number or len(changes), kind=_(KIND_WORDS[preview.kind]))
    return edits.together(words, changes)


# The table as a whole -----------------------------------------------------------------------------------------


def _unknown(table: RawTable, columns: list[Column], kind: str) -> Plan:
    """A table whose headings say nothing: which column holds the words of its rows is all that is asked at first."""
    sentence = _(
        "row {row}: no column is known by its heading (a form with the right ones is made by: {command}); “{key}” is one of these: {columns}"
    ).format(
        row=table.header_row,
        key=key_label(replies.naming(kind)[0]),
        columns=replies.listed_columns([column for column in columns if not column.key]),
        command=f"bimtek form {kind}",
    )
    fault = Fault(0, "", "", sentence, replies.naming(kind)[0])
    return Plan(
        kind, (), table.sentences, (fault,), path=table.path, sheet=table.sheet, columns=tuple(columns)
    )


def _twice(columns: Iterable[Column]) -> Iterable[Fault]:
    uses = Counter((column.key, column.year) for column in columns if column.key not in ("", NUMBER))
    for column in columns:
        if uses[column.key, column.year] > 1 and column.key not in ("", NUMBER):
            label = column_label(column)
            yield Fault(
                0,
                column_name(column.place),
                column.heading,
                _("more than one column holds “{key}”; rename or remove the others").format(key=label),
            )


def _nameless(columns: Iterable[Column], kind: str) -> Iterable[Fault]:
    """A table whose entries have neither words nor an id: what would hold them is asked once, not in each row."""
    key = replies.naming(kind)[0]
    known_keys = {column.key for column in columns}
    open_columns = [column for column in columns if not column.key and column.place >= 0]
    if known_keys & {"id", *replies.naming(kind)} or not open_columns:
        return
    sentence = _("no column is known to hold “{key}”, and every row needs it; it is one of these: {columns}")
    yield Fault(
        0, "", "", sentence.format(key=key_label(key), columns=replies.listed_columns(open_columns)), key
    )


def _strange(columns: Iterable[Column]) -> Iterable[Fault]:
    """Amounts in a unit that can't be counted with are taken in by nobody's guess."""
    for column in columns:
        if column.strange:
            yield Fault(
                0,
                column_name(column.place),
                column.heading,
                _(
                    "the amounts are in “{unit}”, which can't be turned into rupiah a program; write them in rupiah and say so in the heading: (Rp), (Rp ribu), (Rp juta), or remove the column"
                ).format(unit=text.short(column.strange, 20)),
                column.field,
            )


def _small(columns: Iterable[Column], rows: Iterable[Incoming]) -> Iterable[str]:
    """That amounts of money are very small where no unit stands above them: they may be in millions."""
    for column in columns:
        amounts = [(row.number, amount) for row in rows if (amount := row.keys.get(column.key))]
        small = [(row, amount) for row, amount in amounts if column.key.endswith("_idr") and amount < _LEAST]
        if small and not column.scale:
            row, amount = small[0]
            yield ngettext(
                "column {column} names no unit, and {number} amount is below {least}, {amount} in row {row}: look whether the heading should say (Rp juta)",
                "column {column} names no unit, and {number} amounts are below {least}, the first {amount} in row {row}: look whether the heading should say (Rp juta)",
                len(small),
            ).format(
                column=column_name(column.place),
                number=len(small),
                least=values.rupiah(_LEAST),
                amount=values.rupiah(amount),
                row=row,
            )


def _stamped(table: RawTable, kind: str, session: Session, answers: Answers) -> tuple[Answers, list[Fault]]:
    """The agency whose form a table is, for rows that name none, and what contradicts that."""
    origin = agency_forms.origin(table)
    if origin is not None and origin.kind in KIND_WORDS and origin.kind != kind:
        sentence = _("this is a form for “{kind}”; its rows are taken in as that")
        return answers, [Fault(0, "", "", sentence.format(kind=_(KIND_WORDS[origin.kind])))]
    field = agency_forms.OWNER.get(kind, "")
    named = agency_forms.agency_of_name(table, kind, session.agency) if field else ""
    if origin is not None and named and named != origin.agency:
        sentence = _(
            "by its name this file is a form of {named}, and by what stands in it one of {agency}; give it the name of the agency that filled it in"
        )
        return answers, [Fault(0, "", "", sentence.format(named=named, agency=origin.agency))]
    agency = origin.agency if origin is not None else named
    if not (agency and field):
        return answers, []
    return replace(answers, for_all={field: agency} | dict(answers.for_all)), []


def _above(table: RawTable) -> list[str]:
    if agency_forms.origin(table) is not None:
        return []
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
    marks = [tables.shown(cells[column.place]) for column in columns if column.key == NUMBER]
    return any(letters(mark).startswith(EXAMPLE) for mark in marks)


def answered(answers: Answers, kind: str) -> list[str]:
    """What is told of answers for all rows."""
    return [
        (
            _("amounts without a unit, and those that can't be meant in theirs, are in: {value}")
            if replies.unit_of(field, answer) is not None
            else _("column {value} is taken for “{key}”")
            if replies.means_column(field, answer, kind)
            else _("rows without {key} get: {value}")
        ).format(key=replies.field_label(field), value=text.short(replies.bare(answer), 40))
        for field, answer in answers.for_all.items()
    ]
