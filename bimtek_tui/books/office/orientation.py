"""Which pages of a book are held across: those of a chapter with a table that is too wide for a page held upright.

A chapter is turned as a whole, and alike in all formats and on all papers.
"""

from __future__ import annotations

from collections.abc import Iterator

from .columns import fits
from .document import Chapter, Document, Table
from .formats import LEFT, RIGHT, SIZES, SMALLEST

_WIDE = 6
"""Columns that fit a page held upright."""
_UPRIGHT = int((SIZES["a4"][0] - LEFT - RIGHT) * 1440 / 25.4)
"""Width of the text on the narrowest page held upright, in twips."""


def lies_across(chapter: Chapter) -> bool:
    """Whether a table of the chapter has many columns, or words that would have to be broken on a page held upright."""
    tables = [block for block in chapter.blocks if isinstance(block, Table)]
    return any(len(table.head) > _WIDE for table in tables) or not all(
        fits(table, _UPRIGHT, (SMALLEST,)) for table in tables
    )


def placed(document: Document) -> Iterator[tuple[bool, bool, Chapter]]:
    """Each chapter, whether its pages have Roman numbers, and whether they are held across."""
    roman = document.is_book
    for chapter in document.chapters:
        roman = roman and chapter.role in ("front", "contents", "tables")
        yield roman, lies_across(chapter), chapter
