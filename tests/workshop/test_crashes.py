"""Crashes and full disks: what was acknowledged is there afterwards, exactly once."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from support import child_processes, layouts
from support.workshops import NEW, Opened, crash, journals, posix

from bimtek_tui import settings
from bimtek_tui.errors import Refused
from bimtek_tui.model import edits
from bimtek_tui.store import load
from bimtek_tui.workshop.workshop import open_workshop


def _outside(file: Path, old: str, new: str) -> None:
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), "utf-8", newline="")


CAPTURES = """
import sys
from pathlib import Path
from bimtek_tui.workshop.workshop import open_workshop
shop = open_workshop(Path(sys.argv[1]))
for line in sys.stdin:
    what, text = line.strip().split(" ", 1)
    if what == "capture":
        print(shop.capture("swot", {"quadrant": "threat", "text": text}), flush=True)
    elif what == "save":
        shop.save()
        print("saved", flush=True)
"""


def _said(child: object, line: str) -> str:
    stdin, stdout = child.stdin, child.stdout  # type: ignore[attr-defined]
    stdin.write(line + "\n")
    stdin.flush()
    return stdout.readline().strip()  # type: ignore[no-any-return]


@posix
def test_what_was_acknowledged_survives_a_kill(opened: Opened, file: Path) -> None:
    with child_processes.start(CAPTURES, file) as child:
        first = _said(child, "capture Satu")
        assert _said(child, "save .") == "saved"
        second, third = _said(child, "capture Dua"), _said(child, "capture Tiga")
        child.kill()
    assert [identity in file.read_text("utf-8") for identity in (first, second, third)] == [
        True,
        False,
        False,
    ]
    shop = opened()
    assert [shop.session.swot[identity].text for identity in (first, second, third)] == [
        "Satu",
        "Dua",
        "Tiga",
    ]
    assert shop.persistence.news == ["2 changes that the last run could not save were restored"]
    assert not shop.persistence.dirty
    assert list(load(file).session.swot)[-3:] == [first, second, third]
    shop.close()
    assert os.listdir(file.parent) == [file.name]
    assert journals() == []
    again = opened()
    assert again.persistence.news == []
    again.close()


KILLS = int(os.environ.get("BIMTEK_KILLS", "30"))
"""How often the session of the next test is killed; 300 by hand."""


@pytest.mark.slow
@posix
def test_killed_at_any_moment_of_a_stream_of_edits_nothing_acknowledged_is_lost(file: Path) -> None:
    state = settings.state_folder()
    path = os.pathsep.join([str(child_processes.ROOT), str(child_processes.ROOT / "tests")])
    code = "import sys; from support import kills; sys.exit(kills.main())"
    with child_processes.start(code, file, str(KILLS), PYTHONPATH=path) as child:
        told, _nothing = child.communicate()
    found = json.loads(told)
    assert found["faults"] == [], f"seed {found['seed']}"
    assert found["lives"] == KILLS
    assert found["opened"]
    assert os.listdir(file.parent) == [file.name]
    assert sorted(os.listdir(state)) == ["journal", "recent.json"]
    assert journals() == []


@posix
def test_a_second_process_shows_and_does_not_edit(opened: Opened, file: Path) -> None:
    with child_processes.start(CAPTURES, file) as child:
        _said(child, "capture Satu")
        shop = opened()
        assert settings.person() in shop.read_only
        assert len(shop.session.swot) == 2
        with pytest.raises(Refused, match="open elsewhere"):
            shop.capture("swot", NEW)
        assert shop.persistence.snapshot() is None
        shop.close()
        assert _said(child, "save .") == "saved"
        assert _said(child, "capture Dua")
        child.kill()
    shop = opened()
    assert shop.read_only == ""
    assert [entry.text for entry in shop.session.swot.values()][-2:] == ["Satu", "Dua"]


def test_a_crash_between_the_save_and_forgetting_the_journal_is_no_news(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    shop.do(edits.revise(shop.session.swot[identity], text="Satu."))
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Dua."))
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Tiga."))
    shop.capture("issue", {"text": "x"})
    shop.undo()
    snapshot = shop.persistence.snapshot()
    assert snapshot
    snapshot.write()  # and no `saved`
    crash(shop)
    written = file.read_bytes()
    left = shop.persistence.journal.path.read_bytes()
    for content in (left, b"".join(line for line in left.splitlines(keepends=True) if b"saved" not in line)):
        shop.persistence.journal.path.write_bytes(content)  # also when the mark of the save is lost
        again = opened()
        assert again.persistence.news == []
        assert not again.persistence.dirty
        again.close()
        assert file.read_bytes() == written
        assert journals() == []


def test_a_crash_while_replaying_loses_nothing_either(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    shop.persistence.journal.path.rename(
        shop.persistence.journal.path.with_name(shop.persistence.journal.path.stem + ".1.replay")
    )
    shop = opened()
    assert identity in load(file).session.swot
    assert journals() == []


def test_a_journal_fits_a_file_that_was_changed_meanwhile(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    shop.do(edits.revise(shop.session.swot["sw-00000001"], votes=3))
    crash(shop)
    _outside(file, "Data belum terpadu.", "Diubah rekan.")
    shop = opened()
    assert shop.session.swot["sw-00000001"].text == "Diubah rekan."
    assert shop.session.swot["sw-00000001"].votes == 3
    assert identity in shop.session.swot
    assert len(shop.persistence.news) == 1


def test_a_journal_that_does_not_fit_is_kept_and_told(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Punya kita."))
    identity = shop.capture("swot", NEW)
    crash(shop)
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    shop = opened()
    assert shop.session.swot["sw-00000001"].text == "Punya mereka."
    assert identity in load(file).session.swot
    assert "1 change" in shop.persistence.news[0]
    assert "“text” of “Punya mereka.”" in shop.persistence.news[1]
    (kept,) = journals()
    assert "Punya kita." in (shop.persistence.journal.path.parent / kept).read_text("utf-8")
    shop.close()
    assert opened().persistence.news == []


def test_a_damaged_journal_is_kept_and_told(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    with shop.persistence.journal.path.open("ab") as journal:
        journal.write(b'{"type":"Add","kind":"sw')
    shop = opened()
    assert identity in load(file).session.swot
    assert "a damaged line" in shop.persistence.news[1]
    assert [name.endswith(".kept") for name in journals()] == [True]


REPLAYS = """
import resource, sys
from pathlib import Path
from bimtek_tui.model import edits
from bimtek_tui.workshop.workshop import open_workshop
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
shop = open_workshop(Path(sys.argv[1]))
print(sys.argv[2] in shop.session.swot and "make room" in shop.persistence.trouble, flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
shop.do(edits.revise(shop.session.swot[sys.argv[2]], text="Lebih baru."))
print("done", flush=True)
if sys.stdin.readline():
    shop.close()
print(shop.persistence.trouble == "", flush=True)
"""


@posix
@pytest.mark.parametrize("then", ["close", "kill"])
def test_a_replay_that_can_not_be_saved_is_saved_later_and_done_with(
    opened: Opened, file: Path, then: str
) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    with child_processes.start(REPLAYS, file, identity) as child:
        assert child.stdout
        assert child.stdout.readline() == "True\n"
        assert child.stdout.readline() == "done\n"
        if then == "close":
            assert _said(child, "close") == "True"
            assert journals() == []
        child.kill()
    shop = opened()
    assert len(shop.persistence.news) == (then == "kill")
    assert shop.session.swot[identity].text == "Lebih baru."
    assert load(file).session == shop.session
    assert journals() == []


FULL = """
import json, resource, sys
from pathlib import Path
from bimtek_tui.errors import CannotSave
from bimtek_tui.workshop.workshop import open_workshop
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
file, limit = Path(sys.argv[1]), int(sys.argv[2])
shop = open_workshop(file)
before = file.read_bytes()
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
ids = [shop.capture("swot", {"quadrant": "threat", "text": "Baru."}) for _ in range(3)]
said = ""
try:
    shop.save()
except CannotSave as error:
    said = str(error)
told = {"said": said, "trouble": shop.persistence.trouble, "kept": all(one in shop.session.swot for one in ids),
        "untouched": file.read_bytes() == before, "beside": sorted(one.name for one in file.parent.iterdir())}
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
if sys.argv[3] == "room":
    ids.append(shop.capture("swot", {"quadrant": "threat", "text": "Lagi."}))
    shop.close()
else:
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    ids.append(shop.capture("swot", {"quadrant": "threat", "text": "Lagi."}))
told |= {"ids": ids, "after": shop.persistence.trouble}
print(json.dumps(told), flush=True)
sys.stdin.readline()
"""


@posix
@pytest.mark.parametrize("limit", [0, 700])
@pytest.mark.parametrize("then", ["room", "kill"])
def test_a_full_disk_is_told_and_nothing_is_lost(opened: Opened, file: Path, limit: int, then: str) -> None:
    with child_processes.start(FULL, file, str(limit), then) as child:
        assert child.stdout
        told = json.loads(child.stdout.readline())
        child.kill()
    assert "make room" in told["said"]
    assert "\n" not in told["said"]
    assert told["trouble"]
    assert told["kept"]
    assert told["untouched"]
    assert len(told["beside"]) <= 3  # the file, its lock, its holder; no temporary file
    if then == "room":
        assert told["after"] == ""
        assert os.listdir(file.parent) == [file.name]
        assert set(told["ids"]) <= load(file).session.swot.keys()
        assert journals() == []
    assert set(told["ids"]) <= opened().session.swot.keys()  # also those that no journal took at first


# The file is elsewhere by now ----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["renamed", "moved", "on another mount point"])
def test_what_was_acknowledged_is_found_wherever_the_file_is_by_now(
    opened: Opened, file: Path, tmp_path: Path, how: str
) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    match how:
        case "renamed":
            now = file.rename(file.with_name("lain.toml"))
        case "moved":
            (tmp_path / "lain").mkdir()
            now = file.rename(tmp_path / "lain" / file.name)
        case _:
            now = file.parent.rename(tmp_path / "mnt") / file.name
    again = open_workshop(now)
    assert identity in again.session.swot
    assert identity in load(now).session.swot
    assert again.persistence.news == ["1 change that the last run could not save was restored"]
    again.close()
    assert journals() == []
    quiet = open_workshop(now)
    assert quiet.persistence.news == []
    quiet.close()


def test_a_copy_does_not_take_what_belongs_to_the_file_that_is_still_there(
    opened: Opened, file: Path
) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    copy = Path(shutil.copy(file, file.with_name("salinan.toml")))
    other = open_workshop(copy)
    assert identity not in other.session.swot
    other.close()
    assert identity in opened().session.swot


def test_another_city_under_the_name_receives_nothing_and_the_own_one_everything(
    opened: Opened, file: Path
) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    mine = file.rename(file.with_name("asli.toml"))
    city = load(mine).session.city
    assert city is not None
    file.write_text(mine.read_text("utf-8").replace(city.name, "Kota Seberang"), "utf-8")
    other = open_workshop(file)
    assert identity not in other.session.swot
    (sentence,) = other.persistence.news
    assert city.name in sentence
    assert "waits for that file" in sentence
    other.close()
    own = open_workshop(mine)
    assert identity in own.session.swot
    own.close()
    assert journals() == []


def test_what_was_made_for_another_state_of_the_file_is_asked_about(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    now = file.rename(file.with_name("lain.toml"))
    now.write_text(now.read_text("utf-8").replace("Data belum terpadu.", "Data sudah terpadu."), "utf-8")
    again = open_workshop(now)
    assert identity not in again.session.swot
    (stray,) = again.persistence.strays
    assert stray.origin.path == str(file)
    again.persistence.adopt(stray)
    assert identity in load(now).session.swot
    assert again.persistence.strays == []
    again.close()
    assert journals() == []


STREAM = """
import sys
from pathlib import Path
from bimtek_tui.workshop.workshop import open_workshop
shop = open_workshop(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    print(shop.capture("swot", {"quadrant": "threat", "text": f"Nomor {number}"}), flush=True)
    shop.save()
shop.close()
print("closed", flush=True)
"""


@posix
def test_stopped_in_the_middle_of_an_act_while_others_write_both_are_kept(file: Path) -> None:
    chance, theirs = random.Random(7), []
    with child_processes.start(STREAM, file, "40") as child:
        assert child.stdout
        ours = [child.stdout.readline().strip()]
        for number in range(10):
            time.sleep(chance.uniform(0, 0.02))  # to stop it anywhere; what is asserted waits for nothing
            child.send_signal(signal.SIGSTOP)
            theirs.append(f"sw-9000000{number}")
            fresh = file.with_name("rekan.tmp")
            fresh.write_bytes(file.read_bytes() + b"\n" + layouts.swot(theirs[-1]).encode())
            fresh.replace(file)
            child.send_signal(signal.SIGCONT)
        ours += child.stdout.read().split()
    assert ours.pop() == "closed"
    there = load(file).session.swot
    asides = [load(aside).session.swot for aside in file.parent.glob("*konflik*")]
    lost = [id for id in ours if id not in there and not any(id in aside for aside in asides)]
    assert lost == []
    assert len(ours) == 40
    # one may be stopped between its last look at the file and the rename, some microseconds that no system closes
    assert len([id for id in theirs if id not in there]) <= 1
