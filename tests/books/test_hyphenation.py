"""Where words of the books may be broken at the end of a line, and which never are."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("pyphen", reason="pyphen is not installed: the extra pdf")

from bimtek_tui.books.office import document
from bimtek_tui.books.office.foreign_words import FOREIGN
from bimtek_tui.books.office.formats import make
from bimtek_tui.books.office.hyphenation import SOFT, softened, syllables


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kependudukan", "ke-pen-du-dukan"),
        ("penyelenggaraan", "pe-nye-leng-ga-raan"),
        ("pendidikan", "pen-di-dikan"),
        ("transportasi", "transpor-tasi"),
    ],
)
def test_an_ordinary_word_is_broken_by_its_syllables(word: str, parts: str) -> None:
    assert softened(word, 7) == parts.replace("-", SOFT)


@pytest.mark.parametrize(
    "text",
    [
        "Wicaksanahadi",  # a name, as it has a capital letter
        "DISKOMINFO",
        "BAPPEDA2026",
        "kependudukan@kotacontoh.go.id",
        "kepegawaian.kotacontoh.go.id",
        "masterplan",  # foreign
        "dashboard",
        "pr-5eaksy95",
        "berkas",  # short
        "kependudukan/pencatatan",
        "penyelenggaraan" * 4,
    ],
)
def test_what_is_no_ordinary_word_is_not_broken(text: str) -> None:
    assert softened(text, 7) == text


def test_punctuation_around_a_word_is_left_where_it_is() -> None:
    found = softened('Menurut (kependudukan), "penyelenggaraan".', 7)
    assert found.replace(SOFT, "-") == 'Menurut (ke-pen-du-dukan), "pe-nye-leng-ga-raan".'


def test_no_part_of_a_word_is_shorter_than_two_letters_and_its_end_not_than_four() -> None:
    for word in ("keanekaragaman", "perekonomian", "ketatalaksanaan", "transformasi", "diumumkan"):
        *parts, end = syllables(word).split(SOFT)
        assert "".join([*parts, end]) == word
        assert all(len(part) >= 2 for part in parts), parts
        assert len(end) >= 4


def test_foreign_words_are_listed_as_they_are_looked_up() -> None:
    assert {word for word in FOREIGN if not re.fullmatch("[a-z]+", word)} == set()
    assert all(syllables(word) == word for word in FOREIGN)


def _names(count: int, letters: int) -> list[str]:
    made = random.Random(7)
    syllable = ["wi", "cak", "sa", "na", "ha", "di", "ku", "su", "ma", "ning", "rat", "wa", "ti", "pra", "mu"]
    names: list[str] = []
    while len(names) < count:
        name = "".join(made.choice(syllable) for _part in range(letters))[:letters].capitalize()
        names.append(name)
    return names


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@pytest.mark.office
@pytest.mark.parametrize("columns", [3, 5, 7, 9])
def test_no_name_of_thirty_letters_is_broken_in_a_narrow_column(columns: int, tmp_path: Path) -> None:
    names = _names(60, 30)
    prose = "penyelenggaraan layanan kependudukan dan pemberdayaan masyarakat"
    heads = ["No.", "Nama", *(f"Uraian {number}" for number in range(columns - 2))]
    rows = [[str(number), name, *[prose] * (columns - 2)] for number, name in enumerate(names, 1)]
    page = f"# Judul\n\n{_table(heads, rows)}\n"
    file = tmp_path / "nama.pdf"
    file.write_bytes(make("pdf", page, document.read(page), "a4"))
    try:
        done = subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("poppler-utils is not installed")
    shown = done.stdout.decode()
    assert [name for name in names if name not in shown] == []
