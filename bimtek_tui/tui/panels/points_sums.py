"""The lines below the grid of a SWOT: the sums of each quadrant, and the position that follows from them."""

from __future__ import annotations

from typing import Any

from textual.content import Content

from ...analysis import input_sums, swot, swot_printed
from ...analysis.rounding import half_up
from ...i18n import _, ngettext
from ...model import values
from ...model.entries import Session
from ..entries.columns import LISTS
from ..widgets.content import pieces


def sums(session: Session, *, wide: bool, low: bool) -> list[Content]:
    """Points and scores by quadrant, then the position; beside their legend where it is wide, without it where it is low."""
    return [*_given(session, wide, low), _position(session)]


def _given(session: Session, wide: bool, low: bool) -> list[Content]:
    legend = (_("Points (complete/all) score"), "dim")
    parts: list[Any] = []
    for quadrant, total in input_sums.given(session).items():
        score = (
            f" {values.number(total.score if wide else half_up(total.score))}"
            if total.score is not None
            else ""
        )
        figures = f" {values.number(total.points)} ({total.complete}/{total.factors}){score}"
        parts += ["  " if parts else "", (quadrant[0].upper(), "bold"), figures]
    if wide:
        return [pieces(legend, "  ", *parts)]
    return [pieces(*parts)] if low else [pieces(legend), pieces(*parts)]


def _position(session: Session) -> Content:
    city = swot.city(session)
    position, at = city.position, swot_printed.coordinates(city)
    if position is not None and at is not None:
        titles = {column.preset["quadrant"]: _(column.title) for column in LISTS["strategies"].columns}
        advised = " / ".join(titles[quadrant] for quadrant in position.quadrants)
        x, y = map(values.number, at)
        return pieces(
            ("x", "dim"), f" {x}  ", ("y", "dim"), f" {y}  → {advised}", (_caution(session), "bold")
        )
    lacking = swot.missing(session)
    ids = {*lacking.weights, *lacking.ratings, *lacking.responses}
    sentence = ngettext("{number} factor lacks a figure", "{number} factors lack a figure", len(ids))
    parts = [sentence.format(number=len(ids))] if ids else []
    if lacking.quadrants:
        parts.append(_("a quadrant is empty"))
    if lacking.respondents:
        parts.append(_("the number of respondents is not set"))
    sentence = _("No position yet: {reasons}").format(reasons=", ".join(parts))
    return pieces((sentence, "dim"), (_caution(session), "bold"))


def _caution(session: Session) -> str:
    """What one should know before one trusts the position."""
    if swot.unagreed(session):
        return "  · " + _("not agreed how: {key:variant} asks") if swot.is_weighted(session) else ""
    return "  · " + _("inverse ratings flatter it") if swot.flatters(session) else ""
