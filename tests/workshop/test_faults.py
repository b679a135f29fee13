"""A disk on which any write, sync or rename goes wrong: the file is the old one or the new one, the person is told,
and nothing that was acknowledged is lost when the program is killed then.

Every scenario runs once for every call that it makes, with that call going wrong in every way of `faults.KINDS`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from support import faults, layouts
from support.workshops import NEW, Opened, crash, journals, posix

from bimtek_tui import settings
from bimtek_tui.errors import BimtekError, CannotSave
from bimtek_tui.model import method
from bimtek_tui.model.edits import Add
from bimtek_tui.model.entries import Session
from bimtek_tui.store import load
from bimtek_tui.workshop.workshop import Workshop, open_workshop

pytestmark = pytest.mark.slow


@dataclass
class Run:
    """One run of a scenario: the session, what was said, what may stand in the file, and what must not be lost."""

    shop: Workshop
    wanted: Session
    said: list[str] = field(default_factory=list)
    states: list[bytes] = field(default_factory=list)
    closed: bool = False

    def capture(self) -> None:
        identity = self.shop.capture("swot", NEW)
        self.states.append(self.shop.document.to_bytes())
        self.wanted.swot[identity] = self.shop.session.swot[identity]

    def trying(self, act: Callable[[], object]) -> bool:
        """Do something that may fail with a sentence; whether it went well."""
        try:
            act()
        except BimtekError as error:
            self.said.append(str(error))
            return False
        return True


def _capture(run: Run) -> None:
    run.capture()
    run.capture()


def _save(run: Run) -> None:
    run.trying(run.shop.save)


def _save_while_typing(run: Run) -> None:
    run.capture()
    snapshot = run.shop.persistence.snapshot()
    run.capture()
    if snapshot:
        try:
            snapshot.write()
        except CannotSave as error:
            run.shop.persistence.saved(snapshot, error)
        else:
            run.shop.persistence.saved(snapshot)
    run.capture()


def _close(run: Run) -> None:
    run.closed = run.trying(run.shop.close)


def _crash_and_open(run: Run) -> None:
    with contextlib.suppress(OSError):  # of the fault layer; a process that dies hears of none
        run.shop.persistence.journal._let_go()
    crash(run.shop)
    run.shop = open_workshop(run.shop.path)
    run.states.append(run.shop.document.to_bytes())


def _change_outside(run: Run) -> None:
    path = run.shop.path
    with path.open("rb") as file:
        theirs = file.read().replace(b"Data belum terpadu.", b"Diubah rekan.")
    path.write_bytes(theirs)
    run.states.append(theirs)
    run.trying(run.shop.save)
    run.states.append(run.shop.document.to_bytes())
    run.wanted.swot |= run.shop.session.swot


SCENARIOS: dict[str, Callable[[Run], None]] = {
    "capture": _capture,
    "save": _save,
    "save while typing": _save_while_typing,
    "close": _close,
    "crash and open": _crash_and_open,
    "change outside": _change_outside,
}


@pytest.fixture(autouse=True)
def _one_method(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of openings: the method is read once."""
    monkeypatch.setattr(method, "load", cache(method.load))


def _run(scenario: str, kind: str, at: int, folder: Path) -> tuple[Run, faults.Faults]:
    folder.mkdir()
    path = folder / "kota-uji.toml"
    path.write_bytes(layouts.CONTENTS["plain"])
    with faults.faults(kind, at, folder, settings.state_folder()) as layer:
        run = Run(open_workshop(path), load(path).session, states=[layouts.CONTENTS["plain"]])
        run.capture()
        layer.begin()
        SCENARIOS[scenario](run)
        assert path.read_bytes() in run.states
        load(path)
        if kind != "broken from here on":  # there nothing can be removed any more, either
            _nothing_left_lying_about(folder)
        _told(run)
    return run, layer


def _nothing_left_lying_about(folder: Path) -> None:
    assert not [name for name in os.listdir(folder) if name.endswith(".tmp")]
    for place in (settings.state_folder(), settings.state_folder() / "journal"):
        assert not [name for name in os.listdir(place) if name.endswith(".new")]


def _told(run: Run) -> None:
    """Whatever is not safe was said, in one sentence."""
    shop = run.shop
    for sentence in (*run.said, shop.persistence.trouble, shop.read_only):
        assert "\n" not in sentence
        assert "Errno" not in sentence
    if shop.persistence.at_risk:
        assert "kept in memory" in shop.persistence.trouble or "don't leave" in shop.persistence.trouble
    if run.said:
        assert shop.persistence.trouble


def _all_is_there(run: Run, torn: bool = False) -> None:
    """Opened again on a disk that works, the session is what it was, but for what was never acknowledged.

    `torn` allows for half a line in the journal, which can't be taken back where nothing works any more.
    """
    never = {edit.entry["id"] for edit in run.shop.persistence._not_in_journal if isinstance(edit, Add)}
    again = open_workshop(run.shop.path)
    try:
        assert not again.read_only
        assert not again.persistence.trouble
        assert again.session == load(run.shop.path).session
        assert again.path.read_bytes() == again.document.to_bytes()
        for id in never - again.session.swot.keys():
            del run.wanted.swot[id]
        assert again.session == run.wanted
        assert not (run.closed and again.persistence.news)
        assert torn or not [sentence for sentence in again.persistence.news if "damaged" in sentence]
    finally:
        crash(again)


def _cases(scenario: str, kind: str, tmp_path: Path) -> list[int]:
    run, layer = _run(scenario, kind, 0, tmp_path / "0")
    crash(run.shop)
    assert layer.calls
    short = kind in faults.SHORT
    return [at for at, call in enumerate(layer.calls, 1) if call.startswith("write") or not short]


@pytest.mark.parametrize("kind", faults.KINDS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_kill_after_a_fault_loses_nothing_that_was_acknowledged(
    scenario: str, kind: str, tmp_path: Path
) -> None:
    for at in _cases(scenario, kind, tmp_path):
        run, _layer = _run(scenario, kind, at, tmp_path / f"a{at}")
        crash(run.shop)
        _all_is_there(run, kind == "broken from here on")


@pytest.mark.parametrize("kind", faults.KINDS)
@pytest.mark.parametrize("scenario", [name for name in SCENARIOS if name != "close"])
def test_after_a_fault_the_next_save_brings_everything(scenario: str, kind: str, tmp_path: Path) -> None:
    for at in _cases(scenario, kind, tmp_path):
        run, layer = _run(scenario, kind, at, tmp_path / f"b{at}")
        if run.shop.read_only:
            crash(run.shop)
            continue
        run.capture()
        run.shop.save()
        assert run.shop.persistence.trouble == ""
        assert not run.shop.persistence.at_risk
        outside = [
            sentence
            for sentence in (*run.shop.persistence.news, *run.shop.persistence.alarms)
            if "outside" in sentence
        ]
        assert len(outside) == (scenario == "change outside"), layer.calls
        crash(run.shop)
        _all_is_there(run, kind == "broken from here on")


@pytest.mark.parametrize("kind", faults.KINDS)
@pytest.mark.parametrize("scenario", ["capture", "save while typing"])
def test_after_a_fault_the_journal_takes_the_next_entry_and_those_before(
    scenario: str, kind: str, tmp_path: Path
) -> None:
    for at in _cases(scenario, kind, tmp_path):
        run, _layer = _run(scenario, kind, at, tmp_path / f"c{at}")
        run.capture()
        assert not run.shop.persistence.at_risk
        crash(run.shop)
        _all_is_there(run, kind == "broken from here on")


@posix
def test_what_is_acknowledged_is_synced_and_what_replaces_the_file_before_it_does(tmp_path: Path) -> None:
    run, layer = _run("save while typing", "full", 0, tmp_path / "c")
    crash(run.shop)
    made = [call for call in layer.calls if not call.startswith("close")]
    calls = [re.sub(r"-\w{12}\.|\.\w{8}\.(?=tmp)", ".", call) for call in made]
    line = ["write kota-uji.jsonl", "fsync kota-uji.jsonl"]
    fresh = ["open .kota-uji.toml.tmp", "write .kota-uji.toml.tmp", "fchmod .kota-uji.toml.tmp"]
    placed = ["fsync .kota-uji.toml.tmp", "replace .kota-uji.toml.tmp", "fsync c"]
    kept = ["open kota-uji.new", "write kota-uji.new", "fsync kota-uji.new", "replace kota-uji.new"]
    again = ["fsync journal", "open kota-uji.jsonl", "fsync journal"]
    assert calls == [*line, *line, *line, *fresh, *placed, *kept, *again, *line]


@pytest.mark.parametrize("full", ["the session's folder", "the state folder", "both"])
def test_on_a_full_disk_entries_are_taken_and_saved_when_there_is_room(
    opened: Opened, file: Path, full: str
) -> None:
    shop = opened()
    before = file.read_bytes()
    places = {"the session's folder": file.parent, "the state folder": settings.state_folder()}
    folders = [places[full]] if full in places else list(places.values())
    with faults.faults("full from here on", 1, *folders) as disk:
        disk.begin()
        ids = []
        for _ in range(3):
            ids.append(shop.capture("swot", NEW))
            if full != "the session's folder":
                assert "No space left" in shop.persistence.trouble
                assert "kept in memory" in shop.persistence.trouble
            if full == "the state folder":
                shop.save()
                assert shop.persistence.trouble == ""
                assert not shop.persistence.at_risk
                assert ids[-1] in load(file).session.swot
                continue
            with pytest.raises(CannotSave, match="make room"):
                shop.save()
            assert "make room" in shop.persistence.trouble
            assert ("don't leave" in shop.persistence.trouble) == shop.persistence.at_risk == (full == "both")
            assert file.read_bytes() == before
            assert len(os.listdir(file.parent)) == 3  # the file, its lock, its holder
        assert shop.session.swot.keys() >= set(ids)
        disk.heal()
        if full != "the state folder":
            shop.save()
        assert shop.persistence.trouble == ""
        assert load(file).session == shop.session
        last = shop.capture("swot", NEW)
        assert shop.persistence.trouble == ""
    crash(shop)
    again = opened()
    assert again.session.swot.keys() >= {*ids, last}
    again.close()
    assert journals() == []


def test_a_save_does_not_take_back_what_was_said_of_a_later_entry(opened: Opened, file: Path) -> None:
    """The state folder is full: what was entered while the file was being written is nowhere but in memory."""
    shop = opened()
    with faults.faults("full from here on", 1, settings.state_folder()) as disk:
        disk.begin()
        first = shop.capture("swot", NEW)
        snapshot = shop.persistence.snapshot()
        assert snapshot
        later = shop.capture("swot", NEW)
        snapshot.write()
        shop.persistence.saved(snapshot)
        assert first in load(file).session.swot
        assert later not in load(file).session.swot
        assert shop.persistence.at_risk
        assert "kept in memory" in shop.persistence.trouble
        shop.save()
        assert not shop.persistence.at_risk
        assert shop.persistence.trouble == ""


def test_a_folder_that_can_not_be_synced_is_no_reason_not_to_save(
    opened: Opened, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Network drives and shared folders of virtual machines say EINVAL; others can't be listed."""
    shop = opened()
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    identity = shop.capture("swot", NEW)
    shop.save()
    assert shop.persistence.trouble == ""
    assert identity in load(file).session.swot


def test_a_journal_that_could_not_be_marked_is_done_with_after_the_save(opened: Opened) -> None:
    shop = opened()
    with faults.faults("full", 1, settings.state_folder()) as disk:
        shop.capture("swot", NEW)
        disk.begin()
        snapshot = shop.persistence.snapshot()
    assert disk.calls[0].startswith("write")
    assert snapshot
    snapshot.write()
    shop.persistence.saved(snapshot)
    assert shop.persistence.journal.path.read_bytes() == b""


def test_a_journal_whose_name_could_not_be_synced_is_synced_with_the_next_line(opened: Opened) -> None:
    shop = opened()
    with faults.faults("broken", 2, settings.state_folder()) as disk:
        disk.begin()
        shop.capture("swot", NEW)
        assert shop.persistence.at_risk
        shop.capture("swot", NEW)
        assert not shop.persistence.at_risk
    called = [call.split(" ")[0] for call in disk.calls if not call.startswith("close")]
    assert called == ["open", "fsync", "open", "fsync", "fsync", "write", "fsync", "write", "fsync"]
