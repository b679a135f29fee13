"""Agenda arithmetic: when the blocks of a stage are planned to begin. Nothing here looks at a clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .method import Block, Method
from .model import Session


@dataclass(frozen=True, slots=True)
class Planned:
    """One block of the agenda as planned; `id` is the one of the session (``stage-1/1/<block>``)."""

    id: str
    block: Block
    begins: dt.time
    minutes: int
    skipped: bool


def planned(session: Session, method: Method, stage_id: str) -> list[Planned]:
    """The agenda of a stage with the time of day at which each block begins.

    Minutes replanned in the session take the place of the method's; a skipped block takes no time. Empty for a
    stage that the method does not have.
    """
    stage = method.stages.get(stage_id)
    hour, _colon, minute = method.day_start.partition(":")
    start = dt.timedelta(hours=int(hour), minutes=int(minute or 0))
    at = {1: start, 2: start}
    found = []
    for block in stage.block if stage else ():
        id = f"{stage_id}/{block.day}/{block.id}"
        held = session.agenda.get(id)
        skipped = held is not None and held.skipped is not None
        minutes = held.minutes if held and held.minutes is not None else block.minutes
        begins = at[block.day]
        at[block.day] = begins + dt.timedelta(minutes=0 if skipped else minutes)
        found.append(Planned(id, block, _time(begins), minutes, skipped))
    return found


def _time(since_midnight: dt.timedelta) -> dt.time:
    minutes = int(since_midnight.total_seconds()) // 60
    return dt.time(minutes // 60 % 24, minutes % 60)
