"""Tables as offices save them: any sign, any encoding, workbooks, and files that are none or far too large."""

from __future__ import annotations

import datetime as dt
import os
import struct
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.workbooks import cells, ods, xlsx

from bimtek_tui.errors import UnreadableFile
from bimtek_tui.exchange import grid, tables, trial
from bimtek_tui.exchange.tables import RawTable, read

ROWS = "Nama;Dimensi\r\nPasar “Café”;ekonomi\r\n"


def csv(folder: Path, content: bytes) -> RawTable:
    path = folder / "tabel.csv"
    path.write_bytes(content)
    return read(path)


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("utf-16"),
        ROWS.encode("utf-16-le"),
        ROWS.encode("utf-16-be"),
        ROWS.encode("cp1252"),
        ROWS.replace(";", ",").encode("cp1252"),
        ROWS.replace(";", "\t").encode(),
        ("sep=;\r\n" + ROWS).encode(),
        ROWS.replace("\r\n", "\r").encode(),
    ],
)
def test_every_usual_sign_and_encoding_gives_the_same_table(tmp_path: Path, content: bytes) -> None:
    found = csv(tmp_path, content)
    assert (found.header, found.rows) == (
        ("Nama", "Dimensi"),
        (tables.Row(2, ("Pasar “Café”", "ekonomi")),),
    )


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    found = csv(tmp_path, b'Usulan, kota\n\nNama;Uraian\nA;"satu; dua\n""tiga"""\n;\nB;x\n')
    assert found.header_row == 3
    assert [(row.number, row.cells) for row in found.above] == [(1, ("Usulan, kota",))]
    assert [(row.number, row.cells) for row in found.rows] == [
        (4, ("A", 'satu; dua\n"tiga"')),
        (6, ("B", "x")),
    ]


def test_a_list_of_one_column_is_not_cut_at_its_commas(tmp_path: Path) -> None:
    found = csv(tmp_path, b"Nama\nDinas Perumahan, Permukiman\nDinas Pasar\nBadan Riset\n")
    assert found.header == ("Nama",)
    assert [row.cells for row in found.rows] == [
        ("Dinas Perumahan, Permukiman",),
        ("Dinas Pasar",),
        ("Badan Riset",),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'a;b\nc;"d\ne;f\n', "row 2: a quotation mark is not closed"),
        (b"%PDF-1.7\0\1\2", "is no table"),
        (b"\n;;\n", "there is nothing in it"),
        (b"PK\x03\x04 no archive", "can't be read as a workbook"),
        (b"a;b\n" * (grid.MAX_ROWS + 1), "more than 20000 rows"),
        (b";".join([b"x"] * (grid.MAX_COLUMNS + 1)), "more than 200 columns"),
        (b"a;b" + b"\n" * 1_000_000, "more than 20000 rows"),
        (b"a" + b";" * 1_000_000, "more than 200 columns"),
    ],
)
def test_what_is_no_table_is_one_sentence_with_the_way_out(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=r"tabel\.csv") as refused:
        csv(tmp_path, content)
    assert said in str(refused.value)


# Workbooks ----------------------------------------------------------------------------------------------------


def test_a_workbook_gives_exact_numbers_and_never_a_formula(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "tabel.xlsx",
        cells(2, "Nama", "Anggaran", "Bobot", "Teks", "Hitung", "Salah")
        + cells(
            3,
            "A",
            "<v>12500000000.0</v>",
            "<v>0.30000000000000004</v>",
            "=1+1",
            "<f>1+1</f><v>2</v>",
            "<f>1/0</f>",
        ),
    )
    found = read(path)
    assert (found.header_row, found.sheet) == (2, "Lembar1")
    assert found.rows == (tables.Row(3, ("A", 12_500_000_000, Decimal("0.3"), "=1+1", 2, "")),)
    assert found.sentences == (
        "F3 holds a formula without a value; open the file, let it calculate, and save it",
    )


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def test_a_date_of_a_workbook_is_a_date(tmp_path: Path) -> None:
    day = '<c r="A2" s="1"><v>46186</v></c><c r="B2" s="1"><v>46186.395833333336</v></c>'
    path = xlsx(
        tmp_path / "tabel.xlsx",
        cells(1, "Tenggat", "Kapan") + f'<row r="2">{day}</row>',
        extra={"xl/styles.xml": STYLES.encode()},
    )
    assert read(path).rows[0].cells == (
        dt.date(2026, 6, 13),
        dt.datetime(2026, 6, 13, 9, 30),  # noqa: DTZ001
    )


def test_a_sheet_is_chosen_by_name_and_else_the_first_that_holds_something(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "tabel.xlsx", "", cells(1, "a", "b") + cells(2, "c", "d"), cells(1, "x", "y"))
    assert (read(path).sheet, read(path).sheets) == ("Lembar2", ("Lembar1", "Lembar2", "Lembar3"))
    assert read(path, "lembar3").header == ("x", "y")
    with pytest.raises(UnreadableFile, match="has no sheet “Data”; it has: Lembar1, Lembar2, and Lembar3"):
        read(path, "Data")


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        (cells(1, "a", "b") + FAR, {}, "more than 20000 rows"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', {}, "more than 200 columns"),
        (cells(1, "a"), {"extra": {"xl/media/bom": bytes(101_000_000)}}, "more than 100 megabytes"),
        (cells(1, "a"), {"doctype": '<!DOCTYPE x [<!ENTITY a "aaaa">]>'}, "it declares entities"),
        (cells(1, "a"), {"extra": {"xl/workbook.bin": b""}}, "xlsb is not read"),
    ],
)
def test_a_workbook_made_to_break_the_reader_is_refused(
    tmp_path: Path, rows: str, more: dict[str, object], said: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(xlsx(tmp_path / "tabel.xlsx", rows, **more))  # type: ignore[arg-type]
    assert said in str(refused.value)


def test_styles_far_beyond_the_table_do_not_make_it_large(tmp_path: Path) -> None:
    styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert read(xlsx(tmp_path / "tabel.xlsx", cells(1, "a", "b") + cells(2, 1, 2) + styled)).rows[
        0
    ].cells == (1, 2)


def open_cell(inside: str, more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}>{inside}</table:table-cell>"


NAMED = f"<table:table-row>{open_cell('<text:p>Nama</text:p>')}{open_cell('<text:p>Anggaran</text:p>')}</table:table-row>"
EMPTY = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
AMOUNT = 'office:value-type="float" office:value="12500000000"'


def test_an_open_document_with_its_usual_endless_empty_rows(tmp_path: Path) -> None:
    row = f"<table:table-row>{open_cell('<text:p>A</text:p>')}{open_cell('<text:p>12,5 M</text:p>', AMOUNT)}</table:table-row>"
    found = read(ods(tmp_path / "tabel.ods", NAMED + row + EMPTY))
    assert found.rows == (tables.Row(2, ("A", 12_500_000_000)),)


def test_an_open_document_that_repeats_one_cell_without_end_is_refused(tmp_path: Path) -> None:
    many = open_cell("<text:p>A</text:p>", AMOUNT + ' table:number-columns-repeated="16384"')
    wide = f"<table:table-row>{many}</table:table-row>"
    long = f'<table:table-row table:number-rows-repeated="1048576">{open_cell("<text:p>A</text:p>")}</table:table-row>'
    with pytest.raises(UnreadableFile, match="more than 200 columns"):
        read(ods(tmp_path / "lebar.ods", NAMED + wide))
    with pytest.raises(UnreadableFile, match="more than 20000 rows"):
        read(ods(tmp_path / "panjang.ods", NAMED + long))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_file_is_a_table_or_one_sentence(tmp_path: Path, data: st.DataObject) -> None:
    book = xlsx(tmp_path / "tabel.xlsx", cells(1, "Nama", "Rp") + cells(2, "A", 100)).read_bytes()
    whole = data.draw(st.sampled_from([book, ROWS.encode(), ROWS.encode("utf-16"), b""]))
    at = data.draw(st.integers(0, len(whole)))
    new = data.draw(st.binary(max_size=6))
    (tmp_path / "rusak").write_bytes(whole[:at] + new + whole[at + data.draw(st.integers(0, 20)) :])
    try:
        assert read(tmp_path / "rusak").header_row > 0
    except UnreadableFile as refused:
        assert "rusak" in str(refused)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<html><body><table><tr><td>Program</td></tr></table></body></html>", "a web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html PUBLIC ><HTML></HTML>", "a web page"),
        (b"<table border=1><tr><th>No</th></tr></table>", "a web page"),
        ("<html></html>".encode("utf-16"), "a web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web archive"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
            "an XML spreadsheet of 2003",
        ),
    ],
)
def test_a_page_that_is_called_a_workbook_says_what_it_is(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "data.xls").write_bytes(content)
    with pytest.raises(UnreadableFile, match=f"is {what}, .* save it as xlsx"):
        tables.read(tmp_path / "data.xls")


def test_one_line_in_another_encoding_is_named_and_the_others_stay(tmp_path: Path) -> None:
    lines = [b"No;Program", "1;Layanan café".encode(), b"2;Pasar \x93digital\x94", "3;Kios né".encode()]
    (tmp_path / "t.csv").write_bytes(b"\r\n".join(lines))
    table = tables.read(tmp_path / "t.csv")
    assert [row.cells[1] for row in table.rows] == ["Layanan café", "Pasar “digital”", "Kios né"]
    assert table.sentences == (
        "line 3 is not in UTF-8 like the others: look at its letters: “2;Pasar “digital””",
    )
    (tmp_path / "lama.csv").write_bytes("No;Program\n1;Layanan café\n2;Kios né".encode("cp1252"))
    table = tables.read(tmp_path / "lama.csv")
    assert ([row.cells[1] for row in table.rows], table.sentences) == (["Layanan café", "Kios né"], ())


def test_a_workbook_whose_counts_ask_for_gigabytes_is_refused(tmp_path: Path) -> None:
    lying = xlsx(
        tmp_path / "t.xlsx",
        cells(1, "Nama", "Dimensi"),
        extra={"xl/sharedStrings.xml": b'<sst count="9" uniqueCount="4000000000"><si><t>x</t></si></sst>'},
    )
    with pytest.raises(UnreadableFile, match="it promises more texts than it has"):
        read(lying)
    many = xlsx(
        tmp_path / "banyak.xlsx",
        cells(1, "Nama", "Dimensi"),
        extra={"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 1_000_001 + b"</sst>"},
    )
    with pytest.raises(UnreadableFile, match="it has more than 1000000 texts"):
        read(many)
    head = bytearray(612)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 40, 0, 0xC0000000, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    (tmp_path / "t.xls").write_bytes(head)
    with pytest.raises(UnreadableFile, match="more memory or time than a table needs"):
        read(tmp_path / "t.xls")


def test_a_workbook_that_takes_too_much_keeps_no_other_of_its_folder_out(tmp_path: Path) -> None:
    greedy = bytearray(612)
    greedy[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", greedy, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", greedy, 40, 0, 0xC0000000, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    damaged = [bytes(greedy[:8]) + bytes([number]) * 700 for number in range(3)]
    trial.look([damaged[0], bytes(greedy), damaged[1], damaged[2]])
    assert [trial.fits(content) for content in (damaged[0], bytes(greedy), *damaged[1:])] == [
        True, False, True, True,
    ]  # fmt: skip


def test_a_workbook_larger_than_tables_are_is_tried_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = cells(1, "Nama", "Dimensi") + cells(2, "A", "Smart Economy")
    small = xlsx(tmp_path / "kecil.xlsx", rows)
    photo = {"xl/media/foto.png": bytes(21_000_000)}
    large = xlsx(tmp_path / "foto.xlsx", rows, extra=photo)
    assert [row.cells[0] for row in read(large).rows] == ["A"]
    monkeypatch.setattr(trial, "MEMORY", 2**20)  # no workbook can be opened in so little
    other = xlsx(tmp_path / "lain.xlsx", rows + cells(3, "B", "x"), extra=photo)
    with pytest.raises(UnreadableFile, match="more memory or time than a table needs"):
        read(other)
    assert [row.cells[0] for row in read(small).rows] == ["A"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only systems with pipes")
def test_a_pipe_into_which_nobody_writes_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.csv")
    with pytest.raises(UnreadableFile, match="there is nothing in it"):
        tables.read(tmp_path / "pipa.csv")
