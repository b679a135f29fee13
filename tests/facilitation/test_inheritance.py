"""What the entry that stays takes over from those that become part of it: nothing falls out of the figures unseen."""

from __future__ import annotations

from typing import Any

from support import strategies

from bimtek_tui.analysis import budget
from bimtek_tui.exchange.matching import Known
from bimtek_tui.facilitation import bulk_edits, inheritance
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Edit
from bimtek_tui.model.entries import Session
from bimtek_tui.model.ids import EntryRef


def _do(session: Session, edit: Edit | None) -> None:
    assert edit is not None
    for one in edits.simple(edit):
        edits.apply(session, one)


def _add(session: Session, kind: str, **keys: Any) -> EntryRef:
    edit = edits.capture(session, kind, keys, strategies.NOW)
    _do(session, edit)
    return EntryRef(kind, edit.entry["id"])


def _program(session: Session, **keys: Any) -> EntryRef:
    return _add(session, "program", **({"horizon": "short", "name": "Satu Data"} | keys))


def test_money_and_indicator_of_a_united_program_stay_in_the_figures() -> None:
    session = Session()
    kept = _program(session, lead="DISKOMINFO")
    other = _program(
        session, lead="BAPPEDA", budget_idr=300_000_000, indicator="Data terbuka", unit="paket", votes=4
    )
    for year in (2027, 2028):
        _add(session, "target", of=other.id, year=year, value="10")
    quick_win = _add(session, "quick_win", program=other.id)
    before, total = session.copy(), budget.money(session).total
    taken = inheritance.of_merging(session, kept, [other])
    assert taken.sentences == [
        "Taken over from there: Indicator (Data terbuka), Unit (paket), Budget (Rp) (Rp300.000.000), targets, and quick-win candidate.",
        "Left there, where it no longer counts: Lead agency (BAPPEDA) and Votes (4).",
    ]
    edit = bulk_edits.merge(session, kept, [other])
    assert edit is not None
    _do(session, edit)
    program = session.program[kept.id]
    assert (program.budget_idr, program.indicator, program.lead) == (
        300_000_000,
        "Data terbuka",
        "DISKOMINFO",
    )
    assert budget.money(session).total == total
    assert {target.of for target in session.target.values()} == {kept.id}
    assert session.quick_win[quick_win.id].program == kept.id
    assert inheritance.shared(program, [session.program[other.id]]) == ["Budget (Rp)"]
    _do(session, edits.inverse(edit))
    assert session == before


def test_what_the_one_that_stays_has_itself_is_not_changed_and_what_is_left_is_said() -> None:
    session = Session()
    kept = _program(session, indicator="Layanan", start_year=2027)
    _add(session, "budget", program=kept.id, year=2027, funding="apbd", amount_idr=5)
    other = _program(session, indicator="Data", unit="paket", start_year=2029, end_year=2030, budget_idr=7)
    _add(session, "budget", program=other.id, year=2028, funding="apbd", amount_idr=7)
    (sentence,) = inheritance.of_merging(session, kept, [other]).sentences
    for words in (
        "Indicator (Data)",
        "Unit (paket)",
        "Last year (2030)",
        "Budget (Rp) (Rp7)",
        "budget rows",
    ):
        assert words in sentence
    before = session.program[kept.id]
    _do(session, bulk_edits.merge(session, kept, [other]))
    assert session.program[kept.id] == before
    assert budget.money(session).total == 5


def test_a_table_knows_the_row_that_became_part_of_another_one() -> None:
    session = Session()
    kept, other = _program(session, lead="DISKOMINFO"), _program(session, lead="BAPPEDA")
    _do(session, bulk_edits.merge(session, kept, [other]))
    known = Known(session, "program")
    assert known.find("", {"name": "Satu Data", "lead": "DISKOMINFO"}).id == kept.id
    match = known.find("", {"name": "Satu Data", "lead": "BAPPEDA"})
    assert "was merged into another entry" in match.left
