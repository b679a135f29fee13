"""The unit of amounts, from the heading of a column or a title above the table: all usual ways, and what is asked about."""

from __future__ import annotations

import pytest

from bimtek_tui.exchange import headings

RIGHT = {
    "ribu": [
        "Anggaran (Rp. 000)",
        "Pagu (Rp ribu)",
        "Anggaran (dalam ribuan rupiah)",
        "Biaya (x Rp 1.000)",
        "Anggaran (Rp.1.000,-)",
    ],
    "juta": [
        "Anggaran (Rp. 000.000)",
        "Anggaran (Rp 000,000)",
        "Anggaran (000 000)",
        "Anggaran (Rp Jutaan)",
        "Anggaran (x Rp 1.000.000)",
        "Pagu (Rp 1.000.000,-)",
        "Pagu Rp. 000.000",
        "Anggaran dalam juta rupiah",
        "Anggaran (Juta Rupiah)",
        "Anggaran (jt)",
        "Budget (Rp million)",
    ],
    "miliar": [
        "Anggaran (Rp milyar)",
        "Anggaran (miliaran rupiah)",
        "Anggaran (Rp 000.000.000)",
        "Budget (IDR billion)",
    ],
    "triliun": ["Anggaran (Rp triliun)"],
    "": ["Anggaran", "Anggaran (Rp)", "Anggaran (rupiah)", "Anggaran 2027 (Rp)", "Budget (IDR)"],
}


@pytest.mark.parametrize(("unit", "heading"), [(unit, one) for unit, all in RIGHT.items() for one in all])
def test_the_unit_in_a_heading(unit: str, heading: str) -> None:
    (column,) = headings.columns("program", [heading])
    if "2027" not in heading:
        assert column.key == "budget_idr"
    assert (column.scale, column.strange) == (unit, "")


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("(dalam juta rupiah)", "juta"),
        ("Satuan: ribu rupiah", "ribu"),
        ("Rp. 000.000", "juta"),
        ("Tahun 2026-2030", ""),
        ("Kota dengan 1 juta penduduk", ""),
        ("Rekap 2.000 kegiatan", ""),
    ],
)
def test_the_unit_in_a_title_above(title: str, unit: str) -> None:
    program, budget = headings.columns("program", ["Program", "Anggaran"], ["Daftar program", title])
    assert (program.scale, budget.scale) == ("", unit)


def test_the_heading_of_a_column_goes_before_a_title() -> None:
    (column,) = headings.columns("program", ["Anggaran (Rp ribu)"], ["(dalam juta rupiah)"])
    assert column.scale == "ribu"


@pytest.mark.parametrize(
    ("heading", "strange"),
    [
        ("Anggaran (USD)", "usd"),
        ("Anggaran (US$ juta)", "us$"),
        ("Anggaran (per bulan)", "per bulan"),
        ("Biaya /orang", "/orang"),
        ("Anggaran (%)", "%"),
    ],
)
def test_what_can_not_be_turned_into_rupiah_is_asked_about(heading: str, strange: str) -> None:
    (column,) = headings.columns("program", [heading])
    assert (column.key, column.strange) == ("budget_idr", strange)
