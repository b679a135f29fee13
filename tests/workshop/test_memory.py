"""Memory that runs out at any call while somebody works: nothing acknowledged is lost, and work can go on."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from support import layouts
from support.memory_faults import Counted, runs_out
from support.workshops import NEW, crash

from bimtek_tui.errors import BimtekError
from bimtek_tui.model import edits, method
from bimtek_tui.store import load
from bimtek_tui.workshop.workshop import Workshop, open_workshop

pytestmark = pytest.mark.slow

EVERY = int(os.environ.get("BIMTEK_EVERY", "0"))
"""Every so-manieth call is one at which memory runs out; 1 by hand (the whole takes some minutes)."""
ONE = "sw-00000001"


@pytest.fixture(autouse=True)
def _one_method(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(method, "load", cache(method.load))


def _capture(shop: Workshop) -> None:
    shop.capture("swot", NEW)


def _revise(shop: Workshop) -> None:
    shop.do(edits.revise(shop.session.swot[ONE], text="Kata yang baru.", votes=3))


def _several(shop: Workshop) -> None:
    merged = [edits.revise(entry, votes=9) for entry in shop.session.swot.values()]
    shop.do(edits.together("uji", [*merged, edits.set_single(shop.session, "plan", theme="Baru")]))


def _undo(shop: Workshop) -> None:
    shop.undo()


def _save(shop: Workshop) -> None:
    shop.save()


def _look(shop: Workshop) -> None:
    content = shop.path.read_bytes()
    shop.path.write_bytes(content.replace(b"Data belum terpadu.", b"Diubah rekan."))
    shop.persistence.look(at_once=True)


ACTS: dict[str, Callable[[Workshop], None]] = {
    "capture": _capture,
    "revise": _revise,
    "several at once": _several,
    "undo": _undo,
    "save": _save,
    "change outside": _look,
}


def _run(act: str, at: int, folder: Path) -> tuple[Workshop, Counted, str]:
    folder.mkdir()
    path = folder / "kota-uji.toml"
    path.write_bytes(layouts.CONTENTS["plain"])
    shop = open_workshop(path)
    shop.capture("note", {"kind": "inbox", "text": "Sebelumnya"})
    shop.do(edits.revise(shop.session.swot["sw-00000002"], text="Dua."))
    fault = ""
    with runs_out(at, "store", "workshop") as counted:
        try:
            ACTS[act](shop)
        except MemoryError:
            fault = "memory"
        except BimtekError as error:
            fault = str(error)
    return shop, counted, fault


def _places(act: str, tmp_path: Path) -> range:
    shop, counted, fault = _run(act, 0, tmp_path / "0")
    crash(shop)
    assert not fault
    return range(1, counted.calls + 1, EVERY or max(1, counted.calls // 8))


@pytest.mark.parametrize("act", ACTS)
def test_what_is_shown_can_be_worked_on_and_comes_back(act: str, tmp_path: Path) -> None:
    for at in _places(act, tmp_path):
        shop, counted, fault = _run(act, at, tmp_path / str(at))
        assert "\n" not in fault
        last = shop.capture("swot", NEW)  # the person goes on with what the screen shows
        for entry in list(shop.session.swot.values()):
            shop.do(edits.revise(entry, group="Belakangan"))
        seen = shop.session.copy()
        if at % 2:
            shop.save()
        crash(shop)
        again = open_workshop(shop.path)
        where = f"{act} {at}: {counted.where}"
        assert last in again.session.swot, where
        assert again.session == load(again.path).session, where
        if act != "change outside":
            assert again.session == seen, where
        else:
            assert again.session.note == seen.note, where
            assert again.session.swot.keys() == seen.swot.keys(), where
        assert not [words for words in again.persistence.news if "fit" in words], where
        crash(again)


@pytest.mark.parametrize("act", ACTS)
def test_leaving_after_it_loses_nothing(act: str, tmp_path: Path) -> None:
    for at in _places(act, tmp_path):
        shop, counted, _fault = _run(act, at, tmp_path / str(at))
        shop.close()
        session = load(shop.path).session
        where = f"{act} {at}: {counted.where}"
        assert [note.text for note in session.note.values()].count("Sebelumnya") == 1, where
        assert act == "undo" or session.swot["sw-00000002"].text == "Dua.", where
        if act != "change outside":
            assert session == shop.session, where
