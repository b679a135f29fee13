"""Attendance on the screen: ticking people and agencies, adding somebody, a pasted list, who and what is missing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.stage import Open, Stage
from textual import events

from bimtek_tui.model import edits
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.take_in import TakeIn

DAY = "stage-1/1"
NOW = dt.datetime(2025, 6, 18, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
LIST = "Nama;Instansi;Peran\nBudi Baru;DINKES;peserta\nGalih Panuluh;DISKOMINFO;\nJumlah: 2\nLarasati Prabandaru, M.Si.;;"


async def opened(stage: Stage, day: str = DAY) -> None:
    """Open the attendance of a day, with the cursor on the first agency."""
    await stage.press("f2", "h")
    stage.panel.show_day(day)
    await stage.press("home")


async def paste(stage: Stage, words: str) -> None:
    assert stage.app.focused
    stage.app.focused.post_message(events.Paste(words))
    await stage.settle()


def there(stage: Stage, day: str = DAY) -> int:
    return sum(day in one.attended for one in stage.workshop.session.participant.values())


async def test_attendance_opens_from_any_stage_on_the_day_that_is_today(stage: Stage) -> None:
    start = stage.workshop.session.stage["stage-3"].start
    assert start
    stage.workshop.do(edits.revise(stage.workshop.session.stage["stage-3"], closed=None))
    moment = dt.datetime.combine(start, dt.time(9), NOW.tzinfo)
    stage.session.desk.now = lambda: moment
    await stage.go("final")
    await stage.press("h")
    assert "Attendance" in stage.text
    assert "Stage 3, day 1" in stage.text
    await stage.press("right")
    assert "Stage 3, day 2" in stage.text
    await stage.press("left", "left")
    assert "Stage 2, day 2" in stage.text
    await stage.press("h")
    assert "Stage 2, day 2" in stage.text  # the day that was chosen stays
    moment += dt.timedelta(days=1)
    await stage.press("h")
    assert "Stage 3, day 2" in stage.text


async def test_space_ticks_a_person_and_a_whole_agency_and_counts_follow(stage: Stage) -> None:
    await opened(stage)
    people = [one for one in stage.workshop.session.participant.values() if one.agency == "DISKOMINFO"]
    before = there(stage)
    come = sum(DAY in one.attended for one in people)
    assert f"{before} of 54 present" in stage.text
    assert f"{come}/4 DISKOMINFO" in stage.text
    if come < 4:
        await stage.press("space")
        assert "4/4 DISKOMINFO" in stage.text
    await stage.press("space")
    assert "0/4 DISKOMINFO" in stage.text
    assert there(stage) == before - come
    await stage.press("down", "space")
    assert "1/4 DISKOMINFO" in stage.text
    assert stage.text.count("[✓]") < 14
    await stage.press("ctrl+z", "ctrl+z")
    assert "4/4 DISKOMINFO" in stage.text
    assert there(stage) == before - come + 4


@pytest.mark.session("batam")
async def test_an_agency_without_people_is_present_without_a_name_or_gets_one(stage: Stage) -> None:
    await opened(stage)
    agency = stage.panel.selected
    assert agency
    await stage.press("space")
    assert f"{agency.id} is recorded as present without a name; a gives the name" in stage.flat
    assert f"1/1 {agency.id}" in stage.text
    await stage.press("space")
    assert f"0/1 {agency.id}" in stage.text
    await stage.press("ctrl+z", "ctrl+z", "tab")
    assert not stage.workshop.session.participant
    assert "Nobody registered 1" in stage.flat
    await stage.press("end", "home")
    target = stage.panel.coverage.selected
    assert target
    assert target[0] == "unregistered"
    await stage.press("enter")
    await stage.type("Dewi")
    await stage.press("enter")
    assert [(one.name, one.agency) for one in stage.workshop.session.participant.values()] == [
        ("Dewi", target[1])
    ]


async def test_the_form_of_a_person_has_the_days_in_words_and_no_ids(stage: Stage) -> None:
    id = next(iter(stage.workshop.session.participant))
    form = EntryForm(stage.workshop, "participant", id)
    await stage.app.push_screen(form)
    await stage.settle()
    for _field in form.fields:
        await stage.press("tab")
    assert "Stage 1, day 1" in stage.flat
    assert DAY not in stage.text


async def test_a_role_behind_its_sign_is_taken(stage: Stage) -> None:
    await opened(stage)
    await stage.press("a")
    await stage.type("Ani Wijaya @dinkes !tim")
    await stage.press("enter")
    new = list(stage.workshop.session.participant.values())[-1]
    assert (new.name, new.agency, new.role) == ("Ani Wijaya", "DINKES", "team")


async def test_somebody_is_added_in_one_line_and_ticked(stage: Stage) -> None:
    await opened(stage)
    await stage.press("a")
    await stage.press(*"Budi", "space", *"Baru", "semicolon", *"dinkes", "semicolon", *"mitra", "enter")
    new = list(stage.workshop.session.participant.values())[-1]
    assert (new.name, new.agency, new.role, new.attended) == ("Budi Baru", "DINKES", "partner", (DAY,))
    assert "[✓] Budi Baru" in stage.text
    assert stage.panel.line.has_focus  # for the next one
    await stage.press("escape")
    assert stage.panel.people.has_focus
    await stage.press("ctrl+z")
    assert "Budi Baru" not in stage.text


async def test_a_doubtful_line_says_why_and_counts_when_it_is_entered_again(stage: Stage) -> None:
    await opened(stage)
    await stage.press("a", *"Galih", "space", *"Panuluh", "semicolon", *"DINKES", "enter")
    assert "another person" in stage.flat
    assert "Enter once more" in stage.flat
    assert len(stage.workshop.session.participant) == 54
    await stage.press("enter")
    assert len(stage.workshop.session.participant) == 55


async def test_ctrl_z_does_not_undo_while_a_line_is_typed(stage: Stage) -> None:
    await opened(stage)
    await stage.press("space", "a", "x", "ctrl+z")
    assert "There is text in the line" in stage.flat
    done = stage.workshop.can_undo
    await stage.press("backspace", "ctrl+z")
    assert stage.workshop.can_undo != done


@pytest.mark.session(size=(80, 30))
async def test_a_pasted_list_is_shown_before_it_is_taken_in_one_step(stage: Stage) -> None:
    await opened(stage)
    stage.panel.show_day("stage-2/1")
    came = there(stage, "stage-2/1")
    await paste(stage, LIST)
    assert isinstance(stage.app.screen, TakeIn)
    assert "1 new" in stage.flat
    assert "2 doubtful" in stage.flat
    assert "does not look like a name" in stage.flat
    assert "Stage 2, day 1" in stage.flat
    assert len(stage.workshop.session.participant) == 54
    await stage.press("home", "down")
    assert "[ ] Larasati" in stage.text
    await stage.press("space")
    assert "[x] Larasati" in stage.text
    await stage.press("enter")
    assert "Taken in" in stage.flat
    assert len(stage.workshop.session.participant) == 55
    assert there(stage, "stage-2/1") > came
    await stage.press("ctrl+z")
    assert len(stage.workshop.session.participant) == 54
    assert there(stage, "stage-2/1") == came


async def test_what_is_not_accepted_is_left_out(stage: Stage) -> None:
    await opened(stage)
    await paste(stage, "Galih Panuluh; DINKES\nDAFTAR HADIR")
    await stage.press("enter")
    assert "nothing to take in" in stage.flat
    await stage.press("escape")
    assert len(stage.workshop.session.participant) == 54
    assert not isinstance(stage.app.screen, TakeIn)


async def test_space_leaves_any_row_of_a_list_out_and_takes_it_in_again(stage: Stage) -> None:
    await opened(stage)
    await paste(stage, "Dewi Anggun;DINKES\nEko Prabu;DINKES")
    await stage.press("home", "space")
    assert "– Dewi Anggun" in stage.flat
    await stage.press("space")
    assert "– Dewi Anggun" not in stage.flat
    await stage.press("space", "t", "enter")
    names = [one.name for one in stage.workshop.session.participant.values()]
    assert "Eko Prabu" in names
    assert "Dewi Anggun" not in names


async def test_a_list_is_shown_anew_when_the_session_changed_meanwhile(stage: Stage) -> None:
    await opened(stage)
    await paste(stage, "Dewi Anggun;DINKES\nEko Prabu;DINKES")
    stage.workshop.capture("participant", {"name": "Dewi Anggun", "agency": "DINKES"})
    await stage.press("enter")
    assert "This changed meanwhile" in stage.flat
    assert "1 new, 1 known" in stage.flat
    await stage.press("enter")
    assert len(stage.workshop.session.participant) == 56


async def test_a_list_can_be_taken_without_ticking_anybody(stage: Stage) -> None:
    await opened(stage)
    came = there(stage)
    await stage.press("l")
    assert "Paste the list here" in stage.flat
    await paste(stage, "Dewi Anggun;DINKES\nEko Prabu;DINKES")
    await stage.press("t", "enter")
    assert len(stage.workshop.session.participant) == 56
    assert there(stage) == came


async def test_on_a_day_that_is_still_to_come_nobody_is_ticked_by_being_added(stage: Stage) -> None:
    stage.workshop.do(edits.revise(stage.workshop.session.stage["stage-4"], closed=None))
    stage.session.desk.now = lambda: NOW - dt.timedelta(days=30)
    await opened(stage, "stage-4/2")
    await stage.press("a")
    assert "not ticked" in stage.text
    await stage.press(*"Dewi", "enter")
    assert list(stage.workshop.session.participant.values())[-1].attended == ()


async def test_what_is_typed_into_the_list_is_read_when_one_goes_on(stage: Stage) -> None:
    await opened(stage)
    await stage.press("l", *"Dewi", "tab", "enter")
    assert list(stage.workshop.session.participant.values())[-1].name == "Dewi"


async def test_private_columns_are_told_and_never_kept(open_session: Open, sample: Path) -> None:
    async with open_session(size=(80, 30)) as stage:
        await opened(stage)
        await paste(stage, "Nama;Instansi;No. HP\nDewi Anggun;DINKES;0812 3456 7890\nEko;DINKES;0813")
        assert "git would keep it for ever" in stage.flat
        assert "0812" not in "\n".join(str(one.prompt) for one in stage.app.screen.intake.options)  # type: ignore[attr-defined]
        await stage.press("enter")
        stage.session.close()
    assert "0812" not in sample.read_text(encoding="utf-8")


@pytest.mark.session(size=(160, 50))
async def test_who_and_what_is_missing_leads_to_where_one_can_act(stage: Stage) -> None:
    await opened(stage)
    while any(
        DAY in one.attended
        for one in stage.workshop.session.participant.values()
        if one.agency == "DISKOMINFO"
    ):
        await stage.press("space")
    stage.panel.coverage.refill()
    await stage.pilot.pause()
    assert "Invited, but absent" in stage.text
    await stage.press("tab")
    coverage = stage.panel.coverage
    assert coverage.selected == ("absent", "DISKOMINFO")
    await stage.press("enter")
    assert stage.panel.selected == ("agency", "DISKOMINFO")
    assert "Space ticks the people of DISKOMINFO" in stage.flat


@pytest.mark.session("batam", size=(60, 40))
async def test_a_dimension_nobody_spoke_to_is_captured_for(stage: Stage) -> None:
    await opened(stage)
    await stage.press("tab", "end")
    coverage = stage.panel.coverage
    while coverage.selected and coverage.selected[0] != "dimension":
        await stage.press("up")
    assert coverage.selected
    await stage.press("enter")
    assert stage.session.panel_id == "swot"
    assert stage.workshop.context.dimension == coverage.selected[1]
    assert "Capturing for" in stage.flat


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_people_and_coverage_can_be_reached_at_any_size(stage: Stage, size: tuple[int, int]) -> None:
    await opened(stage)
    assert "present" in stage.text
    assert "DISKOMINFO" in stage.text
    assert ("Who and what is missing" in stage.text) == (size[0] >= 100)
    await stage.press("tab")
    assert "Who and what is missing" in stage.text
    assert stage.panel.coverage.has_focus
    await stage.press("tab")
    assert "DISKOMINFO" in stage.text
    assert stage.panel.people.has_focus
    await stage.press("l")
    assert "Take in a list" in stage.text
    await stage.press("escape")
    await stage.pilot.resize_terminal(60 if size[0] > 100 else 160, 30)
    await stage.settle()
    assert stage.panel.people.display


async def test_the_filter_finds_people_and_agencies(stage: Stage) -> None:
    await opened(stage)
    await stage.press("slash")
    await stage.type("larasati")
    assert "Larasati" in stage.text
    assert "DISKOMINFO" not in stage.text
    await stage.press("escape", "home")
    assert "DISKOMINFO" in stage.text


async def test_help_says_what_attendance_is_for(stage: Stage) -> None:
    await opened(stage)
    await stage.press("f1")
    assert "Tick who is here today" in stage.flat


@pytest.mark.session(size=(100, 30))
async def test_a_click_goes_to_a_row_and_a_double_click_opens_it(stage: Stage) -> None:
    await stage.press("h")
    panel, day = stage.panel, stage.panel.day
    people = panel.people
    person = next(row.id.removeprefix("participant:") for row in people.rows if ":pt" in row.id)
    there = day in stage.workshop.session.participant[person].attended
    at = (5, [row.id for row in people.rows].index(f"participant:{person}"))
    await stage.pilot.click(people, offset=(at[0] + 2, at[1] + 1))
    await stage.settle()
    assert people.selected == ("participant", person)
    await stage.pilot.double_click(people, offset=(at[0] + 2, at[1] + 1))
    await stage.settle()
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert form.entry_id == person
    await stage.press("escape")
    assert (day in stage.workshop.session.participant[person].attended) is there
    await stage.go("swot")
    await stage.pilot.double_click(stage.panel.lists[0], offset=(4, 1))
    await stage.settle()
    assert isinstance(stage.app.screen, EntryForm)


@pytest.mark.session("sample", now=lambda: NOW.replace(year=2026, month=11))
async def test_when_all_is_over_the_day_is_one_of_the_stage_that_is_shown(stage: Stage) -> None:
    for number in ("3", "4", "3"):
        await stage.press(f"f{int(number) + 1}", "h")
        assert f"Stage {number}, day 2" in stage.text


async def test_one_key_ticks_everybody_and_takes_it_back_as_one_step(stage: Stage) -> None:
    await opened(stage)
    people = sum(one.withdrawn is None for one in stage.workshop.session.participant.values())
    before = there(stage)
    assert 0 < before < people
    await stage.press("A")
    assert there(stage) == people
    assert "Everybody is ticked" in stage.flat
    await stage.press("A")
    assert there(stage) == 0
    await stage.press("ctrl+z", "ctrl+z")
    assert there(stage) == before
