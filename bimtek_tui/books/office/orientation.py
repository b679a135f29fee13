"""Which pages of a book are held across: those with a table that is too wide for a page held upright, and no others.

A chapter is parted where the paper turns, alike in all formats and on all papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from .blocks import Block, Heading, Items, Lines, Paragraph, Picture, Table, plain
from .columns import fits, lines
from .document import FRONT, Chapter, Document
from .formats import LEFT, RIGHT, SIZES, SMALLEST

_FORM = 6
"""Columns in which people can write by hand on a page held upright."""
_FEW = 4
"""Columns that are as wide as they need to be on any page."""
_TALL = 6
"""Lines of a usual row; a table with taller ones gets wider pages."""
_SHORT = 700
"""Letters that are no reason to turn the paper, or to leave a page to them."""
_UPRIGHT = int((SIZES["a4"][0] - LEFT - RIGHT) * 1440 / 25.4)
"""Width of the text on the narrowest page held upright, in twips."""


def is_wide(table: Table) -> bool:
    """Whether a table on a page held upright had words broken, rows as tall as columns, or no room for a hand."""
    if table.is_signature or table.is_ladder:
        return False
    if table.is_form and len(table.head) > _FORM:
        return True
    if not fits(table, _UPRIGHT, (SMALLEST,)):
        return True
    return len(table.head) > _FEW and lines(table, _UPRIGHT, SMALLEST) > _TALL


def placed(document: Document) -> Iterator[tuple[bool, bool, Chapter]]:
    """Each chapter, whether its pages have Roman numbers, and whether they are held across.

    One whose paper turns comes in parts, of which only the first has the title.
    """
    roman = document.is_book
    for chapter in document.chapters:
        roman = roman and chapter.role in FRONT
        title = chapter.title
        for across, blocks in turned(chapter):
            yield roman, across, Chapter(chapter.role, title, blocks)
            title = ()


def turned(chapter: Chapter) -> list[tuple[bool, tuple[Block, ...]]]:
    """The blocks of a chapter in parts whose pages are held alike, and whether they are held across."""
    parts = [(any(map(_across, part)), part) for part in _parts(chapter.blocks)]
    if not any(across for across, _part in parts):
        return [(False, chapter.blocks)]
    held = [
        (
            across or (_is_short(part) and parts[place + 1 if place + 1 < len(parts) else place - 1][0]),
            part,
        )
        for place, (across, part) in enumerate(parts)
    ]
    return [
        (across, tuple(block for _across, part in alike for block in part))
        for across, alike in groupby(held, key=lambda part: part[0])
    ]


def _across(block: Block) -> bool:
    return isinstance(block, Table) and is_wide(block)


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """What has to stay together: headings with what they are above, a table with the lines before and a note below it, a picture with what leads to it."""
    part: list[Block] = []
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        follows = blocks[place + 1] if place + 1 < len(blocks) else None
        begins = (
            not isinstance(before, Heading)
            if isinstance(block, Heading)
            else isinstance(before, Picture)
            or (
                isinstance(before, Table)
                and not (isinstance(block, Paragraph) and not isinstance(follows, Table))
            )
        )
        if part and begins:
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _is_short(part: Sequence[Block]) -> bool:
    letters = 0
    for block in part:
        match block:
            case Table() | Picture():
                return False
            case Heading() | Paragraph():
                letters += len(plain(block.runs))
            case Items(items):
                letters += sum(len(plain(runs)) for _depth, runs in items)
            case Lines(text):
                letters += len(text)
    return letters < _SHORT
