"""Dot voting: the scribe goes from agency to agency and gives their dots; results are shown once it is closed."""

from __future__ import annotations

from typing import get_args

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from ...analysis.ordinals import LETTERS, ordinals
from ...errors import Refused
from ...facilitation import rounds
from ...facilitation.recorded_votes import RecordedVotes
from ...facilitation.rounds import Voting
from ...i18n import N_, _, ngettext
from ...model.entries import Quadrant, counts
from ...model.ids import EntryRef
from ...workshop.workshop import Changed
from ..actions import bindings
from ..desk import Desk
from ..entries import rows
from ..widgets.content import Words, pieces, plain, spaced
from ..widgets.line import RepeatedLine
from ..widgets.row_list import Row, RowList, fitting
from .ballot_bar import BallotBar, in_short
from .panel import Panel

DOTS = 3
"""Dots of an agency when nobody says otherwise."""
TITLES = {"swot": N_("SWOT entries"), "program": N_("Programs"), "quick_win": N_("Quick-win candidates")}
"""What is voted on."""

_QUADRANTS = get_args(Quadrant)
_ONCE_CLOSED = {
    "close-voting": N_("Open again"),
    **dict.fromkeys(("give-dot", "take-dot", "next-voter", "voter-before", "ballot-line", "which-voter"), ""),
}
"""What keys are called when the voting is closed: no dot is given any more."""


class VotesHidden(Message):
    """A voting was opened or closed: votes that are hidden now must not be seen in any other panel."""


class VotingPanel(Panel):
    """One voting: whose turn it is above, the entries with that agency's dots below."""

    BINDINGS = bindings("voting")
    pictures_first = True

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.agencies: tuple[str, ...] = ()
        self.absent: tuple[str, ...] = ()
        self.here = 0
        self.recorded: RecordedVotes | None = None
        self.in_hand: list[tuple[str, int]] = []
        self.large = False
        self.votes = RowList("votes")
        self.bar = BallotBar(self._take_ballot, lambda why: desk.say(why, error=True), desk)

    def compose(self) -> ComposeResult:
        yield Words(id="ballot")
        yield self.votes
        yield self.bar

    def on_mount(self) -> None:
        self.refill()

    def begin(self, present: tuple[str, ...], absent: tuple[str, ...]) -> None:
        """A voting was opened: first those who are there, then the others."""
        self.agencies = (*present, *absent) or (_("the room"),)
        self.absent = absent
        self.here = 0
        self.recorded = RecordedVotes(self.voting) if self.voting else None
        self.in_hand.clear()
        self.bar.forget()
        if self.is_mounted:
            self.refill()
        self.post_message(VotesHidden())
        self.desk.say(
            _(
                "{key:ballot-line} takes the dots in a line, {key:give-dot} gives one, {key:next-voter} goes on to the next agency; votes are shown once {key:close-voting} closes the voting."
            )
        )

    @property
    def voting(self) -> Voting | None:
        """The voting of this run."""
        return self.workshop.voting

    @property
    def voter(self) -> str:
        """The agency whose dots are given now."""
        return self.agencies[self.here] if self.agencies else ""

    def turn(self, by: int) -> bool:
        """Go on to the next agency, or back; False when there is none."""
        wanted = self.here + by
        if not 0 <= wanted < len(self.agencies):
            return False
        self.here = wanted
        self.in_hand.clear()
        self.votes.highlighted = None
        self.refill()
        return True

    # What every panel can -----------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """The entries have the cursor."""
        self.votes.focus()

    @property
    def selected(self) -> EntryRef | None:
        """The entry under the cursor."""
        return self.votes.selected if self.voting else None

    def changed(self, changed: Changed) -> None:
        """Follow what became of the entries and their votes."""
        voting = self.voting
        if voting is not None and (changed is None or any(kind == voting.kind for kind, _id in changed)):
            self.refill()

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on an entry."""
        return self.votes.reveal(kind, id)

    def refill(self) -> None:
        """Show ballot or result anew."""
        self._follow_votes()
        voting = self.voting
        if voting is None:
            return
        place = self.votes.highlighted
        entries = self._result(voting) if voting.closed else self._ballot(voting)
        rows = (Row(f"{voting.kind}:{id}", shown) for id, shown in entries.items())
        self.votes.fill(fitting(rows, self.wanted))
        if voting.closed and place is not None:
            self.votes.highlighted = place  # the room sees the result from there, not where an entry went
        self._entitle(voting)

    # Rows ---------------------------------------------------------------------------------------------------

    def _numbers(self, voting: Voting) -> dict[str, str]:
        return ordinals(self.workshop.session, voting.kind) if voting.kind in LETTERS else {}

    def _there(self, voting: Voting) -> list[str]:
        entries = self.workshop.session.entries(voting.kind)
        return [id for id in voting.ids if id in entries and counts(entries[id])]

    def _ballot(self, voting: Voting) -> dict[str, Content]:
        entries, numbers = self.workshop.session.entries(voting.kind), self._numbers(voting)
        there = self._there(voting)
        if voting.kind == "swot":  # as people read them out: S1, S2 ... W1
            there.sort(key=lambda entry_id: _QUADRANTS.index(entries[entry_id].quadrant))
        return {id: self._dotted(voting, id, numbers) for id in there}

    def _dotted(self, voting: Voting, id: str, numbers: dict[str, str]) -> Content:
        """An entry with the dots that this agency gave it; those of others are nowhere."""
        dots = voting.ballots.get(self.voter, {}).get(id, 0)
        room = min(voting.dots, 5)
        mark = "●" * dots if dots <= room else f"●×{dots}"
        return self._drawn(pieces((f"{mark:<{room + 1}} ", "bold"), *self._named(voting, id, numbers)))

    def _drawn(self, row: Content) -> Content:
        return spaced(row) if self.large else row

    def _named(self, voting: Voting, id: str, numbers: dict[str, str]) -> list[tuple[str, str] | str]:
        return [
            (f"{numbers[id]} ", "bold") if id in numbers else "",
            rows.title(self.workshop, voting.kind, self.workshop.session.entries(voting.kind)[id]),
        ]

    def _result(self, voting: Voting) -> dict[str, Content]:
        results = rounds.results(self.workshop.session, voting)
        numbers, ranks = self._numbers(voting), [result.rank for result in results]
        return {
            result.id: self._drawn(
                pieces(
                    (f"{result.rank:>3}{'=' if ranks.count(result.rank) > 1 else '.'} ", "bold"),
                    (f"{result.votes:>4} ● ", "bold"),
                    *self._named(voting, result.id, numbers),
                )
            )
            for result in results
        }

    def _entitle(self, voting: Voting) -> None:
        title = f"{_(TITLES[voting.kind])} ({len(self._there(voting))})"
        if voting.closed:
            self.bar.display = False
            self.votes.border_title = pieces(_("Result"), f" · {title}")
            self.votes.border_subtitle = plain(_("{key:close-voting} opens it again"))
            given = rounds.dots_given(voting)
            sentence = ngettext(
                "The voting is closed: {n} dot was given.",
                "The voting is closed: {n} dots were given.",
                given,
            )
            self.query_one("#ballot", Words).show(
                pieces((sentence.format(n=given), "bold"), " ", _("“=” marks equal ranks."))
            )
            return
        through = sum(bool(ballot) for ballot in voting.ballots.values())
        count = _("{done} of {all} have voted").format(done=through, all=len(self.agencies))
        self.votes.border_title = pieces(_("Dot voting"), f" · {title}", (f" · {count}", "bold"))
        self.votes.border_subtitle = plain(_("results are hidden until {key:close-voting} closes the voting"))
        self.query_one("#ballot", Words).show(self._whose(voting))
        if self.bar.display:
            self._aim_line(voting)

    def _whose(self, voting: Voting) -> Content:
        agency = self.workshop.session.agency.get(self.voter)
        left = rounds.dots_left(voting, self.voter)
        dots = "●" * left + "○" * (voting.dots - left) if voting.dots <= 10 else ""
        absent = _("(absent)") if self.voter in self.absent else ""
        rest = ngettext("{n} dot left", "{n} dots left", left).format(n=left)
        place = f"{self.here + 1}/{len(self.agencies)}"
        return pieces(
            (f" {self.voter} ", "bold reverse"),
            f" {place}  ",
            (f"{dots} {rest}  ", "bold"),
            f"{(agency and agency.name) or ''} {absent}",
        )

    # What keys do ---------------------------------------------------------------------------------------------

    def key_words(self) -> dict[str, str]:
        closed = self.voting is not None and self.voting.closed
        return super().key_words() | (_ONCE_CLOSED if closed else {})

    def action_give_dot(self) -> None:
        """The agency gives the entry under the cursor a dot."""
        self._change_dots(1)

    def action_take_dot(self) -> None:
        """The agency takes a dot back from the entry under the cursor."""
        self._change_dots(-1)

    def _change_dots(self, by: int) -> None:
        voting, selected = self.voting, self.selected
        if voting is None or selected is None:
            return
        try:
            self._dot(voting, selected[1], by)
        except Refused as refused:
            self.desk.say(str(refused), error=True)
            return
        self.in_hand.append((selected[1], by))
        all_given = self.voting is not None and rounds.dots_left(self.voting, self.voter) == 0
        sentence = _("All dots of {agency} are given: {key:next-voter} goes on.").format(agency=self.voter)
        self.desk.say(sentence if all_given else "")

    def _dot(self, voting: Voting, id: str, by: int) -> None:
        """The agency gives an entry a dot, or takes one back (`by` below 0). Raises Refused."""
        voting = self.workshop.voting = (rounds.give if by > 0 else rounds.take)(voting, self.voter, id)
        self.votes.draw(f"{voting.kind}:{id}", self._dotted(voting, id, self._numbers(voting)))
        self._entitle(voting)

    async def action_undo_dot(self) -> None:
        """Take the last dot back that is not recorded yet, else the last change."""
        if self.voting is not None and self.in_hand:
            id, by = self.in_hand.pop()
            self._dot(self.voting, id, -by)
            undone = _("Undone: what {agency} gave {entry} last.")
            number = self._numbers(self.voting).get(id, id)
            self.desk.say(undone.format(agency=self.voter, entry=number))
        else:
            await self.run_action("screen.undo")

    def action_ballot(self, by: int) -> None:
        """Record the dots of this agency, and go on to the next one or back."""
        if self.voting is None or self.voting.closed or not self._record(self.voting):
            return
        if not self.turn(by):
            self.desk.say(
                _("This was the last agency: {key:close-voting} closes the voting and shows the result.")
                if by > 0
                else _("This is the first agency.")
            )

    def action_ballot_line(self) -> None:
        """Open the line that takes the dots of this agency."""
        voting = self.voting
        if voting is None or not self.desk.may_change():
            return
        if voting.closed:
            self.desk.say(_("The voting is closed; {key:close-voting} opens it again."))
            return
        self.desk.say("")
        self.bar.display = True
        self._aim_line(voting)
        self.bar.line.focus()

    def _aim_line(self, voting: Voting) -> None:
        numbers = self._numbers(voting)
        self.bar.aim(voting, self.voter, {id: numbers[id] for id in self._there(voting)})

    def _take_ballot(self, voting: Voting) -> bool:
        """Record the ballot that stands in the line, and go on; False when it may not be recorded."""
        before, agency = self.voting, self.voter
        self.workshop.voting = voting
        if not self._record(voting):
            self.workshop.voting = before
            return False
        sentence = _("{agency}: {dots} recorded; {key:undo} takes it back.").format(
            agency=agency, dots=self.bar.in_short(voting.ballots.get(agency, {}))
        )
        if not self.turn(1):
            sentence = _(
                "{agency} was the last agency: {key:close-voting} closes the voting and shows the result."
            ).format(agency=agency)
            self.refill()
            self._close_line()
        self.desk.say(sentence)
        return True

    def on_repeated_line_closed(self, event: RepeatedLine.Closed) -> None:
        event.stop()
        self._close_line()

    def _close_line(self) -> None:
        self.keep_drafts()
        self.bar.display = False
        self.take_focus()

    def action_other_voter(self) -> None:
        """Ask which agency gives its dots now; the papers come in any order."""
        from ..dialogs.ask import Choice

        if self.voting is None or self.voting.closed:
            return
        ballots, agencies = self.voting.ballots, self.workshop.session.agency
        shown = [
            (code, pieces((code, "bold"), f"  {(agency and agency.name) or ''}", ("  " + state, "bold")))
            for code in self.agencies
            for agency in [agencies.get(code)]
            for state in [_("has voted") if ballots.get(code) else ""]
        ]
        self.app.push_screen(Choice(_("Whose dots are given now?"), "", shown), self._turn_to)

    def _turn_to(self, agency: str | None) -> None:
        if agency and self.voting is not None and self._record(self.voting):
            self.turn(self.agencies.index(agency) - self.here)

    def action_close_voting(self) -> None:
        """Close the voting and show the result, or open it again."""
        if self.voting is None:
            return
        if self.voting.closed:
            self.workshop.voting = rounds.reopen(self.voting)
            self.desk.say(_("The voting is open again; the votes are hidden."))
        elif self._record(self.voting):
            self.workshop.voting = rounds.close(self.voting)
        self.refill()
        self.refresh_bindings()
        self.post_message(VotesHidden())

    # What is recorded -----------------------------------------------------------------------------------------

    def _record(self, voting: Voting) -> bool:
        """Give the session the votes as they are now; this state is remembered, as undo may come back to it."""
        dots = in_short(voting.ballots.get(self.voter, {}), self._numbers(voting))
        name = _("votes of {agency}: {dots}").format(agency=self.voter, dots=dots)
        edit = rounds.record(self.workshop.session, voting, name)
        if edit is not None and not self.desk.may_change():
            return False
        self.in_hand.clear()
        if self.recorded is not None:
            (self.recorded.replace if edit is None else self.recorded.add)(voting)
        return self.desk.do(edit)

    def _follow_votes(self) -> None:
        """Where the session has the votes of an earlier state (undo) or of a later one (redo), take that state."""
        voting = self.voting
        state = self.recorded.follow(self.workshop.session) if self.recorded else None
        if voting is None or state is None:
            return
        ballots = dict(state.ballots)
        if self.in_hand:
            ballots[self.voter] = voting.ballots.get(self.voter, {})
        self.workshop.voting = replace(voting, ballots=ballots)

    # On the wall --------------------------------------------------------------------------------------------

    def wall_lists(self) -> list[OptionList]:
        return [self.votes]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once the voting is closed there is no next agency, and the arrows are those of the wall."""
        closed = self.voting is not None and self.voting.closed
        return False if closed and action == "ballot" else super().check_action(action, parameters)

    def enlarge(self, shown: OptionList, on: bool) -> None:
        self.large = on
        self.refill()
