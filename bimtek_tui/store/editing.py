"""An edit done to the typed session and to its text together, or to neither."""

from __future__ import annotations

from collections.abc import Iterable

from .. import edits
from ..edits import Add, Change, Edit, Remove
from ..errors import CannotSave, Refused
from ..kinds import kinds
from .document import Patch
from .reading import Loaded


def perform(loaded: Loaded, edit: Edit) -> list[Patch]:
    """Do an edit; returns how the text changed. Raises Refused with one sentence, and nothing is changed."""
    done: list[tuple[Add | Remove | Change, Patch]] = []
    try:
        for one in edits.simple(edit):
            edits.apply(loaded.session, one)
            try:
                done.append((one, _write(loaded, one)))
            except CannotSave:
                _unapply(loaded, one)
                raise
    except (Refused, CannotSave) as error:
        for one, patch in reversed(done):
            _unapply(loaded, one)
            loaded.document.splice(patch.inverse)
        _in_order(loaded, edits.inverse(edit))
        raise error if isinstance(error, Refused) else Refused(str(error)) from error
    _in_order(loaded, edit)
    return [patch for _one, patch in done]


def take_back(loaded: Loaded, turned: Edit, patches: Iterable[Patch]) -> list[Patch]:
    """Do the inverse of an edit whose patches are known, so that the old bytes come back."""
    back = [patch.inverse for patch in reversed(list(patches))]
    for one in edits.simple(turned):
        edits.apply(loaded.session, one)
    for patch in back:
        loaded.document.splice(patch)
    _in_order(loaded, turned)
    return back


def replay(loaded: Loaded, given: Iterable[Edit]) -> tuple[list[Edit], list[str]]:
    """Do on what was read what edits come to, as far as it is not there already.

    Returns what was done, and the sentences about what does not fit any more.
    """
    done: list[Edit] = []
    refused: list[str] = []
    for one in edits.net(given):
        if edits.is_there(loaded.session, one):
            continue
        try:
            perform(loaded, one)
        except Refused as error:
            refused.append(str(error))
        else:
            done.append(one)
    return done, refused


def _write(loaded: Loaded, one: Add | Remove | Change) -> Patch:
    kind = kinds()[one.kind]
    match one:
        case Add(entry=entry):
            return loaded.document.add(kind, entry)
        case Remove(entry=entry):
            return loaded.document.remove(kind, entry["id"])
        case Change(id=identity, after=after):
            return loaded.document.change(kind, identity, after)


def _unapply(loaded: Loaded, one: Add | Remove | Change) -> None:
    for turned in edits.simple(edits.inverse(one)):
        edits.apply(loaded.session, turned)


def _in_order(loaded: Loaded, edit: Edit) -> None:
    """Entries that came back stand again where the file has them."""
    for table in {one.kind for one in edits.simple(edit) if isinstance(one, Add)}:
        entries = loaded.session.entries(table)
        blocks = loaded.document.blocks
        last = next(
            (block.place for block in reversed(blocks) if block.place and block.place[0] == table), None
        )
        if last is None or last[1] == next(reversed(entries), ""):
            continue  # a new one, which stands last in both
        places = [block.place for block in blocks if block.place and block.place[0] == table]
        found = {identity: entries[identity] for _table, identity in places}
        entries.clear()
        entries.update(found)
