"""Plan and reality of a stage's days, block by block."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from ...model import agenda
from ...model.entries import Session
from ...model.method import Method
from ...model.method_tables import Block
from .records import (
    Held,
    When,
    begun,
    dates_of,
    first_day,
    held_blocks,
    later,
    placed,
    seconds,
    shown_dates,
    when_is,
    whole,
)

State = Literal["done", "running", "pending", "skipped", "unrecorded"]
Level = Literal["", "soon", "last", "over"]


def level_of(left: int, total: int) -> Level:
    """How pressing it is: "soon" from a fifth of the time on, "last" from a twentieth on, "over" when none is left."""
    if left <= 0:
        return "over"
    if left * 20 <= total:
        return "last"
    return "soon" if left * 5 <= total else ""


class Planned(Struct, frozen=True):
    """One block of the agenda as planned; `id` is the one of the session (``stage-1/1/<block>``)."""

    id: str
    block: Block
    begins: dt.time
    minutes: int
    skipped: bool


_MOVED = 6 * 60 * 60
"""Seconds: a day that begins further from its time is held at another time."""


class Slot(Struct, frozen=True):
    """One block as it goes; `id` is the one of the session (``stage-1/1/<block>``).

    `minutes` are the replanned ones, else the method's. `planned` is when the plan lets it begin; `begins`
    and `ends` are when it really began and ended, or is expected to. `elapsed` counts seconds, never below 0.
    `passed` says that it is pending though a block planned behind it was started; `reason` why it was skipped.
    Nobody started an unrecorded one, and it is over.
    """

    id: str
    block: Block
    state: State
    minutes: int
    planned: dt.datetime
    begins: dt.datetime
    ends: dt.datetime
    elapsed: int
    passed: bool
    reason: str

    @property
    def left(self) -> int:
        """Seconds left of its minutes; below 0 it is over its time."""
        return self.minutes * 60 - self.elapsed

    @property
    def level(self) -> Level:
        """How pressing the end of a running block is (`level_of`); "" for any other."""
        return level_of(self.left, self.minutes * 60) if self.state == "running" else ""


class Day(Struct, frozen=True):
    """One day of a stage; `date` is None where neither the session nor a started block says it.

    `slots` stand in the order in which they happen. `ends` is the expected end (of a past day: when the last block
    ended). `behind` is by how many whole minutes today will end later than planned, below 0 earlier; None on another
    day. `begun` says whether a block of it was started.
    """

    number: int
    date: dt.date | None
    when: When
    slots: tuple[Slot, ...]
    planned_begin: dt.datetime
    planned_end: dt.datetime
    ends: dt.datetime
    behind: int | None
    begun: bool


class Reading(Struct, frozen=True):
    """The agenda of a stage at one moment; `today` is the day to show, None only where there is no agenda."""

    days: tuple[Day, ...]
    today: Day | None

    @property
    def slots(self) -> list[Slot]:
        """The blocks of all days."""
        return [slot for day in self.days for slot in day.slots]

    @property
    def running(self) -> Slot | None:
        """The block that runs; there is never more than one."""
        return next((slot for slot in self.slots if slot.state == "running"), None)

    @property
    def following(self) -> Slot | None:
        """The block to start next on the day shown."""
        return (
            next((slot for slot in self.today.slots if slot.state == "pending"), None) if self.today else None
        )

    def slot(self, id: str) -> Slot | None:
        """The block with this id."""
        return next((slot for slot in self.slots if slot.id == id), None)


def planned(session: Session, method: Method, stage_id: str) -> list[Planned]:
    """The agenda of a stage with the time of day at which each block begins, whatever has really happened.

    Minutes replanned in the session take the place of the method's; a skipped block takes no time. Empty for a
    stage that the method does not have.
    """
    blocks = held_blocks(session, method, stage_id)
    at = _starts(session, method, stage_id, dict.fromkeys(held.number for held in blocks))
    plan = []
    for held in blocks:
        begins = at[held.number]
        at[held.number] = begins + (0 if held.skipped is not None else held.minutes)
        time = dt.time(begins // 60 % 24, begins % 60)
        plan.append(Planned(held.id, held.block, time, held.minutes, held.skipped is not None))
    return plan


def read(session: Session, method: Method, stage_id: str, now: dt.datetime) -> Reading:
    """Where a stage stands at `now`, which carries its offset; empty for a stage that the method does not have."""
    now = now.replace(microsecond=0)
    blocks = held_blocks(session, method, stage_id)
    entry = session.stage.get(stage_id)
    dates = dates_of(blocks, entry, now)
    closed = entry is not None and entry.closed is not None
    when: dict[int, When] = {
        number: "past" if closed else when_is(date, now, first_day(dates)) for number, date in dates.items()
    }
    place = {held.id: placed(held, dates) for held in blocks}
    started = begun(blocks)
    still_open = [held.id for _at, held in started if not held.ended and when[place[held.id]] != "past"]
    running = still_open[-1] if still_open else ""
    here = {number: [held for held in blocks if place[held.id] == number] for number in dates}
    starts = _starts(session, method, stage_id, dates)
    begin = {
        number: _begin(date, starts[number], here[number], now)
        for number, date in shown_dates(dates, now).items()
    }
    facts = _Facts(
        now,
        running,
        _spans(started, running, now),
        _plan(blocks, begin),
        {held.number: held.place for held in blocks if held.started},
    )
    days = []
    for number, date in dates.items():
        own = [held for held in blocks if held.number == number]
        days.append(_day(number, date, when[number], begin[number], here[number], own, facts))
    return Reading(tuple(days), _today(days))


def stage_of(session: Session, method: Method, now: dt.datetime) -> str:
    """The stage in which a block runs now, else the one that has its day today, else ""."""
    readings = {stage.id: read(session, method, stage.id, now) for stage in method.stage}
    running = [id for id, reading in readings.items() if reading.running]
    dated = [id for id, reading in readings.items() if any(day.when == "now" for day in reading.days)]
    return next(iter(running or dated), "")


def day_of(session: Session, method: Method, stage_id: str, now: dt.datetime) -> str:
    """The day to open (``stage-1/1``): today's, of whatever stage, closed or not; else the next one that has a date.

    Where none is to come it is the last one of this stage, or its first as long as it has no dates.
    """
    readings = {stage.id: read(session, method, stage.id, now) for stage in method.stage}
    dated = sorted(
        (day.date, f"{id}/{day.number}")
        for id, reading in readings.items()
        for day in reading.days
        if day.date is not None
    )
    for wanted in ("now", "coming"):
        for date, name in dated:
            if when_is(date, now, readings[name.partition("/")[0]].days[0].date) == wanted:
                return name
    here = readings[stage_id].today
    return f"{stage_id}/{here.number if here else 1}"


def _today(days: Sequence[Day]) -> Day | None:
    """The day to show: where a block runs, else today's, else the next to come, else the last."""
    running = [day for day in days if any(slot.state == "running" for slot in day.slots)]
    today = [day for day in days if day.when == "now"]
    coming = [day for day in days if day.when == "coming"]
    return next(iter(running or today or coming or days[-1:]), None)


class _Span(Struct, frozen=True):
    """When a started block began and ended (a running one: now), and the seconds that were its own."""

    begins: dt.datetime
    ends: dt.datetime
    own: int


class _Facts(Struct, frozen=True):
    """What holds for the whole stage; `furthest` is the place of the last started block of each day."""

    now: dt.datetime
    running: str
    spans: dict[str, _Span]
    plan: dict[str, dt.datetime]
    furthest: dict[int, int]


def _spans(started: Sequence[tuple[dt.datetime, Held]], running: str, now: dt.datetime) -> dict[str, _Span]:
    """From when to when each started block was held; they come in the order in which they were started."""
    spans = []
    for number, (begins, held) in enumerate(started):
        end = now if held.id == running else held.ended
        if end is None:  # at the latest it was over when the next one began
            end = min(
                [later(begins, held.minutes * 60), *(moment for moment, _held in started[number + 1 :])]
            )
        spans.append((begins, max(end, begins)))
    by_id = {}
    for number, (begins, ends) in enumerate(spans):
        own, at = 0, begins
        for other_begins, other_ends in spans[number + 1 :]:
            own += max(0, seconds(at, min(other_begins, ends)))
            at = max(at, other_ends)
        by_id[started[number][1].id] = _Span(begins, ends, own + max(0, seconds(at, ends)))
    return by_id


def _starts(session: Session, method: Method, stage_id: str, days: Iterable[int]) -> dict[int, int]:
    """The minute at which each of the days begins."""
    return {number: agenda.day_start(session, method, stage_id, place) for place, number in enumerate(days)}


def _begin(date: dt.date, start: int, here: Sequence[Held], now: dt.datetime) -> dt.datetime:
    """When the plan of a day begins, in the offset in which its first block was started.

    One that began hours before or after its time of day was moved, as by a rehearsal the evening before: it is not late.
    """
    first = next((moment for moment, _held in begun(here)), None)
    planned = later(dt.datetime.combine(date, dt.time(), (first or now).tzinfo), start * 60)
    return first if first and abs(seconds(planned, first)) > _MOVED else planned


def _plan(blocks: Sequence[Held], begin: Mapping[int, dt.datetime]) -> dict[str, dt.datetime]:
    """When each block begins by the minutes of the method, and of own blocks by theirs."""
    at, begins = dict(begin), {}
    for held in blocks:
        begins[held.id] = at[held.number]
        at[held.number] = later(at[held.number], whole(held.block.minutes) * 60)
    return begins


def _day(
    number: int,
    date: dt.date | None,
    when: When,
    begin: dt.datetime,
    here: Sequence[Held],
    own: Sequence[Held],
    facts: _Facts,
) -> Day:
    """One day: `here` are the blocks that stand on it, `own` those that are planned there."""
    slots = _slots(here, when, begin, facts)
    planned_end = later(begin, sum(whole(block.block.minutes) for block in own) * 60)
    held = [slot for slot in slots if slot.state in ("done", "running")]
    counted = held if when == "past" else [slot for slot in slots if slot.state != "skipped"]
    ends = max((slot.ends for slot in counted), default=planned_end if when == "past" else begin)
    return Day(
        number,
        date,
        when,
        tuple(slots),
        begin,
        planned_end,
        ends,
        behind=_minutes(planned_end, ends) if when == "now" else None,
        begun=bool(held),
    )


def _minutes(planned: dt.datetime, real: dt.datetime) -> int:
    """Whole minutes between plan and reality, towards nothing: 59 seconds late is on time."""
    return int(seconds(planned, real) / 60)


def _slots(here: Sequence[Held], when: When, begin: dt.datetime, facts: _Facts) -> list[Slot]:
    """The blocks of a day in their order, each with when it began or is expected to begin."""
    started = begun(here)
    over = _unrecorded(here, when, begin, facts)
    slots = []
    at = started[0][0] if started else begin
    for _moment, held in started:
        span, runs = facts.spans[held.id], held.id == facts.running
        ends = later(span.ends, max(0, held.minutes * 60 - span.own)) if runs else span.ends
        at = max(at, ends)
        slots.append(_slot(held, "running" if runs else "done", span.begins, ends, span.own, facts))
    if when == "now":
        at = max(at, facts.now)
    for held in here:
        if not held.started and held.skipped is None and held.id not in over:
            begins, at = at, later(at, held.minutes * 60)
            slots.append(_slot(held, "pending", begins, at, 0, facts))
    place = {held.id: held.place for held in here}
    for held in here:
        if held.skipped is not None or held.id in over:  # stands behind the one that it would have followed
            before = [number for number, slot in enumerate(slots) if place[slot.id] < held.place]
            number = max(before, key=lambda number: place[slots[number].id]) + 1 if before else 0
            at = slots[number - 1].ends if number and started else facts.plan[held.id]
            state: State = "unrecorded" if held.skipped is None else "skipped"
            slots.insert(number, _slot(held, state, at, at, 0, facts))
    return slots


def _unrecorded(here: Sequence[Held], when: When, begin: dt.datetime, facts: _Facts) -> set[str]:
    """The blocks that nobody started and that are over: all of a past day, else those that there was time for.

    People forget to start the lunch break. There was time for a block that was passed over when at least three
    quarters of its minutes lay between the block before (or what that one should have taken) and the one started
    in its place.
    """
    waiting = [held for held in here if not held.started and held.skipped is None]
    if when == "past":
        return {held.id for held in waiting}
    over: set[str] = set()
    free_from = begin
    for moment, held in begun(here):
        free = seconds(free_from, moment)
        for other in waiting:
            needed = other.minutes * 60
            if other.place < held.place and other.id not in over and needed * 3 <= free * 4:
                over.add(other.id)
                free -= needed
        free_from = min(facts.spans[held.id].ends, later(moment, held.minutes * 60))
    return over


def _slot(
    held: Held, state: State, begins: dt.datetime, ends: dt.datetime, elapsed: int, facts: _Facts
) -> Slot:
    passed = state == "pending" and held.place < facts.furthest.get(held.number, 0)
    planned = facts.plan[held.id]
    begins, ends = (_there(moment, planned) for moment in (begins, ends))
    return Slot(
        held.id, held.block, state, held.minutes, planned, begins, ends, elapsed, passed, held.skipped or ""
    )


def _there(moment: dt.datetime, planned: dt.datetime) -> dt.datetime:
    """A moment in the zone in which its day was planned: a laptop may change its zone while a block runs."""
    try:
        return moment.astimezone(planned.tzinfo)
    except (OverflowError, ValueError):  # at the ends of the calendar
        return moment
