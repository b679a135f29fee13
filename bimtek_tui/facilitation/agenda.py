"""What a person does to the agenda of a stage: start, end, skip, replan, close. Each is one edit, one step of undo.

How it is planned, with own blocks in another order, is in `agenda_plan`; `clock` works out what follows.
Every function takes the id of a block (``stage-1/1/<block>``) or of a stage, and `now` with its offset.
"""

from __future__ import annotations

import datetime as dt

from .. import text
from ..errors import Refused
from ..i18n import _
from ..model import edits
from ..model.edits import Edit
from ..model.entries import Session
from ..model.method import Method, label, wording
from . import clock
from .clock import Reading, Slot

SKIPPED = "dilewati"
"""The reason that is stored when somebody skips a block without giving one."""


def start(session: Session, method: Method, id: str, now: dt.datetime) -> Edit | None:
    """Start a block now; the running one ends at the same moment, and the first one opens the stage.

    None when it runs already. Raises Refused when it was held already or the stage is closed.
    """
    reading, slot = find(session, method, id, now)
    if slot.state == "running":
        return None
    if slot.state == "done":
        raise Refused(
            _("“{block}” was held already ({begun}–{ended}); go on with it or start it anew").format(
                block=name_of(slot), begun=f"{slot.begins:%H.%M}", ended=f"{slot.ends:%H.%M}"
            )
        )
    return _begun(session, reading, slot, now, _("start of “{block}”"))


def record_held(session: Session, method: Method, id: str, now: dt.datetime) -> Edit | None:
    """Record that a block of a day that is over was held then, as long as planned, behind what was held before it.

    Raises Refused when the stage is closed.
    """
    _reading, slot = find(session, method, id, now)
    ends = slot.begins + dt.timedelta(minutes=slot.minutes)
    return edits.step(
        _("record of “{block}”").format(block=name_of(slot)),
        [
            edits.put(session, "agenda", id, started=slot.begins, ended=ends, skipped=None),
            _opened(session, id.partition("/")[0], slot.begins),
        ],
    )


def restart(session: Session, method: Method, id: str, now: dt.datetime) -> Edit | None:
    """Start a block anew from now on, whatever was recorded of it. Raises Refused when the stage is closed."""
    reading, slot = find(session, method, id, now)
    return _begun(session, reading, slot, now, _("new start of “{block}”"))


def resume(session: Session, method: Method, id: str, now: dt.datetime) -> Edit | None:
    """Go on with a block that was ended too early; what was held in between is not counted as its time.

    Raises Refused when it was never held, when that was on another day, or when the stage is closed.
    """
    reading, slot = find(session, method, id, now)
    if slot.state == "running":
        return None
    here = reading.today is not None and slot in reading.today.slots and reading.today.when == "now"
    if slot.state != "done" or not here:
        raise Refused(_("“{block}” was not held today; start it").format(block=name_of(slot)))
    return edits.step(
        _("going on with “{block}”").format(block=name_of(slot)),
        [*_others_over(session, reading, slot, now), edits.put(session, "agenda", id, ended=None)],
    )


def end(session: Session, method: Method, id: str, now: dt.datetime) -> Edit | None:
    """End the running block. Raises Refused when it does not run."""
    _reading, slot = find(session, method, id, now)
    if slot.state != "running":
        raise Refused(_("“{block}” is not running").format(block=name_of(slot)))
    return edits.step(
        _("end of “{block}”").format(block=name_of(slot)),
        [edits.put(session, "agenda", id, ended=max(now, slot.begins))],
    )


def skip(session: Session, method: Method, id: str, now: dt.datetime, reason: str = "") -> Edit | None:
    """Leave a block out, with a reason; one that runs counts as never begun.

    Raises Refused when it was held already or the stage is closed.
    """
    _reading, slot = find(session, method, id, now)
    if slot.state == "done":
        raise Refused(
            _("“{block}” was held already; it can't be skipped any more").format(block=name_of(slot))
        )
    return edits.step(
        _("skipping of “{block}”").format(block=name_of(slot)),
        [edits.put(session, "agenda", id, skipped=text.line(reason) or SKIPPED, started=None, ended=None)],
    )


def reset(session: Session, method: Method, id: str, now: dt.datetime) -> Edit | None:
    """Take back that a block was skipped, started or ended, so that it is still to come; its minutes stay.

    None when there is nothing to take back. Raises Refused when the stage is closed.
    """
    _reading, slot = find(session, method, id, now)
    if id not in session.agenda:
        return None
    return edits.step(
        _("“{block}” as not begun").format(block=name_of(slot)),
        [edits.put(session, "agenda", id, skipped=None, started=None, ended=None)],
    )


def lengthen(session: Session, method: Method, id: str, by: int, now: dt.datetime) -> Edit | None:
    """Give a block more minutes, or fewer (`by` below 0). See `set_minutes`."""
    _reading, slot = find(session, method, id, now)
    return set_minutes(session, method, id, slot.minutes + by, now)


def set_minutes(session: Session, method: Method, id: str, minutes: int, now: dt.datetime) -> Edit | None:
    """Replan the minutes of a block; the method's own number is not stored. None when nothing changes.

    Raises Refused when none would be left or the stage is closed.
    """
    _reading, slot = find(session, method, id, now)
    if minutes <= 0:
        raise Refused(
            _("“{block}” has {n} minutes; skip it instead of taking all of them").format(
                block=name_of(slot), n=slot.minutes
            ),
            "minutes",
        )
    wished = None if minutes == slot.block.minutes and id in method.blocks else minutes
    if minutes == slot.minutes:
        return None
    return edits.step(
        _("{n} minutes for “{block}”").format(n=minutes, block=name_of(slot)),
        [edits.put(session, "agenda", id, minutes=wished)],
    )


# The stage as a whole -----------------------------------------------------------------------------------------


def close_stage(session: Session, method: Method, stage_id: str, now: dt.datetime) -> Edit | None:
    """Record that a stage is closed, and end what runs in it; None when it is closed already.

    Nothing is asked here; `analysis.closing` says what is still open.
    """
    name = stage_name(method, stage_id)
    held = session.stage.get(stage_id)
    if held is not None and held.closed is not None:
        return None
    running = clock.read(session, method, stage_id, now).running
    return edits.step(
        _("closing of {stage}").format(stage=name),
        [
            edits.put(session, "agenda", running.id, ended=max(now, running.begins)) if running else None,
            edits.put(session, "stage", stage_id, closed=now),
        ],
    )


def reopen_stage(session: Session, method: Method, stage_id: str) -> Edit | None:
    """Take back that a stage is closed; None when it is not."""
    name = _("reopening of {stage}").format(stage=stage_name(method, stage_id))
    held = session.stage.get(stage_id)
    return edits.step(name, [edits.revise(held, closed=None)]) if held else None


# What these share ---------------------------------------------------------------------------------------------


def find(session: Session, method: Method, id: str, now: dt.datetime) -> tuple[Reading, Slot]:
    """The clock and the block; raises Refused when there is none or its stage takes no changes."""
    reading = read_open(session, method, id.partition("/")[0], now)
    slot = reading.slot(id)
    if slot is None:
        raise Refused(_("there is no block “{id}” in this agenda").format(id=text.short(id)))
    return reading, slot


def read_open(session: Session, method: Method, stage_id: str, now: dt.datetime) -> Reading:
    """The clock of a stage; raises Refused when it is closed."""
    held = session.stage.get(stage_id)
    if held is not None and held.closed is not None:
        raise Refused(_("{stage} is closed; reopen it first").format(stage=stage_name(method, stage_id)))
    return clock.read(session, method, stage_id, now)


def stage_name(method: Method, stage_id: str) -> str:
    """What a stage is called; raises Refused when the method has none of this id."""
    stage = method.stages.get(stage_id)
    if stage is None:
        raise Refused(_("there is no stage “{id}” in the method").format(id=text.short(stage_id)))
    return label(stage)


def name_of(slot: Slot) -> str:
    """A block in a sentence."""
    return text.short(wording(slot.block), 50)


def _begun(session: Session, reading: Reading, slot: Slot, now: dt.datetime, name: str) -> Edit | None:
    """Begin a block: not before the one that runs began, or a wrong clock would turn their order."""
    running = reading.running
    moment = max(now, running.begins) if running else now
    return edits.step(
        name.format(block=name_of(slot)),
        [
            *_others_over(session, reading, slot, moment),
            edits.put(session, "agenda", slot.id, started=moment, ended=None, skipped=None),
            _opened(session, slot.id.partition("/")[0], moment),
        ],
    )


def _others_over(session: Session, reading: Reading, slot: Slot, moment: dt.datetime) -> list[Edit | None]:
    """An end for every other block of the day that has none: the running one now, any other when it was over."""
    made: list[Edit | None] = []
    for other in reading.today.slots if reading.today else ():
        held = session.agenda.get(other.id)
        if other.id != slot.id and other.state in ("running", "done") and held and held.ended is None:
            ends = max(moment, other.begins) if other.state == "running" else other.ends
            made.append(edits.put(session, "agenda", other.id, ended=ends))
    return made


def _opened(session: Session, stage_id: str, moment: dt.datetime) -> Edit | None:
    held = session.stage.get(stage_id)
    return None if held and held.opened else edits.put(session, "stage", stage_id, opened=moment)
