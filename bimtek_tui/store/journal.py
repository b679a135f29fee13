"""The journal: one fsynced line per edit that was acknowledged and is not yet in the session file.

It lies in the person's state folder, is emptied after each save, and is renamed before it is replayed, so that a
replay that crashes cannot loop.
"""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from .. import edits
from ..errors import CannotSave
from ..words import _


_MARK = b"saved "


@dataclass
class Journal:
    """The open journal of one session file. `append` returns when the line is on the disk."""

    path: Path
    _handle: int | None = None

    def append(self, edit: edits.Edit) -> None:
        """Write one edit durably. Raises CannotSave when the disk does not take it; the journal is as before."""
        self._append(edits.encode(edit) + b"\n")

    def mark(self, digest: str) -> int:
        """Note that everything so far stands in a file of this digest, which is about to be put in place.

        Returns the size of the journal up to here, for `forget`. Raises CannotSave.
        """
        if self.size():
            self._append(_MARK + digest.encode() + b"\n")
        return self.size()

    def _append(self, line: bytes) -> None:
        try:
            if self._handle is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._handle = os.open(
                    self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600
                )
            size = os.fstat(self._handle).st_size
            try:
                view = memoryview(line)
                while view:
                    view = view[os.write(self._handle, view) :]
                os.fsync(self._handle)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._handle, size)
                raise
        except OSError as error:
            raise CannotSave(
                _("the journal {file} can't be written: {reason}").format(
                    file=self.path, reason=error.strerror or error
                )
            ) from error

    def size(self) -> int:
        """Bytes in the journal now; `forget` takes this number."""
        with contextlib.suppress(OSError):
            return self.path.stat().st_size
        return 0

    def forget(self, size: int) -> None:
        """Drop the first `size` bytes, which a save has brought into the file; later lines stay."""
        with contextlib.suppress(OSError):
            rest = self.path.read_bytes()[size:] if self.path.exists() else b""
            self.close()
            if not rest:
                self.path.unlink(missing_ok=True)
                return
            temporary = self.path.with_suffix(".new")
            with temporary.open("wb") as file:
                file.write(rest)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self.path)  # noqa: PTH105

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@dataclass(frozen=True)
class LeftOver:
    """What an earlier run acknowledged and did not save: the edits that are whole, from these renamed files."""

    edits: list[edits.Edit] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    damaged: int = 0

    def done_with(self) -> None:
        """Remove the renamed files, once what they held is in the session file."""
        for file in self.files:
            with contextlib.suppress(OSError):
                file.unlink()

    def keep(self) -> None:
        """Set the renamed files aside for a person to look at; they are not replayed again."""
        for file in self.files:
            with contextlib.suppress(OSError):
                os.replace(file, file.with_suffix(".kept"))  # noqa: PTH105


def take_over(path: Path, digest: str) -> LeftOver:
    """Rename a left-over journal and read it; the last line may be cut off by a crash and then does not count.

    `digest` is that of the session file now: what a save had brought into it before the crash is left out. A file
    that was renamed by a replay that did not end (a crash, a power cut) is read again first.
    """
    waiting = sorted(path.parent.glob(f"{path.stem}.*.replay"))
    with contextlib.suppress(OSError):
        if path.exists() and path.stat().st_size:
            renamed = path.with_name(f"{path.stem}.{time.time_ns()}.replay")
            os.replace(path, renamed)  # noqa: PTH105
            waiting.append(renamed)
    found: list[edits.Edit] = []
    damaged = 0
    for file in waiting:
        *lines, cut = file.read_bytes().split(b"\n")
        damaged += bool(cut)
        for line in lines:
            if line.startswith(_MARK):
                if line == _MARK + digest.encode():
                    found.clear()
                continue
            try:
                found.append(edits.decode(line))
            except ValueError:
                damaged += 1
    return LeftOver(found, waiting, damaged)
