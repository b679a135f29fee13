"""The assessments of the method's models: scores per indicator, means per part and role, totals, levels, rounds.

Which models there are, what they weigh and where a level begins is data of the method. A round stands for itself: scores
of different years are compared and never mixed into one figure. What was not assessed counts in no mean, and how much
was is part of every result. Whether a score lies on the model's scale is for `check` to say.
"""

from __future__ import annotations

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
        return sum(found is not None for _, found in self.indicators)

    @property
    def mean(self) -> Fraction | None:
        """The mean of the scores of the indicators assessed, or None when none is."""
        return _mean([Fraction(found.score) for _, found in self.indicators if found is not None])


class Round(Struct, frozen=True):
    """One model in one round. `year` is None, and nothing assessed, where there was no round yet."""

    model: Model
    year: int | None
    parts: tuple[PartResult, ...]

    @property
    def assessed(self) -> int:
        """How many of the model's indicators have a score in this round."""
        return sum(one.assessed for one in self.parts)

    @property
    def indicators(self) -> int:
        """How many indicators the model has."""
        return sum(len(one.indicators) for one in self.parts)

    @property
    def is_partial(self) -> bool:
        """Whether some indicators, but not all, have a score: the total then speaks for those alone."""
        return 0 < self.assessed < self.indicators

    @property
    def roles(self) -> dict[str, Fraction | None]:
        """The mean per role (pillars, enablers, aspects), by the weights of the parts that were assessed."""
        names = dict.fromkeys(one.part.role for one in self.parts)
        return {role: self._weighted(one for one in self.parts if one.part.role == role) for role in names}

    @property
    def total(self) -> Fraction | None:
        """The weighted mean of the parts that were assessed, on the scale of the model; None when none was."""
        return self._weighted(self.parts)

    @property
    def highest(self) -> list[PartResult]:
        """The parts with the highest mean; none where fewer than two were assessed, or where all are equal."""
        return highest(self.parts, lambda one: one.mean)

    @property
    def lowest(self) -> list[PartResult]:
        """The parts with the lowest mean, likewise."""
        return lowest(self.parts, lambda one: one.mean)

    @property
    def weight_assessed(self) -> Fraction:
        """How much of the weight (1 in all) the parts that were assessed have."""
        given = weights(self.model)
        return sum((given[one.part.id] for one in self.parts if one.mean is not None), Fraction())

    @property
    def level(self) -> Level | None:
        """The level of maturity that the total reaches; None without a total or where the model has no levels."""
        return level(self.model, self.total)

    def _weighted(self, parts: Iterable[PartResult]) -> Fraction | None:
        given = weights(self.model)
        means = [(given[one.part.id], one.mean) for one in parts]
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
        return sum(one.difference > 0 for one in self.indicators.values())

    @property
    def down(self) -> int:
        """How many indicators have a worse score than before."""
        return sum(one.difference < 0 for one in self.indicators.values())

    @property
    def same(self) -> int:
        """How many indicators have the score that they had."""
        return sum(one.difference == 0 for one in self.indicators.values())


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
    return [one for one in counting(session.assessment) if one.indicator not in method.indicators]


def weights(model: Model) -> dict[str, Fraction]:
    """The weight of each part, all together 1; equal ones unless every part has one and they are more than nothing."""
    given = [one.weight for one in model.part]
    whole = sum(one or 0 for one in given)
    if None in given or whole <= 0 or any((one or 0) < 0 for one in given):
        return {one.id: Fraction(1, len(model.part)) for one in model.part}
    return {one.id: Fraction(one.weight or 0, whole) for one in model.part}


def years(session: Session, model: Model) -> list[int]:
    """The rounds in which an indicator of this model has a score, the earliest first."""
    known = _ids(model)
    return sorted({one.round for one in counting(session.assessment) if one.indicator in known})


def in_round(session: Session, model: Model, year: int | None) -> Round:
    """One round of a model. Where an indicator was scored twice in a round, what was captured last counts."""
    given = {one.indicator: one for one in counting(session.assessment) if one.round == year}
    parts = (
        PartResult(part, tuple((one, given.get(one.id)) for one in part.indicator)) for part in model.part
    )
    return Round(model, year, tuple(parts))


def rounds(session: Session, model: Model) -> list[Round]:
    """All rounds of a model, the earliest first."""
    return [in_round(session, model, year) for year in years(session, model)]


def latest(session: Session, model: Model) -> Round:
    """The latest round of a model; one in which nothing was assessed where there is none."""
    found = years(session, model)
    return in_round(session, model, found[-1] if found else None)


def twice(session: Session, model: Model) -> list[Assessment]:
    """Scores that do not count because the same indicator was scored again in the same round."""
    known = _ids(model)
    seen: dict[tuple[str, int], Assessment] = {}
    replaced = []
    for one in counting(session.assessment):
        if one.indicator in known:
            if earlier := seen.get((one.indicator, one.round)):
                replaced.append(earlier)
            seen[one.indicator, one.round] = one
    return replaced


def level(model: Model, total: Fraction | None) -> Level | None:
    """The highest level that begins at or below a total; None below the first one."""
    reached = [one for one in model.level if total is not None and one.start <= total]
    return max(reached, key=lambda one: one.start, default=None)


def size(session: Session, model: Model) -> Size | None:
    """The class of the city by its population, or None where the population is not known or no class fits.

    The largest class begins above its boundary, the others at theirs: with 1,000,000 and 200,000 both of these are
    medium, as the rating counts.
    """
    population = session.city.population if session.city else None
    if population is None:
        return None
    ordered = sorted(model.size, key=lambda one: one.above, reverse=True)
    for place, one in enumerate(ordered):
        if population > one.above or (place > 0 and population == one.above):
            return one
    return None


def compare(before: Round, after: Round) -> Comparison:
    """What changed from one round of a model to another, over the indicators that were assessed in both.

    Parts and total are computed anew over those indicators, so that a score that came or went moves no figure.
    Raises ValueError for a round without a year.
    """
    if before.year is None or after.year is None:
        raise ValueError("a round without a year")
    first, second = _scores(before), _scores(after)
    common = [one for one in first if one in second]
    parts = {
        part.id: _change(
            _sum(first[one] for one in shared) / len(shared),
            _sum(second[one] for one in shared) / len(shared),
            len(shared),
        )
        for part in before.model.part
        if (shared := [one.id for one in part.indicator if one.id in first and one.id in second])
    }
    return Comparison(
        before.year,
        after.year,
        _overall(before.model, parts),
        parts,
        {one: _change(first[one], second[one], 1) for one in common},
        tuple(one for one in first if one not in second),
        tuple(one for one in second if one not in first),
    )


def lacking(session: Session, model: Model) -> Lacking:
    """What is missing before a field visit. Everything is unscored in a model without a round."""
    last = latest(session, model)
    known = {one.id: one for part in model.part for one in part.indicator}
    scores = sorted(counting(session.assessment), key=lambda one: one.round)
    earlier = {one.indicator: one for one in scores if one.indicator in known}
    found = [score for part in last.parts for _, score in part.indicators if score is not None]
    return Lacking(
        tuple(one for one in found if not (one.evidence or "").strip()),
        tuple(named for id, named in known.items() if id not in earlier),
        tuple(earlier[id] for id in known if id in earlier and earlier[id].round != last.year),
    )


def _change(before: Fraction, after: Fraction, indicators: int) -> Change:
    return Change(before, after, after - before, indicators)


def _overall(model: Model, parts: dict[str, Change]) -> Change | None:
    given = weights(model)
    whole = _sum(given[one] for one in parts)
    if not whole:
        return None
    return _change(
        _sum(given[id] * one.before for id, one in parts.items()) / whole,
        _sum(given[id] * one.after for id, one in parts.items()) / whole,
        sum(one.indicators for one in parts.values()),
    )


def _scores(of: Round) -> dict[str, Fraction]:
    return {
        named.id: Fraction(found.score)
        for part in of.parts
        for named, found in part.indicators
        if found is not None
    }


def _ids(model: Model) -> set[str]:
    return {one.id for part in model.part for one in part.indicator}


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction())


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return _sum(values) / len(values) if values else None
