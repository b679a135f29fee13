"""How long the preview of a book takes: after an edit, while one scrolls, and for a section against its whole book.

    python tests/bench/bench_preview.py [RUNS]       (15 if not given; Linux or macOS, about two minutes)

"edit" is from Enter in the capture line of the SWOT board to the section beside it, in which the new entry stands, with the wait that gathers edits. "page" is a page down in a whole book, of the sample and of 1,000 and 10,000 entries, in turns. "section" is the
computing time of one section against that of its book, in this process.

Aims: edit at most 200 ms with 1,000 entries; a page in a large book p95 at most 1.5 x that in the sample; a section at most a tenth of its book
as it was when books were rendered whole (bench_render.py before that: 900 to 1,000 ms for 1,000 + 1,000 entries).
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import time
from pathlib import Path

import big
from bench_typing import latency
from measuring import WORK, alternating, rows, table, tails
from support.terminal import Terminal, bimtek

from bimtek_tui import store
from bimtek_tui.books import rendering
from bimtek_tui.books.preview import Draft
from bimtek_tui.model import method
from bimtek_tui.tui.registry import PANELS
from bimtek_tui.tui.widgets.markdown_layout import lay_out

_GAPS = re.compile(r"○ (\d+) gaps?: n")


def gaps(terminal: Terminal) -> str:
    """How many gaps the preview says there are."""
    found = _GAPS.search(terminal.text)
    return found[1] if found else ""


def board(file: Path) -> Terminal:
    """The SWOT board of a session, its section beside it, and the capture line open."""
    terminal = Terminal(bimtek("--lang", "en", "open", file), WORK, columns=160, rows=50)
    terminal.wait("Kota Contoh", "Checklist").press("f2").wait("Stage 1 · Agenda").settle().press(",").wait(
        "SWOT", "Add"
    )
    terminal.press("P").until(lambda: bool(gaps(terminal)), "the section")
    return terminal.press("a").wait("Enter records").settle()


def edited(terminal: Terminal, number: int) -> float:
    """Milliseconds from Enter to the section with the new entry."""
    words = f"Entri ke-{number} {number * 37}"
    terminal.type(words).wait(words).settle(0.4)
    before = gaps(terminal)
    return latency(terminal, "\r", lambda: gaps(terminal) not in ("", before))


def book(file: Path) -> Terminal:
    """The whole second book of a session in the preview, with the cursor in it."""
    terminal = Terminal(bimtek("--lang", "en", "open", file), WORK, columns=120, rows=40)
    terminal.wait("Kota Contoh", "Checklist").press("f6").wait("Draft books", "BAB I")
    terminal.press("/").wait("show only").type("BAB IV RENCANA AKSI").press("enter").settle()
    terminal.press("tab").wait("4.1 Daftar Program").settle()
    return terminal


def paged(terminal: Terminal, name: str) -> float:
    """Milliseconds of a page down or up."""
    before = [line[60:] for line in terminal.screen.display]

    def changed() -> bool:
        now = [line[60:] for line in terminal.screen.display]
        return sum(one != other for one, other in zip(before, now, strict=True)) > 5

    keys = {"pagedown": "\x1b[6~", "pageup": "\x1b[5~"}
    return latency(terminal, keys[name], changed)


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    files = {"kota-contoh": Path(shutil.copy(big.SAMPLE, WORK))}
    for count in (1_000, 10_000):
        files[f"{count:,} entries"] = WORK / f"sesi-{count}.toml"
        files[f"{count:,} entries"].write_text(big.session(count // 2, count // 2), encoding="utf-8")

    terminals = {name: board(file) for name, file in files.items()}
    number = 0

    def edit(terminal: Terminal) -> float:
        nonlocal number
        number += 1
        return edited(terminal, number)

    table("Edit", alternating({name: lambda t=one: edit(t) for name, one in terminals.items()}, runs))  # type: ignore[misc]
    for one in terminals.values():
        one.kill()

    terminals = {name: book(file) for name, file in files.items()}
    found: dict[str, list[float]] = {name: [] for name in terminals}
    for run in range(2 * runs):
        for name, terminal in terminals.items():
            found[name].append(paged(terminal, "pagedown" if run % 4 < 2 else "pageup"))
    table("A page of a book", found, "kota-contoh")
    tails(found)
    for one in terminals.values():
        one.kill()

    used = method.load("kominfo-1")
    lines = []
    for name, file in files.items():
        session = store.load(file).session
        whole = {
            one.id: least(lambda one=one, s=session: rendering.render(s, used, one.id)) for one in used.book
        }
        for panel in ("issues", "swot", "strategies", "programs", "roadmap", "candidates"):
            id, block = PANELS[panel].fills[0].split("/")
            markdown = Draft(session, used).section(id, block)
            made = least(lambda s=session, i=id, b=block: Draft(s, used).section(i, b))
            before = lay_out(markdown, 60)
            laid, again = (
                least(lambda m=markdown: lay_out(m, 60)),
                least(lambda m=markdown, b=before: lay_out(m, 60, b)),
            )
            lines.append(
                (
                    name,
                    f"{id}/{block}",
                    len(markdown) // 1000,
                    f"{made:.1f}",
                    f"{whole[id]:.0f}",
                    f"{made / whole[id]:.2f}",
                    f"{laid:.1f}",
                    f"{again:.1f}",
                )
            )
    rows(
        "Computing time of a section",
        ("session", "section", "kB", "rendered ms", "its book ms", "ratio", "laid out ms", "again ms"),
        lines,
    )


def least(act: object) -> float:
    """The computing time of a call in milliseconds: the median of 7, when all is loaded."""
    act()  # type: ignore[operator]
    took = []
    for _run in range(7):
        begun = time.process_time()
        act()  # type: ignore[operator]
        took.append((time.process_time() - begun) * 1e3)
    return statistics.median(took)


if __name__ == "__main__":
    main()
