"""Amounts of money in a table: said in one unit, which stands in the head of their column instead of in every cell.

The unit is the largest in which every amount of the table is a whole number, so that nothing is rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

_AMOUNT = re.compile(r"(?P<minus>[-−]?)Rp ?(?P<digits>\d{1,3}(?:\.\d{3})*)")
_NOTHING = ("", "–", "-")
_UNITS = (("juta rupiah", 6), ("ribu rupiah", 3), ("rupiah", 0))
"""Each unit with the zeros that it stands for, the largest first."""
_NAMED = re.compile(r"\bRp\b|rupiah", re.IGNORECASE)
_MANY = 3
"""From so many columns of amounts on, the unit may stand once, in the caption."""


class Unit(Struct, frozen=True):
    """The unit of the amounts of a table, its zeros, and the columns that hold amounts.

    `is_of_all` says that there are many of them and that all columns but the first are such: it is said once then.
    """

    name: str
    zeros: int
    columns: tuple[int, ...]
    is_of_all: bool

    def number(self, cell: str) -> str:
        """An amount of one of the columns in this unit: ``Rp1.250.000.000`` in millions is ``1.250``."""
        amount = _AMOUNT.fullmatch(cell.strip())
        if not amount:
            return cell
        # dots stand before every third digit, so that thousands and millions end at one of them
        kept = (
            amount["digits"]
            if amount["digits"] == "0"
            else amount["digits"][: _end(amount["digits"], self.zeros)]
        )
        return amount["minus"] + kept


def unit(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Unit | None:
    """The unit for the amounts of a table; None for one without a column of nothing but amounts, or that names it."""
    columns = tuple(
        place
        for place, column in enumerate(zip(*rows, strict=True))
        if _are_amounts(cell.strip() for cell in column)
    )
    if not columns or any(_NAMED.search(head[place]) for place in columns):
        return None
    digits = {
        amount["digits"].replace(".", "")
        for row in rows
        for place in columns
        if (amount := _AMOUNT.fullmatch(row[place].strip()))
    }
    name, zeros = next(
        (name, zeros)
        for name, zeros in _UNITS
        if all(number == "0" or number.endswith("0" * zeros) for number in digits)
    )
    return Unit(name, zeros, columns, len(columns) >= _MANY and columns == tuple(range(1, len(head))))


def _end(digits: str, zeros: int) -> int:
    """Where a number ends without so many zeros and their dots."""
    return len(digits) - zeros // 3 * 4


def _are_amounts(cells: Iterable[str]) -> bool:
    said = [cell for cell in cells if cell not in _NOTHING]
    return bool(said) and all(map(_AMOUNT.fullmatch, said))
