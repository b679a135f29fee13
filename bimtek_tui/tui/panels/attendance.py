"""Who is in the room: the people by agency with a tick each for one day, and beside them who and what is missing."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from ...analysis import coverage
from ...facilitation import attendance, clock
from ...i18n import _
from ...model.entries import counting
from ...model.ids import EntryRef
from ...model.labels import day as day_in_words
from ...model.labels import dimension_label
from ...model.method import name_of
from ...workshop.workshop import Changed, Workshop
from ..desk import Desk
from ..widgets.content import Words, button, pieces
from .attendance_coverage import Coverage
from .attendance_people import People, PersonLine
from .panel import CaptureFor, OpenPanel, Panel

NARROW = 100
"""Columns from which people and coverage stand side by side."""
REFRESH_DELAY = 0.15
"""Seconds after which the coverage follows a tick: it looks at the whole session."""
_WHERE_ONE_SPEAKS = ("swot", "programs", "issues", "gap")
"""Panels in which somebody who was silent so far is heard, the best first."""


def day_words(workshop: Workshop, day: str, now: dt.datetime) -> str:
    """A day in words: "Stage 1, day 2 (14 June 2022)"."""
    stage_id, _slash, number = day.partition("/")
    words = name_of(workshop.method.days, day)
    days = clock.read(workshop.session, workshop.method, stage_id, now).days
    date = next((agenda_day.date for agenda_day in days if str(agenda_day.number) == number), None)
    return f"{words} ({day_in_words(date)})" if date else words


class AttendancePanel(Panel):
    """The people at the left, who and what is missing at the right; where there is no room, one behind the other."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.stage_id = self.day = self.today = ""
        self.people = People(desk.workshop)
        self.coverage = Coverage(desk.workshop)
        self.at: People | Coverage = self.people
        self.line = PersonLine(self._take, "person")
        self.bar = Horizontal(Words(id="person-aim"), self.line, id="person-bar")
        self._due = False
        self._doubted = ""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.people
            yield self.coverage
        self.bar.display = False
        yield self.bar

    def on_mount(self) -> None:
        self.refill()

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size.width)

    def _arrange(self, width: int) -> None:
        """Show both lists, or where there is no room the one in which the cursor is."""
        for widget in (self.people, self.coverage):
            widget.display = width >= NARROW or widget is self.at

    # What every panel can -----------------------------------------------------------------------------------

    def show_stage(self, stage_id: str) -> None:
        """In another stage, or the next morning, the day that is today; else the day that was chosen stays."""
        self.stage_id = stage_id
        today = clock.day_of(self.workshop.session, self.workshop.method, stage_id, self.desk.now())
        if today != self.today:
            self.day = self.today = today
            if self.is_mounted:
                self.refill()

    def take_focus(self) -> None:
        """Put the cursor where it was here last."""
        self.at.focus()

    @property
    def selected(self) -> EntryRef | None:
        """The participant or agency that keys work on."""
        if self.people.has_focus:
            return self.people.selected
        missing = self.coverage.selected
        return EntryRef("agency", missing[1]) if missing and missing[0] != "dimension" else None

    def changed(self, changed: Changed) -> None:
        """Take in what an edit touched."""
        if changed is None:
            self.refill()
            return
        here = {ref for ref in changed if ref.kind in ("participant", "agency")}
        if here:
            self.people.take_in(here)
            self._entitle()
        if not self._due:
            self._due = True
            self.set_timer(REFRESH_DELAY, self._follow)

    def filter(self, words: str) -> None:
        """Show only rows with these words."""
        self.wanted = words
        for rows in (self.people, self.coverage):
            rows.wanted = words
            rows.refill()
        self.people.border_subtitle = self.filter_subtitle

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on a participant or an agency."""
        if not self.people.reveal(kind, id):
            return False
        self._go_to(self.people)
        return True

    def refill(self) -> None:
        """Show everything anew."""
        self.people.day = self.coverage.day = self.day
        self.people.refill()
        self._entitle()
        self._follow()

    def _follow(self) -> None:
        self._due = False
        self.coverage.refill()

    def _entitle(self) -> None:
        people = coverage.per_role(self.workshop.session)
        there = coverage.per_role(self.workshop.session, self.day)
        words = day_words(self.workshop, self.day, self.desk.now())
        self.people.border_title = pieces(
            button("◂", "panel.another_day(-1)"),
            f" {words} ",
            button("▸", "panel.another_day(1)"),
            "  ",
            (
                _("{there} of {all} present").format(there=sum(there.values()), all=sum(people.values())),
                "bold",
            ),
        )

    def show_day(self, day: str) -> None:
        """Tick for another day."""
        self.day = day
        self.refill()

    # What keys do -------------------------------------------------------------------------------------------

    def action_present(self) -> None:
        """Tick the person or the agency under the cursor as present, or take that back."""
        if self.selected is None:
            return
        kind, id = self.selected
        session, day = self.workshop.session, self.day
        if kind == "participant":
            person = session.participant[id]
            self.desk.do(attendance.tick(person, day, not attendance.is_present(person, day)))
            return
        people = [person for person in counting(session.participant) if (person.agency or "") == id]
        if not people:
            sentence = _("{agency} is recorded as present without a name; {key:add-person} gives the name.")
            self.desk.do(
                attendance.tick_unnamed(session, id, day, self.desk.now()), sentence.format(agency=id)
            )
            return
        everybody = all(attendance.is_present(person, day) for person in people)
        self.desk.do(attendance.tick_agency(session, id, day, not everybody))

    def action_everybody(self) -> None:
        """Tick all as present on this day, or where all of them are take that back."""
        session, day = self.workshop.session, self.day
        everybody = all(attendance.is_present(person, day) for person in counting(session.participant))
        sentence = _("Everybody is ticked as present; {key:present} takes one away, {key:undo} all of this.")
        self.desk.do(
            attendance.tick_everybody(session, day, not everybody), sentence if not everybody else ""
        )

    def action_another_day(self, by: int) -> None:
        """Tick for the next or previous day of all stages."""
        days = coverage.days(self.workshop.method)
        here = days.index(self.day) if self.day in days else 0
        self.desk.say("")  # what was said was about the day before
        self.show_day(days[(here + by) % len(days)] if days else self.day)

    def action_other_view(self) -> None:
        """From the people to the coverage, and back."""
        self._go_to(self.people if self.at is self.coverage else self.coverage)

    def action_attend_to(self) -> None:
        """Go to where something can be done about what is missing."""
        if self.coverage.selected is None:
            return
        about, id = self.coverage.selected
        if about == "panel":
            self.post_message(OpenPanel(id))
        elif about == "absent":
            self.reveal("agency", id)
            self.desk.say(_("{key:present} ticks the people of {agency} who are there.").format(agency=id))
        elif about == "unregistered":
            self._open_line(f"; {id}")
            self.desk.say(_("Type the name before the agency; Enter records."))
        else:
            self._let_speak({"dimension" if about == "dimension" else "agency": id})

    def _let_speak(self, whom: dict[str, str]) -> None:
        """Go to a panel of this stage in which a dimension or an agency is heard, and capture for it there."""
        workshop = self.workshop
        panels = [panel.id for panel in workshop.method.panel if panel.stage == self.stage_id]
        name = next((panel for panel in _WHERE_ONE_SPEAKS if panel in panels), _WHERE_ONE_SPEAKS[0])
        words = dimension_label(workshop.method, whom["dimension"]) if "dimension" in whom else whom["agency"]
        sentence = _("Capturing for {whom} from now on: {key:add} opens the line.").format(whom=words)
        self.post_message(CaptureFor(replace(workshop.context, **whom)))
        self.post_message(OpenPanel(name, sentence))

    def action_roster(self) -> None:
        """Take in a list of participants."""
        self._take_list("")

    def _take_list(self, pasted: str) -> None:
        from ..dialogs.roster import Roster
        from ..dialogs.take_in import TakeIn

        if not self.desk.may_change():
            return
        day = day_words(self.workshop, self.day, self.desk.now())
        roster = Roster(self.workshop, self.day, day, self.ticks_new, self.desk.now, pasted)
        sentence = _("Taken in: {what}; {key:undo} takes it back.")
        self.app.push_screen(
            TakeIn(roster),
            lambda done: self.desk.say(sentence.format(what=self.workshop.can_undo) if done else ""),
        )

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._take_list(event.text)

    def _go_to(self, widget: People | Coverage) -> None:
        self.at = widget
        widget.display = True
        self.screen.set_focus(widget)
        self._arrange(self.size.width)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, People | Coverage):
            self.at = event.widget

    @property
    def ticks_new(self) -> bool:
        """Whether people who are added now were there: not on a day to come, nor while another stage is held."""
        stage_id, _slash, number = self.day.partition("/")
        session, method, now = self.workshop.session, self.workshop.method, self.desk.now()
        days = clock.read(session, method, stage_id, now).days
        day = next((agenda_day for agenda_day in days if str(agenda_day.number) == number), None)
        if day is None or day.when != "coming":
            return True
        return not day.date and not clock.stage_of(session, method, now)

    # The line that adds somebody ----------------------------------------------------------------------------

    def action_add_person(self) -> None:
        """Open the line for somebody."""
        self._open_line()

    def _open_line(self, words: str = "") -> None:
        self.bar.display = True
        aim = _("Add, present") if self.ticks_new else _("Add, not ticked")
        self.query_one("#person-aim", Words).show(pieces((f" {aim} ▸ ", "bold")))
        self.line.placeholder = _("name; agency; role – Enter records, {key:back} leaves")
        self.open_line(self.line, f"person:{words}", _("Attendance"), words)

    def _take(self, typed: str) -> bool:
        """Add somebody who was typed in one line; a doubtful line is said, and the same line once more counts."""
        desk, session = self.desk, self.workshop.session
        shown = attendance.preview(session, typed, self.day if self.ticks_new else "")
        remarks = "; ".join(
            [*shown.sentences, *(sentence for row in shown.rows for sentence in row.sentences)]
        )
        doubtful = {row.number for row in shown.rows if row.verdict == "doubtful"}
        if doubtful and all(row.name for row in shown.rows) and typed != self._doubted:
            self._doubted = typed
            desk.say(_("{why} – Enter once more takes it all the same.").format(why=remarks))
            return False
        edit = attendance.take_in(session, shown, desk.now(), doubtful)
        self._doubted = ""
        if edit is None:
            desk.say(remarks or _("This person is in the list already, and ticked."))
            return not doubtful
        before = set(session.participant)
        if not desk.do(edit, remarks):
            return False
        for id in session.participant.keys() - before:
            self.people.reveal("participant", id)
        return True

    def on_repeated_line_closed(self, event: PersonLine.Closed) -> None:
        event.stop()
        self.close_line(self.line)
        self.bar.display = False
        self.take_focus()
