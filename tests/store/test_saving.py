"""Saving: the old file or the new one, never anything in between, and nothing left lying about."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from support import child_processes

from bimtek_tui.errors import CannotSave
from bimtek_tui.store import saving

posix = pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "kota.toml"
    saving.replace(file, b"satu\n")
    saving.replace(file, b"dua\r\n")
    assert file.read_bytes() == b"dua\r\n"
    assert os.listdir(tmp_path) == ["kota.toml"]


@posix
def test_mode_and_link_are_kept(tmp_path: Path) -> None:
    real = tmp_path / "asli.toml"
    real.write_bytes(b"x")
    real.chmod(0o640)
    link = tmp_path / "tautan.toml"
    link.symlink_to(real)
    saving.replace(link, b"y")
    assert link.is_symlink()
    assert real.read_bytes() == b"y"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@posix
def test_a_new_file_has_the_mode_that_new_files_have(tmp_path: Path) -> None:
    (tmp_path / "biasa").write_bytes(b"")
    saving.replace(tmp_path / "baru", b"")
    assert (tmp_path / "baru").stat().st_mode == (tmp_path / "biasa").stat().st_mode


@posix
@pytest.mark.parametrize("what", ["folder", "loop", "no folder", "long name"])
def test_where_no_file_can_stand_is_a_sentence_and_nothing_is_left(tmp_path: Path, what: str) -> None:
    path = tmp_path / "kota.toml"
    if what == "folder":
        path.mkdir()
    elif what == "loop":
        path.symlink_to(path)
    elif what == "no folder":
        path = tmp_path / "tiada" / "kota.toml"
    else:
        path = tmp_path / ("k" * 250)
    before = os.listdir(tmp_path)
    with pytest.raises(CannotSave) as error:
        saving.replace(path, b"x")
    assert path.name in str(error.value)
    assert "\n" not in str(error.value)
    assert os.listdir(tmp_path) == before


@posix
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_is_write_protected_stays(tmp_path: Path, what: str) -> None:
    file = tmp_path / "kota.toml"
    file.write_bytes(b"lama")
    (file if what == "file" else tmp_path).chmod(0o555)
    try:
        if os.access(file if what == "file" else tmp_path, os.W_OK):
            pytest.skip("this user may write everywhere")
        with pytest.raises(CannotSave):
            saving.replace(file, b"baru")
        assert file.read_bytes() == b"lama"
        assert os.listdir(tmp_path) == ["kota.toml"]
    finally:
        tmp_path.chmod(0o755)


def test_temporary_files_of_an_interrupted_save_are_swept_and_no_others(tmp_path: Path) -> None:
    file = tmp_path / "kota[1].toml"
    stale, fresh, other = (
        tmp_path / name for name in (".kota[1].toml.aa.tmp", ".kota[1].toml.bb.tmp", ".kota1.toml.cc.tmp")
    )
    for one in (file, stale, fresh, other):
        one.write_bytes(b"x")
    for one in (stale, other):
        os.utime(one, (1, 1))
    saving.sweep(file)
    assert sorted(os.listdir(tmp_path)) == sorted([file.name, fresh.name, other.name])


FULL = """
import resource, sys
from pathlib import Path
from bimtek_tui.store import saving
from bimtek_tui.errors import CannotSave
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
try:
    saving.replace(Path(sys.argv[1]), b"x" * 20_000)
except CannotSave as error:
    print(error)
"""


@posix
def test_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "kota.toml"
    file.write_bytes(b"lama")
    with child_processes.start(FULL, file) as child:
        told, _errors = child.communicate()
    assert "make room" in told
    assert len(told.splitlines()) == 1
    assert file.read_bytes() == b"lama"
    assert os.listdir(tmp_path) == ["kota.toml"]


KILLED = """
import sys
from pathlib import Path
from bimtek_tui.store import saving
number = 0
while True:
    number += 1
    saving.replace(Path(sys.argv[1]), b"%06d\\n" % number * 20_000)
    if number == 3:
        print("menulis", flush=True)
"""


@posix
def test_a_kill_while_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "kota.toml"
    for _ in range(5):
        with child_processes.start(KILLED, file) as child:
            assert child.stdout
            child.stdout.readline()
            child.kill()
        lines = file.read_bytes().splitlines()
        assert len(lines) == 20_000
        assert len(set(lines)) == 1
    for left in tmp_path.glob(".*.tmp"):
        os.utime(left, (1, 1))
    saving.sweep(file)
    assert os.listdir(tmp_path) == ["kota.toml"]


POSIX = pytest.mark.skipif(os.name == "nt", reason="links, pipes and modes as POSIX has them")


@POSIX
def test_what_is_made_beside_a_session_follows_no_link_and_waits_for_no_pipe(tmp_path: Path) -> None:
    session, theirs = tmp_path / "kota.toml", tmp_path / "rahasia"
    session.write_bytes(b"x")
    theirs.write_bytes(b"milik orang")
    (tmp_path / "buku.md").symlink_to(theirs)
    os.mkfifo(tmp_path / "pipa.md")
    saving.replace(tmp_path / "buku.md", b"buku", beside=session)
    assert theirs.read_bytes() == b"milik orang"
    assert (tmp_path / "buku.md").read_bytes() == b"buku"
    assert not (tmp_path / "buku.md").is_symlink()
    (tmp_path / "ke-pipa.md").symlink_to(tmp_path / "pipa.md")
    for pipe in ("pipa.md", "ke-pipa.md"):
        with pytest.raises(CannotSave, match="no regular file"):
            saving.replace(tmp_path / pipe, b"buku", beside=session)


@POSIX
def test_what_is_made_beside_a_private_session_is_private(tmp_path: Path) -> None:
    session = tmp_path / "kota.toml"
    session.write_bytes(b"x")
    session.chmod(0o600)
    aside = saving.set_aside(session, b"y")
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    there = tmp_path / "terbuka.md"
    there.write_bytes(b"")
    there.chmod(0o640)
    saving.replace(there, b"z", beside=session)  # what was opened to others by a person stays so
    assert stat.S_IMODE(there.stat().st_mode) == 0o640
