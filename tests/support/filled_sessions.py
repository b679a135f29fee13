"""Sessions with entries of every kind, every free text from a function; and texts that mean harm in Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec

from bimtek_tui.model import kinds
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import Field, Kind

HOSTILE = (
    "[tautan](javascript:alert(1)) ![g](http://jahat.example/x.png) | kolom | `kode` <script>alert(1)</script> "
    "https://jahat.example www.jahat.example //jahat.example {{ 7*7 }} {% raw %} {# x #} "
    "\x1b[31mmerah\x1b]8;;http://jahat.example\x07 nol\x00 \u202egnirts\u202c 👩\u200d👧 مرحبا **tebal** "
    "_miring_ ~~coret~~ &lt; $x$ akhir\\"
)
STARTS = (
    "# judul ",
    "- butir ",
    "1. butir ",
    "> kutip ",
    "--- ",
    "| --- | ",
    "``` ",
    "    ",
    "\n\n\n",
    "=== ",
)
ADDED = dt.datetime(2026, 6, 13, 9, 0, tzinfo=dt.UTC)

TextOf = Callable[[str, str, int], str]
"""A free text by table, key and number of the entry."""


def filled(text_of: TextOf, *, count: int = 2) -> Session:
    """A session with `count` entries of every kind, every free text taken from `text_of(table, key, number)`."""
    session = Session()
    for table, kind in kinds.kinds().items():
        for number in range(1 if kind.single else count):
            raw: dict[str, Any] = {}
            for field in kind.fields:
                one = value(field, kind, number, text_of)
                raw[field.name] = (one,) if field.list else one
            raw.pop("withdrawn", None)
            raw.pop("merged_into", None)
            if raw.get("status") == "dropped":
                raw["status"] = "final"
            entry: Any = msgspec.convert(raw, kind.struct)
            if kind.single:
                setattr(session, table, entry)
            else:
                session.entries(table)[entry.id] = entry
    return session


def value(field: Field, kind: Kind, number: int, text_of: TextOf) -> Any:
    if field.name == "id":
        return f"{kind.prefix or 'x'}-0000000{number}"
    if field.refs and not field.free:
        target = kinds.kinds()[field.refs[0]]
        return f"{target.prefix or 'x'}-0000000{number}"
    if field.choices:
        return field.choices[number % len(field.choices)]
    if field.type == "D":
        return ADDED.date()
    if field.type == "T":
        return ADDED
    if field.type == "b":
        return number % 2 == 0
    if field.type in "iyd":
        return {"i": 1 + number % 4, "y": 2026 + number, "d": 1 + number % 4}[field.type]
    return text_of(kind.table, field.name, number)


def hostile(table: str, key: str, number: int) -> str:
    return STARTS[(len(table) + len(key) + number) % len(STARTS)] + HOSTILE
