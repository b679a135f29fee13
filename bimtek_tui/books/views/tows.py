"""The TOWS part of the SWOT chapter as views: strategies with their factors, the matrix, and what is left over."""

from __future__ import annotations

from ...analysis import swot
from ...analysis import tows as analysis
from ...analysis.ordinals import ordinals
from ...analysis.tally import STRATEGY_QUADRANTS
from ...model.entries import Session, Strategy
from .. import indonesian
from ..gaps import Gap
from ..terms import WORDS
from .base import Figure, Text, View, Views, extended
from .printed import counted, drawn, ranges


def tows(session: Session, views: Views) -> list[View]:
    """The strategies that count by quadrant; each has `reference` (S1, S4 x O2) and `programs` that serve it."""
    matrix, labels = analysis.matrix(session), ordinals(session, "swot")
    return [
        View(
            Text(WORDS[quadrant]),
            name=Text(WORDS[quadrant]),
            id=quadrant,
            counted=Figure(f"{indonesian.number(len(matrix.strategies[quadrant]))} strategi {quadrant}"),
            strategies=[
                extended(
                    views.get("strategy", strategy.id),
                    reference=_reference(strategy, matrix.cited[strategy.id], labels, views),
                    programs=[views.get("program", program.id) for program in matrix.served_by[strategy.id]],
                )
                for strategy in matrix.strategies[quadrant]
            ],
        )
        for quadrant in STRATEGY_QUADRANTS
    ]


def _reference(strategy: Strategy, cited: analysis.Cited, labels: dict[str, str], views: Views) -> Figure:
    gone = ", ".join(str(views.get("swot", id).mention) for id in cited.gone)
    shown = "; ".join(part for part in (cited.reference(labels).replace(" x ", " × "), gone) if part)
    return Figure(shown, None if shown else Gap("strategy", strategy.id, "factors"))


def matrix(session: Session, views: Views) -> View:
    """The matrix as it is drawn on the wall: opportunities and threats by strengths and weaknesses."""
    groups = {strategy.id: strategy for strategy in tows(session, views)}
    counted = {
        letter: [entry for entry in views.of("swot") if entry.quadrant.id == name]
        for letter, name in analysis.OF_LETTER.items()
    }

    def head(letter: str) -> View:
        return View(
            name=Text(WORDS[analysis.OF_LETTER[letter]]),
            factors=Figure(ranges(str(strategy.label) for strategy in counted[letter])),
        )

    return View(
        columns=[head(letter) for letter in "SW"],
        rows=[
            View(
                name=head(along).name,
                factors=head(along).factors,
                cells=[groups[f"{across}{along}"] for across in "SW"],
            )
            for along in "OT"
        ],
    )


def answered(session: Session) -> list[View]:
    """The weaknesses and the threats with the highest scores that strategies use, by quadrant, with these strategies."""
    matrix, labels = analysis.matrix(session), ordinals(session, "swot", "strategy")
    made = []
    for quadrants in (swot.INTERNAL, swot.EXTERNAL):
        leading = side.leading(quadrants[1]) if (side := swot.side(session, quadrants)) else ()
        used = {
            factor.entry.id: [
                labels[id]
                for id, cited in matrix.cited.items()
                if factor.entry.id in {one.id for one in cited.counting}
            ]
            for factor in leading
        }
        used = {id: strategies for id, strategies in used.items() if strategies}
        if used:
            name = Text(WORDS[quadrants[1]])
            made.append(
                View(
                    name,
                    name=name,
                    factors=Figure(drawn(labels[id] for id in used)),
                    strategies=Figure(drawn(dict.fromkeys(one for named in used.values() for one in named))),
                )
            )
    return made


def service(session: Session) -> View:
    """How the programs serve the strategies: whether all are served, and which by the most programs."""
    matrix, labels = analysis.matrix(session), ordinals(session, "strategy")
    numbers = {id: len(programs) for id, programs in matrix.served_by.items()}
    most = max(numbers.values(), default=0)
    leading = [labels[id] for id, number in numbers.items() if number == most]
    return View(
        None,
        all_served=len(numbers) > 1 and all(numbers.values()),
        most=Figure(drawn(leading) if most > 1 and len(leading) < len(numbers) else ""),
        several=len(leading) > 1,
        most_count=counted(most),
    )


def unused(session: Session, views: Views) -> list[View]:
    """The factors that no strategy uses."""
    return [views.get("swot", factor.id) for factor in analysis.matrix(session).unused]


def unserved(session: Session, views: Views) -> list[View]:
    """The strategies that no program serves."""
    return [views.get("strategy", strategy.id) for strategy in analysis.matrix(session).unserved]
