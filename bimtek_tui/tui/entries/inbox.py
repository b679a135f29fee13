"""The inbox: lines that nobody has sorted yet, and where each letter sends one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...i18n import N_
from .columns import LISTS, Column

if TYPE_CHECKING:
    from ...workshop.workshop import Workshop


_COLUMNS = {column.id: column for spec in LISTS.values() for column in spec.columns}

INBOX = _COLUMNS["inbox"]

INTO = (
    ("s", "strength", N_("Strength")),
    ("w", "weakness", N_("Weakness")),
    ("o", "opportunity", N_("Opportunity")),
    ("t", "threat", N_("Threat")),
    ("p", "short", N_("Program")),
    ("i", "issues", N_("Issue")),
    ("m", "minutes", N_("Minutes")),
    ("d", "decisions", N_("Decision")),
    ("k", "actions", N_("To do")),
    ("l", "parking", N_("Parking")),
    ("f", "facts", N_("Fact")),
)
"""The letter, the list, and a short word for it. The letters are the same in every language."""

SORTED_INTO: dict[str, Column] = {letter: _COLUMNS[list_] for letter, list_, _words in INTO}
"""Where each letter sends a note of the inbox, and as a sign before it ("w: ...") a line on its way there."""


def unsorted(workshop: Workshop, ids: Sequence[str]) -> list[str]:
    """Those of the notes that are still in the inbox."""
    notes = workshop.session.note
    return [id for id in ids if id in notes and notes[id].kind == "inbox" and notes[id].withdrawn is None]
