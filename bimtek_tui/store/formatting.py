"""A whole session file laid out anew: the only place that writes more than the entry that was meant.

Laying out keeps the data and every comment, and says so only after it has read its own work again.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..errors import CannotSave
from ..i18n import _
from ..model import ids
from ..model.kinds import Kind, explain_value, kinds
from . import layout, written
from .blocks import Block, key_lines, lines_of, split
from .document import plain, same

_LEXEME = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|(?P<comment>#[^\n]*)",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_DECIMAL = 10**100
"""Beyond, an integer is written as a hexadecimal number: it can only have come as one, and Python writes no other."""


@dataclass
class _Piece:
    """One table: its data, the comments around its keys, and the tables nested in it as they stand."""

    data: dict[str, Any]
    above: list[str] = field(default_factory=list)
    before: dict[str, list[str]] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    within: dict[str, list[str]] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)
    nested: list[Block] = field(default_factory=list)


def laid_out(source: str) -> str:
    """The text of a session file in the canonical layout: kinds and keys in order, a banner above every entry.

    Unknown keys, unknown tables and comments stay, and so do numbers under unknown keys; letters become NFC. Raises CannotSave when the outcome would not say the same.
    """
    text = written.composed_text(source.replace("\r\n", "\n"))
    data = written.read(text)
    blocks = split(text)
    pieces = _pieces(blocks, data)
    known = {table: kind for table, kind in kinds().items() if table != "top"}
    parts = [_top(blocks[0], data, known, {block.path[0] for block in blocks[1:]})]
    for table, kind in known.items():
        tables = list(_of(table, data, pieces))
        named = {piece.data["id"] for piece, _array in tables if isinstance(piece.data.get("id"), str)}
        parts += [_table(kind, piece, array, named) for piece, array in tables]
    parts += [block.text.strip("\n") for block in blocks[1:] if block.path[0] not in known]
    made = "\n\n".join(part for part in parts if part) + "\n"
    _must_say_the_same(text, data, made)
    return made


def _pieces(blocks: list[Block], data: dict[str, Any]) -> dict[str, list[_Piece]]:
    """The tables of the file by name, each with its data and comments."""
    pieces: dict[str, list[_Piece]] = {}
    waiting: dict[str, list[Block]] = {}
    for block in blocks[1:]:
        root = block.path[0]
        of = pieces.setdefault(root, [])
        if block.nested:
            (of[-1].nested if of else waiting.setdefault(root, [])).append(block)
            continue
        value = data.get(root)
        raw = value[len(of)] if isinstance(value, list) and len(of) < len(value) else value
        if isinstance(raw, dict):
            of.append(_commented(block.text, raw))
            of[-1].nested += waiting.pop(root, [])
    for root, left in waiting.items():  # [city.x] without [city]
        raw = data.get(root)
        pieces[root] = [_Piece(raw, nested=left)] if isinstance(raw, dict) else []
    return pieces


def _of(table: str, data: dict[str, Any], pieces: dict[str, list[_Piece]]) -> Iterator[tuple[_Piece, bool]]:
    """The pieces of a kind and whether each is of an array; made of the data where the file writes it in line."""
    value = data.get(table)
    if not _is_table(value):
        return
    raws: list[dict[str, Any]] = value if isinstance(value, list) else [value]  # type: ignore[list-item]
    there = pieces.get(table, [])
    for piece in there if len(there) == len(raws) else [_Piece(raw) for raw in raws]:
        yield piece, isinstance(value, list)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(part, dict) for part in value)
    )


def _top(block: Block, data: dict[str, Any], known: Mapping[str, Kind], roots: set[str]) -> str:
    """What stands before the first table, with the remark at the head of the file."""
    kind = kinds()["top"]
    own = {
        key: value
        for key, value in data.items()
        if key not in roots and not (key in known and _is_table(value))
    }
    piece = _commented(block.text, own)
    starts = key_lines(block.text)
    first = min(starts, key=starts.__getitem__, default="")
    head = block.text.split("\n")[
        : starts.get(first, 0)
    ]  # as it stands: a remark about the file, or about its first key
    piece.before.pop(first, None)
    lines = [*head, *_keys(kind, piece)]
    for key in starts:
        if key not in own:  # a table written as dotted keys or in line
            lines += map(layout.remark, piece.before.get(key, []) + piece.within.get(key, []))
            lines += [piece.beside[key]] if key in piece.beside else []
    return "\n".join(lines).strip("\n")


def _table(kind: Kind, piece: _Piece, array: bool, named: Container[str]) -> str:
    """One table with its banner and with what is nested in it; `named` are the ids of all tables of its kind."""
    header = f"[[{kind.table}]]" if array else f"[{kind.table}]"
    name = piece.data.get("id") if array else kind.table if kind.single else None
    banner = [layout.banner(name)] if isinstance(name, str) and _one_line(name) else []
    lines = [comment for comment in piece.above if not layout.named_by(comment, named)]
    if "" in piece.beside:
        header += f"  {piece.beside['']}"
    lines += [*banner, header, *_keys(kind, piece)]
    return "\n\n".join(["\n".join(lines), *(block.text.strip("\n") for block in piece.nested)])


def _one_line(identity: str) -> bool:
    return bool(identity) and identity.isprintable()


def _keys(kind: Kind, piece: _Piece) -> list[str]:
    """The lines of a table's keys in order, with their comments; unknown keys stand before the last ones."""
    order = [key for key in kind.keys if key not in layout.LAST]
    order += [key for key in piece.data if key not in kind.keys]
    order += [key for key in layout.LAST if key in kind.keys]
    elsewhere = {block.path[1] for block in piece.nested}
    lines: list[str] = []
    for key in order:
        if key not in piece.data or key in elsewhere:
            continue
        value = _value(kind, key, piece.data[key])
        above = list(piece.before.get(key, []))
        beside = piece.beside.get(key, "")
        if beside and "\n" in value:
            above.append(beside)
            beside = ""
        lines += map(layout.remark, [*above, *piece.within.get(key, [])])
        lines.append(f"{_key(key)} = {value}" + (f"  {beside}" if beside else ""))
    return lines + piece.below


def _value(kind: Kind, key: str, value: Any) -> str:
    """A value as the format wants it; one that does not fit its key is written as what it is."""
    of = kind.keys.get(key)
    if of is None or value in ("", []) or explain_value(of, value) is not None:
        return _literal(value)
    if isinstance(value, dt.datetime) and value.microsecond:
        return _literal(value)
    return layout.value(of, value.rstrip("\n") if isinstance(value, str) else value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else layout.string(key)


def _literal(value: Any) -> str:
    """Any value as TOML on one line."""
    if isinstance(value, str):
        return layout.string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, written.WrittenDecimal | written.WrittenInteger):
        return value.written
    if isinstance(value, Decimal):
        return str(value).lower().replace("infinity", "inf")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_literal(part)}" for key, part in value.items())
        return "{ " + inner + " }" if inner else "{}"
    return hex(value) if isinstance(value, int) and abs(value) > _LONGEST_DECIMAL else str(value)


# Comments -----------------------------------------------------------------------------------------------------


def _commented(text: str, data: dict[str, Any]) -> _Piece:
    """A table's comments, each put to the key it stands above, beside or within."""
    piece = _Piece(written.with_integers(data, _LEXEME.sub("", text)))
    starts = key_lines(text)
    header = starts.pop("", -1)
    keys = sorted(starts.items(), key=lambda item: item[1])
    begins = [begin for _line, begin in lines_of(text)]
    for line, comment in comments_in(text):
        later = [key for key, start in keys if start > line]
        earlier = [key for key, start in keys if start <= line]
        if line < header:
            piece.above.append(comment)
        elif line == header:
            piece.beside[""] = comment
        elif begins[line] == "comment" and later:
            piece.before.setdefault(later[0], []).append(comment)
        elif begins[line] == "comment" or not earlier:
            piece.below.append(comment)
        elif begins[line] == "key":
            piece.beside[earlier[-1]] = comment
        else:  # within a list
            piece.within.setdefault(earlier[-1], []).append(comment)
    return piece


def comments_in(text: str) -> Iterator[tuple[int, str]]:
    """Every comment with its line, counted from 0."""
    line, position = 0, 0
    for lexeme in _LEXEME.finditer(text):
        if comment := lexeme["comment"]:
            line += text.count("\n", position, lexeme.start())
            position = lexeme.start()
            yield line, comment.rstrip()


# Being sure ---------------------------------------------------------------------------------------------------


def _must_say_the_same(old: str, data: dict[str, Any], new: str) -> None:
    try:
        faithful = same(plain(written.read(new)), plain(data)) and _remarks(old, data) == _remarks(new, data)
    except tomllib.TOMLDecodeError:
        faithful = False
    if not faithful:
        raise CannotSave(
            _(
                "this file can't be laid out without losing something (an unusual way of writing tables or comments); nothing was changed"
            )
        )


def _remarks(text: str, data: dict[str, Any]) -> Counter[str]:
    """The comments that people wrote: all but the banners."""
    named = {
        entry.get("id")
        for value in data.values()
        if isinstance(value, list)
        for entry in value
        if isinstance(entry, dict) and isinstance(entry.get("id"), str)
    }
    named |= {kind.table for kind in kinds().values() if kind.single}
    prefixes = [kind.prefix for kind in kinds().values() if kind.prefix]
    return Counter(
        comment
        for _line, comment in comments_in(text)
        if (name := comment.removeprefix("#").strip()) not in named
        and not any(ids.is_minted(name, prefix) for prefix in prefixes)
    )
