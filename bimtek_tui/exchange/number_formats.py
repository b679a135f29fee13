"""What a cell of a workbook shows: its value in the format that it has, as Indonesians see it: 85%, 3,10, 1-Feb."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 12: "# ?/?", 13: "# ??/??",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
}  # fmt: skip
"""The formats that a workbook names by number alone; the others show the value, or a whole date."""

_MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|[_*].')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?,*")
_FRACTION = re.compile(r"(?:#\s*)?\?+/(\?+|\d+)")
_DATE = re.compile(r"y+|m+|d+", re.IGNORECASE)
_KEPT = "\ue000"
"""Stands for a literal while the rest of the format is looked at."""


def shown(code: str, value: object) -> str:
    """A number or date as its format shows it; "" where it shows the value itself, or that can't be told."""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        exact = Decimal(value)
        if exact < 0 and len(sections) > 1:
            return _number(sections[1], -exact)
        if exact == 0 and len(sections) > 2:
            return _number(sections[2], exact)
        return _number(sections[0], exact)
    return _date(sections[0], value) if isinstance(value, dt.date) else ""


def _parted(section: str) -> tuple[str, list[str]]:
    literals: list[str] = []

    def kept(match: re.Match[str]) -> str:
        words = next((group for group in match.groups() if group), "")
        if not words:
            return ""
        literals.append(words)
        return _KEPT

    return _LITERAL.sub(kept, section), literals


def _whole(made: str, literals: list[str]) -> str:
    for words in literals:
        made = made.replace(_KEPT, words, 1)
    return " ".join(made.split())


def _number(section: str, value: Decimal) -> str:
    bare, literals = _parted(section)
    if re.search(r"general|@|e[+-]|[ymdhs]", bare, re.IGNORECASE):
        return ""
    if fraction := _FRACTION.search(bare):
        return _whole(bare.replace(fraction[0], _fraction(value, fraction), 1), literals)
    digits = _DIGITS.search(bare)
    if digits is None:
        return ""
    pattern = digits[0]
    scaled = value.scaleb(2 * bare.count("%") - 3 * (len(pattern) - len(pattern.rstrip(","))))
    places = pattern.rstrip(",").partition(".")[2]
    rounded = scaled.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    before, _point, after = f"{abs(rounded):f}".partition(".")
    while after and len(after) > places.count("0") and after.endswith("0"):
        after = after[:-1]
    least = pattern.rstrip(",").partition(".")[0].replace(",", "").count("0")
    before = before.rjust(least, "0")
    if "," in pattern.rstrip(",").partition(".")[0]:
        before = f"{int(before):,}".replace(",", ".")
    made = ("-" if rounded < 0 else "") + before + (f",{after}" if after else "")
    return _whole(bare[: digits.start()] + made + bare[digits.end() :], literals)


def _fraction(value: Decimal, match: re.Match[str]) -> str:
    below = match[1]
    most = int(below) if below.isdigit() else 10 ** len(below) - 1
    part = Fraction(value).limit_denominator(most)
    whole, rest = (
        divmod(abs(part.numerator), part.denominator) if "#" in match[0] else (0, abs(part.numerator))
    )
    sign = "-" if part < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole} {rest}/{part.denominator}" if whole else f"{sign}{rest}/{part.denominator}"


def _date(section: str, value: dt.date) -> str:
    bare, literals = _parted(section)
    tokens = {token[0].lower(): token for token in _DATE.findall(bare)}
    if not tokens or re.search(r"[hs]|am/pm|general", bare, re.IGNORECASE):
        return ""
    if len(tokens) == 3 and len(tokens["m"]) < 3:
        return ""  # a whole date in digits: the value says it better

    def part(match: re.Match[str]) -> str:
        token = match[0].lower()
        if token[0] == "y":
            return f"{value.year:04}"[-2 if len(token) < 3 else -4 :]
        if token[0] == "d":
            return f"{value.day:0{min(len(token), 2)}}"
        if len(token) > 2:
            return _MONTHS[value.month - 1][: 3 if len(token) == 3 else None]
        return f"{value.month:0{len(token)}}"

    return _whole(_DATE.sub(part, bare), literals)
