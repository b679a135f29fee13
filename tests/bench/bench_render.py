"""How long the four books take, how that grows, and how it stands to what they are made of.

    python tests/bench/bench_render.py [RUNS] [DOORSTOP]       (3 runs if not given; some minutes)

"render" makes the Markdown of all books, "verify" holds it against the session. Beside them the least that both can
take: one pass of Jinja over the same templates and values, and one parse of the same Markdown. "section" is one
section of the masterplan for a preview. DOORSTOP is the command of doorstop, where it is installed: it publishes 1,000
items to one Markdown file, and the whole command `bimtek render` is compared with it in entries printed per second:
an entry is printed where a row of a book has its code.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import big
from measuring import WORK, milliseconds, rows

from bimtek_tui import store
from bimtek_tui.books import outline, placement, rendering, templating
from bimtek_tui.books.context import Values
from bimtek_tui.books.editions import finished
from bimtek_tui.books.preview import Draft
from bimtek_tui.books.sandbox import environment
from bimtek_tui.books.verifying import verify
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SIZES = (100, 1_000, 5_000)
SECTION = ("buku-2", "programs")


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    used = method.load("kominfo-1")
    found: dict[int, dict[str, float]] = {}
    length: dict[int, int] = {}
    for size in SIZES:
        file = WORK / f"sesi-{size}.toml"
        file.write_text(big.session(size, size), encoding="utf-8")
        session = store.load(file).session
        books = {book.id: rendering.render(session, used, book.id) for book in used.book}
        length[size] = sum(len(one.encode()) for one in books.values()) // 1000
        found[size] = {
            name: statistics.median(milliseconds(act) for _run in range(runs))
            for name, act in _acts(session, used, books).items()
        }
    lines: list[tuple[object, ...]] = [
        (
            f"{size} + {size}",
            length[size],
            *(f"{one[name]:.0f}" for name in one),
            f"{(one['render'] + one['verify']) / (one['jinja'] + one['parse']):.2f}",
            f"1/{(one['render'] + one['verify']) / one['section']:.0f}",
        )
        for size, one in found.items()
    ]
    head = (
        "programs + SWOT",
        "books kB",
        *(f"{name} ms" for name in found[SIZES[0]]),
        "(render+verify)/(jinja+parse)",
        "section/all",
    )
    first, last = found[SIZES[0]], found[SIZES[-1]]
    grown = (f"x{last[name] / first[name]:.0f}" for name in first)
    lines.append(
        (f"growth x{SIZES[-1] // SIZES[0]}", f"x{length[SIZES[-1]] / length[SIZES[0]]:.0f}", *grown, "", "")
    )
    rows(f"Books, medians of {runs}", head, lines)
    if len(sys.argv) > 2:
        _beside_doorstop(sys.argv[2], runs)


def _acts(session: Session, used: Method, books: dict[str, str]) -> dict[str, Callable[[], object]]:
    def jinja() -> None:
        values = Values(session, used)
        for book in used.book:
            template = environment(None).get_template(book.template)
            templating.run(template.root_render_func, templating.begun(template, values, book))

    def render() -> None:  # as `rendering.write` does
        values = Values(session, used)
        for book in used.book:
            finished(templating.coded(values, book, None), "draft")

    return {
        "render": render,
        "verify": lambda: [verify(text, session, used, used.books[one]) for one, text in books.items()],
        "jinja": jinja,
        "parse": lambda: [outline.parse(text) for text in books.values()],
        "section": lambda: Draft(session, used).section(*SECTION),
    }


def _beside_doorstop(command: str, runs: int) -> None:
    """The whole command beside doorstop's, each in entries per second."""
    items = 1_000
    folder = WORK / "doorstop"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run([command, "create", "PR", "./items"], cwd=folder, check=True, capture_output=True)
    for number in range(1, items + 1):
        text = f"Program {number}: layanan terpadu di kecamatan {number % 34}, dengan indikator dan target."
        (folder / "items" / f"PR{number:03}.yml").write_text(
            f"active: true\nderived: false\nheader: ''\nlevel: 1.{number}\nlinks: []\nnormative: true\nref: ''\n"
            f"reviewed: null\ntext: |\n  {text}\n",
            encoding="utf-8",
        )
    session = WORK / "sesi-1000.toml"
    ours = [
        sys.executable,
        "-m",
        "bimtek_tui",
        "render",
        str(session),
        "--out",
        str(WORK / "books"),
        "--force",
    ]
    theirs = [command, "publish", "PR", str(folder / "out.md")]
    seconds = _median(ours, Path.cwd(), runs)
    printed = sum(
        len(row.codes)
        for file in (WORK / "books").glob("*.md")
        for row in placement.rows(outline.parse(file.read_text("utf-8")))
    )
    speeds = {
        "bimtek render": printed / seconds,
        "doorstop publish": items / _median(theirs, folder, runs),
    }
    ratio = speeds["bimtek render"] / speeds["doorstop publish"]
    rows(
        f"Whole commands, entries printed per second, medians of {runs}",
        (*speeds, "ratio"),
        [(*(f"{one:.0f}" for one in speeds.values()), f"{ratio:.2f}")],
    )


def _median(words: list[str], folder: Path, runs: int) -> float:
    """Seconds that a command takes."""
    taken = []
    for _run in range(runs):
        begin = time.perf_counter()
        subprocess.run(words, cwd=folder, check=True, capture_output=True)
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
