"""Content of somebody else, tried in a process of its own that is ended when it takes too much time or memory.

What it is tried with is named as ``module:function``, takes the bytes, and says nothing: what is wrong with them
otherwise is found by whoever reads them afterwards.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from importlib import import_module

from . import memory

_LOOK = 0.05
"""Seconds between looks at time and memory."""
_RUN = "import sys; sys.path[:] = sys.argv[3:]; from bimtek_tui.child import run; run(sys.argv[1], int(sys.argv[2]))"


def fits(function: str, content: bytes, seconds: float, most: int) -> bool:
    """Whether a function gets through content within so many seconds and bytes of memory, Python with it.

    True as well where no process can be started: then it is as it is without a trial.
    """
    if not sys.executable or getattr(sys, "frozen", False):  # what would start is not Python
        return True
    quiet = 0
    if sys.platform == "win32":
        quiet = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _RUN, function, str(most), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=quiet,
        )
    except OSError:
        return True
    threading.Thread(target=_send, args=(process, content), daemon=True).start()
    last = time.monotonic() + seconds
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(_LOOK) == 0
            if time.monotonic() > last or memory.used(process) > most:
                return False
    finally:
        process.kill()
        process.wait()


def _send(process: subprocess.Popen[bytes], content: bytes) -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError, ValueError), process.stdin as pipe:
            pipe.write(content)


def run(function: str, most: int) -> None:
    """In the process: call the function with what comes in. It ends with 1, or dies, when that takes too much."""
    if hasattr(os, "nice"):
        os.nice(10)  # whoever types comes first
    module, name = function.split(":")
    content = sys.stdin.buffer.read()
    with memory.at_most(most):
        try:
            getattr(import_module(module), name)(content)
        except MemoryError:
            sys.exit(1)
        except BaseException:  # noqa: BLE001 - whatever it is, it is said by whoever reads the content then
            sys.exit(0)
