"""The lock on a session file: a sidecar held by the operating system, and the holder's name in a second file.

A dead holder's lock is free by itself; a living holder's is never taken over.
"""

from __future__ import annotations

import contextlib
import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import settings, text
from ..i18n import _


@dataclass
class Lock:
    """The lock of one session file. When we have it not, `holder` names who has, or `fault` why nobody can."""

    path: Path
    holder: str = ""
    fault: str = ""
    _lock: Any = field(default=None)

    @property
    def held(self) -> bool:
        """Whether we hold it."""
        return self._lock is not None

    @property
    def hindrance(self) -> str:
        """Why we hold it not, as a sentence, or ""."""
        if self.fault:
            return _("this folder takes no lock file ({reason}): the session is shown, not edited").format(
                reason=self.fault
            )
        if not self.held:
            return _(
                "this session is open elsewhere ({holder}): it is shown, not edited, until it is closed there"
            ).format(holder=self.holder)
        return ""

    def acquire(self) -> bool:
        """Try to take the lock, without waiting. A folder that takes no lock file counts as not held."""
        import filelock  # late: reading needs no lock

        target = self.path.resolve()
        lock = filelock.FileLock(target.with_name(f".{target.name}.lock"), timeout=0, thread_local=False)
        named = self._named()
        try:
            lock.acquire()
        except filelock.Timeout:
            self.holder = "?"
            with contextlib.suppress(OSError, UnicodeDecodeError):
                self.holder = text.short(named.read_text(encoding="utf-8"), 60) or "?"
            return False
        except (OSError, NotImplementedError) as error:  # a read-only folder; a drive that knows no locks
            self.fault = getattr(error, "strerror", None) or str(error)
            return False
        self._lock = lock
        with contextlib.suppress(OSError):
            named.write_text(f"{settings.person()} @ {platform.node()}\n", encoding="utf-8")
        return True

    def release(self) -> None:
        """Give the lock back and leave nothing behind."""
        if self._lock is not None:
            # Removed while held: filelock finds out when somebody opened the old one in between. On Windows an open
            # file can't be removed; there filelock removes it itself.
            for file in (self._named(), Path(self._lock.lock_file)):
                with contextlib.suppress(OSError):
                    file.unlink()
            self._lock.release()
            self._lock = None

    def _named(self) -> Path:
        target = self.path.resolve()
        return target.with_name(f".{target.name}.holder")
