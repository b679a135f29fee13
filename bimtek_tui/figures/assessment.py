"""The assessments in figures: each model of the method by round, level and size, rounds compared, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ..analysis import assessment as analysis
from ..i18n import _, ngettext
from ..model import values
from ..model.entries import Assessment, Session
from ..model.labels import value_label
from ..model.method import Method, wording
from ..model.method_tables import Model
from .page import Block, Cell, Table, shown


def results(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact: every model with its rounds, comparisons of each round with the next, and what lacks."""
    return {
        "models": [_model(session, model) for model in method.model],
        "outside": _ids(analysis.outside(session, method)),
    }


def _model(session: Session, model: Model) -> dict[str, Any]:
    rounds = analysis.rounds(session, model)
    lacking = analysis.lacking(session, model)
    size = analysis.size(session, model)
    return {
        "id": model.id,
        "scale": [model.scale_min, model.scale_max],
        "size": size and size.id,
        "levels_are_assumed": model.levels_are_assumed,
        "rounds": [_round(each) for each in rounds],
        "comparisons": [analysis.compare(before, after) for before, after in pairwise(rounds)],
        "without_evidence": _ids(lacking.unproven),
        "without_score": _ids(lacking.unscored),
        "from_an_earlier_round": _ids(lacking.outdated),
        "scored_again": _ids(analysis.twice(session, model)),
    }


def _ids(entries: Sequence[Any]) -> list[str]:
    return [entry.id for entry in entries]


def _round(each: analysis.Round) -> dict[str, Any]:
    weights = analysis.weights(each.model)
    return {
        "year": each.year,
        "assessed": each.assessed,
        "of": each.indicators,
        "total": each.total,
        "weight_assessed": each.weight_assessed,
        "level": each.level and each.level.id,
        "roles": each.roles,
        "parts": [
            {
                "id": result.part.id,
                "weight": weights[result.part.id],
                "assessed": result.assessed,
                "of": len(result.indicators),
                "mean": result.mean,
                "scores": {
                    indicator.id: Fraction(score.score) for indicator, score in result.indicators if score
                },
            }
            for result in each.parts
        ],
    }


# For people ----------------------------------------------------------------------------------------------------


def blocks(session: Session, method: Method) -> Iterator[Block]:
    """The page: every model with its rounds, what changed between the last two, and what is missing."""
    for model in method.model:
        yield from _assessed(session, model)
    if number := len(analysis.outside(session, method)):
        yield ngettext(
            "{number} score is of an indicator that no model has; it counts nowhere.",
            "{number} scores are of indicators that no model has; they count nowhere.",
            number,
        ).format(number=number)


def _assessed(session: Session, model: Model) -> Iterator[Block]:
    yield _("{model}: scale from {low} to {high}.").format(
        model=wording(model), low=model.scale_min, high=model.scale_max
    )
    yield from _size(session, model)
    rounds = analysis.rounds(session, model)
    if not rounds:
        yield _("Nothing was assessed yet.")
        return
    last = rounds[-1]
    yield _("In {year} {assessed} of {all} indicators were assessed; figures are of those alone.").format(
        year=last.year, assessed=last.assessed, all=last.indicators
    )
    if last.level is not None:
        sentence = (
            _("Level of maturity: {level}. Where levels begin is an assumption of the method.")
            if model.levels_are_assumed
            else _("Level of maturity: {level}.")
        )
        yield sentence.format(level=last.level.name)
    yield _rounds(model, rounds)
    if len(rounds) > 1:
        yield from _compared(model, analysis.compare(*rounds[-2:]))
    yield _lacking(session, model)


def _size(session: Session, model: Model) -> Iterator[Block]:
    if not model.size:
        return
    size = analysis.size(session, model)
    population = session.city.population if session.city else None
    if size is not None and population is not None:
        yield _("{size}, with {population} inhabitants.").format(
            size=wording(size), population=values.number(population)
        )
    else:
        yield _("The class by size is not known, since the population is not filled in.")


def _rounds(model: Model, rounds: list[analysis.Round]) -> Table:
    """All rounds side by side, a part a row."""
    last = rounds[-1]
    weights = analysis.weights(model)
    weighted = all(part.weight is not None for part in model.part)
    columns = (
        _("Part"),
        _("Role"),
        _("Weight"),
        *(str(each.year) for each in rounds),
        _("Assessed in {year}").format(year=last.year),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            wording(results[-1].part),
            value_label(results[-1].part.role),
            f"{shown(100 * weights[results[-1].part.id])} %" if weighted else _("equal"),
            *(result.mean for result in results),
            f"{results[-1].assessed}/{len(results[-1].indicators)}",
        )
        for results in zip(*(each.parts for each in rounds), strict=True)
    ]
    if len(last.roles) > 1:
        rows += [
            (_("Mean"), value_label(role), "", *(each.roles[role] for each in rounds), "")
            for role in last.roles
        ]
    totals = (each.total for each in rounds)
    rows.append((_("Overall score"), "", "", *totals, f"{last.assessed}/{last.indicators}"))
    return Table(wording(model), columns, rows, range(2, len(columns)))


def _compared(model: Model, comparison: analysis.Comparison) -> Iterator[Block]:
    names = {part.id: wording(part) for part in model.part} | _indicators(model)
    if not comparison.indicators:
        yield _("{before} and {after} have no indicator in common.").format(
            before=comparison.before, after=comparison.after
        )
        return
    rows: list[tuple[Cell, ...]] = [
        (names[id], change.before, change.after, change.difference, "")
        for id, change in comparison.indicators.items()
    ]
    means = [(_("Mean: {part}").format(part=names[id]), change) for id, change in comparison.parts.items()]
    if comparison.total:
        means.append((_("Overall score"), comparison.total))
    rows += [
        (name, change.before, change.after, change.difference, change.indicators) for name, change in means
    ]
    columns = (
        _("Indicator"),
        str(comparison.before),
        str(comparison.after),
        _("Difference"),
        _("Indicators"),
    )
    title = _("{before} and {after}, over the indicators assessed in both")
    yield Table(title.format(before=comparison.before, after=comparison.after), columns, rows, range(1, 5))
    for ids, year in ((comparison.only_before, comparison.before), (comparison.only_after, comparison.after)):
        if ids:
            yield _("Assessed in {year} alone: {names}").format(
                year=year, names="; ".join(names[id] for id in ids)
            )


def _indicators(model: Model) -> dict[str, str]:
    return {indicator.id: wording(indicator) for part in model.part for indicator in part.indicator}


def _lacking(session: Session, model: Model) -> Table:
    names = _indicators(model)
    lacking = analysis.lacking(session, model)

    def rows(scores: Sequence[Assessment], missing: str) -> list[tuple[str, str]]:
        return [(names[score.indicator], missing.format(year=score.round)) for score in scores]

    return Table(
        _("Missing before a field visit"),
        (_("Indicator"), _("What is missing")),
        [
            *rows(lacking.unproven, _("score without evidence")),
            *rows(lacking.outdated, _("scored in {year} last")),
            *((names[indicator.id], _("no score")) for indicator in lacking.unscored),
            *rows(analysis.twice(session, model), _("scored twice in {year}; the later one counts")),
        ],
    )
