"""What the session says of the blocks of a stage: replanned, started, ended, skipped, and on which day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from ...model import agenda
from ...model.entries import Session
from ...model.method import Method
from ...model.method_tables import Block
from ...model.workshop_entries import AgendaBlock, Stage

When = Literal["past", "now", "coming"]

_DAWN = 4 * 3600
_LONGEST = 7 * 24 * 60
"""Minutes of a block; more are a slip that would only break the arithmetic."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Held(Struct, frozen=True):
    """A block with what the session says of it; `number` is its day, `place` its place in the agenda of the stage."""

    id: str
    block: Block
    number: int
    place: int
    minutes: int
    started: dt.datetime | None
    ended: dt.datetime | None
    skipped: str | None


def held_blocks(session: Session, method: Method, stage_id: str) -> list[Held]:
    """The blocks of a stage in the session's order, all on one day where the stage has only one."""
    entry = session.stage.get(stage_id)
    blocks = agenda.blocks(session, method, stage_id)
    one_day = entry is not None and entry.start is not None and entry.start == entry.end
    made = []
    for place, (id, block) in enumerate((planned.id, planned.block) for planned in blocks):
        held = session.agenda.get(id) or AgendaBlock(id=id)
        made.append(
            Held(
                id,
                block,
                blocks[0].block.day if one_day else block.day,
                place,
                whole(block.minutes if held.minutes is None else held.minutes),
                held.started if held.skipped is None else None,
                held.ended,
                held.skipped,
            )
        )
    return made


def whole(minutes: int) -> int:
    """Minutes that arithmetic can take."""
    return max(0, min(minutes, _LONGEST))


def begun(blocks: Iterable[Held]) -> list[tuple[dt.datetime, Held]]:
    """The started blocks in the order of their start; of two in the same second the one still open is the later."""
    starts = [(held.started, held) for held in blocks if held.started]
    return sorted(starts, key=lambda pair: (seconds(_EPOCH, pair[0]), pair[1].ended is None, pair[1].place))


def seconds(begin: dt.datetime, end: dt.datetime) -> int:
    """Whole seconds from one moment to another."""
    return int((end - begin).total_seconds())


def later(moment: dt.datetime, seconds: int) -> dt.datetime:
    """A moment moved on, or the moment itself at the ends of the calendar."""
    try:
        return moment + dt.timedelta(seconds=seconds)
    except OverflowError:
        return moment


def _date(moment: dt.datetime, first: dt.date | None) -> dt.date:
    """The day that a moment belongs to, where it was written down; before the `first` day of a stage none goes on."""
    return first if first == moment.date() else later(moment, -_DAWN).date()


def first_day(dates: Mapping[int, dt.date | None]) -> dt.date | None:
    """The first day of a stage, where it has a date."""
    return next(iter(dates.values()), None)


def _after(date: dt.date, days: int = 1) -> dt.date:
    return date + dt.timedelta(days=days) if (dt.date.max - date).days >= days else date


def dates_of(blocks: Sequence[Held], entry: Stage | None, now: dt.datetime) -> dict[int, dt.date | None]:
    """The date of each day: as the stage says, or later where most of its blocks were started on a later one."""
    dates: dict[int, dt.date | None] = {}
    before: dt.date | None = None
    started = begun(blocks)
    first = entry.start if entry and entry.start else started[0][0].date() if started else None
    for offset, number in enumerate(dict.fromkeys(held.number for held in blocks)):
        often = Counter(_date(moment, first) for moment, held in started if held.number == number)
        likely = [_after(entry.start, offset)] if entry and entry.start else []
        likely += sorted(often, key=lambda date: (-often[date], date))[:1]
        date = max(likely, default=None)
        if date and before and date <= before:
            date = _after(before)
        dates[number] = date
        before = date or before
    today = _date(now, first)
    lately = [held for moment, held in started if _date(moment, first) == today]
    if lately and today not in dates.values():  # something left over is held, on none of the days known
        dates[lately[-1].number] = today
    return dates


def placed(block: Held, dates: Mapping[int, dt.date | None]) -> int:
    """The day on which a block stands."""
    held = _date(block.started, first_day(dates)) if block.started else None
    return next((number for number, date in dates.items() if held and date == held), block.number)


def when_is(date: dt.date | None, now: dt.datetime, first: dt.date | None) -> When:
    """Whether a day is over, running or still to come; one without a date is to come. `first` is that of its stage."""
    if date is None or date > _date(now, first):
        return "coming"
    return "now" if date == _date(now, first) else "past"


def shown_dates(dates: Mapping[int, dt.date | None], now: dt.datetime) -> dict[int, dt.date]:
    """A date for every day, so that each block has a moment: an unknown one is today, or the day after the last."""
    shown: dict[int, dt.date] = {}
    before: dt.date | None = None
    today = _date(now, first_day(dates) or now.date())
    for number, date in dates.items():
        before = date or max(today, _after(before) if before else today)
        shown[number] = before
    return shown
