"""Rows of a table or of a pasted list that do nothing but number its columns: offices write one below the heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .. import text

_PLACE_NUMBER = re.compile(r"\(?(?P<number>\d{1,2})\)?(?:\s*=.*)?")
_LONGEST_NUMBER = 40
"""Characters of "6 = (4 x 5)" at the end of a row that numbers the columns."""


def numbers_columns(cells: Sequence[object], least: int = 3) -> bool:
    """Whether a row does nothing but number the columns: 1, 2, 3, 4, “5 = (3 x 4)”; `least` so many of them."""
    filled = [words for cell in cells if (words := str(cell).strip())]
    if len(filled) < least or len(filled[-1]) > _LONGEST_NUMBER:
        return False
    matches = [_PLACE_NUMBER.fullmatch(text.line(cell)) for cell in filled]
    numbers = [int(match["number"]) for match in matches if match]
    if len(numbers) == len(filled):
        return numbers[0] in (1, 2) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    letters = [cell.strip("()").casefold() for cell in filled]
    return len(letters) > 2 and letters == [chr(97 + place) for place in range(len(letters))]
