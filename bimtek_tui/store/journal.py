"""The journal: one fsynced line per edit that was acknowledged and is not yet in the session file.

It lies in the person's state folder, is emptied after each save, and is renamed before it is replayed, so that a
replay that crashes cannot loop.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec import Struct

from ..errors import CannotSave
from ..i18n import _
from ..model import edits
from .saving import rename, sync_folder, write_all

_OF = b"of "
_MARK = b"saved "
_ONTO = b"onto "
STRAY = ".stray"
"""How the name of a journal ends that lay in the place of another city's."""


class Origin(Struct, frozen=True):
    """Of what a journal is: the city, where its file lay, and the digest of what that held when the journal began."""

    city: str
    path: str
    digest: str


@dataclass
class Journal:
    """The open journal of one session file. `append` returns when the line is on the disk."""

    path: Path
    origin: Callable[[], Origin] = lambda: Origin("", "", "")
    _handle: int | None = None
    _forgotten: int = 0
    _torn: bool = False
    _rooted: bool = False
    _comparable: bool = False
    """Whether the system can tell by its numbers that a file is the one of a name; some in a network can't."""

    def append(self, edit: edits.Edit) -> None:
        """Write one edit durably. Raises CannotSave when the disk does not take it; the journal is as before."""
        self._append(_sealed(edit))

    def mark(self, digest: str) -> int:
        """Note that everything so far stands in a file of this digest, which is about to be put in place.

        Returns how much was written up to here since the journal was opened, for `forget`. Raises CannotSave.
        """
        if self._size():
            self._append(_MARK + digest.encode() + b"\n")
        return self.position()

    def onto(self, digest: str, new: list[edits.Edit]) -> None:
        """Note, in one line, what leads from a file of this digest to what is acknowledged so far.

        For a file that others wrote: what stands above was meant for another one. Raises CannotSave.
        """
        several = edits.Several("", tuple(change for edit in new for change in edits.simple(edit)))
        self._append(_ONTO + digest.encode() + b" " + _sealed(several))

    def position(self) -> int:
        """How many bytes were written since the journal was opened, those forgotten among them."""
        return self._forgotten + self._size()

    def _append(self, line: bytes) -> None:
        try:
            handle = self._open()
            size = os.fstat(handle).st_size
            try:
                begun = line if size else self._head() + line
                write_all(handle, b"\n" + begun if self._torn else begun)
                os.fsync(handle)
                if self._comparable and not self._is_there(handle):
                    self._write_anew(handle)
            except (OSError, MemoryError):
                self._torn = True  # unless it can be taken back, the next line begins on one of its own
                os.ftruncate(handle, size)
                self._torn = False
                raise
            self._torn = False
        except OSError as error:
            raise self._cannot(error) from error

    def _open(self) -> int:
        if self._handle is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            handle = os.open(self.path, flags, 0o600)
            try:
                sync_folder(self.path.parent)
                for folder in self.path.parent.parents if not self._rooted else ():
                    # any of them may be new, made by us or by another run a moment ago; most are not ours
                    with contextlib.suppress(OSError):
                        sync_folder(folder)
            except OSError:  # a line in a file whose name may be gone is not acknowledged
                os.close(handle)
                raise
            self._handle, self._rooted = handle, True
            self._comparable = self._is_there(handle)
        return self._handle

    def _head(self) -> bytes:
        return _OF + msgspec.json.encode(self.origin()) + b"\n"

    def _is_there(self, handle: int) -> bool:
        """Whether the open file is still the one of this name: it may be removed, replaced, or its folder unmounted."""
        try:
            return os.path.samestat(os.fstat(handle), self.path.stat())
        except OSError:
            return False

    def _write_anew(self, handle: int) -> None:
        """Bring all lines of a file that lost its name to where they are looked for; what lies there now is put by."""
        os.lseek(handle, 0, os.SEEK_SET)
        with os.fdopen(os.dup(handle), "rb") as old:
            lines = old.read()
        with contextlib.suppress(FileNotFoundError):
            rename(self.path, waiting_name(self.path))
        self._handle = None
        try:
            fresh = self._open()
            write_all(fresh, lines)
            os.fsync(fresh)
        except OSError:
            with contextlib.suppress(OSError):
                self._let_go()
            self._handle = handle  # the next line tries again
            raise
        os.close(handle)

    def fault(self) -> str:
        """Why nothing can be kept here, as far as can be seen without writing, as a sentence, or ""."""
        place = next(path for path in (self.path, *self.path.parents) if path.exists())
        if place != self.path and not place.is_dir():
            return str(self._cannot(NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))))
        if not os.access(place, os.W_OK):
            return str(self._cannot(PermissionError(errno.EACCES, os.strerror(errno.EACCES))))
        return ""

    def _cannot(self, error: OSError) -> CannotSave:
        return CannotSave(
            _(
                "the journal {file} can't be written: {reason}; what you enter is kept in memory until it is saved, make room or check the permissions"
            ).format(file=self.path, reason=error.strerror or error)
        )

    def _size(self) -> int:
        with contextlib.suppress(OSError):
            return (self.path.stat() if self._handle is None else os.fstat(self._handle)).st_size
        return 0

    def forget(self, position: int) -> None:
        """Drop what was written up to this position, which a save has brought into the file; later lines stay."""
        drop = position - self._forgotten
        if drop <= 0:
            return
        with contextlib.suppress(
            OSError, MemoryError
        ):  # what stays is replayed, and found to be there already
            if rest := self.path.read_bytes()[drop:]:
                head = self._head()
                self._keep_only(head + rest)
                self._forgotten = position - len(head)
                sync_folder(self.path.parent)
            else:
                handle = self._open()
                os.ftruncate(handle, 0)
                self._forgotten, self._torn = position, False
                os.fsync(handle)

    def _keep_only(self, rest: bytes) -> None:
        fresh = _fresh(self.path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(fresh, flags, 0o600)
            try:
                write_all(handle, rest)
                os.fsync(handle)
            finally:
                os.close(handle)
            self._let_go()  # Windows replaces no open file
            os.replace(fresh, self.path)  # noqa: PTH105
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise

    def close(self) -> None:
        """Let go of the file; an empty one is removed."""
        with contextlib.suppress(OSError):
            self._let_go()
        with contextlib.suppress(OSError):
            if self.path.stat().st_size == 0:
                self.path.unlink()

    def _let_go(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def waiting_name(path: Path) -> Path:
    """The name of a journal that is to be replayed, which is free."""
    return path.with_name(f"{path.stem}.{time.time_ns()}.replay")


def _fresh(path: Path) -> Path:
    """Where the lines that stay are written before they take the place of all."""
    return path.with_suffix(".new")


@dataclass
class LeftOver:
    """What an earlier run acknowledged and did not save: the edits that are whole, from these renamed files.

    `doubtful` says that a person has to look at the files.
    """

    edits: list[edits.Edit] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    damaged: int = 0
    doubtful: bool = False
    strangers: list[tuple[str, Path]] = field(default_factory=list)
    """What lay here of other cities, which is left for their files: the name of the city, and where it lies."""

    def finish(self) -> None:
        """End the replay, once what it brought is in the session file: remove the files or set them aside."""
        for file in self.files:
            with contextlib.suppress(OSError):
                if self.doubtful:
                    os.replace(file, file.with_suffix(".kept"))  # noqa: PTH105
                    continue
                try:
                    file.unlink()
                except (
                    OSError
                ):  # Windows, while something looks into it: at least nothing of it is done again
                    file.write_bytes(b"")


def take_over(path: Path, digest: str, city: str = "") -> LeftOver:
    """Rename a left-over journal and read it; a line that a crash cut off was not acknowledged and does not count.

    `digest` is that of the session file now: what a save had brought into it before the crash is left out, and what
    was noted as leading on from this very file takes the place of all before it. A file that was renamed by a replay
    that did not end (a crash, a power cut) is read again first. What is of another `city` and of another file is not
    for this one; it waits for its own.

    Raises CannotSave when it can't be renamed or read: nothing may be written over it then.
    """
    journaled: list[edits.Edit] = []
    damaged = 0
    with contextlib.suppress(OSError):
        _fresh(path).unlink()  # of a crash just before it took its place
    try:
        waiting = sorted(path.parent.glob(f"{glob.escape(path.stem)}.*.replay"))
        if path.is_file() and path.stat().st_size:
            renamed = waiting_name(path)
            rename(path, renamed)
            waiting.append(renamed)
        contents = [file.read_bytes() for file in waiting]
    except OSError as error:
        raise CannotSave(
            _(
                "what the last run could not save lies in {folder} and can't be read: {reason}; the session is shown, not edited: check the permissions and open it again"
            ).format(folder=path.parent, reason=error.strerror or error)
        ) from error
    strangers = []
    for file, content in zip([*waiting], contents, strict=True):
        there = origin_of(content)
        if city and there and there.city not in ("", city) and not fits(content, digest):
            aside = file.with_suffix(STRAY)
            os.replace(file, aside)  # noqa: PTH105
            strangers.append((there.city, aside))
            waiting.remove(file)
            continue
        for line in content.splitlines():
            if line == _MARK + digest.encode():
                journaled.clear()
                damaged = 0
            elif line.startswith((_MARK, _OF)):
                damaged += not _is_note(line)  # a line that lost its end may lie behind it
            elif line:
                onto, line = _parted(line)
                if onto not in (None, digest):
                    continue
                try:
                    edit = _opened(line)
                except (ValueError, KeyError, TypeError, RecursionError):
                    damaged += 1
                    continue
                if onto:
                    journaled, damaged = [], 0
                journaled.append(edit)
    return LeftOver(journaled, waiting, damaged, strangers=strangers)


def origin_of(content: bytes) -> Origin | None:
    """Of what a journal is, by its first line; None for one that does not say so."""
    if content.startswith(_OF):
        with contextlib.suppress(ValueError, msgspec.MsgspecError):
            return msgspec.json.decode(content.partition(b"\n")[0][len(_OF) :], type=Origin)
    return None


def fits(content: bytes, digest: str) -> bool:
    """Whether a journal leads on from a file of this digest, or one from which it began."""
    there = origin_of(content)
    noted = (line.split(b" ", 2)[1] for line in content.splitlines() if line.startswith((_MARK, _ONTO)))
    return digest in [there.digest if there else "", *(known.decode(errors="replace") for known in noted)]


def _sealed(edit: edits.Edit) -> bytes:
    """The line of an edit, with a sum by which a byte that is another one later is noticed."""
    line = edits.encode(edit)
    return b"%08x " % zlib.crc32(line) + line + b"\n"


def _opened(line: bytes) -> edits.Edit:
    """The edit of a line; raises ValueError for a damaged one. Those of the first releases have no sum."""
    if not line.startswith(b"{"):
        sum, _blank, line = line.partition(b" ")
        if sum != b"%08x" % zlib.crc32(line):
            raise ValueError
    return edits.decode(line)


def _is_note(line: bytes) -> bool:
    return origin_of(line) is not None if line.startswith(_OF) else line[len(_MARK) :].isalnum()


def _parted(line: bytes) -> tuple[str | None, bytes]:
    """The digest of the file for which a line is meant, None for any, and the edit in it."""
    if not line.startswith(_ONTO):
        return None, line
    _word, digest, edit = (line + b"  ").split(b" ", 2)
    return digest.decode(errors="replace"), edit.rstrip(b" ")
