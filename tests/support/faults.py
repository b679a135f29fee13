"""A fault layer: the functions of `os` with which files are written, of which the n-th call goes wrong.

It lies under the real code on real files, and touches nothing outside of the folders that it is told. Only syncing is
left out: no power is cut here.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "close", "replace", "ftruncate", "fchmod", "unlink")
SHORT = ("short", "short, then full")
KINDS = ("full", "broken", *SHORT, "full from here on", "broken from here on")
"""What goes wrong: an error (ENOSPC or EIO) once; a write that takes half, without and with an error after it; or
everything from there on. A disk that is full refuses what needs room, a broken one refuses all."""

_NEEDS_NO_ROOM = ("fsync", "close", "ftruncate", "fchmod", "unlink")


@dataclass
class Faults:
    """From `begin` to `heal`, makes call number `at` (from 1; 0 for none) on files under `folders` go wrong.

    `calls` is what was called in that time, each with the name of the file.
    """

    kind: str
    at: int
    folders: tuple[Path, ...]
    calls: list[str] = field(default_factory=list)
    awake: bool = False
    paths: dict[int, str] = field(default_factory=dict)
    halved: bool = False

    def begin(self) -> None:
        """Count from now on."""
        self.awake = True

    def heal(self) -> None:
        """From now on all goes well."""
        self.awake = False

    def concerns(self, path: object) -> bool:
        """Whether a path is one of those that things go wrong with."""
        if not isinstance(path, str | os.PathLike) or str(path).endswith((".lock", ".holder")):
            return False
        return any(Path(path).is_relative_to(folder) for folder in self.folders)

    def strikes(self, call: str, path: str) -> bool:
        """Count a call; whether it goes wrong."""
        if not self.awake:
            return False
        self.calls.append(f"{call} {Path(path).name}")
        if not self.at:
            return False
        if self.kind in SHORT:
            return call == "write" and (self.halved or len(self.calls) == self.at)
        if "on" in self.kind.split():
            return len(self.calls) >= self.at and not ("full" in self.kind and call in _NEEDS_NO_ROOM)
        return len(self.calls) == self.at

    def error(self, path: str) -> OSError:
        """The error that the person may have to read."""
        number = errno.EIO if "broken" in self.kind else errno.ENOSPC
        return OSError(number, os.strerror(number), path)


@contextmanager
def faults(kind: str, at: int, *folders: Path) -> Iterator[Faults]:
    """The fault layer, while the block runs."""
    layer = Faults(kind, at, tuple(folder.resolve() for folder in folders))
    real: dict[str, Any] = {name: getattr(os, name) for name in CALLS if hasattr(os, name)}

    def open(path: Any, flags: int, *more: Any, **named: Any) -> int:
        mine = layer.concerns(path)
        if mine and flags & (os.O_WRONLY | os.O_RDWR) and layer.strikes("open", path):
            raise layer.error(path)
        handle: int = real["open"](path, flags, *more, **named)
        if mine:
            layer.paths[handle] = os.fspath(path)
        return handle

    def close(handle: int) -> None:
        path = layer.paths.pop(handle, None)
        real["close"](handle)  # it is closed also when it says that something went wrong
        if path is not None and layer.strikes("close", path):
            raise layer.error(path)

    def write(handle: int, content: Any) -> int:
        if handle not in layer.paths or not layer.strikes("write", layer.paths[handle]):
            return int(real["write"](handle, content))
        if layer.kind in SHORT and not layer.halved:
            layer.halved = layer.kind != "short"
            return int(real["write"](handle, memoryview(content)[: len(content) // 2]))
        layer.halved = False
        if "on" in layer.kind.split():
            real["write"](handle, memoryview(content)[: len(content) // 3])  # what still went in
        raise layer.error(layer.paths[handle])

    def by_handle(name: str) -> Any:
        def call(handle: int, *more: Any) -> Any:
            if handle in layer.paths and layer.strikes(name, layer.paths[handle]):
                raise layer.error(layer.paths[handle])
            return None if name == "fsync" else real[name](handle, *more)

        return call

    def by_path(name: str) -> Any:
        def call(path: Any, *more: Any, **named: Any) -> Any:
            if layer.concerns(path) and layer.strikes(name, path):
                raise layer.error(path)
            return real[name](path, *more, **named)

        return call

    wrapped: dict[str, Any] = {"open": open, "close": close, "write": write}
    wrapped |= {name: by_handle(name) for name in ("fsync", "ftruncate", "fchmod")}
    wrapped |= {name: by_path(name) for name in ("replace", "unlink")}
    try:
        for name, function in wrapped.items():
            if name in real:
                setattr(os, name, function)
        yield layer
    finally:
        for name, function in real.items():
            setattr(os, name, function)
