"""A page of figures for people: sentences and tables, as Markdown or as plain text, in the chosen language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from .. import text
from ..markdown import inline

EMPTY = "–"
_WIDEST = 48
"""Cells of the widest column of a table in plain text; a reviewer reads it in a terminal."""


class Table(Struct, frozen=True):
    """A table of plain strings. `numbers` are the columns that are set right, counted from 0."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


class Drawing(Struct, frozen=True):
    """Lines that are shown as they are, in letters of one width: the plane of the SWOT position, bars."""

    lines: tuple[str, ...]


Block = str | Table | Drawing


class Page(Struct, frozen=True):
    """One section: sentences, tables and drawings below a title."""

    id: str
    title: str
    blocks: tuple[Block, ...]


def as_markdown(pages: Sequence[Page]) -> str:
    """The pages as Markdown; whatever a person typed means nothing but itself there."""
    return "\n".join(line for page in pages for line in _markdown(page)).rstrip("\n") + "\n"


def as_text(pages: Sequence[Page]) -> str:
    """The pages for a terminal or a mail: columns in line, long cells cut with an ellipsis."""
    return "\n".join(line for page in pages for line in _plain(page)).rstrip("\n") + "\n"


def _markdown(page: Page) -> Iterator[str]:
    yield from (f"## {inline(page.title)}", "")
    for block in page.blocks:
        if isinstance(block, str):
            yield inline(block)
        elif isinstance(block, Drawing):
            yield from ("```text", *(text.clean(line).replace("`", "'") for line in block.lines), "```")
        elif block.rows:
            if block.title:
                yield from (f"### {inline(block.title)}", "")
            yield _row(map(inline, block.columns))
            yield _row("--:" if number in block.numbers else "---" for number in range(len(block.columns)))
            yield from (_row(inline(cell) or EMPTY for cell in row) for row in block.rows)
        yield ""


def _row(cells: Iterator[str] | map[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(page: Page) -> Iterator[str]:
    title = text.line(page.title)
    yield from (title, "=" * cell_len(title), "")
    for block in page.blocks:
        if isinstance(block, str):
            yield text.line(block)
        elif isinstance(block, Drawing):
            yield from (text.clean(line) for line in block.lines)
        elif block.rows:
            if block.title:
                yield text.line(block.title)
            yield from _columns(block)
        yield ""


def _columns(table: Table) -> Iterator[str]:
    rows = [[text.short(cell, _WIDEST) or EMPTY for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(cell_len(row[number]) for row in rows) for number in range(len(table.columns))]
    for place, row in enumerate(rows):
        cells = (
            " " * (width - cell_len(cell)) + cell if number in table.numbers else set_cell_size(cell, width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
        if place == 0:
            yield "  ".join("-" * width for width in widths)
