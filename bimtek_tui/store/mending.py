"""What somebody got wrong in a session file by hand, put right where only one thing can have been meant.

One line is changed at a time, and the file is read again after each; what can mean two things stays, and is told.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import Finding, UnreadableFile
from ..model.kinds import kinds
from . import reading, sources
from .likely_values import likely

_MOST = 200
"""So many lines are mended in one go: the file is read again after each."""
_LINE = re.compile(r"(\s*[\"']?([\w-]+)[\"']?\s*=\s*)([^#]*?)(\s*(?:#.*)?)")
_VERSION = re.compile(r"([\"'])(\d+)\1|(\d+)\.0*")
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w-]+)\s*(\]\]?)\s*(?:#.*)?")


class Mend(NamedTuple):
    """A line of the file, counted from 1, as it was and as it is; blank where it was taken out."""

    line: int
    before: str
    after: str


def mended_bytes(content: bytes, path: Path) -> tuple[bytes, list[Mend]]:
    """As `mended`, of the bytes of a file; what is no text stays as it is."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        source, mends = mended(content[len(mark) :].decode("utf-8"), path)
    except UnicodeDecodeError:
        return content, []
    return mark + source.encode(), mends


def mended(source: str, path: Path) -> tuple[str, list[Mend]]:
    """A text with all mended that has one meaning, and what was done; `path` is only named in sentences.

    The number of lines stays. What is left is found when the text is read.
    """
    lines = source.split("\n")
    mends: dict[int, Mend] = {}
    for _round in range(_MOST):
        step = _next(lines, path)
        if step is None:
            break
        number, made = step
        was = lines[number - 1]
        lines[number - 1] = made + ("\r" if was.endswith("\r") else "")
        first = mends[number].before if number in mends else was.rstrip("\r")
        mends[number] = Mend(number, first, made)
    return "\n".join(lines), [mends[number] for number in sorted(mends)]


def _next(lines: list[str], path: Path) -> tuple[int, str] | None:
    """The next line to change, and what it becomes; None where nothing is left that can be mended."""
    source = "\n".join(lines)
    if sources.too_deep(source):
        return None
    try:
        data = tomllib.loads(source, parse_float=Decimal)
    except (ValueError, ArithmeticError) as error:
        slip = sources.slip_in(source, error)
        return None if slip is None or slip.mended is None else (slip.at or slip.line, slip.mended)
    if step := _version(lines, data):
        return step
    try:
        loaded = reading.parse(source.encode(), path)
    except UnreadableFile:
        return None
    steps = (_of(finding, lines) for finding in loaded.findings)
    return next((step for step in steps if step), None)


def _version(lines: list[str], data: dict[str, Any]) -> tuple[int, str] | None:
    """``schema_version = "1"`` without its quotes."""
    if type(data.get("schema_version")) is int:
        return None
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line.rstrip("\r"))
        if match and match[2] == "schema_version" and (version := _VERSION.fullmatch(match[3])):
            return number, f"{match[1]}{version[2] or version[3]}{match[4]}"
        if line.lstrip().startswith("["):
            break
    return None


def _of(finding: Finding, lines: list[str]) -> tuple[int, str] | None:
    """What a finding of the reader has in one line of its own, mended."""
    line = lines[finding.line - 1].rstrip("\r")
    if finding.code == "wrong-table" and not finding.key:
        return _heading(finding, line, lines)
    kind = kinds().get(finding.table or "top")
    match = _LINE.fullmatch(line)
    if kind is None or match is None or match[2] != finding.key or finding.key not in kind.keys:
        return None
    if finding.code not in ("wrong-type", "out-of-range", "unknown-value"):
        return None
    written = re.fullmatch(r"([\"'])([^\"'\\]*)\1|([^\"'\\]*)", match[3])
    meant = likely(kind.keys[finding.key], written[2] or written[3] or "") if written else None
    made = f"{match[1]}{meant.literal}{match[4]}" if meant and meant.is_sure else line
    return None if made == line else (finding.line, made)


def _heading(finding: Finding, line: str, lines: list[str]) -> tuple[int, str] | None:
    """``[program]`` with the brackets that its table has."""
    header = _HEADER.fullmatch(line)
    if header is None or header[2] not in kinds():
        return None
    if kinds()[header[2]].single:
        others = [other for part in lines if (other := _HEADER.fullmatch(part)) and other[2] == header[2]]
        if len(others) > 1:
            return None
        return finding.line, line.replace("[[", "[", 1).replace("]]", "]", 1)
    return finding.line, line.replace("[", "[[", 1).replace("]", "]]", 1)
