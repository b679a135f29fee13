"""What others make of the session file while it is open: seen, united with ours by id, or left to be decided.

Looking works on frozen states, so that it may run in another thread; nothing here writes the file or changes a
session that is open.
"""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .. import child, store
from ..errors import UnreadableFile
from ..i18n import _, ngettext
from ..model.entries import Session
from ..model.method import Method
from ..store.document import Document
from ..store.read_back import FROM_BYTES
from ..store.reading import Loaded, read_bytes
from ..store.saving import OnDisk, digest_of
from .uniting import Answer, Ours, United, unite

if TYPE_CHECKING:
    from ..review.conflicts import Conflict
    from ..review.questions import Question

Signature = tuple[int, int, int]

_FRESH = 2.0
"""Seconds in which a file may change again without another time stamp."""
_BASES = 3
"""Texts on their way to the disk that are remembered."""
_GONE = "gone"

SECONDS, WAITED = 60.0, 10.0
"""How long reading what others wrote may take; the second where somebody waits for it, as when the session is closed."""
MEMORY = 1024 * 2**20
"""Bytes of memory that it may take, Python with it."""


class Seen(Struct, frozen=True):
    """The file as one look found it. `mark` tells its content from another one, `known` and `number` what was known.

    What came of it is one of these: it is united, there are conflicts, a fault, it is gone, or nothing of note.
    """

    known: str
    number: int
    steps: int
    signature: Signature | None
    mark: str = ""
    united: United | None = None
    conflicts: tuple[Conflict, ...] = ()
    theirs: Session | None = None
    fault: str = ""


@dataclass
class ExternalChanges:
    """What is known of the file on the disk, and what others made of it that is not settled."""

    path: Path
    on_disk: OnDisk
    fault: str = ""
    gone: bool = False
    conflicts: tuple[Conflict, ...] = ()
    answers: tuple[Answer, ...] = ()
    _theirs: Session = field(default_factory=Session)
    _bases: dict[str, Document] = field(default_factory=dict)
    _known: Signature | None = None
    _asked: tuple[int, tuple[Answer, ...]] = (0, ())
    _last: str = ""
    _bounded: str = ""
    _boundless: tuple[str, float] = ("", 0.0)

    @property
    def waiting(self) -> str:
        """Why nothing is written for now, as a sentence, or ""."""
        if self.conflicts:
            return ngettext(
                "{number} place was changed both here and outside and has to be decided; until then the journal keeps what you enter",
                "{number} places were changed both here and outside and have to be decided; until then the journal keeps what you enter",
                len(self.conflicts),
            ).format(number=len(self.conflicts))
        if not self.fault:
            return ""
        return _("{reason}; until then the journal keeps what you enter").format(reason=self.fault)

    def base(self, digest: str, document: Document) -> None:
        """Remember the text of a file of this digest: it is there, or on its way to the disk."""
        self._bases.pop(digest, None)
        for old in [digest for digest in self._bases if digest != self.on_disk.digest][:-_BASES]:
            del self._bases[old]
        self._bases[digest] = document

    def questions(self, ours: Session, method: Method) -> list[Question]:
        """The conflicts in words, to be put before a person; what is answered goes into `answers`."""
        from ..review.questions import questions

        base = store.parse(self._bases[self.on_disk.digest].to_bytes(), self.path).session
        return questions(self.conflicts, base, ours, self._theirs, method)

    # Looking: changes nothing, and may run in another thread --------------------------------------------------

    def stirs(self, steps: int) -> bool:
        """Whether there may be something to see; costs next to nothing. `steps` are the edits done so far."""
        if self.conflicts and self._asked != (steps, self.answers):
            return True
        signature = _signature(self.path)
        return signature is None or (signature != self._known and not self.on_disk.untouched(self.path))

    def see(self, ours: Ours, at_once: bool = False, seconds: float = SECONDS) -> Seen:
        """Look at the file. What is new counts when the look before found the same, so that it is written to its end.

        `at_once` takes it as it is. What is not read after so many seconds is a fault of the file.
        """
        seen = Seen(self.on_disk.digest, self.on_disk.number, ours.steps, _signature(self.path))
        last, answers = self._last, self.answers
        try:
            content = read_bytes(self.path)
        except UnreadableFile as error:
            gone = _signature(self.path) is None
            fault = str(error).replace(str(self.path), self.path.name)
            return replace(seen, mark=_GONE if gone else fault, fault=fault)
        if not content.strip():
            return replace(seen, mark=_GONE)
        seen = replace(seen, mark=digest_of(content))
        if seen.mark == seen.known or not (at_once or seen.mark == last):
            return seen
        try:
            self._must_be_bounded(content, seen.mark, seconds)
            theirs = _readable(content, self.path, ours)
            united = unite(self._bases.get(seen.known), ours, theirs, answers)
        except UnreadableFile as error:
            return replace(seen, fault=str(error))
        except MemoryError:
            return replace(seen, mark="")  # the next look tries again
        except Exception as error:  # noqa: BLE001 - told, and never in the way of working on
            fault = _("the file was changed outside, and a fault of the program keeps it out: {reason}")
            return replace(seen, fault=fault.format(reason=repr(error)))
        if isinstance(united, United):
            return replace(seen, united=united)
        return replace(seen, conflicts=united, theirs=theirs.session)

    def _must_be_bounded(self, content: bytes, mark: str, seconds: float) -> None:
        """Raises UnreadableFile for what takes more than a session, tried in a process of its own where it is large.

        What is small is read at once: nothing that reads it takes longer than its length explains.
        """
        if len(content) <= FROM_BYTES or mark == self._bounded:
            return
        before, given = self._boundless
        if (mark, seconds) != (before, min(seconds, given)) and child.fits(
            f"{__name__}:tried", content, seconds, MEMORY
        ):
            self._bounded = mark
            return
        self._boundless = mark, seconds
        raise UnreadableFile(
            _(
                "{file} was changed outside and takes more time or memory to be read than any session; put a good copy in its place, e.g. that of the last commit"
            ).format(file=self.path.name)
        )

    # Noting what was seen ------------------------------------------------------------------------------------

    def moved(self) -> bool:
        """Whether the file holds anything else than what is known: then a look has to come before a save."""
        signature = _signature(self.path)
        if (signature is not None and signature == self._known) or self.on_disk.untouched(self.path):
            return False
        try:
            content = read_bytes(self.path)
        except UnreadableFile:
            return not (self.gone and signature is None)
        if not content.strip():
            return not self.gone
        if digest_of(content) != self.on_disk.digest:
            return True
        self._settle(signature)
        return False

    def outdated(self, seen: Seen) -> bool:
        """Whether we wrote the file ourselves since that look, which therefore says nothing."""
        return seen.known != self.on_disk.digest or seen.number != self.on_disk.number

    def note(self, seen: Seen, at_once: bool = False) -> None:
        """Take in what a look found that brings nothing: no file, one that can't be read, conflicts, or the known one."""
        again, self._last = at_once or seen.mark == self._last, seen.mark
        if seen.mark == seen.known:
            self._settle(seen.signature)
        elif not again:
            return
        elif seen.mark == _GONE:
            self._settle(None)
            self.gone = True
        elif seen.fault:
            self._settle(seen.signature)
            self.fault = seen.fault
        elif seen.conflicts:
            self._settle(seen.signature)
            self.conflicts, self._theirs = seen.conflicts, seen.theirs or Session()
            self.answers = tuple(answer for answer in self.answers if answer[0] in seen.conflicts)
            self._asked = (seen.steps, self.answers)

    def taken(self, seen: Seen, united: United, number: int) -> None:
        """Know the file as it was seen: what it holds is in our session now. Snapshots up to `number` are void."""
        self.on_disk.reread(seen.mark, number)
        self.base(seen.mark, united.base)
        self._last = seen.mark
        self._settle(seen.signature)
        self.answers = ()

    def _settle(self, signature: Signature | None) -> None:
        self.fault, self.gone, self.conflicts = "", False, ()
        fresh = signature is None or abs(time.time() - signature[1] / 1e9) < _FRESH
        self._known = None if fresh else signature


def tried(content: bytes) -> None:
    """Read what others wrote, to see what that takes."""
    store.parse(content, Path())


def _signature(path: Path) -> Signature | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _readable(content: bytes, path: Path, ours: Ours) -> Loaded:
    """What they wrote. Raises UnreadableFile with the way out when it can't be taken in."""
    from ..review import conflict_marks

    name = Path(path.name)
    if conflict_marks.marked(content):
        raise UnreadableFile(
            _(
                "{file} was changed outside and holds the marks of a git conflict: settle it with “bimtek resolve {file}”"
            ).format(file=name)
        )
    try:
        theirs = store.parse(content, name)
    except UnreadableFile as error:
        raise UnreadableFile(_("changed outside: {reason}").format(reason=error)) from error
    if theirs.document.blocks[0].data.get("method") != ours.method.id:
        raise UnreadableFile(
            _("{file} names another method since it was changed outside: leave, and open it again").format(
                file=name
            )
        )
    return dataclasses.replace(theirs, path=path)
