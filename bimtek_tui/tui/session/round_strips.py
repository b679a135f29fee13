"""The strips of rounds that run while one goes on working: a silent round with its countdown, and a round-robin.

They stand above the capture line and take nothing from it. What time it is, is asked of a clock at every beat; beats
are never counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from ...facilitation import clock, rounds
from ...facilitation.rounds import Countdown, Turns
from ...i18n import N_, _, ngettext
from ..actions import bindings
from ..desk import Desk
from ..widgets.content import Words, lines, pieces, plain
from ..widgets.digits import large
from ..widgets.line import Line

BEAT = 1.0
"""Seconds between two looks at the clock."""
MINUTES = 5
"""Minutes of a silent round when nobody says otherwise."""


@dataclass
class Ended(Message):
    """A round is over."""

    strip: Widget


class Left(Message):
    """Back to the panel; the round goes on."""


class SilentRound(Horizontal, can_focus=True):
    """The countdown of a silent round; when the time is over it says so, once with the bell, and goes on counting."""

    BINDINGS = bindings("silent")

    def __init__(self, minutes: int, desk: Desk) -> None:
        super().__init__(id="silent", classes="round")
        self.desk = desk
        self.countdown: Countdown = rounds.run(rounds.countdown(minutes), desk.now())
        self._digits = Words(classes="digits")
        self._sentence = Words()
        self._shown = ""
        self._rung = False
        self._beat: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self._digits
        yield self._sentence

    def on_mount(self) -> None:
        self.look()
        self._beat = self.set_interval(BEAT, self.look)

    def stop(self) -> None:
        """Look at the clock no more: the session is closed."""
        if self._beat is not None:
            self._beat.stop()

    def look(self) -> None:
        """Show the time as it is now."""
        left = rounds.left(self.countdown, self.desk.now())
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
            self._sentence.update(words, layout=moved)

    def _words(self, left: int) -> Content:
        standing = "" if self.countdown.since else _("paused")
        level = clock.level_of(left, self.countdown.total)
        state = standing or (_(clock.LEVELS[level]) if level else clock.time_left(left))
        if level == "over" and not standing:
            return lines(
                [plain(_("TIME IS UP"), "bold"), plain(_("Pens down, please; now everybody is heard."))]
            )
        return lines(
            [
                plain(_("Silent round: everybody writes alone"), "bold"),
                plain(state, "bold"),
                plain(_("{key:rounds}: pause, one minute more, end"), "dim"),
            ]
        )

    # What a person does with it -----------------------------------------------------------------------------

    def action_hold(self) -> None:
        """Hold the time, or let it go on."""
        turn = rounds.pause if self.countdown.since else rounds.run
        self.countdown = turn(self.countdown, self.desk.now())
        self.look()

    def action_longer(self, minutes: int) -> None:
        """Give it more minutes, or fewer."""
        self.countdown = rounds.add(self.countdown, minutes)
        self.look()

    def action_end(self) -> None:
        """End the round."""
        self.post_message(Ended(self))

    def action_leave(self) -> None:
        """Back to the panel."""
        self.post_message(Left())


_IN_TURN = N_("{key:skip-turn} skip, {key:turn-back} take back, {key:end} end")
_AFTER_LAP = N_("{key:next-lap} next lap, {key:turn-back} take back, {key:end} end")
"""What the keys of the strip do, while somebody speaks and once all have."""


class RoundRobin(Horizontal, can_focus=True):
    """Who speaks now and who is next; the capture context names the speaker by itself."""

    BINDINGS = bindings("turns")

    class Turned(Message):
        """Another agency speaks now."""

    def __init__(self, desk: Desk, turns: Turns, take_down: Callable[[], object]) -> None:
        """`take_down` opens the line for what the speaker says."""
        super().__init__(id="turns", classes="round")
        self.take_down = take_down
        self.desk = desk
        self.workshop = desk.workshop
        self.turns = turns
        self.guest = ""
        self._before: list[tuple[Turns, str]] = []
        self._agency_before = desk.workshop.context.agency

    def compose(self) -> ComposeResult:
        yield Words()

    def on_mount(self) -> None:
        self.show()
        self.screen.bindings_updated_signal.subscribe(
            self, self._redraw
        )  # which keys work changed: so do the words

    def _redraw(self, _screen: Screen[Any]) -> None:
        self.query_one(Words).show(self._words())

    @property
    def speaker(self) -> str:
        """Who speaks now; "" when the lap is over."""
        return self.guest or next(iter(rounds.waiting(self.turns)), "")

    def show(self) -> None:
        """Show who speaks, and capture for them."""
        self.workshop.context = replace(self.workshop.context, agency=self.speaker or self._agency_before)
        self.query_one(Words).show(self._words())
        self.post_message(self.Turned())

    def _words(self) -> Content:
        done = len(self.turns.spoke) + len(self.turns.passed)
        count = _("lap {lap}, {done} of {all} are through").format(
            lap=self.turns.lap, done=done, all=len(self.turns.agencies)
        )
        if not self.speaker:
            over = _("Everybody was asked in lap {lap}.").format(lap=self.turns.lap)
            return lines([plain(over, "bold"), plain(self._way(_(_AFTER_LAP))), plain(count, "dim")])
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
        keys, then = plain(self._way(_(_IN_TURN)), "dim"), pieces((_("Next:"), "bold"), f" {following}")
        if self.screen.has_class("-low"):
            return lines([now + "  " + then, keys])
        return lines([now, then, keys + plain(f"  ·  {count}", "dim")])

    def _way(self, keys: str) -> str:
        """The keys of the strip, and while another place has the cursor how one comes to them."""
        if self.has_focus:
            return keys
        to_strip = (
            _("{key:back}, {key:rounds}:") if isinstance(self.screen.focused, Line) else _("{key:rounds}:")
        )
        speaks = _("{key:next-speaker}: next agency; ") if self.speaker else ""
        return f"{speaks}{to_strip} {keys}"

    # What a person does with it -----------------------------------------------------------------------------

    def action_next_turn(self) -> None:
        """The speaker has spoken; the next agency has its turn."""
        if self.speaker:
            self._go_on(rounds.has_spoken(self.turns, self.speaker))
        else:
            self.action_next_lap()

    def action_skip_turn(self) -> None:
        """The speaker says nothing in this lap."""
        if self.speaker:
            self._go_on(rounds.passes(self.turns, self.speaker))

    def action_next_lap(self) -> None:
        """Everybody in turn again."""
        self._go_on(rounds.next_lap(self.turns))
        self.take_down()

    def action_other_speaker(self) -> None:
        """Ask who speaks out of turn."""
        from ..dialogs.ask import Choice

        turns, session = self.turns, self.workshop.session
        shown = [
            (code, pieces((code, "bold"), f"  {(agency and agency.name) or ''}", ("  " + state, "dim")))
            for code in (*turns.agencies, *turns.absent)
            for agency in [session.agency.get(code)]
            for state in [
                _("has spoken") if code in turns.spoke else _("absent") if code in turns.absent else ""
            ]
        ]
        self.app.push_screen(Choice(_("Who speaks now?"), "", shown), self._invite)

    def _invite(self, agency: str | None) -> None:
        if agency and self.is_attached:
            self._go_on(rounds.take_back(self.turns, agency), agency)
            self.take_down()

    def action_turn_back(self) -> None:
        """As it was before the last step."""
        if not self._before:
            self.desk.say(_("This is the beginning of the round; {key:end} ends it."))
            return
        self.turns, self.guest = self._before.pop()
        self.show()

    def _go_on(self, turns: Turns, guest: str = "") -> None:
        self._before.append((self.turns, self.guest))
        self.turns, self.guest = turns, guest
        self.show()

    def action_end(self) -> None:
        """End the round; one captures for whom one captured before."""
        self.workshop.context = replace(self.workshop.context, agency=self._agency_before)
        self.post_message(Ended(self))

    def action_leave(self) -> None:
        """Back to the panel."""
        self.post_message(Left())
