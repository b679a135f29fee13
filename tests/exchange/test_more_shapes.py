"""Further tables as offices hand them in: each either becomes what was meant, or is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.workbooks import cells, sheet, xlsx

from bimtek_tui import store
from bimtek_tui.exchange import batch, importing
from bimtek_tui.exchange.importing import Plan
from bimtek_tui.model.entries import Session

ROOT = Path(__file__).parents[2]
LOADED = store.load(ROOT / "sessions" / "kota-contoh.toml")
METHOD = store.method_of(LOADED)


def planned(table: Path, kind: str) -> Plan:
    session: Session = LOADED.session
    return importing.plan(importing.read(table, kind), kind, session, METHOD)


def text_file(folder: Path, words: str, name: str = "t.csv", encoding: str = "utf-8") -> Path:
    (folder / name).write_text(words, encoding=encoding)
    return folder / name


def keys(plan: Plan) -> list[dict[str, Any]]:
    return [dict(row.keys) for row in plan.rows]


def faults(plan: Plan) -> str:
    return "\n".join(map(str, plan.faults))


def test_other_headings_amounts_in_words_and_a_total_in_words(tmp_path: Path) -> None:
    plan = planned(
        text_file(
            tmp_path,
            "DAFTAR USULAN;;;;\nNo.;Usulan Kegiatan Smart City;Dinas Pengusul;Perkiraan Biaya;Jangka Waktu Pelaksanaan\n"
            "1;Portal warga;DISKOMINFO;Rp 1,5 M;pendek (1 tahun)\n2;Kios;BAPPEDA;1,25 miliar;Panjang\n;TOTAL;;Rp 2,75 M;\n",
        ),
        "program",
    )
    assert keys(plan) == [
        {"name": "Portal warga", "source": "DISKOMINFO", "budget_idr": 1_500_000_000, "horizon": "short"},
        {"name": "Kios", "source": "BAPPEDA", "budget_idr": 1_250_000_000, "horizon": "long"},
    ]
    assert not plan.faults


def test_what_stands_below_a_merged_heading_of_indicators_is_the_indicator(tmp_path: Path) -> None:
    rows = (
        cells(1, "Program", "Jangka", "Indikator Kinerja", None, "Pagu (juta)")
        + cells(2, None, None, "Uraian", "Satuan", None)
        + cells(3, "Portal", "pendek", "Layanan daring", "layanan", 1500)
    )
    made = keys(
        planned(xlsx(tmp_path / "t.xlsx", sheet(rows, ["A1:A2", "B1:B2", "C1:D1", "E1:E2"])), "program")
    )
    assert made == [
        {
            "name": "Portal",
            "horizon": "short",
            "indicator": "Layanan daring",
            "unit": "layanan",
            "budget_idr": 1_500_000_000,
        }
    ]


def test_titles_over_two_tables_of_a_sheet_hold_each_for_its_own(tmp_path: Path) -> None:
    head = ("No", "Program", "OPD", "Pagu (Rp)")
    rows = (
        cells(1, "Tabel 1. Program jangka pendek") + cells(2, *head) + cells(3, 1, "Portal", "DISKOMINFO", 1_500_000_000)
        + cells(5, "Tabel 2. Program jangka panjang") + cells(6, *head) + cells(7, 1, "Taman", "DLH", 5_000_000_000)
    )  # fmt: skip
    made = keys(planned(xlsx(tmp_path / "t.xlsx", rows), "program"))
    assert [(one["name"], one["horizon"]) for one in made] == [("Portal", "short"), ("Taman", "long")]


def test_an_amount_in_full_under_a_heading_in_millions_is_asked_about(tmp_path: Path) -> None:
    table = "Program;Jangka;Anggaran (juta)\nPortal;pendek;250,5\nTaman;pendek;1500000000\n"
    plan = planned(text_file(tmp_path, table), "program")
    assert plan.rows[0].keys["budget_idr"] == 250_500_000
    assert "would be Rp1.500.000.000.000.000; if Rp1,5 miliar is meant" in faults(plan)
    book = xlsx(
        tmp_path / "t.xlsx",
        cells(1, "Program", "Jangka", "Anggaran (juta)") + cells(2, "A", "pendek", 2_000_000_000),
    )
    assert "if Rp2 miliar is meant" in faults(planned(book, "program"))


def test_amounts_that_no_program_costs_are_told_where_no_unit_stands(tmp_path: Path) -> None:
    plan = planned(text_file(tmp_path, "Program;Jangka;Anggaran\nPortal;pendek;1500\n"), "program")
    assert "column C names no unit, and 1 amount is below Rp100.000, Rp1.500 in row 2" in "\n".join(
        plan.sentences
    )


@pytest.mark.parametrize(
    ("words", "span"),
    [("TA 2027", (2027, 2027)), ("Jan 2026 - Des 2027", (2026, 2027)), ("2026 s.d. 2028", (2026, 2028))],
)
def test_years_as_they_are_written(tmp_path: Path, words: str, span: tuple[int, int]) -> None:
    (row,) = keys(planned(text_file(tmp_path, f"Program;Jangka;Tahun\nA;pendek;{words}\n"), "program"))
    assert (row["start_year"], row["end_year"]) == span


def test_the_only_column_of_descriptions_has_the_names(tmp_path: Path) -> None:
    head = "NO;URAIAN PROGRAM;PD PENANGGUNG JAWAB;JUMLAH HARGA (Rp);JANGKA WAKTU\n"
    (row,) = keys(
        planned(text_file(tmp_path, f"{head}A;SMART ECONOMY;;;\n1;Pasar;DLH;250000000;Pendek\n"), "program")
    )
    assert row == {
        "name": "Pasar",
        "lead": "DLH",
        "budget_idr": 250_000_000,
        "horizon": "short",
        "dimension": "economy",
    }
    (row,) = keys(planned(text_file(tmp_path, "Program;Uraian Program;Jangka\nA;B;pendek\n"), "program"))
    assert (row["name"], row["description"]) == ("A", "B")


def test_a_table_without_names_is_asked_about_once(tmp_path: Path) -> None:
    plan = planned(text_file(tmp_path, "Gagasan;Jangka\nA;pendek\nB;pendek\n"), "program")
    assert [str(fault) for fault in plan.blocked] == [
        "no column is known to hold “Name”, and every row needs it; it is one of these: A “Gagasan”"
    ]


def test_rows_that_only_name_a_sort_of_agencies_are_none(tmp_path: Path) -> None:
    words = "NO;PERANGKAT DAERAH;SINGKATAN\nI;DINAS;\n1;Dinas Uji;DUJI\nII;BADAN DAERAH;\n2;Badan Uji;BUJI\n"
    plan = planned(text_file(tmp_path, words), "agency")
    assert keys(plan) == [{"id": "DUJI", "name": "Dinas Uji"}, {"id": "BUJI", "name": "Badan Uji"}]
    assert "row 2: only a sort of agencies, passed over: “I DINAS”" in plan.sentences


def test_an_exported_chat_in_a_file_is_a_list_of_people(tmp_path: Path) -> None:
    words = (
        "[02/03/26 08.15.10] Admin: Absen dulu ya bapak ibu\n[02/03/26 08.16.22] ~ Andi: Hadir, Andi Uji, S.Kom - Diskominfo\n"
        "[02/03/26 08.17.02] Sri: Sri Uji / Bappeda\n02/03/26 08.18 - Budi bergabung menggunakan tautan\n"
    )
    plan = planned(text_file(tmp_path, words, "absen.txt"), "participant")
    good = [row.keys for row in plan.rows if row.verdict == "new"]
    assert good == [
        {"name": "Andi Uji, S.Kom", "agency": "DISKOMINFO"},
        {"name": "Sri Uji", "agency": "BAPPEDA"},
    ]
    assert "row 1, column A (Name): this does not look like a name" in faults(plan)


def test_plain_lists_in_a_file_are_read_as_pasted_ones(tmp_path: Path) -> None:
    plan = planned(text_file(tmp_path, "KEKUATAN\n1. SDM muda\nAncaman:\na. Rob\n", "swot.txt"), "swot")
    assert keys(plan) == [
        {"text": "SDM muda", "quadrant": "strength"}, {"text": "Rob", "quadrant": "threat"},
    ]  # fmt: skip
    plan = planned(text_file(tmp_path, "DUJI Dinas Uji\nBUJI Badan Uji\n", "opd.txt"), "agency")
    assert keys(plan) == [{"id": "DUJI", "name": "Dinas Uji"}, {"id": "BUJI", "name": "Badan Uji"}]


def test_utf_16_and_long_numbers_that_a_spreadsheet_shortened(tmp_path: Path) -> None:
    words = "No\tNama Lengkap\tNIP\tInstansi\n1\tAndi Uji, S.Kom\t1.98001E+17\tDISKOMINFO\n"
    (row,) = keys(planned(text_file(tmp_path, words, encoding="utf-16"), "participant"))
    assert row == {"name": "Andi Uji, S.Kom", "agency": "DISKOMINFO"}


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (";Kekuatan (S);Kelemahan (W)\nPeluang (O);Perluas (S1, O1);Latih (W1, O1)\n", ["strategy"]),
        ("Kekuatan;Kelemahan;Peluang;Ancaman\na;b;c;d\n", ["swot"]),
        ("Nama;Instansi;Jabatan\nAndi;DLH;Kabid\n", ["participant"]),
        ("Program;Jangka;OPD\nA;pendek;DLH\n", ["program"]),
        ("x;y\n1;2\n", []),
    ],
)
def test_what_the_rows_are_is_seen_by_the_table(tmp_path: Path, words: str, kinds: list[str]) -> None:
    found = batch.read([text_file(tmp_path, words)], batch.any_score)
    assert batch.kinds_of(found.tables) == kinds
