"""Before the first signature: what it covers from then on, what is still missing, and a word that nobody types by mistake."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from ...analysis import progress
from ...errors import Refused
from ...i18n import _
from ...model import kinds
from ...model.entries import counting
from ...model.labels import capital
from ...model.lookup import folded
from ...model.method import wording
from ...review import signing
from ...workshop.workshop import Workshop
from .ask import Ask

ASKED = (
    "vision-written",
    "missions-written",
    "objectives-written",
    "strategies-per-quadrant",
    "programs-per-dimension",
    "programs-have-lead",
    "programs-have-years",
    "programs-have-budget",
    "programs-final",
    "candidates-decided",
    "quick-wins-chosen",
    "quick-wins-owned",
    "quick-win-sheets-written",
    "milestones-planned",
    "commitment-points",
    "commitment-dated",
    "signatories-listed",
)
"""Conditions of the checklist that a signature rests on, whatever was ticked by hand."""


def ask(app: App[object], workshop: Workshop, sign: Callable[[], object]) -> None:
    """Show what a first signature covers and what is missing; `sign` is done once the word was typed."""
    word = _("agreed")

    def read(typed: str) -> bool:
        if folded(typed) != folded(word):
            raise Refused(_("nobody has signed: type “{word}”, or leave").format(word=word))
        return True

    parts = [covered(workshop)]
    if missing := lacking(workshop):  # may be long, and scrolls
        parts.append("\n".join([_("Still missing:"), *(f"○ {item}" for item in missing)]))
    how = _("Type “{word}” to sign; {key:back} leaves it unsigned.").format(word=word)

    def answered(agreed: bool | None) -> None:
        if agreed:
            sign()

    question = Ask(_("The first signature"), how, "", read, about="\n\n".join(parts))
    question.place = ""  # the word is typed anew: as a draft it would let Enter alone sign the next time
    app.push_screen(question, answered)


def covered(workshop: Workshop) -> str:
    """How many entries of each kind a change is told of once somebody has signed."""
    counted = signing.covered(workshop.session)
    of_status = {
        "program": _("Programs, final or of a chosen quick win:"),
        "quick_win": _("Chosen quick wins:"),
    }
    numbers = " · ".join(
        _("{what} {done} of {total}").format(
            what=of_status[kind], done=number, total=len(counting(workshop.session.entries(kind)))
        )
        if kind in of_status
        else f"{capital(_(kinds.KIND_WORDS[kind]))} {number}"
        for kind, number in counted.items()
    )
    points = len(workshop.session.commitment.points) if workshop.session.commitment else 0
    return _("It covers: {numbers} · points of the commitment {points}").format(
        numbers=numbers, points=points
    )


def lacking(workshop: Workshop) -> list[str]:
    """What the checklist asks of what is signed and is not there, each with how much of it is."""
    session, method = workshop.session, workshop.method
    return [
        f"{wording(state.item, 'text')}  "
        + _("{done} of {total}").format(done=state.degree.done, total=state.degree.total)
        for stage in method.stage
        for state in progress.items(session, method, stage.id)
        if state.item.condition in ASKED and state.degree is not None and not state.degree.met
    ]
