"""Numbers, money and dates as Indonesians type and read them: Rp 1,5 miliar, 13 Juni 2022, 3,5, 2027-2030.

A comma begins the decimals, and dots stand before groups of three digits. What can mean two numbers, such as 1.25,
is refused with both, never guessed.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from decimal import Decimal
from typing import Any

import msgspec

from .. import text
from ..errors import Refused
from ..i18n import _
from . import labels
from .kinds import Field, explain_value, kinds, wanted

SCALES = {
    "triliun": 12,
    "trilyun": 12,
    "trillion": 12,
    "t": 12,
    "miliar": 9,
    "milyar": 9,
    "milliar": 9,
    "billion": 9,
    "m": 9,
    "juta": 6,
    "million": 6,
    "jt": 6,
    "ribu": 3,
    "thousand": 3,
    "rb": 3,
}
"""Zeros that a word stands for. M is miliar, as everywhere in Indonesia; only money takes single letters."""

_IN_SHORT = ((12, "triliun"), (9, "miliar"), (6, "juta"))
_SHORT_DECIMALS = 2

# Patterns are compiled when they are first used: not everybody types an amount, and all wait for the start.
_SIGN = r"(?i)^(?:rp\.?|idr)\s*"
_ROUND = r"[.,]\s?[-–]$"
_UNIT = r"(?i)\s*rupiah$"
_NUMBER = r"""(?x)(?P<minus>-?)
    (?P<whole>[0-9]{1,3}(?:(?P<blank>[ _])[0-9]{3}(?:(?P=blank)[0-9]{3})*|(?:\.[0-9]{3})+)|[0-9]+)
    (?:,(?P<decimals>[0-9]+))?
    (?:\s?(?P<word>[A-Za-z]+)\.?)?"""
_ONE_DOT = r"(?P<minus>-?)(?P<whole>[0-9]+)\.(?P<decimals>[0-9]+)(?:\s?(?P<word>[A-Za-z]+)\.?)?"
_NOUGHT = r"^(-?0)\.(?=[0-9])"
"""0.5 can only mean 0,5: no group of thousands begins with a nought."""
_UNGROUPED = r"^(-?[0-9]{4,})\.(?=(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.]))"
"""1500000.0 can only mean 1500000,0: thousands that are not taken apart before have no dot behind, and three digits would follow."""
_ENGLISH = r"[0-9]{1,3}(?:,[0-9]{3}){2,}"
_DATE = r"(?P<day>[0-9]{1,2})(?P<sep>[ ./-])(?P<month>[0-9]{1,2})(?P=sep)(?P<year>[0-9]+)"
_DATE_ISO = r"(?P<year>[0-9]{4})(?P<sep>[./-])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
_DATE_IN_WORDS = r"(?P<day>[0-9]{1,2})[ ./-]*(?P<name>[A-Za-z]{3,})[ ./-]*(?P<year>[0-9]+)"
_WITHOUT_YEAR = r"(?P<day>[0-9]{1,2})(?:[ ./-](?P<month>[0-9]{1,2})|[ ./-]*(?P<name>[A-Za-z]{3,}))"
_WITHOUT_DAY = r"(?i)(?:(?:awal|tengah|pertengahan|akhir|early|mid|late|end of)[ -]+)?(?P<name>[a-z]{3,})(?:[ ./-]*[0-9]{4})?"
_TIME = r"(?i)(?:(?:pukul|jam|at)\s+)?(?P<hour>[01]?[0-9]|2[0-3])[.:](?P<minute>[0-5][0-9])(?:[.:](?P<second>[0-5][0-9]))?(?:\s+WI(?:B|TA|T))?"
_MOMENT = rf"(?i)(?P<date>.*?[0-9]{{4}}|[0-9]{{4}}[./-].+?)(?:[\sT,]+){_TIME.removeprefix('(?i)')}"
_BY_PLACE = "day_start"
"""The list in which a line belongs to the day of its number: two days may begin at the same time."""
_YEARS = r"(?i)(?P<first>[0-9]{4})(?:\s?(?:[-–—]|s\.?/?d\.?|sampai|to)\s?(?P<last>[0-9]{2,4}))?"


_ANSWERS = {"ya": "true", "yes": "true", "tidak": "false", "no": "false"}


def typed(field: Field, given: str) -> Any:
    """A value from what a person typed into a field, or None for nothing; lists have one a line, lists of ids also commas.

    Raises Refused with one sentence when the text is too long or no such value. Amounts and dates in the
    Indonesian way are for `read`.
    """
    limit = text.MAX_PROSE if field.type == "p" or field.list else text.MAX_LINE
    if len(given) > limit:
        raise Refused(
            _("the text has {length} characters, and may have {limit}; shorten it or split it").format(
                length=len(given), limit=limit
            ),
            field.name,
        )
    if field.list:
        parts = text.clean(given).split("\n")
        if field.refs or field.choices:  # names and sentences have commas of their own
            parts = [word for part in parts for word in part.split(",")]
        values = [text.line(part) for part in parts]
        filled = [value for value in values if value]
        names = tuple(filled if field.name == _BY_PLACE else dict.fromkeys(filled))
        return _fitting(field, names) if names else None
    cleaned = text.prose(given) if field.type == "p" else text.line(given)
    if not cleaned:
        return None
    if field.choices or field.type in "sp":
        return _fitting(field, cleaned)
    if field.type == "b":
        cleaned = _ANSWERS.get(cleaned.lower(), cleaned)
    value = None
    if field.type != "T" or re.match(
        _DATE_ISO, cleaned
    ):  # msgspec takes 10.10 for ten seconds after 1970 began
        with contextlib.suppress(ValueError):  # msgspec takes "null" for None
            value = msgspec.convert(cleaned, field.hint, strict=False)
    if value is None or explain_value(field, value):
        raise Refused(
            _("“{value}” does not fit: it must be {wanted}").format(
                value=text.short(cleaned, 30), wanted=wanted(field, typed=True)
            ),
            field.name,
        )
    return value


def _fitting(field: Field, value: Any) -> Any:
    if problem := explain_value(field, value):
        raise Refused(problem.message, field.name)
    return value


def read(field: Field, entered: str) -> Any:
    """A value from what a person typed into a field, or None for nothing.

    `typed` after amounts, numbers and dates in the Indonesian way were turned into digits. Raises Refused with
    one sentence and the key, also for what can mean two numbers.
    """
    given = text.line(entered) if len(entered) <= text.MAX_LINE else ""
    if field.name == _BY_PLACE:
        entered = "\n".join(map(_time_of_day, filter(None, map(text.line, entered.split("\n")))))
    if field.list or not given:
        return typed(field, entered)
    try:
        if field.type in "iy":
            entered = _whole(given, money=is_money(field), scaled=field.type == "i")
        elif field.type == "d":
            entered = _decimal(field, given)
        elif field.type == "D":
            entered = _date(given)
        elif field.type == "T":
            entered = _moment(given)
    except Refused as refused:
        raise Refused(str(refused), field.name) from None
    return typed(field, entered)


def money(entered: str) -> int:
    """Whole rupiah from an amount as people write it; raises Refused with one sentence."""
    amount: int | None = read(kinds()["budget"].keys["amount_idr"], entered)
    if amount is None:
        raise Refused(_("there is no amount"))
    return amount


def years(entered: str) -> tuple[int, int]:
    """First and last year from 2027-2030, or twice the same from 2027. Raises Refused with one sentence."""
    given = text.line(entered)
    years = re.fullmatch(_YEARS, given)
    if years is None:
        raise Refused(
            _("“{value}” is no span of years; write it as 2027-2030").format(value=text.short(given, 30))
        )
    first, last = years["first"], years["last"] or years["first"]
    if len(last) != 4:
        raise Refused(
            _("“{value}” has a year of two digits; write all four").format(value=text.short(given, 30))
        )
    year = kinds()["budget"].keys["year"]
    span = (typed(year, first), typed(year, last))
    if span[1] < span[0]:
        raise Refused(
            _("{last} lies before {first}; write the earlier year first").format(last=last, first=first)
        )
    return span


def is_money(field: Field) -> bool:
    """Whether a key holds rupiah: its name says so."""
    return field.name.endswith("_idr")


# Reading ------------------------------------------------------------------------------------------------------


def _whole(given: str, *, money: bool, scaled: bool) -> str:
    """A whole number as digits; what is none comes back as it was typed."""
    bare = re.sub(_UNIT, "", re.sub(_ROUND, "", re.sub(_SIGN, "", given, count=1))) if money else given
    bare = re.sub(_UNGROUPED, r"\1,", re.sub(_NOUGHT, r"\1,", bare))
    if re.fullmatch(_ENGLISH, bare):
        raise Refused(
            _("“{value}”: dots stand between thousands here, write {whole}").format(
                value=text.short(given, 40), whole=bare.replace(",", ".")
            )
        )
    dotted, number = re.fullmatch(_ONE_DOT, bare), re.fullmatch(_NUMBER, bare)
    word = (dotted or number or {"word": None})["word"]
    zeros = _zeros(word, money=money) if scaled else None
    if word and zeros is None:
        return given
    if dotted and word:
        raise _two_readings(given, dotted)
    if dotted and money and len(dotted["decimals"]) != 3:
        raise Refused(
            _(
                "“{value}” can mean two amounts: write {whole}, or {part} with its word, as in {part} miliar"
            ).format(value=text.short(given, 40), **_readings(dotted))
        )
    if number is None:
        return given
    whole, decimals = _digits(number["whole"]), number["decimals"] or ""
    if not word and len(decimals) == 3 and number["whole"].isdigit() and whole != "0":
        raise Refused(  # in English 1,000 is a thousand, and a fraction is nothing here
            _("“{value}” can mean two numbers: write {first} or {second}").format(
                value=text.short(given, 40), first=whole + decimals, second=whole
            )
        )
    decimals = decimals.rstrip("0")
    if len(decimals) > (zeros or 0):
        if not money:
            return given
        raise Refused(
            _("“{value}” has a part of a rupiah; write whole rupiah, or the word as in 1,5 miliar").format(
                value=text.short(given, 40)
            )
        )
    return f"{number['minus']}{int(whole + decimals.ljust(zeros or 0, '0'))}"


def _decimal(field: Field, given: str) -> str:
    """A decimal number with a point, as `typed` takes it; what is none comes back as it was typed."""
    given = re.sub(_UNGROUPED, r"\1,", re.sub(_NOUGHT, r"\1,", given))
    dotted, number = re.fullmatch(_ONE_DOT, given), re.fullmatch(_NUMBER, given)
    if dotted and not dotted["word"]:
        readings = _readings(dotted)
        if explain_value(field, Decimal(readings["whole"])):
            raise Refused(
                _("“{value}”: decimals stand behind a comma, write {part}").format(
                    value=text.short(given, 40), part=readings["part"]
                )
            )
        raise _two_readings(given, dotted)
    if number is None or number["word"]:
        return given
    whole = number["minus"] + _digits(number["whole"])
    return f"{whole}.{number['decimals']}" if number["decimals"] else whole


def _two_readings(given: str, dotted: re.Match[str]) -> Refused:
    """The question about a number with one dot: is 1.595 one and a half, or more than a thousand?"""
    return Refused(
        _("“{value}” can mean two numbers: write {whole}, or {part} with a comma").format(
            value=text.short(given, 40), **_readings(dotted)
        )
    )


def _readings(dotted: re.Match[str]) -> dict[str, str]:
    """A number with one dot without it, and with a comma in its place."""
    word = f" {dotted['word']}" if dotted["word"] else ""
    before = dotted["minus"] + dotted["whole"]
    return {
        "whole": f"{before}{dotted['decimals']}{word}",
        "part": f"{before},{dotted['decimals']}{word}",
    }


def _zeros(word: str | None, *, money: bool) -> int | None:
    """The zeros a word stands for, or None when it is no such word."""
    word = (word or "").lower()
    return SCALES.get(word) if money or len(word) > 1 else None


def _digits(grouped: str) -> str:
    return grouped.replace(".", "").replace(" ", "").replace("_", "")


def _date(given: str) -> str:
    """A date as 2022-06-13; what is none comes back as it was typed."""
    date = re.fullmatch(_DATE_ISO, given) or re.fullmatch(_DATE, given)
    month = int(date["month"]) if date else 0
    if date is None and (date := re.fullmatch(_DATE_IN_WORDS, given)):
        month = _month(date["name"])
    if not date:
        _must_be_whole(given)
        return given
    if len(date["year"]) == 2:
        raise Refused(
            _("“{value}” has a year of two digits; write all four").format(value=text.short(given, 30))
        )
    try:
        return dt.date(int(date["year"]), month, int(date["day"])).isoformat()
    except ValueError:
        return given


def _must_be_whole(given: str) -> None:
    """Raise Refused with what is missing of something that is the beginning of a date: 24 Juli, akhir Agustus."""
    if (day := re.fullmatch(_WITHOUT_YEAR, given)) and _is_day(
        int(day["day"]), int(day["month"] or 0) or _month(day["name"] or "")
    ):
        sentence = _("“{value}” has no year; write it as well, as in 13 Juni 2026")
    elif is_month(given):
        sentence = _("“{value}” has no day; write it as well, as in 13 Juni 2026")
    else:
        return
    raise Refused(sentence.format(value=text.short(given, 30)))


def _is_day(day: int, month: int) -> bool:
    with contextlib.suppress(ValueError):
        return bool(dt.date(2024, month, day))  # a leap year
    return False


def is_month(given: str) -> bool:
    """Whether somebody typed a month without its day: Juni 2026, akhir Agustus."""
    match = re.fullmatch(_WITHOUT_DAY, given)
    return bool(match and _month(match["name"]))


def is_time(given: str) -> bool:
    """Whether somebody typed a time of day without its date."""
    return re.fullmatch(_TIME, text.line(given), re.ASCII) is not None


def _time_of_day(given: str) -> str:
    """A time of day as 08.30; raises Refused with one sentence for what is none."""
    match = re.fullmatch(_TIME, given, re.ASCII)
    if match is None or match["second"]:
        raise Refused(
            _("“{value}” is no time of day; write it as 08.30").format(value=text.short(given, 30)),
            _BY_PLACE,
        )
    return f"{int(match['hour']):02}.{match['minute']}"


def _moment(given: str) -> str:
    """A date with a time, "13 Juni 2022 09.15", with the offset of this machine; what is none comes back as it was typed."""
    match = re.fullmatch(_MOMENT, given, re.ASCII)
    date = _date(match["date"]) if match else ""
    if not match or not re.fullmatch(_DATE_ISO, date):
        return given
    time = dt.time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    return dt.datetime.combine(dt.date.fromisoformat(date), time).astimezone().isoformat()


def _month(name: str) -> int:
    """The number of a month by its name or the beginning of it; 0, which no date has, when there is none."""
    wanted = name.lower()
    matches = [
        number
        for number, names in enumerate(labels.MONTHS, 1)
        if any(name.startswith(wanted) for name in names)
    ]
    return matches[0] if len(matches) == 1 else 0


# Showing ------------------------------------------------------------------------------------------------------


def shown(field: Field, value: Any) -> str:
    """One value of a key as a person reads it and may type it: `read` takes it back. "" for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return str(value)
    if isinstance(value, dt.date):
        return labels.day(value) if value.year > 999 else value.isoformat()
    if isinstance(value, int) and field.type == "i":
        return number(value)
    return number(value) if isinstance(value, Decimal) else str(value)


def number(value: int | Decimal) -> str:
    """12.500.000, 3,5 and 1.298,58: groups of three, but not where 1.595 would mean two numbers."""
    bare = f"{value:f}" if isinstance(value, Decimal) else ""
    digits = bare if bare and "." not in bare else f"{value:,f}" if bare else f"{value:,}"
    return digits.translate({ord(","): ".", ord("."): ","})


def rupiah(amount: int) -> str:
    """Rp12.500.000."""
    return f"-Rp{number(-amount)}" if amount < 0 else f"Rp{number(amount)}"


def rupiah_in_short(amount: int) -> str:
    """Rp1,5 miliar where that is the exact amount in at most two decimals; else as `rupiah`."""
    for zeros, word in _IN_SHORT:
        if amount >= 10**zeros:
            whole, rest = divmod(amount, 10**zeros)
            if whole >= 1000 or rest % 10 ** (zeros - _SHORT_DECIMALS):
                break
            decimals = f"{rest:0{zeros}}".rstrip("0")
            return f"Rp{whole}{',' if decimals else ''}{decimals} {word}"
    return rupiah(amount)
