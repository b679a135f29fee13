"""What stands behind the item of a cost in one line: volume, unit and the price of one, ``12 bulan x 4,5 juta``.

Several volumes are multiplied (``2 orang x 12 bulan x 1,5 juta``), ``=`` gives what all of it costs (``12 bulan = 54
juta``), an amount alone is that of one whole item, and one behind ``@`` the price without its volume. What can mean
two things stays text and is told.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import Struct

from .. import text
from ..errors import Refused
from ..i18n import _
from ..model import values
from ..model.kinds import kinds
from ..model.lookup import letters
from .spoken import Piece


class Unread(Struct, frozen=True):
    """What was meant as volume or price and can't be read: where it stands in the line, as typed, and why."""

    at: int
    typed: str
    why: str


_LONGEST = 200
"""Characters at the end of a line in which volume and price are looked for."""
_LEAST_PRICE = 1_000
"""A number below it, without Rp or a word, is hardly a price: 40 behind 2 hari is people, or the thousands are missing."""
_MOST_FACTORS = 3

_SCALES = "|".join(sorted((word for word in values.SCALES if len(word) > 1), key=len, reverse=True))
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_UNIT_WORD = rf"(?!(?:{_SCALES}|rp|idr|x|per)\b)[^\W\d_][^\W_²³]*(?:[-/.²³][^\W_²³]*)*"
_UNIT = rf"{_UNIT_WORD}(?:\s{_UNIT_WORD})?"
_WITH_UNIT = rf"{_NUMBER}\s?{_UNIT}"
_FACTOR = rf"(?:{_WITH_UNIT}|{_NUMBER})"
_MORE = f"{{0,{_MOST_FACTORS - 1}}}"
_FACTORS = rf"{_FACTOR}(?:\s*[x×*]\s*{_FACTOR}){_MORE}"
_PLAIN = rf"{_NUMBER}(?:,-)?"
_MONEY = (
    rf"(?:(?:rp\.?|idr)\s?{_PLAIN}(?:\s?[a-z]+)?|{_PLAIN}\s?(?:{_SCALES})\b\.?|{_PLAIN}\s?[mt]\b|{_PLAIN})"
)
_PER = rf"(?:\s*(?:/|\bper\s)\s*(?P<per>{_UNIT_WORD}))?"
_IN_FULL = rf"(?:rp\.?|idr)\s?{_PLAIN}(?:\s?[a-z]+)?|{_PLAIN}\s?(?:{_SCALES})\b\.?"
_PATTERNS = (  # compiled when they are first used: not everybody types a cost, and all wait for the start
    rf"(?i)(?<!\S)(?P<factors>{_FACTORS})(?:\s*(?P<sign>[x×*@=])\s*|\s+)(?P<price>{_MONEY}){_PER}\s*$",
    rf"(?i)(?<!\S)(?P<sign>[@=])?\s*(?P<price>{_IN_FULL}){_PER}\s*$",
    rf"(?i)(?<!\S)(?P<factors>{_WITH_UNIT}(?:\s*[x×*]\s*{_WITH_UNIT}){_MORE})\s*$",
)
_ONE_FACTOR = rf"(?i)(?P<number>{_NUMBER})(?:\s?(?P<unit>{_UNIT}))?"
_YEAR = r"(?:19|20)[0-9]{2}\s"
_TWO_READINGS = r"(?<![0-9.,])[0-9]{1,3}\s$"
"""A number before another one of three digits: 12 500 lembar may be twelve thousand and five hundred."""
_LETTERS_OF_AMOUNTS = ("m", "t")
"""Units that are miliar and triliun as well: 4,5 M is money, or a length."""


def behind_an_item(line: str) -> tuple[list[Piece], Unread | None]:
    """A line as its item and what stands behind it, and what can't be read there; together the pieces are the line.

    The keys are ``volume``, ``unit`` and ``price_idr``, the price of one in whole rupiah.
    """
    start = max(0, len(line) - _LONGEST)
    for pattern in _PATTERNS:
        if match := re.compile(pattern).search(line, start):
            at, typed = match.start(), match.group().strip()
            try:
                keys = _keys(match)
            except Refused as refused:
                return [Piece(line)], Unread(at, typed, str(refused))
            if not keys:
                return [Piece(line)], None
            while at and line[at - 1].isspace():
                at -= 1
            return [Piece(line[:at]), Piece(line[at:], keys)], None
    return [Piece(line)], None


def _keys(match: re.Match[str]) -> dict[str, Any]:
    """The keys of what was found; none where it is text. Raises Refused, with the sentence to tell."""
    parts = match.groupdict()
    volume, unit = _volume(match) if parts.get("factors") else (None, "")
    price = parts.get("price")
    if price is None:
        if re.match(_YEAR, parts["factors"]):
            return {}  # Operasional 2026 penuh
        if unit.casefold() in _LETTERS_OF_AMOUNTS:
            raise Refused(
                _("“{value}” can be an amount or a volume: write Rp before it, or the unit in full").format(
                    value=text.short(match.group().strip(), 30)
                )
            )
        return {"volume": volume, "unit": unit}
    per, sign = parts.get("per"), parts.get("sign")
    if volume is None:
        if per:
            return {"unit": per, "price_idr": _price(price)}
        return ({} if sign == "@" else {"volume": Decimal(1)}) | {"price_idr": _price(price)}
    if per and letters(per) != letters(unit):
        raise Refused(
            _("the price is that of one {per}, and the volume is in {unit}; write both in one unit").format(
                per=text.short(per, 20), unit=text.short(unit, 20)
            )
        )
    if not sign and not re.search(rf"(?i){_UNIT}$", parts["factors"]):
        raise Refused(
            _("“{value}” can mean two things: write x between volume and price, or the unit").format(
                value=text.short(match.group().strip(), 30)
            )
        )
    given = _price(price)
    if sign == "=":
        one = Fraction(given) / Fraction(volume) if volume else Fraction(given)
        if not volume or one.denominator != 1:
            raise Refused(
                _("{amount} for {volume} {unit} is no whole rupiah for one; write the price of one").format(
                    amount=values.rupiah_in_short(given), volume=values.number(volume), unit=unit
                )
            )
        given = int(one)
    return {"volume": volume} | ({"unit": unit} if unit else {}) | {"price_idr": given}


def _volume(match: re.Match[str]) -> tuple[Decimal, str]:
    """The product of the volumes and their units, orang-bulan. Raises Refused for a number that can mean two."""
    field = kinds()["cost"].keys["volume"]
    factors = list(re.finditer(_ONE_FACTOR, match["factors"]))
    volume = Decimal(1)
    for factor in factors:
        volume *= values.read(field, factor["number"])
    first = re.match(r"[0-9]+", match["factors"])
    before = match.string[: match.start("factors")]
    if first and len(first.group()) == 3 and (other := re.search(_TWO_READINGS, before)):
        raise Refused(
            _("“{value}” can mean one number or two: write {whole}, or a word between them").format(
                value=text.short(other.group() + first.group(), 30),
                whole=other.group().strip() + first.group(),
            )
        )
    values.typed(field, str(volume))
    return volume, "-".join(factor["unit"] for factor in factors if factor["unit"])


def _price(typed: str) -> int:
    """Whole rupiah. Raises Refused for an amount that can mean two, and for a number that is hardly one."""
    amount = values.money(typed)
    if typed.isdigit() and amount < _LEAST_PRICE:
        raise Refused(
            _("“{value}” is hardly a price: write Rp{value}, {value} ribu or {value} juta").format(
                value=typed
            )
        )
    return amount
