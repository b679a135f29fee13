"""Widths of the columns of a table by what stands in them, for formats whose programs don't measure themselves.

Measured in the letters of Arial, with something to spare; other letters of our formats are no wider.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from .document import Runs, Table, plain

_MARGIN = 190
"""Left and right of the text in a cell, with a little to spare: twips."""
_FORM_COLUMN = 2200
"""Room in a column that people fill in; the first of them has twice as much."""
_LONGEST = 0.35
"""No word claims more of the width of a table than this; a longer one is broken."""
_SLACK = 1.18
"""Where there is no Arial, the letters of what stands in for it are wider."""
_MANY = 4
_AMOUNT = 30
Measure = Callable[[str], int]


class _Widths(dict[str, int]):
    """Widths of Arial's letters in thousandths of their size; what is not listed is as wide as most are."""

    def __missing__(self, letter: str) -> int:
        width = 556 if ord(letter) < 0x2000 else 1000
        self[letter] = width
        return width


_ARIAL = _Widths(
    (letter, width)
    for width, letters in (
        (222, "ijl'‘’"),
        (278, " ,./:;!()[]ftI\n\t"),
        (333, "-r“”\"()"),
        (500, "ckxyzsvJ"),
        (611, "FTZ"),
        (667, "ABEKPSVXY&"),
        (722, "wCDHNRU"),
        (778, "GOQ"),
        (850, "mM%"),
        (950, "W@"),
    )
    for letter in letters
)  # fmt: skip


def fitted(table: Table, width: int, sizes: Sequence[int]) -> tuple[list[int], int]:
    """Widths of the columns in twips, whose sum is `width`, and the size of the letters that fit into them.

    `sizes` are those to choose from in half points, the largest first; it is left to tables of few columns.
    """
    cells = list(zip(table.head, *table.rows, strict=True))
    columns = [[plain(cell) for cell in column] for column in cells]
    whole = [align == "right" for align in table.align]
    measures = [_measure(column[1:], amounts) for column, amounts in zip(cells, whole, strict=True)]
    words = [*map(_longest, columns, measures, whole)]
    parts = [_longest(column, measure, False, "-") for column, measure in zip(columns, measures, strict=True)]
    wholes = [[measure(cell) for cell in column] for column, measure in zip(columns, measures, strict=True)]
    for size, longest in product(sizes if len(columns) <= _MANY else sizes[1:], (words, parts)):
        unit, chosen = size * 10 / 1000, size
        least = [min(word * unit * _SLACK, width * _LONGEST) + _MARGIN for word in longest]
        if sum(least) <= width:
            break
    else:
        return _whole([part * width / sum(least) for part in least], width), chosen
    natural = [
        max(max(widths) * unit * _SLACK + _MARGIN, low) for widths, low in zip(wholes, least, strict=True)
    ]
    usual = [sum(widths) / len(widths) * unit * _SLACK + _MARGIN for widths in wholes]
    if table.is_form:
        blank = [
            place for place, column in enumerate(columns) if not any(cell.strip() for cell in column[1:])
        ]
        for place in blank:
            room = _FORM_COLUMN * (2 if place == blank[0] else 1)
            natural[place] = usual[place] = max(natural[place], room)
    texts = [place for place, align in enumerate(table.align) if align == "left"]
    shared = _shared(least, natural, usual, texts or list(range(len(columns))), width)
    return _whole(shared, width), chosen


def _shared(
    least: list[float], natural: list[float], usual: list[float], wide: list[int], width: float
) -> list[float]:
    """The width shared out: to each column what its longest word takes, the rest by how much stands in it.

    No column gets more than its longest cell takes on one line, unless all have that; then those in `wide` do.
    """
    made = list(least)
    open_ = [place for place, width in enumerate(made) if natural[place] > width]
    rest = width - sum(made)
    while open_ and rest > 1:
        weights = {place: (natural[place] * usual[place]) ** 0.5 for place in open_}
        total, given = sum(weights.values()), 0.0
        for place, weight in weights.items():
            more = min(rest * weight / total, natural[place] - made[place])
            made[place] += more
            given += more
        rest -= given
        open_ = [place for place in open_ if natural[place] - made[place] > 1]
    total = sum(made[place] for place in wide)
    return [width + rest * width / total if place in wide else width for place, width in enumerate(made)]


def _whole(widths: list[float], width: int) -> list[int]:
    """Whole twips with this sum."""
    made = [int(width) for width in widths]
    made[-1] += width - sum(made)
    return made


def _longest(column: Sequence[str], measure: Measure, whole: bool, end: str = "") -> int:
    """The width of the widest word, the head in bold letters; a word may be broken after the sign `end`.

    `whole` is for amounts: their cells are not broken at all, as long as they are short.
    """
    head, *cells = ((cell.replace(end, f"{end} ") if end else cell) for cell in column)
    words = {
        word for cell in set(cells) for word in ([cell] if whole and len(cell) < _AMOUNT else cell.split())
    }
    return max([*map(measure, words), *map(_bold, head.split())], default=0)


def _measure(cells: Sequence[Runs], amounts: bool) -> Measure:
    """How what stands in a column is measured: letters of one width are wider, and so are the sums of amounts."""
    filled = [cell for cell in cells if cell]
    if filled and all(cell[0].code for cell in filled):
        return _monospaced
    return _bold if amounts else _width


def _width(cell: str) -> int:
    return sum(map(_ARIAL.__getitem__, cell))


def _bold(cell: str) -> int:
    return _width(cell) * 11 // 10


def _monospaced(cell: str) -> int:
    return 600 * len(cell)
