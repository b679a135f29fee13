"""What the benchmarks share: medians, a table, and the way to the package and to the terminal of the e2e tests."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
WORK = Path(tempfile.mkdtemp(prefix="bimtek-bench-"))
"""A folder for this run; the state of the programs measured lies there too."""
os.environ["BIMTEK_STATE"] = str(WORK / "state")
os.environ["BIMTEK_DATA"] = str(WORK / "data")
os.environ["BIMTEK_LANG"] = "en"
os.environ["PYTHONPATH"] = str(ROOT)


def milliseconds(act: Callable[[], Any]) -> float:
    """How long one call takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1e3


def alternating(acts: dict[str, Callable[[], float]], runs: int, warmups: int = 1) -> dict[str, list[float]]:
    """What each act measures, taken in turns, so that all see the same machine; warm-ups are not counted."""
    found: dict[str, list[float]] = {name: [] for name in acts}
    for run in range(runs + warmups):
        for name, act in acts.items():
            value = act()
            if run >= warmups:
                found[name].append(value)
    return found


def table(title: str, found: dict[str, list[float]], against: str = "") -> None:
    """Print medians with least and greatest, and how they stand to one of them."""
    print(f"\n{title}")
    print(f"  {'':<44}{'median ms':>10}{'min':>9}{'max':>9}{'n':>5}{'ratio':>8}{'+ ms':>8}")
    base = statistics.median(found[against]) if against else 0.0
    for name, values in found.items():
        middle = statistics.median(values)
        compared = f"{middle / base:>8.2f}{middle - base:>8.0f}" if base else ""
        print(f"  {name:<44}{middle:>10.1f}{min(values):>9.1f}{max(values):>9.1f}{len(values):>5}{compared}")


def tails(found: dict[str, list[float]]) -> None:
    """Print what 95 of 100 values do not exceed."""
    for name, values in found.items():
        print(f"  p95 {name:<44}{sorted(values)[int(len(values) * 0.95)]:>6.1f} ms")


def rows(title: str, head: Sequence[str], lines: Sequence[Sequence[object]]) -> None:
    """Print a table of anything."""
    print(f"\n{title}")
    widths = [max(len(str(line[n])) for line in (head, *lines)) for n in range(len(head))]
    for line in (head, *lines):
        print("  " + "  ".join(f"{one!s:>{width}}" for one, width in zip(line, widths, strict=True)))
