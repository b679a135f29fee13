"""What pictures are drawn on: pages measured in millimetres, and looks that also grey print tells apart.

It imports matplotlib, and so does nothing that is imported before a picture is drawn.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager, patches
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator
from msgspec import Struct

from .. import indonesian
from . import letters
from .chart import Chart
from .letters import LARGE, LINE_HEIGHT, SMALL, USUAL, extent, line_height

WIDTH = 150.0
"""Millimetres: of the text on a page held upright, with a little to spare."""
INK, SOFT, FAINT = "#1a1a1a", "#595959", "#d0d0d0"
"""Letters and outlines; lines that help; lines in the background."""
LINE = 0.8
_INCH = 25.4
_DPI = 200
_BAND, _FOOT = 4.5, 5.0
"""Millimetres of a line of the title above a picture that stands alone, and of its source below."""

_COLORS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8c8c8c")
_HATCHES = (
    *("", "////", "++++", "\\\\\\\\", "xxxx", "----", "||||", "//--"),
    *("//", "xx", "||", "--", "\\\\", "++", "/-", "\\\\||"),
)
"""Lines rather than dots: a dense pattern of these is a quarter of a megabyte of SVG. Those of the second round are
wider than those that colours of nearly the same grey have in the first."""
_MARKERS = "osD^vPX*"

_LONG = 7
"""Powers of ten from which on a number of an axis is not written out."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_Area = tuple[float, float, float, float]
"""Left, lower, right and upper side."""

_RC: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": USUAL,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.linewidth": LINE,
    "axes.titlesize": USUAL,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "hatch.linewidth": 0.5,
    "hatch.color": INK,
    "svg.fonttype": "path",
    "svg.hashsalt": "bimtek",
    "text.hinting": "no_hinting",  # or letters are wider in PNG than they were measured
    "text.parse_math": False,
    "text.usetex": False,
    "path.simplify": True,
}


def prepare() -> None:
    """Let matplotlib be as it is shipped, whatever the machine's settings say, with its own letters alone."""
    mpl.rcParams.update(mpl.rcParamsDefault)
    mpl.rcParams.update(_RC)
    shipped = Path(mpl.get_data_path())
    manager = font_manager.fontManager
    manager.ttflist = [font for font in manager.ttflist if Path(font.fname).is_relative_to(shipped)]


class Style(Struct, frozen=True):
    """How one of several things looks: its colour, and what tells it apart without one."""

    color: str
    hatch: str
    marker: str


UNKNOWN = Style("#ffffff", "", "o")
"""The look of what nobody has split or placed."""


def style(place: int, color: str = "") -> Style:
    """The look of the thing at this place, in its own colour where it has one."""
    turn = place % len(_COLORS)
    return Style(color or _COLORS[turn], _HATCHES[place % len(_HATCHES)], _MARKERS[turn])


def tint(color: str, share: float) -> str:
    """A colour mixed with white; `share` is how much of the colour stays, from 0 to 1."""
    parts = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


class Canvas:
    """A page of this width and height in millimetres; `missing` gathers the letters that its typeface lacks.

    Places and sizes are in millimetres from the lower left corner.
    """

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / _INCH, height / _INCH), dpi=_DPI)
        self.missing: set[str] = set()
        self._places: list[tuple[Axes, tuple[float, float, float, float]]] = []

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Axes in this place, with no frame but the left and the lower side."""
        axes = self.figure.add_axes(
            (left / self.width, bottom / self.height, width / self.width, height / self.height)
        )
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(length=2, width=LINE)
        axes.set_axisbelow(True)
        self._places.append((axes, (left, bottom, width, height)))
        return axes

    def resize(self, height: float) -> None:
        """Give a page on which nothing stands yet the height that its words take."""
        self.height = height
        self.figure.set_size_inches(self.width / _INCH, height / _INCH)

    def sheet(self) -> Axes:
        """Axes over all of the page, whose units are millimetres, with nothing on them: for diagrams and legends."""
        axes = self.axes(0, 0, self.width, self.height)
        axes.set_xlim(0, self.width)
        axes.set_ylim(0, self.height)
        axes.axis("off")
        axes.patch.set_visible(False)
        return axes

    def scale(self, axis: Axis, whole: bool = False, most: int = 6) -> None:
        """Let `most` numbers of an axis be written as Indonesian does, with a comma; `whole` ones where they are counts."""
        axis.set_major_locator(MaxNLocator(nbins=most, integer=whole))
        axis.set_major_formatter(FuncFormatter(lambda value, _place: _number(value)))

    # Letters --------------------------------------------------------------------------------------------------

    def words(self, text: str) -> str:
        """Text in letters that the typeface has; others become a box, and are remembered."""
        shown, missing = letters.shown(text)
        self.missing |= missing
        return shown

    def fitted(self, text: str, width: float, size: float = USUAL, lines: int = 1, bold: bool = False) -> str:
        """Text in at most so many lines of this width, broken between words; what does not fit ends with an ellipsis."""
        shown, missing = letters.fitted(text, width, size, lines, bold)
        self.missing |= missing
        return shown

    # What stands beside ---------------------------------------------------------------------------------------

    def legend(
        self,
        axes: Axes,
        left: float,
        top: float,
        names: Sequence[tuple[Style, str]],
        width: float,
        lines: int = 2,
    ) -> float:
        """A column of boxes with names on a sheet, from the top down; returns where it ends."""
        for look, name in names:
            shown = self.fitted(name, width - 7, SMALL, lines)
            height = line_height(SMALL) * (shown.count("\n") + 1)
            self.box(axes, left, top - 3.2, 5, 2.8, look)
            axes.text(left + 7, top - 0.4, shown, size=SMALL, va="top", linespacing=LINE_HEIGHT)
            top -= height + 1.4
        return top

    def keys(
        self, axes: Axes, left: float, top: float, names: Sequence[tuple[Style, str]], width: float
    ) -> None:
        """Boxes with names on a sheet, beside each other in one line of this width."""
        fits = sum(extent(name, SMALL) + 12 for _look, name in names) <= width
        for look, name in names:
            shown = self.fitted(name, width if fits else width / len(names) - 8.5, SMALL)
            self.box(axes, left, top - 3.2, 5, 2.8, look)
            axes.text(left + 6.5, top - 0.4, shown, size=SMALL, va="top")
            left += extent(shown, SMALL) + 12

    def box(self, axes: Axes, left: float, bottom: float, width: float, height: float, look: Style) -> None:
        """A box of this look on a sheet."""
        axes.add_patch(
            patches.Rectangle(
                (left, bottom),
                width,
                height,
                facecolor=look.color,
                hatch=look.hatch,
                edgecolor=INK,
                linewidth=0.5,
            )
        )

    def labels(self, axes: Axes, points: Sequence[tuple[float, float, str]], size: float = SMALL) -> None:
        """Short words beside points of axes, each where it covers no other words, no point and no line at 0.

        A line leads there where that is apart.
        """
        *_corner, width, height = next(place for drawn, place in self._places if drawn is axes)
        across, along = axes.get_xlim(), axes.get_ylim()
        axes.autoscale(False)  # what is drawn here moves nothing

        def place(x: float, y: float) -> tuple[float, float]:
            return (
                (x - across[0]) / (across[1] - across[0]) * width,
                (y - along[0]) / (along[1] - along[0]) * height,
            )

        def value(x: float, y: float) -> tuple[float, float]:
            return (
                across[0] + x / width * (across[1] - across[0]),
                along[0] + y / height * (along[1] - along[0]),
            )

        spots = [place(x, y) for x, y, _words in points]
        taken = [(x - 2.2, y - 2.2, x + 2.2, y + 2.2) for x, y in spots]
        zero = place(0, 0)
        taken += [(zero[0] - 0.3, 0, zero[0] + 0.3, height), (0, zero[1] - 0.3, width, zero[1] + 0.3)]
        taken += [_area(text, place(*text.get_position())) for text in axes.texts]
        for (x, y), (at_x, at_y, words) in zip(spots, points, strict=True):
            shown = self.words(words)
            box = extent(shown, size), line_height(size) * (shown.count("\n") + 1)
            (left, low), is_far = _free((x, y), box, (width, height), taken)
            taken.append((left, low, left + box[0], low + box[1]))
            centre = value(left + box[0] / 2, low + box[1] / 2)
            if is_far:
                axes.plot([at_x, centre[0]], [at_y, centre[1]], color=SOFT, linewidth=0.5, zorder=1)
            axes.text(*centre, shown, size=size, ha="center", va="center", linespacing=LINE_HEIGHT, zorder=6)

    # The whole ------------------------------------------------------------------------------------------------

    def entitle(self, chart: Chart) -> None:
        """Let the title stand above and the source below: for a picture that stands alone."""
        title = self.fitted(chart.title, self.width - 2, LARGE + 1, 2, bold=True)
        band = _BAND * (title.count("\n") + 1) + 3
        source = self.fitted(f"Sumber: {chart.source}", self.width - 2, SMALL, 1)
        whole = self.height + band + _FOOT
        self.figure.set_size_inches(self.width / _INCH, whole / _INCH)
        for axes, (left, bottom, width, height) in self._places:
            axes.set_position(
                (left / self.width, (bottom + _FOOT) / whole, width / self.width, height / whole)
            )
        self.height = whole
        self.figure.text(
            1 / self.width,
            1 - 1 / whole,
            title,
            size=LARGE + 1,
            weight="bold",
            va="top",
            linespacing=LINE_HEIGHT,
        )
        self.figure.text(1 / self.width, 1.2 / whole, source, size=SMALL, color=SOFT, va="bottom")

    def svg(self, chart: Chart) -> bytes:
        """The picture as SVG with the numbers of the chart as data; the same for the same chart and matplotlib."""
        made = io.BytesIO()
        self.figure.savefig(
            made,
            format="svg",
            metadata={"Date": None, "Creator": "bimtek", "Title": chart.title, "Description": chart.numbers},
        )
        head, _doctype, rest = made.getvalue().partition(b"<!DOCTYPE")
        return head + rest[rest.index(b">") + 1 :].lstrip() if rest else head

    def png(self) -> bytes:
        """The picture as PNG, for Word and for slides."""
        made = io.BytesIO()
        self.figure.savefig(made, format="png", dpi=_DPI, metadata={"Software": None})
        return made.getvalue()


def write(axes: Axes, x: float, y: float, words: str, size: float = SMALL, **look: Any) -> None:
    """Words of one or several lines at this place of axes, by default to the right of and below it."""
    axes.text(x, y, words, size=size, linespacing=LINE_HEIGHT, **{"va": "top", **look})


def _number(value: float) -> str:
    """A number of an axis, as short as it is exact; one that would meet its neighbours by its power of ten."""
    power = math.floor(math.log10(abs(value))) if value else 0
    if power >= _LONG:
        return f"{_number(value / 10**power)} × 10{str(power).translate(_RAISED)}"
    return indonesian.number(Decimal(repr(round(float(value), 6))).normalize())


def _free(
    spot: tuple[float, float], box: tuple[float, float], room: tuple[float, float], taken: Sequence[_Area]
) -> tuple[tuple[float, float], bool]:
    """Where a box by a spot covers nothing, and whether that is away from it; the nearest place where all are taken."""
    places = [((spot[0] + x, spot[1] + y), is_far) for x, y, is_far in _around(*box)]
    within = [
        ((left, low), is_far)
        for (left, low), is_far in places
        if left >= 0 and low >= 0 and left + box[0] <= room[0] and low + box[1] <= room[1]
    ]
    for (left, low), is_far in within:
        if not any(_covers((left, low, left + box[0], low + box[1]), area) for area in taken):
            return (left, low), is_far
    return (within or places)[0]


def _area(text: Text, at: tuple[float, float]) -> _Area:
    """Where a text lies that was drawn at this place."""
    size = float(text.get_fontsize())
    width = extent(text.get_text(), size, text.get_fontweight() == "bold")
    height = line_height(size) * (text.get_text().count("\n") + 1)
    left = at[0] - width * {"left": 0, "center": 0.5, "right": 1}[text.get_horizontalalignment()]
    low = at[1] - height * {"bottom": 0, "center": 0.5, "top": 1}.get(text.get_verticalalignment(), 0.5)
    return left, low, left + width, low + height


def _around(width: float, height: float) -> Iterator[tuple[float, float, bool]]:
    """Where a box of words may lie to its point, the nearest first, and whether it is so far that a line must lead there."""
    for ring in range(8):
        gap = 2.4 + ring * height
        for right, up in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            x = gap if right > 0 else -gap - width if right < 0 else -width / 2
            y = gap if up > 0 else -gap - height if up < 0 else -height / 2
            yield x, y, ring > 0


def _covers(area: _Area, other: _Area) -> bool:
    return area[0] < other[2] and other[0] < area[2] and area[1] < other[3] and other[1] < area[3]
