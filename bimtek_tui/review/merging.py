"""Two versions of a session file made one: by id, then by key.

Whatever only one side touched keeps that side's bytes. What both changed differently, or one took away and the other
worked on, is a conflict: markers as of diff3 around that one entry. Nothing is ever decided silently, and the result
is read again before anybody gets it. Reads and writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..errors import CannotSave, UnreadableFile
from ..i18n import _
from ..model.kinds import kinds
from ..store import parse
from ..store.document import Document, from_text, same
from . import circles, conflict_marks, duplicates
from .conflict_marks import USUAL, Marks
from .conflicts import Conflict, What, known
from .duplicates import Duplicate
from .table_merge import SIDES, Clash, Side, blend
from .units import TOP, Key, Unit, captured, ending, plain, read, remarks, units, words

Chosen = Mapping[tuple[str, str, str], Side]
"""Who wins a conflict, by table, id and key; for those that somebody was asked about."""

_NOBODY: Chosen = {}


class Merged(Struct, frozen=True):
    """The text of the merged file (with its byte order mark, if it has one), and what is left to decide.

    `united` are the entries that each side had entered under an id of its own, `twice` what is there twice all the same.
    """

    text: str
    conflicts: tuple[Conflict, ...] = ()
    united: tuple[Duplicate, ...] = ()
    twice: tuple[Duplicate, ...] = ()

    @property
    def notices(self) -> tuple[Duplicate, ...]:
        """What has to be said although nothing is left to decide."""
        return self.united + self.twice


@dataclass(slots=True)
class _Result:
    """One table of the result: text and data by side (None: not there), and the one both began with."""

    text: dict[Side, str | None]
    data: dict[Side, dict[str, Any] | None]
    gap: str | None
    base: str | None = None
    conflicts: tuple[Conflict, ...] = ()


def document(content: bytes, path: Path) -> Document:
    """A side of a merge from the bytes of its file. Raises UnreadableFile with one sentence."""
    if conflict_marks.marked(content):
        raise UnreadableFile(
            _("{file} holds the markers of an earlier conflict; settle that first").format(file=path)
        )
    loaded = parse(content, path)
    if loaded.read_only:
        raise UnreadableFile(f"{path}: {loaded.read_only}")
    return loaded.document


def merge(
    base: Document | None,
    ours: Document,
    theirs: Document,
    chosen: Chosen = _NOBODY,
    marks: Marks = USUAL,
) -> Merged:
    """Unite two sides; without a base every key that differs is a conflict.

    Raises CannotSave when the result would not say what is meant (tables in an unusual order).
    """
    sides = [side for side in (base, ours, theirs) if side is not None]
    mark = _picked(base.bom if base else None, ours.bom, theirs.bom)
    if ours.text == theirs.text or (base and theirs.text == base.text):
        return Merged(_with_mark(mark, ours.text))
    if base and ours.text == base.text:
        return Merged(_with_mark(mark, theirs.text))
    newline = _picked(base.newline if base else None, ours.newline, theirs.newline)
    forced = "" if len({side.newline for side in sides}) == 1 else newline
    before = units(base, forced) if base else {}
    left, right, united = duplicates.united(before, units(ours, forced), units(theirs, forced))
    turning = circles.disputed(before, left, right, lambda key: chosen.get((*key[:2], circles.INTO)))
    chosen = {place: side for place, side in chosen.items() if not _in_circle(place, turning)}
    results: dict[Key, _Result] = {}
    for key in dict.fromkeys([*before, *left, *right]):
        versions = before.get(key), left.get(key), right.get(key)
        result = _outcome(key, *versions, newline, chosen, key in turning)
        if result is not None:
            results[key] = result
    order = _order(before, left, right, results)
    end = _picked(ending(base, forced) if base else None, ending(ours, forced), ending(theirs, forced))
    in_order = [results[key] for key in order]
    conflicts = tuple(known(conflict, left, right) for unit in in_order for conflict in unit.conflicts)
    for side in SIDES if conflicts else SIDES[:1]:
        _must_say(_text(in_order, newline, end, side), [(key, results[key].data[side]) for key in order])
    twice = duplicates.left({key: results[key].data["ours"] or {} for key in order}, left, right)
    return Merged(_with_mark(mark, _text(in_order, newline, end, marks=marks)), conflicts, united, twice)


def _with_mark(mark: bool, text: str) -> str:
    return ("\ufeff" if mark else "") + text


def _picked(base: Any, ours: Any, theirs: Any) -> Any:
    """The one of two values that was changed; without a base the lesser, so that it does not matter who is who."""
    if base is None:
        return min(ours, theirs)
    return theirs if ours == base else ours


# One entry -----------------------------------------------------------------------------------------------------


def _outcome(
    key: Key,
    base: Unit | None,
    ours: Unit | None,
    theirs: Unit | None,
    newline: str,
    chosen: Chosen,
    turns: bool,
) -> _Result | None:
    """What becomes of one table, or None when it is gone; it `turns` when the sides merged it in a circle."""
    if ours is None or theirs is None:
        left = ours or theirs
        if left is None:
            return None
        if base is None:
            return _taken(left)
        return None if _untouched(base, left) else _removed(key, base, ours, theirs, chosen)
    gap = ours.gap if theirs.gap is None else theirs.gap if ours.gap is None else None
    if gap is None and ours.gap is not None:
        gap = _picked(base.gap if base else None, ours.gap, theirs.gap)
    if ours.text == theirs.text or (base and theirs.text == base.text and not turns):
        return _taken(ours, gap)
    if base and ours.text == base.text and not turns:
        return _taken(theirs, gap)
    table, name = _named(key)
    made = blend(
        kinds().get(table),
        base,
        ours,
        theirs,
        newline,
        lambda field: chosen.get((table, name, field)),
        {circles.INTO} if turns else (),
    )
    called = words(table, ours, theirs)
    conflicts = tuple(_conflict(table, name, called, clash, turns) for clash in made.clashes)
    return _Result(dict(made.text), dict(made.data), gap, base.text if base else None, conflicts)


def _taken(unit: Unit, gap: str | None = None) -> _Result:
    gap = unit.gap if gap is None else gap
    return _Result(dict.fromkeys(SIDES, unit.text), dict.fromkeys(SIDES, unit.data), gap)


def _untouched(base: Unit, now: Unit) -> bool:
    """Whether nobody said anything new in an entry; laying it out anew says nothing."""
    if base.text == now.text:
        return True
    known = remarks(base.text)
    return same(plain(base.data), plain(now.data)) and all(remark in known for remark in remarks(now.text))


def _removed(key: Key, base: Unit, ours: Unit | None, theirs: Unit | None, chosen: Chosen) -> _Result | None:
    """An entry that one side removed and the other worked on."""
    table, name = _named(key)
    units: dict[Side, Unit | None] = {"ours": ours, "theirs": theirs}
    if side := chosen.get((table, name, "")):
        kept = units[side]
        return _taken(kept) if kept else None
    text = {side: unit.text if unit else None for side, unit in units.items()}
    data = {side: unit.data if unit else None for side, unit in units.items()}
    conflict = Conflict(
        "removed", table, name, "", base.data, data["ours"], data["theirs"], words(table, ours, theirs)
    )
    return _Result(text, data, base.gap, base.text, (conflict,))


def _named(key: Key) -> tuple[str, str]:
    """The table of a unit and the id of its entry, as a conflict names them; "" for an entry without one."""
    table, name, _number = key
    return "top" if key == TOP else table, "" if name.startswith("\0") else name


def _in_circle(place: tuple[str, str, str], turning: Mapping[Key, bool]) -> bool:
    """Whether a choice would leave a circle, so that it is asked about once more."""
    table, name, key = place
    return key == circles.INTO and not turning.get((table, name, 0), True)


def _conflict(table: str, name: str, called: str, clash: Clash, turns: bool) -> Conflict:
    one_sided = clash.ours is None or clash.theirs is None
    what: What = "changed"
    if clash.key == "withdrawn" and one_sided and clash.base is None:
        what = "withdrawn"
    elif clash.key == circles.INTO and one_sided and turns:
        what = "circle"
    return Conflict(what, table, name, clash.key, clash.base, clash.ours, clash.theirs, called)


# The whole file ------------------------------------------------------------------------------------------------


def _order(
    base: Mapping[Key, Unit], ours: Mapping[Key, Unit], theirs: Mapping[Key, Unit], kept: Iterable[Key]
) -> list[Key]:
    """Where everything stands: what was there as it stood, then what came, by kind and in the order of capture."""
    there = dict.fromkeys(kept)
    if TOP not in base:
        base = {TOP: ours[TOP]}
    order = _standing([key for key in base if key in there], list(ours), list(theirs))
    came = [key for key in there if key not in base]
    ranks = {table: number for number, table in enumerate(kinds()) if table != "top"} | {TOP[0]: -1}
    last = len(ranks)
    for table in sorted(dict.fromkeys(key[0] for key in came), key=lambda table: ranks.get(table, last)):
        new = _by_capture([key for key in came if key[0] == table], ours, theirs)
        wanted = ranks.get(table, last)
        at = 0
        for place, (other, _id, _number) in enumerate(order):
            if ranks.get(other, last + 1) <= wanted or other == table:
                at = place + 1
        order[at:at] = new
        if table not in ranks and not any(other == table for other, _i, _n in order[:at]):
            order = [*order[:at], *order[at + len(new) :], *new]  # an unknown table stands last
    return order


def _standing(base: list[Key], ours: list[Key], theirs: list[Key]) -> list[Key]:
    """What was there before, in the order of the side that moved something; by kind when both did."""

    def moved(side: list[Key]) -> bool:
        here = set(side)
        known = set(base)
        return [key for key in base if key in here] != [key for key in side if key in known]

    if not moved(ours) and not moved(theirs):
        return base
    if moved(ours) and moved(theirs) and ours != theirs:
        ranks = {TOP[0]: -1} | {table: number for number, table in enumerate(kinds())}
        return sorted(base, key=lambda key: ranks.get(key[0], len(ranks)))
    known = set(base)
    order = [key for key in (ours if moved(ours) else theirs) if key in known]
    for number, key in enumerate(base):
        if key not in order:
            order.insert(order.index(base[number - 1]) + 1 if number else 0, key)
    return order


def _by_capture(new: list[Key], ours: Mapping[Key, Unit], theirs: Mapping[Key, Unit]) -> list[Key]:
    """New entries of a kind: as they stand where only one side has any, else by the moment of capture and id."""
    came = set(new)
    for side in (ours, theirs):
        if all(key in side for key in new):
            return [key for key in side if key in came]

    def moment(key: Key) -> tuple[float, Key]:  # the earlier one where the sides differ in it
        return min(captured(side[key]) for side in (ours, theirs) if key in side), key

    return sorted(new, key=moment)


def _text(
    results: list[_Result], newline: str, end: str, side: Side | None = None, marks: Marks = USUAL
) -> str:
    """The file: as one side would have it, or with markers where that is not decided."""
    made: list[str] = []
    for result in results:
        undecided = result.conflicts and side is None
        text = _conflicting(result, newline, marks) if undecided else result.text[side or "ours"]
        if text is not None:
            made += [text, result.gap or newline * 2]
    made[-1] = end
    return "".join(made)


def _conflicting(result: _Result, newline: str, marks: Marks) -> str:
    """An entry with its conflicts between marks, without its last line end."""

    def lines(text: str | None) -> str:
        return "" if text is None else text + newline

    first = result.conflicts[0]
    entry = first.id or first.table
    ours, base, theirs = map(lines, (result.text["ours"], result.base, result.text["theirs"]))
    if first.key:
        keys = {conflict.key for conflict in result.conflicts}
        text = conflict_marks.of_keys(entry, keys, ours, base, theirs, marks)
    else:
        text = marks.around(entry, ours, base, theirs)
    return text.removesuffix(newline)


def _must_say(text: str, meant: list[tuple[Key, dict[str, Any] | None]]) -> None:
    """Read the result again and compare it with what is meant. Raises CannotSave."""
    try:
        data = read(text)
        made = from_text(text)
        made.fill(data)
        reread = [(key, unit.data) for key, unit in units(made).items()]
    except (ValueError, KeyError, IndexError):
        reread = []
    wanted = [(key, data) for key, data in meant if data is not None]
    faithful = len(reread) == len(wanted) and all(
        key[:2] == other[:2] and same(plain(value), plain(wish))
        for (key, value), (other, wish) in zip(reread, wanted, strict=True)
    )
    if not faithful:
        raise CannotSave(
            _("these files can't be merged entry by entry without losing something; merge them as text")
        )
