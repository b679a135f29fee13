"""The difference of two contents of a file as git shows it: a patch that `git apply` takes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

_HEADING = re.compile(rb" {0,3}#{1,6}[ \t]")
"""What git takes for the header of a hunk with ``diff=markdown``: the banner of an entry."""
_CONTEXT = 3


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


def _hunks(was: Sequence[bytes], now: Sequence[bytes]) -> Sequence[Sequence[tuple[str, int, int, int, int]]]:
    """What is different, in groups with lines of context."""
    same = 0  # equal beginnings and ends are cut off first: difflib is slow
    while same < min(len(was), len(now)) and was[same] == now[same]:
        same += 1
    rest = 0
    while rest < min(len(was), len(now)) - same and was[-1 - rest] == now[-1 - rest]:
        rest += 1
    above, below = max(0, same - _CONTEXT), max(0, rest - _CONTEXT)
    matcher = difflib.SequenceMatcher(None, was[above : len(was) - below], now[above : len(now) - below])
    return [
        [
            (tag, at + above, until + above, at_new + above, until_new + above)
            for tag, at, until, at_new, until_new in group
        ]
        for group in matcher.get_grouped_opcodes(_CONTEXT)
    ]


def _range(begin: int, end: int) -> str:
    if end - begin == 1:
        return f"{begin + 1}"
    return f"{begin + (end > begin)},{end - begin}"


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
