"""A session file as units of merging: what stands before the first table, then one table each with all that is nested in it.

A unit is known by its table and id; what has none is known by its text. Its text is kept byte for byte, apart from
the blank lines behind it, which belong to the file and not to the entry.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .. import text
from ..model.kinds import kinds
from ..model.labels import value_label
from ..store.blocks import Block, key_lines, lines_of
from ..store.document import Document
from ..store.formatting import comments_in

Key = tuple[str, str, int]
"""Table, id (or the text of what has none), and the number among those alike."""

TOP: Key = ("\0", "", 0)
"""What stands before the first table; no table can be called so."""


@dataclass
class Unit:
    """One table of the file: its text without the blank lines behind it, those (None: the file ends), its data."""

    key: Key
    text: str
    gap: str | None
    data: dict[str, Any]


@dataclass
class Parts:
    """The text of a unit taken apart; every text ends with a line end.

    `head` is the header with the comments above it, `above` the comments and blank lines above a key, `values` the
    key and its value, `below` what follows the last key, `nested` the tables nested in it.
    """

    head: list[str] = field(default_factory=list)
    above: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)
    nested: str = ""


def units(document: Document, newline: str = "") -> dict[Key, Unit]:
    """The units of a file in its order; with `newline` all its line ends become this one."""
    grouped: list[list[Block]] = []
    of_table: dict[str, list[Block]] = {}
    for block in document.blocks:
        owner = of_table.get(block.path[0]) if block.nested else None
        if owner is not None:
            owner.append(block)
            continue
        grouped.append([block])
        if len(block.path) == 1:
            of_table[block.path[0]] = grouped[-1]
    by_key: dict[Key, Unit] = {}
    seen: Counter[tuple[str, str]] = Counter()
    last = document.blocks[-1]
    for group in grouped:
        text, gap = _joined(group, last, newline)
        first = group[0]
        data = read(text) if first.nested else first.data | first.under
        if not first.path:
            key = TOP
        else:
            identity = data.get("id") if first.array and not first.nested else ""
            name = identity if isinstance(identity, str) else f"\0{text}"
            key = (first.table, name, seen[first.table, name])
            seen[first.table, name] += 1
        by_key[key] = Unit(key, text, gap, data)
    return by_key


def _joined(group: list[Block], last: Block, newline: str) -> tuple[str, str | None]:
    """The text of blocks that belong together, wherever they stood, and the blank lines behind them."""
    text = ""
    for block in group:
        if text and not text.endswith("\n"):
            text += "\n"
        text += block.text
    if newline:
        text = text.replace("\r\n", "\n").replace("\n", newline)
    cut = len(stripped(text))
    return text[:cut], None if group[-1] is last else text[cut:]


def captured(unit: Unit) -> float:
    """The moment of capture; what has none comes last."""
    added = unit.data.get("added")
    if not isinstance(added, dt.datetime):
        return float("inf")
    return (added if added.tzinfo else added.replace(tzinfo=dt.UTC)).timestamp()


def words(table: str, *sides: Unit | None) -> str:
    """The text of an entry that is not a singleton, shortened; "" when it has none."""
    kind = kinds().get(table)
    texts = [side.data.get(kind.text_key) for side in sides if side] if kind and not kind.single else []
    return next((short for value in texts if isinstance(value, str) and (short := text.short(value, 50))), "")


def identified(table: str, unit: Unit, *among: Mapping[Key, Unit]) -> str:
    """By what an entry without words is known: those of what it belongs to, and what tells it apart, shortened."""
    kind = kinds().get(table)
    if kind is None:
        return ""
    parts = []
    for key in kind.unique:
        value = unit.data.get(key)
        if isinstance(value, str | int):
            places = [(of, str(value), 0) for of in kind.keys[key].refs]
            owner = next((side[place] for place in places for side in among if place in side), None)
            name = (words(owner.key[0], owner) or identified(owner.key[0], owner, *among)) if owner else ""
            parts.append(name or value_label(str(value)))
    return text.short(", ".join(parts), 60)


def ending(document: Document, newline: str = "") -> str:
    """What stands behind the last line of the file: its line end, and blank lines."""
    text = document.text if not newline else document.text.replace("\r\n", "\n").replace("\n", newline)
    return text[len(stripped(text)) :]


def read(text: str) -> dict[str, Any]:
    """What tomllib reads in a text. Raises ValueError."""
    return tomllib.loads(text, parse_float=Decimal)


def parts(unit: Unit, newline: str) -> Parts:
    """The text of a unit taken apart, for merging key by key."""
    parts = Parts()
    pending: list[str] = []
    key = ""
    opened = unit.key == TOP  # what stands before the first table has no header
    for line, begins in lines_of(unit.text + newline):
        if parts.nested:
            parts.nested += line
        elif begins == "header" and opened:
            pending, own = _parted(pending)
            parts.nested = "".join(own) + line
        elif begins == "header":
            parts.head = [*pending, line]
            pending, opened = [], True
        elif begins == "key":
            key = next(iter(key_lines(line)), "")
            parts.above.setdefault(key, []).extend(pending)
            parts.values[key] = parts.values.get(key, "") + line
            pending = []
        elif begins == "comment" or not line.strip():
            pending.append(line)
        else:  # the value of the last key goes on, and what looked like a blank line was in it
            parts.values[key] = parts.values.get(key, "") + "".join(pending) + line
            pending = []
    parts.below = pending
    return parts


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Lines, and the comments at their end that stand directly above a header."""
    cut = len(lines)
    while cut and lines[cut - 1].lstrip().startswith("#"):
        cut -= 1
    return lines[:cut], lines[cut:]


def remarks(text: str) -> list[str]:
    """The comments in a text, one after the other."""
    return [comment for _line, comment in comments_in(text)]


def plain(value: Any) -> Any:
    """A value without what layout alone brings: prose without the line break before its closing quotes."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.replace("\r\n", "\n").rstrip("\n") if isinstance(value, str) else value


def stripped(text: str) -> str:
    """A text without the blank lines and the line end at its end."""
    cut = len(text.rstrip(" \t\r\n"))
    while cut < len(text) and text[cut] in " \t":  # blanks at the end of a line are that line's
        cut += 1
    return text[:cut]
