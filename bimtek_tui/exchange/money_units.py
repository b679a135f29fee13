"""In which unit the amounts of a column are: "Anggaran (Rp. 000.000)", "(dalam ribuan rupiah)", "(x Rp 1.000.000)".

The unit stands in the heading of the column, or once for all of them in a title above. What is no rupiah, or an amount
for something that nobody counts here (a month, a person), is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

_NOUGHTS = re.compile(r"(?<!\d)(?<!\d[.,])(?:1[., ]?)?0{3}(?:[., ]?0{3})*(?![\d])")
_WORDS = {
    "ribu": r"ribu(?:an)?|rb|thousands?",
    "juta": r"juta(?:an)?|jt|mio|millions?",
    "miliar": r"mil[iy]ar(?:an)?|billions?",
    "triliun": r"tril(?:iun|yun|ion)(?:an|s)?",
}
_WORD = re.compile("|".join(rf"\b(?P<{unit}>{words})\b" for unit, words in _WORDS.items()))
UNITS = ("rupiah", *_WORDS)
"""What an amount may be in, as it is asked about."""
_GROUPS = ("", "ribu", "juta", "miliar", "triliun")
_STRANGE = re.compile(
    r"\b(?:usd|us\$|eur|euro|sgd|s\$|myr|aud|jpy|yen|dol+ars?|ringgit)(?!\w)|[$€¥£]"
    r"|(?:\bper|/)\s*(?:bulan|bln|triwulan|semester|hari|minggu|orang|org|jiwa|unit|paket|kegiatan|titik|lokasi|kelurahan|desa|month|day|week|person|quarter)\b"
    r"|%|\bpersen\b"
)
_AROUND = r"[\s(]*(?:\bdalam\b|\bin\b|\bsatuan\b|[x×:*@.-])*[\s(]*(?:\brp\b\.?|\bidr\b|\brupiah\b)?[\s(.x×]*"
_MARKS = re.compile(r"\b(?:rp|rupiah|idr)\b|\bdalam\b")


class Unit(Struct, frozen=True):
    """A unit: the word for it ("" for single rupiah), what is strange in the words ("" for nothing), and those words without it."""

    word: str = ""
    strange: str = ""
    rest: str = ""


@lru_cache(maxsize=1024)
def of_heading(heading: str) -> Unit:
    """The unit that the heading of a column of amounts names."""
    words = heading.casefold()
    strange = _STRANGE.search(words)
    match = _NOUGHTS.search(words) or _WORD.search(words)
    rest = re.sub(rf"{_AROUND}{re.escape(match[0])}[\s)]*(?:rupiah\b)?[)]*", " ", words) if match else words
    return Unit(_word(match), strange[0].strip() if strange else "", rest)


def of_answer(words: str) -> str | None:
    """The unit that a person names alone: juta, (Rp ribu), rupiah as ""; None where that is no unit, or an amount."""
    bare = re.sub(r"[\s().]+|rp|rupiah|idr", "", words.casefold())
    match = _WORD.fullmatch(bare)
    return _word(match) if match else "" if not bare and words.strip(" ().") else None


def of_titles(titles: Iterable[str]) -> Unit:
    """The unit that a line above the table gives to all its amounts: "(dalam juta rupiah)"; titles about money only."""
    for title in titles:
        words = title.casefold()
        if _MARKS.search(words) and (unit := of_heading(title)) and (unit.word or unit.strange):
            return unit
    return Unit()


def _word(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    if named := match.groupdict():
        return next(unit for unit, word in named.items() if word)
    groups = len(re.findall("000", match[0]))
    return _GROUPS[min(groups, len(_GROUPS) - 1)]
