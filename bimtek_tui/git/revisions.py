"""What a session file was at the two ends of a range, and at every commit that changed it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..errors import BimtekError
from ..i18n import _
from ..model.labels import day
from ..store.reading import read_bytes
from .commands import LITERAL, blob, commit, name_of, output, running, tree
from .commits import ENCODED, FORM, Commit, commit_of, commits

_RAW = re.compile(rb"\n?(:+)[0-7]{6} (?:[0-7]{6} )*(100[0-7]{3}) (?:[0-9a-f]+ )*([0-9a-f]{40,}) [A-Z]+[0-9]*")
"""What `git log --raw` says of a file at a commit: its mode and its blob there stand last."""


class Version(Struct, frozen=True):
    """A file as it was at one end: where that is, for sentences; its content; its name from the top, and the commit.

    Of the file as it lies there `commit` is None, and outside a repository `name` "". `revision` is what the person
    called it (A...B: where both parted).
    """

    path: Path
    content: bytes
    name: str = ""
    revision: str = ""
    commit: Commit | None = None


# Two revisions -------------------------------------------------------------------------------------------------


class Ends(Struct, frozen=True):
    """The two ends of a range as commits, and as they were called; "" is the file as it lies there."""

    folder: Path
    old: str
    new: str
    called: tuple[str, str] = ("", "")


def two_versions(path: Path, rev: str) -> tuple[Version | None, Version | None]:
    """One file at both ends of a range, under whatever names; None where it is not there. Raises BimtekError.

    Ranges are as git has them: A..B, A...B (since they parted), A alone (against the file as it is).
    """
    folder, name = standing(path)
    range_ = ends(folder, rev)
    inside = name_of(output(folder, "rev-parse", "--show-prefix")) + name
    old, new = blob(folder, range_.old, inside), _new_content(range_, path, inside)
    was, now = inside, inside
    if old is None and new is not None:
        was = renamed(range_, inside, 1)
        old = blob(folder, range_.old, was) if was else None
    elif new is None and old is not None:
        now = renamed(range_, inside, 0)
        new = blob(folder, range_.new, now) if now and range_.new else None
    if old is None and new is None:
        sentence = (
            _("{file} is in neither of the revisions {revisions}")
            if range_.new
            else _("{file} does not exist, and {revisions} has it neither")
        )
        why = sentence.format(file=text.line(str(path)) or "?", revisions=text.short(rev))
        raise BimtekError("; ".join(filter(None, [why, _removed(range_, inside)])))
    facts = commits(folder, [end for end in (range_.old, range_.new) if end])
    return (
        version(was, range_.old, range_.called[0], old, facts) if old is not None else None,
        None
        if new is None
        else version(now, range_.new, range_.called[1], new, facts)
        if range_.new
        else Version(path, new, now),
    )


def _removed(range_: Ends, inside: str) -> str:
    """Who took a file away before, and when; "" where nobody did."""
    words = ("--raw", "--no-renames", "--no-ext-diff", "--diff-filter=D", "-1", *ENCODED)
    end = range_.new or "HEAD"
    lines = output(range_.folder, "log", *words, f"--format={FORM}", end, "--", f":(top,literal){inside}")
    removed = commit_of(lines.partition(b"\n")[0])
    if removed is None:
        return ""
    return _("{author} removed it on {day} ({commit}); “--rev {commit}~1” compares with what it was").format(
        author=text.short(removed.author, 40) or "?", day=day(removed.date), commit=removed.id[:10]
    )


def tracked(path: Path) -> bool:
    """Whether git has a file that is there, committed or about to be."""
    folder, name = standing(path)
    try:
        return bool(output(folder, "ls-files", "-z", "--", f":(literal){name}"))
    except BimtekError:
        return False


def standing(path: Path) -> tuple[Path, str]:
    """The nearest folder around a path that is there, and the rest of the path: a revision may have had more of it.

    A link is the file behind it, which is what people read and write under its name.
    """
    if path.is_dir():
        return path, ""
    path = path.resolve() if path.is_symlink() else path
    folder, name = path.parent, path.name
    while not folder.is_dir() and folder != folder.parent:
        folder, name = folder.parent, f"{folder.name}/{name}"
    return folder, name


def version(name: str, at: str, called: str, content: bytes, facts: Mapping[str, Commit]) -> Version:
    """A file at a commit, which the person `called` so; `facts` are those of the commits."""
    return Version(Path(f"{name}@{at[:10]}"), content, name, called, facts.get(at))


def at_commit(path: Path, commit: str, called: str) -> Version:
    """What git knows of a commit of a file, whose content was read already."""
    folder, name = standing(path)
    inside = name_of(output(folder, "rev-parse", "--show-prefix")) + name
    return version(inside, commit, called, b"", commits(folder, [commit]))


def at_revision(folder: Path, rev: str, name: str) -> Version:
    """A file at one revision by its name from the top, or else from the folder. Raises BimtekError where there is none."""
    at = commit(folder, rev)
    inside = name_of(output(folder, "rev-parse", "--show-prefix")) + name.removeprefix("./")
    for whole in dict.fromkeys([inside] if name.startswith("./") else [name, inside]):
        if (content := blob(folder, at, whole)) is not None:
            return version(whole, at, rev, content, commits(folder, [at]))
    if any(other.startswith(f"{inside.rstrip('/')}/") for other in tree(folder, at)):
        sentence = _(
            "{file} is a folder in the revision {revision}; name a file in it, or compare folders with --rev"
        )
        raise BimtekError(sentence.format(file=text.line(name), revision=text.short(rev)))
    raise BimtekError(
        _(
            "{file} is not in the revision {revision}; “git ls-tree -r --name-only {revision}” lists what is"
        ).format(file=text.line(name) or "?", revision=text.short(rev))
    )


def ends(folder: Path, rev: str) -> Ends:
    """The commits that a range names, with what they were called. Raises BimtekError.

    A range without any name is refused: it is a variable that nobody set, and would compare a commit with itself.
    """
    if not rev.strip(". \t\n"):
        raise BimtekError(_("the revision is missing; name one, or two of them: --rev A..B"))
    made = _ends(folder, rev)
    if "..." in rev:
        first, _dots, second = rev.partition("...")
        return replace(made, called=(f"{first or 'HEAD'}...{second or 'HEAD'}", second or "HEAD"))
    first, dots, second = rev.partition("..")
    return replace(made, called=(first or "HEAD", (second or "HEAD") if dots else ""))


def _ends(folder: Path, rev: str) -> Ends:
    """The commits that a range names."""
    if "..." in rev:
        first, _dots, second = rev.partition("...")
        old, new = commit(folder, first or "HEAD"), commit(folder, second or "HEAD")
        parted = output(folder, "merge-base", old, new, missing=True).decode().strip()
        if not parted:
            raise BimtekError(
                _("the revisions {revisions} have no commit in common; use two dots").format(
                    revisions=text.short(rev)
                )
            )
        return Ends(folder, parted, new)
    first, dots, second = rev.partition("..")
    return Ends(folder, commit(folder, first or "HEAD"), commit(folder, second or "HEAD") if dots else "")


def _new_content(ends: Ends, path: Path, inside: str) -> bytes | None:
    if ends.new:
        return blob(ends.folder, ends.new, inside)
    return read_bytes(path) if path.exists() else None


def renamed(ends: Ends, inside: str, given: int) -> str:
    """The other name of a file that git sees as renamed (`given`: 0 the old name is known, 1 the new one), or "".

    Against the file as it lies there git's index is asked: only it is renamed without reading the work tree.
    """
    between = ("diff-tree", "-r", ends.old, ends.new) if ends.new else ("diff-index", "--cached", ends.old)
    words = ("--name-status", "-z", "-M40%", "--no-relative", "--no-ext-diff", "--diff-filter=R")
    fields = name_of(output(ends.folder, between[0], *words, *between[1:], "--")).split("\0")
    for number in range(0, len(fields) - 2, 3):
        names = fields[number + 1 : number + 3]
        if names[given] == inside:
            return names[1 - given]
    return ""


# History -------------------------------------------------------------------------------------------------------


def history(path: Path) -> Iterator[tuple[str, bytes]]:
    """Commit and content of a file at every commit that changed it, newest first, under its earlier names too.

    A merge is among them when its result is like neither side. What nobody asks for is not read. Nothing comes
    when the file is in no repository, there is no git, or nothing was committed.
    """
    walk = ("log", "--follow", "-c", "-M", "--raw", "-z", "--no-abbrev")
    words = (*walk, "--no-color", "--no-ext-diff", "--format=%x01%H", "--")
    try:
        path = path.resolve()
        with (
            running(path.parent, *words, path.name, settings=LITERAL) as log,
            running(path.parent, "cat-file", "--batch") as blobs,
        ):
            try:
                for at, name in _changes(log.stdout):
                    if (content := _content(blobs, name)) is not None:
                        yield at, content
            finally:
                for process in (log, blobs):
                    process.kill()
    except (OSError, ValueError):  # ValueError: a zero byte in the name
        return


def _changes(log: IO[bytes] | None) -> Iterator[tuple[str, bytes]]:
    """Commit and blob of every change in what `git log` says."""
    at, rest = "", b""
    while log and (part := log.read1(65536)):  # type: ignore[attr-defined]
        *fields, rest = (rest + part).split(b"\0")
        for field in fields:
            if field.startswith(b"\1"):
                at = field[1:].decode()
            elif at and (record := _RAW.fullmatch(field)):
                yield at, record[3]
                at = ""


def _content(blobs: subprocess.Popen[bytes], name: bytes) -> bytes | None:
    """A blob from the process that gives out blobs, or None when this clone does not have it."""
    if blobs.stdin is None or blobs.stdout is None:
        return None
    blobs.stdin.write(name + b"\n")
    blobs.stdin.flush()
    head = blobs.stdout.readline().split()
    if len(head) != 3:
        return None
    content = blobs.stdout.read(int(head[2]))
    blobs.stdout.read(1)
    return content
