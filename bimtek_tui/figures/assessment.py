"""The assessments in figures: each model of the method by round, level and size, rounds compared, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ..analysis import assessment as analysis
from ..i18n import N_, _, ngettext
from ..model import values
from ..model.entries import Session
from ..model.method import Method, Model, said
from .exact import exact, percent
from .exact import said as figure
from .page import Block, Page, Table

ROLES = {"pillar": N_("pillar"), "enabler": N_("enabler"), "aspect": N_("aspect")}


def section(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact: every model with its rounds, comparisons of each round with the next, and what lacks."""
    return {
        "models": [_model(session, model) for model in method.model],
        "outside": [one.id for one in analysis.outside(session, method)],
    }


def _model(session: Session, model: Model) -> dict[str, Any]:
    rounds = analysis.rounds(session, model)
    lacking = analysis.lacking(session, model)
    size = analysis.size(session, model)
    return {
        "id": model.id,
        "scale": [model.scale_min, model.scale_max],
        "size": size.id if size else None,
        "levels_are_assumed": model.levels_are_assumed,
        "rounds": [_round(one) for one in rounds],
        "comparisons": [_comparison(*two) for two in pairwise(rounds)],
        "without_evidence": [one.id for one in lacking.unproven],
        "without_score": [one.id for one in lacking.unscored],
        "from_an_earlier_round": [one.id for one in lacking.outdated],
        "scored_again": [one.id for one in analysis.twice(session, model)],
    }


def _round(one: analysis.Round) -> dict[str, Any]:
    weights = analysis.weights(one.model)
    return {
        "year": one.year,
        "assessed": one.assessed,
        "of": one.indicators,
        "total": exact(one.total),
        "weight_assessed": exact(one.weight_assessed),
        "level": one.level.id if one.level else None,
        "roles": {role: exact(mean) for role, mean in one.roles.items()},
        "parts": [
            {
                "id": part.part.id,
                "weight": exact(weights[part.part.id]),
                "assessed": part.assessed,
                "of": len(part.indicators),
                "mean": exact(part.mean),
                "scores": {named.id: exact(found.score) for named, found in part.indicators if found},
            }
            for part in one.parts
        ],
    }


def _comparison(before: analysis.Round, after: analysis.Round) -> dict[str, Any]:
    found = analysis.compare(before, after)
    return {
        "before": found.before,
        "after": found.after,
        "total": _change(found.total) if found.total else None,
        "parts": {id: _change(one) for id, one in found.parts.items()},
        "indicators": {id: _change(one) for id, one in found.indicators.items()},
        "only_before": list(found.only_before),
        "only_after": list(found.only_after),
    }


def _change(one: analysis.Change) -> dict[str, Any]:
    return {
        "before": exact(one.before),
        "after": exact(one.after),
        "difference": exact(one.difference),
        "indicators": one.common,
    }


def page(found: dict[str, Any], session: Session, method: Method) -> Page:
    """What `section` found, for people."""
    blocks: list[Block] = []
    for model, one in zip(method.model, found["models"], strict=True):
        blocks += _blocks(model, one, session)
    if found["outside"]:
        number = len(found["outside"])
        blocks.append(
            ngettext(
                "{number} score is of an indicator that no model has; it counts nowhere.",
                "{number} scores are of indicators that no model has; they count nowhere.",
                number,
            ).format(number=number)
        )
    return Page("assessment", _("Assessment"), tuple(blocks))


def _blocks(model: Model, found: dict[str, Any], session: Session) -> Iterator[Block]:
    name = said(model)
    low, high = found["scale"]
    yield _("{model}: scale from {low} to {high}.").format(model=name, low=low, high=high)
    yield from _size(model, found, session)
    if not found["rounds"]:
        yield _("Nothing was assessed yet.")
        return
    last = found["rounds"][-1]
    yield _("In {year} {assessed} of {all} indicators were assessed; figures are of those alone.").format(
        year=last["year"], assessed=last["assessed"], all=last["of"]
    )
    level = next((one for one in model.level if one.id == last["level"]), None)
    if level is not None:
        told = (
            _("Level of maturity: {level}. Where levels begin is an assumption of the method.")
            if found["levels_are_assumed"]
            else _("Level of maturity: {level}.")
        )
        yield told.format(level=level.name)
    yield _rounds(model, found)
    if found["comparisons"]:
        yield from _compared(model, found["comparisons"][-1])
    yield _lacking(model, found, session)


def _size(model: Model, found: dict[str, Any], session: Session) -> Iterator[Block]:
    if not model.size:
        return
    size = next((one for one in model.size if one.id == found["size"]), None)
    population = session.city.population if session.city else None
    if size is not None and population is not None:
        yield _("{size}, with {population} inhabitants.").format(
            size=said(size), population=values.number(population)
        )
    else:
        yield _("The class by size is not known, since the population is not filled in.")


def _rounds(model: Model, found: dict[str, Any]) -> Table:
    """All rounds side by side, a part a row."""
    rounds = found["rounds"]
    weighted = all(part.weight is not None for part in model.part)
    columns = (
        _("Part"),
        _("Role"),
        _("Weight"),
        *(f"{one['year']}" for one in rounds),
        _("Assessed in {year}").format(year=rounds[-1]["year"]),
    )
    rows = []
    for place, part in enumerate(model.part):
        held = [one["parts"][place] for one in rounds]
        rows.append(
            (
                said(part),
                _(ROLES[part.role]),
                f"{percent(held[-1]['weight'])} %" if weighted else _("equal"),
                *(figure(one["mean"]) for one in held),
                f"{held[-1]['assessed']}/{held[-1]['of']}",
            )
        )
    if len(rounds[-1]["roles"]) > 1:
        for role in rounds[-1]["roles"]:
            means = (figure(one["roles"][role]) for one in rounds)
            rows.append((_("Mean"), _(ROLES[role]), "", *means, ""))
    totals = (figure(one["total"]) for one in rounds)
    rows.append((_("Overall score"), "", "", *totals, f"{rounds[-1]['assessed']}/{rounds[-1]['of']}"))
    return Table(said(model), columns, tuple(rows), frozenset(range(2, len(columns))))


def _compared(model: Model, found: dict[str, Any]) -> Iterator[Block]:
    names = {one.id: said(one) for part in model.part for one in part.indicator}
    names |= {part.id: said(part) for part in model.part}
    before, after = found["before"], found["after"]
    if not found["indicators"]:
        yield _("{before} and {after} have no indicator in common.").format(before=before, after=after)
        return
    rows = [
        (names[id], *(figure(one[key]) for key in ("before", "after", "difference")), "")
        for id, one in found["indicators"].items()
    ]
    rows += [_change_row(_("Mean: {part}").format(part=names[id]), one) for id, one in found["parts"].items()]
    if found["total"]:
        rows.append(_change_row(_("Overall score"), found["total"]))
    columns = (_("Indicator"), str(before), str(after), _("Difference"), _("Indicators"))
    title = _("{before} and {after}, over the indicators assessed in both").format(before=before, after=after)
    yield Table(title, columns, tuple(rows), frozenset({1, 2, 3, 4}))
    for key, year in (("only_before", before), ("only_after", after)):
        if found[key]:
            yield _("Assessed in {year} alone: {names}").format(
                year=year, names="; ".join(names[id] for id in found[key])
            )


def _change_row(name: str, one: dict[str, Any]) -> tuple[str, ...]:
    figures = (figure(one[key]) for key in ("before", "after", "difference"))
    return (name, *figures, figure(one["indicators"]))


def _lacking(model: Model, found: dict[str, Any], session: Session) -> Table:
    names = {one.id: said(one) for part in model.part for one in part.indicator}
    held = session.assessment
    rows = [(names[held[id].indicator], _("score without evidence")) for id in found["without_evidence"]]
    rows += [
        (names[held[id].indicator], _("scored in {year} last").format(year=held[id].round))
        for id in found["from_an_earlier_round"]
    ]
    rows += [(names[id], _("no score")) for id in found["without_score"]]
    rows += [
        (
            names[held[id].indicator],
            _("scored twice in {year}; the later one counts").format(year=held[id].round),
        )
        for id in found["scored_again"]
    ]
    return Table(_("Missing before a field visit"), (_("Indicator"), _("What is missing")), tuple(rows))
