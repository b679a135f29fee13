"""`bimtek git install --workflow`: what the two files hold, and what their commands do in real repositories."""

from __future__ import annotations

import re
import shutil
import subprocess
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from support.layouts import ADDED, CITY, TOP, swot
from support.repositories import FILE, Repository

from bimtek_tui import __version__
from bimtek_tui.git import workflows

pytestmark = pytest.mark.slow

BASH = shutil.which("bash")
bash_needed = pytest.mark.skipif(BASH is None, reason="the commands are for bash")
BASE = "\n".join([TOP, CITY, swot("sw-00000001")])
OURS = BASE + "\n" + swot("sw-00000002")
THEIRS = BASE + "\n" + swot("sw-00000003")
SPOILT = THEIRS.replace(ADDED, 'dimension = "tidak-ada"\n' + ADDED)


def written(repo: Repository, name: str) -> str:
    return (repo.folder / workflows.FOLDER / name).read_bytes().decode()


def commands(workflow: str) -> dict[str, str]:
    """The commands of a workflow, step by step, by the names of the steps."""
    made: dict[str, str] = {}
    name = ""
    lines = workflow.split("\n")
    for number, line in enumerate(lines):
        if found := re.match(r"\s+- name: (.*)", line):
            name = found[1]
        elif found := re.match(r"(\s+)run: (.*)", line):
            rest = _while_deeper(lines[number + 1 :], len(found[1]))
            made[name] = textwrap.dedent("\n".join(rest)) if found[2] == "|" else found[2]
    return made


def _while_deeper(lines: list[str], indent: int) -> list[str]:
    taken: list[str] = []
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        taken.append(line)
    return taken


@pytest.fixture
def shipped(plain: Repository) -> dict[str, str]:
    done = plain.bimtek("git", "install", "--workflow")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == (
        "next: git add .gitattributes .taplo.toml .github/workflows/bimtek-check.yml .github/workflows/bimtek-merge.yml, and commit"
    )
    return {name: written(plain, name) for name in workflows.NAMES}


# What they hold ------------------------------------------------------------------------------------------------


def test_the_check_of_a_request_reads_and_writes_nothing(shipped: dict[str, str]) -> None:
    check = shipped["bimtek-check.yml"]
    assert re.search(r"^on:\n  pull_request:\n    paths: \[\"sessions/\*\.toml\"\]$", check, re.MULTILINE)
    assert re.findall(r"^permissions:\n((?:  .*\n)+)", check, re.MULTILINE) == ["  contents: read\n"]
    assert "persist-credentials: false" in check
    assert "secrets" not in check


def test_the_merge_is_started_by_hand_and_never_forces(shipped: dict[str, str]) -> None:
    merge = shipped["bimtek-merge.yml"]
    assert re.search(r"^on:\n  workflow_dispatch:\n    inputs:\n      branch:$", merge, re.MULTILINE)
    assert re.findall(r"^permissions:\n((?:  .*\n)+)", merge, re.MULTILINE) == ["  contents: write\n"]
    assert "--force" not in merge
    assert "/merge" not in merge  # of forks nothing is taken


@pytest.mark.parametrize("name", workflows.NAMES)
def test_nothing_that_a_request_holds_is_run(shipped: dict[str, str], name: str) -> None:
    workflow = shipped[name]
    assert f"  BIMTEK: bimtek-tui=={__version__} #" in workflow
    assert "pull_request_target" not in workflow
    assert workflow.index('run: pip install "$BIMTEK"') < workflow.index("actions/checkout@")
    for script in commands(workflow).values():
        assert "${{" not in script  # what a person may choose comes as a variable, never as text of a script
        for word in ("--templates", "render", "python", "open "):
            assert word not in script
    assert "\t" not in workflow
    assert "@P" not in workflow


def test_a_pattern_of_ones_own_stands_in_both(plain: Repository) -> None:
    assert plain.bimtek("git", "install", "--workflow", "--pattern", "sesi/kota/*.toml").returncode == 0
    check = written(plain, "bimtek-check.yml")
    assert 'paths: ["sesi/kota/*.toml"]' in check
    assert "files=(sesi/kota/*.toml)" in check
    assert "bimtek diff sesi/kota --rev" in check
    assert '--pattern "sesi/kota/*.toml"' in written(plain, "bimtek-merge.yml")


@pytest.mark.parametrize(
    ("pattern", "folder", "files"),
    [
        ("*.toml", ".", "**/*.toml"),
        ("sesi/**/*.toml", "sesi", "sesi/**/*.toml"),
        ("a/*/k.toml", "a", "a/*/k.toml"),
    ],
)
@bash_needed
def test_a_pattern_is_to_the_shell_what_it_is_to_git(
    plain: Repository, pattern: str, folder: str, files: str
) -> None:
    assert plain.bimtek("git", "install", "--workflow", "--pattern", pattern).returncode == 0
    check = commands(written(plain, "bimtek-check.yml"))
    assert f"bimtek diff {folder} --rev" in check["Say what changed"]
    assert f"files=({files})" in check["Check"]
    for name in ("k.toml", "a/b/k.toml", "sesi/k.toml", "sesi/x/y/k.toml"):
        plain.write("x", name)
    script = check["Check"].replace("bimtek check --format github --", "printf '%s\\n'")
    found = subprocess.run(
        [str(BASH), "-e", "-c", script], cwd=plain.folder, env=plain.env, capture_output=True, text=True
    ).stdout.split()
    plain.git("add", "-A")
    merged = plain.git("check-attr", "merge", *plain.git("ls-files", "*k.toml").stdout.split()).stdout
    assert sorted(found) == sorted(re.findall(r"^(\S+): merge: bimtek$", merged, re.MULTILINE))


def test_a_file_where_the_folder_should_be_is_told(plain: Repository) -> None:
    plain.write("x", ".github")
    done = plain.bimtek("git", "install", "--workflow")
    assert done.returncode == 2
    assert "the workflows were not written" in done.stderr


def test_a_folder_is_no_pattern_of_files(plain: Repository) -> None:
    done = plain.bimtek("git", "install", "--pattern", "sessions/")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is no pattern of files; give one such as sessions/*.toml" in done.stderr


def test_a_pattern_that_a_shell_takes_otherwise_writes_nothing(plain: Repository) -> None:
    before = sorted(plain.folder.iterdir())
    done = plain.bimtek("git", "install", "--workflow", "--pattern", 'sesi/$(id)"/*.toml')
    assert done.returncode == 2
    assert "letters, digits" in done.stderr
    assert sorted(plain.folder.iterdir()) == before
    assert plain.bimtek("git", "install", "--workflow", "--global").returncode == 2


def test_what_is_there_is_never_overwritten(plain: Repository) -> None:
    file = plain.folder / workflows.FOLDER / "bimtek-check.yml"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"name: milik saya\n")
    done = plain.bimtek("git", "install", "--workflow")
    assert f"{file} is there, otherwise" in done.stdout
    assert file.read_bytes() == b"name: milik saya\n"
    again = plain.bimtek("git", "install", "--workflow")
    assert f"{file.with_name('bimtek-merge.yml')} was there already" in again.stdout
    plain.bimtek("git", "uninstall")
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_link_in_the_way_is_not_followed(plain: Repository, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (plain.folder / ".github").symlink_to(tmp_path / "lain", target_is_directory=True)
    done = plain.bimtek("git", "install", "--workflow")
    assert done.returncode == 2
    assert "is a link" in done.stderr
    assert not any((tmp_path / "lain").iterdir())


# What their commands do ----------------------------------------------------------------------------------------

Runs = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def origin(repo: Repository, tmp_path: Path) -> Path:
    """A bare repository with a main branch and the branch of a request, `usulan`; `repo` is a clone of it."""
    assert repo.bimtek("git", "install", "--workflow").returncode == 0
    repo.branches(BASE, OURS, THEIRS)
    repo.git("branch", "-m", "mereka", "usulan")
    bare = tmp_path / "server.git"
    repo.git("clone", "-q", "--bare", ".", str(bare))
    repo.git("remote", "add", "origin", str(bare))
    return bare


@pytest.fixture
def run(repo: Repository, origin: Path, tmp_path: Path) -> Runs:
    """Run the commands of a step as they stand, in a new clone, as a runner would."""

    def clone(*words: str) -> Path:
        folder = tmp_path / "kerja"
        shutil.rmtree(folder, ignore_errors=True)
        repo.git("clone", "-q", *words, origin.as_uri(), str(folder))
        return folder

    def step(name: str, title: str, *depth: str, **variables: str) -> subprocess.CompletedProcess[str]:
        folder = clone(*depth)
        if head := variables.get("HEAD"):
            subprocess.run(["git", "-C", str(folder), "checkout", "-q", head], check=True, env=repo.env)
        return subprocess.run(
            [str(BASH), "-e", "-c", commands(written(repo, name))[title]],
            cwd=folder,
            env={**repo.env, "GITHUB_STEP_SUMMARY": str(tmp_path / "ringkasan.md"), **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    return step


def at(repo: Repository, revision: str) -> str:
    return repo.git("rev-parse", revision).stdout.strip()


def merged(repo: Repository) -> str:
    repo.git("fetch", "-q", "origin")
    return repo.git("show", f"origin/usulan:{FILE}").stdout


@bash_needed
def test_the_check_stands_on_the_lines_of_the_request(repo: Repository, run: Runs) -> None:
    done = run("bimtek-check.yml", "Check", HEAD=at(repo, "usulan"))
    assert (done.returncode, done.stderr) == (0, "")
    repo.git("checkout", "-q", "usulan")
    repo.commit(SPOILT)
    repo.git("push", "-q", "origin", "usulan")
    done = run("bimtek-check.yml", "Check", HEAD=at(repo, "usulan"))
    assert done.returncode == 1
    line = SPOILT[: SPOILT.index("tidak-ada")].count("\n") + 1
    assert (
        f"::error file={FILE},line={line}," in done.stdout
        or f"::warning file={FILE},line={line}," in done.stdout
    )
    repo.git("rm", "-q", FILE)
    repo.git("commit", "-q", "-m", "tanpa sesi")
    repo.git("push", "-q", "origin", "usulan")
    assert run("bimtek-check.yml", "Check", HEAD=at(repo, "usulan")).returncode == 0


@bash_needed
def test_what_changed_is_the_summary_of_the_job(repo: Repository, run: Runs, tmp_path: Path) -> None:
    done = run("bimtek-check.yml", "Say what changed", BASE=at(repo, "main"), HEAD=at(repo, "usulan"))
    assert done.returncode == 0, done.stderr
    summary = (tmp_path / "ringkasan.md").read_text("utf-8")
    assert "sw-00000003" in summary
    assert "sw-00000002" not in summary  # what the main branch got meanwhile is not of the request


@bash_needed
def test_what_one_side_can_t_read_stands_in_the_summary_and_stops_no_check(
    repo: Repository, run: Runs, tmp_path: Path
) -> None:
    """A request that breaks a file is told on the line, and one that mends a broken file is not refused for it."""
    repo.git("checkout", "-q", "usulan")
    repo.commit(THEIRS.replace('"Kota Uji"', '"Kota Uji'))
    repo.git("push", "-q", "origin", "usulan")
    done = run("bimtek-check.yml", "Say what changed", BASE=at(repo, "main"), HEAD=at(repo, "usulan"))
    assert done.returncode == 0, done.stderr
    assert "not valid TOML" in (tmp_path / "ringkasan.md").read_text("utf-8")
    check = written(repo, "bimtek-check.yml")
    assert re.search(r"- name: Check\n +if: \$\{\{ !cancelled\(\) \}\}\n +run:", check)


@bash_needed
def test_a_request_that_takes_the_last_session_away_is_told(
    repo: Repository, run: Runs, tmp_path: Path
) -> None:
    repo.git("checkout", "-q", "usulan")
    repo.git("rm", "-q", FILE)
    repo.git("commit", "-q", "-m", "tanpa sesi")
    repo.git("push", "-q", "origin", "usulan")
    done = run("bimtek-check.yml", "Say what changed", BASE=at(repo, "main"), HEAD=at(repo, "usulan"))
    assert done.returncode == 0, done.stderr
    assert "the file is gone" in (tmp_path / "ringkasan.md").read_text("utf-8")


@bash_needed
@pytest.mark.parametrize("depth", [(), ("--depth", "1", "--no-single-branch"), ("--depth", "1")], ids=str)
def test_the_merge_unites_by_entries_and_pushes(repo: Repository, run: Runs, depth: tuple[str, ...]) -> None:
    done = run("bimtek-merge.yml", "Merge and push", *depth, BRANCH="usulan", MAIN="main")
    assert done.returncode == 0, done.stdout + done.stderr
    text = merged(repo)
    assert "sw-00000002" in text
    assert "sw-00000003" in text
    parents = repo.git("log", "-1", "--format=%P", "origin/usulan").stdout.split()
    assert parents == [at(repo, "usulan"), at(repo, "main")]
    repo.git("checkout", "-q", "main")
    repo.git(
        "-c", "merge.bimtek.driver=false", "merge", "-q", "--ff-only", "origin/usulan"
    )  # as the button does
    assert repo.text == text


@bash_needed
def test_a_conflict_is_left_to_people_and_nothing_is_pushed(repo: Repository, run: Runs) -> None:
    repo.git("checkout", "-q", "usulan")
    repo.commit(THEIRS.replace('name = "Kota Uji"', 'name = "Kota Usulan"'))
    repo.git("checkout", "-q", "main")
    repo.commit(OURS.replace('name = "Kota Uji"', 'name = "Kota Utama"'))
    repo.git("push", "-q", "origin", "usulan", "main")
    done = run("bimtek-merge.yml", "Merge and push", BRANCH="usulan", MAIN="main")
    assert done.returncode == 1
    assert "Kota Usulan" in done.stderr + done.stdout
    assert merged(repo) == repo.git("show", f"usulan:{FILE}").stdout


@bash_needed
@pytest.mark.parametrize("branch", ["main", "--all", "a b", "tidak-ada", "usulan;id"])
def test_other_words_than_a_branch_of_a_request_change_nothing(
    repo: Repository, origin: Path, run: Runs, branch: str
) -> None:
    before = repo.git("ls-remote", "origin").stdout
    assert run("bimtek-merge.yml", "Merge and push", BRANCH=branch, MAIN="main").returncode != 0
    assert repo.git("ls-remote", "origin").stdout == before


def test_a_shallow_clone_is_named_with_the_way_out(repo: Repository, origin: Path, tmp_path: Path) -> None:
    folder = repo.folder / "dangkal"
    repo.git("clone", "-q", "--depth", "1", origin.as_uri(), str(folder))
    repo.git(
        "-C",
        str(folder),
        "config",
        "merge.bimtek.driver",
        repo.git("config", "merge.bimtek.driver").stdout.strip(),
    )
    done = repo.bimtek("git", "check", folder="dangkal")
    assert done.returncode == 1
    assert "this clone is shallow" in done.stderr
    assert "git fetch --unshallow" in done.stderr
    repo.git("-C", str(folder), "fetch", "-q", "--unshallow")
    assert "shallow" not in repo.bimtek("git", "check", folder="dangkal").stderr
