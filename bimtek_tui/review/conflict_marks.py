"""Conflicts in the text of a file: marks as of diff3 around the lines of one key, which is named behind the marks.

``<<<<<<< ours (main): sw-7k3q9fxd.text`` is what `bimtek resolve --id` takes, so that a conflict can be settled by its
name, and what somebody has settled by hand in the meantime stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from msgspec import Struct

from .. import text as texts
from ..store.blocks import key_lines, lines_of

LENGTH = 7
"""As long as git makes the marks of a conflict where nobody asks for another length."""

_LABEL = 40
_MARKED = re.compile(rb"^<{7,} .*^>{7,} ", re.MULTILINE | re.DOTALL)
_CONFLICT = re.compile(
    rb"^(?P<mark><{7,}) (?P<label>[^\n]*)\n(?P<ours>.*?)^\|{7,}[^\n]*\n(?P<base>.*?)^={7,}\r?\n"
    rb"(?P<theirs>.*?)^>{7,}(?: (?P<end>[^\n]*))?(?:\n|\Z)(?P<behind>(?:\r?\n)*)",
    re.MULTILINE | re.DOTALL,
)
_NAMED = re.compile(r"(?:ours|theirs)(?: \((?P<branch>.*)\))?(?:: (?P<place>.*))?")

Side = Literal["ours", "theirs"]


class Marks(Struct, frozen=True):
    """How long marks are, and what git calls the two sides: branches or commits, "" where it does not say."""

    length: int = LENGTH
    ours: str = ""
    theirs: str = ""

    def around(self, place: str, ours: str, base: str, theirs: str) -> str:
        """A conflict about what `place` names."""
        newline = "\r\n" if "\r\n" in ours + base + theirs else "\n"
        return "".join(
            [
                "<" * self.length + f" {_label('ours', self.ours, place)}{newline}{ours}",
                "|" * self.length + f" base{newline}{base}",
                "=" * self.length + f"{newline}{theirs}",
                ">" * self.length + f" {_label('theirs', self.theirs, place)}{newline}",
            ]
        )


USUAL = Marks()


def _label(side: Side, branch: str, place: str) -> str:
    name = f" ({texts.short(branch, _LABEL)})" if branch else ""
    return f"{side}{name}: {texts.line(place)}"


# In the text of one table --------------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """Lines of a table: all of a key that is in conflict, or (the key is "") one line of the rest."""

    key: str
    text: str


def of_keys(entry: str, keys: Collection[str], ours: str, base: str, theirs: str, marks: Marks) -> str:
    """The text of a table, in which what is different stands between marks, key by key.

    Every text ends with a line end; `entry` is what the table is called behind the marks.
    """
    sides = [list(_pieces(text, keys)) for text in (ours, theirs)]
    before: dict[str, str] = {}
    for key, text in _pieces(base, keys):
        before[key] = before.get(key, "") + text
    made: list[str] = []
    matcher = SequenceMatcher(None, sides[0], sides[1], autojunk=False)
    for what, start, end, first, last in matcher.get_opcodes():
        left, right = sides[0][start:end], sides[1][first:last]
        if what == "equal":
            made += [piece.text for piece in left]
            continue
        pairs = [(left, right)]
        if [piece.key for piece in left] == [piece.key for piece in right] and all(
            piece.key for piece in left
        ):
            pairs = [([mine], [other]) for mine, other in zip(left, right, strict=True)]
        for mine, other in pairs:
            names = dict.fromkeys(piece.key for piece in (*mine, *other) if piece.key)
            place = ", ".join(f"{entry}.{key}" for key in names) or entry
            texts_of = ["".join(piece.text for piece in pieces) for pieces in (mine, other)]
            made.append(
                marks.around(place, texts_of[0], "".join(before.get(key, "") for key in names), texts_of[1])
            )
    return "".join(made)


def _pieces(text: str, keys: Collection[str]) -> Iterator[_Piece]:
    """The text of a table as pieces, in its order."""
    key, kept = "", ""
    pending: list[str] = []
    headers = 0
    for line, begins in lines_of(text):
        if begins in ("key", "header"):
            if kept:
                yield _Piece(key, kept)
            yield from (_Piece("", part) for part in pending)
            headers += begins == "header"
            key = next(iter(key_lines(line)), "") if begins == "key" else ""
            key = key if key in keys and headers < 2 else ""
            kept, pending = line, []
        elif begins == "comment" or not line.strip():
            pending.append(line)
        else:  # the value goes on, and what looked like a blank line was in it
            kept, pending = "".join([kept, *pending, line]), []
    if kept:
        yield _Piece(key, kept)
    yield from (_Piece("", part) for part in pending)


# In a file -----------------------------------------------------------------------------------------------------


def marked(content: bytes) -> bool:
    """Whether a text holds the marks of a conflict that git left."""
    return _MARKED.search(content) is not None


def of_base(content: bytes) -> bytes:
    """What both sides began with, when that is itself a merge that git made: each conflict as it was before it."""
    return (
        _CONFLICT.sub(lambda match: match["base"] + match["behind"], content) if marked(content) else content
    )


def named(content: bytes) -> bool:
    """Whether the marks in a file name what their conflicts are about, as ours do."""
    return any(_place(match) for match in _CONFLICT.finditer(content))


def _place(match: re.Match[bytes]) -> str:
    """What a conflict is about, "" where git marked it."""
    known = _NAMED.fullmatch(match["label"].decode("utf-8", "replace").strip())
    return (known["place"] or "") if known else ""


def branches(content: bytes) -> tuple[str, str]:
    """What the marks in a file call ours and theirs, "" where they do not say."""
    match = _CONFLICT.search(content) or re.search(
        rb"^<{7,} (?P<label>[^\n]*)\n.*?^>{7,} (?P<end>[^\n]*)", content, re.MULTILINE | re.DOTALL
    )
    if match is None:
        return "", ""
    names = []
    for group in ("label", "end"):
        label = (match[group] or b"").decode("utf-8", "replace").strip()
        known = _NAMED.fullmatch(label)
        names.append((known["branch"] or "") if known else label)
    return names[0], names[1]


def settle(content: bytes, side: Side, wanted: Callable[[str], bool]) -> tuple[bytes, list[str], list[str]]:
    """A file with those conflicts settled for one side that are wanted, by what they name.

    Returns it with what was settled and what is left; a conflict that git marked itself names nothing ("").
    """
    settled: list[str] = []
    left: list[str] = []

    def settle(match: re.Match[bytes]) -> bytes:
        place = _place(match)
        if not place or not any(map(wanted, place.split(", "))):
            left.append(place)
            return match[0]
        settled.append(place)
        alone = match.string[: match.start()].endswith((b"\n\n", b"\n\r\n"))
        return match[side] + (b"" if alone and not match[side].strip() else match["behind"])

    return _CONFLICT.sub(settle, content), settled, left
