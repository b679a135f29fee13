"""One open session: do, undo, redo, capture context, saving, and whoever wants to know what changed.

The screen makes edits and calls `Workshop.do`; an edit is acknowledged when it stands in the journal. Nothing here
knows the screen.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import edits, settings, store
from .edits import Edit
from .errors import CannotSave, Finding, Refused, UnreadableFile
from .method import Method
from .model import Session
from .store import editing, saving
from .store.document import Document, Patch
from .store.journal import Journal, LeftOver, take_over
from .store.lock import Lock
from .store.reading import Loaded, read_bytes
from .store.saving import OnDisk, Snapshot
from .words import _, ngettext

__all__ = ["Changed", "Context", "Snapshot", "Workshop", "open_workshop"]

Changed = set[tuple[str, str]] | None
"""What subscribers are told: kind and id of every entry touched, or None when anything may have changed."""


@dataclass(frozen=True)
class Context:
    """For whom is being captured: breakout group, dimension (id), speaking agency (code); "" is nobody's."""

    group: str = ""
    dimension: str = ""
    agency: str = ""


_INHERITED = {
    "issue": ("dimension",),
    "gap": ("dimension",),
    "swot": ("group", "dimension", "source"),
    "strategy": ("dimension",),
    "program": ("group", "dimension", "source"),
    "participant": ("agency",),
}
"""The keys that a new entry of a kind takes from the context; `source` is the speaking agency."""


@dataclass
class Step:
    """One thing done, as it can be undone; `patches` is None once the text was reread."""

    edit: Edit
    patches: list[Patch] | None


@dataclass
class Workshop:
    """One session file open for work. Make one with `open_workshop`."""

    path: Path
    loaded: Loaded
    method: Method
    lock: Lock
    journal: Journal
    context: Context = Context()
    trouble: str = ""
    news: list[str] = field(default_factory=list)
    saved_at: dt.datetime | None = None
    _on_disk: OnDisk = field(default_factory=lambda: OnDisk(""))
    _undo: list[Step] = field(default_factory=list)
    _redo: list[Step] = field(default_factory=list)
    _unsaved: list[Edit] = field(default_factory=list)
    _not_in_journal: list[Edit] = field(default_factory=list)
    _saved_steps: int = 0
    _snapshots: int = 0
    _left_over: LeftOver | None = None
    _subscribers: list[Callable[[Changed], None]] = field(default_factory=list)

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
        if self.loaded.read_only:
            return self.loaded.read_only
        if self.lock.fault:
            return _("this folder takes no lock file ({reason}): the session is shown, not edited").format(
                reason=self.lock.fault
            )
        if not self.lock.held:
            return _("this session is open elsewhere ({holder}): it is shown, not edited").format(
                holder=self.lock.holder
            )
        return ""

    @property
    def at_risk(self) -> bool:
        """Whether something is neither in the file nor in the journal."""
        return bool(self._not_in_journal)

    @property
    def dirty(self) -> bool:
        """Whether there is something that is not in the file yet."""
        return bool(self._unsaved)

    def subscribe(self, subscriber: Callable[[Changed], None]) -> None:
        """Be told after every change."""
        self._subscribers.append(subscriber)

    # Doing and undoing -------------------------------------------------------------------------------------

    def do(self, edit: Edit | None) -> None:
        """Make a change and acknowledge it once it is in the journal; None is no change.

        Raises Refused with one sentence, and nothing is changed. When the journal can't be written the change is
        kept in memory and `trouble` says so.
        """
        if edit is None:
            return
        self._writable()
        self._undo.append(Step(edit, editing.perform(self.loaded, edit)))
        self._redo.clear()
        self._acknowledge(edit)

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
        step = source.pop()
        turned = edits.inverse(step.edit)
        if step.patches is None:
            patches = editing.perform(self.loaded, turned)
        else:
            patches = editing.take_back(self.loaded, turned, step.patches)
        target.append(Step(turned, patches))
        self._acknowledge(turned)
        return name

    @property
    def can_undo(self) -> str:
        """What `undo` would take back, or ""."""
        return edits.title(self._undo[-1].edit, self.session) if self._undo else ""

    @property
    def can_redo(self) -> str:
        """What `redo` would do again, or ""."""
        return edits.title(edits.inverse(self._redo[-1].edit), self.session) if self._redo else ""

    def capture(self, kind: str, keys: Mapping[str, Any], now: dt.datetime | None = None) -> str:
        """Take down a new entry with what the context says; returns its id. Raises Refused."""
        edit = edits.capture(
            self.session, kind, self.inherited(kind) | dict(keys), now or dt.datetime.now().astimezone()
        )
        self.do(edit)
        identity: str = edit.entry["id"]
        return identity

    def inherited(self, kind: str) -> dict[str, Any]:
        """The keys that a new entry of this kind takes from the capture context."""
        values = {
            "group": self.context.group,
            "dimension": self.context.dimension,
            "agency": self.context.agency,
        }
        values["source"] = self.context.agency
        return {key: values[key] for key in _INHERITED.get(kind, ()) if values[key]}

    def _writable(self) -> None:
        if self.read_only:
            raise Refused(self.read_only)

    def _acknowledge(self, edit: Edit) -> None:
        self._unsaved.append(edit)
        self._not_in_journal.append(edit)
        try:
            while self._not_in_journal:  # with those that an earlier full disk did not take
                self.journal.append(self._not_in_journal[0])
                del self._not_in_journal[0]
        except CannotSave as error:
            self.trouble = str(error)
        self._tell(edits.changed_keys(edit))

    def _tell(self, changed: Changed) -> None:
        for subscriber in self._subscribers:
            subscriber(changed)

    # Saving ------------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot | None:
        """What has to be written now, or None. A file changed by others is merged with ours first."""
        if not self._unsaved or self.read_only or not self._on_disk.busy.acquire(blocking=False):
            return None
        try:
            return self._snapshot()
        finally:
            self._on_disk.busy.release()

    def _snapshot(self) -> Snapshot | None:
        content, fault, size = b"", "", 0
        try:
            self._take_in_outside_changes()
            if self.read_only:
                return None
            content = self.document.to_bytes()
        except CannotSave as error:
            fault = str(error)
        else:
            try:
                size = self.journal.mark(saving.digest_of(content))
            except CannotSave as error:
                self.trouble = str(error)
        self._snapshots += 1
        return Snapshot(
            self.path,
            content,
            self.document.as_data(),
            size,
            self._saved_steps + len(self._unsaved),
            self._snapshots,
            self._on_disk,
            fault,
        )

    def saved(self, snapshot: Snapshot, error: CannotSave | None = None) -> None:
        """End a save: forget the journal's part that is in the file now, or keep all and say why."""
        if error is not None:
            safe = (
                _("the journal can't be written either: don't leave before this is mended")
                if self.at_risk
                else _("the journal keeps what you enter")
            )
            self.trouble = f"{error}; {safe}"
            self._tell(set())
            return
        self.trouble = ""
        if snapshot.steps > self._saved_steps:
            del self._unsaved[: snapshot.steps - self._saved_steps]
            self._saved_steps = snapshot.steps
        if not self._unsaved:
            self._not_in_journal.clear()
        self.journal.forget(snapshot.journal_size)
        if self._left_over:
            self._left_over.finish()
            self._left_over = None
        self.saved_at = dt.datetime.now().astimezone()
        self._tell(set())

    def save(self) -> None:
        """Save now, in this thread. Raises CannotSave; the journal then keeps everything."""
        for last in (False, False, True):
            with self._on_disk.busy:
                pass  # a write in another thread has ended
            snapshot = self.snapshot()
            if snapshot is None:
                return
            try:
                snapshot.write()
            except CannotSave as error:
                if isinstance(error, saving.ChangedOutside) and not last:
                    continue
                self.saved(snapshot, error)
                raise
            self.saved(snapshot)
            return

    def close(self) -> None:
        """Save what is left and let go of journal and lock. Raises CannotSave; the session then stays open."""
        self.save()
        self.abandon()

    def abandon(self) -> None:
        """Let go of journal and lock as things are; what the journal has comes back at the next opening."""
        self.journal.close()
        self.lock.release()

    def _take_in_outside_changes(self) -> None:
        """Someone else (git, an editor) changed the file: put our unsaved edits on top of theirs.

        Raises CannotSave when what they wrote can't be seen or ours can't be set aside: nothing is overwritten.
        """
        if not self.path.exists():
            if (gone := _("the file was removed outside; it is written again")) not in self.news:
                self.news.append(gone)
            return
        try:
            content = read_bytes(self.path)
        except UnreadableFile as error:
            raise CannotSave(str(error)) from error
        digest = saving.digest_of(content)
        if digest == self._on_disk.digest or not content:
            return
        try:
            theirs = store.parse(content, self.path)
        except UnreadableFile as error:
            aside = saving.set_aside(self.path, content)
            self.news.append(
                _(
                    "the file was changed outside and can't be read ({reason}); that text is kept as {file}"
                ).format(reason=error, file=aside.name)
            )
            self._on_disk.digest = digest
            return
        ours = self.document.to_bytes()
        if theirs.read_only:
            done: list[Edit] = []
            refused = [theirs.read_only]
        else:
            done, refused = editing.replay(theirs, self._unsaved)
        aside = saving.set_aside(self.path, ours) if refused else self.path
        self.loaded = theirs
        self._on_disk.digest = digest
        self._saved_steps += len(self._unsaved)  # the numbers of earlier snapshots say nothing about these
        self._unsaved = done
        for step in (*self._undo, *self._redo):
            step.patches = None
        self.news.append(_("the file was changed outside; both changes are in it now"))
        if refused:
            self.news[-1] = _(
                "the file was changed outside and these differ, so theirs was kept: {reasons}; your whole state lies in {file}"
            ).format(reasons="; ".join(dict.fromkeys(refused)), file=aside.name)
        self._tell(None)


def open_workshop(path: Path) -> Workshop:
    """Open a session file for work: take the lock, read, and replay what an earlier run could not save.

    Raises UnreadableFile when the file or its method can't be read; nothing is then changed or held.
    """
    if not path.is_file():
        read_bytes(path)  # says what is wrong; the lock would make a folder that is not there
    lock = Lock(path)
    lock.acquire()
    try:
        content = read_bytes(path)
        loaded = store.parse(content, path)
        used = store.method_of(loaded)
        journal = Journal(settings.journal_file(path))
        workshop = Workshop(path, loaded, used, lock, journal, _on_disk=OnDisk(saving.digest_of(content)))
        if not workshop.read_only:
            saving.sweep(path)
            _recover(workshop)
        settings.remember(path)
    except BaseException:
        lock.release()
        raise
    return workshop


def _recover(workshop: Workshop) -> None:
    """Replay what an earlier run acknowledged and did not save, and save it."""
    left = take_over(workshop.journal.path, workshop._on_disk.digest)
    done, refused = editing.replay(workshop.loaded, left.edits)
    if done:
        workshop.news.append(
            ngettext(
                "{number} change that the last run could not save was restored",
                "{number} changes that the last run could not save were restored",
                len(done),
            ).format(number=len(done))
        )
    if refused or left.damaged:
        left.doubtful = True
        workshop.news.append(
            _("what did not fit any more is kept in {folder}: {reasons}").format(
                folder=workshop.journal.path.parent,
                reasons="; ".join(dict.fromkeys(refused)) or _("a damaged line"),
            )
        )
    if not done:
        left.finish()
        return
    workshop._unsaved, workshop._left_over = done, left
    with contextlib.suppress(CannotSave):  # told as `trouble`; the renamed journal stays for the next time
        workshop.save()
