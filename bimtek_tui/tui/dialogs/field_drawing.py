"""How a field of a form looks as long as nobody is in it: the same lines that its widget would show, without one.

A form has up to forty fields, and a widget for each is what took most of the time to open it.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from ..widgets.content import pieces, plain
from ..widgets.dropdown import folded

HEADING = 24
"""Columns of the name of a field, before what stands in it; as in dialogs.tcss."""
PROSE = 4
"""Lines of a long text that are seen."""
CHOICES = 8
"""Lines of a list of choices that are seen."""


def beside(heading: str, style: str, lines: Iterable[Content]) -> Content:
    """The name of a field and, right of it, lines that are as broad as there is room."""
    names = plain(heading, style).wrap(HEADING - 1)
    values = list(lines)
    rows = max(len(names), len(values))
    return Content("\n").join(
        (names[at] if at < len(names) else Content("")).truncate(HEADING, pad=True)
        + (values[at] if at < len(values) else Content(""))
        for at in range(rows)
    )


def rows_of(heading: str) -> int:
    """Rows that the name of a field takes."""
    return len(plain(heading).wrap(HEADING - 1))


def line(words: str, width: int) -> list[Content]:
    """A line in which one types."""
    return [_typed(plain(words).truncate(width - 2, ellipsis=True), width)]


def choice(words: Content | None, width: int) -> list[Content]:
    """One of several values."""
    return [_typed(folded(words, width - 2), width)]


def prose(words: str, width: int) -> list[Content]:
    """A long text, of which the beginning is seen."""
    begun = [paragraph[: width * (PROSE + 1)] for paragraph in words.split("\n", PROSE + 1)[: PROSE + 1]]
    rows = [row for paragraph in begun for row in (plain(paragraph).wrap(width - 3) or [Content("")])]
    if len(rows) > PROSE:
        rows[PROSE - 1] = rows[PROSE - 1].truncate(width - 4) + "…"
    rows = (rows + [Content("")] * PROSE)[:PROSE]
    return [*(_typed(row, width) for row in rows), Content("")]


def choices(rows: Iterable[Content], width: int) -> list[Content]:
    """A list of which any number may be chosen, from its beginning."""
    edge = pieces(("│", "$primary 50%"), " ")
    seen: list[Content] = []
    for row in rows:
        if len(seen) >= CHOICES:
            break
        seen += row.wrap(width - 4)
    return [edge + row for row in seen[:CHOICES]]


def _typed(words: Content, width: int) -> Content:
    return (Content(" ") + words).truncate(width, pad=True).stylize_before("on $panel")
