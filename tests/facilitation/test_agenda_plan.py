"""The agenda is the facilitator's: start of a day, own blocks, order, leaving out; what follows is planned anew."""

from __future__ import annotations

import datetime as dt

import pytest

from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import agenda, agenda_plan, clock
from bimtek_tui.facilitation.agenda_lines import BlockLine, read_dates
from bimtek_tui.model import agenda as order
from bimtek_tui.model import edits, ids, method
from bimtek_tui.model.edits import Add, Edit, Several
from bimtek_tui.model.entries import Session

KOMINFO = method.load("kominfo-1")
WIB = dt.timezone(dt.timedelta(hours=7))
DAY = dt.date(2026, 6, 16)


def at(time: str, date: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(date, dt.time.fromisoformat(time), WIB)


EVE = at("10:00", DAY - dt.timedelta(days=1))


def block(name: str, day: int = 1) -> str:
    return f"stage-1/{day}/{name}"


def do(session: Session, edit: Edit | None) -> None:
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)


@pytest.fixture
def session() -> Session:
    made = Session()
    do(made, Add("stage", {"id": "stage-1", "start": DAY, "end": DAY + dt.timedelta(days=1)}))
    return made


def add(session: Session, line: BlockLine, after: str = "", now: dt.datetime = EVE, day: int = 1) -> str:
    new = agenda_plan.new_id(session, f"stage-1/{day}")
    do(session, agenda_plan.add(session, KOMINFO, new, line, after, now))
    return new


def plan(session: Session, now: dt.datetime = EVE, day: int = 1) -> list[str]:
    """The blocks of a day with when they are expected to begin."""
    found = clock.read(session, KOMINFO, "stage-1", now).days[day - 1].slots
    return [
        f"{one.begins:%H.%M} {one.block.id if one.block.id[:2] != 'x-' else one.block.name}" for one in found
    ]


AS_THE_METHOD = [
    "08.30 opening", "09.15 direction", "10.45 break-1", "11.00 city-profile", "12.00 lunch", "13.00 issues",
    "14.45 break-2", "15.00 issue-presentations",
]  # fmt: skip


def test_an_own_block_stands_behind_another_and_what_follows_moves_on(session: Session) -> None:
    new = add(session, BlockLine("Rehat kopi", 20), block("opening"))
    assert ids.is_own_block(new)
    assert plan(session)[:3] == ["08.30 opening", "09.15 Rehat kopi", "09.35 direction"]
    day = clock.read(session, KOMINFO, "stage-1", EVE).days[0]
    assert day.ends == day.planned_end == at("16:20")
    assert [one.minutes for one in clock.planned(session, KOMINFO, "stage-1")][1] == 20
    do(session, agenda_plan.remove(session, KOMINFO, new, EVE))
    assert plan(session) == AS_THE_METHOD
    assert not session.agenda


def test_a_time_says_where_an_own_block_stands(session: Session) -> None:
    add(session, BlockLine("Diskusi", 45, 13 * 60))
    assert plan(session)[4:7] == ["12.00 lunch", "13.00 Diskusi", "13.45 issues"]
    add(session, BlockLine("Doa", 5, 7 * 60))
    assert plan(session)[:2] == ["08.30 Doa", "08.35 opening"]


def test_on_the_day_nothing_is_put_before_what_was_begun(session: Session) -> None:
    do(session, agenda.start(session, KOMINFO, block("opening"), at("08:30")))
    do(session, agenda.start(session, KOMINFO, block("direction"), at("09:15")))
    add(session, BlockLine("Foto", 10, 8 * 60), now=at("09:20"))
    assert plan(session, at("09:20"))[:4] == [
        "08.30 opening",
        "09.15 direction",
        "10.45 Foto",
        "10.55 break-1",
    ]


def test_blocks_move_and_only_the_one_that_moved_is_stored(session: Session) -> None:
    do(session, agenda_plan.move(session, KOMINFO, block("break-1"), -1, EVE))
    assert plan(session)[:3] == ["08.30 opening", "09.15 break-1", "09.30 direction"]
    assert list(session.agenda) == [block("break-1")]
    for _press in range(20):
        do(session, agenda_plan.move(session, KOMINFO, block("break-1"), 1, EVE))
        do(session, agenda_plan.move(session, KOMINFO, block("break-1"), -1, EVE))
    assert plan(session)[:3] == ["08.30 opening", "09.15 break-1", "09.30 direction"]
    do(session, agenda_plan.move(session, KOMINFO, block("break-1"), 1, EVE))
    assert plan(session) == AS_THE_METHOD


def test_between_two_neighbours_there_is_always_room(session: Session) -> None:
    for number in range(12):
        add(session, BlockLine(f"Blok {number}", 1), block("opening"))
    names = [one.block.name for one in order.blocks(session, KOMINFO, "stage-1")][1:13]
    assert names == [f"Blok {number}" for number in reversed(range(12))]
    assert plan(session)[0] == "08.30 opening"
    assert plan(session)[13] == "09.27 direction"


def test_one_act_is_one_step_with_a_name(session: Session) -> None:
    moved = agenda_plan.move(session, KOMINFO, block("lunch"), 1, EVE)
    assert isinstance(moved, Several)
    assert "moving of" in moved.name
    do(session, moved)
    do(session, edits.inverse(moved))
    assert plan(session) == AS_THE_METHOD


def test_the_edges_of_a_day_and_what_was_begun_are_said(session: Session) -> None:
    with pytest.raises(Refused, match="the first still to come"):
        agenda_plan.move(session, KOMINFO, block("opening"), -1, EVE)
    with pytest.raises(Refused, match="the last of its day"):
        agenda_plan.move(session, KOMINFO, block("issue-presentations"), 1, EVE)
    do(session, agenda.start(session, KOMINFO, block("opening"), at("08:30")))
    with pytest.raises(Refused, match="stays where it was"):
        agenda_plan.move(session, KOMINFO, block("opening"), 1, at("08:40"))
    with pytest.raises(Refused, match="the first still to come"):
        agenda_plan.move(session, KOMINFO, block("direction"), -1, at("08:40"))


def test_an_own_block_is_held_like_any_other_and_then_stays(session: Session) -> None:
    new = add(session, BlockLine("Diskusi", 30), block("opening"))
    do(session, agenda.start(session, KOMINFO, new, at("08:30")))
    slot = clock.read(session, KOMINFO, "stage-1", at("08:40")).running
    assert slot
    assert (slot.block.name, slot.minutes, slot.left) == ("Diskusi", 30, 20 * 60)
    do(session, agenda.lengthen(session, KOMINFO, new, 5, at("08:40")))
    assert session.agenda[new].minutes == 35
    do(session, agenda.end(session, KOMINFO, new, at("09:00")))
    with pytest.raises(Refused, match="was held already"):
        agenda_plan.remove(session, KOMINFO, new, at("09:01"))


def test_leaving_out_moves_what_follows_forward(session: Session) -> None:
    do(session, agenda.skip(session, KOMINFO, block("direction"), EVE, "narasumber sakit"))
    coming = [one for one in plan(session) if not one.endswith("direction")]
    assert coming[:2] == ["08.30 opening", "09.15 break-1"]
    do(session, agenda.reset(session, KOMINFO, block("direction"), EVE))
    assert plan(session) == AS_THE_METHOD


def test_a_day_begins_when_the_session_says(session: Session) -> None:
    do(session, agenda_plan.set_dates(session, KOMINFO, "stage-1", read_dates("09.00"), 1))
    assert session.stage["stage-1"].day_start == ("08.30", "09.00")
    assert plan(session) == AS_THE_METHOD
    assert plan(session, day=2)[0].startswith("09.00")
    do(session, agenda_plan.set_dates(session, KOMINFO, "stage-1", read_dates("08.00"), None))
    assert session.stage["stage-1"].day_start == ("08.00", "08.00")
    assert (
        clock.pace(clock.read(session, KOMINFO, "stage-1", at("08:10")).days[0])
        == "not begun (planned 08.00)"
    )
    do(session, agenda_plan.set_dates(session, KOMINFO, "stage-1", read_dates("08.30"), None))
    assert not session.stage["stage-1"].day_start
    with pytest.raises(Refused, match="more times"):
        agenda_plan.set_dates(session, KOMINFO, "stage-1", read_dates("08.00 08.30 09.00"), None)


def test_a_start_that_is_no_time_is_that_of_the_method(session: Session) -> None:
    do(session, edits.put(session, "stage", "stage-1", day_start=("8 pagi",)))
    assert plan(session) == AS_THE_METHOD


def test_dates_are_set_and_a_single_one_keeps_the_length(session: Session) -> None:
    do(session, agenda_plan.set_dates(session, KOMINFO, "stage-2", read_dates("1-2 Des 2026"), None))
    stage = session.stage["stage-2"]
    assert (stage.start, stage.end) == (dt.date(2026, 12, 1), dt.date(2026, 12, 2))
    do(session, agenda_plan.set_dates(session, KOMINFO, "stage-2", read_dates("8 Des 2026 09.00"), 0))
    stage = session.stage["stage-2"]
    assert (stage.start, stage.end) == (dt.date(2026, 12, 8), dt.date(2026, 12, 9))
    assert stage.day_start == ("09.00", "08.30")


def test_lateness_is_said_once_in_hours_and_minutes(session: Session) -> None:
    now = at("13:09")
    do(session, agenda.start(session, KOMINFO, block("opening"), now))
    day = clock.read(session, KOMINFO, "stage-1", now).today
    assert day
    assert clock.pace(day) == "4 hours 39 minutes behind"
    assert [clock.duration(n) for n in (0, 1, 59, 60, 61, 120)] == [
        "0 minutes", "1 minute", "59 minutes", "1 hour", "1 hour 1 minute", "2 hours",
    ]  # fmt: skip


def test_an_own_block_of_a_day_that_is_not_there_is_passed_over(session: Session) -> None:
    do(session, Add("agenda", {"id": "stage-1/7/x-00000000", "title": "Hari ketujuh", "minutes": 10}))
    do(session, Add("agenda", {"id": "stage-1/1/x-00000000", "title": "Tanpa menit"}))
    assert plan(session) == [*AS_THE_METHOD, "16.00 Tanpa menit"]
