"""What the screen and the reports call keys, values, days and years."""

from __future__ import annotations

import datetime as dt

from ..i18n import _, language, ngettext
from .kinds import kinds
from .method import Method, name_of
from .vocabulary import VOCABULARY

MONTHS = (
    ("januari", "january"),
    ("februari", "pebruari", "february"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "agt", "ags", "august"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember", "november"),
    ("desember", "december"),
)
"""What the months are called: in Indonesian first, in English last, and what else people write."""


def key_label(key: str, table: str = "") -> str:
    """What a key is called; of a kind where it means something else there than elsewhere."""
    labels = (of.keys[key].label for of in kinds().values() if key in of.keys and table in ("", of.table))
    return _(next(labels, key))


def value_label(value: str) -> str:
    """What a value of a closed vocabulary is called; one that is in none stands for itself."""
    return _(VOCABULARY[value].label) if value in VOCABULARY else value


def dimension_label(method: Method, dimension: str | None) -> str:
    """The short name of a dimension; an id that the method does not have stands for itself."""
    return name_of(method.dimensions, dimension or "")


def capital(words: str) -> str:
    """Words with a capital at the beginning; the rest stays as it is (SWOT)."""
    return words[:1].upper() + words[1:]


def day(date: dt.date, speaking: str = "") -> str:
    """A date in words: 13 Juni 2022; `speaking` is a language other than the one spoken now."""
    names = MONTHS[date.month - 1]
    return f"{date.day} {names[0 if (speaking or language()) == 'id' else -1].capitalize()} {date.year}"


def days(start: dt.date | None, end: dt.date | None, speaking: str = "") -> str:
    """One or two dates in words: 13–14 Juni 2022, 30 Juni–1 Juli 2022; "" where neither is known."""
    first, last = start or end, end or start
    if first is None or last is None:
        return ""
    begins, ends = day(first, speaking), day(last, speaking)
    if first == last:
        return begins
    if first.year == last.year:
        begins = str(first.day) if first.month == last.month else begins.rpartition(" ")[0]
    return f"{begins}–{ends}"


def years(first: int | None, last: int | None) -> str:
    """A span of years: 2027–2030, 2027, or 2027–… where one of the two is not known."""
    return "–".join(dict.fromkeys(str(year or "…") for year in (first, last)))


def span(first: int | None, last: int | None, number: int | None) -> str:
    """The years of a horizon, or how many they are (3 years) where only that is agreed; "" where neither is."""
    if first or last:
        return years(first, last)
    return ngettext("{number} year", "{number} years", number).format(number=number) if number else ""


def clock(moment: dt.datetime) -> str:
    """The time of day as it is written here: 14.05."""
    return f"{moment:%H.%M}"
