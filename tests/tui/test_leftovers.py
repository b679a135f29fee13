"""The review of the notes at the end of a stage: closing them, making action items, who and when, going there."""

from __future__ import annotations

import datetime as dt

import pytest
from support.stage import Stage, shows

from bimtek_tui.model.workshop_entries import Note
from bimtek_tui.tui.dialogs.leftovers import Leftovers

NOW = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


async def review(stage: Stage, *notes: tuple[str, str]) -> None:
    """Open the review of stage 1 with these notes alone."""
    stage.session.desk.now = lambda: NOW
    for note in list(stage.workshop.session.note.values()):
        del stage.workshop.session.note[note.id]
    for kind, words in notes:
        stage.workshop.capture("note", {"kind": kind, "text": words, "stage": "stage-1"})
    await stage.press("f2", "r", "4")
    assert isinstance(stage.app.screen, Leftovers)


def note(stage: Stage, words: str) -> Note:
    return next(one for one in reversed(stage.workshop.session.note.values()) if one.text == words)


async def test_what_is_left_stands_by_its_sort(stage: Stage) -> None:
    await review(
        stage, ("inbox", "Baris"), ("parking", "Nanti"), ("action", "Surat"), ("decision", "Sepakat")
    )
    shown = stage.flat
    assert shown.index("Inbox") < shown.index("Baris") < shown.index("Nanti") < shown.index("Surat")
    assert shown.index("Surat") < shown.index("no owner") < shown.index("Sepakat")
    assert "3 notes are still waiting" in shown


async def test_a_parked_idea_becomes_an_action_item_with_owner_and_date(stage: Stage) -> None:
    await review(stage, ("parking", "Nanti"))
    await stage.press("t")
    assert note(stage, "Nanti").kind == "action"
    await stage.press(
        "w", "at", *"dinkes", "space", "plus", *"13", "space", *"Juni", "space", *"2026", "enter"
    )
    assert (note(stage, "Nanti").owner, note(stage, "Nanti").due) == ("DINKES", dt.date(2026, 6, 13))
    assert "13 June 2026" in stage.flat
    await stage.press("ctrl+z", "ctrl+z")
    assert note(stage, "Nanti").kind == "parking"
    assert "Undone" in stage.flat


async def test_an_owner_may_be_anybody_and_is_taken_away_again(stage: Stage) -> None:
    await review(stage, ("action", "Surat"))
    await stage.press("w", "at", *"Pak", "space", *"Camat", "enter")
    assert note(stage, "Surat").owner == "Pak Camat"
    await stage.press("w", "ctrl+u", "enter")
    assert note(stage, "Surat").owner is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("dinkes", "not understood"),
        ("+besok", "a date that exists"),
        ("@A +31 Feb 2026", "a date"),
    ],
)
async def test_what_can_not_be_read_is_told(stage: Stage, typed: str, said: str) -> None:
    await review(stage, ("action", "Surat"))
    await stage.press("w")
    stage.app.screen.query_one("#asked").value = typed  # type: ignore[attr-defined]
    await stage.press("enter")
    assert said in stage.flat
    assert note(stage, "Surat").due is None


async def test_a_decision_stays_and_gets_an_action_item_beside_it(stage: Stage) -> None:
    await review(stage, ("decision", "Sepakat"))
    await stage.press("t")
    assert sorted(one.kind for one in stage.workshop.session.note.values()) == ["action", "decision"]
    assert "The decision stays" in stage.flat


async def test_a_note_is_closed_and_nothing_is_left(stage: Stage) -> None:
    await review(stage, ("action", "Surat"))
    await stage.press("s")
    assert note(stage, "Surat").closed == NOW.date()
    assert "Nothing is waiting any more" in stage.flat
    await stage.press("ctrl+z")
    assert note(stage, "Surat").closed is None
    assert "1 note is still waiting" in stage.flat


async def test_enter_goes_to_the_note(stage: Stage) -> None:
    await review(stage, ("parking", "Nanti"))
    await stage.press("enter")
    assert stage.session.panel_id == "notes"
    assert stage.panel.selected == ("note", note(stage, "Nanti").id)


@pytest.mark.session(size=(60, 18))
async def test_a_note_is_edited_in_its_form(stage: Stage) -> None:
    await review(stage, ("parking", "Nanti"))
    await stage.press("e", "end", "x", "ctrl+s")
    await shows(stage, "Nantix")
    await stage.press("escape")
    assert not isinstance(stage.app.screen, Leftovers)


async def test_an_action_item_is_captured_with_its_owner_and_date(stage: Stage) -> None:
    await stage.go("notes")
    stage.panel.aim(next(one for one in stage.panel.lists if one.column.id == "actions"))
    stage.panel.take_focus()
    await stage.press("a")
    stage.session.capture.line.value = "Kirim data @DINKES +13 Juni 2026"
    await stage.press("enter")
    made = note(stage, "Kirim data")
    assert (made.kind, made.owner, made.due) == ("action", "DINKES", dt.date(2026, 6, 13))


async def test_a_day_without_its_year_is_the_first_from_the_beginning_of_the_workshop_on(
    stage: Stage,
) -> None:
    await review(stage, ("action", "Surat"))
    await stage.press("w")
    stage.app.screen.query_one("#asked").value = "+13 Juni"  # type: ignore[attr-defined]
    await stage.press("enter")
    assert str(note(stage, "Surat").due) == "2026-06-13"
