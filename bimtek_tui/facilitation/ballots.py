"""The ballot of an agency as it is read out and typed in one line: ``S4 W3 O1``, ``S4x2``, ``S4 2x``.

Where all that is voted on has the same letters, numbers alone do: ``4 3`` for ``QW4 QW3``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .. import text
from ..errors import Refused
from ..i18n import _, listed

_BETWEEN = re.compile(r"[\s,;+]+|\b(?:dan|and)\b", re.IGNORECASE)
_TIMES = "[x×*]"
_ENTRY = re.compile(rf"(?:(\d{{1,3}}){_TIMES})?([a-z]*)-?(\d{{1,5}})(?:{_TIMES}(\d{{1,3}}))?", re.IGNORECASE)
"""How often, letters and number of an entry, how often: one of the two at most."""
_OFTEN = re.compile(rf"(\d{{1,3}}){_TIMES}|{_TIMES}(\d{{1,3}})", re.IGNORECASE)


def read(typed: str, numbers: Mapping[str, str]) -> dict[str, int]:
    """How many dots which entry gets, by its id; `numbers` are the spoken numbers of those voted on, by id.

    An entry that is named twice gets both. How often stands at the entry, behind it, or before the first one. Raises
    Refused with everything that is not understood.
    """
    ids = {number.casefold(): id for id, number in numbers.items()}
    letters = {number.rstrip("0123456789") for number in numbers.values()}
    alone = next(iter(letters)) if len(letters) == 1 else ""
    dots: dict[str, int] = {}
    unknown: list[str] = []
    doubtful: list[str] = []
    last, before = "", 0
    for word in _words(typed):
        if often := _OFTEN.fullmatch(word):
            number = int(often[1] or often[2])
            if last:  # one dot of it is counted already
                dots[last] += number - 1
                last = ""
            elif before or not number:
                unknown.append(word)
            else:
                before = number
            continue
        entry = _ENTRY.fullmatch(word)
        if entry and not entry[2] and (not alone or entry[1] or entry[4]):
            doubtful.append(word)  # a number of S, W, O or T; or 1x2, which says not how often what
            last = ""
            continue
        id = ids.get(f"{entry[2] or alone}{int(entry[3])}".casefold()) if entry else None
        if entry is None or id is None or (entry[1] and entry[4]):
            unknown.append(word)
            last = ""
            continue
        given = entry[1] or entry[4]
        dots[id] = dots.get(id, 0) + (int(given) if given else before or 1)
        last, before = "" if given or before else id, 0
    if before:
        unknown.append(f"{before}x")
    if doubtful and not unknown:
        raise Refused(
            _("{words}: of what? Write the letters with the number: {example}").format(
                words=_shown(doubtful), example=example(numbers)
            )
        )
    if unknown := unknown + doubtful:
        raise Refused(
            _("{words}: no number of an entry that is voted on; write {example}").format(
                words=_shown(unknown), example=example(numbers)
            )
        )
    return {id: number for id, number in dots.items() if number}


def _shown(words: list[str]) -> str:
    return listed([f"“{text.short(word, 20)}”" for word in words[:4]])


def _words(typed: str) -> list[str]:
    """The words of the line; letters and number that stand apart (``S 4``) are one."""
    words: list[str] = []
    for word in filter(None, _BETWEEN.split(typed)):
        if words and word.isdecimal() and (words[-1].isalpha() or words[-1] in ("×", "*")):
            words[-1] += word
        else:
            words.append(word)
    return words


def example(numbers: Mapping[str, str]) -> str:
    """Two entries as they are typed here, the second one with two dots."""
    known = list(numbers.values())[:2] or ["S4", "W3"]
    return f"{known[0]} {known[-1]}x2"
