"""Duties in Dewan, Tim Pelaksana and Forum: whose they are, their rank, and which nobody holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import strategies

from bimtek_tui import store
from bimtek_tui.analysis import organisation
from bimtek_tui.analysis.organisation import held_alone, known_duty, rank, vacancies
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method
from bimtek_tui.model.workshop_entries import Participant

DIMENSIONS = {"governance", "branding", "economy", "living", "society", "environment"}


def session(*people: tuple[str | None, str | None], **keys: Any) -> Session:
    made = Session()
    for number, (role, duty) in enumerate(people):
        person = Participant(
            id=f"pt-{number:08}",
            name=f"Orang {number}",
            role=role,  # type: ignore[arg-type]
            duty=duty,
            added=strategies.NOW,
            **keys,
        )
        made.participant[person.id] = person
    return made


def test_the_role_says_dewan_or_tim_and_other_duties_are_in_the_forum() -> None:
    people = organisation.members(
        session(
            ("team", "Anggota"),
            ("team", None),
            ("team", "Ketua"),
            ("council", "Ketua"),
            ("partner", "Anggota"),
            (None, "Ketua"),
            ("agency", None),
        )
    )
    assert {body: [one.duty for one in of] for body, of in people.items()} == {
        "council": ["Ketua"],
        "team": ["Ketua", "Anggota", None],
        "forum": ["Ketua", "Anggota"],
    }


def test_duties_stand_by_rank_an_unknown_one_before_the_members() -> None:
    duties = ["", "Anggota", "Juru Bicara", "Koordinator dimensi ekonomi", "Wakil Ketua", "Ketua", "Pembina"]
    assert sorted(duties, key=rank) == duties[::-1]


@pytest.mark.parametrize(
    ("typed", "duty"),
    [
        ("ketua", "Ketua"),
        ("WAKIL KETUA bidang data", "Wakil Ketua bidang data"),
        ("vice chair", "Wakil Ketua"),
        ("koordinator dimensi ekonomi", "Koordinator dimensi ekonomi"),
        ("ketuanya", ""),
        ("tim", ""),
        ("", ""),
    ],
)
def test_a_duty_is_recorded_in_the_words_of_decrees(typed: str, duty: str) -> None:
    assert known_duty(typed) == duty


@pytest.mark.parametrize(
    ("duty", "alone"),
    [
        ("Ketua", "Ketua"),
        ("ketua tim pelaksana", "Ketua"),
        ("Ketua Dewan Smart City", "Ketua"),
        ("Sekretaris", "Sekretaris"),
        ("Ketua Harian", "Ketua Harian"),
        ("Ketua bidang data", ""),
        ("Wakil Ketua", ""),
        ("Anggota", ""),
        ("Juru Bicara", ""),
    ],
)
def test_some_duties_are_one_person_s(duty: str, alone: str) -> None:
    assert held_alone(duty) == alone


def test_what_nobody_holds_is_vacant(kominfo: Method) -> None:
    assert [(one.body, one.duty) for one in vacancies(Session(), kominfo)] == [
        ("council", ""),
        ("team", ""),
        ("forum", ""),
    ]
    some = session(
        ("council", "Pembina"),
        ("team", "Sekretaris"),
        ("team", "Koordinator dimensi jenama daerah"),
        ("team", "Coordinator economy"),
        ("partner", "Anggota"),
    )
    found = vacancies(some, kominfo)
    assert [(one.body, one.duty) for one in found if one.dimension is None] == [("team", "Ketua")]
    assert {one.dimension.id for one in found if one.dimension} == DIMENSIONS - {"branding", "economy"}


def test_withdrawn_people_hold_no_duty(kominfo: Method) -> None:
    gone = session(("council", "Ketua"), withdrawn="pindah")
    assert [one.body for one in vacancies(gone, kominfo)] == ["council", "team", "forum"]


def test_in_the_sample_nothing_is_vacant(sample: Path, kominfo: Method) -> None:
    assert vacancies(store.load(sample).session, kominfo) == []
