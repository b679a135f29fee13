"""The plane of the SWOT analysis: where the city and each dimension stand between strengths, weaknesses, opportunities and threats."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from ...analysis import swot, swot_printed
from ...model.entries import Session, StrategyQuadrant
from ...model.method import Method
from .. import indonesian
from ..terms import STRATEGY_ADVICE
from .chart import Chart, in_turn, name, plain, workshop_source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .canvas import Canvas, Style

_SIDE = 88.0
_CORNERS: dict[StrategyQuadrant, tuple[float, float]] = {
    "SO": (1, 1),
    "ST": (1, -1),
    "WO": (-1, 1),
    "WT": (-1, -1),
}


class Point(Struct, frozen=True):
    """A name with its coordinates as they are printed: x = S - W, y = O - T."""

    name: str
    x: Decimal
    y: Decimal
    color: str = ""


class SwotPlane(Chart, frozen=True, kw_only=True):
    """The city, the dimensions that have a position, and the quadrants that the city's position touches."""

    city: Point
    dimensions: tuple[Point, ...]
    quadrants: tuple[StrategyQuadrant, ...]


def of(session: Session, method: Method) -> SwotPlane | None:
    """The plane, once the city has a position."""
    standing = swot.city(session)
    place = swot_printed.coordinates(standing)
    if place is None or standing.position is None:
        return None
    city = Point(plain((session.city and session.city.name) or "Daerah"), *place)
    placed = [
        (dimension, own.position, at)
        for dimension, own in zip(
            method.dimension, swot.by_dimension(session, method.dimensions), strict=True
        )
        if (at := swot_printed.coordinates(own)) is not None
    ]
    dimensions = tuple(Point(plain(dimension.short), *at, dimension.color) for dimension, _own, at in placed)
    numbers = indonesian.listed([swot.QUADRANT_NUMBERS[quadrant] for quadrant in standing.position.quadrants])
    advice = indonesian.listed(
        [STRATEGY_ADVICE[quadrant].partition(" (")[0] for quadrant in standing.position.quadrants]
    )
    where = f"pada batas kuadran {numbers}" if standing.position.on_a_boundary else f"pada kuadran {numbers}"
    points = in_turn(
        [f"{name(point.name)} x {_signed(point.x)}, y {_signed(point.y)}" for point in (city, *dimensions)],
        "dimensi lain",
    )
    return SwotPlane(
        title=f"{name(city.name)} berada {where}, {advice}{_company(standing.position, [own for _dimension, own, _at in placed])}",
        alt=f"Bidang SWOT: sumbu x kekuatan dikurangi kelemahan, sumbu y peluang dikurangi ancaman. {points}.",
        source=workshop_source(session),
        head=("Daerah atau dimensi", "x (kekuatan − kelemahan)", "y (peluang − ancaman)"),
        rows=tuple((point.name, point.x, point.y) for point in (city, *dimensions)),
        city=city,
        dimensions=dimensions,
        quadrants=standing.position.quadrants,
    )


def _company(city: swot.Position, dimensions: Sequence[swot.Position | None]) -> str:
    """How many of the dimensions are where the city is, unless it is on a boundary or there are none to compare."""
    if city.on_a_boundary or len(dimensions) < 2:
        return ""
    same = sum(own is not None and own.quadrants == city.quadrants for own in dimensions)
    if same == len(dimensions):
        return ", seperti semua dimensinya"
    some = f"{indonesian.spelled(same)} dari {indonesian.spelled(len(dimensions))} dimensinya"
    return f", seperti {some}" if same else "; semua dimensinya berada di kuadran lain"


def _signed(value: Decimal) -> str:
    return indonesian.number(value)


def draw(chart: SwotPlane) -> Canvas:
    """The plane at the left, who is who at the right."""
    from .canvas import FAINT, INK, SOFT, Canvas, style
    from .letters import SMALL

    points = (chart.city, *chart.dimensions)
    side = min(_SIDE, chart.height - 12)
    canvas = Canvas(height=side + 12)
    axes = canvas.axes(15, 10, side, side)
    reach = float(max(abs(value) for point in points for value in (point.x, point.y))) * 1.25 or 1.0
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-reach, reach)
    axes.spines[["left", "bottom"]].set_visible(False)
    for axis in (axes.xaxis, axes.yaxis):
        canvas.scale(axis)
    axes.axhline(0, color=SOFT, linewidth=0.8)
    axes.axvline(0, color=SOFT, linewidth=0.8)
    axes.grid(color=FAINT, linewidth=0.4)
    axes.set_xlabel("x: kekuatan − kelemahan (skor)", size=SMALL)
    axes.set_ylabel("y: peluang − ancaman (skor)", size=SMALL)
    for quadrant, (right, up) in _CORNERS.items():
        named = quadrant in chart.quadrants
        if named:
            axes.fill_between([0, right * reach], 0, up * reach, color="#eef3f8", zorder=0)
        axes.text(
            right * reach * 0.97,
            up * reach * 0.97,
            f"{swot.QUADRANT_NUMBERS[quadrant]} ({quadrant})\n{STRATEGY_ADVICE[quadrant].partition(' (')[0]}",
            size=SMALL,
            weight="bold" if named else "normal",
            color=INK if named else SOFT,
            ha="right" if right > 0 else "left",
            va="top" if up > 0 else "bottom",
        )
    looks = [style(place, point.color) for place, point in enumerate(chart.dimensions)]
    for look, point in zip(looks, chart.dimensions, strict=True):
        _mark(axes, float(point.x), float(point.y), look)
    axes.plot(float(chart.city.x), float(chart.city.y), "*", color=INK, markersize=12)
    listed = _legend(canvas, chart, looks, side + 20)
    canvas.labels(
        axes,
        [
            (float(chart.city.x), float(chart.city.y), canvas.fitted(chart.city.name, 40, SMALL)),
            *(
                (float(point.x), float(point.y), str(place))
                for place, point in enumerate(chart.dimensions[:listed], start=1)
            ),
        ],
    )
    return canvas


def _legend(canvas: Canvas, chart: SwotPlane, looks: Sequence[Style], left: float) -> int:
    """Who is who, with the coordinates where there is room; of many dimensions the first. Returns how many those are."""
    from .canvas import INK, SOFT, WIDTH, write
    from .letters import LARGE, SMALL, line_height

    line, apart = line_height(SMALL), 1.6
    names = [chart.city.name, *(f"{at}. {each.name}" for at, each in enumerate(chart.dimensions, start=1))]

    def fitted(lines: int) -> list[str]:
        return [
            canvas.fitted(name, WIDTH - left - 6, SMALL, lines, bold=not at) for at, name in enumerate(names)
        ]

    def height(shown: Sequence[str], below: int) -> float:
        return sum((words.count("\n") + 1 + below) * line + apart for words in shown)

    room = canvas.height - 3
    shown, below = next(
        (
            (shown, below)
            for lines, below in ((2, 1), (1, 1), (1, 0))
            for shown in [fitted(lines)]
            if height(shown, below) <= room
        ),
        (fitted(1)[: int(room / (line + apart)) - 1], 0),
    )
    sheet, top = canvas.sheet(), room
    for at, words in enumerate(shown):
        point = chart.dimensions[at - 1] if at else chart.city
        if at:
            _mark(sheet, left + 2, top - 1.6, looks[at - 1])
        else:
            sheet.plot(left + 2, top - 1.6, "*", color=INK, markersize=LARGE)
        write(sheet, left + 6, top, words, weight="normal" if at else "bold")
        top -= line * (words.count("\n") + 1)
        if below:
            write(sheet, left + 6, top, f"({_signed(point.x)}; {_signed(point.y)})", color=SOFT)
        top -= line * below + apart
    if more := len(names) - len(shown):
        write(sheet, left + 6, top, f"dan {indonesian.number(more)} dimensi lain", color=SOFT)
    return len(shown) - 1


def _mark(axes: Axes, x: float, y: float, look: Style) -> None:
    from .canvas import INK

    axes.plot(x, y, look.marker, color=look.color, markeredgecolor=INK, markeredgewidth=0.6, markersize=6)
