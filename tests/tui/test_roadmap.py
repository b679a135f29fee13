"""The roadmap by year on the screen: how many programs run, and a line for each that fits."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.analysis import programs


@pytest.mark.parametrize(("size", "year"), [((80, 24), "2035"), ((60, 18), "35")])
async def test_every_year_fits_beside_the_programs(stage: Stage, year: str) -> None:
    await stage.go("roadmap")
    lines = [line for line in stage.text.splitlines() if line.startswith("┃")]
    assert lines[0].rstrip(" ┃▇▅▄▃▂▁█").endswith(year)
    running = programs.running(stage.workshop.session, stage.workshop.method)["governance"]
    assert lines[1].split()[1:12] == ["Governance", *map(str, running.values())]
    assert lines[2].count("■") + lines[2].count("·") == len(running)
