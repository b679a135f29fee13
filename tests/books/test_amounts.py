"""Amounts in tables of Word, PDF and HTML: plain numbers in the unit that the head of their column names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from bimtek_tui.books import rendering
from bimtek_tui.books.office.blocks import Table, plain
from bimtek_tui.books.office.document import read
from bimtek_tui.books.outline import parse
from bimtek_tui.books.placement import rows
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SIZES = {"juta rupiah": 1_000_000, "ribu rupiah": 1_000, "rupiah": 1}


def table(*lines: str, caption: str = "") -> Table:
    head, *body = lines
    marks = " | ".join("---" for _cell in head.split("|")[1:-1])
    page = "# Judul\n\n" + caption + "\n".join([head, f"| {marks} |", *body]) + "\n"
    (found,) = (block for block in read(page).chapters[0].blocks if isinstance(block, Table))
    return found


def shown(found: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in (found.head, *found.rows)]


def test_amounts_are_plain_numbers_in_the_unit_of_their_head() -> None:
    found = table(
        "| Tahun | Perkiraan anggaran |",
        "| 2026 | Rp 12.650.000.000 |",
        "| 2027 | – |",
        "| 2028 | Rp 0 |",
        "| **Jumlah** | **Rp 12.650.000.000** |",
    )
    assert shown(found) == [
        ["Tahun", "Perkiraan anggaran (juta rupiah)"],
        ["2026", "12.650"],
        ["2027", "–"],
        ["2028", "0"],
        ["Jumlah", "12.650"],
    ]
    assert found.rows[-1][1][0].bold


@pytest.mark.parametrize(
    ("amounts", "unit", "numbers"),
    [
        (("Rp 250.000.000", "Rp 1.000.000"), "juta rupiah", ["250", "1"]),
        (("Rp 250.000.000", "Rp 1.500.000"), "ribu rupiah", ["250.000", "1.500"]),
        (("Rp 250.000.000", "Rp 1.500.250"), "rupiah", ["250.000.000", "1.500.250"]),
        (("Rp250.000.000", "-Rp 7.000.000"), "juta rupiah", ["250", "-7"]),
    ],
)
def test_nothing_is_rounded(amounts: tuple[str, ...], unit: str, numbers: list[str]) -> None:
    found = shown(table("| Sumber | Jumlah |", *(f"| APBD | {amount} |" for amount in amounts)))
    assert found[0][1] == f"Jumlah ({unit})"
    assert [row[1] for row in found[1:]] == numbers


@pytest.mark.parametrize(
    "rows_",
    [
        ("| Bagian | Isi |", "| Anggaran | Rp 1.000.000 |", "| Pemilik | Dinas Kesehatan |"),
        ("| Sumber | Jumlah (Rp) |", "| APBD | Rp 1.000.000 |"),
        ("| Sumber | Jumlah |", "| APBD | Rp 1,12 miliar |"),
        ("| Sumber | Jumlah |", "| APBD | – |"),
    ],
)
def test_what_is_no_column_of_amounts_stays_as_it_is(rows_: tuple[str, ...]) -> None:
    cells = [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows_]
    assert shown(table(*rows_)) == cells


def test_many_columns_of_amounts_have_their_unit_in_the_caption() -> None:
    found = table(
        "| Dimensi | 2026 | 2027 | 2028 |",
        "| Ekonomi | Rp 1.000.000 | – | Rp 3.000.000 |",
        "| Sosial | – | Rp 2.000.000 | – |",
        caption="**Tabel 1.1** Anggaran menurut tahun\n\n",
    )
    assert plain(found.caption) == "Tabel 1.1 Anggaran menurut tahun (juta rupiah)"
    assert shown(found)[0] == ["Dimensi", "2026", "2027", "2028"]
    assert shown(found)[1:] == [["Ekonomi", "1", "–", "3"], ["Sosial", "–", "2", "–"]]


def _amounts(cells: list[list[str]], caption: str) -> Iterator[int]:
    """The amounts of a table in rupiah."""
    head = cells[0]
    for row in cells[1:]:
        for place, (name, cell) in enumerate(zip(head, row, strict=True)):
            if place == 0:
                continue
            said = re.search(r"\(((?:juta |ribu )?rupiah)\)", f"{name} {caption}")
            if said and re.fullmatch(r"[\d.]+", cell):
                yield int(cell.replace(".", "")) * SIZES[said[1]]


@pytest.mark.parametrize("book", ["buku-2", "buku-4", "ringkasan"])
def test_a_book_says_the_amounts_of_its_markdown(
    sample: Callable[[str], Session], kominfo: Method, book: str
) -> None:
    markdown = rendering.render(sample("kota-contoh"), kominfo, book)
    cells = [cell for row in rows(parse(markdown)) for cell in row.cells]
    written = [
        int(amount[1].replace(".", ""))
        for cell in cells
        if (amount := re.fullmatch(r"Rp ?([\d.]+)", cell.strip()))
    ]
    found: list[int] = []
    for chapter in read(markdown).chapters:
        for block in chapter.blocks:
            if isinstance(block, Table):
                said = shown(block)
                found += _amounts(said, plain(block.caption))
                found += [
                    int(cell[2:].replace(".", ""))
                    for row in said
                    for cell in row
                    if re.fullmatch(r"Rp[\d.]+", cell)
                ]
    assert len(written) > 5
    assert sorted(found) == sorted(written)
