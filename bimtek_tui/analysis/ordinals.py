"""The short numbers that people say aloud in the room: S3, SO1, P12, QW2.

They are computed whenever shown and stored nowhere: the position in the order of capture within the quadrant or
the kind. Entries that no longer count keep theirs, so a number once spoken stays; what goes to another quadrant becomes the last there.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..model.entries import Quadrant, Session

LETTERS = {
    "mission": "M",
    "objective": "SS",
    "issue": "I",
    "readiness": "R",
    "gap": "G",
    "swot": "",
    "strategy": "",
    "program": "P",
    "quick_win": "QW",
}
"""What precedes the number, by kind; SWOT entries and strategies are numbered within their quadrant instead."""
QUADRANT_LETTERS: dict[Quadrant, str] = {"strength": "S", "weakness": "W", "opportunity": "O", "threat": "T"}
"""What precedes the number of a SWOT entry, and what strategies are named by."""


def ordinals(session: Session, *tables: str) -> dict[str, str]:
    """The label of every entry of these kinds by id, of all kinds that have labels when none is named."""
    labels: dict[str, str] = {}
    for table in tables or LETTERS:
        seen: Counter[str] = Counter()
        for id, entry in session.entries(table).items():
            before = letters(table, entry)
            seen[before] += 1
            labels[id] = f"{before}{seen[before]}"
    return labels


def letters(table: str, entry: Any) -> str:
    """What precedes the number of an entry of this kind."""
    return LETTERS[table] or QUADRANT_LETTERS.get(entry.quadrant, entry.quadrant)
