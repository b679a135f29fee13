"""The running block on the screen: large digits above the agenda, one line everywhere else.

Once a second the time is looked at, never counted; only what reads differently from before is drawn. In which stage
something runs is looked for when the agenda was changed or a day ended, not every second.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from textual.screen import Screen

from ...facilitation import clock
from ...facilitation.clock import Reading
from ...workshop.workshop import Changed
from ..desk import Desk
from .bars import ClockLine
from .panels import Panels

INTERVAL = 1.0
"""Seconds between looks at the time."""


class Clock:
    """Knows where the agenda stands, and keeps what shows it up to date."""

    def __init__(self, screen: Screen[Any], desk: Desk) -> None:
        self.stage_id = ""
        self._screen = screen
        self._desk = desk
        self._workshop = desk.workshop
        self._panels: Panels | None = None
        self._day: dt.date | None = None
        self._on = True

    def start(self, panels: Panels) -> None:
        """Show the time from now on, in these panels or in the line above them."""
        self._panels = panels
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
        moment = self._desk.now()
        self._day = moment.date()
        self.stage_id = clock.stage_of(self._workshop.session, self._workshop.method, moment)
        return self.stage_id

    def read(self, stage_id: str) -> Reading:
        """Where a stage stands now."""
        return clock.read(self._workshop.session, self._workshop.method, stage_id, self._desk.now())

    def tick(self) -> None:
        """Show what the time is by now."""
        if not self._on or not self._screen.is_attached:
            return
        if self._desk.now().date() != self._day:
            self.find()
        self.show()

    def show(self) -> None:
        """Show the running block in the panel of the agenda, or, where that is not open, in one line."""
        panels, line = self._panels, self._screen.query_one(ClockLine)
        if panels is None:
            return
        here = panels.open_id == "agenda" and panels.stage_id == self.stage_id
        if self.stage_id and not here:
            line.show_clock(self.read(self.stage_id), self._workshop.method.stages[self.stage_id])
        else:
            line.display = False
        panels.panel.show_time()
