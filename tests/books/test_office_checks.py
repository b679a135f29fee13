"""Word files by the validator of the Open XML SDK, HTML by axe: what offices and readers with a screen reader need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.filled_sessions import filled, hostile
from support.office_tools import HAS_AXE, HAS_VALIDATOR, html_faults, word_faults
from support.sample_book import OWN

from bimtek_tui.books import rendering
from bimtek_tui.books.office import document, word_parts
from bimtek_tui.books.office.formats import make
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

pytestmark = [pytest.mark.office, pytest.mark.slow]
validator = pytest.mark.skipif(
    not HAS_VALIDATOR, reason="the validator of the Open XML SDK is not installed (.ci/run)"
)
axe = pytest.mark.skipif(not HAS_AXE, reason="axe (.ci/run) or a browser is not installed")

BOOKS = (
    "buku-1",
    "buku-2",
    "buku-3",
    "buku-4",
    "ringkasan",
    "komitmen",
    "daftar-hadir",
    "notula",
    "lembar-kerja",
    "ranperda",
    "tindak-lanjut",
)


def made(format: str, markdown: str, folder: Path) -> Path:
    file = folder / f"buku.{format}"
    file.write_bytes(make(format, markdown, document.read(markdown), "a4"))
    return file


@validator
@pytest.mark.parametrize("book", BOOKS)
def test_a_word_file_is_valid(
    sample: Callable[[str], Session], kominfo: Method, tmp_path: Path, book: str
) -> None:
    markdown = rendering.render(sample("kota-contoh"), kominfo, book)
    assert word_faults(made("docx", markdown, tmp_path)) == []


@validator
@pytest.mark.parametrize("book", ["buku-2", "komitmen"])
def test_a_word_file_of_a_session_that_means_harm_is_valid(
    kominfo: Method, tmp_path: Path, book: str
) -> None:
    markdown = rendering.render(filled(hostile), kominfo, book)
    assert word_faults(made("docx", markdown, tmp_path)) == []


@validator
def test_the_validator_would_say_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = word_parts.paragraph
    monkeypatch.setattr(
        word_parts, "paragraph", lambda style, inner, more="": good(style, inner, f'<w:jc w:val="x"/>{more}')
    )
    assert word_faults(made("docx", OWN, tmp_path))


@axe
@pytest.mark.parametrize("book", ["buku-1", "buku-3", "komitmen", "notula"])
def test_a_page_can_be_read_by_everybody(
    sample: Callable[[str], Session], kominfo: Method, tmp_path: Path, book: str
) -> None:
    markdown = rendering.render(sample("kota-contoh"), kominfo, book)
    assert html_faults(made("html", markdown, tmp_path).read_text("utf-8"), tmp_path) == []


@axe
def test_axe_would_say_what_is_wrong(tmp_path: Path) -> None:
    page = made("html", OWN, tmp_path).read_text("utf-8").replace(' lang="id"', "")
    assert any(fault.startswith("html-has-lang") for fault in html_faults(page, tmp_path))
