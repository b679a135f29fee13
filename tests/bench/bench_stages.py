"""How long a stage takes to appear, and how much memory the program takes.

    python tests/bench/bench_stages.py [TIMES]      (20 if not given; Linux, about a minute)

A stage counts when its name and its checklist stand on the screen. Memory is the most that a program had (VmHWM) after
all of that, beside that of a minimal Textual app with one `Input`. Aims: p95 at most 150 ms, memory at most 2 x the minimal app with 1,000
entries; with 10,000 no more than double.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import big
from bench_start import MINIMAL
from bench_typing import latency
from measuring import WORK, rows, table, tails
from support.terminal import KEYS, Terminal, bimtek

STAGES = {
    "f2": "Stage 1 · Agenda",
    "f3": "Stage 2 · Agenda",
    "f4": "Stage 3 · Agenda",
    "f5": "Stage 4 · Agenda",
}
TITLES = {"f2": "Stage 1: ", "f3": "Stage 2: ", "f4": "Stage 3: ", "f5": "Stage 4: "}


def megabytes(terminal: Terminal) -> float:
    """The most memory that a program had so far."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Measure and print."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    files = {"kota-contoh": Path(shutil.copy(big.SAMPLE, WORK))}
    for count in (1_000, 10_000):
        files[f"{count:,} entries"] = WORK / f"sesi-{count}.toml"
        files[f"{count:,} entries"].write_text(big.session(count // 2, count // 2), encoding="utf-8")
    bare = Terminal([sys.executable, "-c", MINIMAL], WORK, columns=100, rows=30).wait("tulis di sini")
    terminals = {
        name: Terminal(bimtek("--lang", "en", "open", file), WORK, columns=100, rows=30).wait(
            "Kota Contoh", "Tick"
        )
        for name, file in files.items()
    }

    found: dict[str, list[float]] = {name: [] for name in terminals}
    for number in range(times):
        key = list(STAGES)[number % len(STAGES)]
        for name, terminal in terminals.items():

            def there(terminal: Terminal = terminal, key: str = key) -> bool:
                return STAGES[key] in terminal.text and TITLES[key] in terminal.text

            if number:
                found[name].append(latency(terminal, KEYS[key], there))
            else:
                terminal.press(key).until(there, key)
    table("Another stage", found)
    tails(found)

    least = megabytes(bare)
    lines = [
        (name, f"{megabytes(one):.0f}", f"{megabytes(one) / least:.2f}") for name, one in terminals.items()
    ]
    rows("Memory", ("", "MB", "ratio"), [("minimal Textual app", f"{least:.0f}", "1.00"), *lines])
    for terminal in (bare, *terminals.values()):
        terminal.kill()


if __name__ == "__main__":
    main()
