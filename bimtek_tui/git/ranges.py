"""Many session files at both ends of a range: those of a folder or of the whole repository, paired under whatever names.

Git says by their ids which files differ; only these are read.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from ..errors import BimtekError
from ..i18n import _
from ..store.reading import read_bytes
from .commands import name_of, output, top, tree
from .commits import Commit, commits
from .objects import Objects
from .past_merges import HEAD, SESSION
from .revisions import Ends, Version, ends, standing, version


class Pair(Struct, frozen=True):
    """One session at both ends, None where it is not there; `name` is what it is called, `fault` why it can't be read."""

    name: str
    old: Version | None
    new: Version | None
    fault: str = ""


def pairs(folder: Path, rev: str, *, whole: bool = False) -> Iterator[Pair]:
    """The sessions in a folder, or (`whole`) in the repository around it, that differ between both ends of a range.

    Raises BimtekError as `revisions.two_versions` does.
    """
    if whole:
        around = top(folder)
        if around is None:
            output(folder, "rev-parse", "--show-toplevel")  # says why
            raise BimtekError(_("this is no work tree of git; go to the folder of the repository"))
        folder = around
    at, rest = standing(folder)
    range_ = ends(at, rev)
    above = name_of(output(at, "rev-parse", "--show-prefix"))
    prefix = f"{above}{rest}/" if rest else above
    facts = commits(at, [end for end in (range_.old, range_.new) if end])
    files = (
        tree(at, range_.old, ".toml"),
        tree(at, range_.new, ".toml") if range_.new else _lying_there(at, above),
    )
    folders = folder, Path() if whole else folder
    with Objects(at) as objects:
        for names in _named(range_, files, prefix):
            pair = _pair(folders, prefix, range_, names, files, facts, objects)
            if pair is not None:
                yield pair


def had_folder(folder: Path, rev: str) -> bool:
    """Whether a folder that is not there now was one at an end of a range. Raises BimtekError."""
    at, rest = standing(folder)
    range_ = ends(at, rev)
    prefix = f"{name_of(output(at, 'rev-parse', '--show-prefix'))}{rest}/"
    return any(_inside(tree(at, end), prefix) for end in (range_.old, range_.new) if end)


def _inside(files: dict[str, str], prefix: str) -> dict[str, str]:
    return {name: blob for name, blob in files.items() if name.startswith(prefix)}


def _lying_there(folder: Path, prefix: str) -> dict[str, str]:
    """The files of a work tree that git knows or would take, by their names from the top; their content is not known by an id."""
    words = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.toml")
    names = dict.fromkeys(name_of(output(folder, *words)).split("\0")[:-1])
    return {f"{prefix}{name}": "" for name in names if _is_lying(folder / name)}


def _is_lying(file: Path) -> bool:
    """Whether a regular file is there; a link is none, to git either."""
    return file.is_file() and not file.is_symlink()


def _named(range_: Ends, files: tuple[dict[str, str], dict[str, str]], prefix: str) -> list[tuple[str, str]]:
    """The names of each file of a folder at both ends, "" where it is not there; in the order of the names.

    What was moved into the folder from elsewhere is one file; what was moved out of it is not there any more.
    """
    old, new = (_inside(side, prefix) for side in files)
    moved: dict[str, str] = {}
    if old.keys() ^ new.keys():
        renames = ((was, now) for was, now in _renames(range_) if was not in files[1])
        moved = {now: was for was, now in renames if was in files[0] and now in files[1]}
    found = [(moved.get(name, name if name in old else ""), name) for name in new]
    kept = {was for was, _now in found}
    found += [(name, "") for name in old if name not in kept]
    return sorted(found, key=lambda pair: pair[1] or pair[0])


def _renames(range_: Ends) -> Iterator[tuple[str, str]]:
    """The files that git sees as renamed."""
    between = (
        ("diff-tree", "-r", range_.old, range_.new) if range_.new else ("diff-index", "--cached", range_.old)
    )
    words = ("--name-status", "-z", "-M40%", "--no-relative", "--no-ext-diff", "--diff-filter=R")
    fields = name_of(output(range_.folder, between[0], *words, *between[1:], "--")).split("\0")
    for number in range(0, len(fields) - 2, 3):
        yield fields[number + 1], fields[number + 2]


def _pair(
    folders: tuple[Path, Path],
    prefix: str,
    range_: Ends,
    names: tuple[str, str],
    files: tuple[dict[str, str], dict[str, str]],
    facts: dict[str, Commit],
    objects: Objects,
) -> Pair | None:
    """One file at both ends; None when it is the same, or no session. `folders`: where it lies, and how that is called."""
    was, now = names
    folder, called = folders
    ids = files[0].get(was, ""), files[1].get(now, "")
    if was == now and ids[0] and ids[0] == ids[1]:
        return None
    shown = posixpath.relpath(now or was, prefix or ".")
    lying = Path(os.path.normpath(folder / shown))
    try:
        before = objects.content(ids[0], was) if was else None
        after = objects.content(ids[1], now) if ids[1] else read_bytes(lying) if now else None
    except BimtekError as error:
        return Pair(shown, None, None, str(error))
    if before == after or not any(side and SESSION.search(side[:HEAD]) for side in (before, after)):
        return None
    return Pair(
        shown,
        None if before is None else version(was, range_.old, range_.called[0], before, facts),
        None
        if after is None
        else version(now, range_.new, range_.called[1], after, facts)
        if range_.new
        else Version(Path(os.path.normpath(called / shown)), after),
    )
