"""What an earlier run acknowledged and could not save: found, also after the file was renamed or moved, and replayed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CannotSave
from ..i18n import _, ngettext
from ..model.edits import Edit
from ..store import editing, strays
from ..store.journal import LeftOver, take_over
from ..store.reading import Loaded
from ..store.strays import Stray


@dataclass
class Recovered:
    """What was replayed and is to be saved, what it came from, what is to be said, and what a person has to decide.

    `strays` are journals of this city's file in another state; `fault` says why nothing may be written here.
    """

    done: list[Edit] = field(default_factory=list)
    left: LeftOver = field(default_factory=LeftOver)
    news: list[str] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    fault: str = ""


def recover(loaded: Loaded, journal: Path, digest: str) -> Recovered:
    """Replay on a session as read, whose file has this digest, what an earlier run left in a journal."""
    city = city_of(loaded)
    try:
        moved = strays.strays(journal, digest, city)
        for stray in moved:
            if stray.fits:
                adopt(stray, journal)
        left = take_over(journal, digest, city)
    except CannotSave as error:
        return Recovered(fault=str(error))
    done, refused = editing.replay(loaded, left.edits)
    news = [
        _("what could not be saved of {city}, whose file lay here, waits for that file in {place}").format(
            city=city, place=place
        )
        for city, place in left.strangers
    ]
    if done:
        news.append(
            ngettext(
                "{number} change that the last run could not save was restored",
                "{number} changes that the last run could not save were restored",
                len(done),
            ).format(number=len(done))
        )
    if refused or left.damaged:
        left.doubtful = True
        news.append(
            _("what did not fit any more is kept in {folder}: {reasons}").format(
                folder=journal.parent,
                reasons="; ".join(dict.fromkeys(refused)) or _("a damaged line"),
            )
        )
    return Recovered(done, left, news, [stray for stray in moved if not stray.fits])


def city_of(loaded: Loaded) -> str:
    """The name of the city that a session is about, "" where it says none."""
    return loaded.session.city.name if loaded.session.city else ""


def adopt(stray: Stray, journal: Path) -> None:
    """Let a stray be replayed as this journal. Raises CannotSave."""
    try:
        strays.adopt(stray, journal)
    except OSError as error:
        raise CannotSave(
            _("{file} can't be read: {reason}; check the permissions and open the session again").format(
                file=stray.file, reason=error.strerror or error
            )
        ) from error
