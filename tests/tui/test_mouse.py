"""A mouse is enough: every dialog is left and recorded by clicks, rows open, and the wall has a way out."""

from __future__ import annotations

import pytest
from support.stage import Stage, shows
from textual.widgets import Input, OptionList

from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.questions import ForWhom
from bimtek_tui.tui.dialogs.set_values import SetValues

WIDE = pytest.mark.session(size=(120, 40))


async def click(stage: Stage, words: str, times: int = 1) -> None:
    """Click on these words, the last of them on the screen."""
    places = [(line.rfind(words), y) for y, line in enumerate(stage.text.split("\n")) if words in line]
    assert places, f"“{words}” does not stand on the screen:\n{stage.text}"
    x, y = places[-1]
    await stage.pilot.click(offset=(x + len(words) // 2, y), times=times)
    await stage.settle()


DIALOGS = {
    "reason": ("swot", ("d",)),
    "for whom": ("swot", ("c",)),
    "rounds": ("swot", ("r",)),
    "minutes": ("swot", ("r", "1")),
    "dots": ("swot", ("r", "3", "1")),
    "move": ("swot", ("m",)),
    "unite": ("swot", ("space", "down", "u")),
    "set": ("swot", ("S",)),
    "status": ("programs", ("A", "s")),
    "second list": ("swot", ("v",)),
    "meaning": ("swot", ("p", "v")),
    "form": ("swot", ("e",)),
    "help": ("swot", ("f1",)),
    "overlaps": ("programs", ("D",)),
    "file of a group": ("swot", ("G",)),
    "table": ("swot", ("T",)),
    "closing": ("agenda", ("K",)),
    "score": ("assessment", ("a",)),
    "participants": ("attendance", ("l",)),
    "sorting": ("notes", ("s",)),
    "review": ("swot", ("r", "4")),
    "jump": ("swot", ("f",)),
}


@WIDE
@pytest.mark.parametrize("name", DIALOGS)
async def test_every_dialog_is_left_with_the_mouse(stage: Stage, name: str) -> None:
    panel, keys = DIALOGS[name]
    await stage.go(panel)
    stage.panel.take_focus()
    if name == "sorting":
        await stage.press("i", "x", "enter", "escape")
        next(one for one in stage.panel.lists if one.column.id == "inbox").focus()
    await stage.press(*keys)
    before = stage.workshop.document.to_bytes()
    assert stage.app.screen is not stage.session, f"{name} did not open"
    if name == "jump":
        await stage.pilot.click(offset=(60, 20))
        await stage.settle()
    else:
        await click(stage, " Esc " if " Esc " in stage.text else " esc ")
    assert stage.app.screen is stage.session
    assert stage.workshop.document.to_bytes() == before


@WIDE
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("reason", "Withdrawn"),
        ("for whom", "Capturing for:"),
        ("minutes", "The silent round runs"),
        ("unite", "1 entry is part of"),
        ("rounds", "How many minutes?"),
    ],
)
async def test_every_window_records_with_ctrl_s_and_with_its_button(
    stage: Stage, name: str, told: str
) -> None:
    panel, keys = DIALOGS[name]
    for recording in ("click", "ctrl+s"):
        await stage.go(panel)
        stage.panel.lists[0].focus()
        await stage.press(*keys)
        dialog = stage.app.screen
        await (click(stage, " ^s ") if recording == "click" else stage.press("ctrl+s"))
        assert stage.app.screen is not dialog
        await shows(stage, told)
        await stage.press("escape", "ctrl+z")
        if stage.session.rounds.silent:
            stage.session.rounds.silent.action_end()
            await stage.settle()


@WIDE
async def test_a_double_click_opens_the_row_in_every_list(stage: Stage) -> None:
    for panel in ("swot", "programs", "issues", "final", "notes", "participants", "attendance"):
        await stage.go(panel)
        listed = stage.panel.at
        listed.highlighted = 0
        await stage.pilot.click(listed, offset=(8, 2), times=2)
        await stage.settle()
        assert isinstance(stage.app.screen, EntryForm), panel
        await stage.press("escape")


@WIDE
async def test_the_wall_has_a_way_out_and_what_stands_in_brackets_is_a_button(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f8")
    assert stage.session.wall.is_on
    first = stage.session.wall._shown
    await click(stage, " → ")
    assert stage.session.wall._shown != first
    await click(stage, " Esc ")
    assert not stage.session.wall.is_on
    await click(stage, "(c)")
    assert isinstance(stage.app.screen, ForWhom)
    await click(stage, " esc " if " esc " in stage.text else " Esc ")
    before = stage.session.panel_id
    await click(stage, "(g)")
    assert stage.session.panel_id != before or stage.app.screen is not stage.session


# For whom is captured -------------------------------------------------------------------------------------------


@WIDE
@pytest.mark.parametrize("taking", ["enter", "ctrl+s", "tab"])
async def test_for_whom_takes_what_is_shown(stage: Stage, taking: str) -> None:
    await stage.go("swot")
    await stage.press("c")
    stage.app.screen.query_one("#agency").focus()
    await stage.settle()
    stage.at_once(*"diskom", taking)
    await stage.settle()
    if taking == "tab":
        stage.app.screen.action_save()  # type: ignore[attr-defined]
        await stage.settle()
    assert stage.workshop.context.agency == "DISKOMINFO"


@WIDE
async def test_an_unknown_agency_is_said_at_once_and_offered_for_the_list(stage: Stage) -> None:
    await stage.go("swot")
    before = stage.workshop.document.to_bytes()
    await stage.press("c")
    agency = stage.app.screen.query_one("#agency", Input)
    agency.focus()
    await stage.settle()
    await stage.type("BAKORWIL")
    assert "“BAKORWIL” is not in the list of agencies" in stage.flat
    await stage.press("enter")
    assert stage.workshop.context.agency == ""
    await click(stage, "Put BAKORWIL into the list of agencies")
    assert stage.workshop.context.agency == "BAKORWIL"
    assert "BAKORWIL" in stage.workshop.session.agency
    await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


@WIDE
async def test_a_slip_in_a_known_agency_is_asked_about(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("c")
    stage.app.screen.query_one("#agency").focus()
    await stage.settle()
    await stage.type("DISKOMNIFO")
    await stage.press("enter")
    assert "It is DISKOMINFO" in stage.flat
    await stage.press("1")
    assert stage.workshop.context.agency == "DISKOMINFO"
    assert "DISKOMNIFO" not in stage.workshop.session.agency


@WIDE
async def test_a_click_on_a_row_of_the_help_does_what_its_key_does(stage: Stage) -> None:
    await stage.go("swot")
    await click(stage, " F1 ")
    await click(stage, "Give all that is marked")
    assert isinstance(stage.app.screen, SetValues)


# Lists and days -------------------------------------------------------------------------------------------------


@WIDE
async def test_the_cursor_of_no_list_goes_round(stage: Stage) -> None:
    for panel, keys in (("swot", ""), ("programs", "m"), ("swot", "r"), ("notes", ""), ("swot", "p v")):
        await stage.go(panel)
        stage.panel.take_focus()
        await stage.press(*keys.split())
        listed = stage.app.focused
        assert isinstance(listed, OptionList)
        listed.action_last()
        await stage.press("down", "j")
        assert listed.highlighted == listed.option_count - 1, (panel, keys)
        listed.action_first()
        first = listed.highlighted
        await stage.press("up", "k")
        assert listed.highlighted == first, (panel, keys)
        await stage.press("escape", "escape")


async def test_a_choice_that_unfolds_does_not_go_round_either(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("c", "tab", "enter", "up", "up", "up")
    unfolded = stage.app.focused
    assert isinstance(unfolded, OptionList)
    assert unfolded.highlighted == 0


@WIDE
async def test_candidates_programs_and_marks_leave_the_cursor_where_it_is(stage: Stage) -> None:
    await stage.go("candidates")
    pool = stage.panel.lists[0]
    pool.focus()
    known = {one.program for one in stage.workshop.session.quick_win.values()}
    fresh = [place for place, id in enumerate(pool.ids) if id not in known][:3]
    wanted = {pool.ids[place] for place in fresh}
    for place in fresh:
        pool.highlighted = place
        await stage.press("q")
        assert pool.highlighted == place
    await stage.press("space")
    assert pool.highlighted == fresh[-1]
    assert {one.program for one in stage.workshop.session.quick_win.values()} == known | wanted
    assert all("candidate" in str(pool.get_option_at_index(place).prompt) for place in fresh)
