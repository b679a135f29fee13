"""The panel of assessments: scores by year with their evidence, entered in one line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from support.stage import Stage

from bimtek_tui.analysis import assessment
from bimtek_tui.model import edits, workshop_entries
from bimtek_tui.model.entries import Session
from bimtek_tui.tui.dialogs.ask import Ask
from bimtek_tui.tui.dialogs.entry_form import EntryForm

UNSCORED = "rkci-society-education"
SCORED = "rkci-governance-institution"


async def at(stage: Stage, indicator: str) -> None:
    """The panel with the cursor on an indicator."""
    await stage.press("R")
    stage.panel.reveal("", indicator)
    await stage.settle()


def scores(stage: Stage, indicator: str) -> list[tuple[int, Decimal, str | None]]:
    return [
        (one.round, one.score, one.evidence)
        for one in stage.workshop.session.assessment.values()
        if one.indicator == indicator and one.withdrawn is None
    ]


async def answer(stage: Stage, typed: str) -> None:
    asked = stage.app.screen
    assert isinstance(asked, Ask)
    asked.query_one("#asked").value = typed  # type: ignore[attr-defined]
    await stage.press("enter")


@pytest.mark.session(size=(120, 40))
async def test_it_opens_on_the_latest_round_with_means_totals_and_the_level(stage: Stage) -> None:
    await stage.press("R")
    assert "Round 2025" in stage.text
    assert "12 of 36 indicators have a score" in stage.text
    assert "total 49,33 · 12/23 · Scattered (thresholds assumed)" in stage.text
    assert "43,50   52,00  Economy" in stage.text
    assert "48      53  Employment  Data Disnaker" in stage.text


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        (((2019, 5, 1), (2019, 9, 2)), 2019),  # written down years later
        (((2025, 12, 1), (2026, 2, 1), (2027, 5, 1)), 2026),
        (((2027, 5, 1),), 2027),
        ((), 2026),
    ],
)
def test_a_round_is_that_of_the_workshop(dates: tuple[tuple[int, int, int], ...], year: int) -> None:
    stages = {str(date): workshop_entries.Stage(id=str(date), start=dt.date(*date)) for date in dates}
    session = Session(stage=stages)
    assert assessment.current_year(session, dt.date(2026, 11, 30)) == year


@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_it_is_of_use_on_a_small_screen(stage: Stage) -> None:
    await stage.press("R")
    assert "2023    2025" in stage.text
    assert "Employment" in stage.text
    assert "Score" in stage.text.splitlines()[-1]


@pytest.mark.session(size=(120, 40))
async def test_a_takes_score_and_evidence_and_goes_on_below(stage: Stage) -> None:
    await at(stage, UNSCORED)
    await stage.press("a")
    assert "Education services (2025)" in stage.text
    await answer(stage, "62,5; Rapor pendidikan 2025")
    assert scores(stage, UNSCORED) == [(2025, Decimal("62.5"), "Rapor pendidikan 2025")]
    assert stage.panel.indicator == "rkci-society-safety"
    assert "13 of 36" in stage.text
    await stage.press("ctrl+z")
    assert scores(stage, UNSCORED) == []


async def test_a_score_that_is_there_is_changed_and_not_doubled(stage: Stage) -> None:
    await at(stage, SCORED)
    before = scores(stage, SCORED)
    await stage.press("a")
    assert stage.app.screen.query_one("#asked").value == f"52; {before[-1][2]}"  # type: ignore[attr-defined]
    await answer(stage, "55")
    assert scores(stage, SCORED) == [before[0], (2025, Decimal(55), None)]
    assert "55 !Institutions" in stage.text


async def test_what_lies_outside_the_scale_stays_to_be_mended(stage: Stage) -> None:
    await at(stage, "evaluation-output-policy")
    await stage.press("a")
    await answer(stage, "52")
    assert "the scale goes from 0 to 5" in stage.text
    await answer(stage, "; Perwali 30/2023")
    assert "the score is missing" in stage.text
    await answer(stage, "4")
    assert scores(stage, "evaluation-output-policy") == [(2025, Decimal(4), None)]


async def test_arrows_go_to_another_round(stage: Stage) -> None:
    await at(stage, SCORED)
    await stage.press("right")
    assert "Round 2026" in stage.text
    assert stage.panel.selected is None
    await stage.press("enter")
    await answer(stage, "60; SK baru")
    assert scores(stage, SCORED)[-1] == (2026, Decimal(60), "SK baru")
    await stage.press("left", "left")
    assert "Round 2024" in stage.text


async def test_the_form_opens_and_a_score_is_withdrawn(stage: Stage) -> None:
    await at(stage, SCORED)
    await stage.press("e")
    assert isinstance(stage.app.screen, EntryForm)
    await stage.press("escape", "d", "enter")
    assert [year for year, _score, _evidence in scores(stage, SCORED)] == [2023]


@pytest.mark.session("batam")
async def test_without_a_round_it_is_the_year_of_the_workshop(stage: Stage) -> None:
    await stage.press("R")
    assert "Round 2022" in stage.text
    assert "0 of 36 indicators have a score" in stage.text


async def test_a_filter_leaves_the_indicators_with_these_words(stage: Stage) -> None:
    await stage.press("R")
    stage.panel.filter("waste")
    await stage.settle()
    assert "Solid waste" in stage.text
    assert "Employment" not in stage.text


@pytest.mark.session(size=(160, 50))
async def test_candidates_show_how_they_rank_and_all_of_them_follow_a_new_score(stage: Stage) -> None:
    await stage.go("candidates")
    assert "score 4,45 (rank 1) · USG 15 (rank 1)" in stage.flat
    assert "score 3,50 (rank 8) · USG 14 (rank 2)" in stage.flat
    score = next(
        one
        for one in stage.workshop.session.score.values()
        if (one.quick_win, one.criterion) == ("qw-dy5xqt4g", "readiness")
    )
    stage.workshop.do(edits.revise(score, value=Decimal(5)))
    await stage.settle()
    assert "score 4,25 (rank 4) · USG 14 (rank 2)" in stage.flat
    assert "score 4,00 (rank 7)" in stage.flat


async def test_up_brings_the_answers_before_back(stage: Stage) -> None:
    await at(stage, UNSCORED)
    await stage.press("enter")
    await answer(stage, "61; SK Wali Kota 12 Tahun 2025")
    below = stage.panel.indicator
    await stage.press("a")
    await stage.press("up", "enter")
    assert scores(stage, below)[-1] == (2025, Decimal(61), "SK Wali Kota 12 Tahun 2025")


async def test_enter_opens_the_form_and_where_there_is_no_score_the_line_for_it(stage: Stage) -> None:
    await at(stage, SCORED)
    await stage.press("enter")
    assert isinstance(stage.app.screen, EntryForm)
    await stage.press("escape")
    await at(stage, UNSCORED)
    await stage.press("enter")
    assert isinstance(stage.app.screen, Ask)
