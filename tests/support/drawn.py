"""What stands where on the page of a picture: the words with their places in millimetres, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from msgspec import Struct

from bimtek_tui.books.charts.canvas import WIDTH, Canvas
from bimtek_tui.books.charts.letters import SMALL

_INCH = 25.4
_TOUCHING = 0.3
"""Millimetres by which the boxes around letters may overlap: they are a little larger than what is printed."""


class Placed(Struct, frozen=True):
    """Words with the sides of their box, and the size of their letters in points."""

    words: str
    left: float
    low: float
    right: float
    high: float
    size: float


def faults(canvas: Canvas) -> list[str]:
    """Words that overlap, that are cut by the edge of the page, or too small to be read; and a page too wide."""
    placed = areas(canvas)
    found = [f"{one!r} and {other!r} overlap" for one, other in overlapping(placed)]
    for some in placed:
        beyond = max(-some.left, -some.low, some.right - canvas.width, some.high - canvas.height)
        if beyond > _TOUCHING:
            found.append(f"{some.words!r} is cut by {beyond:.1f} mm")
        if some.size < SMALL:
            found.append(f"{some.words!r} is too small")
    if canvas.width > WIDTH:
        found.append(f"{canvas.width} mm are too wide")
    return found


def overlapping(placed: list[Placed]) -> Iterator[tuple[str, str]]:
    """The pairs of words that cover each other."""
    for one, other in combinations(placed, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        along = min(one.high, other.high) - max(one.low, other.low)
        if across > _TOUCHING and along > _TOUCHING:
            yield one.words, other.words


def areas(canvas: Canvas) -> list[Placed]:
    """All words on the page with their places in millimetres from the lower left corner."""
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()  # type: ignore[no-untyped-call]
    canvas.figure.draw_without_rendering()  # the names of axes find their place only then
    unit = _INCH / canvas.figure.dpi
    placed = []
    for text in _texts(canvas):
        box = text.get_window_extent(renderer)
        sides = (box.x0 * unit, box.y0 * unit, box.x1 * unit, box.y1 * unit)
        placed.append(Placed(text.get_text(), *sides, float(text.get_fontsize())))
    return placed


def spaced(text: str) -> str:
    """Words with usual blanks in place of those at which no line breaks."""
    return text.replace("\u00a0", " ")


def words(canvas: Canvas) -> list[str]:
    """All words on the page."""
    return [text.get_text() for text in _texts(canvas)]


def _texts(canvas: Canvas) -> Iterator[Text]:
    found = list(canvas.figure.texts)
    for axes in canvas.figure.axes:
        found += axes.texts
        if axes.axison:
            found += [axes.xaxis.label, axes.yaxis.label, *_ticks(axes.xaxis), *_ticks(axes.yaxis)]
    return (text for text in found if text.get_visible() and text.get_text().strip())


def _ticks(axis: Axis) -> Iterator[Text]:
    low, high = sorted(axis.get_view_interval())
    for place, label in zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=False):
        if low <= place <= high:
            yield label
