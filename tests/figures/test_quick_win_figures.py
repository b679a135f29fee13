"""Quick wins and assessments in figures: exact for programs, sentences and tables for people."""

from __future__ import annotations

import json
from collections.abc import Callable

from bimtek_tui import figures, resources, store
from bimtek_tui.figures.page import as_text
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


def sample(slug: str = "kota-contoh") -> Session:
    return store.load(resources.sample_session(slug)).session


def page(section: str, session: Session, kominfo: Method) -> str:
    return as_text([figures.page(section, session, kominfo)])


def test_scores_are_exact_and_ranks_are_shared(kominfo: Method) -> None:
    found = figures.section("quick_wins", sample(), kominfo)
    assert json.loads(json.dumps(found)) == found
    by_id = {one["id"]: one for one in found["candidates"]}
    assert by_id["qw-1ctnzfa4"]["score"] == {"exact": "17/4", "decimal": "4.25", "shown": "4.25"}
    assert (by_id["qw-1ctnzfa4"]["rank"], by_id["qw-he9wjtz6"]["rank"], by_id["qw-9qjzgj99"]["rank"]) == (
        4,
        4,
        6,
    )
    assert by_id["qw-dy5xqt4g"]["gates_failed"] == ["foundation-exists"]
    assert found["candidates"][-1]["id"] == "qw-dy5xqt4g", "what failed at a gate comes last"
    assert (found["plan"]["first"], found["plan"]["last"]) == ("2026-01-01", "2026-12-31")


def test_a_decision_without_its_reason_is_said(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    session = session_of("""
        program = [{id = "pr-1", name = "Satu Nomor", horizon = "short"}]
        quick_win = [{id = "qw-1", program = "pr-1", gates_failed = ["no-new-law"], decision = "chosen"}]
    """)
    assert figures.section("quick_wins", session, kominfo)["departures"] == [
        {"kind": "gate-failed", "id": "qw-1", "others": [], "explained": False}
    ]
    shown = page("quick_wins", session, kominfo)
    assert "chosen although a gate failed" in shown
    assert "none given" in shown
    assert "No milestones yet: QW1 Satu Nomor" in shown


def test_a_total_over_some_of_the_indicators_says_how_many(kominfo: Method) -> None:
    found = figures.section("assessment", sample(), kominfo)
    assert json.loads(json.dumps(found)) == found
    (last,) = [one for one in found["models"][0]["rounds"] if one["year"] == 2025]
    assert (last["assessed"], last["of"]) == (12, 23)
    assert last["total"]["exact"] == "148/3"
    assert last["level"] == "scattered"
    assert found["models"][0]["size"] == "medium"
    (compared,) = found["models"][0]["comparisons"]
    assert compared["total"]["difference"]["exact"] == "77/12"
    shown = page("assessment", sample(), kominfo)
    assert "In 2025 12 of 23 indicators were assessed; figures are of those alone." in shown
    assert "Where levels begin is an assumption of the method." in shown


def test_an_empty_session_has_pages_that_say_so(kominfo: Method) -> None:
    assert "There is no quick-win candidate yet." in page("quick_wins", Session(), kominfo)
    assert page("assessment", Session(), kominfo).count("Nothing was assessed yet.") == len(kominfo.model)
