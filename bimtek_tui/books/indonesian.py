"""Numbers, money and dates as official Indonesian writes them; neither the machine nor the screen's language has a say.

Source: EYD edisi V (2022): no blank after Rp, an en dash from year to year, a minus sign before what is below zero.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ..analysis.rounding import half_up
from ..model import labels
from ..model.labels import MONTHS

_BEYOND_MEANING = 24
"""Decimals of more digits than this come from a slip of the keyboard; they are shown as they were given."""
_SMALL = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")

_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_SIGNS = str.maketrans(",.-", ".,−")
"""Dots stand before groups of thousands, a comma before decimals, and the minus sign is none of the hyphens."""

_JOINED = "\u00a0"
"""A blank at which no line breaks: an amount and its unit stay together."""
_RANGE = re.compile(
    rf"(?<![\w/.-])(?P<first>(?:19|20)\d\d|\d{{1,2}}(?=\s?-\s?\d{{1,2}}\s(?:{'|'.join(names[0] for names in MONTHS)})\b))"
    r"\s?-\s?(?P<last>(?:19|20)\d\d|\d{1,2})(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\bRp\.?\s+(?=\d)")

_ABBREVIATION = re.compile(r"\(([^()]{2,12})\)$")
_SIZES = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (1_000, "ribu"),
    (100, "ratus"),
    (10, "puluh"),
)


def date(day: dt.date) -> str:
    """``13 Juni 2022``."""
    return labels.day(day, "id")


def date_range(start: dt.date | None, end: dt.date | None) -> str:
    """``13–14 Juni 2022``, ``30 Juni–1 Juli 2022``, one date where there is only one, "" where there is none."""
    return labels.days(start, end, "id")


def months(start: dt.date, end: dt.date) -> str:
    """``Februari 2026``, ``Januari–Maret 2026``, ``Desember 2025–Februari 2026``: the days do not matter."""
    last = f"{_month(end)} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return last
    return f"{_month(start)}{'' if start.year == end.year else f' {start.year}'}–{last}"


def span(first: dt.date, last: dt.date) -> str:
    """``Januari–Maret 2026`` where both are the edges of months, the days otherwise."""
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        return months(first, last)
    return date_range(first, last)


def number(value: int | Decimal | Fraction, places: int | None = None) -> str:
    """``1.250`` or ``2,75``: rounded half up to `places`; without it whole numbers and decimals as they are."""
    exact = Decimal(value) if isinstance(value, int) else value
    if isinstance(exact, Decimal) and abs(exact.adjusted()) > _BEYOND_MEANING:
        return str(exact)
    if places is None:
        places = max(0, -int(exact.normalize().as_tuple().exponent)) if isinstance(exact, Decimal) else 2
    return f"{half_up(exact, places):,.{places}f}".translate(_SIGNS)


def rupiah(amount: int) -> str:
    """``Rp1.250.000.000``."""
    return f"{'−' if amount < 0 else ''}Rp{number(abs(amount))}"


def rupiah_in_short(amount: int) -> str:
    """``Rp12,5 miliar`` where that is the exact amount in at most three decimals; else as `rupiah`."""
    unit = _unit(amount)
    return f"Rp{number(Decimal(amount) / unit[0])}{_JOINED}{unit[1]}" if unit else rupiah(amount)


def rupiah_in_words(amount: int) -> str:
    """``Rp12.500.000.000 (dua belas miliar lima ratus juta rupiah)``: as papers say it that are signed."""
    many, rest = divmod(amount, 10**12)
    words = f"{in_words(many)} triliun " if many else ""
    return f"{rupiah(amount)} ({words}{f'{in_words(rest)} ' if rest or not many else ''}rupiah)"


def typeset(raw: str) -> str:
    """A person's words with the dash of ranges of years and dates, and without a blank after Rp; nothing else changes.

    ``RPJMD 2025-2029`` becomes ``RPJMD 2025–2029``, ``17-18 Juni 2025`` gets its dash, ``Rp 5 miliar`` loses its blank.
    """
    if "-" in raw:
        raw = _RANGE.sub(r"\g<first>–\g<last>", raw)
    return _CURRENCY.sub("Rp", raw) if "Rp" in raw else raw


def _unit(amount: int) -> tuple[int, str] | None:
    """The largest of trillion, billion and million in which an amount has at most three decimals."""
    for size, name in _SIZES[:3]:
        if amount >= size:
            return (size, name) if amount % (size // 1_000) == 0 else None
    return None


def trimmed(value: Fraction, places: int) -> Decimal:
    """Rounded half up to so many places at most, without zeros at the end."""
    rounded = half_up(value, places)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def shortened(name: str) -> str:
    """The abbreviation that a name ends with in brackets: ``KPBU`` of ``Kerja sama ... (KPBU)``; else all of it."""
    match = _ABBREVIATION.search(name)
    return match[1] if match else name


def within(name: str) -> str:
    """A name as it stands inside a sentence: a small letter where only the first word has a capital."""
    first, _blank, rest = name.partition(" ")
    proper = not first[1:].islower() or rest[:1].isupper()
    return name if proper else name[:1].lower() + name[1:]


def parted(items: Sequence[int], most: int) -> list[Sequence[int]]:
    """Years in parts of nearly the same length with at most so many in each, for tables that fit a page."""
    if not items:
        return []
    size = -(-len(items) // -(-len(items) // most))
    return [items[first : first + size] for first in range(0, len(items), size)]


def years(start: int | None, end: int | None) -> str:
    """``2021–2024``, ``2026``, ``sampai dengan 2029``, ``mulai 2026``, or ""."""
    if start is None or end is None:
        return f"mulai {start}" if start else f"sampai dengan {end}" if end else ""
    return str(start) if start == end else f"{start}–{end}"


def spelled(count: int) -> str:
    """Small counts in words, as running text wants them: ``empat``, and ``12`` from eleven on."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else number(count)


def in_words(number: int) -> str:
    """A whole number from 0 below a quadrillion in words: ``dua ribu dua puluh enam``. Raises ValueError for others."""
    if not 0 <= number < 10**15:
        raise ValueError(number)
    if number < 12:
        return (*_SMALL, "sebelas")[number]
    if number < 20:
        return f"{in_words(number - 10)} belas"
    for size, name in _SIZES:
        if number >= size:
            many, rest = divmod(number, size)
            begun = f"se{name}" if many == 1 and size <= 1_000 else f"{in_words(many)} {name}"
            return f"{begun} {in_words(rest)}" if rest else begun
    raise ValueError(number)


def date_in_words(day: dt.date) -> str:
    """``Kamis, tanggal sepuluh bulan Oktober tahun dua ribu dua puluh enam``, as official papers write it."""
    weekday = _WEEKDAYS[day.weekday()]
    return f"{weekday}, tanggal {in_words(day.day)} bulan {_month(day)} tahun {in_words(day.year)}"


def letter(place: int) -> str:
    """The letter of the item of a list at this place, from 1: ``a``, ``z``, ``aa``."""
    made = ""
    while place > 0:
        place, rest = divmod(place - 1, 26)
        made = chr(ord("a") + rest) + made
    return made


def listed(items: list[str], word: str = "dan", mark: str = ",") -> str:
    """``a``, ``a dan b``, ``a, b, dan c``; another word or mark where the items have these themselves."""
    if len(items) < (3 if mark == "," else 2):
        return f" {word} ".join(items)
    return f"{f'{mark} '.join(items[:-1])}{mark} {word} {items[-1]}"


def counts(numbers: Mapping[str, int]) -> list[str]:
    """``13 kekuatan``, ``9 ancaman``; ``satu kekuatan`` alone is in words. What there is none of is left out."""
    some = {name: number for name, number in numbers.items() if number}
    shown = spelled if len(some) == 1 else number
    return [f"{shown(count)} {name}" for name, count in some.items()]


def _month(day: dt.date) -> str:
    return MONTHS[day.month - 1][0].capitalize()
