"""Rules about what git reads and leaves: the banner above a change, nothing that reads as another one's, no marks of a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import text
from ..errors import Severity
from ..i18n import _
from ..model.kinds import Kind, kinds
from ..store import layout
from ..store.blocks import Block, key_lines, lines_of
from .session_check import Checked, Hit, Rule


def _false_banner(checked: Checked) -> Iterator[Hit]:
    blocks = checked.loaded.document.blocks[1:]
    ids: dict[str, set[str]] = {}
    for block in blocks:
        if isinstance(id := block.data.get("id"), str) and not block.nested:
            ids.setdefault(block.table, set()).add(id)
    for block in blocks:
        kind = kinds().get(block.path[0])
        if kind is None or block.nested or "#" not in block.text.partition("[")[0]:
            continue
        own = block.table if kind.single else str(block.data.get("id", ""))
        for banner in _banners(block, kind, own, ids.get(block.table, set())):
            if banner != own:
                message = _(
                    "the comment above this names {banner}, and it is {own}; in “git diff” what changes here seems to change there; “bimtek fmt” mends it"
                ).format(banner=text.short(banner), own=text.short(own) or block.table)
                yield Hit(block.table, own if block.array else "", "", message, block)


def _banners(block: Block, kind: Kind, own: str, known: set[str]) -> list[str]:
    """What the comments above a table name.

    A code that people gave and have changed since is known by nothing but that it is one word, where it stands as the
    banner: alone next to the header.
    """
    above = block.text.splitlines()[: key_lines(block.text).get("", 0)]
    named = [name for line in above if line.startswith("#") and (name := layout.named_by(line, known))]
    words = above[-1].removeprefix("#").split() if above else []
    if not kind.single and not kind.prefix and own not in named and len(words) == 1:
        named += words
    return list(dict.fromkeys(named))


def _false_heading(checked: Checked) -> Iterator[Hit]:
    for block in checked.loaded.document.blocks:
        numbers = layout.headings(block.text)
        if numbers in ([], [0]) or block.nested or (block.path and block.path[0] not in kinds()):
            continue
        starts = key_lines(block.text)
        begin = min(starts.values(), default=len(block.text))
        lines = list(lines_of(block.text))
        for number in (number for number in numbers if number > begin):
            line, begins = lines[number]
            above = [key for key, start in starts.items() if start < number]
            below = [key for key, start in starts.items() if start > number]
            if begins == "comment" and not below:
                continue  # between two entries: nothing changes below it before the next banner
            message = _(
                "“git diff” takes “{line}” for the heading of what changes below it, where the name of the entry belongs; “bimtek fmt” writes it so that it is none"
            ).format(line=text.short(line, 40))
            key = below[0] if begins == "comment" else above[-1]
            yield Hit(block.table or "top", str(block.data.get("id", "")), key, message, block)
            break


_MARKS = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
"""What a merge leaves at both ends of a conflict; within a text the file stays readable."""


def _left_conflict(checked: Checked) -> Iterator[Hit]:
    for block in checked.loaded.document.blocks:
        if not _MARKS.search(block.text):
            continue
        for key, value in block.data.items():
            texts = value if isinstance(value, list) else [value]
            if any(isinstance(part, str) and _MARKS.search(part) for part in texts):
                message = _(
                    "a merge left a conflict in the text of “{key}”; keep what is right of both sides and delete the lines with <<<<<<<, |||||||, ======= and >>>>>>>"
                ).format(key=text.short(key))
                yield Hit(block.table or "top", str(block.data.get("id", "")), key, message, block)


RULES: dict[str, tuple[Severity, Rule]] = {
    "left-conflict": ("error", _left_conflict),
    "false-banner": ("warning", _false_banner),
    "false-heading": ("info", _false_heading),
}
