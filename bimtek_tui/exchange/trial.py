"""Workbooks opened in a process of their own first, which is ended when one takes too much: their own counts are not believed.

An xls of 612 bytes may ask for gigabytes. What a table needs and more is let through, and read here again. The
workbooks of a folder go through one process, one after the other.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterable

from .. import memory

MEMORY = 512 * 2**20
"""Bytes that opening a workbook may take, Python with it."""
SECONDS = 60.0
_LOOK = 0.05
_LENGTH = 8
_RUN = "import sys; sys.path[:] = sys.argv[1:]; from bimtek_tui.exchange.trial import run; run()"
_FITTING: dict[bytes, bool] = {}
"""What was found of workbooks so far in this run, by their digests."""


def fits(content: bytes) -> bool:
    """Whether a workbook can be opened within bounds; what is wrong with it otherwise is not looked at."""
    look([content])
    return _FITTING.get(_digest(content), True)  # no process can be started: as before


def look(contents: Iterable[bytes]) -> None:
    """Find out of several workbooks whether they fit; one that does not ends the process, and the next gets a new one."""
    process: _Process | None = None
    try:
        for content in contents:
            digest = _digest(content)
            if digest in _FITTING:
                continue
            is_fresh = process is None
            process = process or _Process()
            if not process.opens(content) and not is_fresh:  # what was opened before it may be to blame
                process.end()
                process = _Process()
                process.opens(content)
            _FITTING[digest] = process.is_well
            if not process.is_well:
                process.end()
                process = None
    except OSError:
        return  # no process can be started
    finally:
        if process is not None:
            process.end()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


class _Process:
    """One process that opens the workbooks that it is given, and answers a byte for each."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _RUN, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.is_well = True
        threading.Thread(target=self._listen, daemon=True).start()

    def opens(self, content: bytes) -> bool:
        """Whether a workbook is opened in time and without taking too much; if not, the process is no more to be used."""
        threading.Thread(target=self._send, args=(content,), daemon=True).start()
        last = time.monotonic() + SECONDS
        while True:
            with contextlib.suppress(queue.Empty):
                self.is_well = self.answers.get(timeout=_LOOK) == b"1"
                return self.is_well
            if time.monotonic() > last or memory.used(self.process) > MEMORY:
                self.is_well = False
                return False

    def end(self) -> None:
        """End the process."""
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


def run() -> None:
    """In the process: open each workbook that comes in, and all its sheets. It dies when that takes too much."""
    import python_calamine as calamine

    while head := sys.stdin.buffer.read(_LENGTH):
        content = sys.stdin.buffer.read(int.from_bytes(head, "big"))
        with memory.at_most(MEMORY):
            try:
                with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
                    for name in book.sheet_names:
                        book.get_sheet_by_name(name)
            except MemoryError:
                sys.exit(1)
            except BaseException:  # noqa: BLE001, S110 - whatever it is, it is said by whoever reads the workbook then
                pass
        sys.stdout.buffer.write(b"1")
        sys.stdout.buffer.flush()
