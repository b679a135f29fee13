"""Modules that lie in the folder in which somebody works: neither the program nor a process of its own imports them."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

import big
import pytest
from support.terminal import BIMTEK, ROOT, Terminal

from bimtek_tui.store.read_back import FROM_BYTES

pytestmark = [pytest.mark.slow, pytest.mark.e2e]

SCRIPT = Path(sys.executable).with_name("bimtek")


def _names(start: str) -> set[str]:
    """Every module that there may be; for Python's own -m without those that it imports before the program begins."""
    everything = {*sys.stdlib_module_names, *importlib.metadata.packages_distributions()} - {"bimtek_tui"}
    if start != "-m":
        return everything
    code = "import runpy, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    return everything - set(subprocess.check_output([sys.executable, "-c", code], text=True).split())


@pytest.mark.parametrize("start", ["bimtek", "-m"])
def test_no_module_of_the_folder_is_imported(start: str, tmp_path: Path) -> None:
    if start == "bimtek" and not SCRIPT.exists():
        pytest.skip("the command is not installed")
    command = BIMTEK if start == "-m" else (str(SCRIPT),)
    trace = tmp_path / "jejak"
    here = tmp_path / "kiriman"
    here.mkdir()
    for name in _names(start):
        (here / f"{name}.py").write_text(f"open({str(trace)!r}, 'a').write('{name} ')\n")
    session = here / "sesi.toml"
    session.write_text(big.session(200, 200), encoding="utf-8")
    assert (
        session.stat().st_size > FROM_BYTES
    )  # so that it is read back, and what others write tried, elsewhere
    (here / "templat").mkdir()
    template = "buku-1-analisis-strategis.md.j2"
    shutil.copy(ROOT / "templates" / template, here / "templat" / template)
    with Terminal([*command, "--lang", "en", "open", session], here) as terminal:
        terminal.wait("Kota Contoh", "Checklist").press("i").wait("Enter records")
        terminal.type("Di sini").press("enter").wait("In the inbox")
        terminal.until(lambda: "Di sini" in session.read_text("utf-8"), "the save")
        written = session.read_text("utf-8")
        session.write_text(written.replace('text = "Di sini"', 'text = "Di sana"'), encoding="utf-8")
        terminal.wait("taken in from outside")
        assert terminal.leave(keys=("escape", "ctrl+q")) == 0
    words = ["render", "sesi.toml", "--book", "buku-1", "--templates", "templat", "--out", "buku"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "BIMTEK_LANG": "en"}
    done = subprocess.run([*command, *words], cwd=here, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not trace.exists(), trace.read_text()
