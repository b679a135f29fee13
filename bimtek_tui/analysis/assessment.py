"""The assessments of the method's models: scores per indicator, means per part and role, totals, levels, rounds.

Which models there are, what they weigh and where a level begins is data of the method. A round stands for itself: scores
of different years are compared and never mixed into one figure. What was not assessed counts in no mean, and how much
was is part of every result. Whether a score lies on the model's scale is for `check` to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from ..model.entries import Assessment, Session, counting
from ..model.method import Method
from ..model.method_tables import Level, Model, Named, Part, Size
from .extrema import highest, lowest


class PartResult(Struct, frozen=True):
    """One pillar, enabler or aspect in one round: its indicators, each with its score or None."""

    part: Part
    indicators: tuple[tuple[Named, Assessment | None], ...]

    @property
    def assessed(self) -> int:
        """How many of the indicators have a score."""
        return sum(score is not None for _, score in self.indicators)

    @property
    def mean(self) -> Fraction | None:
        """The mean of the scores of the indicators assessed, on the scale of the model; None when none is."""
        return _mean([Fraction(score.score) for _, score in self.indicators if score is not None])


class Round(Struct, frozen=True):
    """One model in one round. `year` is None, and nothing assessed, where there was no round yet."""

    model: Model
    year: int | None
    parts: tuple[PartResult, ...]

    @property
    def assessed(self) -> int:
        """How many of the model's indicators have a score in this round."""
        return sum(part.assessed for part in self.parts)

    @property
    def indicators(self) -> int:
        """How many indicators the model has."""
        return sum(len(part.indicators) for part in self.parts)

    @property
    def is_partial(self) -> bool:
        """Whether some indicators, but not all, have a score: the total then speaks for those alone."""
        return 0 < self.assessed < self.indicators

    @property
    def roles(self) -> dict[str, Fraction | None]:
        """The mean per role (pillars, enablers, aspects), by the weights of the parts that were assessed."""
        names = dict.fromkeys(part.part.role for part in self.parts)
        return {role: self._weighted(part for part in self.parts if part.part.role == role) for role in names}

    @property
    def total(self) -> Fraction | None:
        """The weighted mean of the parts that were assessed, on the scale of the model; None when none was."""
        return self._weighted(self.parts)

    @property
    def highest(self) -> list[PartResult]:
        """The parts with the highest mean; none where fewer than two were assessed, or where all are equal."""
        return highest(self.parts, lambda part: part.mean)

    @property
    def lowest(self) -> list[PartResult]:
        """The parts with the lowest mean, likewise."""
        return lowest(self.parts, lambda part: part.mean)

    @property
    def weight_assessed(self) -> Fraction:
        """How much of the weight (1 in all) the parts that were assessed have."""
        weight_of = weights(self.model)
        return sum((weight_of[part.part.id] for part in self.parts if part.mean is not None), Fraction())

    @property
    def level(self) -> Level | None:
        """The level of maturity that the total reaches; None without a total or where the model has no levels."""
        return level(self.model, self.total)

    def _weighted(self, parts: Iterable[PartResult]) -> Fraction | None:
        weight_of = weights(self.model)
        means = [(weight_of[part.part.id], part.mean) for part in parts]
        whole = sum((weight for weight, mean in means if mean is not None), Fraction())
        if not whole:
            return None
        return sum((weight * mean for weight, mean in means if mean is not None), Fraction()) / whole


class Change(Struct, frozen=True):
    """The same thing in two rounds, over the number of `indicators` that were assessed in both."""

    before: Fraction
    after: Fraction
    difference: Fraction
    indicators: int


class Comparison(Struct, frozen=True):
    """Two rounds of one model, over the indicators assessed in both.

    `indicators` and `parts` go by id and hold those that can be compared; `only_before` and `only_after` are ids of
    indicators that were assessed in one of the rounds alone and are in no figure here.
    """

    before: int
    after: int
    total: Change | None
    parts: dict[str, Change]
    indicators: dict[str, Change]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @property
    def up(self) -> int:
        """How many indicators have a better score than before."""
        return sum(change.difference > 0 for change in self.indicators.values())

    @property
    def down(self) -> int:
        """How many indicators have a worse score than before."""
        return sum(change.difference < 0 for change in self.indicators.values())

    @property
    def same(self) -> int:
        """How many indicators have the score that they had."""
        return sum(change.difference == 0 for change in self.indicators.values())


class Lacking(Struct, frozen=True):
    """What is missing in a model before assessors come: scores without evidence in the latest round, indicators that
    never had a score, and those that had one in an earlier round only."""

    unproven: tuple[Assessment, ...]
    unscored: tuple[Named, ...]
    outdated: tuple[Assessment, ...]

    def __bool__(self) -> bool:
        return bool(self.unproven or self.unscored or self.outdated)


def outside(session: Session, method: Method) -> list[Assessment]:
    """The assessments whose indicator no model of the method has: kept, shown, and counted in no mean."""
    return [
        assessment
        for assessment in counting(session.assessment)
        if assessment.indicator not in method.indicators
    ]


def weights(model: Model) -> dict[str, Fraction]:
    """The weight of each part, all together 1; equal ones unless every part has one and they are more than nothing."""
    shares = [part.weight for part in model.part]
    whole = sum(share or 0 for share in shares)
    if None in shares or whole <= 0 or any((share or 0) < 0 for share in shares):
        return {part.id: Fraction(1, len(model.part)) for part in model.part}
    return {part.id: Fraction(part.weight or 0, whole) for part in model.part}


def years(session: Session, model: Model) -> list[int]:
    """The rounds in which an indicator of this model has a score, the earliest first."""
    known = _ids(model)
    return sorted(
        {assessment.round for assessment in counting(session.assessment) if assessment.indicator in known}
    )


def current_year(session: Session, today: dt.date) -> int:
    """The year in which the city is assessed now: that of the workshop, which may be written down later.

    It is the year of the last stage that has begun, else of the first one to come; without dates this year, or of a
    plan that is over the first one.
    """
    starts = sorted(stage.start for stage in session.stage.values() if stage.start)
    if starts:
        return max((start for start in starts if start <= today), default=starts[0]).year
    start, end = (session.plan.period_start, session.plan.period_end) if session.plan else (None, None)
    return today.year if start is None or end is None or today.year <= end else start


def in_round(session: Session, model: Model, year: int | None) -> Round:
    """One round of a model. Where an indicator was scored twice in a round, what was captured last counts."""
    scores = {score.indicator: score for score in counting(session.assessment) if score.round == year}
    parts = (
        PartResult(part, tuple((indicator, scores.get(indicator.id)) for indicator in part.indicator))
        for part in model.part
    )
    return Round(model, year, tuple(parts))


def rounds(session: Session, model: Model) -> list[Round]:
    """All rounds of a model, the earliest first."""
    return [in_round(session, model, year) for year in years(session, model)]


def latest(session: Session, model: Model) -> Round:
    """The latest round of a model; one in which nothing was assessed where there is none."""
    numbers = years(session, model)
    return in_round(session, model, numbers[-1] if numbers else None)


def twice(session: Session, model: Model) -> list[Assessment]:
    """Scores that do not count because the same indicator was scored again in the same round."""
    known = _ids(model)
    seen: dict[tuple[str, int], Assessment] = {}
    replaced = []
    for assessment in counting(session.assessment):
        if assessment.indicator in known:
            if earlier := seen.get((assessment.indicator, assessment.round)):
                replaced.append(earlier)
            seen[assessment.indicator, assessment.round] = assessment
    return replaced


def level(model: Model, total: Fraction | None) -> Level | None:
    """The highest level that begins at or below a total; None below the first one."""
    reached = [level for level in model.level if total is not None and level.start <= total]
    return max(reached, key=lambda level: level.start, default=None)


def size(session: Session, model: Model) -> Size | None:
    """The class of the city by its population, or None where the population is not known or no class fits.

    The largest class begins above its boundary, the others at theirs: with 1,000,000 and 200,000 both of these are
    medium, as the rating counts.
    """
    population = session.city.population if session.city else None
    if population is None:
        return None
    ordered = sorted(model.size, key=lambda size: size.above, reverse=True)
    for place, size in enumerate(ordered):
        if population > size.above or (place > 0 and population == size.above):
            return size
    return None


def compare(before: Round, after: Round) -> Comparison:
    """What changed from one round of a model to another, over the indicators that were assessed in both.

    Parts and total are computed anew over those indicators, so that a score that came or went moves no figure.
    Raises ValueError for a round without a year.
    """
    if before.year is None or after.year is None:
        raise ValueError("a round without a year")
    first, second = _scores(before), _scores(after)
    common = [id for id in first if id in second]
    parts = {
        part.id: _change(
            _sum(first[id] for id in shared) / len(shared),
            _sum(second[id] for id in shared) / len(shared),
            len(shared),
        )
        for part in before.model.part
        if (
            shared := [
                indicator.id
                for indicator in part.indicator
                if indicator.id in first and indicator.id in second
            ]
        )
    }
    return Comparison(
        before.year,
        after.year,
        _overall(before.model, parts),
        parts,
        {id: _change(first[id], second[id], 1) for id in common},
        tuple(id for id in first if id not in second),
        tuple(id for id in second if id not in first),
    )


def lacking(session: Session, model: Model) -> Lacking:
    """What is missing before a field visit. Everything is unscored in a model without a round."""
    last = latest(session, model)
    known = {indicator.id: indicator for part in model.part for indicator in part.indicator}
    scores = sorted(counting(session.assessment), key=lambda assessment: assessment.round)
    earlier = {score.indicator: score for score in scores if score.indicator in known}
    assessed = [score for part in last.parts for _, score in part.indicators if score is not None]
    return Lacking(
        tuple(score for score in assessed if not (score.evidence or "").strip()),
        tuple(named for id, named in known.items() if id not in earlier),
        tuple(earlier[id] for id in known if id in earlier and earlier[id].round != last.year),
    )


def _change(before: Fraction, after: Fraction, indicators: int) -> Change:
    return Change(before, after, after - before, indicators)


def _overall(model: Model, parts: dict[str, Change]) -> Change | None:
    weight_of = weights(model)
    whole = _sum(weight_of[id] for id in parts)
    if not whole:
        return None
    return _change(
        _sum(weight_of[id] * part.before for id, part in parts.items()) / whole,
        _sum(weight_of[id] * part.after for id, part in parts.items()) / whole,
        sum(part.indicators for part in parts.values()),
    )


def _scores(of: Round) -> dict[str, Fraction]:
    return {
        named.id: Fraction(score.score)
        for part in of.parts
        for named, score in part.indicators
        if score is not None
    }


def _ids(model: Model) -> set[str]:
    return {indicator.id for part in model.part for indicator in part.indicator}


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction())


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return _sum(values) / len(values) if values else None
