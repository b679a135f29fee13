"""The words of a piece of Markdown as a terminal shows them: plain text, how its parts look, and where lines break.

It reads what books are made of (escapes, bold, italic, struck out, code, pictures) and the addresses of gaps; anything
else stays text. Nothing here knows Textual.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from ...books.gaps import EMPTY, Gap, read

GAP = "○"
HERE = "●"
"""The signs before what is missing, and before the one of them at which one stands."""


class Run(NamedTuple):
    """A part of a text that looks different; `number` counts the gaps of the text, -1 where there is none."""

    start: int
    end: int
    role: str
    number: int = -1


class Piece(NamedTuple):
    """Something to be drawn: words, what they are (``strong``, ``code``, ``gap`` ...), and which gap."""

    words: str
    role: str = ""
    number: int = -1


class Phrase(NamedTuple):
    """A text with its runs, in order and without overlaps, and how many cells it takes on one line."""

    plain: str
    runs: tuple[Run, ...] = ()
    gaps: tuple[Gap, ...] = ()
    cells: int = 0


PICTURE = "▣ Gambar: "
"""Before what a picture shows, in its place."""
_SPECIAL = re.compile(r"[\\`*_~\ufff9]|!\[")
_TOKEN = re.compile(
    r"!\[((?:\\.|[^\[\]\\])*)\]\([^)\s]*\)|\\([!-/:-@\[-`{-~])|(`+)(.+?)\3|(\*\*|~~|[*_])|"
    "\ufff9([^\ufffa]*)\ufffa([^\ufffb]*)\ufffb"
)
_ROLES = {"**": "strong", "~~": "struck", "*": "light", "_": "light"}
_WORD = re.compile(r"\S+")
_MAYBE_WIDE = re.compile("[^\x20-\x7e\xa0-\u02ff\u2010-\u2027\u2190-\u22ff\u2500-\u25fc]")
"""Characters that may take two cells, or none."""


def phrase(markdown: str, role: str = "") -> Phrase:
    """One paragraph, heading or cell; `role` is what its words are that are nothing else."""
    return styled(_read(markdown), role) if role else _read(markdown)


def styled(text: Phrase, role: str) -> Phrase:
    """The same text in one role, but for its gaps and its code."""
    runs: list[Run] = []
    at = 0
    for run in text.runs:
        if run.role not in ("gap", "code"):
            continue
        if run.start > at:
            runs.append(Run(at, run.start, role))
        runs.append(run)
        at = run.end
    if at < len(text.plain):
        runs.append(Run(at, len(text.plain), role))
    return text._replace(runs=tuple(runs))


def _read(markdown: str) -> Phrase:
    if not _SPECIAL.search(markdown):
        return Phrase(markdown, (), (), size(markdown))
    plain: list[str] = []
    runs: list[Run] = []
    gaps: list[Gap] = []
    length = at = 0
    role, since = "", 0

    def add(text: str) -> None:
        nonlocal length
        plain.append(text)
        length += len(text)

    def close(now: str) -> None:
        nonlocal role, since
        if role and length > since:
            runs.append(Run(since, length, role))
        role, since = now, length

    for token in _TOKEN.finditer(markdown):
        add(markdown[at : token.start()])
        at = token.end()
        shows, escaped, _ticks, code, mark, missing, address = token.groups()
        if shows is not None:
            add(f"{PICTURE}{_read(shows).plain}")
        elif escaped:
            add(escaped)
        elif mark:
            close("" if role == _ROLES[mark] else _ROLES[mark])
        else:
            before = role
            close("code" if code else "gap")
            add(code or _sign(_read(missing).plain))
            if not code:
                runs.append(Run(since, length, "gap", len(gaps)))
                gaps.append(read(address))
                role = ""
            close(before)
    add(markdown[at:])
    close("")
    text = "".join(plain)
    return Phrase(text, tuple(runs), tuple(gaps), size(text))


def _sign(missing: str) -> str:
    return GAP if missing == EMPTY else f"{GAP} {missing}"


def joined(parts: list[Phrase]) -> Phrase:
    """Several texts as one."""
    runs: list[Run] = []
    gaps: list[Gap] = []
    at = 0
    for part in parts:
        for run in part.runs:
            number = run.number + len(gaps) if run.number >= 0 else -1
            runs.append(Run(run.start + at, run.end + at, run.role, number))
        gaps += part.gaps
        at += len(part.plain)
    return Phrase(
        "".join(part.plain for part in parts), tuple(runs), tuple(gaps), sum(part.cells for part in parts)
    )


@lru_cache(maxsize=16_384)
def size(text: str) -> int:
    """How many cells a text takes."""
    return cell_len(text) if _MAYBE_WIDE.search(text) else len(text)


def lines(text: Phrase, width: int) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end when it is wrapped at its blanks; a long word is broken."""
    plain = text.plain
    if text.cells <= width:
        return [(0, len(plain))]
    simple = text.cells == len(plain) and not _MAYBE_WIDE.search(plain)
    spans: list[tuple[int, int]] = []
    begun, end = -1, 0
    for word in _WORD.finditer(plain):
        start, after = word.span()
        if begun >= 0:
            if (after - begun if simple else cell_len(plain[begun:after])) <= width:
                end = after
                continue
            spans.append((begun, end))
        while (after - start if simple else cell_len(plain[start:after])) > width:
            cut = start + _fits(plain[start:after], width)
            spans.append((start, cut))
            start = cut
        begun, end = start, after
    if begun >= 0:
        spans.append((begun, end))
    return spans or [(0, 0)]


def _fits(word: str, width: int) -> int:
    """How many characters of a word fit, at least one."""
    taken = 0
    for number, letter in enumerate(word):
        taken += cell_len(letter)
        if taken > width:
            return max(1, number)
    return len(word)


def cut(text: Phrase, start: int, end: int) -> list[Piece]:
    """What is drawn of a text from one place to another."""
    if not text.runs:
        return [Piece(text.plain[start:end])]
    pieces: list[Piece] = []
    at = start
    for run in text.runs:
        if run.end <= at:
            continue
        if run.start >= end:
            break
        if run.start > at:
            pieces.append(Piece(text.plain[at : run.start]))
            at = run.start
        pieces.append(Piece(text.plain[at : min(run.end, end)], run.role, run.number))
        at = min(run.end, end)
    if at < end:
        pieces.append(Piece(text.plain[at:end]))
    return pieces
