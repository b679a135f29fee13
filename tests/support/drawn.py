"""What stands where on the page of a picture: the words with their places in millimetres, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from bimtek_tui.books.charts.canvas import Canvas
from bimtek_tui.books.charts.letters import SMALL

Area = tuple[float, float, float, float]
"""Left, lower, right and upper side."""
_INCH = 25.4
_TOUCHING = 0.3
"""Millimetres by which the boxes around letters may overlap: they are a little larger than what is printed."""


def faults(canvas: Canvas) -> list[str]:
    """Words that overlap, that are cut by the edge of the page, or too small to be read; and a page too high."""
    placed = areas(canvas)
    found = [f"{words!r} and {others!r} overlap" for words, others in overlapping(placed)]
    for words, (left, low, right, high) in placed:
        if left < -_TOUCHING or low < -_TOUCHING or right > canvas.width + 0.3 or high > canvas.height + 0.3:
            found.append(f"{words!r} is cut: {left:.1f} {low:.1f} {right:.1f} {high:.1f}")
    found += [
        f"{text.get_text()!r} is too small" for text in _texts(canvas) if float(text.get_fontsize()) < SMALL
    ]
    if canvas.height > 215:
        found.append(f"{canvas.height} mm are no page")
    return found


def overlapping(placed: list[tuple[str, Area]]) -> Iterator[tuple[str, str]]:
    """The pairs of words that cover each other."""
    for (words, area), (others, other) in combinations(placed, 2):
        across = min(area[2], other[2]) - max(area[0], other[0])
        along = min(area[3], other[3]) - max(area[1], other[1])
        if across > _TOUCHING and along > _TOUCHING:
            yield words, others


def areas(canvas: Canvas) -> list[tuple[str, Area]]:
    """All words on the page with their places in millimetres from the lower left corner."""
    renderer = FigureCanvasAgg(canvas.figure).get_renderer()  # type: ignore[no-untyped-call]
    canvas.figure.draw(renderer)
    unit = _INCH / canvas.figure.dpi
    placed = []
    for text in _texts(canvas):
        box = text.get_window_extent(renderer)
        placed.append((text.get_text(), (box.x0 * unit, box.y0 * unit, box.x1 * unit, box.y1 * unit)))
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
