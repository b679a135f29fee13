"""Where the heading of a table stands: one row, or two or three that belong together ("Target" over its years).

A row stands under another when it fills only what that one spans: its merged cells, or the empty ones beside a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from .grid import Span

JOINT = " › "
"""What stands between the rows of a heading: "Pagu › 2027"."""
_UNIT = re.compile(r"[(\[]\s*[A-Za-z%].*[)\]]")
"""A row of units: (Rp juta), (%)."""
_MOST = 3
"""Rows of a heading."""

Score = Callable[[Sequence[str]], int]
"""How well a row would do as the heading; 0 for not at all."""


class Block(Struct, frozen=True):
    """A heading: the first and the last of its rows and the one that counts, by their places, and its columns in words."""

    first: int
    last: int
    at: int
    header: tuple[str, ...]


def block(
    heads: Sequence[Sequence[str]], numbers: Sequence[int], score: Score, merged: Sequence[Span] = ()
) -> Block:
    """The heading among these rows, which are clean text; `numbers` are those of the rows in the file."""
    across = {
        (number, place): heads[at][span.column]
        for at, number in enumerate(numbers)
        for span in merged
        if span.row <= number <= span.last_row and span.column < len(heads[at])
        for place in range(span.column + 1, span.last_column + 1)
    }
    scores = [score(head) for head in heads]
    at = scores.index(max(scores))
    first = last = at

    def is_under(upper: int, lower: int) -> bool:
        return numbers[lower] == numbers[upper] + 1 and _is_under(heads[upper], heads[lower])

    while first and last - first + 1 < _MOST and is_under(first - 1, first):
        first -= 1
    while last + 1 < len(heads) and last - first + 1 < _MOST and is_under(last, last + 1):
        last += 1
    width = max(len(head) for head in heads[first : last + 1])
    columns = [[""] * width for _row in range(first, last + 1)]
    for depth, row in enumerate(columns):
        head = heads[first + depth]
        for place in range(width):
            words = head[place] if place < len(head) else ""
            row[place] = words or across.get((numbers[first + depth], place), "")
    for depth in range(len(columns) - 1):  # a word over empty cells is that of all cells below them
        _spread(columns[depth], columns[depth + 1], heads[first + depth])
    joined = [JOINT.join(dict.fromkeys(filter(None, column))) for column in zip(*columns, strict=True)]
    while joined and not joined[-1]:
        joined.pop()
    return Block(first, last, at, tuple(joined))


def parts(heading: str) -> list[str]:
    """The rows of a heading, the lowest first."""
    return heading.split(JOINT)[::-1]


def _is_under(upper: Sequence[str], lower: Sequence[str]) -> bool:
    if sum(map(bool, upper)) < 2:
        return False  # a title
    own = [
        place
        for place, words in enumerate(lower)
        if words and not (place < len(upper) and upper[place] == words)
    ]
    if not own:
        return any(lower)
    if all(_UNIT.fullmatch(lower[place]) and place < len(upper) and upper[place] for place in own):
        return True
    begins = next(place for place, words in enumerate(lower) if words)
    if begins in own and sum(map(bool, upper[: begins + 1])) == 1:
        return False  # a title with something at its right
    spanned = 0
    for place in own:
        lead = next((column for column in range(min(place, len(upper) - 1), -1, -1) if upper[column]), None)
        if lead is None:
            continue
        end = next(
            (column for column in range(lead + 1, len(upper)) if upper[column]), max(len(upper), len(lower))
        )
        if end - lead < 2:
            return False
        spanned += place > lead
    return spanned > 0


def _spread(upper: list[str], lower: Sequence[str], head: Sequence[str]) -> None:
    word = ""
    for place in range(len(upper)):
        if place < len(head) and head[place]:
            word = head[place]
        elif not upper[place] and lower[place]:
            upper[place] = word
