"""What keys do about dot voting: open it on a list, give and take dots, record every ballot, close and reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from ...analysis import ordering
from ...errors import Refused
from ...i18n import _, ngettext
from ...model import values
from ...model.entries import counting
from ...model.kinds import kinds
from ..session.rounds import RoundActions
from ..widgets.content import pieces
from .board import Board

if TYPE_CHECKING:
    from .voting import VotingPanel

MOST_DOTS = 20
"""Dots of an agency; more are a slip."""


class RoomActions(RoundActions):
    """The actions of a session screen on the voting, and with them all that is done in the room."""

    def made_voting(self) -> VotingPanel | None:
        """The panel of the voting, once there is one."""
        from .voting import VotingPanel

        me = self._me()
        return VotingPanel(me.workshop) if me.workshop.voting else None

    def _voting(self) -> VotingPanel | None:
        from .voting import VotingPanel

        panel = self._me().panel
        return panel if isinstance(panel, VotingPanel) else None

    def _ask_list(self) -> None:
        from ...facilitation import rounds
        from ..dialogs.ask import Choice
        from .voting import TITLES

        me = self._me()
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return
        session = me.workshop.session
        lists: dict[str, tuple[str, list[str]]] = {}
        shown: list[tuple[str, Content]] = []
        here = me.panel.at if isinstance(me.panel, Board) else None
        if here is not None and here.column.kind in rounds.VOTED_ON:
            ids = list(here.ids)
            lists["here"] = here.column.kind, ids
            shown.append(
                (
                    "here",
                    pieces(
                        (_("The list shown: {list}").format(list=_(here.column.title)), "bold"),
                        f"  {len(ids)}",
                    ),
                )
            )
        for kind in rounds.VOTED_ON:
            ids = [one.id for one in counting(session.entries(kind))]
            lists[kind] = kind, ids
            shown.append((kind, pieces((_(TITLES[kind]), "bold"), f"  {len(ids)}")))
        self.app.push_screen(
            Choice(_("Dot voting"), _("On what is voted?"), shown),
            lambda name: self._ask_dots(*lists[name]) if name else None,
        )

    def _ask_dots(self, kind: str, ids: list[str]) -> None:
        from ..dialogs.ask import Ask
        from .voting import DOTS

        if not ids:
            self._me().say(_("There is nothing to vote on in this list yet."))
            return
        sentence = _("How many dots has every agency? Enter goes on, Esc leaves it.")
        self.app.push_screen(
            Ask(_("Dot voting"), sentence, str(DOTS), _dots),
            lambda dots: self._ask_older(kind, ids, dots) if dots is not None else None,
        )

    def _ask_older(self, kind: str, ids: list[str], dots: int) -> None:
        """Ask what becomes of votes that are there already: from another room, or from before a crash."""
        from ..dialogs.ask import Choice

        entries = self._me().workshop.session.entries(kind)
        older = sum(entries[id].votes or 0 for id in ids if id in entries)
        if not older:
            self._begin_voting(kind, ids, dots, False)
            return
        sentence = ngettext("There is {n} vote already.", "There are {n} votes already.", older).format(
            n=older
        )
        shown = [
            ("go-on", pieces((_("Go on with them"), "bold"), "  ", _("the new dots are added"))),
            (
                "anew",
                pieces(
                    (_("Begin anew"), "bold"),
                    "  ",
                    _("the older votes are taken away; ctrl+z brings them back"),
                ),
            ),
        ]
        self.app.push_screen(
            Choice(_("Dot voting"), sentence, shown),
            lambda how: self._begin_voting(kind, ids, dots, how == "go-on") if how else None,
        )

    def _begin_voting(self, kind: str, ids: list[str], dots: int, go_on: bool) -> None:
        from ...facilitation import rounds

        me = self._me()
        session = me.workshop.session
        try:
            voting = rounds.voting(session, kind, dots, ids, go_on=go_on)
        except Refused as refused:
            me.say(str(refused), error=True)
            return
        if not me._do(rounds.record(session, voting)):
            return
        me.workshop.voting = voting
        turns = rounds.turns(session, self.today())
        me._open("voting")
        me.panel.begin(turns.agencies, turns.absent)
        self._show_votes_elsewhere()
        me.say(
            _(
                "Space gives a dot, Enter goes on to the next agency; votes are shown once s closes the voting."
            )
        )

    def _show_votes_elsewhere(self) -> None:
        """What shows votes elsewhere follows: they are hidden from now on, or may be seen again."""
        me = self._me()
        for panel in me.panels.values():
            for one in panel.lists if isinstance(panel, Board) else ():
                if one.order.id == "votes" and me.workshop.votes_hidden(one.column.kind):
                    one.order_by(ordering.CAPTURE)

    def action_give_dot(self) -> None:
        """The agency gives the entry under the cursor a dot."""
        self._dot(1)

    def action_take_dot(self) -> None:
        """The agency takes a dot back from the entry under the cursor."""
        self._dot(-1)

    def _dot(self, by: int) -> None:
        from ...facilitation import rounds

        panel, me = self._voting(), self._me()
        if panel is None or panel.selected is None:
            return
        try:
            panel.dot(panel.selected[1], by)
        except Refused as refused:
            me.say(str(refused), error=True)
            return
        all_given = panel.voting is not None and rounds.dots_left(panel.voting, panel.voter) == 0
        me.say(
            _("All dots of {agency} are given: Enter goes on.").format(agency=panel.voter)
            if all_given
            else ""
        )

    def action_ballot(self, by: int) -> None:
        """Record the dots of this agency, and go on to the next one or back."""
        panel, me = self._voting(), self._me()
        if panel is None or panel.voting is None or panel.voting.closed or not self._record(panel):
            return
        if not panel.turn(by):
            me.say(
                _("This was the last agency: s closes the voting and shows the result.")
                if by > 0
                else _("This is the first agency.")
            )

    def action_other_voter(self) -> None:
        """Ask which agency gives its dots now; the papers come in any order."""
        from ..dialogs.ask import Choice

        panel, me = self._voting(), self._me()
        if panel is None or panel.voting is None or panel.voting.closed:
            return
        ballots, agencies = panel.voting.ballots, me.workshop.session.agency
        shown = [
            (code, pieces((code, "bold"), f"  {(agency and agency.name) or ''}", ("  " + state, "bold")))
            for code in panel.agencies
            for agency in [agencies.get(code)]
            for state in [_("has voted") if ballots.get(code) else ""]
        ]
        self.app.push_screen(Choice(_("Whose dots are given now?"), "", shown), self._to_voter)

    def _to_voter(self, agency: str | None) -> None:
        panel = self._voting()
        if agency and panel is not None and self._record(panel):
            panel.turn(panel.agencies.index(agency) - panel.here)

    def _record(self, panel: VotingPanel) -> bool:
        from ...facilitation import rounds

        me, voting = self._me(), panel.voting
        if voting is None:
            return False
        edit = rounds.record(me.workshop.session, voting)
        if edit is not None and me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return False
        panel.remember(voting, edit is not None)
        return me._do(edit)

    def action_close_voting(self) -> None:
        """Close the voting and show the result, or open it again."""
        from ...facilitation import rounds

        panel, me = self._voting(), self._me()
        if panel is None or panel.voting is None:
            return
        if panel.voting.closed:
            me.workshop.voting = rounds.reopen(panel.voting)
            me.say(_("The voting is open again; the votes are hidden."))
        elif self._record(panel):
            me.workshop.voting = rounds.close(panel.voting)
        panel.refill()
        self._show_votes_elsewhere()

    def action_undo_dot(self) -> None:
        """Take the last dot back that is not recorded yet, else the last change."""
        panel, me = self._voting(), self._me()
        if panel is None or not panel.undo_dot():
            me.action_undo()


def _dots(typed: str) -> int:
    dots = values.read(kinds()["swot"].keys["votes"], typed)
    if not 1 <= (dots or 0) <= MOST_DOTS:
        raise Refused(_("an agency has from 1 to {most} dots").format(most=MOST_DOTS))
    return int(dots)
