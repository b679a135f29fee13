"""Projector mode: one list in large lines, nothing beside it, nobody's name, and everything works on it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.stage import Open, Stage

from bimtek_tui.tui import themes
from bimtek_tui.tui.panels.panel import WALL_WIDTH

WIB = dt.timezone(dt.timedelta(hours=7))


def shown(stage: Stage) -> list[str]:
    """The lists that are seen."""
    return [one.id for one in stage.session.query("#panels OptionList") if one.region.area and one.display]  # type: ignore[misc]


async def test_f8_shows_one_list_and_nothing_beside_it(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f8")
    assert shown(stage) == ["column-strength"]
    assert "S T R E N G T H S   13" in stage.text
    for gone in ("F2 Stage", "Agenda │", "Capturing for", "Next:", "Weaknesses", "F1  Help", "┃"):
        assert gone not in stage.text
    assert "ends" in stage.text
    await stage.press("f8")
    assert "Weaknesses" in stage.text
    assert "F2 Stage 1" in stage.text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_lines_are_short_and_entries_apart_at_every_size(stage: Stage, size: tuple[int, int]) -> None:
    await stage.go("swot")
    await stage.press("f8")
    lines = [line.strip(" ▁▂▃▄▅▆▇█▔") for line in stage.text.splitlines()]
    first = next(number for number, line in enumerate(lines) if line.startswith("S1 "))
    second = next(number for number, line in enumerate(lines) if line.startswith("S2 "))
    assert lines[second - 1] == ""
    assert second - first == 3  # two lines of text and a blank one
    assert all(len(line) <= WALL_WIDTH for line in lines)
    assert "Governance" not in stage.text  # facts behind an entry are not for the back row
    assert stage.session.query_one("#panels").region.x == (size[0] - WALL_WIDTH) // 2


async def test_left_and_right_go_through_the_lists_of_the_panel(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f8", "right")
    assert shown(stage) == ["column-weakness"]
    await stage.press("left", "left")
    assert "S W O T   P O S I T I O N" in stage.text  # behind the last list
    await stage.press("left")
    assert shown(stage) == ["column-threat"]
    assert "T H R E A T S" in stage.text
    await stage.press("down", "f8")
    assert stage.panel.selected[0] == "swot"
    assert stage.panel.at.column.id == "threat"


@pytest.mark.session(size=(60, 18))
async def test_what_is_captured_there_appears_and_undo_takes_it_back(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f8", "right", "a")
    await stage.type("Parkir liar di pasar lama")
    await stage.press("enter")
    assert "Parkir liar di pasar lama" in stage.text
    assert "W E A K N E S S E S   14" in stage.text
    await stage.press("tab")
    assert shown(stage) == ["column-opportunity"]  # the line goes there, so the wall does
    await stage.press("escape")
    assert stage.session.wall.is_on
    await stage.press("ctrl+z")
    assert "Undone" in stage.text
    await stage.press("left")
    assert "W E A K N E S S E S   13" in stage.text
    await stage.press("escape")
    assert not stage.session.wall.is_on


@pytest.mark.session(size=(60, 30))
async def test_people_stand_there_as_agencies_and_numbers(stage: Stage) -> None:
    names = [one.name for one in stage.workshop.session.participant.values()]
    names += [one.name for one in stage.workshop.session.signatory.values()]
    names.append(stage.workshop.session.city.leader)  # type: ignore[arg-type, union-attr]
    ticked = {one.by for one in stage.workshop.session.checklist.values() if one.by}
    for panel in ("participants", "commitment", "vision", "agenda"):
        await stage.go(panel)
        await stage.press("f8")
        for _list in stage.panel.wall_lists():
            for _page in range(6):
                text = stage.flat
                assert not [name for name in (*names, *ticked) if name in text]
                await stage.press("pagedown")
            await stage.press("right")
        await stage.press("f8")
    await stage.go("participants")
    await stage.press("f8", "right", "home")
    assert "P A R T I C I P A N T S   54" in stage.text
    assert "Dinas Komunikasi dan Informatika 4 people" in stage.flat
    await stage.press("e")
    assert "no entry under the cursor" in stage.flat
    await stage.press("ctrl+p", *names[0].casefold().replace(" ", "")[:6])
    assert names[0] not in stage.text


async def test_one_key_never_puts_names_on_the_wall(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f8", "h")
    assert stage.session.wall.is_on
    assert stage.session.panel_id == "swot"
    assert "Esc ends the wall first" in stage.flat


async def test_the_clock_stands_above_it(open_session: Open, batam: Path) -> None:
    moment = dt.datetime(2022, 6, 13, 8, 30, tzinfo=WIB)
    async with open_session(batam, size=(60, 18), now=lambda: moment) as stage:
        await stage.press("space")
        await stage.go("issues")
        await stage.press("f8")
        assert "45:00 · Registration" in stage.text
        await stage.press("f2")
        assert stage.session.wall.is_on
        assert "A G E N D A" in stage.text
        assert sum("█" in line for line in stage.text.splitlines()) >= 3
        assert "running since 08.30" in stage.text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_on_the_wall_the_words_beside_the_digits_are_whole(
    open_session: Open, batam: Path, size: tuple[int, int]
) -> None:
    moment = dt.datetime(2022, 6, 13, 8, 30, tzinfo=WIB)
    async with open_session(batam, size=size, now=lambda: moment) as stage:
        await stage.press("space", "f8")
        for minutes, words in ((37, "a fifth of the time is left"), (180, "2 hours 52 minutes behind")):
            moment += dt.timedelta(minutes=minutes)
            stage.session.clock.tick()
            await stage.settle()
            assert words in stage.text
            assert "…" not in stage.text


async def test_the_wall_goes_along_to_another_panel_and_shows_the_time_where_nothing_is_for_the_room(
    stage: Stage,
) -> None:
    await stage.press("f2")
    await stage.press("f8", "full_stop", "full_stop")
    assert stage.session.panel_id == "issues"
    assert shown(stage) == ["column-issues"]
    assert "R E G I O N A L" in stage.text
    await stage.press("f6")
    assert stage.session.wall.is_on
    assert shown(stage) == []
    assert "T I M E" in stage.text
    await stage.press("e", "w", "d")  # keys of what is not seen
    assert stage.app.screen is stage.session
    assert "T I M E" in stage.text
    await stage.press("f8")
    assert not stage.session.wall.is_on
    assert stage.session.focused is not None
    await stage.go("issues")
    assert "Evidence" not in stage.text
    assert "F2 Stage 1" in stage.text


async def test_the_palette_leads_to_an_entry_on_the_wall(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("f8", "ctrl+p", *"pintu air sungai")
    await stage.press("enter")
    kind, id = stage.panel.selected
    assert "pintu air" in stage.workshop.session.find(kind, id).text.casefold()
    assert stage.session.wall.is_on
    assert shown(stage) == [stage.panel.at.id]


async def test_the_light_theme_is_for_the_wall_only(stage: Stage) -> None:
    stage.app.choose_look("dark")
    await stage.go("swot")
    await stage.press("f8")
    assert stage.app.theme == themes.look("contrast").theme.name
    await stage.press("escape")
    assert stage.app.theme == themes.look("dark").theme.name


async def test_help_says_how_letters_become_larger(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f8", "f1")
    assert "A terminal enlarges its letters by its own keys" in stage.flat


async def test_resizing_keeps_the_title_whole(stage: Stage) -> None:
    await stage.go("strategies")
    await stage.press("f8")
    await stage.pilot.resize_terminal(60, 18)
    await stage.settle()
    assert "SO: USE STRENGTHS TO TAKE OPPORTUNITIES" in stage.text
