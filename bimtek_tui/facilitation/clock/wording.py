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


def time_left(left: int) -> str:
    """Seconds in words: "12 minutes left", "4 minutes over the time"."""
    minutes = abs(left) // 60
    return (
        ngettext("{n} minute over the time", "{n} minutes over the time", minutes).format(n=minutes)
        if left < 0
        else ngettext("{n} minute left", "{n} minutes left", minutes).format(n=minutes)
    )


def pace(day: Day) -> str:
    """How the running day goes against the plan and how late it began; "" for any other day."""
    if day.behind is None:
        return ""
    if day.began_late is None:
        return _("not begun (planned {time})").format(time=f"{day.planned_begin:%H.%M}")
    minutes = abs(day.behind)
    if day.behind > 0:
        said = ngettext("{n} minute behind", "{n} minutes behind", minutes).format(n=minutes)
    elif day.behind < 0:
        said = ngettext("{n} minute ahead", "{n} minutes ahead", minutes).format(n=minutes)
    else:
        said = _("on time")
    return _("{pace} (began {n} late)").format(pace=said, n=day.began_late) if day.began_late > 0 else said
