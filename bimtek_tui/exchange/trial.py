"""A workbook opened in a process of its own first, which is ended when it takes too much: its own counts are not believed.

An xls of 612 bytes may ask for gigabytes. What a table needs and more is let through, and read here again.
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import threading
import time

from .. import memory

MEMORY = 512 * 2**20
"""Bytes that opening a workbook may take, Python with it."""
SECONDS = 60.0
_LOOK = 0.05
_RUN = "import sys; sys.path[:] = sys.argv[1:]; from bimtek_tui.exchange.trial import run; run()"


def fits(content: bytes) -> bool:
    """Whether a workbook can be opened within bounds; what is wrong with it otherwise is not looked at."""
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _RUN, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return True  # no process can be started: as before
    sender = threading.Thread(target=_send, args=(process, content), daemon=True)
    sender.start()
    last = time.monotonic() + SECONDS
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(_LOOK) == 0
            if time.monotonic() > last or memory.used(process) > MEMORY:
                return False
    finally:
        process.kill()
        process.wait()


def _send(process: subprocess.Popen[bytes], content: bytes) -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError, ValueError), process.stdin as pipe:
            pipe.write(content)


def run() -> None:
    """In the process: open the workbook that comes in, and all its sheets. It dies when that takes too much."""
    import python_calamine as calamine

    content = sys.stdin.buffer.read()
    with memory.at_most(MEMORY):
        try:
            with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
                for name in book.sheet_names:
                    book.get_sheet_by_name(name)
        except MemoryError:
            sys.exit(1)
        except BaseException:  # noqa: BLE001 - whatever it is, it is said by whoever reads the workbook then
            sys.exit(0)
