"""Opening a dot voting: on which list, with how many dots, and what becomes of votes that are there already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from textual.content import Content
from textual.screen import ModalScreen

from ...analysis.votes import VOTED_ON
from ...errors import Refused
from ...facilitation import rounds
from ...i18n import _, ngettext
from ...model import values
from ...model.entries import counting
from ...model.kinds import kinds
from ..desk import Desk
from ..dialogs.ask import Ask, Choice
from ..widgets.content import pieces
from .voting import DOTS, TITLES

MOST_DOTS = 20
"""Dots of an agency; more are a slip."""

Push = Callable[[ModalScreen[Any], Callable[[Any], None]], object]
"""Shows a question, and passes the answer on; None: it was left."""


class ShownList(NamedTuple):
    """A list on the screen: what it is called, the kind of its entries, and which of them are shown."""

    title: str
    kind: str
    ids: list[str]


class NewVoting:
    """Asks for all that a voting needs, one question after the other, and opens it."""

    def __init__(self, desk: Desk, push: Push, begun: Callable[[], None]) -> None:
        """`begun` is called once the voting is open in the workshop."""
        self._desk = desk
        self._push = push
        self._begun = begun

    def ask(self, shown: ShownList | None) -> None:
        """Ask on what is voted; a list that is shown is offered first."""
        if not self._desk.may_change():
            return
        session = self._desk.workshop.session
        lists: dict[str, tuple[str, list[str]]] = {}
        offered: list[tuple[str, Content]] = []
        if shown is not None and shown.kind in VOTED_ON:
            lists["here"] = shown.kind, shown.ids
            words = _("The list shown: {list}").format(list=shown.title)
            offered.append(("here", pieces((words, "bold"), f"  {len(shown.ids)}")))
        for kind in VOTED_ON:
            ids = [entry.id for entry in counting(session.entries(kind))]
            lists[kind] = kind, ids
            offered.append((kind, pieces((_(TITLES[kind]), "bold"), f"  {len(ids)}")))
        self._push(
            Choice(_("Dot voting"), _("On what is voted?"), offered),
            lambda name: self._ask_dots(*lists[name]) if name else None,
        )

    def _ask_dots(self, kind: str, ids: list[str]) -> None:
        if not ids:
            self._desk.say(_("There is nothing to vote on in this list yet."))
            return
        sentence = _("How many dots has every agency? Enter goes on, {key:back} leaves it.")
        self._push(
            Ask(_("Dot voting"), sentence, str(DOTS), _dots),
            lambda dots: self._ask_older(kind, ids, dots) if dots is not None else None,
        )

    def _ask_older(self, kind: str, ids: list[str], dots: int) -> None:
        """Ask what becomes of votes that are there already: from another room, or from before a crash."""
        entries = self._desk.workshop.session.entries(kind)
        older = sum(entries[id].votes or 0 for id in ids if id in entries)
        if not older:
            self._begin(kind, ids, dots, False)
            return
        sentence = ngettext("There is {n} vote already.", "There are {n} votes already.", older).format(
            n=older
        )
        ways = [
            ("go-on", pieces((_("Go on with them"), "bold"), "  ", _("the new dots are added"))),
            (
                "anew",
                pieces(
                    (_("Begin anew"), "bold"),
                    "  ",
                    _("the older votes are taken away; {key:undo} brings them back"),
                ),
            ),
        ]
        self._push(
            Choice(_("Dot voting"), sentence, ways),
            lambda how: self._begin(kind, ids, dots, how == "go-on") if how else None,
        )

    def _begin(self, kind: str, ids: list[str], dots: int, go_on: bool) -> None:
        workshop = self._desk.workshop
        try:
            voting = rounds.voting(workshop.session, kind, dots, ids, go_on=go_on)
        except Refused as refused:
            self._desk.say(str(refused), error=True)
            return
        if self._desk.do(rounds.record(workshop.session, voting)):
            workshop.voting = voting
            self._begun()


def _dots(typed: str) -> int:
    dots = values.read(kinds()["swot"].keys["votes"], typed)
    if not 1 <= (dots or 0) <= MOST_DOTS:
        raise Refused(_("an agency has from 1 to {most} dots").format(most=MOST_DOTS))
    return int(dots)
