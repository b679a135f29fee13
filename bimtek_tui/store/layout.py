"""How values and entries are laid out in the file: the one canonical form of the session format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..model import ids
from ..model.kinds import Field, Kind, kinds

SHORT_PROSE = 100
"""A prose without line break up to this many characters stands on one line."""

_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_UNSEEN = r"\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
"""Controls, and marks that turn the direction of text: written out they would show a reviewer another text."""
_TO_ESCAPE = re.compile(rf'["\\\x00-\x1f{_UNSEEN}]')
_TO_ESCAPE_IN_PROSE = re.compile(rf'\\|"""|"(?=\Z)|[\x00-\x08\x0b-\x1f{_UNSEEN}]')
_HEADING = re.compile(r"^( {0,3})#(?=#{0,5}[ \t])", re.MULTILINE)  # as git's `diff=markdown` sees headings


def string(text: str) -> str:
    """A basic string on one line."""
    return '"' + _TO_ESCAPE.sub(lambda m: _ESCAPED.get(m[0]) or f"\\u{ord(m[0]):04x}", text) + '"'


def prose(text: str) -> str:
    """A multi-line basic string with the closing quotes on a line of their own.

    A line that begins like a Markdown heading gets its sign escaped: it would otherwise become the header of a
    hunk in `git diff`, where the id of the entry belongs.
    """

    def escape(match: re.Match[str]) -> str:
        sign = match[0]
        if sign == '"""':
            return '""\\"'
        return _ESCAPED.get(sign) or f"\\u{ord(sign):04x}"

    return '"""\n' + _HEADING.sub(r"\1\\u0023", _TO_ESCAPE_IN_PROSE.sub(escape, text)) + '\n"""'


def scalar(field: Field, value: Any) -> str:
    """One value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        long = field.type == "p" and not field.list and ("\n" in value or len(value) > SHORT_PROSE)
        return prose(value) if long else string(value)
    if isinstance(value, int):
        return f"{value:_}" if field.name.endswith("_idr") else str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{field.name}: {type(value).__name__}")


def value(field: Field, part: Any) -> str:
    """A value or a list of values as TOML; lists have one item a line."""
    if isinstance(part, list | tuple):
        return "[\n" + "".join(f"  {scalar(field, element)},\n" for element in part) + "]"
    return scalar(field, part)


LAST = ("withdrawn", "added")
"""Keys that stand behind all others, also behind those that the program does not know."""


def place(kind: Kind, key: str, there: Sequence[str]) -> int | None:
    """Where a key of a kind goes among keys that stand in this order: the index of the one behind it, None for the end.

    It stands before those that come later in the kind, and before those that nobody knows.
    """
    order = list(kind.keys)
    at = order.index(key)
    earlier = [number for number, name in enumerate(there) if name in order[:at]]
    begin = earlier[-1] + 1 if earlier else 0
    behind = {*order[at + 1 :], *(() if key in LAST else set(there) - set(order))}
    return next((number for number, name in enumerate(there) if number >= begin and name in behind), None)


def banner(name: str) -> str:
    """The comment above a table: the id of an entry, the name of a table that is there once."""
    return f"# {name}"


def named_by(comment: str, known: Container[str]) -> str:
    """What a comment above a table names, when it is a banner and nothing else; or "".

    `known` are the ids that the file has under this table: of a name or a code the form alone says nothing.
    """
    name = comment.strip().removeprefix("#").strip()
    prefix, _hyphen, _rest = name.partition("-")
    if name in known or any(
        (kind.single and name == kind.table != "top")
        or (kind.prefix == prefix and ids.is_minted(name, prefix))
        for kind in kinds().values()
    ):
        return name
    return ""


def headings(text: str) -> list[int]:
    """The lines of a text, counted from 0, that git with `diff=markdown` takes for the heading of what changes below."""
    return [text.count("\n", 0, match.start()) for match in _HEADING.finditer(text)]


def remark(comment: str) -> str:
    """A comment between keys, set in so far that git takes it for no heading: there the entry's banner belongs."""
    return f"    {comment}" if _HEADING.match(comment) else comment


def entry(kind: Kind, raw: Mapping[str, Any]) -> str:
    """The block of a new entry: banner, header, keys in order, and a blank line at the end."""
    lines = []
    if not kind.single:
        lines += [banner(raw["id"]), f"[[{kind.table}]]"]
    elif kind.table != "top":
        lines += [banner(kind.table), f"[{kind.table}]"]
    lines += [f"{field.name} = {value(field, raw[field.name])}" for field in kind.fields if field.name in raw]
    return "\n".join(lines) + "\n\n"
