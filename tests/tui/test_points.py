"""Points, ratings and scores in a grid: digits go into cells, each cell is one step, the sums follow."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from support import hostile_text
from support.hostile_text import whole_session
from support.stage import Open, Stage

from bimtek_tui import text
from bimtek_tui.model import edits
from bimtek_tui.tui.panels.points import PointsGrid
from bimtek_tui.workshop.workshop import Context


def _grid(stage: Stage) -> PointsGrid:
    assert isinstance(stage.panel, PointsGrid)
    return stage.panel


def _cell(stage: Stage, column: str) -> str:
    grid = _grid(stage)
    return str(grid.table.get_cell(grid.selected[1], column))  # type: ignore[index]


async def _open(stage: Stage, panel: str) -> PointsGrid:
    await stage.go(panel)
    await stage.press("p")
    await stage.settle()
    return _grid(stage)


@pytest.mark.session(size=(100, 30))
async def test_digits_with_a_comma_are_recorded_by_an_arrow_or_enter(stage: Stage) -> None:
    grid = await _open(stage, "swot")
    first, second = grid.ids[:2]
    await stage.type("2,5")
    assert _cell(stage, "weight") == "2,5▏"
    assert stage.workshop.session.swot[first].weight == 4
    await stage.press("right")
    assert stage.workshop.session.swot[first].weight == Decimal("2.5")
    await stage.press("2", "enter")
    assert stage.workshop.session.swot[first].rating == 2
    await stage.press("1", "enter")
    assert stage.workshop.session.swot[second].rating == 1
    await stage.press("ctrl+z")
    assert stage.workshop.session.swot[second].rating != 1
    await stage.press("ctrl+z", "ctrl+z")
    assert stage.workshop.session.swot[first].weight == 4
    assert stage.workshop.can_undo == ""


@pytest.mark.session(size=(100, 30))
async def test_digits_right_behind_the_key_that_opens_the_grid_are_in_its_cell_also_in_another_window(
    stage: Stage,
) -> None:
    await stage.go("swot")
    stage.at_once(*"p2,5")
    await stage.settle()
    assert _cell(stage, "weight") == "2,5▏"
    await stage.pilot.resize_terminal(80, 24)
    await stage.settle()
    assert _cell(stage, "weight") == "2,5▏"
    await stage.press("enter")
    assert stage.workshop.session.swot[_grid(stage).ids[0]].weight == Decimal("2.5")


@pytest.mark.session(size=(100, 30))
async def test_what_can_mean_two_numbers_or_is_too_much_is_asked_about_and_stays(stage: Stage) -> None:
    grid = await _open(stage, "swot")
    before = stage.workshop.document.to_bytes()
    for typed, told in (("2.5", "can mean two numbers"), ("1e", "does not fit")):
        await stage.type(typed)
        await stage.press("down")
        assert told in stage.flat
        assert _cell(stage, "weight") == f"{typed}▏"
        assert grid.table.cursor_row == 0
        await stage.press("escape")
        assert _cell(stage, "weight") == "4"
    await stage.press("right", "9", "enter")
    assert "from 1 to 4" in stage.flat
    await stage.press("backspace", "ctrl+z")
    assert stage.workshop.document.to_bytes() == before
    assert _grid(stage) is grid


@pytest.mark.session(size=(160, 50))
async def test_sums_follow_the_figures_and_the_position_is_said_in_words(stage: Stage) -> None:
    grid = await _open(stage, "swot")
    assert "S 49 (13/13) 1,52  W 53 (13/13) 1,76" in stage.text
    assert "→ WT: lessen weaknesses, avoid threats" in stage.text
    await stage.press("1", "0", "0", "enter")
    grid._sum_up()  # as the pause after a change does
    await stage.settle()
    assert "S 145 (13/13)" in stage.text
    assert "→ ST: meet threats with strengths" in stage.text
    await stage.press("delete")
    grid._sum_up()
    await stage.settle()
    assert "(12/13)" in stage.text
    assert "No position yet: 1 factor lacks a figure" in stage.text


async def test_a_digit_stands_for_a_dimension_and_enter_records_it(stage: Stage) -> None:
    await _open(stage, "swot")
    await stage.press("right", "right", "down", "3")
    _kind, id = _grid(stage).selected  # type: ignore[misc]
    assert _cell(stage, "dimension") == "3▏ Economy"
    assert stage.workshop.session.swot[id].dimension == "governance"
    await stage.press("enter", "up")
    assert stage.workshop.session.swot[id].dimension == "economy"
    assert _cell(stage, "dimension") == "Economy"
    assert "Dimension: Economy; ctrl+z takes it back" in stage.flat
    await stage.press("9", "enter")
    assert "There are 6 dimensions" in stage.text
    await stage.press("escape", "0", "enter", "up")
    assert stage.workshop.session.swot[id].dimension is None
    await stage.press("escape")
    assert stage.panel.spec.id == "swot"
    assert stage.panel.selected == ("swot", id)
    assert stage.panel.at.has_focus


@pytest.mark.parametrize("leaving", ["right", "left", "down", "up", "tab", "end", "pagedown"])
@pytest.mark.session(size=(100, 30))
async def test_only_enter_records_what_a_number_stands_for(stage: Stage, leaving: str) -> None:
    grid = await _open(stage, "swot")
    before = stage.workshop.document.to_bytes()
    await stage.press("right", "right", "3", leaving)
    assert stage.workshop.document.to_bytes() == before
    assert _cell(stage, "dimension") == "3▏ Economy"  # nothing typed is lost either
    assert "only Enter records" in stage.flat
    await stage.press("enter")
    assert stage.workshop.session.swot[grid.ids[0]].dimension == "economy"


@pytest.mark.session(size=(100, 30))
async def test_a_number_that_stands_for_something_is_not_recorded_by_going_elsewhere(stage: Stage) -> None:
    await _open(stage, "swot")
    before = stage.workshop.document.to_bytes()
    await stage.press("right", "right", "3", "f2")
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.parametrize("panel", ["swot", "programs", "readiness", "candidates"])
@pytest.mark.session(size=(200, 40))
async def test_digits_never_leave_the_grid(stage: Stage, panel: str) -> None:
    await stage.go(panel)
    if panel == "candidates":
        await stage.press("tab")
    await stage.press("p")
    grid, stage_id = _grid(stage), stage.session.panels.stage_id
    for place in range(len(grid.columns) + 2):
        grid.table.move_cursor(row=0, column=place)
        await stage.settle()
        if grid.column is not None:
            continue
        before = stage.workshop.document.to_bytes()
        await stage.press(*"0123456789")
        assert stage.panel is grid
        assert stage.session.panels.stage_id == stage_id
        assert stage.workshop.document.to_bytes() == before
        assert "Nothing is entered in this column" in stage.flat


@pytest.mark.parametrize("panel", ["swot", "programs", "readiness", "candidates"])
@pytest.mark.session(size=(200, 40))
async def test_a_digit_changes_nothing_before_enter_or_says_what_it_changed(stage: Stage, panel: str) -> None:
    await stage.go(panel)
    if panel == "candidates":
        await stage.press("tab")
    await stage.press("p")
    grid = _grid(stage)
    for place, column in enumerate(grid.columns, 2):
        for row, digit in enumerate("10"):
            grid.table.move_cursor(row=row, column=place)
            await stage.settle()
            before = stage.workshop.document.to_bytes()
            await stage.press(digit)
            if stage.workshop.document.to_bytes() != before:
                assert column.at_once, column.id
                assert "Recorded: QW" in stage.flat
                assert f"{column.title}: {'✓' if digit == '1' else '✗'}" in stage.flat
            await stage.press("escape" if grid.table.typed else "ctrl+z")


@pytest.mark.session(size=(160, 50))
async def test_programs_take_votes_years_and_amounts_as_they_are_said(stage: Stage) -> None:
    grid = await _open(stage, "programs")
    id = grid.ids[0]
    await stage.press("1", "7", "right", "right")
    await stage.type("2027")
    await stage.press("right", "2", "0", "2", "9", "right")
    await stage.type("1,5 miliar")
    await stage.press("enter")
    program = stage.workshop.session.program[id]
    assert (program.votes, program.start_year, program.end_year) == (17, 2027, 2029)
    assert program.budget_idr == 1_500_000_000
    assert "1.500.000.000" in stage.text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (84, 24)])
async def test_a_figure_is_whole_or_dots_and_never_a_part_of_itself(stage: Stage) -> None:
    grid = await _open(stage, "candidates")
    programs = stage.workshop.session.program
    whole = {f"{programs[id].budget_idr:,}".replace(",", ".") for id in grid.ids if programs[id].budget_idr}
    whole |= {
        str(year) for id in grid.ids for year in (programs[id].start_year, programs[id].end_year) if year
    }
    whole |= {str(programs[id].votes) for id in grid.ids}
    for _step in range(5):
        region = grid.table.region
        rows = stage.text.split("\n")[region.y + 1 : region.bottom]
        left = grid.table._get_fixed_offset().left
        shown = [figure for row in rows for figure in re.findall(r"[0-9][0-9.]*", row[region.x + left :])]
        assert shown
        assert set(shown) <= whole
        await stage.press("right")


@pytest.mark.session(size=(200, 40))
async def test_gates_scores_and_ranks_of_candidates(stage: Stage) -> None:
    await stage.go("candidates")
    await stage.press("tab", "p")
    grid = _grid(stage)
    id = grid.ids[0]
    assert _cell(stage, "gate-within-12-months") == "✓"
    costs = next(column for column in grid.columns if column.id == "criterion-cost")
    assert costs.explained == "Cost: 1 to 5, counted the other way round: 5 is most and scores least"
    await stage.press("0")
    assert _cell(stage, "gate-within-12-months") == "✗"
    assert stage.workshop.session.quick_win[id].gates_failed == ("within-12-months",)
    await stage.press("delete")
    assert _cell(stage, "gate-within-12-months") == "·"
    await stage.press("1")
    assert stage.workshop.session.quick_win[id].gates_failed == ()
    rank = str(grid.table.get_cell(id, "rank"))
    await stage.press(*["right"] * 6, "1", "right", "1", "enter")
    scores = {
        one.criterion: one.value
        for one in stage.workshop.session.score.values()
        if one.quick_win == id and one.withdrawn is None
    }
    assert (scores["impact"], scores["readiness"]) == (1, 1)  # type: ignore[comparison-overlap]
    assert len(stage.workshop.session.score) == 40
    grid._sum_up()
    await stage.settle()
    assert str(grid.table.get_cell(id, "rank")) not in (rank, "")
    await stage.press("ctrl+z", "ctrl+z")
    assert str(grid.table.get_cell(id, "criterion-impact")) == "5"


@pytest.mark.session(size=(200, 40))
async def test_the_agency_that_speaks_gives_its_own_score_and_the_mean_is_shown(stage: Stage) -> None:
    await stage.go("candidates")
    await stage.press("tab", "p")
    grid = _grid(stage)
    id = grid.ids[0]
    stage.workshop.context = Context(agency="DISKOMINFO")
    await stage.press(*["right"] * 6, "2", "enter")
    assert str(grid.table.get_cell(id, "criterion-impact")) == "3,5 (2)"
    stage.workshop.context = Context()
    await stage.press("up", "4", "enter")
    assert "2 assessors gave values" in stage.flat
    await stage.press("escape", "ctrl+z")
    assert str(grid.table.get_cell(id, "criterion-impact")) == "5"


@pytest.mark.session(size=(100, 30))
async def test_only_what_the_lists_show_is_in_the_grid_and_it_can_be_filtered(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("slash")
    await stage.type("sungai")
    await stage.press("enter")
    shown = [id for one in stage.panel.lists for id in one.ids]
    await stage.press("p")
    assert _grid(stage).ids == shown
    await stage.press("slash")
    stage.session.filter.value = "sungai banjir"
    await stage.press("enter")
    assert len(_grid(stage).ids) < len(shown)
    await stage.press("escape")
    assert "Only:" in stage.text


@pytest.mark.session(size=(100, 30))
async def test_entries_that_come_and_go_meanwhile(stage: Stage) -> None:
    grid = await _open(stage, "swot")
    id = grid.ids[0]
    stage.workshop.do(edits.withdraw(stage.workshop.session.swot[id]))
    await stage.settle()
    assert id not in grid.ids
    assert grid.table.row_count == len(grid.ids)
    await stage.press("ctrl+z")
    await stage.go("issues")
    assert not stage.session.panels.over


@pytest.mark.session(size=(120, 24))
async def test_where_nothing_is_entered_it_says_so(stage: Stage) -> None:
    await stage.go("issues")
    stage.panel.action_points()
    await stage.settle()
    assert "p works on SWOT, programs, readiness and quick-win candidates" in stage.text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_it_fits_every_screen_and_follows_its_size(stage: Stage, size: tuple[int, int]) -> None:
    grid = await _open(stage, "swot")
    assert "S1" in stage.text
    assert "W 53" in stage.text
    assert grid.table.size.height >= 6
    await stage.pilot.resize_terminal(120, 40)
    await stage.settle()
    assert grid.table.row_count == 50
    assert grid.table.has_focus


async def test_hostile_texts_stand_in_the_grid_as_they_are(open_session: Open, tmp_path: Path) -> None:
    file = tmp_path / "serangan.toml"
    file.write_text(whole_session(), encoding="utf-8")
    async with open_session(file, size=(120, 40)) as stage:
        grid = await _open(stage, "swot")
        assert len(grid.ids) >= len(hostile_text.STRINGS) // 2
        for _row in grid.ids:
            await stage.press("down")
            assert text.is_clean(stage.text)
        await stage.pilot.hover(offset=(20, 8))
        assert "[/] Dinas [/dinas] buntu" in " ".join(str(grid.table.get_cell(id, "text")) for id in grid.ids)


@pytest.mark.parametrize("key", ["f6", "f2", "f7"])
@pytest.mark.session(size=(100, 30))
async def test_what_stands_half_typed_is_recorded_when_one_goes_elsewhere(stage: Stage, key: str) -> None:
    grid = await _open(stage, "swot")
    first = grid.ids[0]
    await stage.press("2")
    assert stage.workshop.session.swot[first].weight != 2
    await stage.press(key)
    assert not isinstance(stage.panel, PointsGrid)
    assert stage.workshop.session.swot[first].weight == 2


@pytest.mark.session(size=(120, 30))
async def test_the_filter_of_a_grid_is_said_in_words(stage: Stage) -> None:
    await _open(stage, "swot")
    await stage.press("slash")
    await stage.type("=5")
    await stage.press("enter")
    assert "Only: points 5 · 6 entries" in stage.flat
