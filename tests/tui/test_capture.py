"""Capturing: text and Enter, where it goes, what it inherits, and that nothing typed is ever lost."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.stage import Open, Stage
from textual import events

from bimtek_tui import store
from bimtek_tui.model import edits, method
from bimtek_tui.tui.capture.line import CaptureLine

PANELS = list(method.load("kominfo-1").panels)


def _last(stage: Stage, kind: str) -> Any:
    return list(stage.workshop.session.entries(kind).values())[-1]


async def until(stage: Stage, words: str) -> None:
    """Wait until words stand on the screen: what is understood of a line is shown when nobody types for a moment."""
    deadline = time.monotonic() + 10
    while words not in stage.text:
        assert time.monotonic() < deadline, f"{words!r} did not come:\n{stage.text}"
        await stage.pilot.pause()


async def test_an_entry_costs_its_text_and_enter_and_the_line_stays(stage: Stage) -> None:
    await stage.go("swot")
    number = len(stage.workshop.session.swot)
    await stage.press("a")
    await stage.type("satu")
    await stage.press("enter")
    await stage.type("dua")
    await stage.press("enter")
    added = list(stage.workshop.session.swot.values())[number:]
    assert [(one.quadrant, one.text) for one in added] == [("strength", "satu"), ("strength", "dua")]
    assert isinstance(stage.app.focused, CaptureLine)
    assert "dua" in stage.text
    await stage.press("escape")
    assert not stage.session.capture.is_open
    assert not isinstance(stage.app.focused, CaptureLine)


async def test_a_sign_before_the_text_names_another_quadrant(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    for sign, quadrant in (
        ("w:", "weakness"),
        ("O: ", "opportunity"),
        ("t:", "threat"),
        ("s:", "strength"),
    ):
        await stage.type(f"{sign}baru")
        await stage.press("enter")
        entry = _last(stage, "swot")
        assert (entry.quadrant, entry.text) == (quadrant, "baru")
    await stage.type("x: bukan tanda")
    await stage.press("enter")
    assert _last(stage, "swot").text == "x: bukan tanda"


async def test_tab_sends_the_line_to_the_next_list_with_what_was_typed(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("a")
    await stage.type("Kartu pintar")
    await stage.press("tab", "enter")
    program = _last(stage, "program")
    assert (program.name, program.horizon) == ("Kartu pintar", "medium")


async def test_new_entries_inherit_for_whom_is_captured(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("c")
    await stage.type("Kelompok 9")
    await stage.press("tab", "enter", "down", "down", "enter")
    await stage.press("tab")
    await stage.type("dinkes")
    await stage.press("enter")
    assert "Kelompok 9 · Branding · DINKES" in stage.text
    await stage.press("a")
    await stage.type("antrean panjang")
    await stage.press("enter")
    entry = _last(stage, "swot")
    assert (entry.group, entry.dimension, entry.source) == ("Kelompok 9", "branding", "DINKES")


async def test_a_gap_without_a_dimension_is_asked_about_and_the_line_is_kept(stage: Stage) -> None:
    await stage.go("gap")
    number = len(stage.workshop.session.gap)
    await stage.press("a")
    await stage.type("celah")
    await stage.press("enter")
    assert "Which dimension?" in stage.text
    assert stage.session.capture.line.value == "celah"
    assert len(stage.workshop.session.gap) == number


async def test_a_milestone_belongs_to_the_quick_win_under_the_cursor(stage: Stage) -> None:
    await stage.go("quick-wins")
    await stage.press("down")
    chosen = stage.panel.selected[1]
    await stage.press("tab", "a")
    await stage.type("uji coba")
    await stage.press("enter")
    milestone = _last(stage, "milestone")
    assert (milestone.text, milestone.quick_win) == ("uji coba", chosen)
    assert "uji coba" in stage.text


async def test_an_agency_is_code_and_name_and_never_doubled(stage: Stage) -> None:
    await stage.go("participants")
    await stage.press("a")
    await stage.type("dpmd Dinas Desa")
    await stage.press("enter")
    assert stage.workshop.session.agency["DPMD"].name == "Dinas Desa"
    await stage.type("DPMD")
    await stage.press("enter")
    assert "in the list already" in stage.text
    await stage.press("ctrl+u")
    await stage.type("Dinas Perhubungan")
    await stage.press("enter")
    assert "write the code first" in stage.text
    assert "DINAS" not in stage.workshop.session.agency


async def test_a_note_knows_its_stage(stage: Stage) -> None:
    await stage.press("f3")
    await stage.press("f7", "a")
    await stage.type("dicatat")
    await stage.press("enter")
    note = _last(stage, "note")
    assert (note.kind, note.stage) == ("minute", "stage-2")


async def test_pasted_rubbish_is_text(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("a")
    stage.session.capture.line.post_message(events.Paste("satu [/]  dua \x1b[31m\x1b]52;c;eA==\x07tiga\r\n"))
    await stage.settle()
    await stage.press("enter")
    assert _last(stage, "issue").text == "satu [/] dua tiga"


async def test_a_text_that_is_too_long_is_told_and_kept_in_the_line(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("a")
    stage.session.capture.line.value = "x" * 1_001
    await stage.press("enter")
    assert "1001 characters" in stage.text
    assert len(stage.session.capture.line.value) == 1_001


async def test_undo_takes_back_the_last_capture_but_not_while_one_types(stage: Stage) -> None:
    await stage.go("issues")
    before = stage.workshop.document.to_bytes()
    await stage.press("a")
    await stage.type("satu")
    await stage.press("enter")
    await stage.type("du")
    await stage.press("ctrl+z")
    assert "ctrl+u" in stage.text
    assert _last(stage, "issue").text == "satu"
    await stage.press("backspace", "backspace", "ctrl+z")
    assert stage.workshop.document.to_bytes() == before
    assert "Undone: issue “satu”" in stage.text
    await stage.press("ctrl+y")
    assert _last(stage, "issue").text == "satu"
    await stage.press("ctrl+y")
    assert "nothing to do again" in stage.text


async def test_what_was_captured_is_in_the_file_after_leaving(open_session: Open, sample: Path) -> None:
    async with open_session() as stage:
        await stage.go("swot")
        await stage.press("a")
        await stage.type("masuk berkas")
        await stage.press("enter", "ctrl+q")
    saved = store.load(sample)
    assert any(one.text == "masuk berkas" for one in saved.session.swot.values())
    assert not list(sample.parent.glob(".*.holder"))


async def test_a_draft_outlives_another_panel_that_captures_nothing(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("a")
    await stage.type("setengah")
    await stage.press("f2")
    assert not stage.session.capture.is_open
    await stage.go("issues")
    await stage.press("a")
    assert stage.session.capture.line.value == "setengah"


async def test_the_line_goes_on_in_another_panel_of_lists_and_what_was_typed_waits(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("a")
    await stage.type("isu")
    await stage.press("f7")
    assert isinstance(stage.app.focused, CaptureLine)
    assert stage.session.capture.line.value == ""
    await stage.type("notula")
    await stage.press("enter")
    assert _last(stage, "note").text == "notula"
    await stage.press("escape")
    await stage.go("issues")
    await stage.press("a")
    assert stage.session.capture.line.value == "isu"


async def test_a_draft_waits_for_its_own_list(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("a")
    await stage.type("setengah")
    await stage.press("escape")
    await stage.go("gap")
    await stage.press("a")
    assert stage.session.capture.line.value == ""
    await stage.press("escape")
    await stage.go("issues")
    await stage.press("a")
    assert stage.session.capture.line.value == "setengah"


# Tags -----------------------------------------------------------------------------------------------------------


async def write(stage: Stage, line: str) -> None:
    """Put a text into the line as fast as a machine types it."""
    stage.session.capture.line.value = line
    stage.session.capture.line.cursor_position = len(line)
    await stage.settle()


async def test_what_is_doubtful_is_seen_before_what_is_understood(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("a")
    await write(stage, "Pasar digital #ekonomi @DISKOMINFO +menengah +2027-2030 +12.500.000")
    await until(stage, "an amount has Rp before it")
    await stage.press("f1")
    assert "For example: Pasar digital #ekonomi" in stage.flat


@pytest.mark.session(size=(120, 30))
async def test_tags_at_the_end_are_shown_before_enter_and_recorded_over_the_context(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("c", "tab", "enter", "down", "down", "enter", "tab", "enter")
    await stage.press("a")
    await write(stage, "Pasar digital #economy @diskominfo !fact =5")
    await until(stage, "Dimension: Economy · Proposed by: DISKOMINFO · Certainty: fact · Points (weight): 5")
    await stage.press("enter")
    entry = _last(stage, "swot")
    assert (entry.text, entry.dimension, entry.source) == ("Pasar digital", "economy", "DISKOMINFO")
    assert (entry.certainty, entry.weight) == ("fact", Decimal(5))
    await write(stage, "Tanpa tag")
    await stage.press("enter")
    assert (_last(stage, "swot").dimension, _last(stage, "swot").source) == ("branding", None)


@pytest.mark.session(size=(120, 30))
async def test_tags_of_a_program_give_its_horizon_years_and_budget(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("a")
    await write(stage, "Bus listrik +medium +2027-2030 +Rp1,5 miliar")
    await until(stage, "Horizon: Medium term · Years: 2027-2030 · Budget: Rp1,5 miliar")
    await stage.press("enter")
    program = _last(stage, "program")
    assert (program.name, program.horizon) == ("Bus listrik", "medium")
    assert (program.start_year, program.end_year, program.budget_idr) == (2027, 2030, 1_500_000_000)
    assert "Bus listrik" in stage.text


async def test_a_sentence_with_amounts_stays_a_sentence(stage: Stage) -> None:
    sentence = "usulan Rp 4,7 miliar, terealisasi Rp 900 juta"
    await stage.go("programs")
    await stage.press("a")
    await write(stage, sentence)
    await stage.press("enter")
    assert _last(stage, "program").name == sentence


@pytest.mark.session(size=(140, 30))
async def test_what_can_mean_two_things_is_told_asked_about_once_and_stays_text(stage: Stage) -> None:
    await stage.go("swot")
    number = len(stage.workshop.session.swot)
    await stage.press("a")
    await write(stage, "Listrik padam =1.250")
    await until(stage, "can mean two numbers")
    await stage.press("enter")
    assert "Enter records “=1.250” as text" in stage.flat
    assert len(stage.workshop.session.swot) == number
    await stage.press("enter")
    assert _last(stage, "swot").text == "Listrik padam =1.250"
    assert stage.session.capture.line.value == ""


async def test_a_tag_that_is_not_known_is_told_asked_about_once_and_the_others_count(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await write(stage, "Pasar ramai #ekonomiku @DINKES =4")
    await until(stage, "? not known: #ekonomiku")
    await stage.press("enter")
    assert "Enter records it as text; Tab takes" in stage.flat
    await stage.press("enter")
    entry = _last(stage, "swot")
    assert (entry.text, entry.weight, entry.source) == ("Pasar ramai #ekonomiku", 4, "DINKES")


@pytest.mark.session(size=(120, 30))
async def test_tab_takes_what_was_meant_also_inside_the_tags(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    for line in ("Pasar ramai =4 @DISKOMINF", "Pasar ramai @DISKOMINF =4"):
        await stage.type(line)
        await stage.press("enter")
        assert "“@DISKOMINF” is not known: Enter records it as text; Tab takes @DISKOMINFO" in stage.flat
        await stage.press("tab")
        assert stage.session.capture.line.value == line.replace("MINF", "MINFO")
        await stage.press("enter")
        entry = _last(stage, "swot")
        assert (entry.text, entry.weight, entry.source) == ("Pasar ramai", 4, "DISKOMINFO")


async def test_lines_with_signs_in_sentences_cost_their_text_and_enter(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    for line in ("C# bagus", "2+2 itu 4", "surat ke info@kota.go.id", "lihat poin #1"):
        await stage.type(line)
        await stage.press("enter")
        assert _last(stage, "swot").text == line


@pytest.mark.session(size=(140, 30))
async def test_the_agency_of_a_program_is_its_lead_and_the_context_its_proposer(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("c", "tab", "tab")
    await stage.type("dinkes")
    await stage.press("enter", "a")
    await write(stage, "Bus listrik @DISHUB")
    await until(stage, "Lead agency: DISHUB · Proposed by: DINKES")
    await stage.press("enter")
    program = _last(stage, "program")
    assert (program.name, program.lead, program.source) == ("Bus listrik", "DISHUB", "DINKES")
    await write(stage, "Halte @DISHUB usul @DISKOMINFO")
    await until(stage, "Lead agency: DISHUB · Proposed by: DISKOMINFO")
    await stage.press("enter")
    assert (_last(stage, "program").lead, _last(stage, "program").source) == ("DISHUB", "DISKOMINFO")
    await stage.press("escape", "i")
    await write(stage, "p: Trotoar @DISHUB")
    await until(stage, "Lead agency: DISHUB · Proposed by: DINKES")
    await stage.press("enter")
    assert (_last(stage, "program").lead, _last(stage, "program").source) == ("DISHUB", "DINKES")


@pytest.mark.session(size=(120, 30))
async def test_a_line_is_offered_where_there_is_a_list_for_it_and_goes_there(stage: Stage) -> None:
    await stage.go("final")
    assert "a  Add" in stage.text
    await stage.press("a")
    assert "Short term ▸" in stage.text
    await stage.type("Bus listrik")
    await stage.press("enter", "escape")
    assert (_last(stage, "program").name, _last(stage, "program").horizon) == ("Bus listrik", "short")
    await stage.go("candidates")
    assert "a  Add" not in stage.text
    await stage.go("commitment")
    assert "a  Edit" in stage.text
    await stage.press("tab")
    assert "a  Add" in stage.text


async def test_a_refusal_goes_when_the_line_is_another_one(stage: Stage) -> None:
    await stage.go("participants")
    await stage.press("a")
    await write(stage, "dinas kesehatan")
    await stage.press("enter")
    assert "is no agency code" in stage.flat
    await write(stage, "DINKESX Dinas Kesehatan")
    await stage.pilot.pause(0.2)
    assert "is no agency code" not in stage.flat


async def test_what_waits_in_a_list_is_shown_when_it_is_reached_with_tab(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("tab", "a")
    await stage.type("setengah jadi")
    await stage.press("escape", "shift+tab", "a")
    assert "setengah jadi" not in stage.text
    await stage.press("tab")
    assert "setengah jadi" in stage.text
    assert stage.session.capture.line.value == "setengah jadi"


@pytest.mark.session(size=(120, 30), now=lambda: dt.datetime(2025, 9, 1, tzinfo=dt.UTC))
async def test_a_day_without_its_year_is_asked_about_where_it_would_be_past(stage: Stage) -> None:
    await stage.go("quick-wins")
    await stage.press("down", "tab", "a")
    await write(stage, "uji coba +24 Juli")
    await until(stage, "Due: 24 July 2025 (past)")
    await stage.press("enter")
    assert "“+24 Juli” would be 24 July 2025, which is past: Enter records it so" in stage.text
    assert _last(stage, "milestone").text != "uji coba"
    await write(stage, "uji coba +15 Januari")
    await until(stage, "Due: 15 January 2026")
    assert "past" not in stage.text
    await stage.press("enter", "escape")
    assert str(_last(stage, "milestone").due) == "2026-01-15"


@pytest.mark.session(size=(120, 30))
async def test_milestones_signatories_strategies_and_decisions_take_what_they_can_hold(stage: Stage) -> None:
    await stage.go("quick-wins")
    await stage.press("down", "tab", "a")
    await stage.type("uji coba +13 Juni 2026 @DINKES")
    await stage.press("enter", "escape")
    milestone = _last(stage, "milestone")
    assert (milestone.text, str(milestone.due), milestone.owner) == ("uji coba", "2026-06-13", "DINKES")
    await stage.go("commitment")
    await stage.press("tab", "a")
    await stage.type("Neni M., Wali Kota Bontang")
    await until(stage, "Position: Wali Kota Bontang")
    await stage.press("enter", "escape")
    assert (_last(stage, "signatory").name, _last(stage, "signatory").position) == (
        "Neni M.",
        "Wali Kota Bontang",
    )
    await stage.go("strategies")
    await stage.press("a")
    await stage.type("Pasarkan bersama S1 O2")
    await until(stage, "SWOT factors: S1, O2")
    await stage.press("enter", "escape")
    strategy = _last(stage, "strategy")
    factors = [stage.workshop.session.swot[id].quadrant for id in strategy.factors]
    assert (strategy.text, sorted(factors)) == ("Pasarkan bersama", ["opportunity", "strength"])
    await stage.go("notes")
    await stage.press("a", "tab")
    await stage.type("Data dibuka @DISKOMINFO +1 Agustus 2026")
    await stage.press("enter")
    note = _last(stage, "note")
    assert (note.kind, note.text, note.owner) == ("decision", "Data dibuka", "DISKOMINFO")


async def test_up_brings_earlier_lines_of_this_list_back_and_down_what_was_half_typed(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    line = stage.session.capture.line
    for words in ("satu #economy", "dua"):
        await stage.type(words)
        await stage.press("enter")
    await stage.type("sete")
    await stage.press("up")
    assert line.value == "dua"
    await stage.press("up")
    assert line.value == "satu #economy"
    await stage.press("up")
    assert line.value == "satu #economy"
    await stage.press("down", "down")
    assert line.value == "sete"
    await stage.press("down")
    assert line.value == "sete"
    await stage.press("ctrl+u", "up", "up")
    await stage.press("enter")
    assert (_last(stage, "swot").text, _last(stage, "swot").dimension) == ("satu", "economy")
    await stage.press("tab", "up")
    assert line.value == ""  # another list has lines of its own


async def test_all_tags_of_a_program_are_shown_at_80_columns(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("a")
    await until(stage, "@ lead  proposer @  + horizon/years/budget  ~ group")
    await write(stage, "Pasar +medium +2027-2030 +Rp1,5 miliar #economy @DISKOMINFO")
    await until(stage, "✓ Medium term · 2027-2030 · Rp1,5 miliar · Economy · Lead agency: DISKOMINFO")


@pytest.mark.session(size=(120, 30))
async def test_tab_makes_a_begun_tag_whole_and_else_goes_to_the_next_list(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    line = stage.session.capture.line
    await write(stage, "Halte rusak @dish")
    await stage.press("tab")
    assert line.value == "Halte rusak @DISHUB"
    assert "Strengths ▸" in stage.text
    await write(stage, "Halte rusak #eco")
    await stage.press("tab")
    assert line.value == "Halte rusak #economy"
    await stage.press("tab")
    assert line.value == "Halte rusak #economy"
    assert "Weaknesses ▸" in stage.text
    await write(stage, "Halte rusak @DISHUB")
    stage.workshop.do(edits.put(stage.workshop.session, "agency", "DISHUBKOM", name="Lain"))
    await stage.press("tab")  # a code that is known is not made another one
    assert line.value == "Halte rusak @DISHUB"
    assert "Opportunities ▸" in stage.text


@pytest.mark.session(size=(120, 30))
async def test_the_tag_being_typed_is_completed_from_what_exists(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await write(stage, "Halte rusak @dish")
    await until(stage, "Dinas Perhubungan")
    await stage.press("right")
    assert stage.session.capture.line.value == "Halte rusak @DISHUB"
    await until(stage, "Proposed by: DISHUB")
    await write(stage, "Halte rusak #")
    await until(stage, "#economy")
    await stage.press("down", "right")
    chosen = stage.session.capture.line.value
    await stage.press("enter")
    assert chosen.startswith("Halte rusak #")
    assert _last(stage, "swot").text == "Halte rusak"
    assert _last(stage, "swot").dimension is not None


async def test_the_arrow_moves_inside_the_line_and_takes_a_tag_that_was_typed_since(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await write(stage, "w: ya !f")  # nobody waited for the hint
    await stage.press("left", "right")
    assert stage.session.capture.line.value == "w: ya !f"
    await stage.press("right", "enter")
    assert (_last(stage, "swot").quadrant, _last(stage, "swot").certainty) == ("weakness", "fact")


async def test_the_empty_line_says_which_tags_there_are(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await until(stage, "# dimension  @ agency  ! certainty")
    await stage.press("escape")
    await stage.go("gap")
    await stage.press("a")
    await write(stage, "celah #economy")
    await stage.press("enter")
    assert (_last(stage, "gap").text, _last(stage, "gap").dimension) == ("celah", "economy")


@pytest.mark.session(size=(120, 30))
async def test_what_is_here_already_is_pointed_out_and_enter_still_records(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await stage.type("w: Data kependudukan belum terpadu")
    await until(stage, "here already? W1 “Data kependudukan belum terpadu")
    number = len(stage.workshop.session.swot)
    await stage.press("enter")
    assert len(stage.workshop.session.swot) == number + 1
    await until(stage, "# dimension")
    await stage.type("w: Data kependudukan belum terpadu")
    await until(stage, "+1")  # the new one is known, too


# From everywhere ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.slow
async def test_the_inbox_line_opens_from_every_panel_and_leads_back(stage: Stage, panel: str) -> None:
    await stage.go(panel)
    await stage.press("down")
    before, focused = stage.panel.selected, stage.app.focused
    await stage.press("i")
    assert "Inbox (not sorted yet) ▸" in stage.text
    await stage.type("belum jelas")
    await stage.press("enter")
    note = _last(stage, "note")
    assert (note.kind, note.text, note.stage) == ("inbox", "belum jelas", stage.session.stage_id)
    assert "belum jelas" in stage.text
    await stage.press("escape")
    assert not stage.session.capture.is_open
    assert stage.session.panel_id == panel
    assert stage.app.focused is focused
    if panel != "review":  # which shows what was captured
        assert stage.panel.selected == before


@pytest.mark.slow
async def test_where_nothing_is_captured_a_opens_the_inbox(stage: Stage) -> None:
    for panel in ("agenda", "books", "roadmap", "review", "candidates"):
        await stage.go(panel)
        await stage.press("a")
        assert "Inbox (not sorted yet) ▸" in stage.text, panel
        await stage.press("escape")


async def test_a_sign_sends_a_line_of_the_inbox_straight_to_its_list(stage: Stage) -> None:
    await stage.go("agenda")
    await stage.press("a")
    await write(stage, "w: air keruh #living =3")
    await until(stage, "▸ Weaknesses")
    await stage.press("enter")
    entry = _last(stage, "swot")
    assert (entry.quadrant, entry.text, entry.dimension) == ("weakness", "air keruh", "living")
    await write(stage, "d: rapat tiap Senin")
    await stage.press("enter")
    assert (_last(stage, "note").kind, _last(stage, "note").text) == ("decision", "rapat tiap Senin")
    assert stage.session.panel_id == "agenda"


async def test_the_inbox_stays_open_while_panels_change_and_keeps_its_draft(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("i")
    await stage.type("sete")
    await stage.press("f3")
    assert isinstance(stage.app.focused, CaptureLine)
    assert stage.session.capture.line.value == "sete"
    await stage.press("escape")
    await stage.go("swot")
    await stage.press("a")
    assert stage.session.capture.line.value == ""
    await stage.press("escape", "i")
    assert stage.session.capture.line.value == "sete"


async def test_a_filter_that_would_hide_what_is_captured_is_lifted(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("a")
    stage.panel.take_focus()
    await stage.settle()
    await stage.press("slash")
    await stage.type("sungai")
    await stage.press("enter")
    stage.session.capture.line.focus()
    await stage.settle()
    await write(stage, "tanpa kata itu")
    await stage.press("enter")
    assert "tanpa kata itu" in stage.text


@pytest.mark.session("batam")
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_how_a_line_is_recorded_is_not_cut_off_in_the_middle(stage: Stage) -> None:
    for panel in ("swot", "programs", "participants", "quick-wins"):
        await stage.go(panel)
        await stage.press("a")
        line = stage.app.focused
        assert isinstance(line, CaptureLine)
        assert line.placeholder
        assert len(line.placeholder) <= line.size.width
        await stage.press("escape")
