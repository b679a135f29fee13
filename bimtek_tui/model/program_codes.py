"""Codes of programs in the planning system of the regions (SIPD): their shape, their level, the decrees they are of.

A code is ``U.BB.PP.K.GG.SSSS``: urusan, bidang urusan, program, kind of region, kegiatan, sub-kegiatan (Permendagri
90/2019, whose annex later decrees renew). It is valid only with its decree. Nothing here reads a file.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import Literal

from msgspec import Struct

from .. import text
from ..errors import Refused
from ..i18n import N_, _
from .lookup import folded, letters
from .workshop_entries import CityKind

Level = Literal["urusan", "bidang", "program", "kegiatan", "sub-kegiatan"]

LEVELS: dict[Level, str] = {
    "urusan": N_("urusan"),
    "bidang": N_("bidang urusan"),
    "program": N_("program of SIPD"),
    "kegiatan": N_("kegiatan"),
    "sub-kegiatan": N_("sub-kegiatan"),
}
"""The levels with what people call them, the broadest first."""
CARRIED: tuple[Level, ...] = ("program", "kegiatan", "sub-kegiatan")
"""What a program of a masterplan may carry: planners budget sub-kegiatan, and some programs take a whole kegiatan or program of SIPD."""
REGIONS: dict[CityKind, str] = {"provinsi": "1", "kabupaten": "2", "kota": "2"}
"""The sign of the kind of region in codes; a kawasan plans with both."""

_SEGMENTS: tuple[tuple[str, str, str], ...] = (
    (N_("urusan"), "[1-9X]", N_("one digit from 1 to 9, or X")),
    (N_("bidang urusan"), r"\d\d|XX", N_("two digits, or XX behind X")),
    (N_("program of SIPD"), r"\d\d", N_("two digits")),
    (N_("kind of region"), "[12]", N_("1 for a province, 2 for a kabupaten or kota")),
    (N_("kegiatan"), r"\d\d", N_("two digits")),
    (N_("sub-kegiatan"), r"\d\d(?:\d\d)?", N_("four digits, two until 2021")),
)
"""Name, pattern and pattern in words of each part of a code."""
_LEVEL_BY_LENGTH: dict[int, Level] = {
    1: "urusan",
    2: "bidang",
    3: "program",
    5: "kegiatan",
    6: "sub-kegiatan",
}
_SUPPORT = ("X", "XX")
"""What stands for urusan and bidang in codes of support, which every agency has under its own."""
_SUPPORT_PROGRAM = "01"


class ProgramCode(Struct, frozen=True):
    """A code of right shape, by its parts."""

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.parts)

    @property
    def level(self) -> Level:
        return _LEVEL_BY_LENGTH[len(self.parts)]

    @property
    def region(self) -> str:
        """1 for a province, 2 for a kabupaten or kota, "" where the code is too short to say."""
        return self.parts[3] if len(self.parts) > 3 else ""

    @property
    def digits(self) -> int:
        """Digits of the sub-kegiatan; 0 for a code of another level."""
        return len(self.parts[5]) if len(self.parts) == 6 else 0

    @property
    def in_lists(self) -> tuple[str, ...]:
        """As which a list may have it: an agency's own code of support stands there under X.XX."""
        if self.parts[2:3] == (_SUPPORT_PROGRAM,) and self.parts[:2] != _SUPPORT:
            return str(self), ".".join((*_SUPPORT, *self.parts[2:]))
        return (str(self),)


def read(written: str) -> ProgramCode:
    """The code that is written. Raises Refused, naming the part that is wrong."""
    parts = tuple(written.split("."))
    for (name, pattern, wanted), part in zip(_SEGMENTS, parts, strict=False):
        if not re.fullmatch(pattern, part, re.ASCII):
            raise Refused(
                _("in the code “{code}” the {segment} is “{part}”, and must be {wanted}").format(
                    code=text.short(written, 40), segment=_(name), part=text.short(part, 20), wanted=_(wanted)
                ),
                "code",
            )
    if len(parts) > len(_SEGMENTS):
        raise Refused(
            _("the code “{code}” has {number} parts, and none has more than {most}").format(
                code=text.short(written, 40), number=len(parts), most=len(_SEGMENTS)
            ),
            "code",
        )
    if len(parts) not in _LEVEL_BY_LENGTH:
        raise Refused(
            _("the code “{code}” ends with the kind of region; the kegiatan behind it is missing").format(
                code=text.short(written, 40)
            ),
            "code",
        )
    if (parts[0] == "X") != (parts[1:2] == ("XX",)) and len(parts) > 1:
        raise Refused(
            _("in the code “{code}” X and XX stand only together, as X.XX").format(
                code=text.short(written, 40)
            ),
            "code",
        )
    return ProgramCode(parts)


def is_code(written: str) -> bool:
    """Whether a code of right shape is written."""
    try:
        read(written)
    except Refused:
        return False
    return True


def tidy(written: str) -> str:
    """A code as lists write it: without blanks and the point at its end, X in capitals."""
    return re.sub(r"\s+", "", written).rstrip(".").upper()


# Decrees --------------------------------------------------------------------------------------------------------


class Decree(Struct, frozen=True):
    """A decree that gave the codes anew; `digits` are those of its sub-kegiatan."""

    form: str
    number: str
    year: int
    digits: int

    @property
    def name(self) -> str:
        return f"{self.form} Nomor {self.number} Tahun {self.year}"


DECREES = (
    Decree("Permendagri", "90", 2019, 2),
    Decree("Kepmendagri", "050-3708", 2020, 2),
    Decree("Kepmendagri", "050-5889", 2021, 2),
    Decree("Kepmendagri", "900.1.15.5-1317", 2023, 4),
    Decree("Kepmendagri", "900.1.15.5-3406", 2024, 4),
    Decree("Kepmendagri", "900.1-2850", 2025, 4),
    Decree("Kepmendagri", "900.1-861", 2026, 4),
)
"""Those that are known; new ones come nearly every year. Of the last one there is only one source."""
_HYPHENS = re.compile(r"\s*[-‐‑‒–—−]\s*")
_WORD = re.compile(r"[^\s/,;()]+")


def decree(written: str) -> Decree | None:
    """The known decree that is meant by words with its number and year; None for another."""
    words = {word.strip(".") for word in _WORD.findall(_HYPHENS.sub("-", written))}
    return next((known for known in DECREES if {known.number, str(known.year)} <= words), None)


def decree_key(written: str) -> str:
    """What two spellings of one decree share."""
    known = decree(written)
    return f"{known.number}/{known.year}" if known else letters(written)


def decree_name(written: str) -> str:
    """A decree as it is named in sentences: a known one in short, another as it is written."""
    known = decree(written)
    return known.name if known else text.line(written)


def of_decree(code: ProgramCode, written: str) -> str:
    """Why a code can't be of this decree, in a sentence; "" where it may."""
    known = decree(written)
    if known is None or code.digits in (0, known.digits):
        return ""
    return _("the sub-kegiatan of “{code}” has {digits} digits, and those of {decree} have {wanted}").format(
        code=code, digits=code.digits, decree=known.name, wanted=known.digits
    )


# Lists ----------------------------------------------------------------------------------------------------------


class ListedCode(Struct, frozen=True):
    """One code of a list, with what the decree says of it; "" where the list does not."""

    code: str
    name: str
    performance: str = ""
    indicator: str = ""
    unit: str = ""


class CodeList(Struct, frozen=True, dict=True):
    """The codes of a decree as a list has them that somebody took in; `source` is the name of its file."""

    decree: str
    imported: dt.date
    source: str
    codes: tuple[ListedCode, ...]

    @cached_property
    def by_code(self) -> dict[str, ListedCode]:
        """The codes as they are written."""
        return {listed.code: listed for listed in self.codes}

    def get(self, code: ProgramCode) -> ListedCode | None:
        """What the list says of a code, also of an agency's own code of support."""
        return next((self.by_code[name] for name in code.in_lists if name in self.by_code), None)

    @cached_property
    def _words(self) -> list[str]:
        return [folded(listed.name) for listed in self.codes]

    def find(self, words: str, region: str = "", most: int = 200) -> list[ListedCode]:
        """The codes that begin with these digits, or whose name has all of these words; those of this kind of region.

        A sub-kegiatan comes before what is broader, as it is what gets money.
        """
        begun, wanted = tidy(words), folded(words)
        by_code = re.fullmatch(r"[1-9X][0-9X.]*", begun) is not None
        parts = wanted.split()
        matches = [
            (listed, name)
            for listed, name in zip(self.codes, self._words, strict=True)
            if (listed.code.startswith(begun) if by_code else all(part in name for part in parts))
            and (not region or listed.code.split(".")[3:4] in ([], [region]))
        ]
        matches.sort(key=lambda match: (-match[0].code.count("."), wanted not in match[1]))
        return [listed for listed, _name in matches[:most]]
