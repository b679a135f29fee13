"""How long tables take: 3,000 participants and programs previewed and taken in, growing with their number, and a folder of forms.

    python tests/bench/bench_tables.py [OLD] [XLS]       (about two minutes; OLD: a checkout of an older version to compare with, XLS: an old workbook)

"people" and "programs" are the processor's time in a process of its own for reading a CSV, its preview and the one edit that takes
it in; of lists that are pasted there is "pasted", by `facilitation/attendance.py`. "forms" is the same until a folder of 30 forms is previewed, against one of them alone, each in a process of its own with those that it starts.

Aims: 3,000 people and programs in a fifth of the 12 s that people took in version 0.1 (by the ratio to OLD); from 1,500 to 3,000 at most 2.3 x; a folder of 30 forms at most 10 x one form.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import big
from measuring import ROOT, WORK, alternating, rows, table

NUMBERS = (1_500, 3_000)
FORMS = 30

_TAKE = """
import datetime as dt, resource, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
kind, file, session = sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
from bimtek_tui import store
from bimtek_tui.exchange import importing
from bimtek_tui.store import editing
from bimtek_tui.facilitation import attendance
loaded = store.load(session)
method = store.method_of(loaded)
now = dt.datetime.now().astimezone()
begun = time.process_time()
if kind == "pasted":
    shown = attendance.preview(loaded.session, file.read_text(encoding="utf-8"), "stage-1/1")
    edit = attendance.take_in(loaded.session, shown, now)
else:
    shown = importing.plan(importing.read(file, kind), kind, loaded.session, method)
    edit = importing.step(loaded.session, shown, now)
previewed = time.process_time() - begun
editing.perform(loaded, edit)
assert len(shown.rows) > 100 and not shown.faults
print(previewed, time.process_time() - begun)
"""


def _name(number: int) -> str:
    """A name of three words, another one for each number."""
    syllables = (
        "an",
        "bu",
        "ci",
        "de",
        "eko",
        "fi",
        "gu",
        "ha",
        "in",
        "jo",
        "ku",
        "la",
        "mi",
        "no",
        "ra",
        "su",
    )
    parts = [syllables[number >> shift & 15] for shift in (0, 4, 8)]
    return f"{parts[0]}{parts[1]} {parts[2]}{parts[0]} contoh".title()


def people(number: int) -> Path:
    """A list of people of many agencies."""
    file = WORK / f"peserta-{number}.csv"
    lines = (f"{n};{_name(n)}, S.T.;{'Dinas ' if n % 3 else ''}Uji {n % 60};peserta" for n in range(number))
    file.write_text("No;Nama;Instansi;Peran\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def programs(number: int) -> Path:
    """A list of programs with amounts."""
    file = WORK / f"program-{number}.csv"
    lines = (
        f"{n};Program layanan {n * 37 % 10_000} nomor {n};DISKOMINFO;{n + 1} juta;Jangka pendek;APBD"
        for n in range(number)
    )
    file.write_text(
        "No;Nama Program;OPD;Anggaran;Jangka;Sumber Dana\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    return file


def taken(package: Path, kind: str, file: Path) -> list[float]:
    """Seconds of the processor until a table is previewed, and until it is taken in."""
    return _seconds(package, _TAKE, str(package), kind, str(file), str(big.SAMPLE))


def folders(old: Path | None) -> tuple[Path, Path]:
    """A folder of 30 forms and one with the first of them alone: copies of an xls, else xlsx of 20 rows."""
    from support.workbooks import cells, xlsx

    whole, single = (Path(tempfile.mkdtemp(dir=WORK)) for _folder in range(2))
    for number in range(FORMS):
        if old:
            (whole / f"usulan-{number}.xls").write_bytes(old.read_bytes() + bytes([number]))
            continue
        head = ("Nama program", "Jangka", "OPD", "Anggaran")
        body = [
            (f"Program {number} nomor {n}", "pendek", f"OPD{number}", n * 1_000_000) for n in range(1, 21)
        ]
        xlsx(
            whole / f"usulan-{number}.xlsx",
            "".join(cells(n, *row) for n, row in enumerate([head, *body], 1)),
        )
    shutil.copy(min(whole.iterdir()), single)
    return whole, single


_PREVIEW = """
import os, sys
from pathlib import Path
from bimtek_tui import store
from bimtek_tui.exchange import batch, headings
loaded = store.load(Path(sys.argv[2]))
method = store.method_of(loaded)
begun = sum(os.times()[:4])
found = batch.read(batch.files([Path(sys.argv[1])])[0], lambda header: headings.score("program", header))
assert batch.plan(found, "program", loaded.session, method).plans
print(sum(os.times()[:4]) - begun)
"""


def previewed(folder: Path) -> float:
    """Milliseconds of the processor until all forms of a folder are previewed by somebody who has just begun."""
    return 1000 * _seconds(ROOT, _PREVIEW, str(folder), str(big.SAMPLE))[0]


def _seconds(package: Path, code: str, *given: str) -> list[float]:
    """What code says that a process of its own runs with this version of the package."""
    done = subprocess.run(
        [sys.executable, "-c", code, *given],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(package)},
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return [float(words) for words in done.stdout.split()]


def main() -> None:
    """Measure and print."""
    given = {path.suffix: path for path in map(Path, sys.argv[1:])}
    old = given.get("")
    lines = []
    for kind, make in (("participant", people), ("pasted", people), ("program", programs)):
        small, large = (taken(ROOT, kind, make(number)) for number in NUMBERS)
        before = taken(old, kind, make(NUMBERS[1])) if old else []
        lines.append(
            (
                kind,
                *(f"{seconds:.2f}" for seconds in (*large, *before)),
                f"{large[1] / small[1]:.2f}",
                f"{large[1] / before[1]:.2f}" if before else "",
            )
        )
    head = (
        "3,000 of",
        "previewed s",
        "taken in s",
        *(("old previewed", "old taken in") if old else ()),
        "to 1,500",
        "to old",
    )
    rows("Large tables", head, lines)
    for name, workbook in (("xlsx", None), ("xls", given.get(".xls"))):
        if name == "xlsx" or workbook:
            whole, single = folders(workbook)
            acts: dict[str, Callable[[], float]] = {
                "one": partial(previewed, single),
                "all": partial(previewed, whole),
            }
            table(f"A folder of 30 {name}", alternating(acts, 3), "one")


if __name__ == "__main__":
    main()
