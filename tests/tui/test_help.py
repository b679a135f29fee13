"""F1: what a panel is for, what comes next, and the keys that really work there."""

from __future__ import annotations

import re

import pytest
from support.stage import Open, Stage

from bimtek_tui import i18n
from bimtek_tui.model import method
from bimtek_tui.tui.dialogs.help import Help, live_keys
from bimtek_tui.tui.registry import PANELS
from bimtek_tui.tui.signs import signs_in

KOMINFO = method.load("kominfo-1")
NAMED = [one for one in PANELS.values() if one.name]
PLACES = [*KOMINFO.panels, *(one.id for one in NAMED)]


def sentences(text: str) -> int:
    """How many sentences a text has."""
    return len(re.findall(r"[.!?](?= [A-Z]|$)", text))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_panel_and_stage_says_in_two_sentences_what_it_is_for(language: str) -> None:
    i18n.use(language)
    for place in (*KOMINFO.panel, *KOMINFO.stage):
        purpose = method.wording(place, "purpose")
        assert sentences(purpose) == 2, purpose


def test_panels_that_the_method_does_not_have_say_it_too() -> None:
    for purpose in (one.purpose for one in NAMED):
        assert sentences(purpose) == 2


@pytest.mark.parametrize("size", [(60, 18), (100, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_panel_is_explained_with_its_live_keys(stage: Stage) -> None:
    for name, panel in KOMINFO.panels.items():
        await stage.go(name)
        live = live_keys(stage.session)
        await stage.press("f1")
        help = stage.app.screen
        assert isinstance(help, Help)
        assert panel.purpose_en in help.purpose
        assert help.following
        assert help.keys == live
        shown = {action[1] for action in live}
        assert {"Help", "Stage 1", "Undo"} <= shown, name
        first = panel.purpose_en[:40] if stage.app.size.height > 20 else "Keys that work here"
        assert first in stage.flat
        await stage.press("escape")


async def test_a_key_that_does_nothing_here_is_not_explained(stage: Stage) -> None:
    await stage.go("swot")
    on_board = {one[1] for one in live_keys(stage.session)}
    assert {"Add", "Withdraw"} <= on_board
    assert not {"Start/end", "Tick", "Write books", "Decide", "Next agency"} & on_board
    await stage.press("f2", "shift+tab")
    on_agenda = {one[1] for one in live_keys(stage.session)}
    assert {"Start/end", "Leave out", "+5 minutes", "Close stage"} <= on_agenda
    assert not {"Withdraw", "Tick", "Quick win"} & on_agenda


@pytest.mark.session("batam", size=(100, 50))
async def test_help_says_what_the_stage_is_for_and_what_comes_next(stage: Stage) -> None:
    await stage.press("f2", "f1")
    assert "All participants share one understanding" in stage.flat
    assert "What comes next: Make sure the memorandum of understanding" in stage.flat
    assert "Keys that work here" in stage.text
    assert "Keys that work everywhere" in stage.text


@pytest.mark.session(size=(60, 18))
async def test_the_text_is_scrolled_to_its_end_by_keys(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f1", *["space"] * 40)
    assert "takes away what stands there" in stage.flat
    await stage.press(*["pageup"] * 40)
    assert "Keys that work here" in stage.flat
    await stage.press("f1")
    assert not isinstance(stage.app.screen, Help)


async def test_the_start_screen_explains_itself(open_start: Open) -> None:
    async with open_start(size=(60, 18)) as stage:
        await stage.press("f1")
        assert "leads a facilitator through the four stages" in stage.flat
        await stage.press("space", "space")  # a page is as high as what is seen: no line is passed over
        assert "New session" in stage.flat


async def test_f1_lists_the_keys_of_a_dialog_and_goes_back_to_it(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("e", "f1")
    assert "Check every field and record the changes" in stage.flat
    await stage.press("f1", "escape")
    await stage.press("m", "f1")
    assert "Go back without changing anything" in stage.flat
    await stage.press("escape", "escape", "f1")
    assert "What comes next" in stage.flat


async def test_f1_in_a_choice_says_what_takes_a_row_and_in_a_line_what_enter_does(stage: Stage) -> None:
    await stage.press("r")
    keys = {key: words for key, words, _explained, _pressed in live_keys(stage.app.screen)}
    assert keys["1–4"] == "By number"
    assert keys["ctrl+s Enter"] == "Choose"
    assert keys["↓ j"] == "Down"
    await stage.press("escape")
    await stage.go("swot")
    await stage.press("d")
    assert ("Enter", "Go on") in {one[:2] for one in live_keys(stage.app.screen)}


async def test_f1_on_what_is_missing_says_what_its_rows_do(stage: Stage) -> None:
    await stage.go("review")
    words = {key: explained for key, _words, explained, _pressed in live_keys(stage.session)}
    assert words["a"].startswith("Take a line down")
    assert words["Enter"].startswith("Go to the item of the checklist")


async def test_f1_explains_the_signs_on_the_screen_and_no_others(stage: Stage) -> None:
    await stage.go("swot")
    signs = {one[0] for one in live_keys(stage.session)}
    assert {"4×3", "S1", "3/7 ●"} <= signs
    assert not {"◆", "2→4", "■"} & signs
    await stage.press("space")
    assert "◆" in {one[0] for one in live_keys(stage.session)}


def signs(shown: str) -> list[str]:
    return [sign.meaning for sign in signs_in(shown)]


@pytest.mark.parametrize(
    ("shown", "meaning"),
    [
        ("│ ▶ 08.30 Pembukaan", "running"),
        ("│ – 10.00 Istirahat", "Left out"),
        ("│ · 09.00 Paparan", "Nothing was recorded"),
        ("  ◀   ▶   – shorter   + longer", "the program moves"),
        ("╭─ ◂ Round 2025 ▸  12 of 36", "a day or a year back"),
        (" Strengths ▸ ", "What the line is for"),
        ("x 1,2  y 0,4  → SO", "the strategy that it asks for"),
        ("Layar sentuh  → S1 Layar", "became part of"),
        ("┗━ ↓ most votes ━┛", "The order in which"),
        ("┃ Kind   city   ▼   ┃", "One of several"),
        ("P1   ✓  ✗  ·  ✓", "condition of a quick win is not met"),
        ("P1   ■  ■  ·  ·", "does not run in this year"),
    ],
)
def test_every_sign_has_the_meaning_of_its_place(shown: str, meaning: str) -> None:
    explained = signs(shown)
    assert any(meaning in one for one in explained), explained
    if meaning != "running":
        assert not any("running" in one for one in explained)


async def test_every_sign_of_a_panel_is_explained(stage: Stage) -> None:
    for panel in (
        "agenda",
        "swot",
        "strategies",
        "programs",
        "roadmap",
        "attendance",
        "assessment",
        "readiness",
    ):
        await stage.go(panel)
        explained = "".join(one.shown for one in signs_in(stage.text))
        above = stage.text.rpartition("F1")[0]  # below stand keys
        shown = set(re.findall(r"[◆✗→✓○●■≠≈◂▸▲▼↓]", above))
        assert shown <= set(explained), (panel, stage.text)
    await stage.go("swot")
    await stage.press("p")
    assert "▸" not in stage.text
