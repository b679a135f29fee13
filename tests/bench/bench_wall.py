"""How long a picture on the wall takes to follow what is entered, against another stage that appears.

    python tests/bench/bench_wall.py [TIMES]      (20 if not given; Linux or macOS, about a minute)

In the grid of points on the wall a point is typed and recorded with Enter; it counts when the numbers of the whole city
stand beside the plane as they follow from it. The same program in another terminal goes from stage to stage meanwhile.
Aim: at most twice as long with 1,000 entries (500 factors and 500 programs).
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import big
from bench_stages import STAGES, TITLES
from bench_typing import latency
from measuring import WORK, alternating, table, tails
from support.terminal import KEYS, Terminal, bimtek

_CITY = re.compile(r"● +(\S+ +\S+) +Whole city")


def numbers(terminal: Terminal) -> str:
    """The numbers of the whole city beside the plane."""
    found = _CITY.search(terminal.text)
    return found[1] if found else ""


def main() -> None:
    """Measure and print."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    files = {"kota-contoh": Path(shutil.copy(big.SAMPLE, WORK))}
    files["1,000 entries"] = WORK / "sesi-1000.toml"
    files["1,000 entries"].write_text(big.session(500, 500), encoding="utf-8")
    for name, file in files.items():
        beside = Path(shutil.copy(file, WORK / f"tahap-{file.name}"))
        wall, stages = (
            Terminal(bimtek("--lang", "en", "open", each), WORK, columns=100, rows=30).wait(
                "Kota Contoh", "Tick"
            )
            for each in (file, beside)
        )
        wall.press("f2").until(lambda wall=wall: STAGES["f2"] in wall.text, "f2")  # type: ignore[misc]
        wall.type(",").until(lambda wall=wall: "Strengths" in wall.text, "SWOT")  # type: ignore[misc]
        wall.type("p").until(lambda wall=wall: "Points" in wall.text, "the grid")  # type: ignore[misc]
        wall.press("f8").until(lambda wall=wall: bool(numbers(wall)), "the plane")  # type: ignore[misc]
        typed, turned = iter("98" * times), iter(list(STAGES) * times)

        def point(wall: Terminal = wall, typed: object = typed) -> float:
            while wall.read(0.1) is not None:
                pass
            before, digit = numbers(wall), next(typed)  # type: ignore[call-overload]
            return latency(wall, f"{digit}\r", lambda: numbers(wall) not in ("", before))

        def stage(stages: Terminal = stages, turned: object = turned) -> float:
            key = next(turned)  # type: ignore[call-overload]
            return latency(
                stages, KEYS[key], lambda: STAGES[key] in stages.text and TITLES[key] in stages.text
            )

        found = alternating({"another stage": stage, "the plane follows a point": point}, times)
        table(name, found, against="another stage")
        tails(found)
        for terminal in (wall, stages):
            terminal.kill()


if __name__ == "__main__":
    main()
