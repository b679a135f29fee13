"""Fingerprints: of one entry, and of the agreement that a joint commitment is signed under.

The same content has the same fingerprint on every machine, however the file is laid out. What is hashed:
JSON on one line in ASCII without blanks. An entry is ``[table, [[key, value], ...]]`` with the keys that have a value
in the order of the kind, without ``added``. Every single value is a text: cleaned text as it is, whole numbers in
digits, decimals in plain digits without zeros at the end (3.0 is "3"), dates and moments as in ISO 8601 with the
offset that was written. A list is a list of them: a set sorted by code point with every item once, a sequence as it
stands. The agreement is ``["agreement", <digest of the method>, [entry, ...]]``.

Version 2 is written. What was signed as version 1 goes on being compared as that, over the kinds and keys that bimtek
0.1 had, and without the entries that it left out for a wrong key, so that it and this program say the same. Version 2 also covers the program of every chosen quick win, and its
costs; of the method it covers only what counts.

Order counts within sequences alone (activities, legal basis, points of the commitment), and where it is a value
(``order`` of a mission). Entries are sorted by kind and id, so where they stand in the file does not count.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Container, Iterable
from decimal import Decimal
from typing import Any

import msgspec
from msgspec.structs import replace

from .. import text
from ..model.entries import Session, counting, counts
from ..model.entry_types import Entry
from ..model.kinds import Field, Kind, kind_of
from ..model.method import Method
from ..model.workshop_entries import Commitment

VERSION = "v2:"
"""Stands before every fingerprint, so that another way of hashing never looks like changed content."""

_OF_0_1 = "v1:"
VERSIONS = (_OF_0_1, VERSION)

SHOWN = 16
"""How many digits are shown to people."""

COUNTED = (
    "mission",
    "objective",
    "strategy",
    "program",
    "budget",
    "target",
    "quick_win",
    "cost",
    "milestone",
)
"""Kinds of which people are told how many a signature covers."""

COVERED = frozenset((*COUNTED, "top", "city", "plan", "commitment"))
"""Kinds of which something is in the agreement: where one of them changes, it may be another one."""

_NOT_AGREED = {"added", "votes", "done_on"}
"""Keys of what was agreed that say how it came about or how far it got."""
_AFTERWARDS = {"enacted", "code", "code_decree"}
"""Keys that others fill in once the agreement stands."""
_SINCE_0_1 = {
    "city": {"region_code"},
    "plan": {"rpjmd_start", "rpjmd_end", "rpjpd", "rpjpd_start", "rpjpd_end", "enacted", "code_decree"},
    "program": {"track", "objective", "code"},
    "quick_win": {"before", "after", "team"},
}
"""Keys of kinds in the agreement that bimtek 0.1 does not know."""
_ALONE = {"commitment": {"title", "points"}, "top": {"method"}}
"""Kinds of which the agreement covers these keys alone."""

_COUNTED = {"id", "name", "weight", "inverse", "scale_min", "scale_max", "from", "above"}
_PARTS = {"sub", "part", "indicator", "level", "size"}
"""What version 2 covers of a dimension, criterion or model, and what these are made of."""

_METHODS_OF_0_1 = {
    "v2:a9a8d11c8fc1d41cafaa7d1151080fb7589ac1ad86c44674563bc9bdffe09601": "v1:7a32a87ef4c8bdf3e99b1e59dc6fac77682786b52e1a738842b0a7393cdd2286"
}
"""Digests of ``kominfo-1``: the method has gained since 0.1 what does not count, and its version 1 is what it was then."""


def version(session: Session) -> str:
    """The version by which a session is compared: that of the stored fingerprint, the newest where none is known."""
    stored = ((session.commitment and session.commitment.digest) or "")[: len(VERSION)]
    return stored if stored in VERSIONS else VERSION


def entry(entry: Entry) -> str:
    """The fingerprint of one entry, whether it counts or not."""
    return _hashed(_content(entry, {"added"}))


def agreement(session: Session, method: Method, version: str = VERSION) -> str:
    """The fingerprint of what a commitment is signed under.

    Covered are, as far as they count: city, plan, missions, objectives and strategies; programs that are final, or of
    a chosen quick win, with budgets; targets of these programs and objectives; chosen quick wins with sheets, costs and
    milestones; title and points of the commitment; and the method. Version 1 leaves out costs, and programs that are
    not final.
    """
    entries = [*agreed(session, version), session.commitment or Commitment()]
    content = [_content(entry, outside(kind_of(entry), version)) for entry in entries]
    return _hashed(["agreement", of_method(method, version), content], version)


def covered(entry: Entry, version: str = VERSION) -> str:
    """The fingerprint of what the agreement covers of one entry, if it covers the entry at all."""
    return _hashed(_content(entry, outside(kind_of(entry), version)), version)


def outside(kind: Kind, version: str = VERSION) -> set[str]:
    """The keys of a kind that the agreement does not cover."""
    if kind.table in _ALONE:
        return kind.keys.keys() - _ALONE[kind.table]
    return _NOT_AGREED | (_SINCE_0_1.get(kind.table, set()) if version == _OF_0_1 else _AFTERWARDS)


def agreed(session: Session, version: str = VERSION) -> list[Entry]:
    """The entries that the agreement covers, but for the commitment itself: by kind, then by id."""
    newest = version != _OF_0_1
    session = session if newest else _as_0_1_reads(session)
    chosen = {
        quick_win.id: quick_win for quick_win in counting(session.quick_win) if quick_win.decision == "chosen"
    }
    of_chosen = {quick_win.program for quick_win in chosen.values()} if newest else set()
    programs = {
        program.id: program
        for program in session.program.values()
        if (program.status == "final" and counts(program))
        or (program.id in of_chosen and counts(replace(program, status=None)))
    }
    objectives = counting(session.objective)
    with_targets = programs.keys() | {objective.id for objective in objectives}
    return [
        *(entry for entry in (session.city, session.plan) if entry is not None),
        *_by_id(counting(session.mission)),
        *_by_id(objectives),
        *_by_id(counting(session.strategy)),
        *_by_id(programs.values()),
        *_by_id(budget for budget in counting(session.budget) if budget.program in programs),
        *_by_id(target for target in counting(session.target) if target.of in with_targets),
        *_by_id(chosen.values()),
        *_by_id(cost for cost in counting(session.cost) if newest and cost.quick_win in chosen),
        *_by_id(milestone for milestone in counting(session.milestone) if milestone.quick_win in chosen),
    ]


def _as_0_1_reads(session: Session) -> Session:
    """Without the entries that bimtek 0.1 leaves out, as it can't read one of the keys that it knows."""
    if not session.unread:
        return session
    read = session.copy()
    for (table, id), keys in session.unread.items():
        if not keys - _SINCE_0_1.get(table, set()):
            continue
        if id:
            read.entries(table).pop(id, None)
        else:
            setattr(read, table, None)
    return read


def of_method(method: Method, version: str = VERSION) -> str:
    """The digest of a method: over what it says, not over its file; in version 2 only over what counts.

    Those are ids, names, weights and scales of dimensions, gates, criteria and models. What is empty or false is left
    out, so that a later program with new optional keys reads the same digest.
    """
    whole = msgspec.to_builtins(method)
    gates = [{"id": gate.id, "name": gate.text} for gate in method.gate]
    tables = (method.id, whole["dimension"], gates, whole["criterion"], whole["model"])
    counted = _hashed(_filled(_counted(tables)))
    return counted if version != _OF_0_1 else _METHODS_OF_0_1.get(counted) or _hashed(_filled(whole), version)


def short(fingerprint: str) -> str:
    """A fingerprint as people are shown it: with its version and the first digits."""
    return fingerprint[: len(VERSION) + SHOWN]


def _by_id(entries: Iterable[Any]) -> list[Any]:
    return sorted(entries, key=lambda entry: entry.id)


def _content(entry: Entry, without: Container[str]) -> list[Any]:
    kind = kind_of(entry)
    values = ((field, getattr(entry, field.name)) for field in kind.fields if field.name not in without)
    return [
        kind.table,
        [[field.name, _value(field, value)] for field, value in values if value not in (None, ())],
    ]


def _value(field: Field, given: Any) -> Any:
    if not isinstance(given, tuple):
        return _plain(field, given)
    items = [_plain(field, part) for part in given]
    return sorted(set(items)) if field.list == "set" else items


def _plain(field: Field, given: Any) -> str:
    if isinstance(given, str):
        return text.prose(given) if field.type == "p" else text.line(given)
    if isinstance(given, dt.date):  # a moment is one, too
        return given.isoformat()
    if field.type == "d":
        digits = format(Decimal(given), "f")
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return "0" if digits == "-0" else digits
    return str(given)


def _counted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _counted(part) for key, part in value.items() if key in _COUNTED or key in _PARTS}
    return [_counted(part) for part in value] if isinstance(value, list | tuple) else value


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        made = {key: _filled(part) for key, part in value.items()}
        return {
            key: part
            for key, part in made.items()
            if part is not None and part is not False and part not in ("", [])
        }
    return [_filled(part) for part in value] if isinstance(value, list | tuple) else value


def _hashed(content: Any, version: str = VERSION) -> str:
    written = json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return version + hashlib.sha256(written.encode("ascii")).hexdigest()
