"""Commands for reviewers: diff, merge, fingerprint."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import text
from ..errors import FINDINGS, FINE, BimtekError
from ..words import N_, _
from .reading import _say_json, open_file, tell_unread
from .speaking import WrongUse, command, complain, say, shown

if TYPE_CHECKING:
    from ..method import Method
    from ..model import Session
    from ..review.differences import Difference
    from ..store import Loaded

_NOTHING = {os.devnull, "/dev/null"}
"""What git hands over for a file that is not there."""


@command(
    "diff",
    help=N_(
        "Say what changed between two session files, or with --rev between two revisions of one, in the words of the workshop: added, withdrawn, moved, changed key by key, and what follows for money and SWOT position. Exit code 0 the same, 1 different."
    ),
    examples=(
        "bimtek diff lama.toml baru.toml",
        "bimtek diff sessions/kota-contoh.toml --rev HEAD~1..HEAD",
        "bimtek diff sessions/kota-contoh.toml --rev main --format md",
    ),
)
@click.argument("files", metavar="OLD NEW | FILE", nargs=-1, required=True)
@click.option(
    "--rev",
    metavar="A..B",
    help=N_("Revisions of git to compare; with A alone, that one and the file as it is."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "md", "json")),
    default="text",
    help=N_("text (if not given), md for a pull request, or json."),
)
def diff(files: tuple[str, ...], rev: str | None, form: str) -> int:
    """Say what changed."""
    from .. import method as methods
    from ..model import Session
    from ..review import differences
    from ..store.document import same

    old, new = _two_files(files) if rev is None else _two_revisions(files, rev)
    read = new or old
    if read is None:
        return FINE
    named = read.document.blocks[0].data.get("method", "")
    method = methods.load(named if isinstance(named, str) else "")
    before, after = (one.session if one else Session() for one in (old, new))
    found = differences.compare(before, after, method)
    _report(found, method, form)
    for one in (old, new):
        if one is not None:
            tell_unread(one)
    if found:
        return FINDINGS
    if old and new and not same(old.document.as_data(), new.document.as_data()):
        complain(_("keys or entries that bimtek does not read are different; “git diff” shows them"))
        return FINDINGS
    return FINE


def _report(found: list[Difference], method: Method, form: str) -> None:
    from ..review import reports

    if form == "json":
        _say_json(reports.as_data(found))
    elif not found:
        say(_("no entry is different"))
    elif form == "md":
        from ..books.escaping import inline

        say(reports.as_markdown(found, method, inline))
    elif sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        click.echo(reports.as_text(found, method, colour=True), color=True)
    else:
        say(reports.as_text(found, method))


def _two_files(files: tuple[str, ...]) -> tuple[Loaded | None, Loaded | None]:
    from .. import store

    if len(files) != 2:
        raise WrongUse(
            _("two files are needed, or one with --rev; see {command} --help").format(command="bimtek diff")
        )
    old, new = (None if file in _NOTHING else store.load(Path(file)) for file in files)
    return old, new


# Revisions of git ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Revisions:
    """The two ends of a range as commits; "" is the file as it lies there."""

    folder: Path
    old: str
    new: str


def _two_revisions(files: tuple[str, ...], rev: str) -> tuple[Loaded | None, Loaded | None]:
    """One file at both ends of a range; None where it is not there. Raises BimtekError."""
    from .. import store

    if len(files) != 1:
        raise WrongUse(_("with --rev one file is needed; see {command} --help").format(command="bimtek diff"))
    path = Path(files[0])
    folder, name = path.parent, path.name
    while not folder.is_dir() and folder != folder.parent:  # a folder that one of the revisions had
        folder, name = folder.parent, f"{folder.name}/{name}"
    ends = _ends(folder, rev)
    prefix = _git(folder, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    inside = prefix + name
    old, new = _blob(folder, ends.old, inside), _new_content(ends, path, inside)
    was, now = inside, inside
    if old is None and new is not None:
        was = _renamed(ends, inside, 1)
        old = _blob(folder, ends.old, was) if was else None
    elif new is None and old is not None:
        now = _renamed(ends, inside, 0)
        new = _blob(folder, ends.new, now) if now and ends.new else None
    if old is None and new is None:
        raise BimtekError(
            _("{file} is in neither of the revisions {revisions}").format(
                file=shown(path), revisions=text.short(rev)
            )
        )
    before = store.parse(old, Path(f"{was}@{ends.old[:10]}")) if old is not None else None
    after = (
        store.parse(new, Path(f"{now}@{ends.new[:10]}") if ends.new else path) if new is not None else None
    )
    return before, after


def _ends(folder: Path, rev: str) -> _Revisions:
    """The commits that a range names, as git has it: A..B, A...B (since they parted), A (against the file)."""
    if "..." in rev:
        first, _dots, second = rev.partition("...")
        old, new = _commit(folder, first or "HEAD"), _commit(folder, second or "HEAD")
        return _Revisions(folder, _git(folder, "merge-base", old, new).decode().strip(), new)
    first, dots, second = rev.partition("..")
    return _Revisions(
        folder, _commit(folder, first or "HEAD"), _commit(folder, second or "HEAD") if dots else ""
    )


def _commit(folder: Path, name: str) -> str:
    found = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", fails=True
    )
    if not found:
        raise BimtekError(
            _("git does not know the revision “{revision}” here").format(revision=text.short(name))
        )
    return found.decode().strip()


def _blob(folder: Path, commit: str, inside: str) -> bytes | None:
    """The file at a commit, or None when it is not there."""
    name = f"{commit}:{inside}"
    if _git(folder, "cat-file", "-t", name, fails=True).strip() != b"blob":
        return None
    return _git(folder, "cat-file", "blob", name)


def _new_content(ends: _Revisions, path: Path, inside: str) -> bytes | None:
    from ..store.reading import read_bytes

    if ends.new:
        return _blob(ends.folder, ends.new, inside)
    return read_bytes(path) if path.exists() else None


def _renamed(ends: _Revisions, inside: str, given: int) -> str:
    """The other name of a file that git sees as renamed (`given`: 0 the old name is known, 1 the new one), or ""."""
    revisions = [ends.old, ends.new] if ends.new else [ends.old]
    said = _git(
        ends.folder,
        "diff",
        "--name-status",
        "-z",
        "-M40%",
        "--no-relative",
        "--diff-filter=R",
        *revisions,
        "--",
    )
    fields = said.decode("utf-8", "surrogateescape").split("\0")
    for number in range(0, len(fields) - 2, 3):
        names = fields[number + 1 : number + 3]
        if names[given] == inside:
            return names[1 - given]
    return ""


def _git(folder: Path, *words: str, fails: bool = False) -> bytes:
    """What git says; with `fails` nothing when it fails. Raises BimtekError with git's own reason."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in a name
        raise BimtekError(
            _("git can't be started: {reason}").format(reason=getattr(error, "strerror", None) or error)
        ) from error
    if done.returncode == 0:
        return done.stdout
    if fails and b"not a git repository" not in done.stderr:
        return b""
    raise BimtekError(
        _("git: {reason}").format(reason=text.short(done.stderr.decode("utf-8", "replace"), 200))
    )


# Merging and fingerprints --------------------------------------------------------------------------------------


@command(
    "merge",
    help=N_(
        "Merge two versions of a session by id, then by key: with BASE what both began with, without it the files of two groups. Exit code 0 when all is settled, 1 when conflicts are left, shown by markers around the entry."
    ),
    examples=(
        "bimtek merge dasar.toml kami.toml mereka.toml -o hasil.toml",
        "bimtek merge kelompok-a.toml kelompok-b.toml -o gabungan.toml",
    ),
)
@click.argument("files", metavar="[BASE] OURS THEIRS", nargs=-1, required=True)
@click.option("-o", "--out", metavar="OUT", help=N_("Write the result to this file (printed if not given)."))
def merge(files: tuple[str, ...], out: str | None) -> int:
    """Merge two versions of a session."""
    from ..review import merging
    from ..store import saving
    from ..store.reading import read_bytes

    if len(files) not in (2, 3):
        raise WrongUse(
            _("two files are needed, or three with their base first; see {command} --help").format(
                command="bimtek merge"
            )
        )
    contents = [(read_bytes(Path(file)), Path(file)) for file in files]
    if len(contents) == 3 and not contents[0][0].strip():  # git's base of a file that both sides added
        del contents[0]
    *base, ours, theirs = (merging.document(content, path) for content, path in contents)
    merged = merging.merge(base[0] if base else None, ours, theirs)
    content = merged.text.encode()
    if out is None:
        _print(content)
    else:
        saving.replace(Path(out), content)
    for conflict in merged.conflicts:
        complain(_("conflict: {sentence}").format(sentence=merging.sentence(conflict)))
    return FINDINGS if merged.conflicts else FINE


def _print(content: bytes) -> None:
    """Bytes to standard output as they are. Raises BimtekError when that can't be written."""
    try:
        stream = sys.stdout.buffer
        stream.write(content)
        stream.flush()
    except OSError as error:
        raise BimtekError(
            _("the output can't be written: {reason}").format(reason=error.strerror or error)
        ) from error


@command(
    "fingerprint",
    help=N_(
        "Print the fingerprint of what was agreed in a session, or with --id of one entry. The same content has the same one on every machine."
    ),
    examples=(
        "bimtek fingerprint sessions/kota-contoh.toml",
        "bimtek fingerprint sessions/kota-contoh.toml --id sw-7k3q9fxd",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--id", "id", metavar="ID", help=N_("Only this entry, e.g. sw-7k3q9fxd, or a table such as city.")
)
def fingerprint(file: str, id: str | None) -> int:
    """Print a fingerprint."""
    from ..review import fingerprint as fingerprints

    loaded, method = open_file(Path(file))
    if id is None:
        say(fingerprints.agreement(loaded.session, method))
    else:
        found = _entries(loaded.session, id)
        if not found:
            raise WrongUse(
                _("there is no entry “{id}” in {file}").format(id=text.short(id), file=shown(file))
            )
        for entry in found:
            say(fingerprints.entry(entry))
    tell_unread(loaded)
    return FINE


def _entries(session: Session, id: str) -> list[Any]:
    """The entries of this id, or the one table of this name."""
    from ..kinds import kinds

    of = kinds()
    if id in of and of[id].single:
        return [entry for entry in (session.single(id),) if entry is not None]
    return [
        session.entries(table)[id]
        for table, kind in of.items()
        if not kind.single and id in session.entries(table)
    ]
