"""The person's own editor: what is said where none can be opened. With a real one: tests/e2e/test_editor.py."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from support.stage import Open

from bimtek_tui.errors import Refused
from bimtek_tui.tui.dialogs import external_editor


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "No editor is named"),
        ({"EDITOR": "tidak-ada-penyunting -x"}, "is not there"),
        ({"EDITOR": "'belum selesai"}, "is not there"),
        ({"VISUAL": " ", "EDITOR": sys.executable}, "No editor can be opened in this terminal"),
    ],
)
async def test_where_no_editor_opens_one_sentence_says_why(
    open_session: Open,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    variables: dict[str, str],
    said: str,
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if os.name == "nt" and not variables:
        assert external_editor.command() == ["notepad"]
        return
    async with open_session(size=(140, 30)) as stage:
        before = stage.workshop.document.to_bytes()
        await stage.go("issues")
        await stage.press("E")
        assert said in stage.flat
        await stage.press("e", "ctrl+e")
        assert said in stage.flat
        assert stage.workshop.document.to_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="backslashes are no escapes there")
def test_the_editor_may_have_words_of_its_own_and_nano_stands_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' -c 'pass now'")
    assert external_editor.command() == [sys.executable, "-c", "pass now"]
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused):
        external_editor.command()
    blank = tmp_path / "Program saya" / "sunting"
    blank.parent.mkdir()
    blank.touch(0o755)
    monkeypatch.setenv("EDITOR", str(blank))
    assert external_editor.command() == [str(blank)]
    monkeypatch.delenv("EDITOR")
    nano = tmp_path / "nano"
    nano.touch(0o755)
    assert external_editor.command() == [str(nano)]


async def test_what_has_no_text_of_its_own_says_so(
    open_session: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", sys.executable)
    async with open_session(size=(140, 30)) as stage:
        for panel in ("vision", "quick-wins"):
            await stage.go(panel)
            await stage.press("E")
            assert "no text of its own" in stage.flat, panel
