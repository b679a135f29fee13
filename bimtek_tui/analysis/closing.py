"""What to go through before a stage is closed. Nothing here hinders closing: the facilitator decides.

`check.missing` says the same of the checklist in sentences with lines, for the command; here are the things
themselves, so that a screen can lead to them: an item's panel, a note's id.
"""

from __future__ import annotations

from msgspec import Struct

from ..model.entries import Session, counting
from ..model.method import Method
from ..model.workshop_entries import Note
from .progress import ItemState, items


class Closing(Struct, frozen=True):
    """What is left of a stage, each in its order.

    `open` are checklist items of before and during the workshop, `later` those of after it, which only remind.
    `unsorted` are inbox lines, `parked` what the parking lot still holds, `loose` actions without owner or date;
    notes that name no stage are among them, since nobody else asks for them. `decisions` is what to read out.
    """

    open: tuple[ItemState, ...]
    later: tuple[ItemState, ...]
    unsorted: tuple[Note, ...]
    parked: tuple[Note, ...]
    loose: tuple[Note, ...]
    decisions: tuple[Note, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing is left that belongs before the closing."""
        return not (self.open or self.unsorted or self.parked or self.loose)


def closing(session: Session, method: Method, stage_id: str) -> Closing:
    """What is left of a stage; nothing for a stage that the method does not have."""
    states = [one for one in items(session, method, stage_id) if one.state == "open"]
    notes = [one for one in counting(session.note) if one.stage in (stage_id, None)]
    waiting = [one for one in notes if not one.closed]
    return Closing(
        open=tuple(one for one in states if one.item.group != "after"),
        later=tuple(one for one in states if one.item.group == "after"),
        unsorted=tuple(one for one in waiting if one.kind == "inbox"),
        parked=tuple(one for one in waiting if one.kind == "parking"),
        loose=tuple(one for one in waiting if one.kind == "action" and not (one.owner and one.due)),
        decisions=tuple(one for one in notes if one.kind == "decision"),
    )
