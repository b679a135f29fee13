"""Pasting many lines: what they would become is shown, and nothing of it is recorded before Enter."""

from __future__ import annotations

from typing import Any

import pytest
from support.stage import Stage
from textual import events

from bimtek_tui.tui.dialogs.take_in import TakeIn

LINES = (
    "Hasil kelompok:\n- WiFi gratis di balai #economy =4\n\n 2) w: Air bersih kurang\n• Command center ada\n"
)


async def paste(stage: Stage, words: str) -> None:
    """What a terminal sends when somebody pastes into the line in focus."""
    stage.session.capture.line.post_message(events.Paste(words))
    await stage.settle()


def swot(stage: Stage) -> list[Any]:
    return list(stage.workshop.session.swot.values())


@pytest.mark.session(size=(100, 30))
async def test_the_entries_are_shown_and_enter_makes_them_in_one_step(stage: Stage) -> None:
    before, there = stage.workshop.document.to_bytes(), len(swot(stage))
    await stage.go("swot")
    await stage.press("a")
    await paste(stage, LINES)
    assert "4 lines become an entry each: Strengths, Weaknesses" in stage.flat
    assert "WiFi gratis di balai ▸ Strengths · Dimension: Economy · Points (weight): 4" in stage.flat
    await stage.press("space")  # the line above them is no entry
    assert "3 lines become an entry each" in stage.flat
    await stage.press("enter")
    made = swot(stage)[there:]
    assert [(one.quadrant, one.text) for one in made] == [
        ("strength", "WiFi gratis di balai"),
        ("weakness", "Air bersih kurang"),
        ("strength", "Command center ada"),
    ]
    assert (made[0].dimension, int(made[0].weight)) == ("economy", 4)
    assert "3 entries recorded" in stage.text
    assert "Command center ada" in stage.text
    await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


async def test_escape_keeps_nothing_and_leaves_what_was_typed(stage: Stage) -> None:
    before = stage.workshop.document.to_bytes()
    await stage.go("swot")
    await stage.press("a")
    await stage.type("sete")
    await paste(stage, "satu\ndua")
    await stage.press("escape")
    assert stage.session.capture.line.value == "sete"
    assert stage.workshop.document.to_bytes() == before


async def test_another_key_takes_it_as_one_line(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await stage.type("awal")
    await paste(stage, " satu\n  dua [/]")
    await stage.press("1", "enter")
    assert swot(stage)[-1].text == "awal satu dua [/]"


async def test_a_sign_typed_before_sends_all_lines_there(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await stage.type("t:")
    await paste(stage, "satu\no: dua\ntiga")
    await stage.press("enter")
    assert [one.quadrant for one in swot(stage)[-3:]] == ["threat", "opportunity", "threat"]
    assert stage.session.capture.line.value == ""


async def test_new_entries_inherit_the_context_where_no_tag_says_otherwise(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("c")
    await stage.type("Kelompok 9")
    await stage.press("enter", "a")
    await paste(stage, "satu\ndua #economy")
    await stage.press("enter")
    assert [(one.group, one.dimension) for one in swot(stage)[-2:]] == [
        ("Kelompok 9", None),
        ("Kelompok 9", "economy"),
    ]


@pytest.mark.session(size=(100, 30))
async def test_what_does_not_fit_is_told_beside_its_line_and_can_be_left_out(stage: Stage) -> None:
    await stage.go("gap")
    there = len(stage.workshop.session.gap)
    await stage.press("a")
    await paste(stage, "satu #economy\ndua tanpa dimensi\ntiga #living")
    assert "Which dimension?" in stage.flat
    await stage.press("enter")
    assert isinstance(stage.app.screen, TakeIn)
    assert "1 line does not fit, the first is number 2" in stage.flat
    await stage.press("space", "enter")
    assert [one.text for one in list(stage.workshop.session.gap.values())[there:]] == ["satu", "tiga"]


@pytest.mark.session(size=(100, 30))
async def test_a_pasted_list_of_agencies_has_each_code_once(stage: Stage) -> None:
    await stage.go("participants")
    await stage.press("a")
    await paste(stage, "DPMD Dinas Desa\nDINKES Dinas Kesehatan\ndpmd lagi\nBKDX Badan Lain")
    assert stage.text.count("in the list already") == 2
    await stage.press("down", "space", "down", "space", "enter")
    assert stage.workshop.session.agency["DPMD"].name == "Dinas Desa"
    assert "BKDX" in stage.workshop.session.agency


SWOT_LIST = """ANALISIS SWOT KOTA CONTOH
KEKUATAN
1. Pelabuhan dalam
2. Serat optik
Kelemahan:
- Data belum terpadu #living
II. Ancaman
- Banjir rob
PELUANG (O)
a) Pusat Data Nasional
"""


@pytest.mark.session(size=(100, 40))
async def test_the_headings_of_a_pasted_list_switch_the_quadrant_and_are_no_entries(stage: Stage) -> None:
    before, there = stage.workshop.document.to_bytes(), len(swot(stage))
    await stage.go("swot")
    await stage.press("a")
    await paste(stage, SWOT_LIST)
    assert "▸ PELUANG (O) heading: Opportunities" in stage.flat
    await stage.press("enter")
    assert [(one.quadrant, one.text) for one in swot(stage)[there:]] == [
        ("strength", "Pelabuhan dalam"),
        ("strength", "Serat optik"),
        ("weakness", "Data belum terpadu"),
        ("threat", "Banjir rob"),
        ("opportunity", "Pusat Data Nasional"),
    ]
    assert "5 entries recorded" in stage.text
    await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.session(size=(100, 40))
async def test_names_of_dimensions_are_headings_of_programs_and_one_can_be_an_entry_after_all(
    stage: Stage,
) -> None:
    there = len(stage.workshop.session.program)
    await stage.go("programs")
    await stage.press("a")
    await paste(
        stage,
        "1. Smart Economy\nPasar digital\nJangka menengah (2027-2030)\nKartu @DINKES #living\nSmart Living\nKlinik",
    )
    assert "Dimension: Economy" in stage.flat
    await stage.press("down", "down", "down", "down", "space", "enter")
    made = list(stage.workshop.session.program.values())[there:]
    assert [(one.name, one.horizon, one.dimension, one.lead) for one in made] == [
        ("Pasar digital", "short", "economy", None),
        ("Kartu", "medium", "living", "DINKES"),
        ("Smart Living", "medium", "economy", None),
        ("Klinik", "medium", "economy", None),
    ]


async def test_500_lines_become_entries_in_their_order(stage: Stage) -> None:
    await stage.go("swot")
    there = len(swot(stage))
    await stage.press("a")
    await paste(stage, "\n".join(f"{number}. Usulan ke-{number} #economy" for number in range(1, 501)))
    assert "500 lines become an entry each" in stage.flat
    await stage.press("enter")
    made = swot(stage)[there:]
    assert [one.text for one in made] == [f"Usulan ke-{number}" for number in range(1, 501)]
    assert {one.dimension for one in made} == {"economy"}
    assert "Usulan ke-500" in stage.flat
    await stage.press("ctrl+z")
    assert len(swot(stage)) == there


async def test_too_many_lines_are_refused_with_a_sentence(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await paste(stage, "satu\n" * 2_001)
    assert "2001 lines are too many at once" in stage.flat


async def test_pasted_lines_go_to_the_inbox_from_everywhere(stage: Stage) -> None:
    await stage.go("agenda")
    await stage.press("i")
    await paste(stage, "satu\nw: dua\ntiga")
    await stage.press("enter")
    notes = [one.text for one in stage.workshop.session.note.values() if one.kind == "inbox"]
    assert notes == ["satu", "tiga"]
    assert swot(stage)[-1].text == "dua"
    await stage.press("ctrl+z")
    assert swot(stage)[-1].text != "dua"
    assert not any(one.kind == "inbox" for one in stage.workshop.session.note.values())


@pytest.mark.parametrize(
    ("panel", "goes_to"), [("swot", "Strengths ▸"), ("books", "Inbox (not sorted yet) ▸")]
)
@pytest.mark.session(size=(100, 30))
async def test_a_paste_that_no_line_took_opens_one(stage: Stage, panel: str, goes_to: str) -> None:
    await stage.go(panel)
    number = len(swot(stage))
    assert stage.app.focused is not None
    stage.app.focused.post_message(events.Paste("Banjir rob\n"))
    await stage.settle()
    assert f"{goes_to} Banjir rob" in stage.flat
    assert len(swot(stage)) == number
    await stage.press("escape", "escape")
    stage.app.focused.post_message(events.Paste("satu\ndua"))
    await stage.settle()
    assert "lines become an entry each" in stage.flat


async def test_when_every_line_is_left_out_nothing_is_recorded(stage: Stage) -> None:
    number = len(swot(stage))
    await stage.go("swot")
    await stage.press("a")
    await paste(stage, "satu\ndua")
    await stage.press("space", "down", "space", "enter")
    assert "Every line is left out" in stage.flat
    await stage.press("space", "enter")
    assert [one.text for one in swot(stage)[number:]] == ["dua"]
