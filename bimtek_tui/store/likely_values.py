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
from ..i18n import _
from ..model.kinds import Field, explain_value
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
_OPEN_TEXT = re.compile(r"[\"'#“”„‘’`\\]")
"""What makes it uncertain where a text without quotes ends, or what was meant to stand in it."""
_NOTHING = re.compile(r"(?i:null|none|nil|n/?a|tbd|[^\w]*)")
"""What people write where there is nothing yet."""
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

    if field.list or not given or len(given) > _LINE:
        return None
    if field.choices:
        meant = [choice for choice in field.choices if choice.lower() == given.lower()]
        return Likely(layout.string(meant[0]), True) if meant else None
    if field.type in "sp":
        return Likely(layout.string(given), not (_OPEN_TEXT.search(given) or _NOTHING.fullmatch(given)))
    if field.type == "b":
        meant_truth = _TRUTHS.get(given.lower())
        return None if meant_truth is None else Likely(layout.scalar(field, meant_truth), True)
    if field.type == "T" or _TWO_READINGS.fullmatch(given):
        return None  # a moment has an offset, which can't be made up
    try:
        value = values.read(field, given.replace(",", "") if _ENGLISH.fullmatch(given) else given)
    except Refused:
        return None
    return None if value is None else Likely(layout.scalar(field, value), not _two_days(given))


def way_out(field: Field, value: Any) -> str:
    """What stands wrong under a key should have been, as the end of a sentence about it; "" where nobody can tell."""
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
