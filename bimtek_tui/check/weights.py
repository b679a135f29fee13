"""Rules about the figures of the SWOT analysis: what they mean has to be agreed, and shares have to add up."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Severity
from ..i18n import N_, _, listed
from ..model.entries import Session, counting
from ..model.labels import value_label
from ..model.values import number
from .session_check import Checked, Hit, Rule

_MEANS = {
    "variant": N_("how they are computed (Rangkuti, Pearce or questionnaire)"),
    "rating_direction": N_("what a 4 means for weaknesses and threats"),
}


_FIGURES = ("weight", "rating", "responses_sum")


def _first_figure(session: Session) -> tuple[str, str]:
    """Id of the first factor with a figure, and the key of that figure; two empty strings where there is none."""
    for factor in counting(session.swot):
        for key in _FIGURES:
            if getattr(factor, key) is not None:
                return factor.id, key
    return "", ""


def _analysis_not_agreed(checked: Checked) -> Iterator[Hit]:
    id, key = _first_figure(checked.session)
    if not id:
        return
    from ..analysis import swot  # late: most sessions have no figures

    lacking = swot.unagreed(checked.session)
    if lacking:
        message = _(
            "SWOT factors have points or ratings, but {what} was never agreed; ask the room: on the list of factors {key:points} opens the grid of points, and there {key:variant} asks"
        ).format(what=listed([_(_MEANS[key]) for key in lacking]))
        if checked.session.analysis is None:
            yield Hit("swot", id, key, message)
        else:
            yield Hit("analysis", "", lacking[0], message)


def _shares_not_one(checked: Checked) -> Iterator[Hit]:
    if not _first_figure(checked.session)[0]:
        return
    from ..analysis import swot
    from ..analysis.rounding import half_up

    for quadrants, total in swot.shares_off(checked.session):
        message = _(
            "the weights of {quadrants} look like shares and add up to {sum}, not to 1; they are normalised, so mend the one that was mistyped"
        ).format(
            quadrants=listed([value_label(quadrant).lower() for quadrant in quadrants]),
            sum=number(half_up(total, 3)),
        )
        first = next(factor for factor in counting(checked.session.swot) if factor.quadrant in quadrants)
        yield Hit("swot", first.id, "weight", message)


RULES: dict[str, tuple[Severity, Rule]] = {
    "analysis-not-agreed": ("warning", _analysis_not_agreed),
    "shares-not-one": ("info", _shares_not_one),
}
