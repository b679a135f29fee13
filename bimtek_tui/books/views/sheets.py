"""The sheets of the programs as views: all that is known of each, so that other places need no more than its number."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, zip_longest

from ...analysis import budget
from ...analysis.ordinals import ordinals
from ...analysis.programs import by_dimension
from ...analysis.tally import grouped
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..gaps import Gap
from ..terms import PROGRAM_TOPICS
from .base import EntryView, Figure, Several, Text, View, Views, extended, name_in, rupiah
from .printed import NO_DIMENSION, drawn, in_short

_LINKED = {
    "strength": ("memanfaatkan", "kekuatan"),
    "opportunity": ("memanfaatkan", "peluang"),
    "weakness": ("menjawab", "kelemahan"),
    "threat": ("menjawab", "ancaman"),
    "issue": ("menjawab", "isu"),
    "gap": ("menjawab", "kesenjangan"),
    **dict.fromkeys(("SO", "WO", "ST", "WT"), ("menjalankan", "strategi")),
}
"""What a program does with what it is linked to, and what that is called, by quadrant or kind."""


def sheets(session: Session, method: Method, views: Views) -> list[View]:
    """The dimensions that have programs, each with these as their sheets say them; those without a known one come last."""
    money = grouped(views.of("budget"), lambda row: str(row._entry.program))
    aims = grouped(views.of("target"), lambda target: str(target._entry.of))
    sources = budget.named_sources(session)
    labels = ordinals(session, "program")
    return [
        View(
            name := Text(method.dimensions[dimension].name if dimension else NO_DIMENSION),
            name=name,
            unsplit=Figure(
                drawn(labels[one.id] for one in members if not (one.id in money or one.id in aims))
            ),
            programs=[
                _sheet(
                    views.get("program", program.id),
                    money.get(program.id, []),
                    aims.get(program.id, []),
                    [name_in(method.sources, source) for source in sources[program.id]],
                    method,
                )
                for program in members
            ],
        )
        for dimension, members in by_dimension(session, method).items()
        if members
    ]


def _sheet(
    view: EntryView, money: list[EntryView], aims: list[EntryView], sources: list[str], method: Method
) -> EntryView:
    start, end = view._entry.start_year, view._entry.end_year
    last = max(aims, key=lambda aim: int(aim._entry.year), default=None)
    return extended(
        view,
        {"cost": lambda: in_short(view._views.money.by_program.get(view._id))},
        timing=Figure(_timing(start, end)),
        sources=[Text(indonesian.within(source)) for source in sources],
        does=Figure(_does(view)),
        last_target=View(last.value if last else "", year=last.year if last else Figure("")),
        by_year=_by_year(method, money, aims),
        unfilled=Several([*_unfilled(view, bool(money), aims)]),
    )


def _timing(start: int | None, end: int | None) -> str:
    """``pada tahun 2026``, ``pada tahun 2027–2030``, ``mulai tahun 2027``; "" for no year."""
    if start and end:
        return f"pada tahun {indonesian.years(start, end)}"
    return f"mulai tahun {start}" if start else f"sampai dengan tahun {end}" if end else ""


def _does(view: EntryView) -> str:
    """What a program does for the plan: ``menjawab kelemahan W1 dan isu I2 serta menjalankan strategi SO1``."""
    named: dict[str, dict[str, list[str]]] = {}
    for entry in (*view.supports, *view.strategies):
        if entry.counts:
            verb, what = _LINKED[getattr(entry._entry, "quadrant", "") or entry._kind.table]
            named.setdefault(verb, {}).setdefault(what, []).append(str(entry.label))
    parts = [
        f"{verb} {indonesian.listed([f'{what} {drawn(labels)}' for what, labels in kinds.items()])}"
        for verb, kinds in named.items()
    ]
    return " serta ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])}, serta {parts[-1]}"


def _by_year(method: Method, money: list[EntryView], aims: list[EntryView]) -> list[View]:
    """Targets and money of each year that has either; each further source of a year is a line of its own."""
    made = []
    dated = sorted([*aims, *money], key=lambda one: int(one._entry.year))
    for year, here in groupby(dated, key=lambda one: int(one._entry.year)):
        parts = grouped(list(here), lambda one: one._kind.table, ("target", "budget"))
        targets = [parts["target"]] if parts["target"] else []
        for of_year, row in zip_longest(targets, parts["budget"]):
            named = name_in(method.sources, row._entry.funding) if row else ""
            made.append(
                View(
                    year=Figure(str(year)),
                    target=Text("; ".join(target._entry.value for target in of_year or ())),
                    money=rupiah(row._entry.amount_idr if row else None),
                    source=Text(indonesian.shortened(named)),
                    codes=[one.code for one in (*(of_year or ()), *((row,) if row else ()))],
                )
            )
    return made


def _unfilled(view: EntryView, has_rows: bool, aims: list[EntryView]) -> Iterable[Text]:
    """What a draft asks for, each the word for it with where it is filled in."""
    for name, word in PROGRAM_TOPICS.items():
        if name == "target":
            if not aims:
                yield Figure(word, Gap("target", "", view._id))
        elif not (value := getattr(view, name)) and not (name == "funding" and has_rows):
            yield Figure(word, value._gap)
