"""The organisation on the screen: people by body and duty, taken down in a line, and what is vacant below."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.model import edits
from bimtek_tui.tui.entries.entry_list import EntryList


def _names(shown: EntryList) -> list[str]:
    people = shown.workshop.session.participant
    return [people[id].name for id in shown.ids]


def _last(stage: Stage) -> tuple[str | None, str | None, str | None, str | None]:
    person = next(reversed(stage.workshop.session.participant.values()))
    return person.role, person.duty, person.position, person.agency


async def test_who_is_taken_down_in_a_list_is_of_that_body_with_the_duty_that_the_line_says(
    stage: Stage,
) -> None:
    await stage.go("organisation")
    council, team, forum = stage.panel.lists
    assert _names(council)[0] == "Larasati Prabandaru"
    await stage.press("a", *"Ani Wijaya, Kepala Bidang @DISKOMINFO !wakil ketua", "enter")
    assert _last(stage) == ("council", "Wakil Ketua", "Kepala Bidang", "DISKOMINFO")
    assert _names(council)[2] == "Ani Wijaya"
    await stage.press(*"t: Budi Santoso !koordinator dimensi ekonomi", "enter")
    assert _last(stage)[:2] == ("team", "Koordinator dimensi ekonomi")
    await stage.press(*"f: Citra Lestari", "enter")
    assert _last(stage)[:2] == (None, "Anggota")
    assert _names(forum)[-1] == "Citra Lestari"
    await stage.press(*"Dedi Kurnia !tim anggota", "enter", "escape")
    assert _last(stage)[:2] == ("team", "Anggota")
    assert "Dedi Kurnia" in _names(team)
    for _person in range(4):
        await stage.press("ctrl+z")
    assert "Ani Wijaya" not in _names(council)


@pytest.mark.parametrize(
    ("typed", "role", "duty"),
    [
        ("!tim ketua", "team", "Ketua"),
        ("!ketua tim pelaksana", "team", "Ketua"),
        ("!dewan anggota", "council", "Anggota"),
        ("!forum", "partner", "Anggota"),
        ("!forum ketua", "partner", "Ketua"),
        ("!ahli anggota", "expert", "Anggota"),
        ("!tim", "team", None),
    ],
)
async def test_the_list_of_participants_takes_body_and_duty_in_one_tag(
    stage: Stage, typed: str, role: str, duty: str | None
) -> None:
    await stage.go("participants")
    await stage.press("tab", "a", *f"Ani Wijaya {typed}", "enter")
    assert _last(stage)[:2] == (role, duty)


async def test_what_is_no_duty_is_asked_about(stage: Stage) -> None:
    await stage.go("participants")
    await stage.press("tab", "a", *"Ani Wijaya !tim keuta")
    before = len(stage.workshop.session.participant)
    await stage.press("enter")
    assert "Enter records it as text; Tab takes !tim ketua" in stage.flat
    assert len(stage.workshop.session.participant) == before


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_what_is_vacant_stands_below_and_goes_when_somebody_holds_it(stage: Stage) -> None:
    await stage.go("organisation")
    assert "Vacant" not in stage.text
    chair = next(iter(stage.workshop.session.participant.values()))
    assert chair.duty == "Ketua"
    stage.workshop.do(edits.withdraw(chair, "pindah"))
    await stage.settle()
    assert "Vacant Council: Ketua" in stage.flat
    await stage.press("ctrl+z")
    assert "Vacant" not in stage.text


@pytest.mark.session("batam")
async def test_a_session_without_people_says_so(stage: Stage) -> None:
    await stage.go("organisation")
    assert "Council: nobody yet · Team: nobody yet · Forum: nobody yet" in stage.flat


async def test_the_wall_shows_a_body_by_its_agencies_and_no_names(stage: Stage) -> None:
    await stage.go("organisation")
    await stage.press("f8")
    assert "Larasati" not in stage.text
    assert "C O U N C I L 5" in stage.flat
