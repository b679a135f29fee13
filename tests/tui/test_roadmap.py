"""The roadmap by year on the screen: how many programs run, and a line for each that fits."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.analysis import programs
from bimtek_tui.tui.dialogs.entry_form import EntryForm


@pytest.mark.parametrize(("size", "year"), [((80, 24), "35"), ((60, 18), "35"), ((160, 40), "2035")])
async def test_every_year_fits_beside_the_programs(stage: Stage, year: str) -> None:
    await stage.go("roadmap")
    head = next(line for line in stage.text.splitlines() if line.rstrip().endswith(year))
    lines = [line for line in stage.text.splitlines() if line.startswith("┃")]
    running = programs.running(stage.workshop.session, stage.workshop.method)["governance"]
    assert lines[0].split()[1:12] == ["Governance", *map(str, running.values())]
    assert head.index(year) + len(year) == lines[0].rstrip(" ┃▇▅▄▃▂▁█").rindex("1") + 1
    assert lines[1].count("■") + lines[1].count("·") == len(running)


async def on_first(stage: Stage) -> str:
    """Open the roadmap with the cursor on its first program; its id."""
    await stage.go("roadmap")
    await stage.press("home")
    return str(stage.panel.selected.id)


async def test_arrows_move_and_lengthen_the_program_under_the_cursor(stage: Stage) -> None:
    id = await on_first(stage)
    program = stage.workshop.session.program[id]
    assert program.start_year
    first, last = program.start_year, program.end_year or program.start_year

    def years() -> tuple[int | None, int | None]:
        now = stage.workshop.session.program[id]
        return now.start_year, now.end_year

    await stage.press("right")
    assert years() == (first + 1, last + 1)
    assert f"runs {first + 1}" in stage.flat
    await stage.press("greater_than_sign", "shift+right")
    assert years() == (first + 1, last + 3)
    await stage.press("less_than_sign", "shift+left", "left")
    assert years() == (first, last)
    assert stage.panel.selected.id == id
    await stage.press("ctrl+z")
    assert years() == (first + 1, last + 1)


async def test_the_edge_of_the_plan_is_said_and_nothing_moves(stage: Stage) -> None:
    id = await on_first(stage)
    before = stage.workshop.session.program[id]
    await stage.press("left")
    assert "lies outside the plan (2026–2035)" in stage.flat
    assert stage.workshop.session.program[id] is before


async def test_what_stays_behind_is_said(stage: Stage) -> None:
    session = stage.workshop.session
    row = next(one for one in session.budget.values() if session.program[one.program].status == "final")
    await stage.go("roadmap")
    stage.panel.reveal("program", row.program)
    await stage.settle()
    for _press in range(6):
        await stage.press("right")
    assert "stay" in stage.flat
    assert "B shows" in stage.flat
    assert stage.workshop.session.budget[row.id] == row


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (200, 40)])
async def test_names_are_whole_and_money_and_busy_years_stand_below(stage: Stage) -> None:
    await stage.go("roadmap")
    name = next(iter(programs.by_dimension(stage.workshop.session, stage.workshop.method).values()))[0].name
    assert "…" not in "".join(line for line in stage.text.splitlines() if line.startswith("┃"))
    words = [word for line in stage.text.splitlines() if line.startswith("┃") for word in line.split()]
    assert [word for word in name.split() if word in words] == name.split()
    assert "Money by year (Rp): 2026 12,65 bn" in stage.flat
    assert "< shorter" in stage.flat
    assert "> longer" in stage.flat
    assert "not split" in stage.flat
    assert any(
        f"too many {begin}: 2026 (12)" in stage.flat
        for begin in ("begin", "programs begin, over twice the average")
    )


async def test_the_mouse_moves_a_program_and_enter_opens_its_form(stage: Stage) -> None:
    id = await on_first(stage)
    first = stage.workshop.session.program[id].start_year
    assert first
    places = {action: place for place, action in stage.panel.buttons.places}
    await stage.pilot.click("#roadmap-buttons", offset=(places["shift(1)"] + 2, 0))
    await stage.settle()
    assert stage.workshop.session.program[id].start_year == first + 1
    await stage.press("enter")
    assert isinstance(stage.app.screen, EntryForm)
