"""The rows of a table as entries: without what is hidden and what is no entry, with what holds for several of them.

Whatever is passed over, filled in or made one is told; what can't be counted row by row is a problem of its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from .. import text
from ..i18n import _, listed, ngettext
from ..model.kinds import KIND_WORDS, kinds
from . import agency_forms, group_rows, passed_over, people
from .cells import NOTHING, Reader
from .grid import Cell, Span, column_name
from .headings import AMOUNT, NUMBER, Column
from .tables import RawTable, Row, shown

_NAMED = 8
"""Rows and columns that a sentence names."""


class Shape(Struct, frozen=True):
    """The rows that are entries, the columns that say something for them, and what is told.

    `problems` are sentences about cells that can't be read, by the number of the row and the place of the column.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    sentences: tuple[str, ...] = ()
    problems: Mapping[tuple[int, int], str] = field(default_factory=dict)


def shape(
    table: RawTable, columns: Sequence[Column], kind: str, reader: Reader, with_hidden: bool = False
) -> Shape:
    """What of a table are entries; hidden rows and columns are left out unless they are wanted."""
    sentences: list[str] = []
    rows, columns = _visible(table, columns, sentences, with_hidden)
    columns = _without_empty(columns, rows)
    if kind == "participant":
        columns = people.columns(columns)
    rows = _as_shown(rows, columns, kind, table.notes.shown)
    rows = _entries(rows, table.header, columns, kind, sentences)
    if kind == "participant":
        rows, columns, remarks = people.read(rows, columns, reader.words("role", kind))
        sentences += remarks
    rows = _united(rows, columns, table.notes.merged, kind, sentences)
    titles = [text.line(" ".join(dict.fromkeys(map(shown, row.cells)))) for row in table.above]
    grouped = group_rows.grouped(rows, columns, kind, reader, titles, table.sheet)
    sentences += grouped.sentences
    sentences += _nameless(table, rows)
    if table.fitting:
        sentences.append(
            ngettext(
                "the sheet {sheets} holds such a table as well and is not read; it is taken in by itself, with --sheet on the command line",
                "the sheets {sheets} hold such tables as well and are not read; each is taken in by itself, with --sheet on the command line",
                len(table.fitting),
            ).format(sheets=listed([f"“{text.short(sheet, 30)}”" for sheet in table.fitting[:_NAMED]]))
        )
    if hidden_sheets := [sheet for sheet in table.notes.hidden_sheets if sheet != agency_forms.CHOICES]:
        sentences.append(
            ngettext(
                "the sheet {sheets} is hidden in the workbook and is not read",
                "the sheets {sheets} are hidden in the workbook and are not read",
                len(hidden_sheets),
            ).format(sheets=listed([f"“{text.short(sheet, 30)}”" for sheet in hidden_sheets[:_NAMED]]))
        )
    if table.notes.is_blind:
        sentences.append(
            _(
                "an xls does not show here how its numbers look (85%, 3,10), which cells hold an error and what is hidden; save it as xlsx if it has any of these"
            )
        )
    return Shape(grouped.rows, grouped.columns, tuple(sentences), _problems(table, rows, columns))


def _visible(
    table: RawTable, columns: Sequence[Column], sentences: list[str], with_hidden: bool
) -> tuple[list[Row], list[Column]]:
    """The rows and columns that the workbook shows, or all of them, told either way."""
    notes = table.notes
    ours = {column.place for column in columns if column.key == "id" and agency_forms.origin(table)}
    rows = [row.number for row in table.rows if row.number in notes.hidden_rows]
    places = [
        column.place for column in columns if column.key and column.place in notes.hidden_columns - ours
    ]
    what = []
    if rows:
        what.append(ngettext("row {n}", "rows {n}", len(rows)).format(n=_some(map(str, rows), len(rows))))
    if places:
        named = _some(map(column_name, places), len(places))
        what.append(ngettext("column {n}", "columns {n}", len(places)).format(n=named))
    if what:
        sentence = (
            _("{what}: hidden in the workbook, and taken in")
            if with_hidden
            else _(
                "{what}: hidden in the workbook, and left out; show them there, or take them in with --with-hidden on the command line"
            )
        )
        sentences.append(sentence.format(what=listed(what)))
    if with_hidden:
        return [*table.rows], [*columns]
    return (
        [row for row in table.rows if row.number not in notes.hidden_rows],
        [column for column in columns if column.place not in notes.hidden_columns - ours],
    )


def _as_shown(
    rows: Sequence[Row], columns: Sequence[Column], kind: str, shows: Mapping[tuple[int, int], str]
) -> list[Row]:
    """The rows with what their cells show where words are wanted: 85%, 3,10, 1-Feb; numbers and dates stay exact."""
    keys = kinds()[kind].keys
    wordy = [
        column.place for column in columns if column.key in keys and keys[column.key].type not in "iydDT"
    ]
    if not shows:
        return [*rows]
    made = []
    for row in rows:
        cells = [*row.cells]
        for place in wordy:
            cells[place] = shows.get((row.number, place), cells[place])
        made.append(replace(row, cells=tuple(cells)))
    return made


def _without_empty(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns without those of a heading merged over several in which nothing stands."""

    def is_filled(column: Column) -> bool:
        return any(_words(row.cells, column.place) for row in rows)

    def is_twin(column: Column) -> bool:
        return any(
            other.place != column.place and other.heading == column.heading and is_filled(other)
            for other in columns
        )

    return [column for column in columns if not column.key or is_filled(column) or not is_twin(column)]


def _entries(
    rows: Sequence[Row], header: Sequence[str], columns: Sequence[Column], kind: str, sentences: list[str]
) -> list[Row]:
    texts = [[text.line(shown(cell)) for cell in row.cells] for row in rows]
    number = next((column.place for column in columns if column.key == NUMBER), None)
    known = [column.place for column in columns if column.key]
    reasons = passed_over.reasons(
        texts, header, known, number, kind not in ("swot", "strategy"), kind == "agency"
    )
    sentences += passed_over.sentences([row.number for row in rows], texts, reasons)
    return [row for at, row in enumerate(rows) if at not in reasons]


def _united(
    rows: Sequence[Row], columns: Sequence[Column], merged: Iterable[Span], kind: str, sentences: list[str]
) -> list[Row]:
    """Rows below one merged name are one entry, where what they say beside it can stand together."""
    place = next((column.place for column in columns if column.key == kinds()[kind].text_key), None)
    spans = [span for span in merged if span.column == place and span.last_row > span.row]
    gone: set[int] = set()
    made: dict[int, Row] = {}
    for span in spans:
        those = [row for row in rows if span.row <= row.number <= span.last_row]
        if len(those) < 2 or (cells := _merged(those, columns, kind)) is None:
            continue
        made[those[0].number] = Row(those[0].number, cells)
        gone.update(row.number for row in those[1:])
        sentences.append(
            _("rows {first} to {last} are one {kind}, whose name is merged over them: “{text}”").format(
                first=those[0].number,
                last=those[-1].number,
                kind=_(KIND_WORDS[kind]),
                text=text.short(_words(those[0].cells, span.column), 40),
            )
        )
    return [made.get(row.number, row) for row in rows if row.number not in gone]


def _merged(rows: Sequence[Row], columns: Sequence[Column], kind: str) -> tuple[Cell, ...] | None:
    """The cells of rows made one; None where they contradict each other."""
    cells = [*rows[0].cells]
    for column in columns:
        if column.key in ("", NUMBER):
            continue
        there = [row.cells[column.place] for row in rows if _words(row.cells, column.place)]
        contents = list(dict.fromkeys(there))
        if len(contents) < 2:
            cells[column.place] = contents[0] if contents else cells[column.place]
            continue
        of = kinds()[kind].keys.get(column.key)
        if of is None or of.type not in ("s", "p") or of.choices or (of.refs and not of.list):
            return None
        cells[column.place] = ("\n" if of.list else "; ").join(map(shown, contents))
    return tuple(cells)


def _nameless(table: RawTable, rows: Sequence[Row]) -> Iterable[str]:
    """Columns that are filled and have no heading."""
    width = max((len(row.cells) for row in rows), default=0)
    for place in range(width):
        if place < len(table.header) and table.header[place]:
            continue
        contents = [words for row in rows if (words := _words(row.cells, place))]
        if contents and [words.strip("().") for words in contents] != [
            str(n) for n in range(1, len(contents) + 1)
        ]:
            yield _("column {column} has no heading and is left out: “{text}”").format(
                column=column_name(place), text=text.short(contents[0], 40)
            )


def _problems(table: RawTable, rows: Sequence[Row], columns: Sequence[Column]) -> dict[tuple[int, int], str]:
    """Errors, and amounts of money that are merged over several rows or columns: whose share is which nobody can tell."""
    error = _("the error {error} stands here instead of a value; mend the formula, or write the value")
    problems = {at: error.format(error=what or "#") for at, what in table.notes.errors.items()}
    money = {column.place for column in columns if column.key.endswith("_idr") or column.key == AMOUNT}
    for span in table.notes.merged:
        those = [row.number for row in rows if span.row <= row.number <= span.last_row]
        places = [place for place in range(span.column, span.last_column + 1) if place in money]
        if not places or (len(those) < 2 and len(places) < 2):
            continue
        if not any(_words(row.cells, span.column) for row in rows if row.number in those):
            continue
        where = (
            _("rows {first} to {last}").format(first=those[0], last=those[-1])
            if len(those) > 1
            else _("columns {first} to {last}").format(
                first=column_name(places[0]), last=column_name(places[-1])
            )
        )
        sentence = _(
            "one amount is merged over {where}; it is not counted several times: undo the merging and write to each what is its own"
        ).format(where=where)
        problems |= {(number, place): sentence for number in those for place in places}
    return problems


def _words(cells: Sequence[Cell], place: int) -> str:
    words = text.line(shown(cells[place])) if place < len(cells) else ""
    return "" if words in NOTHING else words


def _some(names: Iterable[str], number: int) -> str:
    first = [name for name, _n in zip(names, range(_NAMED), strict=False)]
    more = number - len(first)
    return ", ".join(first) + (f" … (+{more})" if more > 0 else "")
