"""The wheel holds all that is needed away from the checkout, and CI runs what the README gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from bimtek_tui import __version__


def run(*words: str | Path, **more: Any) -> str:
    """The output of a program that must succeed, away from the checkout."""
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        encoding="utf-8",
        env=env,
        stdin=subprocess.DEVNULL,
        **more,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.mark.slow
def test_the_wheel_holds_templates_samples_and_styles(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = [
        f"bimtek_tui/{file.relative_to(ROOT).as_posix()}"
        for folder in ("templates", "sessions")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and not file.name.startswith(".")
    ]
    wanted += [
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "bimtek_tui").rglob("*")
        if file.suffix in (".py", ".tcss", ".mo", ".typ", ".css")
    ]
    assert [name for name in wanted if name not in names] == []
    assert not any(name.startswith(("tests/", "books/")) for name in names)


@pytest.mark.slow
def test_the_installed_command_renders_the_sample_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """The dependencies are those of the running environment, seen through a .pth: nothing is fetched."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "dependencies.pth").write_text("\n".join(sorted(here)) + "\n", encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "-q", "--no-deps", "--no-index", "--force-reinstall", wheel)

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    lies = Path(run(python, "-c", "import bimtek_tui; print(bimtek_tui.__file__)", cwd=elsewhere).strip())
    assert lies.is_relative_to(site)
    bimtek = scripts / ("bimtek.exe" if os.name == "nt" else "bimtek")
    assert run(bimtek, "--version", cwd=elsewhere).strip() == __version__
    said = run(bimtek, "demo", "--no-ui", cwd=elsewhere)
    books = sorted((elsewhere / "bimtek-demo" / "books" / "kota-contoh").glob("*.md"))
    assert len(books) == 4
    assert all(book.name in said for book in books)
    run(bimtek, "check", elsewhere / "bimtek-demo" / "sessions" / "kota-contoh.toml", cwd=elsewhere)


def test_ci_runs_the_readme_s_own_line_for_the_tests() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (pattern,) = [part for part in script.split("'") if part.startswith("^[[:space:]]*python3")]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(pattern.replace("[[:space:]]", r"\s"), readme, re.MULTILINE)
    assert found, "README.md gives no line that sets up and passes the tests"
    assert "'.[dev]'" in found[0]


@pytest.mark.skipif(os.name == "nt", reason="the script is for CI on Linux")
def test_ci_is_a_script_that_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    run("bash", "-n", ROOT / ".ci" / "run")
