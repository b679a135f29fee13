"""Whether typing stutters while a large session is being saved.

    python tests/bench/bench_saving.py [SAVES [ENTRIES]]     (8 saves of 10,000 entries if not given; Linux or macOS)

The real program on a pseudo-terminal, on the board of a session with so many entries: Enter records an entry, and
letters go one by one into the capture line while the save that follows runs, and as many again when nothing is being
saved. Aim: p95 of a letter while saving at most 2 x that of an idle program, both in one run.
"""

from __future__ import annotations

import math
import statistics
import sys
import time

import big
from bench_typing import LETTERS, board, latency
from measuring import WORK, rows

DELAY = 0.8
"""Seconds from Enter to the beginning of its save, as `tui/saver.py` has it."""


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def main() -> None:
    """Measure and print."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    file = WORK / "besar.toml"
    file.write_text(big.session(count // 2, count - count // 2), encoding="utf-8")
    terminal = board(file)
    idle: list[float] = []
    saving: list[float] = []
    lasted: list[float] = []
    typed = ""

    def empty() -> bool:
        return any("▸ text" in one for one in terminal.lines("▸"))

    def record() -> float:
        nonlocal typed
        at = time.perf_counter()
        terminal.press("enter").until(empty, "the line to be empty")
        typed = ""
        return at

    def letter() -> float:
        nonlocal typed
        if len(typed) == 60:  # before the line scrolls
            terminal.press("ctrl+u").until(empty, "the line to be empty").settle(0.1)
            typed = ""
        typed += LETTERS.replace(" ", "")[len(typed) % 40]
        return latency(terminal, typed[-1], lambda: any(one.endswith(typed) for one in terminal.lines("▸")))

    for number in range(saves + 1):  # the first one warms up
        terminal.type(f"E{number}").wait(f"▸ E{number}")
        before = file.stat().st_ino
        entered = record()
        during: list[float] = []
        while file.stat().st_ino == before:
            began = time.perf_counter() - entered
            took = letter()
            if began >= DELAY:
                during.append(took)
        lasted.append(time.perf_counter() - entered - DELAY)
        terminal.settle(0.5)
        after = [letter() for _letter in during]
        if number:
            saving += during
            idle += after
        before = file.stat().st_ino
        record()
        terminal.until(lambda before=before: file.stat().st_ino != before, "the save")  # type: ignore[misc]
        terminal.settle(0.5)
    terminal.kill()

    rows(
        f"A letter in the capture line, {count:,} entries, {saves} saves of {statistics.median(lasted) * 1e3:.0f} ms",
        ("", "n", "median ms", "p95 ms", "max ms"),
        [
            (
                name,
                len(values),
                f"{statistics.median(values):.1f}",
                f"{p95(values):.1f}",
                f"{max(values):.1f}",
            )
            for name, values in (("idle", idle), ("while saving", saving))
        ],
    )
    print(f"\n  p95 while saving / p95 idle: {p95(saving) / p95(idle):.2f}   (aim: at most 2)")


if __name__ == "__main__":
    main()
