"""What opening, editing and saving a large session costs, against what TOML alone costs.

    python tests/bench/bench_store.py [RUNS [MOST]]     (5 runs, 50,000 entries if not given; a few minutes)

Opening stands against `tomllib` reading the same bytes; one edit (a field set, fsynced in the journal) and one save
(bytes built, re-read, written) against tomlkit parsing and dumping the whole, which is measured at 1,000 entries only:
it grows faster than the file.
"""

from __future__ import annotations

import statistics
import sys
import tomllib

import big
import tomlkit
from measuring import WORK, milliseconds, rows

from bimtek_tui import edits, store
from bimtek_tui.workshop import open_workshop


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    opened: list[tuple[object, ...]] = []
    edited: list[tuple[object, ...]] = []
    for count in (one for one in (1_000, 10_000, 50_000) if one <= most):
        file = WORK / f"sesi-{count}.toml"
        file.write_text(big.session(count // 2, count - count // 2), encoding="utf-8")
        content = file.read_bytes()
        source = content.decode()
        reading: list[float] = []
        opening: list[float] = []
        for _run in range(runs):
            reading.append(milliseconds(lambda source=source: tomllib.loads(source)))
            opening.append(milliseconds(lambda content=content, file=file: store.parse(content, file)))
        toml, ours = statistics.median(reading), statistics.median(opening)
        opened.append(
            (f"{count:,}", f"{len(content) // 1000:,}", f"{toml:.0f}", f"{ours:.0f}", f"{ours / toml:.2f}")
        )

        workshop = open_workshop(file)
        ids = list(workshop.session.swot)
        doing: list[float] = []
        saving: list[float] = []
        for run in range(max(runs, 9)):
            one = workshop.session.swot[ids[run * len(ids) // 20]]
            edit = edits.revise(one, evidence=f"Bukti {run}")
            doing.append(milliseconds(lambda edit=edit, workshop=workshop: workshop.do(edit)))
            if run < runs:
                saving.append(milliseconds(workshop.save))
        workshop.close()
        whole = (
            [milliseconds(lambda source=source: tomlkit.dumps(tomlkit.parse(source))) for _run in range(runs)]
            if count == 1_000
            else []
        )
        edit_ms, save_ms = statistics.median(doing), statistics.median(saving)
        kit = statistics.median(whole) if whole else 0.0
        edited.append(
            (
                f"{count:,}",
                f"{edit_ms:.2f}",
                f"{save_ms:.0f}",
                f"{kit:.0f}" if kit else "–",
                f"1/{kit / edit_ms:,.0f}" if kit else "–",
                f"{save_ms / kit:.2f}" if kit else "–",
            )
        )
    rows(
        f"Opening, medians of {runs}",
        ("entries", "kB", "tomllib ms", "store.parse ms", "ratio"),
        opened,
    )
    rows(
        f"Changing, medians of {runs} or more",
        ("entries", "edit ms", "save ms", "tomlkit whole ms", "edit/tomlkit", "save/tomlkit"),
        edited,
    )


if __name__ == "__main__":
    main()
