"""Sessions that hold something of everything, made from the kinds: for what asks which views there can be.

They stand for no city and are never printed.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from ..model import kinds
from ..model.entries import Session
from ..model.kinds import Field, Kind
from ..model.method import Method

_ENTRIES = 4
_MOMENT = dt.datetime(2026, 1, 2, 9, 0, tzinfo=dt.UTC)
_LEFT_OUT = ("withdrawn", "merged_into")


def full(method: Method) -> Session:
    """A session in which every key of every kind has a value: of the method, and in the last entry one that it has not."""
    return _made(method, lambda field: field.name not in _LEFT_OUT)


def bare(method: Method) -> Session:
    """A session with entries of every kind that have only what they must have."""
    return _made(method, lambda field: field.required)


def _made(method: Method, wanted: Any) -> Session:
    session = Session()
    for kind in kinds.kinds().values():
        for number in range(1 if kind.single else _ENTRIES):
            raw = {
                field.name: _value(method, kind, field, number)
                for field in kind.fields
                if field.required or wanted(field)
            }
            entry = msgspec.convert(raw, kind.struct)
            if kind.single:
                setattr(session, kind.table, entry)
            else:
                session.entries(kind.table)[entry.id] = entry  # type: ignore[attr-defined]
    return session


def _value(method: Method, kind: Kind, field: Field, number: int) -> Any:
    value = _element(method, kind, field, number)
    return (value,) if field.list else value


def _element(method: Method, kind: Kind, field: Field, number: int) -> Any:
    if known := list(method.values(kind.table, field.name) or ()):
        return known[number % len(known)] if number < _ENTRIES - 1 else "lainnya"
    if field.name == "id":
        return _id(kind, number)
    if field.free and number == _ENTRIES - 1:
        return "Contoh"
    if field.refs:
        return _id(kinds.kinds()[field.refs[0]], number)
    if field.choices:
        return field.choices[number % len(field.choices)]
    match field.type:
        case "D":
            return _MOMENT.date()
        case "T":
            return _MOMENT
        case "y":
            return 2026 + number
        case "i" | "d":
            return 1 + number
        case "b":
            return number % 2 == 0
        case _:
            return "Contoh"


def _id(kind: Kind, number: int) -> str:
    return f"{kind.prefix or 'X'}-0000000{number}"
