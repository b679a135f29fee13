"""The agenda as templates have it: the session's own blocks and its order."""

from __future__ import annotations

from bimtek_tui.books.views.workshop import _blocks
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Add
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


def test_own_blocks_stand_in_the_order_of_the_session(kominfo: Method) -> None:
    session = Session()
    own = {"id": "stage-1/1/x-00000001", "title": "Foto *bersama*", "order": 15, "minutes": 10}
    edits.apply(session, Add("agenda", own))
    edits.apply(session, Add("agenda", {"id": "stage-1/1/direction", "order": 5}))
    views = _blocks(session, kominfo, kominfo.stages["stage-1"])
    assert [str(one.name) for one in views][:3] == [
        kominfo.blocks["stage-1/1/direction"].name,
        kominfo.blocks["stage-1/1/opening"].name,
        "Foto \\*bersama\\*",
    ]
    assert str(views[2].minutes) == "10 menit"
