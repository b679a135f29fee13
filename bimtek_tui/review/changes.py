"""What a difference between two sessions is: an entry or a figure, what became of it, and its keys before and after."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from .unread import Unread

What = Literal[
    "added",
    "removed",
    "withdrawn",
    "merged",
    "dropped",
    "restored",
    "moved",
    "changed",
    "times",
    "order",
    "unread",
    "figure",
]
FIGURES = "figures"
"""The table of differences in what is computed."""
FIGURE_ORDER = (
    "position",
    "scores",
    "readiness",
    "money",
    "counts",
    "quick-wins",
    "references",
    "numbers",
    "agreement",
)
"""Their ids in the order of reading."""

Apart = Literal["", "own", "spelling"]
"""A change without effect: of a key or table that the format does not have, or of how a value is written that stays the same."""


class Change(Struct, frozen=True):
    """A key before and after; None where it had no value. `wordings` holds both as people say them, a text each item."""

    key: str
    old: Any
    new: Any
    wordings: tuple[tuple[str, ...], tuple[str, ...]]
    prose: bool = False
    list: str = ""
    apart: Apart = ""


class Difference(Struct, frozen=True):
    """What became of one entry. `number` is what people call it aloud ("S3"), `stage` the method's id or "".

    ``times``: nothing but when it was captured; ``order``: entries of a kind stand in another order, `id` is "".
    Figures have the table `FIGURES`; their id is one of `FIGURE_ORDER` and says which one it is, number and name are those
    of the entry that it is a figure of; `reason` says why some of it is not known any more, or was not before. `unread`
    says why something of the entry can't be read; it is then taken to be as before. `agencies` are those concerned, the
    leading one first.
    """

    what: What
    stage: str
    table: str
    id: str
    number: str
    name: str
    changes: tuple[Change, ...]
    unread: tuple[Unread, ...] = ()
    agencies: tuple[str, ...] = ()
    reason: str = ""
