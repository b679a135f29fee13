"""The history of a session in words: what each commit brought. Pure.

A commit is told with what it changed against the one before it. Of a merge only that is told which was decided in it:
what the sides brought is told at their commits, and what both make together follows from it (`merge_decisions`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..model.method import Method
from ..store import Loaded
from .arrangement import rearranged
from .beyond_format import with_rest
from .changes import Difference
from .comparison import State, in_reading_order
from .differences import Words, entries, readable
from .merge_decisions import Wrote, decisions


class Step(Struct, frozen=True):
    """A commit, and what it brought; without an id it is what lies there and was not committed yet.

    `renamed_from` is the name that the file had before. `counts` are the entries of a file that came or went, by kind;
    `fault` is why this version can't be read, which is then taken for what stood there before. `remarks` are what else
    has to be said: where a change may be of another commit, what of a merge was not taken.
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
    remarks: tuple[str, ...] = ()


def brought(old: Loaded, new: Loaded, method: Method) -> tuple[Difference, ...]:
    """What a commit changed, entry by entry; what follows from it is not computed."""
    before, after, unread = readable(old.session, new.session, (old.findings, new.findings))
    words = Words.of(method, before, after)
    told = [*entries(before, after, words, unread), *rearranged(before, after, words)]
    return in_reading_order(with_rest(told, old.document.as_data(), new.document.as_data(), words))


def brought_by_merge(
    made: Loaded, sides: Sequence[Loaded], bases: Sequence[Loaded], method: Method, wrote: Wrote | None
) -> tuple[Difference, ...]:
    """What was decided in a merge; what can't be read on a side, or in the merge, is taken for what the other has."""
    new = made.session
    for side in sides:
        new = readable(side.session, new, (side.findings, made.findings))[1]
    others = [
        [readable(side.session, new, (side.findings, made.findings))[0] for side in among]
        for among in (sides, bases)
    ]
    return in_reading_order(decisions(new, others[0], others[1], method, wrote))


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
