"""Tables of a Word file: widths that fit what stands in the columns, rows that stay whole, a head on every page.

Written as XML in one go; a thousand rows through the cells of python-docx take seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from .blocks import Align, Runs, Table, plain
from .columns import fitted
from .word_parts import TABLE_TEXT, escaped, runs

_FORM_ROW = 700
_HAND = 1200
"""Room for a signature, in twips."""
_WORD, _MARK = 1760, 480
"""Columns before what hangs on them: Menimbang:, and a."""
_RAGGED = '<w:jc w:val="left"/>'
_DESCRIBED = 500
"""Letters of a description that a reader still listens to."""
_STYLES = {size: id for id, _name, size in TABLE_TEXT}


def table(data: Table, width: int, tint: str) -> str:
    """A table as XML, as wide as the text (`width` in twips), the head on a ground of the colour `tint`.

    Its first row is kept with the next and its last one with the one before, so that none stands alone on a page.
    """
    columns, size = fitted(data, width, tuple(_STYLES))
    style = _STYLES[size]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    opened = [f'<w:tc><w:tcPr><w:tcW w:w="{column}" w:type="dxa"/>' for column in columns]
    head = (
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{_head(data.head, opened, style, tint)}</w:tr>"
    )
    high = f'<w:trHeight w:val="{_FORM_ROW}" w:hRule="atLeast"/>' if data.is_form else ""
    row = f"<w:tr><w:trPr><w:cantSplit/>{high}</w:trPr>"
    middle = '<w:vAlign w:val="center"/>' if data.is_form else ""
    opened = [f'{start}{middle}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>' for start in opened]
    ends = [f"{_aligned(align)}</w:pPr>" for align in data.align]
    starts = [*map(str.__add__, opened, ends)]
    kept = [f"{start}<w:keepNext/>{end}" for start, end in zip(opened, ends, strict=True)]
    last = len(data.rows) - 2
    body = "".join(
        f"{row}{_cells(kept if place in (0, last) and last >= 0 else starts, cells)}</w:tr>"
        for place, cells in enumerate(data.rows)
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/>{_described(data)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>'
    )


def signature(data: Table, width: int) -> str:
    """A place to sign as XML: columns without rules, each in the middle of its half, room for a hand above the names."""
    half = width // len(data.head)
    grid = f'<w:gridCol w:w="{half}"/>' * len(data.head)
    rows = [data.head, *data.rows]
    made = [
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(_place(cell, half, place == len(rows) - 1) for cell in row)
        + "</w:tr>"
        for place, row in enumerate(rows)
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{half * len(data.head)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"
    )


def ladder(data: Table, width: int) -> str:
    """Rows without rules as XML: a word and a mark, and what hangs on them."""
    columns = (_WORD, _MARK, width - _WORD - _MARK)
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    made = [
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{column}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Normal"/>'
            f"{ragged}</w:pPr>{runs(cell)}</w:p></w:tc>"
            for column, ragged, cell in zip(columns, (_RAGGED, _RAGGED, ""), row, strict=True)
        )
        + "</w:tr>"
        for row in data.rows
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"
    )


def _place(cell: Runs, width: int, last: bool) -> str:
    room = f'<w:spacing w:before="{_HAND if last else 0}" w:after="0"/>'
    kept = "" if last else "<w:keepNext/>"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Normal"/>{kept}{room}'
        f'<w:jc w:val="center"/></w:pPr>{runs(cell)}</w:p></w:tc>'
    )


def _described(data: Table) -> str:
    """What a table holds, for those who have it read aloud: its caption, its columns, how many rows there are."""
    columns = ", ".join(plain(head) for head in data.head)
    words = (
        ("tblCaption", plain(data.caption)),
        ("tblDescription", f"Kolom: {columns}. {len(data.rows)} baris."),
    )
    return "".join(
        f'<w:{name} w:val="{escaped(said.replace(chr(10), " ")[:_DESCRIBED])}"/>'
        for name, said in words
        if said
    )


def _head(cells: Sequence[Runs], opened: Sequence[str], style: str, tint: str) -> str:
    return "".join(
        f'{start}<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/><w:jc w:val="center"/></w:pPr>'
        f"{runs(cell, '<w:b/><w:bCs/>')}</w:p></w:tc>"
        for start, cell in zip(opened, cells, strict=True)
    )


def _cells(starts: Sequence[str], cells: Sequence[Runs]) -> str:
    return "".join(starmap(_cell, zip(starts, cells, strict=True)))


def _cell(start: str, cell: Runs) -> str:
    return f"{start}{runs(cell)}</w:p></w:tc>"


def _aligned(align: Align) -> str:
    return "" if align == "left" else f'<w:jc w:val="{align}"/>'
