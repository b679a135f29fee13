"""Every number of the books computed anew from the TOML files, by a script that knows nothing of the program.

It reads a session and its method with ``tomllib``, does its own arithmetic, and is what a reviewer may trust in place of the
program: no module here imports one of ``bimtek_tui``. Numbers in people's own words are people's; all others are
recomputed, or told.
"""

from __future__ import annotations

from pathlib import Path

from . import assessment, funding, people, portfolio, quick_wins, readiness, roadmap, swot
from .comparing import Report, Truth, compared, spoken
from .reading import Session

__all__ = ["Report", "Truth", "compared", "recomputed"]


def recomputed(session: Path, method: Path) -> Truth:
    """What is true of a session by its method, both of them TOML files; books are held against it by `compared`."""
    read = Session(session, method)
    truth = Truth(words=spoken(list(read.words())))
    for subject in (people, assessment, readiness, swot, portfolio, funding, roadmap, quick_wins):
        subject.tell(read, truth)
    return truth
