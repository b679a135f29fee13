"""The two editions of a book: the draft, on which a team still works, and the final one, which an office hands in.

Both are rendered as *coded* Markdown first, in which every row bears the id of its entry in a column ``Kode``: by these
ids the book is held against the session. Then they are taken out, for nobody reads them; a draft has each of them
once, in its annex. What is missing stands in a draft as a sentence or a task, and in a final edition nowhere: a
section in which nothing is left goes with its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from .digest import marked, sealed
from .gaps import EMPTY, GONE
from .numbering import CAPTION, CODES, HEADING

Edition = Literal["draft", "final"]
EDITIONS: tuple[Edition, ...] = ("draft", "final")

_HEAD = "Kode"
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+")
_ID = re.compile(r"`([A-Za-z0-9_-]+)`")
_DANGLING = re.compile(r"`[A-Za-z0-9_-]+` \(tidak ditemukan\)")
"""How an entry is mentioned that is not there; `check` names it, a reader can do nothing with it."""
_CELL_OF_IDS = re.compile(r"(?:`[A-Za-z0-9_-]+`(?:[;,] )?)+|\**–?\**")
_CAPTION = re.compile(r"\*\*(?P<name>Tabel [^*]+)\*\* .*")
_SPOKEN = re.compile(r"[A-Z]{1,3}\d+\b")
_NOTHING = re.compile(r"(?:[-*]|\d+\.)? *")
_LEAST = 3
"""Lines of a table: its head, the rule below it, and a row."""
_LIST_OF_CODES = ("| Tempat | Sebutan | Kode entri |", "| --- | --- | --- |")


def closed_up(markdown: str) -> str:
    """A final edition without what is missing, before it gets its numbers.

    A cell where something is missing has a dash; a line that said no more than that goes, and so does a column of
    nothing but dashes, a caption without a table, and a heading below which nothing is left.
    """
    lines = [shown for line in markdown.split("\n") for shown in _without_gaps(line)]
    whole = [line for is_table, rows in _parts(lines) for line in (_filled(rows) if is_table else rows)]
    return "\n".join(_without_empty(whole))


def finished(coded: str, edition: Edition) -> str:
    """The book as it is written, out of the coded one: without ids, with the mark by which its own files are known."""
    rows: dict[str, tuple[str, str]] = {}
    lines = list(_without_codes(coded.split("\n"), rows))
    if edition == "final":
        return marked(_DANGLING.sub(EMPTY, "\n".join(lines)))
    listed = [f"| {place} | {name} | `{id}` |" for id, (place, name) in rows.items()]
    codes = [*_LIST_OF_CODES, *(listed or [_row([EMPTY] * 3)])]
    return sealed("\n".join(shown for line in lines for shown in (codes if line == CODES else [line])))


def without_codes(markdown: str) -> str:
    """A part of a draft, for a preview: without ids."""
    return "\n".join(_without_codes(markdown.split("\n"), {}))


def _without_gaps(line: str) -> Iterator[str]:
    if GONE not in line:
        yield line
    elif line.startswith("|"):
        cells = [cell.replace(GONE, "").strip() or EMPTY if GONE in cell else cell for cell in _cells(line)]
        if cells[1:] != [EMPTY]:  # in a table of two columns such a row says nothing
            yield _row(cells)
    elif not _NOTHING.fullmatch(rest := re.sub(f" *{GONE}", "", line).strip()):
        yield rest


def _parts(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """The lines of each table, and those between them."""
    for is_table, part in groupby(lines, key=lambda line: line.startswith("|")):
        yield is_table, list(part)


def _filled(table: list[str]) -> list[str]:
    """A table without columns in which every row has a dash; the first one says what a row is, and stays."""
    if len(table) < _LEAST or not _RULE.fullmatch(table[1]):
        return table
    rows = [_cells(line) for line in table]
    columns = len(rows[0])
    if any(len(row) != columns for row in rows):
        return table
    kept = [
        place
        for place in range(columns)
        if place == 0 or any(row[place].strip("*") != EMPTY for row in rows[2:] if not _heads(row))
    ]
    return table if len(kept) == columns else [_row([row[place] for place in kept]) for row in rows]


def _heads(row: list[str]) -> bool:
    """Whether a row is a heading within its table: something in bold and nothing beside it."""
    return row[0].startswith("**") and not any(row[1:])


def _without_empty(lines: list[str]) -> list[str]:
    """Lines without tables that have no rows, captions that have no table, and headings that have nothing below them."""
    kept: list[str] = []  # from the last line up, where what follows is known
    follows = 1  # the level of the heading that follows at once, 0 for text; at the end nothing follows
    table = False  # whether what follows is a table
    is_head = False  # whether the next line up is the head of a table without rows
    for line in reversed(lines):
        if is_head or (_RULE.fullmatch(line) and not table):
            is_head = not is_head
            continue
        if not line.strip():
            kept.append(line)
            continue
        if heading := HEADING.fullmatch(line):
            level = len(heading["level"])
            if level > 1 and follows and follows <= level:
                continue  # the next thing is a heading that is not below this one
            follows, table = level, False
        elif (caption := CAPTION.fullmatch(line)) and caption["word"] == "Tabel" and not table:
            continue
        else:
            follows, table = 0, line.startswith("|")
        kept.append(line)
    return kept[::-1]


def _without_codes(lines: Iterable[str], rows: dict[str, tuple[str, str]]) -> Iterator[str]:
    """The lines with tables without ids; `rows` gets each id with the table where it was first and what its row is called."""
    place, table = "", list[str]()
    for line in lines:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            yield from _uncoded(table, place, rows)
            table = []
        if caption := _CAPTION.fullmatch(line):
            place = caption["name"]
        yield line
    if table:
        yield from _uncoded(table, place, rows)


def _uncoded(table: list[str], place: str, rows: dict[str, tuple[str, str]]) -> Iterator[str]:
    cells = [_cells(line) for line in table]
    column = cells[0].index(_HEAD) if _HEAD in cells[0] else None
    if column is not None and not all(
        len(row) > column and _CELL_OF_IDS.fullmatch(row[column]) for row in cells[2:]
    ):
        column = None  # it holds something else, or the table is none
    for number, row in enumerate(cells):
        of_ids = row[column] if column is not None and number > 1 else ""
        if number > 1 and len(row) == 2 and row[0].startswith(_HEAD) and _ID.fullmatch(row[1]):
            rows.setdefault(row[1][1:-1], (place, EMPTY))
            continue
        if column is not None:
            del row[column : column + 1]
        for id in _ID.findall(of_ids):
            rows.setdefault(id, (place, _name(row)))
        yield _row(row) if column is not None else table[number]


def _name(row: list[str]) -> str:
    """What a row is called: its spoken number, or its first words."""
    first = row[0]
    if _SPOKEN.match(first) or len(row) == 1:
        return first
    return row[1] if first.isdecimal() else first


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _PIPE.split(line.strip())[1:-1]]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
