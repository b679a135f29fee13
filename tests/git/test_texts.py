"""Two laptops write texts for different sections, and git makes one session of both: nobody's text is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.layouts import CITY, TOP
from support.repositories import Repository

from bimtek_tui.books.rendering import render
from bimtek_tui.model.method import Method
from bimtek_tui.store import parse

pytestmark = pytest.mark.slow

BASE = f"{TOP}\n{CITY}"


def written(repo: Repository, section: str, words: str, author: str) -> None:
    """Write a text as people do it, by the command, and commit the session."""
    place = ["--book", "buku-1", "--section", section]
    done = repo.bimtek("text", str(repo.file), *place, "--author", author, stdin=words)
    assert done.returncode == 0, done.stderr
    repo.commit(repo.text, say=f"naskah {section}")


def test_texts_of_two_laptops_for_different_sections_are_both_in_the_merged_book(
    repo: Repository, kominfo: Method
) -> None:
    repo.git("checkout", "-q", "-B", "main")
    repo.commit(BASE, say="dasar")
    repo.git("checkout", "-q", "-b", "laptop-b")
    written(repo, "vision", "Makna visi, menurut laptop kedua.\n\n- satu\n- dua", "Sari")
    repo.git("checkout", "-q", "main")
    written(repo, "background", "Latar belakang, menurut laptop pertama.", "Budi")
    repo.git("merge", "-q", "laptop-b", "-m", "gabung")
    loaded = parse(repo.text.encode(), Path("hasil.toml"))
    assert [one.message for one in loaded.findings if one.severity == "error"] == []
    assert {
        text.section: (text.author, text.text.split(",")[0]) for text in loaded.session.text.values()
    } == {
        "background": ("Budi", "Latar belakang"),
        "vision": ("Sari", "Makna visi"),
    }
    book = render(loaded.session, kominfo, "buku-1", edition="final")
    assert "Latar belakang, menurut laptop pertama.\n" in book
    assert "Makna visi, menurut laptop kedua.\n\n- satu\n- dua\n" in book


def test_two_texts_for_one_section_are_asked_about_and_both_stay_in_sight(repo: Repository) -> None:
    repo.git("checkout", "-q", "-B", "main")
    repo.commit(BASE, say="dasar")
    repo.git("checkout", "-q", "-b", "laptop-b")
    written(repo, "vision", "Makna menurut laptop kedua.", "Sari")
    repo.git("checkout", "-q", "main")
    written(repo, "vision", "Makna menurut laptop pertama.", "Budi")
    repo.git("merge", "-q", "laptop-b", "-m", "gabung", fails=True)
    assert "laptop pertama" in repo.text
    assert "laptop kedua" in repo.text
