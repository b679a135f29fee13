"""The running block above the agenda, in large digits and in words."""

from __future__ import annotations

import datetime as dt
import textwrap

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from ... import text
from ...facilitation import clock
from ...facilitation.clock import Reading, Slot
from ...i18n import _
from ...model.labels import clock as time_of_day
from ...model.labels import day
from ...model.method import wording
from ..widgets.content import Words, lines, pieces, plain
from ..widgets.digits import large
from .panel import WALL_WIDTH

LOW = 14
"""Below so many lines the time stands in one line: large digits would leave none to the list."""
_NAME = 2
"""Lines of a block's name."""


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

    def show_clock(
        self, reading: Reading, closed: dt.datetime | None, on_wall: bool = False, *, at_agenda: bool = True
    ) -> None:
        """Show the running block; without one what to start next, or that the stage is closed.

        `at_agenda` says that keys work on the agenda, not on the list beside it.
        """
        running, today = reading.running, reading.today
        closed = None if on_wall else closed  # the room need not know what to press
        self.display = (
            closed is not None or running is not None or (today is not None and clock.pace(today) != "")
        )
        if not self.display:
            self._shown = ()
            return
        size = self.app.size
        double = size.height >= (18 if on_wall else 30) and size.width >= (WALL_WIDTH if on_wall else 100)
        digits = clock.digits(running.left) if running else ""
        low = size.height < LOW
        drawn = large(digits, double) if digits and not low else []
        stacked = on_wall and double and bool(drawn)  # beside digits so large there is no room for words
        beside = 0 if stacked else max(map(len, drawn), default=0) + 2
        room = (min(size.width, WALL_WIDTH) if on_wall else size.width) - beside - 2
        if running:
            words = in_words(reading, running, room, on_wall)
            if low:  # in one line, so that the list keeps the others
                words = pieces((f"{digits}  ", "bold")) + words.split()[0]
        else:
            words = _closed(closed) if closed else _waiting(reading, room, at_agenda)
        shown = (digits, double, stacked, words.plain, running.level if running else "")
        if shown == self._shown:
            return
        moved = [len(str(part)) for part in shown] != [len(str(part)) for part in self._shown]
        self._shown = shown
        for level in clock.LEVELS:
            self.set_class(running is not None and running.level == level, f"-{level}")
        self.set_class(stacked, "-stacked")
        self._digits.display = bool(drawn)
        self._digits.update(plain("\n".join(drawn)), layout=moved)
        self._words.update(words, layout=moved)


def in_words(reading: Reading, running: Slot, room: int, on_wall: bool) -> Content:
    """The running block in words: what, how much is left, until when, and how the day goes; never without its name."""
    name = wording(running.block)
    if on_wall:  # capitals, and letters apart where there is room, are read from further away
        name = name.upper()
        name = spread if len(spread := " ".join(name)) <= room else name
    left = clock.time_left(running.left)
    due = running.begins + dt.timedelta(minutes=running.minutes)
    until = _("until {time}").format(time=f"{running.ends:%H.%M}")
    level = _(clock.LEVELS[running.level]) if running.level and running.left else ""
    if running.left < 0:  # the digits say how much, and how the day goes says it once more
        left, until = "", _("planned until {time}").format(time=f"{due:%H.%M}")
    pace = clock.pace(reading.today) if reading.today else ""
    state = " · ".join(part for part in (level, left, until) if part)
    if level and len(state) > room:
        state = f"{level} · {until}" if len(f"{level} · {until}") <= room else level
    return lines(
        [
            *(
                plain(part, "bold")
                for part in textwrap.wrap(name, max(8, room), max_lines=_NAME, placeholder="…")
            ),
            plain(state, "bold" if running.level else ""),
            plain(pace),
        ]
    )


def _closed(closed: dt.datetime) -> Content:
    sentence = _("This stage was closed on {day} at {time}; {key:close-stage} opens it again.")
    return plain(sentence.format(day=day(closed), time=time_of_day(closed)), "bold")


def _waiting(reading: Reading, room: int, at_agenda: bool) -> Content:
    """What to start when nothing runs, and how the day goes; a long name gives way to what is to be done."""
    following = reading.following
    if following:
        head, sentence = _("Nothing is running."), _("Next: {block}; {key:start-block} on it starts it.")
        if not at_agenda:
            sentence = _("Next: {block}; Tab goes to the agenda, {key:start-block} starts it there.")
        name = text.short(
            wording(following.block), max(8, room - len(head) - len(sentence.format(block="")) - 1)
        )
        first = pieces((head, "bold"), " ", sentence.format(block=name))
    else:
        first = plain(_("The agenda of this day is through."), "bold")
    return lines([first, plain(clock.pace(reading.today) if reading.today else "")])
