"""Markdown laid out as lines of a terminal, for a preview that draws only what is in view.

A text is parted into paragraphs, headings, list items and single table rows. Laying out says how high each of them is;
the lines themselves are made when one asks for them. What an edit did not touch is taken from the drawing before.
Nothing here knows Textual.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from ...books.gaps import Gap
from .markdown_text import Phrase, Piece, cut, joined, lines, phrase, size, styled

Line = list[Piece]

_BLOCK = re.compile(
    r"(?P<head>#{1,6}) +(?P<title>.*)|(?P<table>\|)|(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)]) +(?P<item>.*)"
    r"|(?P<quote>>) ?(?P<quoted>.*)|(?P<fence>```|~~~)|(?P<rule>(?:-{3,}|\*{3,}|_{3,})) *$"
)
_RULE = re.compile(r"\|[ :|-]+\|? *")
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
_NARROW = 20
_NARROWEST = 8
"""Cells that a column may shrink to, and one of two columns. Where that does not fit, a row becomes a small paragraph."""
_NUMBER = 6
"""Cells that the number of a row takes at most."""
_BETWEEN = " │ "
_NEAR = 8
"""Parts that are looked at to find again what one looked at, beyond those that came or went."""
_MOST_DRAWN = 400
"""Parts whose lines are kept once they were drawn."""


class Table(NamedTuple):
    """What the rows of a table share: titles, the sides on which figures stand, widths (none: each row is a paragraph).

    `lead` is how many cells name a row: two where the first is only a number.
    """

    key: int
    lead: int
    head: tuple[Phrase, ...]
    right: tuple[bool, ...]
    widths: tuple[int, ...]


class Part(NamedTuple):
    """Something that is laid out by itself; `raw` is where it comes from."""

    kind: str
    raw: str
    texts: tuple[Phrase, ...] = ()
    table: Table | None = None
    lead: str = ""


class Place(NamedTuple):
    """A gap in a drawing: the part in which it stands, which of its gaps it is, and where it is filled in."""

    part: int
    number: int
    gap: Gap


@dataclass(eq=False)
class Drawing:
    """A text laid out for a width: how many lines, which gaps, and each line on demand."""

    markdown: str
    width: int
    parts: list[Part] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    gaps: list[Place] = field(default_factory=list)
    _rows: dict[str, tuple[Phrase, ...]] = field(default_factory=dict)
    _heights: dict[tuple[str, int, int | str], int] = field(default_factory=dict)
    _drawn: dict[int, list[Line]] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many lines there are."""
        return self.ends[-1] if self.ends else 0

    def part_at(self, y: int) -> int:
        """The part in which a line stands."""
        return min(bisect_right(self.ends, y), max(0, len(self.parts) - 1))

    def top(self, part: int) -> int:
        """The first line of a part."""
        return self.ends[part - 1] if part else 0

    def line(self, y: int) -> tuple[int, Line]:
        """What stands on a line, and the part that it belongs to."""
        part = self.part_at(y)
        drawn = self._drawn.get(part)
        if drawn is None:
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            drawn = self._drawn[part] = _lines(self.parts[part], self.width)
        within = y - self.top(part)
        return part, drawn[within] if within < len(drawn) else []

    def rows_of(self, place: Place) -> range:
        """The lines on which a gap stands."""
        top = self.top(place.part)
        numbers = [
            number
            for number in range(top, self.ends[place.part])
            if any(piece.number == place.number for piece in self.line(number)[1])
        ]
        return range(numbers[0], numbers[-1] + 1) if numbers else range(top, top + 1)

    def find(self, wanted: str) -> int | None:
        """The first line of the part that has these words (in small letters) in it, or None."""
        for number, part in enumerate(self.parts):
            if any(wanted in text.plain.casefold() for text in part.texts):
                return self.top(number)
        return None

    def follows(self, other: Drawing, y: int) -> int:
        """The line that shows what the other drawing shows at this one."""
        if not other.parts or not self.parts:
            return 0
        first = other.part_at(y)
        for part in range(first, min(first + _NEAR, len(other.parts))):
            raw = other.parts[part].raw
            if not raw:  # blank lines are all alike
                continue
            for step in range(abs(len(self.parts) - len(other.parts)) + _NEAR):
                for here in (part + step, part - step):
                    if 0 <= here < len(self.parts) and self.parts[here].raw == raw:
                        return max(0, self.top(here) + y - other.top(part))
        return min(y, max(0, self.height - 1))


def lay_out(markdown: str, width: int, before: Drawing | None = None) -> Drawing:
    """The drawing of a text; `before` is the one of an earlier state of it. Safe in another thread."""
    made = Drawing(markdown, max(8, width))
    old_rows = before._rows if before else {}
    old_heights = before._heights if before else {}
    made.parts = _parts(markdown, made, old_rows)
    heights: list[int] = []
    for number, part in enumerate(made.parts):
        key = (part.raw, made.width, part.table.key if part.table else part.kind)
        height = old_heights.get(key)
        if height is None:
            height = _height(part, made.width)
        made._heights[key] = height
        heights.append(height)
        count = 0
        for text in part.texts:
            for gap in text.gaps:
                made.gaps.append(Place(number, count, gap))
                count += 1
    made.ends = list(accumulate(heights))
    return made


# Parts --------------------------------------------------------------------------------------------------------


def _parts(markdown: str, drawing: Drawing, known: dict[str, tuple[Phrase, ...]]) -> list[Part]:
    made: list[Part] = []
    rows = markdown.strip("\n").split("\n")
    at = 0
    while at < len(rows):
        row = rows[at]
        block = _BLOCK.match(row)
        after = at + 1
        if not row.strip():
            made.append(Part("blank", ""))
        elif block is None:
            while after < len(rows) and rows[after].strip() and not _BLOCK.match(rows[after]):
                after += 1
            raw = " ".join(line.strip() for line in rows[at:after])
            made.append(Part("text", raw, (phrase(raw),)))
        elif block["head"]:
            made.append(Part("head", row, (phrase(block["title"], "head"),), lead=block["head"]))
        elif block["table"]:
            while after < len(rows) and rows[after].startswith("|"):
                after += 1
            made += _table(rows[at:after], drawing, known)
        elif block["fence"]:
            while after < len(rows) and not rows[after].startswith(block["fence"]):
                after += 1
            made += [Part("code", line, (Phrase(line, cells=len(line)),)) for line in rows[at + 1 : after]]
            after += 1
        elif block["rule"]:
            made.append(Part("rule", row))
        else:
            lead = "│ " if block["quote"] else f"{block['indent']}{_bullet(block['mark'])} "
            text = block["quoted"] if block["quote"] else block["item"]
            made.append(Part("item", row, (phrase(text or ""),), lead=lead))
        at = after
    return made


def _bullet(mark: str) -> str:
    return "•" if mark in "-*+" else mark


def _table(rows: list[str], drawing: Drawing, known: dict[str, tuple[Phrase, ...]]) -> list[Part]:
    """Each row of a table as a part of its own."""
    if len(rows) < 2 or not _RULE.fullmatch(rows[1]):
        return [Part("text", row, (phrase(row),)) for row in rows]
    cells: list[tuple[Phrase, ...]] = []
    for row in (rows[0], *rows[2:]):
        read = known.get(row)
        if read is None:
            read = tuple(phrase(cell.strip()) for cell in _cells(row))
        drawing._rows[row] = read
        cells.append(read)
    head = cells[0]
    right = tuple(cell.strip().endswith("-:") for cell in _cells(rows[1]))
    widths = _widths(cells, drawing.width)
    lead = 2 if max(row[0].cells for row in cells if row) <= _NUMBER else 1
    table = Table(hash((head, widths, lead)), lead, head, right, widths)
    parts = [Part("row", row, texts, table) for row, texts in zip(rows[2:], cells[1:], strict=True)]
    if not table.widths:
        return parts
    return [Part("titles", rows[0], tuple(styled(title, "strong") for title in head), table), *parts]


def _cells(row: str) -> list[str]:
    """The cells of a row as written: parts between unescaped pipes, those at the edges aside."""
    row = row.strip()
    if "\\|" not in row:
        return row.strip("|").split("|") if row.endswith("|") else row[1:].split("|")
    ends = [pipe.end() for pipe in _PIPE.finditer(row)]
    cells = [row[start : end - 1] for start, end in pairwise(ends)]
    return cells if ends[-1] == len(row) else [*cells, row[ends[-1] :]]


def _widths(cells: list[tuple[Phrase, ...]], width: int) -> tuple[int, ...]:
    """How wide the columns of a table are; empty where they don't fit side by side."""
    columns = len(cells[0])
    natural = [
        max([row[column].cells for row in cells if column < len(row)], default=1) for column in range(columns)
    ]
    room = width - len(_BETWEEN) * (columns - 1)
    least = [max(1, min(full, _NARROW if columns > 2 else _NARROWEST)) for full in natural]
    if sum(least) > room:
        return ()
    low, high = 1, max(natural)  # the most that a column gets
    while low < high:
        middle = (low + high + 1) // 2
        if sum(max(need, min(full, middle)) for need, full in zip(least, natural, strict=True)) <= room:
            low = middle
        else:
            high = middle - 1
    return tuple(max(need, min(full, low)) for need, full in zip(least, natural, strict=True))


# Lines --------------------------------------------------------------------------------------------------------


def _height(part: Part, width: int) -> int:
    """How many lines a part takes."""
    table = part.table
    if part.kind != "row" or table is None:
        return len(_lines(part, width))
    if not table.widths:
        return sum(len(lines(text, max(4, width - 2))) for text in _stack(part, table) if text.plain)
    most = 1
    for text, room in zip(part.texts, table.widths, strict=False):
        if text.cells > room:
            most = max(most, len(lines(text, room)))
    return most


def _lines(part: Part, width: int) -> list[Line]:
    """What is drawn of a part."""
    match part.kind:
        case "blank":
            return [[]]
        case "rule":
            return [[Piece("─" * width, "quiet")]]
        case "head":
            made = _wrapped(part.texts[0], width)
            return [*made, [Piece("━" * width, "quiet")]] if len(part.lead) == 1 else made
        case "item":
            return _led(part.texts[0], width, part.lead, " " * len(part.lead))
        case "code":
            return [[Piece(part.texts[0].plain[:width], "code")]]
        case "titles" if part.table:
            rule = "─┼─".join("─" * cells for cells in part.table.widths)
            return [*_across(part, part.table), [Piece(rule, "quiet")]]
        case "row" if part.table:
            return _across(part, part.table) if part.table.widths else _stacked(part, part.table, width)
    return _wrapped(part.texts[0], width)


def _wrapped(text: Phrase, width: int) -> list[Line]:
    return [cut(text, start, end) for start, end in lines(text, width)]


def _led(text: Phrase, width: int, lead: str, following: str) -> list[Line]:
    """A text behind a mark, its further lines below its first."""
    made = _wrapped(text, max(4, width - len(lead)))
    return [[Piece(lead if not number else following), *line] for number, line in enumerate(made)]


def _across(part: Part, table: Table) -> list[Line]:
    """A row with its cells side by side."""
    columns: list[list[Line]] = []
    numbered = 0
    for text, room in zip(part.texts, table.widths, strict=False):
        columns.append(_numbered(_wrapped(text, room), numbered))
        numbered += len(text.gaps)
    made: list[Line] = []
    for number in range(max(map(len, columns), default=0)):
        line: Line = []
        for column, (wrapped, room) in enumerate(zip(columns, table.widths, strict=False)):
            pieces = wrapped[number] if number < len(wrapped) else []
            if column:
                line.append(Piece(_BETWEEN, "quiet"))
            blank = Piece(" " * (room - _cells_of(pieces)))
            line += (
                [blank, *pieces] if column < len(table.right) and table.right[column] else [*pieces, blank]
            )
        made.append(line)
    return made


def _numbered(made: list[Line], by: int) -> list[Line]:
    """Lines whose gaps are counted on from those of the cells before."""
    if not by:
        return made
    return [
        [piece if piece.number < 0 else piece._replace(number=piece.number + by) for piece in line]
        for line in made
    ]


def _cells_of(pieces: Line) -> int:
    return sum(size(piece.words) for piece in pieces)


def _stack(part: Part, table: Table) -> tuple[Phrase, Phrase]:
    """A row as a small paragraph: what names it, and the other cells behind their titles."""
    first = [item for text in part.texts[: table.lead] for item in (Phrase(" ", cells=1), text)][1:]
    rest: list[Phrase] = []
    for text, title in zip(part.texts[table.lead :], table.head[table.lead :], strict=False):
        label = Phrase(f"{' · ' if rest else ''}{title.plain}: ", cells=title.cells + 3 * bool(rest) + 2)
        rest += [styled(label, "quiet"), text]
    return joined(first), joined(rest)


def _stacked(part: Part, table: Table, width: int) -> list[Line]:
    first, rest = _stack(part, table)
    made = _led(styled(first, "strong"), width, "▪ ", "  ")
    return [*made, *_numbered(_led(rest, width, "  ", "  "), len(first.gaps))] if rest.plain else made
