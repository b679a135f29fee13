"""How parts of a document are set: what stays with what follows, what is a paper of its own, what is centred or hangs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from .blocks import Block, Paragraph, Run, Runs, Table, plain
from .document import Chapter, Document

_LEADING = 3
"""Paragraphs before a table that stay with it."""
_LONG = 400
"""Letters of one that is too long for that."""
_HANGING = re.compile(r"(?P<mark>\(\d+\)|[a-z]{1,2}\.) ")
OWN_PAGE = re.compile(r"LAMPIRAN\b|PENJELASAN\b")
"""Headings of a regulation that begin a page."""
_SHEET = re.compile(r"\d+\.(?!1 )\d+ QW\d+ ")
_CHAPTER = re.compile(r"(BAB [IVXL]+) (?=\S)")


def has_form(blocks: Sequence[Block]) -> bool:
    """Whether people write or sign in one of these by hand."""
    return any(isinstance(block, Table) and block.is_form for block in blocks)


def is_sheet(document: Document, chapter: Chapter) -> bool:
    """Whether a chapter is a paper of its own, signed or filled in by hand: it begins on a new page, below the letterhead.

    The first one stands below the title, unless a table stands between them.
    """
    opening = document.chapters[0]
    if not opening.title and not any(isinstance(block, Table) for block in opening.blocks):
        opening = document.chapters[min(1, len(document.chapters) - 1)]
    follows = bool(chapter.title) and chapter.title != opening.title
    return follows and not document.is_book and has_form(chapter.blocks)


def begins_page(heading: str) -> bool:
    """Whether a heading is that of a sheet of a quick win: it has a page of its own, the first one below its chapter's words."""
    return _SHEET.match(heading) is not None


def leading(blocks: Sequence[Block]) -> frozenset[int]:
    """Which paragraphs must not stand at the foot of a page without what follows: those that lead to a table or a list.

    Between a heading and its table all do, as long as they are few.
    """
    kept: set[int] = set()
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and plain(block.runs).endswith(":") and place + 1 < len(blocks):
            kept.add(place)
        if not isinstance(block, Table):
            continue
        for at in range(place - 1, max(place - 1 - _LEADING, -1), -1):
            other = blocks[at]
            if not isinstance(other, Paragraph) or len(plain(other.runs)) > _LONG:
                break
            kept.add(at)
    return frozenset(kept)


# Regulations ------------------------------------------------------------------------------------------------


def is_centred(block: Paragraph) -> bool:
    """Whether a paragraph of a regulation stands in the middle: one in bold letters throughout."""
    return bool(block.runs) and all(run.bold for run in block.runs)


def hanging(block: Paragraph) -> tuple[int, str, Runs]:
    """How deep a paragraph of a regulation hangs, its mark, and the rest: 1 for ``(1)``, 2 for ``a.``, 0 for one without."""
    first = block.runs[0] if block.runs else Run("")
    if not (mark := _HANGING.match(first.text)):
        return 0, "", block.runs
    rest = replace(first, text=first.text[mark.end() :])
    return 1 + mark["mark"].endswith("."), mark["mark"], (rest, *block.runs[1:])


def in_two_lines(title: Runs) -> Runs:
    """The heading of a chapter of a regulation with its number on a line of its own."""
    words = plain(title)
    return (Run(_CHAPTER.sub(r"\1\n", words)),) if _CHAPTER.match(words) else title
