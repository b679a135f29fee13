"""Whether a book that lies in a folder still says what the session says: held line by line against the book made anew."""

from __future__ import annotations

from collections.abc import Iterator

from .. import text
from ..errors import Finding
from ..i18n import _, ngettext
from .digest import is_sealed, is_untouched

_MOST = 20
"""Lines named in a book; who changed a figure on which much hangs needs no list of all the others."""


def outdated(markdown: str, anew: str) -> Iterator[Finding]:
    """The lines of a book that the session gives otherwise now, the first of them one by one.

    In a book that somebody edited only rows of tables are held against the session, since its sentences may be theirs.
    """
    known = {line.strip() for line in anew.splitlines()}
    whole = is_untouched(markdown)
    lines = markdown.splitlines()
    if is_sealed(markdown):
        lines = markdown.rstrip().splitlines()[:-1]
    faults = [
        (number, sentence)
        for number, line in enumerate(lines, 1)
        if (sentence := line.strip()) and sentence not in known and (whole or sentence.startswith("|"))
    ]
    for number, sentence in faults[:_MOST]:
        message = _("the session gives this line otherwise now: {line}").format(
            line=text.short(sentence, 100)
        )
        yield Finding(number, "warning", "outdated", message)
    if len(faults) > _MOST:
        message = ngettext(
            "{count} further line of this book is outdated; bimtek render makes it anew",
            "{count} further lines of this book are outdated; bimtek render makes it anew",
            len(faults) - _MOST,
        ).format(count=len(faults) - _MOST)
        yield Finding(faults[_MOST][0], "warning", "outdated", message)
    elif whole and not faults and _lines(markdown) != _lines(anew):
        message = _("the session gives more now than this book holds; bimtek render makes it anew")
        yield Finding(0, "warning", "outdated", message)


def _lines(markdown: str) -> list[str]:
    return markdown.rstrip().splitlines()[:-1]
