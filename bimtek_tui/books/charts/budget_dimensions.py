"""What the programs of each dimension cost, as bars with the amounts beside; programs without an amount are said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ...analysis import budget, programs
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..views.printed import NO_DIMENSION
from .chart import Chart, Unit, about, differ, in_turn, name, plain, unit, workshop_source

if TYPE_CHECKING:
    from .canvas import Canvas

_ROW, _BELOW, _NAMES, _AMOUNTS = 7.6, 14.0, 36.0, 44.0


class Row(Struct, frozen=True):
    """A dimension with its money in whole rupiah, and how many of its programs have an amount or none.

    `place` is that of the dimension in the method, None where it is none.
    """

    name: str
    amount: int
    programs: int
    without_budget: int
    place: int | None = None
    color: str = ""


class BudgetDimensions(Chart, frozen=True, kw_only=True):
    """The dimensions in the order of the method; what belongs to none of them stands at the end."""

    bars: tuple[Row, ...]
    unit: Unit


def of(session: Session, method: Method) -> BudgetDimensions | None:
    """The money by dimension, once there is some, and dimensions differ."""
    money = budget.money(session)
    amounts = budget.by_known_dimension(money, method)
    members = programs.by_dimension(session, method)
    known = {
        id: sum(program.id in money.by_program for program in programs) for id, programs in members.items()
    }
    rows = [
        Row(
            plain(dimension.short),
            amounts.get(dimension.id, 0),
            len(members[dimension.id]),
            len(members[dimension.id]) - known[dimension.id],
            place,
            dimension.color,
        )
        for place, dimension in enumerate(method.dimension)
    ]
    if members[""]:
        rows.append(Row(NO_DIMENSION, amounts.get("", 0), len(members[""]), len(members[""]) - known[""]))
    if money.total <= 0 or not differ((row.amount, row.without_budget) for row in rows):
        return None
    bars = tuple(rows)
    return BudgetDimensions(
        title=_title(rows, money),
        alt=f"Diagram batang anggaran menurut dimensi. {in_turn([_told(row) for row in bars])}.",
        source=workshop_source(session),
        head=("Dimensi", "Anggaran (Rp)", "Program", "Program tanpa anggaran"),
        rows=tuple((row.name, row.amount, row.programs, row.without_budget) for row in bars),
        bars=bars,
        unit=unit(row.amount for row in bars),
    )


def _folded(rows: Sequence[Row], most: int) -> Sequence[Row]:
    """At most so many rows, those with the least money as one at the end."""
    if len(rows) <= most:
        return rows
    largest = sorted(rows, key=lambda row: -row.amount)
    kept, rest = largest[: most - 1], largest[most - 1 :]
    return [
        *(row for row in rows if row in kept),
        Row(
            f"{indonesian.number(len(rest))} dimensi lain",
            sum(row.amount for row in rest),
            sum(row.programs for row in rest),
            sum(row.without_budget for row in rest),
        ),
    ]


def _title(rows: list[Row], money: budget.Money) -> str:
    """What is to see: which dimension has the most money, said of what is known alone."""
    known = "Anggaran yang sudah diisi" if money.without_budget else "Anggaran"
    whole = about(money.total)
    dimensions = [row for row in rows if row.place is not None]
    most = max(row.amount for row in dimensions)
    largest = [name(row.name) for row in dimensions if row.amount == most]
    amount = about(most)
    if not most:
        return f"{known}, yaitu {whole}, belum terkait dimensi"
    if most == money.total:
        return f"Seluruh {indonesian.within(known)}, yaitu {whole}, ada pada dimensi {largest[0]}"
    if len(largest) == len(dimensions):
        return f"{known} setiap dimensi sama besar, yaitu {amount}"
    if len(largest) == 1:
        return f"{known} paling besar pada dimensi {largest[0]}, yaitu {amount} dari {whole}"
    listed = (
        indonesian.listed(largest) if len(largest) <= 3 else f"{indonesian.spelled(len(largest))} dimensi"
    )
    named = f"dimensi {listed}" if len(largest) <= 3 else listed
    return f"{known} paling besar pada {named}, masing-masing {amount} dari {whole}"


def _told(row: Row) -> str:
    lacking = f", {_without(row)}" if row.without_budget else ""
    return f"{name(row.name)} {indonesian.rupiah_in_short(row.amount)}{lacking}"


def _without(row: Row) -> str:
    """How many programs have no amount, as it stands behind the amount of the others."""
    return f"{indonesian.number(row.without_budget)} program tanpa anggaran"


def draw(chart: BudgetDimensions) -> Canvas:
    """A row a dimension, from the top down."""
    from .canvas import SOFT, UNKNOWN, WIDTH, Canvas, style, write
    from .letters import SMALL, extent, line_height

    rows = _folded(chart.bars, int((chart.height - _BELOW) / _ROW))
    height = _ROW * len(rows)
    canvas = Canvas(height=height + _BELOW)
    left, bottom, width = _NAMES + 2, 11.0, WIDTH - _NAMES - _AMOUNTS - 2
    axes = canvas.axes(left, bottom, width, height)
    axes.set_ylim(0, height)
    values = [float(chart.unit.of(row.amount)) for row in rows]
    reach = max(map(abs, values)) * 1.01
    axes.set_xlim(min(0.0, *values), reach)
    axes.set_yticks([])
    widest = extent(indonesian.number(round(reach)), SMALL) + 4
    canvas.scale(axes.xaxis, most=max(1, min(6, int(width / widest))))
    axes.set_xlabel(f"Anggaran ({chart.unit.name})", size=SMALL)
    sheet = canvas.sheet()
    for at, (row, value) in enumerate(zip(rows, values, strict=True)):
        middle = height - _ROW * (at + 0.5)
        look = UNKNOWN if row.place is None else style(row.place, row.color)
        if value:
            canvas.box(axes, 0, middle - 2.3, value, 4.6, look)
        words = canvas.fitted(row.name, _NAMES - 1, SMALL, 2)
        write(sheet, left - 2, bottom + middle, words, ha="right", va="center")
        end = left + (max(value, 0.0) - axes.get_xlim()[0]) / (reach - axes.get_xlim()[0]) * width + 1.5
        amount = indonesian.rupiah_in_short(row.amount) if row.programs > row.without_budget else ""
        room = WIDTH - end - 1
        lacking = _without(row) if row.without_budget else ""
        if not amount or not lacking:
            write(
                sheet,
                end,
                bottom + middle,
                amount or lacking or "–",
                va="center",
                color=SOFT if lacking else None,
            )
        elif extent(f"{amount}  {lacking}", SMALL) <= room:
            write(sheet, end, bottom + middle, amount, va="center")
            write(
                sheet, end + extent(f"{amount}  ", SMALL), bottom + middle, lacking, va="center", color=SOFT
            )
        else:
            write(sheet, end, bottom + middle + line_height(SMALL), amount)
            write(sheet, end, bottom + middle, lacking, color=SOFT)
    return canvas
