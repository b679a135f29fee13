"""Whether a typed-in IFAS or EFAS table adds up: scores, totals, weights.

Half of the published tables that were read for this method carry a slip: a score that is not weight x rating, a total
that skips a row, weights that do not add up to 1. Rounding is no slip: weights that were visibly rounded (they miss 1
by no more than rounding can make, or ratings are means) may move scores and totals, and where many scores show that,
it is said apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..i18n import _
from ..model import values
from .rounding import half_up

_MEAN_PLACES = 2
"""From so many decimals on a rating is a rounded mean and not something that anybody gave."""
_MANY = 4
"""One score in so many that is not the printed product is a slip; more of them show rounding (assumption)."""
_TYPED_PLACES = 4
"""A column with more decimals than this was computed by a spreadsheet; shorter scores in it were rounded one by one."""


class Number(Struct, frozen=True):
    """A number of a cell: its value, and how many decimals were written (those of a percentage as a share)."""

    value: Decimal
    places: int


LineKind = Literal["factor", "total", "difference"]
"""What a row of the table is: a factor, the sum of rows above, or the difference of the two totals above."""


class Line(Struct, frozen=True):
    """One row of the table, by its number in the file."""

    row: int
    label: str
    kind: LineKind
    weight: Number | None = None
    rating: Number | None = None
    score: Number | None = None

    @property
    def total(self) -> bool:
        """Whether it adds up rows above."""
        return self.kind == "total"


class Doubt(Struct, frozen=True):
    """A cell that could not be read, with the sentence that asks about it."""

    row: int
    sentence: str


class ScoredTable(Struct, frozen=True):
    """The rows with a number in them, in the order of the file, and the cells that have to be asked about."""

    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...]


class Slip(Struct, frozen=True):
    """Something that does not add up, by its row in the file; `explained` where rounding can have made it."""

    row: int
    sentence: str
    explained: bool = False


class Checked(Struct, frozen=True):
    """How many scores and totals were looked at, and what does not add up, in the order of the rows."""

    scores: int
    totals: int
    slips: tuple[Slip, ...]


class _Row(NamedTuple):
    """A row with all three numbers."""

    line: Line
    weight: Number
    rating: Number
    score: Number

    @property
    def product(self) -> Fraction:
        return Fraction(self.weight.value) * Fraction(self.rating.value)

    @property
    def right(self) -> bool:
        return half_up(self.product, self.score.places) == self.score.value


@dataclass(slots=True)
class _Block:
    """Rows whose weights belong together, and the total that ended them."""

    rows: list[Line]
    end: Line | None = None

    @property
    def weights(self) -> list[Number]:
        return [line.weight for line in self.rows if line.weight]

    @property
    def total(self) -> Fraction:
        return sum((Fraction(weight.value) for weight in self.weights), Fraction())

    @property
    def slack(self) -> Fraction:
        """By how much rounding to the decimals of the column can move the sum of the weights."""
        places = max((weight.places for weight in self.weights), default=0)
        return Fraction(len(self.weights), 2 * 10**places) if places else Fraction()

    @property
    def rounded_weights(self) -> bool:
        """Whether the weights were rounded: those that add up to 1 to the last digit are taken as they stand."""
        return 0 < abs(self.total - 1) <= self.slack

    @property
    def rounded_scores(self) -> bool:
        """Whether scores were computed before weights or ratings were rounded: then many are not the printed product."""
        means = any(line.rating and line.rating.places >= _MEAN_PLACES for line in self.rows)
        totals = [row.right for line in self.rows if (row := _whole(line))]
        return (means or self.rounded_weights) and totals.count(False) * _MANY > len(totals)


def check(table: ScoredTable) -> Checked:
    """Scores against weight x rating, totals against their rows, weights against 1.

    Weights may be per cent, with the sign or without. Cells that could not be read are slips as well.
    """
    every = _even(table.lines)
    lines = [line for line in every if line.kind != "difference"]
    blocks = _blocks(lines)
    slips = [Slip(doubt.row, doubt.sentence) for doubt in table.doubts]
    doubtful = {doubt.row for doubt in table.doubts}
    scores = 0
    for block in blocks:
        for line in block.rows:
            if row := _whole(line):
                scores += 1
                slips += _score(row, block.rounded_scores)
            elif line.row not in doubtful:
                slips += _incomplete(line)
        slips += _weights(block)
    slips += _totals(lines, blocks)
    slips += _differences(every)
    return Checked(scores, sum(line.total for line in lines), tuple(sorted(slips, key=lambda slip: slip.row)))


def _whole(line: Line) -> _Row | None:
    if line.weight and line.rating and line.score:
        return _Row(line, line.weight, line.rating, line.score)
    return None


def _even(lines: Sequence[Line]) -> list[Line]:
    """The lines with weights as shares, and scores with the decimals of their column: 0.4 below 0.45 is 0.40."""
    rows = [row for line in lines if not line.total and (row := _whole(line))]
    places = Counter(row.score.places for row in rows).most_common(1)
    usual = places[0][0] if places and places[0][0] <= _TYPED_PLACES else 0
    made = [
        replace(line, score=line.score and replace(line.score, places=max(usual, line.score.places)))
        for line in lines
    ]
    if not _in_percent([row for line in made if line.kind == "factor" and (row := _whole(line))]):
        return made
    return [replace(line, weight=line.weight and _hundredth(line.weight)) for line in made]


def _hundredth(number: Number) -> Number:
    return Number(number.value.scaleb(-2), number.places + 2)


def _in_percent(rows: Sequence[_Row]) -> bool:
    """Whether weights are per cent without the sign: then they add up to some 100, or scores fit by a hundredth."""
    if not any(row.weight.value > 1 for row in rows):
        return False
    by_hundred = sum(row._replace(weight=_hundredth(row.weight)).right for row in rows)
    as_they_are = sum(row.right for row in rows)
    about = abs(sum((Fraction(row.weight.value) for row in rows), Fraction()) - 100) < len(rows)
    return by_hundred > as_they_are or about


def _blocks(lines: Iterable[Line]) -> list[_Block]:
    """The rows taken apart where their weights are whole: at a total that says so, or one to which nothing was added."""
    blocks = [_Block([])]
    since = 0
    for line in lines:
        block = blocks[-1]
        if not line.total:
            block.rows.append(line)
            since += 1
            continue
        if block.rows and (_says_one(line) or not since or block.total >= 1 - block.slack):
            block.end = line
            blocks.append(_Block([]))
        since = 0
    return [block for block in blocks if block.rows]


def _says_one(total: Line) -> bool:
    return total.weight is not None and total.weight.value == 1


def _half(number: Number) -> Fraction:
    """Half of the last decimal written; a whole number is exact."""
    return Fraction(1, 2 * 10**number.places) if number.places else Fraction()


# Rows and weights ----------------------------------------------------------------------------------------------


def _score(row: _Row, rounded: bool) -> list[Slip]:
    if row.right:
        return []
    explained = rounded and abs(Fraction(row.score.value) - row.product) <= _reach(row)
    sentence = (
        _("{label}: the score {score} is not {weight} x {rating} = {product}, but can be before rounding")
        if explained
        else _("{label}: the score {score} is not {weight} x {rating} = {product}")
    ).format(
        label=_named(row.line),
        score=values.number(row.score.value),
        weight=values.number(row.weight.value),
        rating=values.number(row.rating.value),
        product=values.number(half_up(row.product, max(row.score.places, 2))),
    )
    return [Slip(row.line.row, sentence, explained)]


def _reach(row: _Row) -> Fraction:
    """How far a score computed before rounding can lie from the product of what is printed."""
    off_weight = _half(row.weight)
    off_rating = _half(row.rating) if row.rating.places >= _MEAN_PLACES else Fraction()
    return (
        Fraction(row.weight.value) * off_rating
        + Fraction(row.rating.value) * off_weight
        + off_weight * off_rating
        + _half(row.score)
    )


def _incomplete(line: Line) -> list[Slip]:
    """A factor of which one of the three is missing; a row with one number alone is none."""
    numbers = {_("weight"): line.weight, _("rating"): line.rating, _("score"): line.score}
    lacking = [name for name, number in numbers.items() if number is None]
    if len(lacking) != 1:
        return []
    return [Slip(line.row, _("{label}: the {what} is missing").format(label=_named(line), what=lacking[0]))]


def _weights(block: _Block) -> list[Slip]:
    if not block.weights or block.total == 1:
        return []
    places = max(weight.places for weight in block.weights)
    row = block.end.row if block.end else block.rows[-1].row
    fault = _("the weights of rows {first} to {last} add up to {sum} and not to 1").format(
        first=block.rows[0].row,
        last=block.rows[-1].row,
        sum=values.number(half_up(block.total, places)),
    )
    if abs(block.total - 1) > block.slack:
        return [Slip(row, fault)]
    slack = values.number(half_up(block.slack, places + 2).normalize())
    sentence = _("{what}; weights rounded like these can miss it by {slack}").format(what=fault, slack=slack)
    return [Slip(row, sentence, True)]


# Totals --------------------------------------------------------------------------------------------------------


def _totals(lines: Sequence[Line], blocks: Sequence[_Block]) -> list[Slip]:
    """Totals of rows since the last total, since the weights were last whole, or of all: whichever they fit."""
    ends = {block.end.row for block in blocks if block.end}
    rounded_weights = {line.row for block in blocks if block.rounded_weights for line in block.rows}
    rounded_scores = {line.row for block in blocks if block.rounded_scores for line in block.rows}
    slips: list[Slip] = []
    every: list[Line] = []
    block: list[Line] = []
    since: list[Line] = []
    for line in lines:
        if not line.total:
            for rows in (every, block, since):
                rows.append(line)
            continue
        candidates = [rows for rows in (since, block, every) if rows]
        if (
            line.weight and candidates and not (_says_one(line) and line.row in ends)
        ):  # else told by `_weights`
            slips += _total(line, line.weight, _("weight"), candidates, attrgetter("weight"), rounded_weights)
        if line.score and candidates:
            slips += _total(line, line.score, _("score"), candidates, attrgetter("score"), rounded_scores)
        since = []
        if line.row in ends:
            block = []
    return slips


def _differences(lines: Sequence[Line]) -> Iterator[Slip]:
    """Rows that say by how much the last two totals above them differ; either way round, and exactly as printed."""
    totals: list[Line] = []
    for line in lines:
        if line.total and line.score:
            totals.append(line)
        if line.kind != "difference" or not line.score or len(totals) < 2:
            continue
        first, second = totals[-2:]
        if first.score and second.score:
            off = abs(first.score.value - second.score.value)
            if abs(abs(line.score.value) - off) > Decimal(1).scaleb(-line.score.places) / 2:
                yield Slip(
                    line.row,
                    _(
                        "{label}: the score {stated} is not the difference of rows {first} and {second}, {difference}"
                    ).format(
                        label=_named(line),
                        stated=values.number(line.score.value),
                        first=first.row,
                        second=second.row,
                        difference=values.number(off),
                    ),
                )


def _total(
    line: Line,
    stated: Number,
    what: str,
    candidates: Sequence[Sequence[Line]],
    of: Callable[[Line], Number | None],
    rounded: set[int],
) -> list[Slip]:
    def added(rows: Sequence[Line]) -> Fraction:
        return sum((Fraction(number.value) for row in rows if (number := of(row))), Fraction())

    rows = min(candidates, key=lambda candidate: abs(added(candidate) - Fraction(stated.value)))
    total = added(rows)
    if half_up(total, stated.places) == stated.value:
        return []
    off = Fraction(stated.value) - total
    numbers = [(row, number) for row in rows if (number := of(row))]
    sentence = _("{label}: the {what} {stated} is not the sum of rows {first} to {last}, {sum}").format(
        label=_named(line),
        what=what,
        stated=values.number(stated.value),
        sum=values.number(
            half_up(total, max([stated.places, *(number.places for _line, number in numbers)]))
        ),
        first=rows[0].row,
        last=rows[-1].row,
    )
    slack = sum((_moved(row, number, rounded) for row, number in numbers), Fraction())
    if abs(off) <= slack:
        return [Slip(line.row, _("{what}; rounding can have made that").format(what=sentence), True)]
    left_out = [row.row for row, number in numbers if Fraction(number.value) == -off]
    if len(left_out) == 1:
        sentence = _("{what}; it is as if row {row} were left out").format(what=sentence, row=left_out[0])
    return [Slip(line.row, sentence)]


def _moved(line: Line, number: Number, rounded: set[int]) -> Fraction:
    """By how much rounding can have moved this row's part of a total; nothing where it is exact as it stands."""
    row = _whole(line)
    if line.row in rounded:
        return _half(number)
    return (
        _half(number)
        if row and number is row.score and row.right and row.product != number.value
        else Fraction()
    )


def _named(line: Line) -> str:
    return text.short(line.label, 40) or _("row {row}").format(row=line.row)
