"""Small sessions in the format of the file, and the shipped method."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import settings

from bimtek_tui import kinds, method
from bimtek_tui.method import Method
from bimtek_tui.model import Session

ADDED = "added = 2026-06-13T09:00:00+07:00\n"

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def kominfo() -> Method:
    return method.load("kominfo-1")


@pytest.fixture(scope="session")
def session_of() -> Callable[[str], Session]:
    """Reads TOML; entries of a kind that is captured need neither `added` nor more than their required keys."""

    def read(source: str) -> Session:
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

    return read
