"""The lock on a session file: a sidecar held by the operating system, and the holder's name in a second file.

A dead holder's lock is free by itself; a living holder's is never taken over.
"""

from __future__ import annotations

import contextlib
import platform
import stat
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import settings, text
from ..errors import CannotSave
from ..i18n import _
from . import saving

_NOBODY = "?"
_LONGEST = 1000
"""Bytes of the holder's file that are read at most."""


@dataclass
class Lock:
    """The lock of one session file. When we have it not, `holder` names who has, or `fault` why nobody can."""

    path: Path
    holder: str = ""
    fault: str = ""
    _lock: Any = field(default=None)
    _outlives: bool = False
    """Whether a lock stays here when its holder dies, on drives that know no locks of the operating system."""

    @property
    def held(self) -> bool:
        """Whether we hold it."""
        return self._lock is not None

    @property
    def hindrance(self) -> str:
        """Why we hold it not, as a sentence, or ""."""
        if self.fault:
            return _(
                "this folder takes no lock file ({reason}): the session is shown, not edited; to edit it, open a copy in a folder of your own"
            ).format(reason=self.fault)
        if self.held:
            return ""
        if self.holder == _NOBODY:  # on some network drives a lock outlives its holder
            return _(
                "this session is locked, and nobody is named: it is shown, not edited; if nobody has it open, remove {file}"
            ).format(file=_lock_of(self.path))
        if self._outlives:
            return _(
                "this session is open elsewhere ({holder}), or was when the program ended there by force: it is shown, not edited; if nobody has it open, remove {file}"
            ).format(holder=self.holder, file=_lock_of(self.path))
        return _(
            "this session is open elsewhere ({holder}): it is shown, not edited, until it is closed there"
        ).format(holder=self.holder)

    def acquire(self) -> bool:
        """Try to take the lock, without waiting. A folder that takes no lock file counts as not held."""
        import filelock  # late: reading needs no lock

        target = self.path.resolve()
        lock = filelock.FileLock(_lock_of(target), timeout=0, thread_local=False)
        named = self._named()
        if not _free_or_regular(Path(lock.lock_file)):
            self.fault = _("{file} is no regular file: remove it").format(file=lock.lock_file)
            return False
        try:
            with warnings.catch_warnings():  # of such a drive: it is said where it matters
                warnings.simplefilter("ignore")
                lock.acquire()
        except filelock.Timeout:
            self.holder = _holder(named) or _NOBODY
            with contextlib.suppress(OSError):  # one of the operating system says nothing in its file
                self._outlives = Path(lock.lock_file).stat().st_size > 0
            return False
        except (OSError, NotImplementedError) as error:  # a read-only folder; a drive that knows no locks
            self.fault = getattr(error, "strerror", None) or str(error)
            return False
        self._lock = lock
        with contextlib.suppress(CannotSave):
            saving.replace(named, f"{settings.person()} @ {platform.node()}\n".encode(), beside=target)
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
        return _lock_of(self.path).with_suffix(".holder")


def _lock_of(path: Path) -> Path:
    target = path.resolve()
    return target.with_name(f".{target.name}.lock")


def _free_or_regular(file: Path) -> bool:
    """Whether nothing is there or a regular file: through a link or a device a stranger would have us write elsewhere."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return True


def _holder(named: Path) -> str:
    """Who holds the lock, by what the second file says, or ""."""
    try:
        if not stat.S_ISREG(named.lstat().st_mode):
            return ""
        with named.open("rb") as file:
            return text.short(file.read(_LONGEST).decode("utf-8"), 60)
    except (OSError, UnicodeDecodeError):
        return ""
