"""Edits of a quick-win candidate that are more than one key: the answer to a gate, the value for a criterion.

Every function makes one edit, None when nothing would change, or raises Refused with one sentence.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from . import edits
from .edits import Edit
from .errors import Refused
from .method import Method
from .model import QuickWin, Session, counts
from .words import _, ngettext


def answer_gate(method: Method, entry: QuickWin, gate: str, met: bool | None) -> Edit | None:
    """Say that a candidate passes a gate or fails at it; None takes the answer back. Gates stand in the method's order."""
    places = [one.id for one in method.gate]

    def answered(before: tuple[str, ...], there: bool) -> tuple[str, ...]:
        found = [one for one in before if one != gate] + [gate] * there
        return tuple(sorted(found, key=lambda one: places.index(one) if one in places else len(places)))

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
        one
        for one in session.score.values()
        if counts(one) and (one.quick_win, one.criterion) == (candidate, criterion)
    ]
    own = [one for one in there if (one.assessor or "").casefold() == assessor.casefold()]
    if not own and not assessor:
        if len(there) > 1:
            raise Refused(
                ngettext(
                    "{number} assessor gave a value, and the mean is shown; choose the one who changes it with c",
                    "{number} assessors gave values, and the mean is shown; choose the one who changes theirs with c",
                    len(there),
                ).format(number=len(there))
            )
        own = there
    if value is None:
        return edits.together(_("removal of a score"), [edits.withdraw(one) for one in own])
    if own:
        return edits.revise(own[-1], value=value)
    keys = {"quick_win": candidate, "criterion": criterion, "value": value, "assessor": assessor or None}
    return edits.capture(session, "score", keys, now)
