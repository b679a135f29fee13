"""Dot voting on the screen: agency by agency, nothing to be seen of the votes before it is closed, then the result."""

from __future__ import annotations

import datetime as dt

import pytest
from support.stage import Stage

from bimtek_tui.model import edits
from bimtek_tui.model.entries import counting
from bimtek_tui.tui.dialogs.entry_form import EntryForm


async def begin(stage: Stage, *, anew: bool = True, dots: str = "") -> None:
    """Vote on all programs with three dots each."""
    await stage.press("f2", "r", "3", "2", *dots, "enter", *(["2"] if anew else ["1"]))
    assert stage.session.panel_id == "voting"
    stage.panel.votes.focus()
    await stage.settle()


def votes(stage: Stage) -> list[int]:
    entries = stage.workshop.session.program
    return [entries[id].votes or 0 for id in stage.workshop.voting.ids]  # type: ignore[union-attr]


def top(stage: Stage, lines: int = 4) -> str:
    """The first rows of the list."""
    return "\n".join(stage.text.splitlines()[5 : 5 + lines])


async def test_the_scribe_goes_from_agency_to_agency(stage: Stage) -> None:
    await begin(stage)
    first, second = stage.panel.agencies[:2]
    assert f"{first}  1/20" in stage.text
    assert "●●● 3 dots left" in stage.text
    assert "0 of 20 have voted" in stage.text
    await stage.press("space", "space", "down", "space")
    assert "●● " in top(stage)
    assert "0 dots left" in stage.text
    assert f"All dots of {first} are given" in stage.flat
    await stage.press("space")
    assert "has given all of its 3 dots" in stage.flat
    assert sum(votes(stage)) == 0  # not before it is recorded
    await stage.press("enter")
    assert votes(stage)[:2] == [2, 1]
    assert f"{second}  2/20" in stage.text
    assert "1 of 20 have voted" in stage.text
    assert "●" not in top(stage)
    await stage.press("plus", "minus", "minus")
    assert f"{second} has no dot there" in stage.flat
    await stage.press("left")
    assert "●● " in top(stage)


async def test_the_papers_come_in_any_order(stage: Stage) -> None:
    await begin(stage)
    first, _second, third = stage.panel.agencies[:3]
    await stage.press("space", "c")
    assert "Whose dots are given now?" in stage.text
    assert "has voted" in stage.text
    await stage.press("3")
    assert f"{third}  3/20" in stage.text
    assert sum(votes(stage)) == 1
    await stage.press("c", "escape")
    assert f"{third}  3/20" in stage.text
    await stage.press("c", "enter")
    assert f"{first}  1/20" in stage.text


@pytest.mark.session(size=(120, 50))
async def test_votes_are_hidden_until_the_voting_is_closed_and_sorted_then(stage: Stage) -> None:
    await begin(stage)
    await stage.press("down", "space", "space", "enter", "space", "enter")
    ids = stage.workshop.voting.ids  # type: ignore[union-attr]
    await stage.go("programs")
    for _order in range(6):  # o goes through the orders
        await stage.press("o")
        assert "vote" not in stage.text
    stage.app.push_screen(EntryForm(stage.workshop, "program", ids[1]))
    await stage.settle()
    assert all(one.field.name != "votes" for one in stage.app.screen.fields)  # type: ignore[attr-defined]
    await stage.press("escape", "r", "3")
    assert stage.session.panel_id == "voting"
    assert "results are hidden" in stage.text
    await stage.press("K")
    names = [stage.workshop.session.program[id].name for id in ids]
    shown = stage.text
    assert "The voting is closed: 3 dots were given." in stage.flat
    assert "1.    2 ●" in shown
    assert shown.index(names[1]) < shown.index(names[0]) < shown.index(names[2])
    assert "3=    0 ●" in shown
    stage.app.push_screen(EntryForm(stage.workshop, "program", ids[1]))
    await stage.settle()
    assert any(one.field.name == "votes" for one in stage.app.screen.fields)  # type: ignore[attr-defined]
    await stage.press("escape", "space")
    assert "reopen it first" in stage.flat
    await stage.press("K", "home", "space")
    assert "is open again" in stage.flat or "dots left" in stage.text
    assert "1." not in top(stage)


async def test_dots_and_ballots_are_undone_and_done_again(stage: Stage) -> None:
    await begin(stage)
    first, second = stage.panel.agencies[:2]
    await stage.press("space", "space", "ctrl+z")
    assert "2 dots left" in stage.text
    assert f"Undone: what {first} gave P1 last." in stage.flat
    await stage.press("enter", "space", "enter")
    assert votes(stage)[0] == 2
    await stage.press("ctrl+z")
    assert votes(stage)[0] == 1
    assert f"Undone: votes of {second}: P1 ●" in stage.flat
    await stage.press("left")
    assert "3 dots left" in stage.text  # the second agency's dot is gone with it
    await stage.press("ctrl+y")
    assert "2 dots left" in stage.text
    assert votes(stage)[0] == 2
    await stage.press("K")
    assert "2 dots were given" in stage.flat
    await stage.press("ctrl+z")
    assert "1 dot was given" in stage.flat


async def test_a_ballot_in_hand_outlives_an_undo_elsewhere(stage: Stage) -> None:
    await begin(stage)
    await stage.press("space", "enter", "down", "space")
    await stage.go("programs")
    await stage.press("ctrl+z")
    assert votes(stage)[:2] == [0, 0]
    await stage.press("r", "3", "enter")
    assert votes(stage)[:2] == [0, 1]


async def test_older_votes_are_kept_or_taken_away(stage: Stage) -> None:
    old = sum(one.votes or 0 for one in counting(stage.workshop.session.program))
    await begin(stage, anew=False)
    assert sum(votes(stage)) == old
    await stage.press("space", "enter", "K")
    assert sum(votes(stage)) == old + 1
    await begin(stage)
    assert sum(votes(stage)) == 0
    await stage.press("ctrl+z")
    assert sum(one.votes or 0 for one in counting(stage.workshop.session.program)) == old + 1


async def test_one_votes_on_the_list_that_is_shown(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("r", "3")
    assert "The list shown: Strengths" in stage.flat
    await stage.press("1", "5", "enter")
    if stage.workshop.voting is None:
        await stage.press("2")
    strengths = [one.id for one in stage.workshop.session.swot.values() if one.quadrant == "strength"]
    assert set(stage.workshop.voting.ids) <= set(strengths)  # type: ignore[union-attr]
    assert stage.workshop.voting.dots == 5  # type: ignore[union-attr]
    assert "S1" in stage.text


async def test_those_who_are_there_come_first(stage: Stage) -> None:
    await stage.press("f2")
    moment = dt.datetime(2025, 6, 18, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    stage.session.desk.now = lambda: moment
    day = stage.session.rounds.today()
    for one in list(stage.workshop.session.participant.values()):
        days = (day,) if one.agency == "DISHUB" else ()
        stage.workshop.do(edits.revise(one, attended=days))
    await begin(stage)
    assert stage.panel.agencies[0] == "DISHUB"
    assert "(absent)" not in stage.text
    await stage.press("right")
    assert "(absent)" in stage.text


async def test_the_last_agency_says_what_comes_next(stage: Stage) -> None:
    await begin(stage)
    await stage.press("left")
    assert "the first agency" in stage.flat
    await stage.press(*["enter"] * 20)
    assert "the last agency" in stage.flat
    assert "20/20" in stage.text


@pytest.mark.parametrize("typed", ["0", "99", "x"])
async def test_dots_that_can_not_be_given_are_told(stage: Stage, typed: str) -> None:
    await stage.press("r", "3", "2", *typed, "enter")
    assert stage.workshop.voting is None
    assert stage.app.screen.query_one(".fault").content.plain  # type: ignore[attr-defined]


@pytest.mark.session(size=(60, 18))
async def test_voting_fits_a_small_screen_and_the_filter_works(stage: Stage) -> None:
    await begin(stage)
    assert "3 dots left" in stage.text
    await stage.press("slash")
    await stage.type("umkm")
    assert "UMKM" in stage.text
    assert stage.panel.votes.option_count < len(stage.workshop.voting.ids)  # type: ignore[union-attr]
    await stage.press("enter", "space")
    assert "2 dots left" in stage.text


async def test_a_program_withdrawn_meanwhile_drops_out(stage: Stage) -> None:
    await begin(stage)
    first = stage.workshop.voting.ids[0]  # type: ignore[union-attr]
    stage.workshop.do(edits.withdraw(stage.workshop.session.program[first]))
    await stage.settle()
    assert stage.panel.selected != ("program", first)
    await stage.press("space", "enter", "K")
    assert "1 dot was given" in stage.flat or "dots were given" in stage.flat


@pytest.mark.session(size=(160, 50))
async def test_lists_and_grid_show_no_votes_while_the_voting_is_open(stage: Stage) -> None:
    await stage.go("programs")
    while stage.panel.at.order.id != "votes":
        await stage.press("o")
    assert "votes" in stage.text
    await stage.press("r", "3", "3", "enter", "1")
    assert stage.session.panel_id == "voting"
    await stage.go("programs")
    assert "votes" not in stage.text
    await stage.press("p")
    assert "Votes" not in stage.text
    await stage.press("escape", "r", "3", "K")
    await stage.go("programs")
    await stage.press("p")
    assert "Votes" in stage.text


# The line ---------------------------------------------------------------------------------------------------------


async def typed(stage: Stage, words: str) -> None:
    await stage.press(*("space" if letter == " " else letter for letter in words))


async def test_a_ballot_is_typed_in_one_line_with_few_keys(stage: Stage) -> None:
    await begin(stage)
    first, second = stage.panel.agencies[:2]
    await stage.press("a")
    assert "P1 P2x2" in stage.flat
    await typed(stage, "p2 p1x2")
    assert "P2 ●, P1 ●●" in stage.flat
    assert "0 dots left" in stage.flat
    assert votes(stage)[:2] == [0, 0]  # not before Enter
    await stage.press("enter")
    assert votes(stage)[:2] == [2, 1]
    assert f"{first}: P2 ●, P1 ●● recorded" in stage.flat
    assert f"{second}  2/20" in stage.text
    assert stage.panel.bar.line.has_focus
    assert "Give a dot" not in stage.text  # + types here
    assert stage.panel.bar.line.value == ""
    await typed(stage, "p1")
    assert "2 dots left" in stage.flat
    await stage.press("enter")
    assert votes(stage)[:2] == [3, 1]
    await stage.press("ctrl+z")  # one step an agency
    assert votes(stage)[:2] == [2, 1]
    await stage.press("ctrl+z")
    assert votes(stage)[:2] == [0, 0]


async def test_what_is_not_understood_or_too_much_stays_in_the_line(stage: Stage) -> None:
    await begin(stage)
    first = stage.panel.agencies[0]
    before = stage.workshop.document.to_bytes()
    await stage.press("a")
    for words, told in (("p1 x9y", "“x9y”"), ("p1x4", "4 dots are too many"), ("p999", "“p999”")):
        await typed(stage, words)
        assert told in stage.flat
        await stage.press("enter")
        assert told in stage.flat
        assert stage.panel.bar.line.value == words
        assert stage.panel.voter == first
        await stage.press("ctrl+u")
    assert stage.workshop.document.to_bytes() == before


async def test_an_empty_line_goes_on_and_keeps_the_dots_of_the_keys(stage: Stage) -> None:
    await begin(stage)
    second, third = stage.panel.agencies[1:3]
    await stage.press("space", "a")
    assert "P1 ●" in stage.flat
    await stage.press("enter")
    assert votes(stage)[0] == 1
    assert stage.panel.voter == second
    await stage.press("enter")
    assert stage.panel.voter == third


async def test_a_line_replaces_the_dots_that_were_given_and_says_so(stage: Stage) -> None:
    await begin(stage)
    await stage.press("space", "a")
    await typed(stage, "p2")
    assert "instead of P1 ●" in stage.flat
    await stage.press("enter")
    assert votes(stage)[:2] == [0, 1]


async def test_what_is_typed_stays_for_its_agency(stage: Stage) -> None:
    await begin(stage)
    await stage.press("a")
    await typed(stage, "p2")
    await stage.press("escape", "right", "a")
    assert stage.panel.bar.line.value == ""
    await stage.press("escape", "left", "a")
    assert stage.panel.bar.line.value == "p2"
    await stage.press("escape", "a")
    assert stage.panel.bar.line.value == "p2"


async def test_the_last_agency_ends_the_line_and_a_closed_voting_has_none(stage: Stage) -> None:
    await begin(stage)
    number = len(stage.panel.agencies)
    stage.panel.turn(number - 1)
    await stage.press("a")
    await typed(stage, "p1")
    await stage.press("enter")
    assert "was the last agency: K closes" in stage.flat
    assert stage.panel.votes.has_focus
    assert "0 dots left" not in stage.text
    await stage.press("K", "a")
    assert "K opens it again" in stage.flat
    assert not stage.panel.bar.display


async def test_once_it_is_closed_no_key_offers_a_dot(stage: Stage) -> None:
    await begin(stage)
    keys = stage.text.splitlines()[-1]
    assert "Give a dot" in keys
    await stage.press("K")
    keys = stage.text.splitlines()[-1]
    assert "Open again" in keys
    assert not any(words in keys for words in ("dot", "Dots", "Take back", "Next agency", "For whom"))
    await stage.press("f1")
    assert "Give a dot" not in stage.flat
    await stage.press("escape", "K")
    assert "Give a dot" in stage.text.splitlines()[-1]


async def test_a_letter_types_in_the_line_as_fast_as_one_likes(stage: Stage) -> None:
    await begin(stage)
    stage.at_once("a", *"p1", "enter", *"p2", "enter")
    await stage.settle()
    assert votes(stage)[:2] == [1, 1]


async def test_the_form_of_an_entry_opens_from_the_ballot(stage: Stage) -> None:
    await begin(stage)
    await stage.press("e")
    assert isinstance(stage.app.screen, EntryForm)
