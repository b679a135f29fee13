"""One table of the file that both sides changed, merged key by key in its text.

Each key comes from the side that changed it, with its bytes; comments of both sides stay. What both changed
differently is a clash: the table then has one text for each side, alike in everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Literal

from msgspec import Struct

from ..model.kinds import Kind
from ..store import layout
from ..store.document import same
from . import value_merge
from .units import TOP, Parts, Unit, parts, plain, read, remarks, stripped

Side = Literal["ours", "theirs"]
SIDES: tuple[Side, Side] = ("ours", "theirs")


class Clash(Struct, frozen=True):
    """A key that both sides changed differently; None where it is not there. The key "" is the whole table."""

    key: str
    base: Any
    ours: Any
    theirs: Any


@dataclass(slots=True)
class Blend:
    """The merged table as it is when every clash goes to one side: its text and its data, by side."""

    text: dict[Side, str]
    data: dict[Side, dict[str, Any]]
    clashes: list[Clash] = field(default_factory=list)


Choose = Callable[[str], Side | None]
"""Who wins a clash on a key, where that is known."""


def blend(
    kind: Kind | None,
    base: Unit | None,
    ours: Unit,
    theirs: Unit,
    newline: str,
    choose: Choose,
    disputed: Collection[str] = (),
) -> Blend:
    """Merge what two sides made of one table; `base` is None where both added it.

    Keys that are `disputed` clash wherever the sides differ, although only one of them changed it.
    """
    was: dict[str, Any] = base.data if base else {}
    fields = kind.keys if kind else {}
    taken: dict[str, Side] = {}
    merged: dict[str, Any] = {}
    clashes: list[Clash] = []
    for key in dict.fromkeys([*was, *ours.data, *theirs.data]):
        old, left, right = was.get(key), ours.data.get(key), theirs.data.get(key)
        field = fields.get(key)
        if key in disputed and not _same(left, right):
            clashes.append(Clash(key, old, left, right))
        elif _same(left, right) or _same(right, old):
            taken[key] = "ours"
        elif _same(left, old):
            taken[key] = "theirs"
        elif field and (value := value_merge.of_both(field, old, left, right)):
            (merged[key],) = value
        else:
            clashes.append(Clash(key, old, left, right))
    left_over = [
        {
            key: value
            for key, value in side.data.items()
            if key not in merged and not _same(value, other.get(key))
        }
        for side, other in ((ours, theirs.data), (theirs, ours.data))
    ]
    for clash in list(clashes):
        if time := value_merge.of_times(fields, *left_over).get(clash.key):
            taken[clash.key] = "ours" if time is clash.ours else "theirs"
            clashes.remove(clash)
    if withdrawal := _withdrawal(kind, base, ours, theirs):
        taken.pop("withdrawn")
        clashes.append(withdrawal)
    for clash in list(clashes):
        if side := choose(clash.key):
            taken[clash.key] = side
            clashes.remove(clash)
    pieces = _Pieces(parts(base, newline) if base else Parts(), parts(ours, newline), parts(theirs, newline))
    made = Blend({}, {}, clashes)
    for side in SIDES:
        sources = taken | {clash.key: side for clash in clashes}
        data = {key: (ours if source == "ours" else theirs).data.get(key) for key, source in sources.items()}
        data |= merged
        made.data[side] = {key: value for key, value in data.items() if value is not None}
        emitted = {
            key: "" if value is None else f"{key} = {layout.value(fields[key], value)}\n"
            for key, value in merged.items()
        }
        emitted = {key: line.replace("\n", newline) for key, line in emitted.items()}
        made.text[side] = stripped(_text(kind, pieces, sources, emitted))
    if all(says(made.text[side], ours, made.data[side]) for side in SIDES):
        return made
    return _whole(base, ours, theirs, choose)


def _whole(base: Unit | None, ours: Unit, theirs: Unit, choose: Choose) -> Blend:
    """A table in a layout that can't be taken apart: one side or the other."""
    side = choose("")
    units = {"ours": ours if side != "theirs" else theirs, "theirs": theirs if side != "ours" else ours}
    clash = Clash("", base.data if base else None, ours.data, theirs.data)
    return Blend(
        {side: units[side].text for side in SIDES},
        {side: units[side].data for side in SIDES},
        [] if side else [clash],
    )


def _same(value: Any, other: Any) -> bool:
    return same(plain(value), plain(other))


def _withdrawal(kind: Kind | None, base: Unit | None, ours: Unit, theirs: Unit) -> Clash | None:
    """The clash between one who took the entry back and one who went on working on it."""
    if kind is None or "withdrawn" not in kind.keys or base is None or "withdrawn" in base.data:
        return None
    for side, other in ((ours, theirs), (theirs, ours)):
        if "withdrawn" in side.data and "withdrawn" not in other.data:
            keys = (base.data.keys() | other.data.keys()) - {"withdrawn"}
            if any(
                not _same(other.data.get(key), base.data.get(key))
                and not _same(other.data.get(key), side.data.get(key))
                for key in keys
            ):
                return Clash("withdrawn", None, ours.data.get("withdrawn"), theirs.data.get("withdrawn"))
    return None


# The text ------------------------------------------------------------------------------------------------------


class _Pieces(Struct, frozen=True):
    base: Parts
    ours: Parts
    theirs: Parts

    def of(self, side: Side) -> Parts:
        return self.ours if side == "ours" else self.theirs


def _text(kind: Kind | None, pieces: _Pieces, sources: dict[str, Side], emitted: dict[str, str]) -> str:
    """The text of a table with every key from its side."""
    lines = _head(pieces)
    left_over: list[str] = []
    for key in _order(kind, pieces):
        above = _lines(
            pieces.base.above.get(key, []), pieces.ours.above.get(key, []), pieces.theirs.above.get(key, [])
        )
        value = emitted[key] if key in emitted else _value(pieces, key, sources.get(key, "ours"))
        values = (pieces.ours.values.get(key, ""), pieces.theirs.values.get(key, ""))
        before = remarks(pieces.base.values.get(key, ""))
        if key in emitted:  # written anew, so what both kept is not in it
            before = [remark for remark in before if not all(remark in remarks(part) for part in values)]
        known = [*before, *remarks(value)]
        kept = [remark for part in values for remark in remarks(part) if remark not in known]
        ending = "\r\n" if any("\r\n" in part for part in values) else "\n"
        above += [remark + ending for remark in dict.fromkeys(kept)]
        if value:
            lines += [*above, value]
        else:  # the key is gone, not what somebody has just remarked on it
            left_over += [
                line for line in above if line.strip() and line not in pieces.base.above.get(key, [])
            ]
    lines += _lines(pieces.base.below, pieces.ours.below, pieces.theirs.below) + left_over
    nested = {key: side for key, side in sources.items() if _is_nested(pieces, key)}
    if not nested:
        return "".join(lines)
    side = "theirs" if "theirs" in nested.values() else _changed(pieces.base.nested, pieces.ours.nested)
    return "".join(lines) + pieces.of(side).nested + _remarks_on_nested(pieces, side)


def _remarks_on_nested(pieces: _Pieces, side: Side) -> str:
    """What the other side remarked in the tables nested in an entry."""
    chosen, other = pieces.of(side).nested, pieces.of("theirs" if side == "ours" else "ours").nested
    known = [*remarks(pieces.base.nested), *remarks(chosen)]
    ending = "\r\n" if "\r\n" in other else "\n"
    return "".join(remark + ending for remark in dict.fromkeys(remarks(other)) if remark not in known)


def _is_nested(pieces: _Pieces, key: str) -> bool:
    return not any(key in piece.values for piece in (pieces.base, pieces.ours, pieces.theirs))


def _value(pieces: _Pieces, key: str, side: Side) -> str:
    """The key as the side has it whose value counts; where both say the same, as the one that laid it out anew."""
    base, ours, theirs = (piece.values.get(key, "") for piece in (pieces.base, pieces.ours, pieces.theirs))
    if side == "theirs":
        return theirs
    alike = bool(ours and theirs) and _same(_read(ours), _read(theirs))
    return theirs if alike and _changed(base, ours) == "theirs" else ours


def _read(value: str) -> Any:
    try:
        return read(value)
    except ValueError:
        return value


def _changed(base: Any, ours: Any) -> Side:
    """The side to take from: theirs when ours changed nothing."""
    return "theirs" if ours == base else "ours"


def _order(kind: Kind | None, pieces: _Pieces) -> list[str]:
    """The keys in the order of the side that changed it; those of the other side where the kind has them, unknown ones behind."""
    base, ours, theirs = (list(piece.values) for piece in (pieces.base, pieces.ours, pieces.theirs))
    common = [key for key in base if key in ours and key in theirs]
    side = _changed(common, [key for key in ours if key in common])
    order, other = (theirs, ours) if side == "theirs" and theirs != common else (ours, theirs)
    order = list(order)
    known = [key for key in kind.keys if key not in layout.LAST] if kind else []
    for number, key in enumerate(other):
        if key in order:
            continue
        at = layout.place(kind, key, order) if kind and key in kind.keys else None
        if at is None:  # behind the one it follows where it stands
            before = other[number - 1] if number else ""
            at = order.index(before) + 1 if before in order else len(order)
            while key not in known and at < len(order) and order[at] in known:
                at += 1
        order.insert(at, key)
    return order


def _head(pieces: _Pieces) -> list[str]:
    """The header with the comments of both sides; the banner stays next to it."""
    base, ours, theirs = pieces.base.head, pieces.ours.head, pieces.theirs.head
    if not ours or not theirs or ours == theirs:
        return list(ours or theirs)
    header = theirs[-1] if ours[-1:] == base[-1:] else ours[-1]
    merged = _lines(base[:-1], ours[:-1], theirs[:-1], behind=False)
    known = [*remarks("".join(base[-1:])), *remarks(header)]
    beside = [remark for line in (ours[-1], theirs[-1]) for remark in remarks(line) if remark not in known]
    ending = "\r\n" if header.endswith("\r\n") else "\n"
    return [*(remark + ending for remark in dict.fromkeys(beside)), *merged, header]


def _lines(base: list[str], ours: list[str], theirs: list[str], behind: bool = True) -> list[str]:
    """Lines of comments: those of ours but for what theirs took out, and what theirs put in."""
    if ours == theirs or theirs == base:
        return list(ours)
    if ours == base:
        return list(theirs)
    kept = [line for line in ours if not line.strip() or line not in base or line in theirs]
    new = [line for line in theirs if line.strip() and line not in base and line not in ours]
    return [*kept, *new] if behind else [*new, *kept]


def says(text: str, like: Unit, meant: dict[str, Any]) -> bool:
    """Whether the text of a table like this one is valid and says what is meant."""
    try:
        data: Any = read(text)
    except ValueError:
        return False
    if like.key != TOP:
        data = data.get(like.key[0], data)  # of a nested table alone the data say it all
        data = data[0] if isinstance(data, list) and len(data) == 1 else data
    return _same(data, meant)
