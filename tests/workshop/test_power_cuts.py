"""The power goes at any moment: what was acknowledged by then is there, of the file the old or the new state is."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from support import layouts, power
from support.workshops import NEW, crash, posix

from bimtek_tui import settings
from bimtek_tui.model import edits, method
from bimtek_tui.store import load
from bimtek_tui.workshop.workshop import Workshop, open_workshop

pytestmark = [pytest.mark.slow, posix]

STATES = int(os.environ.get("BIMTEK_POWER_CUTS", "0"))
"""How many states are drawn by chance after every call, beside the extreme ones; 5 by hand, with all of these."""
HOW = ("least", "names", "contents", *map(str, range(STATES))) if STATES else ("least", "0")
Acknowledge = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def _one_method(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(method, "load", cache(method.load))


def _saves(shop: Workshop, acknowledge: Acknowledge) -> None:
    for text in ("Satu", "Dua"):
        acknowledge(shop.capture("swot", {**NEW, "text": text}), text)
    snapshot = shop.persistence.snapshot()
    id = shop.capture("swot", {**NEW, "text": "Tiga"})
    acknowledge(id, "Tiga")
    assert snapshot
    snapshot.write()
    shop.persistence.saved(snapshot)
    shop.do(edits.revise(shop.session.swot[id], text="Tiga kali"))
    acknowledge(id, "Tiga kali")
    shop.save()
    acknowledge(shop.capture("swot", {**NEW, "text": "Empat"}), "Empat")
    shop.close()


def _after_a_crash(shop: Workshop, acknowledge: Acknowledge) -> None:
    acknowledge(shop.capture("swot", {**NEW, "text": "Satu"}), "Satu")
    crash(shop)
    again = open_workshop(shop.path)
    acknowledge(again.capture("swot", {**NEW, "text": "Dua"}), "Dua")
    again.close()


def _others_write(shop: Workshop, acknowledge: Acknowledge) -> None:
    acknowledge(shop.capture("swot", {**NEW, "text": "Satu"}), "Satu")
    shop.path.write_bytes(shop.path.read_bytes().replace(b"Data belum terpadu.", b"Diubah rekan."))
    handle = os.open(shop.path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    shop.persistence.look(at_once=True)
    acknowledge(shop.capture("swot", {**NEW, "text": "Dua"}), "Dua")
    shop.save()
    acknowledge(shop.capture("swot", {**NEW, "text": "Tiga"}), "Tiga")
    crash(shop)


SCENARIOS = {"saves": _saves, "after a crash": _after_a_crash, "others write": _others_write}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_was_acknowledged_before_a_power_cut_is_there(
    scenario: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sesi", "rumah"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("BIMTEK_STATE", str(tmp_path / "rumah" / "baru" / "state"))  # made by the first act
    path = tmp_path / "sesi" / "kota-uji.toml"
    path.write_bytes(layouts.CONTENTS["plain"])
    said: list[tuple[int, str, str]] = []
    with power.recorded(path.parent, tmp_path / "rumah") as recorded:
        shop = open_workshop(path)
        SCENARIOS[scenario](shop, lambda *what: said.append((len(recorded.states), *what)))
    assert (settings.state_folder() / "journal").is_dir()
    for at in range(len(recorded.states)):
        for how in HOW:
            recorded.cut(at, how)
            where = f"{scenario} {at} {recorded.states[at].call} {how}"
            load(path)
            again = open_workshop(path)
            there = {id: entry.text for id, entry in again.session.swot.items()}
            known = {id: text for when, id, text in said if when <= at}
            later = {(id, text) for when, id, text in said if when > at}
            for id, text in known.items():
                assert there.get(id) == text or (id, there.get(id)) in later, where
            again.close()
