"""What can't be read in two versions of a session: told with its line and reason, and taken for what the other version has.

A mistyped value takes nothing away: whoever reads a difference must not think that an entry, or its money, is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..errors import Finding
from ..i18n import _
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.kinds import kinds
from ..store.reading import LEFT_OUT, USED_WITHOUT


class Unread(Struct, frozen=True):
    """Why an entry, or (with a key) a value of it, can't be read; `older` says that it is so in the older version.

    `replaced`: it is taken to be as in the other version, which of a key has what `taken` says.
    """

    older: bool
    line: int
    key: str
    reason: str
    replaced: bool = False
    taken: tuple[str, ...] = ()


Findings = tuple[Iterable[Finding], Iterable[Finding]]
"""What was found in reading the older and the newer version."""

NOTHING: Findings = ((), ())


def compared(findings: Findings) -> dict[EntryRef, tuple[Unread, ...]]:
    """What can't be read in one of two versions, by entry; what is the same in both is no difference."""
    by_side = [
        {
            (EntryRef(finding.table, finding.id), finding.key, finding.message): finding.line
            for finding in side
            if finding.severity == "error" and finding.table in kinds()
        }
        for side in findings
    ]
    reasons: dict[EntryRef, tuple[Unread, ...]] = {}
    for number, (faults, others) in enumerate((by_side, by_side[::-1])):
        for (ref, key, message), line in faults.items():
            if (ref, key, message) not in others:
                reasons[ref] = (*reasons.get(ref, ()), Unread(number == 0, line, key, message))
    return reasons


def as_replaced(unread: Unread, taken: tuple[str, ...] = ()) -> Unread:
    """What can't be read and is taken from the other version: the entry is neither left out nor used without it."""
    reason = unread.reason
    for tail in (LEFT_OUT, USED_WITHOUT):
        reason = reason.removesuffix(_(tail).format(problem=""))
    return replace(unread, reason=reason, replaced=True, taken=taken)


def mended(session: Session, other: Session, unread: Mapping[EntryRef, tuple[Unread, ...]]) -> Session:
    """A session in which what can't be read is as another one has it."""
    if not unread:
        return session
    copy = session.copy()
    for ref in unread:
        here, there = session.find(ref.kind, ref.id), other.find(ref.kind, ref.id)
        if there is None or not (ref.id or kinds()[ref.kind].single):
            continue
        if here is None:
            _put(copy, other, ref, there)
        elif keys := session.unread.get(ref):
            _put(
                copy,
                other,
                ref,
                replace(here, **{key: getattr(there, key) for key in keys if hasattr(there, key)}),
            )
    return copy


def _put(session: Session, other: Session, ref: EntryRef, entry: Any) -> None:
    """Put an entry where the other session has it."""
    if kinds()[ref.kind].single:
        setattr(session, ref.kind, entry)
        return
    entries = session.entries(ref.kind)
    if ref.id in entries:
        entries[ref.id] = entry
        return
    before = list(other.entries(ref.kind))
    before = before[: before.index(ref.id)]
    order = list(entries)
    at = next((order.index(id) + 1 for id in reversed(before) if id in entries), 0)
    entries_in_order = {id: entries[id] for id in order[:at]} | {ref.id: entry}
    setattr(session, ref.kind, entries_in_order | {id: entries[id] for id in order[at:]})
