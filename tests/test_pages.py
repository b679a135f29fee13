"""The pages for people hold together: with the code they are made from, with each other, and with what a newcomer can read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT
from support import pages

from bimtek_tui import __version__
from bimtek_tui.books import documents
from bimtek_tui.cli.program import PLACES

pytestmark = pytest.mark.skipif(not pages.DOCS.is_dir(), reason="only a checkout has the documents")

WRITTEN = sorted(
    [*pages.DOCS.glob("*.md"), *ROOT.glob("*.md"), *(ROOT / ".github").rglob("*.md")]
    if pages.DOCS.is_dir()
    else []
)


@pytest.mark.parametrize("name", pages.PAGES)
def test_a_page_made_from_the_code_says_what_the_code_says(name: str) -> None:
    stored = (pages.DOCS / name).read_text(encoding="utf-8")
    assert stored == pages.PAGES[name](), "python tests/support/pages.py"


def _anchors(page: Path) -> set[str]:
    """What links can name on a page, as GitHub makes it of headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_something(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in link:
            continue
        name, _sign, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    """Paths between backticks from the top of the checkout or of the package; names of the reader's own are not meant."""
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:[\w.]+/)+[\w.]+\.(?:py|j2|css|typ|tcss|po|yml))`", text):
        assert any((folder / name).exists() for folder in (ROOT, pages.PACKAGE)), name


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_name_that_a_page_places_in_a_file_stands_there(page: Path) -> None:
    """As in “`PLACES` of `tui/keymap.py`”, and with several names before the file."""
    text = " ".join(page.read_text(encoding="utf-8").split())
    for names, file in re.findall(r"((?:`\w+`(?:, | and )?)+) (?:in|of) `((?:[\w.]+/)+[\w.]+)`", text):
        (found,) = [folder / file for folder in (ROOT, pages.PACKAGE) if (folder / file).exists()]
        for name in re.findall(r"\w+", names.replace(" and ", " ")):
            assert re.search(rf"\b{name}\b", found.read_text(encoding="utf-8")), (name, file)


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_that_a_page_gives_is_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for code in re.findall(r"^```sh\n(.*?)^```|(`[^`\n]+`)", text, re.MULTILINE | re.DOTALL):
        for word in re.findall(r"(?:^|[`/])bimtek (\w[\w-]*)", "".join(code), re.MULTILINE):
            assert word in PLACES or word.isupper(), word


def test_the_readme_is_read_in_three_minutes() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 130


def test_the_readme_leads_to_every_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in pages.DOCS.glob("*.md") if f"](.docs/{page.name})" not in readme] == []


def test_the_changelog_has_this_version_with_its_day_below_what_is_not_released() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert re.fullmatch(rf"{re.escape(__version__)} \(\d{{4}}-\d\d-\d\d\)", headings[1])


def test_the_page_of_books_names_every_document() -> None:
    page = (pages.DOCS / "books.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == list(documents.DOCUMENTS)


def test_the_order_of_the_rooms_is_that_of_the_contract() -> None:
    page = (pages.DOCS / "architecture.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    assert " > ".join(layer for layer in layers if layer != "__main__") in page
