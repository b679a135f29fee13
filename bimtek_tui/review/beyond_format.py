"""What is different in two files beyond what the format says: keys and tables of one's own, and values written in another way.

The typed sessions have none of it; what the file says as data is compared, and what was told already is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from ..model.ids import EntryRef
from ..model.kinds import Kind, kinds
from ..store.document import same
from .changes import FIGURES, Apart, Change, Difference, What
from .differences import Words
from .dropped_changes import shown

Data = Mapping[str, Any]
_Place = tuple[str, str, int]
"""Table, id and, of an id that is there more than once, which one; "top" holds the keys before the first table."""


def with_rest(differences: Iterable[Difference], old: Data, new: Data, words: Words) -> list[Difference]:
    """The differences with what else is different in the data of the two files."""
    made = list(differences)
    numbers = {(told.table, told.id): number for number, told in enumerate(made) if told.table != FIGURES}
    before, after = _places(old), _places(new)
    for place in dict.fromkeys([*after, *before]):
        was, now = before.get(place), after.get(place)
        if was is now or (was is not None and now is not None and same(was, now)):
            continue
        table, id, again = place
        number = None if again else numbers.get((table, id))
        told = None if number is None else made[number]
        kind = kinds().get(table)
        changes = tuple(_changes(was or {}, now or {}, kind, told, again))
        if told is not None and number is not None:
            made[number] = replace(told, changes=told.changes + changes)
        elif changes:
            what: What = "added" if was is None else "removed" if now is None else "changed"
            name = words.names.get(EntryRef(table, id)) or _name(kind, now or was or {})
            made.append(Difference(what, "", table, id, words.numbers.get(id, ""), name, changes))
    return made


def _changes(
    was: Data, now: Data, kind: Kind | None, told: Difference | None, again: int
) -> Iterator[Change]:
    """The keys that nothing was told of."""
    fields = kind.keys if kind else {}
    known = {change.key for change in told.changes} if told else set()
    unread = {unread.key for unread in told.unread} if told else set()
    whole = told is not None and told.what in ("added", "removed")
    for key in dict.fromkeys([*was, *now]):
        before, after = was.get(key), now.get(key)
        if key in known or key in unread or (key in was and key in now and same(before, after)):
            continue
        if key in fields and (whole or (key == "id" and not again)):
            continue
        apart: Apart = "own" if key not in fields or again else "" if unread else "spelling"
        wordings = ((shown(before),) if key in was else (), (shown(after),) if key in now else ())
        yield Change(key, before, after, wordings, apart=apart)


def _places(data: Data) -> dict[_Place, Data]:
    """Every table of a file, and the keys before the first one, by its place."""
    tables: dict[_Place, Data] = {}
    top: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            tables[name, "", 0] = value
        elif isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
            seen: dict[str, int] = {}
            for part in value:
                id = part.get("id")
                id = id if isinstance(id, str) else ""
                tables[name, id, seen.get(id, 0)] = part
                seen[id] = seen.get(id, 0) + 1
        else:
            top[name] = value
    if top:
        tables["top", "", 0] = top
    return tables


def _name(kind: Kind | None, data: Data) -> str:
    name = data.get(kind.text_key if kind else "name", "")
    return name if isinstance(name, str) else ""
