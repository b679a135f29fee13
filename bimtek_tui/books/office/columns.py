"""Widths of the columns of a table by what stands in them, for formats whose programs don't measure themselves.

Measured in the letters of Arial, with something to spare; other letters of our formats are no wider.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .blocks import Runs, Table, plain

_MARGIN = 190
"""Left and right of the text in a cell, with a little to spare: twips."""
_FORM_COLUMN = 2200
"""Room in a column that people fill in; the first of them has twice as much."""
_LONGEST = 0.35
"""No word claims more of the width of a table than this; a longer one is broken, unless it is a name."""
_NAME = 24_000
"""No name claims more than this, in thousandths of the size of the letters: some 40 of them."""
_SLACK = 1.18
"""Where there is no Arial, the letters of what stands in for it are wider."""
_MANY = 4
_AMOUNT = 34
"""Letters of an amount, and of a name in a column of names, that are kept on one line."""
_NAMES = ("Nama",)
_SOFT = "\u00ad"
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


def fitted(
    table: Table, width: int, sizes: Sequence[int], soften: Callable[[str], str] = str
) -> tuple[list[int], int]:
    """Widths of the columns in twips, whose sum is `width`, and the size of the letters that fit into them.

    `sizes` are those to choose from in half points, the largest first; it is left to tables of few columns. `soften`
    puts soft hyphens where a word may be broken, for a format that breaks words.
    """
    columns, measures = _measured(table)
    wholes = [[measure(cell) for cell in column] for column, measure in zip(columns, measures, strict=True)]
    for longest, size in (
        (claims, size)
        for claims in _claims(table, columns, measures, soften)
        for size in _sizes(table, sizes)
    ):
        unit, chosen = size * 10 / 1000, size
        least = [_least(claim, unit, width) for claim in longest]
        if sum(least) <= width:
            break
    else:
        return _whole([low * width / sum(least) for low in least], width), chosen
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
        roomy = [max(low, _FORM_COLUMN) if place in blank else low for place, low in enumerate(least)]
        least = roomy if sum(roomy) <= width else least
    texts = [place for place, align in enumerate(table.align) if align == "left"]
    shared = _shared(least, natural, usual, texts or list(range(len(columns))), width)
    return _whole(shared, width), chosen


def fits(table: Table, width: int, sizes: Sequence[int]) -> bool:
    """Whether a table of this width in twips can have its words whole in the smallest of the sizes."""
    columns, measures = _measured(table)
    unit = sizes[-1] * 10 / 1000
    return any(
        sum(_least(claim, unit, width) for claim in longest) <= width
        for longest in _claims(table, columns, measures, str)
    )


def lines(table: Table, width: int, size: int) -> float:
    """How many lines a usual row of a table of this width in twips takes in letters of this size."""
    widths, _size = fitted(table, width, (size,))
    unit = size * 10 / 1000
    tallest = [
        max(
            extent(plain(cell)) * unit / max(room - _MARGIN, 1)
            for cell, room in zip(row, widths, strict=True)
        )
        for row in table.rows
    ]
    return sum(tallest) / len(tallest) if tallest else 0.0


def extent(letters: str) -> int:
    """The width of letters on one line, in thousandths of their size."""
    return sum(map(_ARIAL.__getitem__, letters))


Claim = tuple[int, int]
"""Widths of the widest word of a column and of the widest name in it, in thousandths of the size of the letters."""


def _measured(table: Table) -> tuple[list[list[str]], list[Measure]]:
    """The columns of a table with their heads, and how each is measured."""
    cells = [list(column) for column in zip(table.head, *table.rows, strict=True)]
    amounts = [align == "right" for align in table.align]
    measures = [_measure(column[1:], amount) for column, amount in zip(cells, amounts, strict=True)]
    return [[plain(cell) for cell in column] for column in cells], measures


def _sizes(table: Table, sizes: Sequence[int]) -> Sequence[int]:
    return sizes if len(table.head) <= _MANY or len(sizes) == 1 else sizes[1:]


def _claims(
    table: Table, columns: list[list[str]], measures: list[Measure], soften: Callable[[str], str]
) -> Iterator[list[Claim]]:
    """What the columns claim, from the most to the least: names of people in one line, words, parts of words."""
    amounts = [align == "right" for align in table.align]
    named = [amount or column[0].startswith(_NAMES) for amount, column in zip(amounts, columns, strict=True)]
    if named != amounts:
        yield [*map(_claim, columns, measures, named)]
    yield [*map(_claim, columns, measures, amounts)]
    parted = [[cell.replace("-", "- ") for cell in column] for column in columns]
    yield [_claim(column, measure, False) for column, measure in zip(parted, measures, strict=True)]
    softer = [[soften(cell) for cell in column] for column in parted]
    if softer != parted:
        soft = [[cell.replace(_SOFT, "- ") for cell in column] for column in softer]
        yield [_claim(column, measure, False) for column, measure in zip(soft, measures, strict=True)]


def _least(claim: Claim, unit: float, width: int) -> float:
    """The least width of a column, in twips."""
    word, name = claim
    wanted = max(min(word * unit * _SLACK, width * _LONGEST), min(name, _NAME) * unit * _SLACK)
    return wanted + _MARGIN


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


def _claim(column: Sequence[str], measure: Measure, whole: bool) -> Claim:
    """What a column claims, the head in bold letters; a cell that is `whole` is not broken, as long as it is short."""
    head, *cells = column
    words = {
        word for cell in set(cells) for word in ([cell] if whole and len(cell) < _AMOUNT else cell.split())
    }
    names = {word for word in words if word != word.lower()}
    return (
        max([*map(measure, words), *map(_bold, head.split())], default=0),
        max([*map(measure, names), *map(_bold, head.split())], default=0),
    )


def _measure(cells: Sequence[Runs], amounts: bool) -> Measure:
    """How what stands in a column is measured: letters of one width are wider, and so are the sums of amounts."""
    filled = [cell for cell in cells if cell]
    if filled and all(cell[0].code for cell in filled):
        return _monospaced
    return _bold if amounts else extent


def _bold(cell: str) -> int:
    return extent(cell) * 11 // 10


def _monospaced(cell: str) -> int:
    return 600 * len(cell)
