"""Keys on a real terminal: those that a person gave to actions, and many that a late program finds at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from support.saved_entries import entries, entry

if TYPE_CHECKING:
    from support.terminal import Terminal


def test_a_key_of_the_settings_works_and_a_wrong_line_is_said(session: Callable[..., Terminal]) -> None:
    settings = Path(os.environ["BIMTEK_CONFIG"]) / "settings.toml"
    settings.write_text('[keys]\nbooks = "z"\nhelp = "ctrl+g"\nedit = "ctrl+h"\n', encoding="utf-8")
    terminal = session(columns=140).wait("settings.toml:4: terminals do not deliver “ctrl+h”")
    terminal.press("z").wait("Write books")
    terminal.press("ctrl+g").wait("Keys that work here")
    assert terminal.press("escape").wait_gone("Keys that work here").leave() == 0


def test_a_program_that_was_stopped_records_what_was_typed_meanwhile(
    session: Callable[..., Terminal], sample: Path
) -> None:
    terminal = (
        session(columns=140).press("f2").wait("Stage 1 · Agenda").press(".", ".").wait("I1 Warga", "Add")
    )
    terminal.process.send_signal(signal.SIGSTOP)
    terminal.press("e").type("Antrean q di loket: siapa saja? ").press("ctrl+s", "a")
    terminal.type("Yang kedua, e").press("end").type("ntah").press("enter", "escape", "i").type("nanti")
    terminal.press("enter", "escape", "f3", "escape", "f2").process.send_signal(signal.SIGCONT)
    terminal.wait("Stage 1 · Agenda").wait_gone("Inbox")
    assert terminal.leave() == 0
    assert entry(sample, "issue", text="Yang kedua, entah")
    assert entry(sample, "note", text="nanti")["kind"] == "inbox"
    first = entries(sample, "issue")[0]["text"]
    assert first.startswith("Antrean q di loket: siapa saja? Warga harus")
