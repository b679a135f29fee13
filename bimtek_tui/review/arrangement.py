"""In which order the entries of a kind stand in the file: which of them changed places, told in words.

The order is that of capture, by which people say numbers aloud (S3) and lists and books go. Factors and strategies
are numbered within their quadrant: what stands between those of another one is no change to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from ..i18n import _
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.kinds import kinds
from .changes import Change, Difference
from .differences import Words, agencies_of, named, stage_of
from .order import in_both, moved, sentences

KEY = "order of entries"
"""The key of the one change that such a difference has: the ids that moved, in the old and in the new order."""


def rearranged(old: Session, new: Session, words: Words) -> Iterator[Difference]:
    """A difference for each kind of which entries that both sessions have stand in another order."""
    earlier = Words.of(words.method, old).numbers
    for table, kind in kinds().items():
        if kind.single:
            continue
        rows = [row for row in in_both(old, new, table) if row[0] != row[1]]
        if not rows:
            continue
        name = partial(_name, table, words)
        called = partial(_called, table, words, earlier)
        said = [sentence for was, now in rows for sentence in sentences(was, now, called, name)]
        elsewhere = frozenset(id for was, now in rows for id in moved(was, now))
        first, second = (tuple(id for row in rows for id in row[side] if id in elsewhere) for side in (0, 1))
        after = new.entries(table)
        stages = {stage_of(table, id, after[id], words.method, new, old) for id in second}
        agencies = dict.fromkeys(agency for id in second for agency in agencies_of(table, id, after[id], new))
        yield Difference(
            "order",
            stages.pop() if len(stages) == 1 else "",
            table,
            "",
            "",
            "",
            (Change(KEY, first, second, ((), tuple(said))),),
            agencies=tuple(agencies),
        )


def _name(table: str, words: Words, id: str) -> str:
    return named("", words.names.get(EntryRef(table, id), id))


def _called(table: str, words: Words, earlier: Mapping[str, str], id: str) -> str:
    """An entry with its number, and with the one that it had where that is another."""
    number, before = words.numbers.get(id, ""), earlier.get(id, "")
    name = named(number, words.names.get(EntryRef(table, id), id))
    return name if number == before else _("{entry} (was {number})").format(entry=name, number=before)
