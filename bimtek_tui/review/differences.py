"""What changed between two sessions, in the words of the workshop.

One difference an entry: what became of it, and its keys before and after. Figures that follow from the entries (money,
SWOT position, the fingerprint of the agreement) are differences of their own, at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..analysis import scope
from ..analysis.ordinals import LETTERS, ordinals
from ..model import values
from ..model.entries import Session, counts
from ..model.entry_types import Entry
from ..model.ids import EntryRef
from ..model.kinds import Field, Kind, kind_of, kinds
from ..model.labels import clock, day, dimension_label, value_label
from ..model.method import Method, label, name_of, wording
from . import fingerprint
from .changes import FIGURES, Change, Difference, What
from .effects import effects
from .unread import NOTHING, Findings, Unread, as_replaced, compared, mended

__all__ = [
    "FIGURES",
    "Change",
    "Difference",
    "Words",
    "compare",
    "entries",
    "named",
    "of_agreement",
    "of_entry",
    "readable",
]

_PLACES = {"swot": "quadrant", "strategy": "quadrant", "program": "horizon"}
"""The key that says where on its board an entry stands."""

_PANELS = {
    "city": "vision",
    "plan": "vision",
    "mission": "vision",
    "objective": "vision",
    "issue": "issues",
    "readiness": "readiness",
    "gap": "gap",
    "risk": "risks",
    "analysis": "swot",
    "swot": "swot",
    "strategy": "strategies",
    "quick_win": "candidates",
    "score": "candidates",
    "cost": "quick-wins",
    "milestone": "quick-wins",
    "identity": "commitment",
    "commitment": "commitment",
    "signatory": "commitment",
}
"""The panel where the work on a kind is done; its stage is the method's matter."""


class Words(Struct, frozen=True):
    """What entries and values are called: by the method, by their names in both sessions, by the numbers said aloud."""

    method: Method
    names: Mapping[EntryRef, str]
    numbers: Mapping[str, str]

    @classmethod
    def of(cls, method: Method, *sessions: Session) -> Words:
        """The words for some sessions; what several of them have is called as in the last."""
        names: dict[EntryRef, str] = {}
        numbers: dict[str, str] = {}
        for session in sessions:
            names |= _names(session, method)
            numbers |= ordinals(session, *LETTERS)
        return cls(method, names, numbers)


def compare(old: Session, new: Session, method: Method, findings: Findings = NOTHING) -> list[Difference]:
    """Every entry that is different, and then the figures; `findings` name what can't be read."""
    old, new, unread = readable(old, new, findings)
    return entries(old, new, Words.of(method, old, new), unread) + list(effects(old, new, method))


def readable(
    old: Session, new: Session, findings: Findings
) -> tuple[Session, Session, dict[EntryRef, tuple[Unread, ...]]]:
    """Both sessions with what can't be read as the other has it, and what that is."""
    unread = compared(findings)
    return mended(old, new, unread), mended(new, old, unread), unread


def of_agreement(
    old: Session, new: Session, method: Method, findings: Findings = NOTHING
) -> list[Difference]:
    """The differences in what a commitment is signed under, and nothing else; `new` holds the fingerprint."""
    old, new, unread = readable(old, new, findings)
    version = fingerprint.version(new)
    covered = {("commitment", ""), ("top", "")} | {
        (kind_of(entry).table, getattr(entry, "id", ""))
        for session in (old, new)
        for entry in fingerprint.agreed(session, version)
    }
    differences = []
    for difference in entries(old, new, Words.of(method, old, new), unread):
        place = difference.table, difference.id
        if place not in covered or (
            not difference.unread and _same(old.find(*place), new.find(*place), version)
        ):
            continue
        outside = fingerprint.outside(kinds()[difference.table], version)
        changes = tuple(change for change in difference.changes if change.key not in outside)
        if changes or difference.unread:
            differences.append(replace(difference, changes=changes))
    return differences


def _same(old: Entry | None, new: Entry | None, version: str) -> bool:
    """Whether the agreement finds the same in an entry before and after."""
    if old is None or new is None:
        return False
    return fingerprint.covered(old, version) == fingerprint.covered(new, version)


def entries(
    old: Session, new: Session, words: Words, unread: Mapping[EntryRef, tuple[Unread, ...]]
) -> list[Difference]:
    """Every entry that is different or can't be read: by stage, kind and the order of the newer session; what has no stage last."""
    differences: list[Difference] = []
    for kind in kinds().values():
        for id in dict.fromkeys(
            [*_ids(kind, old, new), *(ref.id for ref in unread if ref.kind == kind.table)]
        ):
            known = id or kind.single  # an id that can't be read is none
            before, after = (session.find(kind.table, id) if known else None for session in (old, new))
            reasons = unread.get(EntryRef(kind.table, id), ())
            if before is after or before == after:
                if reasons:
                    differences.append(of_entry(kind, id, (old, new), (before, after), words, reasons))
                continue
            differences.append(of_entry(kind, id, (old, new), (before, after), words, reasons))
    ranks = {stage.id: number for number, stage in enumerate(words.method.stage)}
    differences.sort(key=lambda difference: ranks.get(difference.stage, len(ranks)))
    return differences


def of_entry(
    kind: Kind,
    id: str,
    sessions: tuple[Session, Session],
    entry: tuple[Any, Any],
    words: Words,
    unread: tuple[Unread, ...] = (),
) -> Difference:
    """What became of one entry, which stands before and after in `entry`, None where it is not there."""
    old, new = sessions
    before, after = entry
    changes = tuple(_changes(kind, before, after, words))
    what: What = "unread" if before == after else _what(kind, before, after)
    if what == "changed" and changes and all(change.key == "added" for change in changes):
        what = "times"
    return Difference(
        what,
        stage_of(kind.table, id, after or before, words.method, new, old),
        kind.table,
        id,
        words.numbers.get(id, ""),
        words.names.get(EntryRef(kind.table, id), ""),
        changes,
        tuple(_as_taken(kind, fault, entry, words) for fault in unread),
        agencies_of(kind.table, id, after or before, new if after is not None else old),
    )


def _as_taken(kind: Kind, fault: Unread, entry: tuple[Any, Any], words: Words) -> Unread:
    """What can't be read, with what is taken for it where the other version has it."""
    if None in entry:
        return fault
    if not fault.key:
        return as_replaced(fault)
    field = kind.keys.get(fault.key)
    value = None if field is None else getattr(entry[1 if fault.older else 0], field.name)
    if field is None or value is None or value == ():
        return fault
    parts = value if isinstance(value, tuple) else (value,)
    return as_replaced(fault, tuple(_spoken(kind.table, field, part, words) for part in parts))


def agencies_of(table: str, id: str, entry: Any, session: Session) -> tuple[str, ...]:
    """Who is concerned by an entry: who leads, says, sends or supports it, or what it belongs to."""
    if entry is None or table == "agency":
        return (id,) if entry is not None else ()
    names = [*scope.agencies_of(session, entry), *getattr(entry, "supporting", ())]
    for key, of in (("program", "program"), ("of", "program"), ("quick_win", "quick_win")):
        belongs = getattr(entry, key, None)
        if belongs and (bearer := session.find(of, belongs)) is not None:
            names += agencies_of(of, belongs, bearer, session)
    return tuple(dict.fromkeys(names))


def _ids(kind: Kind, old: Session, new: Session) -> list[str]:
    return [""] if kind.single else list(dict.fromkeys([*new.entries(kind.table), *old.entries(kind.table)]))


def _what(kind: Kind, old: Any, new: Any) -> What:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    if getattr(new, "withdrawn", None) is not None and old.withdrawn is None:
        return "withdrawn"
    if getattr(new, "merged_into", None) is not None and old.merged_into != new.merged_into:
        return "merged"
    if counts(new) != counts(old):
        return "restored" if counts(new) else "dropped"
    key = _PLACES.get(kind.table, "")
    return "moved" if key and getattr(old, key) != getattr(new, key) else "changed"


def stage_of(table: str, id: str, entry: Any, method: Method, new: Session, old: Session) -> str:
    """The stage to which the work on an entry belongs, "" where it belongs to none."""
    panel = _PANELS.get(table, "")
    match table:
        case _ if entry is None:
            pass
        case "stage" | "checklist" | "agenda":
            return id.partition("/")[0]
        case "note" | "round":
            return str(entry.stage or "")
        case "quick_win" if entry.decision == "chosen":
            panel = "quick-wins"
        case "program":
            panel = "final" if entry.status == "final" else "programs"
        case "budget" | "target":
            of = entry.program if table == "budget" else entry.of
            program = new.program.get(of) or old.program.get(of)
            panel = "final" if program and program.status == "final" else "programs"
            if of in new.objective or of in old.objective:
                panel = "vision"
    known = method.panels.get(panel)
    return (known and known.stage) or ""


def _names(session: Session, method: Method) -> dict[EntryRef, str]:
    """What every entry is called in a list."""
    return {
        EntryRef(kind.table, id): _name(kind, id, entry, session, method)
        for kind in kinds().values()
        if not kind.single
        for id, entry in session.entries(kind.table).items()
    }


def _name(kind: Kind, id: str, entry: Any, session: Session, method: Method) -> str:
    def of(program: str) -> str:
        entry = session.program.get(program)
        objective = session.objective.get(program)
        return entry.name if entry else text.short(objective.text, 200) if objective else program

    match kind.table:
        case "stage":
            return name_of(method.stages, id)
        case "checklist":
            return wording(method.items[id], "text") if id in method.items else id
        case "agenda":
            return wording(method.blocks[id]) if id in method.blocks else entry.title or id
        case "agency":
            return f"{id} – {entry.name}" if entry.name else id
        case "budget":
            return f"{of(entry.program)}, {entry.year}, {name_of(method.sources, entry.funding)}"
        case "target":
            return f"{of(entry.of)}, {entry.year}"
        case "quick_win":
            return of(entry.program)
        case "tally":
            asked = session.round.get(entry.round)
            return asked.question if asked else entry.round
        case "score":
            what = name_of(method.criteria, entry.criterion)
            candidate = session.quick_win.get(entry.quick_win)
            return f"{of(candidate.program) if candidate else entry.quick_win}, {what}"
        case "assessment":
            return f"{name_of(method.indicators, entry.indicator)}, {entry.round}"
    return str(getattr(entry, kind.text_key, "") or id)


def _changes(kind: Kind, old: Entry | None, new: Entry | None, words: Words) -> Iterator[Change]:
    for field in kind.fields:
        before, after = (
            None if entry is None or (value := getattr(entry, field.name)) == () else value
            for entry in (old, new)
        )
        if before == after or field.name == "id" or (field.name == "added" and None in (old, new)):
            continue

        def spoken(value: Any, field: Field = field) -> tuple[str, ...]:
            values = value if isinstance(value, tuple) else () if value is None else (value,)
            return tuple(_spoken(kind.table, field, part, words) for part in values)

        prose = field.type in "sp" and not (field.list or field.choices or field.refs)
        prose = prose and words.method.values(kind.table, field.name) is None
        yield Change(field.name, before, after, (spoken(before), spoken(after)), prose, field.list)


def _spoken(table: str, field: Field, value: Any, words: Words) -> str:
    """One value as people say it."""
    if field.name == "dimension":
        return dimension_label(words.method, value)
    known = words.method.values(table, field.name)
    if known is not None and value in known:
        return label(known[value]) if hasattr(known[value], "name") else wording(known[value], "text")
    if field.choices:
        return value_label(value)
    for kind in field.refs:
        if name := words.names.get(EntryRef(kind, value)):
            return str(value) if kind == "agency" else named(words.numbers.get(value, ""), name)
    if isinstance(value, dt.datetime):
        return f"{day(value)} {clock(value)}"
    return values.rupiah(value) if values.is_money(field) else values.shown(field, value)


def named(number: str, name: str) -> str:
    """An entry in a sentence: the number that people say aloud, and the beginning of its words."""
    return " ".join(part for part in (number, f"“{text.short(name)}”") if part)
