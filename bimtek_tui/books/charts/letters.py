"""The letters of pictures: how wide they are, which the typeface has, and words broken into the lines that they have room for.

It imports matplotlib, as `canvas` does.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

LARGE, USUAL, SMALL = 9.5, 8.5, 7.5
"""Letters in points, at the size that a picture has on the page."""
LINE_HEIGHT = 1.25
"""Of a line, in sizes of its letters."""
_POINT = 25.4 / 72
_MISSING = "□"
_LONGEST = 2_000
"""Letters of a text that are looked at: more fit in no lines of ours."""
_UNSEEN = ("Mn", "Me", "Cf", "Sk")
"""Categories of what joins or colours other letters: without its letter nobody misses it."""


def fitted(
    text: str, width: float, size: float = USUAL, lines: int = 1, bold: bool = False
) -> tuple[str, set[str]]:
    """Text in at most so many lines of this width, broken between words, and the letters that the typeface lacks.

    What does not fit ends with an ellipsis.
    """
    rest, missing = shown(" ".join(text[:_LONGEST].split()))
    made: list[str] = []
    while rest and len(made) < lines:
        last = len(made) == lines - 1
        if extent(rest, size, bold) <= width:
            line, rest = rest, ""
        elif last:
            line, rest = _cut(rest, width, size, bold), ""
        else:
            line, rest = _broken(rest, width, size, bold)
        made.append(line)
    return "\n".join(made), missing


def line_height(size: float = USUAL) -> float:
    """Millimetres of a line in letters of this size."""
    return size * _POINT * LINE_HEIGHT


@cache
def extent(text: str, size: float = USUAL, bold: bool = False) -> float:
    """Millimetres of the widest line of a text."""
    font = FontProperties(size=size, weight="bold" if bold else "normal")
    return max(
        (
            text_to_path.get_text_width_height_descent(shown(line)[0], font, ismath=False)[0] * _POINT
            for line in text.split("\n")
            if line
        ),
        default=0.0,
    )


def shown(text: str) -> tuple[str, set[str]]:
    """Text in letters that the typeface has, and those for which a box stands."""
    kept, missing = [], set()
    for letter in unicodedata.normalize("NFC", text):
        if letter == "\n" or _has(letter):
            kept.append(letter)
        elif unicodedata.category(letter) not in _UNSEEN:
            kept.append(_MISSING)
            missing.add(letter)
    return "".join(kept), missing


@cache
def _font() -> FT2Font:
    return font_manager.get_font(font_manager.findfont("DejaVu Sans"))


@cache
def _has(letter: str) -> bool:
    return bool(_font().get_char_index(ord(letter)))


def _cut(text: str, width: float, size: float, bold: bool) -> str:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if extent(text[:middle].rstrip() + "…", size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def _broken(text: str, width: float, size: float, bold: bool) -> tuple[str, str]:
    """The first line of a text and the rest; a word that is wider than a line is broken."""
    words = text.split(" ")
    count = 0
    while count < len(words) and extent(" ".join(words[: count + 1]), size, bold) <= width:
        count += 1
    if count:
        return " ".join(words[:count]), " ".join(words[count:])
    letters = max(1, len(_cut(words[0], width, size, bold)) - 1)
    return words[0][:letters], text[letters:]
