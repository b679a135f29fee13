"""The programs by dimension and horizon: how many there are, and when they are carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import text
from ...analysis import programs
from ...analysis.horizons import HORIZONS
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..terms import WORDS
from ..views.printed import NO_DIMENSION
from . import spread
from .chart import LONGEST, Chart, differ, in_turn, workshop_source

if TYPE_CHECKING:
    from .canvas import Canvas


class Programs(Chart, frozen=True, kw_only=True):
    """Dimensions with their colours and the number of programs in each horizon; the last one is none where some have none."""

    dimensions: tuple[tuple[str, str, tuple[int, ...]], ...]


def of(session: Session, method: Method) -> Programs | None:
    """The programs, once two of them have a dimension, and dimensions differ."""
    counts = programs.by_dimension_and_horizon(session, method)
    totals = {dimension: sum(row.values()) for dimension, row in counts.items()}
    if sum(totals.values()) - totals[""] < 2:
        return None
    rows = tuple(
        (
            method.dimensions[id].short if id else NO_DIMENSION,
            method.dimensions[id].color if id else "#8c8c8c",
            tuple(row[horizon] for horizon in HORIZONS),
        )
        for id, row in counts.items()
        if id or totals[id]
    )
    horizons = [sum(numbers) for numbers in zip(*(row[2] for row in rows), strict=True)]
    if not differ(row[2] for row in rows):
        return None
    return Programs(
        title=spread.sentence(totals, method, "program"),
        alt="Jumlah program menurut dimensi dan jangka waktu: "
        + in_turn([f"{text.short(name, LONGEST)} {_said(numbers)}" for name, _color, numbers in rows])
        + f". Seluruhnya {_said(horizons)}.",
        source=workshop_source(session),
        head=("Dimensi", *(WORDS[horizon] for horizon in HORIZONS), "Jumlah"),
        rows=tuple((name, *numbers, sum(numbers)) for name, _color, numbers in rows),
        dimensions=rows,
    )


def _said(numbers: tuple[int, ...] | list[int]) -> str:
    """``9 (jangka pendek 2, jangka menengah 4, jangka panjang 3)``."""
    parts = [
        f"{indonesian.within(WORDS[horizon])} {indonesian.number(number)}"
        for horizon, number in zip(HORIZONS, numbers, strict=True)
        if number
    ]
    whole = indonesian.number(sum(numbers))
    return f"{whole} ({', '.join(parts)})" if parts else whole


def draw(chart: Programs) -> Canvas:
    """A bar a dimension in its colour, its parts by horizon paler and hatched otherwise."""
    from . import bars
    from .canvas import WIDTH, Canvas, Style, style, tint

    def look(color: str, place: int) -> Style:
        return Style(tint(color, (1, 0.6, 0.25)[place]), ("", "////", "\\\\\\\\")[place], "")

    rows = [
        bars.Row(
            name,
            (
                tuple(
                    bars.Piece(number, look(color or style(place).color, horizon), indonesian.number(number))
                    for horizon, number in enumerate(numbers)
                    if number
                ),
            ),
            (indonesian.number(sum(numbers)),),
        )
        for place, (name, color, numbers) in enumerate(chart.dimensions)
    ]
    room = chart.height - bars.BELOW - 8
    rows = bars.cut(rows, "dimensi", room)
    most = max(sum(numbers) for _name, _color, numbers in chart.dimensions) or 1
    at = bars.layout(rows, room, (0, most))
    canvas = Canvas(height=at.each * len(rows) + bars.BELOW + 8)
    sheet = canvas.sheet()
    keys = [(look("#5a5a5a", place), WORDS[horizon]) for place, horizon in enumerate(HORIZONS)]
    canvas.keys(sheet, 1, canvas.height - 1, keys, WIDTH - 2)
    bars.draw(canvas, sheet, rows, at, canvas.height - 8, "Jumlah program", whole=True)
    return canvas
