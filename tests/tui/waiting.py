"""Waiting for what threads and timers do, without sleeping longer than it takes."""

from __future__ import annotations

from collections.abc import Callable

from stage import Stage

WAITS = 400


async def until(stage: Stage, met: Callable[[], object]) -> None:
    """Let the program run until something is so."""
    for _round in range(WAITS):
        if met():
            return
        await stage.pilot.pause(0.02)
    raise AssertionError(f"it never came; on the screen:\n{stage.text}")


async def shows(stage: Stage, *texts: str) -> None:
    """Let the program run until these texts stand on the screen."""
    await until(stage, lambda: all(one in stage.flat for one in texts))
