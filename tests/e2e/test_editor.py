"""Long text in the person's own editor on a real terminal: the screen waits, comes back, and nothing written is lost."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from support.saved_entries import entries, entry

if TYPE_CHECKING:
    from support.terminal import Terminal

Open = Callable[..., "Terminal"]


def editor(folder: Path, code: str) -> dict[str, str]:
    """An environment whose editor is a script; `file` is what it is given."""
    script = folder / "penyunting ini.py"
    script.write_text(
        f"import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\nprint('PENYUNTING', file.name)\n{code}\n",
        encoding="utf-8",
    )
    return {"EDITOR": f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} --tunggu", "VISUAL": ""}


def issues(terminal: Terminal) -> Terminal:
    terminal.press("f2").wait("Stage 1 · Agenda").press(".").wait("Stage 1 · Vision")
    return terminal.press(".").wait("Stage 1 · Issues", "I1 Warga harus datang", "Add")


def test_the_text_of_an_entry_is_written_in_the_editor(session: Open, sample: Path, tmp_path: Path) -> None:
    code = (
        "input('siap? ')\n"
        "file.write_bytes(b'\\xef\\xbb\\xbf' + file.read_text(encoding='utf-8').rstrip().encode() + b'\\r\\nBaris [/]\\x1b[31m dua.\\r\\n')"
    )
    terminal = issues(session(env=editor(tmp_path, code)))
    terminal.press("E").wait("PENYUNTING is-", "siap?").press("enter").wait(
        "Recorded", "Baris [/] dua.", "Add"
    )
    terminal.press("down", "up").settle()
    terminal.press("ctrl+z").wait("Undone:").wait_gone("Baris [/]")
    terminal.press("ctrl+y").wait("Baris [/] dua.")
    assert terminal.leave() == 0
    first = entries(sample, "issue")[0]["text"]
    assert first.startswith("Warga harus datang")
    assert first.rstrip("\n").endswith("\nBaris [/] dua.")


def test_a_long_text_of_a_form_is_written_in_the_editor_and_recorded_with_it(
    session: Open, sample: Path, tmp_path: Path
) -> None:
    code = "file.write_text('Dari penyunting.\\nDua baris.', encoding='utf-8')"
    terminal = issues(session(env=editor(tmp_path, code)))
    terminal.press("e").wait("Evidence", "Editor").press("ctrl+e").wait("Dua baris.", "Evidence")
    assert not entries(sample, "issue", text="Dari penyunting.\nDua baris.\n")
    terminal.press("ctrl+s").wait("Recorded")
    assert terminal.leave() == 0
    assert entry(sample, "issue", text="Dari penyunting.\nDua baris.\n")


def test_what_is_refused_is_kept_in_its_file(session: Open, sample: Path, tmp_path: Path) -> None:
    before = sample.read_bytes()
    code = "file.write_text('panjang ' * 3000, encoding='utf-8')"
    terminal = issues(session(columns=160, env=editor(tmp_path, code) | {"TMPDIR": str(tmp_path)}))
    terminal.press("E").wait("23999 characters", "what you wrote is kept in")
    (kept,) = tmp_path.glob("bimtek-*/is-*.txt")
    assert kept.read_text(encoding="utf-8").startswith("panjang panjang")
    assert terminal.leave() == 0
    assert sample.read_bytes() == before


def test_an_editor_that_fails_changes_nothing(session: Open, sample: Path, tmp_path: Path) -> None:
    before = sample.read_bytes()
    terminal = issues(session(columns=160, env=editor(tmp_path, "sys.exit(1)") | {"TMPDIR": str(tmp_path)}))
    terminal.press("E").wait("ended with an error, and nothing was changed")
    assert not list(tmp_path.glob("bimtek-*"))
    assert terminal.leave() == 0
    assert sample.read_bytes() == before


def test_an_editor_that_does_not_wait_is_told_and_its_file_stays(
    session: Open, sample: Path, tmp_path: Path
) -> None:
    terminal = issues(session(columns=160, env=editor(tmp_path, "") | {"TMPDIR": str(tmp_path)}))
    terminal.press("E").wait("came back at once", "code --wait")
    assert list(tmp_path.glob("bimtek-*/is-*.txt"))
    assert terminal.leave() == 0
