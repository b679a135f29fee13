"""What others make of the session file while it is open: seen, united with ours by id, or left to be decided.

Looking works on frozen states, so that it may run in another thread; nothing here writes the file or changes a
session that is open.
"""

from __future__ import annotations

import dataclasses
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .. import store, text
from ..errors import CannotSave, UnreadableFile
from ..i18n import _, ngettext
from ..model import names
from ..model.edits import Add, Change, Edit, Remove, Several
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.kinds import KIND_WORDS, kinds, raw
from ..model.labels import key_label
from ..model.method import Method
from ..store import editing
from ..store.document import Document
from ..store.reading import Loaded, read_bytes
from ..store.saving import OnDisk, digest_of
from .taken_back import taken_back

if TYPE_CHECKING:
    from ..review.conflicts import Conflict
    from ..review.differences import Difference
    from ..review.merging import Merged
    from ..review.questions import Question
    from ..review.table_merge import Side

Signature = tuple[int, int, int]
Answer = tuple["Conflict", "Side"]
"""A conflict as somebody was asked about it, and whose side counts."""

_FRESH = 2.0
"""Seconds in which a file may change again without another time stamp."""
_BASES = 3
"""Texts on their way to the disk that are remembered."""
_GONE = "gone"
_MANY = 5
_SHORT = 30
"""Groups of changes that one line names, and letters of an entry."""


class Ours(Struct, frozen=True):
    """Our state when somebody began to look: session, text, and the edits that are not in the file."""

    loaded: Loaded
    unsaved: tuple[Edit, ...]
    steps: int
    method: Method
    run: tuple[Edit, ...] = ()
    """All that was entered in this run, saved or not."""


class United(Struct, frozen=True):
    """Ours and theirs in one: what leads to it from the file, the file's text as the next base, what came in.

    `refused` says what of ours did not fit, where the two could not be merged by id.
    """

    loaded: Loaded
    unsaved: list[Edit]
    base: Document
    sentence: str
    refused: tuple[str, ...] = ()
    taken_back: Several | None = None
    """What was entered in this run and is as it was before in what others wrote."""


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

    def see(self, ours: Ours, at_once: bool = False) -> Seen:
        """Look at the file. What is new counts when the look before found the same, so that it is written to its end.

        `at_once` takes it as it is.
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
            theirs = _readable(content, self.path, ours)
            united = _unite(self._bases.get(seen.known), ours, theirs, answers)
        except UnreadableFile as error:
            return replace(seen, fault=str(error))
        except Exception as error:  # noqa: BLE001 - told, and never in the way of working on
            fault = _("the file was changed outside, and a fault of the program keeps it out: {reason}")
            return replace(seen, fault=fault.format(reason=repr(error)))
        return (
            replace(seen, united=_with_losses(united, ours, answers))
            if isinstance(united, United)
            else replace(seen, conflicts=united, theirs=theirs.session)
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


def freeze(
    loaded: Loaded, unsaved: Iterable[Edit], steps: int, method: Method, run: Iterable[Edit] = ()
) -> Ours:
    """Our state as it is now, for looking while it goes on being changed."""
    still = dataclasses.replace(loaded, session=loaded.session.copy(), document=loaded.document.copy())
    return Ours(still, tuple(unsaved), steps, method, tuple(run))


def _with_losses(united: United, ours: Ours, answers: tuple[Answer, ...]) -> United:
    """The same with what theirs took back; what a person decided about is none of it."""
    decided = {EntryRef(conflict.table, conflict.id) for conflict, _side in answers}
    losses = taken_back(ours.run, ours.loaded.session, united.loaded.session, decided)
    return replace(united, taken_back=losses) if losses else united


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


# Uniting -------------------------------------------------------------------------------------------------------


def _unite(
    base: Document | None, ours: Ours, theirs: Loaded, answers: tuple[Answer, ...]
) -> United | tuple[Conflict, ...]:
    """Ours and theirs in one, or what contradicts each other in them."""
    from ..review import conflicts

    as_read = theirs.document.copy()
    if not ours.unsaved or theirs.read_only:
        refused = (theirs.read_only,) if ours.unsaved else ()
        return United(theirs, [], as_read, summary(ours.loaded.session, theirs.session, ours.method), refused)
    result = _merged(base, ours, theirs, answers)
    if result is not None:
        merged, loaded = result
        if loaded is None:
            return merged.conflicts
        came = summary(ours.loaded.session, loaded.session, ours.method, decided=bool(answers))
        came = "; ".join((came, *map(conflicts.sentence, merged.notices)))
        return United(loaded, between(theirs.session, loaded.session), as_read, came)
    before = ours.loaded.session
    done, refusals = editing.replay(theirs, ours.unsaved)
    return United(
        theirs, done, as_read, summary(before, theirs.session, ours.method), tuple(dict.fromkeys(refusals))
    )


def _merged(
    base: Document | None, ours: Ours, theirs: Loaded, answers: tuple[Answer, ...]
) -> tuple[Merged, Loaded | None] | None:
    """Both merged by id, and read where no conflict is left; None where that can't be done (tables in an unusual order)."""
    from ..review import merging

    if base is None:
        return None
    sides = (base, ours.loaded.document, theirs.document)
    try:
        made = merging.merge(*sides)
        if made.conflicts:
            chosen = {conflict.place: side for conflict, side in answers if conflict in made.conflicts}
            if all(conflict.place in chosen for conflict in made.conflicts):
                made = merging.merge(*sides, chosen)
        if made.conflicts:
            return made, None
        loaded = store.parse(made.text.encode(), theirs.path)
    except (CannotSave, UnreadableFile):
        return None
    except Exception:  # noqa: BLE001 - a fault of the merge must not end the workshop: edits are replayed instead
        return None
    return None if loaded.read_only else (made, loaded)


def between(old: Session, new: Session) -> list[Edit]:
    """The edits that make one session of another."""
    edits: list[Edit] = []
    for kind in kinds().values():
        places = [""] if kind.single else dict.fromkeys([*old.entries(kind.table), *new.entries(kind.table)])
        for id in places:
            was, now = old.find(kind.table, id), new.find(kind.table, id)
            if was == now:
                continue
            before, after = (raw(entry) if entry is not None else {} for entry in (was, now))
            if now is None and not kind.single:
                edits.append(Remove(kind.table, before))
            elif was is None and not kind.single:
                edits.append(Add(kind.table, after))
            else:
                keys = [key for key in kind.keys if before.get(key) != after.get(key)]
                change = ({key: values.get(key) for key in keys} for values in (before, after))
                edits.append(Change(kind.table, id, *change))
    return edits


def summary(old: Session, new: Session, method: Method, *, decided: bool = False) -> str:
    """What came in from outside, in one line; `decided` when somebody was asked what of it counts."""
    from ..review.differences import FIGURES, compare
    from ..review.reports import WHAT

    differing = [difference for difference in compare(old, new, method) if difference.table != FIGURES]
    if not differing and decided:
        return _("decided – what was entered here stays")
    if not differing:
        return _("taken in from outside – comments or layout only")
    if len(differing) == 1:
        return _("taken in from outside – {what}").format(what=_single_change(differing[0], old, new, method))
    counted = Counter((difference.table, difference.what) for difference in differing)
    tables = list(dict.fromkeys(table for table, _what in counted))
    parts = []
    for table in tables[:_MANY]:
        words = ", ".join(
            f"{number} {_(WHAT[what])}" for (of, what), number in counted.items() if of == table
        )
        parts.append(f"{_(KIND_WORDS[table])}: {words}")
    if rest := sum(number for (table, _what), number in counted.items() if table not in tables[:_MANY]):
        parts.append(ngettext("{number} more", "{number} more", rest).format(number=rest))
    return _("taken in from outside – {what}").format(what="; ".join(parts))


def _single_change(difference: Difference, old: Session, new: Session, method: Method) -> str:
    """What became of one entry, and of which keys."""
    from ..review.reports import WHAT

    word = _(KIND_WORDS[difference.table])
    if difference.id:
        session = old if difference.what == "removed" else new
        name = names.name(session, difference.table, difference.id, method=method)
        word += f" “{text.short(name, _SHORT)}”"
    words = f"{word} {_(WHAT[difference.what])}"
    if difference.what != "changed":
        return words
    return f"{words} ({', '.join(key_label(change.key) for change in difference.changes[:_MANY])})"
