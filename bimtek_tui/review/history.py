"""The history of a session in words: what each commit brought. Pure.

A commit is told with what it changed against the one before it. Of a merge only that is told which was decided in it:
what the sides brought is told at their commits, and what both make together follows from it (`merge_decisions`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..analysis.ordinals import LETTERS, ordinals
from ..i18n import _
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.method import Method
from ..store import Loaded
from .arrangement import rearranged
from .beyond_format import with_rest
from .changes import Change, Difference
from .comparison import State, in_reading_order
from .differences import Words, entries, readable
from .merge_decisions import Wrote, decisions

_BEARERS = {
    "budget": "program",
    "target": "of",
    "risk": "program",
    "quick_win": "program",
    "score": "quick_win",
    "cost": "quick_win",
    "milestone": "quick_win",
    "tally": "round",
}
"""The key by which an entry of a kind says what it is a part of; a bearer stands before what it bears."""


class Step(Struct, frozen=True):
    """A commit, and what it brought; without an id it is what lies there and was not committed yet.

    `renamed_from` is the name that the file had before. `counts` are the entries of a file that came or went, by kind;
    `fault` is why this version can't be read, which is then taken for what stood there before. `remarks` are what else
    has to be said: where a change may be of another commit, what of a merge was not taken. `tags` name the file as it
    was then.
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
    tags: tuple[str, ...] = ()


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


def belonging(id: str, *sessions: Session) -> frozenset[EntryRef]:
    """The entries that are nothing without one entry, or without others of these: budget rows, targets and costs of a program."""
    known = {id}
    refs = set()
    for table, key in _BEARERS.items():
        for session in sessions:
            for each, entry in session.entries(table).items():
                if getattr(entry, key) in known:
                    refs.add(EntryRef(table, each))
                    known.add(each)
    return frozenset(refs)


def renumbered(id: str, old: Session, new: Session, method: Method) -> Difference | None:
    """That an entry is called by another number aloud now; None where it is not, or where one session does not have it."""
    was, now = ordinals(old, *LETTERS).get(id, ""), ordinals(new, *LETTERS).get(id, "")
    if not (was and now) or was == now:
        return None
    table = next(kind for kind in LETTERS if id in new.entries(kind))
    sentence = _("said aloud as {now} now, before as {was}").format(now=now, was=was)
    name = Words.of(method, new).names.get(EntryRef(table, id), "")
    change = Change("number", was, now, ((), (sentence,)))
    return Difference("order", "", table, id, now, name, (change,))


def only(
    differences: Sequence[Difference], id: str, key: str = "", others: frozenset[EntryRef] = frozenset()
) -> tuple[Difference, ...]:
    """The differences in one entry, or in all of a table, and of these those in one key; `others` are wanted as well."""
    told = []
    for difference in differences:
        if (difference.table, difference.id) in others:
            told.append(difference)
            continue
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
