"""Older formats of the session file: pure functions from the text of one version to that of the next.

A step changes names and words in their lines and nothing else, so comments, layout and line numbers stay. What it
has made is read again and held against the same step taken on the data; a file that is written in a way that can't be
changed line by line is refused with a sentence. Nothing here reads or writes a file.

Version 0: the drafts before the first release. Tables, keys and words were Indonesian; the rest was as it is now.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from ..errors import UnreadableFile
from ..i18n import _
from .blocks import Block, key_lines, split
from .document import same

Words = Mapping[str, str]


class Renaming(Struct, frozen=True):
    """What a version calls otherwise, in the words of the older one: keys by table ("" the top), words by table and key."""

    to: int
    tables: Words
    keys: Mapping[str, Words]
    words: Mapping[tuple[str, str], Words]


_CAPTURED = {"ditarik": "withdrawn", "dicatat": "added"}
_DRAFTS = Renaming(
    to=1,
    tables={
        "daerah": "city",
        "rencana": "plan",
        "opd": "agency",
        "peserta": "participant",
        "catatan": "note",
    },
    keys={
        "": {"metode": "method", "judul": "title"},
        "daerah": {"nama": "name", "jenis": "kind", "provinsi": "province"},
        "rencana": {"visi": "vision", "tema": "theme", "awal": "period_start", "akhir": "period_end"},
        "opd": {"nama": "name"},
        "peserta": {"nama": "name", "opd": "agency", **_CAPTURED},
        "swot": {"kuadran": "quadrant", "teks": "text", "dimensi": "dimension", **_CAPTURED},
        "program": {"nama": "name", "jangka": "horizon", "dimensi": "dimension", "anggaran": "budget_idr", **_CAPTURED},
        "catatan": {"jenis": "kind", "teks": "text", **_CAPTURED},
    },
    words={
        ("swot", "kuadran"): {
            "kekuatan": "strength",
            "kelemahan": "weakness",
            "peluang": "opportunity",
            "ancaman": "threat",
        },
        ("program", "jangka"): {"pendek": "short", "menengah": "medium", "panjang": "long"},
        ("catatan", "jenis"): {"notulen": "minute", "keputusan": "decision", "tindak-lanjut": "action"},
    },
)  # fmt: skip


STEPS: dict[int, Callable[[str], str]] = {0: lambda text: _renamed(text, _DRAFTS)}
"""The step from each older version to the one after it."""


def migrated(text: str, version: int, to: int) -> str:
    """The text of a file of an older version in a later one, step by step. Raises UnreadableFile."""
    for step in range(version, to):
        text = STEPS[step](text)
    return text


def _renamed(text: str, renaming: Renaming) -> str:
    """The text with every name and word in its line renamed. Raises UnreadableFile when that says something else."""
    made = "".join(_block(block, renaming) for block in split(text))
    meant = _data(_read(text), renaming)
    try:
        faithful = same(_read(made), meant)
    except tomllib.TOMLDecodeError:
        faithful = False
    if not faithful:
        raise UnreadableFile(
            _(
                "the file is of format {found} and written in a way that can't be changed line by line (tables in line, dotted keys, or old and new names beside each other); write every table with a header and every key on a line of its own in an editor"
            ).format(found=renaming.to - 1)
        )
    return made


def _read(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


# The same step on the data and on the text ---------------------------------------------------------------------


def _data(data: dict[str, Any], renaming: Renaming) -> dict[str, Any]:
    """What the file must say afterwards."""
    made: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            made[renaming.tables.get(key, key)] = _entry(key, value, renaming)
        elif isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
            made[renaming.tables.get(key, key)] = [_entry(key, part, renaming) for part in value]
        else:
            made |= _entry("", {key: value}, renaming)
    return made | {"schema_version": renaming.to}


def _entry(table: str, raw: dict[str, Any], renaming: Renaming) -> dict[str, Any]:
    keys = renaming.keys.get(table, {})
    return {keys.get(key, key): _word(table, key, value, renaming) for key, value in raw.items()}


def _word(table: str, key: str, value: Any, renaming: Renaming) -> Any:
    words = renaming.words.get((table, key), {})
    return words.get(value, value) if isinstance(value, str) else value


def _block(block: Block, renaming: Renaming) -> str:
    """One block with its header, its keys and its words renamed, each in its line."""
    lines = block.text.split("\n")
    starts = key_lines(block.text)
    table = block.path[0] if block.path else ""
    if table:
        header = starts.pop("")
        lines[header] = _with_name(r"\s*\[\[?[ \t]*", table, renaming.tables.get(table, table), lines[header])
    if not block.nested:
        keys = renaming.keys.get(table, {})
        for key, number in starts.items():
            line = lines[number]
            for old, new in renaming.words.get((table, key), {}).items():
                line = re.sub(rf"""(=[ \t]*)(["']){re.escape(old)}\2""", rf'\g<1>"{new}"', line, count=1)
            lines[number] = _with_name(r"\s*", key, keys.get(key, key), line)
            if not table and key == "schema_version":
                lines[number] = re.sub(r"(=[ \t]*)[^\s#]+", rf"\g<1>{renaming.to}", line, count=1)
    return "\n".join(lines)


def _with_name(before: str, old: str, new: str, line: str) -> str:
    """A line with the name at its beginning replaced; it may be quoted."""
    return re.sub(rf"""^({before})(["']?){re.escape(old)}\2(?=[ \t]*[=.\]])""", rf"\g<1>{new}", line, count=1)
