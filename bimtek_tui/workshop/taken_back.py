"""What was entered in this run and is gone again in a file that others wrote, as a stale copy of it has it.

A copy that lies in an editor or with a sync tool since before may come back and be taken for the news. Nobody can
tell it from a colleague who took the same things back; so what is missing is kept, told, and one undo away.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from ..i18n import _
from ..model import edits
from ..model.edits import Change, Edit, Remove, Several
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.kinds import kinds, raw


def taken_back(
    run: Iterable[Edit], ours: Session, united: Session, decided: Container[EntryRef] = ()
) -> Several | None:
    """What leads from our state to the united one of what was entered in this run, where that is as it was before.

    `run` are the edits of this run in their order. Entries that are missing are removals, keys that have a value from
    before again are changes; a value that nobody here ever saw is a colleague's work and not in it. Nor are entries
    about which a person `decided`. None for nothing.
    """
    earlier: dict[EntryRef, dict[str, list[Any]]] = {}
    for edit in run:
        for change in edits.simple(edit):
            values = earlier.setdefault(edits.place(change), {})
            if isinstance(change, Change):
                for key, value in change.before.items():
                    values.setdefault(key, []).append(value)
    losses = (_loss(place, values, ours, united) for place, values in earlier.items() if place not in decided)
    return edits.step(_("what others wrote over entries from here"), losses)


def _loss(
    place: EntryRef, earlier: dict[str, list[Any]], ours: Session, united: Session
) -> Remove | Change | None:
    mine, theirs = ours.find(*place), united.find(*place)
    if mine is None or mine == theirs:
        return None
    if theirs is None and not kinds()[place.kind].single:
        return Remove(place.kind, raw(mine))
    now, then = raw(mine), raw(theirs) if theirs is not None else {}
    lost = [
        key for key, values in earlier.items() if now.get(key) != then.get(key) and then.get(key) in values
    ]
    if not lost:
        return None
    before, after = ({key: values.get(key) for key in lost} for values in (now, then))
    return Change(place.kind, place.id, before, after)
