"""The filter: words and signs, said wherever one looks, in all lists of a panel, until Esc."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.model import edits


def _rows(stage: Stage) -> list[str]:
    return [str(option.prompt) for one in stage.panel.lists for option in one.options]


async def _filter(stage: Stage, words: str) -> None:
    await stage.press("slash")
    stage.session.filter.value = words
    await stage.press("enter")


@pytest.mark.session(size=(160, 40))
async def test_signs_and_words_are_said_in_the_frames_and_below(stage: Stage) -> None:
    await stage.go("swot")
    everything = len(_rows(stage))
    await _filter(stage, "#economy pasar")
    shown = _rows(stage)
    assert 0 < len(shown) < everything
    assert all("Economy" in row and "pasar" in row.casefold() for row in shown)
    for one in stage.panel.lists:
        assert "filter: dimension Economy, with “pasar”" in str(one.border_subtitle)
    found = "1 entry" if len(shown) == 1 else f"{len(shown)} entries"
    assert f"Only: dimension Economy, with “pasar” · {found} · Esc shows all" in stage.text
    await stage.press("escape")
    assert len(_rows(stage)) == everything
    assert "Only:" not in stage.text


@pytest.mark.session(size=(120, 40))
async def test_a_filter_stays_while_one_works_and_goes_with_the_panel(stage: Stage) -> None:
    await stage.go("programs")
    await _filter(stage, "@DISKOMINFO")
    shown = _rows(stage)
    assert shown
    await stage.press("down", "s")
    assert [row.split("  ")[0] for row in _rows(stage)] == [row.split("  ")[0] for row in shown]
    assert "agency DISKOMINFO" in stage.text
    await stage.press("slash")
    assert stage.session.filter.value == "@DISKOMINFO"
    await stage.press("enter")
    await stage.go("issues")
    assert "Only:" not in stage.text
    await stage.go("programs")
    assert len(_rows(stage)) > len(shown)


async def test_an_entry_that_stops_fitting_leaves_the_list(stage: Stage) -> None:
    await stage.go("programs")
    program = next(iter(stage.workshop.session.program.values()))
    stage.workshop.do(edits.revise(program, status="agreed"))
    await _filter(stage, "+agreed")
    _kind, id = stage.panel.selected
    await stage.press("s")
    assert stage.workshop.session.program[id].status == "final"
    assert id not in stage.panel.at.ids
    await stage.press("ctrl+z")
    assert id in stage.panel.at.ids


async def test_the_numbers_that_people_say_are_found(stage: Stage) -> None:
    await stage.go("programs")
    await _filter(stage, "P13")
    assert [row.split()[0] for row in _rows(stage)] == ["P13"]


async def test_without_and_what_is_merged_or_withdrawn(stage: Stage) -> None:
    await stage.go("issues")
    everything = len(_rows(stage))
    word = _rows(stage)[0].split()[2].strip(".,").casefold()
    await _filter(stage, f"-{word}")
    assert 0 < len(_rows(stage)) < everything
    assert not [row for row in _rows(stage) if word in row.casefold()]


async def test_capturing_lifts_it_since_what_is_captured_must_be_seen(stage: Stage) -> None:
    await stage.go("issues")
    await _filter(stage, "tidak ada yang begini")
    assert not _rows(stage)
    await stage.press("a")
    assert stage.session.filter.words == ""
    assert _rows(stage)


async def test_while_one_types_the_line_shows_what_was_understood(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("slash")
    await stage.type("sungai")
    stage.session.filter._apply()  # as the pause after the last letter does
    await stage.settle()
    assert stage.session.filter.has_focus
    assert "with “sungai”" in stage.text
    await stage.press("escape")
    assert stage.session.filter.display is False
    assert stage.panel.at.has_focus
