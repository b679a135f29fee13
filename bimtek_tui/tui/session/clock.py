"""The running block on the screen: large digits above the agenda, one line everywhere else.

Once a second the time is looked at, never counted; only what reads differently from before is drawn. In which stage
something runs is looked for when the agenda was changed or a day ended, not every second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from ...facilitation import clock
from ...facilitation.clock import Reading
from ...model.method import label
from ...workshop.workshop import Changed, Workshop
from .bars import ClockLine

if TYPE_CHECKING:
    from .screen import SessionScreen

INTERVAL = 1.0
"""Seconds between looks at the time."""


def now() -> dt.datetime:
    """The time of day with its offset."""
    return dt.datetime.now().astimezone()


class Clock:
    """Knows where the agenda stands, and keeps what shows it up to date."""

    def __init__(
        self, screen: SessionScreen, workshop: Workshop, now: Callable[[], dt.datetime] = now
    ) -> None:
        self.now = now
        self.stage_id = ""
        self._screen = screen
        self._workshop = workshop
        self._day: dt.date | None = None
        self._on = True

    def start(self) -> None:
        """Show the time from now on."""
        self._workshop.subscribe(self._changed)
        self._screen.set_interval(INTERVAL, self.tick)

    def stop(self) -> None:
        """Show it no more."""
        self._on = False

    def _changed(self, changed: Changed) -> None:
        if changed is None or any(kind in ("agenda", "stage") for kind, _id in changed):
            self.find()
            self.tick()

    def find(self) -> str:
        """Look for the stage in which a block runs, or that has its day today; "" when there is none."""
        moment = self.now()
        self._day = moment.date()
        self.stage_id = clock.stage_of(self._workshop.session, self._workshop.method, moment)
        return self.stage_id

    def read(self, stage_id: str) -> Reading:
        """Where a stage stands now."""
        return clock.read(self._workshop.session, self._workshop.method, stage_id, self.now())

    def tick(self) -> None:
        """Show what the time is by now."""
        if not self._on or not self._screen.is_attached:
            return
        if self.now().date() != self._day:
            self.find()
        self.show()

    def show(self) -> None:
        """Show it in the panel of the agenda, or, where that is not open, in one line."""
        screen, reading = self._screen, self.read(self.stage_id)
        line = screen.query_one(ClockLine)
        on_agenda = screen.panel_id == "agenda"
        if self.stage_id and not (on_agenda and screen.stage_id == self.stage_id):
            line.show_clock(reading, self.stage_id, label(self._workshop.method.stages[self.stage_id]))
        else:
            line.display = False
        if on_agenda:
            screen.panel.show_time()
