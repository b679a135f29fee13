"""Rounds that run beside everything else: the countdown of a silent round, and who speaks and who is next."""

from __future__ import annotations

import datetime as dt

import pytest
from support.stage import Stage

NOW = dt.datetime(2025, 6, 18, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def at(stage: Stage, seconds: int) -> None:
    """Let it be so many seconds later, and the strip look at the clock."""
    stage.session.desk.now = lambda: NOW + dt.timedelta(seconds=seconds)
    if stage.session.rounds.silent:
        stage.session.rounds.silent.look()


async def silent(stage: Stage, *minutes: str) -> None:
    at(stage, 0)
    await stage.press("r", "1", *minutes, "enter")


def words(stage: Stage) -> str:
    """The strip as text."""
    return " ".join(stage.flat.split())


# A silent round -------------------------------------------------------------------------------------------------


async def test_a_silent_round_counts_down_by_the_clock(stage: Stage) -> None:
    await stage.go("swot")
    await silent(stage)
    assert "5 minutes left" in words(stage)
    at(stage, 61)
    await stage.settle()
    assert "3 minutes left" in words(stage)
    at(stage, 270)
    await stage.settle()
    assert "a fifth of the time is left" in words(stage)


async def test_the_end_is_told_once_with_the_bell_and_in_words(stage: Stage) -> None:
    rung: list[int] = []
    stage.app.bell = lambda: rung.append(1)  # type: ignore[method-assign]  # the driver of a test has none
    await silent(stage, "2")
    assert "2 minutes left" in words(stage)
    for second in (119, 120, 121, 180):
        at(stage, second)
    await stage.settle()
    assert "TIME IS UP" in words(stage)
    assert stage.session.rounds.silent.has_class("over")  # type: ignore[union-attr]
    assert rung == [1]
    await stage.press("r", "plus", "plus")
    assert "TIME IS UP" not in words(stage)
    at(stage, 240)
    assert rung == [1, 1]


async def test_a_round_is_paused_and_goes_on(stage: Stage) -> None:
    await silent(stage)
    at(stage, 60)
    await stage.press("r", "p")
    assert "paused" in words(stage)
    at(stage, 600)
    await stage.press("p")
    assert "4 minutes left" in words(stage)
    await stage.press("minus")
    assert "3 minutes left" in words(stage)
    await stage.press("K")
    assert stage.session.rounds.silent is None
    assert "The silent round runs" not in stage.flat
    assert "minutes left" not in words(stage)
    assert stage.app.focused is not None


async def test_one_captures_while_a_round_runs(stage: Stage) -> None:
    await stage.go("issues")
    await silent(stage)
    await stage.press("a")
    await stage.type("Banjir rob")
    at(stage, 70)
    await stage.settle()
    assert "3 minutes left" in words(stage)
    assert stage.session.capture.line.value == "Banjir rob"
    await stage.press("enter")
    # the dimension comes from the context or is asked for; either way the line was not lost
    assert any(one.text == "Banjir rob" for one in stage.workshop.session.issue.values())


@pytest.mark.parametrize("typed", ["0", "999", "lima", "1.25"])
async def test_minutes_that_make_no_round_are_told(stage: Stage, typed: str) -> None:
    await stage.press("r", "1")
    await stage.type(typed)
    await stage.press("enter")
    assert stage.session.rounds.silent is None
    assert stage.app.screen.query_one(".fault").content.plain  # type: ignore[attr-defined]
    await stage.press("escape")
    assert stage.panel is not None


async def test_the_menu_leads_to_a_round_that_runs(stage: Stage) -> None:
    await silent(stage)
    await stage.press("r")
    assert stage.session.rounds.silent.has_focus  # type: ignore[union-attr]
    await stage.press("r")
    assert "it runs; go there" in stage.flat
    await stage.press("escape", "escape")
    assert not stage.session.rounds.silent.has_focus  # type: ignore[union-attr]
    assert stage.app.focused is not None


# One agency after the other ---------------------------------------------------------------------------------------


async def test_the_speaker_is_named_and_captured_for(stage: Stage) -> None:
    await stage.press("f2")
    await stage.go("swot")
    before = stage.workshop.context.agency
    await stage.press("r", "2")
    first, second, third = stage.session.rounds.turns.turns.agencies[:3]  # type: ignore[union-attr]
    assert f"Speaking now: {first}" in words(stage)
    assert f"Next: {second}, {third}" in words(stage)
    assert stage.workshop.context.agency == first
    assert f"Capturing for: {first}" in words(stage)
    await stage.press("escape", "r", "enter")
    assert f"Speaking now: {second}" in words(stage)
    await stage.press("d")
    assert stage.session.rounds.turns.turns.passed == (second,)  # type: ignore[union-attr]
    assert stage.workshop.context.agency == third
    await stage.press("b")
    assert stage.workshop.context.agency == second
    await stage.press("K")
    assert stage.session.rounds.turns is None
    assert stage.workshop.context.agency == before
    assert "Speaking now" not in words(stage)


async def test_a_round_that_is_ended_twice_ends_no_other_one(stage: Stage) -> None:
    await stage.go("swot")
    await silent(stage)
    await stage.press("r", "r", "2")
    strip = stage.session.rounds.silent
    assert strip is not None
    for _click in range(2):  # on its key in the footer, faster than the strip goes
        strip.action_end()
    await stage.settle()
    assert stage.session.rounds.silent is None
    assert stage.session.rounds.turns is not None
    assert "Speaking now" in words(stage)


async def test_the_next_agency_has_its_turn_while_one_types(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("r", "2")
    first, second = stage.session.rounds.turns.turns.agencies[:2]  # type: ignore[union-attr]
    await stage.type("Satu")
    await stage.press("enter", "ctrl+n")
    await stage.type("Dua")
    await stage.press("enter")
    sources = {one.text: one.source for one in stage.workshop.session.swot.values()}
    assert (sources["Satu"], sources["Dua"]) == (first, second)


async def test_what_is_typed_when_a_turn_begins_is_what_the_agency_says(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("r", "2", "enter")  # nothing was said yet: nobody is through
    first = stage.session.rounds.turns.speaker  # type: ignore[union-attr]
    assert stage.session.rounds.turns.turns.spoke == ()  # type: ignore[union-attr]
    await stage.type("no antenna")
    await stage.press("enter")
    assert {one.text: one.source for one in stage.workshop.session.swot.values()}["no antenna"] == first
    assert stage.session.rounds.turns.speaker == first  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_the_keys_that_the_strip_names_do_what_it_says(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("r", "2")
    assert "ctrl+n: next agency; Esc, r: d skip, b take back, K end" in words(stage)
    agencies = stage.session.rounds.turns.turns.agencies  # type: ignore[union-attr]
    await stage.press(*["ctrl+n"] * len(agencies))
    assert "Everybody was asked in lap 1" in words(stage)
    assert "l next lap, b take back, K end" in words(stage)
    await stage.press("l")
    assert stage.session.capture.line.has_focus
    await stage.press("escape")
    assert "ctrl+n: next agency; r: d skip, b take back, K end" in words(stage)
    await stage.press("r")
    assert "d skip, b take back, K end" in words(stage)
    assert "K End" in stage.flat.splitlines()[-1]
    await stage.press("K")
    assert stage.session.rounds.turns is None


async def test_a_lap_ends_and_everybody_is_called_again(stage: Stage) -> None:
    await stage.press("r", "2", "escape", "r")
    number = len(stage.session.rounds.turns.turns.agencies)  # type: ignore[union-attr]
    await stage.press(*["n"] * number)
    assert "Everybody was asked in lap 1" in words(stage)
    assert stage.workshop.context.agency == ""
    await stage.press("l")
    assert "lap 2" in words(stage)
    assert stage.workshop.context.agency == stage.session.rounds.turns.turns.agencies[0]  # type: ignore[union-attr]


async def test_somebody_speaks_out_of_turn(stage: Stage) -> None:
    await stage.press("r", "2", "escape", "r")
    agencies = stage.session.rounds.turns.turns.agencies  # type: ignore[union-attr]
    await stage.press("c", "down", "down", "enter")
    assert stage.workshop.context.agency == agencies[2]
    assert stage.session.capture.line.has_focus
    await stage.press("escape", "r", "n")
    assert stage.session.rounds.turns.turns.spoke == (agencies[2],)  # type: ignore[union-attr]
    assert stage.workshop.context.agency == agencies[0]
    await stage.press("b", "b")
    assert stage.workshop.context.agency == agencies[0]
    await stage.press("b")
    assert "the beginning of the round" in stage.flat


async def test_without_a_round_the_key_for_the_next_agency_is_not_there(stage: Stage) -> None:
    await stage.press("ctrl+n")
    assert stage.session.rounds.turns is None
    await stage.press("f1")
    assert "The next agency speaks" not in stage.text


@pytest.mark.session(size=(160, 40))
async def test_a_click_on_the_keys_below_does_what_they_say(stage: Stage) -> None:
    await stage.press("r", "2", "escape", "r")
    second = stage.session.rounds.turns.turns.agencies[1]  # type: ignore[union-attr]
    bar = stage.session.query_one("#keys")
    await stage.pilot.click(bar, offset=(str(bar.content.plain).index("Next"), 0))  # type: ignore[attr-defined]
    await stage.settle()
    assert stage.workshop.context.agency == second


@pytest.mark.parametrize("size", [(60, 18), (250, 70)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_strips_fit_at_any_size(stage: Stage) -> None:
    await stage.go("swot")
    await silent(stage)
    await stage.press("r", "r", "2")
    assert "Speaking now" in stage.text
    assert "Esc, r: d skip, b take back, K end" in words(stage)
    assert "5 minutes left" in words(stage)
    assert "Strengths" in stage.text
    assert stage.session.capture.line.has_focus
