"""Counts for the status command."""

from __future__ import annotations

import json
from collections.abc import Callable

from bimtek_tui.analysis import tally
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SOURCE = """
    swot = [
      {id = "sw-1", quadrant = "strength", text = "a", dimension = "living"},
      {id = "sw-2", quadrant = "strength", text = "b", dimension = "unknown"},
      {id = "sw-3", quadrant = "threat", text = "c", withdrawn = "ditarik"},
    ]
    program = [{id = "pr-1", name = "p", horizon = "medium", dimension = "economy"}]
    quick_win = [{id = "qw-1", program = "pr-1", decision = "reserve"}, {id = "qw-2", program = "pr-1"}]
"""


def test_only_entries_that_count_are_counted(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    found = tally.tally(session_of(SOURCE), kominfo)
    assert found["kinds"]["swot"] == 2
    assert found["swot"] == {"strength": 2, "weakness": 0, "opportunity": 0, "threat": 0}
    assert found["horizons"] == {"short": 0, "medium": 1, "long": 0}
    assert found["decisions"] == {"chosen": 0, "reserve": 1, "rejected": 0, "": 1}
    assert found["dimensions"]["swot"] == {**dict.fromkeys(kominfo.dimensions, 0), "living": 1, "": 1}


def test_the_counts_are_plain_json(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    found = tally.tally(session_of(SOURCE), kominfo)
    assert json.loads(json.dumps(found)) == found


def test_an_empty_session_counts_nothing(kominfo: Method) -> None:
    found = tally.tally(Session(), kominfo)
    assert set(found["kinds"].values()) == {0}
    assert "city" not in found["kinds"]


def test_only_what_stands_out_has_most() -> None:
    assert tally.fullest({"a": 3, "b": 1, "c": 3, "": 9}) == ["a", "c"]
    assert tally.fullest({"a": 1, "b": 0}) == []
    assert tally.fullest({"a": 2, "b": 2}) == []
    assert tally.fullest({}) == []
    assert tally.empty({"a": 0, "b": 1, "": 0}) == ["a"]
