"""Rounds in the room: a countdown, one agency after the other, and dot voting with hidden results."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.workshops import Opened, crash

from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import rounds
from bimtek_tui.facilitation.recorded_votes import RecordedVotes
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Add, Edit
from bimtek_tui.model.entries import Session

NOW = dt.datetime(2026, 6, 16, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DAY = "stage-1/1"


def after(seconds: int) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


def do(session: Session, edit: Edit | None) -> None:
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)


# A silent round -------------------------------------------------------------------------------------------------


def test_a_countdown_runs_stands_and_gets_longer() -> None:
    silent = rounds.countdown(5)
    assert rounds.left(silent, after(1000)) == 300
    silent = rounds.run(silent, NOW)
    assert rounds.run(silent, after(50)) == silent
    assert rounds.left(silent, after(60)) == 240
    silent = rounds.pause(silent, after(60))
    assert rounds.left(silent, after(900)) == 240
    silent = rounds.add(rounds.run(silent, after(900)))
    assert rounds.left(silent, after(910)) == 290
    assert [rounds.left(silent, after(seconds)) for seconds in (1199, 1200)] == [1, 0]
    assert rounds.left(silent, after(1230)) == -30
    assert rounds.left(rounds.add(silent, -60), after(900)) == 0


def test_a_countdown_of_no_time_is_refused() -> None:
    for minutes in (0, -1, 100_000):
        with pytest.raises(Refused, match="from 1 to 180 minutes"):
            rounds.countdown(minutes)


@given(st.lists(st.tuples(st.sampled_from(["run", "pause", "add"]), st.integers(-100, 500)), max_size=20))
def test_a_countdown_never_gives_time_back(steps: list[tuple[str, int]]) -> None:
    silent, now, used = rounds.countdown(10), NOW, 0
    for what, seconds in steps:
        now += dt.timedelta(seconds=seconds)
        if what == "run":
            silent = rounds.run(silent, now)
        elif what == "pause":
            silent = rounds.pause(silent, now)
            assert silent.used >= used
            used = silent.used
        else:
            silent = rounds.add(silent)
        assert rounds.left(silent, now) <= silent.total


# One agency after the other -------------------------------------------------------------------------------------


@pytest.fixture
def session() -> Session:
    made = Session()
    for code in ("DISKOMINFO", "DINKES", "DISHUB", "BAPPEDA"):
        do(made, Add("agency", {"id": code}))
    return made


def there(session: Session, *codes: str) -> None:
    for number, code in enumerate(codes):
        keys = {"id": f"pt-0000000{number}", "name": code.title(), "agency": code, "added": NOW}
        do(session, Add("participant", {**keys, "attended": (DAY,)}))


def test_present_agencies_are_called_in_the_order_of_the_list(session: Session) -> None:
    there(session, "DISHUB", "KODIM", "DISKOMINFO")
    turns = rounds.turns(session, DAY)
    assert turns.agencies == ("DISKOMINFO", "DISHUB", "KODIM")
    assert turns.absent == ("DINKES", "BAPPEDA")
    turns = rounds.has_spoken(turns)
    assert turns.spoke == ("DISKOMINFO",)
    assert rounds.waiting(turns) == ("DISHUB", "KODIM")
    turns = rounds.passes(turns)
    assert (turns.spoke, turns.passed, rounds.waiting(turns)) == (("DISKOMINFO",), ("DISHUB",), ("KODIM",))


def test_everybody_is_called_where_nobody_was_ticked(session: Session) -> None:
    assert rounds.turns(session, DAY).agencies == ("DISKOMINFO", "DINKES", "DISHUB", "BAPPEDA")
    assert rounds.waiting(rounds.turns(Session(), DAY)) == ()
    assert rounds.has_spoken(rounds.turns(Session(), DAY)) == rounds.turns(Session(), DAY)


def test_out_of_turn_late_and_after_all(session: Session) -> None:
    there(session, "DISHUB", "DISKOMINFO")
    turns = rounds.has_spoken(rounds.turns(session, DAY), "DISHUB")
    assert rounds.waiting(turns) == ("DISKOMINFO",)
    turns = rounds.has_spoken(turns, "DINKES")
    assert (turns.agencies[-1], turns.absent) == ("DINKES", ("BAPPEDA",))
    turns = rounds.has_spoken(rounds.passes(turns), "DISKOMINFO")
    assert (turns.spoke, turns.passed) == (("DISHUB", "DINKES", "DISKOMINFO"), ())
    assert rounds.waiting(rounds.take_back(turns, "DISHUB")) == ("DISHUB",)


def test_a_lap_ends_and_the_next_one_calls_everybody_again(session: Session) -> None:
    turns = rounds.turns(session, DAY)
    for _ in turns.agencies:
        turns = rounds.has_spoken(turns)
    assert rounds.waiting(turns) == ()
    turns = rounds.next_lap(turns)
    assert (turns.lap, rounds.waiting(turns)) == (2, turns.agencies)


# Dot voting -----------------------------------------------------------------------------------------------------


@pytest.fixture
def factors(session: Session) -> Session:
    for number, votes in enumerate((4, None, 1, None)):
        keys = {"id": f"sw-0000000{number}", "quadrant": "threat", "text": "x", "votes": votes, "added": NOW}
        do(session, Add("swot", {key: value for key, value in keys.items() if value is not None}))
    do(session, edits.withdraw(session.swot["sw-00000003"]))
    return session


S0, S1, S2, S3 = (f"sw-0000000{number}" for number in range(4))


def held(session: Session) -> list[int | None]:
    return [one.votes for one in session.swot.values()]


def test_a_new_voting_takes_older_votes_away_in_one_step(factors: Session) -> None:
    voting = rounds.voting(factors, "swot", 3)
    assert voting.ids == (S0, S1, S2)
    edit = rounds.record(factors, voting)
    do(factors, edit)
    assert held(factors) == [None, None, None, None]
    assert rounds.record(factors, voting) is None
    assert edit
    do(factors, edits.inverse(edit))
    assert held(factors) == [4, None, 1, None]


def test_no_agency_gives_more_dots_than_it_has_and_may_take_them_back(factors: Session) -> None:
    voting = rounds.voting(factors, "swot", 3)
    for id in (S0, S0, S2):
        voting = rounds.give(voting, "DISKOMINFO", id)
    assert rounds.dots_left(voting, "DISKOMINFO") == 0
    assert rounds.dots_left(voting, "DINKES") == 3
    with pytest.raises(Refused, match="DISKOMINFO has given all of its 3 dots; take one back first"):
        rounds.give(voting, "DISKOMINFO", S1)
    voting = rounds.take(voting, "DISKOMINFO", S0)
    assert (rounds.votes(voting, S0), rounds.dots_left(voting, "DISKOMINFO")) == (1, 1)
    with pytest.raises(Refused, match="DISKOMINFO has no dot there"):
        rounds.take(voting, "DISKOMINFO", S1)
    with pytest.raises(Refused, match="is not voted on"):
        rounds.give(voting, "DISKOMINFO", S3)
    with pytest.raises(Refused, match="A has given its 1 dot"):
        rounds.give(rounds.give(rounds.voting(factors, "swot", 1), "A", S0), "A", S0)


def test_results_are_hidden_until_the_voting_is_closed_and_sorted_then(factors: Session) -> None:
    voting = rounds.voting(factors, "swot", 2)
    for agency, id in (("DISKOMINFO", S2), ("DISKOMINFO", S1), ("DINKES", S2), ("DINKES", S1)):
        voting = rounds.give(voting, agency, id)
    assert rounds.results(factors, voting) == []
    voting = rounds.close(voting)
    assert [(one.id, one.votes, one.rank) for one in rounds.results(factors, voting)] == [
        (S1, 2, 1), (S2, 2, 1), (S0, 0, 3),
    ]  # fmt: skip
    for change in (rounds.give, rounds.take):
        with pytest.raises(Refused, match="the voting is closed; reopen it first"):
            change(voting, "DINKES", S1)
    again = rounds.take(rounds.reopen(voting), "DINKES", S1)
    assert rounds.results(factors, again) == []
    assert [one.id for one in rounds.results(factors, rounds.close(again))] == [S2, S1, S0]


def test_what_was_recorded_survives_a_crash_and_the_voting_goes_on(opened: Opened) -> None:
    shop = opened()
    voting = rounds.voting(shop.session, "swot", 2)
    for id in voting.ids:
        voting = rounds.give(voting, "DISKOMINFO", id)
    shop.do(rounds.record(shop.session, voting))
    assert shop.can_undo == "votes of 1 agency"
    crash(shop)
    again = opened()
    voting = rounds.voting(again.session, "swot", 2, go_on=True)
    assert rounds.dots_given(voting) == 2
    voting = rounds.give(voting, "DINKES", voting.ids[0])
    again.do(rounds.record(again.session, voting))
    assert [again.session.swot[id].votes for id in voting.ids] == [2, 1]


def test_an_undo_in_between_is_put_right_by_the_next_record(factors: Session) -> None:
    voting = rounds.give(rounds.voting(factors, "swot", 2), "DISKOMINFO", S0)
    edit = rounds.record(factors, voting)
    do(factors, edit)
    assert edit
    do(factors, edits.inverse(edit))
    voting = rounds.give(voting, "DINKES", S0)
    do(factors, rounds.record(factors, voting))
    assert held(factors)[:3] == [2, None, None]


def test_after_an_undo_the_ballots_of_then_are_found_and_after_a_redo_those_of_now(factors: Session) -> None:
    before = rounds.voting(factors, "swot", 2)
    do(factors, rounds.record(factors, before))
    recorded = RecordedVotes(before)
    assert recorded.follow(factors) is None
    after_one = rounds.give(before, "DISKOMINFO", S0)
    do(factors, rounds.record(factors, after_one))
    recorded.add(after_one)
    do(factors, rounds.record(factors, before))  # as an undo does
    assert recorded.follow(factors) is before
    do(factors, rounds.record(factors, after_one))
    assert recorded.follow(factors) is after_one
    do(factors, edits.revise(factors.swot[S1], votes=7))  # somebody else's
    assert recorded.follow(factors) is None


def test_an_entry_withdrawn_meanwhile_drops_out(factors: Session) -> None:
    voting = rounds.give(rounds.voting(factors, "swot", 2), "DISKOMINFO", S0)
    do(factors, edits.withdraw(factors.swot[S0]))
    assert [one.id for one in rounds.results(factors, rounds.close(voting))] == [S1, S2]
    do(factors, rounds.record(factors, voting))
    assert factors.swot[S0].votes == 4


def test_only_what_is_named_is_voted_on(factors: Session) -> None:
    voting = rounds.voting(factors, "swot", 2, [S1, S3, "sw-99999999"])
    assert voting.ids == (S1,)
    assert rounds.record(factors, voting) is None
    assert held(factors)[0] == 4
    for kind, dots, ids in (("swot", 0, None), ("swot", 2, []), ("program", 2, None), ("issue", 2, None)):
        with pytest.raises(Refused):
            rounds.voting(factors, kind, dots, ids)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from([S0, S1, S2]), st.booleans()), max_size=30))
def test_dots_given_are_votes_counted(steps: list[tuple[str, str, bool]]) -> None:
    session = Session()
    for id in (S0, S1, S2):
        do(session, Add("swot", {"id": id, "quadrant": "threat", "text": "x", "added": NOW}))
    voting = rounds.voting(session, "swot", 4)
    for agency, id, gives in steps:
        try:
            voting = (rounds.give if gives else rounds.take)(voting, agency, id)
        except Refused:
            continue
        assert 0 <= rounds.dots_left(voting, agency) <= 4
        if edit := rounds.record(session, voting):
            do(session, edit)
    assert sum(one.votes or 0 for one in session.swot.values()) == rounds.dots_given(voting)
    assert rounds.dots_given(voting) == sum(4 - rounds.dots_left(voting, agency) for agency in "ABC")
    ranked = rounds.results(session, rounds.close(voting))
    assert [one.votes for one in ranked] == sorted((one.votes for one in ranked), reverse=True)
