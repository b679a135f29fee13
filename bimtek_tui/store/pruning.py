"""Withdrawn entries removed from a session file for good.

Only what was withdrawn goes, and only when nothing that stays names it: a budget row of a withdrawn program is never
guessed away, and no reference is ever left without its entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from ..errors import CannotSave
from ..i18n import _
from ..model.kinds import kinds
from . import formatting, written
from .blocks import Block, lines_of
from .document import Document, from_text, same


class Pruned(Struct, frozen=True):
    """A file without its withdrawn entries, laid out anew.

    `removed` holds table and id of what went, `kept` the ids of withdrawn entries that stay, with the entries (by id,
    or table where they have none) that name them.
    """

    text: str
    removed: tuple[tuple[str, str], ...]
    kept: dict[str, tuple[str, ...]]


def pruned(source: str) -> Pruned:
    """A session file without its withdrawn entries and the comments that belong to them, laid out anew.

    A comment that stands by itself, with a blank line before it, stays. Raises CannotSave as laying out does.
    """
    first, removed, _kept = _pass(source.replace("\r\n", "\n"))
    # Once more: what stood in line, or with its tables far away, has a place of its own now.
    second, more, kept = _pass(formatting.laid_out(first))
    return Pruned(formatting.laid_out(second), (*removed, *more), kept)


@dataclass(eq=False, slots=True)
class _Entry:
    """One table with what is nested in it, and the texts in it that may be ids."""

    blocks: list[Block]
    named: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        identity = self.blocks[0].data.get("id")
        return identity if isinstance(identity, str) else ""

    @property
    def withdrawn(self) -> bool:
        head = self.blocks[0]
        kind = kinds().get(head.table)
        reason = head.data.get("withdrawn")
        return (
            kind is not None
            and "withdrawn" in kind.keys
            and head.array
            and bool(self.id)
            and isinstance(reason, str)
            and bool(reason.strip())
            and head.under.keys() <= {block.path[1] for block in self.blocks[1:]}
        )


def _pass(text: str) -> tuple[str, list[tuple[str, str]], dict[str, tuple[str, ...]]]:
    """One round over a file: its text without what nothing names, and `removed` and `kept` as in `Pruned`."""
    data = written.read(text)
    document = from_text(text)
    document.fill(data)
    entries = _entries(document)
    going = _unnamed(entries, set(_texts(document.rest.values())))
    kept = {
        entry.id: _naming(entry, entries, going)
        for entry in entries
        if entry.withdrawn and entry not in going
    }
    if not going:
        return text, [], kept
    made = _without(entries, going)
    if not same(written.read(made), _data_without(data, document, going)):
        raise CannotSave(
            _("withdrawn entries can't be removed without losing something else; nothing was changed")
        )
    return made, [(entry.blocks[0].table, entry.id) for entry in entries if entry in going], kept


def _entries(document: Document) -> list[_Entry]:
    """Every table of the file with the tables nested in it that follow it."""
    pruned: list[_Entry] = []
    for block in document.blocks:
        if block.nested and pruned and pruned[-1].blocks[0].path[:1] == block.path[:1]:
            pruned[-1].blocks.append(block)
        else:
            pruned.append(_Entry([block]))
    for entry in pruned:
        head = entry.blocks[0]
        own = {key: value for key, value in head.data.items() if key != "id" or not head.array}
        entry.named.update(_texts((own, head.under)))
    return pruned


def _texts(values: Iterable[Any]) -> Iterator[str]:
    """Every text in these values, however deep: any of them may be an id."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _texts(value.values())
        elif isinstance(value, list):
            yield from _texts(value)


def _unnamed(entries: list[_Entry], named_elsewhere: set[str]) -> set[_Entry]:
    """The withdrawn entries that nothing names but what goes as well."""
    going = {entry for entry in entries if entry.withdrawn}
    named = named_elsewhere.union(*(entry.named for entry in entries if entry not in going))
    while staying := {entry for entry in going if entry.id in named}:
        going -= staying
        named = named.union(*(entry.named for entry in staying))
    return going


def _naming(kept: _Entry, entries: list[_Entry], going: set[_Entry]) -> tuple[str, ...]:
    return tuple(
        entry.id or entry.blocks[0].table
        for entry in entries
        if entry not in going and entry is not kept and kept.id in entry.named
    )


def _without(entries: list[_Entry], going: set[_Entry]) -> str:
    parts: list[str] = []
    for entry in entries:
        text = "".join(block.text for block in entry.blocks)
        if entry in going:
            text = _by_itself(text)
            if text and parts and not parts[-1].endswith("\n\n"):
                parts.append("\n")
        parts.append(text)
    return "".join(parts)


def _by_itself(text: str) -> str:
    """The comments at the end of an entry's text that a blank line parts from it."""
    lines = list(lines_of(text))
    end = len(lines)
    while end and (lines[end - 1][1] == "comment" or not lines[end - 1][0].strip()):
        end -= 1
    while end < len(lines) and lines[end][0].strip():
        end += 1
    left = lines[end:]
    return (
        "".join(line for line, _begins in left).lstrip("\n") if any(begins for _line, begins in left) else ""
    )


def _data_without(data: dict[str, Any], document: Document, going: set[_Entry]) -> dict[str, Any]:
    """What the file must say without these entries."""
    heads = {id(entry.blocks[0]) for entry in going}
    left: dict[str, list[Any]] = {}
    number: dict[str, int] = {}
    for block in document.blocks:
        if block.nested or not block.array:
            continue
        at = number[block.table] = number.get(block.table, -1) + 1
        rows = left.setdefault(block.table, [])
        if id(block) not in heads:
            rows.append(data[block.table][at])
    gone = {table for table, rows in left.items() if not rows}
    return {key: left.get(key, value) for key, value in data.items() if key not in gone}
