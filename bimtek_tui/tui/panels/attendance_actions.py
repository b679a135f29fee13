"""What keys do in the attendance panel: tick, add somebody, take in a list, go to where somebody is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.screen import Screen

from ...i18n import _
from ...model.entries import counting
from ...model.labels import dimension_label

if TYPE_CHECKING:
    from ..session.screen import SessionScreen
    from .attendance import AttendancePanel

_WHERE_ONE_SPEAKS = ("swot", "programs", "issues", "gap")
"""Panels in which somebody who was silent so far is heard, the best first."""


class AttendanceActions(Screen[None]):
    """The actions of a session screen on who is in the room."""

    def __init__(self) -> None:
        super().__init__()
        self._doubted = ""

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def today(self) -> str:
        """The day on which the room is now, as attendance names it: the one being ticked, if any."""
        from .attendance import day_of

        me = self._me()
        panel = me.panels.get("attendance")
        if panel is not None and panel.day.partition("/")[0] == me.stage_id:
            return str(panel.day)
        return day_of(me.workshop, me.stage_id, me.clock.now())

    def action_attendance(self) -> None:
        """Open the attendance of the stage shown, on the day that is today."""
        from .attendance import day_of

        me = self._me()
        if me.on_wall:
            me.say(_("Attendance shows names of people; Esc ends the wall first."))
            return
        me._open("attendance")
        panel: AttendancePanel = me.panel
        today = day_of(me.workshop, me.stage_id, me.clock.now())
        if today != panel.today:  # another stage, or the next morning; else the day that was chosen stays
            panel.today = today
            panel.show_day(today)

    def made_attendance(self) -> AttendancePanel:
        """The panel of attendance."""
        from .attendance import AttendancePanel, day_of

        me = self._me()
        panel = AttendancePanel(me.workshop, self.take_person, lambda: me.clock.now())
        panel.day = panel.today = day_of(me.workshop, me.stage_id, me.clock.now())
        return panel

    def _attendance(self) -> AttendancePanel | None:
        from .attendance import AttendancePanel

        panel = self._me().panel
        return panel if isinstance(panel, AttendancePanel) else None

    def action_present(self) -> None:
        """Tick the person or the agency under the cursor as present, or take that back."""
        from ...facilitation import attendance

        panel, me = self._attendance(), self._me()
        if panel is None or panel.selected is None:
            return
        kind, id = panel.selected
        session, day = me.workshop.session, panel.day
        if kind == "participant":
            one = session.participant[id]
            me._do(attendance.tick(one, day, not attendance.is_present(one, day)))
            return
        people = [one for one in counting(session.participant) if (one.agency or "") == id]
        if not people:
            me.say(_("Nobody of {agency} is registered; a adds somebody.").format(agency=id))
            return
        everybody = all(attendance.is_present(one, day) for one in people)
        me._do(attendance.tick_agency(session, id, day, not everybody))

    def action_another_day(self, by: int) -> None:
        """Tick for another day."""
        if panel := self._attendance():
            panel.turn_day(by)

    def action_other_view(self) -> None:
        """From the people to who is missing, and back."""
        if panel := self._attendance():
            panel.other_view()

    def action_add_person(self) -> None:
        """Open the line for somebody."""
        if panel := self._attendance():
            panel.open_line()
            self._me().say("")

    def take_person(self, typed: str) -> bool:
        """Add somebody who was typed in one line; a doubtful line is told, and the same line once more counts."""
        from ...facilitation import attendance

        panel, me = self._attendance(), self._me()
        if panel is None:
            return False
        shown = attendance.preview(me.workshop.session, typed, panel.day if panel.ticks_new else "")
        told = "; ".join([*shown.told, *(one for row in shown.rows for one in row.told)])
        doubtful = {row.line for row in shown.rows if row.verdict == "doubtful"}
        if doubtful and all(row.name for row in shown.rows) and typed != self._doubted:
            self._doubted = typed
            me.say(_("{why} – Enter once more takes it all the same.").format(why=told))
            return False
        edit = attendance.take_in(me.workshop.session, shown, me.clock.now(), doubtful)
        self._doubted = ""
        if edit is None:
            me.say(told or _("This person is in the list already, and ticked."))
            return not doubtful
        before = set(me.workshop.session.participant)
        if not me._do(edit, told):
            return False
        for id in me.workshop.session.participant.keys() - before:
            panel.people.reveal("participant", id)
        return True

    def action_roster(self, pasted: str = "") -> None:
        """Take in a list of participants."""
        from ..dialogs.roster import RosterDialog
        from .attendance import day_words

        panel, me = self._attendance(), self._me()
        if panel is None:
            return
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return
        day = day_words(me.workshop, panel.day, me.clock.now())
        dialog = RosterDialog(me.workshop, panel.day, day, panel.ticks_new, lambda: me.clock.now(), pasted)
        self.app.push_screen(dialog, lambda sentence: me.say(sentence or ""))

    def on_attendance_panel_pasted(self, event: AttendancePanel.Pasted) -> None:
        event.stop()
        self.action_roster(event.text)

    def action_attend_to(self) -> None:
        """Go to where something can be done about what is missing."""
        panel, me = self._attendance(), self._me()
        if panel is None or panel.coverage.target is None:
            return
        about, id = panel.coverage.target
        if about == "absent":
            panel.reveal("agency", id)
            me.say(_("Space ticks the people of {agency} who are there.").format(agency=id))
        elif about == "unregistered":
            panel.open_line(f"; {id}")
            me.say(_("Type the name before the agency; Enter records."))
        else:
            here = [one for one in _WHERE_ONE_SPEAKS if one in me.stage_panels()]
            me.action_panel(next(iter(here), _WHERE_ONE_SPEAKS[0]))
            key = {"dimension": id} if about == "dimension" else {"agency": id}
            me.set_context(replace(me.workshop.context, **key))
            name = dimension_label(me.workshop.method, id) if about == "dimension" else id
            me.say(_("Capturing for {whom} from now on: a opens the line.").format(whom=name))
