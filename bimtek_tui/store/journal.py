"""The journal: one fsynced line per edit that was acknowledged and is not yet in the session file.

It lies in the person's state folder, is emptied after each save, and is renamed before it is replayed, so that a
replay that crashes cannot loop.
"""

from __future__ import annotations

import contextlib
import glob
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from .. import edits
from ..errors import CannotSave
from ..words import _
from .saving import sync_folder, write_all

_MARK = b"saved "


@dataclass
class Journal:
    """The open journal of one session file. `append` returns when the line is on the disk."""

    path: Path
    _handle: int | None = None
    _forgotten: int = 0
    _torn: bool = False

    def append(self, edit: edits.Edit) -> None:
        """Write one edit durably. Raises CannotSave when the disk does not take it; the journal is as before."""
        self._append(edits.encode(edit) + b"\n")

    def mark(self, digest: str) -> int:
        """Note that everything so far stands in a file of this digest, which is about to be put in place.

        Returns how much was written up to here since the journal was opened, for `forget`. Raises CannotSave.
        """
        if self._size():
            self._append(_MARK + digest.encode() + b"\n")
        return self.position()

    def position(self) -> int:
        """How many bytes were written since the journal was opened, those forgotten among them."""
        return self._forgotten + self._size()

    def _append(self, line: bytes) -> None:
        try:
            handle = self._open()
            size = os.fstat(handle).st_size
            try:
                write_all(handle, b"\n" + line if self._torn else line)
                os.fsync(handle)
            except OSError:
                self._torn = True  # unless it can be taken back, the next line begins on one of its own
                os.ftruncate(handle, size)
                self._torn = False
                raise
            self._torn = False
        except OSError as error:
            raise CannotSave(
                _("the journal {file} can't be written: {reason}").format(
                    file=self.path, reason=error.strerror or error
                )
            ) from error

    def _open(self) -> int:
        if self._handle is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._handle = os.open(self.path, flags, 0o600)
            sync_folder(self.path.parent)
        return self._handle

    def _size(self) -> int:
        with contextlib.suppress(OSError):
            return self.path.stat().st_size
        return 0

    def forget(self, position: int) -> None:
        """Drop what was written up to this position, which a save has brought into the file; later lines stay."""
        drop = position - self._forgotten
        if drop <= 0:
            return
        with contextlib.suppress(OSError):  # what stays is replayed, and found to be there already
            rest = self.path.read_bytes()[drop:]
            if rest:
                fresh = self.path.with_suffix(".new")
                handle = os.open(
                    fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
                )
                try:
                    write_all(handle, rest)
                    os.fsync(handle)
                finally:
                    os.close(handle)
                self._let_go()  # Windows replaces no open file
                os.replace(fresh, self.path)  # noqa: PTH105
                sync_folder(self.path.parent)
            else:
                handle = self._open()
                os.ftruncate(handle, 0)
                os.fsync(handle)
            self._forgotten = position

    def close(self) -> None:
        """Let go of the file; an empty one is removed."""
        self._let_go()
        with contextlib.suppress(OSError):
            if self.path.stat().st_size == 0:
                self.path.unlink()

    def _let_go(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@dataclass
class LeftOver:
    """What an earlier run acknowledged and did not save: the edits that are whole, from these renamed files.

    `doubtful` says that a person has to look at the files.
    """

    edits: list[edits.Edit] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    damaged: int = 0
    doubtful: bool = False

    def finish(self) -> None:
        """End the replay, once what it brought is in the session file: remove the files or set them aside."""
        for file in self.files:
            with contextlib.suppress(OSError):
                if self.doubtful:
                    os.replace(file, file.with_suffix(".kept"))  # noqa: PTH105
                else:
                    file.unlink()


def take_over(path: Path, digest: str) -> LeftOver:
    """Rename a left-over journal and read it; a line that a crash cut off was not acknowledged and does not count.

    `digest` is that of the session file now: what a save had brought into it before the crash is left out. A file
    that was renamed by a replay that did not end (a crash, a power cut) is read again first.
    """
    waiting = sorted(path.parent.glob(f"{glob.escape(path.stem)}.*.replay"))
    with contextlib.suppress(OSError):
        if path.exists() and path.stat().st_size:
            renamed = path.with_name(f"{path.stem}.{time.time_ns()}.replay")
            os.replace(path, renamed)  # noqa: PTH105
            waiting.append(renamed)
    found: list[edits.Edit] = []
    files: list[Path] = []
    damaged = 0
    for file in waiting:
        try:
            lines = file.read_bytes().splitlines()
        except OSError:
            continue
        files.append(file)
        for line in lines:
            if line == _MARK + digest.encode():
                found.clear()
                damaged = 0
            elif line and not line.startswith(_MARK):
                try:
                    found.append(edits.decode(line))
                except (ValueError, KeyError, TypeError):
                    damaged += 1
    return LeftOver(found, files, damaged)
