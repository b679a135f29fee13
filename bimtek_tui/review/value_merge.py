"""One value that both sides changed, made of both: sets, sequences, prose and times. Only what overlaps is a conflict."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from ..model.kinds import Field
from ..store.document import same

_EARLIER = frozenset({"at", "started", "opened"})
_LATER = frozenset({"ended", "closed"})
"""Keys that say when the same thing happened: of two beginnings or ticks the earlier counts, of two ends the later."""

_PERSON = "by"
"""The key that says who did it at that time: the time of one is never joined with the name of another, or of nobody."""

_LOOK_AGAIN = "facts"
"""The key that says what a text was last read against: where both did so against something else, somebody looks again."""


def of_both(field: Field, old: Any, ours: Any, theirs: Any) -> tuple[Any] | None:
    """The value that both sides make of `old` together, as a tuple of it alone; None where they contradict each other.

    A value of None means that the key goes. Which of two times counts is not decided here (`of_times`), but one moment
    with two offsets is the same time.
    """
    values = (old, ours, theirs)
    if isinstance(ours, dt.datetime) and isinstance(theirs, dt.datetime) and ours == theirs:
        return (min(ours, theirs, key=dt.datetime.isoformat),)
    if field.name == _LOOK_AGAIN:
        return (None,)
    if field.list == "set":
        return _union(*values) if all(value is None or _is_texts(value) for value in values) else None
    if field.list == "sequence":
        return _alone(three_way(*values)) if all(map(_is_texts, values)) else None
    if field.type == "p" and all(isinstance(value, str) for value in values):
        prose = "\n".join(three_way(*(value.rstrip("\n").split("\n") for value in values)) or ())
        return (prose,) if prose.strip() else None
    return None


def of_times(
    fields: Mapping[str, Field], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any]:
    """Which of two times of the same thing counts, by key, where both sides say something else under these keys.

    None at all when something that is no time differs, too: then it is not the same thing.
    """
    times: dict[str, Any] = {}
    for key in (ours.keys() & theirs.keys()) | {_PERSON}:
        if not same(ours.get(key), theirs.get(key)):
            if (time := _of_two(key, ours.get(key), theirs.get(key))) is None or key not in fields:
                return {}
            times[key] = time
    return times


def _of_two(key: str, ours: Any, theirs: Any) -> Any:
    if key not in _EARLIER | _LATER or not isinstance(ours, dt.date) or type(ours) is not type(theirs):
        return None
    try:
        times = sorted((ours, theirs), key=lambda time: (time, time.isoformat()))
    except TypeError:  # one has an offset, the other has none
        return None
    return times[0] if key in _EARLIER else times[1]


def _is_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _alone(items: list[str] | None) -> tuple[Any] | None:
    return None if items is None else (items or None,)


def _union(old: list[str] | None, ours: list[str] | None, theirs: list[str] | None) -> tuple[Any]:
    """A set with the changes of both sides."""
    old, ours, theirs = old or [], ours or [], theirs or []
    kept = [item for item in old if item in ours and item in theirs]
    added = [item for item in [*ours, *theirs] if item not in old]
    return (list(dict.fromkeys([*kept, *added])) or None,)


# Sequences -----------------------------------------------------------------------------------------------------


_MOST = 1_000_000
"""Pairs of items that are compared at most, those of a text of a thousand lines: finding what moved takes so long."""


class _Hunk(NamedTuple):
    """Items of the base from `start` to before `end`, and what one side has instead."""

    start: int
    end: int
    items: tuple[str, ...]

    @property
    def grows(self) -> bool:
        return len(self.items) > self.end - self.start


def three_way(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """The sequence with the changes of both sides, or None where these overlap.

    What is put in at one place on both sides overlaps, and so does what is put in beside a change of the other side:
    nobody can say which comes first. What would then stand there twice, or again, overlaps as well: both moved it.
    """
    if len(base) * max(len(ours), len(theirs)) > _MOST:
        return None
    merged: list[str] = []
    before = _Hunk(-1, -1, ())
    for hunk in sorted({*_hunks(base, ours), *_hunks(base, theirs)}):
        touching = hunk.start == before.end
        if hunk.start < before.end or (touching and (hunk.grows or before.grows)):
            return None
        merged += [*base[max(before.end, 0) : hunk.start], *hunk.items]
        before = hunk
    merged += base[max(before.end, 0) :]
    return merged if _as_often(base, ours, theirs, merged) else None


def _hunks(base: list[str], side: list[str]) -> list[_Hunk]:
    """What one side changed."""
    return [
        _Hunk(start, end, tuple(side[first:last]))
        for what, start, end, first, last in SequenceMatcher(None, base, side, autojunk=False).get_opcodes()
        if what != "equal"
    ]


def _as_often(base: list[str], ours: list[str], theirs: list[str], merged: list[str]) -> bool:
    """Whether every item stands there as often as the side has it that changed how often; empty lines are no matter."""
    was, left, right, made = map(Counter, (base, ours, theirs, merged))
    return all(
        made[item] == (right if left[item] == was[item] else left)[item]
        and (was[item] in (left[item], right[item]) or left[item] == right[item])
        for item in was | left | right
        if item.strip()
    )
