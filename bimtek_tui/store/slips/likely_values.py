"""What somebody meant by a value that does not stand in the file as its key wants it: 680.000.000, 13 Juni 2022, True.

Numbers and dates are read as the screen reads them; here it is said besides whether they can mean one thing only.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from decimal import Decimal
from typing import Any, NamedTuple

from ... import text
from ...errors import Refused
from ...i18n import LANGUAGES, _, message_in
from ...model.kinds import Field, explain_value
from ...model.vocabulary import VOCABULARY
from .. import layout

_TRUTHS = {
    "true": True, "benar": True, "ya": True, "yes": True,
    "false": False, "salah": False, "tidak": False, "no": False,
}  # fmt: skip
_TWO_READINGS = re.compile(r"([1-9]\d{0,2}(?:_\d{3})*|[1-9]\d*)[.,](\d{3})")
"""Thousands, or decimals: who reads alone can't tell."""
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?")
"""A day as spreadsheets and programs hand it over."""
_ENGLISH = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){2,}")
_DECIMALS = re.compile(r"[+-]?\d{1,3}(?:_\d{3})+(?:\.\d+)?")
_POWER = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,2}")
"""As a spreadsheet writes a number for which its column is too narrow, perhaps rounded."""
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_MONTHS = 12
DOUBLE, SINGLE, BACKTICKS = "“”„‟«»＂″", "‘’‚‛＇′", "`´"
"""Quotes of word processors, which a program does not take for quotes."""
_OPEN_TEXT = re.compile(rf"[\"'#{DOUBLE}{SINGLE}{BACKTICKS}\\]")
"""What makes it uncertain where a text without quotes ends, or what was meant to stand in it."""
_IN_BRACKETS = re.compile(r"[<(\[{].*[>)\]}]")
"""What may be a text, or stand for one."""
_NOTHING = re.compile(r"(?i:null|none|nil|n/?a|tbd|[^\w]*)")
"""What people write where there is nothing yet."""
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d)[:.](\d\d)(?:[:.](\d\d))?(\.\d{1,6})? ?(?:([+-]\d\d)(?::?(\d\d))?|(Z|WIB|WITA|WIT))"
)
_ZONES = {"Z": "+00:00", "WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}
_LIST = re.compile(r"\s*[\[({]?(.*?)[\])}]?\s*")
_ITEM = re.compile(r"\s*(?:\"([^\"\\]*)\"|'([^']*)'|([^\"'\\,;]+?))\s*(?:[,;]|$)")
_LINE = 1_000


class Likely(NamedTuple):
    """A value as the file writes it, and whether nothing else can have been meant."""

    literal: str
    is_sure: bool


def likely(field: Field, given: str) -> Likely | None:
    """What was probably meant by these signs under a key; None where nobody can tell. `given` is on one line."""
    from ...model import values  # late: hardly any file has such a value

    if not given or len(given) > _LINE:
        return None
    if field.list:
        return _list(field, given)
    if field.choices:
        meant = _choice(field, given)
        return Likely(layout.string(meant), True) if meant else None
    if field.type in "sp":
        is_open = _OPEN_TEXT.search(given) or _NOTHING.fullmatch(given) or _IN_BRACKETS.fullmatch(given)
        return Likely(layout.string(given), not is_open)
    if field.type == "b":
        meant_truth = _TRUTHS.get(given.lower())
        return None if meant_truth is None else Likely(layout.scalar(field, meant_truth), True)
    if field.type == "T":
        return _moment(field, given)
    given = given.removeprefix("+")
    if _TWO_READINGS.fullmatch(given):
        return None
    if field.type == "D" and (midnight := _MIDNIGHT.fullmatch(given)):
        given = midnight[1]
    if days := two_days(given):
        return Likely(days[0], False) if field.type == "D" else None
    if field.type == "D" and (date := _DAY_FIRST.fullmatch(given)) and int(date[3]) > _MONTHS:
        given = f"{date[3]}-{date[1]}-{date[4]}"  # month 13 is none, so that the month stands first
    bare = given
    if _ENGLISH.fullmatch(given):
        bare = given.replace(",", "")
    elif _DECIMALS.fullmatch(given):
        bare = given.replace("_", "")
    elif field.type in "iyd" and _POWER.fullmatch(given):
        bare = format(Decimal(given), "f")
    try:
        value = values.read(field, bare)
    except Refused:
        return None
    return None if value is None else Likely(layout.scalar(field, value), not _POWER.fullmatch(given))


def _choice(field: Field, given: str) -> str:
    """The word of a vocabulary that was meant, itself or as people call it in either language; "" for none."""
    same = given.lower()
    called = {
        choice: VOCABULARY[choice].label if choice in VOCABULARY else choice for choice in field.choices
    }
    meant = [choice for choice in called if choice.lower() == same] or [
        choice
        for choice, label in called.items()
        if same in [message_in(language, label).lower() for language in LANGUAGES]
    ]
    return meant[0] if len(meant) == 1 else ""


def _moment(field: Field, given: str) -> Likely | None:
    """A moment with its offset, which can't be made up, but is written in many ways."""
    match = _MOMENT.fullmatch(given)
    if match is None:
        return None
    day, hour, minute, second, part, hours, minutes, zone = match.groups()
    offset = _ZONES[zone] if zone else f"{hours}:{minutes or '00'}"
    literal = f"{day}T{hour}:{minute}:{second or '00'}{part or ''}{offset}"
    return Likely(literal, True) if fits(field, literal) else None


def _list(field: Field, given: str) -> Likely | None:
    """A list on one line, where every item is a word that its key takes, or where there is one only, in quotes."""
    inside = _LIST.fullmatch(given)
    items, at = [], 0
    while inside and at < len(inside[1]):
        item = _ITEM.match(inside[1], at)
        if item is None:
            return None
        items.append(item[1] or item[2] or item[3] or "")
        at = item.end()
    if field.choices:
        items = [_choice(field, item) for item in items]
    elif len(items) > 1 or field.type not in "sp":
        return None
    if not items or not all(items):
        return None
    literal = f"[{', '.join(map(layout.string, items))}]"
    return Likely(literal, True) if fits(field, literal) else None


def way_out(field: Field, code: str, value: Any) -> str:
    """What stands wrong under a key, for the reason `code`, should have been: the end of a sentence; "" where nobody can tell."""
    if code not in ("wrong-type", "out-of-range", "unknown-value"):
        return ""
    with_power = isinstance(value, Decimal) and value.as_tuple().exponent in range(99)
    is_text = field.type in "sp" and not (field.list or field.choices)
    if is_text and (with_power or isinstance(value, int | dt.date | dt.time)):
        return _("; write it in quotes (“bimtek fmt” does)")
    is_read = isinstance(value, str) or (isinstance(value, Decimal | dt.datetime) and not field.list)
    given = text.line(str(value)) if is_read else ""
    if field.type == "D" and (days := two_days(given)):
        return _("; write {first} or {second}").format(first=days[0], second=days[1])
    numbers = two_numbers(field, given)
    if len(numbers) > 1:
        return _("; write {first} or {second}").format(first=numbers[0], second=numbers[1])
    if numbers:
        return _("; if dots were meant to part thousands, write {mended}").format(mended=numbers[0])
    meant = likely(field, given)
    if meant is None:
        return ""
    is_sure = meant.is_sure and not with_power and given == str(value)
    if code == "unknown-value" and meant.literal[1:-1] in text.did_you_mean(str(value), field.choices):
        return _("; “bimtek fmt” writes it") if is_sure else ""  # the word is said already
    words = _("; write {mended} (“bimtek fmt” does)") if is_sure else _("; write {mended}")
    return words.format(mended=text.short(meant.literal))


def two_numbers(field: Field, given: str) -> tuple[str, ...]:
    """Both numbers that one with three digits behind its point or comma can mean, thousands first, as far as the key takes them.

    They are written so that they mean one thing only. None of them for every other text.
    """
    number = _TWO_READINGS.fullmatch(given) if field.type in "id" and not field.list else None
    if number is None:
        return ()
    whole, digits = number[1].replace("_", ""), number[2]
    part = Decimal(f"{whole}.{digits.rstrip('0')}" if digits.endswith("0") else f"{whole}.{digits}0")
    values: list[int | Decimal] = [int(whole + digits)]
    if field.type == "d":
        values.append(int(whole) if digits == "000" else part)
    readings = [f"{values[0]:_}", *map(str, values[1:])]
    return tuple(literal for literal in readings if fits(field, literal))


def two_days(given: str) -> tuple[str, str] | None:
    """Both days that a date can mean, where the day stands first and where the month does; None for one meaning."""
    date = _DAY_FIRST.fullmatch(given)
    if date is None or date[1].zfill(2) == date[3].zfill(2):
        return None
    if not (0 < int(date[1]) <= _MONTHS and 0 < int(date[3]) <= _MONTHS):
        return None
    return f"{date[4]}-{date[3]:0>2}-{date[1]:0>2}", f"{date[4]}-{date[1]:0>2}-{date[3]:0>2}"


def fits(field: Field, literal: str) -> bool:
    """Whether a value, as it is written, can stand under a key."""
    try:
        value: Any = tomllib.loads(f"value = {literal}", parse_float=Decimal)
    except ValueError:
        return False
    return value.keys() == {"value"} and explain_value(field, value["value"]) is None
