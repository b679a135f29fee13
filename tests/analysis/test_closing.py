"""What to go through before a stage is closed."""

from __future__ import annotations

from collections.abc import Callable

from bimtek_tui.analysis.closing import closing
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


def test_what_is_left_of_a_stage_can_be_gone_to(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        stage = [{id = "stage-1", start = 2026-06-16, venue = "Balai Kota"}]
        note = [
          {id = "nt-1", kind = "inbox", text = "belum dipilah", stage = "stage-1"},
          {id = "nt-2", kind = "parking", text = "parkir", stage = "stage-1"},
          {id = "nt-3", kind = "parking", text = "sudah", stage = "stage-1", closed = 2026-06-17},
          {id = "nt-4", kind = "action", text = "tanpa tanggal", stage = "stage-1", owner = "DISKOMINFO"},
          {id = "nt-5", kind = "action", text = "lengkap", stage = "stage-1", owner = "X", due = 2026-07-01},
          {id = "nt-6", kind = "decision", text = "disepakati", stage = "stage-1"},
          {id = "nt-7", kind = "parking", text = "tahap lain", stage = "stage-2"},
          {id = "nt-8", kind = "parking", text = "tanpa tahap"},
          {id = "nt-9", kind = "inbox", text = "ditarik", stage = "stage-1", withdrawn = "ganda"},
        ]
    """)
    found = closing(session, kominfo, "stage-1")
    assert [one.id for one in found.unsorted] == ["nt-1"]
    assert [one.id for one in found.parked] == ["nt-2", "nt-8"]
    assert [one.id for one in found.loose] == ["nt-4"]
    assert [one.id for one in found.decisions] == ["nt-6"]
    assert not found.ready
    names = [one.id for one in found.open]
    assert "stage-1/dates" not in names
    assert "stage-1/issues" in names
    assert {one.item.group for one in found.later} == {"after"}
    assert all(one.item.panel in kominfo.panels for one in found.open)


def test_a_stage_with_all_ticks_is_ready_whatever_comes_after_it(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    ticks = ", ".join(
        f'{{id = "stage-1/{one.id}", state = "done", at = 2026-06-17T15:00:00+07:00}}'
        for one in kominfo.stages["stage-1"].item
        if one.group != "after"
    )
    found = closing(session_of(f"checklist = [{ticks}]"), kominfo, "stage-1")
    assert found.ready
    assert found.later


def test_a_stage_the_method_does_not_have_leaves_nothing(kominfo: Method) -> None:
    assert closing(Session(), kominfo, "stage-9").ready
