"""Keys that a person gave to actions, pressed on a real terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.terminal import Terminal


def test_a_key_of_the_settings_works_and_a_wrong_line_is_said(session: Callable[..., Terminal]) -> None:
    settings = Path(os.environ["BIMTEK_CONFIG"]) / "settings.toml"
    settings.write_text('[keys]\nbooks = "z"\nhelp = "ctrl+g"\nedit = "ctrl+h"\n', encoding="utf-8")
    terminal = session(columns=140).wait("settings.toml:4: terminals do not deliver “ctrl+h”")
    terminal.press("z").wait("Write books")
    terminal.press("ctrl+g").wait("Keys that work here")
    assert terminal.press("escape").wait_gone("Keys that work here").leave() == 0
