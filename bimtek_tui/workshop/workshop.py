"""One open session: do, undo, redo, and for whom is being captured.

The screen makes edits and calls `Workshop.do`; an edit is acknowledged when it stands in the journal. Nothing here
knows the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import settings, store
from ..errors import Finding, Refused
from ..facilitation import numbers, unlisted_agencies
from ..facilitation.capture import Context
from ..i18n import _
from ..model import edits
from ..model.edits import Edit
from ..model.entries import Session
from ..review import signing
from ..store import editing
from ..store.document import Document, Patch
from ..store.lock import Lock
from ..store.reading import Loaded, read_bytes
from ..store.saving import Snapshot
from .drafts import Drafts
from .persistence import Changed, Persistence, Waiting
from .second_copy import SecondCopy, what_it_is

if TYPE_CHECKING:
    from ..facilitation.rounds import Voting

__all__ = ["Changed", "Context", "Snapshot", "Waiting", "Workshop", "open_workshop"]


@dataclass
class Step:
    """One thing done and when, as it can be undone; `patches` is None once the text was reread."""

    edit: Edit
    patches: list[Patch] | None
    at: dt.datetime = field(default_factory=lambda: dt.datetime.now().astimezone())


class Workshop:
    """One session file open for work: it makes the edits, its `persistence` keeps them. Make one with `open_workshop`.

    `drafts` are what was typed and not recorded, `second_copy` is where each save goes as well, `voting` is the dot voting of this run, if there was one; `signed` the session as it was when it was signed, where
    the screen found that out; `templates` a folder of others, for method and books.
    """

    def __init__(self, persistence: Persistence, templates: Path | None = None) -> None:
        self.persistence = persistence
        self.path = persistence.path
        self.method = persistence.method
        self.templates = templates
        self.drafts = Drafts(settings.journal_file(self.path).with_suffix(".draft"), self._city)
        self.second_copy = SecondCopy(self.path)
        self.context = Context()
        self.goes_on_for_same = False
        """Whether it is captured for those of an earlier run, which whoever captures is to be told."""
        self.voting: Voting | None = None
        self.signed: Session | None = None
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self.subscribe(self._anew)  # before any other is told, and may undo
        self.subscribe(self.copy)

    @property
    def loaded(self) -> Loaded:
        """The file as it was read, with what was done since; another one when others wrote the file."""
        return self.persistence.loaded

    @property
    def session(self) -> Session:
        """The typed entries as they are now."""
        return self.loaded.session

    @property
    def document(self) -> Document:
        """The text as it is now."""
        return self.loaded.document

    @property
    def findings(self) -> list[Finding]:
        """What was found wrong when the file was read."""
        return self.loaded.findings

    @property
    def read_only(self) -> str:
        """Why nothing can be changed here, or ""."""
        return self.persistence.read_only

    def subscribe(self, subscriber: Callable[[Changed], None]) -> None:
        """Be told after every change."""
        self.persistence.subscribe(subscriber)

    def save(self) -> None:
        """Save now, in this thread. Raises as `Persistence.save` does."""
        self.persistence.save()

    def close(self) -> str:
        """Save what is left and let go of the file; returns and raises as `Persistence.close` does."""
        self.drafts.write()
        may_write = not self.read_only
        warning = self.persistence.close()
        self.drafts.close()
        copied = self.second_copy.finish(self.document.to_bytes()) if may_write else ""
        return "; ".join(filter(None, (warning, copied)))

    # Doing and undoing -------------------------------------------------------------------------------------

    def do(self, edit: Edit | None) -> None:
        """Make a change and acknowledge it once it is in the journal; None is no change.

        What follows from it goes with it as one step: who named an agency before it came into the list is linked to it.

        Raises Refused with one sentence, and nothing is changed. When the journal can't be written the change is
        kept in memory and the `trouble` of the persistence says so.
        """
        if edit is None:
            return
        self._writable()
        edit, linked = unlisted_agencies.with_links(edit, self.session)
        given, numbered = edit, numbers.numbered(edit, self.session)
        try:
            edit = signing.composed(edit, self.session, self.method)
            edit = numbers.last_in_quadrant(edit, self.session, self.method)
            edit = editing.with_texts(self.loaded, edit)
            step = Step(edit, editing.perform(self.loaded, edit))
        except MemoryError as error:
            raise _no_memory() from error
        self._undo.append(step)
        self._redo.clear()
        self.persistence.acknowledge(edit)
        renumbered = numbers.renumbered(numbered, numbers.numbered(given, self.session), given)
        self.persistence.news += filter(
            None, [linked, renumbered]
        )  # with the next sentence, which is about this

    def undo(self) -> str:
        """Take the last change back; returns what it is called, or "" when there is nothing to undo.

        Raises Refused when it does not fit any more because the file was changed outside; it is then forgotten.
        """
        return self._back(self._undo, self._redo, self.can_undo)

    def redo(self) -> str:
        """Do again what was undone last; returns what it is called, or ""."""
        return self._back(self._redo, self._undo, self.can_redo)

    def _back(self, source: list[Step], target: list[Step], name: str) -> str:
        if not source:
            return ""
        self._writable()
        step = source[-1]
        try:
            back = self._turned(step)
        except MemoryError as error:
            raise _no_memory() from error
        except Refused:
            self._forget(source)
            raise
        self._forget(source)
        target.append(back)
        self.persistence.acknowledge(back.edit)
        return name

    def _turned(self, step: Step) -> Step:
        """A step taken back, and done. Raises Refused.

        An entry that a step moved and that others changed since then stays at its place: only what the step gave it goes.
        """
        turned = editing.with_texts(self.loaded, edits.inverse(step.edit))
        try:
            if step.patches is None:
                return Step(turned, editing.perform(self.loaded, turned), step.at)
            return Step(turned, editing.take_back(self.loaded, turned, step.patches), step.at)
        except Refused:
            keys = edits.step(edits.title(step.edit, self.session, self.method), edits.net([turned]))
            if keys is None or len(keys.edits) == len(edits.simple(turned)):
                raise
            return Step(keys, editing.perform(self.loaded, keys), step.at)

    def _forget(self, steps: list[Step]) -> None:
        if steps.pop().edit is self.persistence.taken_back:
            self.persistence.taken_back = None

    def votes_hidden(self, kind: str) -> bool:
        """Whether nobody may see the votes of a kind now, because a dot voting on it is open."""
        return self.voting is not None and not self.voting.closed and self.voting.kind == kind

    def _writable(self) -> None:
        if self.read_only:
            raise Refused(self.read_only)

    @property
    def done(self) -> list[Step]:
        """What `undo` would take back, one after the other: the last step first."""
        return self._undo[::-1]

    @property
    def undone(self) -> list[Step]:
        """What was taken back and `redo` would do again, as it would be taken back once more: the last done first."""
        return [Step(edits.inverse(step.edit), None, step.at) for step in self._redo]

    @property
    def can_undo(self) -> str:
        """What `undo` would take back, or ""."""
        return edits.title(self._undo[-1].edit, self.session, self.method) if self._undo else ""

    @property
    def can_redo(self) -> str:
        """What `redo` would do again, or ""."""
        if not self._redo:
            return ""
        return edits.title(edits.inverse(self._redo[-1].edit), self.session, self.method)

    def capture(self, kind: str, keys: Mapping[str, Any], now: dt.datetime | None = None) -> str:
        """Take down a new entry with what the context says; returns its id. Raises Refused."""
        edit = edits.capture(
            self.session, kind, self.context.given(kind) | dict(keys), now or dt.datetime.now().astimezone()
        )
        self.do(edit)
        identity: str = edit.entry["id"]
        return identity

    def _anew(self, changed: Changed) -> None:
        """Where the text was read anew nothing that was known of its blocks holds; it may be ours to edit only now."""
        if changed is None:
            for step in (*self._undo, *self._redo):
                step.patches = None
            losses = self.persistence.taken_back
            if losses is not None and all(step.edit is not losses for step in self._undo):
                self._undo.append(Step(losses, None))
            self.begin()

    def copy(self, _changed: Changed = None) -> None:
        """Let the second copy follow what is in the file by now."""
        if self.second_copy.folder and not (self.persistence.dirty or self.read_only):
            self.second_copy.follow(self.document.to_bytes())

    # What is not recorded yet ------------------------------------------------------------------------------

    def begin(self) -> None:
        """Take up what an earlier run left unrecorded and for whom it captured, once the session can be edited here."""
        if self.read_only or self.drafts.is_open:
            return
        news = [self.drafts.open(), self.drafts.gather(self.session), self.drafts.notice()]
        if self.context == Context() != self.drafts.context:
            self.context, self.goes_on_for_same = self.drafts.context, True
        self.persistence.news += filter(None, news)

    def capture_for(self, context: Context) -> None:
        """Capture for these from now on, also after a restart."""
        self.context = context
        self.drafts.capture_for(context)

    def _city(self) -> str:
        return self.session.city.name if self.session.city else ""


def _no_memory() -> Refused:
    return Refused(
        _("there is not enough memory, and nothing was changed; close other programs and do it again")
    )


def open_workshop(path: Path, templates: Path | None = None) -> Workshop:
    """Open a session file for work: take the lock, read, and replay what an earlier run could not save.

    `templates` is a folder of others whose methods and templates go before the shipped ones.

    Raises UnreadableFile when the file or its method can't be read; nothing is then changed or held.
    """
    if not path.is_file():
        read_bytes(path)  # says what is wrong; the lock would make a folder that is not there
    lock = Lock(path)
    lock.acquire()
    try:
        content = read_bytes(path)
        loaded = store.parse(content, path)
        workshop = Workshop(
            Persistence(path, content, loaded, store.method_of(loaded, templates), lock), templates
        )
        workshop.persistence.begin()
        workshop.begin()
        workshop.persistence.news += filter(None, [what_it_is(path)])
        workshop.copy()
        settings.remember(path)
    except BaseException:
        lock.release()
        raise
    return workshop
