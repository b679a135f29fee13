"""Capturing: text and Enter, where it goes, what it inherits, and that nothing typed is ever lost."""

from __future__ import annotations

from pathlib import Path

from stage import Open, Stage
from textual import events

from bimtek_tui import store
from bimtek_tui.tui.capture import CaptureLine


def _last(stage: Stage, kind: str) -> object:
    return list(stage.workshop.session.entries(kind).values())[-1]


async def test_an_entry_costs_its_text_and_enter_and_the_line_stays(open_session: Open) -> None:
    async with open_session() as stage:
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
        assert not stage.session.capturing
        assert not isinstance(stage.app.focused, CaptureLine)


async def test_a_sign_before_the_text_names_another_quadrant(open_session: Open) -> None:
    async with open_session() as stage:
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
            assert (entry.quadrant, entry.text) == (quadrant, "baru")  # type: ignore[attr-defined]
        await stage.type("x: bukan tanda")
        await stage.press("enter")
        assert _last(stage, "swot").text == "x: bukan tanda"  # type: ignore[attr-defined]


async def test_tab_sends_the_line_to_the_next_list_with_what_was_typed(open_session: Open) -> None:
    async with open_session() as stage:
        await stage.go("programs")
        await stage.press("a")
        await stage.type("Kartu pintar")
        await stage.press("tab", "enter")
        program = _last(stage, "program")
        assert (program.name, program.horizon) == ("Kartu pintar", "medium")  # type: ignore[attr-defined]


async def test_new_entries_inherit_for_whom_is_captured(open_session: Open) -> None:
    async with open_session() as stage:
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
        assert (entry.group, entry.dimension, entry.source) == ("Kelompok 9", "branding", "DINKES")  # type: ignore[attr-defined]


async def test_a_gap_without_a_dimension_is_asked_about_and_the_line_is_kept(open_session: Open) -> None:
    async with open_session() as stage:
        await stage.go("gap")
        number = len(stage.workshop.session.gap)
        await stage.press("a")
        await stage.type("celah")
        await stage.press("enter")
        assert "Which dimension?" in stage.text
        assert stage.session.capture_line.value == "celah"
        assert len(stage.workshop.session.gap) == number


async def test_a_milestone_belongs_to_the_quick_win_under_the_cursor(open_session: Open) -> None:
    async with open_session() as stage:
        await stage.go("quick-wins")
        await stage.press("down")
        chosen = stage.session.panel.selected[1]
        await stage.press("tab", "a")
        await stage.type("uji coba")
        await stage.press("enter")
        milestone = _last(stage, "milestone")
        assert (milestone.text, milestone.quick_win) == ("uji coba", chosen)  # type: ignore[attr-defined]
        assert "uji coba" in stage.text


async def test_an_agency_is_code_and_name_and_never_doubled(open_session: Open) -> None:
    async with open_session() as stage:
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


async def test_a_note_knows_its_stage(open_session: Open) -> None:
    async with open_session() as stage:
        await stage.press("f3")
        await stage.press("f7", "a")
        await stage.type("dicatat")
        await stage.press("enter")
        note = _last(stage, "note")
        assert (note.kind, note.stage) == ("minute", "stage-2")  # type: ignore[attr-defined]


async def test_pasted_rubbish_is_text_and_no_line_of_it_is_lost(open_session: Open) -> None:
    async with open_session() as stage:
        await stage.go("issues")
        await stage.press("a")
        stage.session.capture_line.post_message(
            events.Paste("satu [/]\r\ndua \x1b[31m\x1b]52;c;eA==\x07tiga")
        )
        await stage.settle()
        await stage.press("enter")
        assert _last(stage, "issue").text == "satu [/] dua tiga"  # type: ignore[attr-defined]


async def test_a_text_that_is_too_long_is_told_and_kept_in_the_line(open_session: Open) -> None:
    async with open_session() as stage:
        await stage.go("programs")
        await stage.press("a")
        stage.session.capture_line.value = "x" * 1_001
        await stage.press("enter")
        assert "1001 characters" in stage.text
        assert len(stage.session.capture_line.value) == 1_001


async def test_undo_takes_back_the_last_capture_but_not_while_one_types(open_session: Open) -> None:
    async with open_session() as stage:
        await stage.go("issues")
        before = stage.workshop.document.to_bytes()
        await stage.press("a")
        await stage.type("satu")
        await stage.press("enter")
        await stage.type("du")
        await stage.press("ctrl+z")
        assert "ctrl+u" in stage.text
        assert _last(stage, "issue").text == "satu"  # type: ignore[attr-defined]
        await stage.press("backspace", "backspace", "ctrl+z")
        assert stage.workshop.document.to_bytes() == before
        assert "Undone: issue “satu”" in stage.text
        await stage.press("ctrl+y")
        assert _last(stage, "issue").text == "satu"  # type: ignore[attr-defined]
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


async def test_a_draft_waits_for_its_own_list(open_session: Open) -> None:
    async with open_session() as stage:
        await stage.go("issues")
        await stage.press("a")
        await stage.type("setengah")
        await stage.press("escape")
        await stage.go("gap")
        await stage.press("a")
        assert stage.session.capture_line.value == ""
        await stage.press("escape")
        await stage.go("issues")
        await stage.press("a")
        assert stage.session.capture_line.value == "setengah"
