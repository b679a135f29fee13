"""Gates, weighted scores and shared ranks of quick-win candidates."""

from __future__ import annotations

from fractions import Fraction

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from bimtek_tui.analysis import quick_wins


def test_equal_scores_share_a_rank_and_the_next_one_skips():
    scores = {"a": Fraction(4), "b": Fraction(3), "c": Fraction(3), "d": Fraction(2)}
    assert quick_wins.ranked(scores) == {"a": 1, "b": 2, "c": 2, "d": 4}


@given(st.dictionaries(st.text(), st.fractions(), max_size=20))
def test_a_rank_is_one_more_than_the_number_of_better_ones(scores):
    ranks = quick_wins.ranked(scores)
    for name, score in scores.items():
        assert ranks[name] == 1 + sum(other > score for other in scores.values())


def test_the_score_weighs_the_mean_of_the_assessors(kominfo, session_of):
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


def test_a_withdrawn_score_is_no_score(kominfo, session_of):
    session = session_of("""
        quick_win = [{id = "qw-1", program = "pr-1"}]
        score = [
          {id = "sc-1", quick_win = "qw-1", criterion = "impact", value = 5, withdrawn = "ditarik"},
          {id = "sc-2", quick_win = "qw-1", criterion = "impact", value = 2},
        ]
    """)
    (found,) = quick_wins.candidates(session, kominfo)
    assert found.values == {"impact": Fraction(2)}


def test_weights_are_normalised_whatever_they_add_up_to(kominfo):
    doubled = tuple(msgspec.structs.replace(one, weight=one.weight * 2) for one in kominfo.criterion)
    method = msgspec.structs.replace(kominfo, criterion=doubled)
    assert quick_wins.weights(method) == quick_wins.weights(kominfo)
    assert sum(quick_wins.weights(method).values()) == 1
    weightless = tuple(msgspec.structs.replace(one, weight=0) for one in kominfo.criterion)
    assert quick_wins.weights(msgspec.structs.replace(kominfo, criterion=weightless)) == {}


def test_under_an_inverse_criterion_the_most_expensive_counts_least(kominfo, session_of):
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
    assert scores[1] - scores[5] == 4 * quick_wins.weights(kominfo)[cost.id]
    assert scores[1] > 3 > scores[5]


def test_a_gate_is_met_failed_or_not_asked_yet(kominfo, session_of):
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


def test_without_a_score_urgency_seriousness_and_growth_decide_the_order(kominfo, session_of):
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
    assert [one.entry.id for one in quick_wins.by_rank(found)] == ["qw-2", "qw-1", "qw-3", "qw-4"]


def test_rejected_candidates_stay_and_withdrawn_ones_go(kominfo, session_of):
    session = session_of("""
        quick_win = [
          {id = "qw-1", program = "p", decision = "rejected"},
          {id = "qw-2", program = "p", withdrawn = "ditarik"},
        ]
    """)
    assert [one.entry.id for one in quick_wins.candidates(session, kominfo)] == ["qw-1"]
