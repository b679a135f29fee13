"""The road map as a Gantt chart: programs by dimension over the years, the horizons as bands, the enabling tracks below.

Where the programs are too many for a page, rows of dimensions and horizons say how many run in each year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ...analysis import programs
from ...analysis.horizons import HORIZONS
from ...analysis.horizons import years as horizon_years
from ...analysis.ordinals import ordinals
from ...model.entries import Horizon, Program, Session
from ...model.method import Method
from .. import indonesian
from ..terms import WORDS
from ..views.base import horizon_name
from ..views.printed import drawn, ranges
from .chart import PAGE, Cell, Chart, in_turn, many, name, plain, workshop_source
from .roadmap_rows import Form, Group, Row, counts_of, dimension_of, fitting, forms

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .canvas import Canvas, Style

_FOLDED = "Angka: banyaknya program yang berjalan pada tahun itu."
_ROW, _LEAST, _RIGHT = 3.75, 3.4, 1.0
"""Millimetres of a row, where there is room and at least; and what stays free at the right."""
_ABOVE = 20.0
"""Millimetres at most of what stands above and below the rows."""
_NARROWEST, _WIDEST = 48.0, 70.0
"""Millimetres of the names: as many as the years leave."""
_TINTS: dict[Horizon, str] = {"short": "#dfe7ee", "medium": "#f0f0f0", "long": "#fbf6e8"}


class Band(Struct, frozen=True):
    """The years of a horizon, both included, with its name."""

    horizon: Horizon
    name: str
    start: int
    end: int


class Roadmap(Chart, frozen=True, kw_only=True):
    """The years without a hole, the bands over them, the rows in every form, and the programs without years.

    Of the forms the first is drawn that has room; in `folded` ones the rows are sums, and the numbers of programs are
    written in them.
    """

    years: tuple[int, ...]
    bands: tuple[Band, ...]
    forms: tuple[Form, ...]
    undated: tuple[str, ...]

    @property
    def form(self) -> Form:
        """The form that is drawn."""
        return fitting(self.forms, _most(self.height))


def of(session: Session, method: Method) -> Roadmap | None:
    """The road map, once two programs have years."""
    laid_out = programs.roadmap(session)
    dated = [row.program for row in laid_out.rows if row.years]
    if len(dated) < 2:
        return None
    labels = ordinals(session, "program")
    years = laid_out.years
    bands = tuple(_bands(session, years))
    made = forms(dated, labels, years, method)
    on_a_page = fitting(made, _most(PAGE))
    undated = tuple(labels[program.id] for program in laid_out.undated)
    head, rows = (
        _counted(on_a_page.groups, years)
        if on_a_page.folded
        else _listed(method, [row.program for row in laid_out.rows], labels)
    )
    counts = counts_of(dated, years)
    told = [_told(group, years, on_a_page.folded) for group in on_a_page.groups]
    note = f" {_undated(undated)}" if undated else ""
    named = f" {indonesian.listed([band.name for band in bands])}." if bands else ""
    return Roadmap(
        title=_title(len(dated), dict(zip(years, counts, strict=True))),
        alt=f"Peta jalan {indonesian.years(years[0], years[-1])}.{named} {in_turn(told, 'kelompok lain', 3_000)}.{note}",
        source=workshop_source(session),
        head=head,
        rows=(*(("", band.name, *[""] * (len(head) - 2)) for band in bands), *rows),
        years=years,
        bands=bands,
        forms=made if made[0] is on_a_page else made[1:],
        undated=undated,
    )


def _most(height: float) -> int:
    """The lines that have room in a picture of this height."""
    return int((height - _ABOVE) / _LEAST)


def _bands(session: Session, years: Sequence[int]) -> Iterable[Band]:
    """The horizons whose years were agreed, as far as the chart goes; a duration counts from the start of the plan."""
    for horizon in HORIZONS:
        agreed = horizon_years(session.plan, horizon)
        if agreed is None:
            continue
        start, end = max(agreed[0], years[0]), min(agreed[1], years[-1])
        if start <= end:
            yield Band(horizon, horizon_name(session, horizon), start, end)


def _listed(
    method: Method, members: Sequence[Program], labels: dict[str, str]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """The table of single programs, in the order of the groups."""
    order = [*method.dimensions, ""]
    rows = sorted(members, key=lambda program: order.index(dimension_of(program, method)))
    return (
        ("No.", "Program", "Dimensi", "Jangka", "Jalur pengungkit", "Tahun"),
        tuple(
            (
                labels[program.id],
                plain(program.name),
                plain(method.dimensions[program.dimension].short)
                if program.dimension in method.dimensions
                else "",
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
            f"{year} {indonesian.number(count)}"
            for year, count in zip(years, group.counts, strict=True)
            if count
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


def _grid(chart: Roadmap, form: Form) -> _Grid:
    """The names get what the years leave, which stand upright where that is much."""
    from .canvas import WIDTH
    from .letters import SMALL, extent

    room, upright = WIDTH - _RIGHT, extent("2026", SMALL) + 0.9
    wanted = upright if len(chart.years) * upright <= room - _NARROWEST - 4 else 5.6
    names = min(max(room - len(chart.years) * wanted, _NARROWEST), _WIDEST)
    pitch = (room - names) / len(chart.years)
    counts = {count for group in form.groups for count in group.counts}
    counts |= {count for group in form.groups for row in group.rows for count in row.counts}
    fits = all(extent(str(count), SMALL) < pitch - 0.3 for count in counts)
    return _Grid(chart.years, names, pitch, form.folded and fits)


def draw(chart: Roadmap) -> Canvas:
    """Names at the left, years across, from the top down the groups with their rows."""
    from .canvas import SOFT, UNKNOWN, WIDTH, Canvas, Style, style, write
    from .letters import SMALL, extent, line_height

    form = chart.form
    grid = _grid(chart, form)
    lanes = _lanes(chart, grid)
    line = line_height(SMALL)
    axis = line + 1 if grid.pitch > extent("2026", SMALL) + 0.8 else extent("2026", SMALL) + 1.5
    head = (line + 0.8) * (max(lanes, default=-1) + 1) + axis + 0.5
    notes = [*([_FOLDED] if grid.numbered else []), *([_undated(chart.undated)] if chart.undated else [])]
    below = line * len(notes) + 1.2
    canvas = Canvas(height=chart.height)
    names = _names(canvas, form, grid, _most(chart.height))
    lines = len(form.groups) + sum(name.count("\n") + 1 for of_group in names for name in of_group)
    row_height = min(_ROW, (chart.height - head - below) / lines)
    body = lines * row_height
    canvas.resize(head + body + below)
    sheet = canvas.sheet()
    _bands_and_years(sheet, chart, grid, lanes, (below, below + body, below + body + axis))
    top = below + body
    for group, of_group in zip(form.groups, names, strict=True):
        look = UNKNOWN if group.place is None else style(group.place, group.color)
        if group.is_tracks:
            look = Style("#bfbfbf", "", "o")
        sheet.plot([0, WIDTH - _RIGHT], [top, top], color=SOFT, linewidth=0.6)
        middle = top - row_height / 2
        canvas.box(sheet, 0.5, middle - 1.2, 4.5, 2.4, look)
        words = canvas.fitted(group.name, grid.names - 8, SMALL, bold=True)
        write(sheet, 6.5, middle, words, va="center", weight="bold")
        if form.folded:
            _bars(canvas, sheet, group.counts, look, middle, grid)
        top -= row_height
        for row, words in zip(group.rows, of_group, strict=True):
            tall = row_height * (words.count("\n") + 1)
            write(sheet, 1.5, top - tall / 2, words, va="center")
            _bars(canvas, sheet, row.counts, look, top - tall / 2, grid)
            top -= tall
    sheet.plot([0, WIDTH - _RIGHT], [below, below], color=SOFT, linewidth=0.8)
    for at, note in enumerate(notes):
        write(sheet, 0.5, below - 1 - at * line, canvas.fitted(note, WIDTH - 2, SMALL), color=SOFT)
    return canvas


def _names(canvas: Canvas, form: Form, grid: _Grid, most: int) -> list[list[str]]:
    """The words of all rows by group, on two lines where all of them have the room."""
    from .letters import SMALL

    made: list[list[str]] = []
    for lines in (2, 1):
        made = [
            [canvas.fitted(f"{row.label} {row.name}", grid.names - 3, SMALL, lines) for row in group.rows]
            for group in form.groups
        ]
        if len(made) + sum(words.count("\n") + 1 for group in made for words in group) <= most:
            break
    return made


def _lanes(chart: Roadmap, grid: _Grid) -> list[int]:
    """In which line each name of a band has room beside the others, from 0 at the top."""
    from .canvas import WIDTH
    from .letters import SMALL, extent

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

    from .canvas import FAINT, INK, SOFT, WIDTH, write
    from .letters import SMALL, extent, line_height

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


def _bars(
    canvas: Canvas, sheet: Axes, counts: Sequence[int], look: Style, middle: float, grid: _Grid
) -> None:
    """Bars over the years in which something runs; numbers stand in light ones of a year each."""
    from .canvas import Style, tint, write

    if grid.numbered:
        light = Style(tint(look.color, 0.3), "", look.marker)
        for year, count in zip(grid.years, counts, strict=True):
            if count:
                canvas.box(sheet, grid.left(year), middle - 1.6, grid.pitch, 3.2, light)
                write(sheet, grid.left(year) + grid.pitch / 2, middle, str(count), ha="center", va="center")
        return
    first = None
    for at, count in enumerate((*counts, 0)):
        if count and first is None:
            first = at
        elif not count and first is not None:
            left = grid.left(grid.years[0] + first)
            canvas.box(sheet, left, middle - 1.15, (at - first) * grid.pitch, 2.3, look)
            first = None
