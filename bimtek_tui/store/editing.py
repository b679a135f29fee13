"""An edit done to the typed session and to its text together, or to neither."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..errors import CannotSave, Refused
from ..model import edits
from ..model.edits import Add, Change, Edit, Remove, Several
from ..model.kinds import explain, kinds
from . import layout
from .document import Patch
from .reading import Loaded


def with_texts(loaded: Loaded, edit: Edit) -> Edit:
    """The same edit with what the text has of the entries that it takes out or brings.

    Done, undone or replayed, it brings comments and unknown keys back with them.
    """
    changes = edits.simple(edit)
    bare = {edits.place(one) for one in changes if not isinstance(one, Change) and not one.text}
    texts = loaded.document.texts(bare) if bare else {}
    if not texts:
        return edit
    told = tuple(
        msgspec.structs.replace(one, text=texts[edits.place(one)])
        if not isinstance(one, Change) and _is_own(texts.get(edits.place(one), ""), one)
        else one
        for one in changes
    )
    return Several(edit.name, told) if isinstance(edit, Several) else told[0]


def _is_own(text: str, edit: Add | Remove) -> bool:
    """Whether a text has more than the keys of an entry in the form that it would be given again."""
    return text.strip() not in ("", layout.entry(kinds()[edit.kind], edit.entry).strip())


def perform(loaded: Loaded, edit: Edit) -> list[Patch]:
    """Do an edit; returns how the text changed. Raises Refused with one sentence, and nothing is changed."""
    changes: list[Add | Remove | Change] = []
    patches: list[Patch] = []
    try:
        for change in edits.simple(edit):
            edits.apply(loaded.session, change)
            changes.append(change)
            patches.append(_write(loaded, change))
        _settle(loaded, edit)
    except BaseException as error:  # whatever it is, also memory that ran out: both or neither
        _restore(loaded, changes, patches)
        if isinstance(error, CannotSave):
            raise Refused(str(error)) from error
        raise
    return patches


def take_back(loaded: Loaded, turned: Edit, patches: Iterable[Patch]) -> list[Patch]:
    """Do the inverse of an edit whose patches are known, so that the old bytes come back."""
    changes: list[Add | Remove | Change] = []
    back: list[Patch] = []
    try:
        for change in edits.simple(turned):
            edits.apply(loaded.session, change)
            changes.append(change)
        for patch in [patch.inverse for patch in reversed(list(patches))]:
            loaded.document.splice(patch)
            back.append(patch)
        _settle(loaded, turned)
    except BaseException:
        _restore(loaded, changes, back)
        raise
    return back


def _restore(loaded: Loaded, changes: list[Add | Remove | Change], patches: list[Patch]) -> None:
    """Session and text as they were before these."""
    for patch in reversed(patches):
        loaded.document.splice(patch.inverse)
    for change in reversed(changes):
        for turned in edits.simple(edits.inverse(change)):
            edits.apply(loaded.session, turned)
    for change in changes:
        _settle(loaded, edits.inverse(change))


def replay(loaded: Loaded, given: Iterable[Edit]) -> tuple[list[Edit], list[str]]:
    """Do on what was read what edits come to, as far as it is not there already: whole, else key by key.

    Returns what was done, and the sentences about what does not fit any more.
    """
    done: list[Edit] = []
    refused: list[str] = []
    left = edits.net(given)
    for edit in left:
        if edits.is_there(loaded.session, edit):
            continue
        try:
            perform(loaded, edit)
        except Refused as error:
            if isinstance(edit, Change) and len(edit.after) > 1:
                left += _by_key(edit)  # what nobody else touched is not lost with the rest
            else:
                refused.append(str(error))
        else:
            done.append(edit)
    return done, refused


def _by_key(change: Change) -> list[Change]:
    kind, id, before, after = change.kind, change.id, change.before, change.after
    return [Change(kind, id, {key: before.get(key)}, {key: value}) for key, value in after.items()]


def _write(loaded: Loaded, change: Add | Remove | Change) -> Patch:
    kind = kinds()[change.kind]
    match change:
        case Add(entry=entry, text=text):
            return loaded.document.add(kind, entry, text)
        case Remove(entry=entry):
            return loaded.document.remove(kind, entry["id"])
        case Change(id=identity, after=after):
            return loaded.document.change(kind, identity, after)


def _settle(loaded: Loaded, edit: Edit) -> None:
    """What goes with an edit once session and text have it."""
    _in_order(loaded, edit)
    _look_again(loaded, edit)


def _look_again(loaded: Loaded, edit: Edit) -> None:
    """A key that could not be read may have a value now; taken back, it has none again."""
    unread = loaded.session.unread
    for place in edits.changed_keys(edit) & unread.keys():
        if block := loaded.document.block(*place):
            problems = explain(kinds()[place.kind], block.data | block.under)
            unread[place] = frozenset(problem.key for problem in problems)


def _in_order(loaded: Loaded, edit: Edit) -> None:
    """Entries that came back stand again where the file has them."""
    added = [change.kind for change in edits.simple(edit) if isinstance(change, Add)]
    for table in set(added):
        entries = loaded.session.entries(table)
        blocks = loaded.document.blocks
        last = next(
            (block.place for block in reversed(blocks) if block.place and block.place[0] == table), None
        )
        if last is None or (added.count(table) == 1 and last[1] == next(reversed(entries), "")):
            continue  # a new one, which stands last in both
        places = [block.place for block in blocks if block.place and block.place[0] == table]
        in_place = {identity: entries[identity] for _table, identity in places}
        entries.clear()
        entries.update(in_place)
