"""Readiness, gaps, vision and alignment in figures, exact for programs and as a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import asdict

from ..analysis import alignment, readiness, tally
from ..analysis.ordinals import ordinals
from ..i18n import N_, _, listed, ngettext
from ..model.entries import Session
from ..model.labels import dimension_label
from ..model.method import Method, label
from .page import Block, Cell, Table

_KEPT = {
    "both": N_("mission and RPJMD reference"),
    "mission": N_("mission only"),
    "rpjmd": N_("RPJMD reference only"),
    "rpjpd": N_("RPJPD, since it begins after the RPJMD"),
    "outside": N_("no plan of its years"),
    "neither": N_("neither of the two"),
}
_LACKS = {
    "mission": N_("mission"),
    "indicator": N_("indicator"),
    "unit": N_("unit"),
    "baseline": N_("baseline"),
    "target": N_("yearly targets"),
}


def results(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact.

    ``distance`` is the mean of target minus level over the findings that have both; a mean is null where no finding
    has the figure. The id "" stands for no aspect, dimension or mission, or for one that is not known.
    """
    elements = readiness.elements(session, method)
    labels = ordinals(session, "mission", "objective", "program")
    missions, aligned = alignment.missions(session), alignment.alignment(session)
    return {
        "readiness": readiness.whole(session),
        "elements": [
            {
                "element": element.id,
                **asdict(element.levels),
                "aspects": [{"aspect": aspect.id, **asdict(aspect.levels)} for aspect in element.aspects],
            }
            for element in elements
        ],
        "weakest": [element.id for element in readiness.weakest(elements)],
        "furthest": [element.id for element in readiness.furthest(elements)],
        "gaps": readiness.gaps(session, method),
        "most_gaps": tally.fullest(tally.by_dimension(session, method, "gap")),
        "vision": session.plan.vision if session.plan else None,
        "missions": [
            {
                "mission": served.mission.id,
                "label": labels[served.mission.id],
                "objectives": [objective.id for objective in served.objectives],
                "programs": [program.id for program in served.programs],
            }
            for served in missions
        ],
        "objectives": [
            {
                "objective": aim.objective.id,
                "label": labels[aim.objective.id],
                "mission": aim.mission,
                "indicator": aim.objective.indicator,
                "unit": aim.objective.unit,
                "baseline": aim.objective.baseline,
                "targets": [
                    {"target": target.id, "year": target.year, "value": target.value}
                    for target in aim.targets
                ],
                "missing": aim.missing,
            }
            for aim in alignment.aims(session)
        ],
        "alignment": {
            "programs": [
                {
                    "program": row.program.id,
                    "label": labels[row.program.id],
                    "mission": row.mission,
                    "rpjmd_ref": row.program.rpjmd_ref,
                    "aligned_to": row.aligned_to,
                }
                for row in aligned
            ],
            "counts": {kept: len(programs) for kept, programs in alignment.by_kept(aligned).items()},
            "missions_without_programs": [served.mission.id for served in missions if not served.programs],
        },
    }


def blocks(session: Session, method: Method) -> Iterator[Block]:
    """The page: readiness by element, gaps by dimension, vision with missions and objectives, alignment."""
    labels = ordinals(session, "mission", "objective", "program")
    yield from _readiness(session, method)
    yield from _gaps(session, method)
    yield from _direction(session, labels)
    yield from _alignment(session, labels)


def _readiness(session: Session, method: Method) -> Iterator[Block]:
    number = readiness.whole(session).findings
    if not number:
        yield _("There is no readiness finding yet.")
        return
    elements = readiness.elements(session, method)
    names = {named.id: label(named) for named in (*method.element, *method.aspects.values())}
    rows: list[tuple[Cell, ...]] = []
    for element in elements:
        name = names.get(element.id, element.id)
        rows.append((name, _("all aspects"), *_cells(element.levels)))
        rows += [
            (name, names.get(aspect.id) or _("without a known aspect"), *_cells(aspect.levels))
            for aspect in element.aspects
        ]
    yield ngettext("{n} readiness finding.", "{n} readiness findings.", number).format(n=number)
    for sentence, outstanding in (
        (_("Lowest mean level: {elements}."), readiness.weakest(elements)),
        (_("Furthest from its target: {elements}."), readiness.furthest(elements)),
    ):
        if outstanding:
            yield sentence.format(
                elements=listed([names.get(indicator.id, indicator.id) for indicator in outstanding])
            )
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
        rows,
        range(2, 7),
    )


def _cells(levels: readiness.Levels) -> tuple[Cell, ...]:
    return (levels.findings, levels.without_level, levels.level, levels.target, levels.distance)


def _gaps(session: Session, method: Method) -> Iterator[Block]:
    dimensions = readiness.gaps(session, method)
    if not any(described.gaps for described in dimensions):
        yield _("There is no gap yet.")
        return
    if most := tally.fullest(tally.by_dimension(session, method, "gap")):
        yield _("Most gaps: {dimensions}.").format(
            dimensions=listed([dimension_label(method, id) for id in most])
        )
    yield Table(
        _("Gaps by dimension"),
        (_("Dimension"), _("Gaps"), _("Present condition"), _("Ideal condition"), _("Action")),
        [
            (
                dimension_label(method, described.dimension) or _("without a known dimension"),
                described.gaps,
                described.current,
                described.ideal,
                described.action,
            )
            for described in dimensions
        ],
        range(1, 5),
    )


def _direction(session: Session, labels: dict[str, str]) -> Iterator[Block]:
    vision = session.plan and session.plan.vision
    yield _("Vision: {text}").format(text=vision) if vision else _("There is no vision yet.")
    yield Table(
        _("Missions"),
        (_("No."), _("Mission"), _("Objectives"), _("Programs")),
        [
            (labels[served.mission.id], served.mission.text, len(served.objectives), len(served.programs))
            for served in alignment.missions(session)
        ],
        {2, 3},
    )
    yield Table(
        _("Objectives"),
        (_("No."), _("Objective"), _("Mission"), _("Indicator"), _("Baseline"), _("Targets"), _("Lacks")),
        [
            (
                labels[aim.objective.id],
                aim.objective.text,
                labels.get(aim.mission),
                _with_unit(aim.objective.indicator, aim.objective.unit),
                aim.objective.baseline,
                "; ".join(f"{target.year}: {target.value}" for target in aim.targets),
                listed([_(_LACKS[name]) for name in aim.missing]),
            )
            for aim in alignment.aims(session)
        ],
    )


def _with_unit(indicator: str | None, unit: str | None) -> str | None:
    return f"{indicator} ({unit})" if indicator and unit else indicator


def _alignment(session: Session, labels: dict[str, str]) -> Iterator[Block]:
    aligned = alignment.alignment(session)
    if not aligned:
        return
    yield Table(
        _("What the programs are aligned to"),
        (_("Aligned to"), _("Programs")),
        [(_(_KEPT[kept]), len(programs)) for kept, programs in alignment.by_kept(aligned).items()],
        {1},
    )
    yield Table(
        _("Programs without mission or RPJMD reference"),
        (_("No."), _("Program"), _("Aligned to")),
        [
            (labels[row.program.id], row.program.name, _(_KEPT[row.aligned_to]))
            for row in aligned
            if row.aligned_to != "both"
        ],
    )
    if alone := [
        labels[mission.mission.id] for mission in alignment.missions(session) if not mission.programs
    ]:
        yield _("Missions that no program serves: {missions}.").format(missions=listed(alone))
