"""Pictures of a document in its formats: which of them are there, how large they stand on a page, the table behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from msgspec.structs import replace

from ...i18n import _
from ...store.named_files import picture_size
from .blocks import Align, Block, Image, Images, Items, Picture, Run, Runs, Table, plain
from .columns import extent
from .document import Chapter, Document
from .look import Tell

_LETTERS = 11
"""Size of the letters of a caption, in points."""
_POINT = 25.4 / 72
_LINE = _LETTERS * _POINT * 1.35
_BETWEEN = 9
"""Millimetres between a picture, its caption, its source and what follows, all together."""
_HEADING = 16
"""Millimetres of a page that are left to a heading, which stays with what it stands above."""
_LEAST = 0.4
"""The part of a page that a picture may have however long its caption is."""
_BOLD = 1.1
_NUMBER = re.compile(r"[−-]?[\d.,]+ ?%?|–?")


def taken(document: Document, images: Images, format: str, tell: Tell) -> tuple[Document, Images]:
    """The document with the pictures whose images can be shown alone, and those images.

    One that is not among `images` is left out; one whose file is damaged is, too, and `tell` hears it, by the name that
    people have for the `format`.
    """
    sound = {}
    for name in _named(document):
        if (image := images.get(name)) is None:
            continue
        if _is_sound(image):
            sound[name] = image
        else:
            tell(made_without(format, name))
    return shown(document, sound), sound


def made_without(format: str, name: str) -> str:
    """What is told of a picture that a format is made without."""
    return _(
        "{format} is made without the picture “{name}”, for it is damaged or of an unusual kind; save it anew as PNG"
    ).format(format=format, name=name)


def _is_sound(image: Image) -> bool:
    measured = image.width > 0 and image.height > 0
    return measured and (image.kind == "svg" or picture_size(image.content) != (0, 0))


def _named(document: Document) -> Iterable[str]:
    """The pictures of a document by their names, each once, in their order."""
    parts = (document.cover, *(chapter.blocks for chapter in document.chapters))
    return dict.fromkeys(block.file for blocks in parts for block in blocks if isinstance(block, Picture))


def shown(document: Document, images: Mapping[str, Image]) -> Document:
    """The document without the pictures that are not among these, and without a list of pictures that lists none."""
    cover = _left(document.cover, images)
    chapters = [
        replace(chapter, blocks=blocks)
        if len(blocks := _left(chapter.blocks, images)) < len(chapter.blocks)
        else chapter
        for chapter in document.chapters
    ]
    if not any(
        isinstance(block, Picture) and block.caption for chapter in chapters for block in chapter.blocks
    ):
        chapters = [chapter for chapter in chapters if not _lists(chapter)]
    return replace(document, cover=cover, chapters=tuple(chapters))


def _left(blocks: tuple[Block, ...], images: Mapping[str, Image]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not isinstance(block, Picture) or block.file in images)


def _lists(chapter: Chapter) -> bool:
    return chapter.role == "pictures" and any(isinstance(block, Items) for block in chapter.blocks)


# On a page --------------------------------------------------------------------------------------------------


def size(picture: Picture, image: Image, width: float, height: float) -> tuple[float, float]:
    """Width and height of a picture where text may be so wide and high, all in millimetres.

    It is never larger than it is meant to be, and leaves room for a heading, its caption and its source, unless they are endless.
    """
    room = max(height - _HEADING - below(picture, width), height * _LEAST)
    factor = min(1.0, width / image.width, room / image.height)
    return image.width * factor, image.height * factor


def below(picture: Picture, width: float) -> float:
    """Millimetres that caption and source are estimated to take below a picture, where text may be so wide."""
    lines = sum(_lines(runs, width) for runs in (picture.caption, picture.source))
    return _BETWEEN + lines * _LINE


def _lines(runs: Runs, width: float) -> int:
    return ceil(extent(plain(runs)) / 1000 * _LETTERS * _BOLD * _POINT / width)


# In words ---------------------------------------------------------------------------------------------------


def alt(picture: Picture) -> str:
    """What a picture shows, for those who don't see it; its caption where nothing is said."""
    return (picture.alt or plain(picture.caption) or "Gambar").replace("\n", " ")


def behind(image: Image) -> Table | None:
    """The numbers that a picture shows as a table, if there are any; columns of numbers stand at the right."""
    if not image.head or not image.rows:
        return None
    columns: list[Sequence[str]] = [*zip(*image.rows, strict=True)]
    align: tuple[Align, ...] = tuple(
        "right" if all(map(_NUMBER.fullmatch, column)) else "left" for column in columns
    )
    return Table(
        (), align, tuple(map(_cell, image.head)), tuple(tuple(map(_cell, row)) for row in image.rows)
    )


def _cell(words: str) -> Runs:
    return (Run(words),) if words else ()
