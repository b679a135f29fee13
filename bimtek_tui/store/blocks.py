"""A session file as blocks of text: what stands before the first table, then one block a table.

The blocks joined are the file, byte for byte. Comment lines directly above a header belong to its block, the blank
lines between two blocks to the upper one. Strings and lists over several lines are known, so a line of prose that
looks like a header or a key is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]#]*?)\s*\]")
_KEY = re.compile(r"\s*(\"(?:\\.|[^\"\\])*\"|'[^']*'|[A-Za-z0-9_-]+)\s*[.=]")
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*|[\[\]{}]")
_CLOSING = {
    '"""': re.compile(r'(?:\\.|[^\\"]|"(?!""))*"{3,5}'),
    "'''": re.compile(r"(?:[^']|'(?!''))*'{3,5}"),
}


@dataclass(eq=False, slots=True)
class Block:
    """One table of the file with the comments above it.

    `table` is the name in the header ("" for what stands before the first one), `data` what tomllib reads under it
    (filled by the reader; the entry alone, without tables nested in it).
    """

    text: str
    table: str = ""
    array: bool = False
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def lines(self) -> int:
        """How many line ends the block holds."""
        return self.text.count("\n")


def lines_of(text: str) -> Iterator[tuple[str, str]]:
    """Every line with what it begins: "header", "key", or "" (blank, comment, inside of a value)."""
    inside = ""
    depth = 0
    for line in text.splitlines(keepends=True) if "\r" not in text else re.findall(r"[^\n]*\n|[^\n]+", text):
        begins = ""
        rest = line
        if not inside and not depth:
            stripped = line.lstrip()
            if stripped.startswith("["):
                yield line, "header"
                continue
            if not stripped or stripped[0] in "#\n\r":
                yield line, ""
                continue
            begins = "key"
            if "[" not in line and "{" not in line and '"""' not in line and "'''" not in line:
                yield line, begins
                continue
        while rest:
            if inside:
                closed = _CLOSING[inside].match(rest)
                if not closed:
                    break
                rest = rest[closed.end() :]
                inside = ""
            token = _TOKEN.search(rest)
            if not token:
                break
            rest = rest[token.end() :]
            found = token.group()
            if found in _CLOSING:
                inside = found
            elif found in "[{":
                depth += 1
            elif found in "]}":
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
            header = _HEADER.match(line)
            name = header.group(2) if header else ""
            table = ".".join(part.strip().strip("\"'") for part in name.split("."))
            blocks.append(Block("", table, bool(header and header.group(1) == "[[")))
            above = 0
        else:
            above = above + 1 if not begins and line.lstrip().startswith("#") else 0
        lines.append(line)
    blocks[-1].text = "".join(lines)
    return blocks


def key_lines(text: str) -> dict[str, int]:
    """The line on which each key of a block stands, counted from 0 at the beginning of the block.

    The header is there under the key "".
    """
    found: dict[str, int] = {}
    for number, (line, begins) in enumerate(lines_of(text)):
        if begins == "header":
            found.setdefault("", number)
        elif begins == "key" and (key := _KEY.match(line)):
            found.setdefault(key.group(1).strip("\"'"), number)
    return found
