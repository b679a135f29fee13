"""What opening, editing and saving a large session costs, against what TOML alone costs, and how it grows.

    python tests/bench/bench_store.py [RUNS [MOST]]     (5 runs, 50,000 entries if not given; some ten minutes)

Opening stands against `tomllib` reading the same bytes; one edit (a field set, fsynced in the journal) against tomlkit
parsing and dumping the whole of 10,000 entries, once. A save counts to the end of the write; what of it the thread of
the screen does stands beside it. Growth is what an entry costs in the largest file against the smallest.

Aims: opening 10,000 entries at most 2 x tomllib; one edit at 10,000 at most 1/50 of tomlkit; growth at most 1 (linear).
"""

from __future__ import annotations

import statistics
import sys
import tomllib

import big
import tomlkit
from measuring import WORK, milliseconds, rows

from bimtek_tui import store
from bimtek_tui.model import edits
from bimtek_tui.workshop.workshop import open_workshop

COUNTS = (1_000, 10_000, 50_000)
EDITS = 15


def measured(count: int, runs: int) -> dict[str, float]:
    """Median milliseconds of each thing for a session of so many entries, tomllib's among them."""
    file = WORK / f"sesi-{count}.toml"
    file.write_text(big.session(count // 2, count - count // 2), encoding="utf-8")
    content = file.read_bytes()
    took: dict[str, list[float]] = {
        name: [] for name in ("tomllib", "open", "edit", "capture", "save", "on the screen's thread")
    }
    for _run in range(runs):  # in turns, so that both see the same machine
        took["tomllib"].append(milliseconds(lambda: tomllib.loads(content.decode())))
        took["open"].append(milliseconds(lambda: store.parse(content, file)))
    workshop = open_workshop(file)
    ids = list(workshop.session.swot)
    for run in range(EDITS + 1):
        edit = edits.revise(
            workshop.session.swot[ids[run * len(ids) // (EDITS + 1)]], evidence=f"Bukti {run}"
        )
        one = milliseconds(lambda edit=edit: workshop.do(edit))  # type: ignore[misc]
        other = milliseconds(lambda: workshop.capture("swot", {"quadrant": "threat", "text": "Baru."}))
        if run:  # the first edit imports tomlkit
            took["edit"].append(one)
            took["capture"].append(other)
        if run > runs:
            continue
        before = milliseconds(workshop.persistence.snapshot)
        whole = milliseconds(workshop.save)
        if run:
            took["save"].append(whole)
            took["on the screen's thread"].append(before)
    workshop.close()
    return {"kB": len(content) / 1e3} | {name: statistics.median(values) for name, values in took.items()}


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    most = int(sys.argv[2]) if len(sys.argv) > 2 else COUNTS[-1]
    found = {count: measured(count, runs) for count in COUNTS if count <= most}
    rows(
        f"Medians of {runs} runs ({EDITS} edits), in milliseconds",
        ("entries", *next(iter(found.values())), "open/tomllib"),
        [
            (
                f"{count:,}",
                *(f"{value:,.1f}" for value in one.values()),
                f"{one['open'] / one['tomllib']:.2f}",
            )
            for count, one in found.items()
        ],
    )
    large = found.get(10_000)
    if large:
        source = (WORK / "sesi-10000.toml").read_text(encoding="utf-8")
        whole = milliseconds(lambda: tomlkit.dumps(tomlkit.parse(source)))
        print(f"\n  tomlkit parses and dumps 10,000 entries in {whole:,.0f} ms")
        print(
            f"  opening / tomllib, 10,000 entries         {large['open'] / large['tomllib']:>8.2f}   (aim: 2)"
        )
        print(f"  one edit / tomlkit, 10,000 entries     1/{whole / large['edit']:>9,.0f}   (aim: 1/50)")
    least, largest = min(found), max(found)
    for name in ("tomllib", "open", "edit", "capture", "save", "on the screen's thread"):
        growth = found[largest][name] / found[least][name] / (largest / least)
        print(f"  growth {least:,} to {largest:,}, {name:<24}{growth:>6.2f}   (1: linear)")


if __name__ == "__main__":
    main()
