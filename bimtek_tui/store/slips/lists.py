"""What people get wrong in a list: its brackets, the quotes of its items, the commas between them.

Both functions give the sentence and what it becomes, None where that can't be said for sure.
"""

from __future__ import annotations

import re

from ... import text
from ...i18n import _
from ...model.kinds import Field, explain_value
from .. import layout
from .likely_values import BACKTICKS, DOUBLE, SINGLE, likely

_QUOTES = f"\"'{DOUBLE}{SINGLE}{BACKTICKS}"
_ITEM = re.compile(
    rf"(?P<indent>\s*+)(?:[-*•+]\s++)?[{_QUOTES}]?+(?P<item>\w[^{_QUOTES}\[\]{{}}=#,;]++)[{_QUOTES}]?+\s*+[,;.]?+\s*+$"
)


def whole(field: Field, rest: str) -> tuple[str, str | None] | None:
    """What is wrong behind the “=” of a key that takes a list; None where the list only begins there."""
    value = rest.strip()
    if not field.list or (value.startswith("[") and "]" not in value):
        return None
    meant = likely(field, value)
    if meant is None:
        return _("a list is written as [, one item a line with a comma behind it, and ]"), None
    sentence = _("a list stands between brackets, its items in quotes with commas between them: {mended}")
    return sentence.format(mended=text.short(meant.literal)), meant.literal


def item(field: Field, line: str) -> tuple[str, str | None] | None:
    """What is wrong in a line of a list that was opened above it; None where it looks like no item."""
    match = _ITEM.match(line)
    if match is None or not (words := match["item"].strip()):
        return None
    mended = f"{match['indent']}{layout.string(words)},"
    sentence = _("in a list every item stands in quotes, with a comma behind it: {mended}")
    told = sentence.format(mended=text.short(mended.strip()))
    return told, mended if explain_value(field, [words]) is None else None
