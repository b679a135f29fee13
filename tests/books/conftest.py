"""Sessions and the method for tests of the books."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bimtek_tui import kinds, method, resources
from bimtek_tui.method import Method
from bimtek_tui.model import Session

CITIES = ("batam-2022", "bontang-2019", "dumai-2022", "tanjungpinang-2019")


def session_of(source: str) -> Session:
    """The session that a text in the format of a session file holds."""
    data = tomllib.loads(source, parse_float=Decimal)
    session = Session()
    for table, kind in kinds.kinds().items():
        found: Any = data if table == "top" else data.get(table)
        if found is None:
            continue
        if kind.single:
            setattr(session, table, kinds.build(kind, found))
        else:
            session.entries(table).update({raw["id"]: kinds.build(kind, raw) for raw in found})
    return session


def sample(slug: str) -> Session:
    return session_of(Path(resources.sample_session(slug)).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def kominfo() -> Method:
    return method.load("kominfo-1")
