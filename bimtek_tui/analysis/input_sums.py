"""What has been given so far while points and ratings are entered, quadrant by quadrant.

Unlike the tables of `swot`, which are whole or not there, these sums grow with every figure.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ..model.entries import Quadrant, Session, counting
from . import swot, swot_printed
from .tally import QUADRANTS


class Given(Struct, frozen=True):
    """What a quadrant has: its factors, those with all figures, the points, and its printed score once it can be computed."""

    factors: int
    complete: int
    points: Decimal
    score: Decimal | None


def given(session: Session) -> dict[Quadrant, Given]:
    """What has been given in each quadrant; a score is there as soon as both quadrants of its table are complete."""
    asked = swot.variant(session) == "questionnaire"
    points: dict[Quadrant, list[tuple[Decimal | None, Decimal | None]]] = {
        quadrant: [] for quadrant in QUADRANTS
    }
    for entry in counting(session.swot):
        sum_ = None if entry.responses_sum is None else Decimal(entry.responses_sum)
        points[entry.quadrant].append((sum_, sum_) if asked else (entry.weight, entry.rating))
    scores = {
        quadrant: table.score(quadrant)
        for quadrants in (swot.INTERNAL, swot.EXTERNAL)
        if (side := swot.side(session, quadrants)) is not None
        for table in (swot_printed.table(side),)
        for quadrant in quadrants
    }
    return {
        quadrant: Given(
            len(figures),
            sum(None not in pair for pair in figures),
            sum((points for points, _rating in figures if points is not None), Decimal()),
            scores.get(quadrant),
        )
        for quadrant, figures in points.items()
    }
