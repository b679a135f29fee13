"""`bimtek codes`: lists of program codes taken in, kept with their decree, searched; and hostile ones refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from support.workbooks import cells, sheet, styles, xlsx

DECREE = "900.1.15.5-3406/2024"
HEAD = "Kode;Nomenklatur Urusan Kabupaten/Kota;Kinerja;Indikator;Satuan\n"
CITY = "2.16.03.2.02.0035;Ekosistem kota cerdas;Terselenggaranya;Jumlah dokumen;Dokumen\n"
SUPPORT = "X.XX.01.2.06.0001;Penyediaan komponen listrik;;Jumlah paket;Paket\n"


def write(folder: Path, rows: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    file = folder / "kode.csv"
    file.write_bytes((head + rows).encode(encoding))
    return file


def kept() -> list[Path]:
    return sorted(Path(os.environ["BIMTEK_DATA"]).rglob("*.*"))


def test_a_list_is_kept_with_its_decree_found_by_text_and_replaced(bimtek: Run, tmp_path: Path) -> None:
    file = write(
        tmp_path, "1;2;3;4;5\n2;URUSAN;;;\n2.16;KOMINFO;;;\n2.16.03;PROGRAM APTIKA;;;\n" + CITY + SUPPORT
    )
    assert "No list of codes is kept here" in bimtek("codes").stdout
    done = bimtek("codes", "import", file, "--decree", DECREE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 codes of Kepmendagri Nomor 900.1.15.5-3406 Tahun 2024 are kept" in done.stdout
    assert "2 rows are a whole urusan or bidang urusan" in done.stdout
    found = bimtek("codes", "find", "CERDAS", "kota").stdout.splitlines()
    assert found[1:] == ["  2.16.03.2.02.0035  Ekosistem kota cerdas (Jumlah dokumen · Dokumen)"]
    write(tmp_path, SUPPORT)
    spelled = "Kepmendagri Nomor 900.1.15.5–3406 Tahun 2024"
    assert bimtek("codes", "import", file, "--decree", spelled).returncode == 0
    assert len(kept()) == 1
    assert "1 code, taken in on" in bimtek("codes").stdout
    gone = bimtek("codes", "find", "cerdas")
    assert (gone.returncode, gone.stdout) == (1, "")
    assert "no code has “cerdas”" in gone.stderr


def test_check_uses_the_list_of_the_session_s_decree_and_says_where_there_is_none(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    without = bimtek("check", sample)
    assert without.returncode == 0
    assert without.stdout.count("is not kept on this machine") == 1
    assert bimtek("check", sample, "--format", "json").stdout.strip() == "[]"
    assert bimtek("check", sample, "--format", "github").stdout.strip() in (
        "",
        without.stdout.splitlines()[0],
    )
    bimtek("codes", "import", write(tmp_path, CITY), "--decree", DECREE)
    done = bimtek("check", sample)
    assert done.returncode == 1
    assert "code-not-listed" in done.stdout
    assert "2.16.03.2.02.0035" not in done.stdout
    assert "is not kept on this machine" not in done.stdout
    (kept_file,) = kept()
    kept_file.write_bytes(b'{"decree": 1')
    damaged = bimtek("check", sample)
    assert damaged.returncode == 0
    assert f"{kept_file}: this list of codes can't be read any more" in damaged.stdout


FAULTY = {
    "a part too short": (
        "2.16.3.2.02.0035;Nama;;;\n",
        "row 2, column A: in the code “2.16.3.2.02.0035” the program",
    ),
    "digits of another decree": ("2.16.03.2.02.09;Nama;;;\n", "row 2, column A: the sub-kegiatan"),
    "no name": ("2.16.03.2.02.0035;;x;;\n", "row 2, column B: the code has no name"),
    "another name": (
        CITY + "2.16.03.2.02.0035;Lain;;;\n",
        "row 3, column A: 2.16.03.2.02.0035 is “Lain” here",
    ),
    "a formula": ('"=HYPERLINK(""http://x"")";Nama;;;\n', "row 2, column A: in the code “=HYPERLINK("),
    "a long text": (f"2.16.03.2.02.0035;{'x' * 1001};;;\n", "row 2, column B: the name"),
    "digits that are none here": ("２.16.03;Nama;;;\n", "row 2, column A: in the code"),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_faulty_row_is_told_with_its_place_and_nothing_is_taken_in(
    case: str, bimtek: Run, tmp_path: Path
) -> None:
    rows, said = FAULTY[case]
    done = bimtek("codes", "import", write(tmp_path, rows), "--decree", DECREE)
    assert done.returncode == 1
    assert said in done.stdout
    assert "nothing was taken in: 1 row of" in done.stderr
    assert not kept()


def test_good_codes_are_taken_in_beside_faulty_ones_only_when_that_is_said(
    bimtek: Run, tmp_path: Path
) -> None:
    file = write(tmp_path, CITY + "2.16.3;Salah;;;\n")
    assert (
        "take in the good ones (1) with --yes" in bimtek("codes", "import", file, "--decree", DECREE).stderr
    )
    done = bimtek("codes", "import", file, "--decree", DECREE, "--yes")
    assert done.returncode == 1
    assert "1 code of Kepmendagri" in done.stdout
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--decree", ""), "say of which decree the codes are"),
        ((), "say of which decree the codes are"),
        (("--decree", DECREE, "--sheet", "A"), "is no workbook"),
    ],
)
def test_what_the_list_is_of_has_to_be_said(
    words: tuple[str, ...], said: str, bimtek: Run, tmp_path: Path
) -> None:
    done = bimtek("codes", "import", write(tmp_path, CITY), *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not kept()


def test_the_name_of_the_file_may_say_the_decree_and_a_new_one_is_kept_under_its_own_name(
    bimtek: Run, tmp_path: Path
) -> None:
    named = tmp_path / "Kepmendagri 050-5889 Tahun 2021.csv"
    named.write_text(HEAD + "2.16.03.2.02.09;Kota cerdas;;;\n", "utf-8")
    assert "1 code of Kepmendagri Nomor 050-5889 Tahun 2021" in bimtek("codes", "import", named).stdout
    new = bimtek("codes", "import", write(tmp_path, CITY), "--decree", "Kepmendagri ../../9 Tahun 2031")
    assert new.returncode == 0
    assert "is none of the decrees that are known here" in new.stdout
    assert {file.parent.name for file in kept()} == {"codes"}
    assert len(bimtek("codes").stdout.splitlines()) == 2


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_list_in_another_encoding_is_read(encoding: str, bimtek: Run, tmp_path: Path) -> None:
    file = write(tmp_path, CITY.replace("kota", "kôta"), encoding=encoding)
    assert bimtek("codes", "import", file, "--decree", DECREE).returncode == 0
    assert "Ekosistem kôta cerdas" in bimtek("codes", "find", "kota cerdas").stdout


def test_a_code_in_parts_and_cells_that_hold_numbers_are_read_as_they_are_shown(
    bimtek: Run, tmp_path: Path
) -> None:
    rows = (
        cells(1, "KODE", None, None, None, None, "NOMENKLATUR", "SATUAN")
        + cells(2, "URUSAN", "BIDANG URUSAN", "PROGRAM", "KEGIATAN", "SUB KEGIATAN")
        + cells(3, 2, (16, 1), ("3", 1), "2.02", "0035", "Kota cerdas", "Dokumen")
    )
    xlsx(tmp_path / "kode.xlsx", sheet(rows, ["A1:E1"]), extra=styles("00"))
    done = bimtek("codes", "import", "kode.xlsx", "--decree", DECREE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "  2.16.03.2.02.0035  Kota cerdas (Dokumen)" in bimtek("codes", "find", "2.16").stdout


def test_an_error_and_a_formula_without_a_value_in_a_workbook_are_told(bimtek: Run, tmp_path: Path) -> None:
    rows = (
        cells(1, "Kode", "Nomenklatur", "Satuan")
        + cells(2, "2.16.03", "#DIV/0!", "Dokumen")
        + cells(3, "2.16.04", "Nama", "<f>A1</f>")
    )
    xlsx(tmp_path / "kode.xlsx", rows)
    done = bimtek("codes", "import", "kode.xlsx", "--decree", DECREE)
    assert done.returncode == 1
    assert "row 2, column B: an error stands here instead of a value (#DIV/0!)" in done.stdout
    assert "a formula without a value" in done.stdout
    assert not kept()


HOSTILE = {
    "no heading": ("a;b\n1;2\n", "no column for code, name"),
    "nothing": ("", "holds no table"),
    "binary": ("\0\1\2" * 100, "is no table"),
    "no code": (HEAD + ";Nama;;;\n", "no row has a code"),
    "a quotation mark": (HEAD + '2.16.03;"Nama\n', "a quotation mark is not closed"),
    "a web page": ("<html><table><tr><td>Kode</td></tr></table>", "is a web page"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_list_is_one_sentence(case: str, bimtek: Run, tmp_path: Path) -> None:
    content, said = HOSTILE[case]
    done = bimtek("codes", "import", write(tmp_path, content, ""), "--decree", DECREE)
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not kept()


def test_a_huge_list_is_refused_and_fills_no_memory(bimtek: Run, tmp_path: Path) -> None:
    rows = "".join(f"2.16.03.2.02.{number:04};{'x' * 900};;{'x' * 900};\n" for number in range(9_999))
    limit: dict[str, Any] = {}
    if sys.platform == "linux":  # only Linux keeps to a limit on memory
        import resource  # there is none on Windows

        limit["preexec_fn"] = lambda: resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))
    done = bimtek("codes", "import", write(tmp_path, rows), "--decree", DECREE, **limit)
    assert done.returncode == 2
    assert "its texts have more than 10000000 letters" in done.stderr
    long = write(tmp_path, "2.16.03;Nama;;;\n" * 20_010)
    assert "more than 20000 rows" in bimtek("codes", "import", long, "--decree", DECREE, **limit).stderr
    assert not kept()


def test_a_folder_that_cannot_be_written_is_said(
    bimtek: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("x")
    done = bimtek(
        "codes",
        "import",
        write(tmp_path, CITY),
        "--decree",
        DECREE,
        env={"BIMTEK_DATA": str(tmp_path / "berkas")},
    )
    assert done.returncode == 2
    assert "can't be made" in done.stderr
