"""The SWOT chapter as views: factors by quadrant, IFAS and EFAS tables, positions, and what is said about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from ...analysis import swot as analysis
from ...analysis.ordinals import ordinals
from ...analysis.rounding import places
from ...analysis.tally import grouped
from ...model.entries import Quadrant, Session, Swot
from ...model.method import Method
from .. import indonesian
from ..gaps import Gap
from ..terms import STRATEGY_ADVICE, WORDS
from . import tows
from .base import Figure, Term, Text, View, Views, standing
from .printed import figure, number, some

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
            "position": lambda: _position(analysis.position(session)),
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
    return some(sum(1 for one in standing(session, "swot") if fits(one)))


def _quadrants(views: Views) -> list[View]:
    found = grouped(views.of("swot"), lambda factor: factor.quadrant.id)
    return [
        View(
            Text(WORDS[one]),
            id=one,
            name=Text(WORDS[one]),
            factors=found.get(one, []),
            count=number(len(found.get(one, []))),
            counted=Figure(f"{indonesian.number(len(found.get(one, [])))} {WORDS[one].lower()}"),
        )
        for one in (*analysis.INTERNAL, *analysis.EXTERNAL)
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
    rows = {one.entry.id: _row(one, views, side.rating_places) for one in side.factors}
    return View(
        groups=[
            View(
                Text(WORDS[quadrant]),
                id=quadrant,
                name=Text(WORDS[quadrant]),
                rows=[rows[one.entry.id] for one in side.factors if one.entry.quadrant == quadrant],
                leading=[rows[one.entry.id] for one in side.leading(quadrant)],
                few=len(side.leading(quadrant)) <= _FEW,
                weight=figure(side.weight_of(quadrant)),
                score=figure(side.score(quadrant)),
            )
            for quadrant in quadrants
        ],
        count=number(len(side.factors)),
        weight=figure(side.weight),
        score=figure(side.score()),
        to_the_middle=_to_the_middle(session, side),
    )


def _to_the_middle(session: Session, side: analysis.Side) -> Figure:
    """Where the total lies to the middle of the scale; "" where comparing says nothing.

    Only totals of inverse ratings mean that more is better, and only weights that add up to 1 keep them on the scale.
    """
    if not session.analysis or session.analysis.rating_direction != "inverse" or side.weight != 1:
        return Figure("")
    total = side.score()
    lies = "di atas" if total > analysis.MIDDLE else "di bawah" if total < analysis.MIDDLE else "tepat pada"
    return Figure(f"{lies} nilai tengah {indonesian.number(analysis.MIDDLE, 2)}")


def _row(factor: analysis.Factor, views: Views, decimals: int) -> View:
    entry = factor.entry
    remarks = [WORDS[entry.certainty] if entry.certainty else "", entry.evidence or ""]
    return View(
        factor=views.get("swot", entry.id),
        weight=figure(factor.weight),
        rating=Figure(indonesian.number(factor.rating, decimals)),
        score=figure(factor.score),
        comment=Text(": ".join(one for one in remarks if one)),
    )


# Positions -----------------------------------------------------------------------------------------------------


def _position(found: analysis.Position | None) -> View | None:
    if found is None:
        return None
    signs = ", ".join(found.signs)
    return View(
        x=Figure(indonesian.number(found.x, places(found.x))),
        y=Figure(indonesian.number(found.y, places(found.y))),
        signs=Figure(signs),
        on_a_boundary=found.on_a_boundary,
        inner=Figure(_compared(found.x, "kekuatan", "kelemahan")),
        outer=Figure(_compared(found.y, "peluang", "ancaman")),
        axes=[
            Figure(one)
            for one, value in (
                ("kekuatan dan kelemahan seimbang", found.x),
                ("peluang dan ancaman seimbang", found.y),
            )
            if value == 0
        ],
        strategies=[
            Term(
                one,
                f"{STRATEGY_ADVICE[one]}, tanda ({signs}), kuadran {analysis.QUADRANT_NUMBERS[one]} menurut Rangkuti",
            )
            for one in found.quadrants
        ],
        names=[Figure(_name(one)) for one in found.quadrants],
        numbers=[Figure(analysis.QUADRANT_NUMBERS[one]) for one in found.quadrants],
    )


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
            Text(method.dimensions[one.dimension].name),
            name=Text(method.dimensions[one.dimension].name),
            factors=sum(one.counts.values()),
            counts=[number(count) for count in one.counts.values()],
            count=number(sum(one.counts.values())),
            ifas=figure(one.ifas.score() if one.ifas else None),
            efas=figure(one.efas.score() if one.efas else None),
            position=_position(one.position),
            missing=_missing(one.missing, labels),
            flatters=bool(one.flattered_by),
        )
        for one in analysis.by_dimension(session, method.dimensions)
    ]


def _undimensioned(session: Session, method: Method) -> View:
    """The counts of factors without a dimension of the method; false where there are none."""
    counts = analysis.without_dimension(session, method.dimensions)
    return View(some(sum(counts.values())), counts=[number(one) for one in counts.values()])


def _positions(session: Session, method: Method) -> list[View]:
    """Which dimensions share a position, by strategies; dimensions without a position are in none."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in analysis.by_dimension(session, method.dimensions):
        if one.position is not None:
            groups.setdefault(one.position.quadrants, []).append(method.dimensions[one.dimension].name)
    return [
        View(
            names=[Figure(_name(one)) for one in quadrants],
            on_a_boundary=len(quadrants) > 1,
            dimensions=[Text(one) for one in dimensions],
            spelled=Figure(indonesian.spelled(len(dimensions))),
        )
        for quadrants, dimensions in sorted(groups.items(), key=lambda one: -len(one[1]))
    ]


# What is missing -----------------------------------------------------------------------------------------------


def _missing_in(session: Session, quadrants: Sequence[Quadrant]) -> list[Figure]:
    """What keeps one of the two tables from being computed."""
    here = [one for one in standing(session, "swot") if one.quadrant in quadrants]
    found = analysis.missing(session, here)
    own = replace(
        found,
        quadrants=tuple(one for one in found.quadrants if one in quadrants),
        zeros=tuple(one for one in found.zeros if one in quadrants),
    )
    return _missing(own, ordinals(session, "swot"))


def _missing(missing: analysis.Missing, labels: Mapping[str, str]) -> list[Figure]:
    """What keeps the figures from being computed, one sentence each."""
    sentences = []
    if missing.quadrants:
        names = [WORDS[one].lower() for one in missing.quadrants]
        sentence = f"Belum ada faktor pada kuadran {indonesian.listed(names)}."
        sentences.append(Figure(sentence, Gap("swot", "", missing.quadrants[0])))
    sentences += [
        Figure(
            f"{what} belum diisi untuk {indonesian.listed([labels[one] for one in ids])}.",
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
        names = [WORDS[one].lower() for one in missing.zeros]
        sentences.append(
            Figure(f"Semua jawaban pada kuadran {indonesian.listed(names)} bernilai nol.", Gap("swot"))
        )
    return sentences


def _words(quadrants: Sequence[str]) -> list[Figure]:
    return [Figure(WORDS[one].lower()) for one in quadrants]
