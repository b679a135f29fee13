"""`bimtek git check`: does it work here, and did the last merge lose anything; each finding with its way out."""

from __future__ import annotations

import pytest
from support.layouts import CITY, TOP, swot
from support.repositories import FILE, Repository

pytestmark = pytest.mark.slow

ONE, TWO = swot("sw-00000001"), swot("sw-00000002")
BASE = "\n".join([TOP, CITY, ONE, TWO])
NEW, OTHER = (f"\n{swot(id)}".replace("T09", "T10") for id in ("sw-0000000a", "sw-0000000b"))


def told(repo: Repository) -> list[str]:
    """What `check` finds; its exit code says whether it finds anything."""
    done = repo.bimtek("git", "check")
    found = done.stderr.splitlines()
    assert done.returncode == (1 if found else 0)
    return found


def test_all_is_well(repo: Repository) -> None:
    repo.commit(BASE)
    done = repo.bimtek("git", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "git has the merge driver, and it answers\n1 session is given to the driver\n"
    assert repo.git("status", "--porcelain").stdout == ""


def test_nothing_is_installed(plain: Repository) -> None:
    plain.write(BASE)
    plain.write("x = 1\n", "pyproject.toml")
    driver, attributes = told(plain)
    assert driver.endswith("so it merges them as text: bimtek git install")
    assert attributes == f"git merges {FILE} as text: bimtek git install"


def test_attributes_without_a_driver_and_a_driver_without_attributes(repo: Repository) -> None:
    repo.commit(BASE)
    repo.git("config", "--remove-section", "merge.bimtek")
    (found,) = told(repo)
    assert "git has no merge driver" in found
    repo.bimtek("git", "install")
    assert told(repo) == []
    repo.git("rm", "-q", ".gitattributes")
    (found,) = told(repo)
    assert found == f"git merges {FILE} as text: bimtek git install"


def test_a_line_that_merges_them_in_another_way(repo: Repository) -> None:
    repo.commit(BASE)
    repo.write("*.toml merge=union\n", "sessions/.gitattributes")
    (found,) = told(repo)
    assert f"a line of .gitattributes has {FILE} merged in another way (union)" in found


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (None, "there is no such command"),
        ("#!/bin/sh\nexit 0\n", "it did not merge"),
        ("#!/bin/sh\necho rusak >&2\nexit 1\n", "rusak"),
    ],
)
def test_bimtek_does_not_answer(repo: Repository, script: str | None, reason: str) -> None:
    if script is None:
        repo.without_bimtek()
    else:
        repo.with_bimtek(script)
    (found,) = told(repo)
    assert "“bimtek” does not answer" in found
    assert reason in found
    assert "PATH" in found


def test_a_driver_by_path_and_one_of_another_version(repo: Repository) -> None:
    repo.git("config", "merge.bimtek.driver", "/venv/bin/bimtek merge %O %A %B -o %A")
    (found,) = told(repo)
    assert "not bimtek's own line (/venv/bin/bimtek" in found
    assert "--unset" in found
    line = "bimtek git driver --sure -- %O %A %B; test $? = 40"
    repo.git("config", "merge.bimtek.driver", line)
    (found,) = told(repo)
    assert "bimtek git install renews it" in found


def test_a_conflict_that_nobody_has_settled(repo: Repository) -> None:
    repo.branches(BASE, BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1))
    repo.git("merge", "mereka", fails=True)
    assert f"{FILE} is in conflict: settle it by hand, or with: bimtek resolve {FILE}" in told(repo)


def test_a_conflict_in_what_is_no_session_is_left_to_git(repo: Repository) -> None:
    repo.branches("a = 1\n", "a = 2\n", "a = 3\n", "Cargo.toml")
    repo.git("merge", "mereka", fails=True)
    assert told(repo) == []


def test_a_command_to_be_copied_holds_the_file_as_one_word(repo: Repository) -> None:
    name = "sessions/kota baru.toml"
    repo.branches(BASE, BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1), name)
    repo.git("merge", "mereka", fails=True)
    (found,) = told(repo)
    assert found.endswith(f"bimtek resolve '{name}'")
    done = repo.bimtek("resolve", name)
    assert done.stdout.rstrip().endswith(f"git add '{name}'")


def merged_into(repo: Repository, result: str, ours: str, theirs: str) -> None:
    """A merge whose result somebody made otherwise."""
    repo.branches(BASE, ours, theirs)
    repo.git("merge", "-q", "--no-commit", "mereka", fails=None)
    repo.commit(result, say="gabung")


def test_entries_that_a_merge_lost(repo: Repository) -> None:
    merged_into(repo, BASE + NEW, BASE + NEW, BASE + OTHER)
    theirs = repo.git("rev-parse", "mereka").stdout[:10]
    (found,) = told(repo)
    assert f"lost 1 entry of {FILE} that {theirs} has (sw-0000000b)" in found
    _sentence, _colon, way = found.rpartition("; bring it back: ")
    show, merge = way.split("; ")
    assert show == f"git show {theirs}:{FILE} > lain.toml"
    repo.write(repo.git("show", f"{theirs}:{FILE}").stdout, "lain.toml")
    assert repo.bimtek(*merge.split()[1:]).returncode == 0
    (repo.folder / "lain.toml").unlink()
    assert told(repo) == []
    assert "sw-0000000b" in repo.text


def test_entries_that_a_side_took_away_are_not_lost(repo: Repository) -> None:
    merged_into(repo, BASE.replace(ONE + "\n", "") + NEW, BASE + NEW, BASE.replace(ONE + "\n", ""))
    assert told(repo) == []
    repo.commit(BASE.replace(ONE + "\n", ""), say="dipangkas")  # and what was pruned after the merge neither
    assert told(repo) == []


def test_a_merge_that_took_one_side_whole(repo: Repository) -> None:
    """As git leaves it when a driver dies, and somebody commits that."""
    merged_into(repo, BASE + NEW, BASE + NEW, BASE.replace("belum", "sudah", 1))
    (found,) = told(repo)
    theirs = repo.git("rev-parse", "mereka").stdout[:10]
    assert f"took {FILE} whole from the other side, without what {theirs} changed" in found
    way = found.rpartition("see: ")[2]
    assert "Data [-belum-] {+sudah+} terpadu." in repo.bimtek(*way.split()[1:]).stdout
    repo.commit((BASE + NEW).replace("belum", "sudah", 1), say="dibetulkan")
    assert told(repo) == []


def test_the_merge_of_a_repository_without_a_commit_or_a_merge(plain: Repository) -> None:
    plain.bimtek("git", "install")
    assert told(plain) == []
    plain.commit(BASE)
    assert told(plain) == []
