"""A session file as others wrote it and ours in one: merged by id, or edit by edit where that can't be done."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .. import store, text
from ..errors import CannotSave, UnreadableFile
from ..i18n import _, ngettext
from ..model import names
from ..model.edits import Add, Change, Edit, Remove, Several, simple
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.kinds import KIND_WORDS, kinds, raw
from ..model.labels import key_label
from ..model.method import Method
from ..store import editing
from ..store.document import Document
from ..store.reading import Loaded
from .taken_back import taken_back

if TYPE_CHECKING:
    from ..review.conflicts import Conflict
    from ..review.differences import Difference
    from ..review.merging import Merged
    from ..review.table_merge import Side

Answer = tuple["Conflict", "Side"]
"""A conflict as somebody was asked about it, and whose side counts."""

_MANY = 5
_SHORT = 30
"""Groups of changes that one line names, and letters of an entry."""


class Ours(Struct, frozen=True):
    """Our state when somebody began to look: session, text, and the edits that are not in the file."""

    loaded: Loaded
    unsaved: tuple[Edit, ...]
    steps: int
    method: Method
    run: tuple[Edit, ...] = ()
    """All that was entered in this run, saved or not."""


class United(Struct, frozen=True):
    """Ours and theirs in one: what leads to it from the file, the file's text as the next base, what came in.

    `refused` says what of ours did not fit, where the two could not be merged by id.
    """

    loaded: Loaded
    unsaved: list[Edit]
    base: Document
    sentence: str
    refused: tuple[str, ...] = ()
    taken_back: Several | None = None
    """What was entered in this run and is as it was before in what others wrote."""


def freeze(
    loaded: Loaded, unsaved: Iterable[Edit], steps: int, method: Method, run: Iterable[Edit] = ()
) -> Ours:
    """Our state as it is now, for looking while it goes on being changed."""
    still = dataclasses.replace(loaded, session=loaded.session.copy(), document=loaded.document.copy())
    return Ours(still, tuple(unsaved), steps, method, tuple(run))


def unite(
    base: Document | None, ours: Ours, theirs: Loaded, answers: tuple[Answer, ...]
) -> United | tuple[Conflict, ...]:
    """Ours and theirs in one, or what contradicts each other in them; `base` is the text that both began with."""
    united = _united(base, ours, theirs, answers)
    return _with_losses(united, ours, answers) if isinstance(united, United) else united


def _with_losses(united: United, ours: Ours, answers: tuple[Answer, ...]) -> United:
    """The same with what theirs took back; what a person decided about is none of it."""
    decided = {EntryRef(conflict.table, conflict.id) for conflict, _side in answers}
    losses = taken_back(ours.run, ours.loaded.session, united.loaded.session, decided)
    if losses is None:
        return united
    told = editing.with_texts(ours.loaded, losses)
    return replace(united, taken_back=told)


def _united(
    base: Document | None, ours: Ours, theirs: Loaded, answers: tuple[Answer, ...]
) -> United | tuple[Conflict, ...]:
    """Ours and theirs in one, or what contradicts each other in them."""
    from ..review import conflicts

    as_read = theirs.document.copy()
    if not ours.unsaved or theirs.read_only:
        refused = (theirs.read_only,) if ours.unsaved else ()
        return United(theirs, [], as_read, summary(ours.loaded.session, theirs.session, ours.method), refused)
    result = _merged(base, ours, theirs, answers)
    if result is not None:
        merged, loaded = result
        if loaded is None:
            return merged.conflicts
        came = summary(ours.loaded.session, loaded.session, ours.method, decided=bool(answers))
        came = "; ".join((came, *map(conflicts.sentence, merged.notices)))
        left = between(theirs.session, loaded)
        # where nothing of ours is left their text counts, with its comments and order: ours would wait for the next edit
        return United(loaded if left else theirs, left, as_read, came)
    before = ours.loaded.session
    done, refusals = editing.replay(theirs, ours.unsaved)
    return United(
        theirs, done, as_read, summary(before, theirs.session, ours.method), tuple(dict.fromkeys(refusals))
    )


def _merged(
    base: Document | None, ours: Ours, theirs: Loaded, answers: tuple[Answer, ...]
) -> tuple[Merged, Loaded | None] | None:
    """Both merged by id, and read where no conflict is left; None where that can't be done (tables in an unusual order)."""
    from ..review import merging

    if base is None:
        return None
    sides = (base, ours.loaded.document, theirs.document)
    try:
        made = merging.merge(*sides)
        if made.conflicts:
            chosen = {conflict.place: side for conflict, side in answers if conflict in made.conflicts}
            if all(conflict.place in chosen for conflict in made.conflicts):
                made = merging.merge(*sides, chosen)
        if made.conflicts:
            return made, None
        loaded = store.parse(made.text.encode(), theirs.path)
    except (CannotSave, UnreadableFile):
        return None
    except Exception:  # noqa: BLE001 - a fault of the merge must not end the workshop: edits are replayed instead
        return None
    return None if loaded.read_only else (made, loaded)


def between(old: Session, loaded: Loaded) -> list[Edit]:
    """The edits that make another session of one."""
    new = loaded.session
    edits: list[Add | Remove | Change] = []
    for kind in kinds().values():
        places = [""] if kind.single else dict.fromkeys([*old.entries(kind.table), *new.entries(kind.table)])
        for id in places:
            was, now = old.find(kind.table, id), new.find(kind.table, id)
            if was == now:
                continue
            before, after = (raw(entry) if entry is not None else {} for entry in (was, now))
            if now is None and not kind.single:
                edits.append(Remove(kind.table, before))
            elif was is None and not kind.single:
                edits.append(Add(kind.table, after))
            else:
                keys = [key for key in kind.keys if before.get(key) != after.get(key)]
                change = ({key: values.get(key) for key in keys} for values in (before, after))
                edits.append(Change(kind.table, id, *change))
    return list(simple(editing.with_texts(loaded, Several("", tuple(edits)))))


def summary(old: Session, new: Session, method: Method, *, decided: bool = False) -> str:
    """What came in from outside, in one line; `decided` when somebody was asked what of it counts."""
    from ..review.differences import FIGURES, compare
    from ..review.wording import WHAT

    differing = [difference for difference in compare(old, new, method) if difference.table != FIGURES]
    if not differing and decided:
        return _("decided – what was entered here stays")
    if not differing:
        return _("taken in from outside – comments or layout only")
    if len(differing) == 1:
        return _("taken in from outside – {what}").format(what=_single_change(differing[0], old, new, method))
    counted = Counter((difference.table, difference.what) for difference in differing)
    tables = list(dict.fromkeys(table for table, _what in counted))
    parts = []
    for table in tables[:_MANY]:
        words = ", ".join(
            f"{number} {_(WHAT[what])}" for (of, what), number in counted.items() if of == table
        )
        parts.append(f"{_(KIND_WORDS[table])}: {words}")
    if rest := sum(number for (table, _what), number in counted.items() if table not in tables[:_MANY]):
        parts.append(ngettext("{number} more", "{number} more", rest).format(number=rest))
    return _("taken in from outside – {what}").format(what="; ".join(parts))


def _single_change(difference: Difference, old: Session, new: Session, method: Method) -> str:
    """What became of one entry, and of which keys."""
    from ..review.wording import WHAT

    word = _(KIND_WORDS[difference.table])
    if difference.id:
        session = old if difference.what == "removed" else new
        name = names.name(session, difference.table, difference.id, method=method)
        word += f" “{text.short(name, _SHORT)}”"
    words = f"{word} {_(WHAT[difference.what])}"
    if difference.what != "changed":
        return words
    return f"{words} ({', '.join(key_label(change.key) for change in difference.changes[:_MANY])})"
