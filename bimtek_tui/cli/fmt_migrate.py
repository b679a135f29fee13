"""Commands that write a session file anew: fmt and migrate. No other does more than the entry that was meant."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import text
from ..errors import FINDINGS, FINE, BimtekError, UnreadableFile
from ..i18n import N_, _, ngettext
from .arguments import STANDARD_INPUT, bytes_of, tell_unread
from .console import command, complain, say, say_exactly, shown

if TYPE_CHECKING:
    from ..store import Loaded
    from ..store.pruning import Pruned
    from ..store.slips.mending import Mend, Outcome

_SHOWN = 80
"""So much of a mended line is shown."""
_NAMED = 5
"""So many entries that keep a withdrawn one are named."""


@command(
    "fmt",
    help=N_(
        "Lay session files out anew: kinds and keys in order, one fact a line. Data and comments stay as they are; what was written by hand in a way that can only mean one thing (186,4 or 13 Juni 2022) is mended, each line told. --check only says which files would change, --diff shows how. With --prune withdrawn entries are removed for good, and numbers said aloud (S3) move up."
    ),
    examples=(
        "bimtek fmt sessions/kota-batam-2026.toml",
        "bimtek fmt --check sessions/*.toml",
        "bimtek fmt --diff --prune sessions/kota-batam-2026.toml",
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--check", "only_check", is_flag=True, help=N_("Write nothing; exit code 1 when a file would change.")
)
@click.option(
    "--diff",
    "as_diff",
    is_flag=True,
    help=N_("Write nothing; show what would change as git does, exit code 1 when a file would."),
)
@click.option(
    "--prune", is_flag=True, help=N_("Remove withdrawn entries for good, unless another entry names them.")
)
def fmt(files: tuple[str, ...], only_check: bool, as_diff: bool, prune: bool) -> int:
    """Lay session files out anew."""

    def lay_out(path: Path) -> bool:
        return _lay_out(path, only_check, as_diff, prune)

    code, changed = _each(files, lay_out, writes=not (only_check or as_diff))
    if not changed and code == FINE and not as_diff and (only_check or not _from_input(files)):
        number = len(files)
        say(
            ngettext("{number} file is laid out well", "{number} files are laid out well", number).format(
                number=number
            )
        )
    return code


@command(
    "migrate",
    help=N_(
        "Bring session files of an older format to the one of today. Comments and layout stay; nothing else ever does this in passing. --check only says which files are older."
    ),
    examples=("bimtek migrate sessions/kota-lama.toml", "bimtek migrate --check sessions/*.toml"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--check", "only_check", is_flag=True, help=N_("Write nothing; exit code 1 when a file would change.")
)
def migrate(files: tuple[str, ...], only_check: bool) -> int:
    """Bring session files to the format of today."""
    code, changed = _each(files, lambda path: _bring_up(path, only_check), writes=not only_check)
    if not changed and code == FINE and (only_check or not _from_input(files)):
        number = len(files)
        say(
            ngettext(
                "{number} file has the format of today", "{number} files have the format of today", number
            ).format(number=number)
        )
    return code


def _from_input(files: tuple[str, ...]) -> bool:
    """Whether standard input is among the files: then standard output is its new text, and nothing else."""
    return any(Path(file) == STANDARD_INPUT for file in files)


def _each(files: tuple[str, ...], act: Callable[[Path], bool], *, writes: bool) -> tuple[int, int]:
    """Do something with each file; the exit code and how many were (or would be) changed."""
    code, changed = FINE, 0
    for file in files:
        try:
            if act(Path(file)):
                changed += 1
                code = max(code, FINE if writes else FINDINGS)
        except BimtekError as error:
            complain(str(error))
            code = max(code, error.exit_code)
    return code, changed


def _lay_out(path: Path, only_check: bool, as_diff: bool, prune: bool) -> bool:
    """Lay one file out; whether it was (or would be) changed. Raises BimtekError."""
    from ..store.slips import mending

    only_show = only_check or as_diff
    fault: BimtekError | None = None
    with _content(path, only_show) as content:
        mended, outcome = mending.mended_bytes(content, path)
        made, pruned, loaded = mended, None, None
        try:
            loaded = _readable(mended, path)
            made, pruned = _made(loaded, prune)
        except BimtekError as error:
            if mended == content:
                raise
            fault = error
        _put(path, content, made, only_show)
    piped = path == STANDARD_INPUT and not only_show
    tell = complain if as_diff or piped else say
    _tell_mended(path, outcome.mends, only_show, tell)
    if pruned:
        _tell_pruned(path, pruned, only_show, tell)
    if as_diff and made != content:
        _show(path, content, made)
    if fault:
        raise _left(path, outcome, fault)
    if loaded:
        tell_unread(loaded)
    if made == content or as_diff:
        return made != content
    if only_check:
        command = "bimtek fmt --prune" if prune else "bimtek fmt"
        words = _("{file} would be laid out anew; do it with: {command} {file}")
        say(words.format(file=text.word(str(path)), command=command))
    else:
        tell(_("{file} was laid out anew").format(file=shown(path)))
    return True


def _readable(content: bytes, path: Path) -> Loaded:
    """A session of our format. Raises UnreadableFile."""
    from ..store import parse, reading

    loaded = parse(content, path)
    if loaded.format != reading.FORMAT:
        raise UnreadableFile(f"{path}: {loaded.read_only}")
    return loaded


def _made(loaded: Loaded, prune: bool) -> tuple[bytes, Pruned | None]:
    """A session laid out, and what was removed from it. Raises BimtekError."""
    from ..store import formatting, pruning

    try:
        if prune:
            pruned = pruning.pruned(loaded.document.text)
            return pruned.text.encode(), pruned
        return formatting.laid_out(loaded.document.text).encode(), None
    except BimtekError as error:
        raise BimtekError(f"{loaded.path}: {error}") from error


def _left(path: Path, outcome: Outcome, fault: BimtekError) -> BimtekError:
    """What to say of a file of which some lines were mended, and that still can't be laid out."""
    if not outcome.left:
        return fault
    for slip in outcome.left:
        words = _("{file}:{line}: stays, for you to mend: {slip}")
        complain(words.format(file=shown(path), line=slip.line, slip=slip.sentence))
    return UnreadableFile(_("{file} is laid out when that is mended").format(file=shown(path)))


def _put(path: Path, content: bytes, made: bytes, only_show: bool) -> None:
    """Write what was made: into the file where it is otherwise than before, or of standard input to standard output."""
    from ..store import saving

    if only_show:
        return
    if path == STANDARD_INPUT:
        say_exactly(made)
    elif made != content:
        saving.replace(path, made)


def _show(path: Path, old: bytes, new: bytes) -> None:
    from .unified_diff import patch

    made = patch(path.as_posix(), old, new)
    if sys.stdout.isatty():
        say(made.decode("utf-8", "replace").rstrip("\n"))
    else:
        say_exactly(made)


def _tell_mended(path: Path, mends: list[Mend], only_show: bool, tell: Callable[[str], None]) -> None:
    """Say of each line that was no session, or not what its key takes, what was made of it."""
    for mend in mends:
        if not mend.after:
            message = (
                _("{file}:{line}: would be taken out: {before}")
                if only_show
                else _("{file}:{line}: taken out: {before}")
            )
        elif only_show:
            message = _("{file}:{line}: {before} would become {after}")
        else:
            message = _("{file}:{line}: {before} became {after}")
        before, after = text.short(mend.before, _SHOWN), text.short(mend.after, _SHOWN)
        tell(message.format(file=shown(path), line=mend.line, before=before, after=after))


def _tell_pruned(path: Path, pruned: Pruned, only_show: bool, tell: Callable[[str], None]) -> None:
    """Say how many entries of each kind went, and why others stay."""
    from ..model.kinds import KIND_WORDS

    if pruned.removed:
        counts = Counter(table for table, _id in pruned.removed)
        words = ", ".join(f"{_(KIND_WORDS[table])} ({number})" for table, number in counts.items())
        message = (
            _("{file}: withdrawn entries that would be removed for good: {counts}")
            if only_show
            else _("{file}: withdrawn entries removed for good: {counts}")
        )
        tell(message.format(file=shown(path), counts=words))
    for id, naming in pruned.kept.items():
        others = ", ".join(naming[:_NAMED]) + (", …" if len(naming) > _NAMED else "")
        tell(
            _(
                "{file}: {id} was withdrawn and stays, as it is named by {others}; withdraw those as well or let them name another entry"
            ).format(file=shown(path), id=shown(id), others=shown(others))
        )


def _bring_up(path: Path, only_check: bool) -> bool:
    """Bring one file to the format of today; whether it was (or would be) changed. Raises BimtekError."""
    from ..store import parse, reading

    with _content(path, only_check) as content:
        loaded = parse(content, path)
        if loaded.format > reading.FORMAT:
            raise UnreadableFile(f"{path}: {loaded.read_only}")
        made = loaded.document.to_bytes()
        _put(path, content, made, only_check)
        if loaded.format == reading.FORMAT:
            return False
    facts = {"file": shown(path), "old": loaded.format, "new": reading.FORMAT}
    if only_check:
        words = _(
            "{file} would be brought from format {old} to format {new}; do it with: bimtek migrate {file}"
        )
        say(words.format(**facts | {"file": text.word(str(path))}))
    else:
        tell = complain if path == STANDARD_INPUT else say
        tell(_("{file} was brought from format {old} to format {new}").format(**facts))
    return True


@contextmanager
def _content(path: Path, only_show: bool) -> Iterator[bytes]:
    """The bytes of a file, under its lock when it is to be written. Raises BimtekError when somebody has it open."""
    from ..store.lock import Lock
    from ..store.reading import read_bytes

    content = bytes_of(path)
    if only_show or path == STANDARD_INPUT:
        yield content
        return
    lock = Lock(path)
    if not lock.acquire():
        if lock.fault:
            raise BimtekError(
                _("{file} can't be locked: {reason}; check the permissions of its folder").format(
                    file=path, reason=lock.fault
                )
            )
        raise BimtekError(
            _("{file} is open elsewhere ({holder}); close it there first").format(
                file=path, holder=lock.holder
            )
        )
    try:
        yield read_bytes(path)
    finally:
        lock.release()
