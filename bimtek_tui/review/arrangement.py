"""In which order the entries of a kind stand in the file: which of them changed places, told in words.

The order is that of capture, by which people say numbers aloud (S3) and lists and books go.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence

from ..i18n import _
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.kinds import kinds
from .changes import Change, Difference
from .differences import Words, agencies_of, named, stage_of

KEY = "order of entries"
"""The key of the one change that such a difference has: the ids that moved, in the old and in the new order."""


def rearranged(old: Session, new: Session, words: Words) -> Iterator[Difference]:
    """A difference for each kind of which entries that both sessions have stand in another order."""
    numbers = Words.of(words.method, old).numbers
    for table, kind in kinds().items():
        if kind.single:
            continue
        before, after = old.entries(table), new.entries(table)
        was, now = [id for id in before if id in after], [id for id in after if id in before]
        if was == now:
            continue
        moved = _moved(was, now)
        sentences = tuple(_sentences(table, was, now, moved, words, numbers))
        first, second = (tuple(id for id in order if id in moved) for order in (was, now))
        stages = {stage_of(table, id, after[id], words.method, new, old) for id in second}
        agencies = dict.fromkeys(agency for id in second for agency in agencies_of(table, id, after[id], new))
        yield Difference(
            "order",
            stages.pop() if len(stages) == 1 else "",
            table,
            "",
            "",
            "",
            (Change(KEY, first, second, ((), sentences)),),
            agencies=tuple(agencies),
        )


def _moved(was: Sequence[str], now: Sequence[str]) -> frozenset[str]:
    """Those that stand elsewhere: two that changed places, or as few as leave all others in their order."""
    apart = [number for number, pair in enumerate(zip(was, now, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 2:
        return frozenset(now[number] for number in apart)
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


def _sentences(
    table: str,
    was: Sequence[str],
    now: Sequence[str],
    moved: frozenset[str],
    words: Words,
    numbers: Mapping[str, str],
) -> Iterator[str]:
    def called(id: str) -> str:
        name = named(words.numbers.get(id, ""), words.names.get(EntryRef(table, id), id))
        earlier = numbers.get(id, "")
        if earlier != words.numbers.get(id, ""):
            name = _("{entry} (was {number})").format(entry=name, number=earlier)
        return name

    if len(moved) == 2 and sum(pair[0] != pair[1] for pair in zip(was, now, strict=True)) == 2:
        first, second = (id for id in now if id in moved)
        yield _("{first} and {second} changed places").format(first=called(first), second=called(second))
        return
    for number, id in enumerate(now):
        if id not in moved:
            continue
        if number:
            yield _("{entry} stands behind {other} now").format(
                entry=called(id), other=named("", words.names.get(EntryRef(table, now[number - 1]), ""))
            )
        else:
            yield _("{entry} stands first now").format(entry=called(id))
