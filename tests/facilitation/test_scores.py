"""Gates answered and criteria scored: what each edit does, and whose value it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from support import strategies

from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import scores
from bimtek_tui.model import edits, method
from bimtek_tui.model.edits import Edit
from bimtek_tui.model.entries import QuickWin, Score, Session

METHOD = method.load("kominfo-1")
GATES = [one.id for one in METHOD.gate]


@pytest.fixture
def session() -> Session:
    made = Session()
    program = edits.capture(made, "program", {"name": "Satu Data", "horizon": "short"}, strategies.NOW)
    _do(made, program)
    _do(made, edits.capture(made, "quick_win", {"program": program.entry["id"]}, strategies.NOW))
    return made


def _do(session: Session, edit: Edit | None) -> None:
    assert edit is not None
    for one in edits.simple(edit):
        edits.apply(session, one)


def _candidate(session: Session) -> QuickWin:
    return next(iter(session.quick_win.values()))


def _score(session: Session, value: str | None, assessor: str = "") -> Edit | None:
    number = Decimal(value) if value else None
    return scores.score(session, _candidate(session).id, "impact", number, assessor, strategies.NOW)


def _values(session: Session) -> list[tuple[str | None, Decimal]]:
    found: list[Score] = [one for one in session.score.values() if one.withdrawn is None]
    return [(one.assessor, one.value) for one in found]


def test_a_gate_is_met_or_failed_never_both_and_stands_in_the_order_of_the_method(session: Session) -> None:
    for gate in (GATES[2], GATES[0]):
        _do(session, scores.answer_gate(METHOD, _candidate(session), gate, True))
    assert _candidate(session).gates_met == (GATES[0], GATES[2])
    _do(session, scores.answer_gate(METHOD, _candidate(session), GATES[0], False))
    assert (_candidate(session).gates_met, _candidate(session).gates_failed) == ((GATES[2],), (GATES[0],))
    _do(session, scores.answer_gate(METHOD, _candidate(session), GATES[0], None))
    assert _candidate(session).gates_failed == ()
    assert scores.answer_gate(METHOD, _candidate(session), GATES[0], None) is None


def test_the_room_has_one_value_and_changes_it(session: Session) -> None:
    _do(session, _score(session, "3"))
    _do(session, _score(session, "4.5"))
    assert _values(session) == [(None, Decimal("4.5"))]
    assert _score(session, "4.5") is None
    _do(session, _score(session, None))
    assert _values(session) == []
    assert _score(session, None) is None


def test_each_assessor_has_a_value(session: Session) -> None:
    _do(session, _score(session, "3", "Bappeda"))
    _do(session, _score(session, "5"))  # a single value is changed, whoever gave it
    assert _values(session) == [("Bappeda", 5)]  # type: ignore[comparison-overlap]
    _do(session, _score(session, "2", "DINKES"))
    _do(session, _score(session, "1", "bappeda"))
    assert _values(session) == [("Bappeda", 1), ("DINKES", 2)]  # type: ignore[comparison-overlap]
    with pytest.raises(Refused, match="2 assessors gave values"):
        _score(session, "4")
