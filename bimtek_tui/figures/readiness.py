"""Readiness, gaps, vision and alignment in figures, exact for programs and as a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..analysis import alignment, readiness, tally
from ..analysis.ordinals import ordinals
from ..i18n import N_, _, listed, ngettext
from ..model.entries import Session
from ..model.labels import dimension_label
from ..model.method import Method, label
from .bars import bar, beside
from .exact import exact, fraction, said
from .page import Block, Drawing, Page, Table

_KEPT = {
    "both": N_("mission and RPJMD reference"),
    "mission": N_("mission only"),
    "rpjmd": N_("RPJMD reference only"),
    "neither": N_("neither of the two"),
}
_LACKS = {
    "mission": N_("mission"),
    "indicator": N_("indicator"),
    "unit": N_("unit"),
    "baseline": N_("baseline"),
    "target": N_("yearly targets"),
}


def section(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact.

    ``distance`` is the mean of target minus level over the findings that have both; a mean is null where no finding
    has the figure. The id "" stands for no aspect, dimension or mission, or for one that is not known.
    """
    elements = readiness.elements(session, method)
    gaps = readiness.gaps(session, method)
    return {
        "readiness": _levels(readiness.whole(session)),
        "elements": [
            {
                "element": one.id,
                **_levels(one.levels),
                "aspects": [{"aspect": aspect.id, **_levels(aspect.levels)} for aspect in one.aspects],
            }
            for one in elements
        ],
        "weakest": [one.id for one in readiness.weakest(elements)],
        "furthest": [one.id for one in readiness.furthest(elements)],
        "gaps": [
            {
                "dimension": one.dimension,
                "gaps": one.gaps,
                "current": one.current,
                "ideal": one.ideal,
                "action": one.action,
                "whole": one.whole,
            }
            for one in gaps
        ],
        "most_gaps": tally.fullest(tally.by_dimension(session, method, "gap")),
        "vision": session.plan.vision if session.plan else None,
        **_direction(session),
        "alignment": _alignment(session),
    }


def _levels(levels: readiness.Levels) -> dict[str, Any]:
    return {
        "findings": levels.findings,
        "with_level": levels.with_level,
        "with_target": levels.with_target,
        "with_both": levels.with_both,
        "level": exact(levels.level),
        "target": exact(levels.target),
        "distance": exact(levels.distance),
    }


def _direction(session: Session) -> dict[str, Any]:
    labels = ordinals(session, "mission", "objective")
    return {
        "missions": [
            {
                "mission": one.mission.id,
                "label": labels[one.mission.id],
                "objectives": [objective.id for objective in one.objectives],
                "programs": [program.id for program in one.programs],
            }
            for one in alignment.missions(session)
        ],
        "objectives": [
            {
                "objective": one.objective.id,
                "label": labels[one.objective.id],
                "mission": one.mission,
                "indicator": one.objective.indicator,
                "unit": one.objective.unit,
                "baseline": one.objective.baseline,
                "targets": [
                    {"target": target.id, "year": target.year, "value": target.value}
                    for target in one.targets
                ],
                "missing": list(one.missing),
            }
            for one in alignment.aims(session)
        ],
    }


def _alignment(session: Session) -> dict[str, Any]:
    labels = ordinals(session, "program")
    found = alignment.alignment(session)
    return {
        "programs": [
            {
                "program": one.program.id,
                "label": labels[one.program.id],
                "mission": one.mission,
                "rpjmd_ref": one.program.rpjmd_ref,
                "aligned_to": one.kept,
            }
            for one in found
        ],
        "counts": {kept: len(programs) for kept, programs in alignment.by_kept(found).items()},
        "missions_without_programs": [
            one.mission.id for one in alignment.missions(session) if not one.programs
        ],
    }


def page(found: dict[str, Any], session: Session, method: Method) -> Page:
    """What `section` found, for people."""
    blocks = (
        *_readiness_blocks(found, method),
        *_gap_blocks(found, method),
        *_direction_blocks(found, session),
        *_alignment_blocks(found["alignment"], session),
    )
    return Page("readiness", _("Readiness, gaps and vision"), blocks)


def _readiness_blocks(found: dict[str, Any], method: Method) -> Iterator[Block]:
    number = found["readiness"]["findings"]
    if not number:
        yield _("There is no readiness finding yet.")
        return
    names = {one.id: label(one) for one in (*method.element, *method.aspects.values())}
    rows: list[tuple[str, ...]] = []
    for one in found["elements"]:
        element = names.get(one["element"], one["element"])
        rows.append(_levels_row(element, _("all aspects"), one))
        rows += [
            _levels_row(element, names.get(each["aspect"]) or _("without a known aspect"), each)
            for each in one["aspects"]
        ]
    yield Drawing(tuple(_bars(found["elements"], names)))
    yield ngettext("{n} readiness finding.", "{n} readiness findings.", number).format(n=number)
    if found["weakest"]:
        elements = listed([names.get(one, one) for one in found["weakest"]])
        yield _("Lowest mean level: {elements}.").format(elements=elements)
    if found["furthest"]:
        elements = listed([names.get(one, one) for one in found["furthest"]])
        yield _("Furthest from its target: {elements}.").format(elements=elements)
    yield Table(
        _("Readiness by element and aspect"),
        (
            _("Element"),
            _("Aspect"),
            _("Findings"),
            _("Without level"),
            _("Mean level"),
            _("Mean target"),
            _("Distance"),
        ),
        tuple(rows),
        frozenset(range(2, 7)),
    )


def _levels_row(element: str, aspect: str, one: dict[str, Any]) -> tuple[str, ...]:
    figures = (said(one[key]) for key in ("level", "target", "distance"))
    return (element, aspect, str(one["findings"]), str(one["findings"] - one["with_level"]), *figures)


def _bars(elements: list[dict[str, Any]], names: dict[str, str]) -> Iterator[str]:
    labels = beside([names.get(one["element"], one["element"]) for one in elements])
    for name, one in zip(labels, elements, strict=True):
        drawn = bar(fraction(one["level"]), readiness.HIGHEST, wanted=fraction(one["target"]))
        yield f"{name}  {drawn}  {said(one['level'])} -> {said(one['target'])}"


def _gap_blocks(found: dict[str, Any], method: Method) -> Iterator[Block]:
    if not any(one["gaps"] for one in found["gaps"]):
        yield _("There is no gap yet.")
        return
    if found["most_gaps"]:
        dimensions = listed([dimension_label(method, one) for one in found["most_gaps"]])
        yield _("Most gaps: {dimensions}.").format(dimensions=dimensions)
    yield Table(
        _("Gaps by dimension"),
        (_("Dimension"), _("Gaps"), _("Present condition"), _("Ideal condition"), _("Action")),
        tuple(
            (
                dimension_label(method, one["dimension"]) or _("without a known dimension"),
                *(str(one[key]) for key in ("gaps", "current", "ideal", "action")),
            )
            for one in found["gaps"]
        ),
        frozenset(range(1, 5)),
    )


def _direction_blocks(found: dict[str, Any], session: Session) -> Iterator[Block]:
    yield (
        _("Vision: {text}").format(text=found["vision"]) if found["vision"] else _("There is no vision yet.")
    )
    labels = {one["mission"]: one["label"] for one in found["missions"]}
    yield Table(
        _("Missions"),
        (_("No."), _("Mission"), _("Objectives"), _("Programs")),
        tuple(
            (
                one["label"],
                session.mission[one["mission"]].text,
                str(len(one["objectives"])),
                str(len(one["programs"])),
            )
            for one in found["missions"]
        ),
        frozenset({2, 3}),
    )
    yield Table(
        _("Objectives"),
        (_("No."), _("Objective"), _("Mission"), _("Indicator"), _("Baseline"), _("Targets"), _("Lacks")),
        tuple(
            (
                one["label"],
                session.objective[one["objective"]].text,
                labels.get(one["mission"], ""),
                _with_unit(one["indicator"], one["unit"]),
                one["baseline"] or "",
                "; ".join(f"{target['year']}: {target['value']}" for target in one["targets"]),
                listed([_(_LACKS[name]) for name in one["missing"]]),
            )
            for one in found["objectives"]
        ),
    )


def _with_unit(indicator: str | None, unit: str | None) -> str:
    return f"{indicator} ({unit})" if indicator and unit else indicator or ""


def _alignment_blocks(found: dict[str, Any], session: Session) -> Iterator[Block]:
    if not found["programs"]:
        return
    yield Table(
        _("What the programs are aligned to"),
        (_("Aligned to"), _("Programs")),
        tuple((_(_KEPT[kept]), str(number)) for kept, number in found["counts"].items()),
        frozenset({1}),
    )
    yield Table(
        _("Programs without mission or RPJMD reference"),
        (_("No."), _("Program"), _("Aligned to")),
        tuple(
            (one["label"], session.program[one["program"]].name, _(_KEPT[kept]))
            for one in found["programs"]
            if (kept := one["aligned_to"]) != "both"
        ),
    )
    if alone := found["missions_without_programs"]:
        labels = ordinals(session, "mission")
        yield _("Missions that no program serves: {missions}.").format(
            missions=listed([labels[one] for one in alone])
        )
