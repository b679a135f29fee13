"""What a group's file would bring, as an offer that a person looks at and decides about; `group_file` makes it and takes it in."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from ..i18n import _, ngettext
from ..model.kinds import KIND_WORDS
from .duplicates import Duplicate

What = Literal["filled", "united", "settled", "differs"]
"""Ours has nothing there; both are sets; of two times one counts; both say something else."""

Field = tuple[str, str, str]
"""A key of an entry: table, id ("" of a singleton), key."""


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
    """A key that theirs would change; `result` is what it would hold then, `wordings` both sides as people say them.

    `number` and `name` are those of the entry. What comes `by_itself` needs no decision.
    """

    what: What
    table: str
    id: str
    key: str
    ours: Any
    theirs: Any
    result: Any
    wordings: tuple[tuple[str, ...], tuple[str, ...]]
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

    `same` counts the entries that are alike in both, `united` are those of theirs that ours has under another id;
    `warnings` and `not_taken` are sentences.
    """

    file: str
    new: dict[str, tuple[Arrival, ...]]
    differing: tuple[Differing, ...]
    same: dict[str, int]
    twins: tuple[Twin, ...]
    warnings: tuple[str, ...]
    not_taken: tuple[str, ...]
    united: tuple[Duplicate, ...] = ()

    @property
    def by_itself(self) -> frozenset[Field]:
        """The keys that need no decision."""
        return frozenset(difference.place for difference in self.differing if difference.by_itself)

    @property
    def to_decide(self) -> tuple[Differing, ...]:
        """The keys about which somebody has to be asked."""
        return tuple(difference for difference in self.differing if not difference.by_itself)

    @property
    def brings(self) -> bool:
        """Whether something would come without a decision."""
        return bool(self.new or self.by_itself)


def summary(offer: Offer) -> str:
    """The offer in one sentence."""
    if not (offer.new or offer.differing or offer.united):
        return _("{file} brings nothing new").format(file=offer.file)
    new = sum(map(len, offer.new.values()))
    counted = ", ".join(f"{_(KIND_WORDS[table])} {len(entries)}" for table, entries in offer.new.items())
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
    if united := len(offer.united):
        parts.append(
            ngettext(
                "{number} here already under another id", "{number} here already under another id", united
            ).format(number=united)
        )
    if twins := len(offer.twins):
        parts.append(
            ngettext("{number} perhaps here already", "{number} perhaps here already", twins).format(
                number=twins
            )
        )
    return f"{offer.file}: {', '.join(parts)}"
