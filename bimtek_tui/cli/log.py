"""The command log: who changed what in a session when, commit by commit, in the words of the workshop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from .. import text
from ..errors import FINE, BimtekError
from ..i18n import N_, _
from .arguments import TEMPLATES, method_or_ids, own_folder
from .console import WrongUse, command, shown
from .review_output import FORMAT, OUT, write_steps

if TYPE_CHECKING:
    from ..git.file_history import Event, FileHistory, State
    from ..model.method import Method
    from ..review.changes import Difference
    from ..review.history import Step
    from ..store import Loaded

_KEPT = 64
"""So many versions are kept as read: those around one commit, on several branches."""


@command(
    "log",
    help=N_(
        "Say who changed what in a session and when, commit by commit, the newest first, in the words of the workshop; with --id of one entry or one of its keys. What a merge took over is told once, at the commit that brought it."
    ),
    examples=(
        "bimtek log sessions/kota-contoh.toml -n 5",
        "bimtek log sessions/kota-contoh.toml --id pr-7k3q9fxd",
        "bimtek log sessions/kota-contoh.toml --id pr-7k3q9fxd.budget_idr --since 2026-06-01",
        "bimtek log sessions/kota-contoh.toml --since v1 --format html --out riwayat.html",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--id",
    "id",
    metavar="ID[.KEY]",
    help=N_("Only this entry, e.g. sw-7k3q9fxd, or a table such as city; with a key only that one."),
)
@click.option("-n", "number", type=click.IntRange(min=1), metavar="N", help=N_("At most so many commits."))
@click.option(
    "--since",
    metavar="DATE|REV",
    help=N_("Only commits from this day on (2026-06-13), or after this revision."),
)
@FORMAT
@OUT
@TEMPLATES
def log(
    file: str,
    id: str | None,
    number: int | None,
    since: str | None,
    form: str,
    out: str | None,
    templates: str | None,
) -> int:
    """Say what became of a session."""
    from ..git.file_history import FileHistory

    own = own_folder(templates)
    with FileHistory(Path(file)) as history:
        told = _Told(history, own, *_wanted(id))
        steps = list(islice(told.steps(Path(file), since), number))
        if id is not None and not steps and since is None and not told.knows_entry:
            raise WrongUse(
                _("no version of {file} has an entry “{id}”").format(file=shown(file), id=text.short(id))
            )
        complete = number is None or len(steps) < number
        remark = told.remark if complete else ""
        if not told.seen and not Path(file).exists() and since is None:
            raise BimtekError(_("{file} does not exist, and no commit has it").format(file=shown(file)))
    if not steps and not remark:
        never = _("nothing was committed of {file}").format(file=shown(file))
        remark = _("no commit changed it") if told.seen else never
    write_steps(history.name, steps, remark, form, out)
    return FINE


def _wanted(id: str | None) -> tuple[str, str]:
    """The entry and the key that are asked for, "" for all."""
    entry, _dot, key = (id or "").partition(".")
    return entry, key


class _Told:
    """The history of a file, told commit by commit."""

    def __init__(self, history: FileHistory, templates: Path | None, id: str, key: str) -> None:
        from ..store.versions import Versions

        self._history = history
        self._templates = templates
        self._id, self._key = id, key
        self._versions = Versions()
        self._read: dict[str, Loaded | BimtekError] = {}
        self._methods: dict[object, Method] = {}
        self.knows_entry = False
        self.seen = False
        self.remark = ""

    def steps(self, path: Path, since: str | None) -> Iterator[Step]:
        """What was not committed yet, then every commit that changed what is asked for."""
        first, revision = _since(path, since)
        newest = self._history.newest
        if (lying := self._uncommitted(path, newest)) is not None:
            yield lying
        for event in self._history.events(revision):
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
        from ..review import history

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
        from ..review import comparison

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

    def _uncommitted(self, path: Path, newest: State) -> Step | None:
        """What lies there otherwise than it was committed last."""
        from ..review import history
        from ..store.reading import read_bytes

        if not newest.blob or not path.is_file():
            return None
        base = history.Step("", None, "", "", newest.name, "changed", self._nothing)
        before = self._readable(newest)
        try:
            new = self._versions.read(read_bytes(path), path)
        except BimtekError as error:
            there = self._loaded(newest)[0]
            return replace(base, state="unreadable", fault=str(error)) if there else None
        if before is None:
            return None
        method = self._method(new)
        told = self._only(history.brought(before, new, method))
        return replace(base, method=method, differences=told) if told else None

    def _only(self, differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
        from ..review import history

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
            self.knows_entry = any(
                place in read.document.text for place in (f'"{self._id}"', f"[{self._id}]")
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
            self._methods[named] = method_or_ids(named, self._templates)
        return self._methods[named]

    @cached_property
    def _nothing(self) -> Method:
        from ..model import method as methods

        return methods.unknown("")


def _since(path: Path, since: str | None) -> tuple[dt.date | None, str]:
    """The first day, and the commit after which commits are told. Raises BimtekError."""
    if since is None:
        return None, ""
    try:
        return dt.date.fromisoformat(since), ""
    except ValueError:
        from ..git import commands

        folder = path.parent
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        return None, commands.commit(folder, since)
