"""The plane of the SWOT analysis: where the city and each dimension stand between strengths, weaknesses, opportunities and threats."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from ...analysis import swot, swot_printed
from ...model.entries import Session, StrategyQuadrant
from ...model.method import Method
from .. import indonesian
from ..terms import STRATEGY_ADVICE
from .chart import Chart, workshop_source

if TYPE_CHECKING:
    from .canvas import Canvas

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
    name = (session.city and session.city.name) or "Daerah"
    city = Point(name, *place)
    dimensions = tuple(
        Point(dimension.short, *at, dimension.color)
        for dimension, own in zip(
            method.dimension, swot.by_dimension(session, method.dimensions), strict=True
        )
        if (at := swot_printed.coordinates(own)) is not None
    )
    numbers = indonesian.listed([swot.QUADRANT_NUMBERS[quadrant] for quadrant in standing.position.quadrants])
    advice = indonesian.listed(
        [STRATEGY_ADVICE[quadrant].partition(" (")[0] for quadrant in standing.position.quadrants]
    )
    where = f"pada batas kuadran {numbers}" if standing.position.on_a_boundary else f"pada kuadran {numbers}"
    points = "; ".join(
        f"{point.name} x {_signed(point.x)}, y {_signed(point.y)}" for point in (city, *dimensions)
    )
    return SwotPlane(
        title=f"{name} berada {where}, {advice}",
        alt=f"Bidang SWOT: sumbu x kekuatan dikurangi kelemahan, sumbu y peluang dikurangi ancaman. {points}.",
        source=workshop_source(session),
        head=("Daerah atau dimensi", "x (kekuatan − kelemahan)", "y (peluang − ancaman)"),
        rows=tuple((point.name, point.x, point.y) for point in (city, *dimensions)),
        city=city,
        dimensions=dimensions,
        quadrants=standing.position.quadrants,
    )


def _signed(value: Decimal) -> str:
    return indonesian.number(value)


def draw(chart: SwotPlane) -> Canvas:
    """The plane at the left, who is who at the right."""
    from .canvas import FAINT, INK, SOFT, WIDTH, Canvas, style
    from .letters import LARGE, SMALL, line_height

    points = (chart.city, *chart.dimensions)
    canvas = Canvas(height=_SIDE + 12)
    axes = canvas.axes(15, 10, _SIDE, _SIDE)
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
        axes.plot(
            float(point.x),
            float(point.y),
            look.marker,
            color=look.color,
            markeredgecolor=INK,
            markeredgewidth=0.6,
            markersize=6,
        )
    axes.plot(float(chart.city.x), float(chart.city.y), "*", color=INK, markersize=12)
    canvas.labels(
        axes,
        [
            (float(chart.city.x), float(chart.city.y), canvas.fitted(chart.city.name, 40, SMALL)),
            *(
                (float(point.x), float(point.y), str(place))
                for place, point in enumerate(chart.dimensions, start=1)
            ),
        ],
    )
    sheet = canvas.sheet()
    left, top = _SIDE + 20, canvas.height - 3
    sheet.plot(left + 2, top - 1.6, "*", color=INK, markersize=LARGE)
    for place, point in enumerate(points):
        name = point.name if not place else f"{place}. {point.name}"
        shown = canvas.fitted(name, WIDTH - left - 6, SMALL, 2, bold=not place)
        if place:
            look = looks[place - 1]
            sheet.plot(
                left + 2,
                top - 1.6,
                look.marker,
                color=look.color,
                markeredgecolor=INK,
                markeredgewidth=0.6,
                markersize=6,
            )
        sheet.text(left + 6, top, shown, size=SMALL, va="top", weight="normal" if place else "bold")
        top -= line_height(SMALL) * (shown.count("\n") + 1)
        sheet.text(
            left + 6, top, f"({_signed(point.x)}; {_signed(point.y)})", size=SMALL, color=SOFT, va="top"
        )
        top -= line_height(SMALL) + 1.6
    return canvas
