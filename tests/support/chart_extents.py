"""What lies where in a picture: its words in millimetres, to see that nothing is cut and nothing covers anything else."""

from __future__ import annotations

import itertools

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from msgspec import Struct

from bimtek_tui.books.charts.canvas import Canvas

INCH = 25.4
SLACK = 0.25
"""Millimetres: the extent that matplotlib gives has room for letters that go down, whether or not there is one."""


class Words(Struct, frozen=True):
    """Words with the sides of their box, and the size of the letters in points."""

    text: str
    left: float
    low: float
    right: float
    high: float
    size: float


def words(canvas: Canvas) -> list[Words]:
    """All words that are drawn, those of the axes included."""
    canvas.figure.draw_without_rendering()  # the names of axes find their place only then
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()  # type: ignore[no-untyped-call]
    unit = INCH / canvas.figure.dpi
    made = []
    for text in _texts(canvas):
        box = text.get_window_extent(renderer)
        sides = (box.x0 * unit, box.y0 * unit, box.x1 * unit, box.y1 * unit)
        made.append(Words(text.get_text(), *sides, float(text.get_fontsize())))
    return made


def covering(canvas: Canvas) -> list[tuple[str, str]]:
    """Pairs of words that cover each other."""
    return [
        (one.text, other.text)
        for one, other in itertools.combinations(words(canvas), 2)
        if min(one.right, other.right) - max(one.left, other.left) > SLACK
        and min(one.high, other.high) - max(one.low, other.low) > SLACK
    ]


def cut(canvas: Canvas) -> list[str]:
    """Words that go beyond the page."""
    return [
        some.text
        for some in words(canvas)
        if some.left < -SLACK
        or some.low < -SLACK
        or some.right > canvas.width + SLACK
        or some.high > canvas.height + SLACK
    ]


def _texts(canvas: Canvas) -> list[Text]:
    found = list(canvas.figure.texts)
    for axes in canvas.figure.axes:
        found += axes.texts
        if axes.axison:
            for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
                found += [
                    label
                    for place, label in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)
                    if min(low, high) <= place <= max(low, high)
                ]
                found.append(axis.get_label())
    return [text for text in found if text.get_visible() and text.get_text().strip()]
