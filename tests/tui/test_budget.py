"""Budget and targets: rows by year and source, and yearly targets, typed in one line."""

from __future__ import annotations

import pytest
from support.stage import Stage, until

from bimtek_tui.books.gaps import Gap
from bimtek_tui.model.entries import counting
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.panels.budget import BudgetPanel

AIM = "ob-r1xe9mtp"


async def new(stage: Stage, **keys: object) -> str:
    """The panel with the cursor on a program of its own."""
    id = stage.workshop.capture("program", {"name": "Loket terpadu", "horizon": "short", **keys})
    await stage.press("B")
    stage.panel.reveal("program", id)
    await stage.settle()
    return id


async def enter(stage: Stage, typed: str) -> None:
    panel = stage.panel
    assert isinstance(panel, BudgetPanel)
    if not panel.line.has_focus:
        await stage.press("a")
    panel.line.value = typed
    await stage.settle()
    await stage.press("enter")


def money(stage: Stage, program: str) -> list[tuple[int, str, int]]:
    found = counting(stage.workshop.session.budget)
    return [(one.year, one.funding, one.amount_idr) for one in found if one.program == program]


def targets(stage: Stage, of: str) -> list[tuple[int, str]]:
    return [(one.year, one.value) for one in counting(stage.workshop.session.target) if one.of == of]


@pytest.mark.session(size=(140, 40))
async def test_rows_are_typed_one_after_the_other_and_the_figures_follow(stage: Stage) -> None:
    id = await new(stage, budget_idr=5_000_000_000)
    await enter(stage, "2027 apbd 1,5 miliar")
    assert "Recorded; ctrl+z" in stage.text
    await enter(stage, "2028 grant Rp500.000.000")
    assert money(stage, id) == [(2027, "apbd", 1_500_000_000), (2028, "hibah", 500_000_000)]
    assert "Rp2 miliar in rows · Rp3 miliar not split" in stage.text
    assert "5 miliar      2 miliar      3 miliar       0  P" in stage.text
    assert stage.panel.line.has_focus
    await stage.press("ctrl+z")
    assert money(stage, id) == [(2027, "apbd", 1_500_000_000)]


@pytest.mark.session(size=(120, 40))
async def test_a_year_outside_the_program_is_said_and_recorded(stage: Stage) -> None:
    id = await new(stage, start_year=2026, end_year=2027)
    await stage.press("a", *"2028 apbd 10 juta")
    assert "2028 is none of the program's years (2026–2027)" in stage.flat
    await stage.press("enter")
    assert "! 2028 is none of the program's years (2026–2027)" in stage.flat
    assert money(stage, id) == [(2028, "apbd", 10_000_000)]
    await stage.press(*"2027 apbd 10 juta")
    assert "none of the program's years" not in stage.panel.hint.visual.plain


@pytest.mark.session(size=(120, 40))
async def test_the_same_year_and_source_changes_the_row_and_that_is_said_before_and_after(
    stage: Stage,
) -> None:
    id = await new(stage)
    await enter(stage, "2027 apbd 1,5 miliar")
    stage.panel.line.value = "2027 APBD 2 miliar"
    await stage.settle()
    assert "budget row: 2027 · APBD · Rp2 miliar instead of 2027 · APBD · Rp1,5 miliar" in stage.flat
    await stage.press("enter")
    assert money(stage, id) == [(2027, "apbd", 2_000_000_000)]
    assert "Changed, it was 2027 · APBD · Rp1,5 miliar; ctrl+z" in stage.flat
    await stage.press("ctrl+z")
    assert money(stage, id) == [(2027, "apbd", 1_500_000_000)]


@pytest.mark.session(size=(120, 40))
async def test_a_program_and_an_objective_get_targets_and_an_objective_no_money(stage: Stage) -> None:
    id = await new(stage)
    await enter(stage, "2027: 45 layanan")
    await enter(stage, "2027: 50 layanan")
    assert targets(stage, id) == [(2027, "50 layanan")]
    await stage.press("escape")
    before = targets(stage, AIM)
    stage.panel.reveal("objective", AIM)
    await enter(stage, "2029 apbd 1 miliar")
    assert "an objective has targets only" in stage.text
    assert stage.panel.line.value == "2029 apbd 1 miliar"
    await enter(stage, "2029: 86,5")
    assert targets(stage, AIM) == [*before, (2029, "86,5")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("apbd 2027 1 miliar", "begin with the year"),
        ("2027 1 miliar", "behind the year stands a source, or a colon"),
        ("2027 dompet 1 miliar", "“dompet” is no known source; there are apbd,"),
        ("2027 apbd", "the amount is missing"),
        ("2027 apbd 1.25 miliar", "can mean two numbers"),
        ("27 apbd 1 miliar", "must be a year"),
        ("2027:", "the target is missing behind the colon"),
    ],
)
@pytest.mark.session(size=(160, 30))
async def test_what_cant_be_taken_is_one_sentence_and_stays_in_the_line(
    stage: Stage, typed: str, said: str
) -> None:
    id = await new(stage)
    await enter(stage, typed)
    assert said in stage.text.splitlines()[-2]
    assert stage.panel.line.value == typed
    assert not money(stage, id)
    assert not targets(stage, id)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_it_is_of_use_on_a_small_screen(stage: Stage) -> None:
    await new(stage, budget_idr=5_000_000_000)
    assert "Loket" in stage.text
    await enter(stage, "2027 apbd 1,5 miliar")
    assert "2027 · APBD · Rp1,5 miliar" in stage.text
    assert "5 miliar" in stage.text
    assert "3,5 miliar" in stage.text
    assert "2027 apbd 1,5 miliar" in stage.text, "both ways of writing are shown for the next"
    assert "2027: 45 layanan" in stage.text


@pytest.mark.session(size=(120, 40))
async def test_a_row_is_edited_withdrawn_and_restored_in_its_own_list(stage: Stage) -> None:
    id = await new(stage)
    await enter(stage, "2027 apbd 1,5 miliar")
    await stage.press("escape", "tab", "e")
    assert isinstance(stage.app.screen, EntryForm)
    assert "2027 · APBD · Rp1,5 miliar" in stage.text
    await stage.press("escape", "d")
    assert "Withdraw “2027 · APBD" in stage.text
    await stage.press("enter")
    assert money(stage, id) == []
    await stage.press("x", "tab", "tab", "d")
    assert money(stage, id) == [(2027, "apbd", 1_500_000_000)]
    await stage.press("tab", "e")
    assert "Loket terpadu" in stage.text


@pytest.mark.session(size=(120, 40))
async def test_two_rows_of_one_year_and_source_in_the_file_are_not_guessed_at(stage: Stage) -> None:
    id = await new(stage)
    for amount in (1, 2):
        keys = {"program": id, "year": 2027, "funding": "apbd", "amount_idr": amount}
        stage.workshop.capture("budget", keys)
    await enter(stage, "2027 apbd 1,5 miliar")
    assert "2 entries of this stand at 2027 already" in stage.text
    assert [amount for _year, _source, amount in money(stage, id)] == [1, 2]


@pytest.mark.session(size=(120, 40))
async def test_a_book_that_misses_targets_leads_here(stage: Stage) -> None:
    stage.session.book_preview.fill_in(Gap("target", "", AIM))
    await stage.settle()
    assert stage.session.panel_id == "money"
    assert stage.panel.of == ("objective", AIM)
    assert "2027: 45 layanan is a target" in stage.text


async def test_up_brings_the_lines_before_back(stage: Stage) -> None:
    id = await new(stage)
    await enter(stage, "2027 apbd 1 miliar")
    await stage.type("20")
    await stage.press("up")
    panel = stage.panel
    assert isinstance(panel, BudgetPanel)
    assert panel.line.value == "2027 apbd 1 miliar"
    await stage.press("down")
    assert panel.line.value == "20"
    await stage.press("up", *["left"] * 14, "backspace")
    await stage.type("8")
    await stage.press("enter")
    await until(stage, lambda: panel.line.value == "")
    assert money(stage, id) == [(2027, "apbd", 1_000_000_000), (2028, "apbd", 1_000_000_000)]
    await stage.press("escape")
    assert not panel.bar.display
