"""What keys do to the agenda: start, end, skip, replan a block; close and open a stage. Each makes one edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from ... import text
from ...errors import Refused
from ...facilitation import agenda
from ...facilitation.clock import Slot
from ...i18n import _
from ...model.edits import Edit
from ...model.method import said
from ..widgets.content import plain

if TYPE_CHECKING:
    from ..session.screen import SessionScreen


class AgendaActions(Screen[None]):
    """The actions of a session screen on the agenda."""

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def _agree(self, make: Callable[[], Edit | None], sentence: str) -> None:
        """Make an edit of the agenda and say what was done; a refusal is told and changes nothing."""
        me = self._me()
        try:
            edit = make()
        except Refused as refused:
            me.say(str(refused), error=True)
            return
        me._do(edit, sentence)

    def _block(self) -> Slot | None:
        """The block under the cursor."""
        me = self._me()
        selected = me.panel.selected if me.panel_id == "agenda" else None
        slot = me.clock.read(me.stage_id).slot(selected[1]) if selected and selected[0] == "agenda" else None
        if slot is None:
            me.say(_("Put the cursor on a block of the agenda first; Tab goes there."))
        return slot

    def action_block(self) -> None:
        """Start the block under the cursor, end it when it runs, ask when it was held already."""
        me, slot = self._me(), self._block()
        if slot is None:
            return
        session, method, now = me.workshop.session, me.workshop.method, me.clock.now()
        name = _name(slot)
        if slot.state == "running":
            ended = _("“{block}” is over; ctrl+z lets it run again.").format(block=name)
            self._agree(lambda: agenda.end(session, method, slot.id, now), ended)
        elif slot.state == "done":
            if self._may(lambda: agenda.restart(session, method, slot.id, now)):
                self._ask_what_to_do(slot)
        else:
            begun = _("“{block}” is running, {minutes} minutes; Space ends it.")
            self._agree(
                lambda: agenda.start(session, method, slot.id, now),
                begun.format(block=name, minutes=slot.minutes),
            )

    def _ask_what_to_do(self, slot: Slot) -> None:
        from ..dialogs.ask import Choice

        held = _("held {begins}–{ends}").format(begins=f"{slot.begins:%H.%M}", ends=f"{slot.ends:%H.%M}")
        ways = [
            ("resume", plain(_("Go on with it: it was ended too early"))),
            ("restart", plain(_("Start it anew from now on"))),
            ("reset", plain(_("It was not held at all: it is still to come"))),
        ]
        self.app.push_screen(Choice(said(slot.block), held, ways), lambda way: self._again(slot.id, way))

    def _again(self, id: str, way: str | None) -> None:
        """What was chosen for a block that was held already."""
        me = self._me()
        session, method, now = me.workshop.session, me.workshop.method, me.clock.now()
        match way:
            case "resume":
                self._agree(lambda: agenda.resume(session, method, id, now), _("It goes on."))
            case "restart":
                self._agree(lambda: agenda.restart(session, method, id, now), _("It begins anew."))
            case "reset":
                self._agree(lambda: agenda.reset(session, method, id, now), _("It is still to come."))

    def action_skip_block(self) -> None:
        """Ask why and skip the block under the cursor, or put a skipped one back."""
        me, slot = self._me(), self._block()
        if slot is None:
            return
        session, method, now = me.workshop.session, me.workshop.method, me.clock.now()
        if slot.state == "skipped":
            back = _("“{block}” is back on the agenda.").format(block=_name(slot))
            self._agree(lambda: agenda.reset(session, method, slot.id, now), back)
        elif self._may(lambda: agenda.skip(session, method, slot.id, now)):
            from ..dialogs.ask import Ask

            def skip(reason: str | None) -> None:
                if reason is not None:
                    now = me.clock.now()
                    told = _("“{block}” is skipped; n puts it back.").format(block=_name(slot))
                    self._agree(lambda: agenda.skip(me.workshop.session, method, slot.id, now, reason), told)

            title = _("Skip “{block}”").format(block=_name(slot))
            why = _("Why? Enter alone writes “{usual}”; Esc keeps the block.").format(usual=agenda.SKIPPED)
            self.app.push_screen(Ask(title, why, "", lambda typed: typed), skip)

    def _may(self, make: Callable[[], Edit | None]) -> bool:
        """Whether an edit is possible at all; if not, why is told before anybody is asked for more."""
        me = self._me()
        try:
            make()
        except Refused as refused:
            me.say(str(refused), error=True)
            return False
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
        return not me.workshop.read_only

    def action_minutes(self, by: int) -> None:
        """Give the block under the cursor more minutes, or fewer."""
        me, slot = self._me(), self._block()
        if slot is None:
            return
        session, method, now = me.workshop.session, me.workshop.method, me.clock.now()
        told = _("“{block}” has {minutes} minutes now.")
        self._agree(
            lambda: agenda.lengthen(session, method, slot.id, by, now),
            told.format(block=_name(slot), minutes=slot.minutes + by),
        )

    def action_clock(self, stage_id: str) -> None:
        """Go to the agenda on which the clock runs, and to the running block."""
        me = self._me()
        me.action_stage(stage_id)
        reading = me.clock.read(stage_id)
        slot = reading.running or reading.following
        if slot is not None:
            self.call_after_refresh(me.panel.reveal, "agenda", slot.id)

    # The stage as a whole -----------------------------------------------------------------------------------

    def action_close_stage(self) -> None:
        """Show what the stage still needs, and close it or open it again."""
        from ..dialogs.close_stage import CloseStage

        me = self._me()
        self.app.push_screen(CloseStage(me.workshop, me.stage_id), self._settle)

    def _settle(self, chosen: tuple[str, str] | None) -> None:
        """Do what was chosen on the way to closing a stage: close, open again, or go to what is missing."""
        from ..dialogs.close_stage import lead

        if chosen is None:
            return
        me = self._me()
        session, method, stage_id = me.workshop.session, me.workshop.method, me.stage_id
        match chosen:
            case ("close", _id):
                now = me.clock.now()
                told = _("Closed; K opens it again, ctrl+z takes it back.")
                self._agree(lambda: agenda.close_stage(session, method, stage_id, now), told)
            case ("reopen", _id):
                self._agree(lambda: agenda.reopen_stage(session, method, stage_id), _("Open again."))
            case (kind, id):
                lead(me, kind, id)


def _name(slot: Slot) -> str:
    """A block in a sentence that has to fit into one line."""
    return text.short(said(slot.block), 40)
