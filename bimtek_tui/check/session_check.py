"""What a rule gets and what it gives: a session under check, and hits in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from .. import text
from ..model.entries import Session
from ..model.entry_types import Entry
from ..model.ids import EntryRef
from ..model.kinds import Field, Kind, kinds
from ..model.method import Method
from ..model.program_codes import CodeList
from ..store import Loaded
from ..store.blocks import Block
from ..store.named_files import NamedFile, Place

if TYPE_CHECKING:
    from ..review.signing import Standing


class Hit(Struct, frozen=True):
    """What a rule found: the key of an entry (or a block that is no entry), and the sentence."""

    table: str
    id: str
    key: str
    message: str
    block: Block | None = None


class Reference(Struct, frozen=True):
    """One id that an entry names."""

    kind: Kind
    entry: Any
    field: Field
    id: str

    def hit(self, message: str) -> Hit:
        """A finding about this reference."""
        return Hit(self.kind.table, self.entry.id, self.field.name, message)


@dataclass
class Checked:
    """A session under check, with what several rules need.

    `signed` is it as it was signed, `files` are those that it names, `sections` those of each book with the fingerprint
    of their facts ("" where nobody asked), where these are known; `codes` are those of its decree, where they are.
    """

    loaded: Loaded
    method: Method
    signed: Session | None = None
    files: Mapping[Place, NamedFile] = field(default_factory=dict)
    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    codes: CodeList | None = None

    @property
    def session(self) -> Session:
        return self.loaded.session

    @property
    def file(self) -> str:
        """The session file as a word of a command that is told; it has no name where it came through a pipe."""
        return "FILE" if self.loaded.path == Path("-") else text.word(str(self.loaded.path))

    @cached_property
    def days(self) -> set[str]:
        """The days that the method has (``stage-1/1``)."""
        return {block.rpartition("/")[0] for block in self.method.blocks}

    @cached_property
    def standing(self) -> Standing | None:
        """How the content stands to what was signed; None where no fingerprint is stored."""
        if self.session.commitment is None or self.session.commitment.digest is None:
            return None
        from ..review import signing

        return signing.standing(self.session, self.method)

    @cached_property
    def references(self) -> list[Reference]:
        """Every reference that must name an entry."""
        return [
            Reference(kind, entry, of, name)
            for kind, of in _reference_fields()
            for entry in self.session.entries(kind.table).values()
            if (value := getattr(entry, of.name))
            for name in (value if of.list else (value,))
        ]

    @cached_property
    def unreadable(self) -> set[EntryRef]:
        """Table and id of everything that stands in the file, also of entries that could not be read."""
        return {EntryRef(block.table, str(block.data.get("id"))) for block in self.loaded.document.blocks}

    def target(self, reference: Reference) -> Entry | None:
        """The entry that a reference names, or None."""
        for table in reference.field.refs:
            if entry := self.session.entries(table).get(reference.id):
                return entry  # type: ignore[no-any-return]
        return None


def _reference_fields() -> list[tuple[Kind, Field]]:
    return [
        (kind, of)
        for kind in kinds().values()
        if not kind.single
        for of in kind.fields
        if of.refs and not of.free
    ]


Rule = Callable[[Checked], Iterator[Hit]]
