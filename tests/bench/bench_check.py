"""What `bimtek check` of 1,000 entries costs, against a bare start of Python and what tomllib needs for the same file.

    python tests/bench/bench_check.py [RUNS]        (15 if not given; about half a minute)

Each figure is a process from its start to its end, taken in turns. "tomllib" is a process that does nothing but read the file with
it; tomllib's own reading is that without a bare start and, stricter, without the import of tomllib either. The aim: at most a
bare start + 6 x tomllib's reading. Byte code is there, as an installation has it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from functools import partial
from pathlib import Path

import big
from measuring import WORK, alternating, milliseconds, rows, table
from support.terminal import bimtek

TOP = 'schema_version = 1\nmethod = "kominfo-1"\n\n[city]\nname = "Kota Uji"\nkind = "kota"\nprovince = "Riau"\n\n'
SHORT = """# sw-{number:08d}
[[swot]]
id = "sw-{number:08d}"
quadrant = "weakness"
text = "Data penduduk belum terpadu antardinas {number}."
dimension = "governance"
added = 2022-06-13T09:15:21+07:00
"""
PYTHON = [sys.executable, "-c"]


def files() -> dict[str, Path]:
    """Two files with 1,000 entries: full ones as in the sample, and the shortest that a room captures."""
    sample, short = WORK / "seribu.toml", WORK / "pendek.toml"
    sample.write_text(big.session(500, 500), encoding="utf-8")
    short.write_text(TOP + "\n".join(SHORT.format(number=n) for n in range(1_000)), encoding="utf-8")
    return {"500 programs + 500 SWOT of kota-contoh": sample, "1,000 short SWOT entries": short}


def ends(command: list[str | Path]) -> float:
    """Milliseconds until a command has ended."""
    return milliseconds(lambda: subprocess.run(command, capture_output=True, check=False, cwd=WORK))


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(WORK / "bytecode")
    given = files()
    acts = {
        "python -c pass": partial(ends, [*PYTHON, "pass"]),
        "python -c 'import tomllib'": partial(ends, [*PYTHON, "import tomllib"]),
    }
    for name, file in given.items():
        read = f"import tomllib\nwith open({str(file)!r}, 'rb') as file: tomllib.load(file)"
        acts[f"tomllib, {name}"] = partial(ends, [*PYTHON, read])
        acts[f"check, {name}"] = partial(ends, bimtek("check", file))  # type: ignore[arg-type]
    found = alternating(acts, runs)  # type: ignore[arg-type]
    table("bimtek check, with byte code as an installation has it", found, "python -c pass")
    middle = {name: statistics.median(values) for name, values in found.items()}
    bare, imported = middle["python -c pass"], middle["python -c 'import tomllib'"]
    lines = []
    for name in given:
        read, check = middle[f"tomllib, {name}"], middle[f"check, {name}"] - bare  # type: ignore[assignment]
        lines.append((name, f"{check / (read - bare):.2f}", f"{check / (read - imported):.2f}", "6"))  # type: ignore[operator]
    rows("(check - bare start) / tomllib's reading", ("", "with import", "reading alone", "aim"), lines)


if __name__ == "__main__":
    main()
