"""Readiness, gaps and what each dimension holds as views: figures, bars in letters, and what is still missing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...analysis import readiness as analysis
from ...analysis import tally
from ...analysis.ordinals import ordinals
from ...model.entries import Session, counting
from ...model.method import Method
from .. import indonesian
from .base import Figure, Text, View, Views, extended, name_in
from .printed import NO_DIMENSION, PLACES, boxes, counted, figure, number, unfilled

_LACKING = {
    "gap": {
        "current": "Kondisi saat ini belum diuraikan untuk",
        "ideal": "Kondisi ideal belum diuraikan untuk",
        "action": "Upaya belum diuraikan untuk",
    },
    "readiness": {
        "level": "Tingkat belum diberikan untuk",
        "target_level": "Tingkat sasaran belum diberikan untuk",
    },
}
"""What is said of entries of a kind that have nothing at a key."""


def readiness(session: Session, method: Method) -> View:
    """All findings together: how many, the means, which elements stand out, and what has no level or target yet."""
    whole = analysis.whole(session)
    elements = analysis.elements(session, method)
    weakest, furthest = analysis.weakest(elements), analysis.furthest(elements)
    return View(
        None,
        total=counted(whole.findings),
        elements_spelled=Figure(indonesian.spelled(len(method.element))),
        captured=[
            Figure(
                f"{indonesian.spelled(element.levels.findings)} pada elemen {Text(name_in(method.elements, element.id))}"
            )
            for element in elements
            if element.levels.findings
        ],
        **_figures(whole),
        weakest=[Text(name_in(method.elements, id.id)) for id in weakest],
        weakest_level=figure(weakest[0].levels.level) if weakest else Figure(""),
        furthest=[Text(name_in(method.elements, id.id)) for id in furthest],
        furthest_distance=figure(furthest[0].levels.distance) if furthest else Figure(""),
        missing=_missing(session, "readiness"),
    )


def elements(session: Session, method: Method, views: Views) -> list[View]:
    """The elements with their findings and figures, also those with nothing yet; other elements follow at the end."""
    entries = counting(session.readiness)
    made = []
    for levels in analysis.elements(session, method):
        element = method.elements.get(levels.id)
        name = Text(name_in(method.elements, levels.id))
        aspects = {aspect.id: Text(aspect.name) for aspect in element.aspect} if element else {}
        made.append(
            View(
                name,
                id=levels.id,
                name=name,
                aspects=list(aspects.values()),
                aspects_without=[
                    aspects[aspect.id]
                    for aspect in levels.aspects
                    if aspect.id in aspects and not aspect.levels.findings
                ],
                aspect_rows=[
                    View(name, name=name, number=number(aspect.levels.findings), **_figures(aspect.levels))
                    for aspect in levels.aspects
                    if aspect.levels.findings
                    for name in [aspects.get(aspect.id, Text("Aspek lain atau belum dicatat"))]
                ],
                readiness=[_finding(views, aspect.id) for aspect in entries if aspect.element == levels.id],
                count=counted(levels.levels.findings),
                number=number(levels.levels.findings),
                **_figures(levels.levels),
            )
        )
    return made


def gaps(session: Session, method: Method) -> View:
    """All gaps together: how they are spread over the dimensions, and what is not described yet."""
    rows = [
        View(
            name,
            name=name,
            number=number(gap.gaps),
            bar=Figure("■" * min(gap.gaps, 10) + ("…" if gap.gaps > 10 else "")),
            current=number(gap.current),
            ideal=number(gap.ideal),
            action=number(gap.action),
        )
        for gap in analysis.gaps(session, method)
        for name in [_dimension(method, gap.dimension)]
    ]
    return extended(spread(session, method, "gap"), rows=rows, missing=_missing(session, "gap"))


def spread(session: Session, method: Method, table: str) -> View:
    """How the entries of a kind are spread over the dimensions: how many, where most, where none."""
    counts = tally.by_dimension(session, method, table)
    fullest, empty = tally.fullest(counts), tally.empty(counts)
    total = sum(counts.values())
    return View(
        None,
        total=counted(total),
        number=number(total),
        dimensions=counted(sum(bool(count) for name, count in counts.items() if name)),
        everywhere=not empty,
        most=[_dimension(method, gap) for gap in fullest] if total else [],
        most_number=counted(counts[fullest[0]]) if total and fullest else Figure(""),
        without=[_dimension(method, gap) for gap in empty] if total else [],
        nowhere=counted(counts[""]),
    )


def issues(session: Session, method: Method) -> View:
    """The issues by dimension, and those without evidence."""
    labels = ordinals(session, "issue")
    without = [issue.id for issue in counting(session.issue) if not issue.evidence]
    missing = unfilled("Bukti atau sumber belum dicatat untuk", "issue", "evidence", without, labels)
    return extended(spread(session, method, "issue"), missing=missing)


def strategies(session: Session, method: Method) -> View:
    """The strategies by dimension and by quadrant of the TOWS matrix."""
    quadrants = tally.by_strategy_quadrant(session)
    return extended(
        spread(session, method, "strategy"),
        quadrants=[
            Figure(f"{indonesian.number(count)} strategi {quadrant}")
            for quadrant, count in quadrants.items()
            if count
        ],
        quadrants_without=[Figure(quadrant) for quadrant, count in quadrants.items() if not count],
    )


def _figures(levels: analysis.Levels) -> dict[str, Any]:
    """What a template shows of levels; `reach` says in words how far it is to the target."""
    return {
        "with_level": counted(levels.with_level),
        "without_level": counted(levels.without_level),
        "without_target": counted(levels.without_target),
        "level": figure(levels.level),
        "bar": _bar(levels.level),
        "target": figure(levels.target),
        "distance": figure(levels.distance),
        "reach": _reach(levels),
        "partial": levels.distance is not None and levels.with_both < levels.findings,
        "with_both": counted(levels.with_both),
    }


def _reach(levels: analysis.Levels) -> Figure:
    if levels.distance is None:
        return Figure("")
    size = indonesian.number(abs(levels.distance), PLACES)
    if levels.distance > 0:
        return Figure(f"jarak rata-rata menuju sasaran adalah {size} tingkat")
    if levels.distance < 0:
        return Figure(f"tingkat melampaui sasaran rata-rata {size} tingkat")
    return Figure("rata-rata tingkat sudah sama dengan sasarannya")


def _missing(session: Session, table: str) -> list[Figure]:
    labels, entries = ordinals(session, table), counting(session.entries(table))
    return [
        sentence
        for key, words in _LACKING[table].items()
        for without in [[entry.id for entry in entries if getattr(entry, key) is None]]
        for sentence in unfilled(words, table, key, without, labels)
    ]


def _finding(views: Views, id: str) -> View:
    """A finding with its levels as boxes."""
    view = views.get("readiness", id)
    return extended(view, level_bar=_bar_of(view.level), target_bar=_bar_of(view.target_level))


def _bar_of(level: object) -> Figure:
    return _bar(int(str(level)) if level else None)


def _bar(level: Fraction | int | None) -> Figure:
    """A level from 1 to 5, or a mean of them, as boxes; empty where there is none."""
    return Figure("") if level is None else boxes(level, analysis.HIGHEST, analysis.HIGHEST)


def _dimension(method: Method, id: str) -> Text:
    return Text(method.dimensions[id].name if id in method.dimensions else NO_DIMENSION)
