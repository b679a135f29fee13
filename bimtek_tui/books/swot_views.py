"""The SWOT chapter as views: factors by quadrant, IFAS and EFAS tables, position, TOWS strategies."""

from __future__ import annotations

from fractions import Fraction

from ..analysis import swot as analysis
from ..analysis.ordinals import ordinals
from ..model import Quadrant, Session
from . import indonesian
from .gaps import Gap
from .terms import QUADRANT_NUMBERS, STRATEGY_ADVICE, WORDS
from .views import Figure, Term, Text, View, Views, standing


def swot(session: Session, views: Views) -> View:
    """The whole analysis; `ifas`, `efas` and `position` are None where they can't be computed yet."""
    return View(
        None,
        {
            "quadrants": lambda: _quadrants(session, views),
            "weighted": lambda: analysis.is_weighted(session),
            "ifas": lambda: _side(session, views, analysis.INTERNAL),
            "efas": lambda: _side(session, views, analysis.EXTERNAL),
            "position": lambda: _position(session),
            "missing": lambda: _missing(session),
            "flatters": lambda: analysis.flatters(session),
            "tows": lambda: _tows(session, views),
        },
        variant=Text(WORDS[analysis.variant(session)]),
        direction=_direction(session),
    )


def _quadrants(session: Session, views: Views) -> list[View]:
    found: dict[str, list[View]] = {}
    for entry in standing(session, "swot"):
        found.setdefault(entry.quadrant, []).append(views.get("swot", entry.id))
    return [
        View(Text(WORDS[one]), id=one, name=Text(WORDS[one]), factors=found.get(one, []))
        for one in (*analysis.INTERNAL, *analysis.EXTERNAL)
    ]


def _tows(session: Session, views: Views) -> list[View]:
    return [
        View(
            Text(WORDS[quadrant]),
            name=Text(WORDS[quadrant]),
            id=quadrant,
            strategies=[views.get("strategy", one.id) for one in strategies],
        )
        for quadrant, strategies in analysis.tows(session).items()
    ]


def _direction(session: Session) -> Text:
    """How ratings of weaknesses and threats were agreed to be meant."""
    agreed = session.analysis and session.analysis.rating_direction
    return Text(WORDS[agreed] if agreed else "belum disepakati dalam berkas sesi")


def _side(session: Session, views: Views, quadrants: tuple[Quadrant, Quadrant]) -> View | None:
    side = analysis.side(session, quadrants)
    if side is None:
        return None
    return View(
        groups=[
            View(
                Text(WORDS[quadrant]),
                name=Text(WORDS[quadrant]),
                rows=[_row(one, views) for one in side.factors if one.entry.quadrant == quadrant],
                weight=_figure(
                    sum((one.weight for one in side.factors if one.entry.quadrant == quadrant), Fraction())
                ),
                score=_figure(side.score(quadrant)),
            )
            for quadrant in quadrants
        ],
        weight=_figure(side.weight),
        score=_figure(side.score()),
    )


def _row(factor: analysis.Factor, views: Views) -> View:
    entry = factor.entry
    remarks = [WORDS[entry.certainty] if entry.certainty else "", entry.evidence or ""]
    return View(
        factor=views.get("swot", entry.id),
        weight=_figure(factor.weight),
        rating=_figure(factor.rating),
        score=_figure(factor.score),
        comment=Text(": ".join(one for one in remarks if one)),
    )


def _position(session: Session) -> View | None:
    found = analysis.position(session)
    if found is None:
        return None
    return View(
        x=_figure(found.x),
        y=_figure(found.y),
        signs=Figure(", ".join("+" if one > 0 else "-" if one < 0 else "0" for one in (found.x, found.y))),
        on_a_boundary=found.on_a_boundary,
        strategies=[
            Term(one, f"{STRATEGY_ADVICE[one]}, kuadran {QUADRANT_NUMBERS[one]} menurut Rangkuti")
            for one in found.quadrants
        ],
    )


def _missing(session: Session) -> list[Figure]:
    """What keeps the figures from being computed, one sentence each."""
    missing, labels = analysis.missing(session), ordinals(session, "swot")
    sentences = []
    if missing.quadrants:
        names = [WORDS[one].lower() for one in missing.quadrants]
        sentence = f"Belum ada faktor pada kuadran {indonesian.listed(names)}."
        sentences.append(Figure(sentence, Gap("swot", "", missing.quadrants[0])))
    for what, key, ids in (
        ("Bobot", "weight", missing.weights),
        ("Rating", "rating", missing.ratings),
        ("Jumlah nilai responden", "responses_sum", missing.responses),
    ):
        if ids:
            sentence = f"{what} belum diisi untuk {indonesian.listed([labels[one] for one in ids])}."
            sentences.append(Figure(sentence, Gap("swot", ids[0], key)))
    if missing.respondents:
        sentences.append(Figure("Jumlah responden belum diisi.", Gap("analysis", "", "respondents")))
    return sentences


def _figure(value: Fraction) -> Figure:
    return Figure(indonesian.number(value, 2))
