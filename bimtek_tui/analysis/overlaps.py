"""Programs of different agencies that are nearly the same, and programs of one code, two and two, with what has to be compared about them."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from ..model.entries import Program, Session
from .duplicates import Overlap, one_code, overlapping


class Pair(Struct, frozen=True):
    """Two programs that are nearly the same or carry one code, the one captured first before the other; `similarity` of 100."""

    first: Program
    second: Program
    similarity: int

    @property
    def ids(self) -> frozenset[str]:
        """Both, whichever comes first."""
        return frozenset((self.first.id, self.second.id))

    @property
    def code(self) -> str:
        """The code that both carry, "" where they do not."""
        return one_code(self.first, self.second)


def overlaps(session: Session, but: Collection[frozenset[str]] = ()) -> list[Overlap]:
    """The groups of programs that count and carry one code, or are nearly the same and may be of different agencies.

    `but` are pairs by their ids that people have looked at and that are no overlap.
    """
    return overlapping(session.program.values(), but)


def pairs(session: Session, but: Collection[frozenset[str]] = ()) -> list[Pair]:
    """The same two and two, those of one code first, then the most alike: of a group of three, the two pairs that hold it together."""
    pairs = [Pair(*pair) for group in overlaps(session, but) for pair in group.pairs]
    return sorted(pairs, key=lambda pair: (not pair.code, -pair.similarity))
