"""The history of a session in words: what each commit brought. Pure.

A commit is told with what it changed against the one before it. Of a merge only that is told which no side had: what
the sides brought is told at their commits, and what both make together follows from it (`value_merge`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..model.entries import Session
from ..model.kinds import Field, Kind, kinds
from ..model.method import Method
from ..store import Loaded
from . import value_merge
from .arrangement import rearranged
from .beyond_format import with_rest
from .changes import Change, Difference
from .comparison import State, in_reading_order
from .differences import Words, entries, of_entry, readable

_TELLING = {"withdrawn", "merged_into", "status", "quadrant", "horizon"}
"""Keys by which an entry is more than changed: withdrawn, merged, dropped, restored, moved."""


class Step(Struct, frozen=True):
    """A commit, and what it brought; without an id it is what lies there and was not committed yet.

    `renamed_from` is the name that the file had before. `counts` are the entries of a file that came or went, by kind;
    `fault` is why this version can't be read, which is then taken for what stood there before.
    """

    commit: str
    date: dt.datetime | None
    author: str
    subject: str
    file: str
    state: State
    method: Method
    merge: bool = False
    renamed_from: str = ""
    counts: dict[str, int] = {}
    differences: tuple[Difference, ...] = ()
    fault: str = ""


def brought(old: Loaded, new: Loaded, method: Method) -> tuple[Difference, ...]:
    """What a commit changed, entry by entry; what follows from it is not computed."""
    before, after, unread = readable(old.session, new.session, (old.findings, new.findings))
    words = Words.of(method, before, after)
    told = [*entries(before, after, words, unread), *rearranged(before, after, words)]
    return in_reading_order(with_rest(told, old.document.as_data(), new.document.as_data(), words))


def brought_by_merge(
    made: Session, sides: Sequence[Session], bases: Sequence[Session], method: Method
) -> tuple[Difference, ...]:
    """What a merge has that none of its sides had, key by key, told against the first side that has the entry."""
    words = Words.of(method, *reversed(sides), made)
    told = []
    for kind in kinds().values():
        for id in _places(kind, made, sides):
            was = [side.find(kind.table, id) for side in sides]
            now = made.find(kind.table, id)
            if any(now is entry or now == entry for entry in was):
                continue
            if now is None and None in was:
                continue  # a side took it away
            against = next((number for number, entry in enumerate(was) if entry is not None), 0)
            difference = of_entry(kind, id, (sides[against], made), (was[against], now), words)
            if now is not None and was[against] is not None:
                base = [entry for side in bases if (entry := side.find(kind.table, id)) is not None]
                own = tuple(_own(kind, difference.changes, now, [e for e in was if e is not None], base))
                if not own:
                    continue
                what = difference.what if _TELLING & {change.key for change in own} else "changed"
                difference = replace(difference, what=what, changes=own)
            told.append(difference)
    return in_reading_order(told)


def _places(kind: Kind, made: Session, sides: Sequence[Session]) -> list[str]:
    if kind.single:
        return [""]
    return list(dict.fromkeys(id for session in (made, *sides) for id in session.entries(kind.table)))


def _own(
    kind: Kind, changes: Sequence[Change], now: Any, sides: Sequence[Any], bases: Sequence[Any]
) -> Iterator[Change]:
    """The changes to values that no side has, and that do not follow from what the sides changed."""
    for change in changes:
        field = kind.keys[change.key]
        value = getattr(now, field.name)
        values = [getattr(side, field.name) for side in sides]
        if value in values:
            continue
        olds = [getattr(base, field.name) for base in bases] or [None]
        if not any(_follows(field, value, old, values) for old in olds):
            yield change


def _follows(field: Field, value: Any, old: Any, values: Sequence[Any]) -> bool:
    """Whether a value is what two sides make of an older one together, as the merge does it."""
    if len(values) != 2:
        if field.list != "set" or not all(isinstance(side, tuple) for side in values):
            return False
        came = {item for side in values for item in side if item not in (old or ())}
        went = {item for item in old or () if any(item not in side for side in values)}
        return set(value or ()) == ({*(old or ())} | came) - went
    plain = [list(part) if isinstance(part, tuple) else part for part in (old, *values)]
    both = value_merge.of_both(field, *plain)
    if both is None:
        return False
    merged = both[0]
    if field.list == "set":
        return {*(merged or ())} == {*(value or ())}
    return (tuple(merged) if isinstance(merged, list) else merged) == value or (not merged and not value)


def only(differences: Sequence[Difference], id: str, key: str = "") -> tuple[Difference, ...]:
    """The differences in one entry, or in all of a table, and of these those in one key."""
    told = []
    for difference in differences:
        if id not in (difference.id, difference.table):
            continue
        if key and difference.what not in ("added", "removed"):
            changes = tuple(change for change in difference.changes if change.key == key)
            unread = tuple(unread for unread in difference.unread if unread.key in ("", key))
            if not (changes or unread):
                continue
            difference = replace(difference, changes=changes, unread=unread)
        elif key:
            changes = tuple(change for change in difference.changes if change.key == key)
            if not changes:  # it came, or went, without this key
                continue
            difference = replace(difference, changes=changes)
        told.append(difference)
    return tuple(told)
