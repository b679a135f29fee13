"""Gates, weighted scores and shared ranks of quick-win candidates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimtek_tui.analysis import overrules, quick_wins, year_plan
from bimtek_tui.analysis.year_plan import YearPlan
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


def test_equal_scores_share_a_rank_and_the_next_one_skips() -> None:
    scores = {"a": Fraction(4), "b": Fraction(3), "c": Fraction(3), "d": Fraction(2)}
    assert quick_wins.ranked(scores) == {"a": 1, "b": 2, "c": 2, "d": 4}


@given(st.dictionaries(st.text(), st.fractions(), max_size=20))
def test_a_rank_is_one_more_than_the_number_of_better_ones(scores: dict[str, int]) -> None:
    ranks = quick_wins.ranked(scores)
    for name, score in scores.items():
        assert ranks[name] == 1 + sum(other > score for other in scores.values())


def test_the_score_weighs_the_mean_of_the_assessors(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    values = {"impact": (5, 3), "readiness": (4,), "alignment": (3,), "cost": (2,), "novelty": (1,)}
    scores = [
        f'{{id = "sc-{criterion}-{number}", quick_win = "qw-1", criterion = "{criterion}", value = {value}}}'
        for criterion, given in values.items()
        for number, value in enumerate(given)
    ]
    session = session_of(f"""
        quick_win = [{{id = "qw-1", program = "pr-1"}}, {{id = "qw-2", program = "pr-1"}}]
        score = [{", ".join(scores)}, {{id = "sc-z", quick_win = "qw-2", criterion = "impact", value = 5}}]
    """)
    first, second = quick_wins.candidates(session, kominfo)
    assert first.score == Fraction(30 * 4 + 25 * 4 + 20 * 3 + 15 * (6 - 2) + 10 * 1, 100)
    assert first.rank == 1
    assert first.program is None
    assert (second.score, second.rank) == (None, None), "a candidate that was not scored on all criteria"


def test_a_withdrawn_score_is_no_score(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    session = session_of("""
        quick_win = [{id = "qw-1", program = "pr-1"}]
        score = [
          {id = "sc-1", quick_win = "qw-1", criterion = "impact", value = 5, withdrawn = "ditarik"},
          {id = "sc-2", quick_win = "qw-1", criterion = "impact", value = 2},
        ]
    """)
    (found,) = quick_wins.candidates(session, kominfo)
    assert found.values == {"impact": Fraction(2)}


def test_weights_are_normalised_whatever_they_add_up_to(kominfo: Method) -> None:
    doubled = tuple(msgspec.structs.replace(one, weight=one.weight * 2) for one in kominfo.criterion)
    method = msgspec.structs.replace(kominfo, criterion=doubled)
    assert quick_wins.weights(method) == quick_wins.weights(kominfo)
    assert sum(quick_wins.weights(method).values()) == 1
    weightless = tuple(msgspec.structs.replace(one, weight=0) for one in kominfo.criterion)
    assert quick_wins.weights(msgspec.structs.replace(kominfo, criterion=weightless)) == {}


def test_under_an_inverse_criterion_the_most_expensive_counts_least(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    cost = next(one for one in kominfo.criterion if one.inverse)
    scores = {}
    for value in (1, 5):
        rows = ", ".join(
            f'{{id = "sc-{one.id}", quick_win = "qw-1", criterion = "{one.id}", value = {value if one is cost else 3}}}'
            for one in kominfo.criterion
        )
        session = session_of(f'quick_win = [{{id = "qw-1", program = "p"}}]\nscore = [{rows}]')
        (found,) = quick_wins.candidates(session, kominfo)
        scores[value] = found.score
    assert scores[1] - scores[5] == 4 * quick_wins.weights(kominfo)[cost.id]  # type: ignore[operator]
    assert scores[1] > 3 > scores[5]  # type: ignore[operator]


def test_a_gate_is_met_failed_or_not_asked_yet(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    gates = [one.id for one in kominfo.gate]
    session = session_of(f"""
        quick_win = [
          {{id = "qw-1", program = "p", gates_met = {gates[:3]}, gates_failed = {gates[2:4]}}},
          {{id = "qw-2", program = "p", gates_met = {gates}}},
        ]
    """)
    first, second = quick_wins.candidates(session, kominfo)
    assert first.gates_met == tuple(gates[:2])
    assert first.gates_failed == tuple(gates[2:4]), "answered both ways is failed"
    assert first.gates_open == tuple(gates[4:])
    assert (first.passes, second.passes) == (False, True)


def test_without_a_score_urgency_seriousness_and_growth_decide_the_order(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        quick_win = [
          {id = "qw-1", program = "p", urgency = 4, seriousness = 5, growth = 4},
          {id = "qw-2", program = "p", urgency = 5, seriousness = 5, growth = 4},
          {id = "qw-3", program = "p", urgency = 3, seriousness = 4, growth = 3},
          {id = "qw-4", program = "p", urgency = 5},
        ]
    """)
    found = quick_wins.candidates(session, kominfo)
    assert [one.usg for one in found] == [13, 14, 10, None]
    assert [one.entry.id for one in quick_wins.recommended(found)] == ["qw-2", "qw-1", "qw-3", "qw-4"]


def test_rejected_candidates_stay_and_withdrawn_ones_go(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        quick_win = [
          {id = "qw-1", program = "p", decision = "rejected"},
          {id = "qw-2", program = "p", withdrawn = "ditarik"},
        ]
    """)
    assert [one.entry.id for one in quick_wins.candidates(session, kominfo)] == ["qw-1"]


USG = """
    quick_win = [
      {id = "qw-1", program = "p", urgency = 4, seriousness = 5, growth = 4},
      {id = "qw-2", program = "p", urgency = 5, seriousness = 5, growth = 4},
      {id = "qw-3", program = "p", urgency = 3, seriousness = 4, growth = 3},
      %s
    ]
"""


def test_usg_gives_the_sums_and_ranks_of_the_report_on_pulang_pisau(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    found = quick_wins.candidates(session_of(USG % ""), kominfo)
    assert [(one.usg, one.usg_rank) for one in found] == [(13, 2), (14, 1), (10, 3)]


def test_equal_sums_of_usg_share_a_rank_and_stand_in_the_order_by_u_s_g_and_as_given(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    more = """
      {id = "qw-5", program = "p", urgency = 5, seriousness = 4, growth = 4},
      {id = "qw-4", program = "p", urgency = 5, seriousness = 4, growth = 4},
      {id = "qw-6", program = "p", urgency = 4, seriousness = 4, growth = 5},
    """
    found = quick_wins.candidates(session_of(USG % more), kominfo)
    assert [(one.entry.id, one.usg_rank) for one in quick_wins.recommended(found)] == [
        ("qw-2", 1),
        ("qw-5", 2),
        ("qw-4", 2),
        ("qw-1", 2),
        ("qw-6", 2),
        ("qw-3", 6),
    ]


def test_votes_have_a_rank_of_their_own_and_no_votes_is_not_the_last_place(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        quick_win = [
          {id = "qw-1", program = "p", votes = 3}, {id = "qw-2", program = "p"}, {id = "qw-3", program = "p", votes = 9},
          {id = "qw-4", program = "p", votes = 3}, {id = "qw-5", program = "p", votes = 0},
        ]
    """)
    assert [one.votes_rank for one in quick_wins.candidates(session, kominfo)] == [2, None, 1, 2, 4]


@pytest.mark.parametrize(
    ("impact", "effort", "cell"),
    [
        (4, 2, "quick-win"),
        (5, 4, "large-project"),
        (2, 1, "fill-in"),
        (1, 5, "hardly-worth-it"),
        (3, 1, "middle"),
        (5, 3, "middle"),
        (5, None, None),
        (None, 3, None),
    ],
)
def test_a_three_is_the_middle_and_a_missing_value_no_cell(
    impact: int | None, effort: int | None, cell: str | None
) -> None:
    assert quick_wins.cell(impact, effort) == cell


def test_what_a_criterion_adds_is_value_times_weight(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(scored("qw-1", 4))
    (found,) = quick_wins.candidates(session, kominfo)
    assert [one.criterion for one in found.shares] == [one.id for one in kominfo.criterion]
    assert {one.criterion: (one.value, one.counted) for one in found.shares} == {  # type: ignore[comparison-overlap]
        one.id: (2, 4) if one.inverse else (4, 4) for one in kominfo.criterion
    }
    assert sum(one.product for one in found.shares) == found.score


# What is recommended, and what the forum decided -----------------------------------------------------------------


def scored(*rows: object) -> str:
    """Candidates from an id with further keys, and the score that they reach."""
    candidates, scores = [], []
    ids = ("impact", "readiness", "alignment", "novelty")
    for id, value in zip(*[iter(rows)] * 2, strict=True):
        name, _, keys = str(id).partition(" ")
        candidates.append(f'{{id = "{name}", program = "p"{", " + keys if keys else ""}}}')
        given = {**dict.fromkeys(ids, value), "cost": 6 - int(str(value))}
        scores += [
            f'{{id = "sc-{name}-{one}", quick_win = "{name}", criterion = "{one}", value = {of}}}'
            for one, of in given.items()
        ]
    return f"quick_win = [{', '.join(candidates)}]\nscore = [{', '.join(scores)}]"


def gates(kominfo: Method, failed: int = 0) -> str:
    names = [one.id for one in kominfo.gate]
    return f"gates_met = {names[failed:]}, gates_failed = {names[:failed]}"


def departed(session: Session, method: Method) -> list[tuple[bool | list[str] | str, ...]]:
    found = overrules.departures(quick_wins.candidates(session, method))
    return [
        (one.kind, one.candidate.entry.id, [other.entry.id for other in one.others], one.explained)
        for one in found
    ]


def test_those_that_pass_all_gates_come_first_whatever_the_score(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        scored(
            f"qw-1 {gates(kominfo, 1)}",
            5,
            "qw-2",
            4,
            f"qw-3 {gates(kominfo)}",
            2,
            f"qw-4 {gates(kominfo)}",
            3,
        )
    )
    found = quick_wins.recommended(quick_wins.candidates(session, kominfo))
    assert [(one.entry.id, one.rank, one.place) for one in found] == [
        ("qw-4", 3, 1),
        ("qw-3", 4, 2),
        ("qw-2", 2, 3),
        ("qw-1", 1, 4),
    ]


def test_a_decision_in_the_order_of_the_ranking_departs_from_nothing(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        scored(
            f'qw-1 {gates(kominfo)}, decision = "chosen"', 5, f'qw-2 {gates(kominfo)}, decision = "reserve"', 4,
            f'qw-3 {gates(kominfo, 1)}, decision = "rejected"', 5, f"qw-4 {gates(kominfo)}", 5,
        )
    )  # fmt: skip
    assert departed(session, kominfo) == []


def test_choosing_before_a_better_one_is_named_on_both_sides(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        scored(
            f'qw-1 {gates(kominfo)}, decision = "rejected"', 5, f'qw-2 {gates(kominfo)}, decision = "chosen"', 4,
        )
    )  # fmt: skip
    assert departed(session, kominfo) == [
        ("left-out", "qw-1", ["qw-2"], False),
        ("passed-over", "qw-2", ["qw-1"], False),
    ]


def test_the_reason_may_stand_with_the_one_that_was_passed_over(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        scored(
            f'qw-1 {gates(kominfo)}, decision = "reserve", reason = "Kuota baru ada pada triwulan ketiga."', 5,
            f'qw-2 {gates(kominfo)}, decision = "chosen"', 4,
        )
    )  # fmt: skip
    assert [explained for *_rest, explained in departed(session, kominfo)] == [True, True]


def test_choosing_what_failed_at_a_gate_departs_even_without_a_score(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        f'quick_win = [{{id = "qw-1", program = "p", {gates(kominfo, 1)}, decision = "chosen", reason = "Mendesak."}}]'
    )
    assert departed(session, kominfo) == [("gate-failed", "qw-1", [], True)]


def test_between_equals_the_forum_is_free(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    session = session_of(
        scored(
            f'qw-1 {gates(kominfo)}, decision = "rejected"', 4, f'qw-2 {gates(kominfo)}, decision = "chosen"', 4,
        )
    )  # fmt: skip
    assert departed(session, kominfo) == []


# Twelve months and sheets ----------------------------------------------------------------------------------------

STEPS = """
    quick_win = [
      {id = "qw-1", program = "p", decision = "chosen"}, {id = "qw-2", program = "p", decision = "chosen"},
      {id = "qw-3", program = "p", decision = "rejected"},
    ]
    milestone = [
      {id = "ml-1", quick_win = "qw-1", text = "a", due = 2026-12-31, owner = "Ani"},
      {id = "ml-2", quick_win = "qw-1", text = "b", due = 2026-01-01},
      {id = "ml-3", quick_win = "qw-1", text = "c"},
      {id = "ml-4", quick_win = "qw-1", text = "d", due = 2027-01-01},
      {id = "ml-5", quick_win = "qw-1", text = "e", due = 2026-01-02, withdrawn = "ditarik"},
    ]
"""


def planned(session: Session, method: Method) -> tuple[Any | YearPlan | dict[Any, Any], ...]:
    plan = year_plan.year_plan(session, quick_wins.recommended(quick_wins.candidates(session, method)))
    return plan, {one.entry.id: (one.when, one.quarter) for one in plan.steps}


def test_the_twelve_months_are_the_first_year_of_the_short_term(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    plan, steps = planned(session_of("plan = {short_start = 2026, short_end = 2027}\n" + STEPS), kominfo)
    assert (plan.window.basis, plan.window.last) == ("short-term", dt.date(2026, 12, 31))  # type: ignore[union-attr]
    assert steps == {
        "ml-2": ("within", 0),
        "ml-1": ("within", 3),
        "ml-4": ("after", None),
        "ml-3": ("undated", None),
    }
    assert [row.candidate.entry.id for row in plan.rows] == ["qw-1", "qw-2"], (  # type: ignore[union-attr]
        "a chosen one without milestones is there"
    )


def test_without_years_they_follow_the_commitment_and_then_the_earliest_date(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    plan, steps = planned(session_of("commitment = {date = 2026-01-01}\n" + STEPS), kominfo)
    assert (plan.window.basis, plan.window.first, plan.window.last) == (  # type: ignore[union-attr]
        "commitment",
        dt.date(2026, 1, 2),
        dt.date(2027, 1, 1),
    )
    assert (steps["ml-2"][0], steps["ml-4"]) == ("before", ("within", 3))  # type: ignore[index]
    plan, steps = planned(session_of(STEPS), kominfo)
    assert (plan.window.basis, plan.window.first) == ("earliest", dt.date(2026, 1, 1))  # type: ignore[union-attr]
    assert planned(session_of('quick_win = [{id = "qw-1", program = "p"}]'), kominfo)[0].window is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2027, 11, 30), 3, dt.date(2028, 2, 29)),
        (dt.date(2026, 5, 4), 12, dt.date(2027, 5, 4)),
    ],
)
def test_months_later_ends_with_the_month(day: dt.date, months: int, then: dt.date) -> None:
    assert year_plan.later(day, months) == then


def test_a_sheet_lacks_what_the_evaluation_asks_for_and_nobody_wrote(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        program = [{id = "p", name = "P", horizon = "short", lead = "DISKOMINFO", funding = ["apbd"]}]
        quick_win = [{id = "qw-1", program = "p", benefit = "Antrean pendek."}, {id = "qw-2", program = "x"}]
    """)
    first, second = (quick_wins.sheet_gaps(one) for one in quick_wins.candidates(session, kominfo))
    assert set(quick_wins.SHEET_FIELDS) - set(first) == {
        ("program", "lead"),
        ("program", "funding"),
        ("quick_win", "benefit"),
    }
    assert second == quick_wins.SHEET_FIELDS
