"""Objectives by mission with what they lack, and programs with what they are aligned to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bimtek_tui.analysis import alignment
from bimtek_tui.model.entries import Session

SOURCE = """
    mission = [
      {id = "ms-1", text = "Melayani", order = 20},
      {id = "ms-2", text = "Membangun", order = 10},
      {id = "ms-3", text = "Merawat"},
      {id = "ms-4", text = "Lama", withdrawn = "ditarik"},
    ]
    objective = [
      {id = "ob-1", text = "Cepat", order = 20, mission = "ms-1", indicator = "IKM", unit = "indeks", baseline = "81"},
      {id = "ob-2", text = "Sehat", order = 10, mission = "ms-4"},
      {id = "ob-3", text = "Lama", mission = "ms-1", withdrawn = "ditarik"},
      {id = "ob-4", text = "Aman", mission = "ms-none", indicator = "x"},
    ]
    target = [
      {id = "tg-1", of = "ob-1", year = 2028, value = "90"},
      {id = "tg-2", of = "ob-1", year = 2026, value = "85"},
      {id = "tg-3", of = "pr-1", year = 2027, value = "5"},
      {id = "tg-4", of = "ob-2", year = 2027, value = "5", withdrawn = "ditarik"},
    ]
    program = [
      {id = "pr-1", name = "a", horizon = "short", mission = "ms-1", rpjmd_ref = "RPJMD 1"},
      {id = "pr-2", name = "b", horizon = "short", mission = "ms-1"},
      {id = "pr-3", name = "c", horizon = "short", mission = "ms-4", rpjmd_ref = "RPJMD 1"},
      {id = "pr-4", name = "d", horizon = "short", mission = "ms-none"},
      {id = "pr-5", name = "e", horizon = "short", mission = "ms-2", rpjmd_ref = "x", status = "dropped"},
      {id = "pr-6", name = "f", horizon = "short", mission = "ms-2", merged_into = "pr-1"},
    ]
"""


def test_objectives_stand_in_their_order_with_targets_by_year_and_what_they_lack(
    session_of: Callable[[str], Session],
) -> None:
    found = alignment.aims(session_of(SOURCE))
    assert [one.objective.id for one in found] == ["ob-2", "ob-1", "ob-4"]
    lacks = {one.objective.id: one.missing for one in found}
    assert lacks == {
        "ob-1": (),
        "ob-2": ("mission", "indicator", "unit", "baseline", "target"),
        "ob-4": ("mission", "unit", "baseline", "target"),
    }
    assert [one.value for one in found[1].targets] == ["85", "90"]
    assert alignment.target_years(found) == (2026, 2028)
    assert alignment.lacking(found) == {"mission": 2, "indicator": 1, "unit": 2, "baseline": 2, "target": 2}


def test_missions_with_what_follows_from_them_and_those_that_nothing_serves(
    session_of: Callable[[str], Session],
) -> None:
    found = alignment.missions(session_of(SOURCE))
    assert [
        (one.mission.id, [ob.id for ob in one.objectives], [pr.id for pr in one.programs]) for one in found
    ] == [("ms-2", [], []), ("ms-1", ["ob-1"], ["pr-1", "pr-2"]), ("ms-3", [], [])]


def test_what_a_program_is_aligned_to_is_only_what_the_file_says(
    session_of: Callable[[str], Session],
) -> None:
    found = alignment.alignment(session_of(SOURCE))
    assert {one.program.id: (one.mission, one.aligned_to) for one in found} == {
        "pr-1": ("ms-1", "both"),
        "pr-2": ("ms-1", "mission"),
        "pr-3": ("", "rpjmd"),
        "pr-4": ("", "neither"),
    }
    groups = alignment.by_kept(found)
    assert [one.id for one in groups["neither"]] == ["pr-4"]
    assert sum(len(held) for held in groups.values()) == 4


def test_an_empty_session_aligns_nothing() -> None:
    assert alignment.aims(Session()) == alignment.missions(Session()) == alignment.alignment(Session()) == []  # type: ignore[comparison-overlap]
    assert set(alignment.lacking([]).values()) == {0}
    assert set(map(len, alignment.by_kept([]).values())) == {0}


YEARS = """
    mission = [{id = "ms-1", text = "Melayani"}]
    program = [
      {id = "pr-1", name = "a", horizon = "short", mission = "ms-1", rpjmd_ref = "x", start_year = 2029},
      {id = "pr-2", name = "b", horizon = "long", mission = "ms-1", rpjmd_ref = "x", start_year = 2030},
      {id = "pr-3", name = "c", horizon = "long", mission = "ms-1", rpjmd_ref = "x"},
      {id = "pr-4", name = "d", horizon = "long", mission = "ms-1", start_year = 2046},
      {id = "pr-5", name = "e", horizon = "medium", mission = "ms-1", rpjmd_ref = "x"},
    ]
"""


@pytest.mark.parametrize(
    ("plan", "aligned"),
    [
        ("", "both both both mission both"),
        ('rpjmd = "RPJMD Kota Uji"', "both both both mission both"),
        ("rpjmd_end = 2029\nlong_start = 2031", "both outside outside outside both"),
        ('rpjmd = "RPJMD 2025–2029"\nlong_start = 2031', "both outside outside outside both"),
        ('rpjmd_end = 2029\nrpjpd = "RPJPD 2025-2045"', "both rpjpd both outside both"),
        ('rpjmd_end = 2029\nrpjpd = "RPJPD"\nlong_start = 2031', "both rpjpd rpjpd rpjpd both"),
        ("rpjmd_end = 2029\nrpjpd_end = 2045\nlong_start = 2031", "both rpjpd rpjpd outside both"),
    ],
)
def test_what_begins_after_the_rpjmd_belongs_to_the_rpjpd_or_to_nothing(
    plan: str, aligned: str, session_of: Callable[[str], Session]
) -> None:
    found = alignment.alignment(session_of(f"{YEARS}\n[plan]\n{plan}\n"))
    assert " ".join(one.aligned_to for one in found) == aligned
