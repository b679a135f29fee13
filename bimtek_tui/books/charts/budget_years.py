"""What the programs cost by year and source, as columns; what nobody has split by year stands apart."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from ...analysis import budget
from ...model.entries import Session
from ...model.method import Method, place
from .. import indonesian
from ..views.base import name_in
from ..views.printed import drawn
from .chart import ALT, Cell, Chart, Unit, about, in_turn, plain, unit, workshop_source

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .canvas import Canvas, Style

NO_SOURCE = "Belum dirinci menurut sumber"
_HIGHEST, _LOWEST, _LEGEND = 74.0, 30.0, 2
"""Millimetres of the columns, and columns of the legend."""
_UNSPLIT, _WIDEST = 27.0, 20.0
"""Millimetres for what is not split by year, and the most of a year."""
_CUT = 1.5
"""How many times as high as the highest year what is not split by year may be before it is cut."""


class Source(Struct, frozen=True):
    """A source with its money in whole rupiah, in the order of the columns, and its place in the method.

    What is not split by source has no place.
    """

    name: str
    place: int | None
    amounts: tuple[int, ...]


class BudgetYears(Chart, frozen=True, kw_only=True):
    """The years from the first with money to the last, what is not split by year at the end where there is any (`unsplit`).

    Amounts are whole rupiah.
    """

    years: tuple[int, ...]
    unsplit: int | None
    sources: tuple[Source, ...]
    sums: tuple[int, ...]
    unit: Unit
    without_budget: int


def of(session: Session, method: Method) -> BudgetYears | None:
    """The money by year and source, once more is known than one amount of one year."""
    money = budget.money(session)
    rows = budget.by_year(money)
    known = [year for year, amount in rows if isinstance(year, int) and amount > 0]
    cells = budget.summed(money.parts, lambda part: (part.year, part.funding))
    if not known or sum(map(bool, cells.values())) < 2:
        return None
    years = tuple(range(min(known), max(known) + 1))
    columns: list[int | str] = [*years, *([budget.NOT_SPLIT] if money.by_year.get(budget.NOT_SPLIT) else [])]
    sources = tuple(
        Source(
            plain(name_in(method.sources, funding)) if funding else NO_SOURCE,
            place(method.sources, funding)[0] if funding else None,
            tuple(cells.get((column, funding), 0) for column in columns),
        )
        for funding in budget.in_order({funding for _year, funding in cells}, method)
        if any(cells.get((column, funding)) for column in columns)
    )
    sums = tuple(money.by_year.get(column, 0) for column in columns)
    unsplit = sums[-1] if len(columns) > len(years) else None
    names = (*map(str, years), *(["belum dirinci menurut tahun"] if unsplit else []))
    table: tuple[tuple[Cell, ...], ...] = tuple(
        (names[at], *(source.amounts[at] for source in sources), sums[at]) for at in range(len(columns))
    )
    lacking = _lacking(money.without_budget)
    return BudgetYears(
        title=_title(dict(zip(years, sums, strict=False)), unsplit or 0),
        alt=f"Diagram batang bertumpuk anggaran menurut tahun dan sumber. {_told(names, sums, sources)}."
        + (f" {lacking}." if lacking else ""),
        source=workshop_source(session),
        head=("Tahun", *(f"{source.name} (Rp)" for source in sources), "Jumlah (Rp)"),
        rows=table,
        years=years,
        unsplit=unsplit,
        sources=sources,
        sums=sums,
        unit=unit(sums[: len(years)]),
        without_budget=money.without_budget,
    )


def _told(names: Sequence[str], sums: Sequence[int], sources: Sequence[Source]) -> str:
    """Every column in words: ``2026 Rp12 miliar (APBN Rp2 miliar, DAK Rp10 miliar)``; of many the sums of both kinds."""
    columns = [f"{name} {indonesian.rupiah_in_short(whole)}" for name, whole in zip(names, sums, strict=True)]
    parts = [
        ", ".join(
            f"{_short(source)} {indonesian.rupiah_in_short(source.amounts[at])}"
            for source in sources
            if source.amounts[at]
        )
        for at in range(len(names))
    ]
    all_of = "; ".join(
        f"{column} ({part})" if part else column for column, part in zip(columns, parts, strict=True)
    )
    if len(all_of) <= 2 * ALT:
        return all_of
    of_sources = [f"{_short(source)} {indonesian.rupiah_in_short(sum(source.amounts))}" for source in sources]
    return f"{in_turn(columns, 'tahun lain')}. Menurut sumber: {in_turn(of_sources, 'sumber lain')}"


def _short(source: Source) -> str:
    return indonesian.within(indonesian.shortened(source.name))


def _title(by_year: dict[int, int], unsplit: int) -> str:
    """What is to see: the year with the most money, or how little is known where the rest might turn that over."""
    known = sum(by_year.values())
    open_amount = about(unsplit)
    if unsplit > known:
        whole = about(known + unsplit)
        return f"Anggaran {open_amount} dari {whole} belum dirinci menurut tahun"
    most = max(by_year.values())
    largest = [str(year) for year, amount in by_year.items() if amount == most]
    amount = about(most)
    if most == known:
        part = "Seluruh anggaran" if not unsplit else "Seluruh anggaran yang sudah dirinci"
        said = f"{part}, yaitu {amount}, jatuh pada tahun {largest[0]}"
    elif len(largest) == len(by_year):
        said = f"Anggaran setiap tahun sama besar, yaitu {amount}"
    elif len(largest) == 1:
        said = f"Anggaran terbesar jatuh pada tahun {largest[0]}, yaitu {amount}"
    else:
        said = f"Anggaran terbesar jatuh pada tahun {drawn(largest)}, masing-masing {amount}"
    return f"{said}; {open_amount} belum dirinci menurut tahun" if unsplit else said


def _lacking(programs: int) -> str:
    return f"Anggaran {indonesian.spelled(programs)} program belum diisi" if programs else ""


def draw(chart: BudgetYears) -> Canvas:
    """Columns with their sums above; the sources and what is missing below."""
    from .canvas import SOFT, UNKNOWN, WIDTH, Canvas, style, write
    from .letters import SMALL, extent, line_height

    across = WIDTH / _LEGEND - 3
    lines = -(-len(chart.sources) // _LEGEND)
    heights = [
        line_height(SMALL) * (1 + (extent(source.name, SMALL) > across - 8)) + 1.4 for source in chart.sources
    ]
    legend = max(sum(heights[:lines]), sum(heights[lines:]))
    below = 14 + legend + (line_height(SMALL) if chart.without_budget else 0)
    height = min(_HIGHEST, max(_LOWEST, chart.height - below - 1))
    canvas = Canvas(height=height + below + 1)
    count = len(chart.years)
    left = 9 + extent(f"{indonesian.number(max(chart.sums[:count]) // chart.unit.size)},5", SMALL)
    width = WIDTH - left - 1
    axes = canvas.axes(left, below, width, height)
    pitch = min(_WIDEST, (width - (_UNSPLIT if chart.unsplit else 0)) / (count + 0.2))
    axes.set_xlim(-0.6, width / pitch - 0.6)
    places = [*map(float, range(count)), *([count - 0.4 + _UNSPLIT / 2 / pitch] if chart.unsplit else [])]
    looks = [UNKNOWN if source.place is None else style(source.place) for source in chart.sources]
    is_cut = bool(chart.unsplit) and chart.sums[-1] > _CUT * max(chart.sums[:count])
    tops, lowest = _stacked(canvas, axes, chart, places, looks, is_cut)
    _summed(axes, chart, list(zip(places, tops, strict=True)), lowest, pitch - 0.8, height)
    canvas.scale(axes.yaxis)
    axes.set_ylabel(f"Anggaran ({chart.unit.name})", size=SMALL)
    every = int(-(-extent("2026", SMALL) * 1.2 // pitch))
    axes.set_xticks(
        [place for at, place in enumerate(places[:count]) if at % every == 0],
        [str(year) for at, year in enumerate(chart.years) if at % every == 0],
    )
    sheet = canvas.sheet()
    if chart.unsplit:
        middle = left + (places[-1] + 0.6) * pitch
        cut = "\n(batang dipotong)" if is_cut else ""
        write(sheet, middle, below - 1.3, f"belum dirinci\nmenurut tahun{cut}", ha="center")
        if is_cut:
            _break(sheet, middle - 0.35 * pitch, middle + 0.35 * pitch, below + height / 2)
    write(sheet, left + (count + 0.2) / 2 * pitch, below - 5, "Tahun", ha="center")
    named = list(zip(looks, (source.name for source in chart.sources), strict=True))
    ends = [
        canvas.legend(
            sheet, 1 + (across + 3) * column, below - 13, named[lines * column : lines * (column + 1)], across
        )
        for column in range(_LEGEND)
    ]
    if chart.without_budget:
        write(sheet, 1, min(ends), f"{_lacking(chart.without_budget)}.", color=SOFT)
    return canvas


def _stacked(
    canvas: Canvas,
    axes: Axes,
    chart: BudgetYears,
    places: Sequence[float],
    looks: Sequence[Style],
    is_cut: bool,
) -> tuple[list[float], float]:
    """Draw the columns; how high each of them is, and how low the lowest. A cut one is drawn as high as it may be."""
    size, tops, bottoms = chart.unit.size, [0.0] * len(places), [0.0] * len(places)
    scales = [1.0] * len(places)
    if is_cut:
        scales[-1] = _CUT * max(chart.sums[:-1]) / chart.sums[-1]
    for source, look in zip(chart.sources, looks, strict=True):
        for at, amount in enumerate(source.amounts):
            value = amount / size * scales[at]
            if amount:
                canvas.box(axes, places[at] - 0.35, tops[at] if amount > 0 else bottoms[at], 0.7, value, look)
            tops[at] += max(0.0, value)
            bottoms[at] += min(0.0, value)
    return tops, min(bottoms)


def _summed(
    axes: Axes,
    chart: BudgetYears,
    tops: Sequence[tuple[float, float]],
    lowest: float,
    width: float,
    height: float,
) -> None:
    """Write the sums above the columns of this width in millimetres, on axes of this height, and let the axis have room for them."""
    from .letters import SMALL, extent, line_height

    count = len(chart.years)
    sums, is_turned = _fitting([chart.unit.of(amount) for amount in chart.sums[:count]], width)
    room = max(extent(words, SMALL) for words in sums) if is_turned else line_height(SMALL)
    if chart.unsplit:
        own = unit((chart.unsplit,))
        shown = indonesian.number(indonesian.trimmed(own.of(chart.unsplit), 2))
        sums.append(shown if own == chart.unit else f"{shown}\n{own.name.partition(' ')[0]}")
        room = max(room, (1 + (own != chart.unit)) * line_height(SMALL))
    highest = max(top for _place, top in tops)
    axes.set_ylim(lowest * 1.1, highest * height / (height - room - 2))
    for at, (words, top) in enumerate(zip(sums, tops, strict=True)):
        axes.annotate(
            words,
            top,
            (0, 2),
            textcoords="offset points",
            size=SMALL,
            ha="center",
            va="bottom",
            rotation=90 if is_turned and at < count else 0,
        )


def _break(sheet: Axes, left: float, right: float, at: float) -> None:
    """Two slanting lines through a column that is too high to be drawn whole."""
    from .canvas import INK

    sheet.fill(
        [left - 0.5, right + 0.5, right + 0.5, left - 0.5], [at, at + 2, at + 4, at + 2], color="white"
    )
    for up in (0, 2):
        sheet.plot([left - 0.5, right + 0.5], [at + up, at + up + 2], color=INK, linewidth=0.8)


def _fitting(sums: Sequence[Fraction], width: float) -> tuple[list[str], bool]:
    """Sums with as many decimals, two at most, as columns of this width have room for, and whether they must be turned.

    Nothing stands above columns that are narrower than a line. A sum of nothing says nothing.
    """
    from .letters import SMALL, extent, line_height

    for places in (2, 1, 0):
        words = [_rounded(value, places) if value else "" for value in sums]
        if max(extent(each, SMALL) for each in words) <= width:
            return words, False
    return (words, True) if width >= line_height(SMALL) else ([""] * len(sums), False)


def _rounded(value: Fraction, places: int) -> str:
    """So many decimals at most; what is less than the last of them says so."""
    shown = indonesian.trimmed(value, places)
    return indonesian.number(shown) if shown else f"<{indonesian.number(Fraction(1, 10**places), places)}"
