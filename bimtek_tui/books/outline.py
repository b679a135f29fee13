"""The sections of a rendered book, for a preview that shows one of them at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct


class Section(Struct, frozen=True):
    """A heading and what belongs to it, lower sections included.

    `title` is plain text; lines count from 1, and `last_line` still belongs to the section.
    """

    level: int
    title: str
    first_line: int
    last_line: int


@contextmanager
def uncollected() -> Iterator[None]:
    """Don't look for circles among objects meanwhile.

    A book has hundreds of thousands of tokens, none of them in a circle: looking would take as long as parsing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def parse(markdown: str) -> list[Token]:
    """The tokens of a book: CommonMark with tables and strikethrough, HTML recognised, no links guessed."""
    with uncollected():
        return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)


def plain(token: Token) -> str:
    """The text of an inline token as a reader sees it."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
    )


def headings(tokens: Sequence[Token]) -> list[tuple[int, str, int]]:
    """Level, title and line (from 1) of every heading."""
    return [
        (int(token.tag[1]), plain(tokens[index + 1]), (token.map or [0])[0] + 1)
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def sections(markdown: str) -> list[Section]:
    """The sections in the order of the text; each ends before the next heading that is not below it."""
    titles = headings(parse(markdown))
    last = markdown.rstrip("\n").count("\n") + 1
    return [
        Section(
            level,
            title,
            line,
            next((other for above, _, other in titles[index + 1 :] if above <= level), last + 1) - 1,
        )
        for index, (level, title, line) in enumerate(titles)
    ]
