"""Exact figures as the command writes them for other programs, and rounded as people read them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..analysis.rounding import half_up
from ..model import values

_DIGITS = 28
"""Digits of the decimal string of a fraction whose decimals never end; `exact` beside it is the whole truth."""


def exact(value: Fraction | Decimal | int | None, places: int = 2) -> dict[str, str] | None:
    """A computed figure for JSON: ``exact`` (lowest terms), ``decimal`` and ``shown`` (rounded half up), all strings."""
    if value is None:
        return None
    fraction = Fraction(value)
    return {"exact": str(fraction), "decimal": decimal(fraction), "shown": str(half_up(fraction, places))}


def decimal(value: Fraction) -> str:
    """The decimals of a fraction: all of them where they end, 28 digits otherwise."""
    places, rest = 0, value.denominator
    for factor in (2, 5):
        count = 0
        while rest % factor == 0:
            rest //= factor
            count += 1
        places = max(places, count)
    if rest == 1:
        return str(half_up(value, places))
    whole = len(str(abs(value.numerator) // value.denominator))
    return str(half_up(value, max(2, _DIGITS - whole)))


def fraction(figure: dict[str, str] | None) -> Fraction:
    """The fraction that `exact` wrote; 0 where there is none."""
    return Fraction(figure["exact"]) if figure else Fraction(0)


def percent(figure: dict[str, str] | None) -> str:
    """A share of 1 in per cent as people read it, without the sign: ``33,33``; a dash where there is none."""
    return said(exact(100 * fraction(figure))) if figure else said(None)


def rupiah(amount: int | None) -> str | None:
    """An amount for JSON: whole rupiah as a string, since other languages round large numbers."""
    return None if amount is None else str(amount)


def said(figure: dict[str, Any] | str | int | None) -> str:
    """Any of the above as people read it in the chosen language; a dash where there is none."""
    if figure is None or figure == "":
        return "–"
    if isinstance(figure, dict):
        return values.number(Decimal(figure["shown"]))
    return values.number(figure) if isinstance(figure, int) else figure
