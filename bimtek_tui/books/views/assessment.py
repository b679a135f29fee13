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
    return [views.get("assessment", one.id) for one in analysis.outside(session, method)]


def _model(session: Session, model: Model, views: Views) -> View:
    rounds = analysis.rounds(session, model)
    last = rounds[-1] if rounds else analysis.latest(session, model)
    parts = [_part(session, model, one, views) for one in last.parts]
    of_role = {role: [one for one in parts if one.role.id == role] for role in _ROLES}
    view_of = {one.part.id: view for one, view in zip(last.parts, parts, strict=True)}
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
        weighted=any(one.weight is not None for one in model.part),
        assessed=bool(rounds),
        rounds=[Figure(str(one.year)) for one in rounds],
        round=Figure(str(last.year or "")),
        count=Figure(f"{last.assessed} dari {last.indicators}"),
        partial=last.is_partial,
        weight_assessed=percent(last.weight_assessed) if 0 < last.weight_assessed < 1 else Figure(""),
        total=figure(last.total),
        roles=[
            View(Text(WORDS[role]), name=Text(WORDS[role]), mean=figure(mean))
            for role, mean in last.roles.items()
        ],
        highest=[view_of[one.part.id] for one in last.highest],
        lowest=[view_of[one.part.id] for one in last.lowest],
        level=View(Text(last.level.name), name=Text(last.level.name), text=Text(last.level.text))
        if last.level
        else None,
        levels_are_assumed=model.levels_are_assumed,
        twice=[views.get("assessment", one.id) for one in analysis.twice(session, model)],
    )


def _part(session: Session, model: Model, result: analysis.PartResult, views: Views) -> View:
    known = {one.id: place for place, one in enumerate(result.part.indicator)}
    given = [one for one in counting(session.assessment) if one.indicator in known]
    given.sort(key=lambda one: (known[one.indicator], one.round))
    weights = analysis.weights(model)
    equal = any(one.weight is None for one in model.part)
    return View(
        Text(result.part.name),
        name=Text(result.part.name),
        role=Term(result.part.role, WORDS[result.part.role]),
        weight=Figure("") if equal else percent(weights[result.part.id]),
        assessments=[views.get("assessment", one.id) for one in given],
        assessed=Figure(f"{result.assessed} dari {len(result.indicators)} indikator"),
        mean=figure(result.mean),
    )


def _levels(model: Model) -> list[View]:
    return [
        View(
            Text(one.name),
            name=Text(one.name),
            text=Text(one.text),
            start=Figure(indonesian.number(one.start)),
        )
        for one in model.level
    ]


def _size(session: Session, model: Model) -> View:
    """The class by population; false where it is not known, with the place where the population is filled in."""
    ordered = sorted(model.size, key=lambda one: one.above, reverse=True)
    found = analysis.size(session, model)
    if found is None:
        missing = session.city is None or session.city.population is None
        return View(
            Text("", Gap("city", "", "population") if missing else None), span="", known=bool(ordered)
        )
    place = ordered.index(found)
    below = indonesian.number(ordered[place - 1].above) if place else ""
    above = indonesian.number(found.above)
    if not place:
        span = f"lebih dari {above} jiwa"
    elif place == len(ordered) - 1:
        span = f"kurang dari {below} jiwa"
    else:
        span = f"{above} sampai {below} jiwa"
    return View(Text(found.name), span=Figure(span), known=True)


def _comparison(rounds: list[analysis.Round]) -> View | None:
    """The latest two rounds; None while there are fewer."""
    if len(rounds) < 2:
        return None
    found = analysis.compare(*rounds)
    parts = {one.id: one for one in rounds[0].model.part}
    named = {one.id: (part, one) for part in parts.values() for one in part.indicator}
    return View(
        None,
        before=Figure(str(found.before)),
        after=Figure(str(found.after)),
        common=len(found.indicators),
        indicators=[
            _change(one, part=Text(named[id][0].name), name=Text(named[id][1].name))
            for id, one in found.indicators.items()
        ],
        parts=[_change(one, name=Text(parts[id].name)) for id, one in found.parts.items()],
        total=_change(found.total) if found.total else None,
        direction=_direction(found.total.difference) if found.total else "",
        up=Figure(str(found.up)),
        down=Figure(str(found.down)),
        same=Figure(str(found.same)),
        only_before=[Text(named[id][1].name) for id in found.only_before],
        only_after=[Text(named[id][1].name) for id in found.only_after],
    )


def _direction(difference: Fraction) -> str:
    return "naik" if difference > 0 else "turun" if difference < 0 else "tetap"


def _change(one: analysis.Change, **known: object) -> View:
    difference = indonesian.number(one.difference, PLACES)
    return View(
        None,
        None,
        before=figure(one.before),
        after=figure(one.after),
        difference=Figure(f"+{difference}" if one.difference > 0 else difference),
        size=figure(abs(one.difference)),
        common=Figure(str(one.indicators)),
        **known,
    )


def _lacking(session: Session, model: Model) -> View:
    found = analysis.lacking(session, model)
    part_of: dict[str, Part] = {one.id: part for part in model.part for one in part.indicator}
    named = {one.id: one for part in model.part for one in part.indicator}

    def scored(one: Assessment, why: str) -> View:
        gap = Gap("assessment", one.id, "evidence")
        return _missing(part_of[one.indicator], named[one.indicator].name, why, gap)

    rows = [
        *(scored(one, f"nilai {one.round} belum disertai bukti") for one in found.unproven),
        *(scored(one, f"terakhir dinilai pada {one.round}") for one in found.outdated),
        *(
            _missing(part_of[one.id], one.name, "belum pernah dinilai", Gap("assessment", "", one.id))
            for one in found.unscored
        ),
    ]
    return View(
        None,
        rows=rows,
        counted=[
            Figure(f"{len(some)} {words}")
            for some, words in (
                (found.unproven, "nilai tanpa bukti"),
                (found.outdated, "indikator dengan nilai tahun sebelumnya saja"),
                (found.unscored, "indikator tanpa nilai"),
            )
            if some
        ],
        unproven=Figure(str(len(found.unproven))),
        outdated=Figure(str(len(found.outdated))),
        unscored=Figure(str(len(found.unscored))),
    )


def _missing(part: Part, name: str, why: str, gap: Gap) -> View:
    return View(None, None, part=Text(part.name), name=Text(name), why=Figure(why), place=Text("", gap))
