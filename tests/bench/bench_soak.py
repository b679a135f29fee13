"""Whether the program gets slower or larger while somebody works in it for days.

    python tests/bench/bench_soak.py [EDITS]     (5,000 if not given; Linux, a quarter of an hour)

The real program on a pseudo-terminal: entries are captured and undone in turns, so that the session is as large at the
end as at the beginning, with saves in between as they come. Memory and open handles are read each fifth of the
way; at the end letters and Enter are timed in turns with a program that was just started. Aim: p95 at most 1.2 x of that,
no handle more, at most 4 kB an edit (which stay to be undone).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import big
from bench_saving import p95
from bench_typing import LETTERS, board, latency
from measuring import WORK, rows, table
from support.terminal import Terminal

ROUND = 25
"""Entries captured before they are undone again."""
TIMED = 60
"""Letters, and entries, that are timed."""


def empty(terminal: Terminal) -> bool:
    """Whether nothing stands in the capture line."""
    return "▸ text" in terminal.text


def timed(terminals: dict[str, Terminal]) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Milliseconds of letters in the capture line, and of Enter until the line is empty again; in turns."""
    letters: dict[str, list[float]] = {name: [] for name in terminals}
    enters: dict[str, list[float]] = {name: [] for name in terminals}
    for number in range(TIMED // 5):
        for name, terminal in terminals.items():
            typed = f"akhir{number} "
            terminal.type(typed).wait(f"▸ {typed.strip()}")
            for letter in LETTERS.replace(" ", "")[:5]:
                typed += letter
                took = latency(terminal, letter, lambda s=f"▸ {typed}", t=terminal: s in t.text)  # type: ignore[misc]
                letters[name].append(took)
            enters[name].append(latency(terminal, "\r", lambda t=terminal: empty(t)))  # type: ignore[misc]
    for terminal in terminals.values():
        terminal.press("escape").wait_gone("Enter records")
        for number in reversed(range(TIMED // 5)):
            terminal.press("ctrl+z").wait(f"“akhir{number} ")
    return letters, enters


def size(terminal: Terminal) -> tuple[float, int]:
    """Megabytes in memory and open handles."""
    process = Path(f"/proc/{terminal.process.pid}")
    found = re.search(r"VmRSS:\s+(\d+) kB", (process / "status").read_text(encoding="ascii"))
    return (int(found[1]) / 1024 if found else 0.0), len(os.listdir(process / "fd"))


def main() -> None:
    """Measure and print."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    file = Path(shutil.copy(big.SAMPLE, WORK))
    before = file.read_bytes()
    terminal = board(file)
    sizes: list[tuple[int, float, int]] = []
    terminal.press("escape").wait_gone("Enter records")
    done, rounds = 0, edits // (2 * ROUND)
    for number in range(rounds):
        if number == 1 or (number and number % max(1, rounds // 5) == 0):  # the first one warms up
            sizes.append((done, *size(terminal)))
        terminal.press("a").wait("Enter records")
        terminal.type("".join(f"E{number}-{entry}.\r" for entry in range(ROUND)))
        terminal.wait(f"E{number}-{ROUND - 1}.").until(lambda: empty(terminal), "the line to be empty")
        terminal.press("escape").wait_gone("Enter records")
        terminal.press(*["ctrl+z"] * ROUND).wait(f"“E{number}-0.”")
        done += 2 * ROUND
    sizes.append((done, *size(terminal)))
    terminal.press("a").wait("Enter records")
    fresh = board(Path(shutil.copy(big.SAMPLE, WORK / "segar.toml")))
    letters, enters = timed({"fresh": fresh, "late": terminal})
    fresh.kill()
    assert terminal.leave() == 0
    assert file.read_bytes() == before, "what was undone is not as it was"

    rows("Memory and handles", ("edits", "MB", "handles"), [(n, f"{mb:.1f}", fds) for n, mb, fds in sizes])
    a_piece = (sizes[-1][1] - sizes[0][1]) * 1024 / (sizes[-1][0] - sizes[0][0])
    print(f"\n  {a_piece:.1f} kB an edit   (aim: at most 4)")
    for name, found in (("Letter to screen", letters), ("Enter to the empty line", enters)):
        table(name, found, "fresh")
        print(f"  p95 late / fresh: {p95(found['late']) / p95(found['fresh']):.2f}   (aim: at most 1.2)")


if __name__ == "__main__":
    main()
