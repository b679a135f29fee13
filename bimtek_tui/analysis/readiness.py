"""How ready the city is, in figures: levels and targets by element and aspect, and what is known of the gaps.

Levels go from 1 to 5. A mean is taken over the findings that have the figure, never over a guess: a finding whose
level nobody gave is counted as such. The three elements are those of the ministry's workshops (structure,
infrastructure, superstructure); the method names them and their aspects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from ..model.entries import Readiness, Session, counting
from ..model.method import Method
from .extrema import highest, lowest
from .tally import grouped

HIGHEST = 5
"""The highest level."""


class Levels(Struct, frozen=True):
    """What some findings say: how many there are, how many have which figure, and the means as exact fractions.

    `distance` is the mean of target minus level over the findings that have both (`with_both`): means of different
    findings are not compared. A mean is None where no finding has the figure.
    """

    findings: int
    with_level: int
    with_target: int
    with_both: int
    level: Fraction | None
    target: Fraction | None
    distance: Fraction | None

    @property
    def without_level(self) -> int:
        return self.findings - self.with_level

    @property
    def without_target(self) -> int:
        return self.findings - self.with_target


class Aspect(Struct, frozen=True):
    """One aspect of an element; "" holds the findings without an aspect or with one that the element does not have."""

    id: str
    levels: Levels


class Element(Struct, frozen=True):
    """One element with all its findings, and those of each aspect."""

    id: str
    levels: Levels
    aspects: tuple[Aspect, ...]


class Described(Struct, frozen=True):
    """The gaps of one dimension: how many, and how many of them say present state, ideal state and action."""

    dimension: str
    gaps: int
    current: int
    ideal: int
    action: int
    whole: int


def levels(findings: Sequence[Readiness]) -> Levels:
    """The figures of some findings."""
    both = [one for one in findings if one.level is not None and one.target_level is not None]
    given = [one.level for one in findings if one.level is not None]
    wanted = [one.target_level for one in findings if one.target_level is not None]
    return Levels(
        len(findings),
        len(given),
        len(wanted),
        len(both),
        _mean(given),
        _mean(wanted),
        _mean([(one.target_level or 0) - (one.level or 0) for one in both]),
    )


def whole(session: Session) -> Levels:
    """The figures of all findings."""
    return levels(counting(session.readiness))


def elements(session: Session, method: Method) -> list[Element]:
    """Every element of the method with its aspects, also those with nothing yet; other elements with findings follow."""
    aspects = {element.id: [aspect.id for aspect in element.aspect] for element in method.element}
    groups = grouped(counting(session.readiness), lambda finding: finding.element, aspects)
    return [_element(id, findings, aspects.get(id, [])) for id, findings in groups.items()]


def _element(id: str, findings: list[Readiness], aspects: list[str]) -> Element:
    groups = grouped(findings, lambda finding: finding.aspect if finding.aspect in aspects else "", aspects)
    return Element(id, levels(findings), tuple(Aspect(name, levels(held)) for name, held in groups.items()))


def weakest(found: Sequence[Element]) -> list[Element]:
    """The elements with the lowest mean level; none where fewer than two have a level, or where all are equal."""
    return lowest(found, lambda one: one.levels.level)


def furthest(found: Sequence[Element]) -> list[Element]:
    """The elements furthest below their target; none where fewer than two have level and target, or all are equal."""
    return [one for one in highest(found, lambda one: one.levels.distance) if (one.levels.distance or 0) > 0]


def gaps(session: Session, method: Method) -> list[Described]:
    """The gaps of every dimension of the method; "" follows with those of other dimensions where there are any."""
    known = method.dimensions
    groups = grouped(
        counting(session.gap), lambda gap: gap.dimension if gap.dimension in known else "", known
    )
    return [
        Described(
            name,
            len(held),
            sum(one.current is not None for one in held),
            sum(one.ideal is not None for one in held),
            sum(one.action is not None for one in held),
            sum(None not in (one.current, one.ideal, one.action) for one in held),
        )
        for name, held in groups.items()
    ]


def _mean(values: Iterable[int]) -> Fraction | None:
    given = list(values)
    return Fraction(sum(given), len(given)) if given else None
