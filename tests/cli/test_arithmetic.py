"""`bimtek arithmetic`: tables of others from CSV and workbooks, findings with file and row, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from support.workbooks import cells, xlsx

TABLE = """EFAS Kota Contoh;;;;
No;Faktor strategis eksternal;Bobot;Rating;Skor (bobot x rating)
1;Hibah;0,60;4;{score}
2;Banjir rob;0,40;2;0,80
Jumlah;;1,00;;3,20
"""


def test_a_table_that_adds_up_is_fine(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "efas.csv").write_text(TABLE.format(score="2,40"), encoding="utf-8")
    run = bimtek("arithmetic", "efas.csv")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "efas.csv: 2 scores and 1 total checked; everything adds up\n"


def test_slips_are_told_with_file_and_row_in_both_languages(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "efas.csv").write_bytes(TABLE.format(score="2,04").encode("cp1252"))
    run = bimtek("arithmetic", "efas.csv")
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "efas.csv, row 3: Hibah: the score 2,04 is not 0,60 x 4 = 2,40",
        "efas.csv, row 5: Jumlah: the score 3,20 is not the sum of rows 3 to 4, 2,84",
        "efas.csv: 2 scores and 1 total checked; 2 things do not add up",
    ]
    assert bimtek("arithmetic", "efas.csv", "--lang", "id").returncode == 1


def test_what_can_mean_two_numbers_is_asked_about_and_can_be_answered(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("faktor,bobot,rating,skor\na,1,1.500,1.500\n", encoding="utf-8")
    run = bimtek("arithmetic", "t.csv")
    assert run.returncode == 1
    assert "t.csv, row 2: rating “1.500” can mean 1500 or 1,500" in run.stdout
    run = bimtek("arithmetic", "t.csv", "--decimal", "point")
    assert (run.returncode, run.stdout) == (0, "t.csv: 1 score and 0 totals checked; everything adds up\n")


def test_a_workbook_is_read_by_sheet(bimtek: Run, tmp_path: Path) -> None:
    xlsx(
        tmp_path / "swot.xlsx",
        cells(1, "Faktor", "Bobot", "Rating", "Skor") + cells(2, "a", 1, 3, 3),
        cells(1, "Rating", "Skor", "Faktor", "Bobot")
        + cells(2, 4, 2.3, "Hibah", 0.6)
        + cells(3, 2, 0.8, "Rob", 0.4),
    )
    assert bimtek("arithmetic", "swot.xlsx", "--sheet", "Lembar1").returncode == 0
    run = bimtek("arithmetic", "swot.xlsx")  # all sheets that hold such a table
    assert run.returncode == 1
    assert "Lembar1" in run.stdout
    run = bimtek("arithmetic", "swot.xlsx", "--sheet", "Lembar2")
    assert run.returncode == 1
    assert "swot.xlsx (Lembar2), row 2: Hibah: the score 2,3 is not 0,6 x 4 = 2,40" in run.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("faktor;bobot\na;1\n", "t.csv, row 1: no column for rating and score"),
        ("", "holds no table"),
        (None, "t.csv does not exist"),
    ],
)
def test_a_file_that_is_no_such_table_is_one_sentence(
    bimtek: Run, tmp_path: Path, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    run = bimtek("arithmetic", "t.csv")
    assert run.returncode == 2
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert run.stdout == ""


def test_a_table_in_which_nothing_can_be_checked_does_not_pass(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "ifas.csv").write_text("Faktor;Bobot;Rating;Skor\n", encoding="utf-8")
    done = bimtek("arithmetic", "ifas.csv")
    assert done.returncode == 2
    assert done.stderr.startswith("ifas.csv: ")
    assert done.stdout == ""


HEAD = "No;Faktor;Bobot;Rating;Skor\n"


@pytest.mark.parametrize(
    "table",
    [
        "1;Jumlah penduduk besar;0,5;4;2,0\n2;Total SDM sedikit;0,5;2;1,0\n;Jumlah;1,0;;3,0\n",
        "1;a;0,5;4;2,0\n2;b;0,5;2;1,0\n;Jumlah;1,0;6;3,0\n",  # the ratings added up as well
        "1;a;0,5;4;2,0\n2;b;0,5;2;1,0\n;Total Skor IFAS;1,0;6;3,0\n",
        "(1);(2);(3);(4);(5) = (3) x (4)\n1;a;1;4;4\n;Total;1;;4\n",
        "1;2;3;4;5=3x4\n1;a;1;4;4\n;Total;1;;4\n",
        "1;a;0,5;–2;—1,0\n2;b;0,5;( 2 );(1,0)\n;Jumlah;1,0;;-2,0\n",
        "1;a;50%;4;2,0\n2;b;50 %;2;1,0\n;Jumlah;100%;;3,0\n",
        "1;a;0,5;4;2,0\n;Sub total S;0,5;;2,0\n2;b;0,5;2;1,0\n;Sub total W;0,5;;1,0\n;S - W;;;1,0\n;Jumlah;1,0;;3,0\n",
        "1;a;0,5;4;2,0\n;Sub total;0,5;;2,0\n2;b;0,5;2;1,0\n;Sub total;0,5;;1,0\n;Kekuatan – Kelemahan;;;1,0\n;Rata-rata;0,5;3;1,5\n",
        "1;a;0,4;4;1,6\n2;b;0,6;2;1,2\n;Total;1;;2,8\nNo;Skor;Rating;Bobot;Faktor\n1;2,0;4;0,5;c\n2;1,0;2;0,5;d\n;3,0;;1;Jumlah\n",
    ],
)
def test_tables_as_theses_and_offices_write_them_have_no_slip(
    bimtek: Run, tmp_path: Path, table: str
) -> None:
    (tmp_path / "t.csv").write_text(HEAD + table, encoding="utf-8")
    run = bimtek("arithmetic", "t.csv")
    assert (run.returncode, run.stdout.count("everything adds up")) == (0, 1), run.stdout


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("1;Jumlah penduduk besar;0,5;4;2,5\n2;b;0,5;2;1,0\n;Jumlah;1,0;;3,5\n", 2),
        ("1;a;0,5;−2;1,0\n2;b;0,5;2;1,0\n;Jumlah;1,0;;2,0\n", 2),
        ("1;a;0,5;4;2,0\n;Sub total;0,5;;2,0\n2;b;0,5;2;1,0\n;Sub total;0,5;;1,0\n;Selisih;;;1,5\n", 6),
        ("1;a;1;4;4\n;Total;1;;4\n" + HEAD + "1;c;1;3;4\n;Total;1;;4\n", 5),
    ],
)
def test_a_real_slip_among_such_rows_is_named(bimtek: Run, tmp_path: Path, table: str, row: int) -> None:
    (tmp_path / "t.csv").write_text(HEAD + table, encoding="utf-8")
    run = bimtek("arithmetic", "t.csv")
    assert run.returncode == 1
    assert f"t.csv, row {row}: " in run.stdout
