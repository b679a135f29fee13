"""Codes of programs: their parts and levels, decrees however they are spelled, and finding codes in a list."""

from __future__ import annotations

import datetime as dt

import pytest

from bimtek_tui.errors import Refused
from bimtek_tui.model import program_codes
from bimtek_tui.model.program_codes import CodeList, ListedCode


@pytest.mark.parametrize(
    ("written", "level", "region", "digits"),
    [
        ("2", "urusan", "", 0),
        ("2.16", "bidang", "", 0),
        ("2.16.03", "program", "", 0),
        ("2.16.03.2.02", "kegiatan", "2", 0),
        ("2.16.03.1.02.0035", "sub-kegiatan", "1", 4),
        ("2.16.03.2.02.09", "sub-kegiatan", "2", 2),
        ("X.XX.01.2.06.0001", "sub-kegiatan", "2", 4),
    ],
)
def test_a_code_says_its_level_and_kind_of_region(written: str, level: str, region: str, digits: int) -> None:
    code = program_codes.read(written)
    assert (str(code), code.level, code.region, code.digits) == (written, level, region, digits)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2.",
        "0.16.03",
        "2.6.03",
        "2.16.03.2",
        "2.16.03.0.02",
        "2.16.03.2.2",
        "2.16.03.2.02.035",
        "2,16,03",
        "٢.16.03",
        "2.16.03 ",
        "2.XX.01",
        "X.16.01",
        "2.16.03.2.02.0035.1",
        "2." * 9999,
    ],
)
def test_what_is_no_code_is_refused_in_one_sentence(written: str) -> None:
    with pytest.raises(Refused) as refused:
        program_codes.read(written)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    "written",
    [
        "Kepmendagri Nomor 900.1.15.5-3406 Tahun 2024",
        "900.1.15.5-3406/2024",
        "Keputusan Menteri Dalam Negeri No. 900.1.15.5 – 3406 Tahun 2024 tentang Hasil Verifikasi",
        "Kepmendagri 900.1.15.5-3406 Tahun 2024.",
    ],
)
def test_a_decree_is_known_by_its_number_and_year(written: str) -> None:
    known = program_codes.decree(written)
    assert known is not None
    assert (known.year, known.digits) == (2024, 4)
    assert program_codes.decree_key(written) == "900.1.15.5-3406/2024"


@pytest.mark.parametrize(
    "written",
    ["", "Kepmendagri 900.1.15.5-3406 Tahun 2023", "Kepmendagri 3406 Tahun 2024", "Perda 9 Tahun 2019"],
)
def test_another_decree_is_none_of_the_known_ones(written: str) -> None:
    assert program_codes.decree(written) is None


CODES = CodeList(
    "900.1.15.5-3406/2024",
    dt.date(2026, 6, 13),
    "kode.csv",
    (
        ListedCode("2.16.03", "PROGRAM PENGELOLAAN APLIKASI INFORMATIKA"),
        ListedCode("2.16.03.1.02.0035", "Ekosistem provinsi cerdas"),
        ListedCode("2.16.03.2.02.0035", "Ekosistem kabupaten/kota cerdas"),
        ListedCode("2.16.03.2.02", "Pengelolaan e-government kota"),
    ),
)


@pytest.mark.parametrize(
    ("words", "region", "codes"),
    [
        ("cerdas EKOSISTEM", "", ["2.16.03.1.02.0035", "2.16.03.2.02.0035"]),
        ("cerdas", "2", ["2.16.03.2.02.0035"]),
        ("2.16.03.2", "", ["2.16.03.2.02.0035", "2.16.03.2.02"]),
        ("2.16.03", "1", ["2.16.03.1.02.0035", "2.16.03"]),
        ("laut", "", []),
    ],
)
def test_codes_are_found_by_words_or_digits_the_narrowest_first(
    words: str, region: str, codes: list[str]
) -> None:
    assert [listed.code for listed in CODES.find(words, region)] == codes
