"""What holds the TOWS matrix together: which factors a strategy rests on, and which programs serve it.

Reviewers look for both. A reference to a factor that was merged into another one stands for that other one, as the
books show it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..model.entries import Program, Quadrant, Session, Strategy, StrategyQuadrant, Swot, counting, counts
from . import swot
from .ordinals import QUADRANT_LETTERS

OF_LETTER: dict[str, Quadrant] = {letter: quadrant for quadrant, letter in QUADRANT_LETTERS.items()}
"""The quadrants by the letters of which the names of strategies (SO, WT) consist."""


class Cited(Struct, frozen=True):
    """The factors of a strategy: internal and external ones of its quadrant, those of other quadrants, ids of gone ones.

    Factors stand in the order of capture.
    """

    internal: tuple[Swot, ...] = ()
    external: tuple[Swot, ...] = ()
    elsewhere: tuple[Swot, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def counting(self) -> tuple[Swot, ...]:
        """All factors that count."""
        return self.internal + self.external + self.elsewhere

    def reference(self, labels: Mapping[str, str]) -> str:
        """``S1, S4 x O2``, by the labels of `ordinals`; factors of other quadrants behind a semicolon."""
        sides = [
            ", ".join(labels[factor.id] for factor in side) for side in (self.internal, self.external) if side
        ]
        crossed = " x ".join(sides)
        return "; ".join(
            part for part in (crossed, ", ".join(labels[factor.id] for factor in self.elsewhere)) if part
        )


class Matrix(Struct, frozen=True):
    """The strategies that count by quadrant, what each rests on and who serves it, and what is left over.

    `unused` are factors that no strategy uses, `unserved` strategies that no program serves, `without_factors`
    strategies that rest on nothing that counts.
    """

    strategies: dict[StrategyQuadrant, list[Strategy]]
    cited: dict[str, Cited]
    served_by: dict[str, list[Program]]
    unused: tuple[Swot, ...]
    unserved: tuple[Strategy, ...]
    without_factors: tuple[Strategy, ...]


def matrix(session: Session) -> Matrix:
    """The TOWS matrix of the entries that count."""
    strategies = counting(session.strategy)
    places = {id: place for place, id in enumerate(session.swot)}
    citations = {strategy.id: _cited(session, strategy, places) for strategy in strategies}
    used = {factor.id for cited in citations.values() for factor in cited.counting}
    served: dict[str, list[Program]] = {strategy.id: [] for strategy in strategies}
    for program in counting(session.program):
        for id in program.strategies:
            if id in served:
                served[id].append(program)
    return Matrix(
        swot.tows(session),
        citations,
        served,
        tuple(
            factor
            for quadrant in OF_LETTER.values()
            for factor in counting(session.swot)
            if factor.quadrant == quadrant and factor.id not in used
        ),
        tuple(strategy for strategy in strategies if not served[strategy.id]),
        tuple(strategy for strategy in strategies if not citations[strategy.id].counting),
    )


def _cited(session: Session, strategy: Strategy, places: Mapping[str, int]) -> Cited:
    ids = dict.fromkeys(_standing_for(session, id) for id in strategy.factors)
    known = {
        id: session.swot[id]
        for id in sorted(ids, key=lambda factor_id: places.get(factor_id, -1))
        if id in places
    }
    alive = [factor for factor in known.values() if counts(factor)]
    internal, external = (OF_LETTER[letter] for letter in strategy.quadrant)
    return Cited(
        tuple(factor for factor in alive if factor.quadrant == internal),
        tuple(factor for factor in alive if factor.quadrant == external),
        tuple(factor for factor in alive if factor.quadrant not in (internal, external)),
        tuple(id for id in ids if id not in known or not counts(known[id])),
    )


def _standing_for(session: Session, id: str) -> str:
    """The factor into which this one was merged at last, or the id itself."""
    seen: set[str] = set()
    while id not in seen and (entry := session.swot.get(id)) is not None and entry.merged_into:
        seen.add(id)
        id = entry.merged_into
    return id
