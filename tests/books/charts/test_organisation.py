"""The bodies and their people: as the books list them, folded where they are too many."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support import drawn

from bimtek_tui.analysis import organisation as bodies
from bimtek_tui.books.charts import canvas, gallery, organisation
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

Read = Callable[[str], Session]


@pytest.fixture(autouse=True)
def prepared() -> None:
    canvas.prepare()


def chart(session: Session, method: Method) -> organisation.Organisation:
    made = organisation.of(session, method)
    assert made
    return made


def people(role: str, *duties: str) -> str:
    return "".join(
        f"[[participant]]\nid = 'pt-{role}-{at}'\nname = 'Warga {at}'\nrole = '{role}'\nduty = '{duty}'\n"
        for at, duty in enumerate(duties)
    )


def test_people_are_those_of_the_analysis(kominfo: Method, sample: Callable[[str], Session]) -> None:
    session = sample("kota-contoh")
    made = chart(session, kominfo)
    assert {body.id: [(one.duty, one.name) for one in body.members] for body in made.bodies} == {
        body: [(person.duty, person.name) for person in members if person.duty]
        for body, members in bodies.members(session).items()
    }
    assert made.title == "Susunan Dewan, Tim Pelaksana, dan Forum Smart City"
    assert (
        "Ketua Larasati Prabandaru, Wali Kota; Wakil Ketua Wiryo Sasmitaning, Sekretaris Daerah" in made.alt
    )
    words = drawn.words(organisation.draw(made))
    assert {"Larasati Prabandaru", "Wali Kota", "Dewan Smart City (5 orang)"} <= set(words)
    assert "Koordinator dimensi\nlingkungan" in words
    assert len(made.rows) == 25


def test_a_body_without_people_is_left_out(kominfo: Method, session_of: Read) -> None:
    made = chart(session_of(people("team", "Ketua", "Anggota") + people("expert", "Anggota")), kominfo)
    assert made.title == "Susunan Tim Pelaksana dan Forum Smart City"
    words = drawn.words(organisation.draw(made))
    assert not any("Dewan" in each for each in words)


def test_one_body_stands_alone(kominfo: Method, session_of: Read) -> None:
    made = chart(session_of(people("council", "Ketua", "Anggota")), kominfo)
    assert made.title == "Susunan Dewan Smart City"
    assert not any("arah kebijakan" in each for each in drawn.words(organisation.draw(made)))


@pytest.mark.parametrize("blocks", ["", people("team", "Ketua"), people("team", "", "", "")])
def test_too_few_are_not_drawn(kominfo: Method, session_of: Read, blocks: str) -> None:
    assert organisation.of(session_of(blocks), kominfo) is None


def test_many_members_are_folded_the_lowest_first(kominfo: Method, session_of: Read) -> None:
    made = chart(
        session_of(people("team", "Ketua", *["Anggota"] * 99) + people("expert", "Anggota", "Anggota")),
        kominfo,
    )
    picture = organisation.draw(made)
    words = drawn.words(picture)
    assert drawn.faults(picture) == []
    assert "Ketua" in words
    shown = words.count("Anggota") - 2
    assert f"dan {99 - shown} anggota lain" in words
    assert "anggota lain" in made.alt
    assert len(made.rows) == 102


def test_on_a_slide_the_highest_duties_are_named(kominfo: Method, sample: Callable[[str], Session]) -> None:
    (made,) = gallery.slides(sample("kota-contoh"), kominfo, "organisation")
    words = drawn.words(gallery.draw(made))
    assert {"Larasati Prabandaru", "Mayang Setyaputri", "dan 14 anggota lain"} <= set(words)
