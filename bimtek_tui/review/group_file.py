"""Taking in a group's file: what it would bring to the session at hand, and the one edit that brings it.

It agrees with ``bimtek merge OURS THEIRS``, where nobody knows what both began with: new entries come, a key that
only theirs has is filled in, lists that are sets are united, and where both say something else the person decides. Unlike
a merge it puts what is new behind what is there, so that no number that was spoken changes, keeps our ids for what both
entered, and leaves to the person whatever would stop an entry from counting. Reads and writes no file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from .. import text
from ..analysis.ordinals import LETTERS, ordinals
from ..errors import Refused, UnreadableFile
from ..i18n import _, ngettext
from ..model import edits, names
from ..model.edits import Add, Edit, Several
from ..model.entries import Session, counts
from ..model.ids import EntryRef
from ..model.kinds import kinds, raw
from ..model.lookup import bare, letters
from ..model.method import Method
from ..store.reading import Loaded
from . import compatibility, differences, duplicates, value_merge
from .differences import FIGURES, Difference
from .duplicates import Duplicate
from .offer import Arrival, Differing, Field, Offer, Twin, What

_LOOK_AGAIN = "facts"
"""The key that says what a text was last read against; theirs was not read here."""

_NEVER = {("top", "schema_version"), ("top", "method")}
"""Keys that no other file may change; another method is a warning."""

_ALIKE: dict[str, tuple[str, ...]] = {
    "strategy": ("quadrant", "text"),
    "milestone": ("quick_win", "text"),
    "cost": ("quick_win", "item"),
}
"""The keys by which two entries with different ids are probably the same thing; of other kinds those that are unique
together, or their words."""


def preview(ours: Loaded, theirs: Loaded, method: Method) -> Offer:
    """What the other file would bring; it compares the whole of both, so a screen may do it in a thread, on copies.

    Raises UnreadableFile when the other file can only be shown (a newer format, tables within tables).
    """
    if theirs.read_only:
        raise UnreadableFile(f"{theirs.path}: {theirs.read_only}")
    closed = compatibility.closed(ours)
    session, united = _with_our_ids(ours.session, theirs.session, method)
    ranks = {table: number for number, table in enumerate(kinds())}
    differing = [
        replace(difference, changes=tuple(change for change in difference.changes if change.key != "added"))
        for difference in differences.compare(ours.session, session, method)
        if difference.table != FIGURES
        and difference.what != "removed"
        and not closed(difference.table, difference.id)
    ]
    differing.sort(key=lambda difference: ranks[difference.table])
    called = ordinals(ours.session, *LETTERS)
    new: dict[str, tuple[Arrival, ...]] = {}
    for difference in differing:
        if difference.what == "added" and difference.id:
            entry = session.entries(difference.table)[difference.id]
            new[difference.table] = (
                *new.get(difference.table, ()),
                Arrival(difference.table, difference.name, entry),
            )
    return Offer(
        compatibility.name_of(theirs),
        new,
        tuple(
            key
            for difference in differing
            if difference.what != "added" or not difference.id
            for key in _keys(difference, ours.session, called)
        ),
        _same(ours.session, session),
        tuple(_twins(ours.session, new)),
        tuple(compatibility.warnings(ours, theirs)),
        tuple(compatibility.not_taken(ours, theirs)),
        united,
    )


def _with_our_ids(ours: Session, theirs: Session, method: Method) -> tuple[Session, tuple[Duplicate, ...]]:
    """Their session with our ids for what both entered, and which entries these are."""
    session = theirs.copy()
    twice: list[Duplicate] = []
    for kind in kinds().values():  # a quick win before what refers to it
        here, there = ({} if kind.single else side.entries(kind.table) for side in (ours, session))
        new = (
            {id: raw(entry) for id, entry in side.items() if id not in other}
            for side, other in ((here, there), (there, here))
        )
        for id, other in duplicates.pairs(kind, *new):
            twice.append(Duplicate(kind.table, id, other, names.name(ours, kind.table, id, method=method)))
            there[other] = replace(there[other], added=here[id].added)
            for referring in kinds().values():
                own = ["id"] if referring == kind else []
                keys = [*own, *duplicates.refers(referring, kind.table)]
                if keys:
                    _rename(session, referring.table, keys, other, id)
    return session, tuple(twice)


def _rename(session: Session, table: str, keys: list[str], old: str, new: str) -> None:
    """Put another id in the place of one, under these keys of the entries of a table."""
    entries = session.entries(table)
    changed = [
        replace(entry, **duplicates.renamed({key: getattr(entry, key) for key in keys}, keys, old, new))
        for entry in entries.values()
    ]
    entries.clear()
    entries.update((entry.id, entry) for entry in changed)


def _keys(difference: Difference, session: Session, called: Mapping[str, str]) -> Iterator[Differing]:
    """What becomes of the keys of an entry that both have, or of a singleton; it is `called` what it is in ours."""
    entry = session.find(difference.table, difference.id)
    numbered = entry is not None and difference.table in LETTERS
    own = getattr(entry, kinds()[difference.table].text_key, "") if numbered else ""
    words = text.short(own) if own else difference.name  # a quick win has the words of its program
    settled = _of_both(difference)
    unread = session.unread.get(EntryRef(difference.table, difference.id), ())
    for change in difference.changes:
        if change.new is None or (difference.table, change.key) in _NEVER or change.key in unread:
            continue
        what: What = "differs"
        result = change.new
        if change.old is None:
            what = "filled"
        elif change.key in settled:
            what, result = "united" if change.list == "set" else "settled", settled[change.key]
        if result == change.old or (what == "filled" and entry is not None and change.key == _LOOK_AGAIN):
            continue
        by_itself = what != "differs" and (
            entry is None or counts(replace(entry, **{change.key: result})) == counts(entry)
        )
        yield Differing(
            what,
            difference.table,
            difference.id,
            change.key,
            change.old,
            change.new,
            result,
            change.wordings,
            called.get(difference.id, ""),
            words,
            by_itself,
        )


def _of_both(difference: Difference) -> dict[str, Any]:
    """What both make together of the keys that say something else on each side, where nobody has to decide."""
    fields = kinds()[difference.table].keys
    numbers = {
        change.key: (change.old, change.new)
        for change in difference.changes
        if change.old is not None and change.new is not None
    }
    settled: dict[str, Any] = {}
    for key, pair in numbers.items():
        if value := value_merge.of_both(fields[key], None, *pair):
            settled[key] = tuple(value[0]) if isinstance(value[0], list) else value[0]
    ours, theirs = (
        {key: pair[side] for key, pair in numbers.items() if key not in settled} for side in (0, 1)
    )
    return settled | value_merge.of_times(fields, ours, theirs)


def _same(ours: Session, theirs: Session) -> dict[str, int]:
    same = {
        kind.table: sum(
            entry == theirs.entries(kind.table).get(id) for id, entry in ours.entries(kind.table).items()
        )
        for kind in kinds().values()
        if not kind.single
    }
    return {table: number for table, number in same.items() if number}


def _twins(ours: Session, new: dict[str, tuple[Arrival, ...]]) -> Iterator[Twin]:
    for table, arrivals in new.items():
        if not kinds()[table].prefix:
            continue
        here: dict[tuple[Any, ...], str] = {}
        for entry in ours.entries(table).values():
            if counts(entry):
                here.setdefault(_alike(table, entry), entry.id)
        for arrival in arrivals:
            known = here.get(_alike(table, arrival.entry)) if counts(arrival.entry) else None
            if known is not None:
                yield Twin(table, known, arrival.id, arrival.name)


def _alike(table: str, entry: Any) -> tuple[Any, ...]:
    keys = kinds()[table].unique or _ALIKE.get(table, (kinds()[table].text_key,))
    alike = bare if table in ("participant", "signatory") else letters
    values = [getattr(entry, key) for key in keys]
    return tuple(alike(value) if isinstance(value, str) else value for value in values)


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
        entry
        for table, entries in offer.new.items()
        if only is None or table in only
        for entry in entries
        if entry.id not in session.entries(table)
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
    made = [Add(arrival.table, raw(arrival.entry)) for arrival in arrivals]
    flat = [*made, *(change for edit in changes if edit is not None for change in edits.simple(edit))]
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
    came = {(arrival.table, arrival.id): arrival.entry for arrival in arrivals}

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
    by_table: dict[str, dict[str, None]] = {}
    left = {
        (table, entry.id)
        for table, some in offer.new.items()
        if table not in only and table != "agency"
        for entry in some
    }
    for arrival in (arrival for table in only for arrival in offer.new.get(table, ())):
        for field in kinds()[arrival.table].fields:
            value = getattr(arrival.entry, field.name) if field.refs else None
            for id in value if isinstance(value, tuple) else (value,):
                for table in field.refs:
                    if (table, id) in left and id not in session.entries(table):
                        by_table.setdefault(table, {})[id] = None
    return {table: tuple(ids) for table, ids in by_table.items()}
