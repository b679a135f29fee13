"""How ready the city is by aspect: the level that was found against the target."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import cos, pi, sin
from typing import TYPE_CHECKING

from msgspec import Struct

from ... import text
from ...analysis import readiness
from ...analysis.extrema import highest, lowest
from ...model.entries import Session
from ...model.labels import capital
from ...model.method import Method
from .. import indonesian
from ..views.base import name_in
from .chart import LONGEST, PAGE, Cell, Chart, differ, in_turn, many, named, rounded, workshop_source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .canvas import Canvas

MOST_AXES = 8
"""Aspects in a radar at most; more are bars."""
_OTHER = "Aspek lain atau belum dicatat"
_RADIUS = 36.0
_NAMED = 3
"""Aspects that a title names at most; more are counted."""
_NOTE = "* Rata-rata tingkat dan rata-rata sasaran tidak berasal dari temuan yang sama."

_Found = tuple[str, readiness.Aspect]
"""An aspect with the id of its element."""


class Aspect(Struct, frozen=True):
    """An aspect of an element with its means as they are printed (1 to 5), and from how many findings.

    `mixed` where level and target are not those of the same findings.
    """

    element: str
    name: str
    findings: int
    level: Decimal | None
    target: Decimal | None
    distance: Decimal | None
    mixed: bool


class Readiness(Chart, frozen=True, kw_only=True):
    """The aspects that have a level or a target, in the order of the method."""

    aspects: tuple[Aspect, ...]


def of(session: Session, method: Method) -> Readiness | None:
    """Levels and targets, once two aspects have a level, and not all of them the same."""
    found = [
        (element.id, aspect)
        for element in readiness.elements(session, method)
        for aspect in element.aspects
        if aspect.levels.level is not None or aspect.levels.target is not None
    ]
    if sum(aspect.levels.level is not None for _element, aspect in found) < 2:
        return None
    aspects = tuple(_aspect(method, element, aspect) for element, aspect in found)
    if not differ((aspect.level, aspect.target) for aspect in aspects):
        return None
    return Readiness(
        title=_title(method, found),
        alt="Tingkat kesiapan menurut aspek, dari 1 sampai 5, dan sasarannya: "
        + in_turn([_said(aspect) for aspect in aspects])
        + ".",
        source=workshop_source(session),
        head=("Elemen", "Aspek", "Temuan", "Tingkat", "Sasaran", "Jarak ke sasaran"),
        rows=tuple(_row(aspect) for aspect in aspects),
        aspects=aspects,
    )


def _aspect(method: Method, element: str, aspect: readiness.Aspect) -> Aspect:
    levels = aspect.levels
    level, target, distance = (
        None if value is None else rounded(value) for value in (levels.level, levels.target, levels.distance)
    )
    mixed = (
        level is not None
        and target is not None
        and not levels.with_level == levels.with_target == levels.with_both
    )
    return Aspect(
        name_in(method.elements, element),
        _name(method, aspect),
        levels.findings,
        level,
        target,
        distance,
        mixed,
    )


def _name(method: Method, aspect: readiness.Aspect) -> str:
    return method.aspects[aspect.id].name if aspect.id else _OTHER


def _full_name(method: Method, element: str, aspect: readiness.Aspect) -> str:
    """The name as it stands without its element beside it."""
    name = _name(method, aspect)
    return name if aspect.id else f"{name} ({name_in(method.elements, element)})"


def _row(aspect: Aspect) -> tuple[Cell, ...]:
    return aspect.element, aspect.name, aspect.findings, aspect.level, aspect.target, aspect.distance


def _said(aspect: Aspect) -> str:
    name = text.short(aspect.name, LONGEST) + (f" ({aspect.element})" if aspect.name == _OTHER else "")
    level = "belum bertingkat" if aspect.level is None else indonesian.number(aspect.level, 2)
    target = "tanpa sasaran" if aspect.target is None else f"sasaran {indonesian.number(aspect.target, 2)}"
    return f"{name} {level}, {target}"


def _title(method: Method, found: list[_Found]) -> str:
    distances = [aspect.levels.distance for _element, aspect in found if aspect.levels.distance is not None]
    known = "Semua aspek" if len(distances) == len(found) else "Semua aspek yang dapat dibandingkan"
    if distances and max(distances) <= 0:
        return f"{known} sudah mencapai tingkat sasarannya"
    if far := highest(found, lambda pair: pair[1].levels.distance):
        return f"{_listed(method, far)} paling jauh dari sasaran: {_each(far)}{_steps(max(distances))}"
    if len(distances) > 1:
        return f"{known} berjarak sama dari sasarannya: {_steps(distances[0])}"
    levels = [aspect.levels.level for _element, aspect in found if aspect.levels.level is not None]
    if low := lowest(found, lambda pair: pair[1].levels.level):
        level = indonesian.number(min(levels), 2)
        return f"Tingkat kesiapan terendah: {_listed(method, low)}, {_each(low)}{level} dari 5"
    known = "semua aspek" if len(levels) == len(found) else "semua aspek yang dinilai"
    return f"Tingkat kesiapan {known} sama: {indonesian.number(levels[0], 2)} dari 5"


def _listed(method: Method, aspects: list[_Found]) -> str:
    if len(aspects) > _NAMED:
        return f"{many(len(aspects))} aspek"
    first, *others = [_full_name(method, element, aspect) for element, aspect in aspects]
    return capital(named([first, *map(indonesian.within, others)], "aspek"))


def _each(aspects: list[_Found]) -> str:
    return "masing-masing " if len(aspects) > 1 else ""


def _steps(distance: Fraction) -> str:
    return f"{indonesian.number(indonesian.trimmed(distance, 2))} tingkat"


def draw(chart: Readiness) -> Canvas:
    """A radar of up to eight aspects where nothing is missing and there is room, else bars with a mark at the target."""
    complete = chart.height >= PAGE and all(aspect.level is not None for aspect in chart.aspects)
    targets = {aspect.target is None for aspect in chart.aspects}
    if complete and len(targets) == 1 and 3 <= len(chart.aspects) <= MOST_AXES:
        return _radar(chart)
    return _bars(chart)


def _counted(aspect: Aspect) -> str:
    """An aspect with the number of its findings where there are several, and a mark where its means are not of the same ones."""
    several = f" ({indonesian.number(aspect.findings)} temuan)" if aspect.findings > 1 else ""
    return f"{text.short(aspect.name, LONGEST)}{several}{'*' if aspect.mixed else ''}"


def _figures(aspect: Aspect) -> str:
    """``2,00 → 3,00``: the level and its target."""
    level, target = (
        "–" if value is None else indonesian.number(value, 2) for value in (aspect.level, aspect.target)
    )
    return f"{level} → {target}"


def _bars(chart: Readiness) -> Canvas:
    from . import bars
    from .canvas import INK, Canvas, Style
    from .letters import SMALL

    level = Style("#56b4e9", "", "")
    rows: list[bars.Row] = []
    marks: dict[int, float] = {}
    for place, aspect in enumerate(chart.aspects):
        if not place or chart.aspects[place - 1].element != aspect.element:
            rows.append(bars.Row(aspect.element, bold=True))
        if aspect.target is not None:
            marks[len(rows)] = float(aspect.target)
        piece = bars.Piece(float(aspect.level or 0), level)
        rows.append(bars.Row(_counted(aspect), ((piece,),), (_figures(aspect),)))
    has_note = any(aspect.mixed for aspect in chart.aspects)
    foot = 5.0 if has_note else 0.0
    room = chart.height - bars.BELOW - 8 - foot
    rows = bars.cut(rows, "aspek", room)
    at = bars.layout(rows, room, (0, readiness.HIGHEST))
    canvas = Canvas(height=at.each * len(rows) + bars.BELOW + 8 + foot)
    sheet = canvas.sheet()
    top = canvas.height - 8
    canvas.box(sheet, at.names, top + 3.8, 5, 2.8, level)
    sheet.text(at.names + 6.5, top + 6.6, "Tingkat", size=SMALL, va="top")
    if marks:
        sheet.plot(at.names + 26, top + 5.2, "D", color=INK, markersize=4.5)
        sheet.text(at.names + 28.5, top + 6.6, "Sasaran", size=SMALL, va="top")
    axes = bars.draw(
        canvas,
        sheet,
        rows,
        at,
        top,
        "Tingkat kesiapan (1–5)",
        whole=True,
        column=True,
    )
    for row, mark in marks.items():
        if row < len(rows) and rows[row].bars:
            axes.plot(mark, row + 0.5, "D", color=INK, markersize=4.5, clip_on=False, zorder=5)
    if has_note:
        sheet.text(1, 1, _NOTE, size=SMALL, va="bottom")
    return canvas


def _radar(chart: Readiness) -> Canvas:
    from .canvas import FAINT, INK, SOFT, WIDTH, Canvas, style
    from .letters import SMALL

    has_note = any(aspect.mixed for aspect in chart.aspects)
    elements = list(dict.fromkeys(aspect.element for aspect in chart.aspects))
    looks = {element: style(place) for place, element in enumerate(elements)}
    foot = 10.0 + (5 if has_note else 0)
    canvas = Canvas(height=2 * _RADIUS + 28 + foot)
    sheet = canvas.sheet()
    middle = WIDTH / 2, _RADIUS + 14 + foot
    turns = [2 * pi * place / len(chart.aspects) for place in range(len(chart.aspects))]

    def at(turn: float, value: float) -> tuple[float, float]:
        reach = _RADIUS * value / readiness.HIGHEST
        return middle[0] + reach * sin(turn), middle[1] + reach * cos(turn)

    def ring(values: list[float]) -> tuple[list[float], list[float]]:
        points = [at(turn, value) for turn, value in zip(turns, values, strict=True)]
        points.append(points[0])
        return [x for x, _y in points], [y for _x, y in points]

    for value in range(1, readiness.HIGHEST + 1):
        sheet.plot(*ring([value] * len(turns)), color=FAINT, linewidth=0.6)
    for turn in turns:
        sheet.plot(*zip(middle, at(turn, readiness.HIGHEST), strict=True), color=FAINT, linewidth=0.6)
    if chart.aspects[0].target is not None:
        targets = [float(aspect.target or 0) for aspect in chart.aspects]
        sheet.plot(*ring(targets), color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
    levels = [float(aspect.level or 0) for aspect in chart.aspects]
    sheet.fill(*ring(levels), color="#56b4e9", alpha=0.35, linewidth=0)
    sheet.plot(*ring(levels), color="#0072b2", linewidth=1.6)
    for value in range(1, readiness.HIGHEST + 1):
        sheet.text(
            middle[0] + 0.6,
            middle[1] + _RADIUS * value / readiness.HIGHEST - 0.5,
            str(value),
            size=SMALL,
            color=SOFT,
            va="top",
            zorder=4,
        )
    for turn, aspect, level in zip(turns, chart.aspects, levels, strict=True):
        look = looks[aspect.element]
        sheet.plot(
            *at(turn, level), look.marker, color="white", markeredgecolor=INK, markeredgewidth=1, markersize=6
        )
        x, y = at(turn, readiness.HIGHEST)
        side = round(sin(turn), 6)
        width = (WIDTH - 2 * abs(x - middle[0])) if not side else (WIDTH / 2 - abs(x - middle[0]) - 4)
        name = canvas.fitted(_counted(aspect), width, SMALL, 3 if side else 2)
        sheet.text(
            x + (2.5 if side > 0 else -2.5 if side < 0 else 0),
            y + 2.5 * round(cos(turn), 6),
            f"{name}\n{_figures(aspect)}",
            size=SMALL,
            ha="left" if side > 0 else "right" if side < 0 else "center",
            va="center" if side else "bottom" if cos(turn) > 0 else "top",
            linespacing=1.25,
        )
    markers = {canvas.fitted(name, 28, SMALL): look.marker for name, look in looks.items()}
    _keys(sheet, foot, bool(chart.aspects[0].target), markers)
    if has_note:
        sheet.text(1, 1, _NOTE, size=SMALL, va="bottom")
    return canvas


def _keys(sheet: Axes, top: float, has_target: bool, markers: dict[str, str]) -> None:
    """What the lines and the points of the radar are, in one line below it."""
    from .canvas import INK
    from .letters import SMALL, extent

    left, low = 1.0, top - 4
    lines = [("Tingkat", "#0072b2", "-"), ("Sasaran", INK, (0, (4, 2)))]
    for name, color, dashes in lines[: 1 + has_target]:
        sheet.plot([left, left + 7], [low, low], color=color, linestyle=dashes, linewidth=1.4)
        sheet.text(left + 8.5, low, name, size=SMALL, va="center")
        left += extent(name, SMALL) + 13
    for name, marker in markers.items():
        sheet.plot(left + 2, low, marker, color="white", markeredgecolor=INK, markeredgewidth=1, markersize=6)
        sheet.text(left + 5, low, name, size=SMALL, va="center")
        left += extent(name, SMALL) + 10
