"""The twelve months of the quick wins that were chosen, with their milestones as marks at the days they are due."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ...analysis import quick_wins, year_plan
from ...analysis.ordinals import ordinals
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from .chart import Chart, in_turn, name, plain, workshop_source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .canvas import Canvas

_NAMES, _RIGHT, _HEAD = 50.0, 3.0, 9.0
_LANE, _LANES = 6.6, 3
"""Height of a line of marks with their days; more of them than these are counted by month."""
_TOLD = 10
"""Milestones of a quick win that an alternative text names."""
_FEW = 10
"""Quick wins whose names may take three lines."""
_YEAR = 12.0
_BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
"""What keeps lines out of words."""


class Milestone(Struct, frozen=True):
    """A milestone with the day it is due."""

    name: str
    due: dt.date


class Row(Struct, frozen=True):
    """A quick win with the milestones that fall into the twelve months, by their days."""

    label: str
    name: str
    milestones: tuple[Milestone, ...]


class Calendar(Chart, frozen=True, kw_only=True):
    """The quick wins in the order of capture, first and last day of the twelve months, and of `others` how many.

    `others` are milestones outside of the twelve months, `undated` those without a day.
    """

    first: dt.date
    last: dt.date
    quick_wins: tuple[Row, ...]
    others: int
    undated: int


def of(session: Session, method: Method) -> Calendar | None:
    """The calendar, once two milestones of quick wins that were chosen fall into the twelve months."""
    labels = ordinals(session, "quick_win")
    plan = year_plan.year_plan(session, quick_wins.candidates(session, method))
    chosen = [row for row in plan.rows if row.candidate.entry.decision == "chosen"]
    steps = [step for row in chosen for step in row.steps]
    if plan.window is None or sum(step.when == "within" for step in steps) < 2:
        return None
    rows = tuple(
        Row(
            labels[row.candidate.entry.id],
            plain(row.candidate.program.name) if row.candidate.program else "",
            tuple(
                Milestone(plain(step.entry.text), step.entry.due)
                for step in row.steps
                if step.when == "within" and step.entry.due
            ),
        )
        for row in chosen
    )
    others = sum(step.when in ("before", "after") for step in steps)
    undated = sum(step.when == "undated" for step in steps)
    note = _note(others, undated)
    told = [
        f"{row.label} {name(row.name)}: "
        + (
            ", ".join(f"{name(each.name)} ({indonesian.date(each.due)})" for each in row.milestones[:_TOLD])
            or "tanpa tonggak"
        )
        + (f", dan {len(row.milestones) - _TOLD} tonggak lain" if len(row.milestones) > _TOLD else "")
        for row in rows
    ]
    return Calendar(
        title=_title(plan.window, [step for step in steps if step.when == "within"]),
        alt=f"Kalender {indonesian.span(plan.window.first, plan.window.last)}. "
        f"{in_turn(told, 'quick win lain', 2_500)}.{f' {note}' if note else ''}",
        source=workshop_source(session),
        head=("No.", "Quick win", "Tonggak capaian", "Tenggat"),
        rows=tuple(
            (row.label, row.name, each.name, indonesian.date(each.due))
            for row in rows
            for each in row.milestones
        ),
        first=plan.window.first,
        last=plan.window.last,
        quick_wins=rows,
        others=others,
        undated=undated,
    )


def _note(others: int, undated: int) -> str:
    parts = [
        *([f"di luar dua belas bulan ini: {indonesian.number(others)} tonggak"] if others else []),
        *([f"tanpa tenggat: {indonesian.number(undated)} tonggak"] if undated else []),
    ]
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _title(window: year_plan.Window, steps: Sequence[year_plan.Step]) -> str:
    """What is to see: into which quarter the most milestones fall."""
    counts = Counter(step.quarter for step in steps if step.quarter is not None)
    total, most = len(steps), max(counts.values())
    quarters = [
        indonesian.span(*window.quarters[quarter]) for quarter in sorted(counts) if counts[quarter] == most
    ]
    whole = indonesian.spelled(total)
    if len(counts) == 1:
        return f"Seluruh tonggak capaian jatuh pada {quarters[0]}"
    if len(quarters) == len(window.quarters):
        return f"Tonggak capaian tersebar merata: {indonesian.spelled(most)} setiap triwulan"
    if len(quarters) == 1:
        part = f"{indonesian.spelled(most)} dari {whole} tonggak"
        return f"Tonggak capaian terbanyak jatuh pada {quarters[0]}, yaitu {part}"
    return (
        f"Tonggak capaian terbanyak jatuh pada {indonesian.listed(quarters, 'serta')}, "
        f"masing-masing {indonesian.spelled(most)} dari {whole} tonggak"
    )


def draw(chart: Calendar) -> Canvas:
    """A line a quick win, marks with the day and month that they are due; months across."""
    from .canvas import FAINT, SOFT, WIDTH, Canvas, write
    from .letters import SMALL, extent, line_height

    width = WIDTH - _NAMES - _RIGHT
    days = (chart.last - chart.first).days + 1

    def across(day: dt.date, part: float = 0.5) -> float:
        return _NAMES + ((day - chart.first).days + part) / days * width

    canvas = Canvas(height=chart.height)
    lines = 3 if len(chart.quick_wins) <= _FEW else 2
    indent = max(extent(row.label, SMALL, bold=True) for row in chart.quick_wins) + 2
    rows = [
        (row, canvas.fitted(row.name, _NAMES - indent - 1, SMALL, lines), _lanes(row.milestones, across))
        for row in chart.quick_wins
    ]
    heights = [
        max((words.count("\n") + 1) * line_height(SMALL) + 1.6, (max(lanes, default=0) + 1) * _LANE)
        for _row, words, lanes in rows
    ]
    shown = len(rows)
    note = _note(chart.others, chart.undated)
    below = line_height(SMALL) + 1.5 if note else 1.0
    room = chart.height - below - _HEAD - 1
    while sum(heights[:shown]) > room - (2 * _LANE if shown < len(rows) else 0):
        shown -= 1
    rest = chart.quick_wins[shown:]
    body = sum(heights[:shown]) + (2 * _LANE if rest else 0)
    canvas.resize(below + body + _HEAD + 1)
    sheet = canvas.sheet()
    high = below + body
    _months(sheet, chart, across, below, high)
    top = high
    for (row, words, lanes), height in zip(rows[:shown], heights, strict=False):
        sheet.plot([0, WIDTH - _RIGHT], [top, top], color=FAINT, linewidth=0.6)
        middle = top - height / 2
        write(sheet, 0.5, middle, row.label, va="center", weight="bold")
        write(sheet, indent, middle, words, va="center")
        if lanes:
            spare = (height - (max(lanes) + 1) * _LANE) / 2
            for milestone, lane in zip(row.milestones, lanes, strict=True):
                at = top - spare - lane * _LANE
                sheet.plot(across(milestone.due), at - 1.7, "D", color="#0072b2", markersize=4, zorder=4)
                middle_of = _beside(across(milestone.due), _day(milestone))
                write(sheet, middle_of, at - 3.1, _day(milestone), ha="center", bbox=_BEHIND)
        elif row.milestones:
            _counts(sheet, chart, row.milestones, across, middle)
        else:
            write(
                sheet,
                _NAMES + width / 2,
                middle,
                "belum ada tonggak pada masa ini",
                ha="center",
                va="center",
                color=SOFT,
                bbox=_BEHIND,
            )
        top -= height
    if rest:
        sheet.plot([0, WIDTH - _RIGHT], [top, top], color=FAINT, linewidth=0.6)
        write(sheet, 0.5, top - _LANE, f"{indonesian.number(len(rest))} quick win lain", va="center")
        _counts(sheet, chart, [each for row in rest for each in row.milestones], across, top - _LANE)
    sheet.plot([0, WIDTH - _RIGHT], [below, below], color=SOFT, linewidth=0.8)
    if note:
        write(sheet, 0.5, below - 1, note, color=SOFT)
    return canvas


Across = Callable[..., float]
"""Where a day lies on the sheet, in millimetres: its middle, or another part of it."""


def _months(sheet: Axes, chart: Calendar, across: Across, below: float, high: float) -> None:
    """The names of the months above, a line between them, and a stronger one where a quarter begins."""
    from .canvas import FAINT, SOFT, write
    from .letters import SMALL, extent

    for first, end in _parts(chart):
        left, right = across(first, 0), across(end, 0)
        month = indonesian.months(first, first).partition(" ")[0][:3]
        if extent(month, SMALL) < right - left:
            write(sheet, (left + right) / 2, high + 1.2, month, ha="center", va="baseline")
        if first == chart.first or (first.month == 1 and left - across(chart.first, 0) > _YEAR):
            write(sheet, left + 0.5, high + 4.6, str(first.year), va="bottom", weight="bold")
        sheet.plot([left, left], [below, high + 4.2], color=FAINT, linewidth=0.6, zorder=0)
    for part in range(5):
        day = year_plan.later(chart.first, 3 * part) if part < 4 else chart.last
        at = across(day, 0 if part < 4 else 1)
        sheet.plot([at, at], [below, high + 4.2], color=SOFT, linewidth=0.8, zorder=1)


def _lanes(milestones: Sequence[Milestone], across: Across) -> list[int]:
    """In which line each mark has room for its day, from 0; none where there are too many."""
    from .letters import SMALL, extent

    ends: list[float] = []
    lanes: list[int] = []
    for each in milestones:
        half = extent(_day(each), SMALL) / 2 + 0.5
        at = _beside(across(each.due), _day(each))
        lane = next((lane for lane, end in enumerate(ends) if end <= at - half), len(ends))
        if lane == _LANES:
            return []
        ends[lane : lane + 1] = [at + half]
        lanes.append(lane)
    return lanes


def _day(milestone: Milestone) -> str:
    return f"{milestone.due.day}/{milestone.due.month}"


def _beside(at: float, words: str) -> float:
    """The middle of the words below a mark, which keep within the calendar."""
    from .canvas import WIDTH
    from .letters import SMALL, extent

    half = extent(words, SMALL) / 2 + 0.5
    return min(max(at, _NAMES + half), WIDTH - _RIGHT - half)


def _counts(
    sheet: Axes, chart: Calendar, milestones: Sequence[Milestone], across: Across, middle: float
) -> None:
    """How many milestones each month has, in place of marks that would cover each other."""
    from .canvas import write

    for first, end in _parts(chart):
        if count := sum(first <= each.due < end for each in milestones):
            at = (across(first, 0) + across(end, 0)) / 2
            write(sheet, at, middle, str(count), ha="center", va="center", weight="bold")


def _parts(chart: Calendar) -> list[tuple[dt.date, dt.date]]:
    """The months of the calendar, each from its first day to that of the next; the first and the last may be cut."""
    starts = [chart.first]
    while (following := year_plan.later(starts[-1].replace(day=1), 1)) <= chart.last:
        starts.append(following)
    return list(zip(starts, [*starts[1:], chart.last + dt.timedelta(days=1)], strict=True))
