"""What keys do about rounds: the menu, a silent round, a round-robin, the review of the notes. They run beside everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...i18n import _
from ...model import values
from ...model.kinds import kinds
from ..panels.attendance_actions import AttendanceActions
from ..widgets.content import pieces

if TYPE_CHECKING:
    from .round_strips import RoundRobin, SilentRound


class RoundActions(AttendanceActions):
    """The actions of a session screen on rounds in the room."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]

    def __init__(self) -> None:
        super().__init__()
        self.silent: SilentRound | None = None
        self.turns: RoundRobin | None = None

    def action_rounds(self) -> None:
        """To the strip of a round that runs; from there, or when none runs, the menu."""
        strips = [one for one in (self.turns, self.silent) if one is not None]
        here = next((number for number, one in enumerate(strips) if one.has_focus), -1)
        if here + 1 < len(strips):
            self.set_focus(strips[here + 1])
        else:
            self._menu()

    def _menu(self) -> None:
        from ..dialogs.ask import Choice

        me = self._me()
        voting = me.workshop.voting
        found = [
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
        shown = [
            (id, pieces((name, "bold"), f"  {there if runs else explained}"))
            for id, name, explained, runs in found
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
        self.app.push_screen(Choice(_("Rounds in the room"), "", shown), self._chosen)

    def _chosen(self, what: str | None) -> None:
        voting = self._me().workshop.voting
        match what:
            case "silent":
                self.set_focus(self.silent) if self.silent else self._ask_minutes()
            case "turns":
                self.set_focus(self.turns) if self.turns else self._begin_turns()
            case "voting":
                self._me()._open("voting") if voting and not voting.closed else self._me()._ask_list()
            case "result":
                self._me()._open("voting")
            case "review":
                self.review()

    def action_back_to_panel(self) -> None:
        """From a strip back to the panel."""
        self._me().panel.take_focus()

    def _put_strip(self, strip: Any) -> None:
        self._me().say("")  # a sentence about the round before would be wrong now
        self.mount(strip, before="#capture-bar")
        self.refresh_bindings()

    def _take_strip(self, strip: Any) -> None:
        self._me().say("")
        focused = strip.has_focus
        strip.remove()
        if focused:
            self._me().panel.take_focus()
        self.refresh_bindings()

    # A silent round -----------------------------------------------------------------------------------------

    def _ask_minutes(self) -> None:
        from ..dialogs.ask import Ask
        from .round_strips import MINUTES

        self.app.push_screen(
            Ask(
                _("Silent round"),
                _("How many minutes? Enter starts it, Esc leaves it."),
                str(MINUTES),
                _minutes,
            ),
            self._begin_silent,
        )

    def _begin_silent(self, minutes: int | None) -> None:
        from .round_strips import SilentRound

        if minutes is not None and self.silent is None:
            self.silent = SilentRound(minutes, lambda: self._me().clock.now())
            self._put_strip(self.silent)
            self._me().say(_("The silent round runs; r goes to it, the capture line stays usable."))

    def action_hold(self) -> None:
        """Hold the time of the silent round, or let it go on."""
        if self.silent:
            self.silent.hold()

    def action_longer(self, minutes: int) -> None:
        """Give the silent round more minutes, or fewer."""
        if self.silent:
            self.silent.longer(minutes)

    def action_end_silent(self) -> None:
        """End the silent round."""
        if self.silent:
            strip, self.silent = self.silent, None
            self._take_strip(strip)

    # A round-robin ------------------------------------------------------------------------------------------

    def _begin_turns(self) -> None:
        from ...facilitation import rounds
        from .round_strips import RoundRobin

        me = self._me()
        turns = rounds.turns(me.workshop.session, self.today())
        if not turns.agencies:
            me.say(_("There are no agencies yet; F9 goes to their list, a adds one."))
            return
        self.turns = RoundRobin(me.workshop, turns)
        self._put_strip(self.turns)
        self.call_after_refresh(self._follow_turns)
        self.set_focus(self.turns)

    def _follow_turns(self) -> None:
        self._me()._show_context()
        self.refresh_bindings()

    def action_next_turn(self) -> None:
        """The agency has spoken: the next one has its turn."""
        if self.turns is None:
            self._me().say(_("No round-robin runs; r starts one."))
        else:
            self.turns.next()
            self._follow_turns()

    def action_skip_turn(self) -> None:
        """The agency says nothing in this lap."""
        if self.turns:
            self.turns.skip()
            self._follow_turns()

    def action_turn_back(self) -> None:
        """Back to the agency before."""
        if self.turns and not self.turns.back():
            self._me().say(_("This is the beginning of the round; e ends it."))
        self._follow_turns()

    def action_next_lap(self) -> None:
        """Everybody in turn again."""
        if self.turns:
            self.turns.next_lap()
            self._follow_turns()

    def action_other_speaker(self) -> None:
        """Ask who speaks out of turn."""
        from ..dialogs.ask import Choice

        if self.turns is None:
            return
        turns, session = self.turns.turns, self._me().workshop.session
        shown = [
            (code, pieces((code, "bold"), f"  {(agency and agency.name) or ''}", ("  " + state, "dim")))
            for code in (*turns.agencies, *turns.absent)
            for agency in [session.agency.get(code)]
            for state in [
                _("has spoken") if code in turns.spoke else _("absent") if code in turns.absent else ""
            ]
        ]
        self.app.push_screen(Choice(_("Who speaks now?"), "", shown), self._invited)

    def _invited(self, agency: str | None) -> None:
        if agency and self.turns:
            self.turns.invite(agency)
            self._follow_turns()

    def action_end_turns(self) -> None:
        """End the round-robin; one captures for whom one did before."""
        if self.turns:
            strip, self.turns = self.turns, None
            strip.end()
            self._take_strip(strip)
            self._me()._show_context()

    # The notes at the end of a stage ----------------------------------------------------------------------------

    def review(self) -> None:
        """Go through the notes of the stage shown."""
        from ..dialogs.leftovers import Leftovers

        me = self._me()

        def go(target: tuple[str, str] | None) -> None:
            if target is not None:
                me.show_entry(*target)

        self.app.push_screen(Leftovers(me.workshop, me.stage_id, lambda: self._me().clock.now()), go)


def _minutes(typed: str) -> int:
    from ...facilitation import rounds

    minutes = values.read(kinds()["agenda"].keys["minutes"], typed)
    rounds.countdown(minutes or 0)
    return int(minutes)
