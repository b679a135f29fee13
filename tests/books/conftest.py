"""Sessions and the method for tests of the books."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings

from bimtek_tui import resources, store
from bimtek_tui.books.documents import DOCUMENTS
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CITIES = ("batam-2022", "bontang-2019", "dumai-2022", "tanjungpinang-2019", "kota-contoh")


@pytest.fixture(scope="session")
def kominfo() -> Method:
    """The shipped method with the executive summary as a fifth book."""
    shipped = method.load("kominfo-1")
    return msgspec.structs.replace(shipped, book=(*shipped.book, DOCUMENTS["ringkasan"]))


@pytest.fixture(scope="session")
def sample() -> Callable[[str], Session]:
    """A shipped session by its name."""
    return lambda slug: store.load(resources.sample_session(slug)).session


@pytest.fixture(scope="session", params=CITIES)
def city(request: pytest.FixtureRequest, sample: Callable[[str], Session]) -> Session:
    """Each of the shipped sessions in turn."""
    return sample(request.param)


@pytest.fixture
def ours(kominfo: Method, tmp_path: Path) -> Callable[..., Method]:
    """The method with one book from a template of one's own."""

    def made(source: str) -> Method:
        (tmp_path / "milik-kami.md.j2").write_text(source, encoding="utf-8")
        book = msgspec.structs.replace(kominfo.book[0], id="kami", template="milik-kami.md.j2")
        return msgspec.structs.replace(kominfo, book=(book,))

    return made
