"""How long the cursor takes to the next row of a long list, and a panel of long lists to open.

    python tests/bench/bench_lists.py [KEYS]        (60 if not given; Linux or macOS, about two minutes)

The same keys go, one by one and in turns, to a bare Textual app with a `DataTable` of 1,000 rows on a pseudo-terminal
of its own: the ratio to it is the figure. A key counts until the last chunk that it made the program draw. Aim: p95 at
most 1.5 times that of the bare table with 1,000 entries, and not more than double that with 10,000. The second table is
the time on the processor alone (Linux), which other programs do not disturb.
"""

from __future__ import annotations

import os
import select
import sys
import time
from pathlib import Path

import big
from measuring import WORK, table, tails
from support.terminal import Terminal, bimtek, key

BARE = """
from textual.app import App
from textual.widgets import DataTable
class Bare(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        self.animation_level = "none"
        rows = self.query_one(DataTable)
        for name, width in (("Kode", 8), ("Nama", 50), ("Dimensi", 14), ("Tahun", 10)):
            rows.add_column(name, width=width)
        for number in range(1_000):
            rows.add_row(f"P{number}", f"Program nomor {number} jaringan air bersih", "Ekonomi", "2024-2026")
        rows.focus()
Bare().run()
"""
BARE_CELLS = (
    BARE.replace('"row"', '"cell", fixed_columns=2')
    .replace('("Tahun", 10))', '("Dari", 6), ("Sampai", 6), ("Suara", 6), ("Anggaran", 16))')
    .replace('"2024-2026")', '*["2024"] * 4)')
)
"""The same with a cursor from cell to cell, and as many columns as the grid of programs has."""
QUIET = 0.06
"""Seconds without output after which a key has had its effect."""
LONGEST = 20.0


def settled(terminal: Terminal, *names: str, quiet: float = QUIET) -> float:
    """Milliseconds from keys to the last chunk they brought; the screen is drawn here only after that."""
    while terminal.read(quiet) is not None:
        pass
    chunks = []
    sent = time.perf_counter()
    for name in names:
        os.write(terminal._fd, key(name))
    last, wait = sent, LONGEST
    while select.select([terminal._fd], [], [], wait)[0]:
        chunks.append(os.read(terminal._fd, 1 << 16))
        last, wait = time.perf_counter(), quiet
    if not chunks:
        raise SystemExit(f"{names} changed nothing:\n{terminal.text}")
    terminal._draw(b"".join(chunks))
    return (last - sent) * 1e3


def session(number: int) -> Terminal:
    """A session with so many programs and SWOT entries, its list of programs open."""
    file = WORK / f"{number}.toml"
    file.write_text(big.session(number, number), encoding="utf-8")
    terminal = Terminal(bimtek("--lang", "en", "open", file), WORK, columns=100, rows=30)
    return terminal.wait("Kota Contoh", "Tick", seconds=60)


def panel(terminal: Terminal, presses: int, title: str) -> None:
    """Open a panel of stage 2 by going through it."""
    terminal.press("f3").wait("Stage 2 · Agenda", seconds=60)
    for _press in range(presses):
        terminal.press(".")
    terminal.wait(f"Stage 2 · {title}", seconds=60)


def busy(terminal: Terminal) -> float:
    """Milliseconds that a program has spent on the processor so far; 0 where the system does not say it."""
    tasks = Path(f"/proc/{terminal.process.pid}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in tasks) / 1e6


def measure(terminals: dict[str, Terminal], keys: int, *what: tuple[str, tuple[str, ...]]) -> None:
    """Press keys in turns and print how long each took; of several names each is pressed after the other."""
    for title, names in what:
        found: dict[str, list[float]] = {name: [] for name in terminals}
        worked: dict[str, list[float]] = {name: [] for name in terminals}
        for run in range(keys + 3):
            for name, terminal in terminals.items():
                before = busy(terminal)
                took = settled(terminal, names[run % len(names)])
                if run >= 3:
                    found[name].append(took)
                    worked[name].append(busy(terminal) - before)
        for which, series in ((title, found), (f"{title}: on the processor", worked)):
            table(which, series, next(iter(terminals)))
            tails(series)


def main() -> None:
    """Measure and print."""
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    bare = Terminal([sys.executable, "-c", BARE], WORK, columns=100, rows=30).wait("P20")
    terminals = {"bare DataTable, 1,000 rows": bare}
    opened: dict[str, list[float]] = {}
    lists = []
    for number in (1_000, 10_000):
        terminal = session(number)
        panel(terminal, 1, "Strategies")
        name = f"panel of programs, {number:,}"
        opened[name] = [settled(terminal, ".")]
        for _again in range(4):
            settled(terminal, ",")
            opened[name].append(settled(terminal, "."))
        terminal.wait("Stage 2 · Programs")
        terminals[f"list of programs, {number:,}"] = terminal
        lists.append(terminal)
    table("Opening a panel (the first is the slowest: the greatest)", opened)

    time.sleep(5)  # the rest of the rows follows in the pauses
    measure(terminals, keys, ("Cursor down", ("down",)), ("Cursor up", ("up",)))
    jump: dict[str, list[float]] = {name: [] for name in terminals if name.startswith("list")}
    for _run in range(9):
        for name, found in jump.items():
            found.append(settled(terminals[name], "f"))
            settled(terminals[name], "escape")
    table("Letters of the jump mode", jump)
    bare.kill()
    cells = Terminal([sys.executable, "-c", BARE_CELLS], WORK, columns=100, rows=30)
    grids = {"bare DataTable, 1,000 rows": cells.wait("P20")}
    for one in lists:
        settled(one, "escape")
        settled(one, "p", quiet=1.0)
        grids[f"grid of programs, {'1,000' if len(grids) == 1 else '10,000'}"] = one.wait("Budget")
    time.sleep(12)
    measure(
        grids,
        keys,
        ("Grid: down", ("down",)),
        ("Grid: up", ("up",)),
        ("Grid: right and left", ("right", "left")),
    )
    for terminal in grids.values():
        terminal.kill()


if __name__ == "__main__":
    main()
