"""Programs of different agencies that are nearly the same: side by side, made one, passed over, gone to."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import hostile_text
from support.stage import Open, Stage, until

from bimtek_tui.model import edits
from bimtek_tui.tui.dialogs.overlaps import MOST, Overlaps
from bimtek_tui.tui.session.palette import SessionCommands


def propose(stage: Stage, *proposed: tuple[str, str]) -> list[str]:
    """The session with these programs alone, by name and lead; their ids."""
    stage.workshop.session.program.clear()
    for name, lead in proposed:
        stage.workshop.capture("program", {"name": name, "horizon": "short", "lead": lead})
    return list(stage.workshop.session.program)


async def open_overlaps(stage: Stage) -> Overlaps:
    await stage.go("programs")
    await stage.press("D")
    shown = stage.app.screen
    assert isinstance(shown, Overlaps)
    return shown


TWICE = (
    ("Command Center Kota", "DISKOMINFO"),
    ("Bank sampah", "DLH"),
    ("Pembangunan Command Center", "BPBD"),
)


async def test_both_stand_side_by_side_with_what_has_to_be_compared(stage: Stage) -> None:
    first, _bank, other = propose(stage, *TWICE)
    stage.workshop.capture(
        "budget", {"program": other, "year": 2027, "funding": "csr", "amount_idr": 750_000_000}
    )
    await open_overlaps(stage)
    shown = stage.flat
    assert "1 pair" in shown
    for words in ("Command Center Kota", "Pembangunan Command Center", "DISKOMINFO", "BPBD"):
        assert words in shown
    assert "Rp750.000.000" in shown
    assert "(CSR)" in shown
    assert {first, other} == set(stage.app.screen.rows.rows[0].id.split())  # type: ignore[attr-defined]


async def test_programs_of_one_code_stand_side_by_side_whatever_they_are_called(stage: Stage) -> None:
    first, other, _bank = propose(
        stage, ("Kota cerdas", "DISKOMINFO"), ("Festival", "DISKOMINFO"), ("Bank", "DLH")
    )
    for id in (first, other):
        stage.workshop.do(edits.revise(stage.workshop.session.program[id], code="2.16.03.2.02.0035"))
    await open_overlaps(stage)
    assert "2.16.03.2.02.0035 P1 ↔ P2 Kota cerdas" in stage.flat
    await stage.press("1")
    assert stage.workshop.session.program[other].merged_into == first


@pytest.mark.parametrize(("key", "kept", "gone"), [("1", 0, 2), ("2", 2, 0)])
async def test_one_key_makes_them_one_and_undo_takes_it_back(
    stage: Stage, key: str, kept: int, gone: int
) -> None:
    ids = propose(stage, *TWICE)
    await open_overlaps(stage)
    await stage.press(key)
    assert stage.workshop.session.program[ids[gone]].merged_into == ids[kept]
    assert "is part of" in stage.flat
    assert "No programs of different agencies are nearly the same" in stage.flat
    await stage.press("ctrl+z")
    assert stage.workshop.session.program[ids[gone]].merged_into is None
    assert "1 pair" in stage.flat


async def test_a_pair_that_is_not_the_same_does_not_come_back(stage: Stage) -> None:
    propose(stage, *TWICE)
    await open_overlaps(stage)
    await stage.press("d")
    assert "No programs of different agencies" in stage.flat
    await stage.press("escape", "D")
    assert isinstance(stage.app.screen, Overlaps)
    assert "No programs of different agencies" in stage.flat
    assert all(one.merged_into is None for one in stage.workshop.session.program.values())


@pytest.mark.parametrize(("key", "place"), [("enter", 0), ("3", 0), ("4", 2)])
async def test_one_can_go_to_either(stage: Stage, key: str, place: int) -> None:
    ids = propose(stage, *TWICE)
    await open_overlaps(stage)
    await stage.press(key)
    assert stage.panel.selected == ("program", ids[place])


async def test_the_palette_offers_it_where_there_are_no_programs(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("D")
    assert stage.app.screen is stage.session
    commands = SessionCommands(stage.session)
    (run,) = [run for words, _explained, run in commands._actions() if words == "Overlaps"]
    run()
    await stage.settle()
    assert isinstance(stage.app.screen, Overlaps)


async def test_a_thousand_proposals_of_the_same_are_compared_beside_the_work(
    open_session: Open, batam: Path
) -> None:
    with batam.open("a", encoding="utf-8") as file:
        for number in range(1000):
            file.write(
                f'\n# pr-{number:08}\n[[program]]\nid = "pr-{number:08}"\nname = "Satu Data Kota"\nhorizon = "long"\n'
                f'lead = "OPD{number}"\nadded = 2022-06-13T09:15:21+07:00\n'
            )
    async with open_session(batam) as stage:
        shown = await open_overlaps(stage)
        await until(stage, lambda: shown.rows.option_count)
        assert shown.rows.option_count == MOST
        assert "999 pairs" in stage.flat
        await stage.press("1")
        await until(stage, lambda: "998 pairs" in stage.flat)


async def test_whatever_people_wrote_is_only_text(stage: Stage) -> None:
    words = " ".join(hostile_text.STRINGS.values())
    propose(stage, (f"Satu Data {words}", "[/]"), (f"Satu Data {words}", "B[bold]"))
    await open_overlaps(stage)
    assert stage.app.screen.rows.option_count == 1  # type: ignore[attr-defined]
    assert "[/]" in stage.flat
    await stage.press("pagedown", "1", "ctrl+z")
    assert "1 pair" in stage.flat
