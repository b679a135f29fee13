"""Texts taken back from a draft in Markdown on which somebody worked.

In a draft every text, and every place where one is expected, stands between two comments that no page shows, its
*anchors*. What was changed between them is a new text; what was changed elsewhere comes from the session, where it is
to be changed, and is only named. A picture is such a thing wherever it stands: one that was moved between anchors is
no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from .. import text
from ..errors import BimtekError
from ..i18n import _, ngettext
from ..markdown import prose, prose_of
from .digest import is_final, is_sealed
from .gaps import PEN
from .office.blocks import SOURCE
from .texts import ANCHOR, ANCHOR_END

Place = tuple[str, str]
_HEADING = re.compile(r"#{1,6} ")
_PICTURE = re.compile(r"!\[|\*\*Gambar\b[^*]*\*\*")
"""A picture and its caption; the source of one is known by standing below them."""
_MOST = 20
"""Changes outside of texts that are named one by one."""


class Change(Struct, frozen=True):
    """A text that stands otherwise in the file: its section, what the session has ("" for none), what the file has, its line from 1."""

    place: Place
    before: str
    after: str
    line: int


class Comparison(Struct, frozen=True):
    """What a person changed in a draft: texts, and what can't be taken back, each as a line (from 1, or 0) and a sentence."""

    changes: list[Change]
    lost: list[tuple[int, str]]

    @property
    def facts_hold(self) -> bool:
        """Whether everything around the texts is as the session gives it now."""
        return not self.lost


def compared(markdown: str, anew: str, known: dict[Place, str]) -> Comparison:
    """The texts of an edited draft held against those of the session.

    `anew` is the same draft as the session gives it now, `known` the text that each section has in the session. Raises BimtekError
    for a file that is no draft with anchors.
    """
    if is_final(markdown):
        raise BimtekError(
            _("this is a final edition, in which no place of a text is marked; take texts back from a draft")
        )
    theirs, ours = text.clean(markdown).split("\n"), anew.split("\n")
    regions, around, lost = _read(theirs)
    expected, around_ours, _none = _read(ours)
    if not regions:
        raise BimtekError(
            _(
                "no anchor of a text is left in this file; make the draft anew with bimtek render, and put the text into it"
            )
        )
    changes: list[Change] = []
    for place, (line, words) in regions.items():
        if place not in expected:
            sentence = _("{book} has no section “{section}” any more").format(book=place[0], section=place[1])
            lost.append((line, sentence))
        elif words and words != prose(known.get(place, "")):
            changes.append(Change(place, known.get(place, ""), prose_of(words), line))
        elif not words and known.get(place):
            sentence = _("the text of “{section}” was emptied; “bimtek text … --remove” withdraws it")
            lost.append((line, sentence.format(section=place[1])))
    for place in expected.keys() - regions.keys():
        sentence = _("the anchors of “{section}” were deleted: its text is not found").format(
            section=place[1]
        )
        lost.append((0, sentence))
    lost += _elsewhere(around, around_ours)
    return Comparison(changes, sorted(lost))


def _read(
    lines: list[str],
) -> tuple[dict[Place, tuple[int, str]], list[tuple[int, str]], list[tuple[int, str]]]:
    """The texts between anchors by section with their line, the lines around them, and what is wrong with anchors."""
    regions: dict[Place, tuple[int, str]] = {}
    around: list[tuple[int, str]] = []
    wrong: list[tuple[int, str]] = []
    opened: tuple[int, Place] | None = None
    within: list[str] = []
    is_picture = False
    for number, line in enumerate(lines, start=1):
        shown = line.strip()
        if shown:
            is_picture = bool(_PICTURE.match(shown)) or (is_picture and shown.startswith(SOURCE))
        anchor = ANCHOR.fullmatch(shown)
        if opened and (anchor or _HEADING.match(shown)):
            sentence = _("the text of “{section}” has no end: its second anchor was deleted")
            wrong.append((opened[0], sentence.format(section=opened[1][1])))
            opened = None
        if anchor:
            opened, within = (number, (anchor["book"], anchor["section"])), []
        elif opened and shown == ANCHOR_END:
            first, place = opened
            regions.setdefault(place, (first, _words(within)))
            opened = None
        elif opened and shown and is_picture:
            around.append((number, shown))
        elif opened:
            within.append(line)
        elif shown and shown != ANCHOR_END:
            around.append((number, shown))
    return regions, around, wrong


def _words(lines: list[str]) -> str:
    """What stands between two anchors, without what the draft asked for."""
    kept = [line.rstrip() for line in lines if not line.lstrip().startswith(PEN)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _elsewhere(theirs: list[tuple[int, str]], ours: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines outside of texts that only one of both has; the line of the digest tells nothing."""
    old, new = {line for _number, line in ours}, {line for _number, line in theirs}
    added = [(number, line) for number, line in theirs if line not in old and not is_sealed(line)]
    deleted = [line for _number, line in ours if line not in new and not is_sealed(line)]
    for number, line in added[:_MOST]:
        yield number, _("this line is not of the session: {line}").format(line=text.short(line, 80))
    for line in deleted[:_MOST]:
        yield 0, _("this line of the session is missing: {line}").format(line=text.short(line, 80))
    if (more := max(len(added) - _MOST, 0) + max(len(deleted) - _MOST, 0)) > 0:
        yield (
            0,
            ngettext("{count} further line differs", "{count} further lines differ", more).format(count=more),
        )
