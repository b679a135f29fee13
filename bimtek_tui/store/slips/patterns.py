"""Lines that a program can't read and a person can: how each looks, what is said of it, and what it becomes.

A pattern is tried on one line, the one where the parser stopped. The part that is wrong is its group `wrong`, or the
value of its key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ...i18n import N_
from ...model.kinds import kinds
from .. import layout
from .likely_values import BACKTICKS, DOUBLE, SINGLE, likely

CURLY = DOUBLE + SINGLE + BACKTICKS
_MONTHS = 12


class Pattern(NamedTuple):
    """How a line with a slip looks, what is said, what `wrong` becomes, and whether it can mean nothing else.

    Of a pattern of a `value` without quotes the key decides first: a text is put in quotes, a number or date is read
    as the screen reads it.
    """

    looks: re.Pattern[str]
    sentence: str
    mend: Callable[[re.Match[str]], str]
    is_sure: bool
    is_value: bool


def _pattern(
    looks: str,
    sentence: str,
    mend: Callable[[re.Match[str]], str] = lambda match: match["wrong"],
    is_sure: bool = False,
    is_value: bool = False,
) -> Pattern:
    return Pattern(re.compile(looks), sentence, mend, is_sure, is_value)


def _number(match: re.Match[str]) -> str:
    digits = match["wrong"].replace(" ", ".")
    if digits.count(",") > 1:
        digits = digits.replace(",", ".")
    whole, _comma, parts = digits.replace(".", "_").partition(",")
    return whole + (f".{parts}" if parts else "")


def _amount(match: re.Match[str]) -> str:
    return match["amount"].rstrip(".").replace(".", "_")


def _date(match: re.Match[str]) -> str:
    parts = re.split(r"[-/.]", match["wrong"])
    year, month, day = parts if len(parts[0]) == 4 else parts[::-1]
    if int(month) > _MONTHS:
        month, day = day, month
    return f"{year}-{month:>02}-{day:>02}"


def _date_in_words(match: re.Match[str]) -> str:
    date = likely(kinds()["stage"].keys["start"], match["wrong"])
    return date.literal if date else match["wrong"]


def _moment(match: re.Match[str]) -> str:
    return f"{match['day']}T{match['time']}:00{match['offset']}"


def _truth(match: re.Match[str]) -> str:
    return "true" if match["wrong"].lower() in ("ya", "yes", "benar", "true") else "false"


def _quoted(match: re.Match[str]) -> str:
    return '"' + match["inner"].replace('"', '\\"') + '"'


def _as_string(match: re.Match[str]) -> str:
    return layout.string(match["inner"])


def _with_escapes(match: re.Match[str]) -> str:
    return '"' + re.sub(r'(?<!\\)"', r"\"", match["inner"]) + '"'


def _with_equals(match: re.Match[str]) -> str:
    return f"{match['key']} = {match['rest']}"


_KEY = r"^\s*(?P<key>[\w-]+)\s*"
_VALUE = _KEY + r"=\s*"
_END = r"\s*(?:#.*)?$"
_THOUSANDS = r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:,\d{3}){2,}|[+-]?\d{1,3}(?: \d{3})+(?:,\d+)?"
_WORD = r"[^\W\d_]"

_NO_REMARK = N_("a remark begins with #: {mended}")
IN_QUOTES = N_("a text stands in quotes: {mended}")
NEITHER = N_(
    "“{value}” is neither a number (680_000_000, 186.4) nor a date (2026-06-13); a text stands in quotes"
)
WITH_UNIT = N_("“{value}” is no number here; a number stands without its unit, a text in quotes")
TWO_NUMBERS = N_(
    "“{value}” can mean two numbers: thousands are parted by “_” or by nothing, decimals have a point"
)
TWO_DAYS = N_("“{value}” can mean two days, as a date begins with the year: {first} or {second}")
A_DATE = N_("“{value}” is no date here; a date begins with the year: {mended}")
NO_DAY = N_("“{value}” is no day that exists; correct the date")
NOUGHT = N_("a number does not begin with 0; a code stands in quotes: {mended}")
NO_SECONDS = N_("a moment has seconds: {mended}")
_NOTHING_BEHIND = N_("behind a value stands nothing, no “,” or “;” either")

PATTERNS = (
    # remarks, bullets, keys
    _pattern(
        r"^\s*(?P<wrong>={3,}|-{3,}|\*{3,}|~{3,}|[a-z]{2}-[0-9a-z]{8})\s*$",
        _NO_REMARK,
        lambda match: f"# {match['wrong']}",
        True,
    ),
    _pattern(
        r"^\s*(?P<wrong>(?://|;|--|/\*|<!--)\s*(?P<words>.*?)\s*(?:\*/|-->)?)$",
        _NO_REMARK,
        lambda match: f"# {match['words']}",
        True,
    ),
    _pattern(r"^\s*(?P<wrong>```.*)$", N_("a line that begins with ``` belongs to no session; take it out")),
    _pattern(
        r"^\s*(?P<wrong>[-*•–]\s+(?P<rest>[\w-]+\s*=.*))$",
        N_("before a key stands nothing: {mended}"),
        lambda match: match["rest"],
        True,
    ),
    _pattern(
        rf"^\s*(?P<wrong>[^\w\s\"'{CURLY}#=\[\](){{}}<>|-]{{1,3}}\s*(?P<rest>[\w-]+\s*=.*))$",
        N_("before a key stands nothing: {mended}"),
        lambda match: match["rest"],
    ),
    _pattern(
        rf"^\s*(?P<wrong>[\"'{CURLY}]+(?P<key>[\w-]+)[\"'{CURLY}]*\s*=\s*(?P<rest>\S.*))$",
        N_("a key stands without quotes: {mended}"),
        _with_equals,
        True,
    ),
    _pattern(
        r"^\s*(?P<wrong>(?P<key>[\w-]+)\s*(?::=|==+|=\s*=+|=>|->|[≔→⇒＝:])\s*(?P<rest>[^\s=:>].*?))\s*$",
        N_("between a key and its value stands “=”: {mended}"),
        _with_equals,
        True,
    ),
    _pattern(
        r"^\s*(?P<wrong>(?P<key>\w[\w-]*)\s+(?P<rest>\"(?:[^\"\\]|\\.)*\"|\[.*|[+-]?\d[\w:+.-]*|true|false))"
        + _END,
        N_("between a key and its value stands “=”: {mended}"),
        _with_equals,
        True,
    ),
    _pattern(
        r"^\s*(?P<wrong>(?P<key>\w+(?:\s+\w+)+))\s*=.*$",
        N_("a key is one word, its parts joined by “_”: {mended}"),
        lambda match: "_".join(match["key"].split()),
    ),
    _pattern(r"^\s*(?P<wrong>=.*)$", N_("before “=” the key is missing")),
    # what stands behind a value
    _pattern(
        _VALUE + r"(?:\"(?:[^\"\\]|\\.)*\"|[\w:+.,/-]*[\w-])(?P<wrong>\s*[;,])" + _END,
        _NOTHING_BEHIND,
        lambda _match: "",
        True,
    ),
    _pattern(
        rf"{_VALUE}\"(?:[^\"\\]|\\.)*\"(?P<wrong>\s*[,;:]+){_END}", _NOTHING_BEHIND, lambda _match: "", True
    ),
    _pattern(
        rf"{_VALUE}\"(?:[^\"\\]|\\.)*\"(?P<wrong>\s*\.+){_END}",
        N_("behind a value stands nothing; a point belongs into the quotes, or goes"),
    ),
    _pattern(r"^\s*\](?P<wrong>\s*[.,;:]+)" + _END, _NOTHING_BEHIND, lambda _match: "", True),
    _pattern(
        _VALUE
        + r"(?:\"(?:[^\"\\]|\\.)*\"|[\w:+.-]+)\s+(?P<wrong>(?://|<!--|/\*)\s*(?P<words>.*?)\s*(?:-->|\*/)?)$",
        _NO_REMARK,
        lambda match: f"# {match['words']}",
        True,
    ),
    _pattern(
        _VALUE + r"(?:\"(?:[^\"\\]|\\.)*\"[\s;,]*|[\w:+.-]+[\s;,]+)(?P<wrong>[\w-]+\s*=\s*\S.*)$",
        N_("on one line stands one key; put “{value}” on a line of its own"),
    ),
    _pattern(
        _VALUE + r"\"(?:[^\"\\]|\\.)*\"\s*(?P<wrong>[^\s#\"][^\"#]*)(?:#.*)?$",
        N_("behind a value stands nothing; “{value}” belongs into the quotes, or goes"),
    ),
    # numbers, dates, truths
    _pattern(
        _VALUE + rf"(?P<wrong>{_THOUSANDS})" + _END,
        N_("“{value}” is no number here; thousands are parted by “_” or by nothing: {mended}"),
        _number,
        True,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>[+-]?[1-9]\d{0,2},\d{3})" + _END,
        TWO_NUMBERS,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>[+-]?\d+,\d+)" + _END,
        N_("“{value}” is no number here; decimals have a point: {mended}"),
        _number,
        True,
        True,
    ),
    _pattern(_VALUE + r"(?P<wrong>\d{4}-\d\d-\d\d)" + _END, NO_DAY),
    _pattern(
        _VALUE
        + r"(?P<wrong>\d{1,2}(?P<by>[-/.])\d{1,2}(?P=by)\d{4}|\d{4}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{1,2})"
        + _END,
        A_DATE,
        _date,
        True,
        True,
    ),
    _pattern(
        _VALUE + rf"(?P<wrong>\d{{1,2}}[ -]{_WORD}{{3,}}[ -]\d{{4}})" + _END,
        N_("“{value}” is no date here; a date is three numbers and begins with the year: {mended}"),
        _date_in_words,
        True,
        True,
    ),
    _pattern(
        _VALUE
        + r"(?P<wrong>(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d)(?P<offset>(?:[+-]\d\d:\d\d|Z)?))"
        + _END,
        NO_SECONDS,
        _moment,
        True,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>\d{4}-\d{1,2}-\d{1,2}[T ].*?)" + _END,
        N_("“{value}” is no moment here; one is written as 2026-06-13T09:15:21+07:00"),
        lambda match: match["wrong"],
        True,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>(?i:rp|idr)\.?\s*(?P<amount>\d[\d.]*)(?:,-|,00)?)" + _END,
        N_("money is whole rupiah, without “Rp” and points: {mended}"),
        _amount,
        True,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>0\d+)" + _END,
        NOUGHT,
        lambda match: f'"{match["wrong"]}"',
        True,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>(?i:ya|yes|benar|tidak|no|salah|true|false))" + _END,
        N_("“{value}” is neither true nor false here; write {mended}"),
        _truth,
        True,
        True,
    ),
    # quotes
    _pattern(
        rf"^(?:\s*[\w-]+\s*=)?\s*(?P<wrong>[{CURLY}\"]{{3}})\s*$",
        N_("curly quotes are no quotes here; write straight ones: {mended}"),
        lambda _match: '"""',
    ),
    *(
        _pattern(
            rf"^(?:(?P<key>\s*[\w-]+)\s*=)?\s*(?P<wrong>[{signs}](?P<inner>[^\"{signs}]+)[{signs}\"'])\s*,?"
            + _END,
            N_("curly quotes are no quotes here; write straight ones: {mended}"),
            _as_string,
            True,
        )
        for signs in (DOUBLE, SINGLE, BACKTICKS)
    ),
    _pattern(
        rf"^(?:\s*[\w-]+\s*=)?\s*(?P<wrong>[{CURLY}](?P<inner>.*?)[{CURLY}\"']*)\s*,?" + _END,
        N_("curly quotes are no quotes here; write straight ones: {mended}"),
        _quoted,
    ),
    _pattern(
        _VALUE + rf"(?P<wrong>\"(?P<inner>(?:[^\"\\{CURLY}]|\\.)*)[{CURLY}'])" + _END,
        N_("a text that begins with a straight quote ends with one: {mended}"),
        _with_escapes,
        True,
    ),
    _pattern(
        _VALUE + rf"(?P<wrong>\"(?P<inner>(?:[^\"\\]|\\.)*)[{CURLY}])" + _END,
        N_("a text that begins with a straight quote ends with one: {mended}"),
        _with_escapes,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>(?P<inner>\w[^\"'\\#]*)[\"'])" + _END,
        N_("the opening quote is missing: {mended}"),
        _as_string,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>'(?P<inner>[^\"'\\#]+)\")" + _END,
        N_("a text has the same quote at both ends: {mended}"),
        _as_string,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>(?:\"\"|'')(?P<inner>[^\"'\\#]+)(?:\"\"|''))" + _END,
        N_("a text on one line stands between one quote on each side: {mended}"),
        _as_string,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>(?P<by>[\"'])(?P<inner>(?:[^\"'\\#]|\\.)+?))(?<!\\[\"'])\s*$",
        N_("the closing quote is missing: {mended}"),
        lambda match: match["by"] + match["inner"] + match["by"],
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>\"(?P<inner>(?:[^\"\\]|\\.)*))$",
        N_("the closing quote is missing: {mended}"),
        _with_escapes,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>'(?P<inner>.*'.*)')" + _END,
        N_("a single quote within single quotes ends the text; write {mended}"),
        _as_string,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>\"(?!\"\")(?P<inner>.*\".*)\")" + _END,
        N_('a quote within a text is written as \\": {mended}'),
        _with_escapes,
    ),
    _pattern(
        r'^.*(?P<wrong>""".*)$',
        N_('behind the three quotes that end a text stands nothing; within a text they are written as ""\\"'),
    ),
    _pattern(
        _VALUE + r"(?P<wrong>)(?:#.*)?$",
        N_("behind “=” stands nothing; leave the line out, or write a value"),
    ),
    _pattern(
        _VALUE + rf"(?P<wrong>{_WORD}[^\"'\[\]{{}}#]*?)" + _END,
        IN_QUOTES,
        lambda match: layout.string(match["wrong"]),
        True,
        True,
    ),
    _pattern(
        _VALUE + rf"(?P<wrong>(?P<number>[+-]?\d[\d.,_]*)\s*(?:%|°|{_WORD}[\w²³/]*)\.?)" + _END,
        WITH_UNIT,
        lambda match: match["wrong"],
        True,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>[-+.\d][^\"'\[\]{}#]*?)" + _END,
        NEITHER,
        lambda match: match["wrong"],
        True,
        True,
    ),
    _pattern(
        _VALUE + r"(?P<wrong>\{.*)$",
        N_("braces are for no key of a session; each key stands on a line of its own"),
    ),
    _pattern(
        _VALUE + r"(?P<wrong>[\[,].*)$",
        N_("a list is written as [, one item a line with a comma behind it, and ]"),
    ),
    _pattern(
        _VALUE + r"(?P<wrong>\S.*?)" + _END,
        NEITHER,
        lambda match: match["wrong"],
        True,
        True,
    ),
    _pattern(r"^\s*(?P<wrong>,.*)$", N_("a comma stands behind an item of a list, and only one")),
)
"""Tried in this order."""
