"""The history of a session in words: each commit of `file_history` with what it changed, as `review.history` tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from .. import text
from ..errors import BimtekError
from ..i18n import _, listed
from ..model import method as methods
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.method import Method
from ..review import comparison, history
from ..review.changes import Difference
from ..review.history import Step
from ..review.merge_decisions import Hand, Hands, changed_places
from ..store.reading import Loaded
from ..store.versions import Versions
from .commits import Commit
from .file_history import Event, FileHistory, State

_PAST = 200
"""So many commits of one side of a merge are asked who brought what it left out."""
_NAMED = 6
"""So many commits are named of which one brought a change."""
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
        self._doubtful: set[str] = set()
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
        if self._id and step.commit not in self._doubtful:
            return bool(step.differences or step.remarks)
        return bool(
            step.differences
            or step.fault
            or step.remarks
            or step.renamed_from
            or step.state in ("added", "removed", "unreadable")
        )

    def _step(self, event: Event) -> Step:
        """What one commit brought."""
        made, state = event.commit, event.state
        base = history.Step(
            made.id,
            made.date,
            made.author,
            made.subject,
            state.name,
            "changed",
            self._nothing,
            tags=event.tags,
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
        base = replace(base, method=method, merge=len(event.before) > 1)
        against, between = self._against(event)
        if len(against.before) > 1:
            told = self._decided(against, new, method)
            sides = [side for one in against.before if one.blob and (side := self._readable(one))]
            step = replace(base, differences=self._only(told, method, sides, new))
        elif (before := self._readable(against.before[0])) is not None:
            told = history.brought(before, new, method)
            step = replace(base, differences=self._only(told, method, [before], new))
        else:  # the first version that can be read
            step = self._came_or_went(base, state, True)
        if between and (step.differences or step.counts):
            step = replace(step, remarks=(self._in_one_of([event.commit, *between], against.before),))
            self._doubtful |= {commit.id for commit in between}
        if len(there) < len(event.before) and (not self._id or self._has(new)):
            step = replace(step, remarks=(_("not taken: that the file was removed on another side"),))
        is_nothing = step.merge and not (step.differences or step.remarks)
        return replace(step, state="same") if is_nothing else step

    def _against(self, event: Event) -> tuple[Event, list[Commit]]:
        """An event with the nearest versions before it that can be read, and the commits between that can't be.

        After a merge that can't be read these are the sides of the merge.
        """
        between: list[Commit] = []
        if len(event.before) > 1 or self._loaded(event.before[0])[0] is not None:
            return event, between
        for past in self._history.back(event.before[0]):
            if past.state.blob and self._loaded(past.state)[0] is not None:
                return replace(event, before=(past.state,)), between
            if all(before.blob != past.state.blob for before in past.before):
                between.append(past.commit)
                if len(past.before) > 1:
                    return replace(event, before=past.before, bases=self._history.bases(past)), between
        return event, between

    def _in_one_of(self, commits: list[Commit], before: tuple[State, ...]) -> str:
        """That nobody can say which of some commits brought what is told."""
        names = [f"{commit.id[:10]} ({text.short(commit.author, 40) or '?'})" for commit in commits]
        shown = listed(names[:_NAMED], len(names) - _NAMED)
        since = listed([state.commit[:10] for state in before if state.blob][:_NAMED])
        sentence = (
            _(
                "what is told here came after {since}, in one of these commits, of which all but the first can't be read: {commits}"
            )
            if since
            else _(
                "what is told here came in one of these commits, of which all but the first can't be read: {commits}"
            )
        )
        return sentence.format(since=since, commits=shown)

    def _decided(self, event: Event, new: Loaded, method: Method) -> tuple[Difference, ...]:
        """What was decided in a merge."""
        pairs = [
            (before, side) for before in event.before if before.blob and (side := self._readable(before))
        ]
        bases = [side for before in event.bases if before.blob and (side := self._readable(before))]
        hands: dict[int, Hands] = {}

        def wrote(side: int, place: EntryRef, key: str) -> Hand | None:
            if side not in hands:
                hands[side] = self._hands(event, pairs[side][0])
            return hands[side].get((place, key))

        known = bool(event.bases) or not self._history.cut
        sides = [side for _state, side in pairs]
        return history.brought_by_merge(new, sides, bases, method, wrote if known else None)

    def _hands(self, merge: Event, side: State) -> Hands:
        """Who changed what last on one side of a merge."""
        hands: Hands = {}
        for past in islice(self._history.of_side(merge, side), _PAST):
            hand = Hand(past.commit.author, past.commit.date)
            now, *before = (
                version.session if state.blob and (version := self._readable(state)) else Session()
                for state in (past.state, *past.before)
            )
            for place in changed_places(now, before):
                hands.setdefault(place, hand)
        return hands

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
            full = comparison.report("", (None, None), pair, method, full=True).differences
            told = self._only(full, method, [], loaded)
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
        told = self._only(history.brought(before, new, method), method, [before], new)
        return replace(base, method=method, differences=told) if told else None

    def _only(
        self, differences: tuple[Difference, ...], method: Method, before: Sequence[Loaded], now: Loaded
    ) -> tuple[Difference, ...]:
        """What is asked for of a version and those before it: of an entry also what belongs to it, and its number aloud."""
        if not self._id:
            return differences
        if self._key:
            return history.only(differences, self._id, self._key)
        sessions = [version.session for version in (*before, now)]
        told = history.only(differences, self._id, "", history.belonging(self._id, *sessions))
        numbers = [history.renumbered(self._id, old, now.session, method) for old in sessions[:-1]]
        return (*told, numbers[0]) if numbers and numbers[0] and all(numbers) else told

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
            self.knows_entry = self._has(read)
        return read, ""

    def _has(self, version: Loaded) -> bool:
        """Whether a version has the entry that is asked for."""
        blocks = version.document.blocks
        return self._id == "top" or any(self._id in (block.table, block.data.get("id")) for block in blocks)

    def _readable(self, state: State) -> Loaded | None:
        """A version, or the nearest one before it that can be read."""
        loaded, _fault = self._loaded(state)
        if loaded is not None:
            return loaded
        for past in self._history.back(state):
            if past.state.blob and (loaded := self._loaded(past.state)[0]) is not None:
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
