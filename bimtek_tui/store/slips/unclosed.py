"""Texts, quotes and lists that somebody opened and never closed: the line where each begins.

A parser notices them where the next one begins, which may be pages below; a person looks for the line to mend.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r'''(?P<many>"""(?:[^"\\]++|\\.|"(?!""))*+(?P<end>"{3,5}+)?|\'\'\'(?:[^']++|'(?!''))*+(?P<last>'{3,5}+)?)'''
    r"""|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*+'?|#[^\n]*+""",
    re.DOTALL,
)
_SWALLOWED = re.compile(r"^(?:\[\[?\w+\]\]?[ \t]*\r?$|(?:id|added|withdrawn)[ \t]*=)", re.MULTILINE)
"""What no text of a person holds at the beginning of a line, so that its closing quotes must be missing."""
_NEXT = re.compile(r"\n[ \t]*[\w-]++[ \t]*=[ \t]*(?:\"{3,5}|'{3,5})$")
"""The end of what closes a text by opening the next one."""
_OUTSIDE = re.compile(r"\s*+(?:$|[\w-]++\s*+=|\[++\s*+[\w-]++\s*+\]*+\s*+(?:#.*+)?$)")
"""Lines that stand in no list: a key, a heading; or nothing."""


_ITEM = re.compile(r"\s*+(?:\"(?:[^\"\\]++|\\.)*+\"\s*+,?|\]),?\s*+(?:#.*+)?$")
_ENDS = re.compile(r"(?:\"{3}|'{3})\s*+$")
_FARTHEST = 500
"""Lines of a text that are looked at for its end."""


def text(source: str, line: int) -> int:
    """The line of the three quotes that are never closed, up to the line where the parser stopped; 0 for none."""
    start, before = 1, 0
    for token in _TOKEN.finditer(source):
        many = token["many"]
        if not many:
            continue
        start, before = start + source.count("\n", before, token.start()), token.start()
        if start > line:
            break
        if not (token["end"] or token["last"]) or _SWALLOWED.search(many) or _NEXT.search(many):
            return start
    return 0


def quote(source: str) -> int:
    """The line of the single quote that is never closed; 0 for none."""
    for token in _TOKEN.finditer(source):
        if token[0].startswith("'") and not token["many"] and (len(token[0]) == 1 or token[0][-1] != "'"):
            return source.count("\n", 0, token.start()) + 1
    return 0


def list_(source: str, line: int, here: str) -> int:
    """The line of the bracket that is never closed before the next key or heading, or the end; 0 for none."""
    if not _OUTSIDE.match(here):
        return 0
    opened = brackets(source, max(line - 1, 0) if here.strip() else None)
    return opened[0] if opened else 0


def brackets(source: str, end: int | None) -> list[int]:
    """The lines of the brackets that are open behind so many lines, or at the end."""
    above = source if end is None else "\n".join(source.split("\n", end)[:end])
    signs = _TOKEN.sub(lambda token: "\n" * token[0].count("\n"), above)
    opened: list[int] = []
    for number, content in enumerate(signs.split("\n"), 1):
        for sign in content:
            if sign == "[":
                opened.append(number)
            elif sign == "]" and opened:
                opened.pop()
    return opened


# What was never opened ------------------------------------------------------------------------------------------


def ends_below(lines: list[str], line: int) -> bool:
    """Whether a text ends at this line or below it, before the next key or heading."""
    for here in lines[line - 1 : line + _FARTHEST]:
        if here.strip() and _OUTSIDE.match(here):
            return False
        if _ENDS.search(here[-10:]):
            return True
    return False


def is_item(line: str) -> bool:
    """Whether a line is an item of a list, or its end."""
    return _ITEM.match(line) is not None
