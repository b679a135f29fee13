"""How much memory a process may take, how much it has, and that there is none left; each system has its own way."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess


@contextmanager
def at_most(limit: int) -> Iterator[None]:
    """Let this process have so many bytes of memory meanwhile, where the system can do that."""
    if sys.platform == "win32":  # whoever started this process watches it
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, before[1]))
    except (OSError, ValueError):  # macOS may refuse; it is watched as well
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def is_wanting(error: BaseException) -> bool:
    """Whether this is how Python, the system or its loader of libraries say that there is no memory left."""
    if isinstance(error, SystemError):  # Python's loader of modules had none left to say so
        return "without exception set" in str(error)
    if isinstance(error, ImportError):  # the loader has only words, there is no class for it
        return any(words in str(error).lower() for words in ("failed to map segment", "allocate memory"))
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM)


def used(process: subprocess.Popen[bytes]) -> int:
    """The bytes of memory that another process has now; 0 where that can't be found out."""
    import subprocess  # late: what is loaded when there is no memory is small

    try:
        if sys.platform == "win32":
            return _on_windows(int(vars(process)["_handle"]))
        statm = Path(f"/proc/{process.pid}/statm")
        if statm.exists():
            import resource

            return int(statm.read_text(encoding="ascii").split()[1]) * resource.getpagesize()
        listing = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(process.pid)], capture_output=True, check=False, timeout=5
        )
        return int(listing.stdout or 0) * 1024
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return 0


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        ]

    def _on_windows(handle: int) -> int:
        counters = _Counters()
        counters.cb = ctypes.sizeof(counters)
        measured = ctypes.windll.kernel32.K32GetProcessMemoryInfo(
            wintypes.HANDLE(handle), ctypes.byref(counters), counters.cb
        )
        return int(counters.PagefileUsage) if measured else 0
