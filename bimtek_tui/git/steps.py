"""The history of a session in words: each commit of `file_history` with what it changed, as `review.history` tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from ..errors import BimtekError
from ..i18n import _
from ..model import method as methods
from ..model.method import Method
from ..review import comparison, history
from ..review.changes import Difference
from ..review.history import Step
from ..store.reading import Loaded
from ..store.versions import Versions
from .file_history import Event, FileHistory, State

_KEPT = 64
"""So many versions are kept as read: those around one commit, on several branches."""


class Steps:
    """The history of a file, told commit by commit; of one entry, or table, where `id` names it, and of one `key`."""

    def __init__(
        self, history: FileHistory, method_of: Callable[[object], Method], id: str = "", key: str = ""
    ) -> None:
        """`method_of` gives the method that a version names."""
        self._history = history
        self._method_of = method_of
        self._id, self._key = id, key
        self._versions = Versions()
        self._read: dict[str, Loaded | BimtekError] = {}
        self._methods: dict[object, Method] = {}
        self.knows_entry = False
        self.seen = False
        self.remark = ""

    def told(
        self,
        path: Path,
        content: Callable[[], bytes] | None,
        events: Iterable[Event],
        first: dt.date | None = None,
    ) -> Iterator[Step]:
        """What was not committed yet, then each of the `events` that changed what is asked for, in their order.

        `content` gives the file as it is, None where it is not there, and `path` names it in sentences. With `first`
        only commits from that day on.
        """
        newest = self._history.newest
        if content is not None and (lying := self._uncommitted(path, content, newest)) is not None:
            yield lying
        for event in events:
            self.seen = True
            if first is not None and event.commit.date.date() < first:
                continue
            step = self._step(event)
            if event.cut:
                self.remark = _(
                    "the history goes back further, but this clone has only the latest commits: “git fetch --unshallow” brings the others"
                )
            elif self._is_told(step):
                yield step

    def _is_told(self, step: Step) -> bool:
        """Whether a step says something of what is asked for."""
        if self._id:
            return bool(step.differences)
        return bool(
            step.differences
            or step.fault
            or step.renamed_from
            or step.state in ("added", "removed", "unreadable")
        )

    def _step(self, event: Event) -> Step:
        """What one commit brought."""
        made, state = event.commit, event.state
        base = history.Step(
            made.id, made.date, made.author, made.subject, state.name, "changed", self._nothing
        )
        there = [before for before in event.before if before.blob]
        if not state.blob or not there:
            return self._came_or_went(
                base, state if state.blob else there[0] if there else None, bool(state.blob)
            )
        new, fault = self._loaded(state)
        if len(event.before) == 1 and event.before[0].name != state.name:
            base = replace(base, renamed_from=event.before[0].name)
        if new is None:
            return replace(base, state="unreadable", fault=fault, merge=len(there) > 1)
        method = self._method(new)
        sides = [side for before in there if (side := self._readable(before)) is not None]
        if len(there) == 1 and len(event.before) == 1:
            told = history.brought(sides[0], new, method) if sides else ()
        else:
            bases = [
                side for before in event.bases if before.blob and (side := self._readable(before)) is not None
            ]
            told = history.brought_by_merge(
                new.session, [side.session for side in sides], [side.session for side in bases], method
            )
            base = replace(base, merge=True)
            if not told:
                base = replace(base, state="same")
        return replace(base, method=method, differences=self._only(told))

    def _came_or_went(self, base: Step, state: State | None, came: bool) -> Step:
        """A commit by which the file came or went: in one line; of one entry all that it says."""
        if state is None:
            return base
        loaded, fault = self._loaded(state)
        if loaded is None:
            return replace(base, state="added" if came else "removed", fault=fault)
        method = self._method(loaded)
        told: tuple[Difference, ...] = ()
        if self._id:
            pair = (None, loaded) if came else (loaded, None)
            told = self._only(comparison.report("", (None, None), pair, method, full=True).differences)
        return replace(
            base,
            state="added" if came else "removed",
            method=method,
            counts={} if self._id else comparison.counted(loaded.session),
            differences=told,
        )

    def _uncommitted(self, path: Path, content: Callable[[], bytes], newest: State) -> Step | None:
        """What lies there otherwise than it was committed last."""
        if not newest.blob:
            return None
        base = history.Step("", None, "", "", newest.name, "changed", self._nothing)
        before = self._readable(newest)
        try:
            new = self._versions.read(content(), path)
        except BimtekError as error:
            there = self._loaded(newest)[0]
            return replace(base, state="unreadable", fault=str(error)) if there else None
        if before is None:
            return None
        method = self._method(new)
        told = self._only(history.brought(before, new, method))
        return replace(base, method=method, differences=told) if told else None

    def _only(self, differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
        return history.only(differences, self._id, self._key) if self._id else differences

    # Versions --------------------------------------------------------------------------------------------------

    def _loaded(self, state: State) -> tuple[Loaded | None, str]:
        """A version as read, or why it can't be."""
        read = self._read.pop(state.blob, None)
        if read is None:
            try:
                name = Path(f"{state.name}@{state.commit[:10]}")
                read = self._versions.read(self._history.content(state), name)
            except BimtekError as error:
                read = error
        self._read[state.blob] = read
        if len(self._read) > _KEPT:
            del self._read[next(iter(self._read))]
        if isinstance(read, BimtekError):
            return None, str(read)
        if self._id and not self.knows_entry:
            self.knows_entry = self._id == "top" or any(
                self._id in (block.table, block.data.get("id")) for block in read.document.blocks
            )
        return read, ""

    def _readable(self, state: State) -> Loaded | None:
        """A version, or the nearest one before it that can be read."""
        loaded, _fault = self._loaded(state)
        if loaded is not None:
            return loaded
        for earlier in self._history.earlier(state):
            if earlier.blob and (loaded := self._loaded(earlier)[0]) is not None:
                return loaded
        return None

    def _method(self, loaded: Loaded) -> Method:
        named = loaded.document.blocks[0].data.get("method")
        if named not in self._methods:
            self._methods[named] = self._method_of(named)
        return self._methods[named]

    @cached_property
    def _nothing(self) -> Method:
        return methods.unknown("")
