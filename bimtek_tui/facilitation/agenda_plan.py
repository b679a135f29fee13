"""Planning the agenda of a stage: its dates, when a day begins, own blocks, their order. Each is one edit, one step of undo.

A block that was moved gets an `order` between its neighbours, so that two people who move two blocks do not get into
each other's way; the blocks of the method keep their ids.
"""

from __future__ import annotations

import datetime as dt

from ..errors import Refused
from ..i18n import _
from ..model import agenda as order
from ..model import edits, ids, kinds
from ..model.edits import Edit
from ..model.entries import Session
from ..model.method import Method
from .agenda import find, name_of, read_open, stage_name
from .agenda_lines import BlockLine, Dates
from .clock import Slot

_MOVABLE = ("pending", "skipped")


def is_movable(slot: Slot) -> bool:
    """Whether a block is still to come, so that it can change its place."""
    return slot.state in _MOVABLE


def new_id(session: Session, day: str) -> str:
    """An id for a block of the session's own on this day (``stage-1/1``)."""
    return ids.mint_block(day, session.agenda)


def add(
    session: Session, method: Method, id: str, line: BlockLine, after: str, now: dt.datetime
) -> Edit | None:
    """A new block of the session's own: where its time says, else behind the block `after`, else at the end of its day.

    It never stands before a block that was begun. Raises Refused when the stage is closed or has no such day.
    """
    stage_id, number = id.split("/")[:2]
    reading = read_open(session, method, stage_id, now)
    here = [placed for placed in order.blocks(session, method, stage_id) if str(placed.block.day) == number]
    if not here:
        raise Refused(
            _("{stage} has no day {number}").format(stage=stage_name(method, stage_id), number=number)
        )
    slots = [slot for placed in here if (slot := reading.slot(placed.id))]
    place = next((at for at, slot in enumerate(slots, 1) if slot.id == after), len(slots))
    if line.at is not None:
        place = sum(slot.begins.hour * 60 + slot.begins.minute < line.at for slot in slots)
    begun = max((at for at, slot in enumerate(slots, 1) if slot.state in ("running", "done")), default=0)
    rank, others = _between(session, here, max(place, begun))
    new = edits.put(session, "agenda", id, title=line.title, order=rank, minutes=line.minutes)
    return edits.together(_("agenda block “{block}”").format(block=line.title), [new, *others])


def move(session: Session, method: Method, id: str, by: int, now: dt.datetime) -> Edit | None:
    """Move a block before (`by` -1) or behind (1) its neighbour of the same day that is still to come.

    Raises Refused when it was begun, when there is no neighbour, and when the stage is closed.
    """
    reading, slot = find(session, method, id, now)
    if not is_movable(slot):
        raise Refused(
            _("“{block}” is not to come any more; it stays where it was").format(block=name_of(slot))
        )
    day = id.rpartition("/")[0]
    here = [
        placed
        for placed in order.blocks(session, method, day.partition("/")[0])
        if placed.id.startswith(f"{day}/")
    ]
    coming = {slot.id for slot in reading.slots if slot.state in _MOVABLE}
    movable = [placed for placed in here if placed.id in coming]
    target = [placed.id for placed in movable].index(id) + by
    if not 0 <= target < len(movable):
        sentence = (
            _("“{block}” is the first still to come of its day")
            if by < 0
            else _("“{block}” is the last of its day; {key:add-block} adds a block to another day")
        )
        raise Refused(sentence.format(block=name_of(slot)))
    others = [placed for placed in here if placed.id != id]
    rank, more = _between(session, others, others.index(movable[target]) + (by > 0))
    return edits.step(
        _("moving of “{block}”").format(block=name_of(slot)),
        [edits.put(session, "agenda", id, order=rank), *more],
    )


def remove(session: Session, method: Method, id: str, now: dt.datetime) -> Edit | None:
    """Take a block of the session's own out. Raises Refused when it was held already or the stage is closed."""
    _reading, slot = find(session, method, id, now)
    if slot.state == "done":
        raise Refused(_("“{block}” was held already, so it stays").format(block=name_of(slot)))
    return edits.Remove("agenda", kinds.raw(session.agenda[id]))


def set_dates(session: Session, method: Method, stage_id: str, dates: Dates, day: int | None) -> Edit | None:
    """Give a stage dates, or its days another start.

    A single date moves the stage and keeps its length, where that is known. One time is that of the `day` (counted
    from 0; None: of all days), several are those of the days in their order. None when nothing changes. Raises Refused
    when there are more times than days.
    """
    name = _("dates and start of {stage}").format(stage=stage_name(method, stage_id))
    after: dict[str, object] = {}
    held = session.stage.get(stage_id)
    if dates.first is not None:
        last = dates.last
        if last is None and held and held.start and held.end:
            last = dates.first + (held.end - held.start)
        after |= {"start": dates.first, "end": last or (held.end if held else None)}
    if dates.times:
        days = len({placed.block.day for placed in order.blocks(session, method, stage_id)})
        if len(dates.times) > days:
            raise Refused(_("there are {n} days, and more times than that").format(n=days))
        after["day_start"] = _starts(session, method, stage_id, dates.times, day, days)
    change = edits.put(session, "stage", stage_id, **after)
    return edits.step(name, [change])


def _starts(
    session: Session, method: Method, stage_id: str, times: tuple[int, ...], day: int | None, days: int
) -> tuple[str, ...]:
    """The start of each day as it is stored; nothing where all days begin when the method lets them."""
    starts = [order.day_start(session, method, stage_id, place) for place in range(days)]
    if len(times) > 1:
        starts[: len(times)] = times
    elif day is None:
        starts = [times[0]] * days
    else:
        starts[day] = times[0]
    usual = order.day_start(Session(), method, stage_id, 0)
    return tuple(map(order.time_of_day, starts)) if any(start != usual for start in starts) else ()


def _between(session: Session, here: list[order.Placed], place: int) -> tuple[int, list[Edit | None]]:
    """The `order` of a block that comes to this place among others; these are numbered anew where there is no room."""
    low = here[place - 1].order if place else here[0].order - 2 * order.STEP if here else 0
    high = here[place].order if place < len(here) else low + 2 * order.STEP
    if high - low > 1:
        return (low + high) // 2, []
    ranks = [number * order.STEP for number in range(1, len(here) + 2)]
    rank = ranks.pop(place)
    return rank, [
        edits.put(session, "agenda", placed.id, order=new)
        for placed, new in zip(here, ranks, strict=True)
        if placed.order != new
    ]
