"""Every change that a person can make to a session, as a small frozen value with its inverse.

An edit says what is meant, in typed values; `apply` puts it into a session or refuses it with one sentence. It
knows neither the file nor the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from .. import text
from ..errors import Refused
from ..i18n import N_, _
from . import ids, names
from .entries import Session
from .entry_types import Captured, Entry
from .ids import EntryRef
from .kinds import KIND_WORDS, Field, Kind, build, explain, kind_of, kinds, raw
from .method import Method

WITHDRAWN = "ditarik"
"""The reason that is stored when somebody withdraws an entry without giving one."""


class Add(Struct, frozen=True, tag=True, omit_defaults=True):
    """A new entry of a kind; `entry` holds its keys, its id among them.

    `text` is what the file had of an entry that was there before, with comments and keys that nobody here knows.
    """

    kind: str
    entry: dict[str, Any]
    text: str = ""


class Remove(Struct, frozen=True, tag=True, omit_defaults=True):
    """The opposite of `Add`: the entry goes. People take entries back with `withdraw`, which keeps them."""

    kind: str
    entry: dict[str, Any]
    text: str = ""


class Change(Struct, frozen=True, tag=True):
    """Keys of one entry before and after; None means that the key is not there. Singletons have the id ""."""

    kind: str
    id: str
    before: dict[str, Any]
    after: dict[str, Any]


class Several(Struct, frozen=True, tag=True):
    """Edits that are one step for the person, done in this order."""

    name: str
    edits: tuple[Add | Remove | Change, ...]


Edit = Add | Remove | Change | Several


def inverse(edit: Edit) -> Edit:
    """The edit that takes this one back."""
    match edit:
        case Add(kind, entry, kept):
            return Remove(kind, entry, kept)
        case Remove(kind, entry, kept):
            return Add(kind, entry, kept)
        case Change(kind, identity, before, after):
            return Change(kind, identity, after, before)
        case Several(name, edits):
            return Several(name, tuple(inverse(edit) for edit in reversed(edits)))  # type: ignore[misc]


def simple(edit: Edit) -> tuple[Add | Remove | Change, ...]:
    """The single changes that an edit consists of."""
    return edit.edits if isinstance(edit, Several) else (edit,)


def apply(session: Session, edit: Add | Remove | Change) -> None:
    """Put one change into a session.

    Raises Refused, with the key at fault, when a value can't be taken, an id is there already, the entry is not
    there, a list can't be read in the file, or a key has another value by now than the edit was made for (somebody
    else changed it).
    """
    kind = kinds()[edit.kind]
    match edit:
        case Add(entry=entry):
            if not kind.single and entry.get("id") in session.entries(edit.kind):
                raise Refused(
                    _("there is an entry “{id}” already").format(id=text.short(str(entry["id"]))), "id"
                )
            _put(session, kind, _built(kind, entry))
        case Remove(entry=entry):
            there = session.entries(edit.kind).get(entry["id"])
            if there is None:
                raise Refused(_gone(session, edit.kind, entry["id"], entry))
            if there != _built(kind, entry):
                name = names.name(session, edit.kind, entry["id"])
                raise Refused(_("{id} was changed elsewhere in the meantime").format(id=f"“{name}”"))
            del session.entries(edit.kind)[entry["id"]]
        case Change(id=identity, before=before, after=after):
            if "id" in after:
                raise Refused(_("an id never changes"), "id")
            old = session.find(edit.kind, identity)
            if old is None and not kind.single:
                raise Refused(_gone(session, edit.kind, identity, before | after))
            now = raw(old) if old is not None else {}
            for key, value in before.items():
                if now.get(key) != value:
                    name = names.name(session, edit.kind, identity, before)
                    raise Refused(
                        _("“{key}” of {id} was changed elsewhere in the meantime").format(
                            key=key, id=f"“{name}”"
                        ),
                        key,
                    )
            _must_be_read(session, kind, identity, after)
            merged = {key: value for key, value in (now | after).items() if value is not None}
            if merged:
                _put(session, kind, _built(kind, merged))
            else:  # the last key of a singleton is gone
                setattr(session, kind.table, None)


def _must_be_read(session: Session, kind: Kind, id: str, after: Mapping[str, Any]) -> None:
    """Refuse a list in the place of one that can't be read: it was made without what stands there."""
    for key in session.unread.get(EntryRef(kind.table, id), frozenset()) & after.keys():
        if kind.keys[key].list:
            raise Refused(
                _(
                    "“{key}” of {id} can't be read in the file, so nothing is put in its place; mend it in an editor first (“bimtek check” names the line)"
                ).format(key=key, id=f"“{names.name(session, kind.table, id)}”"),
                key,
            )


def _gone(session: Session, kind: str, id: str, known: Mapping[str, Any]) -> str:
    return _("the entry “{id}” is not there any more").format(id=names.name(session, kind, id, known))


def _put(session: Session, kind: Kind, entry: Entry) -> None:
    if kind.single:
        setattr(session, kind.table, entry)
    else:
        session.entries(kind.table)[entry.id] = entry  # type: ignore[attr-defined]


def _built(kind: Kind, given: Mapping[str, Any]) -> Entry:
    values = dict(given)
    problems = explain(kind, values)
    if problems:
        raise Refused(problems[0].message, problems[0].key)
    return build(kind, values)


def is_there(session: Session, edit: Add | Remove | Change) -> bool:
    """Whether a change stands in the session already."""
    match edit:
        case Add(kind, entry):
            return entry["id"] in session.entries(kind)
        case Remove(kind, entry):
            return entry["id"] not in session.entries(kind)
        case Change(kind, identity, _before, after):
            there = session.find(kind, identity)
            now = raw(there) if there is not None else {}
            return all(now.get(key) == value for key, value in after.items())


def net(edits: Iterable[Edit]) -> list[Add | Remove | Change]:
    """What many edits come to, entry by entry: what was done and undone again is not in it."""
    sums: dict[EntryRef, list[Add | Remove | Change]] = {}
    for edit in edits:
        for change in simple(edit):
            sums[place(change)] = _and_then(sums.get(place(change), []), change)
    return [edit for edits in sums.values() for edit in edits]


def _and_then(done: list[Add | Remove | Change], then: Add | Remove | Change) -> list[Add | Remove | Change]:
    match done, then:
        case [Add(), *_], Remove():
            return []
        case [*_, Change(kind, identity, before, after)], Change():
            return done[:-1] + _difference(kind, identity, then.before | before, after | then.after)
        case [Change(before=before)], Remove(kind, entry, kept):
            earlier = {key: value for key, value in (entry | before).items() if value is not None}
            return [Remove(kind, earlier, kept)]
        case [Remove(kind, entry)], Add():
            return _difference(kind, entry["id"], entry, then.entry)
    return [*done, then]


def _difference(
    kind: str, identity: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[Add | Remove | Change]:
    keys = [key for key in kinds()[kind].keys if old.get(key) != new.get(key)]
    if not keys:
        return []
    return [Change(kind, identity, {key: old.get(key) for key in keys}, {key: new.get(key) for key in keys})]


def place(edit: Add | Remove | Change) -> EntryRef:
    """Kind and id of the entry that a single change is about."""
    return EntryRef(edit.kind, edit.id if isinstance(edit, Change) else edit.entry.get("id", ""))


def changed_keys(edit: Edit) -> set[EntryRef]:
    """Kind and id of every entry that an edit touches."""
    return {place(change) for change in simple(edit)}


# Making edits -------------------------------------------------------------------------------------------------


def _stored(field: Field, value: Any) -> Any:
    """A value as the file gives it back: clean text, tuples, whole seconds; None for nothing."""
    if isinstance(value, str):
        value = text.prose(value) if field.type == "p" else text.line(value)
    elif isinstance(value, list | tuple):
        value = tuple(stored for part in value if (stored := _stored(field, part)) is not None)
    elif isinstance(value, dt.datetime):
        value = value.replace(microsecond=0)
    return None if value in ("", ()) else value


def _given(kind: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that have a value, in the order of the kind."""
    values = {key: _stored(of, keys[key]) for key, of in kinds()[kind].keys.items() if key in keys}
    return {key: value for key, value in values.items() if value is not None}


def capture(session: Session, kind: str, keys: Mapping[str, Any], now: dt.datetime) -> Add:
    """The edit that takes down a new entry: a minted id first, the moment of capture last.

    `now` must carry its offset; it is stored to the second. For a kind without prefix the keys hold the id.
    """
    prefix = kinds()[kind].prefix
    own = {"id": ids.mint(prefix, session.entries(kind)), "added": now} if prefix else {}
    return Add(kind, _given(kind, {**keys, **own}))


def revise(entry: Entry, /, **after: Any) -> Change | None:
    """The edit that gives keys of an entry new values (None takes one out), or None when nothing changes."""
    kind = kind_of(entry)
    now = raw(entry)
    wished = {key: _stored(kind.keys[key], value) for key, value in after.items() if now.get(key) != value}
    changed = {key: value for key, value in wished.items() if now.get(key) != value}
    if not changed:
        return None
    return Change(kind.table, now.get("id", ""), {key: now.get(key) for key in changed}, changed)


def set_single(session: Session, kind: str, /, **after: Any) -> Change | None:
    """Like `revise` for a singleton that may not be there yet (``plan``, ``commitment`` ...)."""
    entry = session.single(kind)
    if entry is not None:
        return revise(entry, **after)
    values = _given(kind, after)
    return Change(kind, "", dict.fromkeys(values), values) if values else None


def put(session: Session, kind: str, identity: str, /, **after: Any) -> Edit | None:
    """Like `revise` for an entry whose id comes from the method and that may not be there yet."""
    entry = session.entries(kind).get(identity)
    return revise(entry, **after) if entry is not None else Add(kind, _given(kind, {**after, "id": identity}))


def referring(session: Session, kind: str, id: str) -> list[EntryRef]:
    """Kind and id of every entry that names an entry of this kind and id, whether or not it counts."""
    return [
        EntryRef(of.table, key)
        for of in kinds().values()
        for field in of.fields
        if kind in field.refs
        for key, entry in session.entries(of.table).items()
        if (value := getattr(entry, field.name)) and id in (value if field.list else (value,))
    ]


def withdraw(entry: Captured, reason: str = "") -> Change | None:
    """The edit that takes an entry back: it stays in the file with the reason and no longer counts."""
    return revise(entry, withdrawn=text.line(reason) or WITHDRAWN)


def restore(entry: Captured) -> Change | None:
    """The edit that makes a withdrawn entry count again."""
    return revise(entry, withdrawn=None)


def step(name: str, edits: Iterable[Edit | None]) -> Several | None:
    """Edits as one step under a name of its own, also when it is only one; None when there is nothing to do."""
    flat = tuple(change for edit in edits if edit is not None for change in simple(edit))
    return Several(name, flat) if flat else None


def together(name: str, edits: Iterable[Edit | None]) -> Edit | None:
    """Edits as one step, which keeps its own name when it is only one; None when there is nothing to do."""
    whole = step(name, edits)
    return whole.edits[0] if whole and len(whole.edits) == 1 else whole


_TITLES = {
    "add": N_("{kind} “{text}”"),
    "change": N_("change of {kind} “{text}”"),
    "withdraw": N_("withdrawal of {kind} “{text}”"),
    "remove": N_("removal of {kind} “{text}”"),
}


def title(edit: Edit, session: Session, method: Method | None = None) -> str:
    """What an edit is called when it is undone or told, with the beginning of the entry's text."""
    if isinstance(edit, Several):
        return edit.name
    if isinstance(edit, Change):
        shown = names.name(session, edit.kind, edit.id, edit.before | edit.after, method)
        form = "withdraw" if edit.after.get("withdrawn") else "change"
    else:
        shown = names.name(session, edit.kind, edit.entry.get("id", ""), edit.entry, method)
        form = "add" if isinstance(edit, Add) else "remove"
    return _(_TITLES[form]).format(kind=_(KIND_WORDS[edit.kind]), text=shown)


# The journal's form -------------------------------------------------------------------------------------------


def encode(edit: Edit) -> bytes:
    """An edit as one line of JSON (without line break)."""
    return msgspec.json.encode(edit)


_EDITS = msgspec.json.Decoder(Add | Remove | Change | Several)


def decode(line: bytes | str) -> Edit:
    """The edit of a line that `encode` wrote. Raises ValueError when the line is damaged or of another program."""
    loose = _EDITS.decode(line)
    typed_edits = tuple(_typed(change) for change in simple(loose))
    return Several(loose.name, typed_edits) if isinstance(loose, Several) else typed_edits[0]


def _typed(edit: Add | Remove | Change) -> Add | Remove | Change:
    kind = kinds().get(edit.kind)
    if kind is None:
        raise ValueError(edit.kind)

    def values(given: dict[str, Any]) -> dict[str, Any]:
        return {
            key: value if value is None else msgspec.convert(value, kind.keys[key].hint, strict=False)
            for key, value in given.items()
            if key in kind.keys
        }

    if not kind.single and not (edit.id if isinstance(edit, Change) else edit.entry.get("id")):
        raise ValueError("id")
    match edit:
        case Change(table, identity, before, after):
            return Change(table, identity, values(before), values(after))
        case Add(table, entry, kept):
            return Add(table, values(entry), kept)
        case Remove(table, entry, kept):
            return Remove(table, values(entry), kept)
