"""What the lines of a session file are to a person who looks at them one by one, and what is said of a wrong one."""

from __future__ import annotations

import re
from collections.abc import Container, Set
from typing import NamedTuple

from ...i18n import _
from ...model import ids
from ...model.kinds import Kind, kinds
from ..blocks import header_of, lines_of

HEADER = re.compile(r"\s*+(\[++)\s*+([\w-]++)\s*+(\]*+)\s*+(?:#.*+)?$")
KEY = re.compile(r"\s*+([\w-]++)\s*+=")
BEGINS = re.compile(r"\s*+(?:$|#|\[|([\w-]++)\s*+=)")
"""Nothing, a remark, a heading or a key: what can stand behind a whole value."""
_BEGINS_WRONGLY = re.compile(
    r"\s*+(?://|<!--|/\*|;|[-=*~]{3,}|```|[\[({<]|[a-z]{2}-[0-9a-z]{8}\s*$"
    r"|(?:[-*•–+]\s*+)?[\"'“]?([\w-]++)[\"'”]?\s*+(=|:|->|[≔→⇒＝]|[\"“\d\[]))"
)


class Slip(NamedTuple):
    """The line of a slip, and the sentence about it without file and line.

    `mended` is what the line becomes, or another one (`at`), where nothing else can have been meant; "" takes it out,
    None leaves it to a person. `is_alone` says that no other line is read otherwise without it.
    """

    line: int
    sentence: str
    mended: str | None = None
    at: int = 0
    is_alone: bool = False


def begins(line: str) -> bool:
    """Whether a line goes on with no value of the line above, though it may be wrong itself."""
    if BEGINS.match(line):
        return True
    wrong = _BEGINS_WRONGLY.match(line)
    return wrong is not None and (wrong[1] is None or wrong[2] == "=" or wrong[1] in _names())


def _names() -> set[str]:
    return {key for kind in kinds().values() for key in kind.keys}


def heading(table: str) -> str:
    """The heading of a table."""
    kind = kinds().get(table)
    return f"[{table}]" if kind and kind.single else f"[[{table}]]"


def kind_at(source: str, line: int) -> Kind | None:
    """The kind of the table that a line is in."""
    above = "".join(part + "\n" for part in source.split("\n")[: line - 1])
    headers = [part for part, begins in lines_of(above) if begins == "header"]
    path = header_of(headers[-1]) if headers else ("top",)
    return kinds().get(path[0]) if len(path) == 1 else None


def kind_named(name: str) -> Kind | None:
    """The kind that a banner or an id names: a table that is there once, or what has ids of this form."""
    if (kind := kinds().get(name)) and kind.single and name != "top":
        return kind
    minted = (kind for kind in kinds().values() if kind.prefix and ids.is_minted(name, kind.prefix))
    return next(minted, None)


def lost_heading(keys: Set[str], id: object, there: Container[str]) -> str:
    """Which heading is missing above keys that are of another table, as the end of a sentence; "" where nobody can tell.

    `id` is the value of that key, `there` are the tables of the file.
    """
    named = kind_named(id) if "id" in keys and isinstance(id, str) else None
    fitting = (
        [named]
        if named
        else [
            kind
            for kind in kinds().values()
            if keys <= kind.keys.keys() and not (kind.single and kind.table in there)
        ]
    )
    if len(fitting) != 1 or fitting[0].table == "top":
        return ""
    return _("; the heading {mended} seems to be missing above").format(mended=heading(fitting[0].table))
