"""Forms for each agency: what goes out, what comes back, and a whole folder of them taken in at once."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from support.workbooks import cells, xlsx

from bimtek_tui import i18n, resources, store
from bimtek_tui.errors import UnreadableFile
from bimtek_tui.exchange import agency_forms, batch, headings, importing, previews
from bimtek_tui.exchange.batch import Batch
from bimtek_tui.model import edits, method
from bimtek_tui.model.edits import Add, Edit
from bimtek_tui.model.entries import Session

NOW = dt.datetime(2026, 6, 16, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
METHOD = method.load("kominfo-1")


def do(session: Session, edit: Edit | None) -> None:
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)


@pytest.fixture
def session() -> Session:
    made = Session()
    do(made, Add("agency", {"id": "DINKES", "name": "Dinas Kesehatan"}))
    do(made, Add("agency", {"id": "DISKOMINFO", "name": "Dinas Komunikasi dan Informatika"}))
    for id, name, lead in (
        ("pr-00000001", "Antrean Daring", "DINKES"),
        ("pr-00000002", "Rekam Medis", "DINKES"),
        ("pr-00000003", "Satu Data", "DISKOMINFO"),
        ("pr-00000004", "Tanpa Pemilik", None),
    ):
        keys = {"id": id, "name": name, "horizon": "short", "added": NOW, "budget_idr": 1_500_000_000}
        do(made, Add("program", keys | ({"lead": lead} if lead else {})))
    return made


def written(session: Session, folder: Path, kind: str = "program") -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    made = {}
    for one in agency_forms.forms(session, METHOD, kind):
        made[one.agency] = folder / one.name
        made[one.agency].write_bytes(one.content)
    return made


def fill(path: Path, said: Mapping[str, str], into: Path | None = None) -> Path:
    """Write words into cells of the form, as somebody does who opens it."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for at, words in said.items():
        cell = f'<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>'
        sheet, number = re.subn(rf'<c r="{at}"[^>]*?(?:/>|>.*?</c>)', cell, sheet)
        assert number == 1, at
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(into or path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return into or path


def read(session: Session, *paths: Path, kind: str = "program") -> Batch:
    files, told = batch.files(paths)
    tables = batch.read(files, lambda header: headings.score(kind, header))
    found = batch.plan(tables, kind, session, METHOD)
    return Batch(found.plans, (*told, *found.unread))


def said(found: Batch, session: Session) -> str:
    return "\n".join(previews.lines_of(found, session, METHOD, 30))


# One form


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", agency_forms.OWNER)
def test_forms_of_a_whole_session_come_back_without_a_change(
    tmp_path: Path, kind: str, language: str
) -> None:
    i18n.use(language)
    session = store.load(resources.sample_session("kota-contoh")).session
    written(session, tmp_path / "f", kind)
    found = read(session, tmp_path / "f", kind=kind)
    assert not found.asking, said(found, session)
    rows = [row for plan in found.plans for row in plan.rows]
    assert {row.verdict for row in rows} == {"same"}
    assert importing.together(session, found.plans, NOW) is None


def test_a_form_holds_the_programs_of_its_agency_and_room_for_new_ones(
    session: Session, tmp_path: Path
) -> None:
    forms = written(session, tmp_path)
    assert [path.name for path in forms.values()] == ["program-DINKES.xlsx", "program-DISKOMINFO.xlsx"]
    assert agency_forms.ownerless(session, "program") == 1
    with zipfile.ZipFile(forms["DINKES"]) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        shared = archive.read("xl/sharedStrings.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
    assert re.search(r'<col min="1" max="1"[^>]*hidden="1"', sheet)  # the ids
    assert "Antrean Daring" in shared
    assert "Satu Data" not in shared
    assert 'type="containsBlanks"' in sheet  # what is missing is coloured
    assert sheet.count("<dataValidation ") >= 5  # horizon, dimension, agencies, sources
    assert 'name="bimtek" sheetId="2" state="hidden"' in book


def test_what_an_agency_fills_in_updates_its_programs_and_adds_new_ones(
    session: Session, tmp_path: Path
) -> None:
    form = written(session, tmp_path)["DINKES"]
    fill(form, {"D5": "Jangka panjang", "C6": "Posyandu Digital", "D6": "pendek", "R6": "250 juta"})
    found = read(session, form)
    assert previews.summary(found.plans[0]) == ("3 rows: 1 new, 1 changed, 1 the same, 0 stay out, 0 faulty")
    assert not found.plans[0].sentences
    do(session, importing.together(session, found.plans, NOW))
    new = [*session.program.values()][-1]
    assert (new.name, new.lead, new.budget_idr) == ("Posyandu Digital", "DINKES", 250_000_000)
    assert session.program["pr-00000002"].horizon == "long"


def test_an_agency_in_the_row_wins_over_whose_form_it_is(session: Session, tmp_path: Path) -> None:
    form = written(session, tmp_path)["DINKES"]
    fill(form, {"C6": "Bersama", "D6": "pendek", "I6": "DISKOMINFO"})
    assert read(session, form).plans[0].rows[2].keys["lead"] == "DISKOMINFO"


def test_a_form_under_the_name_of_another_agency_is_a_question(session: Session, tmp_path: Path) -> None:
    forms = written(session, tmp_path)
    forms["DISKOMINFO"].write_bytes(forms["DINKES"].read_bytes())
    found = read(session, forms["DISKOMINFO"])
    assert "by its name this file is a form of DISKOMINFO, and by what stands in it one of DINKES" in said(
        found, session
    )
    renamed = forms["DISKOMINFO"].rename(tmp_path / "program-DINKES (1).xlsx")
    assert not read(session, renamed).asking
    assert not read(session, renamed.rename(tmp_path / "kiriman baru.xlsx")).asking
    found = read(session, forms["DINKES"], kind="swot")
    assert "this is a form for “program”" in said(found, session)


def test_a_table_under_the_name_of_a_form_has_the_agency_of_that_name(
    session: Session, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "program-dinkes.xlsx", cells(1, "Program", "Jangka") + cells(2, "A", "pendek"))
    assert read(session, path).plans[0].rows[0].keys["lead"] == "DINKES"


def test_a_row_that_was_copied_is_asked_about(session: Session, tmp_path: Path) -> None:
    form = written(session, tmp_path)["DINKES"]
    fill(form, {"A6": "pr-00000002", "C6": "Rekam Medis Dua", "D6": "pendek"})
    assert "row 6, column A (id): it has the id of row 5, as a row has that was copied" in said(
        read(session, form), session
    )


def test_names_of_files_are_safe_everywhere_and_no_two_are_the_same(tmp_path: Path) -> None:
    session = Session()
    for code in ("CON", "Kec. Batu/Aji", "Kec: Batu?Aji", "dinkes", "DINKES"):
        do(session, Add("agency", {"id": code}))
    names = [one.name for one in agency_forms.forms(session, METHOD, "program")]
    assert names == [
        "program-CON.xlsx", "program-Kec.-Batu-Aji.xlsx", "program-Kec-Batu-Aji.xlsx", "program-dinkes.xlsx",
        "program-DINKES-2.xlsx",
    ]  # fmt: skip


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_form_that_a_spreadsheet_program_saved_is_still_that_form(
    session: Session, tmp_path: Path, ending: str
) -> None:
    form = written(session, tmp_path)["DINKES"]
    fill(form, {"C6": "Posyandu Digital", "D6": "pendek"})
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    out = tmp_path / "kembali"
    words = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(form)]
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    found = read(session, (out / f"program-DINKES.{ending}").rename(out / f"kiriman.{ending}"))
    assert [row.verdict for row in found.plans[0].rows] == ["same", "same", "new"]
    assert found.plans[0].rows[2].keys["lead"] == "DINKES"


# A folder of them


@pytest.mark.skipif(os.name == "nt", reason="links want rights on Windows")
def test_a_folder_is_one_preview_in_which_nothing_stops_the_others(session: Session, tmp_path: Path) -> None:
    forms = written(session, tmp_path / "f")
    fill(forms["DINKES"], {"C6": "Baru", "D6": "pendek"})
    fill(forms["DISKOMINFO"], {"C5": "Lain", "D5": "kapan-kapan"})
    (tmp_path / "f" / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "f" / "asing.csv").write_text("x;y\n1;2\n")
    (tmp_path / "f" / "~$program-DINKES.xlsx").write_text("lock")
    (tmp_path / "f" / "foto.jpg").write_text("x")
    (tmp_path / "f" / "lama").mkdir()
    (tmp_path / "f" / "jauh.xlsx").symlink_to(forms["DINKES"])
    found = read(session, tmp_path / "f")
    words = said(found, session)
    assert "5 files: 1 good, 4 with questions; 5 rows: 1 new" in words
    assert "program-DISKOMINFO.xlsx, row 5, column D (Horizon *): “kapan-kapan” is no value" in words
    assert "rusak.xlsx can't be read as a workbook" in words
    assert "asing.csv, row 1: no column is known by its heading" in words
    assert "1 is a link or no file and is not read: “jauh.xlsx”" in words
    do(session, importing.together(session, found.plans, NOW))
    assert [one.name for one in session.program.values()][4:] == ["Baru"]


def test_what_two_forms_say_of_one_entry_is_asked_about_and_the_same_is_taken_once(
    session: Session, tmp_path: Path
) -> None:
    first = xlsx(tmp_path / "a.xlsx", cells(1, "Program", "Jangka", "Satuan") + cells(2, "Baru", "pendek"))
    second = xlsx(tmp_path / "b.xlsx", cells(1, "Program", "Jangka") + cells(2, "Baru", "pendek"))
    third = xlsx(tmp_path / "c.xlsx", cells(1, "Program", "Jangka") + cells(2, "Baru", "panjang"))
    words = said(read(session, first, second, third), session)
    assert "says the same as a.xlsx, row 2" in words
    assert "c.xlsx, row 2, column A (Program): this is the same entry as in a.xlsx, row 2" in words


def test_a_table_that_stays_out_as_a_whole_keeps_no_row_of_others_out(
    session: Session, tmp_path: Path
) -> None:
    first = xlsx(tmp_path / "a.xlsx", cells(1, "Program", "Jangka", "Horizon") + cells(2, "Baru", "pendek"))
    second = xlsx(tmp_path / "b.xlsx", cells(1, "Program", "Jangka") + cells(2, "Baru", "pendek"))
    found = read(session, first, second)
    assert "a.xlsx, column B (Jangka): more than one column holds “Horizon”" in said(found, session)
    do(session, importing.together(session, found.plans, NOW))
    assert [one.name for one in session.program.values()][4:] == ["Baru"]


def test_a_file_that_is_named_twice_is_read_once_and_a_folder_is_bounded(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = written(session, tmp_path / "f")
    assert len(read(session, tmp_path / "f", forms["DINKES"]).plans) == 2
    (tmp_path / "leer").mkdir()
    with pytest.raises(UnreadableFile, match="holds no table"):
        read(session, tmp_path / "leer")
    monkeypatch.setattr(batch, "MAX_FILES", 1)
    with pytest.raises(UnreadableFile, match="more than 1 tables"):
        read(session, tmp_path / "f")


def test_all_tables_together_are_no_larger_than_one_may_be(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(session, tmp_path / "f")
    monkeypatch.setattr(batch, "MAX_CELLS", 600)
    found = read(session, tmp_path / "f")
    assert (len(found.plans), len(found.unread)) == (1, 1)
    assert (
        "program-DISKOMINFO.xlsx is too large to be read as a table: more than 600 cells" in found.unread[0]
    )
