"""Where the text that people wrote for a section stands in a book: below the heading of the section, before all else in it.

A section is a block of a template, the shipped ones and those of others alike. That a block prints a text is decided
here and in no template. Where a text is there, what the template wants written in its section is no longer asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import accumulate

from jinja2.runtime import Context

from ..markdown import prose
from ..model.entries import Session, Text, counting
from .gaps import TASK, Gap, marked

Block = Callable[[Context], Iterator[str]]

WITHOUT_TEXT = ("head", "contents", "codes")
"""Blocks that are no section: the cover, and the lists that a book makes by itself."""
_HEADING = re.compile(r"^(?P<level>#{1,6}) .*$", re.MULTILINE)
ANCHOR = re.compile(r"<!-- teks (?P<book>[A-Za-z0-9_-]+)/(?P<section>[A-Za-z0-9_]+) -->")
ANCHOR_END = "<!-- akhir teks -->"
"""Between these a draft has the text of a section, or asks for one, so that what people change there is found again."""
_TASK = re.compile(rf"{TASK}(?P<words>.*)$", re.MULTILINE)


class _Within(str):
    """What a section within another one printed: its headings are not those of the other."""

    __slots__ = ()


class Blocks(dict[str, list[Block]]):
    """The blocks of a book's template, each of which prints the text of its section.

    With `marking` what is still to be written has the address of its section, for a preview; with `anchored` a text
    and the place for one stand between anchors.
    """

    def __init__(
        self,
        blocks: Mapping[str, list[Block]],
        book: str,
        texts: Mapping[str, str],
        marking: bool,
        anchored: bool = False,
    ) -> None:
        super().__init__(blocks)
        self.book = book
        self.texts = texts
        self.marking = marking
        self.anchored = anchored

    def __getitem__(self, name: str) -> list[Block]:
        shipped = super().__getitem__(name)
        return [partial(self._printed, name, shipped[0]), *shipped]  # `super()` looks for the block itself

    def _printed(self, name: str, block: Block, context: Context) -> Iterator[str]:
        parts: list[str] = []
        whole = context.environment.concat(_noted(block(context), parts))
        if text := self.texts.get(name):
            whole = _with_text(whole, parts, self._anchored(name, text))
        elif self.anchored and name not in WITHOUT_TEXT:
            if task := _TASK.search(_own(parts)):
                place = self._anchored(name, task[0])
                whole = f"{whole[: task.start()]}{place}{whole[task.end() :]}"
        elif self.marking and name not in WITHOUT_TEXT:
            whole = _addressed(whole, _own(parts), Gap("text", "", f"{self.book}/{name}"))
        yield _Within(whole)

    def _anchored(self, section: str, words: str) -> str:
        if not self.anchored:
            return words
        return f"<!-- teks {self.book}/{section} -->\n\n{words}\n\n{ANCHOR_END}"


def standing(session: Session, book: str) -> dict[str, Text]:
    """The text of each section of a book: where there are several, the one that stands first in the file."""
    texts: dict[str, Text] = {}
    for entry in counting(session.text):
        if entry.book == book and entry.section not in WITHOUT_TEXT:
            texts.setdefault(entry.section, entry)
    return texts


def printed(session: Session, book: str) -> dict[str, str]:
    """These texts as Markdown."""
    return {section: prose(entry.text) for section, entry in standing(session, book).items()}


def _noted(parts: Iterable[str], kept: list[str]) -> Iterator[str]:
    for part in parts:
        kept.append(part)
        yield part


def _with_text(whole: str, parts: list[str], text: str) -> str:
    """A section with its text, of whose parts some are sections within it, and without what was asked for."""
    own = _own(parts)
    end = _end_of_heading(own, parts)
    rest = whole[end:]
    for task in reversed(list(_TASK.finditer(own, end))):
        rest = rest[: task.start() - end] + rest[task.end() - end :]
    return f"{whole[:end]}\n\n{text}\n\n{rest}"


def _end_of_heading(own: str, parts: list[str]) -> int:
    """Where the heading of a section ends, 0 where it has none.

    It is the only one of its level, or the first, if the template has it in letters: what a loop makes of many things
    is the heading of each of them.
    """
    headings = list(_HEADING.finditer(own))
    highest = min((len(heading["level"]) for heading in headings), default=0)
    spans = [heading.span() for heading in headings if len(heading["level"]) == highest]
    if not spans:
        return 0
    start, end = spans[0]
    ends = accumulate(map(len, parts))
    return end if len(spans) == 1 or end <= next(place for place in ends if place > start) else 0


def _own(parts: list[str]) -> str:
    """What a section printed, with blanks for the sections within it."""
    return "".join(" " * len(part) if isinstance(part, _Within) else part for part in parts)


def _addressed(whole: str, own: str, gap: Gap) -> str:
    """A section in which everything that is still to be written leads to where it is written."""
    for task in reversed(list(_TASK.finditer(own))):
        whole = whole[: task.start()] + marked(whole[task.start() : task.end()], gap) + whole[task.end() :]
    return whole
