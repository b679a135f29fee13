"""Entries that two sides merged into each other: each side was right, and both together leave no entry that counts.

Key by key there is no conflict in that, as every entry was changed on one side only; so it is held up here and asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from ..model.kinds import kinds
from ..store.document import same
from .units import Key, Unit

INTO = "merged_into"
_Side = Literal["ours", "theirs"]


def disputed(
    base: Mapping[Key, Unit],
    ours: Mapping[Key, Unit],
    theirs: Mapping[Key, Unit],
    choice: Callable[[Key], _Side | None],
) -> dict[Key, bool]:
    """The entries in whose `merged_into` the sides make a circle, and whether what was chosen there settles it."""
    tables = {kind.table for kind in kinds().values() if INTO in kind.keys}
    both = {key for key in ours if key[0] in tables and key in theirs}

    def into(side: Mapping[Key, Unit], key: Key) -> str | None:
        value = side[key].data.get(INTO) if key in side else None
        return value if isinstance(value, str) else None

    def merged(winner: _Side) -> dict[Key, str | None]:
        """Where every entry goes when this side wins what both changed."""
        targets = {}
        for key in {**ours, **theirs}:
            if key[0] not in tables:
                continue
            old, left, right = into(base, key), into(ours, key), into(theirs, key)
            if key not in both:
                targets[key] = left or right
            elif same(left, right) or right == old:
                targets[key] = left
            elif left == old:
                targets[key] = right
            else:
                targets[key] = left if winner == "ours" else right
        return targets

    held: set[Key] = set()  # a circle that one side made all by itself is no matter of merging
    winners: tuple[_Side, ...] = ("ours", "theirs")
    for winner in winners:
        targets = merged(winner)
        for circle in _circles(targets):
            if not any(all(into(side, key) == targets[key] for key in circle) for side in (ours, theirs)):
                held |= {key for key in circle if key in both and into(ours, key) != into(theirs, key)}
    if not held:
        return {}
    sides: dict[_Side, Mapping[Key, Unit]] = {"ours": ours, "theirs": theirs}
    chosen = merged("ours")
    for key in both:
        side = choice(key)
        if side is not None and into(ours, key) != into(theirs, key):
            chosen[key] = into(sides[side], key)
        elif key in held:
            chosen[key] = None
    again = {key for circle in _circles(chosen) for key in circle}
    return {key: key not in again for key in held}


def _circles(targets: Mapping[Key, str | None]) -> Iterator[list[Key]]:
    """Every circle of entries of one table."""
    done: set[Key] = set()
    for start in targets:
        path: dict[Key, None] = {}
        here: Key | None = start
        while here is not None and here in targets and here not in done and here not in path:
            path[here] = None
            target = targets[here]
            here = None if target is None else (here[0], target, 0)
        if here in path:
            keys = list(path)
            yield keys[keys.index(here) :]
        done.update(path)
