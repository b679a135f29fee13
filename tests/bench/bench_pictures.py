"""How long the pictures of the books take, and how much memory, beside the books without them.

    python tests/bench/bench_pictures.py [RUNS]       (3 runs if not given)

Whole commands with 1,000 programs and 1,000 SWOT entries: the four books as Markdown without pictures and with them, all
pictures by themselves as SVG, and the slides. The time of the books without them is 1. Memory is the most that the
command, or the process in which it draws, had at one moment.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

import big
from measuring import WORK, rows

from bimtek_tui.cli.figures import CHARTS

ENTRIES = 1_000


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    session = WORK / "sesi-gambar.toml"
    session.write_text(big.session(ENTRIES, ENTRIES), encoding="utf-8")
    charts = [word for name in CHARTS for word in ("--chart", name)]
    commands = {
        "books": ["render", str(session), "--out", str(WORK / "tanpa"), "--force", "--no-pictures"],
        "books with pictures": ["render", str(session), "--out", str(WORK / "dengan"), "--force"],
        "pictures": ["figures", str(session), *charts, "--out", str(WORK / "gambar"), "--force"],
        "slides": ["slides", str(session), "--out", str(WORK / "paparan.html"), "--force"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, int] = {}
    for _run in range(runs):  # in turn, so that what else the machine does meets all alike
        for name, words in commands.items():
            begin = time.perf_counter()
            memory[name] = max(memory.get(name, 0), _run_command(words))
            taken[name].append(time.perf_counter() - begin)
    whole = statistics.median(taken["books"])
    rows(
        f"Pictures of {ENTRIES} + {ENTRIES} entries, medians of {runs}",
        ("what", "s", "to the books", "MB"),
        [
            (
                name,
                f"{statistics.median(all_runs):.2f}",
                f"{statistics.median(all_runs) / whole:.2f}",
                memory[name],
            )
            for name, all_runs in taken.items()
        ],
    )


def _run_command(words: list[str]) -> int:
    """Run the command; the most megabytes that it or a process of its own had."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bimtek_tui", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _id, _status, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss // 1024


if __name__ == "__main__":
    main()
