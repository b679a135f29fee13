"""Where an entry belongs in the eyes of a list: its dimension and its agencies.

A candidate for a quick win has neither itself; its program has them.
"""

from __future__ import annotations

from typing import Any

from ..model.entries import QuickWin, Session
from ..model.entry_types import Entry

_AGENCIES = ("lead", "source", "agency", "owner")
"""The keys that name who leads, said, sent or does something; the first one that is there counts most."""


def dimension_of(session: Session, entry: Entry) -> str:
    """The id of the dimension, or ""."""
    return str(getattr(_bearer(session, entry), "dimension", None) or "")


def agencies_of(session: Session, entry: Entry) -> tuple[str, ...]:
    """Codes or names of the agencies, the leading one first."""
    names = [getattr(record, key, None) for record in (entry, _bearer(session, entry)) for key in _AGENCIES]
    return tuple(dict.fromkeys(name for name in names if name))


def _bearer(session: Session, entry: Entry) -> Any:
    return session.program.get(entry.program) if isinstance(entry, QuickWin) else entry
