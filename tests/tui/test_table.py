"""Taking in a table on the screen: which one, what it would bring, what is wrong in it, and one step to undo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.stage import Stage
from support.workbooks import cells, hidden, xlsx

from bimtek_tui.tui.dialogs.ask import Ask
from bimtek_tui.tui.dialogs.take_in import TakeIn

HOSTILE = "Pasar [/] [b]digital[/b] [@click=app.quit]x"


async def test_a_path_begins_where_the_program_was_started_or_beside_the_session(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = tmp_path / "start"
    start.mkdir()
    monkeypatch.chdir(start)
    rows = "Nama program,Jangka\nEnergi surya,panjang\n"
    (start / "usul.csv").write_text(rows)
    (stage.workshop.path.parent / "dekat.csv").write_text(rows)
    await stage.press("T")
    assert str(start) in stage.flat.replace(" ", "")
    await stage.press("escape")
    for name in ("usul.csv", "dekat.csv"):
        await stage.drop("T", name)
        assert isinstance(stage.app.screen, TakeIn), stage.text
        await stage.press("escape")
    await stage.drop("T", "hilang.csv")
    assert "there is no hilang.csv in" in stage.flat


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (130, 40)])
async def test_a_table_is_shown_and_enter_takes_it_in_as_one_step(stage: Stage, tmp_path: Path) -> None:
    table = xlsx(
        tmp_path / "usulan opd.xlsx",
        cells(1, "Nama program", "Jangka", "OPD", "Anggaran", "Catatan")
        + cells(2, HOSTILE, "pendek", "DISKOMINFO", 1_500_000_000, "x")
        + cells(3, "Energi surya", "panjang", "DISKOMINFO"),
    )
    before = stage.workshop.document.to_bytes()
    await stage.drop("T", table)
    assert isinstance(stage.app.screen, TakeIn)
    assert "usulan opd.xlsx (Lembar1) → Program" in stage.flat
    assert "2 rows: 2 new, 0 changed" in stage.flat
    assert "column E “Catatan” matches nothing and is left out" in stage.flat
    assert f"row 2: new: {HOSTILE[:20]}" in stage.flat
    assert "Take in" in stage.flat  # the keys are not pushed out
    await stage.press("enter")
    names = [one.name for one in stage.workshop.session.program.values()]
    assert names[-2:] == [HOSTILE, "Energi surya"]
    assert "import of 2 rows: program" in stage.flat
    await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


async def test_what_is_wrong_stands_first_and_stays_when_the_rest_is_taken_in(
    stage: Stage, tmp_path: Path
) -> None:
    table = tmp_path / "swot.csv"
    table.write_text("Kuadran;Uraian;Bobot\nKekuatan;Ada;3\nEntah;Salah [/];1.5\n")
    number = len(stage.workshop.session.swot)
    await stage.drop("T", table)
    assert "swot.csv → SWOT entry" in stage.flat
    assert "! row 3, column A (Kuadran)" in stage.flat
    assert (
        "2 things are wrong: Enter mends one, S answers for all rows, Space leaves a row out; ctrl+s takes in the rest"
        in stage.flat
    )
    await stage.press("ctrl+s")
    assert isinstance(stage.app.screen, TakeIn)
    assert [one.text for one in stage.workshop.session.swot.values()][number:] == ["Ada"]
    assert "2 rows: 0 new, 0 changed, 1 the same, 0 stay out, 1 faulty" in stage.flat
    await stage.press("ctrl+s")
    assert "2 things are wrong" in stage.flat
    await stage.press("4")
    assert "no column is known by its heading" in stage.flat
    await stage.press("escape")
    assert not isinstance(stage.app.screen, TakeIn)
    assert "Recorded: " in stage.flat
    await stage.press("ctrl+z")
    assert len(stage.workshop.session.swot) == number


@pytest.mark.session(size=(130, 40))
async def test_another_sheet_and_hidden_rows_are_chosen_here(stage: Stage, tmp_path: Path) -> None:
    rows = (
        cells(1, "Program", "Jangka") + hidden(cells(2, "Tersembunyi", "pendek")) + cells(3, "Satu", "pendek")
    )
    table = xlsx(
        tmp_path / "dua.xlsx",
        rows,
        cells(1, "Kuadran", "Uraian") + cells(2, "Kekuatan", "SDM muda"),
        names=("Program", "Faktor"),
    )
    await stage.drop("T", table)
    assert "what the workbook hides is left out: H takes it in" in stage.flat
    assert "1 row: 1 new" in stage.flat
    await stage.press("H")
    assert "2 rows: 2 new" in stage.flat
    await stage.press("H", "right")
    assert "dua.xlsx (Faktor) → SWOT entry" in stage.flat
    await stage.press("right")
    assert "→ Program" in stage.flat
    await stage.press("left", "enter")
    assert [*stage.workshop.session.swot.values()][-1].text == "SDM muda"


@pytest.mark.session(size=(110, 30))
async def test_a_faulty_row_is_mended_here_and_read_again(stage: Stage, tmp_path: Path) -> None:
    table = tmp_path / "usulan.csv"
    table.write_text("Program;Jangka;Anggaran\nSatu;pendek;1.5\nDua;lama;2000000\n")
    number = len(stage.workshop.session.program)
    await stage.drop("T", table)
    await stage.press("enter")
    assert isinstance(stage.app.screen, Ask)
    assert "Row 2: Budget (Rp)" in stage.flat
    assert "can mean two amounts" in stage.flat
    await stage.type("entah")
    await stage.press("enter")
    assert isinstance(stage.app.screen, Ask)  # and the row is no better
    await stage.press("ctrl+u", *"15000000", "enter")
    assert "1 thing is wrong" in stage.flat
    await stage.press("home", "enter")
    assert "Row 3: Horizon" in stage.flat
    await stage.press("escape", "home", "enter", "ctrl+u", *"panjang", "enter")
    assert "2 rows: 2 new" in stage.flat
    await stage.press("enter")
    assert not isinstance(stage.app.screen, TakeIn)
    made = [*stage.workshop.session.program.values()][number:]
    assert [(one.name, one.horizon, one.budget_idr) for one in made] == [
        ("Satu", "short", 15_000_000),
        ("Dua", "long", 2_000_000),
    ]


@pytest.mark.session(size=(110, 30))
async def test_all_rows_get_one_answer(stage: Stage, tmp_path: Path) -> None:
    table = tmp_path / "usulan.csv"
    table.write_text("Program;OPD\nSatu;DISKOMINFO\nDua;DISKOMINFO\n")
    number = len(stage.workshop.session.program)
    await stage.drop("T", table)
    assert "2 things are wrong" in stage.flat
    assert (
        "! 2 rows (2–3): “Horizon” is missing; every program needs it; S answers for all rows: Short term, Medium term, Long term"
        in stage.flat
    )
    assert ("row 2: Satu" in stage.flat, "row 2: “Horizon”" in stage.flat) == (True, False)
    await stage.press("enter")  # on the question as S
    assert "All rows: Horizon" in stage.flat
    assert "every program needs it; take one of: Short term, Medium term, Long term" in stage.flat
    await stage.press("escape", "down", "enter")  # one row alone
    assert "Row 2: Horizon" in stage.flat
    assert "every program needs it; take one of: Short term, Medium term, Long term" in stage.flat
    await stage.press("escape", "home", "S")
    assert "All rows: Horizon" in stage.flat
    await stage.press(*"kapan", "enter")
    assert "“kapan” is no value of “Horizon”" in stage.flat
    await stage.press("ctrl+u", *"menengah", "enter")
    assert "2 rows: 2 new" in stage.flat
    assert "rows without Horizon get: menengah" in stage.flat
    await stage.press("S")
    assert "One answer for all rows" in stage.flat
    await stage.press(*"years=2028-2029", "enter", "ctrl+s")
    made = [*stage.workshop.session.program.values()][number:]
    assert [(one.horizon, one.start_year, one.end_year) for one in made] == [("medium", 2028, 2029)] * 2


@pytest.mark.session(size=(110, 30))
async def test_a_folder_of_forms_is_one_preview_and_one_step(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "formulir"
    folder.mkdir()
    (folder / "a.csv").write_text("Program;Jangka\nSatu;pendek\n")
    (folder / "b.csv").write_text("Program;Jangka\nDua;entah\nTiga;panjang\n")
    (folder / "c.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "catatan.txt").write_text("bukan tabel")
    before = stage.workshop.document.to_bytes()
    number = len(stage.workshop.session.program)
    await stage.drop("T", folder)
    assert "3 files → Program" in stage.flat
    assert "3 files: 1 good, 2 with questions; 3 rows: 2 new" in stage.flat
    assert "! b.csv, row 2, column B (Jangka)" in stage.flat
    assert "c.xlsx can't be read as a workbook" in stage.flat
    await stage.press("ctrl+s")
    assert [one.name for one in stage.workshop.session.program.values()][number:] == ["Satu", "Tiga"]
    await stage.press("home", "down", "enter", "ctrl+u", *"pendek", "enter", "ctrl+s")
    assert [one.name for one in stage.workshop.session.program.values()][number:] == ["Satu", "Tiga", "Dua"]
    await stage.press("escape", "ctrl+z", "ctrl+z")
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.session(size=(110, 30))
async def test_space_leaves_a_row_out_and_what_is_wrong_with_it(stage: Stage, tmp_path: Path) -> None:
    table = tmp_path / "swot.csv"
    table.write_text("Kuadran;Uraian;Bobot\nKekuatan;Ada;3\nEntah;Salah;2\nKekuatan;Lagi;3\n")
    number = len(stage.workshop.session.swot)
    await stage.drop("T", table)
    assert "1 thing is wrong" in stage.flat
    await stage.press("home", "space")  # on what is wrong with row 3
    assert "thing is wrong" not in stage.flat
    await stage.press("end", "up", "up", "up", "space")
    assert "– row 4: new: Lagi" in stage.flat
    await stage.press("enter")
    assert [one.text for one in stage.workshop.session.swot.values()][number:] == ["Ada"]


@pytest.mark.session(size=(110, 30))
async def test_the_column_of_the_names_and_the_unit_of_amounts_are_answered_here(
    stage: Stage, tmp_path: Path
) -> None:
    table = tmp_path / "usulan.csv"
    table.write_text("Rencana Aksi;Jangka;Anggaran (USD)\nSatu;pendek;40\n")
    number = len(stage.workshop.session.program)
    await stage.drop("T", table)
    await stage.press("1", "home")
    assert "every row needs it; it is one of these: A “Rencana Aksi”; S answers for all rows" in stage.flat
    await stage.press("enter")
    assert "Its letter or its heading says which column it is." in stage.flat
    await stage.press("Z", "enter")
    assert "there is no column “Z”" in stage.flat
    await stage.press("ctrl+u", "A", "enter", "home", "enter")
    assert "All rows: Budget (Rp)" in stage.flat
    await stage.press(*"juta", "enter", "ctrl+s")
    made = [*stage.workshop.session.program.values()][number:]
    assert [(one.name, one.budget_idr) for one in made] == [("Satu", 40_000_000)]


@pytest.mark.session(size=(110, 30))
async def test_enter_on_a_column_that_is_not_known_asks_what_it_holds_and_takes_nothing_in(
    stage: Stage, tmp_path: Path
) -> None:
    table = tmp_path / "usulan.csv"
    table.write_text(
        "Nama program;Jangka;Pagu (juta rupiah);Kapan\nSatu baru;pendek;40;2027\nDua baru;pendek;abc;2028\n"
    )
    number = len(stage.workshop.session.program)
    await stage.drop("T", table)
    assert "“abc” does not fit: it must be" in stage.flat
    await stage.press("down")
    assert "column D “Kapan” matches nothing" in stage.flat
    await stage.press("enter")
    assert len(stage.workshop.session.program) == number
    assert "Column D “Kapan” What does it hold?" in re.sub(r"One of: .*? What", "What", stage.flat)
    await stage.press(*"nanti", "enter")
    assert "“nanti” is nothing that a column can hold" in stage.flat
    await stage.press("ctrl+u", *"tahun", "enter")
    assert "column column D is taken" not in stage.flat
    await stage.press("ctrl+s")
    made = [*stage.workshop.session.program.values()][number:]
    assert [(one.name, one.budget_idr, one.start_year) for one in made] == [("Satu baru", 40_000_000, 2027)]


@pytest.mark.session(size=(110, 30))
async def test_the_kind_can_be_another_one(stage: Stage, tmp_path: Path) -> None:
    table = tmp_path / "daftar.csv"
    table.write_text("Nama;Instansi\nWati Baru;DISKOMINFO\n")
    await stage.drop("T", table)
    await stage.press("3")
    assert "daftar.csv → Participant" in stage.flat
    await stage.press("enter")
    assert [one.name for one in stage.workshop.session.participant.values()][-1] == "Wati Baru"


@pytest.mark.session(size=(110, 30))
async def test_what_is_no_table_is_said_and_nothing_happens(stage: Stage, tmp_path: Path) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    await stage.drop("T", broken)
    assert "can't be read as a workbook" in stage.flat
    assert not isinstance(stage.app.screen, TakeIn)


@pytest.mark.session(size=(110, 30))
async def test_a_session_that_changes_meanwhile_is_compared_with_anew(stage: Stage, tmp_path: Path) -> None:
    table = tmp_path / "daftar.csv"
    table.write_text("Nama;Instansi\nWati Baru;DISKOMINFO\nEko Baru;DISKOMINFO\n")
    await stage.drop("T", table)
    await stage.press("3")
    assert "2 rows: 2 new" in stage.flat
    stage.workshop.capture("participant", {"name": "Wati Baru", "agency": "DISKOMINFO"})
    await stage.press("enter")
    assert "The session was changed in the meantime" in stage.flat
    assert "2 rows: 1 new, 0 changed, 1 the same" in stage.flat
    await stage.press("enter")
    names = [one.name for one in stage.workshop.session.participant.values()]
    assert names[-2:] == ["Wati Baru", "Eko Baru"]


@pytest.mark.session(size=(110, 30))
async def test_strategies_are_taken_in_with_the_factors_they_name(stage: Stage, tmp_path: Path) -> None:
    table = tmp_path / "tows.csv"
    table.write_text("Strategi;Tipe\nPerluas layanan daring (S1, O1);SO\n")
    await stage.drop("T", table)
    await stage.press("5")
    assert "tows.csv → Strategy" in stage.flat
    assert "SWOT factors: S1, O1" in stage.flat
    await stage.press("enter")
    made = [*stage.workshop.session.strategy.values()][-1]
    assert (made.text, made.quadrant, len(made.factors)) == ("Perluas layanan daring", "SO", 2)
