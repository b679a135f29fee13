"""What `bimtek check` of 500 files of 20 entries costs, against what tomllib needs for the same bytes.

    python tests/bench/bench_many.py [RUNS]        (5 if not given; about half a minute)

Each figure is the processor time of a process and of those that it starts, taken in turns, so that others on the machine count less.
The aim: at most the start (a check of one file) + 5 x tomllib's reading of all, which is that of a process that does nothing else,
without its start. Byte code is there, as an installation has it.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
from functools import partial
from pathlib import Path

import big
from bench_check import TOP
from measuring import WORK, alternating, rows, table
from support.terminal import bimtek

FILES, ENTRIES = 500, 20
PYTHON = [sys.executable, "-c"]
READ = "import sys, tomllib\nfor name in sys.argv[1:]:\n    with open(name, 'rb') as file: tomllib.load(file)"


def files() -> list[Path]:
    """Files with half programs and half SWOT entries, as full as in the sample, and a city."""
    half = ENTRIES // 2
    entries = re.findall(r"^# (?:pr|sw)-\w+\n.*?(?=^# )", big.session(half, half), re.MULTILINE | re.DOTALL)
    assert len(entries) == ENTRIES
    text = TOP + "".join(entries)
    folder = WORK / "sesi"
    folder.mkdir()
    made = [folder / f"kota-{number:03}.toml" for number in range(FILES)]
    for file in made:
        file.write_text(text, encoding="utf-8")
    return made


def costs(command: list[str]) -> float:
    """Milliseconds of the processor until a command has ended."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False, cwd=WORK)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(WORK / "bytecode")
    given = [str(file) for file in files()]
    commands = {
        "tomllib, no file": [*PYTHON, READ],
        "tomllib, all files": [*PYTHON, READ, *given],
        "check, 1 file": [str(word) for word in bimtek("check", given[0])],
        "check, all files": [str(word) for word in bimtek("check", *given)],
    }
    found = alternating({name: partial(costs, command) for name, command in commands.items()}, runs)
    table(f"{FILES} files of {ENTRIES} entries, processor time", found)
    bare, read, one, check = (statistics.median(values) for values in found.values())
    ratio = (check - one) / (read - bare)
    rows("(check of all - check of one) / tomllib's reading", ("ratio", "aim"), [(f"{ratio:.2f}", "5")])


if __name__ == "__main__":
    main()
