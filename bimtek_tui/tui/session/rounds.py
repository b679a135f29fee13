"""Rounds in the room: the menu, a silent round, a round-robin, the review of the notes. They run beside everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widget import Widget

from ...i18n import _
from ...model import values
from ...model.ids import EntryRef
from ...model.kinds import KIND_WORDS, kinds
from ..desk import Desk
from ..widgets.content import pieces
from .navigation import Navigation
from .panels import Panels

if TYPE_CHECKING:
    from .round_strips import RoundRobin, SilentRound


class Rounds:
    """The rounds of one session screen; a strip above the capture line shows each one that runs."""

    def __init__(
        self,
        screen: Screen[Any],
        desk: Desk,
        panels: Panels,
        navigation: Navigation,
    ) -> None:
        self.silent: SilentRound | None = None
        self.turns: RoundRobin | None = None
        self._screen = screen
        self._desk = desk
        self._navigation = navigation
        self._panels = panels

    def open(self) -> None:
        """To the strip of a round that runs; from there, or when none runs, the menu."""
        strips = [strip for strip in (self.turns, self.silent) if strip is not None]
        here = next((number for number, strip in enumerate(strips) if strip.has_focus), -1)
        if here + 1 < len(strips):
            self._screen.set_focus(strips[here + 1])
        else:
            self._menu()

    def _menu(self) -> None:
        from ..dialogs.ask import Choice

        voting = self._desk.workshop.voting
        rounds = [
            (
                "silent",
                _("Silent round"),
                _("everybody writes alone, with a countdown"),
                self.silent is not None,
            ),
            ("turns", _("Round-robin"), _("one agency after the other speaks"), self.turns is not None),
            (
                "voting",
                _("Dot voting"),
                _("every agency has a few dots"),
                voting is not None and not voting.closed,
            ),
        ]
        there = _("it runs; go there")
        voted_on = (
            _("it runs: {kind}, {number}; go there").format(
                kind=_(KIND_WORDS[voting.kind]), number=len(voting.ids)
            )
            if voting is not None
            else ""
        )
        shown = [
            (
                id,
                pieces((name, "bold"), f"  {(voted_on if id == 'voting' else there) if runs else explained}"),
            )
            for id, name, explained, runs in rounds
        ]
        if voting is not None and voting.closed:
            shown.append(("result", pieces((_("Result of the dot voting"), "bold"))))
        shown.append(
            (
                "review",
                pieces(
                    (_("Review of the notes"), "bold"), "  ", _("action items, parking lot, inbox, decisions")
                ),
            )
        )
        self._screen.app.push_screen(Choice(_("Rounds in the room"), "", shown), self._chosen)

    def _chosen(self, what: str | None) -> None:
        voting = self._desk.workshop.voting
        match what:
            case "silent":
                self._screen.set_focus(self.silent) if self.silent else self._ask_minutes()
            case "turns":
                self._screen.set_focus(self.turns) if self.turns else self._begin_turns()
            case "voting":
                self._navigation.panel("voting") if voting and not voting.closed else self._new_voting()
            case "result":
                self._navigation.panel("voting")
            case "review":
                self.review()

    def _put_strip(self, strip: Widget) -> None:
        self._desk.say("")  # a sentence about the round before would be wrong now
        self._screen.mount(strip, before="#capture-bar")
        self._screen.refresh_bindings()

    def take_strip(self, strip: Widget) -> bool:
        """A round has ended; whether its strip had the focus."""
        if strip is self.silent:
            self.silent = None
        elif strip is self.turns:
            self.turns = None
        self._desk.say("")
        focused = strip.has_focus
        strip.remove()
        return focused

    # A silent round -----------------------------------------------------------------------------------------

    def _ask_minutes(self) -> None:
        from ..dialogs.ask import Ask
        from .round_strips import MINUTES

        self._screen.app.push_screen(
            Ask(
                _("Silent round"),
                _("How many minutes? Enter starts it, {key:back} leaves it."),
                str(MINUTES),
                _minutes,
            ),
            self._begin_silent,
        )

    def _begin_silent(self, minutes: int | None) -> None:
        from .round_strips import SilentRound

        if minutes is not None and self.silent is None:
            self.silent = SilentRound(minutes, self._desk)
            self._put_strip(self.silent)
            self._desk.say(
                _("The silent round runs; {key:rounds} goes to it, the capture line stays usable.")
            )

    # A round-robin ------------------------------------------------------------------------------------------

    def _begin_turns(self) -> None:
        from ...facilitation import rounds
        from .round_strips import RoundRobin

        turns = rounds.turns(self._desk.workshop.session, self.today())
        if not turns.agencies:
            self._desk.say(
                _("There are no agencies yet; {key:participants} goes to their list, {key:add} adds one.")
            )
            return
        self.turns = RoundRobin(self._desk, turns, self._navigation.take_down)
        self._put_strip(self.turns)
        self._navigation.take_down()  # what is typed now is what the agency says

    def stop(self) -> None:
        """The session is closed: no bell rings any more."""
        if self.silent is not None:
            self.silent.stop()

    def next_turn(self) -> None:
        """The agency has spoken: the next one has its turn."""
        if self.turns is None:
            self._desk.say(_("No round-robin runs; {key:rounds} starts one."))
        else:
            self.turns.action_next_turn()
            if not self.turns.speaker and self._navigation.put_down():
                self._screen.set_focus(self.turns)  # nobody speaks: its keys are what comes next

    def today(self) -> str:
        """The day on which the room is now, as attendance names it: the one being ticked, if any."""
        from ...facilitation import clock
        from ..panels.attendance import AttendancePanel

        panel, stage_id = self._panels.made.get("attendance"), self._panels.stage_id
        if isinstance(panel, AttendancePanel) and panel.day.partition("/")[0] == stage_id:
            return panel.day
        workshop = self._desk.workshop
        return clock.day_of(workshop.session, workshop.method, stage_id, self._desk.now())

    # A dot voting -------------------------------------------------------------------------------------------

    def _new_voting(self) -> None:
        from ..panels.new_voting import NewVoting, ShownList

        lists = self._panels.panel.entry_lists
        rows = lists.at if lists is not None else None
        shown = ShownList(_(rows.column.title), rows.column.kind, list(rows.ids)) if rows else None
        NewVoting(self._desk, self._screen.app.push_screen, self._voting_begun).ask(shown)

    def _voting_begun(self) -> None:
        from ...facilitation import rounds
        from ..panels.voting import VotingPanel

        turns = rounds.turns(self._desk.workshop.session, self.today())
        self._navigation.panel("voting")
        if isinstance(self._panels.panel, VotingPanel):
            self._panels.panel.begin(turns.agencies, turns.absent)

    # The notes at the end of a stage ------------------------------------------------------------------------

    def review(self) -> None:
        """Go through the notes of the stage shown."""
        from ..dialogs.leftovers import Leftovers

        def go(target: EntryRef | None) -> None:
            if target is not None:
                self._navigation.entry(*target)

        self._screen.app.push_screen(
            Leftovers(self._desk.workshop, self._navigation.stage_id, self._desk.now), go
        )


def _minutes(typed: str) -> int:
    from ...facilitation import rounds

    minutes = values.read(kinds()["agenda"].keys["minutes"], typed)
    rounds.countdown(minutes or 0)
    return int(minutes)
