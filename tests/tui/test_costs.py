"""The costs of a quick win: taken down in a line beside its milestones, added up, and held against the budget."""

from __future__ import annotations

from decimal import Decimal

import pytest
from support.stage import Stage

from bimtek_tui.tui.entries.entry_list import EntryList


def _list(stage: Stage) -> EntryList:
    shown: EntryList = next(one for one in stage.panel.lists if one.column.id == "costs")
    return shown


@pytest.mark.session(size=(120, 40))
async def test_a_cost_goes_to_the_quick_win_under_the_cursor_and_the_sum_follows(stage: Stage) -> None:
    await stage.go("quick-wins")
    assert str(_list(stage).border_subtitle) == "Rp1,45 miliar of Rp1,45 miliar (2026)"
    await stage.press("tab", "tab", "a", *"Sewa server 12 bulan 4,5 juta")
    assert "12 bulan × Rp4,5 juta = Rp54 juta" in stage.text
    await stage.press("enter", "escape")
    cost = next(reversed(stage.workshop.session.cost.values()))
    assert (cost.item, cost.volume, cost.unit, cost.price_idr) == (
        "Sewa server",
        Decimal(12),
        "bulan",
        4_500_000,
    )
    assert cost.quick_win == next(iter(stage.workshop.session.quick_win))
    assert "! Rp1.504.000.000 of Rp1,45 miliar" in stage.flat
    await stage.press("ctrl+z")
    assert str(_list(stage).border_subtitle) == "Rp1,45 miliar of Rp1,45 miliar (2026)"


@pytest.mark.session(size=(120, 40))
async def test_a_cost_of_another_quick_win_says_its_number(stage: Stage) -> None:
    await stage.go("quick-wins")
    await stage.press("tab", "tab", "a", *"Sewa server 12 bulan 4,5 juta QW2", "enter")
    cost = next(reversed(stage.workshop.session.cost.values()))
    assert cost.quick_win == list(stage.workshop.session.quick_win)[1]


async def test_what_can_t_be_read_is_said_before_enter(stage: Stage) -> None:
    await stage.go("quick-wins")
    await stage.press("tab", "tab", "a", *"Gedung 4,5 M")
    assert "can be an amount or a volume" in stage.flat
    before = len(stage.workshop.session.cost)
    await stage.press("enter")
    assert len(stage.workshop.session.cost) == before


@pytest.mark.session(size=(120, 40))
@pytest.mark.parametrize("kind", ["cost", "milestone"])
async def test_what_belongs_to_another_quick_win_is_found_by_its_text(stage: Stage, kind: str) -> None:
    session = stage.workshop.session
    last = next(reversed(session.entries(kind).values()))
    assert last.quick_win != next(iter(session.quick_win))
    await stage.go("issues")
    await stage.press("ctrl+p", *(last.item if kind == "cost" else last.text)[:30])
    await stage.press("enter")
    assert stage.session.panel_id == "quick-wins"
    assert stage.panel.selected == (kind, last.id)
    assert stage.panel.lists[0].selected.id == last.quick_win
