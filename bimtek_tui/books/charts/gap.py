"""The gaps by dimension: how many were found, and how many of them say present state, ideal state and action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import text
from ...analysis import readiness
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..views.printed import NO_DIMENSION
from . import spread
from .chart import LONGEST, Chart, differ, in_turn, workshop_source

if TYPE_CHECKING:
    from .canvas import Canvas

_WHOLE, _OPEN = "Diuraikan lengkap", "Belum lengkap"


class Gaps(Chart, frozen=True, kw_only=True):
    """Dimensions with their colours, the number of gaps that are described in whole, and of the others."""

    dimensions: tuple[tuple[str, str, int, int], ...]


def of(session: Session, method: Method) -> Gaps | None:
    """The gaps, once two of them have a dimension, and dimensions differ."""
    described = [gap for gap in readiness.gaps(session, method) if gap.dimension or gap.gaps]
    counts = {gap.dimension: gap.gaps for gap in described}
    if sum(counts.values()) - counts.get("", 0) < 2 or not differ((gap.gaps, gap.whole) for gap in described):
        return None
    names = {id: dimension.short for id, dimension in method.dimensions.items()} | {"": NO_DIMENSION}
    colors = {id: dimension.color for id, dimension in method.dimensions.items()} | {"": "#8c8c8c"}
    return Gaps(
        title=spread.sentence(counts, method, "kesenjangan"),
        alt="Jumlah kesenjangan menurut dimensi, dan berapa yang sudah menguraikan kondisi saat ini, kondisi ideal, "
        "dan upaya: "
        + in_turn(
            [
                f"{text.short(names[gap.dimension], LONGEST)} {indonesian.number(gap.gaps)}"
                + (f" ({indonesian.number(gap.whole)} lengkap)" if gap.gaps else "")
                for gap in described
            ]
        )
        + ".",
        source=workshop_source(session),
        head=("Dimensi", "Kesenjangan", "Kondisi saat ini", "Kondisi ideal", "Upaya", "Lengkap"),
        rows=tuple(
            (names[gap.dimension], gap.gaps, gap.current, gap.ideal, gap.action, gap.whole)
            for gap in described
        ),
        dimensions=tuple(
            (names[gap.dimension], colors[gap.dimension], gap.whole, gap.gaps - gap.whole)
            for gap in described
        ),
    )


def draw(chart: Gaps) -> Canvas:
    """A bar a dimension in its colour; what is not described in whole is paler and hatched."""
    from . import bars
    from .canvas import WIDTH, Canvas, Style, style, tint

    def look(color: str, is_whole: bool) -> Style:
        return Style(color if is_whole else tint(color, 0.3), "" if is_whole else "////", "")

    rows = []
    for place, (name, given, whole, rest) in enumerate(chart.dimensions):
        color = style(place, given).color
        pieces = [
            bars.Piece(number, look(color, is_whole), indonesian.number(number))
            for number, is_whole in ((whole, True), (rest, False))
            if number
        ]
        rows.append(bars.Row(name, (tuple(pieces),), (indonesian.number(whole + rest),)))
    room = chart.height - bars.BELOW - 8
    rows = bars.cut(rows, "dimensi", room)
    most = max(whole + rest for _name, _color, whole, rest in chart.dimensions) or 1
    at = bars.layout(rows, room, (0, most))
    canvas = Canvas(height=at.each * len(rows) + bars.BELOW + 8)
    sheet = canvas.sheet()
    keys = [(look("#5a5a5a", True), _WHOLE), (look("#5a5a5a", False), _OPEN)]
    canvas.keys(sheet, 1, canvas.height - 1, keys, WIDTH - 2)
    bars.draw(canvas, sheet, rows, at, canvas.height - 8, "Jumlah kesenjangan", whole=True)
    return canvas
