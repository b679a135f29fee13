"""`bimtek import`, `export` and `form` as commands: preview, good rows and faulty ones, every other byte untouched."""

from __future__ import annotations

import tomllib
from pathlib import Path

from conftest import Run
from support.workbooks import cells, xlsx

from bimtek_tui.store.lock import Lock

TABLE = "Nama program;Jangka;OPD;Anggaran\nPasar Malam Digital;pendek;DISKOMINFO;Rp 1,5 miliar\n"


def test_import_adds_what_is_new_and_touches_no_other_byte(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "usulan.csv").write_bytes(TABLE.encode("cp1252"))
    before = sample.read_bytes()
    dry = bimtek("import", sample, "usulan.csv", "--kind", "program", "--dry-run")
    assert (dry.returncode, sample.read_bytes()) == (0, before)
    assert "1 row: 1 new, 0 changed" in dry.stdout
    asked = bimtek("import", sample, "usulan.csv", "--kind", "program")
    assert (asked.returncode, sample.read_bytes()) == (1, before)
    assert "nothing was taken in; add --yes to do it" in asked.stderr
    done = bimtek("import", sample, "usulan.csv", "--kind", "program", "--yes")
    assert done.returncode == 0, done.stderr
    after = sample.read_bytes()
    programs = tomllib.loads(after.decode())["program"]
    assert (programs[-1]["name"], programs[-1]["budget_idr"]) == ("Pasar Malam Digital", 1_500_000_000)
    start = after.index(f"# {programs[-1]['id']}\n".encode())
    end = after.index(b"\n\n", start) + 2
    assert after[:start] + after[end:] == before
    again = bimtek("import", sample, "usulan.csv", "--kind", "program", "--yes")
    assert (again.returncode, sample.read_bytes()) == (0, after)
    assert "There is nothing to take in" in again.stdout
    assert bimtek("check", sample).returncode == 0


def faulty_table(folder: Path) -> None:
    xlsx(
        folder / "usulan.xlsx",
        cells(1, "Nama program", "Jangka", "Anggaran")
        + cells(2, "A", "pendek", 100)
        + cells(3, "B", "kapan-kapan", "1.5")
        + cells(4, "C", "", 300),
    )


def programs(sample: Path) -> list[tuple[str, str]]:
    return [(one["name"], one["horizon"]) for one in tomllib.loads(sample.read_text("utf-8"))["program"]]


def test_good_rows_go_in_and_faulty_ones_are_listed_with_their_question(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    faulty_table(tmp_path)
    before = programs(sample)
    done = bimtek("import", sample, "usulan.xlsx", "--kind", "program", "--yes")
    assert (done.returncode, programs(sample)) == (1, [*before, ("A", "short")])
    assert "row 3, column B (Jangka): “kapan-kapan” is no value of “Horizon”" in done.stdout
    assert "row 3, column C (Anggaran)" in done.stdout
    assert "row 4, column B (Jangka): “Horizon” is missing" in done.stdout
    assert "Taken in, and saved in" in done.stdout
    assert "2 rows of usulan.xlsx stay out; mend them there, or answer with --set" in done.stderr
    again = bimtek("import", sample, "usulan.xlsx", "--kind", "program", "--yes")
    assert (again.returncode, len(programs(sample))) == (1, len(before) + 1)
    assert "Nothing was taken in." in again.stdout


def test_all_or_nothing_when_that_is_wanted(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    faulty_table(tmp_path)
    before = sample.read_bytes()
    done = bimtek("import", sample, "usulan.xlsx", "--kind", "program", "--yes", "--all")
    assert (done.returncode, sample.read_bytes()) == (1, before)
    assert "3 things are wrong in usulan.xlsx" in done.stderr
    (tmp_path / "usulan.csv").write_text(TABLE)
    assert bimtek("import", sample, "usulan.csv", "--kind", "program", "--all").returncode == 0
    assert programs(sample)[-1] == ("Pasar Malam Digital", "short")


def test_one_answer_for_all_rows_fills_what_is_empty_or_unreadable_and_nothing_else(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    faulty_table(tmp_path)
    before = programs(sample)
    how = ("--kind", "program", "--set", "jangka=panjang", "--set", "budget_idr=2 juta", "--yes")
    done = bimtek("import", sample, "usulan.xlsx", *how)
    assert done.returncode == 0, done.stdout
    assert "rows without Horizon get: panjang" in done.stdout
    assert programs(sample) == [*before, ("A", "short"), ("B", "long"), ("C", "long")]
    amounts = [one["budget_idr"] for one in tomllib.loads(sample.read_text("utf-8"))["program"]]
    assert amounts[-3:] == [100, 2_000_000, 300]
    for given, sentence in (
        ("horizn=short", "did you mean “horizon”"),
        ("horizon=soon", "Horizon: “soon” is no value of “Horizon”; take one of: Short term"),
        ("name=Sama", "there is no column “Sama”; the columns are A “Nama program”"),
        ("horizon", "write it as KEY=VALUE"),
        ("horizon=", "an answer for all rows can't be empty"),
    ):
        wrong = bimtek("import", sample, "usulan.xlsx", "--kind", "program", "--set", given, "--dry-run")
        assert (wrong.returncode, sentence in wrong.stderr) == (2, True), wrong.stderr


def test_which_column_holds_the_names_is_one_question_with_its_answer(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    (tmp_path / "usulan.csv").write_text("Rencana Aksi;Tenggat Waktu;Jangka\nA;2027;pendek\nB;2028;panjang\n")
    (tmp_path / "asing.csv").write_text("Rencana Aksi;Urusan\nC;Kominfo\n")
    before = programs(sample)
    asked = bimtek("import", sample, "usulan.csv", "--kind", "program", "--yes")
    assert (asked.returncode, programs(sample)) == (1, before)
    question = "no column is known to hold “Name”, and every row needs it; it is one of these: A “Rencana Aksi”, B “Tenggat Waktu”; say it with --set name=A|B"
    assert question in asked.stdout
    assert "“Name” is missing" not in asked.stdout  # in each row once more
    for given in ("name=A", "name=rencana aksi"):
        shown = bimtek("import", sample, "usulan.csv", "--kind", "program", "--set", given, "--dry-run")
        assert (shown.returncode, "2 rows: 2 new" in shown.stdout) == (0, True), shown.stdout
    how = ("--kind", "program", "--set", "name=Rencana Aksi", "--set", "horizon=short", "--yes")
    assert bimtek("import", sample, "usulan.csv", "asing.csv", *how).returncode == 0
    assert programs(sample) == [*before, ("A", "short"), ("B", "long"), ("C", "short")]
    wrong = bimtek("import", sample, "asing.csv", "--kind", "program", "--set", "name=Z", "--dry-run")
    assert "there is no column “Z”; the columns are A “Rencana Aksi”, B “Urusan”" in wrong.stderr


def test_the_unit_of_amounts_is_answered_for_the_column(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "usulan.csv").write_text(
        "Program;Jangka;Anggaran (Rp juta)\nA;pendek;1500000000\nB;pendek;250\nC;pendek;Rp 3 miliar\n"
    )
    (tmp_path / "asing.csv").write_text("Program;Jangka;Anggaran (USD)\nD;pendek;40\n")
    asked = bimtek("import", sample, "usulan.csv", "--kind", "program", "--dry-run")
    assert "else write the amount with its unit; say it with --set budget_idr=rupiah" in asked.stdout
    asked = bimtek("import", sample, "asing.csv", "--kind", "program", "--dry-run")
    assert "say it with --set budget_idr=rupiah|ribu|juta|miliar|triliun" in asked.stdout
    for file, unit in (("usulan.csv", "rupiah"), ("asing.csv", "Rp juta")):
        how = ("--kind", "program", "--set", f"budget_idr={unit}", "--yes")
        done = bimtek("import", sample, file, *how)
        assert done.returncode == 0, done.stdout
    amounts = [one.get("budget_idr") for one in tomllib.loads(sample.read_text("utf-8"))["program"]]
    assert amounts[-4:] == [1_500_000_000, 250_000_000, 3_000_000_000, 40_000_000]


def test_what_many_rows_lack_is_one_question_with_its_answers(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    rows = "".join(f"Program baru {number};DISKOMINFO\n" for number in range(8))
    (tmp_path / "usulan.csv").write_text(f"Program;OPD\n{rows}")
    question = (
        "8 rows (2–9): “Horizon” is missing; every program needs it; one answer for all rows: "
        "--set horizon=short|medium|long (Short term, Medium term, Long term)\n"
    )
    before = programs(sample)
    for how in ("--dry-run", "--kind=program", "--yes"):
        done = bimtek("import", sample, "usulan.csv", "--kind", "program", how)
        assert (done.returncode, programs(sample)) == (1, before)
        assert (question in done.stdout, done.stdout.count("is missing")) == (True, 1), done.stdout
        assert "answer with --set horizon=short|medium|long" in done.stderr
        assert "add --yes" not in done.stderr  # that would take nothing in
    (tmp_path / "lain.csv").write_text("Program;Jangka\nLain;lama\nBaik;pendek\nLagi;lama\n")
    done = bimtek("import", sample, "usulan.csv", "lain.csv", "--kind", "program", "--dry-run")
    assert f"usulan.csv, {question}" in done.stdout
    assert "lain.csv, 2 rows (2, 4), column B (Jangka): “lama” is no value of “Horizon”" in done.stdout
    how_all = ("--kind", "program", "--set", "horizon=short", "--yes")
    assert bimtek("import", sample, "usulan.csv", "lain.csv", *how_all).returncode == 0
    assert [horizon for _name, horizon in programs(sample)[len(before) :]] == ["short"] * 11


def test_a_question_is_one_for_a_folder_and_for_a_table_as_a_whole(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "formulir"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.csv").write_text(f"Program;OPD\nA {number};DINKES\nB {number};DINKES\n")
    done = bimtek("import", sample, folder, "--kind", "program", "--dry-run")
    assert "\n6 rows in 3 files (0.csv, …): “Horizon” is missing" in done.stdout
    assert done.stdout.count("is missing") == 1
    (tmp_path / "pagu.csv").write_text("Program;Jangka;Pagu 2026;Pagu 2027\nA;pendek;1000000;2000000\n")
    done = bimtek("import", sample, "pagu.csv", "--kind", "program", "--dry-run")
    assert "hold the amounts for 2026 and 2027" in done.stdout
    assert "one answer for all rows: --set funding=apbd|" in done.stdout
    done = bimtek("import", sample, "pagu.csv", "--kind", "program", "--set", "funding=csr", "--dry-run")
    assert (done.returncode, "budget of 2026" in done.stdout) == (0, True)


def test_an_answer_for_all_rows_is_offered_only_where_it_helps(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    (tmp_path / "usulan.csv").write_text(
        "Program;Jangka;Dimensi;Sub dimensi\nA;pendek;Smart Economy;Pariwisata\nB;pendek;Smart Economy;Pariwisata\n"
    )
    done = bimtek("import", sample, "usulan.csv", "--kind", "program", "--dry-run")
    assert (done.returncode, "2 rows (2–3), column" in done.stdout, "--set" in done.stdout) == (
        1,
        True,
        False,
    )


def test_a_session_that_is_open_elsewhere_is_left_alone(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "usulan.csv").write_text(TABLE)
    lock = Lock(sample)
    assert lock.acquire()
    try:
        before = sample.read_bytes()
        done = bimtek("import", sample, "usulan.csv", "--kind", "program", "--yes")
    finally:
        lock.release()
    assert (done.returncode, sample.read_bytes()) == (2, before)
    assert "Traceback" not in done.stderr


def test_export_and_back_is_the_same_file(bimtek: Run, sample: Path) -> None:
    before = sample.read_bytes()
    made = bimtek("export", sample, "--kind", "program", "--out", "program.csv")
    assert made.returncode == 0, made.stderr
    again = bimtek("export", sample, "--kind", "program", "--out", "program.csv")
    assert again.returncode == 2
    assert "overwrite it with --force" in again.stderr
    done = bimtek("import", sample, "program.csv", "--kind", "program", "--yes")
    assert (done.returncode, sample.read_bytes()) == (0, before)


def test_a_form_is_written_to_standard_output_as_excel_reads_it(bimtek: Run) -> None:
    made = bimtek("form", "swot", encoding=None, errors=None)
    assert made.stdout.startswith("\ufeff".encode())  # type: ignore[arg-type]
    assert b'"EXAMPLE";"Strength"' in made.stdout  # type: ignore[operator]


def test_forms_for_each_agency_go_out_and_come_back_as_a_folder(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    before = sample.read_bytes()
    made = bimtek("form", "program", "--from", sample, "--each-agency", "formulir")
    assert (made.returncode, made.stdout.count("program-")) == (0, 20), made.stderr
    again = bimtek("form", "program", "--from", sample, "--each-agency", "formulir")
    assert (again.returncode, "19 more are there already" in again.stderr) == (2, True)
    forced = bimtek("form", "program", "--from", sample, "--each-agency", "formulir", "--force")
    assert forced.returncode == 0
    done = bimtek("import", sample, "formulir", "--kind", "program", "--yes")
    assert (done.returncode, sample.read_bytes()) == (0, before)
    assert "20 files: 20 good, 0 with questions" in done.stdout
    (tmp_path / "formulir" / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "usulan.csv").write_text(TABLE)
    done = bimtek("import", sample, "usulan.csv", "formulir", "--kind", "program", "--yes")
    assert (done.returncode, programs(sample)[-1]) == (1, ("Pasar Malam Digital", "short"))
    assert "22 files: 21 good, 1 with questions" in done.stdout
    assert "1 file stays out as a whole" in done.stderr


def test_forms_of_agencies_say_what_does_not_fit(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong.toml").write_text("schema_version = 1\n")
    for words, sentence in (
        (("program", "--from", sample), "--from and --each-agency go together"),
        (("program", "--each-agency", "f"), "--from and --each-agency go together"),
        (("agency", "--from", sample, "--each-agency", "f"), "agencies have no “agency” of their own"),
        (("swot", "--from", sample, "--each-agency", "f", "--comma"), "leave them out for --each-agency"),
        (("swot", "--from", sample, "--each-agency", sample), "can't be made"),
    ):
        done = bimtek("form", *words)
        assert (done.returncode, sentence in done.stderr) == (2, True), done.stderr


def test_what_is_missing_is_one_sentence(bimtek: Run, sample: Path) -> None:
    done = bimtek("import", sample, "tiada.xlsx", "--kind", "program")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "tiada.xlsx does not exist" in done.stderr
