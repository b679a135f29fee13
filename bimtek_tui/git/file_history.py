"""What became of one session file at every commit, newest first, along all branches and under its earlier names.

Only objects are read. Each commit is told with the file as it was there and at the commits before it; what of that the
commit itself brought, `review.history` decides. A file is followed to its earlier name on each branch by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from ..store.reading import read_bytes
from .commands import name_of, output, running
from .commits import ENCODED, FORM, Commit, commit_of
from .objects import Objects
from .revisions import Ends, renamed, standing

_MOST_NAMES = 20
"""So many names of one file are followed at a commit; more has nobody who does not want to keep a reader busy."""
_UNREADABLE = 200
"""So many commits are gone back for a version that can be read."""


class State(Struct, frozen=True):
    """The file at a commit: by which name, and its blob, "" where it is not there."""

    commit: str
    name: str
    blob: str


class Event(Struct, frozen=True):
    """A commit that has the file otherwise than those before it, with the file there and at each of these.

    A merge is one where it is not what follows from its sides: like none of them, or like one while another changed the
    file, too. `bases` are then what these began with. `cut`: what was before it is not in this clone.
    `tags` are those of the commit, and of later ones that left the file as it is there.
    """

    commit: Commit
    state: State
    before: tuple[State, ...]
    bases: tuple[State, ...] = ()
    cut: bool = False
    tags: tuple[str, ...] = ()


class FileHistory:
    """The history of a file; to be used in a `with`. Raises BimtekError when there is no repository or no commit."""

    def __init__(self, path: Path) -> None:
        folder, name = standing(path)
        self._folder = folder
        self._head = output(folder, "rev-parse", "--verify", "--quiet", "HEAD", missing=True).decode().strip()
        self.name = name_of(output(folder, "rev-parse", "--show-prefix")) + name
        self._objects = Objects(folder)
        self._cut = _shallow(folder)

    def __enter__(self) -> Self:
        self._objects.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._objects.__exit__(kind, error, trace)

    @property
    def newest(self) -> State:
        """The file at HEAD, under the name that it has there."""
        if not self._head:
            return State("", self.name, "")
        state = self._at(self._head, self.name)
        if state.blob:
            return state
        earlier = renamed(Ends(self._folder, self._head, ""), self.name, 1)
        return self._at(self._head, earlier) if earlier else state

    @property
    def cut(self) -> bool:
        """Whether this clone has only the latest commits."""
        return bool(self._cut)

    def content(self, state: State) -> bytes:
        """The file in a state in which it is there. Raises BimtekError when it is not in this clone, or too large."""
        return self._objects.content(state.blob, f"{state.name}@{state.commit[:10]}")

    def events(self, since: str = "") -> Iterator[Event]:
        """The commits that changed the file, newest first, down to a revision that is not among them any more."""
        if self._head:
            yield from self._walked(self.newest, [since] if since else [])

    def of_side(self, merge: Event, side: State) -> Iterator[Event]:
        """The commits that changed the file on one side of a merge alone, newest first."""
        return self._walked(side, [other.commit for other in merge.before if other != side])

    def back(self, state: State) -> Iterator[Event]:
        """A commit and those before it by the first parents, whether they changed the file or not, each as an event.

        For who looks for a version that can be read.
        """
        form = f"--format=%P%n{FORM}"
        words = (
            "rev-list",
            "--first-parent",
            f"--max-count={_UNREADABLE}",
            form,
            *ENCODED,
            state.commit,
            "--",
        )
        lines = output(self._folder, *words).split(b"\n")
        for parents, line in zip(lines[1::3], lines[2::3], strict=False):
            before = tuple(self._before(state, parent) for parent in parents.decode().split())
            if made := commit_of(line):
                yield Event(made, state, before, cut=made.id in self._cut)
            if not before:
                return
            state = before[0]

    def bases(self, merge: Event) -> tuple[State, ...]:
        """The file where the sides of a merge began."""
        return self._bases(merge.before)

    def _walked(self, newest: State, without: Sequence[str]) -> Iterator[Event]:
        """The commits that changed the file, from one state of it on back, but for those that others have."""
        names: dict[str, set[str]] = {newest.commit: {newest.name}}
        tags: dict[str, tuple[str, ...]] = {}
        for made, parents in self._commits(newest.commit, without):
            called = tags.pop(made.id, ()) + made.tags
            for name in sorted(names.pop(made.id, ()))[:_MOST_NAMES]:
                state = self._at(made.id, name)
                before = tuple(self._before(state, parent) for parent in parents)
                for other in before:
                    names.setdefault(other.commit, set()).add(other.name)
                others = [other for other in before if other.blob != state.blob]
                bases = self._bases(before) if len(before) > 1 and others else ()
                if self._is_event(state, before, others, bases):
                    yield Event(made, state, before, bases, made.id in self._cut, called)
                elif same := next((other for other in before if other.blob == state.blob), None):
                    tags[same.commit] = tags.get(same.commit, ()) + called

    def _is_event(
        self,
        state: State,
        before: tuple[State, ...],
        others: Sequence[State],
        bases: tuple[State, ...],
    ) -> bool:
        """Whether a commit has to be told; `others` are the states before it that have another content."""
        if not before:
            return bool(state.blob)
        if len(before) == 1 or len(others) in (0, len(before)):
            return bool(others) or (len(before) == 1 and before[0].name != state.name)
        if not bases:
            return not self._cut  # where the sides began is not in a shallow clone
        was = {base.blob for base in bases}
        return any(other.blob not in was or self._is_touched(other, before) for other in others)

    def _is_touched(self, side: State, before: tuple[State, ...]) -> bool:
        """Whether one side of a merge did something to the file and took it back."""
        without = [other.commit for other in before if other.commit != side.commit]
        return any(
            len(parents) == 1
            and self._objects.blob(made.id, side.name) != self._objects.blob(parents[0], side.name)
            for made, parents in self._commits(side.commit, without)
        )

    def _at(self, commit: str, name: str) -> State:
        return State(commit, name, self._objects.blob(commit, name))

    def _before(self, state: State, parent: str) -> State:
        """The file at a parent, under the name that it had there."""
        before = self._at(parent, state.name)
        if state.blob and not before.blob:
            earlier = renamed(Ends(self._folder, parent, state.commit), state.name, 1)
            if earlier:
                return self._at(parent, earlier)
        return before

    def _bases(self, sides: tuple[State, ...]) -> tuple[State, ...]:
        """The file at the commits that the sides of a merge began with."""
        how = "--all" if len(sides) == 2 else "--octopus"
        ids = output(self._folder, "merge-base", how, *(side.commit for side in sides), missing=True)
        bases = []
        for id in ids.decode().split():
            names = dict.fromkeys(side.name for side in sides)
            states = [self._at(id, name) for name in names]
            there = (state for state in states if state.blob)
            bases.append(next(there, None) or self._renamed_since(id, sides) or states[0])
        return tuple(bases)

    def _renamed_since(self, base: str, sides: tuple[State, ...]) -> State | None:
        """The file at a commit at which it had a name that no side has any more."""
        for side in sides:
            if side.blob and (earlier := renamed(Ends(self._folder, base, side.commit), side.name, 1)):
                return self._at(base, earlier)
        return None

    def _commits(self, newest: str, without: Sequence[str]) -> Iterator[tuple[Commit, list[str]]]:
        """Every commit with its parents, none before its children, but for those `without`, and before them."""
        span = [newest, *(f"^{commit}" for commit in without)]
        words = ("rev-list", "--date-order", f"--format=%P%n{FORM}", *ENCODED, *span, "--")
        with running(self._folder, *words) as process:
            try:
                if process.stdout is None:
                    return
                while process.stdout.readline():  # the commit, once more
                    parents = process.stdout.readline().decode().split()
                    if made := commit_of(process.stdout.readline().rstrip(b"\n")):
                        yield made, parents
            finally:
                process.kill()


def _shallow(folder: Path) -> frozenset[str]:
    """The commits at which a shallow clone ends; what was before them is not there."""
    if output(folder, "rev-parse", "--is-shallow-repository", missing=True).strip() != b"true":
        return frozenset()
    file = folder / name_of(output(folder, "rev-parse", "--git-path", "shallow"))
    return frozenset(read_bytes(file).decode("ascii", "replace").split())
