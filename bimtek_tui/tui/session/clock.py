"""The running block on the screen: large digits above the agenda, one line everywhere else.

Once a second the time is looked at, never counted; only what reads differently from before is drawn. In which stage
something runs is looked for when the agenda was changed or a day ended, not every second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from ... import text
from ...facilitation import clock
from ...facilitation.clock import Reading, Slot
from ...i18n import _
from ...model.labels import clock as time_of_day
from ...model.labels import day
from ...model.method import label, said
from ...workshop.workshop import Changed, Workshop
from ..widgets.content import Words, lines, pieces, plain
from .bars import ClockLine

if TYPE_CHECKING:
    from .screen import SessionScreen

WALL = 60
"""Columns on the wall."""
INTERVAL = 1.0
"""Seconds between looks at the time."""

_PIXELS = {
    "0": "111 101 101 101 111",
    "1": "010 110 010 010 111",
    "2": "111 001 111 100 111",
    "3": "111 001 111 001 111",
    "4": "101 101 111 001 001",
    "5": "111 100 111 001 111",
    "6": "111 100 111 101 111",
    "7": "111 001 001 001 001",
    "8": "111 101 111 101 111",
    "9": "111 101 111 001 111",
    ":": "0 1 0 1 0",
    "+": "000 010 111 010 000",
}
"""Digits of three by five points: with full blocks they are read from further away than those out of lines."""

_HALVES = {"00": " ", "10": "▀", "01": "▄", "11": "█"}


def large(digits: str, double: bool = False) -> list[str]:
    """Digits as lines of blocks: three lines, or five when they are twice as large."""
    rows = ["0".join(parts) for parts in zip(*(_PIXELS[one].split() for one in digits), strict=True)]
    if double:
        return ["".join("██" if point == "1" else "  " for point in row) for row in rows]
    pairs = zip(rows[::2], [*rows[1::2], "0" * len(rows[0])], strict=True)
    return ["".join(_HALVES[top + bottom] for top, bottom in zip(*pair, strict=True)) for pair in pairs]


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


class Strip(Horizontal):
    """The running block above the agenda: large digits, and beside them what they mean."""

    def __init__(self) -> None:
        super().__init__(id="strip")
        self._digits = Words(id="digits")
        self._words = Words(id="strip-words")
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        yield self._digits
        yield self._words

    def show_clock(self, reading: Reading, closed: dt.datetime | None, on_wall: bool = False) -> None:
        """Show the running block; without one what to start next, or that the stage is closed."""
        running, today = reading.running, reading.today
        closed = None if on_wall else closed  # the room need not know what to press
        self.display = (
            closed is not None or running is not None or (today is not None and clock.pace(today) != "")
        )
        if not self.display:
            self._shown = ()
            return
        size = self.app.size
        double = size.height >= (24 if on_wall else 30) and size.width >= (60 if on_wall else 100)
        digits = clock.digits(running.left) if running else ""
        drawn = large(digits, double) if digits else []
        stacked = on_wall and double and bool(drawn)  # beside digits so large there is no room for words
        beside = 0 if stacked else max(map(len, drawn), default=0) + 2
        room = (min(size.width, WALL) if on_wall else size.width) - beside - 2
        if running:
            words = _running(reading, running, room)
        else:
            words = _closed(closed) if closed else _waiting(reading, room)
        shown = (digits, double, stacked, words.plain, running.level if running else "")
        if shown == self._shown:
            return
        moved = [len(str(one)) for one in shown] != [len(str(one)) for one in self._shown]
        self._shown = shown
        for level in clock.LEVELS:
            self.set_class(running is not None and running.level == level, f"-{level}")
        self.set_class(stacked, "-stacked")
        self._digits.display = bool(drawn)
        self._digits.update(plain("\n".join(drawn)), layout=moved)
        self._words.update(words, layout=moved)


def _running(reading: Reading, running: Slot, room: int) -> Content:
    """The running block in words: what, how much is left, until when, and how the day goes."""
    left = clock.time_left(running.left)
    until = _("until {time}").format(time=f"{running.ends:%H.%M}") if running.left >= 0 else ""
    level = _(clock.LEVELS[running.level]) if running.level and running.left > 0 else ""
    pace = clock.pace(reading.today) if reading.today else ""
    state = " · ".join(one for one in (level, left, until) if one)
    if level and len(state) > room:  # the digits say how much is left
        state = " · ".join(one for one in (level, until) if one)
    return lines(
        [
            plain(said(running.block), "bold"),
            plain(state, "bold" if running.level else ""),
            plain(pace),
        ]
    )


def _closed(closed: dt.datetime) -> Content:
    told = _("This stage was closed on {day} at {time}; K opens it again.")
    return plain(told.format(day=day(closed), time=time_of_day(closed)), "bold")


def _waiting(reading: Reading, room: int) -> Content:
    """What to start when nothing runs, and how the day goes; a long name gives way to what is to be done."""
    following = reading.following
    if following:
        head, told = _("Nothing is running."), _("Next: {block}; Space on it starts it.")
        name = text.short(said(following.block), max(8, room - len(head) - len(told.format(block="")) - 1))
        first = pieces((head, "bold"), " ", told.format(block=name))
    else:
        first = plain(_("The agenda of this day is through."), "bold")
    return lines([first, plain(clock.pace(reading.today) if reading.today else "")])
