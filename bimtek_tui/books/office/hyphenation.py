"""Where ordinary Indonesian words may be broken at the end of a line: by syllables, as pyphen knows them.

Names of people, places and agencies are never broken, nor are foreign words, addresses and codes. A book does not
say which words are names; so whatever has a capital letter or a digit counts as one.
"""

from __future__ import annotations

import re
from functools import cache

from pyphen import Pyphen

from .foreign_words import FOREIGN

SOFT = "\u00ad"
"""The soft hyphen: shows only where a line ends at it."""
_SHORTEST, _LONGEST = 7, 40
"""Letters of a word that is worth breaking, and of one that may still be a word."""
_BEFORE, _AFTER = 2, 4
"""Letters that stay together on each side: at three, the dictionary tears endings off their word (pendidi-kan)."""


@cache
def _dictionary() -> Pyphen:
    return Pyphen(lang="id_ID", left=_BEFORE, right=_AFTER)


@cache
def _ordinary(least: int) -> re.Pattern[str]:
    """Words of at least so many letters, all of them small, with nothing but punctuation around them."""
    return re.compile(rf"(?<!\S)([(\[\"'“‘]*)([a-z]{{{least},{_LONGEST}}})(?=[)\]\"'”’.,;:!?]*(?!\S))")


@cache
def syllables(word: str) -> str:
    """A word of small letters with a soft hyphen wherever it may be broken; a foreign one as it is."""
    if word in FOREIGN:
        return word
    places = _dictionary().positions(word)
    # a syllable of one letter is more often a slip of the dictionary (tran-s-for-masi) than one of the language
    kept = [place for place in places if place - 1 not in places and place + 1 not in places]
    return SOFT.join(word[start:end] for start, end in zip([0, *kept], [*kept, None], strict=True))


def softened(text: str, least: int) -> str:
    """The text with soft hyphens in its ordinary words of at least `least` letters."""
    found = _ordinary(min(max(least, _SHORTEST), _LONGEST))
    return found.sub(lambda word: word[1] + syllables(word[2]), text)
