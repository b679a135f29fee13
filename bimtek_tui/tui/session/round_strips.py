"""The strips of rounds that run while one goes on working: a silent round with its countdown, and a round-robin.

They stand above the capture line and take nothing from it. What time it is, is asked of a clock at every beat; beats
are never counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from ...facilitation import clock, rounds
from ...facilitation.rounds import Countdown, Turns
from ...i18n import _, ngettext
from ...workshop.workshop import Workshop
from ..dialog_keys import SILENT_KEYS, TURN_KEYS
from ..widgets.content import Words, lines, pieces, plain
from ..widgets.digits import large

BEAT = 1.0
"""Seconds between two looks at the clock."""
MINUTES = 5
"""Minutes of a silent round when nobody says otherwise."""

Clock = Callable[[], dt.datetime]


class SilentRound(Horizontal, can_focus=True):
    """The countdown of a silent round; when the time is over it says so, once with the bell, and goes on counting."""

    BINDINGS = SILENT_KEYS

    def __init__(self, minutes: int, now: Clock) -> None:
        super().__init__(id="silent", classes="round")
        self.now = now
        self.one: Countdown = rounds.run(rounds.countdown(minutes), now())
        self._digits = Words(classes="digits")
        self._said = Words()
        self._shown = ""
        self._rung = False

    def compose(self) -> ComposeResult:
        yield self._digits
        yield self._said

    def on_mount(self) -> None:
        self.look()
        self.set_interval(BEAT, self.look)

    def look(self) -> None:
        """Show the time as it is now."""
        if getattr(self.screen, "closed", False):
            return
        left = rounds.left(self.one, self.now())
        over = left <= 0
        if over and not self._rung:
            self.app.bell()
        self._rung = over
        self.set_class(over, "over")
        words, digits = self._words(left), clock.digits(left)
        if self._shown != digits + words.plain:
            moved = len(self._shown) != len(digits + words.plain)
            self._shown = digits + words.plain
            self._digits.update(plain("\n".join(large(digits))), layout=moved)
            self._said.update(words, layout=moved)

    def _words(self, left: int) -> Content:
        standing = "" if self.one.since else _("paused")
        level = clock.level_of(left, self.one.total)
        state = standing or (_(clock.LEVELS[level]) if level else clock.time_left(left))
        if level == "over" and not standing:
            return lines(
                [plain(_("TIME IS UP"), "bold"), plain(_("Pens down, please; now everybody is heard."))]
            )
        return lines(
            [
                plain(_("Silent round: everybody writes alone"), "bold"),
                plain(state, "bold"),
                plain(_("r: pause, one minute more, end"), "dim"),
            ]
        )

    # What a person does with it -----------------------------------------------------------------------------

    def hold(self) -> None:
        """Hold the time, or let it go on."""
        self.one = rounds.pause(self.one, self.now()) if self.one.since else rounds.run(self.one, self.now())
        self.look()

    def longer(self, minutes: int) -> None:
        """Give it more minutes, or fewer."""
        self.one = rounds.add(self.one, minutes)
        self.look()


class RoundRobin(Horizontal, can_focus=True):
    """Who speaks now and who is next; the capture context names the speaker by itself."""

    BINDINGS = TURN_KEYS

    def __init__(self, workshop: Workshop, turns: Turns) -> None:
        super().__init__(id="turns", classes="round")
        self.workshop = workshop
        self.turns = turns
        self.guest = ""
        self._before: list[tuple[Turns, str]] = []
        self._agency_before = workshop.context.agency

    def compose(self) -> ComposeResult:
        yield Words()

    def on_mount(self) -> None:
        self.show()

    @property
    def speaker(self) -> str:
        """Who speaks now; "" when the lap is over."""
        return self.guest or next(iter(rounds.waiting(self.turns)), "")

    def show(self) -> None:
        """Show who speaks, and capture for them."""
        self.workshop.context = replace(self.workshop.context, agency=self.speaker or self._agency_before)
        self.query_one(Words).show(self._words())

    def _words(self) -> Content:
        done = len(self.turns.spoke) + len(self.turns.passed)
        count = _("lap {lap}, {done} of {all} are through").format(
            lap=self.turns.lap, done=done, all=len(self.turns.agencies)
        )
        if not self.speaker:
            over = _("Everybody was asked in lap {lap}.").format(lap=self.turns.lap)
            return lines([plain(over, "bold"), plain(_("r: next lap, or end")), plain(count, "dim")])
        agency = self.workshop.session.agency.get(self.speaker)
        coming = [code for code in rounds.waiting(self.turns) if code != self.speaker]
        following = ", ".join(coming[:3]) or _("nobody; then the lap is over")
        more = len(coming) - 3
        if more > 0:
            following += ngettext(" and {n} more", " and {n} more", more).format(n=more)
        now = pieces(
            (_("Speaking now:"), "bold"),
            " ",
            (f" {self.speaker} ", "bold reverse"),
            f" {(agency and agency.name) or ''}",
        )
        return lines(
            [
                now,
                pieces((_("Next:"), "bold"), f" {following}"),
                plain(f"{count}  ·  " + _("ctrl+n: next; r: skip, take back, end"), "dim"),
            ]
        )

    # What a person does with it -----------------------------------------------------------------------------

    def next(self) -> None:
        """The speaker has spoken; the next agency has its turn."""
        self._go_on(
            rounds.has_spoken(self.turns, self.speaker) if self.speaker else rounds.next_lap(self.turns)
        )

    def skip(self) -> None:
        """The speaker says nothing in this lap."""
        if self.speaker:
            self._go_on(rounds.passes(self.turns, self.speaker))

    def next_lap(self) -> None:
        """Everybody in turn again."""
        self._go_on(rounds.next_lap(self.turns))

    def invite(self, agency: str) -> None:
        """Another agency speaks now, out of turn."""
        self._go_on(rounds.take_back(self.turns, agency), agency)

    def back(self) -> bool:
        """As it was before the last step; False when there is none."""
        if not self._before:
            return False
        self.turns, self.guest = self._before.pop()
        self.show()
        return True

    def _go_on(self, turns: Turns, guest: str = "") -> None:
        self._before.append((self.turns, self.guest))
        self.turns, self.guest = turns, guest
        self.show()

    def end(self) -> None:
        """Capture for whom one captured before."""
        self.workshop.context = replace(self.workshop.context, agency=self._agency_before)
