"""The result of the votes: what got most among factors, programs and quick wins, in ratings, and on decisions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from ... import text
from ...analysis import votes
from ...analysis.ordinals import ordinals
from ...model.entries import Session
from ...model.labels import capital
from ...model.method import Method
from .. import indonesian
from .chart import LONGEST, PAGE, Cell, Chart, differ, in_turn, rounded, workshop_source

if TYPE_CHECKING:
    from .canvas import Canvas

_NOUNS = {"swot": "faktor", "program": "program", "quick_win": "quick win"}
_VOTES, _MEAN = "Jumlah suara", "Rata-rata nilai"
_ANSWERS = ("setuju", "tidak setuju", "abstain")
_MOST = 15
"""Lines of a panel: more are no longer a result."""
_FEW = 4
"""Rows of a panel, the count of others among them: where not so many fit with names on two lines, names have one."""
_HEAD, _GAP = 6.5, 2.0


class Line(Struct, frozen=True):
    """What was voted on, by the short number that people know it by, with one figure or those of the answers."""

    label: str
    name: str
    figures: tuple[Decimal, ...]


class Panel(Struct, frozen=True):
    """Lines of one sort, the highest first; `unit` is what their figures are."""

    noun: str
    title: str
    unit: str
    lines: tuple[Line, ...]


class Votes(Chart, frozen=True, kw_only=True):
    """Every sort of votes that there are."""

    panels: tuple[Panel, ...]

    def parts(self) -> tuple[Votes, ...]:
        """Every sort by itself."""
        return tuple(_chart((panel,), self.source, self.height) for panel in self.panels)


def of(session: Session, _method: Method) -> Votes | None:
    """The votes, once two things can be compared by them, or something was decided by them."""
    labels = ordinals(session)
    counted = [
        Panel(
            _NOUNS[table],
            f"Suara untuk {_NOUNS[table]}",
            _VOTES,
            tuple(
                Line(labels[entry.id], _name(session, table, entry.id), (Decimal(entry.votes),))
                for entry in found
            ),
        )
        for table, found in votes.by_kind(session).items()
        if differ(entry.votes for entry in found)
    ]
    ratings = votes.ratings(session)
    if differ(rating.mean for rating in ratings):
        lines = [
            Line(labels.get(rating.id, ""), _found(session, rating.id), (rounded(rating.mean),))
            for rating in ratings
        ]
        counted.append(Panel("usulan", "Penilaian peserta", _MEAN, tuple(lines)))
    if decisions := votes.decisions(session):
        lines = [
            Line("", round.question, tuple(Decimal(n or 0) for n in (round.yes, round.no, round.abstain)))
            for round in reversed(decisions)
        ]
        counted.append(Panel("keputusan", "Keputusan", _VOTES, tuple(lines)))
    if not counted:
        return None
    return _chart(tuple(counted), workshop_source(session))


def _chart(panels: tuple[Panel, ...], source: str, height: float = PAGE) -> Votes:
    return Votes(
        title=_title(panels),
        alt=" ".join(map(_said, panels)),
        source=source,
        head=("Jenis", "Kode", "Yang dipilih", "Satuan", "Hasil"),
        rows=tuple(row for panel in panels for line in panel.lines for row in _rows(panel, line)),
        height=height,
        panels=panels,
    )


def _name(session: Session, table: str, id: str) -> str:
    """What an entry is called; a quick win by its program."""
    entry = session.entries(table)[id]
    if table == "quick_win":
        program = session.program.get(entry.program)
        return program.name if program else entry.problem or ""
    return str(entry.name if table == "program" else entry.text)


def _found(session: Session, id: str) -> str:
    return next((_name(session, table, id) for table in votes.VOTED_ON if id in session.entries(table)), id)


def _rows(panel: Panel, line: Line) -> list[tuple[Cell, ...]]:
    units = [panel.unit] if len(line.figures) == 1 else [f"{panel.unit}: {answer}" for answer in _ANSWERS]
    return [
        (
            panel.title,
            line.label,
            text.short(line.name, LONGEST),
            unit,
            value if panel.unit == _MEAN else int(value),
        )
        for unit, value in zip(units, line.figures, strict=True)
    ]


def _figure(panel: Panel, value: Decimal) -> str:
    return indonesian.number(value, 2 if panel.unit == _MEAN else 0)


def _said(panel: Panel) -> str:
    lines = []
    for line in panel.lines:
        name = " ".join(filter(None, (line.label, text.short(line.name, LONGEST))))
        if len(line.figures) == 1:
            lines.append(f"{name}: {_figure(panel, line.figures[0])}")
        else:
            answers = zip(_ANSWERS, line.figures, strict=True)
            lines.append(
                f"{name}: " + ", ".join(f"{answer} {_figure(panel, number)}" for answer, number in answers)
            )
    return f"{panel.title} ({indonesian.within(panel.unit)}): {in_turn(lines)}."


def _title(panels: Sequence[Panel]) -> str:
    """Where most of the votes are, by the short numbers; of decisions the last one."""
    voted = [panel for panel in panels if panel.unit == _VOTES and panel.noun != "keputusan"]
    if voted:
        return f"Suara terbanyak: {indonesian.listed([_most(panel) for panel in voted], mark=';')}"
    if panels[0].unit == _MEAN:
        return f"Nilai tertinggi: {_most(panels[0])}"
    last = panels[0].lines[0]
    yes, no, _abstain = last.figures
    outcome = (
        "lebih banyak yang setuju"
        if yes > no
        else "lebih banyak yang tidak setuju"
        if no > yes
        else "suara berimbang"
    )
    return capital(
        f"{outcome} ({indonesian.number(yes)} banding {indonesian.number(no)}): {text.short(last.name, LONGEST)}"
    )


def _most(panel: Panel) -> str:
    """``program P25 (27)``, ``faktor S3 dan W2 (masing-masing 23)``."""
    best = [line for line in panel.lines if line.figures == panel.lines[0].figures]
    each = "masing-masing " if len(best) > 1 else ""
    figure = _figure(panel, best[0].figures[0])
    if len(best) > 3:
        named = f"{indonesian.spelled(len(best))} {panel.noun}"
    else:
        labels = [line.label or text.short(line.name, 30) for line in best]
        named = f"{panel.noun} {indonesian.listed(labels)}"
    return f"{named} ({each}{figure})"


def draw(chart: Votes) -> Canvas:
    """A panel a sort of votes below each other; of many the first, and how many more there are."""
    from . import bars
    from .canvas import WIDTH, Canvas, Style
    from .letters import USUAL

    answers = (Style("#0072b2", "", ""), Style("#e69f00", "////", ""), Style("#d9d9d9", "\\\\\\\\", ""))
    room = chart.height / len(chart.panels) - _HEAD - bars.BELOW - _GAP
    most = min(_MOST, max(int(room / bars.least(2)), min(_FEW, int(room / bars.least(1)))) - 1)
    laid = []
    for panel in chart.panels:
        lines = panel.lines[:most]
        rows = [
            bars.Row(
                ". ".join(filter(None, (line.label, text.short(line.name, 300)))),
                (
                    tuple(
                        bars.Piece(float(value), look)
                        for value, look in zip(line.figures, answers, strict=False)
                        if value or len(line.figures) == 1
                    ),
                ),
                (" / ".join(_figure(panel, value) for value in line.figures),),
            )
            for line in lines
        ]
        if more := _more(panel, most):
            rows.append(bars.Row(more))
        longest = max(float(sum(line.figures)) for line in lines)
        scale = 0.0, max(longest, 5.0) if panel.unit == _MEAN else longest or 1.0
        laid.append((panel, rows, bars.layout(rows, room, scale, names=82)))
    height = sum(at.each * len(rows) + _HEAD + bars.BELOW + _GAP for _panel, rows, at in laid)
    canvas = Canvas(height=height)
    sheet = canvas.sheet()
    top = canvas.height
    for panel, rows, at in laid:
        sheet.text(1, top - 1, panel.title, size=USUAL, va="top", weight="bold")
        if panel.noun == "keputusan":
            keys = [(look, capital(answer)) for look, answer in zip(answers, _ANSWERS, strict=True)]
            canvas.keys(sheet, 40, top - 1, keys, WIDTH - 40)
        whole = panel.unit == _VOTES
        bars.draw(canvas, sheet, rows, at, top - _HEAD, panel.unit, whole)
        top -= at.each * len(rows) + _HEAD + bars.BELOW + _GAP
    return canvas


def _more(panel: Panel, most: int) -> str:
    """How many lines are not drawn, and what they have at most."""
    rest = panel.lines[most:]
    if not rest:
        return ""
    many = indonesian.spelled(len(rest))
    if len(rest[0].figures) > 1:
        return f"dan {many} {panel.noun} sebelumnya"
    most_of_it = f"{_figure(panel, rest[0].figures[0])}{' suara' if panel.unit == _VOTES else ''}"
    return f"dan {many} {panel.noun} lain, paling tinggi {most_of_it}"
