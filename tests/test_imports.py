"""How modules stand to each other, and what a command may load: heavy libraries come only where they are needed."""

from __future__ import annotations

import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
from conftest import ROOT
from importlinter.cli import lint_imports

RUN = """
import sys
from bimtek_tui.cli import main
sys.argv = ["bimtek", *sys.argv[1:]]
try:
    main()
except SystemExit as leaving:
    print("left with", leaving.code, file=sys.stderr)
print("loaded", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
DRAWING = {"matplotlib", "numpy", "PIL"}
HEAVY = {"textual", "jinja2", "babel", "markdown_it", "tomlkit", "rich"} | DRAWING


def loaded(folder: Path, *words: str) -> set[str]:
    """The top-level modules in a fresh interpreter after the command with these words."""
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words], capture_output=True, text=True, env=env, cwd=folder
    )
    left, modules = done.stderr.splitlines()
    assert left in ("left with 0", "left with 1")
    return set(modules.split()[1:])


def test_version_loads_next_to_nothing(tmp_path: Path) -> None:
    assert not loaded(tmp_path, "--version") & (HEAVY | {"click", "msgspec", "tomllib", "gettext", "pathlib"})


@pytest.mark.parametrize(
    "words", [["check"], ["check", "--stage", "stage-1"], ["status"], ["fmt", "--check"]]
)
def test_reading_commands_load_neither_screen_nor_books(unwritten: Path, words: list[str]) -> None:
    assert not loaded(unwritten.parent, *words, str(unwritten)) & HEAVY


def test_help_and_new_load_neither_screen_nor_books(tmp_path: Path) -> None:
    assert not loaded(tmp_path, "--help") & HEAVY
    assert not loaded(tmp_path, "new", "kota-x", "--city", "X", "--province", "Y") & HEAVY
    assert not loaded(tmp_path, "schema") & HEAVY
    assert not loaded(tmp_path, "keys") & HEAVY


def test_not_even_a_command_that_draws_loads_what_draws(unwritten: Path) -> None:
    for words in (
        ("render", "--book", "buku-1", "--out", "buku"),
        ("figures", "--chart", "swot-plane"),
        ("slides",),
    ):
        assert not loaded(unwritten.parent, *words, str(unwritten)) & DRAWING


def test_a_command_loads_nothing_of_another(tmp_path: Path) -> None:
    (tmp_path / "k.toml").write_text('schema_version = 1\nmethod = "kominfo-1"\n', encoding="utf-8")
    assert not loaded(tmp_path, "check", "k.toml") & {"subprocess", "secrets", "filelock", "difflib"}


def test_no_module_imports_in_a_circle() -> None:
    """Imports for types and within functions count as well: grimp sees all of them."""
    graph = grimp.build_graph("bimtek_tui", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle


def test_imports_point_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0
