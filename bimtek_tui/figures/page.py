"""A page of figures for people: sentences and tables, as Markdown or as plain text, in the chosen language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from .. import text
from ..analysis.rounding import half_up
from ..markdown import inline
from ..model import values
from .cells import Plot

EMPTY = "–"
_WIDEST = 48
"""Cells of the widest column of a table in plain text; a reviewer reads it in a terminal."""


WIDTH = 78
"""Cells of a drawing where nobody says otherwise: a terminal, a mail."""

Cell = str | int | Fraction | Decimal | None


class Table(Struct, frozen=True):
    """A table of text and figures. `numbers` are the columns that are set right, counted from 0."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numbers: Collection[int] = ()


class Drawing(Struct, frozen=True):
    """A picture in letters of one width, drawn as wide as the page: the plane of the SWOT position, bars."""

    title: str
    plot: Plot


Block = str | Table | Drawing


class Page(Struct, frozen=True):
    """One section: sentences, tables and drawings below a title."""

    title: str
    blocks: tuple[Block, ...]


def shown(value: Cell, places: int = 2) -> str:
    """A figure as people read it in the chosen language, fractions rounded half up; a dash where there is none."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, str):
        return value
    return values.number(value if isinstance(value, int) else half_up(value, places))


def as_markdown(pages: Sequence[Page], width: int = WIDTH) -> str:
    """The pages as Markdown, drawings so many cells wide; whatever a person typed means nothing but itself there."""
    return "\n".join(line for page in pages for line in _markdown(page, width)).rstrip("\n") + "\n"


def as_text(pages: Sequence[Page]) -> str:
    """The pages for a terminal or a mail: columns in line, long cells cut with an ellipsis."""
    return "\n".join(line for page in pages for line in _plain(page)).rstrip("\n") + "\n"


def _markdown(page: Page, width: int) -> Iterator[str]:
    yield from (f"## {inline(page.title)}", "")
    for block in page.blocks:
        if isinstance(block, str):
            yield inline(block)
        elif isinstance(block, Drawing):
            if block.title:
                yield from (f"### {inline(block.title)}", "")
            drawn = block.plot.drawn(width).lines
            yield from ("```text", *(text.clean(line).rstrip().replace("`", "'") for line in drawn), "```")
        elif block.rows:
            if block.title:
                yield from (f"### {inline(block.title)}", "")
            yield _row(map(inline, block.columns))
            yield _row("--:" if number in block.numbers else "---" for number in range(len(block.columns)))
            yield from (_row(inline(shown(cell)) or EMPTY for cell in row) for row in block.rows)
        yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(page: Page) -> Iterator[str]:
    title = text.line(page.title)
    yield from (title, "=" * cell_len(title), "")
    for block in page.blocks:
        if isinstance(block, str):
            yield text.line(block)
        elif isinstance(block, Drawing):
            if block.title:
                yield text.line(block.title)
            yield from (text.clean(line).rstrip() for line in block.plot.drawn(WIDTH).lines)
        elif block.rows:
            if block.title:
                yield text.line(block.title)
            yield from _columns(block)
        yield ""


def _columns(table: Table) -> Iterator[str]:
    rows = [
        [text.short(shown(cell), _WIDEST) or EMPTY for cell in row] for row in (table.columns, *table.rows)
    ]
    widths = [max(cell_len(row[number]) for row in rows) for number in range(len(table.columns))]
    for place, row in enumerate(rows):
        cells = (
            " " * (width - cell_len(cell)) + cell if number in table.numbers else set_cell_size(cell, width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
        if place == 0:
            yield "  ".join("-" * width for width in widths)
