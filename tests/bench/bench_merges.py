"""What looking at the last merge costs, against merging it: 1,000, 2,000 and 4,000 entries in one file, and 500 small files.

    python tests/bench/bench_merges.py [RUNS]        (5 if not given; about a minute)

Both sides edit every tenth entry and capture some. The aims: the look takes at most twice the merge of the same sides, it
grows as the file does, and a small file in the same merge costs at most 3 ms. Milliseconds are the processor's.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import big
from measuring import WORK, alternating, rows

from bimtek_tui.git import past_merges
from bimtek_tui.review import merging

SIZES = (1_000, 2_000, 4_000)
SMALL = 500
TOP = 'schema_version = 1\nmethod = "kominfo-1"\n\n[city]\nname = "Kota Uji"\nkind = "kota"\nprovince = "Riau"\n\n'


ENTRY = """# sw-{0:08d}
[[swot]]
id = "sw-{0:08d}"
quadrant = "weakness"
text = "Data penduduk belum terpadu {0}."
added = 2022-06-13T09:15:21+07:00
"""


def processor(act: Callable[[], object]) -> float:
    """Milliseconds of processor that a call takes, with those of the programs that it starts."""
    begun = sum(os.times()[:4])
    act()
    return (sum(os.times()[:4]) - begun) * 1e3


def git(folder: Path, *words: str) -> None:
    """Run git, quietly."""
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji@contoh.invalid")
    subprocess.run(["git", "-C", str(folder), *identity, *words], check=True, capture_output=True)


def commit(folder: Path, files: dict[str, str], words: str) -> None:
    """Write files and commit them."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", words)


def edited(text: str, phase: int) -> str:
    """A session in which every tenth text is another one."""
    lines = text.split("\n")
    of_entries = [
        number
        for number, line in enumerate(lines)
        if line.startswith(("text = ", "name = ")) and line.endswith('."')
    ]
    for number in of_entries[phase::10]:
        lines[number] = f'{lines[number][:-1]} {phase}"'
    return "\n".join(lines)


def merged(name: str, base: dict[str, str]) -> tuple[Path, list[dict[str, str]]]:
    """A repository whose last commit is a merge of two sides, and what these were; nothing was lost."""
    folder = WORK / name
    folder.mkdir()
    sides = [{file: edited(text, phase) for file, text in base.items()} for phase in (3, 6)]
    git(folder, "init", "-q", "-b", "main")
    commit(folder, base, "dasar")
    git(folder, "checkout", "-q", "-b", "mereka")
    commit(folder, sides[1], "mereka")
    git(folder, "checkout", "-q", "main")
    commit(folder, sides[0], "kami")
    git(folder, "merge", "-q", "--no-commit", "-s", "ours", "mereka")
    commit(folder, {file: merge(base[file], *(side[file] for side in sides)) for file in base}, "gabung")
    return folder, [base, *sides]


def merge(*texts: str) -> str:
    """The merge of base and sides, from their bytes to its text."""
    base, ours, theirs = (merging.document(text.encode(), Path("x.toml")) for text in texts)
    return merging.merge(base, ours, theirs).text


def look(folder: Path) -> None:
    """Look at the last merge; nothing may be missing in it."""
    past = past_merges.merges(folder, None)
    assert len(past) == 1
    assert list(past_merges.losses(folder, past)) == []


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    lines: list[tuple[object, ...]] = []
    for size in SIZES:
        folder, texts = merged(f"{size}", {"kota.toml": big.session(size // 2, size // 2)})
        sides = [text["kota.toml"] for text in texts]
        acts: dict[str, Callable[[], float]] = {
            "merge": partial(processor, partial(merge, *sides)),
            "look": partial(processor, partial(look, folder)),
        }
        taken = {name: statistics.median(values) for name, values in alternating(acts, runs).items()}
        lines.append(
            (
                f"{size:,} entries",
                f"{taken['merge']:.0f}",
                f"{taken['look']:.0f}",
                f"{taken['look'] / taken['merge']:.2f}",
            )
        )
    folder, _texts = merged(
        "kecil", {f"{number}.toml": TOP + "\n".join(map(ENTRY.format, range(10))) for number in range(SMALL)}
    )
    small = statistics.median(alternating({"look": partial(processor, partial(look, folder))}, runs)["look"])
    lines.append((f"{SMALL} small files", "", f"{small:.0f}", f"{small / SMALL:.2f} ms a file"))
    rows("Looking at the last merge", ("what", "merge ms", "look ms", "ratio"), lines)


if __name__ == "__main__":
    main()
