"""What each agency takes upon itself: the programs that it leads, by horizon, with what they cost."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from ..model.entries import Horizon, Program, Session, counting
from .budget import Money
from .tally import grouped


class Load(Struct, frozen=True):
    """The programs that one agency leads; the `agency` "" stands for those that nobody leads.

    `money` is what is known of their cost in whole rupiah, None where that is not known of any, and
    `without_budget` the number of those of which it is not. `supporting` counts programs that others lead.
    """

    agency: str
    programs: tuple[Program, ...]
    supporting: int
    money: int | None
    without_budget: int

    def count(self, horizon: Horizon) -> int:
        """How many of the programs are of this horizon."""
        return sum(program.horizon == horizon for program in self.programs)


def workload(session: Session, known: Money) -> list[Load]:
    """The load of every agency that leads or supports a program, the most programs first, those of nobody last."""
    programs = counting(session.program)
    led = grouped(programs, lambda program: program.lead or "")
    helped = Counter(agency for program in programs for agency in set(program.supporting) - {program.lead})
    loads = [_load(agency, led.get(agency, []), helped[agency], known) for agency in {*led, *helped}]
    return sorted(
        loads, key=lambda load: (not load.agency, -len(load.programs), -(load.money or 0), load.agency)
    )


def _load(agency: str, programs: list[Program], supporting: int, known: Money) -> Load:
    amounts = [known.by_program[program.id] for program in programs if program.id in known.by_program]
    return Load(
        agency, tuple(programs), supporting, sum(amounts) if amounts else None, len(programs) - len(amounts)
    )
