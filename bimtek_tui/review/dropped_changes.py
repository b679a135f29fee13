"""What a merge dropped of its sides, key by key: a side changed it, and the result has it as it was before.

Where both sides changed the same differently somebody had to decide, and that is no loss. What is back since, and what
was changed again, is none either. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from .. import text
from ..i18n import _
from ..model.kinds import KIND_WORDS, Field, kinds
from ..store.document import same
from . import circles, duplicates, value_merge
from .units import TOP, Key, Unit, plain, words

Units = Mapping[Key, Unit]


class Drop(Struct, frozen=True):
    """A change of one side (by its number) that the result lacks; None is a value that is not there.

    With the key "" it is about the entry as a whole: captured by the side (`new` is it), or taken away.
    """

    side: int
    unit: Key
    key: str
    old: Any
    new: Any
    name: str = ""

    @property
    def entry(self) -> str:
        """The entry as people know it: by its words and id, else by its kind."""
        table, id, _number = self.unit
        if self.unit == TOP:
            return _("the head of the file")
        if self.name:
            return f"“{self.name}” ({text.short(id)})" if id else f"“{self.name}”"
        word = _(KIND_WORDS[table]) if table in KIND_WORDS else text.short(table)
        return f"{word} {text.short(id)}".rstrip()


def dropped(bases: Sequence[Units], sides: Sequence[Units], result: Units, now: Units) -> list[Drop]:
    """What of the sides the result of their merge lacks, and what is there `now` does not have either.

    With several bases (branches that were merged into each other) only what is so against each of them.
    """
    drops = [_undecided(base, sides, _against(base, sides, result, now)) for base in bases or ({},)]
    if len(sides) == 2 and any(drop.new is not None and not drop.key for drop in drops[0]):
        base = bases[0] if bases else {}
        *united, pairs = duplicates.united(base, dict(sides[0]), dict(sides[1]))
        if pairs:
            return dropped(
                bases, united, _with_their_ids(base, sides, result), _with_their_ids(base, sides, now)
            )
    others = [{_place(drop) for drop in against} for against in drops[1:]]
    return [drop for drop in drops[0] if all(_place(drop) in places for places in others)]


def _with_their_ids(base: Units, sides: Sequence[Units], units: Units) -> Units:
    """The same with the ids that the sides have once what both entered is one: it may be one of the sides as it was."""
    with_theirs, *_rest = duplicates.united(base, dict(units), dict(sides[1]))
    _ours, made, _pairs = duplicates.united(base, dict(sides[0]), with_theirs)
    return made


def _undecided(base: Units, sides: Sequence[Units], drops: Iterable[Drop]) -> list[Drop]:
    """Without what both sides merged into each other: that is asked about, and one of them has to give way."""
    drops = list(drops)
    if len(sides) != 2 or not any(drop.key == circles.INTO for drop in drops):
        return drops
    ours, theirs = sides
    held = circles.disputed(base, ours, theirs, lambda _key: None)
    return [drop for drop in drops if drop.key != circles.INTO or drop.unit not in held]


def _place(drop: Drop) -> tuple[int, Key, str]:
    return drop.side, drop.unit, drop.key


def _against(base: Units, sides: Sequence[Units], result: Units, now: Units) -> Iterator[Drop]:
    for place in dict.fromkeys(key for units in (base, *sides) for key in units):
        if place[1].startswith("\0"):  # known by its text alone
            continue
        was = base.get(place)
        there = [units.get(place) for units in sides]
        made = result.get(place)
        changed = [unit for unit in there if _text(unit) != _text(was)]
        if made is not None and all(_text(unit) == made.text for unit in changed):
            continue
        if made is None and all(unit is None for unit in changed) and changed:
            continue
        yield from _of_entry(place, was, there, made, now.get(place))


def _text(unit: Unit | None) -> str | None:
    return unit.text if unit else None


def _of_entry(
    place: Key, was: Unit | None, there: list[Unit | None], made: Unit | None, now: Unit | None
) -> Iterator[Drop]:
    """What the result lacks of one entry."""
    removers = [number for number, unit in enumerate(there) if unit is None] if was else []
    if was and removers:
        if (
            made
            and now
            and _untouched(was, made)
            and all(unit is None or _untouched(was, unit) for unit in there)
        ):
            for number in removers:
                yield Drop(number, place, "", was.data, None, words(place[0], was))
        return
    holders = [(number, unit) for number, unit in enumerate(there) if unit is not None]
    if made is None:
        if now is None:
            number, unit = next((pair for pair in holders if _text(pair[1]) != _text(was)), holders[-1])
            yield Drop(number, place, "", was and was.data, unit.data, words(place[0], unit))
        return
    if now is not None:
        yield from _of_keys(place, was, holders, made, now)


def _untouched(was: Unit, unit: Unit) -> bool:
    return was.text == unit.text or same(plain(was.data), plain(unit.data))


def _of_keys(
    place: Key, was: Unit | None, holders: list[tuple[int, Unit]], made: Unit, now: Unit
) -> Iterator[Drop]:
    kind = kinds().get("top" if place == TOP else place[0])
    fields = kind.keys if kind else {}
    before = plain(was.data) if was else {}
    sides = {number: plain(unit.data) for number, unit in holders}
    result, present = plain(made.data), plain(now.data)
    touched: dict[str, dict[int, Any]] = {}
    for key in dict.fromkeys(key for data in (before, *sides.values()) for key in data):
        values = {number: data.get(key) for number, data in sides.items()}
        touched[key] = {number: value for number, value in values.items() if not same(value, before.get(key))}
    for key, changes in touched.items():
        value = result.get(key)
        if not changes or not same(present.get(key), value):
            continue
        if key == "withdrawn" and _worked_on(touched, changes):  # one withdrew it, one worked on it: decided
            continue
        for number in _missing(fields.get(key), before.get(key), changes, value):
            name = words(place[0], was, made)
            yield Drop(number, place, key, before.get(key), changes[number], name)


def _worked_on(touched: Mapping[str, Mapping[int, Any]], withdrawals: Mapping[int, Any]) -> bool:
    """Whether a side that did not withdraw the entry changed anything that a withdrawing one has otherwise."""
    return any(
        number not in withdrawals and not all(same(changes.get(one, ...), value) for one in withdrawals)
        for changes in touched.values()
        for number, value in changes.items()
    )


def _missing(field: Field | None, old: Any, changes: Mapping[int, Any], value: Any) -> list[int]:
    """The sides whose change of a key is not in the value that came out."""
    merged = None
    if field and len(changes) == 2:
        merged = value_merge.of_both(field, old, *changes.values())
    if merged is not None and same(plain(merged[0]), value):
        return []
    if same(value, old):
        return list(changes)
    if merged is None or not any(same(value, change) for change in changes.values()):
        return []
    return [number for number, change in changes.items() if not same(value, change)]


def value_in(data: Mapping[str, Any], drop: Drop) -> Any:
    """What a version of the file (as read) says where something was dropped; for an entry whether it is there."""
    table, id, _number = drop.unit
    holder: Any = data if drop.unit == TOP else data.get(table)
    if isinstance(holder, list):
        entries = (entry for entry in holder if isinstance(entry, dict))
        holder = next((entry for entry in entries if entry.get("id") == id), None)
    if not drop.key:
        return holder is not None
    return plain(holder.get(drop.key)) if isinstance(holder, dict) else None


def has_change(data: Mapping[str, Any], drop: Drop) -> bool:
    """Whether a version of the file has the change that was dropped later."""
    value = value_in(data, drop)
    return bool(value) == (drop.new is not None) if not drop.key else same(value, drop.new)


def shown(value: Any) -> str:
    """A value of the file in a sentence."""
    if value is None:
        return _("empty")
    if isinstance(value, str):
        return f"“{text.short(value)}”"
    if isinstance(value, list | tuple):
        return text.short("[" + ", ".join(map(str, value)) + "]")
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else text.short(str(value))
