"""The same words are the same agency and the same person, wherever they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import strategies

from bimtek_tui.exchange import importing
from bimtek_tui.facilitation import attendance, tags
from bimtek_tui.model import lookup
from bimtek_tui.model.entries import Session
from bimtek_tui.model.lookup import Agencies, bare, letters
from bimtek_tui.model.method import load
from bimtek_tui.model.workshop_entries import Agency, Participant

METHOD = load("kominfo-1")


@pytest.fixture
def session() -> Session:
    made = Session()
    for code, name in (
        ("DISKOMINFO", "Dinas Komunikasi dan Informatika"),
        ("DINKES", "Dinas Kesehatan"),
        ("DPUPR", None),
    ):
        made.agency[code] = Agency(id=code, name=name)
    return made


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("DINKES", "DINKES"),
        ("dinkes", "DINKES"),
        ("Din-Kes", "DINKES"),
        ("dinas  kesehatan", "DINKES"),
        ("Dinas Kesehatan, DINKES", "DINKES"),
        ("DINKES Dinas Kesehatan", "DINKES"),
        ("Dinas Kesehatan Kota (DINKES)", "DINKES"),
    ],
)
def test_an_agency_is_the_same_in_every_place(
    session: Session, tmp_path: Path, words: str, code: str
) -> None:
    assert attendance.preview(session, f"Ani\t{words}").rows[0].beside == code
    path = tmp_path / "peserta.csv"
    path.write_text(f'Nama;Instansi\nAni;"{words}"\n')
    table = importing.read(path, "participant")
    assert importing.plan(table, "participant", session, METHOD).rows[0].keys["agency"] == code
    if words[-1].isalnum():
        assert tags.parse(f"Ani @{words}", session, METHOD, "participant").keys == {"agency": code}


def test_a_code_among_other_words_counts_where_only_an_agency_can_stand(session: Session) -> None:
    agencies = Agencies(session.agency)
    assert agencies.take("Bidang IKP DISKOMINFO") == "DISKOMINFO"
    assert agencies.find("Bidang IKP DISKOMINFO") is None
    for two in ("DINKES dan DPUPR", "DINKES & LSM Sehat", "DINKES, PKK"):
        assert agencies.take(two) == two
    assert len(agencies.sentences()) == 3


def test_what_can_mean_two_agencies_means_none() -> None:
    agencies = Agencies({one: Agency(id=one, name="Kecamatan") for one in ("KEC-1", "KEC1", "KEC2")})
    assert [agencies.find(one) for one in ("KEC1", "KEC-1", "kec1", "Kecamatan")] == [
        "KEC1",
        "KEC-1",
        None,
        None,
    ]


def test_an_agency_that_is_nearly_meant_is_asked_about(session: Session) -> None:
    agencies = Agencies(session.agency)
    for words in ("DISKOMNFO", "Dinas Komunikasi & Informatika"):
        assert agencies.did_you_mean(words) == " (did you mean “DISKOMINFO”?)"
    assert agencies.did_you_mean("KODIM 0315") == ""


def test_a_sign_behind_a_tag_makes_it_text(session: Session) -> None:
    for line in ("lihat (misalnya @DINKES)", "kata @Dinas Kesehatan."):
        found = tags.parse(line, session, METHOD, "swot")
        assert (found.text, found.keys) == (line, {})


@pytest.mark.parametrize(
    "name",
    ["Budi Santoso", "BUDI  SANTOSO", "Dr. Budi Santoso, S.T., M.Si", "Dr.Ir.Budi Santoso ST MT", "Pak Budi Santoso S.Kom"],
)  # fmt: skip
def test_a_person_is_known_with_titles_and_degrees_and_without(name: str) -> None:
    assert bare(name) == "budi santoso"
    assert lookup.person(name, ["Ani", "H. Budi Santoso, S.E."]) == "H. Budi Santoso, S.E."


def test_initials_are_no_titles_and_titles_alone_are_a_name() -> None:
    assert bare("M. Yusuf") != bare("Yusuf") != bare("Yusuf A.")
    assert bare("Hj.") == "hj"
    assert lookup.person("Budi", ["Budi, S.T.", "Dr. Budi"]) is None
    assert lookup.person("Dr. Budi", ["Budi, S.T.", "Dr. Budi"]) == "Dr. Budi"


def test_an_action_belongs_to_the_person_whose_name_is_typed_without_degrees(session: Session) -> None:
    person = Participant(id="pt-00000001", name="Budi Santoso, S.T., M.Si", added=strategies.NOW)
    session.participant[person.id] = person
    assert tags.parse("Undang warga @budi santoso", session, METHOD, "action").keys == {"owner": person.name}


def test_names_of_institutions_are_no_codes_but_some_abbreviations_are_both() -> None:
    assert all(map(lookup.is_code, ("DPRD", "RSUD", "bps", "DISKOMINFO")))
    assert not any(map(lookup.is_code, ("Dinas", "Forum", "Yayasan", "Politeknik", "Ani,")))
    for name in ("Forum Smart City", "DPRD", "DPRD Kota", "Politeknik Negeri", "DISKOMINFO"):
        assert lookup.is_institution(name)
    assert not lookup.is_institution("Budi Santoso")


def test_letters_are_all_that_is_compared() -> None:
    assert letters("Tata-kelola ") == letters("TATA KELOLA") == "tatakelola"
    assert letters("Café") == letters("cafe")
    assert letters("***") == "***"
