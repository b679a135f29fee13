"""Agencies that are in no list: offered for it in tables, pasted lists, forms and from everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.stage import Stage
from textual import events

from bimtek_tui.tui.dialogs.ask import Ask, Choice
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.take_in import TakeIn


def top(stage: Stage) -> object:
    return stage.app.screen


pytestmark = pytest.mark.session(size=(110, 34))


async def test_a_table_s_unlisted_agencies_are_listed_before_its_rows_are_taken_in(
    stage: Stage, tmp_path: Path
) -> None:
    table = tmp_path / "usulan.csv"
    table.write_text(
        "Program;Jangka;OPD\nSatu;pendek;Balai Perikanan\nDua;pendek;Balai Perikanan\nTiga;pendek;Kominfo Kota\n"
    )
    before = stage.workshop.document.to_bytes()
    await stage.drop("T", table)
    assert "2 agencies are not in the list: O puts them there" in stage.flat
    await stage.press("O")
    assert isinstance(stage.app.screen, Choice)
    assert "Put “Balai Perikanan” into the list of agencies" in stage.flat
    await stage.press("1")
    assert isinstance(stage.app.screen, Ask)
    await stage.type("dua kata")
    await stage.press("enter")
    assert "a code is one word" in stage.flat
    await stage.press("ctrl+u", *"balikan", "enter")
    assert stage.workshop.session.agency["BALIKAN"].name == "Balai Perikanan"
    assert "“Kominfo Kota” is not in the list of agencies" in stage.flat
    await stage.press("2")
    await stage.type("diskominfo")
    await stage.press("enter")
    assert isinstance(stage.app.screen, TakeIn)
    assert "not in the list" not in stage.flat
    await stage.press("enter")
    leads = [one.lead for one in stage.workshop.session.program.values()]
    assert leads[-3:] == ["BALIKAN", "BALIKAN", "DISKOMINFO"]
    await stage.press("ctrl+z", "ctrl+z")
    assert stage.workshop.document.to_bytes() == before


async def test_a_pasted_list_of_people_offers_its_agencies_and_keeps_what_was_left_out(stage: Stage) -> None:
    await stage.press("h")
    stage.app.post_message(
        events.Paste("Nama;Instansi\nDewi Anggun;RSUD Teluk (RSUDT)\nEko Prabu;RSUD Teluk (RSUDT)")
    )
    await stage.settle()
    assert "1 agency is not in the list: O puts it there" in stage.flat
    await stage.press("down", "space", "O", "1")
    assert stage.workshop.session.agency["RSUDT"].name == "RSUD Teluk"
    assert "not in the list" not in stage.flat
    await stage.press("enter")
    people = list(stage.workshop.session.participant.values())
    assert (people[-1].name, people[-1].agency) == ("Dewi Anggun", "RSUDT")


async def test_a_form_asks_about_an_agency_that_is_in_no_list_and_then_records(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("e")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    lead = next(field for field in form.fields if field.field.name == "lead")
    number = len(stage.workshop.session.agency)
    lead.words = "Balai Perikanan"
    await stage.press("ctrl+s")
    assert isinstance(stage.app.screen, Choice)
    await stage.press("escape")
    assert top(stage) is form
    await stage.press("ctrl+s")
    await stage.press("1")
    await stage.type("balikan")
    await stage.press("enter")
    assert top(stage) is stage.session
    assert len(stage.workshop.session.agency) == number + 1
    assert "BALIKAN" in [one.lead for one in stage.workshop.session.program.values()]


async def test_what_was_recorded_before_is_linked_and_that_is_said(stage: Stage) -> None:
    await stage.press("h")
    stage.app.post_message(events.Paste("Dewi Anggun;Balai Perikanan\nEko Prabu;Balai Perikanan"))
    await stage.settle()
    await stage.press("enter")
    await stage.press("O")
    assert "“Balai Perikanan” is not in the list of agencies" in stage.flat
    await stage.press("1")
    await stage.press(*"balikan", "enter")
    assert {
        one.agency for one in stage.workshop.session.participant.values() if one.name == "Dewi Anggun"
    } == {"BALIKAN"}
    await stage.press("escape")
    await stage.press("ctrl+z")
    assert "2 entries that named BALIKAN before" in stage.flat
