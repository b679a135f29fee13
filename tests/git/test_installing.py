"""`bimtek git install` and `uninstall`: written once, by name, beside what a person has written; and away again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.repositories import FILE, LINE, Repository

pytestmark = pytest.mark.slow

MINE = "# milik saya\n*.toml text\n*.png binary\n"


def attributes(repo: Repository) -> Path:
    return repo.folder / ".gitattributes"


def config(repo: Repository) -> bytes:
    return (repo.folder / ".git" / "config").read_bytes()


def merged_by(repo: Repository, name: str) -> str:
    return repo.git("check-attr", "merge", "--", name).stdout.rpartition(": ")[2].strip()


def test_install_configures_git_and_writes_the_line(plain: Repository) -> None:
    done = plain.bimtek("git", "install")
    assert (done.returncode, done.stderr) == (0, "")
    assert attributes(plain).read_text("utf-8") == LINE
    assert done.stdout.endswith("next: git add .gitattributes .taplo.toml, and commit\n")
    driver = plain.git("config", "--local", "merge.bimtek.driver").stdout
    assert "bimtek git driver" in driver
    assert "/bimtek" not in driver
    assert str(plain.programs) not in driver
    assert plain.git("config", "merge.bimtek.name").stdout
    assert merged_by(plain, FILE) == "bimtek"


def test_a_second_time_nothing_happens(plain: Repository) -> None:
    attributes(plain).write_bytes(MINE.encode())
    plain.bimtek("git", "install")
    before = config(plain), attributes(plain).read_bytes()
    assert before[1] == (MINE + LINE).encode()
    done = plain.bimtek("git", "install")
    assert (done.returncode, done.stderr) == (0, "")
    assert "there already" in done.stdout
    assert (config(plain), attributes(plain).read_bytes()) == before


@pytest.mark.parametrize(
    "content",
    [
        None,
        MINE,
        MINE.rstrip("\n"),
        MINE.replace("\n", "\r\n"),
        MINE.replace("\n", "\r\n").rstrip("\r\n"),
        "\n\n",
    ],
    ids=["no file", "a file", "no final newline", "windows", "windows without final newline", "blank lines"],
)
def test_uninstall_takes_away_exactly_what_install_wrote(plain: Repository, content: str | None) -> None:
    if content is not None:
        attributes(plain).write_bytes(content.encode())
    before = config(plain)
    plain.bimtek("git", "install")
    plain.bimtek("git", "install", "--pattern", "sesi kita/*.toml")
    assert merged_by(plain, FILE) == merged_by(plain, "sesi kita/kota.toml") == "bimtek"
    if content:
        assert attributes(plain).read_bytes().startswith(content.rstrip("\n").encode())
    done = plain.bimtek("git", "uninstall")
    assert (done.returncode, done.stderr) == (0, "")
    assert config(plain) == before
    assert (attributes(plain).read_bytes().decode() if attributes(plain).exists() else None) == content
    assert "nothing was installed" in plain.bimtek("git", "uninstall").stdout


def test_a_line_that_was_there_before_stays(plain: Repository) -> None:
    """Such as that of a colleague who installed it, and committed."""
    attributes(plain).write_bytes(LINE.encode())
    assert "has the line already" in plain.bimtek("git", "install").stdout
    plain.bimtek("git", "uninstall")
    assert attributes(plain).read_bytes() == LINE.encode()
    attributes(plain).write_bytes(b"*.toml  merge=bimtek\n")
    assert "already" in plain.bimtek("git", "install").stdout
    assert attributes(plain).read_bytes() == b"*.toml  merge=bimtek\n"


def test_what_was_written_behind_the_line_stays(plain: Repository) -> None:
    attributes(plain).write_bytes(b"*.png binary")
    plain.bimtek("git", "install")
    content = attributes(plain).read_bytes()
    attributes(plain).write_bytes(content + b"\n*.md text\n")
    plain.bimtek("git", "uninstall")
    assert attributes(plain).read_bytes() == b"*.png binary\n*.md text\n"


@pytest.mark.parametrize("own", ["merge=union", "-merge", "binary"])
def test_an_own_line_for_the_same_files_is_told_and_stays(plain: Repository, own: str) -> None:
    content = f"*.png binary\nsessions/*.toml {own}\n".encode()
    attributes(plain).write_bytes(content)
    done = plain.bimtek("git", "install")
    assert done.returncode == 1
    assert f".gitattributes:2: this line of yours says “{own.removeprefix('merge=')}”" in done.stderr
    assert attributes(plain).read_bytes() == content


def test_an_own_line_for_more_files_is_told_and_stays(plain: Repository) -> None:
    attributes(plain).write_bytes(b"*.toml merge=union\n")
    done = plain.bimtek("git", "install")
    assert done.returncode == 1
    assert "(union)" in done.stderr
    assert LINE.strip() in done.stderr
    assert attributes(plain).read_bytes() == b"*.toml merge=union\n"


def test_an_own_driver_of_the_name_is_told_and_stays(plain: Repository) -> None:
    plain.git("config", "merge.bimtek.driver", "/venv/bin/bimtek merge %O %A %B -o %A")
    done = plain.bimtek("git", "install")
    assert done.returncode == 1
    assert "it stays: /venv/bin/bimtek merge" in done.stderr
    assert plain.git("config", "merge.bimtek.driver").stdout.startswith("/venv/bin")
    assert plain.bimtek("git", "uninstall").returncode == 1
    assert plain.git("config", "merge.bimtek.driver").stdout.startswith("/venv/bin")


def test_a_driver_of_an_earlier_bimtek_is_renewed(plain: Repository) -> None:
    plain.bimtek("git", "install")
    wanted = config(plain)
    plain.git("config", "merge.bimtek.driver", "bimtek git driver --sure %O %A %B")
    assert plain.bimtek("git", "install").returncode == 0
    assert config(plain) == wanted


def test_installed_again_before_its_removal_was_committed(plain: Repository) -> None:
    plain.bimtek("git", "install")
    plain.git("add", "-A")
    plain.git("commit", "-q", "-m", "sesi")
    plain.bimtek("git", "uninstall")
    assert not attributes(plain).exists()
    assert plain.bimtek("git", "install").returncode == 0
    assert attributes(plain).read_text("utf-8") == LINE
    plain.git("add", "-A")
    assert merged_by(plain, FILE) == "bimtek"


def test_half_a_driver_that_stops_every_merge_is_told_and_goes(repo: Repository) -> None:
    repo.git("config", "--unset", "merge.bimtek.driver")
    found = repo.bimtek("git", "check")
    assert found.returncode == 1
    assert "git stops at every merge" in found.stderr
    assert "bimtek git install" in found.stderr
    done = repo.bimtek("git", "uninstall")
    assert (done.returncode, done.stderr) == (0, "")
    assert repo.git("config", "--get-regexp", "^merge", fails=True).stdout == ""


def test_sessions_elsewhere(plain: Repository) -> None:
    plain.write('schema_version = 1\nmethod = "kominfo-1"\n', "sesi/kota.toml")
    done = plain.bimtek("git", "install")
    assert "git merges sesi/kota.toml as text: bimtek git install --pattern 'sesi/*.toml'" in done.stderr
    done = plain.bimtek("git", "install", "--pattern", ".\\sesi\\*.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert merged_by(plain, "sesi/kota.toml") == "bimtek"
    for bad in ("", "!x", "a\nb"):
        assert plain.bimtek("git", "install", f"--pattern={bad}").returncode == 2


def test_from_a_folder_below_the_top_is_written_at_the_top(plain: Repository) -> None:
    (plain.folder / "sub").mkdir()
    assert plain.bimtek("git", "install", folder="sub").returncode == 0
    assert attributes(plain).read_text("utf-8") == LINE


def test_everywhere(plain: Repository) -> None:
    before = config(plain)
    assert plain.bimtek("git", "install", "--global").returncode == 0
    assert config(plain) == before
    assert not attributes(plain).exists()
    assert merged_by(plain, FILE) == "bimtek"
    assert "bimtek git driver" in plain.git("config", "--global", "merge.bimtek.driver").stdout
    assert "there already" in plain.bimtek("git", "install", "--global").stdout
    assert plain.bimtek("git", "uninstall", "--global").returncode == 0
    assert plain.git("config", "--global", "--list").stdout == ""
    assert merged_by(plain, FILE) == "unspecified"


def test_everywhere_with_a_file_of_the_persons_choice(plain: Repository) -> None:
    own = plain.programs / "attributes"
    own.write_bytes(b"*.png binary\n")
    plain.git("config", "--global", "core.attributesFile", str(own))
    plain.bimtek("git", "install", "--global")
    assert own.read_bytes() == b"*.png binary\n" + LINE.encode()
    plain.bimtek("git", "uninstall", "--global")
    assert own.read_bytes() == b"*.png binary\n"


@pytest.mark.parametrize("command", ["install", "uninstall", "check"])
def test_without_a_repository_or_git_there_is_one_sentence(plain: Repository, command: str) -> None:
    done = plain.bimtek("git", command, folder="..")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "not a git repository" in done.stderr
    assert "go to the folder of the repository" in done.stderr
    plain.env["PATH"] = os.devnull
    done = plain.bimtek("git", command)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "git can't be started" in done.stderr


def test_git_alone_says_what_there_is(plain: Repository) -> None:
    done = plain.bimtek("git")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "say what to do: install, uninstall, check; see bimtek git --help\n"
    done = plain.bimtek("git", "instal")
    assert done.stderr == "there is no command “instal” (did you mean “install”?); see bimtek git --help\n"
