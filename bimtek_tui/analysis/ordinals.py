"""The short numbers that people say aloud in the room: S3, SO1, P12, QW2.

They are computed whenever shown and stored nowhere: the position in the order of capture within the quadrant or
the kind. Entries that no longer count keep theirs, so a number once spoken stays.
"""

from __future__ import annotations

from collections import Counter

from ..model import Session

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
_QUADRANTS = {"strength": "S", "weakness": "W", "opportunity": "O", "threat": "T"}


def ordinals(session: Session, *tables: str) -> dict[str, str]:
    """The label of every entry of these kinds by id, of all kinds that have labels when none is named."""
    labels: dict[str, str] = {}
    for table in tables or LETTERS:
        seen: Counter[str] = Counter()
        for id, entry in session.entries(table).items():
            letters = LETTERS[table] or _QUADRANTS.get(entry.quadrant, entry.quadrant)
            seen[letters] += 1
            labels[id] = f"{letters}{seen[letters]}"
    return labels
