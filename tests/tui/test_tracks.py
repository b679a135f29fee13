"""The enabling track of a program: seen in its row, given by a tag, to several at once, and asked for in the filter."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.analysis import ordering
from bimtek_tui.tui.dialogs.move import MoveTo


def _track(stage: Stage, id: str) -> str | None:
    return stage.workshop.session.program[id].track


@pytest.mark.session(size=(160, 50))
async def test_a_track_is_typed_behind_the_program_and_stands_in_its_row(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("a", *"Perwali tata kelola data #regulation #governance")
    assert "Regulation" in stage.text
    await stage.press("enter", "escape")
    program = next(reversed(stage.workshop.session.program.values()))
    assert (program.track, program.dimension) == ("regulation", "governance")
    assert "Perwali tata kelola data Governance · Regulation" in stage.flat
    await stage.press("ctrl+z")
    assert program.id not in stage.workshop.session.program


@pytest.mark.session(size=(120, 50))
async def test_several_programs_get_a_track_in_one_step_by_move_or_by_a_field(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("space", "down", "space", "m")
    assert "Information security" in stage.text
    marked = [id for _kind, id in stage.panel.marked]
    before = [_track(stage, id) for id in marked]
    asked = stage.app.screen
    assert isinstance(asked, MoveTo)
    await stage.press(next(target.letter for target in asked.targets if target.value == "security"))
    assert [_track(stage, id) for id in marked] == ["security"] * 2
    assert "Information security" in stage.flat
    await stage.press("ctrl+z")
    assert [_track(stage, id) for id in marked] == before
    await stage.press("S", *"#sdm", "enter")
    selected = stage.panel.selected
    assert selected is not None
    assert "people" in {_track(stage, id) for id in (*marked, selected.id)}


async def test_programs_are_listed_by_track(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("slash", *"#regulation", "enter")
    shown = [id for one in stage.panel.lists for id in one.ids]
    assert {_track(stage, id) for id in shown} == {"regulation"}
    assert "track Regulation" in stage.flat
    await stage.press("escape")
    orders = [one.id for one in ordering.orders_for("program")]
    await stage.press(*["o"] * orders.index("track"))
    ids = stage.panel.lists[0].ids
    known = [_track(stage, id) is not None for id in ids]
    assert known == sorted(known, reverse=True)
