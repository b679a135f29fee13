"""The road map as a Gantt chart: programs by dimension over the years, the horizons as bands, the enabling tracks below.

Where the programs are too many for a page, rows of dimensions and horizons say how many run in each year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ...analysis import programs
from ...analysis.horizons import HORIZONS, span
from ...analysis.ordinals import ordinals
from ...analysis.tally import grouped
from ...model.entries import Horizon, Plan, Program, Session, counting
from ...model.method import Method
from .. import indonesian
from ..terms import WORDS
from ..views.base import horizon_name
from ..views.printed import NO_DIMENSION, drawn, ranges
from .chart import Cell, Chart, in_turn, plain, workshop_source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .canvas import Canvas, Style

TRACKS = "Jalur pengungkit"
_MOST = 51
"""Rows that fit on a page, headings among them."""
_ROW, _NAMES, _RIGHT = 3.75, 57.0, 1.0
_TINTS: dict[Horizon, str] = {"short": "#dfe7ee", "medium": "#f0f0f0", "long": "#fbf6e8"}


class Band(Struct, frozen=True):
    """The years of a horizon, both included, with its name."""

    horizon: Horizon
    name: str
    start: int
    end: int


class Row(Struct, frozen=True):
    """A program, a track, or several programs: how many run in each year of the chart."""

    label: str
    name: str
    counts: tuple[int, ...]


class Group(Struct, frozen=True):
    """The rows of a dimension, at its place in the method, or of the tracks, without a place.

    `counts` are those of all programs of the group.
    """

    name: str
    rows: tuple[Row, ...]
    counts: tuple[int, ...]
    place: int | None = None
    color: str = ""


class Roadmap(Chart, frozen=True, kw_only=True):
    """The years without a hole, the bands over them, the groups, and the programs without years.

    With `folded` the rows are sums, and the numbers of programs are written in them.
    """

    years: tuple[int, ...]
    bands: tuple[Band, ...]
    groups: tuple[Group, ...]
    undated: tuple[str, ...]
    folded: bool


def of(session: Session, method: Method) -> Roadmap | None:
    """The road map, once two programs have years."""
    laid_out = programs.roadmap(session)
    dated = [row.program for row in laid_out.rows if row.years]
    if len(dated) < 2:
        return None
    labels = ordinals(session, "program")
    years = laid_out.years
    bands = tuple(_bands(session, years))
    groups, folded = _groups(dated, labels, years, method)
    undated = tuple(labels[program.id] for program in laid_out.undated)
    head, rows = (
        _counted(groups, years) if folded else _listed(session, method, [row.program for row in laid_out.rows], labels)
    )
    counts = _counts(dated, years)
    told = [_told(group, years, folded) for group in groups]
    note = f" {_undated(undated)}" if undated else ""
    named = f" {indonesian.listed([band.name for band in bands])}." if bands else ""
    return Roadmap(
        title=_title(len(dated), dict(zip(years, counts, strict=True))),
        alt=f"Peta jalan {indonesian.years(years[0], years[-1])}.{named} {in_turn(told, 'kelompok lain', 3_000)}.{note}",
        source=workshop_source(session),
        head=head,
        rows=rows,
        years=years,
        bands=bands,
        groups=groups,
        undated=undated,
        folded=folded,
    )


def _bands(session: Session, years: Sequence[int]) -> Iterable[Band]:
    """The horizons whose years were agreed, as far as the chart goes; a duration counts from the start of the plan."""
    plan = session.plan or Plan()
    for horizon in HORIZONS:
        agreed = span(plan, horizon)
        start, end = agreed.start, agreed.end
        if start is None and end is None and agreed.years and plan.period_start:
            start, end = plan.period_start, plan.period_start + agreed.years - 1
        if start is None or end is None:
            continue
        start, end = max(start, years[0]), min(end, years[-1])
        if start <= end:
            yield Band(horizon, horizon_name(session, horizon), start, end)


def _groups(
    dated: Sequence[Program], labels: dict[str, str], years: Sequence[int], method: Method
) -> tuple[tuple[Group, ...], bool]:
    """Programs by dimension with the tracks at the end, and whether they are folded to fit on a page.

    Where they don't fit one by one, a row is a horizon of a dimension; where these don't fit either, the dimension.
    """
    by_dimension = grouped(dated, lambda program: _dimension(program, method), (*method.dimensions, ""))
    by_dimension = {id: members for id, members in by_dimension.items() if members}
    by_track = grouped(dated, lambda program: program.track or "", method.tracks)
    tracks = {id: members for id, members in by_track.items() if id in method.tracks and members}
    below = len(tracks) + bool(tracks)
    folded = len(dated) + len(by_dimension) + below > _MOST
    parts = {
        id: grouped(members, lambda program: program.horizon) for id, members in by_dimension.items()
    }
    by_horizon = sum(map(len, parts.values())) + len(parts) + below <= _MOST
    places = list(method.dimensions)
    made = []
    for id, members in by_dimension.items():
        dimension = method.dimensions.get(id)
        if not folded:
            rows = [Row(labels[each.id], plain(each.name), _counts([each], years)) for each in members]
        elif by_horizon:
            rows = [
                Row("", f"{WORDS[horizon]}: {indonesian.number(len(here))} program", _counts(here, years))
                for horizon in HORIZONS
                if (here := parts[id].get(horizon))
            ]
        else:
            rows = []
        made.append(
            Group(
                plain(dimension.name) if dimension else NO_DIMENSION,
                tuple(rows),
                _counts(members, years),
                places.index(id) if dimension else None,
                dimension.color if dimension else "",
            )
        )
    if tracks:
        rows = [
            Row(
                "",
                f"{plain(method.tracks[id].name)}: "
                + (
                    f"{indonesian.number(len(members))} program"
                    if folded
                    else ranges(labels[each.id] for each in members)
                ),
                _counts(members, years),
            )
            for id, members in tracks.items()
        ]
        of_tracks = [each for members in tracks.values() for each in members]
        made.append(Group(TRACKS, tuple(rows), _counts(of_tracks, years)))
    return tuple(made[:_MOST]), folded


def _dimension(program: Program, method: Method) -> str:
    return program.dimension if program.dimension in method.dimensions else ""


def _counts(members: Iterable[Program], years: Sequence[int]) -> tuple[int, ...]:
    counted = Counter(year for program in members for year in programs.years_of(program))
    return tuple(counted[year] for year in years)


def _listed(
    session: Session, method: Method, members: Sequence[Program], labels: dict[str, str]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """The table of single programs, in the order of the groups."""
    order = [*method.dimensions, ""]
    rows = sorted(members, key=lambda program: order.index(_dimension(program, method)))
    return (
        ("No.", "Program", "Dimensi", "Jangka", "Jalur pengungkit", "Tahun"),
        tuple(
            (
                labels[program.id],
                plain(program.name),
                plain(method.dimensions[program.dimension].short) if program.dimension in method.dimensions else "",
                WORDS[program.horizon],
                plain(method.tracks[program.track].name) if program.track in method.tracks else "",
                indonesian.years(min(years), max(years)) if (years := programs.years_of(program)) else "",
            )
            for program in rows
        ),
    )


def _counted(
    groups: Sequence[Group], years: Sequence[int]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """The table of sums: how many programs run in each year."""
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        rows.append((group.name, "", *group.counts))
        rows += [(group.name, row.name, *row.counts) for row in group.rows]
    return ("Kelompok", "Bagian", *map(str, years)), tuple(rows)


def _told(group: Group, years: Sequence[int], folded: bool) -> str:
    """A group in words: every program with its years, or how many run in each year."""
    if folded:
        counts = ", ".join(
            f"{year} {indonesian.number(count)}" for year, count in zip(years, group.counts, strict=True) if count
        )
        return f"{group.name}, program yang berjalan: {counts}"
    rows = ", ".join(
        f"{row.label or f'{row.name},'} {_years(row, years)}" for row in group.rows
    )
    return f"{group.name}: {rows}"


def _years(row: Row, years: Sequence[int]) -> str:
    return drawn(str(year) for year, count in zip(years, row.counts, strict=True) if count)


def _undated(labels: Sequence[str]) -> str:
    few = len(labels) <= 12
    shown = ranges(labels) if few else f"{indonesian.number(len(labels))} program"
    return f"Belum mempunyai tahun pelaksanaan: {shown}."


def _title(total: int, running: dict[int, int]) -> str:
    """What is to see: in which years the most programs run."""
    most = max(running.values())
    busiest = [str(year) for year, count in running.items() if count == most]
    begun = min(year for year, count in running.items() if count)
    ended = max(year for year, count in running.items() if count)
    said = f"{indonesian.spelled(total).capitalize()} program berjalan pada {indonesian.years(begun, ended)}"
    if begun == ended:
        return said
    if len(busiest) == ended - begun + 1:
        return f"{said}, {indonesian.spelled(most)} pada setiap tahun"
    if len(busiest) > 1 and most == 1:
        return said
    each = "masing-masing " if len(busiest) > 1 else ""
    return f"{said}, terbanyak pada {drawn(busiest)} ({each}{indonesian.spelled(most)} program)"


def draw(chart: Roadmap) -> Canvas:
    """Names at the left, years across, from the top down the groups with their rows."""
    from .canvas import FAINT, INK, SMALL, SOFT, WIDTH, Canvas, line_height, style, write

    lanes = _lanes(chart)
    head = line_height(SMALL) * (max(lanes, default=-1) + 1) + _axis(chart) + 1.5
    count = sum(1 + len(group.rows) for group in chart.groups)
    below = line_height(SMALL) + 1.5 if chart.undated else 1.0
    canvas = Canvas(height=head + count * _ROW + below + 0.5)
    sheet = canvas.sheet()
    bottom, top = below, below + count * _ROW
    _years_and_bands(sheet, chart, lanes, bottom, top)
    middle = top - _ROW / 2
    for number, group in enumerate(chart.groups):
        look = style(number if group.place is None else group.place, group.color)
        if group.place is None:
            look = style(len(chart.groups) + 3, "#bfbfbf")
        sheet.plot([0, WIDTH - _RIGHT], [middle + _ROW / 2] * 2, color=SOFT, linewidth=0.6)
        _heading(canvas, sheet, group, look, middle, chart)
        middle -= _ROW
        for row in group.rows:
            words = f"{row.label} {row.name}".strip()
            write(sheet, 1.5, middle, canvas.fitted(words, _NAMES - 3, SMALL), va="center", color=INK)
            _bars(sheet, row.counts, look, middle, chart)
            middle -= _ROW
    sheet.plot([0, WIDTH - _RIGHT], [bottom, bottom], color=SOFT, linewidth=0.8)
    if chart.undated:
        write(sheet, 0.5, bottom - 1, canvas.fitted(_undated(chart.undated), WIDTH - 2, SMALL), color=SOFT)
    return canvas


def _pitch(chart: Roadmap) -> float:
    from .canvas import WIDTH

    return (WIDTH - _NAMES - _RIGHT) / len(chart.years)


def _across(chart: Roadmap, year: int) -> float:
    """Where a year begins, in millimetres."""
    return _NAMES + (year - chart.years[0]) * _pitch(chart)


def _axis(chart: Roadmap) -> float:
    """The height of the years above the rows; they are turned where they have no room beside each other."""
    from .canvas import SMALL, extent, line_height

    return line_height(SMALL) + 1 if _pitch(chart) > extent("2026", SMALL) + 0.8 else extent("2026", SMALL) + 1.5


def _lanes(chart: Roadmap) -> list[int]:
    """In which line each name of a band has room beside the others, from 0 at the top."""
    from .canvas import SMALL, WIDTH, extent

    ends: list[float] = []
    lanes: list[int] = []
    for band in chart.bands:
        left = min(_across(chart, band.start), WIDTH - _RIGHT - extent(band.name, SMALL))
        end = max(left + extent(band.name, SMALL) + 2, _across(chart, band.end + 1))
        lane = next((lane for lane, taken in enumerate(ends) if taken <= left), len(ends))
        ends[lane : lane + 1] = [end]
        lanes.append(lane)
    return lanes


def _years_and_bands(sheet: Axes, chart: Roadmap, lanes: Sequence[int], bottom: float, top: float) -> None:
    """The bands from their names down, the later ones behind the earlier ones; and the years."""
    from matplotlib import patches

    from .canvas import FAINT, SMALL, SOFT, WIDTH, extent, line_height, write

    pitch, axis, line = _pitch(chart), _axis(chart), line_height(SMALL)
    for order, (band, lane) in enumerate(zip(chart.bands, lanes, strict=True)):
        left, right = _across(chart, band.start), _across(chart, band.end + 1)
        high = top + axis + (max(lanes) - lane) * line
        sheet.add_patch(
            patches.Rectangle(
                (left, bottom),
                right - left,
                high - bottom,
                facecolor=_TINTS[band.horizon],
                edgecolor=SOFT,
                linewidth=0.5,
                zorder=-order - 1,
            )
        )
        at = min(left, WIDTH - _RIGHT - extent(band.name, SMALL))
        write(sheet, at + 0.4, high + 0.9, band.name, va="baseline")
    is_turned = axis > line + 1
    every = -(-(line + 0.2) // pitch) if is_turned else 1
    for at, year in enumerate(chart.years):
        left = _across(chart, year)
        sheet.plot([left, left], [bottom, top], color=FAINT, linewidth=0.4, zorder=0)
        if at % every == 0:
            write(
                sheet,
                left + pitch / 2,
                top + 0.8,
                str(year),
                ha="center",
                va="bottom",
                rotation=90 if is_turned else 0,
            )


def _heading(canvas: Canvas, sheet: Axes, group: Group, look: Style, middle: float, chart: Roadmap) -> None:
    from .canvas import SMALL, box, write

    box(sheet, 0.5, middle - 1.2, 4.5, 2.4, look)
    name = canvas.fitted(group.name, _NAMES - 8, SMALL, bold=True)
    write(sheet, 6.5, middle, name, va="center", weight="bold")
    if chart.folded:
        _bars(sheet, group.counts, look, middle, chart)


def _bars(sheet: Axes, counts: Sequence[int], look: Style, middle: float, chart: Roadmap) -> None:
    """Bars over the years in which something runs; in a folded chart the numbers instead."""
    from .canvas import SMALL, box, extent, write

    if chart.folded:
        for year, count in zip(chart.years, counts, strict=True):
            if count and extent(str(count), SMALL) < _pitch(chart):
                write(sheet, _across(chart, year) + _pitch(chart) / 2, middle, str(count), ha="center", va="center")
        return
    first = None
    for at, count in enumerate((*counts, 0)):
        if count and first is None:
            first = at
        elif not count and first is not None:
            left = _across(chart, chart.years[0] + first)
            box(sheet, left, middle - 1.15, (at - first) * _pitch(chart), 2.3, look)
            first = None
