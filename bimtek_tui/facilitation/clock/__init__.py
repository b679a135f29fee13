"""Where a stage stands on its agenda at a given "now". Nothing here looks at a clock.

Stored is only what happened (``[[agenda]]``: started, ended, skipped, replanned minutes), so the clock survives a
restart. The rules by which the rest follows:

* The plan of a day is the method's minutes from the method's ``day_start`` on. A day that begins late is behind.
* Blocks stand in the order in which they were started, then the rest in the method's order. Starting another block
  first is how one moves it; the one that was passed over comes after it, until it is started or skipped. Where
  there was time for it meanwhile, as for a lunch break that nobody started, it is taken to have been held.
* A block belongs to the day on which it was started, and before that to the day of the method.
* Two blocks never count the same moment: it belongs to the one that was started last.
* A day ends at four in the morning, so a late evening is still the same day. A block that was left running then is
  over; it is taken to have lasted as long as planned.
"""

from .reading import Day, Level, Planned, Reading, Slot, State, day_of, level_of, planned, read, stage_of
from .records import When
from .wording import LEVELS, digits, pace, time_left

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
    "level_of",
    "pace",
    "planned",
    "read",
    "stage_of",
    "time_left",
]
