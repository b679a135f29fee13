"""Writing a file so that it is either the old one or the new one, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import secrets
import stat
import threading
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from ..errors import CannotSave, UnreadableFile
from ..i18n import _
from . import read_back
from .document import Document, same
from .sources import read_bytes

Stamp = tuple[int, ...]

_SUFFIX = ".tmp"
_STALE_SECONDS = 60
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM}
"""What network drives and folders that can't be listed say to the wish to sync them."""
_PAUSE = 0.0005
"""Seconds that the thread that writes leaves to the one that draws, now and then; less is no turn at all."""


def digest_of(content: bytes) -> str:
    """What tells two contents of a file apart."""
    return hashlib.sha256(content).hexdigest()


@dataclass
class OnDisk:
    """What we know of the file on the disk; shared between the screen's thread and the one that writes.

    `stamp` is the digest and what the system says of that file, where we wrote it ourselves; `helped` whether a
    process of its own can read a large file back here.
    """

    digest: str
    number: int = 0
    busy: threading.Lock = field(default_factory=threading.Lock)
    stamp: tuple[object, ...] = ()
    helped: bool = True

    def untouched(self, path: Path) -> bool:
        """Whether the file is surely the one that we wrote; if not, its digest decides."""
        try:
            return (self.digest, *_stamp(path.stat())) == self.stamp
        except OSError:
            return False

    def reread(self, digest: str, number: int) -> None:
        """Others wrote it, and what they wrote was taken in: snapshots up to `number` are void."""
        self.digest, self.number, self.stamp = digest, number, ()


class Snapshot(Struct, frozen=True):
    """A state on its way to the disk. `write` may run in another thread; `Persistence.saved` ends it.

    `journal_size` and `steps` say how much of the journal and of the edits it covers, `fault` why it can't be
    written at all.
    """

    path: Path
    content: bytes
    digest: str
    document: Document
    journal_size: int
    steps: int
    number: int
    on_disk: OnDisk
    fault: str = ""

    def write(self) -> None:
        """Reread the bytes, compare them with what is meant, and replace the file. Raises CannotSave.

        A later state that was written in the meantime stays.
        """
        if self.fault:
            raise CannotSave(self.fault)
        try:
            with self.on_disk.busy:
                if self.number > self.on_disk.number:
                    self._verify()
                    replace(self.path, self.content, self._nobody_else_wrote, self._in_place)
                    self.on_disk.number = self.number
        except MemoryError as error:
            raise CannotSave(why(error)) from error

    def _in_place(self, stamp: Stamp) -> None:
        self.on_disk.digest, self.on_disk.stamp = self.digest, (self.digest, *stamp)

    def _verify(self) -> None:
        if len(self.content) > read_back.FROM_BYTES and self.on_disk.helped:
            read = read_back.read_elsewhere(self.content)
            self.on_disk.helped = read is not None
            if read == self.document.imprint(lambda: time.sleep(_PAUSE)):
                return
        try:  # what is small; and whatever the process could not confirm
            data = tomllib.loads(self.content.decode("utf-8-sig"), parse_float=Decimal)
        except ValueError as error:
            raise CannotSave(
                _(
                    "{file} was not saved: what would be written can't be read back ({reason}); the old file and the journal are kept"
                ).format(file=self.path, reason=error)
            ) from error
        if not same(data, self.document.as_data()):
            raise CannotSave(
                _(
                    "{file} was not saved: what would be written is not what was meant; the old file and the journal are kept"
                ).format(file=self.path)
            )

    def _nobody_else_wrote(self) -> None:
        if not self.path.exists():
            return
        try:
            content = read_bytes(self.path)  # which waits for no pipe and reads no device
        except UnreadableFile as error:
            raise CannotSave(str(error)) from error
        if content and digest_of(content) != self.on_disk.digest:
            self.on_disk.stamp = ()  # it can look the same and be another
            raise ChangedOutside(
                _("{file} was changed outside at this moment; it is taken in with the next save").format(
                    file=self.path
                )
            )


class ChangedOutside(CannotSave):
    """Somebody else wrote the file since the snapshot was made; the next one takes that in."""


def why(error: CannotSave | MemoryError) -> str:
    """The sentence about what keeps something from being saved."""
    return (
        str(error)
        if isinstance(error, CannotSave)
        else _("the computer has no memory left; close other programs")
    )


def replace(
    path: Path,
    content: bytes,
    check: Callable[[], None] = lambda: None,
    in_place: Callable[[Stamp], None] = lambda _stamp: None,
    *,
    beside: Path | None = None,
) -> None:
    """Put this content in the place of a session (or make it), atomically and durably.

    A link is followed to the file behind it; the file's mode is kept. Raises CannotSave with one sentence; the old
    file is then untouched and no temporary one left. Only when the folder can't be synced the new file stands there
    all the same, and may be gone again after a power cut. `check` may still raise just before the new one takes its
    place; `in_place` is told its stamp just after.

    `beside` is the session of which the file is made (`path` itself where there is none): then a link there is
    replaced and never followed, for a stranger may have laid it, and a new file is readable for nobody who may not
    read the session.
    """
    temporary = None
    try:
        target = path.resolve() if beside is None else path.parent.resolve() / path.name
        if target.exists() and not target.is_file():  # a pipe, a device, a folder, or a link to one
            raise OSError(errno.EINVAL, _("it is no regular file"))
        mode = _mode_of(target)
        at_first = 0o666 if mode is None else 0o600
        if mode is None and beside is not None and beside.is_file():
            at_first = stat.S_IMODE(beside.stat().st_mode) & 0o666
        fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_SUFFIX}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(fresh, flags, at_first)
        temporary = fresh
        try:
            write_all(handle, content)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            os.fsync(handle)
            stamp = _stamp(os.fstat(handle))
        finally:
            os.close(handle)
        check()
        rename(temporary, target)
        temporary = None
        in_place(stamp)
        sync_folder(target.parent)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that go round in a circle
        raise _not_saved(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _not_saved(path: Path, error: Exception) -> CannotSave:
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        return CannotSave(
            _("{file} could not be saved: there is no folder {folder}; make it, or name another one").format(
                file=path, folder=path.parent
            )
        )
    return CannotSave(
        _("{file} could not be saved: {reason}; make room or check the permissions").format(
            file=path, reason=getattr(error, "strerror", None) or error
        )
    )


def set_aside(path: Path, content: bytes) -> Path:
    """Write a text beside the session under a name that is free. Raises CannotSave."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.konflik-{number}.toml")).exists():
        number += 1
    replace(aside, content, beside=path)
    return aside


def sweep(path: Path) -> None:
    """Remove temporary files that an interrupted save of this file, or of its holder's name, left behind."""
    target = path.resolve()
    name = glob.escape(target.name)
    for left in (
        *target.parent.glob(f".{name}.*{_SUFFIX}"),
        *target.parent.glob(f"..{name}.holder.*{_SUFFIX}"),
    ):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can do that. Raises OSError."""
    if os.name == "nt":
        return  # a folder can't be opened there
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def write_all(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]


def _stamp(status: os.stat_result) -> Stamp:
    """What tells two files of one name apart without reading them, nearly always."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _mode_of(target: Path) -> int | None:
    """The mode of the file to replace, None when there is none. Raises OSError when it must not be written."""
    try:
        status = target.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):  # only where links are not followed: it makes room
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, _("it is no regular file"))
    if not os.access(target, os.W_OK):  # the folder would allow it; the person who locked the file does not
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return stat.S_IMODE(status.st_mode)


def rename(source: Path, target: Path) -> None:
    """Put one file in the place of another (or of none). Raises OSError."""
    for wait in (0.05, 0.2, 0.5):
        try:
            os.replace(source, target)  # noqa: PTH105 - both names are at hand
        except PermissionError:  # Windows: a virus scanner holds the file for a moment
            if os.name != "nt":
                raise
            time.sleep(wait)
        else:
            return
    os.replace(source, target)  # noqa: PTH105
