"""What a person does to the agenda: starting, ending, skipping, replanning, closing; each is one step of undo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.workshops import Opened, crash

from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import agenda, clock
from bimtek_tui.model import edits, method
from bimtek_tui.model.edits import Add, Edit, Several
from bimtek_tui.model.entries import Session
from bimtek_tui.model.workshop_entries import AgendaBlock

KOMINFO = method.load("kominfo-1")
WIB = dt.timezone(dt.timedelta(hours=7))
OPENING, DIRECTION, BREAK = "stage-1/1/opening", "stage-1/1/direction", "stage-1/1/break-1"


def at(time: str, day: int = 16) -> dt.datetime:
    return dt.datetime.combine(dt.date(2026, 6, day), dt.time.fromisoformat(time), WIB)


@pytest.fixture
def session() -> Session:
    return Session()


def do(session: Session, edit: Edit | None) -> str:
    """Do it and return what it is called."""
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)
    return edits.title(edit, session)


def test_the_first_start_opens_the_stage_and_the_next_ends_the_running_block(session: Session) -> None:
    called = do(session, agenda.start(session, KOMINFO, OPENING, at("08:34").replace(microsecond=9)))
    assert called == "start of “Registration and opening”"
    assert session.stage["stage-1"].opened == at("08:34")
    do(session, agenda.start(session, KOMINFO, DIRECTION, at("09:17")))
    assert session.agenda[OPENING] == AgendaBlock(id=OPENING, started=at("08:34"), ended=at("09:17"))
    assert session.agenda[DIRECTION] == AgendaBlock(id=DIRECTION, started=at("09:17"))
    assert session.stage["stage-1"].opened == at("08:34")
    assert agenda.start(session, KOMINFO, DIRECTION, at("09:20")) is None


def test_one_undo_takes_back_a_start_with_all_that_came_with_it(session: Session) -> None:
    do(session, agenda.start(session, KOMINFO, OPENING, at("08:34")))
    before = session.copy()
    edit = agenda.start(session, KOMINFO, DIRECTION, at("09:17"))
    do(session, edit)
    assert edit
    do(session, edits.inverse(edit))
    assert session == before


def test_a_block_that_was_held_is_not_started_again_by_accident(session: Session) -> None:
    do(session, agenda.start(session, KOMINFO, OPENING, at("08:34")))
    do(session, agenda.end(session, KOMINFO, OPENING, at("09:17")))
    with pytest.raises(Refused, match=r"was held already \(08\.34–09\.17\)"):
        agenda.start(session, KOMINFO, OPENING, at("09:20"))
    with pytest.raises(Refused, match="is not running"):
        agenda.end(session, KOMINFO, OPENING, at("09:20"))
    do(session, agenda.restart(session, KOMINFO, OPENING, at("09:20")))
    assert session.agenda[OPENING] == AgendaBlock(id=OPENING, started=at("09:20"))


def test_going_on_with_a_block_does_not_count_what_was_held_in_between(session: Session) -> None:
    do(session, agenda.start(session, KOMINFO, DIRECTION, at("09:00")))
    do(session, agenda.start(session, KOMINFO, BREAK, at("09:30")))
    do(session, agenda.resume(session, KOMINFO, DIRECTION, at("09:45")))
    assert session.agenda[BREAK].ended == at("09:45")
    running = clock.read(session, KOMINFO, "stage-1", at("10:00")).running
    assert running
    assert (running.id, running.elapsed) == (DIRECTION, 45 * 60)
    assert agenda.resume(session, KOMINFO, DIRECTION, at("10:00")) is None
    for id, moment in ((OPENING, at("10:00")), (BREAK, at("08:00", 17))):
        with pytest.raises(Refused, match="was not held today"):
            agenda.resume(session, KOMINFO, id, moment)


def test_skipping_keeps_the_reason_and_can_be_taken_back(session: Session) -> None:
    do(session, agenda.skip(session, KOMINFO, BREAK, at("10:00"), " waktu\x1b[31m molor "))
    assert session.agenda[BREAK].skipped == "waktu molor"
    do(session, agenda.reset(session, KOMINFO, BREAK, at("10:01")))
    assert session.agenda[BREAK] == AgendaBlock(id=BREAK)
    assert agenda.reset(session, KOMINFO, BREAK, at("10:02")) is None
    assert agenda.reset(session, KOMINFO, DIRECTION, at("10:02")) is None
    do(session, agenda.skip(session, KOMINFO, BREAK, at("10:03")))
    assert session.agenda[BREAK].skipped == agenda.SKIPPED
    do(session, agenda.start(session, KOMINFO, BREAK, at("10:45")))
    assert session.agenda[BREAK] == AgendaBlock(id=BREAK, started=at("10:45"))


def test_a_running_block_can_be_skipped_and_a_held_one_not(session: Session) -> None:
    do(session, agenda.start(session, KOMINFO, OPENING, at("08:34")))
    do(session, agenda.skip(session, KOMINFO, OPENING, at("08:35"), "salah tekan"))
    assert session.agenda[OPENING] == AgendaBlock(id=OPENING, skipped="salah tekan")
    do(session, agenda.start(session, KOMINFO, DIRECTION, at("08:36")))
    do(session, agenda.end(session, KOMINFO, DIRECTION, at("09:36")))
    with pytest.raises(Refused, match="was held already"):
        agenda.skip(session, KOMINFO, DIRECTION, at("09:40"))


def test_minutes_are_replanned_and_those_of_the_method_not_stored(session: Session) -> None:
    assert agenda.lengthen(session, KOMINFO, OPENING, 0, at("08:00")) is None
    called = do(session, agenda.lengthen(session, KOMINFO, OPENING, 15, at("08:00")))
    assert called == "60 minutes for “Registration and opening”"
    assert session.agenda[OPENING].minutes == 60
    do(session, agenda.lengthen(session, KOMINFO, OPENING, -15, at("08:00")))
    assert session.agenda[OPENING].minutes is None
    with pytest.raises(Refused, match="has 45 minutes; skip it"):
        agenda.lengthen(session, KOMINFO, OPENING, -45, at("08:00"))


def test_closing_ends_what_runs_and_reopening_lets_go_on(session: Session) -> None:
    do(session, agenda.start(session, KOMINFO, OPENING, at("08:34")))
    edit = agenda.close_stage(session, KOMINFO, "stage-1", at("16:00"))
    assert do(session, edit) == "closing of Stage 1"
    assert (session.stage["stage-1"].closed, session.agenda[OPENING].ended) == (at("16:00"), at("16:00"))
    assert agenda.close_stage(session, KOMINFO, "stage-1", at("16:01")) is None
    for refused in (agenda.start, agenda.skip, agenda.restart, agenda.resume, agenda.end, agenda.reset):
        with pytest.raises(Refused, match="Stage 1 is closed; reopen it first"):
            refused(session, KOMINFO, DIRECTION, at("16:02"))
    do(session, agenda.reopen_stage(session, KOMINFO, "stage-1"))
    assert agenda.reopen_stage(session, KOMINFO, "stage-1") is None
    do(session, agenda.start(session, KOMINFO, DIRECTION, at("16:03")))
    assert session.stage["stage-1"].opened == at("08:34")


def test_a_stage_that_was_never_held_is_not_reopened(session: Session) -> None:
    assert agenda.reopen_stage(session, KOMINFO, "stage-3") is None


def test_what_the_method_does_not_have_is_refused_with_a_sentence(session: Session) -> None:
    for id in ("stage-1/1/tari", "stage-9/1/opening", "", "[red]\x1b[31m"):
        with pytest.raises(Refused, match="there is no block"):
            agenda.start(session, KOMINFO, id, at("08:00"))
    with pytest.raises(Refused, match="there is no stage “stage-9”"):
        agenda.close_stage(session, KOMINFO, "stage-9", at("08:00"))


def test_a_clock_set_back_does_not_turn_the_order_round(session: Session) -> None:
    do(session, agenda.start(session, KOMINFO, OPENING, at("08:34")))
    do(session, agenda.start(session, KOMINFO, DIRECTION, at("08:20")))
    assert session.agenda[OPENING].ended == at("08:34")
    running = clock.read(session, KOMINFO, "stage-1", at("08:21")).running
    assert running
    assert (running.id, running.elapsed) == (DIRECTION, 0)


def test_two_blocks_open_after_a_merge_are_settled_by_the_next_start(session: Session) -> None:
    do(session, Add("agenda", {"id": OPENING, "started": at("08:30")}))
    do(session, Add("agenda", {"id": DIRECTION, "started": at("09:00")}))
    assert [
        one.id for one in clock.read(session, KOMINFO, "stage-1", at("09:10")).slots if one.state == "running"
    ] == [DIRECTION]
    do(session, agenda.start(session, KOMINFO, BREAK, at("10:30")))
    assert (session.agenda[OPENING].ended, session.agenda[DIRECTION].ended) == (at("09:00"), at("10:30"))


def test_a_block_left_running_yesterday_gets_no_end_that_nobody_saw(session: Session) -> None:
    do(session, agenda.start(session, KOMINFO, OPENING, at("15:00")))
    do(session, agenda.start(session, KOMINFO, "stage-1/2/readiness", at("08:30", 17)))
    assert session.agenda[OPENING].ended is None


def test_the_clock_survives_a_crash(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.do(agenda.start(shop.session, shop.method, OPENING, at("08:34")))
    shop.save()
    shop.do(agenda.start(shop.session, shop.method, DIRECTION, at("09:17")))
    before = clock.read(shop.session, shop.method, "stage-1", at("09:30"))
    crash(shop)
    again = opened()
    assert clock.read(again.session, again.method, "stage-1", at("09:30")) == before
    assert before.running
    assert before.running.id == DIRECTION
    again.save()
    assert file.read_text(encoding="utf-8").count("[[agenda]]") == 2


def test_a_single_change_keeps_its_name_for_undo(session: Session) -> None:
    do(session, agenda.start(session, KOMINFO, OPENING, at("08:34")))
    edit = agenda.end(session, KOMINFO, OPENING, at("09:00"))
    assert isinstance(edit, Several)
    assert edit.name == "end of “Registration and opening”"
    assert edits.decode(edits.encode(edit)) == edit
