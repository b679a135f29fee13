"""What somebody meant by a value that does not stand in the file as its key wants it: 680.000.000, 13 Juni 2022, True.

Numbers and dates are read as the screen reads them; here it is said besides whether they can mean one thing only.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any, NamedTuple

from .. import text
from ..errors import Refused
from ..i18n import LANGUAGES, _, message_in
from ..model.kinds import Field, explain_value
from ..model.vocabulary import VOCABULARY
from . import layout

_TRUTHS = {
    "true": True, "benar": True, "ya": True, "yes": True,
    "false": False, "salah": False, "tidak": False, "no": False,
}  # fmt: skip
_TWO_READINGS = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")
"""A thousand with decimals, or thousands: who reads alone can't tell."""
_ENGLISH = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){2,}")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2\d{4}")
_LONGEST_MONTH, _MONTHS = 31, 12
DOUBLE, SINGLE, BACKTICKS = "“”„‟«»＂″", "‘’‚‛＇′", "`´"
"""Quotes of word processors, which a program does not take for quotes."""
_OPEN_TEXT = re.compile(rf"[\"'#{DOUBLE}{SINGLE}{BACKTICKS}\\]")
"""What makes it uncertain where a text without quotes ends, or what was meant to stand in it."""
_NOTHING = re.compile(r"(?i:null|none|nil|n/?a|tbd|[^\w]*)")
"""What people write where there is nothing yet."""
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d)[:.](\d\d)(?:[:.](\d\d))?(\.\d{1,6})? ?(?:([+-]\d\d)(?::?(\d\d))?|(Z|WIB|WITA|WIT))"
)
_ZONES = {"Z": "+00:00", "WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}
_LIST = re.compile(r"\s*[\[({]?(.*?)[\])}]?\s*")
_ITEM = re.compile(r"\s*(?:\"([^\"\\]*)\"|'([^']*)'|([^\"'\\,;]+?))\s*(?:[,;]|$)")
_GROUP = 3
"""Digits of a group of thousands."""
_LINE = 1_000


class Likely(NamedTuple):
    """A value as the file writes it, and whether nothing else can have been meant."""

    literal: str
    is_sure: bool


def likely(field: Field, given: str) -> Likely | None:
    """What was probably meant by these signs under a key; None where nobody can tell. `given` is on one line."""
    from ..model import values  # late: hardly any file has such a value

    if not given or len(given) > _LINE:
        return None
    if field.list:
        return _list(field, given)
    if field.choices:
        meant = _choice(field, given)
        return Likely(layout.string(meant), True) if meant else None
    if field.type in "sp":
        return Likely(layout.string(given), not (_OPEN_TEXT.search(given) or _NOTHING.fullmatch(given)))
    if field.type == "b":
        meant_truth = _TRUTHS.get(given.lower())
        return None if meant_truth is None else Likely(layout.scalar(field, meant_truth), True)
    if field.type == "T":
        return _moment(field, given)
    if _TWO_READINGS.fullmatch(given):
        return None
    try:
        value = values.read(field, given.replace(",", "") if _ENGLISH.fullmatch(given) else given)
    except Refused:
        return None
    return None if value is None else Likely(layout.scalar(field, value), not _two_days(given))


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
    if code == "unknown-value" and text.did_you_mean(str(value), field.choices):
        return ""  # said already
    if field.type == "i" and isinstance(value, Decimal) and value.as_tuple().exponent == -_GROUP:
        mended = f"{int(value.scaleb(_GROUP)):_}"
        return _("; if dots were meant to part thousands, write {mended}").format(mended=mended)
    meant = likely(field, text.line(str(value))) if isinstance(value, str | Decimal) else None
    if meant is None:
        return ""
    words = _("; write {mended} (“bimtek fmt” does)") if meant.is_sure else _("; write {mended}")
    return words.format(mended=text.short(meant.literal))


def _two_days(given: str) -> bool:
    """Whether a date is another one where the month stands first."""
    date = _DAY_FIRST.fullmatch(given)
    return date is not None and date[1] != date[3] and int(date[1]) <= _MONTHS and int(date[3]) <= _MONTHS


def fits(field: Field, literal: str) -> bool:
    """Whether a value, as it is written, can stand under a key."""
    try:
        value: Any = tomllib.loads(f"value = {literal}", parse_float=Decimal)
    except ValueError:
        return False
    return value.keys() == {"value"} and explain_value(field, value["value"]) is None
