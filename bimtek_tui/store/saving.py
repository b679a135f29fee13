"""Writing a file so that it is either the old one or the new one, whatever happens in between."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path

from ..errors import CannotSave
from ..words import _

_SUFFIX = ".tmp"
_STALE_SECONDS = 60


def replace(path: Path, content: bytes) -> None:
    """Put this content in the place of a file (or make it), atomically and durably.

    A link is followed to the file behind it; the file's mode is kept. Raises CannotSave with one sentence; the old
    file is then untouched and no temporary one left.
    """
    target = path.resolve()
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(_SUFFIX, f".{target.name}.", target.parent)
        try:
            _write_all(handle, content)
            os.fsync(handle)
            if hasattr(os, "fchmod"):
                os.fchmod(handle, _mode_of(target))
        finally:
            os.close(handle)
        _rename(temporary, target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise CannotSave(
            _(
                "{file} could not be saved: {reason}; make room or check the permissions, your entries are kept"
            ).format(file=path, reason=error.strerror or error)
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def sweep(path: Path) -> None:
    """Remove temporary files that an interrupted save of this file left behind."""
    target = path.resolve()
    with contextlib.suppress(OSError):
        for left in target.parent.glob(f".{target.name}.*{_SUFFIX}"):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()


def _write_all(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]


def _mode_of(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _rename(source: str, target: Path) -> None:
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


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # a folder can't be opened there
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
