"""What each agency still owes: who is meant by an owner, and which stage comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bimtek_tui.analysis.follow_up import NOBODY, Owners, next_stage, outstanding
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session

AGENCIES = """
agency = [{id = "DINKES", name = "Dinas Kesehatan"}, {id = "DLH", name = "Dinas Lingkungan Hidup"}]
participant = [
  {id = "pt-1", name = "Dr. Sari Wulandari, M.Kes.", agency = "DINKES"},
  {id = "pt-2", name = "Tamu Umum"},
]
"""


@pytest.mark.parametrize(
    ("owner", "agency"),
    [
        ("DLH", "DLH"),
        ("Dinas Kesehatan", "DINKES"),
        ("Bidang P2P Dinkes", "DINKES"),
        ("Sari Wulandari", "DINKES"),
        ("Sari Wulandari, Dinkes", "DINKES"),
        ("Budi, DLH", "DLH"),
        ("Tamu Umum", NOBODY),
        ("Orang Lain", NOBODY),
        (None, NOBODY),
    ],
)
def test_an_owner_is_an_agency_or_somebody_whom_one_sent(
    session_of: Callable[[str], Session], owner: str | None, agency: str
) -> None:
    assert Owners(session_of(AGENCIES)).of(owner) == agency


@pytest.mark.parametrize(
    ("recorded", "stage"),
    [
        ("2026-05-30T09:00:00+07:00", "stage-1"),
        ("2026-06-01T09:00:00+07:00", "stage-2"),
        ("2026-07-30T09:00:00+07:00", None),
    ],
)
def test_the_next_stage_begins_after_what_was_recorded_last(
    session_of: Callable[[str], Session], recorded: str, stage: str | None
) -> None:
    session = session_of(f"""
        stage = [{{id = "stage-1", start = 2026-06-01}}, {{id = "stage-2", start = 2026-07-06}}, {{id = "stage-3"}}]
        note = [{{id = "nt-1", kind = "minute", text = "a", added = {recorded}}}]
    """)
    found = next_stage(session, method.load("kominfo-1"))
    assert (found and found.id) == stage
    if stage == "stage-2":
        assert found
        assert found.start == dt.date(2026, 7, 6)


def test_who_owes_nothing_is_there_all_the_same_and_others_follow_the_list(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of(
        AGENCIES
        + """
        program = [
          {id = "pr-1", name = "a", horizon = "short", lead = "LAIN"},
          {id = "pr-2", name = "b", horizon = "short"},
          {id = "pr-3", name = "c", horizon = "short", lead = "DLH"},
          {id = "pr-4", name = "d", horizon = "short", lead = "DLH", status = "dropped"},
        ]
    """
    )
    owed = outstanding(session, method.load("kominfo-1"))
    assert {code: [task.id for task in tasks] for code, tasks in owed.items()} == {
        "DINKES": [],
        "DLH": ["pr-3"],
        "LAIN": ["pr-1"],
        NOBODY: ["pr-2"],
    }
