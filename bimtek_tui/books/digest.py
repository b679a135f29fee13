"""The last line of a book: a digest of all that stands above it, by which an edit by hand is noticed.

Not a signature: it tells a book that a person has worked on from one that may be made anew.
"""

from __future__ import annotations

import hashlib
import re

OPENING = "Kode isi naskah: "
_OPENINGS = OPENING, "Sidik digital naskah: "
"""What the line begins with, and what it began with in books of bimtek 0.1."""
_WORDING = OPENING + "`sha256:{digest}`. Naskah ini disusun dari berkas sesi bimtek."
_SEAL = re.compile(
    re.escape(_WORDING)
    .replace(re.escape(OPENING), f"(?:{'|'.join(map(re.escape, _OPENINGS))})")
    .replace(r"\{digest\}", "(?P<digest>[0-9a-f]{64})")
)


def sealed(markdown: str) -> str:
    """The book with its digest as the last line."""
    body = markdown.rstrip("\n") + "\n\n"
    return f"{body}{_WORDING.format(digest=_digest(body))}\n"


def is_sealed(markdown: str) -> bool:
    """Whether the text ends with the line of a digest, right or not."""
    return _SEAL.fullmatch(_parted(markdown)[1]) is not None


def is_untouched(markdown: str) -> bool:
    """Whether the text is as `sealed` made it; line ends and blank lines at the very end don't matter."""
    body, last = _parted(markdown)
    seal = _SEAL.fullmatch(last)
    return seal is not None and seal["digest"] == _digest(body)


def _parted(markdown: str) -> tuple[str, str]:
    """What stands above the last line, and the last line."""
    body, newline, last = markdown.replace("\r\n", "\n").rstrip("\n").rpartition("\n")
    return body + newline, last


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
