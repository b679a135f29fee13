"""User text as Markdown that means nothing but itself.

Whatever a person typed, pasted or imported comes out of a Markdown parser as one plain text with the same words:
no markup, link, HTML or table cell of its own. Templates never see text that has not passed here.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from . import text

# Everything that opens markup anywhere in a line. "@" ends automatic mail links, braces keep a book free of what
# looks like a template's left-over.
_ANYWHERE = re.compile(r"[\\`*_~\[\]<>&#$|{}@]|/(?=/)|(?<=www)\.", re.IGNORECASE)
# At the start of a line: list, heading underline, table rule, definition, ordered list.
_AT_START = re.compile(r"(?=[-=:]|\+(?:\s|$))|^\d{1,9}(?=[.)](?:\s|$))")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_PLAIN_CODE = re.compile(r"[A-Za-z0-9._:/-]+")
# A star that follows a blank, what holds no other star, and the star that ends it; "\*" is a star like any letter.
_EMPHASIS = re.compile(r"(?:(?<=\s)|^)\*(?=[^\s*])((?:\\\*|\\(?!\*)|[^*\\])+)(?<!\s)\*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_OTHER_BULLET = re.compile(r"^(\s*)[*+][ \t]+(?=\S)")
_STAR = re.compile(r"\\\*")
_ITEM = re.compile(r"(?:(?P<bullet>-)|(?P<number>\d{1,9})\.)[ \t]+(?P<text>\S.*)")


@lru_cache(maxsize=16_384)  # a preview is made anew after each edit, of texts that are mostly the same
def inline(raw: str) -> str:
    """Any text on one line, safe in a sentence, a heading, a list item and a table cell.

    Line breaks and runs of blanks become one space; a text of nothing but blanks becomes "".
    """
    return _from_start(_escaped(text.line(raw)))


def _escaped(line: str) -> str:
    return _ANYWHERE.sub(r"\\\g<0>", line)


def _from_start(safe: str) -> str:
    """What is escaped, as it may begin a line."""
    start = _AT_START.match(safe)
    return f"{start[0]}\\{safe[start.end() :]}" if start else safe


def paragraphs(raw: str) -> str:
    """Prose as paragraphs: an empty line parts them, the lines within one are joined.

    For places where a paragraph may stand, never for cells, headings or list items.
    """
    parts = (inline(part) for part in _PARAGRAPHS.split(text.clean(raw)))
    return "\n\n".join(part for part in parts if part)


@lru_cache(maxsize=1_024)
def prose(raw: str) -> str:
    """What people wrote for a section of a book, in the markup that the session format allows and in no other.

    Paragraphs with an empty line between them, lists whose lines begin with ``- `` or ``1. `` (the next number goes
    on, and so does ``1. ``), and ``*emphasis*``. A line that begins no item goes on with what stands above it.
    """
    made, before = "", ""
    for sort, mark, words in _parts(raw):
        if shown := _emphasised(words):
            gap = "" if not made else "\n" if sort == before != "paragraph" else "\n\n"
            made, before = f"{made}{gap}{mark}{shown}", sort
    return made


def prose_of(markdown: str) -> str:
    """The text whose Markdown this is: `prose` of it is the same, as far as it has no markup that a text can't have."""
    lines = (_OTHER_BULLET.sub(r"\1- ", line) for line in markdown.split("\n"))
    return _ESCAPE.sub(lambda match: match[0] if match[1] == "*" else match[1], "\n".join(lines))


def _parts(raw: str) -> Iterator[tuple[str, str, str]]:
    """Paragraphs and items of a text: sort, mark, words."""
    sort, mark, lines, count = "", "", list[str](), 0
    for line in text.clean(raw).split("\n"):
        item = _ITEM.fullmatch(line.strip())
        number = int(item["number"] or 0) if item else 0
        begins = item is not None and (not number or number in (1, count + 1))
        if lines and (begins or not line.strip()):
            yield sort, mark, " ".join(lines)
            lines = []
        if item is not None and begins:
            count = 0 if not number else count + 1 if number > 1 or sort == "number" else 1
            sort, mark, lines = (
                ("number", f"{count}. ", [item["text"]]) if number else ("bullet", "- ", [item["text"]])
            )
        elif lines:
            lines.append(line)
        elif line.strip():
            sort, mark, lines = "paragraph", "", [line]
    if lines:
        yield sort, mark, " ".join(lines)


def _emphasised(words: str) -> str:
    """Text on one line, in which a part between two stars is emphasised."""
    line, made, end = text.line(words), "", 0
    for match in _EMPHASIS.finditer(line):
        after = line[match.end() : match.end() + 1]
        if not after or after.isspace() or _is_punctuation(after):
            made += f"{_starred(line[end : match.start()])}*{_starred(match[1])}*"
            end = match.end()
    return _from_start(made + _starred(line[end:]))


def _starred(part: str) -> str:
    return _escaped(_STAR.sub("*", part))


def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")


def code(id: str) -> str:
    """An id in a code span; one that is not made of plain characters is shown as text instead."""
    return f"`{id}`" if _PLAIN_CODE.fullmatch(id) else inline(id)
