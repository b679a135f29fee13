"""The difference of two contents of a file as git shows it: a patch that `git apply` takes."""

from __future__ import annotations

import bisect
import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

_HEADING = re.compile(rb" {0,3}#{1,6}[ \t]")
"""What git takes for the header of a hunk with ``diff=markdown``: the banner of an entry."""
_CONTEXT = 3

Opcode = tuple[str, int, int, int, int]
"""As difflib has it: what becomes of these lines of the old text, and from where to where in the new one."""


def patch(name: str, old: bytes, new: bytes) -> bytes:
    """What turns one content of the file `name` (with / between folders) into the other; empty when they are the same."""
    if old == new:
        return b""
    was, now = _lines(old), _lines(new)
    left, right = _quoted(f"a/{name.lstrip('/')}"), _quoted(f"b/{name.lstrip('/')}")
    made = [f"diff --git {left} {right}\n--- {left}\n+++ {right}\n".encode()]
    for hunk in _hunks(was, now):
        begin, begin_new = hunk[0][1], hunk[0][3]
        end, end_new = hunk[-1][2], hunk[-1][4]
        place = f"@@ -{_range(begin, end)} +{_range(begin_new, end_new)} @@".encode()
        made.append(b" ".join([place, *_heading(was, begin)]) + b"\n")
        for tag, at, until, at_new, until_new in hunk:
            if tag == "equal":
                made += [b" " + line for line in was[at:until]]
                continue
            made += [b"-" + line for line in was[at:until]]
            made += [b"+" + line for line in now[at_new:until_new]]
    return b"".join(
        line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in made
    )


def _lines(content: bytes) -> list[bytes]:
    """The lines with their ends; the last may have none."""
    return [line for line in re.split(rb"(?<=\n)", content) if line]


def _hunks(was: Sequence[bytes], now: Sequence[bytes]) -> Iterable[Sequence[Opcode]]:
    """What is different, in groups with lines of context."""
    matcher: difflib.SequenceMatcher[bytes] = difflib.SequenceMatcher(None, (), ())
    matcher.opcodes = _opcodes(was, now)  # type: ignore[attr-defined]
    return matcher.get_grouped_opcodes(_CONTEXT)


def _opcodes(was: Sequence[bytes], now: Sequence[bytes]) -> list[Opcode]:
    """What became of which lines, piece by piece between lines that stand once on both sides.

    difflib alone takes minutes for a large file that is changed all over; the banners of the entries cut it up.
    """
    made: list[Opcode] = []
    at = at_new = 0
    for anchor, anchor_new in [*_anchors(was, now), (len(was), len(now))]:
        piece = difflib.SequenceMatcher(None, was[at:anchor], now[at_new:anchor_new], autojunk=False)
        for tag, begin, end, begin_new, end_new in piece.get_opcodes():
            made.append((tag, begin + at, end + at, begin_new + at_new, end_new + at_new))
        if anchor < len(was) and anchor_new < len(now):
            made.append(("equal", anchor, anchor + 1, anchor_new, anchor_new + 1))
        at, at_new = anchor + 1, anchor_new + 1
    joined: list[Opcode] = []
    for hunk in made:
        if joined and joined[-1][0] == hunk[0] == "equal":
            joined[-1] = ("equal", joined[-1][1], hunk[2], joined[-1][3], hunk[4])
        else:
            joined.append(hunk)
    return joined


def _anchors(was: Sequence[bytes], now: Sequence[bytes]) -> list[tuple[int, int]]:
    """Places of lines that stand once on both sides, as many as keep their order (the patience difference)."""
    once, once_new = ({line for line, n in Counter(side).items() if n == 1} for side in (was, now))
    places = {line: number for number, line in enumerate(now) if line in once_new}
    pairs = [(number, places[line]) for number, line in enumerate(was) if line in once and line in places]
    ends: list[int] = []
    chain: list[tuple[int, int, int]] = []  # the pair, and the index of the one before it
    tops: list[int] = []
    for number, place in pairs:
        at = bisect.bisect_left(ends, place)
        chain.append((number, place, tops[at - 1] if at else -1))
        ends[at : at + 1] = [place]
        tops[at : at + 1] = [len(chain) - 1]
    ranges: list[tuple[int, int]] = []
    last = tops[-1] if tops else -1
    while last >= 0:
        number, place, last = chain[last]
        ranges.append((number, place))
    return ranges[::-1]


def _range(begin: int, end: int) -> str:
    return f"{begin + 1}" if end - begin == 1 else f"{begin + (end > begin)},{end - begin}"


def _heading(lines: Sequence[bytes], begin: int) -> list[bytes]:
    """The last heading above a hunk."""
    for number in range(begin - 1, -1, -1):
        if _HEADING.match(lines[number]):
            return [lines[number].strip()[:80]]
    return []


def _quoted(name: str) -> str:
    """A file name as git writes it: in quotes when it holds more than plain signs."""
    raw = name.encode("utf-8", "surrogateescape")
    if re.fullmatch(rb"[ -!#-\[\]-~]*", raw):
        return name
    return (
        '"'
        + "".join(chr(sign) if 32 <= sign < 127 and sign not in b'"\\' else f"\\{sign:03o}" for sign in raw)
        + '"'
    )
