"""Counts for the status command, and the results of assessments."""

from __future__ import annotations

import json
from fractions import Fraction

from bimtek_tui.analysis import assessment, tally
from bimtek_tui.model import Session

SOURCE = """
    swot = [
      {id = "sw-1", quadrant = "strength", text = "a", dimension = "living"},
      {id = "sw-2", quadrant = "strength", text = "b", dimension = "unknown"},
      {id = "sw-3", quadrant = "threat", text = "c", withdrawn = "ditarik"},
    ]
    program = [{id = "pr-1", name = "p", horizon = "medium", dimension = "economy"}]
    quick_win = [{id = "qw-1", program = "pr-1", decision = "reserve"}, {id = "qw-2", program = "pr-1"}]
"""


def test_only_entries_that_count_are_counted(kominfo, session_of):
    found = tally.tally(session_of(SOURCE), kominfo)
    assert found["kinds"]["swot"] == 2
    assert found["swot"] == {"strength": 2, "weakness": 0, "opportunity": 0, "threat": 0}
    assert found["horizons"] == {"short": 0, "medium": 1, "long": 0}
    assert found["decisions"] == {"chosen": 0, "reserve": 1, "rejected": 0, "": 1}
    assert found["dimensions"]["swot"] == {**dict.fromkeys(kominfo.dimensions, 0), "living": 1, "": 1}


def test_the_counts_are_plain_json(kominfo, session_of):
    found = tally.tally(session_of(SOURCE), kominfo)
    assert json.loads(json.dumps(found)) == found


def test_an_empty_session_counts_nothing(kominfo):
    found = tally.tally(Session(), kominfo)
    assert set(found["kinds"].values()) == {0}
    assert "city" not in found["kinds"]


def test_a_part_is_the_mean_of_the_latest_round_of_its_indicators(kominfo, session_of):
    model = kominfo.model[0]
    first, second = (one.id for one in model.part[0].indicator[:2])
    session = session_of(f"""
        assessment = [
          {{id = "as-1", indicator = "{first}", round = 2025, score = 60}},
          {{id = "as-2", indicator = "{first}", round = 2023, score = 10}},
          {{id = "as-3", indicator = "{second}", round = 2023, score = 45.5}},
        ]
    """)
    results = {one.id: parts for one, parts in assessment.results(session, kominfo)}
    part = results[model.id][0]
    assert part.assessed == 2
    assert part.mean == Fraction("52.75")
    assert [one.id for one in part.indicators[0][1]] == ["as-2", "as-1"]
    assert results[model.id][1].mean is None
