"""The numbers that Word gives the headings of a file by the definitions in it, as a reader of its pages sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docx.oxml.ns import qn

_ROMAN = ["0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
_FORMS: dict[str, Callable[[int], str]] = {"decimal": str, "upperRoman": _ROMAN.__getitem__}


def labels(file: Any) -> dict[Any, str]:
    """The number of each numbered heading of a python-docx document, by the element of its paragraph."""
    definitions = {
        one.get(qn("w:abstractNumId")): {level.get(qn("w:ilvl")): level for level in one.iter(qn("w:lvl"))}
        for one in file.part.numbering_part.element.iter(qn("w:abstractNum"))
    }
    lists = {
        one.get(qn("w:numId")): one.find(qn("w:abstractNumId")).get(qn("w:val"))
        for one in file.part.numbering_part.element.iter(qn("w:num"))
    }
    counts: dict[str, list[int]] = {}
    found = {}
    for paragraph in file.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is None or not style.get(qn("w:val"), "").startswith("Heading"):
            continue
        place = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if place is None or place.find(qn("w:numId")).get(qn("w:val")) == "0":
            continue
        used = lists[place.find(qn("w:numId")).get(qn("w:val"))]
        depth = int(place.find(qn("w:ilvl")).get(qn("w:val")))
        count = counts.setdefault(used, [0] * 9)
        count[depth:] = [count[depth] + 1, *[0] * (8 - depth)]
        levels = definitions[used]
        here = levels[str(depth)]
        legal = here.find(qn("w:isLgl")) is not None

        def shown(
            match: re.Match[str], count: list[int] = count, levels: Any = levels, legal: bool = legal
        ) -> str:
            level = int(match[1]) - 1
            form = "decimal" if legal else levels[str(level)].find(qn("w:numFmt")).get(qn("w:val"))
            return _FORMS[form](count[level])

        found[paragraph] = re.sub(r"%(\d)", shown, here.find(qn("w:lvlText")).get(qn("w:val")))
    return found


def text(paragraph: Any, found: dict[Any, str]) -> str:
    """What a paragraph says with its number before it."""
    said = "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
    return f"{found[paragraph]} {said}" if paragraph in found else said
