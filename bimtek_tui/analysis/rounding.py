"""Rounding of exact figures, for those who show them; figures are never computed from rounded ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction | Decimal | int, places: int = 2) -> Decimal:
    """The value with this many decimals, halves away from zero, as people round by hand."""
    exact = Fraction(value)
    shifted = abs(exact) * 10**places
    whole = (shifted.numerator * 2 + shifted.denominator) // (shifted.denominator * 2)
    return Decimal(f"{'-' if exact < 0 and whole else ''}{whole}E-{places}")


def steps(value: Fraction | int, whole: Fraction | int, number: int) -> int:
    """How many of so many steps a part of a whole fills, rounded half up: for bars and boxes.

    What is more than nothing fills one at least; nothing is more than the whole.
    """
    share = max(Fraction(0), min(Fraction(value) / whole, Fraction(1))) if whole else Fraction(0)
    return max(int(share * number + Fraction(1, 2)), 1 if share else 0)


def places(value: Fraction, least: int = 2, most: int = 6) -> int:
    """How many decimals to show so that what is not zero does not look like zero."""
    while least < most and value and not half_up(value, least):
        least += 1
    return least


def apportioned(
    values: Sequence[Fraction], places: int, total: Decimal | None = None, last: Sequence[Fraction] = ()
) -> list[Decimal]:
    """The values with so many decimals and their sum as its own rounding gives it, by largest remainders (Hamilton).

    Each is its exact value rounded up or down; of equal remainders those with a small value in `last` are rounded up,
    then the earlier ones. `total` is the sum where that is given, at most one unit from the exact one. For values that
    are not negative.
    """
    unit = 10**places
    whole = [value.numerator * unit // value.denominator for value in values]
    aim = half_up(sum(values, Fraction()), places) if total is None else total
    missing = int(aim * unit) - sum(whole)
    remainders = [value * unit - floor for value, floor in zip(values, whole, strict=True)]
    rank = last or [Fraction()] * len(values)
    for place in sorted(range(len(values)), key=lambda place: (-remainders[place], rank[place]))[:missing]:
        whole[place] += 1
    return [Decimal(number).scaleb(-places) for number in whole]
