"""What a conflict is about, in the words of the workshop: to put it before somebody who decides. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from ..i18n import _
from ..model import names
from ..model.entries import Session
from ..model.kinds import KIND_WORDS, kinds
from ..model.labels import capital, day, key_label
from ..model.method import Method
from .conflicts import Conflict
from .differences import Change, Difference, compare


class Question(Struct, frozen=True):
    """A conflict with the entry it is about, the key ("" for the entry as a whole), and what stands on each side.

    The three states are texts, a line or a paragraph each; `before` is what both began with.
    """

    conflict: Conflict
    entry: str
    key: str
    before: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def questions(
    conflicts: Iterable[Conflict], base: Session, ours: Session, theirs: Session, method: Method
) -> list[Question]:
    """The conflicts between two sides, ready to be asked."""
    sides = [
        {(difference.table, difference.id): difference for difference in compare(base, side, method)}
        for side in (ours, theirs)
    ]
    questions = []
    for conflict in conflicts:
        place = conflict.table, conflict.id
        left, right = (side.get(place) for side in sides)
        session = ours if ours.find(*place) is not None else theirs
        asked = _whole if not conflict.key or conflict.what == "withdrawn" else _of_key
        questions.append(
            Question(
                conflict,
                _entry(conflict, session, left or right, method),
                key_label(conflict.key) if conflict.key and conflict.what in ("changed", "circle") else "",
                *asked(conflict, left, right),
            )
        )
    return questions


def _entry(conflict: Conflict, session: Session, known: Difference | None, method: Method) -> str:
    """What people call the entry: its kind, the number they say aloud, its words."""
    table, id = conflict.table, conflict.id
    word = capital(_(KIND_WORDS[table])) if table in KIND_WORDS else table
    if not id:
        return word
    number = f"{known.number} " if known and known.number else ""
    if table in kinds() and session.find(table, id) is not None:
        return f"{word} {number}“{names.name(session, table, id, method=method)}”"
    return f"{word} “{conflict.name}” ({id})" if conflict.name else f"{word} {id}"


def _of_key(
    conflict: Conflict, left: Difference | None, right: Difference | None
) -> tuple[tuple[str, ...], ...]:
    """A key that both changed: its three values as people say them."""
    ours, theirs = (_change(side, conflict.key) for side in (left, right))
    raw = conflict.base, conflict.ours, conflict.theirs
    if ours is not None and theirs is not None:
        texts = ours.wordings[0] or theirs.wordings[0], ours.wordings[1], theirs.wordings[1]
        if all(words or value is None for words, value in zip(texts, raw, strict=True)):
            return texts
    if conflict.what == "circle":
        turned = (_("not merged: there it goes the other way round"),)
        return (), *(change.wordings[1] if change else turned for change in (ours, theirs))
    return tuple(_plain(value) for value in raw)  # what bimtek does not read, or can't use


def _change(side: Difference | None, key: str) -> Change | None:
    return next((change for change in side.changes if change.key == key), None) if side else None


def _whole(
    conflict: Conflict, left: Difference | None, right: Difference | None
) -> tuple[tuple[str, ...], ...]:
    """An entry that one side took away and the other worked on, or that can't be taken apart."""
    states: list[tuple[str, ...]] = []
    for value, side in ((conflict.ours, left), (conflict.theirs, right)):
        if conflict.what == "removed" and value is None:
            states.append((_("removed"),))
        elif conflict.what == "withdrawn" and value is not None:
            states.append((_("withdrawn: {reason}").format(reason=value),))
        else:
            kept = (_("kept and worked on:"),) if conflict.what != "changed" else ()
            states.append((*kept, *_worked_on(side)))
    return (), *states


def _worked_on(side: Difference | None) -> tuple[str, ...]:
    """The keys that one side changed, as it left them."""
    if side is None:
        return (_("comments or layout only"),)
    return tuple(
        f"{key_label(change.key)}: {'; '.join(change.wordings[1]) or '–'}"
        for change in side.changes
        if change.key not in ("withdrawn", "added")
    )


def _plain(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(word for part in value for word in _plain(part))
    if isinstance(value, dict):
        return tuple(f"{key} = {'; '.join(_plain(part))}" for key, part in value.items())
    return (day(value) if hasattr(value, "month") and not hasattr(value, "hour") else str(value),)
