"""User text as Markdown that means nothing but itself.

Whatever a person typed, pasted or imported comes out of a Markdown parser as one plain text with the same words:
no markup, link, HTML or table cell of its own. Templates never see text that has not passed here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from . import text

# Everything that opens markup anywhere in a line. "@" ends automatic mail links, braces keep a book free of what
# looks like a template's left-over.
_ANYWHERE = re.compile(r"[\\`*_~\[\]<>&#$|{}@]|/(?=/)|(?<=www)\.", re.IGNORECASE)
# At the start of a line: list, heading underline, table rule, definition, ordered list.
_AT_START = re.compile(r"(?=[-=:]|\+(?:\s|$))|^\d{1,9}(?=[.)](?:\s|$))")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_PLAIN_CODE = re.compile(r"[A-Za-z0-9._:/-]+")


@lru_cache(maxsize=16_384)  # a preview is made anew after each edit, of texts that are mostly the same
def inline(raw: str) -> str:
    """Any text on one line, safe in a sentence, a heading, a list item and a table cell.

    Line breaks and runs of blanks become one space; a text of nothing but blanks becomes "".
    """
    safe = _ANYWHERE.sub(r"\\\g<0>", text.line(raw))
    start = _AT_START.match(safe)
    return f"{start[0]}\\{safe[start.end() :]}" if start else safe


def paragraphs(raw: str) -> str:
    """Prose as paragraphs: an empty line parts them, the lines within one are joined.

    For places where a paragraph may stand, never for cells, headings or list items.
    """
    parts = (inline(part) for part in _PARAGRAPHS.split(text.clean(raw)))
    return "\n\n".join(part for part in parts if part)


def code(id: str) -> str:
    """An id in a code span; one that is not made of plain characters is shown as text instead."""
    return f"`{id}`" if _PLAIN_CODE.fullmatch(id) else inline(id)
