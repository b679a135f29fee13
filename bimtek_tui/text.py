"""What text may enter the domain. Everything typed, pasted, read or imported passes here once.

Terminals obey escape bytes, and bidi overrides show a reviewer another text than the one that is stored, so both
are dropped; brackets, quotes, emoji and markup of any kind are just text and stay.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping

from .i18n import _

MAX_LINE = 1_000
MAX_PROSE = 20_000
"""Characters that a typed short text and a typed prose may have. Longer text in a file is read all the same."""

# Strings where hardly any text needs them: `re` compiles each once, and no start waits for it.
# Escape sequences are taken out whole: dropping ESC alone would leave "[31m" in the sentence.
_ESCAPES = (
    r"\x1b\][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # OSC: titles, links, clipboard
    r"|\x1b[PX^_][^\x1b\x9c]*(?:\x1b\\|\x9c)?"  # DCS, SOS, PM, APC
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor
    r"|\x1b[ -/]*[0-~]?"
)
_BREAKS = r"\r\n?|[\x0b\x0c\x85\u2028\u2029]"
# C0 but tab and newline, DEL, C1, soft hyphen, ALM, ZWSP, LRM/RLM, bidi overrides and isolates, BOM,
# the other invisible format characters, lone surrogates, noncharacters that XML forbids, tag characters.
# U+200D stays: emoji are joined with it.
_DROPPED = (
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SUSPECT = re.compile(_DROPPED[:-1] + "\x0b\x0c\r\u2028\u2029]")

WORD, CODE = 60, 80
"""How alike, of 100, what somebody wrote must be to a known word, or to a known code or id, to be taken for a slip: twice
the signs that both have in this order, of all their signs. Words of a list differ, and “goverment” (63) means one of six
dimensions. Codes are short and alike (DINKES and DINSOS: 67), and of thousands of ids one is that near by chance (64)."""

_PLAIN_NAME = r"[\w@%+=:,./\\-]+" if os.sep == "\\" else r"[\w@%+=:,./-]+"


def is_clean(text: str) -> bool:
    """Whether the text may be shown and stored as it is (its line breaks and spaces aside)."""
    return _SUSPECT.search(text) is None and unicodedata.is_normalized("NFC", text)


def composed(text: str) -> str:
    """The text with every letter as one sign, where there is one."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """The text in NFC, without control, escape and bidi characters; line breaks become newlines."""
    if is_clean(text):
        return text
    text = re.sub(_BREAKS, "\n", re.sub(_ESCAPES, "", text))
    return composed(re.sub(_DROPPED, "", text))


def line(text: str) -> str:
    """Clean text on one line, with single spaces."""
    return " ".join(clean(text).split())


def word(name: str) -> str:
    """A file name as one word of a command that is shown to be copied into a shell."""
    import shlex  # late: hardly any name needs it

    clean_name = line(name) or "?"
    return clean_name if re.fullmatch(_PLAIN_NAME, clean_name) else shlex.quote(clean_name)


def nearest(written: str, known: Iterable[str], likeness: int = WORD) -> str | None:
    """The known word, or with `CODE` the known code, that was probably meant (capitals aside), or None."""
    from rapidfuzz import fuzz, process  # late: only when something is wrong

    match = process.extractOne(
        written, list(known), scorer=fuzz.ratio, processor=str.lower, score_cutoff=likeness
    )
    return match[0] if match else None


def did_you_mean(
    written: str, known: Iterable[str], likeness: int = WORD, called: Mapping[str, str] | None = None
) -> str:
    """What a sentence about an unknown word ends with: `` (did you mean “start_year”?)``; "" where none is near.

    `called` are the names by which known words are told, where those are others.
    """
    if not (meant := nearest(written, known, likeness)):
        return ""
    return _(" (did you mean “{meant}”?)").format(meant=short((called or {}).get(meant, meant)))


def prose(text: str) -> str:
    """Clean text with its own line breaks, without blanks at the ends of lines or of the whole."""
    return "\n".join(part.rstrip() for part in clean(text).split("\n")).strip("\n")


def short(text: str, width: int = 60) -> str:
    """The beginning of a text on one line, at most `width` characters, for messages and titles."""
    words = line(text)
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"
