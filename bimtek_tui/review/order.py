"""Two orders of the same things: which of them stand elsewhere, as few as possible, and that in words.

Entries of a kind are such things, and items of a list whose order says something.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Sequence

from ..analysis.ordinals import LETTERS, letters
from ..analysis.tally import grouped
from ..i18n import _
from ..model.entries import Session


def in_both(old: Session, new: Session, table: str) -> list[tuple[list[str], list[str]]]:
    """The entries that both sessions have, in the order of the old and of the new one: a row for all that are counted as one."""
    before, after = old.entries(table), new.entries(table)
    if table not in LETTERS or LETTERS[table]:
        return [([id for id in before if id in after], [id for id in after if id in before])]
    stayed = [id for id in before if id in after and before[id].quadrant == after[id].quadrant]
    was = grouped(stayed, lambda entry: letters(table, before[entry]))
    among = set(stayed)
    now = grouped((id for id in after if id in among), lambda entry: letters(table, after[entry]))
    return [(was[row], now[row]) for row in was]


def moved(was: Sequence[str], now: Sequence[str]) -> frozenset[str]:
    """Those that stand elsewhere: pairs that changed places, or as few as leave all others in their order."""
    if pairs := swapped(was, now):
        return frozenset(id for pair in pairs for id in pair)
    places = {id: number for number, id in enumerate(was)}
    ends: list[int] = []
    chain: list[tuple[str, int]] = []  # an entry, and the index of the one before it
    tops: list[int] = []
    for id in now:  # the longest part of the new order that is in the old one (patience sorting)
        at = bisect.bisect_left(ends, places[id])
        chain.append((id, tops[at - 1] if at else -1))
        ends[at : at + 1] = [places[id]]
        tops[at : at + 1] = [len(chain) - 1]
    kept: set[str] = set()
    last = tops[-1] if tops else -1
    while last >= 0:
        id, last = chain[last]
        kept.add(id)
    return frozenset(now) - kept


def swapped(was: Sequence[str], now: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs that changed places, where all that stand elsewhere are such; else none."""
    places = {id: number for number, id in enumerate(was)}
    pairs = []
    for number, (before, after) in enumerate(zip(was, now, strict=True)):
        if before == after:
            continue
        other = places[after]
        if now[other] != before:
            return []
        if number < other:
            pairs.append((after, before))
    return pairs


def sentences(
    was: Sequence[str], now: Sequence[str], called: Callable[[str], str], place: Callable[[str], str]
) -> Iterator[str]:
    """What stands elsewhere, each in a sentence; `called` names it, `place` what it stands behind."""
    if pairs := swapped(was, now):
        for first, second in pairs:
            yield _("{first} and {second} changed places").format(first=called(first), second=called(second))
        return
    elsewhere = moved(was, now)
    for number, id in enumerate(now):
        if id not in elsewhere:
            continue
        if number:
            yield _("{entry} stands behind {other} now").format(
                entry=called(id), other=place(now[number - 1])
            )
        else:
            yield _("{entry} stands first now").format(entry=called(id))
