"""What people get wrong when they write a session by hand: the line where it is, and the likely mend, in one sentence.

A parser says what it expected, and often far behind the slip; here the line is looked at as a person would. Asked only
when a file is no TOML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .. import text
from ..i18n import N_, _
from ..model.kinds import kinds

_TOKEN = re.compile(
    r'''(?P<many>"""(?:[^"\\]++|\\.|"(?!""))*+(?P<end>"{3,5}+)?|\'\'\'(?:[^']++|'(?!''))*+(?P<last>'{3,5}+)?)'''
    r"""|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*+'?|#[^\n]*+""",
    re.DOTALL,
)
_SWALLOWED = re.compile(r"^(?:\[\[?\w+\]\]?[ \t]*$|(?:id|added|withdrawn)[ \t]*=)", re.MULTILINE)
"""What no text of a person holds at the beginning of a line, so that its closing quotes must be missing."""
_HEADER = re.compile(r"\s*+\[++\s*+([\w-]++)\s*+\]*+\s*+(?:#.*+)?$")
_KEY = re.compile(r"\s*+([\w-]++)\s*+=")
_LONGEST = re.compile(r"(?<!\d)\d{4300,}|[eE][+-]?\d{10,}")
"""Numbers of more digits than Python reads, and beyond every decimal number."""
_LINE = 5_000
"""Signs of a line that is looked at for slips: what a person writes is shorter, and patterns take their time."""


class Slip(NamedTuple):
    """The line of a slip, and the sentence about it without file and line."""

    line: int
    sentence: str


class _Pattern(NamedTuple):
    """How a line with a slip looks, what is said, and what stands there when it is mended."""

    looks: re.Pattern[str]
    sentence: str
    mend: Callable[[re.Match[str]], str] = lambda match: match[1]


def _number(match: re.Match[str]) -> str:
    whole, _comma, parts = match[1].replace(".", "_").partition(",")
    return whole + (f".{parts}" if parts else "")


def _date(match: re.Match[str]) -> str:
    parts = re.split(r"[-/.]", match[1])
    year, month, day = parts if len(parts[0]) == 4 else parts[::-1]
    return f"{year}-{month:>02}-{day:>02}"


_VALUE = r"^\s*[\w-]+\s*=\s*"
_END = r"\s*(?:#.*)?$"
_PATTERNS = tuple(
    _Pattern(re.compile(looks), *rest)
    for looks, *rest in (
        (
            _VALUE + r"([+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[+-]?\d{1,3}(?:\.\d{3})+,\d+)" + _END,
            N_("“{value}” is no number here; thousands are parted by “_” or by nothing: {mended}"),
            _number,
        ),
        (
            _VALUE + r"([+-]?\d+,\d+)" + _END,
            N_("“{value}” is no number here; decimals have a point: {mended}"),
            _number,
        ),
        (_VALUE + r"(\d{4}-\d\d-\d\d)" + _END, N_("“{value}” is no day that exists; correct the date")),
        (
            _VALUE + r"(\d{1,2}([-/.])\d{1,2}\2\d{4}|\d{4}([-/.])\d{1,2}\3\d{1,2})" + _END,
            N_("“{value}” is no date here; a date begins with the year: {mended}"),
            _date,
        ),
        (
            _VALUE + r"(?i:rp)\.?\s*(\d[\d.]*)(?:,-|,00)?" + _END,
            N_("money is whole rupiah, without “Rp” and points: {mended}"),
            _number,
        ),
        (
            _VALUE + r"(0\d+)" + _END,
            N_("a number does not begin with 0; a code stands in quotes: {mended}"),
            lambda match: f'"{match[1]}"',
        ),
        (
            _VALUE + r"(?i:(ya|yes|benar|tidak|no|salah|true|false))" + _END,
            N_("“{value}” is neither true nor false here; write {mended}"),
            lambda match: "true" if match[1].lower() in ("ya", "yes", "benar", "true") else "false",
        ),
        (
            r"^(?:\s*[\w-]+\s*=)?\s*[“”„‟«»‘’‚](.*?)[“”„‟«»‘’‚\"']*,?" + _END,
            N_("curly quotes are no quotes here; write straight ones: {mended}"),
            lambda match: f'"{match[1]}"',
        ),
        (
            _VALUE + r"\"((?:[^\"\\]|\\.)*)[“”„‟«»]" + _END,
            N_("a text that begins with a straight quote ends with one: {mended}"),
            lambda match: f'"{match[1]}"',
        ),
        (
            _VALUE + r"\"((?:[^\"\\]|\\.)*)$",
            N_("the closing quote is missing: {mended}"),
            lambda match: f'"{match[1]}"',
        ),
        (
            _VALUE + r"\"(?!\"\")(.*\".*)\"" + _END,
            N_('a quote within a text is written as \\": {mended}'),
            lambda match: '"' + re.sub(r'(?<!\\)"', r"\"", match[1]) + '"',
        ),
        (_VALUE + r"(?:#.*)?()$", N_("behind “=” stands nothing; leave the line out, or write a value")),
        (
            _VALUE + r"([^\W\d_][^\"'\[\]{}#]*?)" + _END,
            N_("a text stands in quotes: {mended}"),
            lambda match: f'"{match[1]}"',
        ),
        (
            _VALUE + r"([-+.\d][^\"'\[\]{}#]*?)" + _END,
            N_(
                "“{value}” is neither a number (680_000_000, 186.4) nor a date (2026-06-13); a text stands in quotes"
            ),
        ),
        (
            r"^\s*([\w-]+)\s*:\s*(\S.*?)" + _END,
            N_("between a key and its value stands “=”: {mended}"),
            lambda match: f"{match[1]} = {match[2]}",
        ),
        (r"^\s*()[^\W\d_][^=\"\[]*$", N_("this is no line of the form key = value; a remark begins with #")),
    )
)
"""Tried in this order on the line where the parser stopped."""


def slip(source: str, line: int, reason: str) -> Slip | None:
    """What somebody got wrong, where the parser stopped at this line for this reason; None where nobody can tell."""
    lines = source.split("\n")
    here = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    if huge := _LONGEST.search(source) if not reason or "digits" in reason or "decimal" in reason else None:
        number = source.count("\n", 0, huge.start()) + 1
        return Slip(number, _("this number is longer than any that a session has; correct it"))
    if opened := _unclosed_text(source, line):
        return Slip(
            opened, _("the text that begins here is never closed; put three quotes on a line behind it")
        )
    if opened := _unclosed_list(source, line, here):
        return Slip(
            opened, _("the list that begins here is never closed; put ] on a line behind its last item")
        )
    if reason.startswith("Unclosed array") and here.strip():
        return Slip(line, _("in a list every item ends with a comma; one is missing before this"))
    if len(here) > _LINE:
        return None
    if reason.startswith("Cannot"):
        return _twice(lines, line, here)
    if header := _HEADER.match(here) if here.lstrip().startswith("[") else None:
        return Slip(
            line,
            _("the brackets of this heading don't match; write {mended}").format(mended=_heading(header[1])),
        )
    if control := next((sign for sign in here if (sign < " " and sign != "\t") or sign == "\x7f"), ""):
        message = _(
            "this line holds a control character (number {number}) that nobody sees; type the line anew"
        )
        return Slip(line, message.format(number=ord(control)))
    if "escape" in reason.lower():
        return Slip(line, _("a backslash in a text is written twice: \\\\"))
    for pattern in _PATTERNS:
        if match := pattern.looks.match(here):
            value, mended = (text.short(part, 60) for part in (match[1], pattern.mend(match)))
            return Slip(line, _(pattern.sentence).format(value=value, mended=mended))
    return None


def _heading(table: str) -> str:
    kind = kinds().get(table)
    return f"[{table}]" if kind and kind.single else f"[[{table}]]"


def _twice(lines: list[str], line: int, here: str) -> Slip | None:
    """A table or a key that is there already."""
    if header := _HEADER.match(here):
        table = header[1]
        wanted = _heading(table)
        before = next(
            (number for number, other in enumerate(lines[: line - 1], 1) if _names(other, table)), 0
        )
        if wanted.startswith("[["):
            message = _(
                "{table} is there already, on line {before}; of what is there many times each has two brackets: {mended}"
            )
        else:
            message = _(
                "{table} is there already, on line {before}, and is there once; put what both hold into one"
            )
        return (
            Slip(line, message.format(table=f"[{table}]", before=before, mended=wanted)) if before else None
        )
    key = _KEY.match(here)
    for number in range(line - 1, 0, -1):
        if key is None or lines[number - 1].lstrip().startswith("["):
            return None
        if (other := _KEY.match(lines[number - 1])) and other[1] == key[1]:
            message = _("“{key}” is there already, on line {before}; take one of the two out")
            return Slip(line, message.format(key=text.short(key[1]), before=number))
    return None


def _names(line: str, table: str) -> bool:
    header = _HEADER.match(line)
    return header is not None and header[1] == table


def _unclosed_text(source: str, line: int) -> int:
    """The line of the three quotes that are never closed, up to the line where the parser stopped; 0 for none."""
    start, before = 1, 0
    for token in _TOKEN.finditer(source):
        many = token["many"]
        if not many:
            continue
        start, before = start + source.count("\n", before, token.start()), token.start()
        if start > line:
            break
        if not (token["end"] or token["last"]) or _SWALLOWED.search(many):
            return start
    return 0


def _unclosed_list(source: str, line: int, here: str) -> int:
    """The line of the bracket that is never closed before the next key or heading, or the end; 0 for none."""
    if here.strip() and not (_KEY.match(here) or _HEADER.match(here)):
        return 0
    signs = _TOKEN.sub(lambda token: "\n" * token[0].count("\n"), source)
    opened: list[int] = []
    for number, content in enumerate(signs.split("\n")[: max(line - 1, 0) if here.strip() else None], 1):
        for sign in content:
            if sign == "[":
                opened.append(number)
            elif sign == "]" and opened:
                opened.pop()
    return opened[0] if opened else 0
