"""The SWOT chapter as views: factors by quadrant, IFAS and EFAS tables, positions, and what is said about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from ...analysis import swot as analysis
from ...analysis import swot_printed
from ...analysis.ordinals import ordinals
from ...analysis.tally import grouped
from ...model.entries import Quadrant, Session, Swot
from ...model.method import Method
from .. import indonesian
from ..gaps import Gap
from ..terms import STRATEGY_ADVICE, WORDS
from . import tows
from .base import Figure, Term, Text, View, Views, standing
from .printed import as_is, figure, number, some

_FEW = 5
"""So many factors that share the highest score are named in a sentence; of more only the number is told."""


def swot(session: Session, views: Views, method: Method) -> View:
    """The whole analysis; `ifas`, `efas` and `position` are None where they can't be computed yet."""
    return View(
        None,
        {
            "quadrants": lambda: _quadrants(views),
            "total": lambda: number(len(standing(session, "swot"))),
            "sourced": lambda: _number(session, lambda entry: bool(entry.evidence)),
            "doubtful": lambda: _number(session, lambda entry: entry.certainty in ("assumption", "opinion")),
            "weighted": lambda: analysis.is_weighted(session),
            "ifas": lambda: _side(session, views, analysis.INTERNAL),
            "efas": lambda: _side(session, views, analysis.EXTERNAL),
            "position": lambda: _position(analysis.city(session)),
            "tabulated": lambda: _tabulated(session),
            "inner": lambda: _axis(session, "strength", "weakness"),
            "outer": lambda: _axis(session, "opportunity", "threat"),
            "missing": lambda: _missing(analysis.missing(session), ordinals(session, "swot")),
            "ifas_missing": lambda: _missing_in(session, analysis.INTERNAL),
            "efas_missing": lambda: _missing_in(session, analysis.EXTERNAL),
            "flatters": lambda: analysis.flatters(session),
            "flattered": lambda: _words(analysis.flattered(session)),
            "shares": lambda: [
                View(ids=list(quadrants), names=_words(quadrants), sum=figure(total))
                for quadrants, total in analysis.shares_off(session)
            ],
            "dimensions": lambda: _dimensions(session, method),
            "undimensioned": lambda: _undimensioned(session, method),
            "positions": lambda: _positions(session, method),
            "tows": lambda: tows.tows(session, views),
            "matrix": lambda: tows.matrix(session, views),
            "answered": lambda: tows.answered(session),
            "service": lambda: tows.service(session),
            "unused": lambda: tows.unused(session, views),
            "unserved": lambda: tows.unserved(session, views),
        },
        variant=Text(WORDS[analysis.variant(session)]),
        variant_agreed="variant" not in analysis.unagreed(session),
        direction=_direction(session),
        direction_agreed="rating_direction" not in analysis.unagreed(session),
        inverse=bool(session.analysis and session.analysis.rating_direction == "inverse"),
    )


def _number(session: Session, fits: Callable[[Swot], bool]) -> Figure:
    """How many factors are so; empty where none is."""
    return some(sum(1 for factor in standing(session, "swot") if fits(factor)))


def _quadrants(views: Views) -> list[View]:
    groups = grouped(views.of("swot"), lambda factor: factor.quadrant.id)
    spoken = indonesian.spelled if len(groups) == 1 else indonesian.number
    return [
        View(
            Text(WORDS[quadrant]),
            id=quadrant,
            name=Text(WORDS[quadrant]),
            factors=groups.get(quadrant, []),
            count=number(len(groups.get(quadrant, []))),
            counted=Figure(f"{spoken(len(groups.get(quadrant, [])))} {WORDS[quadrant].lower()}"),
        )
        for quadrant in (*analysis.INTERNAL, *analysis.EXTERNAL)
    ]


def _direction(session: Session) -> Text:
    """How ratings of weaknesses and threats were agreed to be meant."""
    agreed = session.analysis and session.analysis.rating_direction
    return Text(WORDS[agreed] if agreed else "belum disepakati dalam berkas sesi")


# The tables ----------------------------------------------------------------------------------------------------


def _side(session: Session, views: Views, quadrants: tuple[Quadrant, Quadrant]) -> View | None:
    side = analysis.side(session, quadrants)
    if side is None:
        return None
    table = swot_printed.table(side)
    rows = {row.factor.entry.id: _row(row, views) for row in table.rows}
    return View(
        groups=[
            View(
                Text(WORDS[quadrant]),
                id=quadrant,
                name=Text(WORDS[quadrant]),
                rows=[rows[factor.entry.id] for factor in side.factors if factor.entry.quadrant == quadrant],
                leading=[rows[factor.entry.id] for factor in side.leading(quadrant)],
                few=len(side.leading(quadrant)) <= _FEW,
                highest=figure(max((factor.score for factor in side.leading(quadrant)), default=None)),
                weight=as_is(table.weight(quadrant)),
                score=as_is(table.score(quadrant)),
            )
            for quadrant in quadrants
        ],
        count=number(len(side.factors)),
        weight=as_is(table.weight()),
        score=as_is(table.score()),
        to_the_middle=_to_the_middle(session, side),
    )


def _tabulated(session: Session) -> list[str]:
    """The quadrants whose factors stand in a table with weights."""
    sides = (analysis.INTERNAL, analysis.EXTERNAL)
    return [quadrant for side in sides if analysis.side(session, side) is not None for quadrant in side]


def _total(side: analysis.Side | None) -> Figure:
    """The total of a table, empty where there is none."""
    return Figure("") if side is None else as_is(swot_printed.table(side).score())


def _to_the_middle(session: Session, side: analysis.Side) -> Figure:
    """Where the total lies to the middle of the scale; "" where comparing says nothing.

    Only totals of inverse ratings mean that more is better, and only weights that add up to 1 keep them on the scale.
    """
    if not session.analysis or session.analysis.rating_direction != "inverse" or side.weight != 1:
        return Figure("")
    total = side.score()
    lies = "di atas" if total > analysis.MIDDLE else "di bawah" if total < analysis.MIDDLE else "tepat pada"
    return Figure(f"{lies} nilai tengah {indonesian.number(analysis.MIDDLE, 2)}")


def _row(row: swot_printed.Row, views: Views) -> View:
    entry = row.factor.entry
    remarks = [WORDS[entry.certainty] if entry.certainty else "", entry.evidence or ""]
    dimension = views._method.dimensions.get(entry.dimension or "")
    return View(
        factor=views.get("swot", entry.id),
        dimension=Text(dimension.short if dimension else ""),
        weight=as_is(row.weight),
        rating=as_is(row.rating),
        score=as_is(row.score),
        comment=Text(": ".join(remark for remark in remarks if remark)),
    )


# Positions -----------------------------------------------------------------------------------------------------


def _position(standing: analysis.Standing) -> View | None:
    position, at = standing.position, swot_printed.coordinates(standing)
    if position is None or at is None:
        return None
    signs = ", ".join(position.signs).replace("-", "−")
    return View(
        x=as_is(at[0]),
        y=as_is(at[1]),
        signs=Figure(signs),
        on_a_boundary=position.on_a_boundary,
        inner=Figure(_compared(position.x, "kekuatan", "kelemahan")),
        outer=Figure(_compared(position.y, "peluang", "ancaman")),
        axes=[
            Figure(words)
            for words, value in (
                ("kekuatan dan kelemahan seimbang", position.x),
                ("peluang dan ancaman seimbang", position.y),
            )
            if value == 0
        ],
        strategies=[
            Term(
                quadrant,
                f"{STRATEGY_ADVICE[quadrant]}, tanda ({signs}), kuadran {analysis.QUADRANT_NUMBERS[quadrant]} menurut Rangkuti",
            )
            for quadrant in position.quadrants
        ],
        names=[Figure(_name(quadrant)) for quadrant in position.quadrants],
        numbers=[Figure(analysis.QUADRANT_NUMBERS[quadrant]) for quadrant in position.quadrants],
    )


def _axis(session: Session, for_it: Quadrant, against: Quadrant) -> View:
    """One coordinate, as soon as its own table is there with factors of both sorts, and what it says; false before."""
    side = analysis.side(session, (for_it, against))
    if side is None or {factor.entry.quadrant for factor in side.factors} != {for_it, against}:
        return View("")
    exact = side.score(for_it) - side.score(against)
    words = _compared(exact, WORDS[for_it].lower(), WORDS[against].lower())
    return View(as_is(swot_printed.difference(side, (for_it, against))), meaning=Figure(words))


def _name(strategy: str) -> str:
    """``strategi agresif (SO)``."""
    return f"{STRATEGY_ADVICE[strategy].partition(' (')[0]} ({strategy})"


def _compared(value: Fraction, first: str, second: str) -> str:
    if value == 0:
        return f"jumlah skor {first} sama dengan jumlah skor {second}"
    larger, smaller = (first, second) if value > 0 else (second, first)
    return f"jumlah skor {larger} melebihi jumlah skor {smaller}"


def _dimensions(session: Session, method: Method) -> list[View]:
    """Each dimension of the method with its counts, totals and position."""
    labels = ordinals(session, "swot")
    return [
        View(
            Text(method.dimensions[dimension.dimension].name),
            name=Text(method.dimensions[dimension.dimension].name),
            factors=sum(dimension.counts.values()),
            counts=[number(count) for count in dimension.counts.values()],
            count=number(sum(dimension.counts.values())),
            ifas=_total(dimension.ifas),
            efas=_total(dimension.efas),
            position=_position(dimension),
            missing=_missing(dimension.missing, labels),
            flatters=bool(dimension.flattered_by),
        )
        for dimension in analysis.by_dimension(session, method.dimensions)
    ]


def _undimensioned(session: Session, method: Method) -> View:
    """The counts of factors without a dimension of the method; false where there are none."""
    counts = analysis.without_dimension(session, method.dimensions)
    return View(some(sum(counts.values())), counts=[number(count) for count in counts.values()])


def _positions(session: Session, method: Method) -> list[View]:
    """Which dimensions share a position, by strategies; dimensions without a position are in none."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for dimension in analysis.by_dimension(session, method.dimensions):
        if dimension.position is not None:
            groups.setdefault(dimension.position.quadrants, []).append(
                method.dimensions[dimension.dimension].name
            )
    return [
        View(
            names=[Figure(_name(quadrant)) for quadrant in quadrants],
            on_a_boundary=len(quadrants) > 1,
            dimensions=[Text(dimension) for dimension in dimensions],
            spelled=Figure(indonesian.spelled(len(dimensions))),
        )
        for quadrants, dimensions in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]


# What is missing -----------------------------------------------------------------------------------------------


def _missing_in(session: Session, quadrants: Sequence[Quadrant]) -> list[Figure]:
    """What keeps one of the two tables from being computed."""
    here = [factor for factor in standing(session, "swot") if factor.quadrant in quadrants]
    lacking = analysis.missing(session, here)
    own = replace(
        lacking,
        quadrants=tuple(quadrant for quadrant in lacking.quadrants if quadrant in quadrants),
        zeros=tuple(quadrant for quadrant in lacking.zeros if quadrant in quadrants),
    )
    return _missing(own, ordinals(session, "swot"))


def _missing(missing: analysis.Missing, labels: Mapping[str, str]) -> list[Figure]:
    """What keeps the figures from being computed, one sentence each."""
    sentences = []
    if missing.quadrants:
        names = [WORDS[quadrant].lower() for quadrant in missing.quadrants]
        sentence = f"Belum ada faktor pada kuadran {indonesian.listed(names)}."
        sentences.append(Figure(sentence, Gap("swot", "", missing.quadrants[0])))
    sentences += [
        Figure(
            f"{what} belum diisi untuk {indonesian.listed([labels[id] for id in ids])}.",
            Gap("swot", ids[0], key),
        )
        for what, key, ids in (
            ("Bobot", "weight", missing.weights),
            ("Rating", "rating", missing.ratings),
            ("Jumlah nilai responden", "responses_sum", missing.responses),
        )
        if ids
    ]
    if missing.respondents:
        sentences.append(Figure("Jumlah responden belum diisi.", Gap("analysis", "", "respondents")))
    if missing.zeros:
        names = [WORDS[quadrant].lower() for quadrant in missing.zeros]
        sentences.append(
            Figure(f"Semua jawaban pada kuadran {indonesian.listed(names)} bernilai nol.", Gap("swot"))
        )
    return sentences


def _words(quadrants: Sequence[str]) -> list[Figure]:
    return [Figure(WORDS[quadrant].lower()) for quadrant in quadrants]
