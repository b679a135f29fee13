"""One open session: do, undo, redo, and for whom is being captured.

The screen makes edits and calls `Workshop.do`; an edit is acknowledged when it stands in the journal. Nothing here
knows the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import edits, outside, settings, store
from .edits import Edit
from .keeping import Changed, Kept, Waiting
from .model import Session
from .review import signing
from .store import editing
from .store.document import Patch
from .store.journal import Journal
from .store.lock import Lock
from .store.reading import read_bytes
from .store.saving import Snapshot

if TYPE_CHECKING:
    from .rounds import Voting

__all__ = ["Changed", "Context", "Snapshot", "Waiting", "Workshop", "open_workshop"]


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
class Workshop(Kept):
    """One session file open for work. Make one with `open_workshop`."""

    context: Context = Context()
    voting: Voting | None = None  # the dot voting of this run, if there was one
    signed: Session | None = None  # as it was when it was signed, where the screen found that out
    templates: Path | None = None  # a folder of others, for method and books
    _undo: list[Step] = field(default_factory=list)
    _redo: list[Step] = field(default_factory=list)

    # Doing and undoing -------------------------------------------------------------------------------------

    def do(self, edit: Edit | None) -> None:
        """Make a change and acknowledge it once it is in the journal; None is no change.

        Raises Refused with one sentence, and nothing is changed. When the journal can't be written the change is
        kept in memory and `trouble` says so.
        """
        if edit is None:
            return
        self._writable()
        edit = signing.composed(edit, self.session, self.method)
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

    def votes_hidden(self, kind: str) -> bool:
        """Whether nobody may see the votes of a kind now, because a dot voting on it is open."""
        return self.voting is not None and not self.voting.closed and self.voting.kind == kind

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

    def _reread(self) -> None:
        for step in (*self._undo, *self._redo):
            step.patches = None


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
        used = store.method_of(loaded, templates)
        journal = Journal(settings.journal_file(path))
        workshop = Workshop(path, loaded, used, lock, journal, outside.watched(path, content, loaded))
        workshop.templates = templates
        workshop._begin()
        settings.remember(path)
    except BaseException:
        lock.release()
        raise
    return workshop
