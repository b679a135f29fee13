"""What was exported comes back as it was, whatever people wrote, and no cell is a formula to a spreadsheet program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import hostile_text, strategies

from bimtek_tui import i18n, store, text
from bimtek_tui.exchange import EXPORTED, IMPORTED, batch, exporting, headings, importing
from bimtek_tui.exchange.cells import armed, disarmed
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import build, kinds

METHOD = method.load("kominfo-1")


NOW = dt.datetime(2026, 6, 16, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def spreadsheet_saves(path: Path) -> Path:
    """The same table after LibreOffice opened it and saved it as a workbook."""
    out = path.parent / "disimpan"
    profile = f"-env:UserInstallation={(path.parent / 'profil').as_uri()}"
    words = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=300)
    return out / f"{path.stem}.xlsx"


def again(session: Session, kind: str, **how: Any) -> importing.Plan:
    """The plan of importing what was just exported."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"tabel.{how.get('format', 'csv')}"
        path.write_bytes(exporting.table(session, METHOD, kind, **how))
        return importing.plan(importing.read(path, kind), kind, session, METHOD)


@pytest.mark.parametrize("kind", [kind for kind in EXPORTED if kind != "agency"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_export_is_taken_for_what_it_is_and_never_for_another_kind(
    kind: str, format: Any, sample: Path, tmp_path: Path
) -> None:
    session = store.load(sample).session
    path = tmp_path / f"tabel.{format}"
    path.write_bytes(exporting.table(session, METHOD, kind, format=format))
    found = batch.read([path], batch.any_score)
    if kind in IMPORTED:
        assert batch.kinds_of(found.tables) == [kind]
    for other in IMPORTED:
        (plan,) = batch.plan(found, other, session, METHOD).plans
        if other == kind:
            assert not plan.blocked
        else:
            assert plan.blocked[0].sentence.startswith("by their ids these rows are")
            assert not plan.rows


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(IMPORTED), st.booleans(), st.booleans(), st.sampled_from(["csv", "xlsx"]))
def test_an_export_that_is_imported_changes_nothing(
    data: Any, kind: str, keys: bool, comma: bool, format: str
) -> None:
    i18n.use(data.draw(st.sampled_from(i18n.LANGUAGES)))
    session = Session()
    for raw in data.draw(st.lists(strategies.raws(kinds()[kind]), max_size=3)):
        raw = {key: value for key, value in raw.items() if key not in ("withdrawn", "merged_into")}
        for field in kinds()[kind].fields:
            if field.refs and field.list and field.name in raw:  # ids, which never hold what parts them
                raw[field.name] = [id for id in raw[field.name] if re.fullmatch("[A-Za-z0-9_-]+", id)]
        entry: Any = build(kinds()[kind], raw)
        session.entries(kind)[entry.id] = entry
    plan = again(session, kind, keys=keys, comma=comma, format=format)
    assert [str(one) for one in plan.faults] == []
    assert {line.verdict for line in plan.rows} <= {"same"}


@pytest.mark.parametrize("kind", IMPORTED)
def test_the_sample_comes_back_as_it_was(sample: Path, kind: str) -> None:
    session = store.load(sample).session
    plan = again(session, kind)
    assert plan.faults == ()
    assert len(plan.rows) == plan.count("same") > 10


@given(
    st.one_of(
        st.sampled_from(list(hostile_text.STRINGS.values())),
        st.text("'=+-@\t\n\r＝ a", max_size=6),
        st.text(),
    )
)
def test_no_cell_begins_a_formula_and_each_comes_back(cell: str) -> None:
    cell = text.clean(cell)
    assert disarmed(cell)[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert armed(disarmed(cell)) == cell


def test_cells_stay_cells_whatever_is_in_them(sample: Path) -> None:
    session = store.load(sample).session
    i18n.use("id")
    made = exporting.table(session, METHOD, "program").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(made, newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {len(headings.keys_of("program"))}


def test_what_is_not_taken_back_is_written_for_people(sample: Path) -> None:
    session = store.load(sample).session
    made = exporting.table(session, METHOD, "strategy").decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(made, newline=""), delimiter=";"))
    assert first["SWOT factors"].split("; ")[0][0] in "SWOT"
    budget = exporting.table(session, METHOD, "budget").decode("utf-8-sig")
    names = {one.name for one in session.program.values()}
    assert {row["Program"] for row in csv.DictReader(io.StringIO(budget, newline=""), delimiter=";")} <= names
    exact = exporting.table(session, METHOD, "budget", keys=True, comma=True).decode("utf-8-sig")
    assert {row["program"] for row in csv.DictReader(io.StringIO(exact, newline=""))} <= set(session.program)


CONVERTED = (
    "1-2",
    "3/4",
    "007",
    "1E5",
    "85%",
    "85 %",
    "10.5",
    "3,10",
    "1 Feb",
    "Mei 2026",
    "08:30",
    "123456789012345678",
)


def test_budget_rows_go_out_with_the_code_of_their_program_and_a_program_s_code_comes_back(
    sample: Path, tmp_path: Path
) -> None:
    session = store.load(sample).session
    rows = list(
        csv.DictReader(
            io.StringIO(exporting.table(session, METHOD, "budget", keys=True).decode("utf-8-sig")),
            delimiter=";",
        )
    )
    assert {armed(row["code"]) for row in rows} == {session.program[row["program"]].code for row in rows}
    path = tmp_path / "usulan.csv"
    path.write_text("Nama program;Jangka;Kode Sub Kegiatan\nPasar Malam;pendek;2.16.03.2.02.0036\n", "utf-8")
    plan = importing.plan(importing.read(path, "program"), "program", session, METHOD)
    edit = importing.together(session, [plan], NOW)
    assert "2.16.03.2.02.0036" in str(edit)


@pytest.mark.parametrize("cell", CONVERTED)
def test_what_a_spreadsheet_would_convert_stays_text(cell: str) -> None:
    field = kinds()["program"].keys["baseline"]
    assert disarmed(cell, field) == f"'{cell}"
    assert armed(disarmed(cell, field)) == cell
    assert disarmed(cell, kinds()["program"].keys["budget_idr"]) == cell


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_spreadsheet_that_opens_and_saves_an_export_changes_nothing(tmp_path: Path, format: Any) -> None:
    session = Session()
    for number, cell in enumerate(CONVERTED):
        raw = {
            "id": f"pg-{number:08x}",
            "name": f"Program {number}",
            "horizon": "short",
            "lead": "DISKOMINFO",
        }
        keys = {"baseline": cell, "location": cell, "budget_idr": 1_250_000_000, "added": NOW}
        program: Any = build(kinds()["program"], raw | keys)
        session.program[raw["id"]] = program
    path = tmp_path / f"tabel.{format}"
    path.write_bytes(exporting.table(session, METHOD, "program", format=format, comma=True))
    saved = spreadsheet_saves(path)
    plan = importing.plan(importing.read(saved, "program"), "program", session, METHOD)
    assert [str(one) for one in plan.faults] == []
    assert plan.count("same") == len(CONVERTED)
