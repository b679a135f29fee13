"""Ticking who is there, and taking in a pasted list: shown first, then one step."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support.workshops import Opened

from bimtek_tui.facilitation import attendance
from bimtek_tui.facilitation.incoming import Preview
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Add, Edit
from bimtek_tui.model.entries import Session
from bimtek_tui.model.workshop_entries import Participant
from bimtek_tui.store import load

NOW = dt.datetime(2026, 6, 16, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DAY = "stage-1/1"


def do(session: Session, edit: Edit | None) -> None:
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)


def put(session: Session, number: int, name: str, **keys: Any) -> str:
    id = f"pt-0000000{number}"
    do(session, Add("participant", {"id": id, "name": name, **keys, "added": NOW}))
    return id


@pytest.fixture
def session() -> Session:
    made = Session()
    do(made, Add("agency", {"id": "DISKOMINFO", "name": "Dinas Komunikasi dan Informatika"}))
    do(made, Add("agency", {"id": "DINKES", "name": "Dinas Kesehatan"}))
    put(made, 1, "Ani Lestari", agency="DISKOMINFO", role="agency")
    put(made, 2, "Budi Santoso", agency="DISKOMINFO", role="council", attended=("stage-1/2",))
    put(made, 3, "Cici")
    return made


def verdicts(found: Preview) -> list[str]:
    return [row.verdict for row in found.rows]


# Ticks ----------------------------------------------------------------------------------------------------------


def test_people_stand_by_agency_and_role(session: Session) -> None:
    put(session, 4, "Dedi", agency="KODIM")
    put(session, 5, "Edi", agency="DISKOMINFO", withdrawn="ganda")
    groups = [
        (one.agency, one.name, one.listed, [p.name for p in one.people])
        for one in attendance.by_agency(session)
    ]
    assert groups == [
        ("DISKOMINFO", "Dinas Komunikasi dan Informatika", True, ["Budi Santoso", "Ani Lestari"]),
        ("DINKES", "Dinas Kesehatan", True, []),
        ("KODIM", "KODIM", False, ["Dedi"]),
        ("", "", False, ["Cici"]),
    ]


def test_one_is_ticked_and_taken_off_again(session: Session) -> None:
    do(session, attendance.tick(session.participant["pt-00000002"], DAY))
    budi = session.participant["pt-00000002"]
    assert budi.attended == ("stage-1/2", DAY)
    assert attendance.is_present(budi, DAY)
    assert attendance.tick(budi, DAY) is None
    do(session, attendance.tick(budi, DAY, present=False))
    do(session, attendance.tick(session.participant["pt-00000002"], "stage-1/2", present=False))
    assert session.participant["pt-00000002"].attended == ()
    assert attendance.tick(session.participant["pt-00000002"], DAY, present=False) is None


def test_a_whole_agency_is_one_step(session: Session) -> None:
    before = session.copy()
    edit = attendance.tick_agency(session, "DISKOMINFO", DAY)
    do(session, edit)
    assert edit
    assert edits.title(edit, session) == "attendance of DISKOMINFO"
    assert [DAY in one.attended for one in session.participant.values()] == [True, True, False]
    assert attendance.tick_agency(session, "DISKOMINFO", DAY) is None
    do(session, edits.inverse(edit))
    assert session == before
    do(session, attendance.tick_agency(session, "", DAY))
    assert session.participant["pt-00000003"].attended == (DAY,)


def test_an_agency_is_there_without_a_name_until_somebody_gives_it(session: Session) -> None:
    do(session, attendance.tick_unnamed(session, "DINKES", DAY, NOW))
    (somebody,) = (one for one in session.participant.values() if one.agency == "DINKES")
    assert (somebody.name, somebody.attended) == ("Perwakilan DINKES", (DAY,))
    found = attendance.preview(session, "Rina; DINKES\nSari; DINKES")
    assert [(row.verdict, row.sentences) for row in found.rows] == [
        ("changed", ("is the name of “Perwakilan DINKES”",)),
        ("new", ()),
    ]
    do(session, attendance.take_in(session, found, NOW))
    names = [(one.name, one.attended) for one in session.participant.values() if one.agency == "DINKES"]
    assert names == [("Rina", (DAY,)), ("Sari", ())]


# A pasted list --------------------------------------------------------------------------------------------------


def test_known_people_are_ticked_and_new_ones_added_in_one_step(session: Session) -> None:
    before = session.copy()
    found = attendance.preview(
        session,
        "Nama;Instansi;Peran\n"
        "BUDI  santoso;diskominfo;peserta\n"
        "Ani Lestari;Dinas Komunikasi dan Informatika;\n"
        "Dewi;DINKES;tenaga ahli\n"
        "cici;Dinas Kesehatan;Pengamat",
        DAY,
    )
    assert verdicts(found) == ["changed", "changed", "new", "changed"]
    assert (found.count("changed"), found.count("new"), found.sentences) == (3, 1, ())
    assert found.rows[0].sentences == ("keeps the role that is recorded",)
    edit = attendance.take_in(session, found, NOW)
    do(session, edit)
    assert edit
    assert edits.title(edit, session) == "4 participants from a list"
    people = list(session.participant.values())
    assert [(one.name, one.agency, one.role, one.attended) for one in people] == [
        ("Ani Lestari", "DISKOMINFO", "agency", (DAY,)),
        ("Budi Santoso", "DISKOMINFO", "council", ("stage-1/2", DAY)),
        ("Cici", "DINKES", "observer", (DAY,)),
        ("Dewi", "DINKES", "expert", (DAY,)),
    ]
    assert people[-1].added == NOW
    do(session, edits.inverse(edit))
    assert session == before


def test_without_a_day_nobody_is_ticked(session: Session) -> None:
    found = attendance.preview(session, "Budi Santoso;DISKOMINFO\nDewi;DINKES")
    assert verdicts(found) == ["same", "new"]
    do(session, attendance.take_in(session, found, NOW))
    assert [one.attended for one in session.participant.values()] == [(), ("stage-1/2",), (), ()]
    assert attendance.take_in(session, attendance.preview(session, "Dewi;DINKES"), NOW) is None


def test_a_list_taken_in_twice_changes_nothing_the_second_time(session: Session) -> None:
    pasted = "Dewi; DINKES; mitra\nEdi\nBudi Santoso"
    do(session, attendance.take_in(session, attendance.preview(session, pasted, DAY), NOW))
    again = attendance.preview(session, pasted, DAY)
    assert verdicts(again) == ["same", "same", "same"]
    assert attendance.take_in(session, again, NOW) is None


def test_agencies_in_no_list_are_taken_as_they_are_and_told_once(session: Session) -> None:
    found = attendance.preview(
        session, "Dewi;KODIM 0315\nEdi;KODIM 0315\nFani;DISKOMNFO\nGani;Dinkes (DINKES)\nHani;DINSOS"
    )
    assert [row.beside for row in found.rows] == ["KODIM 0315", "KODIM 0315", "DISKOMNFO", "DINKES", "DINSOS"]
    assert found.sentences == (
        "the agency “KODIM 0315” is not in the list of agencies; it is taken as it is",
        "the agency “DISKOMNFO” is not in the list of agencies; it is taken as it is (did you mean “DISKOMINFO”?)",
        "the agency “DINSOS” is not in the list of agencies; it is taken as it is",
    )
    assert attendance.preview(Session(), "Dewi;X").sentences


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (
            "Budi Santoso; DINKES",
            "somebody of this name is in the list for DISKOMINFO; taken, this is another person",
        ),
        (
            "Ani Lestari, S.T.; DISKOMINFO",
            "may be “Ani Lestari”, who is in the list; taken, it means that person",
        ),
        ("Jumlah: 35", "this does not look like a name; how many came stands in the summary of the stage"),
        ("DAFTAR HADIR", "this does not look like a name"),
        ("Dinas Kesehatan", "this does not look like a name"),
        ("DINKES", "this does not look like a name"),
        ("Ruang 3", "this does not look like a name"),
        ("***", "this does not look like a name"),
        ("a" * 120, "this is too long for a name"),
    ],
)
def test_doubtful_rows_say_why_and_are_not_taken_by_themselves(session: Session, line: str, why: str) -> None:
    found = attendance.preview(session, line, DAY)
    assert verdicts(found) == ["doubtful"]
    assert found.rows[0].sentences == (why,)
    assert attendance.take_in(session, found, NOW) is None


def test_an_accepted_doubt_is_taken_as_its_sentence_says(session: Session) -> None:
    found = attendance.preview(session, "Budi Santoso; DINKES\nAni Lestari, S.T.; DISKOMINFO", DAY)
    do(session, attendance.take_in(session, found, NOW, accepted={1, 2}))
    assert len(session.participant) == 4
    assert session.participant["pt-00000001"].name == "Ani Lestari"
    assert session.participant["pt-00000001"].attended == (DAY,)


def test_a_row_without_a_name_is_never_taken(session: Session) -> None:
    found = attendance.preview(session, "Nama;OPD\n;DINKES\nDewi;DINKES", DAY)
    assert [(row.verdict, row.sentences) for row in found.rows] == [
        ("doubtful", ("there is no name",)),
        ("new", ()),
    ]
    do(session, attendance.take_in(session, found, NOW, accepted={2}))
    assert len(session.participant) == 4


def test_two_of_one_name_need_their_agency(session: Session) -> None:
    put(session, 4, "Budi Santoso", agency="DINKES")
    found = attendance.preview(session, "Budi Santoso\nBudi Santoso; DINKES", DAY)
    assert found.rows[0].verdict == "doubtful"
    assert found.rows[0].sentences == ("there are 2 people of this name; write the agency behind it",)
    alone = attendance.preview(session, "Budi Santoso; DINKES", DAY)
    assert (alone.rows[0].verdict, alone.rows[0].id) == ("changed", "pt-00000004")


def test_a_line_that_comes_twice_is_taken_once(session: Session) -> None:
    found = attendance.preview(session, "Dewi; DINKES\ndewi;dinkes\nDewi; DISKOMINFO\nDewi", DAY)
    assert verdicts(found) == ["new", "same", "new", "same"]
    assert found.rows[1].sentences == ("stands in the list already, in line 1",)
    found = attendance.preview(session, "Dr. Dewi, S.T.; DINKES\ndewi; DINKES\nDewi; DISDIK", DAY)
    assert verdicts(found) == ["new", "doubtful", "new"]
    assert found.rows[1].sentences == ("may be “Dr. Dewi, S.T.” of line 1; taken, this is another person",)


def test_two_spellings_of_one_person_are_one_change(session: Session) -> None:
    found = attendance.preview(session, "Ani Lestari, S.T.; DISKOMINFO\nAni Lestari; DISKOMINFO", DAY)
    assert verdicts(found) == ["doubtful", "changed"]
    for accepted in ((), {1}):
        edit = attendance.take_in(session, found, NOW, accepted=accepted)
        assert edit
        assert len(edits.simple(edit)) == 1


def test_somebody_withdrawn_comes_back_only_when_accepted(session: Session) -> None:
    do(session, edits.withdraw(session.participant["pt-00000003"], "pindah tugas"))
    found = attendance.preview(session, "Cici", DAY)
    assert found.rows[0].sentences == ("was withdrawn (pindah tugas); taken, the entry is restored",)
    assert attendance.take_in(session, found, NOW) is None
    do(session, attendance.take_in(session, found, NOW, accepted={1}))
    cici: Participant = session.participant["pt-00000003"]
    assert (cici.withdrawn, cici.attended) == (None, (DAY,))


def test_a_list_of_eighty_goes_into_the_file_and_out_again(opened: Opened, file: Any) -> None:
    shop = opened()
    before = file.read_bytes()
    pasted = "\n".join(
        f"{n + 1}. Peserta {'abcdefgh'[n % 8]}{'ijklmnopqr'[n // 8]} - DISKOMINFO" for n in range(80)
    )
    shop.do(attendance.take_in(shop.session, attendance.preview(shop.session, pasted, DAY), NOW))
    shop.save()
    assert len(load(file).session.participant) == 80
    assert shop.undo() == "80 participants from a list"
    shop.save()
    assert file.read_bytes() == before


def test_who_is_in_the_list_is_known_whatever_the_name_looks_like(session: Session) -> None:
    put(session, 8, "Camat 1")
    put(session, 9, "Universitas Dumai", agency="DINKES")
    found = attendance.preview(session, "Camat 1\nUniversitas Dumai @DINKES\nCamat 2", DAY)
    assert [(one.verdict, one.id) for one in found.rows] == [
        ("changed", "pt-00000008"),
        ("changed", "pt-00000009"),
        ("doubtful", ""),
    ]
