"""Small sessions for tests, as TOML in the format of the file."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

from bimtek_tui.model import kinds
from bimtek_tui.model.entries import Session

ADDED = "added = 2026-06-13T09:00:00+07:00\n"


def read(source: str) -> Session:
    """The session as it is written, without the cleaning that the store does; captured entries need no `added`."""
    data: dict[str, Any] = tomllib.loads(source, parse_float=Decimal)
    session = Session()
    for table, found in data.items():
        kind = kinds.kinds()[table]
        if kind.single:
            setattr(session, table, kinds.build(kind, found))
            continue
        for raw in found:
            if "added" in kind.keys:
                raw.setdefault("added", tomllib.loads(ADDED)["added"])
            session.entries(table)[raw["id"]] = kinds.build(kind, raw)
    return session
