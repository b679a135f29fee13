"""Ranges copied from a spreadsheet and pasted on a list: by their headings, as a file is; lines stay lines."""

from __future__ import annotations

import pytest
from support.stage import Stage
from textual import events

from bimtek_tui.tui.dialogs.paste import Paste
from bimtek_tui.tui.dialogs.table import Table
from bimtek_tui.tui.dialogs.take_in import TakeIn

pytestmark = pytest.mark.session(size=(120, 34))


async def paste(stage: Stage, words: str) -> type:
    stage.app.post_message(events.Paste(words))
    await stage.settle()
    screen = stage.app.screen
    return type(screen.intake) if isinstance(screen, TakeIn) else type(screen)


async def test_a_range_of_programs_goes_by_its_heading_and_by_the_list_it_is_pasted_on(stage: Stage) -> None:
    await stage.go("programs")
    before = stage.workshop.document.to_bytes()
    words = (
        "No\tNama Program\tOPD\tAnggaran (juta)\n(1)\t(2)\t(3)\t(4)\n1\tPortal warga\tDISKOMINFO\t1500\n"
        '2\t"Pusat\ndata"\tDISKOMINFO\t250\n\tJumlah\t\t1750\n'
    )
    assert await paste(stage, words) is Table
    assert "row 2: numbers of the columns, passed over" in stage.flat
    assert "rows without Horizon get: short" in stage.flat
    await stage.press("enter")
    portal, data = [*stage.workshop.session.program.values()][-2:]
    assert (portal.name, portal.lead, portal.budget_idr, portal.horizon) == (
        "Portal warga", "DISKOMINFO", 1_500_000_000, "short",
    )  # fmt: skip
    assert (data.name, data.budget_idr) == ("Pusat data", 250_000_000)
    assert "import of 2 rows: program" in stage.flat
    await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


async def test_a_matrix_of_the_quadrants_goes_to_all_of_them(stage: Stage) -> None:
    await stage.go("swot")
    assert await paste(stage, "Kekuatan\tKelemahan\nSDM muda\tData terpencar\nJaringan\t\n") is Table
    await stage.press("enter")
    made = [(one.quadrant, one.text) for one in stage.workshop.session.swot.values()][-3:]
    assert made == [("strength", "SDM muda"), ("weakness", "Data terpencar"), ("strength", "Jaringan")]


async def test_a_plain_list_stays_one_and_cells_without_a_heading_are_told(stage: Stage) -> None:
    await stage.go("swot")
    assert await paste(stage, "1\tSDM muda\n2\tJaringan baik\n") is Paste
    assert "without its heading" not in stage.flat
    await stage.press("escape", "escape")
    assert await paste(stage, "1\tSDM muda\t4\n2\tJaringan baik\t3\n") is Paste
    assert "cells of a table without its heading" in stage.flat
