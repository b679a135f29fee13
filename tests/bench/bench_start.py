"""How long one waits: for the first frame, for `--version`, and for `check` of a large session.

    python tests/bench/bench_start.py [RUNS]        (9 if not given; Linux or macOS, about a minute)

First frames are taken on the same pseudo-terminal as those of a minimal Textual app with one `Input`, in turns:
the ratio is the figure, the milliseconds are those of this machine. "all drawn" is the frame in which the checklist
stands as well. Aims: first frame at most the minimal app's + 250 ms; `--version` at most 5 bare starts.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import big
from measuring import WORK, alternating, milliseconds, table
from support.terminal import PATIENCE, Terminal, bimtek

MINIMAL = """
from textual.app import App
from textual.widgets import Input
class Minimal(App):
    def compose(self):
        yield Input(placeholder="tulis di sini")
Minimal().run()
"""


def first_frame(command: Sequence[str | Path], *texts: str) -> float:
    """Milliseconds from the start to the chunk after which these texts stand on the screen."""
    with Terminal(command, WORK, columns=100, rows=30) as terminal:
        while not all(text in terminal.text for text in texts):
            at = terminal.read(PATIENCE)
            if at is None:
                raise SystemExit(f"{texts} did not come:\n{terminal.text}")
        return (at - terminal.started) * 1e3  # type: ignore[operator]


def ends(command: Sequence[str | Path]) -> float:
    """Milliseconds until a command has ended."""
    return milliseconds(lambda: subprocess.run(command, capture_output=True, check=False, cwd=WORK))


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    sample = WORK / "kota-contoh.toml"
    sample.write_text(big.SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    large = WORK / "besar.toml"
    large.write_text(big.session(1_000, 1_000), encoding="utf-8")
    thousand = WORK / "seribu.toml"
    thousand.write_text(big.session(500, 500), encoding="utf-8")

    frames: dict[str, Callable[[], float]] = {
        "minimal Textual app": partial(first_frame, [sys.executable, "-c", MINIMAL], "tulis di sini"),
        "bimtek open kota-contoh": partial(
            first_frame, bimtek("--lang", "en", "open", sample), "Kota Contoh", "F5"
        ),
        "bimtek open kota-contoh, all drawn": partial(
            first_frame, bimtek("--lang", "en", "open", sample), "Kota Contoh", "Checklist", "Next:"
        ),
        "bimtek open 1,000 entries": partial(
            first_frame, bimtek("--lang", "en", "open", thousand), "Kota Contoh", "F5"
        ),
        "bimtek open 1,000 programs + 1,000 SWOT": partial(
            first_frame, bimtek("--lang", "en", "open", large), "Kota Contoh", "F5"
        ),
        "bimtek (list of sessions)": partial(first_frame, bimtek("--lang", "en"), "Sessions"),
    }
    table("First frame", alternating(frames, runs), "minimal Textual app")

    commands: dict[str, Callable[[], float]] = {
        "python -c pass": partial(ends, [sys.executable, "-c", "pass"]),
        "bimtek --version": partial(ends, bimtek("--version")),
        "bimtek --help": partial(ends, bimtek("--help")),
        "bimtek check, 1,000 entries": partial(ends, bimtek("check", thousand)),
        "bimtek status, 1,000 entries": partial(ends, bimtek("status", thousand)),
    }
    table("Commands", alternating(commands, runs + 6), "python -c pass")


if __name__ == "__main__":
    main()
