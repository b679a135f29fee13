"""Who was there and who was heard: what is not known is not called absent."""

from __future__ import annotations

from collections.abc import Callable

from bimtek_tui import figures
from bimtek_tui.figures.page import as_text
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SOURCE = """
    agency = [{id = "DISKOMINFO", name = "Dinas Kominfo"}, {id = "DINKES"}, {id = "DISHUB"}]
    participant = [
      {id = "pt-1", name = "Ani", agency = "DISKOMINFO", role = "agency", attended = ["stage-1/1"]},
      {id = "pt-2", name = "Budi", agency = "DINKES"},
    ]
    swot = [
      {id = "sw-1", quadrant = "strength", text = "a", dimension = "living", source = "DINKES"},
      {id = "sw-2", quadrant = "threat", text = "b", source = "Forum Difabel"},
    ]
    gap = [{id = "gp-1", dimension = "economy", text = "d"}]
"""


def shown(session: Session, method: Method) -> str:
    return as_text([figures.page("coverage", session, method)])


def test_absence_is_known_only_for_days_on_which_somebody_was_ticked(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    days = {one["day"]: one for one in figures.section("coverage", session_of(SOURCE), kominfo)["days"]}
    assert days["stage-1/1"]["agencies_absent"] == ["DINKES"]
    assert days["stage-1/1"]["roles"]["agency"] == 1
    assert days["stage-1/2"]["agencies_absent"] is None


def test_agencies_and_other_sources_with_people_and_entries(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    found = figures.section("coverage", session_of(SOURCE), kominfo)
    rows = {one["agency"]: (one["listed"], one["registered"], one["entries"]) for one in found["agencies"]}
    assert rows == {
        "DISKOMINFO": (True, 1, 0),
        "DINKES": (True, 1, 1),
        "DISHUB": (True, 0, 0),
        "Forum Difabel": (False, 0, 1),
    }
    assert found["agencies_unregistered"] == ["DISHUB"]
    assert found["agencies_silent"] == ["DISKOMINFO", "DISHUB"]
    assert found["dimensions"][""]["swot"] == 1
    assert found["dimensions_silent"] == ["governance", "branding", "society", "environment"]


def test_the_page_shows_people_by_role_and_day_and_bars_by_dimension(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    page = shown(session_of(SOURCE), kominfo)
    assert "2 participants." in page
    assert "Absent on Stage 1, day 1: DINKES." in page
    assert "Stage 1, day 2" not in page  # nobody was ticked there
    assert "Nobody has spoken to: Governance, Branding, Society, and Environment." in page
    assert f"Economy                    {48 * '█'}  1\n" in page


def test_an_empty_session_says_that_there_is_nobody_yet(kominfo: Method) -> None:
    page = shown(Session(), kominfo)
    assert "There is no participant yet." in page
    assert "There is no agency yet." in page
    assert "█" not in page
