"""Fingerprints: of one entry, and of the agreement that a joint commitment is signed under.

The same content has the same fingerprint on every machine, however the file is laid out. What is hashed, version 1:
JSON on one line in ASCII without blanks. An entry is ``[table, [[key, value], ...]]`` with the keys that have a value
in the order of the kind, without ``added``. Every single value is a text: cleaned text as it is, whole numbers in
digits, decimals in plain digits without zeros at the end (3.0 is "3"), dates and moments as in ISO 8601 with the
offset that was written. A list is a list of them: a set sorted by code point with every item once, a sequence as it
stands. The agreement is ``["agreement", <digest of the method>, [entry, ...]]``.

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

from .. import text
from ..model.entries import Commitment, Entry, Session, counting
from ..model.kinds import Field, Kind, kind_of
from ..model.method import Method

VERSION = "v1:"
"""Stands before every fingerprint, so that another way of hashing never looks like changed content."""

SHOWN = 16
"""How many digits are shown to people."""

_NOT_AGREED = {"added", "votes", "done_on"}
"""Keys of what was agreed that say how it came about or how far it got."""
_ALONE = {"commitment": {"title", "points"}, "top": {"method"}}
"""Kinds of which the agreement covers these keys alone."""


def entry(entry: Entry) -> str:
    """The fingerprint of one entry, whether it counts or not."""
    return _hashed(_content(entry, {"added"}))


def agreement(session: Session, method: Method) -> str:
    """The fingerprint of what a commitment is signed under.

    Covered are, as far as they count: city, plan, missions, objectives and strategies; final programs with budgets;
    targets of these programs and objectives; chosen quick wins with sheets and milestones; title and points of the
    commitment; and the method.
    """
    entries = [*agreed(session), session.commitment or Commitment()]
    return _hashed(
        ["agreement", of_method(method), [_content(one, outside(kind_of(one))) for one in entries]]
    )


def covered(entry: Entry) -> str:
    """The fingerprint of what the agreement covers of one entry, if it covers the entry at all."""
    return _hashed(_content(entry, outside(kind_of(entry))))


def outside(kind: Kind) -> set[str]:
    """The keys of a kind that the agreement does not cover."""
    alone = _ALONE.get(kind.table)
    return _NOT_AGREED if alone is None else kind.keys.keys() - alone


def agreed(session: Session) -> list[Entry]:
    """The entries that the agreement covers, but for the commitment itself: by kind, then by id."""
    final = [one for one in counting(session.program) if one.status == "final"]
    chosen = [one for one in counting(session.quick_win) if one.decision == "chosen"]
    programs = {one.id for one in final}
    objectives = counting(session.objective)
    with_targets = programs | {one.id for one in objectives}
    return [
        *(one for one in (session.city, session.plan) if one is not None),
        *_by_id(counting(session.mission)),
        *_by_id(objectives),
        *_by_id(counting(session.strategy)),
        *_by_id(final),
        *_by_id(one for one in counting(session.budget) if one.program in programs),
        *_by_id(one for one in counting(session.target) if one.of in with_targets),
        *_by_id(chosen),
        *_by_id(one for one in counting(session.milestone) if one.quick_win in {one.id for one in chosen}),
    ]


def of_method(method: Method) -> str:
    """The digest of a method: over what it says, not over its file.

    What is empty or false is left out, so that a later program with new optional keys reads the same digest.
    """
    return _hashed(_filled(msgspec.to_builtins(method)))


def short(fingerprint: str) -> str:
    """A fingerprint as people are shown it: with its version and the first digits."""
    return fingerprint[: len(VERSION) + SHOWN]


def _by_id(entries: Iterable[Any]) -> list[Any]:
    return sorted(entries, key=lambda one: one.id)


def _content(entry: Entry, without: Container[str]) -> list[Any]:
    kind = kind_of(entry)
    given = ((field, getattr(entry, field.name)) for field in kind.fields if field.name not in without)
    return [kind.table, [[field.name, _value(field, one)] for field, one in given if one not in (None, ())]]


def _value(field: Field, given: Any) -> Any:
    if not isinstance(given, tuple):
        return _plain(field, given)
    items = [_plain(field, one) for one in given]
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


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        made = {key: _filled(one) for key, one in value.items()}
        return {
            key: one
            for key, one in made.items()
            if one is not None and one is not False and one not in ("", [])
        }
    return [_filled(one) for one in value] if isinstance(value, list | tuple) else value


def _hashed(content: Any) -> str:
    written = json.dumps(content, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return VERSION + hashlib.sha256(written.encode("ascii")).hexdigest()
