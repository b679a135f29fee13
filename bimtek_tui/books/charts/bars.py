"""Rows of horizontal bars with names at their left and numbers at their right: what several pictures consist of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from matplotlib.axes import Axes
from msgspec import Struct

from .. import indonesian
from .canvas import FAINT, INK, SOFT, WIDTH, Canvas, Style
from .letters import SMALL, extent, line_height

BELOW = 9.5
"""Millimetres below the rows, for the numbers and the name of the axis."""
_BETWEEN, _MORE = 1.4, 1.7
"""Millimetres between two rows, and those that are added where there is room."""
_LINES = 2
_FAR = 120
"""Letters of a name that are measured: more are wider than any column."""
_PAD = 0.8


class Piece(Struct, frozen=True):
    """A part of a bar, with the number that stands in it where there is room; without one nothing does."""

    value: float
    look: Style
    number: str = ""


class Row(Struct, frozen=True):
    """A name with bars below each other, each of pieces and with what stands behind it; a heading has no bars."""

    name: str
    bars: tuple[tuple[Piece, ...], ...] = ()
    behind: tuple[str, ...] = ()
    bold: bool = False


def cut(rows: Sequence[Row], noun: str, room: float, lines: int = 1) -> list[Row]:
    """Rows as many as have room in so many millimetres with so many lines each; the last one says how many more of what `noun` names there are."""
    most = max(1, int(room / least(lines)))
    if len(rows) <= most:
        return list(rows)
    more = sum(bool(row.bars) for row in rows[most - 1 :])
    return [*rows[: most - 1], Row(f"dan {indonesian.number(more)} {noun} lain")]


class Layout(Struct, frozen=True):
    """Millimetres: the column of the names, the bars, a row, the bars below each other in it; lines of a name; the scale."""

    names: float
    width: float
    each: float
    step: float
    lines: int
    low: float
    high: float

    def across(self, value: float) -> float:
        """A value on the scale, in millimetres from its beginning; what is beyond the scale lies at its end."""
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low) * self.width


def least(lines: int) -> float:
    """The least height of a row with so many lines of letters, or bars, in millimetres."""
    return line_height(SMALL) * lines + _BETWEEN


def layout(rows: Sequence[Row], room: float, scale: tuple[float, float], names: float = 56.0) -> Layout:
    """How rows are laid out in a room of so many millimetres of height, and at most so many for the names."""
    widths = [extent(" ".join(row.name.split())[:_FAR], SMALL, row.bold) for row in rows]
    lines = _LINES if max(widths, default=0.0) > names - 4 else 1
    names = min(names, max(widths, default=0.0) + 4)
    bars = max((len(row.bars) for row in rows), default=1)
    while lines > 1 and least(max(bars, lines)) * len(rows) > room:
        lines -= 1
    each = min(least(max(bars, lines)) + _MORE, room / max(1, len(rows)))
    low, high = scale

    def fitting(words: list[str]) -> Layout:
        behind = max((extent(some, SMALL, bold=True) for some in words), default=0.0) + 6
        step = (each - _BETWEEN) / max(1, bars)
        return Layout(names, WIDTH - names - behind, each, step, lines, low, high)

    plain = fitting([words for row in rows for words in row.behind])
    return fitting(
        [
            _with_parts(words, bar) if _is_tight(bar, plain) else words
            for row in rows
            for words, bar in zip(row.behind, row.bars, strict=False)
        ]
    )


def draw(
    canvas: Canvas,
    sheet: Axes,
    rows: Sequence[Row],
    at: Layout,
    top: float,
    unit: str,
    whole: bool = False,
    column: bool = False,
) -> Axes:
    """Rows from the top down on axes whose name is `unit`; the rows lie at y 0.5, 1.5 and so on.

    With `column` the words behind stand below each other at the right.
    """
    axes = canvas.axes(at.names, top - at.each * len(rows), at.width, at.each * len(rows))
    axes.patch.set_visible(False)
    sheet.set_zorder(axes.get_zorder() + 1)
    axes.set_xlim(at.low, at.high)
    axes.set_ylim(len(rows), 0)
    axes.set_yticks([])
    axes.spines[["left"]].set_visible(False)
    axes.axvline(0, color=SOFT, linewidth=0.8)
    axes.grid(axis="x", color=FAINT, linewidth=0.4)
    canvas.scale(axes.xaxis, whole)
    axes.set_xlabel(unit, size=SMALL, labelpad=2)
    for place, row in enumerate(rows):
        middle = top - at.each * (place + 0.5)
        shown = canvas.fitted(row.name, at.names - 3, SMALL, at.lines, row.bold)
        weight = "bold" if row.bold else "normal"
        sheet.text(1, middle, shown, size=SMALL, va="center", linespacing=1.25, weight=weight)
        for line, bar in enumerate(row.bars):
            low = middle - (line - (len(row.bars) - 1) / 2) * at.step
            _bar(axes, bar, at, (top - low) / at.each)
            words = row.behind[line] if line < len(row.behind) else ""
            if _is_tight(bar, at):
                words = _with_parts(words, bar)
            end = (
                at.width + 2.5 if column else max(at.across(0), at.across(sum(piece.value for piece in bar)))
            )
            sheet.text(at.names + end + 1.5, low, canvas.words(words), size=SMALL, va="center", weight=weight)
    return axes


def _bar(axes: Axes, bar: Sequence[Piece], at: Layout, y: float) -> None:
    ends = [0.0, *accumulate(piece.value for piece in bar)]
    for piece, start, end in zip(bar, ends, ends[1:], strict=False):
        start, end = (min(max(value, at.low), at.high) for value in (start, end))
        axes.barh(
            y,
            end - start,
            at.step * 0.86 / at.each,
            start,
            color=piece.look.color,
            hatch=piece.look.hatch,
            edgecolor=INK,
            linewidth=0.5 if end != start else 0,
            clip_on=False,
        )
        if piece.number and len(bar) > 1 and not _is_tight(bar, at):
            axes.text(
                (start + end) / 2,
                y,
                piece.number,
                size=SMALL,
                ha="center",
                va="center",
                bbox={"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none"},
            )


def _is_tight(bar: Sequence[Piece], at: Layout) -> bool:
    """Whether a part of a bar has no room for its number: then all of them stand behind it."""
    ends = [0.0, *accumulate(piece.value for piece in bar)]
    return len(bar) > 1 and any(
        piece.number and abs(at.across(end) - at.across(start)) < extent(piece.number, SMALL) + 2 * _PAD
        for piece, start, end in zip(bar, ends, ends[1:], strict=False)
    )


def _with_parts(words: str, bar: Sequence[Piece]) -> str:
    """What stands behind a bar whose parts have no room for their numbers: ``10 (8 + 1 + 1)``."""
    return f"{words} ({' + '.join(piece.number for piece in bar)})"
