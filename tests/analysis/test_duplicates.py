"""Which entries say nearly the same, and which only sound alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import hostile_text

from bimtek_tui import resources, store
from bimtek_tui.analysis import duplicates
from bimtek_tui.analysis.duplicates import Known
from bimtek_tui.model.entries import Program, Session, Swot

NOW = dt.datetime(2026, 6, 13, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def swot(*texts: str, start: int = 1, quadrant: Any = "weakness", **keys: Any) -> dict[str, Swot]:
    return {
        f"sw-{number}": Swot(id=f"sw-{number}", quadrant=quadrant, text=text, added=NOW, **keys)
        for number, text in enumerate(texts, start)
    }


def programs(*given: tuple[str, str | None], **keys: Any) -> list[Program]:
    return [
        Program(id=f"pr-{number}", name=name, lead=lead, horizon="short", added=NOW, **keys)
        for number, (name, lead) in enumerate(given, 1)
    ]


def found(typed: str, entries: dict[str, Any], **more: Any) -> list[str]:
    return [one.entry.id for one in Known(entries).near(typed, **more)]


NEAR = [
    ("Jaringan internet di kelurahan belum merata", "Internet kelurahan belum merata"),
    ("Kualitas jaringan internet belum merata", "Jaringan internet belum merata"),
    ("Data kependudukan belum terpadu antardinas; petugas mengetik ulang NIK.", "Data kependudukan belum terpadu"),
    ("Data kependudukan belum terpadu", "Data penduduk belum terpadu"),
    ("Angkutan kota tersisa 84 kendaraan, separuhnya berumur lebih dari 15 tahun.", "Angkutan kota tinggal 84 kendaraan"),
    ("Koordinasi antar-OPD sering menghambat program.", "Koordinasi antar OPD lemah"),
    ("Blank spot, terutama di pulau; server terbatas.", "Masih ada blank spot di pulau"),
    ("Anggaran TIK kecil", "Terbatasnya anggaran TIK"),
    ("Sumber daya manusia TIK terbatas", "Terbatasnya sumber daya manusia di bidang TIK"),
    ("Belum ada regulasi smart city", "Regulasi smart city belum ada"),
    ("Antre Tenang: Antrean dan Rujukan Daring 12 Puskesmas", "Antrean daring puskesmas"),
    ("Siaga 112: Satu Nomor Darurat dan Relawan RW", "Satu nomor darurat 112"),
    ("Mal Pelayanan Publik", "Mall Pelayanan Publik"),
    ("Satu Data Kota", "Kota Satu Data"),
    ("Smart Village", "Smart Villages"),
    ("Penerangan jalan umum pintar", "Penerangan Jalan Umum (PJU) Pintar"),
    ("Aplikasi pengaduan warga", "Aplikasi pengaduan masyarakat"),
    ("Pengembangan sistem informasi kesehatan daerah", "Sistem informasi kesehatan"),
    ("Command center kota", "Pembangunan Command Center"),
]  # fmt: skip
APART = [
    ("Internet di sekolah belum merata", "Internet di kelurahan belum merata"),
    ("Anggaran TIK kecil", "Anggaran kesehatan kecil"),
    ("Data kesehatan belum terpadu", "Data kependudukan belum terpadu"),
    ("Banyak warga belum paham layanan digital", "Banyak pegawai belum paham keamanan digital"),
    ("Jaringan internet di kelurahan belum merata", "Internet"),
    ("Bank sampah", "Bank data"),
    ("Pelatihan UMKM", "Pelatihan guru"),
    ("Digitalisasi pasar", "Digitalisasi sekolah"),
    ("Smart City", "Smart Village"),
    ("Pengembangan sistem informasi kesehatan daerah", "Pengembangan sistem informasi pendidikan daerah"),
    ("Pasar Terang: Transaksi dan Retribusi Nontunai di Empat Pasar", "QRIS Retribusi Pasar Legi Baru"),
    ("Kota lama Paseban memiliki 63 bangunan cagar budaya yang masih dihuni dan terawat.", "Kota lama"),
]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_what_says_the_same_in_other_words_is_near(one: str, other: str) -> None:
    assert found(other, swot(one)) == ["sw-1"]
    assert found(one, swot(other)) == ["sw-1"]


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_only_sounds_alike_is_not(one: str, other: str) -> None:
    assert found(other, swot(one)) == []
    assert found(one, swot(other)) == []


@pytest.mark.parametrize("typed", ["", "  ", "?!", "Internet", "di", "belum", "yang di", "Internet -"])
def test_less_than_two_words_are_near_to_nothing(typed: str) -> None:
    assert found(typed, swot("Internet", "Internet belum merata", "di", "yang belum")) == []


def test_the_nearest_come_first_and_only_those_that_count() -> None:
    typed = "Internet desa belum merata"
    entries = swot(f"{typed} dan mahal", "Sampah di pasar", typed)
    assert found(typed, entries) == ["sw-3", "sw-1"]
    assert found(typed, entries, most=1) == ["sw-3"]
    assert found(typed, entries, but="sw-3") == ["sw-1"]
    gone = swot("Internet desa belum merata", withdrawn="ditarik")
    gone |= swot("Internet desa belum merata", start=2, merged_into="sw-9")
    assert found("Internet desa belum merata", gone) == []


def test_another_quadrant_is_told_after_the_own_one() -> None:
    entries = swot("Internet desa lambat", quadrant="threat")
    entries |= swot("Internet desa yang lambat sekali", "Internet desa lambat", start=2)
    near = Known(entries).near("Internet desa lambat", quadrant="weakness")
    assert [(one.entry.id, one.elsewhere) for one in near] == [
        ("sw-3", False),
        ("sw-2", False),
        ("sw-1", True),
    ]
    assert not any(one.elsewhere for one in Known(entries).near("Internet desa lambat"))


def test_what_changes_in_the_session_is_known_after_an_update() -> None:
    entries = swot("Internet desa lambat", "Sampah pasar menumpuk")
    known = Known(entries)
    del entries["sw-1"]
    entries |= swot("Pegawai TIK kurang", "Jalan rusak parah", start=2)
    known.update(entries)
    for typed, ids in (
        ("Internet desa lambat", []), ("Sampah pasar menumpuk", []), ("Pegawai TIK", ["sw-2"]), ("Jalan rusak parah", ["sw-3"]),
    ):  # fmt: skip
        assert [one.entry.id for one in known.near(typed)] == ids


@pytest.mark.parametrize(
    "name", ["kota-contoh", "bontang-2019", "dumai-2022", "batam-2022", "tanjungpinang-2019"]
)
def test_in_the_samples_every_entry_is_near_to_itself_alone(name: str) -> None:
    path = resources.sample_session(name)
    session: Session = store.parse(path.read_bytes(), path).session
    for kind in ("swot", "program", "issue", "gap", "strategy"):
        known = Known(session.entries(kind))
        for id, entry in session.entries(kind).items():
            typed = getattr(entry, "text", None) or entry.name
            assert {one.entry.id for one in known.near(typed)} <= {id}
    assert duplicates.overlapping(session.program.values()) == []


# Programs -----------------------------------------------------------------------------------------------------------


def names(groups: list[duplicates.Overlap]) -> list[list[str]]:
    return [[one.id for one in group.programs] for group in groups]


def test_programs_of_several_agencies_that_are_nearly_the_same_are_groups() -> None:
    given_programs = programs(
        ("Command center kota", "DISKOMINFO"),
        ("Bank sampah digital", "DLH"),
        ("Pembangunan Command Center", "BPBD"),
        ("Bank Sampah Digital Warga", "DINSOS"),
        ("Wisata religi", "DISPAR"),
        ("Command Center Terpadu", None),
    )
    groups = duplicates.overlapping(given_programs)
    assert names(groups) == [["pr-1", "pr-3", "pr-6"], ["pr-2", "pr-4"]]
    assert all(duplicates.NEAR <= group.similarity <= 100 for group in groups)


def test_the_programs_of_one_agency_are_no_overlap() -> None:
    assert duplicates.overlapping(programs(("Satu Data", "BAPPEDA"), ("Satu Data Kota", "BAPPEDA"))) == []
    proposed = [
        Program(id=f"pr-{n}", name="Satu Data Kota", horizon="long", source=source, added=NOW)
        for n, source in enumerate(("BAPPEDA", "BAPPEDA", "DINKES"))
    ]
    assert names(duplicates.overlapping(proposed[:2])) == []
    assert names(duplicates.overlapping(proposed)) == [["pr-0", "pr-1", "pr-2"]]


def test_programs_that_do_not_count_are_no_overlap() -> None:
    both = [("Satu Data", "BAPPEDA"), ("Satu Data", "DINKES")]
    assert names(duplicates.overlapping(programs(*both))) == [["pr-1", "pr-2"]]
    assert duplicates.overlapping(programs(*both, status="dropped")) == []
    assert duplicates.overlapping(programs(*both, withdrawn="ditarik")) == []


def test_names_of_one_word_are_compared_as_a_whole() -> None:
    assert names(duplicates.overlapping(programs(("Kesehatan", "A"), ("Program Kesehatan", "B"), ("Kesehatan ibu dan anak", "C")))) == [["pr-1", "pr-2"]]  # fmt: skip


# Whatever comes -----------------------------------------------------------------------------------------------------

_TEXTS = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from(["internet", "desa", "belum", "data", "penduduk", "di", "sampah"])).map(
        " ".join
    ),
    st.sampled_from([*hostile_text.STRINGS.values(), hostile_text.SURROGATE]),
)


@given(st.lists(_TEXTS, max_size=8), _TEXTS)
def test_nothing_fails_and_similarity_is_within_its_bounds(texts: list[str], typed: str) -> None:
    known = Known(swot(*texts))
    for one in known.near(typed):
        assert duplicates.NEAR <= one.similarity <= 100
    for text in texts:
        if len(duplicates.subject(text)) > 1:
            assert known.near(text, most=99)
    duplicates.overlapping(programs(*((text or "x", text[:1] or None) for text in texts)))


@given(st.lists(_TEXTS, min_size=2, max_size=8))
def test_knowing_by_and_by_is_knowing_at_once(texts: list[str]) -> None:
    entries = swot(*texts)
    known = Known(swot(*reversed(texts)))
    known.update({})
    for number in range(len(entries) + 1):
        known.update(dict(list(entries.items())[:number]))
    at_once = Known(entries)
    for text in texts:
        assert {one.entry.id for one in known.near(text, most=99)} == {
            one.entry.id for one in at_once.near(text, most=99)
        }
