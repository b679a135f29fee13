"""Other programs at work on the file under the open one: git, an editor, a second window, a full disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.saved_entries import entries, entry

if TYPE_CHECKING:
    from support.terminal import Terminal

Open = Callable[..., "Terminal"]

STRENGTH = "Wali Kota memimpin sendiri rapat bulanan evaluasi layanan publik."
WEAKNESS = "Hanya 15 dari 46 pranata komputer bertugas di luar Diskominfo."

_WHO = {"GIT_AUTHOR_NAME": "Rekan", "GIT_AUTHOR_EMAIL": "r@x", "GIT_COMMITTER_NAME": "Rekan", "GIT_COMMITTER_EMAIL": "r@x"}  # fmt: skip


def git(folder: Path, *words: str, fails: bool = False) -> None:
    """Run git as a person without settings of their own does."""
    env = os.environ | _WHO | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *words], cwd=folder, env=env, capture_output=True, encoding="utf-8")
    assert (done.returncode != 0) == fails, done.stdout + done.stderr


def replace(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), encoding="utf-8")


def saved(terminal: Terminal, file: Path, **wanted: str) -> Terminal:
    """Wait until an entry stands in the file."""
    return terminal.until(lambda: len(entries(file, "swot", **wanted)) == 1, f"{wanted} to be saved")


@pytest.fixture
def clones(tmp_path: Path, sample: Path) -> tuple[Path, Path]:
    """The session in the clones of two people."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    here, there = tmp_path / "sini", tmp_path / "kantor"
    there.mkdir()
    shutil.move(sample, there)
    git(there, "init", "-b", "main")
    git(there, "add", ".")
    git(there, "commit", "-m", "Mulai")
    git(tmp_path, "clone", str(there), str(here))
    return here / sample.name, there / sample.name


def board(start: Open, file: Path, **more: object) -> Terminal:
    terminal = start("--lang", "en", "open", file, **more).wait("Kota Contoh", "Checklist", "Tick")
    terminal.press("f2").wait("Stage 1 · Agenda").press(",").wait("Stage 1 · SWOT", "Strengths", "Add")
    return terminal


def test_a_pull_under_the_open_program_comes_in_while_one_types(
    start: Open, clones: tuple[Path, Path]
) -> None:
    here, there = clones
    replace(there, STRENGTH, "Diperbaiki di kantor.")
    git(there.parent, "commit", "-am", "Perbaikan")

    terminal = board(start, here).press("a").wait("Enter records")
    terminal.type("Lampu jalan hemat").press("enter").wait("S14 Lampu jalan hemat")
    saved(terminal, here, text="Lampu jalan hemat").type("Trotoar")
    git(here.parent, "commit", "-am", "Di aula")
    git(here.parent, "pull", "--no-rebase", "--no-edit")
    terminal.wait("taken in from outside – SWOT entry “Diperbaiki di kantor.” changed (Text)")
    terminal.wait("▸ Trotoar", "S14 Lampu jalan hemat")
    terminal.type(" putus").press("enter").wait("S15 Trotoar putus").press("escape").wait_gone(
        "Enter records"
    )
    saved(terminal, here, text="Trotoar putus")

    git(here.parent, "commit", "-am", "Lagi")
    git(here.parent, "checkout", "HEAD~1", "--", here.name)
    terminal.wait("1 thing entered here is gone").wait_gone("S15 Trotoar")
    terminal.press("escape").wait_gone("1 thing entered here is gone")
    git(here.parent, "reset", "--hard")
    terminal.wait("“Trotoar putus” added", "Strengths 15")
    assert terminal.leave() == 0
    git(here.parent, "diff", "--exit-code")


def test_a_merge_that_git_leaves_open_is_never_overwritten(start: Open, clones: tuple[Path, Path]) -> None:
    here, there = clones
    replace(there, STRENGTH, "Diperbaiki di kantor.")
    git(there.parent, "commit", "-am", "Perbaikan")
    replace(here, STRENGTH, "Diperbaiki di aula.")
    git(here.parent, "commit", "-am", "Di aula")

    terminal = board(start, here, rows=24, columns=80)
    git(here.parent, "pull", "--no-rebase", "--no-edit", fails=True)
    marked = here.read_bytes()
    assert b"<<<<<<< " in marked
    terminal.wait("marks of a git conflict", "bimtek resolve kota-contoh.toml")
    terminal.press("a").wait("Enter records").type("Jalan terus").press("enter").wait("NOT SAVED")
    terminal.press("escape").wait_gone("Enter records").settle()
    assert here.read_bytes() == marked
    git(here.parent, "checkout", "--theirs", here.name)
    saved(terminal, here, text="Jalan terus").wait("taken in from outside").wait_gone("NOT SAVED")
    assert terminal.leave() == 0
    assert entry(here, "swot", text="Diperbaiki di kantor.")


def test_leaving_with_what_can_not_be_settled_says_where_ours_lies(start: Open, sample: Path) -> None:
    terminal = board(start, sample).press("a").wait("Enter records")
    sample.write_text("rusak =", encoding="utf-8")
    terminal.wait("not valid TOML").type("Jalan terus").press("enter").wait("NOT SAVED", "S14 Jalan terus")
    terminal.press("ctrl+q").wait("ctrl+q once more leaves and keeps your whole state beside the file")
    assert terminal.leave() == 0
    assert b"your whole state lies in kota-contoh.konflik-1.toml" in terminal.raw
    assert sample.read_text(encoding="utf-8") == "rusak ="
    assert entry(sample.with_name("kota-contoh.konflik-1.toml"), "swot", text="Jalan terus")


def test_a_second_window_may_edit_once_the_first_was_killed(start: Open, sample: Path) -> None:
    first = board(start, sample, env={"LOGNAME": "ratna"})
    second = start("--lang", "en", "open", sample).wait("open elsewhere", "ratna", "read only")
    first.press("a").wait("Enter records").type("Sudah dicatat").press("enter").wait("S14 Sudah dicatat")
    first.kill()
    second.wait("you can edit here").wait_gone("read only")
    saved(second, sample, text="Sudah dicatat")
    assert second.leave() == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of another process are Linux's")
def test_on_a_full_disk_entries_go_on_and_are_saved_when_there_is_room(start: Open, sample: Path) -> None:
    import resource

    before = sample.read_bytes()
    terminal = board(start, sample, columns=80, rows=24).press("a").wait("Enter records")
    room = resource.prlimit(
        terminal.process.pid, resource.RLIMIT_FSIZE, (len(before) // 2, resource.RLIM_INFINITY)
    )
    terminal.type("Satu").press("enter").wait("S14 Satu")
    terminal.wait("could not be saved", "make room", "the journal keeps what you enter", "NOT SAVED")
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    terminal.type("Dua").press("enter").wait("S15 Dua", "the journal", "can't be written")
    terminal.press("escape").wait_gone("Enter records").press("ctrl+s").wait(
        "don't leave before this is mended"
    )
    assert sample.read_bytes() == before
    assert sorted(one.name for one in sample.parent.glob(".*.tmp")) == []

    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, room)
    saved(terminal, sample, text="Satu").wait("Everything is in the file again.").wait_gone(
        "NOT SAVED"
    ).wait_gone("make room")
    assert terminal.leave() == 0
    assert entry(sample, "swot", text="Dua")
    assert [name for name in os.listdir(sample.parent) if not name.endswith(".png")] == [sample.name]
