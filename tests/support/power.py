"""A model of power cuts: of what a program did to its files, what may be left when the power goes at any moment.

What lasts for sure is what was synced: the content of a file with the file, names with their folder. All else may last
or not, and what was written last may be there in part. The real calls go to a real disk; after each of them what stands
there is noted, by file and by folder.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CALLS = (
    "open",
    "write",
    "fsync",
    "close",
    "replace",
    "ftruncate",
    "fchmod",
    "unlink",
    "mkdir",
    "remove",
    "rename",
)
Node = tuple[int, int]
"""A file or folder: its number on the disk, and the how-manieth that has it."""


@dataclass
class State:
    """What stood there after a call: contents now and as synced, names in folders now and as synced, and since when."""

    call: str
    contents: dict[Node, bytes]
    synced: dict[Node, bytes]
    names: dict[Node, dict[str, Node]]
    synced_names: dict[Node, dict[str, Node]]
    since: dict[Node, int]


@dataclass
class Power:
    """What was done in these folders, which were there before; `states` has one for every call.

    `tops` are the folders with their numbers on the disk.
    """

    tops: dict[Path, int]
    states: list[State] = field(default_factory=list)
    _nth: dict[int, int] = field(default_factory=dict)
    _alive: set[int] = field(default_factory=set)
    _synced: dict[Node, bytes] = field(default_factory=dict)
    _synced_names: dict[Node, dict[str, Node]] = field(default_factory=dict)
    _since: dict[Node, int] = field(default_factory=dict)

    def _node(self, number: int) -> Node:
        return number, self._nth.setdefault(number, 0)

    def note(self, call: str, synced: int | None = None) -> None:
        """Note what stands there; `synced` is the number of the file or folder that was synced by this call."""
        contents: dict[Node, bytes] = {}
        names: dict[Node, dict[str, Node]] = {}
        numbers: set[int] = set()
        found: list[tuple[Path, int, dict[str, int]]] = []
        for top in self.tops:
            for folder, _folders, _files in os.walk(top):
                inside = {name: os.lstat(os.path.join(folder, name)).st_ino for name in os.listdir(folder)}
                found.append((Path(folder), os.stat(folder).st_ino, inside))
                numbers |= {os.stat(folder).st_ino, *inside.values()}
        for gone in self._alive - numbers:  # its number may be given to another file
            self._nth[gone] = self._nth.get(gone, 0) + 1
        self._alive = numbers
        for path, number, inside in found:
            names[self._node(number)] = {name: self._node(inner) for name, inner in inside.items()}
            for name, inner in inside.items():
                if (path / name).is_file():
                    contents[self._node(inner)] = (path / name).read_bytes()
        if not self.states:  # all that was there before lasts
            self._synced, self._synced_names = (
                dict(contents),
                {node: dict(all) for node, all in names.items()},
            )
        if synced is not None and (node := self._node(synced)) in contents:
            self._synced[node] = contents[node]
        elif synced is not None and node in names:
            self._synced_names[node], self._since[node] = names[node], len(self.states)
        self.states.append(
            State(call, contents, dict(self._synced), names, dict(self._synced_names), dict(self._since))
        )

    def cut(self, at: int, how: str) -> None:
        """Lay down in the folders what a power cut after call `at` leaves, in place of what is there.

        `how` is "least" (only what was synced), "names" (all names, of contents what was synced), "contents" (the
        other way round), or a number by which chance decides of every file and name.
        """
        state = self.states[at]
        chance = random.Random(f"{at} {how}") if how.isdecimal() else None

        def of(one: Any, other: Any, lasts: str) -> Any:
            return (one if how == lasts else other) if chance is None else chance.choice([one, other])

        def content(node: Node) -> bytes:
            now, sure = state.contents.get(node), state.synced.get(node, b"")
            if now is None:
                return sure
            if chance is not None and now.startswith(sure) and chance.random() < 0.3:
                return now[: chance.randint(len(sure), len(now))]
            return bytes(of(now, sure, "contents"))

        def lay(node: Node, folder: Path) -> None:
            folder.mkdir(exist_ok=True)
            names = of(state.names.get(node, {}), state.synced_names.get(node, {}), "names")
            if (
                chance is not None
            ):  # what was done to a folder since it was synced lasts up to any point, in its order
                since = [
                    names,
                    *(earlier.names.get(node, {}) for earlier in self.states[state.since.get(node, 0) : at]),
                ]
                names = chance.choice(since)
            for name, inner in names.items():
                if inner in state.names or inner in state.synced_names:
                    lay(inner, folder / name)
                else:
                    (folder / name).write_bytes(content(inner))

        for top, number in self.tops.items():
            for old in top.iterdir():
                shutil.rmtree(old) if old.is_dir() else old.unlink()
            lay((number, 0), top)


@contextmanager
def recorded(*folders: Path) -> Iterator[Power]:
    """Record what is done in these folders while the block runs."""
    power = Power({folder.resolve(): folder.stat().st_ino for folder in folders})
    real: dict[str, Any] = {name: getattr(os, name) for name in CALLS}
    inside = False

    def wrapped(name: str) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal inside
            number = None
            if name == "fsync" and not inside:
                number = os.fstat(given[0]).st_ino
            result = real[name](*given, **named)
            if not inside:
                inside = True
                try:
                    power.note(f"{name} {given[0]}", number)
                finally:
                    inside = False
            return result

        return call

    power.note("begin")
    try:
        for name in CALLS:
            setattr(os, name, wrapped(name))
        yield power
    finally:
        for name, function in real.items():
            setattr(os, name, function)
