"""Keys on a real terminal: those that a person gave to actions, and many that a late program finds at once."""

from __future__ import annotations

import datetime as dt
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
    assert first.startswith("Warga harus")
    assert first.strip().endswith("Antrean q di loket: siapa saja?")


PACE = 0.07
"""Seconds from one key of a fast typist to the next."""


STOPPED = [0.5, 2.0]
"""Seconds for which a program on a busy laptop stands still."""


def typed_while_stopped(terminal: Terminal, keys: list[str], stops: dict[int, float]) -> None:
    """Press keys at a typist's pace; before those with these numbers the program stands still for so many seconds."""
    until = 0.0
    for number, one in enumerate(keys):
        if number in stops:
            terminal.process.send_signal(signal.SIGSTOP)
            until = time.monotonic() + stops[number]
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
@pytest.mark.parametrize("stopped", STOPPED)
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
    stops = dict.fromkeys((0, 6, *fields[::6], len(keys) - 4), stopped)
    typed_while_stopped(terminal, [*keys, "a", *"Yang lain", "enter", "escape"], stops)
    terminal.settle(1.0)
    assert terminal.leave() == 0
    program = entry(sample, "program", name="Baru sx!")
    assert program["id"] == first["id"]
    assert program["horizon"] == "long"
    assert program["description"].strip() == first["description"].strip() + "q di\nsa:"
    assert program["activities"] == [*first["activities"], "Lelang a"]
    assert program["supporting"] == ["BAPPEDA"]
    assert (program["start_year"], program["end_year"]) == (2028, 2031)
    assert program["budget_idr"] == 1_500_000_000
    assert len(program["funding"]) == len(first["funding"]) + 1
    assert len(program["strategies"]) == len(first["strategies"]) + 1
    changed = {key for key in first if first[key] != program.get(key)}
    assert changed == {key for key, typed in IN_A_PROGRAM if typed}
    assert entry(sample, "program", name="Yang lain")


FORMS: dict[str, tuple[list[str], list[str], str, dict[str, object]]] = {
    "a risk": (
        ["f6"],
        [
            "ctrl+p",
            *"new: risk",
            "enter",
            *"Listrik padam, q di loket",
            "tab",
            "enter",
            *"sapa",
            "enter",
            "tab",
            "3",
            "tab",
            "4",
            "tab",
            *"Genset",
            "enter",
            *"jalur kedua",
            "tab",
            *"Diskominfo a",
        ],
        "risk",
        {
            "text": "Listrik padam, q di loket",
            "likelihood": 3,
            "impact": 4,
            "response": "Genset\njalur kedua\n",
            "owner": "Diskominfo a",
        },
    ),
    "an agency": (
        ["f9"],
        ["e", "home", *"Kini d ", "end", "!"],
        "agency",
        {"name": "Kini d Dinas Komunikasi dan Informatika!"},
    ),
    "a block": (
        ["f2", "tab", "down", "down"],
        [
            "e",
            "ctrl+u",
            *"Rapat q",
            "tab",
            "tab",
            "ctrl+u",
            *"45",
            "tab",
            "ctrl+u",
            *"08:10",
            "tab",
            "ctrl+u",
            *"09:05",
        ],
        "agenda",
        {"title": "Rapat q", "minutes": 45},
    ),
    "a minute": (
        ["f7"],
        [
            "e",
            *"Kini d: ",
            "tab",
            "enter",
            "end",
            "enter",
            "tab",
            "ctrl+u",
            *"dua sumber",
            "tab",
            "ctrl+u",
            *"Sari a",
            "tab",
            "ctrl+u",
            *"3-12-2026",
        ],
        "note",
        {"stage": "stage-4", "evidence": "dua sumber", "owner": "Sari a", "due": dt.date(2026, 12, 3)},
    ),
    "a budget row": (
        ["B"],
        [
            "tab",
            "e",
            "tab",
            "ctrl+u",
            *"2029",
            "tab",
            "down",
            "down",
            "down",
            "enter",
            "tab",
            "ctrl+u",
            *"1,25 miliar",
        ],
        "budget",
        {"year": 2029, "amount_idr": 1_250_000_000, "funding": "apbn"},
    ),
    "a factor": (
        ["f2", ".", ".", ".", ".", "."],
        [
            "e",
            *"Kini x: ",
            "down",
            "end",
            "home",
            "Q",
            "tab",
            "enter",
            *"bran",
            "down",
            "enter",
            "tab",
            "tab",
            "down",
            "down",
            "enter",
            "tab",
            "ctrl+u",
            *"dua sumber",
            "tab",
            "ctrl+u",
            *"bappeda",
            "tab",
            "tab",
            "ctrl+u",
            *"2,5",
        ],
        "swot",
        {"dimension": "economy", "evidence": "dua sumber", "source": "BAPPEDA"},
    ),
}
"""Forms by what they are about: how one gets near, what is typed from there, and what is recorded then."""


@pytest.mark.slow
@pytest.mark.parametrize("stopped", STOPPED)
def test_every_form_records_what_was_typed_for_each_of_its_fields(
    session: Callable[..., Terminal], sample: Path, stopped: float
) -> None:
    recorded = "Recorded; ctrl+z takes it back."
    terminal = session(columns=140)
    for way, keys, _kind, _meant in FORMS.values():
        for one in way:
            terminal.press(one).settle()
        terminal.wait_gone(recorded)
        stops = dict.fromkeys(range(0, len(keys), max(9, int(stopped / PACE) + 3)), stopped)
        typed_while_stopped(terminal, [*keys, "ctrl+s"], stops)
        terminal.wait(recorded, seconds=20)
    assert terminal.leave() == 0
    for _way, _keys, kind, meant in FORMS.values():
        assert entry(sample, kind, **meant)


LEAVING: dict[str, tuple[list[str], str]] = {
    "tab": (["tab", "tab", "ctrl+u", *"dua sumber", "ctrl+s"], "{}T"),
    "end": (["enter", "up", "end", *"! d", "ctrl+s"], "{}T! d"),
    "home": (["up", "up", "up", "up", "home", *"Aha, ", "ctrl+s"], "Aha, {}T"),
    "f3": (["f3", *"lagi ", "ctrl+s"], "{}Tlagi"),
    "f1": (["f1", "f1", *"lagi ", "ctrl+s"], "{}Tlagi"),
    "escape, record": (["escape", "1"], "{}T"),
    "escape, draft": (["escape", "2", "e", *"lagi ", "ctrl+s"], "{}Tlagi"),
    "escape, throw away": (["escape", "3", "e", *"lagi ", "ctrl+s"], "{}lagi"),
    "escape, back": (["escape", "escape", *"lagi ", "ctrl+s"], "{}Tlagi"),
    "ctrl+p": (["ctrl+p", "escape", *"lagi ", "ctrl+s"], "{}Tlagi"),
}
"""What is pressed behind the text T of an issue, and the text recorded then; {} is what stood there before."""


@pytest.mark.slow
@pytest.mark.parametrize("ways", [list(LEAVING)[::2], list(LEAVING)[1::2]], ids=" | ".join)
def test_whatever_one_leaves_a_text_with_finds_all_of_it(
    session: Callable[..., Terminal], sample: Path, ways: list[str]
) -> None:
    typed = "Antre q di e, a. "
    issues = entries(sample, "issue")
    terminal = (
        session(columns=140).press("f2").wait("Stage 1 · Agenda").press(".", ".").wait("I1 Warga", "Add")
    )
    for way in ways:
        behind, meant = LEAVING[way]
        keys = ["home"]
        stops = {}
        for issue, seconds in zip(issues, STOPPED, strict=False):
            stops[len(keys) + 10] = seconds
            keys += ["e", *typed, *behind, "down"]
            issue["text"] = meant.replace("T", typed).format(issue["text"].strip("\n")).strip()
            if way == "tab":
                issue["evidence"] = "dua sumber"
        typed_while_stopped(terminal, keys, stops)
        terminal.settle(0.5)
    assert terminal.leave() == 0
    stored = entries(sample, "issue")
    for issue in (*issues, *stored):
        issue["text"] = issue["text"].strip()
    assert stored == issues


@pytest.mark.slow
@pytest.mark.parametrize("stopped", STOPPED)
def test_the_end_of_the_program_right_behind_a_text_asks_and_keeps_it(
    session: Callable[..., Terminal], sample: Path, stopped: float
) -> None:
    before = entries(sample, "issue")[0]
    terminal = (
        session(columns=140).press("f2").wait("Stage 1 · Agenda").press(".", ".").wait("I1 Warga", "Add")
    )
    typed_while_stopped(terminal, ["e", *"Antre q di e. ", "ctrl+q", "2"], {5: stopped})
    assert terminal.ends() == 0
    assert entries(sample, "issue")[0] == before
    terminal = (
        session(columns=140).press("f2").wait("Stage 1 · Agenda").press(".", ".").wait("I1 Warga", "Add")
    )
    terminal.press("e").wait("Not recorded yet, typed at").press("ctrl+s").wait("Recorded; ctrl+z")
    assert terminal.leave() == 0
    assert entries(sample, "issue")[0]["text"].strip() == before["text"].strip() + "Antre q di e."


@pytest.mark.slow
@pytest.mark.parametrize("stopped", STOPPED)
def test_lines_and_cells_take_what_was_typed_for_them(
    session: Callable[..., Terminal], sample: Path, stopped: float
) -> None:
    terminal = (
        session(columns=140).press("f2").wait("Stage 1 · Agenda").press(".", ".").wait("I1 Warga", "Add")
    )
    issues, factors = entries(sample, "issue"), entries(sample, "swot")
    keys = ["a", *"Satu q, di e", "enter", *"Dua d", "home", *"Q ", "enter", *"setengah s", "escape"]
    keys += ["/", *"dua d", "enter", "d", *"keliru q", "enter", "escape", "i", *"nanti d", "enter", "escape"]
    keys += [
        "f2",
        ".",
        ".",
        ".",
        ".",
        ".",
        "p",
        *"2,5",
        "down",
        *"3",
        "enter",
        "p",
        "a",
        *"Kuat q",
        "enter",
        "escape",
    ]
    keys += ["B", "a", *"2031 apbn 1,5 miliar", "enter", *"2032 ap", "escape", "f2"]
    stops = dict.fromkeys(range(0, len(keys), int(stopped / PACE) + 12), stopped)
    typed_while_stopped(terminal, keys, stops)
    terminal.wait("Stage 1 · Agenda").settle(0.5)
    assert terminal.leave() == 0
    assert [one["text"] for one in entries(sample, "issue")[len(issues) :]] == ["Satu q, di e", "Q Dua d"]
    assert entry(sample, "issue", text="Q Dua d")["withdrawn"] == "keliru q"
    assert entry(sample, "note", text="nanti d")["kind"] == "inbox"
    assert [one["weight"] for one in entries(sample, "swot")[:2]] == [2.5, 3]
    assert [one["text"] for one in entries(sample, "swot")[len(factors) :]] == ["Kuat q"]
    assert entry(sample, "budget", year=2031, funding="apbn", amount_idr=1_500_000_000)
    session(columns=140).wait("“setengah s”", "“2032 ap”")
