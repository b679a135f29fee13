"""Dot voting: the scribe goes from agency to agency and gives their dots; results are shown once it is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ...analysis.ordinals import LETTERS, ordinals
from ...facilitation import rounds
from ...facilitation.rounds import Voting
from ...i18n import N_, _, ngettext
from ...model.entries import Quadrant, counts
from ...workshop.workshop import Changed, Workshop
from ..entries import rows
from ..entries.wall_rows import spaced
from ..panel_keys import VOTING_KEYS
from ..widgets.content import Words, contains, pieces, plain

DOTS = 3
"""Dots of an agency when nobody says otherwise."""
TITLES = {"swot": N_("SWOT entries"), "program": N_("Programs"), "quick_win": N_("Quick-win candidates")}
"""What is voted on."""

_QUADRANTS = get_args(Quadrant)


class Votes(OptionList):
    """The entries that take dots, or the result."""

    BINDINGS = VOTING_KEYS


class VotingPanel(Vertical):
    """One voting: whose turn it is above, the entries with that agency's dots below."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(id="panel-voting")
        self.workshop = workshop
        self.agencies: tuple[str, ...] = ()
        self.absent: tuple[str, ...] = ()
        self.here = 0
        self.wanted = ""
        self.states: list[Voting] = []
        self.at = 0
        self.in_hand: list[tuple[str, int]] = []
        self.large = False
        self.votes = Votes(id="votes", compact=True)

    def compose(self) -> ComposeResult:
        yield Words(id="ballot")
        yield self.votes

    def on_mount(self) -> None:
        self.refill()

    def begin(self, present: tuple[str, ...], absent: tuple[str, ...]) -> None:
        """A voting was opened: first those who are there, then the others."""
        self.agencies = (*present, *absent) or (_("the room"),)
        self.absent = absent
        self.here = 0
        self.states, self.at = [self.voting] if self.voting else [], 0
        self.in_hand.clear()
        if self.is_mounted:
            self.refill()

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
    def selected(self) -> tuple[str, str] | None:
        """The entry under the cursor."""
        option = self.votes.highlighted_option
        return (self.voting.kind, option.id) if self.voting and option and option.id else None

    def changed(self, changed: Changed) -> None:
        """Follow what became of the entries and their votes."""
        voting = self.voting
        if voting is not None and (changed is None or any(kind == voting.kind for kind, _id in changed)):
            self.refill()

    def filter(self, words: str) -> None:
        """Show only entries with these words."""
        self.wanted = words
        self.refill()

    def show_withdrawn(self, shown: bool) -> None:
        """What was withdrawn is not voted on."""

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on an entry."""
        for number, option in enumerate(self.votes.options):
            if self.voting and kind == self.voting.kind and option.id == id:
                self.votes.highlighted = number
                return True
        return False

    def refill(self) -> None:
        """Show ballot or result anew."""
        self._follow_votes()
        voting = self.voting
        if voting is None:
            return
        place, kept = self.votes.highlighted, self.votes.highlighted_option
        shown = self._result(voting) if voting.closed else self._ballot(voting)
        found = {id: row for id, row in shown.items() if not self.wanted or contains(row, self.wanted)}
        self.votes.set_options(Option(row, id=id) for id, row in found.items())
        if found:
            ids = list(found)
            here = ids.index(kept.id) if kept and kept.id in found and not voting.closed else place or 0
            self.votes.highlighted = min(here, len(ids) - 1)
        self._entitle(voting)

    def show_dots(self, id: str) -> None:
        """Show the dots of one entry."""
        if self.voting:
            self.votes.replace_option_prompt(id, self._dotted(self.voting, id, self._numbers(self.voting)))
            self._entitle(self.voting)

    # Rows ---------------------------------------------------------------------------------------------------

    def _numbers(self, voting: Voting) -> dict[str, str]:
        return ordinals(self.workshop.session, voting.kind) if voting.kind in LETTERS else {}

    def _ballot(self, voting: Voting) -> dict[str, Content]:
        entries, numbers = self.workshop.session.entries(voting.kind), self._numbers(voting)
        there = [id for id in voting.ids if id in entries and counts(entries[id])]
        if voting.kind == "swot":  # as people read them out: S1, S2 ... W1
            there.sort(key=lambda one: _QUADRANTS.index(entries[one].quadrant))
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
        entry = self.workshop.session.entries(voting.kind)[id]
        return [
            (f"{numbers[id]} ", "bold") if id in numbers else "",
            rows.title(self.workshop, voting.kind, entry),
        ]

    def _result(self, voting: Voting) -> dict[str, Content]:
        found = rounds.results(self.workshop.session, voting)
        numbers, ranks = self._numbers(voting), [one.rank for one in found]
        return {
            one.id: self._drawn(
                pieces(
                    (f"{one.rank:>3}{'=' if ranks.count(one.rank) > 1 else '.'} ", "bold"),
                    (f"{one.votes:>4} ● ", "bold"),
                    *self._named(voting, one.id, numbers),
                )
            )
            for one in found
        }

    def _entitle(self, voting: Voting) -> None:
        title = _(TITLES[voting.kind])
        if voting.closed:
            self.votes.border_title = pieces(_("Result"), f" · {title}")
            self.votes.border_subtitle = plain(_("s opens it again"))
            given = rounds.dots_given(voting)
            said = ngettext(
                "The voting is closed: {n} dot was given.",
                "The voting is closed: {n} dots were given.",
                given,
            )
            self.query_one("#ballot", Words).show(
                pieces((said.format(n=given), "bold"), " ", _("“=” marks equal ranks."))
            )
            return
        through = sum(bool(ballot) for ballot in voting.ballots.values())
        count = _("{done} of {all} have voted").format(done=through, all=len(self.agencies))
        self.votes.border_title = pieces(_("Dot voting"), f" · {title}", (f" · {count}", "bold"))
        self.votes.border_subtitle = plain(_("results are hidden until s closes the voting"))
        self.query_one("#ballot", Words).show(self._whose(voting))

    def _whose(self, voting: Voting) -> Content:
        agency = self.workshop.session.agency.get(self.voter)
        left = rounds.dots_left(voting, self.voter)
        dots = "●" * left + "○" * (voting.dots - left) if voting.dots <= 10 else ""
        absent = _("(absent)") if self.voter in self.absent else ""
        said = ngettext("{n} dot left", "{n} dots left", left).format(n=left)
        place = f"{self.here + 1}/{len(self.agencies)}"
        return pieces(
            (f" {self.voter} ", "bold reverse"),
            f" {place}  ",
            (f"{dots} {said}  ", "bold"),
            f"{(agency and agency.name) or ''} {absent}",
        )

    # Dots -------------------------------------------------------------------------------------------------------

    def dot(self, id: str, by: int, remember: bool = True) -> None:
        """The agency gives an entry a dot, or takes one back (`by` below 0). Raises Refused."""
        voting = self.voting
        if voting is None:
            return
        self.workshop.voting = (rounds.give if by > 0 else rounds.take)(voting, self.voter, id)
        if remember:
            self.in_hand.append((id, by))
        self.show_dots(id)

    def undo_dot(self) -> bool:
        """Take the last dot back that is not recorded yet; False when there is none."""
        if not self.in_hand:
            return False
        id, by = self.in_hand.pop()
        self.dot(id, -by, remember=False)
        return True

    def remember(self, one: Voting, recorded: bool) -> None:
        """This state is what the session is about to have; `recorded` says that it gets other votes by it."""
        self.in_hand.clear()
        if recorded:
            self.at += 1
            self.states[self.at :] = [one]
        else:
            self.states[self.at] = one

    def _follow_votes(self) -> None:
        """Where the session has the votes of an earlier state (undo) or of a later one (redo), take that state."""
        voting = self.voting
        if voting is None or not self.states:
            return
        entries = self.workshop.session.entries(voting.kind)

        def held(one: Voting) -> bool:
            return all((entries[id].votes or 0) == rounds.votes(one, id) for id in one.ids if id in entries)

        if held(self.states[self.at]):
            return
        found = next(
            (number for number in reversed(range(len(self.states))) if held(self.states[number])), None
        )
        if found is None:  # somebody else's; the next record puts it right
            return
        self.at = found
        ballots = dict(self.states[found].ballots)
        if self.in_hand:
            ballots[self.voter] = voting.ballots.get(self.voter, {})
        self.workshop.voting = replace(voting, ballots=ballots)
