"""The lock: one writer, who is named to the others; a dead one leaves nothing in the way."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import child_processes
from support.workshops import posix

from bimtek_tui import settings
from bimtek_tui.store.lock import Lock

HOLDER = """
import sys
from pathlib import Path
from bimtek_tui.store.lock import Lock
lock = Lock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.readline()
lock.release()
"""


@contextmanager
def holder(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it gets a line."""
    with child_processes.start(HOLDER, file, LOGNAME="Bu Sari", USER="Bu Sari", USERNAME="Bu Sari") as child:
        assert child.stdout
        assert child.stdout.readline() == "True\n"
        yield child
        if child.poll() is None:
            child.communicate("\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "kota.toml").write_text("x")
    return tmp_path / "kota.toml"


def test_a_second_one_is_told_who_holds_it_and_gets_it_after(file: Path) -> None:
    lock = Lock(file)
    with holder(file):
        assert not lock.acquire()
        assert not lock.held
        assert lock.holder.startswith("Bu Sari @ ")
    assert os.listdir(file.parent) == [file.name]
    assert lock.acquire()
    lock.release()
    assert os.listdir(file.parent) == [file.name]


def test_a_second_one_of_the_same_process_does_not_get_it_either(file: Path) -> None:
    first, second = Lock(file), Lock(file)
    assert first.acquire()
    assert not second.acquire()
    second.release()
    assert first.held
    first.release()


def test_the_lock_of_a_killed_holder_is_free(file: Path) -> None:
    with holder(file) as child:
        child.kill()
        child.wait()
    lock = Lock(file)
    assert lock.acquire()
    lock.release()
    assert os.listdir(file.parent) == [file.name]


@pytest.mark.parametrize("left", [b"Bu Sari @ laptop\n", b"\xff\xfe\n\x1b[31m", b""])
def test_what_a_dead_holder_left_is_in_nobodys_way(file: Path, left: bytes) -> None:
    file.with_name(f".{file.name}.lock").write_bytes(b"")
    file.with_name(f".{file.name}.holder").write_bytes(left)
    lock = Lock(file)
    assert lock.acquire()
    other = Lock(file)
    assert not other.acquire()
    assert " @ " in other.holder
    lock.release()
    assert os.listdir(file.parent) == [file.name]


def test_a_name_that_is_no_text_is_no_hindrance(file: Path) -> None:
    with holder(file):
        for name, shown in ((b"\xff\xfe", "?"), (b"\x1b[31mBu\nSari", "Bu Sari"), (b"", "?")):
            file.with_name(f".{file.name}.holder").write_bytes(name)
            lock = Lock(file)
            assert not lock.acquire()
            assert lock.holder == shown


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_a_link_has_the_lock_of_its_file(file: Path) -> None:
    link = file.with_name("tautan.toml")
    link.symlink_to(file)
    with holder(file):
        assert not Lock(link).acquire()


def test_it_outlives_the_replacement_of_the_file(file: Path) -> None:
    with holder(file):
        fresh = file.with_name("baru")
        fresh.write_text("y")
        fresh.replace(file)
        assert not Lock(file).acquire()


def test_where_no_lock_can_stand_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    lock = Lock(tmp_path / "berkas" / "kota.toml")
    assert not lock.acquire()
    assert lock.fault
    assert not lock.held


@pytest.mark.skipif(os.name == "nt", reason="links and devices as POSIX has them")
@pytest.mark.parametrize("kind", ["link", "pipe", "device", "folder"])
@pytest.mark.parametrize("name", ["lock", "holder"])
def test_nothing_is_read_or_written_through_what_a_stranger_laid_there(
    file: Path, kind: str, name: str
) -> None:
    theirs, laid = file.parent / "rahasia", file.parent / f".kota.toml.{name}"
    theirs.write_text("milik orang")
    match kind:
        case "link":
            laid.symlink_to(theirs)
        case "pipe":
            os.mkfifo(laid)
        case "device":
            laid.symlink_to("/dev/zero")
        case "folder":
            laid.mkdir()
    lock = Lock(file)
    if name == "lock":
        assert not lock.acquire()
        assert f"{laid} is no regular file: remove it" in lock.hindrance
    else:
        assert lock.acquire()
        lock.release()
    assert theirs.read_text() == "milik orang"


def test_a_lock_whose_holder_is_not_named_says_which_file_to_remove(file: Path) -> None:
    with holder(file):
        (file.parent / ".kota.toml.holder").unlink()
        (file.parent / ".kota.toml.holder").write_bytes(b"\xff" * 5000)
        lock = Lock(file)
        assert not lock.acquire()
        assert f"remove {file.parent / '.kota.toml.lock'}" in lock.hindrance


@posix
@pytest.mark.parametrize("error", [errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL])
def test_a_drive_that_knows_no_locks_is_a_sentence_with_a_way_out(
    error: int, file: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    import fcntl

    def flock(_handle: object, _what: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(fcntl, "flock", flock)
    first, second = Lock(file), Lock(file)
    taken = first.acquire()
    assert not second.acquire()
    if taken:  # a file alone is the lock there, which stays when its holder is killed
        assert settings.person() in second.hindrance
        assert f"remove {file.with_name(f'.{file.name}.lock')}" in second.hindrance
        file.with_name(f".{file.name}.lock").unlink()
        assert second.acquire()
    for lock in (first, second):
        assert lock.held or "open a copy" in lock.hindrance
        lock.release()
    assert [str(warning.message) for warning in recwarn] == []
