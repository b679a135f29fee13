"""Who was in the room, and who and what was not heard."""

from __future__ import annotations

from collections.abc import Callable

from bimtek_tui.analysis import coverage
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SOURCE = """
    agency = [{id = "DISKOMINFO", name = "Dinas Kominfo"}, {id = "DINKES"}, {id = "DISHUB"}]
    participant = [
      {id = "pt-1", name = "Ani", agency = "DISKOMINFO", role = "agency", attended = ["stage-1/1", "stage-1/2"]},
      {id = "pt-2", name = "Budi", agency = "DISKOMINFO", role = "team", attended = ["stage-1/1"]},
      {id = "pt-3", name = "Cici", agency = "DINKES"},
      {id = "pt-4", name = "Dedi", attended = ["stage-1/1"]},
      {id = "pt-5", name = "Edi", agency = "KODIM", role = "council", attended = ["stage-1/2"]},
      {id = "pt-6", name = "Fani", agency = "DISHUB", attended = ["stage-1/1"], withdrawn = "salah catat"},
    ]
    swot = [
      {id = "sw-1", quadrant = "strength", text = "a", dimension = "living", source = "DINKES"},
      {id = "sw-2", quadrant = "threat", text = "b", source = "Forum Difabel"},
      {id = "sw-3", quadrant = "threat", text = "c", dimension = "branding", source = "DISHUB", withdrawn = "ganda"},
    ]
    gap = [{id = "gp-1", dimension = "economy", text = "d"}]
    program = [{id = "pr-1", name = "p", horizon = "short", dimension = "living", source = "DINKES"}]
    strategy = [{id = "st-1", quadrant = "SO", text = "e", dimension = "society"}]
"""


def test_who_was_there_and_which_invited_agency_was_not(session_of: Callable[[str], Session]) -> None:
    session = session_of(SOURCE)
    assert [one.name for one in coverage.present(session, "stage-1/1")] == ["Ani", "Budi", "Dedi"]
    assert coverage.agencies_present(session, "stage-1/1") == ["DISKOMINFO"]
    assert coverage.agencies_present(session, "stage-1/2") == ["DISKOMINFO", "KODIM"]
    assert coverage.agencies_absent(session, "stage-1/1") == ["DINKES"]  # nobody of DISHUB is registered
    assert coverage.unregistered(session) == ["DISHUB"]


def test_every_agency_with_its_people_and_days(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    found = {one.agency: one for one in coverage.attendance(session_of(SOURCE), kominfo)}
    assert list(found) == ["DISKOMINFO", "DINKES", "DISHUB", "KODIM", "", "Forum Difabel"]
    assert (found["DISKOMINFO"].registered, found["DISKOMINFO"].listed) == (2, True)
    assert found["DISKOMINFO"].present["stage-1/1"] == 2
    assert found["DISKOMINFO"].present["stage-1/2"] == 1
    assert set(found["DINKES"].present.values()) == {0}
    assert (found["KODIM"].listed, found["KODIM"].present["stage-1/2"]) == (False, 1)
    assert (found["DISHUB"].registered, found["DISHUB"].present["stage-1/1"]) == (0, 0)


def test_counts_per_day_and_role(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    session = session_of(SOURCE)
    assert coverage.days(kominfo, "stage-1") == ["stage-1/1", "stage-1/2"]
    assert len(coverage.days(kominfo)) == 8
    assert coverage.per_day(session, kominfo, "stage-1") == {"stage-1/1": 3, "stage-1/2": 2}
    assert {role: n for role, n in coverage.per_role(session).items() if n} == {
        "council": 1, "team": 1, "agency": 1, "": 2,
    }  # fmt: skip
    assert coverage.per_role(session, "stage-1/1")[""] == 1


def test_dimensions_to_which_nobody_has_spoken(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    session = session_of(SOURCE)
    assert coverage.silent_dimensions(session, kominfo) == [
        "governance",
        "branding",
        "society",
        "environment",
    ]
    assert "society" not in coverage.silent_dimensions(session, kominfo, ("strategy",))
    assert coverage.spoken_to(session, kominfo)["living"] == {"issue": 0, "gap": 0, "swot": 1, "program": 1}


def test_agencies_from_which_nothing_came(session_of: Callable[[str], Session]) -> None:
    session = session_of(SOURCE)
    assert coverage.contributions(session) == {"DISKOMINFO": 0, "DINKES": 2, "DISHUB": 0, "Forum Difabel": 1}
    assert coverage.silent_agencies(session) == ["DISKOMINFO", "DISHUB"]
    assert coverage.silent_agencies(session, "stage-1/1") == ["DISKOMINFO"]


def test_who_leads_a_program_or_was_united_with_another_is_not_silent(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of("""
        agency = [{id = "DINKES"}, {id = "DISHUB"}, {id = "BAPPEDA"}, {id = "DLH"}]
        swot = [
          {id = "sw-1", quadrant = "strength", text = "a", source = "DINKES"},
          {id = "sw-2", quadrant = "strength", text = "b", source = "BAPPEDA", merged_into = "sw-1"},
        ]
        program = [{id = "pr-1", name = "p", horizon = "short", lead = "DISHUB"}]
    """)
    assert coverage.silent_agencies(session) == ["DLH"]


def test_an_empty_session_has_nobody_and_nothing(kominfo: Method) -> None:
    session = Session()
    assert coverage.attendance(session, kominfo) == []
    assert coverage.agencies_absent(session, "stage-1/1") == []
    assert coverage.silent_dimensions(session, kominfo) == list(kominfo.dimensions)
