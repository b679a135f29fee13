"""What `bimtek git install` leaves for editors and for git's own commands: a formatter's file, the story of one entry."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig

import pytest
from support.repositories import FILE, Repository

from bimtek_tui import resources
from bimtek_tui.git import editor

pytestmark = pytest.mark.slow

TAPLO = shutil.which(
    "taplo", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
)
SAMPLE = resources.sample_session("kota-contoh").read_text(encoding="utf-8")
FOLDER = resources.folder("sessions").parent


@pytest.mark.skipif(TAPLO is None, reason="taplo is not installed")
@pytest.mark.parametrize("where", [".", "sessions"])
def test_a_formatter_of_an_editor_leaves_a_session_as_it_is(plain: Repository, where: str) -> None:
    plain.write(SAMPLE)

    def formatted() -> None:
        subprocess.run([str(TAPLO), "fmt"], cwd=plain.folder / where, capture_output=True, timeout=120)

    formatted()
    assert plain.text.count("\n") < SAMPLE.count("\n")  # what it would do
    plain.write(SAMPLE)
    assert plain.bimtek("git", "install").returncode == 0
    formatted()
    assert plain.text == SAMPLE


def test_the_file_is_written_once_and_taken_away_as_it_was(plain: Repository) -> None:
    file = plain.folder / ".taplo.toml"
    plain.bimtek("git", "install")
    assert file.read_bytes() == editor.CONTENT == (FOLDER / ".taplo.toml").read_bytes()
    assert "there already" in plain.bimtek("git", "install").stdout
    assert f"removed: {file}" in plain.bimtek("git", "uninstall").stdout
    assert not file.exists()


@pytest.mark.parametrize("name", editor.NAMES)
def test_a_file_of_ones_own_stays_and_is_told(plain: Repository, name: str) -> None:
    file = plain.folder / name
    file.write_bytes(b"[formatting]\nindent_tables = true\n")
    done = plain.bimtek("git", "install")
    assert "array_auto_collapse = false" in done.stdout
    plain.bimtek("git", "uninstall")
    assert file.read_bytes() == b"[formatting]\nindent_tables = true\n"
    assert len([one for one in editor.NAMES if (plain.folder / one).exists()]) == 1


def test_for_all_repositories_no_file_is_written(plain: Repository) -> None:
    assert plain.bimtek("git", "install", "--global").returncode == 0
    assert not (plain.folder / ".taplo.toml").exists()


def test_git_tells_the_story_of_one_entry_by_its_id(repo: Repository) -> None:
    """The banner is what `diff=markdown` takes for the head of a function: nothing has to be configured."""
    identity = "pr-qb5arbad"
    repo.commit(SAMPLE, say="satu")
    changed = SAMPLE.replace(f'id = "{identity}"\nname = "', f'id = "{identity}"\nname = "Baru: ')
    repo.commit(changed, say="dua")
    repo.commit(changed.replace('name = "Kota Contoh"', 'name = "Kota Lain"'), say="tiga")
    told = repo.git("log", "--format=commit %s", "-L", f":{identity}:{FILE}").stdout
    assert [line for line in told.splitlines() if line.startswith("commit ")] == ["commit dua", "commit satu"]
    assert '+name = "Baru: ' in told
    assert told.count("[[program]]") == 2
