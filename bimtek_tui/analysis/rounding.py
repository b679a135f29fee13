"""Rounding of exact figures, for those who show them; figures are never computed from rounded ones."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction | Decimal | int, places: int = 2) -> Decimal:
    """The value with this many decimals, halves away from zero, as people round by hand."""
    exact = Fraction(value)
    shifted = abs(exact) * 10**places
    whole = (shifted.numerator * 2 + shifted.denominator) // (shifted.denominator * 2)
    return Decimal(f"{'-' if exact < 0 and whole else ''}{whole}E-{places}")
