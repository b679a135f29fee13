"""Letters of a PDF as `pdf.typ` takes them: runs with their looks, and places where a word that is too wide may be broken."""

from __future__ import annotations

import re

from .blocks import Run, Runs
from .columns import extent
from .hyphenation import SOFT, softened

USUAL_WIDTH = 0.5
"""Width of a usual letter, in sizes of the letters."""
_CODE = 510
"""Width of a letter of code, in thousandths of the size of the letters around it."""
_PART = 3
"""A word that takes more than this part of its line may be broken by syllables."""
_BOLD = 1.1
"""How much wider bold letters are."""
_WHOLE_CODE = 24
_PIECE = re.compile(r"(\S{4})(?=\w)")
_JOINT = re.compile(r"([@./_])(?=\w)")
"""Where an address that is too long for its line is broken rather than anywhere."""
_BREAK = "\u200b"


def shown(runs: Runs, room: float = 400.0, size: float = 12.0, whole: bool = False) -> list[str | list[str]]:
    """Runs as `pdf.typ` takes them, for lines of so many points; words that may be wider can be broken.

    With `whole` only words that fit on no line can: nobody wants to read the head of a table in halves.
    """
    return [_run(run, room, size, 1 if whole else _PART) for run in runs]


def _run(run: Run, room: float, size: float, part: int) -> str | list[str]:
    characters = run.text
    looks = "".join(
        letter
        for letter, has in zip("bisc", (run.bold, run.italic, run.struck, run.code), strict=True)
        if has
    )
    if run.code and len(characters) <= min(_WHOLE_CODE, room * 1000 / (size * _CODE)):
        return [characters, looks + "w"]
    if not run.code:
        characters = _softened(characters, room, size, part)
    if len(characters) * size > room:
        characters = " ".join(_parted(word, run.code, room, size) for word in characters.split(" "))
    return [characters, looks] if looks or "\n" in characters or _BREAK in characters else characters


def _softened(characters: str, room: float, size: float, part: int) -> str:
    if part > 1:
        return softened(characters, int(room / (part * size * USUAL_WIDTH)))
    return " ".join(
        softened(word, 0) if extent(word) * size * _BOLD > room * 1000 else word
        for word in characters.split(" ")
    )


def _parted(word: str, code: bool, room: float, size: float) -> str:
    """A word that fits on no line with places where it may be broken, of an address at its joints; any other as it is."""

    def fits(part: str) -> bool:
        return (len(part) * _CODE if code else extent(part)) * size <= room * 1000

    if fits(word) or SOFT in word:
        return word
    joints = _JOINT.sub(rf"\1{_BREAK}", word)
    return joints if all(map(fits, joints.split(_BREAK))) else _PIECE.sub(rf"\1{_BREAK}", word)
