"""How many entries of each sort a session has: the numbers of ``status`` and of the books' opening tables.

Only entries that count are counted. Names of the method come in the method's order and include those with
nothing yet, since a zero is what a facilitator looks for; entries without a dimension stand under "".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from ..model import kinds
from ..model.entries import Quadrant, Session, StrategyQuadrant, counting
from ..model.method import Method
from .horizons import HORIZONS

Thing = TypeVar("Thing")
Key = TypeVar("Key")

QUADRANTS: tuple[Quadrant, ...] = ("strength", "weakness", "opportunity", "threat")
STRATEGY_QUADRANTS: tuple[StrategyQuadrant, ...] = ("SO", "WO", "ST", "WT")

WITH_DIMENSION = ("issue", "gap", "swot", "strategy", "program")
"""The kinds whose entries belong to a dimension."""


def grouped(
    things: Iterable[Thing], by: Callable[[Thing], Key], names: Iterable[Key] = ()
) -> dict[Key, list[Thing]]:
    """Things by what they have in common, in their order; these names come first, also those that nothing has."""
    groups: dict[Key, list[Thing]] = {name: [] for name in names}
    for thing in things:
        groups.setdefault(by(thing), []).append(thing)
    return groups


def by_kind(session: Session) -> dict[str, int]:
    """The number of entries of every kind that has more than one, in the order of the file."""
    return {
        table: len(counting(session.entries(table)))
        for table, kind in kinds.kinds().items()
        if not kind.single
    }


def by_quadrant(session: Session) -> dict[str, int]:
    """SWOT entries per quadrant."""
    return _filled(QUADRANTS, (factor.quadrant for factor in counting(session.swot)))


def by_strategy_quadrant(session: Session) -> dict[str, int]:
    """Strategies per quadrant of the TOWS matrix."""
    return _filled(STRATEGY_QUADRANTS, (strategy.quadrant for strategy in counting(session.strategy)))


def by_horizon(session: Session) -> dict[str, int]:
    """Programs per horizon."""
    return _filled(HORIZONS, (program.horizon for program in counting(session.program)))


def by_dimension(session: Session, method: Method, table: str) -> dict[str, int]:
    """Entries of a kind per dimension of the method; "" holds those without one or with an unknown one.

    Of a method that is not here every id is one.
    """
    dimensions = [entry.dimension or "" for entry in counting(session.entries(table))]
    known = method.dimensions or dict.fromkeys(filter(None, dimensions))
    return _filled((*known, ""), (name if name in known else "" for name in dimensions))


def by_decision(session: Session) -> dict[str, int]:
    """Quick-win candidates per decision; "" holds those not decided yet."""
    return _filled(
        ("chosen", "reserve", "rejected", ""),
        (quick_win.decision or "" for quick_win in counting(session.quick_win)),
    )


def tally(session: Session, method: Method) -> dict[str, dict[str, int] | dict[str, dict[str, int]]]:
    """All counts together, ready to be written as JSON."""
    return {
        "kinds": by_kind(session),
        "swot": by_quadrant(session),
        "strategies": by_strategy_quadrant(session),
        "horizons": by_horizon(session),
        "decisions": by_decision(session),
        "dimensions": {table: by_dimension(session, method, table) for table in WITH_DIMENSION},
    }


def fullest(counted: dict[str, int]) -> list[str]:
    """The names with most entries; none where nothing stands out: all have as many, or none has more than one."""
    named = {name: number for name, number in counted.items() if name}
    most = max(named.values(), default=0)
    if most < 2 or min(named.values()) == most:
        return []
    return [name for name, number in named.items() if number == most]


def empty(counted: dict[str, int]) -> list[str]:
    """The names with no entry at all."""
    return [name for name, number in counted.items() if name and not number]


def _filled(names: Iterable[str], values: Iterable[str]) -> dict[str, int]:
    counted = Counter(values)
    return {name: counted[name] for name in names}
