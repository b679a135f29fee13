"""A session file as blocks of text: what stands before the first table, then one block a table.

The blocks joined are the file, byte for byte. Comment lines directly above a header belong to its block, the blank
lines between two blocks to the upper one. Strings and lists over several lines are known, so a line of prose that
looks like a header or a key is none.
"""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_BARE = r"[A-Za-z0-9_-]+"
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*({_BARE}(?:[ \t]*\.[ \t]*{_BARE})*)[ \t]*\]")
_KEY = re.compile(r"\s*(\"(?:\\.|[^\"\\])*\"|'[^']*'|[A-Za-z0-9_-]+)\s*[.=]")
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\]++)*+\"|'[^']*+'|#.*+|[\[\]{}]")
_CLOSING = {
    '"""': re.compile(r'(?:\\.|[^\\"]++|"(?!""))*+"{3,5}'),
    "'''": re.compile(r"(?:[^']++|'(?!''))*+'{3,5}"),
}


@dataclass(eq=False, slots=True)
class Block:
    """One table of the file with the comments above it.

    `path` holds the parts of the name in the header (none for what stands before the first one). The reader fills
    the rest: `data` is what tomllib reads in this block, `under` what tables nested in it add, `place` kind and id
    of the typed entry that was made of it (None when there is none). `imprint` is that of data and under, once
    somebody asked for it. A block that stands in a document never changes; another takes its place.
    """

    text: str
    path: tuple[str, ...] = ()
    array: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    under: dict[str, Any] = field(default_factory=dict)
    place: tuple[str, str] | None = None
    imprint: bytes = b""

    @property
    def table(self) -> str:
        """The name in the header."""
        return ".".join(self.path)

    @property
    def nested(self) -> bool:
        """Whether the table belongs to another one (``[swot.own]``)."""
        return len(self.path) > 1

    @property
    def lines(self) -> int:
        """How many line ends the block holds."""
        return self.text.count("\n")


def lines_of(text: str) -> Iterator[tuple[str, str]]:
    """Every line with what it begins: "header", "key", "comment", or "" (blank, inside of a value)."""
    inside = ""
    depth = 0
    for line in io.StringIO(text, newline="\n"):  # str.splitlines knows more line ends than TOML does
        begins = ""
        at = 0
        if not inside and not depth:
            stripped = line.lstrip()
            if stripped.startswith("["):
                yield line, "header"
                continue
            if not stripped or stripped[0] in "#\n\r":
                yield line, "comment" if stripped[:1] == "#" else ""
                continue
            begins = "key"
            if "[" not in line and "{" not in line and '"""' not in line and "'''" not in line:
                yield line, begins
                continue
        while at < len(line):
            if inside:
                closed = _CLOSING[inside].match(line, at)
                if not closed:
                    break
                at = closed.end()
                inside = ""
            token = _TOKEN.search(line, at)
            if not token:
                break
            at = token.end()
            lexeme = token.group()
            if lexeme in _CLOSING:
                inside = lexeme
            elif lexeme in "[{":
                depth += 1
            elif lexeme in "]}":
                depth = max(0, depth - 1)
        yield line, begins


def split(text: str) -> list[Block]:
    """The blocks of a file; the first has no header and may be empty. `data` is not filled."""
    blocks = [Block("")]
    lines: list[str] = []
    above = 0  # comment lines directly above, that the next header would take
    for line, begins in lines_of(text):
        if begins == "header":
            cut = len(lines) - above
            blocks[-1].text = "".join(lines[:cut])
            lines = lines[cut:]
            blocks.append(Block("", header_of(line), line.lstrip().startswith("[[")))
            above = 0
        else:
            above = above + 1 if begins == "comment" else 0
        lines.append(line)
    blocks[-1].text = "".join(lines)
    return blocks


def header_of(header: str) -> tuple[str, ...]:
    """The parts of the name in a header line."""
    if bare := _HEADER.match(header):
        return tuple(part.strip() for part in bare.group(1).split("."))
    parts: list[str] = []
    try:
        inner: Any = tomllib.loads(header)
    except tomllib.TOMLDecodeError:
        return (header.strip(),)
    while inner:
        inner = inner[0] if isinstance(inner, list) else inner
        if inner:
            ((key, inner),) = inner.items()
            parts.append(key)
    return tuple(parts)


def key_lines(text: str) -> dict[str, int]:
    """The line on which each key of a block stands, counted from 0 at the beginning of the block.

    The header is there under the key "".
    """
    numbers: dict[str, int] = {}
    for number, (line, begins) in enumerate(lines_of(text)):
        if begins == "header":
            numbers.setdefault("", number)
        elif begins == "key" and (key := _KEY.match(line)):
            numbers.setdefault(_name(key), number)
    return numbers


def dotted_lines(text: str, table: str) -> dict[str, int]:
    """The lines, counted from 0, of the keys of a table that is written in line or as dotted keys; "" is the first."""
    numbers: dict[str, int] = {}
    for number, (line, begins) in enumerate(lines_of(text)):
        if begins != "key" or not (first := _KEY.match(line)) or _name(first) != table:
            continue
        numbers.setdefault("", number)
        if first.group().endswith(".") and (second := _KEY.match(line, first.end())):
            numbers.setdefault(_name(second), number)
    return numbers


def _name(key: re.Match[str]) -> str:
    return key.group(1).strip("\"'")
