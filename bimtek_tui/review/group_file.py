"""Taking in a group's file: what it would bring to the session at hand, and the one edit that brings it.

It agrees with ``bimtek merge OURS THEIRS``, where nobody knows what both began with: new entries come, a key that
only theirs has is filled in, lists that are sets are united, and where both say something else the person decides. Unlike
a merge it puts what is new behind what is there, so that no number that was spoken changes, and leaves to the
person whatever would stop an entry from counting. Reads and writes no file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from .. import text
from ..analysis.ordinals import LETTERS, ordinals
from ..errors import Refused, UnreadableFile
from ..i18n import _, ngettext
from ..model import edits
from ..model.edits import Add, Edit, Several
from ..model.entries import Session, counts
from ..model.kinds import KIND_WORDS, kinds, raw
from ..model.method import Method
from ..store.reading import Loaded
from . import compatibility, differences
from .differences import FIGURES, Difference

What = Literal["filled", "united", "differs"]
"""Ours has nothing there; both are sets; both say something else."""

Field = tuple[str, str, str]
"""A key of an entry: table, id ("" of a singleton), key."""

_NEVER = {("top", "schema_version"), ("top", "method")}
"""Keys that no other file may change; another method is a warning."""

_ALIKE: dict[str, tuple[str, ...]] = {
    "strategy": ("quadrant", "text"),
    "budget": ("program", "year", "funding"),
    "target": ("of", "year"),
    "quick_win": ("program",),
    "score": ("quick_win", "criterion", "assessor"),
    "milestone": ("quick_win", "text"),
    "assessment": ("indicator", "round"),
}
"""The keys by which two entries with different ids are probably the same thing; of other kinds it is their words."""


class Arrival(Struct, frozen=True):
    """An entry that only theirs has; `name` is what it is called in a list."""

    table: str
    name: str
    entry: Any

    @property
    def id(self) -> str:
        """The id of the entry."""
        id: str = self.entry.id
        return id


class Differing(Struct, frozen=True):
    """A key that theirs would change; `result` is what it would hold then, `said` both sides as people say them.

    `number` and `name` are those of the entry. What comes `by_itself` needs no decision.
    """

    what: What
    table: str
    id: str
    key: str
    ours: Any
    theirs: Any
    result: Any
    said: tuple[tuple[str, ...], tuple[str, ...]]
    number: str
    name: str
    by_itself: bool

    @property
    def place(self) -> Field:
        """By what a choice is known."""
        return self.table, self.id, self.key


class Twin(Struct, frozen=True):
    """An entry of ours and a new one of theirs that are probably the same, told and never merged here."""

    table: str
    ours: str
    theirs: str
    name: str


class Offer(Struct, frozen=True):
    """What a file would bring, kinds in the order of the file.

    `same` counts the entries that are alike in both; `warnings` and `not_taken` are sentences.
    """

    file: str
    new: dict[str, tuple[Arrival, ...]]
    differing: tuple[Differing, ...]
    same: dict[str, int]
    twins: tuple[Twin, ...]
    warnings: tuple[str, ...]
    not_taken: tuple[str, ...]

    @property
    def by_itself(self) -> frozenset[Field]:
        """The keys that need no decision."""
        return frozenset(one.place for one in self.differing if one.by_itself)

    @property
    def to_decide(self) -> tuple[Differing, ...]:
        """The keys about which somebody has to be asked."""
        return tuple(one for one in self.differing if not one.by_itself)

    @property
    def brings(self) -> bool:
        """Whether something would come without a decision."""
        return bool(self.new or self.by_itself)


def preview(ours: Loaded, theirs: Loaded, method: Method) -> Offer:
    """What the other file would bring; it compares the whole of both, so a screen may do it in a thread, on copies.

    Raises UnreadableFile when the other file can only be shown (a newer format, tables within tables).
    """
    if theirs.read_only:
        raise UnreadableFile(f"{theirs.path}: {theirs.read_only}")
    closed = compatibility.closed(ours)
    ranks = {table: number for number, table in enumerate(kinds())}
    found = [
        one
        for one in differences.compare(ours.session, theirs.session, method)
        if one.table != FIGURES and one.what != "removed" and not closed(one.table, one.id)
    ]
    found.sort(key=lambda one: ranks[one.table])
    called = ordinals(ours.session, *LETTERS)
    new: dict[str, tuple[Arrival, ...]] = {}
    for one in found:
        if one.what == "added" and one.id:
            entry = theirs.session.entries(one.table)[one.id]
            new[one.table] = (*new.get(one.table, ()), Arrival(one.table, one.name, entry))
    return Offer(
        compatibility.name_of(theirs),
        new,
        tuple(
            key
            for one in found
            if one.what != "added" or not one.id
            for key in _keys(one, ours.session, called)
        ),
        _same(ours.session, theirs.session),
        tuple(_twins(ours.session, new)),
        tuple(compatibility.warnings(ours, theirs)),
        tuple(compatibility.not_taken(ours, theirs)),
    )


def _keys(one: Difference, session: Session, called: Mapping[str, str]) -> Iterator[Differing]:
    """What becomes of the keys of an entry that both have, or of a singleton; it is `called` what it is in ours."""
    entry = session.find(one.table, one.id)
    numbered = entry is not None and one.table in LETTERS
    words = text.short(getattr(entry, kinds()[one.table].text_key)) if numbered else one.name
    for change in one.changes:
        if change.new is None or (one.table, change.key) in _NEVER:
            continue
        what: What = "differs"
        result = change.new
        if change.old is None:
            what = "filled"
        elif change.list == "set":
            what, result = "united", tuple(dict.fromkeys([*change.old, *change.new]))
            if result == change.old:
                continue
        by_itself = what != "differs" and (
            entry is None or counts(msgspec.structs.replace(entry, **{change.key: result})) == counts(entry)
        )
        yield Differing(
            what,
            one.table,
            one.id,
            change.key,
            change.old,
            change.new,
            result,
            change.said,
            called.get(one.id, ""),
            words,
            by_itself,
        )


def _same(ours: Session, theirs: Session) -> dict[str, int]:
    found = {
        kind.table: sum(
            one == theirs.entries(kind.table).get(id) for id, one in ours.entries(kind.table).items()
        )
        for kind in kinds().values()
        if not kind.single
    }
    return {table: number for table, number in found.items() if number}


def _twins(ours: Session, new: dict[str, tuple[Arrival, ...]]) -> Iterator[Twin]:
    for table, arrivals in new.items():
        if not kinds()[table].prefix:
            continue
        here: dict[tuple[Any, ...], str] = {}
        for one in ours.entries(table).values():
            if counts(one):
                here.setdefault(_alike(table, one), one.id)
        for arrival in arrivals:
            known = here.get(_alike(table, arrival.entry)) if counts(arrival.entry) else None
            if known is not None:
                yield Twin(table, known, arrival.id, arrival.name)


def _alike(table: str, entry: Any) -> tuple[Any, ...]:
    keys = _ALIKE.get(table, (kinds()[table].text_key,))
    values = [getattr(entry, key) for key in keys]
    return tuple(text.line(one).casefold().rstrip(" .,;!") if isinstance(one, str) else one for one in values)


# Doing it -------------------------------------------------------------------------------------------------------


def step(
    session: Session,
    offer: Offer,
    only: Collection[str] | None = None,
    chosen: Collection[Field] | None = None,
) -> Edit | None:
    """The one edit that takes the offer in, or None when it brings nothing.

    `only` names the kinds whose new entries come (None: all); `chosen` the keys that become what theirs says, by
    their places (None: what comes by itself). What was added, changed or removed here since the preview stays.
    Raises Refused when entries would be merged into each other in a circle.
    """
    chosen = offer.by_itself if chosen is None else chosen
    arrivals = [
        one
        for table, found in offer.new.items()
        if only is None or table in only
        for one in found
        if one.id not in session.entries(table)
    ]
    after: dict[tuple[str, str], dict[str, Any]] = {}
    for key in offer.differing:
        entry = session.find(key.table, key.id)
        standing = raw(entry).get(key.key) if entry is not None else None
        if key.place in chosen and standing == key.ours and (entry is not None or not key.id):
            after.setdefault((key.table, key.id), {})[key.key] = key.result
    _must_not_turn(session, arrivals, after)
    changes: list[Edit | None] = []
    for (table, id), keys in after.items():
        if not id:
            changes.append(edits.set_single(session, table, **keys))
        else:
            changes.append(edits.revise(session.entries(table)[id], **keys))
    made = [Add(one.table, raw(one.entry)) for one in arrivals]
    flat = [*made, *(one for edit in changes if edit is not None for one in edits.simple(edit))]
    if not flat:
        return None
    name = ngettext(
        "taking in of {file}: {number} new entry, {changed} changed",
        "taking in of {file}: {number} new entries, {changed} changed",
        len(made),
    )
    return Several(name.format(file=offer.file, number=len(made), changed=len(flat) - len(made)), tuple(flat))


def _must_not_turn(
    session: Session, arrivals: Iterable[Arrival], after: dict[tuple[str, str], dict[str, Any]]
) -> None:
    """Raise Refused when what is chosen would merge entries into each other, so that none of them counts."""
    turned = {place: keys["merged_into"] for place, keys in after.items() if "merged_into" in keys}
    if not turned:
        return
    came = {(one.table, one.id): one.entry for one in arrivals}

    def entry(table: str, id: str) -> Any:
        return session.entries(table).get(id) or came.get((table, id))

    def words(table: str, id: str) -> str:
        return text.short(str(getattr(entry(table, id), kinds()[table].text_key, id)), 40)

    for table, id in turned:
        here: str | None = turned[table, id]
        seen: set[str] = set()
        while here is not None and here not in seen:
            if here == id:
                raise Refused(
                    _(
                        "“{ours}” would be merged into “{theirs}”, and that one into it, so neither would count; keep ours for one of them"
                    ).format(ours=words(table, id), theirs=words(table, turned[table, id])),
                    "merged_into",
                )
            seen.add(here)
            here = turned.get((table, here), getattr(entry(table, here), "merged_into", None))


def needed(session: Session, offer: Offer, only: Collection[str]) -> dict[str, tuple[str, ...]]:
    """When only some kinds are taken: the ids of other new entries that those name, by kind.

    Without them the references would lead nowhere; an agency that is not listed is no matter.
    """
    found: dict[str, dict[str, None]] = {}
    left = {
        (table, one.id)
        for table, some in offer.new.items()
        if table not in only and table != "agency"
        for one in some
    }
    for arrival in (one for table in only for one in offer.new.get(table, ())):
        for field in kinds()[arrival.table].fields:
            value = getattr(arrival.entry, field.name) if field.refs else None
            for id in value if isinstance(value, tuple) else (value,):
                for table in field.refs:
                    if (table, id) in left and id not in session.entries(table):
                        found.setdefault(table, {})[id] = None
    return {table: tuple(ids) for table, ids in found.items()}


# Saying it ------------------------------------------------------------------------------------------------------


def summary(offer: Offer) -> str:
    """The offer in one sentence."""
    if not offer.new and not offer.differing:
        return _("{file} brings nothing new").format(file=offer.file)
    new = sum(map(len, offer.new.values()))
    counted = ", ".join(f"{_(KIND_WORDS[table])} {len(found)}" for table, found in offer.new.items())
    parts = []
    if new:
        parts.append(
            ngettext("{number} new entry ({kinds})", "{number} new entries ({kinds})", new).format(
                number=new, kinds=counted
            )
        )
    if filled := len(offer.by_itself):
        parts.append(
            ngettext("{number} key filled in", "{number} keys filled in", filled).format(number=filled)
        )
    if open_ := len(offer.to_decide):
        parts.append(
            ngettext("{number} key to decide about", "{number} keys to decide about", open_).format(
                number=open_
            )
        )
    if twins := len(offer.twins):
        parts.append(
            ngettext("{number} perhaps here already", "{number} perhaps here already", twins).format(
                number=twins
            )
        )
    return f"{offer.file}: {', '.join(parts)}"
