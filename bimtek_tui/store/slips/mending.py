"""What somebody got wrong in a session file by hand, put right where only one thing can have been meant.

One line is changed at a time, and the file is read again after each; what can mean two things stays, and is told.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ... import text
from ...errors import Finding, UnreadableFile
from ...model.kinds import kinds
from .. import reading, sources
from .likely_values import likely

if TYPE_CHECKING:
    from .lines import Slip

_MOST = 200
"""So many times a file is read again in one go."""
_SIGNS = 50_000_000
"""So many signs are read altogether: a large file fewer times."""
_TOLD = 12
"""So many times a file is read for telling what is wrong with it."""
_OF_ONE_LINE = ("wrong-type", "out-of-range", "unknown-value", "wrong-table")
_LINE = re.compile(r"(\s*[\"']?([\w-]+)[\"']?\s*=\s*)([^#]*?)(\s*(?:#.*)?)")
_VERSION = re.compile(r"([\"'])(\d+)\1|(\d+)\.0*")
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w-]+)\s*(\]\]?)\s*(?:#.*)?")


class Mend(NamedTuple):
    """A line of the file, counted from 1, as it was and as it is; blank where it was taken out."""

    line: int
    before: str
    after: str


class Outcome(NamedTuple):
    """A text with all mended that has one meaning, and what was done.

    `slips` are all that were met, in the order of their lines, also those that were mended; `left` the others, which
    stay as they are; `findings` what keys don't take beside them. `is_whole` says that nothing hides behind them.
    """

    text: str
    mends: list[Mend]
    slips: list[Slip]
    findings: list[Finding]
    is_whole: bool

    @property
    def left(self) -> list[Slip]:
        """The slips that only a person can mend."""
        return [slip for slip in self.slips if slip.mended is None]


def mended_bytes(content: bytes, path: Path, most: int = _MOST) -> tuple[bytes, Outcome]:
    """As `mended`, of the bytes of a file; what is no text stays as it is."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        outcome = mended(content[len(mark) :].decode("utf-8"), path, most)
    except UnicodeDecodeError:
        return content, Outcome("", [], [], [], False)
    return mark + outcome.text.encode(), outcome


def mended(source: str, path: Path, most: int = _MOST) -> Outcome:
    """Mend a text; `path` is only named in sentences, and it is read `most` times. The number of lines stays.

    A line that only a person can mend is set aside meanwhile, so that the others are seen, where none of them is read
    otherwise for that.
    """
    lines = source.split("\n")
    aside: dict[int, str] = {}
    mends: dict[int, Mend] = {}
    slips: dict[int, Slip] = {}
    findings: list[Finding] | None = None
    times = min(most, 1 + _SIGNS // (len(source) + 1))
    for _time in range(0 if sources.of_another_format(source) else times):
        slip, data = _read("\n".join(lines))
        if slip is None and data is None:
            break
        if slip is None:
            findings = _findings(lines, path)
            steps = _steps(lines, data or {}, findings or [])
            if not steps:
                break
        else:
            if slip.line not in slips or slip.mended is None:
                slips[slip.line] = slip
            if slip.mended is None:
                if not slip.is_alone or slip.line in aside or sources.in_conflict(source):
                    break
                aside[slip.line], lines[slip.line - 1] = lines[slip.line - 1], ""
                continue
            steps = [(slip.at or slip.line, slip.mended)]
        for number, made in steps:
            _put(lines, mends, number, made)
    for number, was in aside.items():
        lines[number - 1] = was
    return Outcome(
        "\n".join(lines),
        [mends[number] for number in sorted(mends)],
        [slips[number] for number in sorted(slips)],
        findings or [],
        findings is not None,
    )


def all_told(content: bytes, path: Path, error: UnreadableFile) -> tuple[list[UnreadableFile], Outcome]:
    """All that is known of why a file can't be read, `error` among it; and what else is wrong in what can be read."""
    outcome = mended_bytes(content, path, _TOLD)[1]
    errors = [sources.unreadable(slip, path) for slip in outcome.slips]
    if error.line not in [other.line for other in errors]:
        errors = sorted([*errors, error], key=lambda told: told.line or 0)
    return errors, outcome


def _read(source: str) -> tuple[Slip | None, dict[str, Any] | None]:
    """What somebody got wrong first, or else the data; neither where nobody can tell."""
    if sources.too_deep(source):
        return None, None
    try:
        return None, tomllib.loads(source, parse_float=Decimal)
    except (ValueError, ArithmeticError) as error:
        return sources.slip_in(source, error), None


def _put(lines: list[str], mends: dict[int, Mend], number: int, made: str) -> None:
    was = lines[number - 1]
    lines[number - 1] = made + ("\r" if was.endswith("\r") else "")
    first = mends[number].before if number in mends else was.rstrip("\r")
    mends[number] = Mend(number, first, made)


def _findings(lines: list[str], path: Path) -> list[Finding] | None:
    """What keys don't take, and headings in the wrong form; None where it is no session of our format."""
    try:
        loaded = reading.parse("\n".join(lines).encode(), path)
    except UnreadableFile:
        return None
    if loaded.format != reading.FORMAT:
        return None
    return [finding for finding in loaded.findings if finding.code in _OF_ONE_LINE]


def _steps(lines: list[str], data: dict[str, Any], findings: list[Finding]) -> list[tuple[int, str]]:
    """The lines to change in a text that can be read, and what they become."""
    if step := _version(lines, data):
        return [step]
    return [step for finding in findings if (step := _of(finding, lines))]


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
    field = kind.keys[finding.key]
    try:
        value = tomllib.loads(f"value = {match[3]}", parse_float=Decimal)["value"]
    except (ValueError, KeyError):  # the value goes on below, or is cut by a sign of a remark within it
        return None
    if field.list and not isinstance(value, str):
        return None
    given = value if isinstance(value, str) else match[3]
    meant = likely(field, given) if given == text.line(given) else None
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
