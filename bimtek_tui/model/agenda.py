"""The agenda as a session has it: the blocks of the method and its own ones, in its order, and when a day begins."""

from __future__ import annotations

import re

from msgspec import Struct

from ..i18n import _
from . import ids
from .entries import Session
from .method import Method
from .method_tables import Block, Stage
from .workshop_entries import AgendaBlock

STEP = 10
"""Between two blocks that nobody moved, so that others find room between them."""

TIME = r"([01]\d|2[0-3])\.([0-5]\d)"
"""A time of day as `day_start` has it."""


class Placed(Struct, frozen=True):
    """A block of a stage: its id in the session (``stage-1/1/<block>``), and its place among those of its day."""

    id: str
    block: Block
    order: int


def blocks(session: Session, method: Method, stage_id: str) -> list[Placed]:
    """The blocks of a stage, day by day in the order in which they are planned.

    A block of the session's own has its title as name, and its minutes; one without `order` stands at the end. Empty
    for a stage that the method does not have.
    """
    stage = method.stages.get(stage_id)
    if stage is None:
        return []
    slots = {f"{stage_id}/{block.day}/{block.id}": block for block in stage.block}
    owns = {id: _own(stage, id, entry) for id, entry in sorted(session.agenda.items()) if id not in slots}
    placed = []
    usual: dict[int, int] = {}
    for id, block in (slots | {id: own for id, own in owns.items() if own}).items():
        usual[block.day] = usual.get(block.day, 0) + STEP
        entry = session.agenda.get(id)
        order = entry.order if entry else None
        placed.append(Placed(id, block, usual[block.day] if order is None else order))
    return sorted(placed, key=lambda slot: (slot.block.day, slot.order))


def _own(stage: Stage, id: str, entry: AgendaBlock) -> Block | None:
    """A block of the session's own as one of the method; None where the id names no day of the stage."""
    day, _slash, block = id.rpartition("/")
    number = next((block.day for block in stage.block if day == f"{stage.id}/{block.day}"), None)
    if number is None or not ids.is_own_block(id):
        return None
    title = entry.title or _("(no title)")
    return Block(id=block, day=number, minutes=entry.minutes or 0, name=title, name_en=title)


def block_of(session: Session, method: Method, id: str) -> Block | None:
    """The block of the method or of the session with this id."""
    record = session.agenda.get(id)
    stage = method.stages.get(id.partition("/")[0])
    return method.blocks.get(id) or (_own(stage, id, record) if record and stage else None)


def day_start(session: Session, method: Method, stage_id: str, place: int) -> int:
    """The minute at which a day of a stage begins: as the session says, else the method; `place` counts days from 0."""
    entry = session.stage.get(stage_id)
    given = entry.day_start[place : place + 1] if entry else ()
    usual = method.day_start.replace(":", ".")
    time = re.fullmatch(TIME, given[0] if given else "", re.ASCII) or re.fullmatch(TIME, usual)
    return int(time[1]) * 60 + int(time[2]) if time else 0


def time_of_day(minute: int) -> str:
    """A minute of the day as `day_start` has it: 08.30."""
    return f"{minute // 60 % 24:02}.{minute % 60:02}"
