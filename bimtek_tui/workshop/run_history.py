"""What was done since the session was opened, step by step, told as a commit is told: of one entry, or of all."""

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
    for step, differences in in_run(workshop, ref):
        for difference in differences:
            yield step, difference


def in_run(
    workshop: Workshop, only: EntryRef | None = None
) -> Iterator[tuple[Step, Iterator[Difference | None]]]:
    """The steps that can be undone, the newest first, each with what it changed in each entry, or in one `only`.

    To be taken one after the other, as what stood there at a step follows from those after it.
    """
    session = workshop.session
    words = Words.of(workshop.method, session)
    now: dict[EntryRef, dict[str, Any] | None] = {}
    for step in workshop.done:
        changed: list[tuple[EntryRef, dict[str, Any] | None, dict[str, Any] | None]] = []
        by_entry: dict[EntryRef, list[Add | Remove | Change]] = {}
        for change in simple(step.edit):
            ref = EntryRef(*place(change))
            if only in (None, ref):
                by_entry.setdefault(ref, []).append(change)
        for ref, own in by_entry.items():
            if ref not in now:
                entry = session.find(*ref)
                now[ref] = raw(entry) if entry is not None else None
            before = after = now[ref]
            for change in reversed(own):
                before = _before(change, before)
            now[ref] = before
            if before != after:
                changed.append((ref, before, after))
        yield step, (_told(workshop, words, *change) for change in changed)


def _told(
    workshop: Workshop,
    words: Words,
    ref: EntryRef,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> Difference | None:
    kind, session = kinds()[ref.kind], workshop.session
    try:
        sides = _built(kind, before), _built(kind, after)
    except ValueError:
        return None
    return of_entry(kind, ref.id, (session, session), sides, words)


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
