"""What was exported comes back as it was, whatever people wrote, and no cell is a formula to a spreadsheet program."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import hostile_text, strategies

from bimtek_tui import i18n, store, text
from bimtek_tui.exchange import IMPORTED, exporting, headings, importing
from bimtek_tui.exchange.cells import armed, disarmed
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import build, kinds

METHOD = method.load("kominfo-1")


def again(session: Session, kind: str, **how: bool) -> importing.Plan:
    """The plan of importing what was just exported."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tabel.csv"
        path.write_bytes(exporting.table(session, METHOD, kind, **how))
        return importing.plan(importing.read(path, kind), kind, session, METHOD)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(IMPORTED), st.booleans(), st.booleans())
def test_an_export_that_is_imported_changes_nothing(data: Any, kind: str, keys: bool, comma: bool) -> None:
    i18n.use(data.draw(st.sampled_from(i18n.LANGUAGES)))
    session = Session()
    for raw in data.draw(st.lists(strategies.raws(kinds()[kind]), max_size=3)):
        raw = {key: value for key, value in raw.items() if key not in ("withdrawn", "merged_into")}
        entry: Any = build(kinds()[kind], raw)
        session.entries(kind)[entry.id] = entry
    plan = again(session, kind, keys=keys, comma=comma)
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
