"""The command diff: what changed between files, folders or revisions, in the words of the workshop."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from .. import text
from ..errors import FINDINGS, FINE, WRONG_USE, BimtekError
from ..i18n import N_, _
from .arguments import TEMPLATES, method_or_ids, own_folder, tell_unread
from .console import WrongUse, command, complain
from .review_output import FORMAT, OUT, write_reports

if TYPE_CHECKING:
    from ..git.revisions import Version
    from ..review.comparison import Report, Side
    from ..store import Loaded

_NOTHING = {os.devnull, "/dev/null"}
"""What git hands over for a file that is not there."""
_INPUT = "-"
_LATEST = "HEAD"

_Sides = tuple["Version | None", "Version | None"]


@command(
    "diff",
    help=N_(
        "Say what changed between session files, folders of them or revisions, in the words of the workshop: what follows for position, money and counts, then group by group what was added, withdrawn, moved and changed key by key. A single file is compared with what was committed last. REV:FILE is a file in a revision, - standard input. Exit code 0 the same, 1 different."
    ),
    examples=(
        "bimtek diff lama.toml baru.toml",
        "bimtek diff sessions/kota-contoh.toml",
        "bimtek diff --rev v1..v2 --format html --out perubahan.html",
        "bimtek diff main:sessions/kota-contoh.toml sessions/kota-contoh.toml --format md",
        "bimtek diff sessions/kota-contoh.toml --signed",
    ),
)
@click.argument("files", metavar="[OLD NEW | FILE...]", nargs=-1)
@click.option(
    "--rev",
    metavar="A..B",
    help=N_(
        "Revisions of git to compare, of these files and folders or else of every session; with A alone, that one and the files as they are."
    ),
)
@click.option(
    "--signed",
    is_flag=True,
    help=N_("Compare with what was signed, as git has it: only what the agreement covers."),
)
@click.option("--full", is_flag=True, help=N_("Tell every entry of a file that came or went, too."))
@FORMAT
@OUT
@TEMPLATES
def diff(
    files: tuple[str, ...],
    rev: str | None,
    signed: bool,
    full: bool,
    form: str,
    out: str | None,
    templates: str | None,
) -> int:
    """Say what changed."""
    own = own_folder(templates)
    if signed:
        if len(files) != 1 or rev is not None:
            raise WrongUse(
                _("with --signed one file is needed, and no --rev; see {command} --help").format(
                    command="bimtek diff"
                )
            )
        reports = [_from_signed(Path(files[0]), own)]
    else:
        reports = list(_reports(files, rev, own, full))
    write_reports(reports, form, out)
    if any(report.state == "unreadable" for report in reports):
        return WRONG_USE
    return FINE if all(report.state == "same" for report in reports) else FINDINGS


def _reports(files: Sequence[str], rev: str | None, templates: Path | None, full: bool) -> Iterator[Report]:
    """A report for each file that is to be compared; a file among several that can't be is told, and the others are."""
    if rev is None and len(files) == 2:
        yield from _two(files[0], files[1], templates, full)
        return
    if not files and rev is None:
        raise WrongUse(
            _("name files, or revisions with --rev; see {command} --help").format(command="bimtek diff")
        )
    if not files:
        yield from _folder(Path(), rev or _LATEST, templates, full, whole=True)
    for file in files:
        if _is_folder(Path(file), rev):
            yield from _folder(Path(file), rev or _LATEST, templates, full)
        elif rev is None and (named := _in_revision(file)):
            version, path = named
            lying = replace(_lying_there(path), path=Path(version.name)) if path.exists() else None
            yield _report(version.name, (version, lying), templates, full)
        elif file == _INPUT:
            raise WrongUse(
                _("standard input is compared with a file: {command}").format(command="bimtek diff FILE -")
            )
        else:
            yield from _one(file, rev or _LATEST, templates, full, len(files) > 1)


def _is_folder(path: Path, rev: str | None) -> bool:
    """Whether a path is a folder, now or at an end of a range."""
    from ..git import ranges

    return path.is_dir() or (rev is not None and not path.exists() and ranges.had_folder(path, rev))


def _one(file: str, rev: str, templates: Path | None, full: bool, several: bool) -> Iterator[Report]:
    """One file at both ends of a range."""
    from .. import git

    try:
        yield _report(file, git.two_versions(Path(file), rev), templates, full)
    except git.NoRepository as error:
        raise BimtekError(
            _("{error}; or name two files: {command}").format(error=error, command="bimtek diff OLD NEW")
        ) from error
    except BimtekError as error:
        if not several:
            raise
        yield _unreadable(file, error)


def _folder(
    folder: Path, rev: str, templates: Path | None, full: bool, whole: bool = False
) -> Iterator[Report]:
    """The sessions of a folder, or of the repository around it, that differ between both ends of a range."""
    from ..git import ranges

    for pair in ranges.pairs(folder, rev, whole=whole):
        name = pair.name if whole else os.path.normpath(folder / pair.name)
        if pair.fault:
            yield _unreadable(name, pair.fault)
            continue
        try:
            yield _report(name, (pair.old, pair.new), templates, full)
        except BimtekError as error:
            yield _unreadable(name, error)


# Two places ----------------------------------------------------------------------------------------------------


def _two(old: str, new: str, templates: Path | None, full: bool) -> Iterator[Report]:
    """Two files, or two folders with the sessions in them, matched by their names."""
    if old == new == _INPUT:
        raise WrongUse(_("standard input can be read once; name a file for the other side"))
    first, second = Path(old), Path(new)
    if first.is_dir() and second.is_dir():
        names = sorted({path.relative_to(of).as_posix() for of in (first, second) for path in _sessions(of)})
        for name in names:
            yield from _pair(name, str(first / name), str(second / name), templates, full)
        return
    if first.is_dir():
        old = str(first / second.name)
    elif second.is_dir():
        new = str(second / first.name)
    sides = _version(old), _version(new)
    yield _report("" if new in _NOTHING else new, sides, templates, full)


def _pair(name: str, old: str, new: str, templates: Path | None, full: bool) -> Iterator[Report]:
    """Two files of one name in two folders; nothing where they are the same."""
    try:
        sides = tuple(_version(file) if Path(file).exists() else None for file in (old, new))
        report = _report(name, (sides[0], sides[1]), templates, full)
    except BimtekError as error:
        report = _unreadable(name, error)
    if report.state != "same":
        yield report


def _sessions(folder: Path) -> Iterator[Path]:
    """The session files in a folder and those below it; what a dot hides is none."""
    from ..git.past_merges import HEAD, SESSION

    for path in sorted(folder.rglob("*.toml")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts) or not path.is_file():
            continue
        try:
            with path.open("rb") as stream:
                if SESSION.search(stream.read(HEAD)):
                    yield path
        except OSError:
            continue


def _version(name: str) -> Version | None:
    """What a word of the command line names; None for what git hands over for nothing. Raises BimtekError."""
    from ..git.revisions import Version
    from ..store.sources import MAX_BYTES

    if name in _NOTHING:
        return None
    if name == _INPUT:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise BimtekError(_("what comes in is larger than 64 MiB, so it is no session file"))
        return Version(Path(_("standard input")), content)
    named = _in_revision(name)
    return named[0] if named else _lying_there(Path(name))


def _lying_there(path: Path) -> Version:
    from ..git.revisions import Version
    from ..store.reading import read_bytes

    return Version(path, read_bytes(path))


def _in_revision(name: str) -> tuple[Version, Path] | None:
    """A file in a revision, written as REV:FILE, and the file as it lies there; None for what is no such word. Raises BimtekError."""
    rev, colon, inside = name.partition(":")
    if not colon or not rev or Path(name).exists() or (os.name == "nt" and len(rev) == 1):
        return None
    from ..git import commands, revisions

    version = revisions.at_revision(Path(), rev, inside)
    return version, (commands.top(Path()) or Path()) / version.name


# Reports -------------------------------------------------------------------------------------------------------


def _report(name: str, sides: _Sides, templates: Path | None, full: bool) -> Report:
    """Two versions compared; what in them can't be read is said on standard error. Raises BimtekError."""
    from .. import store
    from ..review import comparison

    old, new = (store.parse(side.content, side.path) if side else None for side in sides)
    read = new or old
    method = method_or_ids(read.document.blocks[0].data.get("method") if read else "kominfo-1", templates)
    for loaded in (old, new):
        if loaded is not None:
            tell_unread(loaded)
    name = name or (sides[0].name or str(sides[0].path) if sides[0] else "?")
    places = _side(sides[0], name), _side(sides[1], name)
    return comparison.report(name, places, (old, new), method, full)


def _side(version: Version | None, name: str) -> Side | None:
    """Where a version is from, as a report names it."""
    from ..review.comparison import Side

    if version is None:
        return None
    if version.commit is None:
        return Side(name if Path(name) == version.path else str(version.path))
    made = version.commit
    same = name.endswith(version.name) or version.name.endswith(name.removeprefix("./"))
    return Side(name if same else version.name, version.revision, made.id, made.date, made.author)


def _unreadable(name: str, error: BimtekError | str) -> Report:
    """A file that can't be compared, told at once."""
    from ..model import method as methods
    from ..review.comparison import Report

    complain(str(error))
    return Report(name, None, None, "unreadable", methods.unknown(""), fault=text.line(str(error)))


def _from_signed(path: Path, templates: Path | None) -> Report:
    """How the content differs from what was signed. Raises BimtekError when that is not known."""
    from .. import store
    from ..review import comparison, differences
    from .signed import must_have_signed_state

    loaded: Loaded = store.load(path)
    method = store.method_of(loaded, templates)
    signed = must_have_signed_state(loaded, templates)
    changed = differences.of_agreement(signed, loaded.session, method, ((), loaded.findings))
    tell_unread(loaded)
    name = str(path)
    sides = comparison.Side(_("as it was signed")), comparison.Side(name)
    state: comparison.State = "changed" if changed else "same"
    return comparison.Report(name, *sides, state, method, {}, comparison.in_reading_order(changed))
