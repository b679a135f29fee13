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
    states = [state for state in items(session, method, stage_id) if state.state == "open"]
    notes = [note for note in counting(session.note) if note.stage in (stage_id, None)]
    waiting = [note for note in notes if not note.closed]
    return Closing(
        open=tuple(state for state in states if state.item.group != "after"),
        later=tuple(state for state in states if state.item.group == "after"),
        unsorted=tuple(note for note in waiting if note.kind == "inbox"),
        parked=tuple(note for note in waiting if note.kind == "parking"),
        loose=tuple(note for note in waiting if note.kind == "action" and not (note.owner and note.due)),
        decisions=tuple(note for note in notes if note.kind == "decision"),
    )
