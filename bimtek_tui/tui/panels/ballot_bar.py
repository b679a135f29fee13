"""The line in the voting panel that takes the ballot of one agency, and what is understood of it before Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from ...errors import Refused
from ...facilitation import ballots, rounds
from ...facilitation.rounds import Voting
from ...i18n import _, ngettext
from ..desk import Desk
from ..widgets.content import Words, pieces, plain
from ..widgets.line import RepeatedLine

MANY = 6
"""So many dots of one entry are a number, and no row of dots."""


class BallotLine(RepeatedLine):
    """A line that Enter records also when it is empty: the agency gives no more dots, the next one has its turn."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop().prevent_default()
            self._take(self.value)
            return
        await super()._on_key(event)


class BallotBar(Vertical):
    """The line with the agency before it and the hint below.

    What was typed for an agency and not recorded stands there again when its turn comes back.
    """

    def __init__(self, record: Callable[[Voting], bool], refuse: Callable[[str], None], desk: Desk) -> None:
        """`record` is handed the voting with the ballot, and says whether it was recorded; `refuse` says why not."""
        super().__init__(id="ballot-bar")
        self.line = BallotLine(self._take, "ballot-line")
        self._record = record
        self._refuse = refuse
        self._voting: Voting | None = None
        self._voter = ""
        self._numbers: dict[str, str] = {}
        self._desk = desk
        self._aim, self._hint = Words(id="ballot-aim"), Words(id="ballot-hint")

    def compose(self) -> ComposeResult:
        yield Horizontal(self._aim, self.line, id="ballot-row")
        yield self._hint

    def on_mount(self) -> None:
        self.display = False

    def aim(self, voting: Voting, voter: str, numbers: dict[str, str]) -> None:
        """The line is for this agency; `numbers` are the spoken numbers of those voted on, by id."""
        if voter != self._voter or voting.ids != (self._voting.ids if self._voting else ()):
            self._keep()
            self.line.place, self.line.where = f"ballot:{voter}", f"{_('Dot voting')}: {voter}"
            self.line.value = self._desk.take_up(self.line.place)
        self._voting, self._voter, self._numbers = voting, voter, numbers
        self._aim.show(pieces((f" {voter} ▸ ", "bold")))
        self._hint.show(self._understood())

    def _keep(self) -> None:
        if self.line.place:
            self._desk.workshop.drafts.put(self.line.place, self.line.where, {"": self.line.value})

    def forget(self) -> None:
        """Another voting begins."""
        self._keep()
        self._voter = self.line.place = self.line.value = ""

    def _filled(self, voting: Voting, typed: str) -> Voting:
        """The voting with the ballot as it stands in the line; an empty line leaves the dots that were given."""
        if not typed.strip():
            return voting
        return rounds.fill(voting, self._voter, ballots.read(typed, self._numbers))

    def _take(self, typed: str) -> bool:
        if self._voting is None:
            return False
        try:
            filled = self._filled(self._voting, typed)
        except Refused as refused:
            self._refuse(str(refused))
            return False
        self.line.value = ""  # recording goes on to another agency, for which other words may stand here
        recorded = self._record(filled)
        if not recorded:
            self.line.value = typed
        return recorded

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._hint.show(self._understood())

    def _understood(self) -> Content:
        """Who gets how many dots, how many are left, and what the agency gave before and would be replaced."""
        voting = self._voting
        if voting is None:
            return plain("")
        before = voting.ballots.get(self._voter, {})
        try:
            filled = self._filled(voting, self.line.value)
        except Refused as refused:
            return plain(f" {refused}", "dim")
        left = rounds.dots_left(filled, self._voter)
        rest = ngettext("{n} dot left", "{n} dots left", left).format(n=left)
        if not self.line.value.strip() and not before:
            return pieces((f" {ballots.example(self._numbers)}", "bold"), (f"  {rest}", "dim"))
        given = filled.ballots.get(self._voter, {})
        parts = [(f" {self.in_short(given)} ", "bold"), (f" {rest}", "dim")]
        if before and before != given:
            parts.append((" " + _("instead of {before}").format(before=self.in_short(before)), "dim"))
        return pieces(*parts)

    def in_short(self, dots: Mapping[str, int]) -> str:
        """A ballot in a few letters."""
        return in_short(dots, self._numbers)


def in_short(dots: Mapping[str, int], numbers: Mapping[str, str]) -> str:
    """A ballot in a few letters, with the spoken numbers of the entries by id."""
    marks = {id: "●" * number if number < MANY else f"●×{number}" for id, number in dots.items() if number}
    return ", ".join(f"{numbers.get(id, id)} {mark}" for id, mark in marks.items()) or "–"
