"""Edits on several entries at once, each one step for the person: move, set, withdraw, merge, take apart, sort, capture.

Every function makes one edit that is named for what it does and to how many entries, None when nothing would change,
or raises Refused with one sentence. Nothing here changes a session, and nothing is summed or rewritten in passing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import text
from ..errors import Refused
from ..i18n import _, listed, ngettext
from ..model import edits, ids, values
from ..model.edits import Add, Change, Edit, Several
from ..model.entries import Program, Session
from ..model.entry_types import Captured
from ..model.ids import EntryRef
from ..model.kinds import IN_ORDER, KIND_WORDS, Field, explain, explain_value, kind_of, kinds
from ..model.labels import key_label, value_label
from ..model.method import Method, name_of
from . import inheritance, tags
from .spoken import Piece

MOVABLE = ("quadrant", "horizon", "element", "kind", "dimension", "track")
"""The keys by which entries are moved; ``kind`` is that of a note."""

SORTED = "dipilah ke {id}"
"""The reason that is stored when an inbox line became an entry of its own; the file speaks Indonesian."""
_WITHIN = {"dimension": "subdimension", "element": "aspect"}
"""A key, and the key whose values belong to one value of it each."""


# Moving ---------------------------------------------------------------------------------------------------------


def movable(places: Iterable[EntryRef]) -> list[str]:
    """The keys by which all of these can be moved."""
    tables = {table for table, _id in places}
    return [key for key in MOVABLE if tables and all(_moves(table, key) for table in tables)]


def _moves(table: str, key: str) -> bool:
    return not kinds()[table].single and key in MOVABLE and key in kinds()[table].keys


def move(
    session: Session, method: Method, places: Iterable[EntryRef], key: str, value: str | None
) -> Edit | None:
    """Give entries another quadrant, horizon, element, note kind, dimension or track (None: none).

    A sub-dimension or an aspect that belongs elsewhere goes in the same step. Raises Refused, naming what does not
    fit, when one of the entries has no such key or does not take the value.
    """
    entries = _entries_at(session, places)
    without = [entry for entry in entries if not _moves(kind_of(entry).table, key)]
    if without:
        raise Refused(
            _("nothing was moved, as these have no “{key}”: {entries}; unmark them").format(
                key=key_label(key), entries=_named(without)
            ),
            key,
        )
    for entry in entries:
        if reason := _why_not(kind_of(entry).keys[key], value):
            others = [other for other in entries if kind_of(other) == kind_of(entry)]
            raise Refused(
                _("nothing was moved: {entries}: {reason}").format(entries=_named(others), reason=reason), key
            )
    made = [_given(method, entry, {key: value}) for entry in entries]
    number = sum(edit is not None for edit in made)
    name = (
        ngettext("taking “{key}” out of {number} entry", "taking “{key}” out of {number} entries", number)
        if value is None
        else ngettext("move of {number} entry to {place}", "move of {number} entries to {place}", number)
    )
    place = value_label(name_of(method.values("program", key) or {}, value or ""))
    return edits.step(name.format(number=number, place=text.short(place, 40), key=key_label(key)), made)


def _why_not(field: Field, value: str | None) -> str:
    if value is None:
        return _("“{key}” is needed there").format(key=key_label(field.name)) if field.required else ""
    problem = explain_value(field, value)
    return problem.message if problem else ""


def _given(method: Method, entry: Any, keys: Mapping[str, Any]) -> Change | None:
    """An entry with these keys, and without the sub-dimension or aspect that belongs elsewhere."""
    after = dict(keys)
    for key, inner in _WITHIN.items():
        value = keys.get(key)
        if key in keys and inner not in keys and getattr(entry, key) != value:
            home = method.homes[inner]
            if value in home.values() and home.get(getattr(entry, inner, None) or "", value) != value:
                after[inner] = None
    return edits.revise(entry, **after)


# Setting --------------------------------------------------------------------------------------------------------


def set_all(
    session: Session, method: Method, places: Iterable[EntryRef], keys: Mapping[str, Any]
) -> Edit | None:
    """Give entries the same values (None: none) as one step; a value that one of them can't have refuses all of it.

    Raises Refused, naming the entries whose last year would lie before the first.
    """
    entries = _entries_at(session, places)
    for table, first, last in IN_ORDER:
        wrong = [
            entry
            for entry in entries
            if kind_of(entry).table == table
            and (end := keys.get(last, getattr(entry, last))) is not None
            and (begin := keys.get(first, getattr(entry, first))) is not None
            and end < begin
        ]
        if wrong:
            raise Refused(
                _("nothing was set, as the years of these would end before they begin: {entries}").format(
                    entries=_named(wrong)
                ),
                last,
            )
    made = [_given(method, entry, keys) for entry in entries]
    number = sum(edit is not None for edit in made)
    name = ngettext("“{key}” of {number} entry", "“{key}” of {number} entries", number)
    words = listed([key_label(key, kind_of(entries[0]).table) for key in keys]) if entries else ""
    return edits.step(name.format(number=number, key=words), made)


# Withdrawing ----------------------------------------------------------------------------------------------------


def withdraw(session: Session, places: Iterable[EntryRef], reason: str = "") -> Edit | None:
    """Take entries back with one reason; what is withdrawn already keeps its own. Raises Refused."""
    made = [
        edits.withdraw(entry, reason)
        for entry in _captured_entries(session, places)
        if entry.withdrawn is None
    ]
    number = len(made)
    name = ngettext("withdrawal of {number} entry", "withdrawal of {number} entries", number)
    return edits.together(name.format(number=number), made)


def restore(session: Session, places: Iterable[EntryRef]) -> Edit | None:
    """Make those of the entries count again that were withdrawn. Raises Refused."""
    made = [edits.restore(entry) for entry in _captured_entries(session, places)]
    number = sum(edit is not None for edit in made)
    name = ngettext("restoring of {number} entry", "restoring of {number} entries", number)
    return edits.step(name.format(number=number), made)


def _captured_entries(session: Session, places: Iterable[EntryRef]) -> list[Captured]:
    entries = _entries_at(session, places)
    fixed = [entry for entry in entries if not isinstance(entry, Captured)]
    if fixed:
        raise Refused(
            _("nothing was changed, as these can't be withdrawn: {entries}; unmark them").format(
                entries=_named(fixed)
            )
        )
    return entries


# Merging --------------------------------------------------------------------------------------------------------


def merge(session: Session, survivor: EntryRef, others: Iterable[EntryRef], words: str = "") -> Edit | None:
    """Let other entries point to the one that stays, which may get other words in the same step.

    What it has stays its own, since a sum would be a new figure that nobody gave; what it lacks it takes over. What
    was merged into one of the others before still points to that one. Raises Refused for entries of another kind, for the survivor among
    the others, and for what is withdrawn or merged elsewhere, through which no circle can arise.
    """
    table, id = survivor
    if "merged_into" not in kinds()[table].keys:
        raise Refused(_("only SWOT entries and programs are merged; withdraw what is there twice"))
    (kept,) = _entries_at(session, [survivor])
    given = _entries_at(session, others)
    _must_stand(session, kept)
    if kept in given:
        raise Refused(
            _("{entries} can't be merged into itself; mark the others").format(entries=_named([kept]))
        )
    for wrong, sentence in (
        ([entry for entry in given if kind_of(entry).table != table],
         _("nothing was merged into {kept}, as these are of another kind: {entries}; unmark them")),
        ([entry for entry in given if getattr(entry, "withdrawn", None) is not None],
         _("nothing was merged into {kept}, as these are withdrawn: {entries}; restore or unmark them")),
        ([entry for entry in given if getattr(entry, "merged_into", None) not in (None, id)],
         _("nothing was merged into {kept}, as these were merged elsewhere before: {entries}; take them apart there first")),
    ):  # fmt: skip
        if wrong:
            raise Refused(sentence.format(kept=_named([kept]), entries=_named(wrong)), "merged_into")
    made: list[Edit | None] = [edits.revise(entry, merged_into=id) for entry in given]
    number = sum(edit is not None for edit in made)
    taken = inheritance.inherited(session, kept, [entry for entry in given if entry.merged_into is None])
    mended = {kinds()[table].text_key: words} if words.strip() else {}
    made += [edits.revise(kept, **(taken.keys | mended)), *taken.edits(session, id)]
    name = ngettext(
        "merging of {number} entry into “{text}”", "merging of {number} entries into “{text}”", number
    )
    return edits.step(name.format(number=number, text=text.short(_words(kept), 40)), made)


def _must_stand(session: Session, kept: Any) -> None:
    """Raise Refused when an entry does not count, so that what is merged into it would be lost."""
    name = _named([kept])
    into = session.entries(kind_of(kept).table).get(kept.merged_into or "")
    if kept.withdrawn is not None:
        raise Refused(
            _("{entries} is withdrawn, so nothing is merged into it; restore it first").format(entries=name)
        )
    if kept.merged_into is not None:
        raise Refused(
            _("{entries} was merged into {into} itself; merge into that one, or take it apart first").format(
                entries=name, into=_named([into]) if into else text.short(kept.merged_into)
            ),
            "merged_into",
        )
    if isinstance(kept, Program) and kept.status == "dropped":
        raise Refused(
            _("{entries} is dropped, so nothing is merged into it; give it another status first").format(
                entries=name
            ),
            "status",
        )


def merged_in(session: Session, place: EntryRef) -> list[Any]:
    """The entries that point to this one, without those that point to them."""
    table, id = place
    if "merged_into" not in kinds()[table].keys:
        return []
    return [entry for entry in session.entries(table).values() if entry.merged_into == id]


def take_apart(session: Session, place: EntryRef) -> Edit:
    """Let all entries that point to this one stand by themselves again. Raises Refused when there are none."""
    (kept,) = _entries_at(session, [place])
    entries = merged_in(session, place)
    if not entries:
        raise Refused(
            _("nothing was merged into {entries}; put the cursor on one that was").format(
                entries=_named([kept])
            )
        )
    return _apart(entries)


def take_out(session: Session, places: Iterable[EntryRef]) -> Edit | None:
    """Let these merged entries stand by themselves again, and no others. Raises Refused for what is not merged."""
    entries = _entries_at(session, places)
    whole = [entry for entry in entries if getattr(entry, "merged_into", None) is None]
    if whole:
        raise Refused(
            _("nothing was taken apart, as these are not merged: {entries}; unmark them").format(
                entries=_named(whole)
            )
        )
    return _apart(entries) if entries else None


def _apart(entries: Sequence[Any]) -> Edit:
    name = ngettext("taking apart of {number} entry", "taking apart of {number} entries", len(entries))
    made = [edits.revise(entry, merged_into=None) for entry in entries]
    return Several(name.format(number=len(entries)), tuple(edit for edit in made if edit is not None))


# Sorting and capturing ------------------------------------------------------------------------------------------


def sort_out(
    session: Session,
    notes: Iterable[str],
    kind: str,
    keys: Mapping[str, Any],
    now: dt.datetime,
    method: Method | None = None,
) -> Edit | None:
    """Make of notes (by id) what they are: entries of a kind, or with the kind ``note`` notes of another kind.

    `keys` is what the place gives (quadrant, horizon, dimension, the note's ``kind`` ...); keys that the kind does
    not have are passed over. A new entry has the words of the note and its evidence; the note is withdrawn with a
    reason that names the entry. With the method, tags in the words are read as in the line of the inbox. Raises Refused for withdrawn notes, for words that are too long for the kind, and
    for a kind that has no words of its own.
    """
    entries = _entries_at(session, [EntryRef("note", id) for id in notes])
    gone = [entry for entry in entries if entry.withdrawn is not None]
    if gone:
        raise Refused(
            _("nothing was sorted, as these are withdrawn: {entries}; restore or unmark them").format(
                entries=_named(gone)
            )
        )
    target = kinds()[kind]
    if not target.prefix or target.text_key not in target.keys:
        raise Refused(_("a note can't become this: {kind}").format(kind=_(KIND_WORDS[kind])))
    row = tags.taker(kind, keys)
    read = [
        tags.parse(entry.text, session, method, row)
        if method and "\n" not in entry.text
        else tags.Parsed((Piece(entry.text),))
        for entry in entries
    ]
    if kind == "note":
        known = {key: value for key, value in keys.items() if key in target.keys}
        made: list[Edit | None] = [
            edits.revise(entry, **known, text=text.prose(words.text), **words.keys)
            for entry, words in zip(entries, read, strict=True)
        ]
        into = value_label(keys["kind"])
    else:
        field = target.keys[target.text_key]
        given = [
            {"evidence": entry.evidence, **keys, field.name: values.typed(field, words.text), **words.keys}
            for entry, words in zip(entries, read, strict=True)
        ]
        added = _captures(session, kind, given, now)
        gone_there = [
            edits.withdraw(entry, SORTED.format(id=new.entry["id"]))
            for entry, new in zip(entries, added, strict=True)
        ]
        made = [*added, *gone_there]
        into = _(KIND_WORDS[kind])
    if len(entries) == 1:
        return edits.step(
            _("sorting of “{text}”: {kind}").format(text=text.short(entries[0].text, 40), kind=into), made
        )
    name = ngettext("sorting of {number} note: {kind}", "sorting of {number} notes: {kind}", len(entries))
    return edits.step(name.format(number=len(entries), kind=into), made)


def capture_all(
    session: Session, kind: str, given: Sequence[Mapping[str, Any]], now: dt.datetime
) -> Edit | None:
    """Take down many entries of a kind as one step, in this order and all at this moment.

    Their ids ascend, so that a merge of files, which goes by moment and id, keeps the order as well. Raises Refused
    with the number of the first one that does not fit.
    """
    name = ngettext(
        "capture of {number} entry: {kind}", "capture of {number} entries: {kind}", len(given)
    ).format(number=len(given), kind=_(KIND_WORDS[kind]))
    return edits.together(name, _captures(session, kind, given, now))


def _captures(session: Session, kind: str, given: Sequence[Mapping[str, Any]], now: dt.datetime) -> list[Add]:
    made = [edits.capture(session, kind, keys, now) for keys in given]
    if prefix := kinds()[kind].prefix:
        fresh: set[str] = set()
        while len(fresh) < len(made):
            fresh.add(ids.mint(prefix, session.entries(kind)))
        made = [
            Add(kind, addition.entry | {"id": id}) for addition, id in zip(made, sorted(fresh), strict=True)
        ]
    for number, addition in enumerate(made, 1):
        if problems := explain(kinds()[kind], addition.entry):
            reason = problems[0].message
            if len(made) > 1:
                reason = _("entry {number} of {all}: {reason}").format(
                    number=number, all=len(made), reason=reason
                )
            raise Refused(reason, problems[0].key)
    return made


# ----------------------------------------------------------------------------------------------------------------


def _entries_at(session: Session, places: Iterable[EntryRef]) -> list[Any]:
    """The entries at these places, each once. Raises Refused when one is not there any more."""
    entries = []
    for table, id in dict.fromkeys(places):
        entry = None if kinds()[table].single else session.entries(table).get(id)
        if entry is None:
            raise Refused(_("the entry “{id}” is not there any more").format(id=text.short(id or table)))
        entries.append(entry)
    return entries


def _words(entry: Any) -> str:
    return str(getattr(entry, kind_of(entry).text_key, None) or entry.id)


def _named(entries: Sequence[Any]) -> str:
    """Entries in a sentence: the first three of them, and how many there are more."""
    shown = [
        _("{kind} “{text}”").format(
            kind=_(KIND_WORDS[kind_of(entry).table]), text=text.short(_words(entry), 40)
        )
        for entry in entries[:3]
    ]
    return listed(shown, len(entries) - len(shown))
