"""Readiness, gaps, vision and alignment: exact for programs, bars and sentences for people."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from bimtek_tui import figures
from bimtek_tui.figures.page import as_text
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SOURCE = """
    [plan]
    vision = "Kota yang melayani."
    [[readiness]]
    id = "rd-1"
    element = "structure"
    text = "a"
    aspect = "structure-people"
    level = 2
    target_level = 4
    [[readiness]]
    id = "rd-2"
    element = "structure"
    text = "b"
    level = 3
    [[readiness]]
    id = "rd-3"
    element = "infrastructure"
    text = "c"
    level = 4
    target_level = 5
    [[gap]]
    id = "gp-1"
    dimension = "living"
    text = "Antre"
    current = "160 menit"
    [[gap]]
    id = "gp-2"
    dimension = "living"
    text = "Macet"
    [[mission]]
    id = "ms-1"
    text = "Melayani"
    [[mission]]
    id = "ms-2"
    text = "Merawat"
    [[objective]]
    id = "ob-1"
    text = "Cepat"
    mission = "ms-1"
    indicator = "Waktu tunggu"
    unit = "menit"
    [[target]]
    id = "tg-1"
    of = "ob-1"
    year = 2027
    value = "60"
    [[program]]
    id = "pr-1"
    name = "Antrean Daring"
    horizon = "short"
    mission = "ms-1"
    rpjmd_ref = "RPJMD, program 1"
    [[program]]
    id = "pr-2"
    name = "Taman Baca"
    horizon = "short"
"""


def shown(session: Session, method: Method) -> str:
    return as_text([figures.page("readiness", session, method)])


def test_means_are_exact_and_rounded_only_where_they_are_shown(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    found = figures.section("readiness", session_of(SOURCE), kominfo)
    assert found["elements"][0]["level"] == {"exact": "5/2", "decimal": "2.5", "shown": "2.50"}
    assert found["readiness"]["level"]["exact"] == "3"
    assert (found["elements"][0]["with_both"], found["elements"][0]["distance"]["exact"]) == (1, "2")
    assert found["elements"][2]["level"] is None
    assert found["weakest"] == found["furthest"] == ["structure"]


def test_what_the_file_says_of_missions_objectives_and_alignment(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    found = figures.section("readiness", session_of(SOURCE), kominfo)
    assert found["missions"][0] == {
        "mission": "ms-1", "label": "M1", "objectives": ["ob-1"], "programs": ["pr-1"],
    }  # fmt: skip
    assert found["objectives"][0]["targets"] == [{"target": "tg-1", "year": 2027, "value": "60"}]
    assert found["objectives"][0]["missing"] == ["baseline"]
    assert found["alignment"]["counts"] == {
        "both": 1, "mission": 0, "rpjmd": 0, "rpjpd": 0, "outside": 0, "neither": 1,
    }  # fmt: skip
    assert found["alignment"]["missions_without_programs"] == ["ms-2"]
    assert [one["aligned_to"] for one in found["alignment"]["programs"]] == ["both", "neither"]


def test_the_page_draws_level_and_target_and_names_what_is_open(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    page = shown(session_of(SOURCE), kominfo)
    assert re.search(r"^Structure +█+▌?·+ +2,50 -> 4,00$", page, re.MULTILINE)
    assert re.search(r"^Superstructure +– -> –$", page, re.MULTILINE)
    assert "Lowest mean level: Structure." in page
    assert "Most gaps: Living." in page
    assert "Vision: Kota yang melayani." in page
    assert "P2   Taman Baca  neither of the two" in page
    assert "Missions that no program serves: M2." in page


def test_an_empty_session_says_that_there_is_nothing_yet(kominfo: Method) -> None:
    page = shown(Session(), kominfo)
    for sentence in ("no readiness finding yet", "no gap yet", "no vision yet"):
        assert sentence in page
    assert "█" not in page
    json.dumps(figures.section("readiness", Session(), kominfo))
