"""The clock in words and digits, so that nothing is said by colour alone."""

from __future__ import annotations

from ...i18n import N_, _, ngettext
from .reading import Day, Level

LEVELS: dict[Level, str] = {
    "soon": N_("a fifth of the time is left"),
    "last": N_("come to the end"),
    "over": N_("the time is up"),
}
"""What stands beside the colour of a level; a key is translated when it is shown."""


def digits(left: int) -> str:
    """Seconds as large digits: 12:05, 1:30:00, and +4:10 for what is over the time."""
    minutes, seconds = divmod(abs(left), 60)
    hours, minutes = divmod(minutes, 60)
    shown = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"+{shown}" if left < 0 else shown


def duration(minutes: int) -> str:
    """Minutes in words: "39 minutes", "4 hours 39 minutes", "2 hours"."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("{n} hour", "{n} hours", hours).format(n=hours)] if hours else []
    if rest or not hours:
        parts.append(ngettext("{n} minute", "{n} minutes", rest).format(n=rest))
    return " ".join(parts)


def time_left(left: int) -> str:
    """Seconds in words: "12 minutes left", "1 hour 4 minutes over the time"."""
    sentence = _("{time} over the time") if left < 0 else _("{time} left")
    return sentence.format(time=duration(abs(left) // 60))


def pace(day: Day) -> str:
    """How the running day goes against the plan, or that it has not begun; "" for any other day."""
    if day.behind is None:
        return ""
    if not day.begun:
        return _("not begun (planned {time})").format(time=f"{day.planned_begin:%H.%M}")
    if day.behind == 0:
        return _("on time")
    sentence = _("{time} behind") if day.behind > 0 else _("{time} ahead")
    return sentence.format(time=duration(abs(day.behind)))
