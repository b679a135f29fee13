"""Where a stage stands on its agenda: real times, expected times, ahead and behind, at any moment."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import strategies

from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import agenda, clock
from bimtek_tui.facilitation.clock import Day, Reading, Slot
from bimtek_tui.model import edits, method
from bimtek_tui.model.edits import Add, Edit
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import build, kinds
from bimtek_tui.store import reading as store

KOMINFO = method.load("kominfo-1")
WIB = dt.timezone(dt.timedelta(hours=7))
DAY_1, DAY_2 = dt.date(2026, 6, 16), dt.date(2026, 6, 17)


def at(time: str, date: dt.date = DAY_1, zone: dt.tzinfo = WIB) -> dt.datetime:
    """A moment of the workshop: "09:20"."""
    return dt.datetime.combine(date, dt.time.fromisoformat(time), zone)


def block(name: str, day: int = 1) -> str:
    return f"stage-1/{day}/{name}"


def do(session: Session, edit: Edit | None) -> None:
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)


def held(session: Session, *happened: tuple[str, str, str], day: int = 1, date: dt.date = DAY_1) -> None:
    """Blocks that were started and, where a second time is given, ended."""
    for name, begin, end in happened:
        keys = {"started": at(begin, date)} | ({"ended": at(end, date)} if end else {})
        do(session, Add("agenda", {"id": block(name, day), **keys}))


@pytest.fixture
def session() -> Session:
    made = Session()
    do(made, Add("stage", {"id": "stage-1", "start": DAY_1, "end": DAY_2}))
    return made


def read(session: Session, now: dt.datetime) -> Reading:
    return clock.read(session, KOMINFO, "stage-1", now)


def today(session: Session, now: dt.datetime) -> Day:
    found = read(session, now).today
    assert found
    return found


def slot(session: Session, name: str, now: dt.datetime, day: int = 1) -> Slot:
    found = read(session, now).slot(block(name, day))
    assert found
    return found


def begins(day: Day) -> dict[str, str]:
    return {one.block.id: f"{one.begins:%H.%M}" for one in day.slots}


# The plan -------------------------------------------------------------------------------------------------------


def test_before_the_workshop_the_blocks_stand_as_the_method_plans_them(session: Session) -> None:
    day = today(session, at("07:15"))
    assert begins(day) == {
        "opening": "08.30", "direction": "09.15", "break-1": "10.45", "city-profile": "11.00", "lunch": "12.00",
        "issues": "13.00", "break-2": "14.45", "issue-presentations": "15.00",
    }  # fmt: skip
    assert (day.number, day.date, day.when) == (1, DAY_1, "now")
    assert f"{day.ends:%H.%M}" == "16.00"
    assert (day.behind, day.begun) == (0, False)
    assert read(session, at("07:15")).running is None


def test_a_stage_the_method_does_not_have_has_no_agenda(session: Session) -> None:
    assert clock.read(session, KOMINFO, "stage-9", at("09:00")) == Reading((), None)
    assert clock.planned(session, KOMINFO, "stage-9") == []
    assert Reading((), None).following is None


def test_the_first_blocks_expected_begin_moves_while_nobody_starts_it(session: Session) -> None:
    day = today(session, at("08:50"))
    assert begins(day)["opening"] == "08.50"
    assert begins(day)["lunch"] == "12.20"
    assert day.behind == 20
    assert clock.pace(day) == "not begun (planned 08.30)"


def test_the_planned_agenda_stays_as_it_was_for_those_who_ask_for_it(session: Session) -> None:
    do(session, Add("agenda", {"id": block("opening"), "minutes": 30}))
    do(session, Add("agenda", {"id": block("break-1"), "skipped": "molor"}))
    found = {
        one.block.id: (f"{one.begins:%H.%M}", one.minutes)
        for one in clock.planned(session, KOMINFO, "stage-1")[:4]
    }
    assert found == {
        "opening": ("08.30", 30), "direction": ("09.00", 90), "break-1": ("10.30", 15), "city-profile": ("10.30", 60),
    }  # fmt: skip


def test_a_slip_in_the_minutes_breaks_nothing(session: Session) -> None:
    do(session, Add("agenda", {"id": block("opening"), "minutes": 10**18, "started": at("08:30")}))
    assert len(clock.planned(session, KOMINFO, "stage-1")) == 16
    assert slot(session, "opening", at("09:00")).elapsed == 1800


# While it runs --------------------------------------------------------------------------------------------------


def test_a_late_start_moves_everything_after_it(session: Session) -> None:
    held(session, ("opening", "08:42", ""))
    day = today(session, at("08:50"))
    running = slot(session, "opening", at("08:50"))
    assert (running.state, running.elapsed, running.left) == ("running", 8 * 60, 37 * 60)
    assert begins(day)["direction"] == "09.27"
    assert (day.behind, day.begun) == (12, True)
    assert clock.pace(day) == "12 minutes behind"


def test_an_overrun_is_shown_and_never_cut_off(session: Session) -> None:
    held(session, ("opening", "08:30", ""))
    now = at("09:22")
    running = slot(session, "opening", now)
    assert (running.state, running.left, running.level) == ("running", -7 * 60, "over")
    assert clock.digits(running.left) == "+7:00"
    assert clock.time_left(running.left) == "7 minutes over the time"
    assert begins(today(session, now))["direction"] == "09.22"
    assert today(session, now).behind == 7


def test_ending_early_and_going_on_at_once_is_ahead(session: Session) -> None:
    held(session, ("opening", "08:30", "09:00"), ("direction", "09:00", ""))
    day = today(session, at("09:10"))
    assert day.behind == -15
    assert clock.pace(day) == "15 minutes ahead"
    assert read(session, at("09:10")).following == slot(session, "break-1", at("09:10"))


def test_an_early_end_is_used_up_by_waiting(session: Session) -> None:
    held(session, ("opening", "08:30", "09:00"))
    assert today(session, at("09:05")).behind == -10
    assert today(session, at("09:15")).behind == 0
    assert today(session, at("09:20")).behind == 5


def test_replanned_minutes_and_skipped_blocks_are_counted(session: Session) -> None:
    held(session, ("opening", "08:40", ""))
    now = at("08:45")
    do(session, Add("agenda", {"id": block("direction"), "minutes": 60}))
    do(session, Add("agenda", {"id": block("break-2"), "skipped": "molor"}))
    day = today(session, now)
    assert day.behind == 10 - 30 - 15
    skipped = slot(session, "break-2", now)
    assert (skipped.state, skipped.reason, skipped.minutes) == ("skipped", "molor", 15)
    assert [one.block.id for one in day.slots][-3:] == ["issues", "break-2", "issue-presentations"]
    assert skipped.begins == skipped.ends == slot(session, "issues", now).ends
    assert slot(session, "issue-presentations", now).begins == skipped.ends


def test_a_block_that_is_started_first_has_been_moved(session: Session) -> None:
    held(session, ("opening", "08:30", "09:15"), ("city-profile", "09:15", ""))
    now = at("09:30")
    day = today(session, now)
    assert [one.block.id for one in day.slots][:5] == [
        "opening",
        "city-profile",
        "direction",
        "break-1",
        "lunch",
    ]
    assert slot(session, "direction", now).passed
    assert not slot(session, "lunch", now).passed
    assert begins(day)["direction"] == "10.15"
    assert day.behind == 0


def test_a_lunch_that_nobody_started_is_not_waited_for(session: Session) -> None:
    held(session, ("city-profile", "11:00", "12:02"), ("issues", "13:05", ""))
    now = at("13:10")
    assert slot(session, "lunch", now).state == "unrecorded"
    assert slot(session, "break-2", now).state == "pending"
    assert f"{today(session, now).ends:%H.%M}" == "16.05"


def test_a_break_that_the_block_before_it_swallowed_is_not_waited_for(session: Session) -> None:
    held(session, ("direction", "09:15", "11:02"), ("city-profile", "11:02", ""))
    assert slot(session, "break-1", at("11:10")).state == "unrecorded"
    assert slot(session, "opening", at("11:10")).state == "unrecorded"


def test_a_lunch_for_which_there_was_no_time_is_still_to_come(session: Session) -> None:
    held(session, ("city-profile", "11:00", "11:40"), ("issues", "11:45", ""))
    lunch = slot(session, "lunch", at("11:50"))
    assert (lunch.state, lunch.passed) == ("pending", True)


@pytest.mark.parametrize(
    ("left", "total", "level"),
    [(601, 3000, ""), (600, 3000, "soon"), (151, 3000, "soon"), (150, 3000, "last"), (1, 3000, "last"),
     (0, 3000, "over"), (-1, 3000, "over"), (0, 0, "over")],
)  # fmt: skip
def test_the_end_is_announced_at_a_fifth_and_at_a_twentieth(left: int, total: int, level: str) -> None:
    assert clock.level_of(left, total) == level
    assert (level == "") == (level not in clock.LEVELS)


def test_only_what_runs_is_pressing(session: Session) -> None:
    held(session, ("opening", "08:30", "09:14"), ("direction", "09:15", ""))
    assert slot(session, "opening", at("09:20")).level == ""
    assert slot(session, "direction", at("10:40")).level == "soon"


def test_digits_and_words() -> None:
    assert [clock.digits(n) for n in (0, 59, 725, 5400, -250, -3600)] == [
        "0:00", "0:59", "12:05", "1:30:00", "+4:10", "+1:00:00",
    ]  # fmt: skip
    assert [clock.time_left(n) for n in (59, 60, 725, -61)] == [
        "0 minutes left", "1 minute left", "12 minutes left", "1 minute over the time",
    ]  # fmt: skip


# Days -----------------------------------------------------------------------------------------------------------


def test_the_day_is_the_one_whose_date_it_is(session: Session) -> None:
    assert [today(session, at("09:00", date)).number for date in (DAY_1, DAY_2)] == [1, 2]
    assert [day.when for day in read(session, at("09:00", DAY_2)).days] == ["past", "now"]
    before = today(session, at("09:00", DAY_1 - dt.timedelta(days=3)))
    assert (before.number, before.when, before.behind) == (1, "coming", None)
    after = today(session, at("09:00", DAY_2 + dt.timedelta(days=30)))
    assert (after.number, after.when, after.behind, clock.pace(after)) == (2, "past", None, "")


def test_without_dates_the_day_is_where_the_last_block_was_started() -> None:
    session = Session()
    day = today(session, at("20:00"))
    assert (day.number, day.date, day.when, day.behind) == (1, None, "coming", None)
    assert begins(day)["opening"] == "08.30"
    held(session, ("opening", "08:31", "09:10"))
    assert (today(session, at("09:12")).number, today(session, at("09:12")).date) == (1, DAY_1)
    assert today(session, at("08:00", DAY_2)).number == 2
    held(session, ("readiness", "08:35", ""), day=2, date=DAY_2)
    assert (today(session, at("08:40", DAY_2)).number, today(session, at("08:40", DAY_2)).behind) == (2, 5)


def test_a_postponed_day_is_the_day_on_which_it_was_held(session: Session) -> None:
    later = DAY_2 + dt.timedelta(days=5)
    held(session, ("opening", "08:30", ""), date=later)
    found = read(session, at("09:00", later))
    assert [day.date for day in found.days] == [later, later + dt.timedelta(days=1)]
    assert found.running
    assert today(session, at("09:00", later)).behind == 0


def test_a_test_run_the_evening_before_does_not_move_the_day(session: Session) -> None:
    held(session, ("opening", "19:00", "19:01"), date=DAY_1 - dt.timedelta(days=1))
    assert today(session, at("08:00")).date == DAY_1
    assert today(session, at("08:00")).when == "now"


def test_a_block_of_the_second_day_held_on_the_first_stands_there(session: Session) -> None:
    held(session, ("opening", "08:30", "09:15"))
    held(session, ("readiness", "09:15", ""), day=2)
    found = read(session, at("09:30"))
    assert [one.block.id for one in found.days[0].slots][:3] == ["opening", "readiness", "direction"]
    assert "readiness" not in begins(found.days[1])
    assert found.days[0].behind == 90
    assert [day.date for day in found.days] == [DAY_1, DAY_2]
    assert slot(session, "gap", at("08:30", DAY_2), 2).begins == at("08:45", DAY_2)


def test_what_was_left_over_can_be_held_on_a_day_of_its_own(session: Session) -> None:
    held(session, ("opening", "08:30", "09:15"), ("direction", "09:15", "10:45"))
    week_after = DAY_1 + dt.timedelta(days=7)
    held(session, ("issues", "09:00", ""), date=week_after)
    found = read(session, at("09:05", week_after))
    assert found.running
    assert (found.running.block.id, found.running.elapsed) == ("issues", 300)


def test_a_stage_of_one_day_has_all_blocks_on_it(session: Session) -> None:
    do(session, edits.revise(session.stage["stage-1"], end=DAY_1))
    found = read(session, at("08:00"))
    assert len(found.days) == 1
    assert len(found.days[0].slots) == 16
    assert found.days[0].planned_end - found.days[0].planned_begin == dt.timedelta(minutes=450 + 465)
    assert slot(session, "readiness", at("08:00"), 2).begins == at("16:00")


def test_an_evening_over_midnight_is_still_the_same_day(session: Session) -> None:
    held(session, ("opening", "08:30", "09:15"), ("issue-presentations", "23:40", ""))
    now = at("00:10", DAY_2)
    found = read(session, now)
    assert found.running
    assert found.running.elapsed == 30 * 60
    assert found.today
    assert (found.today.number, found.today.when) == (1, "now")
    assert found.today.ends >= at("00:40", DAY_2)


def test_before_the_first_day_there_is_no_evening_that_goes_on(session: Session) -> None:
    for made in (session, Session()):
        held(made, ("opening", "03:02", ""))
        reading = read(made, at("03:05"))
        assert reading.running is not None
        assert reading.running.id == block("opening")
        assert reading.today is not None
        assert (reading.today.number, reading.today.date) == (1, DAY_1)
        assert clock.day_of(made, KOMINFO, "stage-1", at("03:05")) == "stage-1/1"


def test_a_block_left_running_overnight_is_over(session: Session) -> None:
    held(session, ("opening", "08:30", "09:15"), ("issue-presentations", "15:00", ""))
    found = read(session, at("08:05", DAY_2))
    assert found.running is None
    forgotten = found.slot(block("issue-presentations"))
    assert forgotten
    assert (forgotten.state, forgotten.elapsed) == ("done", 3600)
    assert found.today
    assert found.today.number == 2


def test_moments_are_compared_and_not_digits(session: Session) -> None:
    held(session, ("opening", "08:30", ""))
    makassar = dt.timezone(dt.timedelta(hours=8))
    now = at("10:00", zone=makassar)  # 09:00 in Jakarta
    assert slot(session, "opening", now).elapsed == 30 * 60
    assert today(session, now).behind == 0
    assert slot(session, "direction", now).begins == at("09:15")


def test_a_clock_that_was_set_back_counts_nothing_below_zero(session: Session) -> None:
    held(session, ("opening", "08:30", ""))
    running = slot(session, "opening", at("08:10"))
    assert (running.state, running.elapsed, running.left) == ("running", 0, 45 * 60)


def test_a_closed_stage_stands_still(session: Session) -> None:
    held(session, ("opening", "08:30", ""))
    do(session, edits.revise(session.stage["stage-1"], closed=at("09:00")))
    found = read(session, at("09:30"))
    assert found.running is None
    assert {day.when for day in found.days} == {"past"}


def test_the_stage_in_hand_is_the_one_that_runs_or_is_dated_today(session: Session) -> None:
    assert clock.stage_of(session, KOMINFO, at("09:00")) == "stage-1"
    assert clock.stage_of(session, KOMINFO, at("09:00", dt.date(2026, 7, 20))) == ""
    do(session, Add("agenda", {"id": "stage-3/1/opening", "started": at("08:30")}))
    assert clock.stage_of(session, KOMINFO, at("09:00")) == "stage-3"


def test_the_sample_session_reads_as_it_went(sample: Any) -> None:
    session = store.load(sample).session
    closed = session.stage["stage-1"]
    session.stage["stage-1"] = msgspec.structs.replace(closed, closed=None)
    afternoon = dt.datetime.fromisoformat("2025-06-18T15:10:00+07:00")
    found = clock.read(session, KOMINFO, "stage-1", afternoon)
    assert found.today
    assert (found.today.number, found.today.begun) == (2, True)
    states = {one.block.id: one.state for one in found.today.slots}
    assert states["break-1"] == states["lunch"] == states["break-2"] == "unrecorded"
    assert [one.block.id for one in found.today.slots if one.state == "pending"] == ["closing"]
    assert abs(found.today.behind or 0) < 5


# Whatever happens -----------------------------------------------------------------------------------------------

BLOCKS = [id for id in KOMINFO.blocks if id.startswith("stage-1/")]
ACTIONS: dict[str, Callable[[Session, str, dt.datetime], Edit | None]] = {
    "start": lambda session, name, now: agenda.start(session, KOMINFO, name, now),
    "start again": lambda session, name, now: agenda.start(session, KOMINFO, name, now),
    "end": lambda session, name, now: agenda.end(session, KOMINFO, name, now),
    "resume": lambda session, name, now: agenda.resume(session, KOMINFO, name, now),
    "restart": lambda session, name, now: agenda.restart(session, KOMINFO, name, now),
    "skip": lambda session, name, now: agenda.skip(session, KOMINFO, name, now),
    "reset": lambda session, name, now: agenda.reset(session, KOMINFO, name, now),
    "longer": lambda session, name, now: agenda.lengthen(session, KOMINFO, name, 20, now),
    "shorter": lambda session, name, now: agenda.lengthen(session, KOMINFO, name, -20, now),
    "close": lambda session, _id, now: agenda.close_stage(session, KOMINFO, "stage-1", now),
    "reopen": lambda session, _id, _now: agenda.reopen_stage(session, KOMINFO, "stage-1"),
}


def must_hold(session: Session, now: dt.datetime) -> None:
    """What is true of every reading."""
    found = read(session, now)
    assert sorted(one.id for one in found.slots) == sorted(BLOCKS)
    assert sum(one.state == "running" for one in found.slots) <= 1
    for one in found.slots:
        assert one.elapsed >= 0
        assert one.elapsed + one.left == one.minutes * 60
        assert one.ends >= one.begins
        assert (one.elapsed == 0) or one.state in ("done", "running")
    real = [(one.begins, max(now, one.begins) if one.state == "running" else one.ends, one) for one in found.slots
            if one.state in ("done", "running")]  # fmt: skip
    assert sum(one.elapsed for *_span, one in real) == _union([(begin, end) for begin, end, _one in real])
    for day in found.days:
        pending = [one for one in day.slots if one.state == "pending"]
        for before, after in itertools.pairwise(pending):
            assert after.begins == before.ends
        if day.when == "now":
            assert all(one.begins >= now for one in pending)
            assert all(one.ends <= day.ends for one in day.slots if one.state != "skipped")
            assert day.behind == int((day.ends - day.planned_end).total_seconds() / 60)
        else:
            assert day.behind is None
    assert found.today in found.days


def _union(spans: list[tuple[dt.datetime, dt.datetime]]) -> int:
    total, until = 0, None
    for begin, end in sorted(spans):
        start = begin if until is None else max(begin, until)
        total += max(0, int((end - start).total_seconds()))
        until = end if until is None else max(end, until)
    return total


@settings(deadline=None, max_examples=60)
@given(st.data(), st.booleans(), st.booleans())
def test_whatever_is_done_the_clock_adds_up(data: st.DataObject, dated: bool, one_day: bool) -> None:
    session = Session()
    if dated:
        do(session, Add("stage", {"id": "stage-1", "start": DAY_1, "end": DAY_1 if one_day else DAY_2}))
    now = at("08:00")
    for _ in range(data.draw(st.integers(1, 25), label="steps")):
        now += dt.timedelta(seconds=data.draw(st.sampled_from([0, 1, 600, 3600, 5400, 40_000, -900])))
        action = data.draw(st.sampled_from(list(ACTIONS)))
        before = session.copy()
        try:
            edit = ACTIONS[action](session, data.draw(st.sampled_from(BLOCKS)), now)
        except Refused:
            assert session == before
            continue
        if edit is not None:
            do(session, edit)
            after = session.copy()
            do(session, edits.inverse(edit))
            assert session == before
            session = after
            if action in ("start", "start again", "restart"):
                assert read(session, now).running
        must_hold(session, now)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_whatever_stands_in_the_file_is_read(data: st.DataObject) -> None:
    session = Session()
    kind = kinds()["agenda"]
    moments = st.datetimes(timezones=st.sampled_from([WIB, dt.UTC, dt.timezone(dt.timedelta(hours=-11))]))
    for id in data.draw(st.lists(st.sampled_from(BLOCKS), unique=True)):
        raw = data.draw(strategies.raws(kind)) | {"id": id}
        for key in ("started", "ended"):
            if key in raw and data.draw(st.booleans()):
                raw[key] = data.draw(moments).replace(microsecond=0)
        session.agenda[id] = build(kind, raw)  # type: ignore[assignment]
    stage = data.draw(st.none() | strategies.raws(kinds()["stage"]))
    if stage:
        session.stage["stage-1"] = build(kinds()["stage"], stage | {"id": "stage-1"})  # type: ignore[assignment]
    found = read(session, data.draw(moments))
    assert sorted(one.id for one in found.slots) == sorted(BLOCKS)
    assert all(one.elapsed >= 0 for one in found.slots)
    assert found.today
    clock.planned(session, KOMINFO, "stage-1")
    clock.pace(found.today)


def test_a_day_is_told_in_one_time_zone_also_when_the_laptop_changed_its_own(session: Session) -> None:
    held(session, ("opening", "08:30", ""))
    wita = at("09:50", zone=dt.timezone(dt.timedelta(hours=8)))
    zones = {moment.utcoffset() for one in today(session, wita).slots for moment in (one.begins, one.ends)}
    assert zones == {WIB.utcoffset(None)}


@pytest.mark.parametrize(
    ("now", "stage", "day"),
    [
        ("2025-06-18T08:00:00+07:00", "stage-4", "stage-1/2"),
        ("2025-06-01T08:00:00+07:00", "stage-4", "stage-1/1"),
        ("2025-06-30T08:00:00+07:00", "stage-1", "stage-2/1"),
        ("2026-11-28T08:00:00+07:00", "stage-1", "stage-1/2"),
    ],
)
def test_the_day_to_open_is_todays_of_any_stage_else_the_next_else_the_last_of_its_own(
    sample: Any, now: str, stage: str, day: str
) -> None:
    session = store.load(sample).session
    assert clock.day_of(session, KOMINFO, stage, dt.datetime.fromisoformat(now)) == day


def test_a_stage_without_dates_opens_on_its_own_first_day_when_no_other_is_to_come() -> None:
    assert clock.day_of(Session(), KOMINFO, "stage-2", at("09:00")) == "stage-2/1"
