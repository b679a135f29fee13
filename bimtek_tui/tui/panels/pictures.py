"""The pictures that a panel has for the room, made of what the room may see: no votes of a voting that is open."""

from __future__ import annotations

from msgspec import structs

from ...analysis.ordinals import LETTERS, ordinals
from ...facilitation import rounds
from ...figures import plots
from ...figures.bars import Bar, Bars
from ...figures.plots import Picture
from ...i18n import _
from ...model.entries import Session
from ...workshop.workshop import Workshop
from ..entries import rows

RESULT = "result"
"""The picture of the dot voting of this run; the others are made by `figures/plots.py`."""


def seen(workshop: Workshop) -> Session:
    """A copy of the session for another thread, without the votes that nobody may see yet."""
    frozen = workshop.session.copy()
    for kind in plots.VOTED:
        if workshop.votes_hidden(kind):
            entries = frozen.entries(kind)
            entries.update({id: structs.replace(entry, votes=None) for id, entry in entries.items()})
    return frozen


def made(workshop: Workshop, names: tuple[str, ...], session: Session) -> list[Picture]:
    """The pictures of these names for which a session has data; it may run in a thread, on what `seen` gives."""
    pictures: list[Picture] = []
    for name in names:
        if name == RESULT:
            pictures += _result(workshop, session)
        else:
            pictures += plots.pictures((name,), session, workshop.method)
    return pictures


def again(workshop: Workshop, id: str, session: Session) -> Picture | None:
    """The picture with this id as a session is now; None where there is nothing to draw any more."""
    pictures = made(workshop, (plots.maker_of(id),), session)
    return next((picture for picture in pictures if picture.id == id), None)


def _result(workshop: Workshop, session: Session) -> list[Picture]:
    """The votes of a voting that is closed, as bars, those with most first."""
    voting = workshop.voting
    results = rounds.results(session, voting) if voting else []
    if voting is None or not any(result.votes for result in results):
        return []
    numbers = ordinals(session, voting.kind) if voting.kind in LETTERS else {}
    titles = {
        result.id: rows.title(workshop, voting.kind, session.find(voting.kind, result.id))
        for result in results
    }
    bars = (
        Bar(f"{numbers.get(result.id, '')} {titles[result.id]}".strip(), result.votes, str(result.votes))
        for result in results
    )
    return [Picture(RESULT, _("Result"), Bars(tuple(bars)))]
