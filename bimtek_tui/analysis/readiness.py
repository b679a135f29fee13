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
    findings are not compared. Levels are 1 to 5. A mean is None where no finding has the figure.
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
    both = [finding for finding in findings if finding.level is not None and finding.target_level is not None]
    current = [finding.level for finding in findings if finding.level is not None]
    wanted = [finding.target_level for finding in findings if finding.target_level is not None]
    return Levels(
        len(findings),
        len(current),
        len(wanted),
        len(both),
        _mean(current),
        _mean(wanted),
        _mean([(finding.target_level or 0) - (finding.level or 0) for finding in both]),
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
    return Element(
        id, levels(findings), tuple(Aspect(name, levels(findings)) for name, findings in groups.items())
    )


def weakest(elements: Sequence[Element]) -> list[Element]:
    """The elements with the lowest mean level; none where fewer than two have a level, or where all are equal."""
    return lowest(elements, lambda element: element.levels.level)


def furthest(elements: Sequence[Element]) -> list[Element]:
    """The elements furthest below their target; none where fewer than two have level and target, or all are equal."""
    return [
        element
        for element in highest(elements, lambda element: element.levels.distance)
        if (element.levels.distance or 0) > 0
    ]


def gaps(session: Session, method: Method) -> list[Described]:
    """The gaps of every dimension of the method; "" follows with those of other dimensions where there are any."""
    known = method.dimensions
    groups = grouped(
        counting(session.gap), lambda gap: gap.dimension if gap.dimension in known else "", known
    )
    return [
        Described(
            name,
            len(gaps),
            sum(gap.current is not None for gap in gaps),
            sum(gap.ideal is not None for gap in gaps),
            sum(gap.action is not None for gap in gaps),
            sum(None not in (gap.current, gap.ideal, gap.action) for gap in gaps),
        )
        for name, gaps in groups.items()
    ]


def _mean(values: Iterable[int]) -> Fraction | None:
    levels = list(values)
    return Fraction(sum(levels), len(levels)) if levels else None
