"""Every picture in letters by name: what `analysis` says of a session, as data that can be drawn.

For the pages of figures, the panel of figures and the wall. A picture without data is none; nobody's name stands in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from ..analysis import assessment as assessments
from ..analysis import budget, horizons, programs, quick_wins, readiness, swot, swot_printed
from ..analysis.horizons import HORIZONS
from ..analysis.ordinals import ordinals
from ..analysis.quick_wins import CELLS
from ..i18n import N_, _
from ..model import values
from ..model.entries import Session, counting
from ..model.labels import dimension_label, value_label
from ..model.method import Method, label, wording
from ..text import line
from .bars import FILLS, FULL, WANTED, Bar, Bars, has_data
from .cells import Plot
from .gantt import Band, Gantt, Group, Run
from .page import shown
from .plane import Plane, Point
from .square import Candidate, Square
from .swot import no_position

CORNERS = {
    "quick-win": N_("quick win"),
    "large-project": N_("large project"),
    "fill-in": N_("fill-in"),
    "hardly-worth-it": N_("hardly worth it"),
}
"""The corners of the square of impact and effort, as they are read."""
VOTED = {"swot": N_("Votes: SWOT"), "program": N_("Votes: programs"), "quick_win": N_("Votes: quick wins")}
"""The kinds that are voted on, and what the picture of their votes is called."""
_HIGHEST = 5
"""The highest score of a candidate."""
_LONGEST = 20
"""Letters of an amount of money beyond which it stands by its size."""


class Picture(Struct, frozen=True):
    """What can be drawn, with its title. `id` is the name of the maker and, where that makes several, which one."""

    id: str
    title: str
    plot: Plot


Maker = Callable[[Session, Method], Iterator[Picture]]


def pictures(names: tuple[str, ...], session: Session, method: Method) -> list[Picture]:
    """The pictures of these names, in their order, for which there are data."""
    return [picture for name in names for picture in MAKERS[name](session, method)]


def maker_of(id: str) -> str:
    """The name of what makes a picture, by the id of that."""
    return id.partition("/")[0]


def _swot_plane(session: Session, method: Method) -> Iterator[Picture]:
    city = swot.city(session)
    points = [
        point
        for standing in swot.by_dimension(session, method.dimensions)
        if (point := _point(standing, dimension_label(method, standing.dimension)))
    ]
    whole = _point(city, _("Whole city"))
    if whole or points:
        quadrants = city.position.quadrants if city.position else ()
        note = "" if whole else no_position(city, ordinals(session, "swot"))
        yield Picture("swot-plane", _("SWOT position"), Plane(whole, tuple(points), quadrants, note))


def _point(standing: swot.Standing, name: str) -> Point | None:
    position, at = standing.position, swot_printed.coordinates(standing)
    return Point(name, position.x, position.y, at) if position and at else None


def _readiness(session: Session, method: Method) -> Iterator[Picture]:
    names = {named.id: label(named) for named in (*method.element, *method.aspects.values())}
    rows: list[Bar] = []
    for element in readiness.elements(session, method):
        rows.append(_level(names.get(element.id, element.id), element.levels))
        rows += [
            _level(names.get(aspect.id) or _("without a known aspect"), aspect.levels, inner=True)
            for aspect in element.aspects
            if aspect.levels.findings
        ]
    if has_data(rows):
        key = _("{full} level, {wanted} up to the target, from 0 to {highest}").format(
            full=FULL, wanted=WANTED, highest=readiness.HIGHEST
        )
        yield Picture("readiness", _("Level and target"), Bars(tuple(rows), readiness.HIGHEST, key))


def _level(name: str, levels: readiness.Levels, *, inner: bool = False) -> Bar:
    number = f"{shown(levels.level)} -> {shown(levels.target)}"
    return Bar(name, levels.level, number, levels.target, inner=inner)


def _gap(session: Session, method: Method) -> Iterator[Picture]:
    rows = [
        Bar(
            dimension_label(method, gaps.dimension) or _("without a known dimension"),
            gaps.gaps,
            values.number(gaps.gaps),
        )
        for gaps in readiness.gaps(session, method)
    ]
    if has_data(rows):
        yield Picture("gap", _("Gaps"), Bars(tuple(rows)))


def _programs(session: Session, method: Method) -> Iterator[Picture]:
    rows = []
    for dimension, members in programs.by_dimension(session, method).items():
        if dimension or members:
            parts = tuple(sum(program.horizon == horizon for program in members) for horizon in HORIZONS)
            number = " + ".join(map(str, parts))
            rows.append(
                Bar(_dimension(dimension, method), len(members), f"{number} = {len(members)}", None, parts)
            )
    if has_data(rows):
        key = "  ".join(
            f"{fill} {value_label(horizon)}" for fill, horizon in zip(FILLS, HORIZONS, strict=True)
        )
        yield Picture("programs", _("Programs by horizon"), Bars(tuple(rows), key=key))


def _budget_years(session: Session, _method: Method) -> Iterator[Picture]:
    amounts = budget.by_year(budget.money(session))
    rows = [_money(str(year) if year else _("not split by year"), amount) for year, amount in amounts]
    if has_data(rows):
        yield Picture("budget-years", _("Budget by year"), Bars(tuple(rows)))


def _budget_dimensions(session: Session, method: Method) -> Iterator[Picture]:
    amounts = budget.by_known_dimension(budget.money(session), method)
    rows = [
        _money(_dimension(id, method), amounts.get(id, 0))
        for id in (*method.dimensions, "")
        if id or id in amounts
    ]
    if has_data(rows):
        yield Picture("budget-dimensions", _("Budget by dimension"), Bars(tuple(rows)))


def _money(name: str, amount: int) -> Bar:
    number = values.rupiah_in_short(amount)
    if len(number) > _LONGEST:
        zeros = len(str(abs(amount))) - 1
        number = f"Rp{values.number(amount // 10**zeros)} × 10^{zeros}"
    return Bar(name, amount, number)


def _dimension(id: str, method: Method) -> str:
    return dimension_label(method, id) or _("without dimension")


def _roadmap(session: Session, method: Method) -> Iterator[Picture]:
    years = programs.roadmap(session).years
    if not years or not any(map(programs.years_of, counting(session.program))):
        return
    labels = ordinals(session, "program")
    groups = []
    for dimension, members in programs.by_dimension(session, method).items():
        runs = [
            Run(
                f"{labels[program.id]} {line(program.name)}",
                min(running, default=None),
                max(running, default=None),
            )
            for program in members
            for running in [programs.years_of(program)]
        ]
        if runs:
            runs.sort(key=lambda run: (run.first is None, run.first or 0, run.last or 0))
            groups.append(Group(_dimension(dimension, method), tuple(runs)))
    agreed = {horizon: horizons.span(session.plan, horizon) for horizon in HORIZONS}
    bands = [
        Band(value_label(horizon), span.start, span.end)
        for horizon, span in agreed.items()
        if span.start is not None and span.end is not None
    ]
    yield Picture("roadmap", _("Roadmap"), Gantt(years, tuple(bands), tuple(groups)))


def _impact_effort(session: Session, method: Method) -> Iterator[Picture]:
    ranking = quick_wins.recommended(quick_wins.candidates(session, method))
    if not any(candidate.cell for candidate in ranking):
        return
    names = _candidates(session)
    candidates = tuple(
        Candidate(*names[entry.id], entry.impact, entry.effort, entry.decision == "chosen")
        for entry in (candidate.entry for candidate in ranking)
    )
    corners = tuple(_(CORNERS[cell]) for cell in CELLS if cell in CORNERS)
    yield Picture("impact-effort", _("Impact and effort"), Square(candidates, corners))  # type: ignore[arg-type]


def _candidates(session: Session) -> dict[str, tuple[str, str]]:
    """Number and program of every candidate."""
    labels = ordinals(session, "quick_win")
    return {
        entry.id: (
            labels[entry.id],
            line(program.name if (program := session.program.get(entry.program)) else entry.program),
        )
        for entry in counting(session.quick_win)
    }


def _scores(session: Session, method: Method) -> Iterator[Picture]:
    names = _candidates(session)
    rows = tuple(
        Bar(" ".join(names[candidate.entry.id]), candidate.score, shown(candidate.score))
        for candidate in quick_wins.recommended(quick_wins.candidates(session, method))
        if candidate.score is not None
    )
    if rows:
        yield Picture("scores", _("Scores"), Bars(rows, _HIGHEST))


def _votes(kind: str) -> Maker:
    """The entries of a kind that have votes, those with most first."""

    def make(session: Session, _method: Method) -> Iterator[Picture]:
        labels = ordinals(session, kind)
        voted = [entry for entry in counting(session.entries(kind)) if entry.votes]
        voted.sort(key=lambda entry: -entry.votes)
        names = (
            {id: name for id, (_number, name) in _candidates(session).items()} if kind == "quick_win" else {}
        )
        rows = tuple(
            Bar(
                f"{labels[entry.id]} {names.get(entry.id) or line(getattr(entry, 'name', None) or entry.text)}",
                entry.votes,
                values.number(entry.votes),
            )
            for entry in voted
        )
        if rows:
            yield Picture(f"votes-{kind}", _(VOTED[kind]), Bars(rows))

    return make


def _assessment(session: Session, method: Method) -> Iterator[Picture]:
    """Every model by its parts, the last two rounds below each other."""
    for model in method.model:
        last = assessments.rounds(session, model)[-2:]
        rows = []
        for results in zip(*(each.parts for each in last), strict=True):
            for each, result in zip(last, results, strict=True):
                name = wording(result.part) if result is results[0] else ""
                rows.append(Bar(name, result.mean, f"{shown(result.mean)} ({each.year})"))
        if has_data(rows):
            yield Picture(f"assessment/{model.id}", wording(model), Bars(tuple(rows), int(model.scale_max)))


MAKERS: dict[str, Maker] = {
    "swot-plane": _swot_plane,
    "readiness": _readiness,
    "gap": _gap,
    "programs": _programs,
    "budget-years": _budget_years,
    "budget-dimensions": _budget_dimensions,
    "roadmap": _roadmap,
    "impact-effort": _impact_effort,
    "scores": _scores,
    **{f"votes-{kind}": _votes(kind) for kind in VOTED},
    "assessment": _assessment,
}
"""Every picture by its name; one may be several, such as one for every model of assessment."""
