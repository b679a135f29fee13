"""How rendering the four books grows from 100 to 1,000 programs and SWOT entries.

    python tests/bench/bench_render.py [RUNS]       (5 if not given; about a minute)

"read" is opening the session file, for comparison; "render" makes the Markdown of all books; "write" renders,
verifies and writes them. The last line says how much the work grew while the entries grew tenfold.
"""

from __future__ import annotations

import statistics
import sys

import big
from measuring import WORK, milliseconds, rows

from bimtek_tui import method, store
from bimtek_tui.books import rendering

SIZES = (100, 300, 1_000)


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    used = method.load("kominfo-1")
    found: dict[int, dict[str, float]] = {}
    length: dict[int, int] = {}
    for size in SIZES:
        file = WORK / f"sesi-{size}.toml"
        file.write_text(big.session(size, size), encoding="utf-8")
        session = store.load(file).session
        folder = WORK / f"buku-{size}"
        acts = {
            "read": lambda file=file: store.load(file),
            "render": lambda session=session: [
                rendering.render(session, used, book.id) for book in used.book
            ],
            "write": lambda session=session, folder=folder: rendering.write(session, used, folder),
        }
        found[size] = {}
        for name, act in acts.items():
            act()
            found[size][name] = statistics.median(milliseconds(act) for _run in range(runs))
        length[size] = sum(file.stat().st_size for file in folder.iterdir()) // 1000
    head = ("programs + SWOT", "books kB", "read ms", "render ms", "write ms", "render/read", "write/render")
    lines: list[tuple[object, ...]] = [
        (
            f"{size} + {size}",
            length[size],
            *(f"{one[name]:.0f}" for name in ("read", "render", "write")),
            f"{one['render'] / one['read']:.2f}",
            f"{one['write'] / one['render']:.2f}",
        )
        for size, one in found.items()
    ]
    first, last = found[SIZES[0]], found[SIZES[-1]]
    grown = {name: f"x{last[name] / first[name]:.1f}" for name in first}
    lines.append(("growth", f"x{length[SIZES[-1]] / length[SIZES[0]]:.1f}", *grown.values(), "", ""))
    rows(f"Books, medians of {runs}", head, lines)


if __name__ == "__main__":
    main()
