"""The figures of programs: exact for other programs, the same for people."""

from __future__ import annotations

import json
from collections.abc import Callable

from support.program_blocks import program, row

from bimtek_tui import figures
from bimtek_tui.figures.page import as_markdown, as_text
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SESSION = (
    "plan = {period_start = 2026, period_end = 2028, short_start = 2026, short_end = 2026}\n"
    + program(
        "pr-1", name="Command Center Kota", dimension="living", lead="DISKOMINFO", budget_idr=10**16 + 1
    )
    + program("pr-2", name="Pembangunan Command Center", lead="BPBD", horizon="long", funding=["apbd", "csr"])
    + row("bg-1", "pr-2", 2027, "csr", 100)
    + row("bg-2", "pr-2", 2028, "apbd", 200)
    + program("pr-3", name="Bank sampah", status="final", start_year=2026, end_year=2027)
)


def test_money_is_exact_and_what_is_not_split_is_null(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    found = json.loads(json.dumps(figures.section("programs", session_of(SESSION), kominfo)))
    assert found["budget"]["total"] == "10000000000000301"
    assert found["budget"]["by_year"] == [
        {"year": 2027, "amount": "100"},
        {"year": 2028, "amount": "200"},
        {"year": None, "amount": "10000000000000001"},
    ]
    assert [one["source"] for one in found["budget"]["by_source"]] == ["apbd", "csr", None]
    assert found["budget"]["by_year_and_source"][0] == {"year": 2027, "source": "csr", "amount": "100"}
    assert found["other_sources"]["share_of_known"]["exact"] == "1/3"
    assert found["other_sources"]["source_unknown"] == "10000000000000001"
    assert [one["source"] for one in found["alternative_funding"]] == ["csr"]


def test_counts_lacks_loads_and_overlaps_are_there(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    found = figures.section("programs", session_of(SESSION), kominfo)
    assert found["count"] == 3
    assert {one["horizon"]: one["programs"] for one in found["by_horizon"]} == {
        "short": 2,
        "medium": 0,
        "long": 1,
    }
    assert found["by_dimension"][-1] == {"dimension": None, "programs": 2, "budget": "300"}
    assert {one["status"]: one["programs"] for one in found["by_status"]}["final"] == 1
    assert found["roadmap"]["years"] == [2026, 2027, 2028]
    assert [one["id"] for one in found["lacking"]["lead"]] == ["pr-3"]
    assert [(one["agency"], one["programs"]) for one in found["load"]] == [
        ("DISKOMINFO", 1),
        ("BPBD", 1),
        (None, 1),
    ]
    (group,) = found["overlaps"]
    assert [one["id"] for one in group["programs"]] == ["pr-1", "pr-2"]
    assert [one["lead"] for one in group["programs"]] == ["DISKOMINFO", "BPBD"]


def test_the_page_says_the_same(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    session = session_of(SESSION)
    page = figures.page("programs", session, kominfo)
    shown = as_text([page])
    assert "Rp10.000.000.000.000.301" in shown
    assert "33,33 % of the money whose source is known" in shown
    assert "not split by year" in shown
    assert "Command Center Kota" in as_markdown([page])


def test_a_session_without_programs_says_so(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    session = session_of("")
    found = figures.section("programs", session, kominfo)
    assert found["budget"]["total"] is None
    assert "There are no programs yet." in as_text([figures.page("programs", session, kominfo)])
