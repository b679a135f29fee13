"""The terminal around the program: leaving when it is gone or says so, giving it back to the shell for a while."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable

from ..errors import FINE

TERMINAL_CHECK = 1.0
LAST_WAIT = 5.0
"""Seconds between looks at whether the terminal is still there, and for leaving in order once it is not."""


def watch(leave: Callable[[], None], is_there: bool) -> None:
    """Call `leave` when told to end, or when the terminal is gone: without one the program would spin.

    To be called in the loop of the program; `is_there` says whether there is a terminal to begin with.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            with contextlib.suppress(
                NotImplementedError, RuntimeError, ValueError
            ):  # Windows; another thread
                loop.add_signal_handler(getattr(signal, name), leave)
    if hasattr(select, "poll") and is_there:
        threading.Thread(target=_leave_without_terminal, args=(loop, leave), daemon=True).start()


def _leave_without_terminal(loop: asyncio.AbstractEventLoop, leave: Callable[[], None]) -> None:
    """Wait, in a thread of its own, until the terminal is gone; then leave, by force where drawing is stuck.

    The thread that draws may hang for ever on a terminal that takes nothing any more.
    """
    watched = select.poll()
    try:
        watched.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
        while not any(event & (select.POLLHUP | select.POLLNVAL) for _file, event in watched.poll()):
            time.sleep(TERMINAL_CHECK)
    except (OSError, ValueError):
        return  # nothing to watch here
    with contextlib.suppress(RuntimeError):  # it is leaving already
        loop.call_soon_threadsafe(leave)
    time.sleep(LAST_WAIT)
    os._exit(FINE)  # what was acknowledged is in the journal and comes back at the next opening


def has_shell() -> bool:
    """Whether there is a shell that would get the terminal, and bring the program back."""
    if not hasattr(os, "getsid"):
        return False
    return os.getpgrp() != os.getsid(0)  # else no shell with job control started it: it would hang for ever


def give_back() -> None:
    """Stop until the shell brings the program back: all of the job, since a launcher must not go on waiting."""
    os.killpg(os.getpgrp(), signal.SIGTSTP)
