"""The numbers that people say aloud, when an entry goes to another quadrant: it becomes the last there, and that is said.

Entries are numbered in the order of the file. One that stayed in its place would come before others of its new quadrant,
and their numbers would shift while people vote by them.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..analysis.ordinals import ordinals
from ..i18n import _
from ..model import edits
from ..model.edits import Add, Change, Edit, Remove, Several
from ..model.entries import Session
from ..model.kinds import kinds, raw
from ..model.method import Method

_SHOWN = 4
"""So many new numbers of others are named."""
_WITHIN = "quadrant"
"""The key within which entries are numbered."""


def last_in_quadrant(edit: Edit, session: Session, method: Method) -> Edit:
    """The same edit, whose entries stand behind all others of their new quadrant."""
    changes = edits.simple(edit)
    moved = [change for change in changes if isinstance(change, Change) and _goes_elsewhere(change, session)]
    if not any(_would_come_before(change, session) for change in moved):
        return edit
    made: list[Add | Remove | Change] = []
    for change in changes:
        if change not in moved:
            made.append(change)
            continue
        before = raw(session.entries(change.kind)[change.id])
        after = {key: value for key, value in (before | change.after).items() if value is not None}
        made += [Remove(change.kind, before), Add(change.kind, after)]
    return Several(edits.title(edit, session, method), tuple(made))


def _goes_elsewhere(change: Change, session: Session) -> bool:
    entry = session.entries(change.kind).get(change.id) if not kinds()[change.kind].single else None
    return (
        entry is not None
        and change.after.get(_WITHIN, getattr(entry, _WITHIN, None)) != getattr(entry, _WITHIN, None)
        and all(raw(entry).get(key) == value for key, value in change.before.items())
    )


def _would_come_before(change: Change, session: Session) -> bool:
    entries = session.entries(change.kind)
    behind = list(entries).index(change.id) + 1
    return any(entry.quadrant == change.after[_WITHIN] for entry in list(entries.values())[behind:])


def numbered(edit: Edit, session: Session) -> dict[str, str]:
    """The numbers by id of the kinds of which an edit gives an entry another quadrant; before or after it is done."""
    kinds_moved = dict.fromkeys(
        change.kind for change in edits.simple(edit) if isinstance(change, Change) and _WITHIN in change.after
    )
    return ordinals(session, *kinds_moved) if kinds_moved else {}


def renumbered(before: Mapping[str, str], after: Mapping[str, str], edit: Edit) -> str:
    """Which numbers are others now: those of the edit's entries, and of those that stood behind them; "" for none."""
    own = {place.id for place in edits.changed_keys(edit)}
    changed = [
        (id not in own, f"{number} → {after[id]}")
        for id, number in before.items()
        if after.get(id, number) != number
    ]
    if not changed:
        return ""
    moved = [words for others, words in changed if not others]
    shifted = [words for others, words in changed if others]
    shown = ", ".join((*moved[:_SHOWN], *shifted[:_SHOWN]))
    more = max(0, len(moved) - _SHOWN) + max(0, len(shifted) - _SHOWN)
    return _("numbers now: {numbers}").format(numbers=f"{shown} (+{more})" if more else shown)
