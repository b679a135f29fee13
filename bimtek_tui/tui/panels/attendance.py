"""Who is in the room: the people by agency with a tick each for one day, and beside them who and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from ...analysis import coverage
from ...facilitation import clock
from ...i18n import _
from ...model.labels import day as day_in_words
from ...model.method import label
from ...workshop.workshop import Changed, Workshop
from ..widgets.content import Words, pieces, plain
from .attendance_coverage import Coverage
from .attendance_people import People, PersonLine

NARROW = 100
"""Columns from which people and coverage stand side by side."""
REFRESH_DELAY = 0.15
"""Seconds after which the coverage follows a tick: it looks at the whole session."""


def day_of(workshop: Workshop, stage_id: str, now: dt.datetime) -> str:
    """The day of a stage to tick (``stage-1/1``): today's, else the next one."""
    today = clock.read(workshop.session, workshop.method, stage_id, now).today
    return f"{stage_id}/{today.number if today else 1}"


def day_words(workshop: Workshop, day: str, now: dt.datetime) -> str:
    """A day in words: "Stage 1, day 2 (14 June 2022)"."""
    stage_id, _slash, number = day.partition("/")
    stage = workshop.method.stages.get(stage_id)
    words = _("{stage}, day {number}").format(stage=label(stage) if stage else stage_id, number=number)
    days = clock.read(workshop.session, workshop.method, stage_id, now).days
    date = next((one.date for one in days if str(one.number) == number), None)
    return f"{words} ({day_in_words(date)})" if date else words


class AttendancePanel(Vertical):
    """The people at the left, who and what is missing at the right; where there is no room, one behind the other."""

    class Pasted(Message):
        """A list was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self, workshop: Workshop, take: Callable[[str], bool], now: Callable[[], dt.datetime]
    ) -> None:
        """`take` records somebody who was typed in one line and says whether it did."""
        super().__init__(id="panel-attendance")
        self.workshop = workshop
        self.now = now
        self.day = self.today = ""
        self.people = People(workshop)
        self.coverage = Coverage(workshop)
        self.at: People | Coverage = self.people
        self.line = PersonLine(take, "person")
        self.bar = Horizontal(Words(id="person-aim"), self.line, id="person-bar")
        self._due = False

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
        for one in (self.people, self.coverage):
            one.display = width >= NARROW or one is self.at

    # What every panel can -----------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Put the cursor where it was here last."""
        self.at.focus()

    @property
    def selected(self) -> tuple[str, str] | None:
        """The participant or agency that keys work on."""
        if self.people.has_focus:
            return self.people.selected
        target = self.coverage.target
        return ("agency", target[1]) if target and target[0] != "dimension" else None

    def changed(self, changed: Changed) -> None:
        """Take in what an edit touched."""
        if changed is None:
            self.refill()
            return
        here = {(kind, id) for kind, id in changed if kind in ("participant", "agency")}
        if here:
            self.people.take_in(here)
            self._entitle()
        if not self._due:
            self._due = True
            self.set_timer(REFRESH_DELAY, self._follow)

    def filter(self, words: str) -> None:
        """Show only rows with these words."""
        for one in (self.people, self.coverage):
            one.wanted = words
            one.refill()
        self.people.border_subtitle = plain(_("filter: {words}").format(words=words)) if words else None

    def show_withdrawn(self, shown: bool) -> None:
        """Who was withdrawn stands in the panel of participants only."""

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
        words = day_words(self.workshop, self.day, self.now())
        self.people.border_title = pieces(
            f"◂ {words} ▸  ",
            (
                _("{there} of {all} present").format(there=sum(there.values()), all=sum(people.values())),
                "bold",
            ),
        )

    # What is special here -----------------------------------------------------------------------------------

    def show_day(self, day: str) -> None:
        """Tick for another day."""
        self.day = day
        self.refill()

    def turn_day(self, by: int) -> None:
        """The next or previous day of all stages."""
        days = coverage.days(self.workshop.method)
        here = days.index(self.day) if self.day in days else 0
        self.show_day(days[(here + by) % len(days)] if days else self.day)

    def other_view(self) -> None:
        """From the people to the coverage, and back."""
        self._go_to(self.people if self.at is self.coverage else self.coverage)

    def _go_to(self, one: People | Coverage) -> None:
        self.at = one
        one.display = True
        self.screen.set_focus(one)
        self._arrange(self.size.width)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, People | Coverage):
            self.at = event.widget

    @property
    def ticks_new(self) -> bool:
        """Whether people who are added now were there: not on a day to come, nor while another stage is held."""
        stage_id, _slash, number = self.day.partition("/")
        session, method, now = self.workshop.session, self.workshop.method, self.now()
        days = clock.read(session, method, stage_id, now).days
        day = next((one for one in days if str(one.number) == number), None)
        if day is None or day.when != "coming":
            return True
        return not day.date and not clock.stage_of(session, method, now)

    def open_line(self, words: str = "") -> None:
        """Open the line for adding somebody."""
        self.bar.display = True
        aim = _("Add, present") if self.ticks_new else _("Add, not ticked")
        self.query_one("#person-aim", Words).show(pieces((f" {aim} ▸ ", "bold")))
        self.line.placeholder = _("name; agency; role – Enter records, Esc leaves")
        self.line.value = words or self.line.value
        self.line.cursor_position = 0 if words else len(self.line.value)
        self.line.focus()

    def on_repeated_line_closed(self, event: PersonLine.Closed) -> None:
        event.stop()
        self.bar.display = False
        self.take_focus()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.Pasted(event.text))
