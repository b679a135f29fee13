"""Whether typing stutters while a second copy goes to a folder that is slow.

    python tests/bench/bench_second_copy.py [WORDS]     (60 if not given; Linux, three minutes)

Two real programs on pseudo-terminals, in turns: one without a second copy, one whose second copy lies in a folder where
every write takes a second (a stick that is full of other work). Each word is recorded, so that saves and copies follow
each other while the next one is typed. Aim: p95 of a letter as without a copy, that is at most 1.1 x.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import big
from bench_saving import p95
from bench_typing import LETTERS, word_typed
from measuring import WORK, table, tails
from support.terminal import Terminal

from bimtek_tui.workshop.second_copy import ENDING, SecondCopy

SLOW = WORK / "stik"
SHIM = f"""
import os, sys, time
def slow(call):
    def later(handle, *given):
        if os.readlink(f"/proc/self/fd/{{handle}}").startswith({str(SLOW)!r}):
            with open({str(WORK / "writes")!r}, "a") as told:
                told.write(".")
            time.sleep(1)
        return call(handle, *given)
    return later
os.write = slow(os.write)
from bimtek_tui.cli import main
sys.argv = ["bimtek", "--lang", "en", "open", sys.argv[1]]
main()
"""


def board(file: Path) -> Terminal:
    """The SWOT board of a session with the capture line open, in a program whose slow folder is slow."""
    terminal = Terminal([sys.executable, "-c", SHIM, file], WORK, columns=100, rows=30).wait(
        "Kota Contoh", "Tick"
    )
    terminal.press("f2").wait("Stage 1 · Agenda").press(",").wait("Stage 1 · SWOT", "Add")
    return terminal.press("a").wait("Enter records")


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    SLOW.mkdir()
    files = {name: Path(shutil.copy(big.SAMPLE, WORK / f"{name}.toml")) for name in ("tanpa", "dengan")}
    SecondCopy(files["dengan"]).choose(str(SLOW))
    terminals = {"without a copy": board(files["tanpa"]), "with a slow copy": board(files["dengan"])}
    found: dict[str, list[float]] = {name: [] for name in terminals}
    words = LETTERS.split()
    for number in range(count):
        for name, terminal in terminals.items():
            begun = f"{number}-"
            terminal.type(begun).wait(f"▸ {begun}")
            took = word_typed(terminal, f"▸ {begun}", words[number % len(words)])
            if number:
                found[name] += took
            terminal.press("enter").until(lambda t=terminal: "▸ text" in t.text, "the line to be empty")  # type: ignore[misc]
    table("Letter to screen", found, "without a copy")
    tails(found)
    ratio = p95(found["with a slow copy"]) / p95(found["without a copy"])
    writes = (WORK / "writes").stat().st_size
    print(f"\n  p95 with / without: {ratio:.2f}   (aim: at most 1.1); {writes} slow writes meanwhile")
    for terminal in terminals.values():
        assert terminal.leave(keys=("escape", "ctrl+q")) == 0
    assert (SLOW / f"dengan{ENDING}").exists()


if __name__ == "__main__":
    main()
