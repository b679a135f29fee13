"""The same thing entered on both sides under two ids: one id for both, so that merging by id makes one entry of it.

Which entries are the same is the model's matter (`Kind.unique`). Two participants are only where they are alike in
everything: people of one name are ordinary. What one side entered twice stays, and so does what does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from msgspec import Struct

from ..model.kinds import Kind, kinds
from ..store.blocks import key_lines, lines_of
from .table_merge import says
from .units import Key, Unit, captured, identified, parts, words

_PERSON = ("name", "agency")
"""Without these two nobody is known to be the same person."""
_OWN = {"id", "added"}
"""Keys in which the same thing entered twice always differs."""


_WORD = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*")
"""A string, or the comment at the end of a line."""
_MOMENT = re.compile(r"(\s*\S+\s*=\s*)([0-9][0-9T:.+Z -]*[0-9Z])")
"""A key with a moment; what stands behind it stays."""


class Duplicate(Struct, frozen=True):
    """An entry that both sides had entered: `id` is kept, `other` is the one that it had on the other side.

    Where it `stays` both are there, although one of them is too many.
    """

    table: str
    id: str
    other: str
    name: str = ""
    stays: bool = False


def pairs(
    kind: Kind, ours: Mapping[str, Mapping[str, Any]], theirs: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """The ids, ours and theirs, of the same thing among entries that each side alone has.

    Both are entries by id, each as its keys with their values.
    """
    if not kind.unique and kind.table != "participant":
        return
    here, there = (_by_identity(kind, side) for side in (ours, theirs))
    for identity, ids in here.items():
        others = there.get(identity, [])
        if len(ids) == len(others) == 1:
            yield ids[0], others[0]


def refers(kind: Kind, table: str) -> list[str]:
    """The keys of a kind that may hold an id of this table."""
    return [
        field.name
        for field in kind.fields
        if table in field.refs or (kind.table, field.name) == ("tally", "entry")
    ]


def renamed(keys: Mapping[str, Any], names: list[str], old: str, new: str) -> dict[str, Any]:
    """The keys of an entry with another id in those of these names."""

    def value(key: str, content: Any) -> Any:
        if key not in names:
            return content
        if isinstance(content, list | tuple):
            return type(content)(new if item == old else item for item in content)
        return new if content == old else content

    return {key: value(key, content) for key, content in keys.items()}


def _by_identity(kind: Kind, entries: Mapping[str, Mapping[str, Any]]) -> dict[tuple[Any, ...], list[str]]:
    known: dict[tuple[Any, ...], list[str]] = {}
    for id, keys in entries.items():
        counts = id.startswith(f"{kind.prefix}-") and "withdrawn" not in keys
        if counts and (identity := _identity(kind, keys)):
            known.setdefault(identity, []).append(id)
    return known


def _identity(kind: Kind, keys: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells an entry from others of its kind; nothing where that is not known."""
    if kind.unique:
        missing = any(kind.keys[key].required and key not in keys for key in kind.unique)
        identity = tuple(keys.get(key) for key in kind.unique)
        return () if missing or not all(isinstance(part, str | int | None) for part in identity) else identity
    if any(key not in keys for key in _PERSON):
        return ()
    return tuple(sorted((key, _plain(content)) for key, content in keys.items() if key not in _OWN))


def _plain(content: Any) -> str:
    return repr(sorted(map(str, content))) if isinstance(content, list | tuple) else repr(content)


# In the text ---------------------------------------------------------------------------------------------------


def united(
    base: Mapping[Key, Unit], ours: dict[Key, Unit], theirs: dict[Key, Unit]
) -> tuple[dict[Key, Unit], dict[Key, Unit], tuple[Duplicate, ...]]:
    """Both sides with one id for what both entered: that of the earlier entry; and which these are."""
    sides = [ours, theirs]
    duplicates = []
    for kind in kinds().values():  # a quick win before what refers to it
        if not kind.unique and kind.table != "participant":
            continue
        new = [_new(kind, base, *pair) for pair in (sides, sides[::-1])]
        for ids in pairs(kind, *new):
            places = [(kind.table, id, 0) for id in ids]
            moments = [(captured(side[place]), place) for side, place in zip(sides, places, strict=True)]
            late = 0 if moments[0] > moments[1] else 1
            kept = sides[1 - late][places[1 - late]]
            changed = _with_id(sides[late], places[late], kept)
            if changed is not None:
                sides[late] = changed
                name = words(kind.table, kept) or identified(kind.table, kept, *sides)
                duplicates.append(Duplicate(kind.table, ids[1 - late], ids[late], name))
    return sides[0], sides[1], tuple(duplicates)


def left(
    merged: Mapping[Key, Mapping[str, Any]], ours: Mapping[Key, Unit], theirs: Mapping[Key, Unit]
) -> tuple[Duplicate, ...]:
    """What is there twice only since both sides came together, and could not be united: one had changed what was there, or has two."""
    known = [_by_table({key: unit.data for key, unit in side.items()}) for side in (ours, theirs)]
    twice = []
    for table, entries in _by_table(merged).items():
        kind = kinds()[table]
        before = [_by_identity(kind, side.get(table, {})) for side in known]
        for identity, (first, *others) in _by_identity(kind, entries).items():
            for other in others:
                if not any({first, other} <= set(side.get(identity, ())) for side in before):
                    unit = ours.get((table, first, 0)) or theirs[table, first, 0]
                    name = words(table, unit) or identified(table, unit, ours, theirs)
                    twice.append(Duplicate(table, first, other, name, stays=True))
    return tuple(twice)


def _by_table(data: Mapping[Key, Mapping[str, Any]]) -> dict[str, dict[str, Mapping[str, Any]]]:
    """The entries of every kind of which no two may be alike, by id."""
    tables: dict[str, dict[str, Mapping[str, Any]]] = {
        kind.table: {} for kind in kinds().values() if kind.unique
    }
    for (table, id, number), keys in data.items():
        if table in tables and not number:
            tables[table][id] = keys
    return tables


def _new(
    kind: Kind, base: Mapping[Key, Unit], side: Mapping[Key, Unit], other: Mapping[Key, Unit]
) -> dict[str, dict[str, Any]]:
    """The entries of a kind that one side alone has, by id."""
    return {
        key[1]: unit.data
        for key, unit in side.items()
        if key[0] == kind.table and key not in base and key not in other and (*key[:2], 1) not in side
    }


def _with_id(side: Mapping[Key, Unit], place: Key, kept: Unit) -> dict[Key, Unit] | None:
    """A side with the id and the moment of capture of another entry for one of its own; None where that can't be done."""
    table, old, _number = place
    changed: dict[Key, Unit] = {}
    referring = {kind.table: names for kind in kinds().values() if (names := refers(kind, table))}
    for key, unit in side.items():
        own = key == place
        names = ["id"] if own else referring.get(key[0], [])
        data = renamed(unit.data, names, old, kept.key[1]) if names else unit.data
        if data is unit.data or data == unit.data:
            changed[key] = unit
            continue
        if own and "added" in data and "added" in kept.data:
            data["added"] = kept.data["added"]
        text = _rewritten(unit, names, old, kept, own)
        if not says(text, unit, data):
            return None
        key = kept.key if own else key
        changed[key] = replace(unit, key=key, text=text, data=data)
    return changed


def _rewritten(unit: Unit, names: list[str], old: str, kept: Unit, own: bool) -> str:
    """The text of an entry with another id under these keys; its `own` also in the banner, and with the moment."""
    moment = _MOMENT.match(parts(kept, "\n").values.get("added", "")) if own else None
    lines = []
    key = ""
    for line, begins in lines_of(unit.text):
        key = next(iter(key_lines(line)), "") if begins in ("key", "header") else key
        if own and begins == "comment" and line.strip() == f"# {old}":
            line = line.replace(old, kept.key[1])
        elif key in names:
            line = _WORD.sub(lambda word: _renamed(word[0], old, kept.key[1]), line)
        elif key == "added" and begins == "key" and moment:
            line = _MOMENT.sub(lambda match: match[1] + moment[2], line)
        lines.append(line)
    return "".join(lines)


def _renamed(word: str, old: str, new: str) -> str:
    """A string in quotes with another id where it is this one; a comment stays as somebody wrote it."""
    return word if word[0] == "#" or word[1:-1] != old else word[0] + new + word[-1]
