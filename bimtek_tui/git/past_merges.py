"""What the merges of a range dropped of what their sides had: each change with its commit, its author and its value.

Git gives the trees of base, sides and result; only files that the result has otherwise than a side that changed them are
read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from .. import text
from ..errors import BimtekError
from ..i18n import _, listed, ngettext
from ..review import dropped_changes
from ..review.dropped_changes import Drop, Units
from ..review.units import read, units
from ..store import parse
from ..store.reading import read_bytes
from .commands import LITERAL, blob, blobs, commit, name_of, output, tree

SESSION = re.compile(rb"^\s*schema_version\s*=.*^\s*method\s*=", re.MULTILINE | re.DOTALL)
HEAD = 4096
"""So far into a file it says that it is a session."""

_SHOWN = 5
_COMMITS = 200
"""So many commits of a side are gone through for the one that made a change; of more, the oldest of these is named."""

Tree = Mapping[str, str]
Trees = Callable[[str], Tree]


class Merge(Struct, frozen=True):
    """A merge: the commit that it made, what it made one, and what these began with."""

    made: str
    sides: tuple[str, ...]
    bases: tuple[str, ...]


class _File(Struct, frozen=True):
    """A file that a merge made: its name, and the names that it had at the bases and the sides."""

    merge: Merge
    name: str
    base_name: str
    side_names: tuple[str, ...]

    def versions(self) -> list[tuple[str, str]]:
        """Revision and name: of the bases, of the sides, of the result."""
        return [
            *((base, self.base_name) for base in self.merge.bases),
            *zip(self.merge.sides, self.side_names, strict=True),
            (self.merge.made, self.name),
        ]


class _Commit(NamedTuple):
    id: str
    author: str


def merges(folder: Path, since: str | None) -> list[Merge]:
    """The merges after a revision, the oldest first, or (None) the last one alone. Raises BimtekError."""
    if not output(folder, "rev-parse", "--verify", "--quiet", "HEAD", missing=True):
        return []
    span = ("-1", "HEAD") if since is None else ("HEAD", f"^{commit(folder, since)}")
    lines = output(folder, "rev-list", "--merges", "--parents", "--topo-order", *span, "--").decode()
    past = []
    for line in reversed(lines.splitlines()):
        made, *sides = line.split()
        how = "--all" if len(sides) == 2 else "--octopus"
        bases = output(folder, "merge-base", how, *sides, missing=True).decode().split()
        past.append(Merge(made, tuple(sides), tuple(bases)))
    return past


def losses(folder: Path, past: Iterable[Merge]) -> Iterator[str]:
    """A sentence for everything that merges dropped and that is not back since."""
    trees: Trees = lru_cache(64)(lambda revision: tree(folder, revision, ".toml"))
    for merge in past:
        files = list(_files(folder, merge, trees))
        names = {file.name: [trees(at).get(name, "") for at, name in file.versions()] for file in files}
        contents = blobs(folder, sorted({blob for blobs in names.values() for blob in blobs if blob}))
        for file in files:
            yield from _of_file(folder, file, [contents.get(name) for name in names[file.name]])


# Which files ---------------------------------------------------------------------------------------------------


def _files(folder: Path, merge: Merge, trees: Trees) -> Iterator[_File]:
    """The files that a side of a merge changed, and that the result has otherwise."""
    base: Tree = trees(merge.bases[0]) if merge.bases else {}
    result = trees(merge.made)
    sides = [trees(side) for side in merge.sides]
    moved = [
        _renamed(folder, merge, base, other, side) for other, side in zip(sides, merge.sides, strict=True)
    ]
    back = {new: old for old, new in _renamed(folder, merge, base, result, merge.made).items()}
    for name, made in result.items():
        base_name = back.get(name, name)
        was = base.get(base_name)
        names = [
            name if name in side else renamed.get(base_name, base_name)
            for side, renamed in zip(sides, moved, strict=True)
        ]
        changed = [
            side.get(other) for side, other in zip(sides, names, strict=True) if side.get(other) != was
        ]
        if any(blob is not None and blob != made for blob in changed):
            yield _File(merge, name, base_name, tuple(names))


def _renamed(folder: Path, merge: Merge, base: Tree, other: Tree, revision: str) -> dict[str, str]:
    """The files that git sees as renamed since the base, by their old name."""
    if not merge.bases or base.keys() <= other.keys() or other.keys() <= base.keys():
        return {}
    words = ("diff-tree", "-r", "--name-status", "-z", "-M40%", "--no-relative", "--diff-filter=R")
    fields = name_of(output(folder, *words, merge.bases[0], revision, "--", "*.toml")).split("\0")
    return {fields[number + 1]: fields[number + 2] for number in range(0, len(fields) - 2, 3)}


# One file ------------------------------------------------------------------------------------------------------


def _of_file(folder: Path, file: _File, contents: list[bytes | None]) -> Iterator[str]:
    """What a merge dropped of one file."""
    lies_there = folder / file.name
    present = read_bytes(lies_there) if lies_there.is_file() else None
    made = contents[-1]
    if present is None or made is None or not SESSION.search(made[:HEAD]):
        return  # gone since, or no session
    versions: list[Units | None] = []
    parsed: dict[bytes, Units] = {}
    for content, (revision, _name) in zip(
        [*contents, present], [*file.versions(), ("", file.name)], strict=True
    ):
        try:
            versions.append(_units(content, file.name, parsed))
        except BimtekError as error:
            yield _(
                "what the merge {merge} dropped of {file} can't be said, since {version} can't be read: {reason}"
            ).format(
                merge=file.merge.made[:10],
                file=text.line(file.name),
                version=revision[:10] or _("the file as it is"),
                reason=error,
            )
            return
    count = len(file.merge.bases)
    bases = [version or {} for version in versions[:count]]
    sides = versions[count:-2]
    known = [side or {} for side in sides]
    result, now = versions[-2] or {}, versions[-1] or {}
    drops = dropped_changes.dropped(bases, known, result, now)
    for number, side in enumerate(sides):
        if side is not None and (own := [drop for drop in drops if drop.side == number]):
            yield from _sentences(folder, file, number, own, now)


def _units(content: bytes | None, name: str, parsed: dict[bytes, Units]) -> Units | None:
    """A version as units; None where there is none. Raises BimtekError."""
    if content is None:
        return None
    if content not in parsed:
        parsed[content] = units(parse(content, Path(name)).document)
    return parsed[content]


def _sentences(folder: Path, file: _File, number: int, drops: list[Drop], now: Units) -> Iterator[str]:
    merge, side = file.merge.made[:10], file.merge.sides[number][:10]
    quoted, there = text.word(file.name), text.word(file.side_names[number])
    captured = [drop for drop in drops if not drop.key and drop.new is not None]
    if captured:
        yield ngettext(
            "the merge {merge} lost {number} entry of {file} that {side} has ({ids}); bring it back: {way}",
            "the merge {merge} lost {number} entries of {file} that {side} has ({ids}); bring them back: {way}",
            len(captured),
        ).format(
            merge=merge,
            number=len(captured),
            file=text.line(file.name),
            side=side,
            ids=_several(sorted(drop.unit[1] or drop.unit[0] for drop in captured)),
            way=f"git show {side}:{there} > lain.toml; bimtek merge {quoted} lain.toml -o {quoted}",
        )
    changes = [drop for drop in drops if drop not in captured]
    for drop, origin in _with_origin(folder, file, number, changes):
        yield _sentence(file, drop, origin, now)
    if changes and file.merge.bases:
        base = f"git show {file.merge.bases[0][:10]}:{text.word(file.base_name)} > dasar.toml"
        yield ngettext(
            "{file}: to bring it back: {way}", "{file}: to bring them back: {way}", len(changes)
        ).format(
            file=text.line(file.name),
            way=f"{base}; git show {side}:{there} > lain.toml; bimtek merge dasar.toml {quoted} lain.toml -o {quoted}",
        )


def _sentence(file: _File, drop: Drop, origin: _Commit, now: Units) -> str:
    facts = {
        "merge": file.merge.made[:10],
        "file": text.line(file.name),
        "author": text.short(origin.author) or "?",
        "commit": origin.id[:10],
        "entry": drop.entry,
        "key": text.short(drop.key),
    }
    if not drop.key:
        return _(
            "the merge {merge} dropped what {author} did to {file} in {commit}: {entry} was removed, and is there again"
        ).format(**facts)
    unit = now.get(drop.unit)
    return _(
        "the merge {merge} dropped what {author} did to {file} in {commit}: “{key}” of {entry} was set to {value}, and is {present} now"
    ).format(
        **facts,
        value=dropped_changes.shown(drop.new),
        present=dropped_changes.shown(unit.data.get(drop.key) if unit else None),
    )


def _several(names: list[str]) -> str:
    return listed([text.line(name) for name in names[:_SHOWN]], len(names) - _SHOWN)


# Who did it ----------------------------------------------------------------------------------------------------


def _with_origin(folder: Path, file: _File, number: int, drops: list[Drop]) -> list[tuple[Drop, _Commit]]:
    """Changes, each with the commit of its side that made it."""
    tip = file.merge.sides[number]
    origins: dict[int, _Commit] = {}
    open_ones = dict(enumerate(drops))
    for origin in _commits(folder, file, number) if drops else ():
        data = _data(blob(folder, origin.id, file.side_names[number]))
        for place, drop in list(open_ones.items()):
            if data is not None and dropped_changes.has_change(data, drop):
                origins[place] = origin
            elif place in origins:
                del open_ones[place]
        if not open_ones:
            break
    unknown = _Commit(tip, _author(folder, tip) if len(origins) < len(drops) else "")
    return [(drop, origins.get(place, unknown)) for place, drop in enumerate(drops)]


def _commits(folder: Path, file: _File, number: int) -> Iterator[_Commit]:
    """The commits of a side since the base that changed the file, the newest first."""
    without = [f"^{base}" for base in file.merge.bases]
    span = (f"--max-count={_COMMITS}", "--topo-order", file.merge.sides[number], *without)
    yield from _named(folder, *span, "--", file.side_names[number])


def _author(folder: Path, revision: str) -> str:
    return next((commit.author for commit in _named(folder, "-1", revision, "--")), "")


def _named(folder: Path, *words: str) -> Iterator[_Commit]:
    lines = output(folder, "rev-list", "--format=%an", *words, settings=LITERAL).decode("utf-8", "replace")
    commits = lines.splitlines()
    for head, author in zip(commits[::2], commits[1::2], strict=False):
        yield _Commit(head.removeprefix("commit "), author)


def _data(content: bytes | None) -> dict[str, object] | None:
    try:
        return read((content or b"").decode("utf-8-sig"))
    except ValueError:
        return None
