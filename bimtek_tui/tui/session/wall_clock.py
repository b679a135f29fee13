"""The time for the whole room, as large as it goes: what is left of the running block, else the time of day and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from textual.content import Content

from ...facilitation import clock
from ...facilitation.clock import Reading
from ...i18n import _
from ...model.method import wording
from ..panels.agenda_clock import in_words
from ..widgets.content import Words, lines, pieces, plain
from ..widgets.digits import large
from .clock import INTERVAL

_WORDS = 6
"""Lines for what stands below the digits."""


class WallClock(Words):
    """Digits and words in the middle of the wall, looked at once a second while they are seen."""

    def __init__(self, id: str, read: Callable[[], Reading | None], now: Callable[[], dt.datetime]) -> None:
        """`read` gives where the agenda stands, None where no stage has its day; `now` the time of day."""
        super().__init__(id=id)
        self._read = read
        self._now = now

    def on_mount(self) -> None:
        self.set_interval(INTERVAL, self.show_time)

    def on_resize(self) -> None:
        self.show_time()

    def on_show(self) -> None:
        self.show_time()

    def show_time(self) -> None:
        """Show what the time is by now, if that is seen."""
        if self.display and self.size.width:
            self.change(self._time(), layout=False)

    def _time(self) -> Content:
        reading = self._read()
        room = self.size.width - 4
        running = reading.running if reading else None
        digits = clock.digits(running.left) if running else f"{self._now():%H:%M}"
        words = in_words(reading, running, room, on_wall=True) if reading and running else _next(reading)
        drawn = _magnified(digits, room, self.size.height - _WORDS)
        blank = max(0, (self.size.height - len(drawn) - _WORDS) // 2)
        return lines([*[plain("")] * blank, *(plain(line, "bold") for line in drawn), plain(""), words])


def _magnified(digits: str, width: int, height: int) -> list[str]:
    """Digits as often as large as there is room; three lines where there is hardly any."""
    drawn = large(digits, double=True)
    times = min(width // len(drawn[0]), height // len(drawn))
    if times < 1:
        return large(digits) if height >= len(large(digits)) else [digits]
    return ["".join(letter * times for letter in line) for line in drawn for _again in range(times)]


def _next(reading: Reading | None) -> Content:
    """What comes next on a day of a workshop."""
    following = reading.following if reading else None
    if following is None:
        return plain("")
    return pieces(_("next: {block}").format(block=wording(following.block)))
