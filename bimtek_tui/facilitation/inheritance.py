"""What an entry takes over from others that become part of it: what it has not itself, never a sum and never another value.

So nothing falls out of the figures unseen: what it takes and what it leaves, as it has its own, is said in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from .. import text
from ..i18n import N_, _, listed
from ..model import edits, names, values
from ..model.edits import Edit
from ..model.entries import Session, counts
from ..model.ids import EntryRef
from ..model.kinds import kind_of, kinds
from ..model.labels import key_label, value_label

_ITS_OWN = frozenset({"id", "added", "withdrawn", "merged_into", "status", "horizon", "quadrant"})
"""Keys that say where and what an entry is itself, and of which nothing is lost."""
_GIVEN_TO_IT = frozenset({"votes", "responses_sum"})
"""What the room gave to one wording: it is never another one's, but said where it does not count any more."""
_TOGETHER = (
    ("dimension", "subdimension"),
    ("start_year", "end_year"),
    ("indicator", "unit", "baseline"),
    ("budget_idr", "funding"),
)
"""Keys that mean something together: they are taken only beside the same others."""
_PARTS = {
    "program": (
        ("budget", "program", N_("budget rows")),
        ("target", "of", N_("targets")),
        ("quick_win", "program", N_("quick-win candidate")),
    )
}
"""What belongs to an entry of a kind: the kind of it, the key that says so, and what it is called."""


class Inheritance(Struct, frozen=True):
    """The keys that an entry takes over, the parts that become its own, and both and what it leaves in words."""

    keys: dict[str, Any]
    parts: tuple[tuple[EntryRef, str], ...]
    taken: tuple[str, ...]
    left: tuple[str, ...]

    def edits(self, session: Session, id: str) -> list[Edit | None]:
        """The edits that give the parts to the entry with this id."""
        parts = [(session.entries(place.kind)[place.id], key) for place, key in self.parts]
        return [edits.revise(entry, **{key: id}) for entry, key in parts]

    @property
    def sentences(self) -> list[str]:
        """What is taken over and what is left, a sentence each; none for what there is not."""
        said = []
        if self.taken:
            said.append(_("Taken over from there: {what}.").format(what=listed([*self.taken])))
        if self.left:
            said.append(_("Left there, where it no longer counts: {what}.").format(what=listed([*self.left])))
        return said


def inherited(session: Session, kept: Any, others: Sequence[Any]) -> Inheritance:
    """What `kept` takes over from `others` of its kind, the first that has something giving it."""
    kind = kind_of(kept)
    mine: dict[str, Any] = {name: getattr(kept, name) for name in kind.keys}
    keys: dict[str, Any] = {}
    parts: list[tuple[EntryRef, str]] = []
    taken: list[str] = []
    left: list[str] = []
    own = {part: _of(session, part, key, kept.id) for part, key, _words in _PARTS.get(kind.table, ())}
    for other in others:
        has_rows = bool(own.get("budget"))  # what it has before: one's amounts and rows are taken together
        has_amount = mine.get("budget_idr") is not None
        before = dict(mine)
        for name, field in kind.keys.items():
            value = getattr(other, name)
            if name in _ITS_OWN or name == kind.text_key or value in (None, ()) or value == mine[name]:
                continue
            if (
                mine[name] not in (None, ())
                or name in _GIVEN_TO_IT
                or not _fits(name, before, other)
                or (name in ("budget_idr", "funding") and has_rows)
            ):
                left.append(_said(session, field, value, kind.table))
            else:
                keys[name] = mine[name] = value
                taken.append(_said(session, field, value, kind.table))
        for part, key, words in _PARTS.get(kind.table, ()):
            places = _of(session, part, key, other.id)
            if places and (own[part] or (part == "budget" and has_amount)):
                left.append(_(words))
            elif places:
                own[part] = places
                parts += [(place, key) for place in places]
                taken.append(_(words))
    return Inheritance(keys, tuple(parts), tuple(dict.fromkeys(taken)), tuple(dict.fromkeys(left)))


def shared(kept: Any, others: Sequence[Any]) -> list[str]:
    """What stands in an entry as in one of `others`, and counts twice once they stand by themselves again."""
    kind = kind_of(kept)
    return [
        key_label(name, kind.table)
        for name in ("budget_idr", "weight")
        if name in kind.keys
        and (value := getattr(kept, name)) is not None
        and any(getattr(other, name) == value for other in others)
    ]


def _fits(name: str, mine: Mapping[str, Any], other: Any) -> bool:
    """Whether what a key means together with others is the same in both."""
    beside = next((group for group in _TOGETHER if name in group), ())
    return all(mine[key] in (None, (), getattr(other, key)) for key in beside)


def _of(session: Session, part: str, key: str, id: str) -> list[EntryRef]:
    """What counts and belongs to an entry."""
    return [
        EntryRef(part, entry.id)
        for entry in session.entries(part).values()
        if getattr(entry, key) == id and counts(entry)
    ]


def _said(session: Session, field: Any, value: Any, table: str) -> str:
    """A key with its value, as far as the value is words."""
    label = key_label(field.name, table)
    if field.name in ("dimension", "subdimension", "track", "funding"):
        return label  # ids of the method
    parts = value if isinstance(value, tuple) else (value,)
    if field.refs and "agency" not in field.refs:
        of = {id: kind for kind in field.refs for id in parts if id in session.entries(kind)}
        words = [names.name(session, of[id], id) if id in of else id for id in parts]
    elif field.choices:
        words = [value_label(part) for part in parts]
    elif values.is_money(field):
        words = [values.rupiah(part) for part in parts]
    else:
        words = [values.shown(field, part) for part in parts]
    return f"{label} ({text.short(', '.join(map(str, words)), 40)})"


def of_merging(session: Session, kept: EntryRef, others: Sequence[EntryRef]) -> Inheritance:
    """What the entry that stays takes over from those that become part of it and are not yet."""
    table = kinds()[kept.kind].table
    given = [session.find(*place) for place in others]
    return inherited(
        session,
        session.find(table, kept.id),
        [entry for entry in given if entry is not None and entry.merged_into is None],
    )
