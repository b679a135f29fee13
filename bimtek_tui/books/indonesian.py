"""Numbers, money and dates as official Indonesian writes them; ranges are ours, the rest is Babel.

The patterns are explicit and the locale is always Indonesian: the machine's has no say. Babel is imported when the
first figure is written, since starting the program must not pay for it.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ..analysis.rounding import half_up

_LOCALE = "id"
_BEYOND_MEANING = 24
"""Decimals of more digits than this come from a slip of the keyboard; they are shown as they were given."""
_SMALL = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


def date(day: dt.date) -> str:
    """``13 Juni 2022``."""
    return _day(day, "d MMMM y")


def date_range(start: dt.date | None, end: dt.date | None) -> str:
    """``13-14 Juni 2022``, ``30 Juni-1 Juli 2022``, one date where there is only one, "" where there is none."""
    if start is None or end is None or start == end:
        only = start or end
        return date(only) if only else ""
    if start.year != end.year:
        return f"{date(start)}-{date(end)}"
    return f"{_day(start, 'd' if start.month == end.month else 'd MMMM')}-{date(end)}"


def number(value: int | Decimal | Fraction, places: int | None = None) -> str:
    """``1.250`` or ``2,75``: rounded half up to `places`; without it whole numbers and decimals as they are."""
    exact = Decimal(value) if isinstance(value, int) else value
    if isinstance(exact, Decimal) and abs(exact.adjusted()) > _BEYOND_MEANING:
        return str(exact)
    if places is None:
        places = max(0, -int(exact.normalize().as_tuple().exponent)) if isinstance(exact, Decimal) else 2
    return _number(half_up(exact, places), places)


def rupiah(amount: int) -> str:
    """``Rp 1.250.000.000``."""
    return f"Rp {number(amount)}"


def years(start: int | None, end: int | None) -> str:
    """``2021-2024``, ``2026``, ``sampai dengan 2029``, ``mulai 2026``, or ""."""
    if start is None or end is None:
        return f"mulai {start}" if start else f"sampai dengan {end}" if end else ""
    return str(start) if start == end else f"{start}-{end}"


def spelled(count: int) -> str:
    """Small counts in words, as running text wants them: ``empat``, and ``12`` from eleven on."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else number(count)


def listed(items: list[str]) -> str:
    """``a``, ``a dan b``, ``a, b, dan c``."""
    if len(items) < 3:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


@lru_cache(maxsize=16_384)
def _number(rounded: Decimal, places: int) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(rounded, format=pattern, locale=_LOCALE))


@lru_cache(maxsize=1_024)
def _day(day: dt.date, pattern: str) -> str:
    from babel.dates import format_date

    return str(format_date(day, pattern, locale=_LOCALE))
