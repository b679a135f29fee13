"""What a stage's checklist shows: conditions, ticks, the next item and the current stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bimtek_tui.analysis import progress
from bimtek_tui.analysis.progress import CONDITIONS, Degree, ItemState
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method
from bimtek_tui.model.workshop_entries import Stage, Tick

NOW = dt.datetime(2026, 6, 13, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
LATER = dt.datetime(2026, 6, 14, 16, 0, tzinfo=NOW.tzinfo)


def tick(id: str, state: str) -> Tick:
    return Tick(id=id, state=state, at=NOW)  # type: ignore[arg-type]


def degree(session: Session, kominfo: Method, condition: str, stage: str = "stage-1") -> Degree:
    return CONDITIONS[condition](session, kominfo, stage)


def test_every_condition_of_the_shipped_method_is_known(kominfo: Method) -> None:
    assert {one.condition for one in kominfo.items.values()} - {None} <= CONDITIONS.keys()


def test_nothing_is_done_in_an_empty_session(kominfo: Method) -> None:
    session = Session()
    for stage in kominfo.stage:
        states = progress.items(session, kominfo, stage.id)
        assert {one.state for one in states} == {"open"}
        assert progress.progress(session, kominfo, stage.id) == Degree(0, len(stage.item))
    assert progress.current_stage(session, kominfo) == "stage-1"


def test_nothing_to_count_is_nothing_met() -> None:
    assert not Degree(0, 0).met
    assert Degree(3, 3).met
    assert not Degree(2, 3).met


def test_an_item_is_done_by_itself_when_its_condition_is_met(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        [city]
        name = "Kota Contoh"
        kind = "kota"
        province = "Rekaan"
        profile = "Kota di muara."
    """)
    item = by_id(session, kominfo, "stage-1/city-profile")
    assert (item.state, item.by_itself, item.degree) == ("done", True, Degree(1, 1))


@pytest.mark.parametrize("state", ["done", "open", "not-applicable"])
def test_a_persons_tick_wins_over_the_condition(
    kominfo: Method, session_of: Callable[[str], Session], state: str
) -> None:
    session = session_of('city = {name = "K", kind = "kota", province = "R", profile = "p"}')
    session.checklist["stage-1/city-profile"] = tick("stage-1/city-profile", state)
    item = by_id(session, kominfo, "stage-1/city-profile")
    assert (item.state, item.by_itself) == (state, False)
    assert item.degree == Degree(1, 1)


def test_done_and_not_applicable_both_count_as_dealt_with(kominfo: Method) -> None:
    session = Session()
    for name, state in (("agreement", "done"), ("decree", "not-applicable"), ("terms", "open")):
        session.checklist[f"stage-1/{name}"] = tick(f"stage-1/{name}", state)
    assert progress.progress(session, kominfo, "stage-1").done == 2


def test_a_condition_that_the_program_does_not_know_is_no_condition(kominfo: Method) -> None:
    stage = kominfo.stage[0]
    item = msgspec.structs.replace(stage.item[0], condition="moon-is-full")
    method = msgspec.structs.replace(kominfo, stage=(msgspec.structs.replace(stage, item=(item,)),))
    (state,) = progress.items(Session(), method, "stage-1")
    assert state.degree is None
    assert state.state == "open"


def test_the_next_item_comes_from_before_the_workshop_first(kominfo: Method) -> None:
    session = Session()
    first = progress.next_item(session, kominfo, "stage-1")
    assert first.item.group == "before"  # type: ignore[union-attr]
    for one in progress.items(session, kominfo, "stage-1"):
        if one.item.group == "before":
            session.checklist[one.id] = tick(one.id, "done")
    assert progress.next_item(session, kominfo, "stage-1").item.group == "during"  # type: ignore[union-attr]


def test_there_is_no_next_item_when_all_are_dealt_with(kominfo: Method) -> None:
    session = complete(kominfo, "stage-1")
    assert progress.next_item(session, kominfo, "stage-1") is None
    assert progress.progress(session, kominfo, "stage-1").met


def test_the_current_stage_is_the_first_neither_closed_nor_complete(kominfo: Method) -> None:
    session = complete(kominfo, "stage-1")
    assert progress.current_stage(session, kominfo) == "stage-2"
    session.stage["stage-2"] = Stage(id="stage-2", closed=LATER)
    assert progress.current_stage(session, kominfo) == "stage-3"


def test_the_last_stage_stays_current_when_all_are_closed(kominfo: Method) -> None:
    session = Session()
    for stage in kominfo.stage:
        session.stage[stage.id] = Stage(id=stage.id, closed=LATER)
    assert progress.current_stage(session, kominfo) == "stage-4"


def test_a_stage_unknown_to_the_method_has_no_items(kominfo: Method) -> None:
    assert progress.items(Session(), kominfo, "stage-9") == []
    assert progress.progress(Session(), kominfo, "stage-9") == Degree(0, 0)
    assert all(isinstance(one(Session(), kominfo, "stage-9"), Degree) for one in CONDITIONS.values())


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_progress_is_the_number_of_items_dealt_with_whatever_was_ticked(
    kominfo: Method, data: st.DataObject
) -> None:
    session = Session()
    states = st.sampled_from(["done", "open", "not-applicable"])
    chosen = data.draw(st.dictionaries(st.sampled_from(sorted(kominfo.items)), states))
    session.checklist.update({id: tick(id, state) for id, state in chosen.items()})
    for stage in kominfo.stage:
        ticked = [state for id, state in chosen.items() if id.startswith(f"{stage.id}/")]
        found = progress.progress(session, kominfo, stage.id)
        assert found == Degree(sum(state != "open" for state in ticked), len(stage.item))


def test_entries_that_do_not_count_fulfil_nothing(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        program = [
          {id = "pr-1", name = "a", horizon = "short", lead = "A", status = "dropped"},
          {id = "pr-2", name = "b", horizon = "long", lead = "B", withdrawn = "ditarik"},
        ]
    """)
    assert degree(session, kominfo, "programs-per-horizon") == Degree(0, 3)
    assert degree(session, kominfo, "programs-have-lead") == Degree(0, 0)


def test_participants_are_wanted_from_every_listed_agency(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        agency = [{id = "A"}, {id = "B"}]
        participant = [{id = "pt-1", name = "x", agency = "A"}, {id = "pt-2", name = "y"}]
    """)
    assert degree(session, kominfo, "participants-listed") == Degree(1, 4)
    session.agency.clear()
    assert degree(session, kominfo, "participants-listed") == Degree(2, 4)


def test_attendance_is_wanted_on_both_days_of_that_stage(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        participant = [
          {id = "pt-1", name = "x", attended = ["stage-1/1", "stage-2/2"]},
          {id = "pt-2", name = "y", attended = ["stage-1/1"]},
        ]
    """)
    assert degree(session, kominfo, "attendance-recorded", "stage-1") == Degree(1, 2)
    assert degree(session, kominfo, "attendance-recorded", "stage-3") == Degree(0, 2)


def test_a_horizon_is_agreed_by_years_or_by_a_duration(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("plan = {short_start = 2026, short_end = 2026, medium_years = 5, long_start = 2031}")
    assert degree(session, kominfo, "horizons-agreed") == Degree(2, 3)


def test_a_budget_is_a_whole_even_of_nothing_or_rows(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        program = [
          {id = "pr-1", name = "a", horizon = "short", budget_idr = 0},
          {id = "pr-2", name = "b", horizon = "short"},
          {id = "pr-3", name = "c", horizon = "short"},
        ]
        budget = [{id = "bg-1", program = "pr-2", year = 2026, funding = "apbd", amount_idr = 5}]
    """)
    assert degree(session, kominfo, "programs-have-budget") == Degree(2, 3)


def test_swot_is_weighted_by_points_and_rating_or_by_responses(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    source = """
        swot = [
          {id = "sw-1", quadrant = "strength", text = "a", weight = 3, rating = 2},
          {id = "sw-2", quadrant = "threat", text = "b", weight = 3, responses_sum = 9},
        ]
    """
    assert degree(session_of(source), kominfo, "swot-weighted") == Degree(1, 2)
    asked = session_of(f'analysis = {{variant = "questionnaire"}}\n{source}')
    assert degree(asked, kominfo, "swot-weighted") == Degree(1, 2)


def test_a_candidate_is_asked_when_every_gate_has_an_answer(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    gates = [gate.id for gate in kominfo.gate]
    session = session_of(f"""
        program = [{{id = "pr-1", name = "a", horizon = "short", dimension = "living"}}]
        quick_win = [
          {{id = "qw-1", program = "pr-1", gates_met = {gates[:-1]}, gates_failed = {gates[-1:]}}},
          {{id = "qw-2", program = "pr-1", gates_met = {gates[:2]}}},
        ]
    """)
    assert degree(session, kominfo, "gates-asked") == Degree(1, 2)
    assert degree(session, kominfo, "candidates-per-dimension") == Degree(1, 6)


def test_decisions_and_actions_are_those_of_the_stage(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        note = [
          {id = "nt-1", kind = "decision", text = "a", stage = "stage-2"},
          {id = "nt-2", kind = "action", text = "b", stage = "stage-2", owner = "X", due = 2026-07-01},
          {id = "nt-3", kind = "action", text = "c", stage = "stage-2", owner = "X"},
        ]
    """)
    assert degree(session, kominfo, "decisions-noted", "stage-2").met
    assert not degree(session, kominfo, "decisions-noted", "stage-1").met
    assert degree(session, kominfo, "actions-owned", "stage-2") == Degree(1, 2)


def test_sheets_owners_and_milestones_concern_chosen_quick_wins_only(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    sheet = ", ".join(f'{key} = "x"' for key in progress.SHEET)
    session = session_of(f"""
        quick_win = [
          {{id = "qw-1", program = "p", decision = "chosen", owner = "O", {sheet}}},
          {{id = "qw-2", program = "p", decision = "chosen", problem = "x"}},
          {{id = "qw-3", program = "p", decision = "rejected", owner = "O"}},
        ]
        milestone = [{{id = "ml-1", quick_win = "qw-3", text = "x"}}, {{id = "ml-2", quick_win = "qw-1", text = "y"}}]
    """)
    for condition in ("quick-wins-owned", "quick-win-sheets-written", "milestones-planned"):
        assert degree(session, kominfo, condition) == Degree(1, 2), condition
    assert degree(session, kominfo, "candidates-decided") == Degree(3, 3)
    assert degree(session, kominfo, "quick-wins-chosen").met


def test_the_commitment_wants_points_signatories_a_date_and_every_signature(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        commitment = {date = 2026-09-17, points = ["satu"]}
        signatory = [{id = "sg-1", name = "A", signed = 2026-09-17}, {id = "sg-2", name = "B"}]
    """)
    assert degree(session, kominfo, "commitment-points").met
    assert degree(session, kominfo, "commitment-dated").met
    assert degree(session, kominfo, "signatories-listed") == Degree(0, 2)
    assert degree(session, kominfo, "commitment-signed") == Degree(1, 2)


CASES = [
    # what the item asks, a session that has half of it, and how much that is
    ("signatories-listed", 'signatory = [{id = "sg-1", name = "A", position = "Wali Kota"}, {id = "sg-2", name = "B"}]', (1, 2)),
    ("stage-dated", 'stage = [{id = "stage-1", start = 2026-06-13}]', (1, 2)),
    ("agencies-listed", 'agency = [{id = "DISKOMINFO", name = "Dinas Kominfo"}, {id = "DLH"}]', (1, 2)),
    ("participants-listed", 'participant = [{id = "pt-1", name = "A", role = "council"}]', (2, 3)),
    ("readiness-per-element", 'readiness = [{id = "rd-1", element = "structure", text = "x", level = 2}, {id = "rd-2", element = "infrastructure", text = "y"}]', (1, 3)),
    ("gap-per-dimension", 'gap = [{id = "gp-1", dimension = "economy", text = "x", current = "a", ideal = "b"}, {id = "gp-2", dimension = "living", text = "y"}]', (1, 6)),
    ("strategies-have-factors", 'swot = [{id = "sw-1", quadrant = "strength", text = "x", withdrawn = "ditarik"}]\nstrategy = [{id = "st-1", quadrant = "SO", text = "x", factors = ["sw-1"]}]', (0, 1)),
    ("programs-aligned", 'plan = {rpjmd = "RPJMD Kota Uji 2025-2029"}\nprogram = [{id = "pr-1", name = "a", horizon = "short", rpjmd_ref = "x", start_year = 2029}, {id = "pr-2", name = "b", horizon = "long", rpjmd_ref = "x", start_year = 2030}]', (1, 2)),
    ("programs-aligned", 'plan = {rpjmd = "RPJMD Kota Uji", rpjmd_end = 2026}\nprogram = [{id = "pr-1", name = "a", horizon = "short", rpjmd_ref = "x", start_year = 2027}]', (0, 1)),
    ("programs-aligned", 'program = [{id = "pr-1", name = "a", horizon = "short", rpjmd_ref = "x", start_year = 2099}]', (1, 1)),
    ("candidates-per-dimension", 'program = [{id = "pr-1", name = "a", horizon = "short", dimension = "economy", withdrawn = "x"}]\nquick_win = [{id = "qw-1", program = "pr-1"}]', (0, 6)),
    ("candidates-decided", 'quick_win = [{id = "qw-1", program = "p", decision = "chosen", gates_failed = ["no-new-law"]}, {id = "qw-2", program = "p", decision = "rejected"}]', (1, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "toml", "wanted"), CASES)
def test_a_condition_asks_what_its_item_says(
    kominfo: Method,
    session_of: Callable[[str], Session],
    condition: str,
    toml: str,
    wanted: tuple[int, int],
) -> None:
    assert degree(session_of(toml), kominfo, condition) == Degree(*wanted)


def by_id(session: Session, kominfo: Method, id: str) -> ItemState:
    stage = id.split("/")[0]
    return next(one for one in progress.items(session, kominfo, stage) if one.id == id)


def complete(kominfo: Method, stage_id: str) -> Session:
    session = Session()
    for one in progress.items(session, kominfo, stage_id):
        session.checklist[one.id] = tick(one.id, "done")
    return session
