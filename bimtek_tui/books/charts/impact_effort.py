"""The candidates for quick wins by impact and effort, those chosen marked, with the names of the four fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ...analysis import quick_wins
from ...analysis.ordinals import ordinals
from ...analysis.tally import grouped
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..terms import CELLS
from ..views.printed import ranges
from .chart import PAGE, Chart, in_turn, many, name, plain, workshop_source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .canvas import Canvas

_CELL = 27.4
_USUAL, _LOWEST, _ROWS = 13.0, 9.0, 4
"""Of a cell: its width, its least height where there is room and where there is little, and the lines of marks that it may have."""
_MARK, _PITCH = 3.5, 4.0
"""Height of a mark, and from one to the next below it."""
_STRIP = 4.4
"""Of the cells in which the name of a field stands: the part at the top that it takes."""
_APART = 0.8
_LEFT, _BOTTOM, _ABOVE, _LEGEND = 12.0, 11.0, 2.0, 60.0
"""The last two: the room above the names, and their greatest height, in millimetres."""
_TOLD = 6
"""Candidates of a field that an alternative text names."""
_FEW = 16
"""Candidates whose names may take two lines."""
_CORNERS = {
    "quick-win": (1, 5),
    "large-project": (4, 5),
    "fill-in": (1, 2),
    "hardly-worth-it": (4, 2),
    "middle": (3, 3),
}
"""Effort and impact of the cell in which the name of a field begins."""


class Place(Struct, frozen=True):
    """A candidate with its spoken number; impact and effort are 1 to 5."""

    label: str
    name: str
    impact: int
    effort: int
    is_chosen: bool


class ImpactEffort(Chart, frozen=True, kw_only=True):
    """The candidates that have both values, in the order of capture; `unplaced` are the numbers of the others."""

    places: tuple[Place, ...]
    unplaced: tuple[str, ...]


def of(session: Session, method: Method) -> ImpactEffort | None:
    """The square, once two candidates have a place."""
    labels = ordinals(session, "quick_win")
    candidates = quick_wins.candidates(session, method)
    placed = [candidate for candidate in candidates if candidate.cell]
    if len(placed) < 2:
        return None
    places = tuple(
        Place(
            labels[candidate.entry.id],
            plain(candidate.program.name) if candidate.program else "",
            candidate.entry.impact or 0,
            candidate.entry.effort or 0,
            candidate.entry.decision == "chosen",
        )
        for candidate in placed
    )
    unplaced = tuple(labels[candidate.entry.id] for candidate in candidates if not candidate.cell)
    fields = grouped(placed, lambda candidate: candidate.cell)
    told = [
        f"{CELLS[cell]}: "
        + ", ".join(
            f"{labels[one.entry.id]} {name(one.program.name) if one.program else ''}".rstrip()
            + f" (dampak {one.entry.impact}, upaya {one.entry.effort}"
            + f"{', terpilih' if one.entry.decision == 'chosen' else ''})"
            for one in fields[cell][:_TOLD]
        )
        + (
            f", dan {indonesian.number(len(fields[cell]) - _TOLD)} calon lain"
            if len(fields[cell]) > _TOLD
            else ""
        )
        for cell in quick_wins.CELLS
        if cell in fields
    ]
    return ImpactEffort(
        title=_title(candidates),
        alt=f"Matriks dampak dan upaya, masing-masing bernilai 1 sampai 5. {in_turn(told, 'bidang lain', 10_000)}."
        + (f" {_unplaced(unplaced)}" if unplaced else ""),
        source=workshop_source(session),
        head=("No.", "Quick win", "Dampak", "Upaya", "Bidang", "Terpilih"),
        rows=tuple(
            (
                place.label,
                place.name,
                place.impact,
                place.effort,
                CELLS[candidate.cell].partition(" (")[0] if candidate.cell else "",
                "ya" if place.is_chosen else "tidak",
            )
            for place, candidate in zip(places, placed, strict=True)
        ),
        places=places,
        unplaced=unplaced,
    )


def _unplaced(labels: Sequence[str]) -> str:
    shown = ranges(labels) if len(labels) <= 12 else f"{indonesian.number(len(labels))} calon"
    return f"Belum dinilai dampak atau upayanya: {shown}."


def _title(candidates: list[quick_wins.Candidate]) -> str:
    """What is to see: how many of those chosen, or of all while none is, lie where impact is high and effort low."""
    where = "berdampak tinggi dengan upaya rendah"
    chosen = [candidate for candidate in candidates if candidate.entry.decision == "chosen"]
    placed = [candidate for candidate in chosen if candidate.cell]
    noun = "quick win terpilih" if placed else "calon quick win"
    group = chosen if placed else candidates
    among = [candidate for candidate in group if candidate.cell]
    best, whole = sum(candidate.cell == "quick-win" for candidate in among), len(among)
    rated = f"{noun} yang sudah dinilai" if len(among) < len(group) else noun
    if whole == 1:
        return f"Satu {rated} {where if best else f'tidak {where}'}"
    if best == whole:
        return f"Seluruh {rated} {where}"
    if not best:
        return f"Tidak satu pun dari {indonesian.spelled(whole)} {rated} {where}"
    return f"{many(best)} dari {indonesian.spelled(whole)} {rated} {where}"


def draw(chart: ImpactEffort) -> Canvas:
    """The square with the numbers, and below the names that belong to them."""
    from .canvas import SOFT, WIDTH, Canvas, write
    from .letters import SMALL, extent, line_height

    names = sorted(chart.places, key=lambda place: not place.is_chosen)
    lines_each = 2 if len(names) <= _FEW and chart.height >= PAGE else 1
    tall = line_height(SMALL) * lines_each + 0.4
    foot = line_height(SMALL) if chart.unplaced else 0
    most = 2 * max(1, int(min(_LEGEND, chart.height - _BOTTOM - 1 - 5 * _LOWEST - _ABOVE - foot) / tall))
    shown, more = (names, 0) if len(names) <= most else (names[: most - 1], len(names) - most + 1)
    lines = -(-(len(shown) + bool(more)) // 2)
    below = _ABOVE + tall * lines + foot
    highest = max(_LOWEST, (chart.height - below - _BOTTOM - 1) / 5)
    widest = max(extent(place.label, SMALL, bold=True) for place in names) + 1.2
    across = max(1, int((_CELL - _APART) / (widest + _APART)))
    cells = grouped(names, lambda place: (place.effort, place.impact))
    wanted = [
        _strip(cell) + min(_ROWS, -(-len(places) // across)) * _PITCH + 0.6 for cell, places in cells.items()
    ]
    height = min(highest, max(_USUAL, *wanted))
    canvas = Canvas(height=below + _BOTTOM + 5 * height + 1)
    sheet = canvas.sheet()
    _grid(sheet, below + _BOTTOM, height)
    for (effort, impact), places in cells.items():
        marks = [(place.label, place.is_chosen) for place in places]
        strip = _strip((effort, impact))
        rows = int((height - strip - 0.5) / _PITCH)
        if len(marks) > rows * across:
            rest = len(marks) - rows * across + 1
            marks = [*marks[:-rest], (f"+{indonesian.number(rest)}", False)]
        left, bottom = _LEFT + (effort - 1) * _CELL, below + _BOTTOM + (impact - 1) * height
        parts = [marks[first : first + across] for first in range(0, len(marks), across)]
        _marks(sheet, (left + _CELL / 2, bottom + (height - strip) / 2), parts, widest)
    for left, words, is_chosen in ((101.0, "terpilih", True), (126.0, "calon lain", False)):
        _mark(sheet, (left, below + 2), 8.0, "QW", is_chosen)
        write(sheet, left + 9.5, below + 2 + _MARK / 2, words, va="center")
    top = below - 1
    half, numbers = WIDTH / 2, widest + 0.6
    for at, place in enumerate(shown):
        column, row = divmod(at, lines)
        left, high = 1 + half * column, top - row * tall
        write(sheet, left, high, place.label, weight="bold" if place.is_chosen else "normal")
        words = canvas.fitted(place.name, half - numbers - 4, SMALL, lines_each)
        write(sheet, left + numbers, high, words)
    if more:
        others = f"dan {indonesian.number(more)} calon lain"
        write(sheet, 1 + half, top - (lines - 1) * tall, others, color=SOFT)
    if chart.unplaced:
        words = canvas.fitted(_unplaced(chart.unplaced), WIDTH - 2, SMALL)
        write(sheet, 1, top - lines * tall, words, color=SOFT)
    return canvas


def _strip(cell: tuple[int, int]) -> float:
    """How much of a cell, given by effort and impact, the name of a field takes."""
    return _STRIP if cell in _CORNERS.values() else 0.0


def _grid(sheet: Axes, bottom: float, height: float) -> None:
    """The cells with the values of both axes, their names, and the names of the fields."""
    from matplotlib import patches

    from .canvas import FAINT, SOFT, write
    from .letters import SMALL

    width = _CELL
    for effort, impact in ((effort, impact) for effort in range(1, 6) for impact in range(1, 6)):
        cell = quick_wins.cell(impact, effort)
        tint = "#e3edf6" if cell == "quick-win" else "#f3f3f3" if cell == "middle" else "white"
        sheet.add_patch(
            patches.Rectangle(
                (_LEFT + (effort - 1) * width, bottom + (impact - 1) * height),
                width,
                height,
                facecolor=tint,
                edgecolor=FAINT,
                linewidth=0.5,
            )
        )
    for at in (0, 2, 3, 5):
        sheet.plot([_LEFT + at * width] * 2, [bottom, bottom + 5 * height], color=SOFT, linewidth=0.8)
        sheet.plot([_LEFT, _LEFT + 5 * width], [bottom + at * height] * 2, color=SOFT, linewidth=0.8)
    for value in range(1, 6):
        write(sheet, _LEFT + (value - 0.5) * width, bottom - 1, str(value), ha="center")
        write(sheet, _LEFT - 1.5, bottom + (value - 0.5) * height, str(value), ha="right", va="center")
    write(sheet, _LEFT, bottom - 5, "Upaya (1 rendah sampai 5 tinggi)")
    write(
        sheet,
        1,
        bottom + 2.5 * height,
        "Dampak (1 rendah sampai 5 tinggi)",
        va="center",
        rotation=90,
    )
    for field, (effort, impact) in _CORNERS.items():
        write(
            sheet,
            _LEFT + (effort - 1) * width + 1.2,
            bottom + impact * height - 0.8,
            CELLS[field].partition(" (")[0],
            weight="bold",
            color=SOFT,
            size=SMALL,
        )


def _marks(
    sheet: Axes, middle: tuple[float, float], rows: Sequence[Sequence[tuple[str, bool]]], widest: float
) -> None:
    """The numbers of a cell in rows around this place, each with whether it was chosen."""
    top = middle[1] + _PITCH * len(rows) / 2
    for down, row in enumerate(rows, start=1):
        left = middle[0] - (len(row) * (widest + _APART) - _APART) / 2
        for beside, (label, is_chosen) in enumerate(row):
            place = (left + beside * (widest + _APART), top - down * _PITCH + (_PITCH - _MARK) / 2)
            _mark(sheet, place, widest, label, is_chosen)


def _mark(sheet: Axes, corner: tuple[float, float], width: float, label: str, is_chosen: bool) -> None:
    from matplotlib import patches

    from .canvas import INK, write

    fill = INK if is_chosen else "white"
    sheet.add_patch(patches.Rectangle(corner, width, _MARK, facecolor=fill, edgecolor=INK, linewidth=0.8))
    write(
        sheet,
        corner[0] + width / 2,
        corner[1] + _MARK / 2 - 0.1,
        label,
        ha="center",
        va="center",
        color="white" if is_chosen else INK,
        weight="bold" if is_chosen else "normal",
    )
