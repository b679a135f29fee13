"""What was done to one entry since the session was opened, step by step, told as a commit is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.edits import Add, Change, Remove, place, simple
from ..model.entry_types import Entry
from ..model.ids import EntryRef
from ..model.kinds import Kind, build, kinds, raw
from ..review.changes import Difference
from ..review.differences import Words, of_entry
from .workshop import Step, Workshop


def of_entry_in_run(workshop: Workshop, ref: EntryRef) -> Iterator[tuple[Step, Difference | None]]:
    """The steps that can be undone and that touched an entry, the newest first, each with what it changed in it.

    That is None where what stood there before can't be told any more, because others changed the entry since.
    """
    kind, session = kinds()[ref.kind], workshop.session
    words = Words.of(workshop.method, session)
    entry = session.find(*ref)
    now = raw(entry) if entry is not None else None
    for step in workshop.done:
        own = [change for change in simple(step.edit) if place(change) == ref]
        before = now
        for change in reversed(own):
            before = _before(change, before)
        if own and before != now:
            try:
                sides = _built(kind, before), _built(kind, now)
            except ValueError:
                yield step, None
            else:
                yield step, of_entry(kind, ref.id, (session, session), sides, words)
        now = before


def _before(change: Add | Remove | Change, now: dict[str, Any] | None) -> dict[str, Any] | None:
    """The keys of an entry before a change, from those after it."""
    match change:
        case Add():
            return None
        case Remove(entry=entry):
            return dict(entry)
        case Change(before=before):
            return {key: value for key, value in {**(now or {}), **before}.items() if value is not None}


def _built(kind: Kind, keys: dict[str, Any] | None) -> Entry | None:
    return build(kind, keys) if keys else None
