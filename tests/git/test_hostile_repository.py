"""A repository that a stranger prepared: looking into it runs nothing that it brings, and goes nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.layouts import CITY, TOP, swot
from support.repositories import FILE, Repository
from support.traps import set_traps, trace, trap

PACKAGE = Path(__file__).parents[2] / "bimtek_tui"
BASE = "\n".join([TOP, CITY, swot("sw-00000001")])
OURS, THEIRS = BASE + swot("sw-0000000a"), BASE + swot("sw-0000000b")

CALLS = (
    ("check", FILE),
    ("status", FILE),
    ("diff", "--rev", "HEAD~1", FILE),
    ("diff", "--rev", "HEAD~2..HEAD", FILE),
    ("diff", "--signed", FILE),
    ("diff", FILE),
    ("diff", "--rev", "HEAD~2..HEAD", "--format", "html"),
    ("diff", f"HEAD~1:{FILE}", FILE),
    ("log", FILE),
    ("log", FILE, "--id", "sw-0000000a", "--since", "HEAD~2"),
    ("fingerprint", FILE),
    ("fingerprint", "--signed", FILE),
    ("git", "check"),
    ("resolve", FILE),
    ("fmt", "--check", FILE),
)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_looking_runs_nothing_of_the_repository(plain: Repository, call: tuple[str, ...]) -> None:
    for text in (BASE, OURS, BASE):
        plain.commit(text)
    plain.branches(BASE, OURS, THEIRS)
    plain.git("merge", "mereka", fails=None)
    set_traps(plain)
    plain.bimtek(*call)
    assert trace(plain) == ""


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
@pytest.mark.parametrize("url", ["folder", "file", "ssh", "ext", "other"])
def test_an_honest_or_hostile_partial_clone_fetches_nothing(
    plain: Repository, call: tuple[str, ...], url: str
) -> None:
    for text in (BASE, OURS, THEIRS, OURS):
        plain.commit(text)
    names = [plain.git("rev-parse", f"HEAD~{back}:{FILE}").stdout.strip() for back in (1, 2, 3)]
    for name in names:  # the promisor has them; HEAD has the content of HEAD~2
        (plain.folder / ".git/objects" / name[:2] / name[2:]).unlink(missing_ok=True)
    for key, value in {
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.partialCloneFilter": "blob:none",
        "remote.origin.uploadpack": trap(plain, "uploadpack"),
        "core.sshCommand": trap(plain, "ssh"),
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "remote.origin.url": {
            "folder": str(plain.folder.parent),
            "file": f"file://{plain.folder.parent}",
            "ssh": "ssh://contoh.invalid/x",
            "ext": "ext::" + trap(plain, "ext"),
            "other": "lain::x",
        }[url],
    }.items():
        plain.git("config", key, value)
    done = plain.bimtek(*call)
    assert "Traceback" not in done.stderr
    assert trace(plain) == ""


def test_the_driver_is_started_only_as_install_writes_it(repo: Repository) -> None:
    repo.commit(BASE)
    line = repo.git("config", "merge.bimtek.driver").stdout.rstrip("\n")
    assert "answers" in repo.bimtek("git", "check").stdout
    for hostile in (
        f"{trap(repo, 'front')}; {line}",
        f"{line}; {trap(repo, 'behind')}",
        line.replace("' >&2", f"'; {trap(repo, 'in')}; echo 'x' >&2"),
    ):
        repo.git("config", "merge.bimtek.driver", hostile)
        done = repo.bimtek("git", "check")
        assert (done.returncode, trace(repo)) == (1, "")
        assert "bimtek git install renews it" in done.stderr


def test_one_module_alone_starts_git_and_only_to_read_objects() -> None:
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"[\[(]\s*\"git\"\s*,", path.read_text(encoding="utf-8"))
        and "subprocess" in path.read_text(encoding="utf-8")
    }
    assert asking == {"git/commands.py"}
    from bimtek_tui.git import commands

    assert {
        "rev-parse", "rev-list", "cat-file", "ls-tree", "ls-files", "merge-base", "check-attr", "log", "diff-tree", "diff-index"
    } == commands.READING  # fmt: skip
    with pytest.raises(ValueError, match="status"):
        commands.output(Path(), "status")
    for words in (
        ("cat-file", "--filters", "HEAD:x"),
        ("diff-index", "HEAD"),
        ("log", "-p"),
        ("diff-tree", "-p", "HEAD"),
    ):
        with pytest.raises(ValueError, match=words[0]):
            commands.output(Path(), *words)
