"""Where the text that people wrote for a section stands in a book: below the heading of the section, before all else in it.

A section is a block of a template, the shipped ones and those of others alike. That a block prints a text is decided
here and in no template, and so it is with pictures, which stand below what is written there, before its tables. Where a text is there, what the template wants written in its section is no longer asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import accumulate
from operator import itemgetter
from types import MappingProxyType

from jinja2.runtime import Context

from ..markdown import prose
from ..model.entries import Session, Text, counting
from .gaps import TASK, Gap, marked

Block = Callable[[Context], Iterator[str]]
Change = tuple[int, int, str]
"""From where to where a section has other words."""

WITHOUT_TEXT = ("head", "contents", "codes")
"""Blocks that are no section: the cover, and the lists that a book makes by itself."""
_HEADING = re.compile(r"^(?P<level>#{1,6}) .*$", re.MULTILINE)
ANCHOR = re.compile(r"<!-- teks (?P<book>[A-Za-z0-9_-]+)/(?P<section>[A-Za-z0-9_]+) -->")
ANCHOR_END = "<!-- akhir teks -->"
"""Between these a draft has the text of a section, or asks for one, so that what people change there is found again."""
_NO_PROSE = re.compile(r"^(?:#|\||!\[|\*\*(?:Tabel|Gambar) @\.\*\*)", re.MULTILINE)
"""What a paragraph or a list does not begin with: headings, tables, pictures, captions."""
_TASK = re.compile(rf"{TASK}(?P<words>.*)$", re.MULTILINE)


class _Within(str):
    """What a section within another one printed: its headings are not those of the other."""

    __slots__ = ()


class Blocks(dict[str, list[Block]]):
    """The blocks of a book's template, each of which prints the text of its section and its `pictures`, both in Markdown.

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
        pictures: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(blocks)
        self.book = book
        self.texts = texts
        self.marking = marking
        self.anchored = anchored
        self.pictures = pictures

    def __getitem__(self, name: str) -> list[Block]:
        shipped = super().__getitem__(name)
        return [partial(self._printed, name, shipped[0]), *shipped]  # `super()` looks for the block itself

    def _printed(self, name: str, block: Block, context: Context) -> Iterator[str]:
        parts: list[str] = []
        whole = context.environment.concat(_noted(block(context), parts))
        changes: list[Change] = []
        if name not in WITHOUT_TEXT and (pictures := self.pictures.get(name)):
            place = _end_of_prose(_own(parts), parts)
            changes.append((place, place, f"\n\n{pictures}\n\n"))
        if text := self.texts.get(name):
            changes += _with_text(parts, self._anchored(name, text))
        elif self.anchored and name not in WITHOUT_TEXT:
            if task := _TASK.search(_own(parts)):
                changes.append((*task.span(), self._anchored(name, task[0])))
        elif self.marking and name not in WITHOUT_TEXT:
            changes += _addressed(whole, _own(parts), Gap("text", "", f"{self.book}/{name}"))
        for start, end, words in sorted(changes, key=itemgetter(0), reverse=True):
            whole = f"{whole[:start]}{words}{whole[end:]}"
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
    """These texts as Markdown; one of nothing but what nobody sees is none."""
    return {
        section: words for section, entry in standing(session, book).items() if (words := prose(entry.text))
    }


def _noted(parts: Iterable[str], kept: list[str]) -> Iterator[str]:
    for part in parts:
        kept.append(part)
        yield part


def _with_text(parts: list[str], text: str) -> Iterator[Change]:
    """What makes a section, of whose parts some are sections within it, one with its text and without what was asked for."""
    own = _own(parts)
    end = _end_of_heading(own, parts)
    yield end, end, f"\n\n{text}\n\n"
    for task in _TASK.finditer(own, end):
        yield *task.span(), ""


def _end_of_prose(own: str, parts: list[str]) -> int:
    """Where the paragraphs and lists end that a section begins with: before a table, another picture, a section within it."""
    start = _end_of_heading(own, parts)
    within = accumulate((len(part) for part in parts), initial=0)
    starts = [place for place, part in zip(within, parts, strict=False) if isinstance(part, _Within)]
    other = _NO_PROSE.search(own, start)
    return min([*(place for place in starts if place >= start), other.start() if other else len(own)])


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


def _addressed(whole: str, own: str, gap: Gap) -> Iterator[Change]:
    """What makes everything that is still to be written in a section lead to where it is written."""
    for task in _TASK.finditer(own):
        yield *task.span(), marked(whole[task.start() : task.end()], gap)
