"""How long a key takes to the screen: while typing in the capture line, and from Enter to the entry in its list.

    python tests/bench/bench_typing.py [KEYS]       (60 if not given; Linux or macOS, about a minute)

The same letters go, word by word and in turns, to a bare Textual app with one `Input` on a pseudo-terminal of its own:
the ratio to it is the figure. Letters follow each other as a fast typist's do, 70 to 140 ms apart and the same in all:
what is drawn a moment after a letter, such as a hint, must not make the next one wait. (One letter in each terminal in
turns leaves every one in peace for so long that this is never seen.)
Enter stands beside the bare app's letter, since that app records nothing. Aim: median and p95 at most 1.5 x.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import big
from bench_start import MINIMAL
from measuring import WORK, table, tails
from support.terminal import PATIENCE, Terminal, bimtek

LETTERS = "data penduduk belum terpadu antardinas dan warga menunggu "
PACES = tuple(ms / 1e3 for ms in (85, 100, 70, 90, 120, 80, 95, 140, 75, 110, 88))
"""Seconds from one letter to the next."""


def latency(terminal: Terminal, data: str, met: Callable[[], bool]) -> float:
    """Milliseconds from a key to the chunk after which a condition is met."""
    while terminal.read(0.03) is not None:  # what is still drawn from before does not count
        pass
    return typed_at_once(terminal, data, met)


def typed_at_once(terminal: Terminal, data: str, met: Callable[[], bool]) -> float:
    """The same without waiting for a rest."""
    sent = time.perf_counter()
    terminal.type(data)
    if met():
        return (time.perf_counter() - sent) * 1e3
    while (at := terminal.read(PATIENCE)) is not None:
        if met():
            return (at - sent) * 1e3
    raise SystemExit(f"{data!r} did not come:\n{terminal.text}")


def word_typed(terminal: Terminal, before: str, word: str) -> list[float]:
    """Milliseconds that each letter of a word took, typed behind others; the first, which came after a rest, is left out."""
    found = []
    for number in range(len(word)):
        shown = (before + word[: number + 1])[-40:]
        begun = time.perf_counter()
        found.append(typed_at_once(terminal, word[number], lambda s=shown: s in terminal.text))  # type: ignore[misc]
        while (left := begun + PACES[number % len(PACES)] - time.perf_counter()) > 0:
            terminal.read(left)
    terminal.type(" ")
    return found[1:]


def board(file: Path) -> Terminal:
    """The SWOT board of a session with the capture line open."""
    terminal = Terminal(bimtek("--lang", "en", "open", file), WORK, columns=100, rows=30).wait(
        "Kota Contoh", "Tick"
    )
    terminal.press("f2").wait("Stage 1 · Agenda").press(",").wait("Stage 1 · SWOT", "Add")
    return terminal.press("a").wait("Enter records")


def main() -> None:
    """Measure and print."""
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    files = {"capture line, kota-contoh": Path(shutil.copy(big.SAMPLE, WORK))}
    for count in (1_000, 10_000):
        file = files[f"capture line, {count:,} entries"] = WORK / f"sesi-{count}.toml"
        file.write_text(big.session(count // 2, count // 2), encoding="utf-8")
    bare = Terminal([sys.executable, "-c", MINIMAL], WORK, columns=100, rows=30).wait("tulis di sini")
    terminals = {"bare Input": bare} | {name: board(file) for name, file in files.items()}

    typing: dict[str, list[float]] = {name: [] for name in terminals}
    typed = ""
    for word in (LETTERS * (keys // len(LETTERS) + 2))[: keys + 3].split():
        for name, terminal in terminals.items():
            typing[name] += word_typed(terminal, typed, word)
        typed += word + " "
    table("Letter to screen", typing, "bare Input")
    tails(typing)

    entered: dict[str, list[float]] = {"bare Input": [statistics.median(typing["bare Input"])] * 2}
    for name, terminal in terminals.items():
        if name == "bare Input":
            continue
        entered[name] = []
        terminal.press("enter").until(lambda t=terminal: "▸ text" in t.text, "the line to be empty")  # type: ignore[misc]
        for number in range(20):
            said = f"Entri ke-{number} {number * 37}"
            terminal.type(said).wait(said)
            took = latency(
                terminal,
                "\r",
                lambda t=terminal, s=said: any(s in one for one in t.lines("┃") + t.lines("│")),  # type: ignore[misc]
            )
            entered[name].append(took)
    table("Enter to the entry in its list (journal on the disk)", entered, "bare Input")
    tails(entered)
    for terminal in terminals.values():
        terminal.kill()


if __name__ == "__main__":
    main()
