"""One open session: do, undo, redo, capture context, saving, and whoever wants to know what changed.

The screen makes edits and calls `Workshop.do`; an edit is acknowledged when it stands in the journal. Nothing here
knows the screen.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from . import edits, method, settings, store
from .edits import Add, Edit
from .errors import CannotSave, Finding, Refused, UnreadableFile
from .kinds import kinds, raw
from .method import Method
from .model import Session
from .store import saving
from .store.document import Document, Patch
from .store.journal import Journal, take_over
from .store.lock import Lock
from .store.reading import Loaded, read_bytes
from .words import _, ngettext

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


@dataclass(frozen=True)
class Snapshot:
    """A state on its way to the disk. `write` may run in another thread; `Workshop.saved` ends it."""

    path: Path
    content: bytes
    meant: dict[str, Any]
    journal_size: int
    steps: int

    def write(self) -> None:
        """Reread the bytes, compare them with what is meant, and replace the file. Raises CannotSave."""
        try:
            found = tomllib.loads(self.content.decode("utf-8-sig"), parse_float=Decimal)
        except (tomllib.TOMLDecodeError, ValueError) as error:
            raise CannotSave(
                _(
                    "{file} was not saved: what would be written can't be read back ({reason}); the old file and the journal are kept"
                ).format(file=self.path, reason=error)
            ) from error
        if found != self.meant:
            raise CannotSave(
                _(
                    "{file} was not saved: what would be written is not what was meant; the old file and the journal are kept"
                ).format(file=self.path)
            )
        saving.replace(self.path, self.content)


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
    _digest: str = ""
    _undo: list[Step] = field(default_factory=list)
    _redo: list[Step] = field(default_factory=list)
    _unsaved: list[Edit] = field(default_factory=list)
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
        if not self.lock.held:
            return _("this session is open elsewhere ({holder}): it is shown, not edited").format(
                holder=self.lock.holder
            )
        return ""

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
        step = self._perform(edit)
        self._undo.append(step)
        self._redo.clear()
        self._acknowledge(edit)

    def undo(self) -> str:
        """Take the last change back; returns what it is called, or "" when there is nothing to undo."""
        return self._back(self._undo, self._redo, self.can_undo)

    def redo(self) -> str:
        """Do again what was undone last; returns what it is called, or ""."""
        return self._back(self._redo, self._undo, self.can_redo)

    def _back(self, source: list[Step], target: list[Step], name: str) -> str:
        if not source:
            return ""
        self._writable()
        step = source[-1]
        turned = edits.inverse(step.edit)
        if step.patches is None:
            done = self._perform(turned)
        else:
            for one in edits.simple(turned):
                edits.apply(self.session, one)
            patches = [patch.inverse for patch in reversed(step.patches)]
            for patch in patches:
                self.document.splice(patch)
            done = Step(turned, patches)
        source.pop()
        target.append(done)
        self._in_order(turned)
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

    def _perform(self, edit: Edit) -> Step:
        done: list[tuple[Edit, Patch]] = []
        try:
            for one in edits.simple(edit):
                edits.apply(self.session, one)
                try:
                    done.append((one, self._write(one)))
                except CannotSave:
                    edits.apply(self.session, _simple_inverse(one))
                    raise
        except (Refused, CannotSave) as error:
            for one, patch in reversed(done):
                edits.apply(self.session, _simple_inverse(one))
                self.document.splice(patch.inverse)
            raise error if isinstance(error, Refused) else Refused(str(error)) from error
        return Step(edit, [patch for _one, patch in done])

    def _write(self, one: edits.Add | edits.Remove | edits.Change) -> Patch:
        kind = kinds()[one.kind]
        match one:
            case edits.Add(entry=entry):
                return self.document.add(kind, entry)
            case edits.Remove(entry=entry):
                return self.document.remove(kind, entry["id"])
            case edits.Change(id=identity, after=after):
                return self.document.change(kind, identity, after)

    def _in_order(self, edit: Edit) -> None:
        """Entries that came back stand again where the file has them."""
        for table in {one.kind for one in edits.simple(edit) if isinstance(one, Add)}:
            entries = self.session.entries(table)
            found = {
                key: entries[key]
                for block in self.document.blocks
                if block.table == table and (key := block.data.get("id")) in entries
            }
            entries.clear()
            entries.update(found)

    def _acknowledge(self, edit: Edit) -> None:
        self._unsaved.append(edit)
        try:
            self.journal.append(edit)
        except CannotSave as error:
            self.trouble = str(error)
        self._tell(edits.changed_keys(edit))

    def _tell(self, changed: Changed) -> None:
        for subscriber in self._subscribers:
            subscriber(changed)

    # Saving ------------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot | None:
        """What has to be written now, or None. A file changed by others is merged with ours first."""
        if not self._unsaved or self.read_only:
            return None
        self._take_in_outside_changes()
        content = self.document.to_bytes()
        size = 0
        try:
            size = self.journal.mark(hashlib.sha256(content).hexdigest())
        except CannotSave as error:
            self.trouble = str(error)
        meant = _whole(self.document)
        return Snapshot(self.path, content, meant, size, len(self._unsaved))

    def saved(self, snapshot: Snapshot, error: CannotSave | None = None) -> None:
        """End a save: forget the journal's part that is in the file now, or keep all and say why."""
        if error is not None:
            self.trouble = str(error)
            self._tell(set())
            return
        self.trouble = ""
        self._digest = hashlib.sha256(snapshot.content).hexdigest()
        del self._unsaved[: snapshot.steps]
        self.journal.forget(snapshot.journal_size)
        self.saved_at = dt.datetime.now().astimezone()
        self._tell(set())

    def save(self) -> None:
        """Save now, in this thread. Raises CannotSave; the journal then keeps everything."""
        snapshot = self.snapshot()
        if snapshot is None:
            return
        try:
            snapshot.write()
        except CannotSave as error:
            self.saved(snapshot, error)
            raise
        self.saved(snapshot)

    def close(self) -> None:
        """Save what is left and let go of journal and lock. Raises CannotSave; lock and journal are let go all the same."""
        try:
            self.save()
        finally:
            self.journal.close()
            self.lock.release()

    def _take_in_outside_changes(self) -> None:
        """Someone else (git, an editor) changed the file: put our unsaved edits on top of theirs."""
        try:
            content = read_bytes(self.path) if self.path.exists() else b""
        except UnreadableFile:
            return
        digest = hashlib.sha256(content).hexdigest()
        if digest == self._digest or not content:
            return
        ours = self.document.to_bytes()
        try:
            theirs = store.parse(content, self.path)
        except UnreadableFile as error:
            aside = _set_aside(self.path, content)
            self.news.append(
                _(
                    "the file was changed outside and can't be read ({reason}); that text is kept as {file}"
                ).format(reason=error, file=aside.name)
            )
            self._digest = digest
            return
        self.loaded = theirs
        self._digest = digest
        for step in (*self._undo, *self._redo):
            step.patches = None
        refused = self._replay(self._unsaved)
        self.news.append(_("the file was changed outside; both changes are in it now"))
        if refused:
            aside = _set_aside(self.path, ours)
            self.news.append(
                _("but these differ and theirs was kept: {reasons}; your whole state lies in {file}").format(
                    reasons="; ".join(refused), file=aside.name
                )
            )
        self._tell(None)

    def _replay(self, given: list[Edit]) -> list[str]:
        """Do edits again on what was read; returns the sentences about those that do not fit any more."""
        refused = []
        for edit in given:
            for one in edits.simple(edit):
                if not _is_there(self.session, one):
                    try:
                        self._perform(one)
                    except Refused as error:
                        refused.append(str(error))
        return refused


def open_workshop(path: Path, methods: Path | None = None) -> Workshop:
    """Open a session file for work: take the lock, read, and replay what an earlier run could not save.

    Raises UnreadableFile when the file or its method can't be read; nothing is then changed or held.
    """
    lock = Lock(path)
    lock.acquire()
    try:
        content = read_bytes(path)
        loaded = store.parse(content, path)
        used = method.load(loaded.session.top.method if loaded.session.top else "", methods)
        journal = Journal(settings.journal_file(path))
        workshop = Workshop(path, loaded, used, lock, journal, _digest=hashlib.sha256(content).hexdigest())
        if not workshop.read_only:
            saving.sweep(path)
            _recover(workshop)
        settings.remember(path)
    except BaseException:
        lock.release()
        raise
    return workshop


def _recover(workshop: Workshop) -> None:
    left = take_over(workshop.journal.path, workshop._digest)
    if not left.files:
        return
    refused = workshop._replay(left.edits)
    number = len(left.edits) - len(refused)
    if left.edits:
        workshop.news.append(
            ngettext(
                "{number} change that the last run could not save was restored",
                "{number} changes that the last run could not save were restored",
                number,
            ).format(number=number)
        )
    workshop._unsaved = list(left.edits)
    try:
        workshop.save()
    except CannotSave as error:
        workshop.trouble = str(error)
        return
    if refused or left.damaged:
        left.keep()
        workshop.news.append(
            _("what did not fit any more is kept in {folder}: {reasons}").format(
                folder=left.files[-1].parent, reasons="; ".join(refused) or _("a damaged line")
            )
        )
    else:
        left.done_with()


def _simple_inverse(one: edits.Add | edits.Remove | edits.Change) -> Any:
    return edits.inverse(one)


def _is_there(session: Session, one: edits.Add | edits.Remove | edits.Change) -> bool:
    """Whether a change stands in the session already."""
    match one:
        case edits.Add(kind, entry):
            return entry["id"] in session.entries(kind)
        case edits.Remove(kind, entry):
            return entry["id"] not in session.entries(kind)
        case edits.Change(kind, identity, _before, after):
            found = session.find(kind, identity)
            now = raw(found) if found is not None else {}
            return all(now.get(key) == value for key, value in after.items())


def _whole(document: Document) -> dict[str, Any]:
    """What tomllib must read from the document: the top keys, then every table."""
    whole: dict[str, Any] = dict(document.blocks[0].data)
    for block in document.blocks[1:]:
        if "." in block.table:
            continue  # nested in the entry before, whose data holds it
        if block.array:
            whole.setdefault(block.table, []).append(block.data)
        else:
            whole[block.table] = block.data
    return whole


def _set_aside(path: Path, content: bytes) -> Path:
    """Write a text beside the session under a name that is free."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.konflik-{number}.toml")).exists():
        number += 1
    saving.replace(aside, content)
    return aside


def with_context(workshop: Workshop, **changes: str) -> Context:
    """The workshop's context with some parts changed, set and returned."""
    workshop.context = replace(workshop.context, **changes)
    return workshop.context
