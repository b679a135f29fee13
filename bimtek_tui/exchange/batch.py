"""Several tables taken in together, the forms of a folder: one preview and one step; what can't be read stops no other.

Only files that lie in the folder itself are read, and no links, devices or what lies deeper.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from .. import text
from ..errors import BimtekError, Refused, UnreadableFile
from ..i18n import _, ngettext
from ..model.entries import Session
from ..model.method import Method
from . import (
    IMPORTED,
    TABLES,
    agency_forms,
    folded_tables,
    headings,
    importing,
    matching,
    own_ids,
    tables,
    trial,
)
from .answers import Answers
from .cells import Reader
from .grid import MAX_CELLS, too_large
from .heading_rows import Score
from .importing import Plan
from .rows import Seen
from .tables import RawTable

MAX_FILES = 500
"""Tables of one folder; more are no forms of agencies."""
MAX_NAMES = 20_000
"""Names in a folder that are looked at."""
_NAMED = 5


class Tables(Struct, frozen=True):
    """Tables that were read, and a sentence about each file that was not."""

    tables: tuple[RawTable, ...]
    unread: tuple[str, ...] = ()


class Batch(Struct, frozen=True):
    """What taking in tables would do: a plan for each that is one, and a sentence about each file that is not.

    `sentences` is what holds for all of them.
    """

    plans: tuple[Plan, ...]
    unread: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def unlisted(self) -> list[str]:
        """The agencies that they name and no list has."""
        return [name for plan in self.plans for name in plan.unlisted]

    @property
    def brings(self) -> bool:
        """Whether there is anything to take in, or nothing that hinders it."""
        return not self.asking or any(
            row.verdict in ("new", "changed") for plan in self.plans if not plan.blocked for row in plan.rows
        )

    @property
    def good(self) -> int:
        """How many files have nothing wrong in them."""
        return sum(not plan.faults for plan in self.plans)

    @property
    def asking(self) -> int:
        """How many files have something wrong in them, or can't be read."""
        return len(self.plans) - self.good + len(self.unread)


def files(given: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """The files that are named or lie in a folder that is named, each once, and what is told of those passed over.

    Raises UnreadableFile for a folder without tables, or with too many.
    """
    paths: dict[Path, Path] = {}
    sentences: list[str] = []
    for path in given:
        try:
            is_folder = path.is_dir()
            those, remarks = _in_folder(path) if is_folder else ([path], [])
        except OSError as error:
            raise UnreadableFile(
                _("{file} can't be read: {reason}").format(file=path, reason=error.strerror or error)
            ) from error
        sentences += remarks
        for file in those:
            paths.setdefault(file.resolve(), file)
    return [*paths.values()], sentences


def _in_folder(folder: Path) -> tuple[list[Path], list[str]]:
    paths: list[Path] = []
    other: list[str] = []
    with os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number >= MAX_NAMES:
                raise _too_many(folder)
            if entry.name.startswith((".", "~$")):  # what programs keep beside a file that is open
                continue
            if Path(entry.name).suffix.lower() not in TABLES:
                continue
            if stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                paths.append(folder / entry.name)
            else:
                other.append(entry.name)
    if len(paths) > MAX_FILES:
        raise _too_many(folder)
    if not paths:
        raise UnreadableFile(
            _("{folder} holds no table ({endings}); what lies in folders below it is not looked at").format(
                folder=folder, endings=", ".join(TABLES)
            )
        )
    sentences = []
    if other:
        names = ", ".join(f"“{text.short(name, 40)}”" for name in sorted(other)[:_NAMED])
        sentences.append(
            ngettext(
                "{number} is a link or no file and is not read: {names}",
                "{number} are links or no files and are not read: {names}",
                len(other),
            ).format(number=len(other), names=names)
        )
    return sorted(paths, key=lambda path: path.name.casefold()), sentences


def _too_many(folder: Path) -> UnreadableFile:
    return UnreadableFile(
        _(
            "{folder} holds more than {limit} tables; put those that are meant into a folder of their own"
        ).format(folder=folder, limit=MAX_FILES)
    )


def read(paths: Sequence[Path], score: Score, sheet: str | None = None) -> Tables:
    """The tables in these files. A single one that can't be read raises UnreadableFile, of several each is told.

    What goes beyond the size of one large table is left out, and told as well.
    """
    if len(paths) > 1:
        trial.look(_old_workbooks(paths))
    raw_tables: list[RawTable] = []
    unread: list[str] = []
    cells = 0
    for path in paths:
        try:
            table = tables.read(path, sheet, score)
            cells += sum(len(row.cells) for row in table.rows)
            if cells > MAX_CELLS and raw_tables:
                raise too_large(path, _("more than {limit} cells").format(limit=MAX_CELLS))
            raw_tables.append(table)
        except BimtekError as error:
            if len(paths) == 1:
                raise
            unread.append(str(error))
    return Tables(tuple(raw_tables), tuple(unread))


def pasted(words: str, kinds: Sequence[str]) -> tuple[RawTable | None, str]:
    """A range that was pasted, and the first of these kinds whose keys its heading names best ("" for none of them).

    There is no range where words are lines, as of a list.
    """
    table = tables.pasted(
        words, _("pasted range"), lambda header: max(headings.score(kind, header) for kind in kinds)
    )
    if table is None:
        return None, ""
    fits = {kind: headings.score(kind, table.header) for kind in kinds}
    kind = max(fits, key=lambda kind: fits[kind])
    return table, kind if fits[kind] else ""


def kinds_of(found: Sequence[RawTable]) -> list[str]:
    """What the rows of tables may be: the kind of a form or an export of ours, else what their headings name best; [] for none."""
    exported = {own_ids.kind_of(table) for table in found}
    if len(exported) == 1 and exported <= {*IMPORTED}:
        return [*exported]
    origins = {origin.kind for table in found if (origin := agency_forms.origin(table)) is not None}
    if len(origins) == 1 and origins <= {*IMPORTED}:
        return [*origins]
    if any(map(folded_tables.is_crossed, found)):
        return ["strategy"]
    fits = {kind: sum(headings.score(kind, table.header) for table in found) for kind in IMPORTED}
    best = max(fits.values())
    return [kind for kind in IMPORTED if best and fits[kind] == best]


def any_score(header: Sequence[str]) -> int:
    """How well a row would do as the heading of a table of any kind."""
    return max(headings.score(kind, header) for kind in IMPORTED)


def _old_workbooks(paths: Iterable[Path]) -> Iterator[bytes]:
    """The contents of the workbooks that are tried out first, one after the other."""
    for path in paths:
        with contextlib.suppress(BimtekError):  # it is told where the file is read
            if (content := tables.content_of(path)).startswith(tables.OLE):
                yield content


def plan(
    given: Tables,
    kind: str,
    session: Session,
    method: Method,
    with_hidden: bool = False,
    for_all: Mapping[str, str] | None = None,
    mended: Mapping[Path, Mapping[tuple[int, str], str]] | None = None,
    agencies: Mapping[str, str] | None = None,
) -> Batch:
    """What taking tables in would do to a session; what one of them adds is known to the next.

    `for_all` are answers for all rows, `mended` those for cells by file, `agencies` the codes of unlisted names. Of a single table Refused is raised when no
    column of it is known.
    """
    reader, known, seen = Reader(session, method, agencies), matching.Known(session, kind), Seen()
    plans: list[Plan] = []
    unread = [*given.unread]
    is_one = len(given.tables) == 1 and not unread
    for table in given.tables:
        answers = Answers(for_all or {}, (mended or {}).get(table.path, {}))
        name = "" if is_one else text.short(table.path.name, 40)
        try:
            plans.append(importing.beside(table, kind, reader, known, seen, with_hidden, answers, name))
        except Refused as refused:
            if is_one:
                raise
            unread.append(str(refused))
    return Batch(tuple(plans), tuple(unread), tuple(importing.answered(Answers(for_all or {}), kind)))
