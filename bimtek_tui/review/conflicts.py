"""What two sides contradict each other in, and the sentence that tells a person so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..i18n import _, listed
from ..model.kinds import KIND_WORDS, kinds
from .duplicates import Duplicate
from .units import Key, Unit, identified

What = Literal["changed", "withdrawn", "removed", "circle"]


class Conflict(Struct, frozen=True):
    """What both sides did differently to an entry; None is a value that is not there.

    `key` is "" where it is about the entry as a whole: removed on one side (its value there is None) and worked on
    at the other. The table of what stands before the first table is ``top``. `name` is the entry's text, shortened.
    """

    what: What
    table: str
    id: str
    key: str
    base: Any
    ours: Any
    theirs: Any
    name: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """By what a choice is known: table, id and key."""
        return self.table, self.id, self.key


def known(conflict: Conflict, *sides: Mapping[Key, Unit]) -> Conflict:
    """A conflict about an entry without words of its own, with those by which people know it."""
    place = conflict.table, conflict.id, 0
    unit = next((side[place] for side in sides if place in side), None)
    if conflict.name or unit is None:
        return conflict
    return replace(conflict, name=identified(conflict.table, unit, *sides))


def sentence(conflict: Conflict | Duplicate, sides: tuple[str, str] | None = None) -> str:
    """What a conflict is, or what was united, in one sentence for a person; `sides` are words for ours and theirs."""
    name = _called(conflict)
    ours, theirs = sides or (_("ours"), _("theirs"))
    if isinstance(conflict, Duplicate) and conflict.stays:
        return _(
            "{id} is there twice now, also as {other}: one side changed what was there or has two; withdraw one"
        ).format(id=name, other=text.short(conflict.other))
    if isinstance(conflict, Duplicate):
        return _("{id} was entered in both, in one of them as {other}; it is one entry now").format(
            id=name, other=text.short(conflict.other)
        )
    without, holding = (ours, theirs) if conflict.ours is None else (theirs, ours)
    if conflict.what == "removed":
        return _("{id} was removed in {removed} and changed in {changed}").format(
            id=name, removed=without, changed=holding
        )
    if conflict.what == "withdrawn":
        return _("{id} was withdrawn in {removed} and changed in {changed}").format(
            id=name, removed=holding, changed=without
        )
    if conflict.what == "circle":
        return _(
            "{id} was merged into {into} in {holding}, and {other} goes the other way round, so none of them would count"
        ).format(
            id=name, into=text.short(str(conflict.ours or conflict.theirs)), holding=holding, other=without
        )
    if not conflict.key:
        return _("{id} was changed in both, in a layout that can't be merged key by key").format(id=name)
    subject = _("“{key}” of {id} was changed differently in {ours} and in {theirs}").format(
        key=conflict.key, id=name, ours=ours, theirs=theirs
    )
    values = [_value(conflict, value) for value in (conflict.ours, conflict.theirs)]
    return subject if values[0] == values[1] else f"{subject}: {listed(values)}"


def _value(conflict: Conflict, value: Any) -> str:
    """What stands on one side, shortened."""
    if value is None:
        return _("nothing")
    if isinstance(value, dict):
        return ""
    items = value if isinstance(value, list | tuple) else [value]
    money = conflict.key.endswith("_idr")
    words = ", ".join(f"{item:_}" if money and type(item) is int else str(item) for item in items)
    return f"“{text.short(words, 40)}”"


def _called(conflict: Conflict | Duplicate) -> str:
    """The entry by its words and its id; what has none of its own by its kind, too."""
    id = text.short(conflict.id)
    kind = kinds().get(conflict.table)
    word = _(KIND_WORDS[conflict.table]) if kind else text.short(conflict.table)
    if not conflict.name:
        return f"{word} {id}" if id else word
    own = kind is None or kind.text_key in kind.keys
    name = f"“{conflict.name}”" if own else f"{word} “{conflict.name}”"
    return f"{name} ({id})" if id else name
