"""Content of somebody else, tried in a process of its own that is ended when it takes too much time or memory.

What it is tried with is named as ``module:function``, takes the bytes, and says nothing: what is wrong with them
otherwise is found by whoever reads them afterwards.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from importlib import import_module

from . import memory

_LOOK = 0.05
"""Seconds between looks at time and memory."""
_LENGTH = 8
"""Bytes that say how long a content is."""
_RUN = "import sys; sys.path[:] = sys.argv[3:]; from bimtek_tui.child import run; run(sys.argv[1], int(sys.argv[2]))"


def fits(function: str, content: bytes, seconds: float, most: int) -> bool:
    """Whether a function gets through content within so many seconds and bytes of memory, Python with it."""
    return all(fitting(function, [content], seconds, most))


def fitting(function: str, contents: Iterable[bytes], seconds: float, most: int) -> Iterator[bool]:
    """The same of several contents.

    One process takes them one after the other; one that does not fit ends it, and the next gets a new one. True as
    well where no process can be started: then it is as it is without a trial.
    """
    process: _Process | None = None
    try:
        for content in contents:
            try:
                is_fresh = process is None
                process = process or _Process(function, most)
                fitted = process.fits(content, seconds)
                if not fitted and not is_fresh:  # what was tried before it may be to blame
                    process.end()
                    process = _Process(function, most)
                    fitted = process.fits(content, seconds)
            except OSError:
                process, fitted = None, True
            if not fitted and process is not None:
                process.end()
                process = None
            yield fitted
    finally:
        if process is not None:
            process.end()


class _Process:
    """One process that tries the contents that it is given, and answers a byte for each. Raises OSError where none can be started."""

    def __init__(self, function: str, most: int) -> None:
        if not sys.executable or getattr(sys, "frozen", False):  # what would start is not Python
            raise OSError
        quiet = 0
        if sys.platform == "win32":
            quiet = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        self.most = most
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", _RUN, function, str(most), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=quiet,
        )
        self.answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def fits(self, content: bytes, seconds: float) -> bool:
        """Whether it gets through; if not, the process is no more to be used."""
        threading.Thread(target=self._send, args=(content,), daemon=True).start()
        last = time.monotonic() + seconds
        while True:
            with contextlib.suppress(queue.Empty):
                return self.answers.get(timeout=_LOOK) == b"1"
            if time.monotonic() > last or memory.used(self.process) > self.most:
                return False

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()

    def _listen(self) -> None:
        if self.process.stdout is not None:
            with contextlib.suppress(OSError, ValueError):
                while answer := self.process.stdout.read(1):
                    self.answers.put(answer)
        self.answers.put(b"")  # it is gone

    def _send(self, content: bytes) -> None:
        if self.process.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                self.process.stdin.write(len(content).to_bytes(_LENGTH, "big") + content)
                self.process.stdin.flush()


def run(function: str, most: int) -> None:
    """In the process: call the function with each content that comes in. It ends when that takes too much."""
    if hasattr(os, "nice"):
        os.nice(10)  # whoever types comes first
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    module, name = function.split(":")
    tried = getattr(import_module(module), name)
    while head := sys.stdin.buffer.read(_LENGTH):
        content = sys.stdin.buffer.read(int.from_bytes(head, "big"))
        with memory.at_most(most):
            try:
                tried(content)
            except BaseException as error:  # noqa: BLE001 - what else is wrong is said by whoever reads the content then
                if memory.is_wanting(error):
                    sys.exit(1)
        answers.write(b"1")
        answers.flush()
