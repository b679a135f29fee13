"""Edits that are more than one key: the answer to a gate, the value for a criterion, a score of an assessment.

Every function makes one edit, None when nothing would change, or raises Refused with one sentence.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from .. import text
from ..errors import Refused
from ..i18n import _, ngettext
from ..model import edits, values
from ..model.edits import Edit
from ..model.entries import QuickWin, Session, counts
from ..model.kinds import kinds
from ..model.lookup import letters
from ..model.method import Method, place
from ..model.method_tables import Model


def answer_gate(method: Method, entry: QuickWin, gate: str, met: bool | None) -> Edit | None:
    """Say that a candidate passes a gate or fails at it; None takes the answer back. Gates stand in the method's order."""

    def answered(before: tuple[str, ...], there: bool) -> tuple[str, ...]:
        gates = [other for other in before if other != gate] + [gate] * there
        return tuple(sorted(gates, key=lambda other: place(method.gates, other)))

    return edits.revise(
        entry,
        gates_met=answered(entry.gates_met, met is True),
        gates_failed=answered(entry.gates_failed, met is False),
    )


def score(
    session: Session, candidate: str, criterion: str, value: Decimal | None, assessor: str, now: dt.datetime
) -> Edit | None:
    """Give a candidate a value for a criterion in the name of an assessor ("": of the room); None takes it back.

    Without an assessor a single value that stands there is changed, whoever gave it. Raises Refused when several
    did, since nobody then knows whose value is meant.
    """
    there = [
        scored
        for scored in session.score.values()
        if counts(scored) and (scored.quick_win, scored.criterion) == (candidate, criterion)
    ]
    own = [scored for scored in there if letters(scored.assessor or "") == letters(assessor)]
    if not own and not assessor:
        if len(there) > 1:
            raise Refused(
                ngettext(
                    "{number} assessor gave a value, and the mean is shown; choose the one who changes it with {key:for-whom}",
                    "{number} assessors gave values, and the mean is shown; choose the one who changes theirs with {key:for-whom}",
                    len(there),
                ).format(number=len(there))
            )
        own = there
    if value is None:
        return edits.together(_("removal of a score"), [edits.withdraw(scored) for scored in own])
    if own:
        return edits.revise(own[-1], value=value)
    keys = {"quick_win": candidate, "criterion": criterion, "value": value, "assessor": assessor or None}
    return edits.capture(session, "score", keys, now)


def model_of(method: Method, indicator: str) -> Model:
    """The assessment model that an indicator belongs to. Raises KeyError for one that the method does not have."""
    for model in method.model:
        if any(candidate.id == indicator for part in model.part for candidate in part.indicator):
            return model
    raise KeyError(indicator)


def read_assessment(method: Method, indicator: str, typed: str) -> tuple[Decimal, str]:
    """Score and evidence from one line (``62; Laporan SPBE 2025``); the evidence may be left out.

    Raises Refused when there is no score, or one outside the scale of the model.
    """
    given, _semicolon, evidence = typed.partition(";")
    model = model_of(method, indicator)
    if given.strip() and not any(sign.isdigit() for sign in given):
        raise Refused(
            _("“{value}” is no score: the scale goes from {low} to {high}").format(
                value=text.short(given.strip(), 30), low=model.scale_min, high=model.scale_max
            ),
            "score",
        )
    value: Decimal | None = values.read(kinds()["assessment"].keys["score"], given.strip())
    if value is None:
        raise Refused(_("the score is missing; {key:withdraw} takes one back that was given"), "score")
    if not model.scale_min <= value <= model.scale_max:
        raise Refused(
            _("the scale goes from {low} to {high}").format(low=model.scale_min, high=model.scale_max),
            "score",
        )
    proof: str | None = values.read(kinds()["assessment"].keys["evidence"], evidence.strip())
    return value, proof or ""


def assess(
    session: Session, indicator: str, year: int, value: Decimal, evidence: str, now: dt.datetime
) -> Edit | None:
    """Give an indicator its score in a round, with evidence ("": none); the score that counts there is changed."""
    there = [
        assessment
        for assessment in session.assessment.values()
        if counts(assessment) and (assessment.indicator, assessment.round) == (indicator, year)
    ]
    if there:
        return edits.revise(there[-1], score=value, evidence=evidence or None)
    keys = {"indicator": indicator, "round": year, "score": value, "evidence": evidence or None}
    return edits.capture(session, "assessment", keys, now)
