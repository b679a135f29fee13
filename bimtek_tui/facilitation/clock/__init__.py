"""Where a stage stands on its agenda at a given "now". Nothing here looks at a clock.

Stored is only what was planned otherwise and what happened (``[[agenda]]``: own blocks, order, replanned minutes,
skipped, started, ended), so the clock survives a restart. The rules by which the rest follows:

* The plan of a day is the method's minutes, and those of own blocks, from the ``day_start`` of the session or the
  method on. A day that begins late is behind.
* Blocks stand in the order in which they were started, then the rest in the session's order. Another block may be
  started first; the one that was passed over comes after it, until it is started or skipped. Where there was time
  for it meanwhile, as for a lunch break that nobody started, it is taken to have been held.
* A block belongs to the day on which it was started, and before that to the day for which it was planned.
* Two blocks never count the same moment: it belongs to the one that was started last.
* A day ends at four in the morning, so a late evening is still the same day; before the first one there is none that
  could go on. A block that was left running then is
  over; it is taken to have lasted as long as planned.
"""

from .reading import Day, Level, Planned, Reading, Slot, State, day_of, level_of, planned, read, stage_of
from .records import When
from .wording import LEVELS, digits, duration, pace, time_left

__all__ = [
    "LEVELS",
    "Day",
    "Level",
    "Planned",
    "Reading",
    "Slot",
    "State",
    "When",
    "day_of",
    "digits",
    "duration",
    "level_of",
    "pace",
    "planned",
    "read",
    "stage_of",
    "time_left",
]
