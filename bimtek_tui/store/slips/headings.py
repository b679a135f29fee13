"""What people get wrong in the headings of a session file: their brackets, one that is there again, one that got lost."""

from __future__ import annotations

import re

from ... import text
from ...i18n import _
from ...model.kinds import Kind, kinds
from .lines import HEADER, KEY, Slip, heading, kind_named
from .patterns import CURLY

ODD = re.compile(
    rf"(?=\s*[\[({{<])[\s\[({{<]*+[\"'{CURLY}]*+([\w-]++)[\"'{CURLY}]*+\s*+[\s\])}}>]++[,;:.]*+\s*+$"
)
"""A heading in other brackets, with more of them, in quotes, or with a sign behind it."""
_ID = re.compile(r"\s*+id\s*+=\s*+[\"']?([\w/. -]++)")
_BANNER = re.compile(r"\s*+#\s*+([\w-]++)\s*+$")


def unreadable(lines: list[str], line: int, here: str) -> Slip:
    """A heading that can't be read."""
    if header := HEADER.match(here):
        wanted = heading(header[2])
        message = _("the brackets of this heading don't match; write {mended}").format(
            mended=text.short(wanted)
        )
        is_known = header[2] in kinds() and header[2] != "top"
        again = is_known and kinds()[header[2]].single and _earlier(lines, line, header[2])
        return Slip(line, message, _with_heading(here, header) if is_known and not again else None)
    if (odd := ODD.match(here)) and odd[1] in kinds() and odd[1] != "top":
        wanted = heading(odd[1])
        again = kinds()[odd[1]].single and _earlier(lines, line, odd[1])
        message = _("the brackets of this heading don't match; write {mended}").format(mended=wanted)
        return Slip(line, message, None if again else wanted)
    if re.match(r"\s*\[\[?\s*[\w-]+\s*\]\]?\s*[^\s#\]]", here):
        return Slip(line, _("behind a heading stands nothing; put the rest on a line of its own"))
    return Slip(
        line,
        _("the name of a table is one word, between two brackets on each side or one: [[program]], [city]"),
    )


def _with_heading(line: str, header: re.Match[str]) -> str:
    return line[: header.start(1)] + heading(header[2]) + line[header.end(3) :]


def twice(lines: list[str], line: int, header: re.Match[str]) -> Slip:
    """A table that is there already."""
    table, wanted = header[2], heading(header[2])
    before = _earlier(lines, line, table)
    if not before:
        message = _("{table} is there already as something else; take one of the two out")
        return Slip(line, message.format(table=f"[{text.short(table)}]"))
    if not wanted.startswith("[["):
        message = _(
            "{table} is there already, on line {before}, and is there once; put what both hold into one"
        )
        return Slip(line, message.format(table=f"[{table}]", before=before))
    first = HEADER.match(lines[before - 1])
    wrong, at, there = (
        (before, first, line) if first and header[1] == wanted[:2] != first[1] else (line, header, before)
    )
    message = _(
        "{table} is there again, on line {other}; of what is there many times each has two brackets: {mended}"
    )
    return Slip(
        wrong,
        message.format(table=f"[{text.short(table)}]", other=there, mended=text.short(wanted)),
        _with_heading(at.string, at) if table in kinds() else None,
    )


def _earlier(lines: list[str], line: int, table: str) -> int:
    """The line of an earlier heading of a table, 0 for none."""
    headers = ((number, HEADER.match(other)) for number, other in enumerate(lines[: line - 1], 1))
    return next((number for number, header in headers if header and header[2] == table), 0)


# One that got lost ----------------------------------------------------------------------------------------------


def lost(lines: list[str], before: int, line: int) -> Slip | None:
    """The heading that is missing between a key and the same key again; None where none seems to be.

    There it begins, where another id stands, or the banner of an entry or a table.
    """
    for number in range(before + 1, line + 1):
        here = lines[number - 1]
        banner = _BANNER.match(here)
        named = kind_named(banner[1]) if banner else None
        if named is None and not (_ID.match(here) and (number < line or _is_other(lines[before - 1], here))):
            continue
        at = next((other for other in range(number, line + 1) if KEY.match(lines[other - 1])), line)
        kind = named or _by_keys(lines, at)
        mended = heading(kind.table) if kind else heading("program")
        words = (
            _("a heading is missing above this line: {mended}")
            if kind
            else _("a heading is missing above this line, such as {mended}")
        )
        return Slip(at, words.format(mended=mended))
    return None


def _is_other(first: str, second: str) -> bool:
    """Whether two lines name two entries."""
    old, new = _ID.match(first), _ID.match(second)
    return old is not None and new is not None and old[1].strip() != new[1].strip()


def _by_keys(lines: list[str], line: int) -> Kind | None:
    """The kind of an entry that begins here, by its id or else by its keys."""
    if (id := _ID.match(lines[line - 1])) and (kind := kind_named(id[1].strip())):
        return kind
    keys: set[str] = set()
    for here in lines[line - 1 :]:
        if HEADER.match(here):
            break
        if key := KEY.match(here):
            if key[1] in keys:
                break
            keys.add(key[1])
    fitting = [
        kind
        for kind in kinds().values()
        if keys <= kind.keys.keys()
        and kind.table != "top"
        and all(field.name in keys for field in kind.keys.values() if field.required)
    ]
    return fitting[0] if len(fitting) == 1 else None
