"""What keeps an open session from being lost: lock, journal, saves, and what others do to the file in between.

Nothing here knows what the screen shows; `Workshop` makes the edits and hands them over once they are done.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from .. import settings
from ..errors import CannotSave, Refused
from ..i18n import _, ngettext
from ..model import edits
from ..model.edits import Edit, Several
from ..model.ids import EntryRef
from ..model.method import Method
from ..store import editing, saving
from ..store.journal import Journal, LeftOver, Origin
from ..store.lock import Lock
from ..store.reading import Loaded
from ..store.saving import OnDisk, Snapshot
from ..store.strays import Stray
from . import recovery, uniting
from .external_changes import WAITED, ExternalChanges, Seen
from .uniting import Ours, United

Changed = set[EntryRef] | None
"""What subscribers are told: kind and id of every entry touched, or None when anything may have changed."""


class Waiting(CannotSave):
    """What others did to the file has to be settled before anything is written."""


class Persistence:
    """A session file held open: its state as read, and how that reaches the disk.

    `loaded` is that state, another one whenever others wrote the file. `on_disk` alone knows the digest of the file.
    `news` and `alarms` are sentences that the person has not been told yet, `saved_at` is the last save. `taken_back` is
    what others' file took back of what was entered in this run, until somebody undoes that or leaves it so.
    """

    def __init__(self, path: Path, content: bytes, loaded: Loaded, method: Method, lock: Lock) -> None:
        """`content` is what the file held when it was `loaded`. Call `begin` before anything is done."""
        self.path = path
        self.loaded = loaded
        self.method = method
        self.lock = lock
        self.journal = Journal(settings.journal_file(path), self._origin)
        self.on_disk = OnDisk(saving.digest_of(content))
        self.external = ExternalChanges(path, self.on_disk)
        self.external.base(self.on_disk.digest, loaded.document.copy())
        self.news: list[str] = []
        self.alarms: list[str] = []
        self.saved_at: dt.datetime | None = None
        self.taken_back: Several | None = None
        self._aside = ""
        self._run: list[Edit] = []
        self._unsaved: list[Edit] = []
        self._not_in_journal: list[Edit] = []
        self._saved_steps = 0
        self._snapshots = 0
        self._void = 0
        self._begun = False
        self._failed = ""
        self._left_over: LeftOver | None = None
        self.strays: list[Stray] = []
        self._subscribers: list[Callable[[Changed], None]] = []

    @property
    def read_only(self) -> str:
        """Why nothing can be changed here, or ""."""
        return self.loaded.read_only or self.lock.hindrance

    @property
    def trouble(self) -> str:
        """What keeps things from being saved, as a sentence, or ""."""
        return self._failed or self.waiting

    @property
    def loss(self) -> str:
        """What others' file took back of what was entered here, as a sentence, or ""."""
        if self.taken_back is None:
            return ""
        number = len(self.taken_back.edits)
        return ngettext(
            "{number} thing entered here is gone in the file that others wrote: {key:undo} brings it back, {key:back} leaves it so; your whole state lies in {file}",
            "{number} things entered here are gone in the file that others wrote: {key:undo} brings them back, {key:back} leaves it so; your whole state lies in {file}",
            number,
        ).format(number=number, file=self._aside)

    @property
    def waiting(self) -> str:
        """What others did that has to be settled before anything is written, as a sentence, or ""."""
        return self.external.fault if self.read_only else self.external.waiting

    @property
    def at_risk(self) -> bool:
        """Whether something is neither in the file nor in the journal."""
        return bool(self._not_in_journal)

    @property
    def unguarded(self) -> bool:
        """Whether all is in the file, but a crash would take what is entered next: there is no journal."""
        return not self.read_only and not self.dirty and bool(self._failed)

    @property
    def dirty(self) -> bool:
        """Whether there is something that is not in the file yet."""
        return bool(self._unsaved)

    def subscribe(self, subscriber: Callable[[Changed], None]) -> None:
        """Be told after every change, in the order of subscribing."""
        self._subscribers.append(subscriber)

    def acknowledge(self, edit: Edit) -> None:
        """Keep an edit that was done: into the journal, and all subscribers are told.

        When the journal can't be written it is kept in memory and `trouble` says so.
        """
        self._run.append(edit)
        self._unsaved.append(edit)
        self._not_in_journal.append(edit)
        self._into_journal()
        self._tell(edits.changed_keys(edit))

    def _into_journal(self) -> None:
        try:
            while self._not_in_journal:  # with those that an earlier full disk did not take
                self.journal.append(self._not_in_journal[0])
                del self._not_in_journal[0]
        except (CannotSave, MemoryError) as error:
            self._failed = saving.why(error)

    def _tell(self, changed: Changed) -> None:
        for subscriber in self._subscribers:
            subscriber(changed)

    # Saving ------------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot | None:
        """What has to be written now, or None: nothing, or what others did comes first."""
        busy = self.on_disk.busy
        if not self._unsaved or self.read_only or self.waiting or not busy.acquire(blocking=False):
            return None
        try:
            return None if self.external.moved() else self._snapshot()
        except MemoryError as error:
            rest = (self.loaded.document, 0, self.steps, self._snapshots + 1, self.on_disk, saving.why(error))
            return Snapshot(self.path, b"", "", *rest)
        finally:
            busy.release()

    def _snapshot(self) -> Snapshot:
        document = self.loaded.document.copy()
        content, digest, fault, size = b"", "", "", 0
        try:
            content = document.to_bytes()
        except CannotSave as error:
            fault = str(error)
        else:
            digest = saving.digest_of(content)
            self.external.base(digest, document)
            try:
                size = self.journal.mark(digest)
            except CannotSave as error:
                self._failed = str(error)
        self._snapshots += 1
        number, steps = self._snapshots, self.steps
        return Snapshot(self.path, content, digest, document, size, steps, number, self.on_disk, fault)

    def saved(self, snapshot: Snapshot, error: CannotSave | None = None) -> None:
        """End a save: forget the journal's part that is in the file now, or keep all and say why."""
        if snapshot.number <= self._void or isinstance(error, saving.ChangedOutside):
            return  # others changed the file: the next look takes that in, the next save what is left
        if error is not None:
            self._into_journal()
            safe = _("the journal keeps what you enter")
            if self.at_risk:
                safe = _("the journal can't be written either: don't leave before this is mended")
            self._failed = f"{error}; {safe}"
            self._tell(set())
            return
        if snapshot.steps > self._saved_steps:
            del self._unsaved[: snapshot.steps - self._saved_steps]
            self._saved_steps = snapshot.steps
        left = set(map(id, self._unsaved))
        self._not_in_journal = [edit for edit in self._not_in_journal if id(edit) in left]
        # A journal that could not be marked for this snapshot is known to be done with all the same.
        self._all_is_saved(snapshot.journal_size if self._unsaved else self.journal.position())
        self._into_journal()
        self.saved_at = dt.datetime.now().astimezone()
        self._tell(set())

    def _all_is_saved(self, position: int) -> None:
        """The file has what the journal holds up to a position, and what an earlier run left."""
        self._failed = self.journal.fault()
        self.journal.forget(position)
        if self._left_over:
            self._left_over.finish()
            self._left_over = None

    def save(self) -> None:
        """Save now, in this thread.

        Raises CannotSave, the journal then keeps everything; Waiting when what others did has to be settled first.
        """
        for last in (*[False] * 7, True):  # others may write it again and again meanwhile
            with self.on_disk.busy:
                pass  # a write in another thread has ended
            self.look(at_once=True)
            if not self._unsaved or self.read_only:
                return
            if self.waiting:
                raise Waiting(self.waiting)
            snapshot = self.snapshot()
            if snapshot is None:
                continue
            try:
                snapshot.write()
            except CannotSave as error:
                if isinstance(error, saving.ChangedOutside) and not last:
                    continue
                self.saved(snapshot, error)
                raise
            self.saved(snapshot)
            return
        raise CannotSave(
            _("{file} is being changed outside at this moment; try again").format(file=self.path)
        )

    def close(self) -> str:
        """Save what is left and let go of journal and lock; returns a sentence when ours had to be set aside, or "".

        Raises CannotSave; the session then stays open.
        """
        warning = ""
        try:
            self.save()
        except Waiting:
            warning = self._leave_aside()
        self.abandon()
        return warning

    def _leave_aside(self) -> str:
        """Set our whole state aside, and of what is not decided leave in the file what others wrote."""
        aside = saving.set_aside(self.path, self.loaded.document.to_bytes()).name
        undecided = self.external.conflicts
        if undecided:
            self.external.answers += tuple((place, "theirs") for place in undecided)
            with contextlib.suppress(Waiting):  # changed again: then the journal has to do
                self.save()
                return ngettext(
                    "{number} place was changed both here and outside: the file has what came from outside, your whole state lies in {aside}",
                    "{number} places were changed both here and outside: the file has what came from outside, your whole state lies in {aside}",
                    len(undecided),
                ).format(number=len(undecided), aside=aside)
        return _(
            "{file} was left as others wrote it; your whole state lies in {aside}, and the journal brings it in at the next opening"
        ).format(file=self.path.name, aside=aside)

    def abandon(self) -> None:
        """Let go of journal and lock as things are; what the journal has comes back at the next opening."""
        if self.lock.held:  # else the journal is the holder's
            self.journal.close()
        self.lock.release()

    # What others do ----------------------------------------------------------------------------------------

    @property
    def steps(self) -> int:
        """How many edits were done here so far."""
        return self._saved_steps + len(self._unsaved)

    def frozen(self) -> Ours:
        """Our state as it is now, for a look in another thread."""
        return uniting.freeze(self.loaded, self._unsaved, self.steps, self.method, self._run)

    def look(self, at_once: bool = False) -> None:
        """See what others made of the file, and take it in; `at_once` without waiting until it rests."""
        if self.external.stirs(self.steps):
            self.take_in(self.external.see(self.frozen(), at_once, WAITED), at_once)

    def take_in(self, seen: Seen, at_once: bool = False) -> None:
        """Take in what a look found; where we wrote the file in the meantime it is passed over."""
        before, gone, changed = self.trouble, self.external.gone, False
        if not self.on_disk.busy.acquire(blocking=False):
            return
        try:
            if self.external.outdated(seen):
                return
            if seen.united is None:
                self.external.note(seen, at_once)
            else:
                changed = self._take(seen, seen.united)
        finally:
            self.on_disk.busy.release()
        if self.external.gone and not gone:
            self.alarms.append(_("the file was removed outside; it is written again with the next change"))
        if changed:
            self.begin()
            self._tell(None)
        elif self.alarms or self.trouble != before:
            self._tell(set())

    def _take(self, seen: Seen, united: United) -> bool:
        """Go on with ours and theirs in one; False when what was done since that look does not fit on it."""
        since = self._unsaved[seen.steps - self._saved_steps :]
        try:
            for edit in since:
                editing.perform(united.loaded, edit)
            if united.taken_back or united.refused:
                aside = saving.set_aside(self.path, self.loaded.document.to_bytes())
                self._aside = aside.name
            if united.refused:
                self.alarms.append(
                    _(
                        "the file was changed outside and these differ, so theirs was kept: {reasons}; your whole state lies in {file}"
                    ).format(reasons="; ".join(united.refused), file=aside.name)
                )
        except Refused:
            return False  # the next look sees these edits, too
        except CannotSave as error:
            self.external.fault = str(error)
            return False
        steps, self._void = self.steps, self._snapshots
        # what we have before what we know of the file: if only the second came to pass, theirs would be written over
        self.loaded, self._unsaved, self._saved_steps = united.loaded, [*united.unsaved, *since], steps
        self.taken_back = united.taken_back or self.taken_back
        self.external.taken(seen, united, self._void)
        if united.loaded.read_only:
            self._begun = False  # what the journal has comes back when the file can be edited again
        elif self._begun and not self.read_only:  # else the journal is the holder's, or not replayed yet
            self._journal_onto(seen.mark)
        if self.lock.held and not united.refused:
            self.news.append(united.sentence)
        return True

    def _journal_onto(self, digest: str) -> None:
        """Let the journal lead on from the file as others wrote it, whenever the program ends."""
        try:
            if self._unsaved:
                self.journal.onto(digest, self._unsaved)
            else:
                self._all_is_saved(self.journal.position())
        except (CannotSave, MemoryError) as error:
            self._failed = saving.why(error)
        else:
            self._not_in_journal.clear()

    def try_lock(self) -> None:
        """Where another program had the lock: take it when it is free by now, and what that program left behind."""
        before = self.lock.holder
        if self.lock.acquire():
            self.look(at_once=True)
            self.begin()
            self.news.append(
                _("it is closed elsewhere now ({holder}): you can edit here").format(holder=before)
            )
            self._tell(None)

    # What an earlier run left --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Clear up after an earlier run, once this session can be edited."""
        if not self._begun and not self.read_only:
            self._begun = True
            saving.sweep(self.path)
            self._recover()
            self._failed = self._failed or self.journal.fault()

    def _recover(self) -> None:
        """Replay what an earlier run acknowledged and did not save, and save it."""
        self.journal.close()
        recovered = recovery.recover(self.loaded, self.journal.path, self.on_disk.digest)
        if recovered.fault:
            self.loaded.read_only = recovered.fault
            return
        self.news += recovered.news
        self.strays = recovered.strays
        if not recovered.done:
            recovered.left.finish()
            return
        self._run += recovered.done
        self._unsaved, self._left_over = recovered.done, recovered.left
        with contextlib.suppress(CannotSave):  # told as trouble; the renamed journal stays
            self.save()

    def adopt(self, stray: Stray) -> None:
        """Take in what fits of a journal that was made for another state of this city's file. Raises CannotSave."""
        self.save()
        recovery.adopt(stray, self.journal.path)
        self._recover()
        self._tell(None)

    def _origin(self) -> Origin:
        return Origin(recovery.city_of(self.loaded), str(self.path.resolve()), self.on_disk.digest)
