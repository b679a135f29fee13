"""Headings among pasted lines: a line that is only the name of a list (KELEMAHAN, II. Ancaman) or of a dimension."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from msgspec import Struct

from ..i18n import _
from ..model.kinds import kinds
from ..model.labels import dimension_label
from ..model.lookup import bare_words, vocabulary
from ..model.method import Method
from ..model.vocabulary import VOCABULARY
from . import tag_names

_LONGEST = 80
"""Characters of a heading."""
_NUMBERED = re.compile(
    r"\s*(?:[*_#>]+\s*)?(?:[IVX]{1,4}\s+|\(?(?:[IVXivx]{1,4}|[A-Za-z]|[0-9]{1,2}(?:\.[0-9]{1,2})*)[.)]\s+)"
)
"""II. and II and A. and 1.2. and b) before a heading."""
_BESIDE = vocabulary(
    "faktor factor factors unsur aspek daftar list analisis analysis swot internal eksternal external dimensi dimension "
    "program programs strategi strategy usulan pilar bidang dan and smart cerdas city kota kabupaten tahun year years"
)
"""Words that stand in a heading beside the name, and say nothing about it."""

_OF_TITLES = vocabulary("swot analisis analysis faktor factor factors daftar list")
"""Words by which a line of nothing but such words is the title of what stands below: Analisis SWOT Kota Bontang."""


class Heading(Struct, frozen=True):
    """What a heading names: a list, or a dimension by its id, or nothing; `name` is what it is called."""

    name: str
    target: Any = None
    dimension: str = ""


class Headings:
    """The headings that may stand among lines that go to these lists; words of the city's name say nothing in them."""

    def __init__(self, lists: Sequence[Any], method: Method, city: str = "") -> None:
        self._beside = _BESIDE.union(bare_words(city))
        named = [(Heading(_(target.title), target=target), tuple(_spellings(target))) for target in lists]
        if any(target.kind and "dimension" in kinds()[target.kind].keys for target in lists):
            named += [
                (Heading(dimension_label(method, id), dimension=id), tag_names.spellings(dimension))
                for id, dimension in method.dimensions.items()
            ]
        self._named = [
            (heading, {tuple(bare_words(spelling)) for spelling in spelt}) for heading, spelt in named
        ]
        self._words = self._beside.union(
            word for _heading, names in self._named for name in names for word in name
        )

    def find(self, line: str) -> Heading | None:
        """The heading that a line is: each of its words is part of the name of one list or dimension; else None."""
        if len(line) > _LONGEST:
            return None
        words = bare_words(_NUMBERED.sub("", line, count=1)) or bare_words(line)
        if not all(word in self._words or word.isdigit() for word in words):
            return None  # as nearly every line
        heading = next(
            (heading for heading, names in self._named if _names(words, names, self._beside)), None
        )
        is_title = _OF_TITLES.intersection(words) and self._beside.issuperset(words)
        return heading or (Heading("–") if self._named and is_title else None)


def _spellings(target: Any) -> Iterator[str]:
    """What a list may be called: its title, and the words for what all of its entries have (KEKUATAN, W)."""
    yield from (target.title, _(target.title))
    for value in target.preset.values():
        if value in VOCABULARY:
            word = VOCABULARY[value]
            yield from (value, word.label, _(word.label), word.book, *word.also)


def _names(words: Sequence[str], names: Collection[tuple[str, ...]], beside: Collection[str]) -> bool:
    """Whether words are a name in one or several of its spellings, with an abbreviation: Peluang (Opportunities, O)."""
    left, named = list(words), False
    while left:
        whole = max((name for name in names if tuple(left[: len(name)]) == name), key=len, default=())
        if not whole and not (left[0] in beside or left[0].isdigit()):
            return False
        named = named or any(len(word) > 1 for word in whole)
        left = left[len(whole) or 1 :]
    return named
