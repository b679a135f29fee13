"""Keys on a real terminal: those that a person gave to actions, and many that a late program finds at once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
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


PACE = 0.07
"""Seconds from one key of a fast typist to the next."""


def typed_while_stopped(terminal: Terminal, keys: list[str], stops: set[int], seconds: float) -> None:
    """Press keys at a typist's pace; before those with these numbers the program stands still for so long."""
    until = 0.0
    for number, one in enumerate(keys):
        if number in stops:
            terminal.process.send_signal(signal.SIGSTOP)
            until = time.monotonic() + seconds
        terminal.press(one)
        next_key = time.monotonic() + PACE
        while (left := next_key - time.monotonic()) > 0:
            terminal.read(left)
        if until and time.monotonic() >= until:
            terminal.process.send_signal(signal.SIGCONT)
            until = 0.0
    terminal.process.send_signal(signal.SIGCONT)


IN_A_PROGRAM = [
    ("name", ["ctrl+u", *"aru sx", "home", "B", "end", "!"]),
    ("horizon", ["enter", "end", "enter"]),
    ("dimension", []),
    ("subdimension", []),
    ("track", []),
    ("description", [*"q di", "enter", *"sa: "]),
    ("activities", ["end", "enter", *"Lelang a"]),
    ("innovation", []),
    ("lead", []),
    ("supporting", ["ctrl+u", *"bappeda"]),
    *((key, []) for key in ("partners", "indicator", "unit", "baseline")),
    ("start_year", ["ctrl+u", *"2028"]),
    ("end_year", ["ctrl+u", *"2031"]),
    ("location", []),
    ("budget_idr", ["ctrl+u", *"1,5 miliar"]),
    ("funding", ["down", "space"]),
    *((key, []) for key in ("regulation", "rpjmd_ref", "objective", "code", "mission")),
    ("strategies", ["down", "space"]),
]
"""What is typed into the fields of a program, one after the other."""


@pytest.mark.slow
@pytest.mark.parametrize("stopped", [0.25, 0.5, 0.8, 2.0])
def test_a_form_records_what_was_typed_however_long_the_program_stood_still(
    session: Callable[..., Terminal], sample: Path, stopped: float
) -> None:
    terminal = session(columns=140).press("f3").wait("Stage 2 · Agenda")
    while "Stage 2 · Programs" not in terminal.text:
        panel = terminal.said.partition("Stage 2 · ")[2].split()[0]
        terminal.press(".").wait_gone(f"Stage 2 · {panel}")
    first = entries(sample, "program")[0]
    keys = ["e"]
    for _key, typed in IN_A_PROGRAM:
        keys += [*typed, "tab"]
    keys[-1] = "ctrl+s"
    fields = [number for number, one in enumerate(keys) if one == "tab"]
    stops = {0, 6, *fields[::6], len(keys) - 4}
    typed_while_stopped(terminal, [*keys, "a", *"Yang lain", "enter", "escape"], stops, stopped)
    terminal.settle(1.0)
    assert terminal.leave() == 0
    program = entry(sample, "program", name="Baru sx!")
    assert program["id"] == first["id"]
    assert program["horizon"] == "long"
    assert program["description"] == "q di\nsa: " + first["description"]
    assert program["activities"] == [first["activities"][0], "Lelang a", *first["activities"][1:]]
    assert program["supporting"] == ["BAPPEDA"]
    assert (program["start_year"], program["end_year"]) == (2028, 2031)
    assert program["budget_idr"] == 1_500_000_000
    assert len(program["funding"]) == len(first["funding"]) + 1
    assert len(program["strategies"]) == len(first["strategies"]) + 1
    changed = {key for key in first if first[key] != program.get(key)}
    assert changed == {key for key, typed in IN_A_PROGRAM if typed}
    assert entry(sample, "program", name="Yang lain")
