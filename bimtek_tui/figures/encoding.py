"""Results of `analysis` as the command writes them for other programs: exact, under the names that they have here."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec

from ..analysis.rounding import half_up

_DIGITS = 28
"""Digits of the decimal string of a fraction whose decimals never end; `exact` beside it is the whole truth."""


def encoded(results: Any) -> Any:
    """Results as JSON says them: structs as objects, fractions by `exact`, tuples as lists, years as keys in letters."""
    return msgspec.json.decode(msgspec.json.encode(results, enc_hook=exact))


def exact(value: Fraction | Decimal, places: int = 2) -> dict[str, str]:
    """A computed figure for JSON: ``exact`` (lowest terms), ``decimal`` and ``shown`` (rounded half up), all strings.

    The decimals are all of them where they end, 28 digits otherwise.
    """
    fraction = Fraction(value)
    needed, rest = 0, fraction.denominator
    for factor in (2, 5):
        count = 0
        while rest % factor == 0:
            rest //= factor
            count += 1
        needed = max(needed, count)
    if rest > 1:
        whole = len(str(abs(fraction.numerator) // fraction.denominator))
        needed = max(2, _DIGITS - whole)
    return {
        "exact": str(fraction),
        "decimal": str(half_up(fraction, needed)),
        "shown": str(half_up(fraction, places)),
    }


def rupiah(amount: int | None) -> str | None:
    """An amount for JSON: whole rupiah as a string, since other languages round large numbers."""
    return None if amount is None else str(amount)
