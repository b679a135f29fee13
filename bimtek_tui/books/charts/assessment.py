"""The assessment by part of each model, the last two rounds side by side."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from ... import text
from ...analysis import assessment
from ...model.entries import Session
from ...model.labels import capital
from ...model.method import Method
from ...model.method_tables import Model
from .. import indonesian
from .chart import LONGEST, Cell, Chart, differ, in_turn, rounded

if TYPE_CHECKING:
    from .canvas import Canvas

_TOTAL = "Nilai total"
_PANEL = 43.0
"""Millimetres that a model takes at least: its name, its axis, and two or three rows."""
_NOTE = "* Dihitung dari indikator yang dinilai pada kedua tahun saja."


class Part(Struct, frozen=True):
    """A part of a model, or its total, with the mean as it is printed and the indicators that it rests on, by round.

    `shared` where some of the indicators were assessed in one of two rounds alone and are left out.
    """

    name: str
    means: tuple[Decimal | None, ...]
    indicators: tuple[int, ...]
    shared: bool = False
    total: bool = False


class Panel(Struct, frozen=True):
    """A model with the ends of its scale, its rounds, and its parts with the total at the end."""

    name: str
    scale: tuple[int, int]
    years: tuple[int, ...]
    parts: tuple[Part, ...]


class Assessment(Chart, frozen=True, kw_only=True):
    """Every model that has something to compare: two parts, or two rounds."""

    panels: tuple[Panel, ...]


def of(session: Session, method: Method) -> Assessment | None:
    """The models that have been assessed."""
    shown = [
        (model, rounds, panel)
        for model in method.model
        for rounds in [assessment.rounds(session, model)[-2:]]
        if rounds
        for panel in [_panel(model, rounds)]
        if differ(mean for part in panel.parts if not part.total for mean in part.means if mean is not None)
    ]
    if not shown:
        return None
    panels = tuple(panel for _model, _rounds, panel in shown)
    return Assessment(
        title=_title([(model, rounds) for model, rounds, _panel in shown]),
        alt=" ".join(map(_said, panels)),
        source="; ".join(
            f"{text.short(panel.name, LONGEST)}, {indonesian.listed([str(year) for year in panel.years])}"
            for panel in panels
        ),
        head=("Model", "Bagian", "Tahun", "Nilai", "Indikator yang dinilai"),
        rows=tuple(row for panel in panels for row in _rows(panel)),
        panels=panels,
    )


def _panel(model: Model, rounds: list[assessment.Round]) -> Panel:
    """One or two rounds of a model; what both have is taken from the indicators that were assessed in both."""
    compared = assessment.compare(*rounds) if len(rounds) > 1 else None
    parts = [
        _part(
            result.part.name,
            [round.parts[place].mean for round in rounds],
            [round.parts[place].assessed for round in rounds],
            compared.parts.get(result.part.id) if compared else None,
        )
        for place, result in enumerate(rounds[-1].parts)
    ]
    known = compared.total.indicators if compared and compared.total else rounds[-1].assessed
    of = rounds[-1].indicators
    total = _part(
        _TOTAL + (f" ({known} dari {of} indikator)" if known < of else ""),
        [round.total for round in rounds],
        [round.assessed for round in rounds],
        compared.total if compared else None,
        total=True,
    )
    return Panel(
        model.name,
        (model.scale_min, model.scale_max),
        tuple(round.year or 0 for round in rounds),
        (*parts, total),
    )


def _part(
    name: str,
    means: list[Fraction | None],
    indicators: list[int],
    change: assessment.Change | None,
    total: bool = False,
) -> Part:
    shared = change is not None and any(number != change.indicators for number in indicators)
    if change is not None:
        means, indicators = [change.before, change.after], [change.indicators] * 2
    printed = tuple(None if mean is None else rounded(mean) for mean in means)
    return Part(name, printed, tuple(indicators), shared, total)


def _rows(panel: Panel) -> list[tuple[Cell, ...]]:
    return [
        (panel.name, part.name, str(year), mean, number)
        for part in panel.parts
        for year, mean, number in zip(panel.years, part.means, part.indicators, strict=True)
    ]


def _said(panel: Panel) -> str:
    parts = [
        f"{text.short(part.name, LONGEST)}: "
        + ", ".join(
            f"{year} {'belum dinilai' if mean is None else indonesian.number(mean, 2)}"
            for year, mean in zip(panel.years, part.means, strict=True)
        )
        + (" (hanya indikator yang dinilai pada kedua tahun)" if part.shared else "")
        for part in panel.parts
    ]
    return f"{text.short(panel.name, LONGEST)}, skala {_ends(panel.scale)}. {in_turn(parts)}."


def _title(shown: list[tuple[Model, list[assessment.Round]]]) -> str:
    if len(shown) > 2:
        return _directions(shown)
    return capital("; ".join(_clause(model, rounds, len(shown) > 1) for model, rounds in shown))


def _clause(model: Model, rounds: list[assessment.Round], in_short: bool) -> str:
    """``nilai RKCI (12 dari 23 indikator) naik dari 45,33 (2023) menjadi 51,20 (2025)``; in short the total alone."""
    name = text.short(indonesian.shortened(model.name), LONGEST)
    total = _compared(rounds)
    if total is None:
        last = rounds[-1]
        if last.is_partial and not in_short:
            name += f" ({last.assessed} dari {last.indicators} indikator)"
        return f"nilai {name} {_printed(last.total)} ({last.year}, skala {_ends((model.scale_min, model.scale_max))})"
    before, after = (round.year for round in rounds)
    if total.indicators < rounds[-1].indicators and not in_short:
        name += f" ({total.indicators} dari {rounds[-1].indicators} indikator)"
    if not total.difference:
        return f"nilai {name} tetap {_printed(total.after)} ({before} dan {after})"
    if _printed(total.before) == _printed(total.after):
        return f"nilai {name} hampir tetap, {_printed(total.after)} ({before} dan {after})"
    way = "naik" if total.difference > 0 else "turun"
    if in_short:
        return f"nilai {name} {way} dari {_printed(total.before)} menjadi {_printed(total.after)}"
    return f"nilai {name} {way} dari {_printed(total.before)} ({before}) menjadi {_printed(total.after)} ({after})"


def _directions(shown: list[tuple[Model, list[assessment.Round]]]) -> str:
    """How many models rose and fell, where there are too many to name them all."""
    ways = Counter(
        "belum dapat dibandingkan"
        if total is None
        else "tetap"
        if not total.difference
        else "naik"
        if total.difference > 0
        else "turun"
        for _model, rounds in shown
        for total in [_compared(rounds)]
    )
    return "Nilai total " + indonesian.listed(
        [f"{way} pada {indonesian.spelled(number)} model" for way, number in ways.items()]
    )


def _compared(rounds: list[assessment.Round]) -> assessment.Change | None:
    return assessment.compare(*rounds).total if len(rounds) > 1 else None


def _beside(mean: Decimal | None, scale: tuple[int, int]) -> str:
    if mean is None:
        return "belum dinilai"
    beyond = "" if scale[0] <= mean <= scale[1] else " (di luar skala)"
    return f"{indonesian.number(mean, 2)}{beyond}"


def _ends(scale: tuple[int, int]) -> str:
    low, high = map(indonesian.number, scale)
    return f"{low} sampai {high}"


def _printed(total: Fraction | None) -> str:
    return "" if total is None else indonesian.number(total, 2)


def draw(chart: Assessment) -> Canvas:
    """A panel a model below each other, a bar a round, on the model's own scale."""
    from . import bars
    from .canvas import WIDTH, Canvas, Style
    from .letters import SMALL, USUAL

    old, new = Style("#d9d9d9", "////", ""), Style("#0072b2", "", "")
    head, gap, foot = 7.0, 3.0, 5.0
    panels = chart.panels[: int(chart.height / _PANEL)]
    more = len(chart.panels) - len(panels)
    has_note = any(part.shared for panel in panels for part in panel.parts)
    laid = []
    room = chart.height - (head + bars.BELOW + gap) * len(panels) - foot * (has_note + (more > 0))
    each = room / len(panels)
    for panel in panels:
        looks = (old, new)[-len(panel.years) :]
        rows = [
            bars.Row(
                part.name + ("*" if part.shared else ""),
                tuple(
                    (bars.Piece(float(mean or 0), look),)
                    for mean, look in zip(part.means, looks, strict=True)
                ),
                tuple(_beside(mean, panel.scale) for mean in part.means),
                bold=part.total,
            )
            for part in panel.parts
        ]
        kept = [*bars.cut(rows[:-1], "bagian", each - bars.least(2), lines=2), rows[-1]]
        scale = float(min(0, panel.scale[0])), float(max(0, panel.scale[1]))
        laid.append((panel, looks, kept, bars.layout(kept, room, scale)))
    whole = sum(at.each * len(rows) for _panel, _looks, rows, at in laid)
    if whole > room:
        laid = [
            (panel, looks, rows, bars.layout(rows, room * len(rows) * at.each / whole, (at.low, at.high)))
            for panel, looks, rows, at in laid
        ]
    height = sum(at.each * len(rows) + head + bars.BELOW + gap for _panel, _looks, rows, at in laid)
    canvas = Canvas(height=height + foot * (has_note + (more > 0)))
    sheet = canvas.sheet()
    top = canvas.height
    for panel, looks, rows, at in laid:
        sheet.text(
            1,
            top - 1,
            canvas.fitted(panel.name, WIDTH - 48, USUAL, 1, bold=True),
            size=USUAL,
            va="top",
            weight="bold",
        )
        keys = [(look, str(year)) for look, year in zip(looks, panel.years, strict=True)]
        canvas.keys(sheet, WIDTH - 21 * len(keys), top - 1, keys, 44)
        bars.draw(canvas, sheet, rows, at, top - head, f"Nilai (skala {_ends(panel.scale)})")
        top -= at.each * len(rows) + head + bars.BELOW + gap
    notes = [_NOTE] * has_note + [f"dan {indonesian.spelled(more)} model lain"] * (more > 0)
    for place, note in enumerate(reversed(notes)):
        sheet.text(1, 1 + foot * place, note, size=SMALL, va="bottom")
    return canvas
