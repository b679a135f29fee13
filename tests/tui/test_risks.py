"""The panel of the risks: taken down in a line with their program, level and owner, and seen highest first."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.analysis import risks
from bimtek_tui.model import edits
from bimtek_tui.model.entries import counting


async def test_a_risk_is_taken_down_in_one_line_and_undone(stage: Stage) -> None:
    before = len(stage.workshop.session.risk)
    await stage.go("risks")
    await stage.press("a", *"Penyedia terlambat P4 =4x3 @DISKOMINFO")
    assert "4 × 3 = 12" in stage.text
    await stage.press("enter", "escape")
    risk = next(reversed(stage.workshop.session.risk.values()))
    assert (risk.text, risk.likelihood, risk.impact, risk.owner) == ("Penyedia terlambat", 4, 3, "DISKOMINFO")
    assert risk.program == list(stage.workshop.session.program)[3]
    await stage.press("ctrl+z")
    assert len(stage.workshop.session.risk) == before


async def test_the_highest_risks_come_first_where_that_order_is_chosen(stage: Stage) -> None:
    await stage.go("risks")
    await stage.press("o")
    shown = stage.panel.lists[0]
    levels = [risks.level(stage.workshop.session.risk[id]) or 0 for id in shown.ids]
    assert levels == sorted(levels, reverse=True)
    assert len(levels) == len(counting(stage.workshop.session.risk))
    stage.workshop.capture("risk", {"text": "Gempa besar", "likelihood": 5, "impact": 5})
    await stage.settle()
    assert stage.workshop.session.risk[shown.ids[0]].text == "Gempa besar"


@pytest.mark.session(size=(120, 40))
async def test_a_risk_follows_the_name_of_its_program(stage: Stage) -> None:
    await stage.go("risks")
    program = next(one.program for one in stage.workshop.session.risk.values() if one.program)
    stage.workshop.do(edits.revise(stage.workshop.session.program[program], name="Nama Baru Program"))
    await stage.settle()
    assert "Nama Baru Program" in stage.flat
