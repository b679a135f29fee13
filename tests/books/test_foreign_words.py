"""Foreign words in running text are in italics where books are printed; names, titles and Indonesian words are not."""

from __future__ import annotations

import pytest

from bimtek_tui.books.office import document
from bimtek_tui.books.office.blocks import Paragraph


def italics(markdown: str) -> list[str]:
    made = document.read(f"# Buku\n\n## BAB I PEMBUKA\n\n{markdown}\n")
    return [
        run.text
        for chapter in made.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if run.italic
    ]


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Calon quick win dipilih, lalu dashboard disusun.", ["quick win", "dashboard"]),
        (
            "Program smart city dan big data; pusat kendali (command center).",
            ["smart city", "big data", "command center"],
        ),
        ("Penerapan e-government dan open data.", ["e-government", "open data"]),
        ("Masterplan Smart City Kota Contoh memuat Quick Win.", []),
        ("Layanan internet, portal, dan data warga.", []),
        ("Kata *dashboard* sudah miring.", ["dashboard"]),
        ("Berkas `dashboard` tetap kode.", []),
        ("Alamat smart-x.example dan kecamatan startupan.", []),
    ],
)
def test_foreign_words_are_in_italics(text: str, foreign: list[str]) -> None:
    assert italics(text) == foreign
