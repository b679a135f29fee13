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
from .chart import Cell, Chart, in_turn, many, name, plain, workshop_source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .canvas import Canvas, Style

TRACKS = "Jalur pengungkit"
_MOST = 57
"""Rows that fit on a page, headings among them."""
_FOLDED = "Angka: banyaknya program yang berjalan pada tahun itu."
_HIGHEST, _ROW, _RIGHT = 214.0, 3.75, 1.0
_NARROWEST, _WIDEST = 48.0, 70.0
"""Millimetres of the names: as many as the years leave."""
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
    is_tracks: bool = False


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
                plain(dimension.short) if dimension else NO_DIMENSION,
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
                f"{plain(method.tracks[id].name)}: {indonesian.number(len(members))} program"
                if folded
                else f"{plain(method.tracks[id].name)} ({ranges(labels[each.id] for each in members)})",
                _counts(members, years),
            )
            for id, members in tracks.items()
        ]
        of_tracks = [each for members in tracks.values() for each in members]
        made.append(Group(TRACKS, tuple(rows), _counts(of_tracks, years), is_tracks=True))
    return _within_a_page(made), folded


def _within_a_page(groups: list[Group]) -> tuple[Group, ...]:
    """The groups; of more than fit without a row below them the last ones are added up."""
    if len(groups) <= _MOST or any(group.rows and not group.is_tracks for group in groups):
        return tuple(groups)
    dimensions = [group for group in groups if not group.is_tracks]
    kept, rest = dimensions[: _MOST - 1], dimensions[_MOST - 1 :]
    sums = tuple(sum(counts) for counts in zip(*(group.counts for group in rest), strict=True))
    return (*kept, Group(f"{indonesian.number(len(rest))} kelompok lain", (), sums))


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
        return f"{name(group.name)}, program yang berjalan: {counts}"
    rows = ", ".join(f"{row.label or row.name} {_years(row, years)}" for row in group.rows)
    return f"{name(group.name)}: {rows}"


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
    said = f"{many(total)} program berjalan pada {indonesian.years(begun, ended)}"
    if begun == ended:
        return said
    if len(busiest) == ended - begun + 1:
        return f"{said}, {indonesian.spelled(most)} pada setiap tahun"
    if len(busiest) > 1 and most == 1:
        return said
    each = "masing-masing " if len(busiest) > 1 else ""
    return f"{said}, terbanyak pada {drawn(busiest)} ({each}{indonesian.spelled(most)} program)"


class _Grid(Struct):
    """Where the rows and the years lie, in millimetres; with `numbered` numbers stand in the cells."""

    years: tuple[int, ...]
    names: float
    pitch: float
    numbered: bool

    def left(self, year: int) -> float:
        """Where a year begins."""
        return self.names + (year - self.years[0]) * self.pitch


def _grid(chart: Roadmap) -> _Grid:
    """The names get what the years leave, which stand upright where that is much."""
    from .canvas import SMALL, WIDTH, extent

    room, upright = WIDTH - _RIGHT, extent("2026", SMALL) + 0.9
    wanted = upright if len(chart.years) * upright <= room - _NARROWEST - 4 else 5.6
    names = min(max(room - len(chart.years) * wanted, _NARROWEST), _WIDEST)
    pitch = (room - names) / len(chart.years)
    counts = {
        count for group in chart.groups for counts in (group, *group.rows) for count in counts.counts
    }
    fits = all(extent(str(count), SMALL) < pitch - 0.3 for count in counts)
    return _Grid(chart.years, names, pitch, chart.folded and fits)


def draw(chart: Roadmap) -> Canvas:
    """Names at the left, years across, from the top down the groups with their rows."""
    from .canvas import SMALL, SOFT, UNKNOWN, WIDTH, Canvas, Style, box, extent, line_height, style, write

    grid = _grid(chart)
    lanes = _lanes(chart, grid)
    line = line_height(SMALL)
    axis = line + 1 if grid.pitch > extent("2026", SMALL) + 0.8 else extent("2026", SMALL) + 1.5
    head = (line + 0.8) * (max(lanes, default=-1) + 1) + axis + 0.5
    notes = [*([_FOLDED] if grid.numbered else []), *([_undated(chart.undated)] if chart.undated else [])]
    below = line * len(notes) + 1.2
    canvas = Canvas(height=_HIGHEST)
    names = _names(canvas, chart, grid)
    lines = len(chart.groups) + sum(name.count("\n") + 1 for of_group in names for name in of_group)
    row_height = min(_ROW, (_HIGHEST - head - below) / lines)
    body = lines * row_height
    canvas.resize(head + body + below)
    sheet = canvas.sheet()
    _bands_and_years(sheet, chart, grid, lanes, (below, below + body, below + body + axis))
    top = below + body
    for group, of_group in zip(chart.groups, names, strict=True):
        look = UNKNOWN if group.place is None else style(group.place, group.color)
        if group.is_tracks:
            look = Style("#bfbfbf", "", "o")
        sheet.plot([0, WIDTH - _RIGHT], [top, top], color=SOFT, linewidth=0.6)
        middle = top - row_height / 2
        box(sheet, 0.5, middle - 1.2, 4.5, 2.4, look)
        words = canvas.fitted(group.name, grid.names - 8, SMALL, bold=True)
        write(sheet, 6.5, middle, words, va="center", weight="bold")
        if chart.folded:
            _bars(sheet, group.counts, look, middle, grid)
        top -= row_height
        for row, words in zip(group.rows, of_group, strict=True):
            tall = row_height * (words.count("\n") + 1)
            write(sheet, 1.5, top - tall / 2, words, va="center")
            _bars(sheet, row.counts, look, top - tall / 2, grid)
            top -= tall
    sheet.plot([0, WIDTH - _RIGHT], [below, below], color=SOFT, linewidth=0.8)
    for at, note in enumerate(notes):
        write(sheet, 0.5, below - 1 - at * line, canvas.fitted(note, WIDTH - 2, SMALL), color=SOFT)
    return canvas


def _names(canvas: Canvas, chart: Roadmap, grid: _Grid) -> list[list[str]]:
    """The words of all rows by group, on two lines where all of them have the room."""
    from .canvas import SMALL

    made: list[list[str]] = []
    for lines in (2, 1):
        made = [
            [canvas.fitted(f"{row.label} {row.name}", grid.names - 3, SMALL, lines) for row in group.rows]
            for group in chart.groups
        ]
        if len(made) + sum(words.count("\n") + 1 for group in made for words in group) <= _MOST:
            break
    return made


def _lanes(chart: Roadmap, grid: _Grid) -> list[int]:
    """In which line each name of a band has room beside the others, from 0 at the top."""
    from .canvas import SMALL, WIDTH, extent

    ends: list[float] = []
    lanes: list[int] = []
    for band in chart.bands:
        width = extent(band.name, SMALL) + 2
        left = min(grid.left(band.start), WIDTH - _RIGHT - width)
        lane = next((lane for lane, taken in enumerate(ends) if taken <= left), len(ends))
        ends[lane : lane + 1] = [max(left + width, grid.left(band.end + 1))]
        lanes.append(lane)
    return lanes


def _bands_and_years(
    sheet: Axes, chart: Roadmap, grid: _Grid, lanes: Sequence[int], heights: tuple[float, float, float]
) -> None:
    """The bands, a later one behind an earlier one, each with a line below its name; and the years.

    The heights are those of the lower end of the rows, of their upper end, and of the upper end of the years.
    """
    from matplotlib import patches

    from .canvas import FAINT, INK, SMALL, SOFT, WIDTH, extent, line_height, write

    bottom, top, high = heights
    line = line_height(SMALL)
    for order, (band, lane) in enumerate(zip(chart.bands, lanes, strict=True)):
        left, right = grid.left(band.start), grid.left(band.end + 1)
        sheet.add_patch(
            patches.Rectangle(
                (left, bottom),
                right - left,
                high - bottom,
                facecolor=_TINTS[band.horizon],
                edgecolor=SOFT,
                linewidth=0.6,
                zorder=-order - 1,
            )
        )
        at = high + (max(lanes) - lane) * (line + 0.8) + 0.3
        sheet.plot([left + 0.3, right - 0.3], [at, at], color=INK, linewidth=1.4, solid_capstyle="butt")
        beside = min(left, WIDTH - _RIGHT - extent(band.name, SMALL) - 1)
        write(sheet, beside + 0.3, at + 1.1, band.name, va="baseline")
    is_turned = high - top > line + 1.2
    every = int(-(-(line + 0.2) // grid.pitch)) if is_turned else 1
    for at_year, year in enumerate(chart.years):
        left = grid.left(year)
        sheet.plot([left, left], [bottom, top], color=FAINT, linewidth=0.4, zorder=0)
        if at_year % every == 0:
            place = (left + grid.pitch / 2, top + 0.8)
            write(sheet, *place, str(year), ha="center", va="bottom", rotation=90 if is_turned else 0)


def _bars(sheet: Axes, counts: Sequence[int], look: Style, middle: float, grid: _Grid) -> None:
    """Bars over the years in which something runs; numbers stand in light ones of a year each."""
    from .canvas import Style, box, write

    if grid.numbered:
        light = Style(_lightened(look.color), "", look.marker)
        for year, count in zip(grid.years, counts, strict=True):
            if count:
                box(sheet, grid.left(year), middle - 1.6, grid.pitch, 3.2, light)
                write(sheet, grid.left(year) + grid.pitch / 2, middle, str(count), ha="center", va="center")
        return
    first = None
    for at, count in enumerate((*counts, 0)):
        if count and first is None:
            first = at
        elif not count and first is not None:
            left = grid.left(grid.years[0] + first)
            box(sheet, left, middle - 1.15, (at - first) * grid.pitch, 2.3, look)
            first = None


def _lightened(color: str) -> str:
    """The colour as a tint on which dark numbers can be read."""
    parts = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{255 - (255 - part) * 3 // 10:02x}" for part in parts)
