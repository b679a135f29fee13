"""Numbers, money, years and labels as the books write them, by the rules of EYD edisi V and of the books' own style."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

SMALL = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_UNITS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def rounded(value: Fraction | Decimal | int, places: int) -> Decimal:
    """Rounded with halves away from zero."""
    exact = Fraction(value) * 10**places
    whole = int(abs(exact) + Fraction(1, 2))
    return Decimal(-whole if exact < 0 else whole).scaleb(-places)


def number(value: Fraction | Decimal | int, places: int = 0) -> str:
    """``1.250``, ``2,75``, ``−0,2451``."""
    return f"{rounded(value, places):,.{places}f}".translate(str.maketrans(",.-", ".,−"))


def as_given(value: Decimal | int) -> str:
    """A number with the decimals that it was typed with, without zeros at the end: ``186,4``."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    return number(value, max(0, -int(exponent)))


def mean(values: Iterable[Fraction | Decimal | int]) -> Fraction | None:
    """The exact mean; None of nothing."""
    exact = [Fraction(value) for value in values]
    return sum(exact, Fraction()) / len(exact) if exact else None


def two(value: Fraction | None) -> str:
    """A computed figure, with two decimals; an en dash for none."""
    return "–" if value is None else number(value, 2)


def spelled(count: int) -> str:
    """``empat``, and ``12`` from eleven on."""
    return SMALL[count] if count < len(SMALL) else number(count)


def rupiah(amount: int | None) -> str:
    """``Rp1.250.000.000``; an en dash for nothing known."""
    return "–" if amount is None else f"Rp{number(amount)}"


def short(amount: int) -> str:
    """``Rp12,5 miliar``: in the largest unit, if three decimals say all of it."""
    for size, name in _UNITS:
        if amount >= size:
            return (
                f"Rp{as_given(Decimal(amount) / size)} {name}"
                if amount * 1000 % size == 0
                else rupiah(amount)
            )
    return rupiah(amount)


def percent(part: int, whole: int) -> str:
    """A share with at most two decimals: ``69,3 persen``."""
    return f"{as_given(rounded(Fraction(100 * part, whole), 2))} persen"


def years(start: int | None, end: int | None) -> str:
    """``2026``, ``2026–2030``, ``mulai 2026``, ``sampai dengan 2029``."""
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    return f"mulai {start}" if start else f"sampai dengan {end}" if end else ""


def day(date: dt.date) -> str:
    """``13 Juni 2022``."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def days(start: dt.date | None, end: dt.date | None) -> str:
    """``13–14 Juni 2022``, ``30 Juni–1 Juli 2022``."""
    if not start or not end or start == end:
        return day(start or end) if start or end else ""  # type: ignore[arg-type]
    if start.year != end.year:
        return f"{day(start)}–{day(end)}"
    return f"{start.day if start.month == end.month else day(start)[:-5]}–{day(end)}"


def day_in_words(date: dt.date) -> str:
    """``Rabu, tanggal tujuh belas bulan September tahun dua ribu dua puluh lima``."""
    return (
        f"{_DAYS[date.weekday()]}, tanggal {_in_words(date.day)} bulan {MONTHS[date.month - 1]} "
        f"tahun {_in_words(date.year)}"
    )


def listed(items: list[str], word: str = "dan") -> str:
    """``a``, ``a dan b``, ``a, b, dan c``; with another word where the items have that one."""
    return f" {word} ".join(items) if len(items) < 3 else f"{', '.join(items[:-1])}, {word} {items[-1]}"


def counted(numbers: dict[str, int]) -> list[str]:
    """``13 kekuatan``, ``9 ancaman``; what stands alone is spelled, what there is none of is left out."""
    some = {name: count for name, count in numbers.items() if count}
    return [f"{spelled(count) if len(some) == 1 else number(count)} {name}" for name, count in some.items()]


def runs(labels: Iterable[str | int]) -> list[str]:
    """Labels or years with runs drawn together: ``P1–P4``, ``P7``."""
    letters: dict[str, list[int]] = {}
    for label in map(str, labels):
        digits = label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        letters.setdefault(label.removesuffix(digits), []).append(int(digits))
    made: list[tuple[str, int, int]] = []
    for letter, places in letters.items():
        for place in sorted(places):
            if made and made[-1][0] == letter and made[-1][2] == place - 1:
                made[-1] = (letter, made[-1][1], place)
            else:
                made.append((letter, place, place))
    return [f"{letter}{a}" if a == b else f"{letter}{a}–{letter}{b}" for letter, a, b in made]


def comma(labels: Iterable[str | int]) -> str:
    """Runs in a table: ``P1–P4, P7``; an en dash for none."""
    return ", ".join(runs(labels)) or "–"


def drawn(labels: Iterable[str | int]) -> str:
    """Runs in a sentence: ``P1–P4 dan P7``."""
    return listed(runs(labels))


def boxes(value: Fraction | int | None, whole: int, of: int) -> str:
    """A part of a whole as boxes: ``■■□□□``; never none where there is something."""
    if value is None:
        return "–"
    share = min(Fraction(value) / whole, Fraction(1)) if whole else Fraction()
    full = max(int(share * of + Fraction(1, 2)), 1 if share else 0)
    return "■" * full + "□" * (of - full)


def abbreviated(name: str) -> str:
    """``KPBU`` of ``Kerja sama ... (KPBU)``; else all of it."""
    match = re.search(r"\(([^()]{2,12})\)$", name)
    return match[1] if match else name


def within(name: str) -> str:
    """A name inside a sentence: a small letter where its first word is no abbreviation and its second no proper noun."""
    first, _blank, rest = name.partition(" ")
    return name if not first[1:].islower() or rest[:1].isupper() else name[:1].lower() + name[1:]


def _in_words(value: int) -> str:
    if value < 12:
        return (*SMALL, "sebelas")[value]
    if value < 20:
        return f"{_in_words(value - 10)} belas"
    for size, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        if value >= size:
            many, rest = divmod(value, size)
            begun = f"se{name}" if many == 1 else f"{_in_words(many)} {name}"
            return f"{begun} {_in_words(rest)}" if rest else begun
    raise ValueError(value)
