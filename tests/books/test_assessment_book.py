"""What Buku 1 says of the assessments: a round, its level and size, two rounds, what is missing."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from support.coded_books import coded

from bimtek_tui.books.verifying import verify
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.fixture
def section(kominfo: Method) -> Callable[..., str]:
    def made(session: Session, method: Method = kominfo) -> str:
        markdown = coded(session, method, "buku-1")
        assert verify(markdown, session, method, method.books["buku-1"]) == []
        return markdown.rpartition("### 2.5 ")[2].partition("## BAB III")[0]

    return made


def test_the_complete_city_compares_its_two_rounds(
    section: Callable[..., str], sample: Callable[[str], Session]
) -> None:
    shown = section(sample("kota-contoh"))
    assert "penilaian tahun 2025 dan mencakup 12 dari 23 indikator" in shown
    assert "hanya menggambarkan indikator yang sudah dinilai" in shown
    assert "termasuk kelas kota sedang (200.000 sampai 1.000.000 jiwa)" in shown
    assert "| **Nilai keseluruhan** | – | – | 12 dari 23 indikator | **49,33** |" in shown
    assert "tingkat kematangan berada pada Scattered" in shown
    assert "Batas nilai setiap tingkat adalah asumsi metode ini." in shown
    assert "naik 6,42, dari 42,92 menjadi 49,33" in shown
    assert "| **Tata kelola** | rata-rata 2 indikator | 40,50 | 51,00 | +10,50 |" in shown


def test_the_ministry_s_evaluation_uses_the_weights_of_the_method(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        assessment = [
          {id = "as-1", indicator = "evaluation-output-policy", round = 2024, score = 4},
          {id = "as-2", indicator = "evaluation-impact-benefit", round = 2024, score = 2, evidence = "Survei 300 warga"},
        ]
    """)
    shown = section(session)
    assert "| Keluaran (output) | Aspek | 20 % | 1 dari 3 indikator | 4,00 |" in shown
    assert "| **Nilai keseluruhan** | – | – | 2 dari 13 indikator | **2,80** |" in shown
    assert "Bagian yang dinilai mewakili 50 % dari seluruh bobot." in shown
    assert "masih perlu dilengkapi 1 nilai tanpa bukti dan 11 indikator tanpa nilai." in shown
    assert "| Keluaran (output) | Kebijakan dan dasar hukum | nilai 2024 belum disertai bukti |" in shown


def test_a_city_without_population_is_put_into_no_class(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    shown = section(session_of('[city]\nname = "Kota Uji"\nkind = "kota"'))
    assert "Kelas ukuran daerah belum dapat ditetapkan" in shown
    assert "termasuk kelas" not in shown


def test_levels_that_the_method_does_not_call_an_assumption_are_not_called_one(
    kominfo: Method, section: Callable[..., str], sample: Callable[[str], Session]
) -> None:
    models = tuple(msgspec.structs.replace(one, levels_are_assumed=False) for one in kominfo.model)
    shown = section(sample("kota-contoh"), msgspec.structs.replace(kominfo, model=models))
    assert "tingkat kematangan berada pada Scattered" in shown
    assert "asumsi" not in shown


def test_rounds_that_share_no_indicator_are_not_compared(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        assessment = [
          {id = "as-1", indicator = "rkci-economy-digital", round = 2017, score = 40},
          {id = "as-2", indicator = "rkci-society-health", round = 2019, score = 50},
        ]
    """)
    assert "tidak dapat dibandingkan karena tidak ada indikator yang dinilai pada kedua tahun" in section(
        session
    )
