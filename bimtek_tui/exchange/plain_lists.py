"""Lists in a text file: a line for each entry, below lines that are only the name of a quadrant or a dimension, no heading.

They are made a table of one or a few columns, as a paste of them would be read.
"""

from __future__ import annotations

from msgspec.structs import replace

from .. import text
from ..errors import Refused, UnreadableFile
from ..facilitation import capture, roster
from ..i18n import _
from ..model.kinds import kinds
from ..model.labels import key_label
from ..model.lookup import Agencies
from . import tables
from .tables import RawTable, Row

_ENDING = ".txt"
_OF_PEOPLE = ("name", "agency", "position", "role")


def table(given: RawTable, kind: str, agencies: Agencies) -> RawTable | None:
    """The lines of a file as a table of this kind; None for a file that has several columns or is no text."""
    several = any(len(row.cells) > 1 for row in (*given.above, *given.rows)) or len(given.header) > 1
    if several and given.path.suffix.lower() != _ENDING:
        return None
    try:
        words = tables.text_of(given.path)
    except UnreadableFile:
        return None
    sentences = [_("there is no heading: each line is taken as an entry")]
    keys: tuple[str, ...]
    rows: list[tuple[int, tuple[str, ...]]]
    if kind == "participant":
        people = roster.take_apart(words, lambda name: agencies.find(name) is not None)
        sentences += people.sentences
        sentences += [
            _("line {line}: {why}").format(line=person.line, why=why)
            for person in people.people
            for why in person.sentences
        ]
        keys = _OF_PEOPLE
        rows = [
            (person.line, (person.name, person.agency, person.position, person.role or ""))
            for person in people.people
        ]
    else:
        keys = ("id", "name") if kind == "agency" else (kinds()[kind].text_key,)
        filled = [number for number, line in enumerate(text.clean(words).split("\n"), 1) if line.strip()]
        lines = capture.entry_lines(words)
        numbers = filled if len(filled) == len(lines) else range(1, len(lines) + 1)
        rows = [
            (number, _agency(line) if kind == "agency" else (line,))
            for number, line in zip(numbers, lines, strict=True)
        ]
    return replace(
        given,
        header=tuple("id" if key == "id" else key_label(key) for key in keys),
        header_row=0,
        rows=tuple(Row(number, cells) for number, cells in rows),
        above=(),
        sentences=(*given.sentences, *sentences),
    )


def _agency(line: str) -> tuple[str, ...]:
    try:
        keys = capture.agency_keys(line)
    except Refused:
        return "", line
    return keys["id"], keys["name"] or ""
