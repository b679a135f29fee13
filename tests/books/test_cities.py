"""The published facts of the four real cities, and the fictional one, can be read in their books."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.coded_books import coded

from bimtek_tui.books.rendering import render
from bimtek_tui.books.verifying import verify
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.fixture(scope="module")
def books(sample: Callable[[str], Session], kominfo: Method) -> Callable[..., str]:
    """All books of a city as one text, line breaks aside."""

    def read(slug: str, *book_ids: str) -> str:
        session = sample(slug)
        return "\n".join(render(session, kominfo, one) for one in book_ids or kominfo.books)

    return read


def test_every_book_of_every_city_is_whole(city: Session, kominfo: Method) -> None:
    for book in kominfo.book:
        assert verify(coded(city, kominfo, book.id), city, kominfo, book) == []


@pytest.mark.parametrize(
    "fact",
    [
        "13–14 Juni 2022",
        "13–14 Juli 2022",
        "8–9 Agustus 2022",
        "September 2022",
        "Penyamaan persepsi, konsolidasi tim, dan analisis SWOT",
        "program jangka pendek, menengah, dan panjang",
        "Finalisasi program smart city",
        "Final review, quick win, dan penandatanganan komitmen bersama",
        "tahun sasaran 2029",
        "93 kota",
        "30 kota menjadi finalis",
        "8 di antara para finalis adalah kota besar",
        "26–27 September 2019",
        "10 dari 13",
        "tiga pilar (Ekonomi, Sosial, Lingkungan)",
        "tiga pengungkit (Tata kelola, Sumber daya manusia, Infrastruktur dan teknologi)",
    ],
)
def test_batam_2022(books: Callable[..., str], fact: str) -> None:
    assert fact in books("batam-2022")


@pytest.mark.parametrize(
    "fact",
    [
        "Tanjungpinang Cerdas, Kota Pusaka, dan Investasi",
        "disusun dalam enam dimensi",
        "RPJMD Kota Tanjungpinang 2018–2023",
        "2019–2023",
        "(DAK)",
        "sesuai dengan kemampuan daerah",
        "Integrasi data",
        "5 November 2019",
    ],
)
def test_tanjungpinang_2019(books: Callable[..., str], fact: str) -> None:
    assert fact in books("tanjungpinang-2019")


@pytest.mark.parametrize(
    "fact",
    [
        "Jangka pendek (1 tahun sejak 2022)",
        "Jangka menengah (5 tahun sejak 2022)",
        "Jangka panjang (10 tahun sejak 2022)",
        "Quick win terpilih dilaksanakan dalam jangka pendek (1 tahun sejak 2022)",
        "Empat draf buku telah disusun",
        "27 September 2022",
        "2022–2032",
        "Mal Pelayanan Publik",
        "Masaro (Manajemen Sampah Zero)",
        "Perwali Dumai Nomor 30 Tahun 2023",
    ],
)
def test_dumai_2022(books: Callable[..., str], fact: str) -> None:
    assert fact in books("dumai-2022")


@pytest.mark.parametrize(
    "position",
    ["Wali Kota", "Pimpinan DPRD", "Forkopimda", "Asisten", "Kepala OPD", "Camat", "Pimpinan BUMD"],
)
def test_the_signatories_of_dumai_are_in_the_commitment(books: Callable[..., str], position: str) -> None:
    quick_win_book = books("dumai-2022", "buku-3")
    signatories = quick_win_book[quick_win_book.index("### 5.2 Penandatangan") :]
    assert f"| {position} |" in signatories


@pytest.mark.parametrize(
    "fact",
    [
        "Jangka pendek (2020)",
        "Jangka menengah (2021–2024)",
        "Jangka panjang (2025–2029)",
        "2020–2029",
        "Sejahtera, humanis, inovatif",
        "Simpeltaru",
        "Super Apps Bessai Berinta Smart City",
        "Kampung Masdarling",
        "(KPBU)",
        "CSR",
        "Peraturan Daerah (Perda)",
        "8–9 Juli 2019",
        "10–11 Oktober 2019",
        "Pendopo Rujab Wali Kota",
        "Quick win terpilih: 3",
    ],
)
def test_bontang_2019(books: Callable[..., str], fact: str) -> None:
    assert fact in books("bontang-2019")


def test_where_nothing_is_there_yet_a_sentence_says_so(books: Callable[..., str]) -> None:
    batam = books("batam-2022")
    for sentence in (
        "Belum ada program.",
        "Belum ada calon quick win.",
        "Belum ada misi.",
        "Belum ada penandatangan.",
    ):
        assert sentence in batam


def test_the_complete_city_shows_its_figures(books: Callable[..., str]) -> None:
    contoh = books("kota-contoh")
    for shown in (
        "| **Jumlah** | – | **1,0000** | – | **3,2845** | – |",
        "strategi bertahan (WT:",
        "412.600 jiwa",
        "186,4 km²",
        "Jangka menengah (2027–2030)",
        "■",
        "Rp797.650.000.000",
        "Kota Contoh, Provinsi Rekaan",
    ):
        assert shown in contoh
    assert "Provinsi Provinsi" not in contoh


def test_the_number_of_books_is_that_of_the_method(sample: Callable[[str], Session], kominfo: Method) -> None:
    shipped = method.load("kominfo-1")
    assert "disusun dalam empat buku:" in render(sample("dumai-2022"), shipped, "buku-1")
    assert "disusun dalam lima buku:" in render(sample("dumai-2022"), kominfo, "buku-1")


def test_participants_are_counted_and_named_in_the_annex_alone(
    sample: Callable[[str], Session], kominfo: Method, books: Callable[..., str]
) -> None:
    session = sample("kota-contoh")
    responsible = {one.name for one in session.signatory.values()}
    text = books("kota-contoh")
    for table in ("quick_win", "milestone", "note"):
        responsible |= {one.owner.split(",")[0] for one in session.entries(table).values() if one.owner}
    responsible |= {name for stage in session.stage.values() for name in stage.facilitators} | {
        session.city.leader  # type: ignore[arg-type, union-attr]
    }
    responsible |= {
        one.name for one in session.participant.values() if one.duty
    }  # in the annex of the masterplan
    responsible |= {name.split(",")[0] for one in session.quick_win.values() for name in one.team}
    unnamed = [one.name for one in session.participant.values() if one.name not in responsible]
    assert unnamed
    annex = text.split("### Lampiran 1 Peserta")[1].split("### Lampiran 2")[0]
    assert [name for name in unnamed if name not in annex] == []
    codes = text.split("Kode berikut")[1]  # of the first book, in its annex as well
    assert [name for name in unnamed if name in text.replace(annex, "").replace(codes, "")] == []
    assert "Jumlah peserta yang tercatat: 54 orang." in annex


def test_a_session_with_nothing_but_a_city_has_whole_books(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of('city = {name = "Kota Baru", kind = "kota", province = "Riau"}')
    for book in kominfo.book:
        assert verify(coded(session, kominfo, book.id), session, kominfo, book) == []


def test_an_empty_session_has_whole_books(session_of: Callable[[str], Session], kominfo: Method) -> None:
    session = session_of("")
    for book in kominfo.book:
        assert verify(coded(session, kominfo, book.id), session, kominfo, book) == []


def test_a_commitment_that_is_not_signed_is_not_called_signed(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of("""
        commitment = {date = 2026-09-17, place = "Balai Kota"}
        signatory = [{id = "sg-1", name = "A", signed = 2026-09-17}, {id = "sg-2", name = "B"}]
    """)
    markdown = render(session, kominfo, "buku-3")
    assert "bertempat di Balai Kota" in markdown
    assert "Sudah menandatangani: 1 dari 2 penandatangan." in markdown
