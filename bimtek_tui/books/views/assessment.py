"""The assessment models as views: what they consist of, each round, level and size, two rounds compared, what lacks."""

from __future__ import annotations

from fractions import Fraction

from ...analysis import assessment as analysis
from ...model.entries import Assessment, Session, counting
from ...model.method import Method
from ...model.method_tables import Model, Part
from .. import indonesian
from ..gaps import Gap
from ..terms import WORDS
from .base import Figure, Term, Text, View, Views
from .printed import PLACES, figure, percent

_ROLES = ("pillar", "enabler", "aspect")


def models(session: Session, method: Method, views: Views) -> list[View]:
    """The models of the method, whether or not anything was assessed yet. Figures are those of the latest round."""
    return [_model(session, model, views) for model in method.model]


def outside(session: Session, method: Method, views: Views) -> list[View]:
    """Assessments of indicators that no model has."""
    return [views.get("assessment", score.id) for score in analysis.outside(session, method)]


def _model(session: Session, model: Model, views: Views) -> View:
    rounds = analysis.rounds(session, model)
    last = rounds[-1] if rounds else analysis.latest(session, model)
    parts = [_part(session, model, part, views) for part in last.parts]
    of_role = {role: [part for part in parts if part.role.id == role] for role in _ROLES}
    view_of = {result.part.id: view for result, view in zip(last.parts, parts, strict=True)}
    return View(
        Text(model.name),
        {
            "levels": lambda: _levels(model),
            "comparison": lambda: _comparison(rounds[-2:]),
            "lacking": lambda: _lacking(session, model),
            "size": lambda: _size(session, model),
        },
        name=Text(model.name),
        goal=Text(model.goal),
        scale=Figure(f"{model.scale_min} sampai {model.scale_max}"),
        parts=parts,
        parts_spelled=Figure(indonesian.spelled(len(parts))),
        pillars=of_role["pillar"],
        pillars_spelled=Figure(indonesian.spelled(len(of_role["pillar"]))),
        enablers=of_role["enabler"],
        enablers_spelled=Figure(indonesian.spelled(len(of_role["enabler"]))),
        aspects=of_role["aspect"],
        weighted=any(part.weight is not None for part in model.part),
        assessed=bool(rounds),
        rounds=[Figure(str(round.year)) for round in rounds],
        round=Figure(str(last.year or "")),
        count=Figure(f"{last.assessed} dari {last.indicators}"),
        partial=last.is_partial,
        weight_assessed=percent(last.weight_assessed) if 0 < last.weight_assessed < 1 else Figure(""),
        total=figure(last.total),
        roles=[
            View(Text(WORDS[role]), name=Text(WORDS[role]), mean=figure(mean))
            for role, mean in last.roles.items()
        ],
        highest=[view_of[result.part.id] for result in last.highest],
        lowest=[view_of[result.part.id] for result in last.lowest],
        level=View(Text(last.level.name), name=Text(last.level.name), text=Text(last.level.text))
        if last.level
        else None,
        levels_are_assumed=model.levels_are_assumed,
        twice=[views.get("assessment", score.id) for score in analysis.twice(session, model)],
    )


def _part(session: Session, model: Model, result: analysis.PartResult, views: Views) -> View:
    known = {indicator.id: place for place, indicator in enumerate(result.part.indicator)}
    scores = [score for score in counting(session.assessment) if score.indicator in known]
    scores.sort(key=lambda score: (known[score.indicator], score.round))
    weights = analysis.weights(model)
    equal = any(part.weight is None for part in model.part)
    return View(
        Text(result.part.name),
        name=Text(result.part.name),
        role=Term(result.part.role, WORDS[result.part.role]),
        weight=Figure("") if equal else percent(weights[result.part.id]),
        assessments=[views.get("assessment", score.id) for score in scores],
        assessed=Figure(f"{result.assessed} dari {len(result.indicators)} indikator"),
        mean=figure(result.mean),
    )


def _levels(model: Model) -> list[View]:
    return [
        View(
            Text(level.name),
            name=Text(level.name),
            text=Text(level.text),
            start=Figure(indonesian.number(level.start)),
        )
        for level in model.level
    ]


def _size(session: Session, model: Model) -> View:
    """The class by population; false where it is not known, with the place where the population is filled in."""
    ordered = sorted(model.size, key=lambda size: size.above, reverse=True)
    size = analysis.size(session, model)
    if size is None:
        missing = session.city is None or session.city.population is None
        return View(
            Text("", Gap("city", "", "population") if missing else None), span="", known=bool(ordered)
        )
    place = ordered.index(size)
    below = indonesian.number(ordered[place - 1].above) if place else ""
    above = indonesian.number(size.above)
    if not place:
        span = f"lebih dari {above} jiwa"
    elif place == len(ordered) - 1:
        span = f"kurang dari {below} jiwa"
    else:
        span = f"{above} sampai {below} jiwa"
    return View(Text(size.name), span=Figure(span), known=True)


def _comparison(rounds: list[analysis.Round]) -> View | None:
    """The latest two rounds; None while there are fewer."""
    if len(rounds) < 2:
        return None
    comparison = analysis.compare(*rounds)
    parts = {part.id: part for part in rounds[0].model.part}
    named = {indicator.id: (part, indicator) for part in parts.values() for indicator in part.indicator}
    return View(
        None,
        before=Figure(str(comparison.before)),
        after=Figure(str(comparison.after)),
        common=len(comparison.indicators),
        indicators=[
            _change(change, part=Text(named[id][0].name), name=Text(named[id][1].name))
            for id, change in comparison.indicators.items()
        ],
        parts=[_change(change, name=Text(parts[id].name)) for id, change in comparison.parts.items()],
        total=_change(comparison.total) if comparison.total else None,
        direction=_direction(comparison.total.difference) if comparison.total else "",
        all_up=comparison.up > 1 and not (comparison.down or comparison.same),
        up=Figure(str(comparison.up)),
        down=Figure(str(comparison.down)),
        same=Figure(str(comparison.same)),
        only_before=[Text(named[id][1].name) for id in comparison.only_before],
        only_after=[Text(named[id][1].name) for id in comparison.only_after],
    )


def _direction(difference: Fraction) -> str:
    return "naik" if difference > 0 else "turun" if difference < 0 else "tetap"


def _change(change: analysis.Change, **known: object) -> View:
    difference = indonesian.number(change.difference, PLACES)
    return View(
        None,
        None,
        before=figure(change.before),
        after=figure(change.after),
        difference=Figure(f"+{difference}" if change.difference > 0 else difference),
        size=figure(abs(change.difference)),
        common=Figure(str(change.indicators)),
        **known,
    )


def _lacking(session: Session, model: Model) -> View:
    lacking = analysis.lacking(session, model)
    part_of: dict[str, Part] = {indicator.id: part for part in model.part for indicator in part.indicator}
    named = {indicator.id: indicator for part in model.part for indicator in part.indicator}

    def scored(score: Assessment, why: str) -> View:
        gap = Gap("assessment", score.id, "evidence")
        return _missing(part_of[score.indicator], named[score.indicator].name, why, gap)

    rows = [
        *(scored(score, f"nilai {score.round} belum disertai bukti") for score in lacking.unproven),
        *(scored(score, f"terakhir dinilai pada {score.round}") for score in lacking.outdated),
        *(
            _missing(
                part_of[indicator.id],
                indicator.name,
                "belum pernah dinilai",
                Gap("assessment", "", indicator.id),
            )
            for indicator in lacking.unscored
        ),
    ]
    return View(
        None,
        rows=rows,
        counted=[
            Figure(f"{len(some)} {words}")
            for some, words in (
                (lacking.unproven, "nilai tanpa bukti"),
                (lacking.outdated, "indikator dengan nilai tahun sebelumnya saja"),
                (lacking.unscored, "indikator tanpa nilai"),
            )
            if some
        ],
        unproven=Figure(str(len(lacking.unproven))),
        outdated=Figure(str(len(lacking.outdated))),
        unscored=Figure(str(len(lacking.unscored))),
    )


def _missing(part: Part, name: str, why: str, gap: Gap) -> View:
    return View(None, None, part=Text(part.name), name=Text(name), why=Figure(why), place=Text("", gap))
