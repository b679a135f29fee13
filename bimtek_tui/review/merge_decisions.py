"""What was decided in a merge: what none of its sides had, which side's value was kept, and what of the others was not taken. Pure.

What follows from the sides (`value_merge`) is no decision: it is told at the commits that brought it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..i18n import _, listed
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.kinds import Field, Kind, kinds
from ..model.labels import key_label
from ..model.method import Method
from . import value_merge
from .changes import Change, Difference
from .differences import Words, of_entry

_TELLING = {"withdrawn", "merged_into", "status", "quadrant", "horizon"}
"""Keys by which an entry is more than changed: withdrawn, merged, dropped, restored, moved."""
_SHOWN = 80
"""Characters of a value in the sentence on what was kept."""


class Hand(Struct, frozen=True):
    """Who did something to an entry, and when."""

    author: str
    at: dt.datetime


Hands = dict[tuple[EntryRef, str], Hand]
"""Who changed which entry (key ""), or which key of it, last."""
Wrote = Callable[[int, EntryRef, str], Hand | None]
"""Who changed an entry (key ""), or a key of it, last on one side of a merge alone; None: nobody."""


class Merge(Struct, frozen=True):
    """A merge with its sides and what these began with.

    `wrote` is None where what the sides began with is not known: then only that can be told which no side has.
    """

    made: Session
    sides: Sequence[Session]
    bases: Sequence[Session]
    wrote: Wrote | None
    words: Words


class _Places(Struct, frozen=True):
    """An entry in a merge: what it is there, on each side, and in what these began with."""

    merge: Merge
    kind: Kind
    id: str
    now: Any
    was: list[Any]
    base: list[Any]

    def wrote(self, side: int, key: str = "") -> Hand | None:
        return self.merge.wrote(side, EntryRef(self.kind.table, self.id), key) if self.merge.wrote else None

    def author(self, side: int, key: str = "") -> str:
        hand = self.wrote(side, key)
        return text.short(hand.author, 40) if hand and hand.author else "?"

    def against(self, side: int) -> Difference:
        """What the entry is in the merge, told against one side."""
        sessions = self.merge.sides[side], self.merge.made
        return of_entry(self.kind, self.id, sessions, (self.was[side], self.now), self.merge.words)


def decisions(
    made: Session, sides: Sequence[Session], bases: Sequence[Session], method: Method, wrote: Wrote | None
) -> Iterator[Difference]:
    """What a merge decided, entry by entry; each key is told against a side that has it otherwise."""
    merge = Merge(made, sides, bases, wrote, Words.of(method, *reversed(sides), made))
    for kind in kinds().values():
        for id in _ids(kind, made, sides):
            now = made.find(kind.table, id)
            was = [side.find(kind.table, id) for side in sides]
            if all(entry is now or entry == now for entry in was):
                continue
            base = [side.find(kind.table, id) for side in bases] or [None]
            places = _Places(merge, kind, id, now, was, base)
            told = _gone(places) if now is None else _kept(places)
            if told is not None:
                yield told


def _ids(kind: Kind, made: Session, sides: Sequence[Session]) -> list[str]:
    if kind.single:
        return [""]
    return list(dict.fromkeys(id for session in (made, *sides) for id in session.entries(kind.table)))


def changed_places(now: Session, before: Sequence[Session]) -> Iterator[tuple[EntryRef, str]]:
    """The entries (key "") and keys that a session has otherwise than all those before it."""
    for kind in kinds().values():
        for id in _ids(kind, now, before):
            entry = now.find(kind.table, id)
            olds = [session.find(kind.table, id) for session in before]
            if any(old is entry or old == entry for old in olds):
                continue
            yield EntryRef(kind.table, id), ""
            for key in kind.keys:
                if getattr(entry, key, None) not in [getattr(old, key, None) for old in olds]:
                    yield EntryRef(kind.table, id), key


def _gone(places: _Places) -> Difference | None:
    """An entry that a merge does not have: told where nobody took it out, or somebody else did something to it."""
    there = [side for side, entry in enumerate(places.was) if entry is not None]
    if len(there) == len(places.was):
        return places.against(there[0])
    if places.merge.wrote is None:
        return None
    gone = [side for side in range(len(places.was)) if side not in there]
    lost = [
        side for side in there if places.was[side] not in places.base or _is_later(places, side, gone, "")
    ]
    if not lost:
        return None
    others = listed([places.author(side) for side in lost])
    if places.base == [None] * len(places.base):
        reason = _("not taken: this entry ({others})").format(others=others)
    else:
        reason = _(
            "kept: that it was removed ({author}); not taken: what was changed in it ({others})"
        ).format(author=places.author(gone[0]), others=others)
    return replace(places.against(lost[0]), reason=reason)


def _kept(places: _Places) -> Difference | None:
    """An entry that a merge has: what of it was decided there."""
    there = [side for side, entry in enumerate(places.was) if entry is not None]
    if not there:
        return places.against(0)
    changes: list[Change] = []
    sentences: list[tuple[str, str]] = []
    against = there[0]
    refused = [side for side in range(len(places.was)) if side not in there]
    if places.merge.wrote is None or not any(entry is not None for entry in places.base):
        refused = []
    differences = {side: places.against(side) for side in there}
    keys = dict.fromkeys(change.key for one in differences.values() for change in one.changes)
    for key in keys:
        side, sentence = _of_key(places, places.kind.keys[key], there)
        if side is None:
            continue
        changes += [change for change in differences[side].changes if change.key == key]
        if sentence:
            sentences.append((key, sentence))
            against = side
    if not changes and not refused:
        return None
    parts = [
        _("{key}: {sentence}").format(key=key_label(key, places.kind.table), sentence=sentence)
        if len(sentences) > 1
        else sentence
        for key, sentence in sentences
    ]
    difference = differences[against]
    what = difference.what if _TELLING & {change.key for change in changes} else "changed"
    if refused:
        others = listed([places.author(side) for side in refused])
        parts.insert(0, _("not taken: that it was removed ({others})").format(others=others))
        what = "restored"
    return replace(difference, what=what, changes=tuple(changes), reason="; ".join(parts))


def _of_key(places: _Places, field: Field, there: list[int]) -> tuple[int | None, str]:
    """The side against which a key is told, None where it follows from the sides; and what was kept of it, and what not."""
    value = getattr(places.now, field.name)
    values = {side: getattr(places.was[side], field.name) for side in there}
    olds = [getattr(entry, field.name) for entry in places.base if entry is not None] or [None]
    follows = any(_follows(field, value, old, list(values.values())) for old in olds)
    kept = [side for side in there if values[side] == value]
    if not kept:
        return (None if follows else next(side for side in there if values[side] != value)), ""
    if places.merge.wrote is None:
        return None, ""
    lost = [
        side
        for side in there
        if side not in kept
        and (
            (values[side] not in olds and not follows)
            or (values[side] in olds and _is_later(places, side, kept, field.name))
        )
    ]
    if not lost:
        return None, ""
    changed = [side for side in kept if values[side] not in olds or places.wrote(side, field.name)]
    shown = _in_words(places, field, kept[0])
    if changed:
        begin = _("kept {value} ({author})").format(value=shown, author=places.author(changed[0], field.name))
    else:
        begin = _("kept {value}, as it was before").format(value=shown)
    others = listed(
        [f"{_in_words(places, field, side)} ({places.author(side, field.name)})" for side in lost]
    )
    return lost[0], _("{kept}; not taken: {others}").format(kept=begin, others=others)


def _is_later(places: _Places, side: int, others: Sequence[int], key: str) -> bool:
    """Whether one side did something and took it back after the others did what the merge has: it would stand above it."""
    back = places.wrote(side, key)
    hands = [hand for other in others if (hand := places.wrote(other, key))]
    return back is not None and all(back.at >= hand.at for hand in hands)


def _in_words(places: _Places, field: Field, side: int) -> str:
    """The value of a key on one side, as people say it."""
    sessions = places.merge.sides[side], places.merge.made
    told = of_entry(places.kind, places.id, sessions, (places.was[side], None), places.merge.words)
    said = "; ".join(
        part for change in told.changes if change.key == field.name for part in change.wordings[0]
    )
    return f"“{text.short(said, _SHOWN)}”" if said else "–"


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
