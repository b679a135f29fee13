"""Sessions and the method for tests of the books."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import settings

from bimtek_tui import kinds, method, resources, store
from bimtek_tui.method import Method
from bimtek_tui.model import Session

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CITIES = ("batam-2022", "bontang-2019", "dumai-2022", "tanjungpinang-2019", "kota-contoh")
EXTRA_BOOK = method.Book(
    id="ringkasan",
    number=5,
    title="Ringkasan Eksekutif",
    title_en="Executive Summary",
    template="ringkasan-eksekutif.md.j2",
)


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
                raw.setdefault("added", tomllib.loads("added = 2026-06-13T09:00:00+07:00")["added"])
            session.entries(table)[raw["id"]] = kinds.build(kind, raw)
    return session


@pytest.fixture(scope="session")
def kominfo() -> Method:
    """The shipped method with the executive summary as a fifth book."""
    shipped = method.load("kominfo-1")
    return msgspec.structs.replace(shipped, book=(*shipped.book, EXTRA_BOOK))


@pytest.fixture(scope="session")
def session_of() -> Callable[[str], Session]:
    """Reads TOML as it is, without the cleaning that the store does."""
    return read


@pytest.fixture(scope="session")
def sample() -> Callable[[str], Session]:
    """A shipped session by its name."""
    return lambda slug: store.load(resources.sample_session(slug)).session


@pytest.fixture(scope="session", params=CITIES)
def city(request: pytest.FixtureRequest, sample: Callable[[str], Session]) -> Session:
    """Each of the shipped sessions in turn."""
    return sample(request.param)
