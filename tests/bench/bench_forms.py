"""How much work opening a form is, beside switching the stage: time of the processor, which a busy machine does not change much.

    python tests/bench/bench_forms.py [TIMES]       (9 if not given; about half a minute)

Both count from the key until nothing more is to be done and drawn. The form is opened for the first time only once, so
`first` is one figure: what is read and imported then is in it. Aim: at most 3 x a stage switch.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from pathlib import Path

import big
from measuring import WORK, table
from support.stage import Stage

from bimtek_tui.tui.app import BimtekApp
from bimtek_tui.tui.session.screen import SessionScreen
from bimtek_tui.workshop.workshop import open_workshop

PANELS = ("swot", "programs", "issues", "vision")


async def taken(stage: Stage, *keys: str) -> float:
    """Milliseconds of the processor for some keys and all that they lead to."""
    begun = time.process_time()
    await stage.press(*keys)
    return (time.process_time() - begun) * 1e3


async def measure(times: int) -> dict[str, list[float]]:
    """What stage switches and forms take, in turns."""
    file = Path(shutil.copy(big.SAMPLE, WORK))
    app = BimtekApp(WORK, open_workshop(file))
    found: dict[str, list[float]] = {"stage switch": []}
    async with app.run_test(size=(80, 24)) as pilot:
        stage = Stage(app, pilot)
        await stage.settle()
        for key in ("f2", "f3", "f4", "f5"):
            await stage.press(key)
        for number in range(times):
            for key in ("f2", "f3", "f4", "f5") if number else ():
                found["stage switch"].append(await taken(stage, key))
            for panel in PANELS:
                await stage.go(panel)
                name = f"form of {panel}" + ("" if number else ", first")
                found.setdefault(name, []).append(await taken(stage, "e"))
                await stage.press("escape")
        for screen in app.screen_stack:
            if isinstance(screen, SessionScreen):
                screen.close()
    return found


def main() -> None:
    """Measure and print."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    table("A form", asyncio.run(measure(times)), "stage switch")


if __name__ == "__main__":
    main()
