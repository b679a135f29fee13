"""What was made of entries and is kept until something that it was made of is another; entries never change, another takes the place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """What was made last of each entry, by its id."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[Any, ...], Made]] = {}

    def get(self, id: str, parts: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """What was made of these very parts (words and yes or no count by what they say); made now when it was not."""
        known = self._known.get(id)
        if known is None or not _same(known[0], parts):
            known = self._known[id] = (parts, make())
        return known[1]


def _same(kept: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    return all(
        old is new or (isinstance(old, str | bool) and old == new) for old, new in zip(kept, now, strict=True)
    )
