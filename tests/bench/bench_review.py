"""What `bimtek diff` and `bimtek log` of 1,000 entries over 50 commits cost, against `bimtek check` of one of them.

    python tests/bench/bench_review.py [RUNS]        (3 if not given; some minutes)

Each commit changes a few entries; three branches are merged on the way. The aim: at most 12 x the check. And the page
of 1,000 changes: below 1 MB, and shown by Chromium within a second, against an empty page.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from functools import partial
from pathlib import Path

import big
from bench_check import SHORT, TOP, ends
from bench_merges import git
from measuring import WORK, alternating, rows, table
from support.terminal import bimtek

COMMITS = 50
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def repository(name: str, text: str) -> Path:
    """A repository with a session that 50 commits changed, merges among them; its first is tagged `v1`."""
    folder = WORK / name
    folder.mkdir()
    file = folder / "kota.toml"
    git(folder, "init", "-q", "-b", "main")
    for number in range(COMMITS - 6):
        file.write_text(text, encoding="utf-8", newline="\n")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", f"{number}")
        if not number:
            git(folder, "tag", "v1")
        lines = text.split("\n")
        places = [
            at
            for at, line in enumerate(lines)
            if line.startswith(("text = ", "name = ")) and line.endswith('"') and '"""' not in line
        ]
        for at in places[number % 40 :: 40][:5]:
            lines[at] = f'{lines[at][:-1]} {number}"'
        text = "\n".join(lines)
    for number in range(3):
        git(folder, "checkout", "-q", "-b", f"cabang-{number}")
        file.write_text(
            file.read_text("utf-8").replace("belum", f"belum {number}", 3), encoding="utf-8", newline="\n"
        )
        git(folder, "commit", "-q", "-am", f"cabang {number}")
        git(folder, "checkout", "-q", "main")
        git(folder, "merge", "-q", "--no-ff", "-m", f"gabung {number}", f"cabang-{number}")
    return folder


def page() -> Path:
    """The page of a thousand changes."""
    old, new, out = WORK / "lama.toml", WORK / "baru.toml", WORK / "seribu.html"
    text = TOP + "\n".join(SHORT.format(number=number) for number in range(1_000))
    old.write_text(text, encoding="utf-8")
    new.write_text(text.replace("belum terpadu", "sudah sangat terpadu"), encoding="utf-8")
    subprocess.run([*bimtek("diff", str(old), str(new)), "--format", "html", "-o", str(out)], check=False)
    return out


def shown(file: Path, profile: str) -> float:
    """Milliseconds until Chromium has laid out a page."""
    words = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"]
    return ends([str(CHROMIUM), *words, f"--user-data-dir={WORK / profile}", file.as_uri()])


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    texts = {
        "full": big.session(500, 500),
        "short": TOP + "\n".join(SHORT.format(number=number) for number in range(1_000)),
    }
    lines = []
    for name, text in texts.items():
        folder = repository(name, text)
        file = str(folder / "kota.toml")
        acts = {
            "check": partial(ends, bimtek("check", file)),  # type: ignore[arg-type]
            "diff v1..HEAD": partial(ends, bimtek("diff", file, "--rev", "v1..HEAD")),  # type: ignore[arg-type]
            "log": partial(ends, bimtek("log", file)),  # type: ignore[arg-type]
        }
        found = alternating(acts, runs)  # type: ignore[arg-type]
        table(f"1,000 {name} entries, 50 commits", found, "check")
        middle = {act: statistics.median(values) for act, values in found.items()}
        lines += [
            (f"{act}, {name}", f"{middle[act] / middle['check']:.2f}", "12")
            for act in ("diff v1..HEAD", "log")
        ]
    rows("against check", ("", "ratio", "aim"), lines)
    made = page()
    empty = WORK / "kosong.html"
    empty.write_text("<!DOCTYPE html><title>x</title>", encoding="utf-8")
    print(f"\nthe page of 1,000 changes: {made.stat().st_size:,} bytes (aim: below 1,000,000)")
    if CHROMIUM:
        found = alternating(
            {"empty page": partial(shown, empty, "a"), "1,000 changes": partial(shown, made, "a")}, runs
        )
        table("shown by Chromium", found, "empty page")


if __name__ == "__main__":
    main()
