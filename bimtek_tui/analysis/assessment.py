"""The assessments of the method's models (RKCI, evaluation): scores per indicator and means per part.

Each indicator counts with its latest round. Whether a score lies on the model's scale is for `check` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..method import Method, Model, Named, Part
from ..model import Assessment, Session, counting


@dataclass(frozen=True, slots=True)
class PartResult:
    """One pillar, enabler or aspect: its indicators with all their assessments, the latest round last."""

    part: Part
    indicators: tuple[tuple[Named, tuple[Assessment, ...]], ...]

    @property
    def assessed(self) -> int:
        """How many of the indicators have a score."""
        return sum(bool(found) for _, found in self.indicators)

    @property
    def mean(self) -> Fraction | None:
        """The mean of the latest scores of the indicators assessed, or None when none is."""
        latest = [Fraction(found[-1].score) for _, found in self.indicators if found]
        return sum(latest, Fraction()) / len(latest) if latest else None


def outside(session: Session, method: Method) -> list[Assessment]:
    """The assessments whose indicator no model of the method has: kept, shown, and counted in no mean."""
    return [one for one in counting(session.assessment) if one.indicator not in method.indicators]


def results(session: Session, method: Method) -> list[tuple[Model, list[PartResult]]]:
    """Every model of the method with its parts, whether or not anything was assessed yet."""
    given: dict[str, list[Assessment]] = {}
    for one in sorted(counting(session.assessment), key=lambda one: one.round):
        given.setdefault(one.indicator, []).append(one)
    return [
        (
            model,
            [
                PartResult(part, tuple((one, tuple(given.get(one.id, ()))) for one in part.indicator))
                for part in model.part
            ],
        )
        for model in method.model
    ]
