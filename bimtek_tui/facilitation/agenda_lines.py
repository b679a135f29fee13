"""What is typed for the agenda in one line: a block with its minutes or its time, and the dates of a stage."""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct

from .. import text
from ..errors import Refused
from ..i18n import _
from ..model import values
from ..model.kinds import kinds
from ..model.labels import day

LONGEST = 24 * 60
"""Minutes of a block."""

_TIME = r"(?<![\d.,:/-])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d]|[.:/-]\d)"
_TO = r"\s*(?:[-–—]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|to|until)\s*"
_RANGE = (
    rf"(?i)(?:\b(?:pukul|jam|at)\s+)?{_TIME.replace('/-]', '/]')}{_TO}([01]?\d|2[0-3])[.:]([0-5]\d)(?!\d)"
)
_AT = rf"(?i)(?:\b(?:pukul|jam|at)\s+)?{_TIME}|\b(?:pukul|jam|at)\s+([01]?\d|2[0-3])(?![\d.:,])"
_HOURS = r"(?i)(?<![\d.:])(\d{1,2})(?:[.,](\d))?\s*(?:jam|hours?|h)\b(?:\s*(?:dan|and)?\s*(\d{1,2})\s*(?:menit|mnt|min(?:ute)?s?\b|['’′]))?"
_MINUTES = r"(?i)(?<![\d.,:])(\d{1,4})\s*(?:menit\b|mnt\b|min(?:ute)?s?\b|m\b|['’′])"
_ZONE = r"\bWI(?:B|TA|T)\b"
_EDGES = " \t,;:·-–—"


class BlockLine(Struct, frozen=True):
    """A block as it was typed; `at` is the minute of the day at which it is to begin, None where that was not said."""

    title: str
    minutes: int
    at: int | None = None


def read_block(typed: str) -> BlockLine:
    """A block from one line: "Rehat kopi 15 menit", "13.00 Diskusi 45'", "13.00-13.45 Diskusi".

    Raises Refused with one sentence when it has no title or nothing says how long it takes.
    """
    rest = re.sub(_ZONE, " ", text.line(typed))
    at: int | None = None
    minutes = 0
    if match := re.search(_RANGE, rest):
        at, until = _minute(match[1], match[2]), _minute(match[3], match[4])
        minutes = (until - at) % LONGEST
        rest = _without(rest, match)
    if not minutes and (match := re.search(_HOURS, rest)):
        minutes = int(match[1]) * 60 + int(match[2] or 0) * 6 + int(match[3] or 0)
        rest = _without(rest, match)
    if not minutes and (match := re.search(_MINUTES, rest)):
        minutes = int(match[1])
        rest = _without(rest, match)
    if at is None and (match := re.search(_AT, rest)):
        at = _minute(match[1] or match[3], match[2] or "0")
        rest = _without(rest, match)
    title = " ".join(re.sub(r"\(\s*\)", " ", rest).split()).strip(_EDGES)
    if not title:
        raise Refused(_("a block needs a title: “{example}”").format(example=_("Coffee break 15 minutes")))
    if not 0 < minutes <= LONGEST:
        match = re.search(r"\s+([1-9]\d{0,2})$", title)
        name, number = (title[: match.start()], match[1]) if match else (title, "15")
        raise Refused(
            _("say how long it takes, in minutes or hours: “{title} {number} minutes”").format(
                title=text.short(name, 40), number=number
            )
        )
    return BlockLine(title, minutes, at)


def _without(line: str, match: re.Match[str]) -> str:
    return f"{line[: match.start()]} {line[match.end() :]}"


def _minute(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)


# The dates of a stage ----------------------------------------------------------------------------------------

_WEEKDAY = (
    r"(?i)\b(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_AND = r"\s*(?:[-–—&]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan|to|and|until)\s*"
_DAYS = rf"(?i)(\d{{1,2}}){_AND}(\d{{1,2}})([ ./-]*[A-Za-z]{{3,}}[ ./-]*\d+|[./]\d{{1,2}}[./]\d+)"
_TWO = (
    r"(?i)(.+?)(?:\s+-\s+|\s*[–—&]\s*|\s+(?:s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan|to|and|until)\s+)(.+)"
)


class Dates(Struct, frozen=True):
    """What was typed about a stage: first and last day, None where it was not said, and when days begin, as minutes."""

    first: dt.date | None
    last: dt.date | None
    times: tuple[int, ...]


def read_dates(typed: str) -> Dates:
    """Dates and times from one line: "1-2 Des 2026", "1 Desember 2026 08.30", "08.30 09.00".

    Raises Refused with one sentence when nothing of that can be read.
    """
    rest = re.sub(_ZONE, " ", text.line(typed))
    times = []
    while match := re.search(_AT, rest):
        times.append(_minute(match[1] or match[3], match[2] or "0"))
        rest = _without(rest, match)
    rest = re.sub(r"[()]", " ", re.sub(_WEEKDAY, " ", rest))
    rest = re.sub(r"(?i)\b(?:mulai|from)\b", " ", rest)
    rest = " ".join(rest.split()).strip(_EDGES)
    if not rest and not times:
        raise Refused(_("type dates, the time at which a day begins, or both: 1-2 December 2026 08.30"))
    first, last = _span(rest) if rest else (None, None)
    if first and last and last < first:
        raise Refused(
            _("{last} lies before {first}; write the earlier day first").format(
                last=day(last), first=day(first)
            )
        )
    return Dates(first, last, tuple(times))


def _span(words: str) -> tuple[dt.date, dt.date | None]:
    if match := re.fullmatch(_DAYS, words):
        return _date(match[1] + match[3]), _date(match[2] + match[3])
    try:
        return _date(words), None
    except Refused:
        match = re.fullmatch(_TWO, words)
        if match is None:
            raise
    last = _date(match[2])
    try:
        return _date(match[1]), last
    except Refused:  # 30 November - 1 Desember 2026
        between = "/" if re.fullmatch(r"\d{1,2}/\d{1,2}", match[1]) else " "
        return _date(f"{match[1]}{between}{last.year}"), last


def _date(words: str) -> dt.date:
    date: dt.date = values.read(kinds()["stage"].keys["start"], words)
    return date
