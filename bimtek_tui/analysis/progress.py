"""How far each stage has come: the checklist of the method held against what the session contains.

A checklist item is done when a person ticked it, or by itself when its condition is met; a person's tick
always wins. Conditions are a table by name, so every method file may use those it needs, where it needs them.
Nothing here changes a tick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from msgspec import Struct

from ..model.entries import Program, QuickWin, Session, counting, counts
from ..model.method import Method
from ..model.method_tables import Item
from ..model.workshop_entries import Note, Tick, TickState
from .alignment import document_of
from .horizons import HORIZONS, span
from .overrules import departures
from .quick_wins import candidates
from .tally import QUADRANTS, STRATEGY_QUADRANTS

GROUPS = ("before", "during", "after")
HELD = ("during", "before", "after")
"""What comes first once a stage is being held: preparing it is then the lesser work."""
OVER = ("during", "after", "before")
SHEET = ("problem", "benefit", "uniqueness", "partnership", "potential", "resources", "continuity", "risk")
"""The prose fields of a quick-win sheet, in the order of the sheet."""


class Degree(Struct, frozen=True):
    """How much of something is there: `done` of `total`, counted in whatever the condition counts."""

    done: int
    total: int

    @property
    def met(self) -> bool:
        """Whether all of it is there. Where there is nothing to count, nothing is met."""
        return 0 < self.total <= self.done


class ItemState(Struct, frozen=True):
    """One checklist item of a stage as it stands now; `id` is the one of the session (``stage-1/<item>``).

    `by_itself` says that the item is done because its condition is met, and no person ticked it. `degree` is
    None where the item has no condition that this program knows.
    """

    id: str
    item: Item
    state: TickState
    by_itself: bool
    degree: Degree | None
    tick: Tick | None


OPEN_ENDED = frozenset(
    {
        "agencies-listed",
        "missions-written",
        "objectives-written",
        "decisions-noted",
        "actions-owned",
        "commitment-points",
        "signatories-listed",
    }
)
"""Conditions that what is there so far fulfils: whether that is all, only people know."""

Condition = Callable[[Session, Method, str], Degree]


def items(session: Session, method: Method, stage_id: str) -> list[ItemState]:
    """The checklist of a stage in the method's order; empty for a stage that the method does not have."""
    stage = method.stages.get(stage_id)
    return [_state(session, method, stage_id, item) for item in stage.item] if stage else []


def progress(session: Session, method: Method, stage_id: str) -> Degree:
    """How many items of a stage are dealt with: done or not applicable, out of all."""
    states = items(session, method, stage_id)
    return Degree(sum(state.state != "open" for state in states), len(states))


def next_item(
    session: Session,
    method: Method,
    stage_id: str,
    panel: str = "",
    groups: Sequence[str] = GROUPS,
) -> ItemState | None:
    """The open item of a stage that comes next: what is done in this panel, then by `groups`; None when none is open."""
    still_open = [state for state in items(session, method, stage_id) if state.state == "open"]
    return min(
        still_open,
        key=lambda state: (not panel or state.item.panel != panel, groups.index(state.item.group)),
        default=None,
    )


def current_stage(session: Session, method: Method) -> str:
    """The id of the first stage that is neither closed nor complete; the last stage when all are, "" for a method that is not here."""
    for stage in method.stage:
        record = session.stage.get(stage.id)
        if (record is None or record.closed is None) and not progress(session, method, stage.id).met:
            return stage.id
    return method.stage[-1].id if method.stage else ""


def _state(session: Session, method: Method, stage_id: str, item: Item) -> ItemState:
    id = f"{stage_id}/{item.id}"
    tick = session.checklist.get(id)
    condition = CONDITIONS.get(item.condition or "")
    degree = condition(session, method, stage_id) if condition else None
    by_itself = tick is None and degree is not None and degree.met
    state: TickState = tick.state if tick else "done" if by_itself else "open"
    return ItemState(id, item, state, by_itself, degree, tick)


def _yes(fact: object) -> Degree:
    """One thing that is there or not."""
    return Degree(int(bool(fact)), 1)


def _some(number: int) -> Degree:
    """At least one is needed; more is fine."""
    return Degree(number, max(number, 1))


def _all(entries: Iterable[Any], fits: Callable[[Any], object]) -> Degree:
    """Those that fit, out of all of them."""
    fitting = [bool(fits(entry)) for entry in entries]
    return Degree(sum(fitting), len(fitting))


def _each(wanted: Iterable[str], values: Iterable[str | None]) -> Degree:
    """Those of the wanted names that occur, out of all wanted names."""
    names, seen = list(wanted), set(values)
    return Degree(sum(name in seen for name in names), len(names))


def _both(*parts: Degree) -> Degree:
    """Several things that an item asks for together."""
    return Degree(sum(part.done for part in parts), sum(part.total for part in parts))


def _dimensions(table: str) -> Callable[[Session, Method], Degree]:
    """The dimensions of the method that have an entry of this kind."""
    return lambda session, method: _each(
        method.dimensions, (entry.dimension for entry in counting(session.entries(table)))
    )


def _programs(fits: Callable[[Program], object]) -> Callable[[Session], Degree]:
    return lambda session: _all(counting(session.program), fits)


def _chosen(session: Session) -> list[QuickWin]:
    return [quick_win for quick_win in counting(session.quick_win) if quick_win.decision == "chosen"]


def _participants_listed(session: Session) -> Degree:
    """The listed agencies that send somebody, where no agency is listed anybody; and council and team."""
    people = counting(session.participant)
    sent = (
        _each(session.agency, (person.agency for person in people)) if session.agency else _some(len(people))
    )
    return _both(sent, _each(("council", "team"), (person.role for person in people)))


def _attendance_recorded(session: Session, method: Method, stage_id: str) -> Degree:
    """The days of the stage on which somebody was recorded as present."""
    stage = method.stages.get(stage_id)
    days = sorted({block.day for block in stage.block}) if stage else []
    present = {day for person in counting(session.participant) for day in person.attended}
    return _each((f"{stage_id}/{day}" for day in days), present)


def _stage_dated(session: Session, _method: Method, stage_id: str) -> Degree:
    """A first day, or at least what is known of when; and a venue."""
    record = session.stage.get(stage_id)
    return _both(_yes(record and (record.start or record.when)), _yes(record and record.venue))


def _summary_written(session: Session, _method: Method, stage_id: str) -> Degree:
    record = session.stage.get(stage_id)
    return _yes(record and record.summary)


def _noted(kind: Literal["decision", "action"], session: Session, stage_id: str) -> list[Note]:
    """The notes of a kind that belong to a stage."""
    return [note for note in counting(session.note) if note.kind == kind and note.stage == stage_id]


def _swot_weighted(session: Session) -> Degree:
    """Factors with points and rating; in the questionnaire variant those with a sum of responses."""
    if session.analysis and session.analysis.variant == "questionnaire":
        return _all(counting(session.swot), lambda factor: factor.responses_sum is not None)
    return _all(
        counting(session.swot), lambda factor: factor.weight is not None and factor.rating is not None
    )


def _programs_have_budget(session: Session) -> Degree:
    """Programs with a whole budget or with rows by year and source."""
    split = {row.program for row in counting(session.budget)}
    return _all(
        counting(session.program), lambda program: program.budget_idr is not None or program.id in split
    )


def _aligned(session: Session) -> Degree:
    """Programs with a reference, as far as they begin in the years of a plan that they can refer to."""
    return _all(
        counting(session.program), lambda program: program.rpjmd_ref and document_of(session.plan, program)
    )


def _strategies_founded(session: Session) -> Degree:
    """Strategies that name a factor which is there and counts."""
    factors = {factor.id for factor in counting(session.swot)}
    return _all(counting(session.strategy), lambda strategy: factors.intersection(strategy.factors))


def _candidates_decided(session: Session, method: Method) -> Degree:
    """Candidates with a decision, and with a reason where that differs from the ranking."""
    overruled = departures(candidates(session, method))
    unexplained = {departure.candidate.entry.id for departure in overruled if not departure.explained}
    return _all(
        counting(session.quick_win), lambda quick_win: quick_win.decision and quick_win.id not in unexplained
    )


def _milestones_planned(session: Session) -> Degree:
    planned = {milestone.quick_win for milestone in counting(session.milestone)}
    return _all(_chosen(session), lambda quick_win: quick_win.id in planned)


def _candidates_per_dimension(session: Session, method: Method) -> Degree:
    programs = [session.program.get(quick_win.program) for quick_win in counting(session.quick_win)]
    return _each(
        method.dimensions, (program.dimension for program in programs if program and counts(program))
    )


def _gates_asked(session: Session, method: Method) -> Degree:
    """Candidates for which every gate was answered, one way or the other."""
    gates = method.gates.keys()
    return _all(
        counting(session.quick_win),
        lambda quick_win: gates <= {*quick_win.gates_met, *quick_win.gates_failed},
    )


_OF_THE_SESSION: dict[str, Callable[[Session], Degree]] = {
    "city-described": lambda session: _yes(session.city and session.city.profile),
    "agencies-listed": lambda session: _all(session.agency.values(), lambda agency: agency.name),
    "participants-listed": _participants_listed,
    "vision-written": lambda session: _yes(session.plan and session.plan.vision),
    "missions-written": lambda session: _some(len(counting(session.mission))),
    "objectives-written": lambda session: _some(len(counting(session.objective))),
    "swot-per-quadrant": lambda session: _each(
        QUADRANTS, (factor.quadrant for factor in counting(session.swot))
    ),
    "swot-weighted": _swot_weighted,
    "strategies-per-quadrant": lambda session: _each(
        STRATEGY_QUADRANTS, (strategy.quadrant for strategy in counting(session.strategy))
    ),
    "strategies-have-factors": _strategies_founded,
    "horizons-agreed": lambda session: _all(HORIZONS, lambda horizon: span(session.plan, horizon).is_agreed),
    "programs-per-horizon": lambda session: _each(
        HORIZONS, (program.horizon for program in counting(session.program))
    ),
    "programs-have-lead": _programs(lambda program: program.lead),
    "programs-have-years": _programs(lambda program: program.start_year and program.end_year),
    "programs-have-indicator": _programs(lambda program: program.indicator),
    "programs-have-funding": _programs(lambda program: program.funding),
    "programs-have-budget": _programs_have_budget,
    "programs-aligned": _aligned,
    "programs-innovative": _programs(lambda program: program.innovation),
    "programs-final": _programs(lambda program: program.status == "final"),
    "quick-wins-chosen": lambda session: _some(len(_chosen(session))),
    "quick-wins-owned": lambda session: _all(_chosen(session), lambda quick_win: quick_win.owner),
    "quick-win-sheets-written": lambda session: _all(
        _chosen(session), lambda quick_win: all(getattr(quick_win, key) for key in SHEET)
    ),
    "milestones-planned": _milestones_planned,
    "commitment-points": lambda session: _some(len(session.commitment.points) if session.commitment else 0),
    "signatories-listed": lambda session: _all(
        counting(session.signatory), lambda signatory: signatory.position
    ),
    "commitment-dated": lambda session: _yes(session.commitment and session.commitment.date),
    "commitment-signed": lambda session: _all(
        counting(session.signatory), lambda signatory: signatory.signed
    ),
    "legal-target-set": lambda session: _yes(session.plan and session.plan.legal_target),
}
_OF_SESSION_AND_METHOD: dict[str, Callable[[Session, Method], Degree]] = {
    "issues-per-dimension": _dimensions("issue"),
    "readiness-per-element": lambda session, method: _each(
        method.elements, (finding.element for finding in counting(session.readiness) if finding.level)
    ),
    "gap-per-dimension": lambda session, method: _each(
        method.dimensions, (gap.dimension for gap in counting(session.gap) if gap.current and gap.ideal)
    ),
    "swot-per-dimension": _dimensions("swot"),
    "programs-per-dimension": _dimensions("program"),
    "candidates-per-dimension": _candidates_per_dimension,
    "candidates-decided": _candidates_decided,
    "gates-asked": _gates_asked,
}
_OF_ONE_STAGE: dict[str, Condition] = {
    "attendance-recorded": _attendance_recorded,
    "stage-dated": _stage_dated,
    "summary-written": _summary_written,
    "decisions-noted": lambda session, _method, stage: _some(len(_noted("decision", session, stage))),
    "actions-owned": lambda session, _method, stage: _all(
        _noted("action", session, stage), lambda note: note.owner and note.due
    ),
}


def _without_stage(degree: Callable[[Session, Method], Degree]) -> Condition:
    return lambda session, method, _stage_id: degree(session, method)


def _without_method(degree: Callable[[Session], Degree]) -> Condition:
    return lambda session, _method, _stage_id: degree(session)


FIELDS = {
    "stage-dated": "stage.start",
    "summary-written": "stage.summary",
    "city-described": "city.profile",
    "vision-written": "plan.vision",
    "horizons-agreed": "plan.short_start",
    "legal-target-set": "plan.legal_target",
    "commitment-points": "commitment.points",
    "commitment-dated": "commitment.date",
}
"""Where a condition asks for one field: table and key; of several the first."""


def field_to_fill(condition: str, session: Session, stage_id: str) -> str:
    """Table and key of the field that a condition still asks for; "" where it asks for none."""
    held = session.stage.get(stage_id)
    if condition == "stage-dated" and held and (held.start or held.when):
        return "stage.venue"
    return FIELDS.get(condition, "")


CONDITIONS: dict[str, Condition] = {
    **{name: _without_method(degree) for name, degree in _OF_THE_SESSION.items()},
    **{name: _without_stage(degree) for name, degree in _OF_SESSION_AND_METHOD.items()},
    **_OF_ONE_STAGE,
}
"""What fulfils a checklist item, by the name the method file uses. A name not in here is no condition."""
