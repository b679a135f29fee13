"""Tables as offices make them: what is no entry is passed over and told, what holds for several rows holds for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.workbooks import cells, hidden, ods, sheet, styles, xlsx

from bimtek_tui.errors import Refused
from bimtek_tui.exchange import importing, number_formats, previews, tables
from bimtek_tui.exchange.answers import Answers
from bimtek_tui.exchange.importing import Plan
from bimtek_tui.model import edits, method
from bimtek_tui.model.edits import Add
from bimtek_tui.model.entries import Session

NOW = dt.datetime(2026, 6, 16, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
METHOD = method.load("kominfo-1")
Read = Callable[..., Plan]


@pytest.fixture
def session() -> Session:
    made = Session()
    edits.apply(made, Add("agency", {"id": "DISKOMINFO", "name": "Dinas Komunikasi dan Informatika"}))
    edits.apply(made, Add("agency", {"id": "DINKES", "name": "Dinas Kesehatan"}))
    return made


@pytest.fixture
def read(session: Session, tmp_path: Path) -> Read:
    def planned(kind: str, content: str | Path, **how: Any) -> Plan:
        path = tmp_path / "tabel.csv"
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            path = content
        table = importing.read(path, kind, how.pop("sheet", None))
        return importing.plan(table, kind, session, METHOD, **how)

    return planned


def keys(plan: Plan, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row.keys.get(name) for name in names) for row in plan.rows]


def said(plan: Plan) -> str:
    return "\n".join((*plan.sentences, *map(str, plan.faults)))


# Rows that are no entries


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1;2;3", "row 2: numbers of the columns"),
        ("(1);(2);(3)", "row 2: numbers of the columns"),
        ("a;b;c", "row 2: numbers of the columns"),
        (";Jumlah;", "row 2: a total"),
        (";JUMLAH SELURUHNYA;", "row 2: a total"),
        ("Total;;25", "row 2: a total"),
        (";Sub total;", "row 2: a total"),
        (";Jumlah peserta: dua orang;", "row 2: a total"),
        (";Keterangan: hadir semua;", "row 2: a note"),
    ],
)
def test_a_row_that_is_no_entry_is_passed_over_and_told(read: Read, row: str, reason: str) -> None:
    plan = read("participant", f"No;Nama;Instansi\n{row}\n1;Andi Contoh;DISKOMINFO\n")
    assert keys(plan, "name") == [("Andi Contoh",)]
    assert reason in said(plan)


def test_a_heading_that_stands_again_on_the_next_page_is_passed_over(read: Read) -> None:
    plan = read(
        "participant", "No;Nama;Instansi\n1;Andi Contoh;DISKOMINFO\nNo;Nama;Instansi\n2;Sri Contoh;DINKES\n"
    )
    assert keys(plan, "name") == [("Andi Contoh",), ("Sri Contoh",)]
    assert "row 3: the heading once more" in said(plan)


@pytest.mark.parametrize(
    "signed",
    [
        ";Mengetahui,;\n;Kepala Dinas Komunikasi,;\n;;\n;Dr. Pejabat Contoh, M.Si;\n;NIP. 19700101 199503 1 001;\n",
        ";;Batam, 12 Maret 2026\n;;Kepala Bappeda\n;;Pejabat Contoh\n",
        ";Kepala Dinas,;\n;Pejabat Contoh;\n;NIP. 19700101 199503 1 001;\n",
        ";Mengetahui/Menyetujui;Kota Uji, ........ 2026\n;Sekretaris Daerah;Kepala Bappeda\n;Satu Contoh;Dua Contoh\n",
        ";Disetujui oleh,;\n;Pejabat Contoh;\n",
    ],
)
def test_what_is_signed_below_a_table_makes_no_people(read: Read, signed: str) -> None:
    plan = read("participant", f"No;Nama;Instansi\n1;Andi Contoh;DISKOMINFO\n2;Sri Contoh;DINKES\n\n{signed}")
    assert keys(plan, "name") == [("Andi Contoh",), ("Sri Contoh",)]
    assert "what is signed below the table" in said(plan)


def test_words_of_totals_and_signatures_stay_entries_where_they_are_some(read: Read) -> None:
    plan = read(
        "swot",
        "Kuadran;Faktor\nKekuatan;Jumlah penduduk usia produktif besar\nKelemahan;Total SDM TI sedikit\n"
        "Peluang;Mengetahui kebutuhan warga\nAncaman;Catatan keuangan lemah\n",
    )
    assert [text for (text,) in keys(plan, "text")] == [
        "Jumlah penduduk usia produktif besar",
        "Total SDM TI sedikit",
        "Mengetahui kebutuhan warga",
        "Catatan keuangan lemah",
    ]
    plan = read("program", "No;Program;Jangka\n1;Total Football Academy;pendek\n2;Jumlah titik wifi;pendek\n")
    assert len(plan.rows) == 2
    assert plan.sentences == ()


def test_a_typed_ifas_table_gives_its_factors_alone(read: Read) -> None:
    plan = read(
        "swot",
        "No;Faktor Internal;Bobot;Rating;Skor\n;Kekuatan;;;\n1;SDM muda;0,60;4;2,40\n;Sub total kekuatan;0,60;;2,40\n"
        ";Kelemahan;;;\n1;Data;0,40;2;0,80\n;Selisih kekuatan - kelemahan;;;−1,60\n;Total IFAS;1,00;;3,20\n"
        "No;Faktor Eksternal;Bobot;Rating;Skor\n;Peluang;;;\n1;Dana pusat;1,00;3;3,00\n",
    )
    assert keys(plan, "quadrant", "text") == [
        ("strength", "SDM muda"),
        ("weakness", "Data"),
        ("opportunity", "Dana pusat"),
    ]
    assert not plan.faults


def test_levels_above_by_their_code_are_passed_over(read: Read) -> None:
    plan = read(
        "program",
        "Kode;Program;Jangka;Anggaran\n2;Urusan wajib;;\n2.16;Komunikasi;;\n2.16.01;Program;;900\n2.16.01.01;Portal;pendek;900\n",
    )
    assert keys(plan, "name") == [("Portal",)]
    assert said(plan).count("a level above the rows below it") == 3


# Headings and groups


def test_a_heading_over_two_rows_is_one(read: Read) -> None:
    plan = read(
        "program",
        "No;SKPD;Program;Kinerja;;Jangka\n;;;Indikator;Target;\n1;DINKES;Puskesmas;Layanan;10;pendek\n",
    )
    assert keys(plan, "lead", "name", "indicator") == [("DINKES", "Puskesmas", "Layanan")]
    assert [one.heading for one in plan.columns][3:5] == ["Kinerja › Indikator", "Kinerja › Target"]


def test_merged_headings_over_three_rows(read: Read, tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "t.xlsx",
        sheet(
            cells(1, "DAFTAR PROGRAM TAHUN 2027")
            + cells(2, "No", "Program", "Rincian", None, None, "Jangka")
            + cells(3, None, None, "Kinerja", None, "Lokasi")
            + cells(4, None, None, "Indikator", "Satuan")
            + cells(5, 1, "Puskesmas", "Layanan", "unit", "Kota", "pendek"),
            ["A1:F1", "A2:A4", "B2:B4", "C2:E2", "F2:F4", "C3:D3", "E3:E4"],
        ),
    )
    plan = read("program", path)
    assert keys(plan, "name", "indicator", "unit", "location", "horizon") == [
        ("Puskesmas", "Layanan", "unit", "Kota", "short")
    ]


@pytest.mark.parametrize(
    "group",
    ["A.;Dinas Kesehatan;;;", ";Dinas Kesehatan;;;", "1;;;Dinas Kesehatan;", "I. Dinas Kesehatan;;;;"],
)
def test_an_agency_alone_in_its_row_leads_the_programs_below_it(read: Read, group: str) -> None:
    plan = read(
        "program",
        f"No;Program;Jangka;OPD;Anggaran\n{group}9.000.000\n1;A;pendek;;1.000.000\n2;B;pendek;DISKOMINFO;\n;DISKOMINFO;;;\n3;C;panjang;;\n",
    )
    assert keys(plan, "name", "lead") == [("A", "DINKES"), ("B", "DISKOMINFO"), ("C", "DISKOMINFO")]
    assert "row 2 “Dinas Kesehatan” holds for the rows below it" in said(plan)


def test_groups_without_a_column_of_their_own_and_one_inside_the_other(read: Read) -> None:
    plan = read(
        "program",
        "No;Program;Horizon\nA;DIMENSI SMART GOVERNANCE;\n;Jangka pendek;\n1;A;\n;PROGRAM JANGKA PANJANG (2031-2035);\n2;B;\nB;Smart Economy;\n;Jangka menengah;\n3;C;\n",
    )
    assert keys(plan, "name", "dimension", "horizon") == [
        ("A", "governance", "short"),
        ("B", "governance", "long"),
        ("C", "economy", "medium"),
    ]


def test_quadrants_and_agencies_of_people_as_rows_among_the_others(read: Read) -> None:
    plan = read(
        "swot", "No;Faktor\n;KEKUATAN (Strengths)\n1;SDM muda\n;II. Kelemahan\n1;Data belum terpadu\n"
    )
    assert keys(plan, "quadrant", "text") == [
        ("strength", "SDM muda"),
        ("weakness", "Data belum terpadu"),
    ]
    plan = read("participant", "No;Nama;Jabatan\n;Dinas Kesehatan;\n1;Andi Contoh;Kabid\n")
    assert keys(plan, "name", "agency") == [("Andi Contoh", "DINKES")]


def test_lines_above_and_the_name_of_the_sheet_hold_for_all(read: Read, tmp_path: Path) -> None:
    plan = read("program", "Perangkat Daerah: Dinas Kesehatan;;\nNo;Program;Jangka\n1;A;pendek\n")
    assert keys(plan, "lead") == [("DINKES",)]
    rows = cells(1, "No", "Program", "Jangka") + cells(2, 1, "A", "pendek")
    plan = read("program", xlsx(tmp_path / "t.xlsx", rows, names=["Smart Living"]))
    assert keys(plan, "dimension") == [("living",)]


def test_a_title_with_something_at_its_right_is_no_heading_and_a_row_of_units_is(read: Read) -> None:
    plan = read(
        "program",
        "Daftar Program;;;Tahun 2026;\nNo;Program;Jangka;OPD;Anggaran\n;;;;(Rp juta)\n1;A;pendek;DINKES;5\n",
    )
    assert keys(plan, "name", "lead", "budget_idr") == [("A", "DINKES", 5_000_000)]


# Merged cells


def test_what_a_merged_cell_says_holds_for_its_rows_in_xlsx_and_ods(read: Read, tmp_path: Path) -> None:
    rows = cells(1, "No", "OPD", "Program", "Jangka") + cells(2, 1, "DINKES", "A", "pendek")
    rows += (
        cells(3, 2, None, "B", "pendek") + cells(4, 3, None, "C", "pendek") + cells(5, 4, None, "D", "pendek")
    )
    plan = read("program", xlsx(tmp_path / "t.xlsx", sheet(rows, ["B2:B4"])))
    assert keys(plan, "lead") == [("DINKES",), ("DINKES",), ("DINKES",), (None,)]

    def row(*said: str) -> str:
        return f"<table:table-row>{''.join(said)}</table:table-row>"

    def cell(words: str, more: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'
        )

    covered = "<table:covered-table-cell/>"
    plan = read(
        "program",
        ods(
            tmp_path / "t.ods",
            row(cell("OPD"), cell("Program"), cell("Jangka"))
            + row(cell("DINKES", 'table:number-rows-spanned="2"'), cell("A"), cell("pendek"))
            + row(covered, cell("B"), cell("pendek")),
        ),
    )
    assert keys(plan, "lead", "name") == [("DINKES", "A"), ("DINKES", "B")]


def test_rows_under_one_merged_name_are_one_program(read: Read, tmp_path: Path) -> None:
    rows = cells(1, "Program", "Jangka", "Indikator", "Kegiatan") + cells(2, "A", "pendek", "x", "satu")
    rows += cells(3, None, None, "y", "dua") + cells(4, "B", "pendek", "z", "tiga")
    plan = read("program", xlsx(tmp_path / "t.xlsx", sheet(rows, ["A2:A3", "B2:B3"])))
    assert keys(plan, "name", "indicator", "activities") == [
        ("A", "x; y", ("satu", "dua")),
        ("B", "z", ("tiga",)),
    ]
    assert "rows 2 to 3 are one program" in said(plan)


def test_an_amount_merged_over_several_programs_is_a_question(read: Read, tmp_path: Path) -> None:
    rows = cells(1, "Program", "Jangka", "Anggaran") + cells(2, "A", "pendek", 9_000_000)
    rows += cells(3, "B", "pendek") + cells(4, "C", "pendek", 5_000_000)
    plan = read("program", xlsx(tmp_path / "t.xlsx", sheet(rows, ["C2:C3"])))
    assert [row.verdict for row in plan.rows] == ["faulty", "faulty", "new"]
    assert "row 2, column C (Anggaran): one amount is merged over rows 2 to 3" in said(plan)
    assert plan.rows[2].keys["budget_idr"] == 5_000_000


# Amounts by year


def yearly(folder: Path, funding: str | None) -> Path:
    rows = cells(1, "(dalam juta rupiah)")
    rows += cells(2, "Program", "Jangka", "Pagu", None, None, "Sumber Dana" if funding else "Catatan")
    rows += cells(3, None, None, 2026, 2027, 2028)
    rows += cells(4, "A", "pendek", 1500, 1750, 0, funding or "x")
    return xlsx(folder / "t.xlsx", sheet(rows, ["A2:A3", "B2:B3", "C2:E2", "F2:F3"]))


def test_amounts_by_year_become_budget_rows_in_the_same_step(
    session: Session, read: Read, tmp_path: Path
) -> None:
    path = yearly(tmp_path, "APBD")
    plan = read("program", path)
    assert not plan.faults
    assert "budget_idr" not in plan.rows[0].keys
    edit = importing.step(session, plan, NOW)
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)
    [program] = session.program.values()
    assert [(one.program, one.year, one.funding, one.amount_idr) for one in session.budget.values()] == [
        (program.id, 2026, "apbd", 1_500_000_000),
        (program.id, 2027, "apbd", 1_750_000_000),
    ]
    again = read("program", path)
    assert [row.verdict for row in again.rows] == ["same"]
    assert importing.step(session, again, NOW) is None


def test_amounts_by_year_without_a_source_are_asked_about_and_never_the_first_for_all(
    read: Read, tmp_path: Path
) -> None:
    plan = read("program", yearly(tmp_path, None))
    assert "columns C, D, and E hold the amounts for 2026, 2027, and 2028" in said(plan)
    assert "budget_idr" not in plan.rows[0].keys
    rows = cells(1, "Program", "Jangka", "Pagu 2026", "Pagu 2027", "Sumber Dana")
    rows += cells(2, "A", "pendek", 1500, None, "APBD")
    plan = read("program", xlsx(tmp_path / "v.xlsx", sheet(rows, ["C2:D2"])))
    assert "row 2, column C (Pagu 2026): one amount is merged over columns C to D" in said(plan)
    rows = cells(1, "Program", "Jangka", "Pagu") + cells(2, "A", "pendek", 1500, 1750)
    plan = read("program", xlsx(tmp_path / "u.xlsx", sheet(rows, ["C1:D1"])))
    assert "column D (Pagu): more than one column holds" in said(plan)


def test_rows_of_other_kinds_have_no_amounts_by_year(session: Session, read: Read) -> None:
    plan = read("participant", "Nama;Instansi\nAndi Contoh;DINKES\nSri Contoh;DINKES\n")
    edit = importing.step(session, plan, NOW)
    assert edit
    assert len(edits.simple(edit)) == 2


# Sheets


def test_the_sheet_whose_headings_fit_best_is_read_and_the_others_are_named(
    read: Read, tmp_path: Path
) -> None:
    head = cells(1, "No", "Program", "Jangka", "OPD")
    path = xlsx(
        tmp_path / "t.xlsx",
        cells(1, "Petunjuk pengisian") + cells(2, "1. Isi lembar berikutnya"),
        head + cells(2, 1, "A", "pendek", "DINKES"),
        head + cells(2, 1, "B", "pendek", "DINKES"),
        head + cells(2, 1, "C", "pendek", "DINKES"),
        names=["Petunjuk", "Satu", "Dua", ".Lama"],
    )
    plan = read("program", path)
    assert (plan.sheet, keys(plan, "name")) == ("Satu", [("A",)])
    assert "the sheet “Dua” holds such a table as well and is not read" in said(plan)
    assert "the sheet “Lama” is hidden" in said(plan)
    assert keys(read("program", path, sheet="Dua"), "name") == [("B",)]


# What a cell shows


def test_words_are_what_a_cell_shows_and_amounts_what_it_holds(read: Read, tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "t.xlsx",
        cells(1, "Program", "Jangka", "Kondisi awal", "Anggaran")
        + cells(2, "A", "pendek", (0.85, 1), (1500000, 2))
        + cells(3, "B", "pendek", (3.1, 2), 10)
        + cells(4, "C", "pendek", (46054, 3), 10),
        extra=styles("0%", "0.00", "d-mmm"),
    )
    plan = read("program", path)
    assert keys(plan, "baseline", "budget_idr") == [("85%", 1_500_000), ("3,10", 10), ("1-Feb", 10)]


@pytest.mark.parametrize(
    ("code", "value", "shows"),
    [
        ("0%", Decimal("0.855"), "86%"),
        ("0.0%", Decimal("0.855"), "85,5%"),
        ("#,##0", 1234567, "1.234.567"),
        ("#,##0.00", Decimal("-1234.5"), "-1.234,50"),
        ("000", 7, "007"),
        ('0" orang"', 12, "12 orang"),
        ('[$Rp-421]\\ #,##0;"("#,##0")"', -5000, "(5.000)"),
        ("# ?/?", Decimal("0.75"), "3/4"),
        ("0.0#", Decimal("2.5"), "2,5"),
        ("#,##0.0,,", 1_500_000, "1,5"),
        ("General", Decimal("2.5"), ""),
        ("@", 5, ""),
        ("d-mmm", dt.date(2026, 5, 1), "1-Mei"),
        ("mmm-yy", dt.date(2026, 8, 1), "Agu-26"),
        ("dd mmmm yyyy", dt.date(2026, 8, 1), "01 Agustus 2026"),
        ("dd/mm/yyyy", dt.date(2026, 8, 1), ""),
        ("0%", "teks", ""),
    ],
)
def test_formats(code: str, value: object, shows: str) -> None:
    assert number_formats.shown(code, value) == shows


def test_an_error_under_a_key_is_a_fault_of_its_row_and_an_empty_formula_is_none(
    read: Read, tmp_path: Path
) -> None:
    path = xlsx(
        tmp_path / "t.xlsx",
        cells(1, "Program", "Jangka", "Anggaran", "Catatan")
        + cells(2, "A", "pendek", "#DIV/0!")
        + cells(3, "B", "pendek", 10, "#DIV/0!"),
    )
    plan = read("program", path)
    assert [row.verdict for row in plan.rows] == ["faulty", "new"]
    assert "row 2, column C (Anggaran): the error #DIV/0!" in said(plan)
    text = '<c r="B2" t="str"><f>IF(1=2,1,"")</f><v></v></c>'
    rows = cells(1, "Program", "Jangka") + f'<row r="2"><c r="A2" t="str"><f>"A"</f><v>A</v></c>{text}</row>'
    assert tables.read(xlsx(tmp_path / "u.xlsx", rows)).sentences == ()


def test_errors_formats_and_hidden_rows_of_an_ods(read: Read, tmp_path: Path) -> None:
    def row(*said: str, more: str = "") -> str:
        made = "".join(
            one
            if one.startswith("<")
            else f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>'
            for one in said
        )
        return f"<table:table-row {more}>{made}</table:table-row>"

    def number(value: str, words: str) -> str:
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{words}</text:p></table:table-cell>'

    error = '<table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>'
    plan = read(
        "program",
        ods(
            tmp_path / "t.ods",
            row("Program", "Jangka", "Kondisi awal", "Anggaran")
            + row("A", "pendek", number("0.85", "85%"), number("1500000", "1.500.000"))
            + row("B", "pendek", "x", error)
            + row("C", "pendek", "x", "1", more='table:visibility="filter"'),
        ),
    )
    assert keys(plan, "baseline", "budget_idr") == [("85%", 1_500_000), (None, None)]
    assert "row 3, column D (Anggaran): the error #DIV/0!" in said(plan)
    assert "row 4: hidden in the workbook, and left out" in said(plan)


# Hidden, and without a heading


def test_hidden_rows_and_columns_are_left_out_and_told_or_taken_in_when_wanted(
    read: Read, tmp_path: Path
) -> None:
    rows = cells(1, "Program", "Jangka", "Anggaran") + cells(2, "A", "pendek", 5)
    rows += hidden(cells(3, "B", "pendek", 6)) + cells(4, "C", "pendek", 7)
    path = xlsx(tmp_path / "t.xlsx", sheet(rows, without=[3]))
    plan = read("program", path)
    assert keys(plan, "name", "budget_idr") == [("A", None), ("C", None)]
    assert "row 3 and column C: hidden in the workbook, and left out" in said(plan)
    plan = read("program", path, with_hidden=True)
    assert keys(plan, "name", "budget_idr") == [("A", 5), ("B", 6), ("C", 7)]
    assert "taken in" in said(plan)


def test_a_filled_column_without_a_heading_is_named(read: Read) -> None:
    plan = read("program", ";Program;;Jangka\n1;A;;pendek\n2;B;Uraian panjang;pendek\n")
    assert "column C has no heading and is left out: “Uraian panjang”" in said(plan)
    assert "column A" not in said(plan)


def test_columns_that_contradict_each_other_are_a_fault(read: Read) -> None:
    plan = read(
        "program", "Program;Jangka;Tahun;Tahun mulai\nA;pendek;2027-2029;2027\nB;pendek;2027-2029;2028\n"
    )
    assert [row.verdict for row in plan.rows] == ["new", "faulty"]
    assert "contradicts what another column says" in said(plan)


# Several entries in a row


@pytest.mark.parametrize(
    "header",
    [
        "Kekuatan;Kelemahan;Peluang;Ancaman",
        "S;W;O;T",
        "KEKUATAN (S);KELEMAHAN (W);PELUANG (O);ANCAMAN (T)",
        "Strengths / Kekuatan;Weaknesses / Kelemahan;Opportunities;Threats",
        "Faktor Kekuatan;Faktor Kelemahan;Faktor Peluang;Faktor Ancaman",
    ],
)
def test_quadrants_as_columns_are_a_factor_for_each_line(read: Read, header: str) -> None:
    plan = read(
        "swot",
        f'Analisis SWOT;;;;\nNo;{header}\n1;"1. SDM muda\n2. Jaringan baik";Data belum terpadu;a. Dana pusat;-\n2;;Anggaran kecil;;• Serangan siber\n',
    )
    assert keys(plan, "quadrant", "text") == [
        ("strength", "SDM muda"),
        ("strength", "Jaringan baik"),
        ("weakness", "Data belum terpadu"),
        ("opportunity", "Dana pusat"),
        ("weakness", "Anggaran kecil"),
        ("threat", "Serangan siber"),
    ]
    assert not plan.faults
    assert "are the quadrants; each line in them is taken as an entry" in said(plan)


def test_a_matrix_of_two_by_two_and_one_with_ticks(read: Read) -> None:
    plan = read(
        "swot", "Internal;Kekuatan;Kelemahan\n;SDM muda;Data\nEksternal;Peluang;Ancaman\n;Dana pusat;Siber\n"
    )
    assert keys(plan, "quadrant", "text") == [
        ("strength", "SDM muda"),
        ("weakness", "Data"),
        ("opportunity", "Dana pusat"),
        ("threat", "Siber"),
    ]
    plan = read("swot", "No;Faktor;S;W;O;T;Bobot\n1;SDM muda;v;;;;4\n2;Data;;✓;;;3\n3;Ragu;x;x;;;\n")
    assert keys(plan, "quadrant", "text", "weight") == [
        ("strength", "SDM muda", 4),
        ("weakness", "Data", 3),
        (None, None, None),
    ]
    assert "row 4, column C (Quadrant): “strength + weakness” is no value of “Quadrant”" in said(plan)


def test_one_entry_of_a_matrix_is_mended_by_itself(session: Session, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Kekuatan;Kelemahan;Dimensi\nSDM muda;Data;Ekonmi\n")
    table = importing.read(tmp_path / "t.csv", "swot")
    plan = importing.plan(table, "swot", session, METHOD)
    assert [one.place for one in plan.faults] == [(2, "dimension"), (2, "dimension/1")]
    answers = Answers(mended={plan.faults[1].place: "ekonomi"})
    plan = importing.plan(table, "swot", session, METHOD, answers=answers)
    assert [row.verdict for row in plan.rows] == ["faulty", "new"]
    assert plan.rows[1].keys == {"quadrant": "weakness", "text": "Data", "dimension": "economy"}


@pytest.fixture
def factors(session: Session) -> dict[str, str]:
    """The factors of the session by the numbers that people say."""
    made: dict[str, str] = {}
    for name, quadrant in (
        ("S1", "strength"),
        ("S2", "strength"),
        ("W1", "weakness"),
        ("O1", "opportunity"),
        ("T1", "threat"),
    ):
        made[name] = f"sw-0000000{len(made) + 1}"
        edits.apply(
            session, Add("swot", {"id": made[name], "quadrant": quadrant, "text": name, "added": NOW})
        )
    return made


@pytest.mark.parametrize(
    "content",
    [
        "Strategi;Tipe;Faktor\nPerluas layanan;SO;S1, O1\nPerbaiki data;Strategi WO;W1; O1\n".replace(
            "W1; O1", '"W1; O1"'
        ),
        "No;Strategi\n;Strategi SO\n1;Perluas layanan (S1, O1)\n;Strategi W-O\n1;Perbaiki data (W1-O1)\n",
        'Strategi SO;Strategi WO;ST;WT\n1. Perluas layanan (S1,O1);"Perbaiki data [W1, O1]";;\n',
        'IFAS/EFAS;Kekuatan (S) 1. SDM;Kelemahan (W)\nPeluang (O) 1. Dana;"Strategi SO\n1. Perluas layanan (S1+O1)";- Perbaiki data (W1 dan O1)\nAncaman (T);;\n',
    ],
)
def test_strategies_of_a_tows_table_come_with_their_factors(
    read: Read, factors: dict[str, str], content: str
) -> None:
    plan = read("strategy", content)
    assert not plan.faults, said(plan)
    assert [
        (quadrant, text, set(of)) for quadrant, text, of in keys(plan, "quadrant", "text", "factors")
    ] == [
        ("SO", "Perluas layanan", {factors["S1"], factors["O1"]}),
        ("WO", "Perbaiki data", {factors["W1"], factors["O1"]}),
    ]


def test_a_factor_that_is_none_is_asked_about_and_a_tows_matrix_is_no_swot(
    read: Read, factors: dict[str, str]
) -> None:
    plan = read("strategy", "Strategi;Tipe\nPerluas layanan (S1, O9);SO\n")
    assert "“O9” is no entry of this session" in said(plan)
    assert plan.faults[0].field == "factors"
    with pytest.raises(Refused, match="so that the cells hold strategies"):
        read("swot", "IFAS/EFAS;Kekuatan (S);Kelemahan (W)\nPeluang (O);Perluas (S1, O1);Perbaiki\n")


def test_two_tables_beside_each_other_are_one(read: Read) -> None:
    plan = read(
        "participant",
        "DAFTAR HADIR;;;;;;\nNo;Nama;Instansi;;No;Nama;Instansi\n1;Andi Contoh;DINKES;;3;Budi Contoh;DISKOMINFO\n2;Sri Contoh;DINKES;;;;\n"
        ";Mengetahui,;;;;;\n;Kepala Dinas;;;;;\n",
    )
    assert keys(plan, "name", "agency") == [
        ("Andi Contoh", "DINKES"),
        ("Budi Contoh", "DISKOMINFO"),
        ("Sri Contoh", "DINKES"),
    ]
    assert "2 tables stand beside each other and are read as one" in said(plan)
    plan = read(
        "participant",
        "No;Nama;Instansi;;No;Nama;Instansi\n1;Andi 081234567890;DINKES;;2;Budi 081234567890;DINKES\n",
    )
    assert [(one.column, one.part) for one in plan.faults] == [("B", 0), ("F", 1)]


@pytest.mark.parametrize(
    "words",
    [
        ";Kekuatan;Kelemahan\nPeluang;Perluas;Satukan\nAncaman;Perkuat;Latih\n",
        "IFAS / EFAS;Kekuatan (S);Kelemahan (W)\nPeluang (O);Strategi SO;Strategi WO\nO1 Dana;Perluas;Satukan\nAncaman (T);Strategi ST;Strategi WT\nT1 Siber;Perkuat;Latih\n",
    ],
)
def test_what_stands_beside_a_tows_matrix_is_not_said_to_be_left_out(read: Read, words: str) -> None:
    plan = read("strategy", words)
    assert [row.keys["quadrant"] for row in plan.rows] == ["SO", "WO", "ST", "WT"]
    told = [*plan.sentences, *previews.unmatched(plan)]
    assert not any("left out" in sentence for sentence in told), told
