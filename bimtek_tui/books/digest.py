"""The last line of a book: a digest of all that stands above it, by which an edit by hand is noticed.

Not a signature: it tells a book that a person has worked on from one that may be made anew. In a draft it is a
sentence; in a final edition, where no reader is to see it, a comment.
"""

from __future__ import annotations

import base64
import hashlib
import re

OPENING = "Kode isi naskah: "
SEAL = "Sidik isi kesepakatan: "
"""What the line begins with by which a commitment says what was agreed, at its foot."""
_OPENINGS = OPENING, "Sidik digital naskah: "
"""What the line begins with, and what it began with in books of bimtek 0.1."""
_WORDING = OPENING + "`sha256:{digest}`. Naskah ini disusun dari berkas sesi bimtek."
_SEAL = re.compile(
    re.escape(_WORDING)
    .replace(re.escape(OPENING), f"(?:{'|'.join(map(re.escape, _OPENINGS))})")
    .replace(r"\{digest\}", "(?P<digest>[0-9a-f]{64})")
)
_MARK = re.compile(r"<!-- bimtek (?P<mark>[A-Z2-7]{16}) -->")


def sealed(markdown: str) -> str:
    """The book with its digest as the last line."""
    body = markdown.rstrip("\n") + "\n\n"
    return f"{body}{_WORDING.format(digest=_digest(body))}\n"


def marked(markdown: str) -> str:
    """The book with its digest as a comment in the last line."""
    body = markdown.rstrip("\n") + "\n\n"
    return f"{body}<!-- bimtek {mark(body.encode('utf-8', 'surrogatepass'))} -->\n"


def mark(content: bytes) -> str:
    """The digest of some bytes in 16 capital letters and digits."""
    return base64.b32encode(hashlib.sha256(content).digest()[:10]).decode()


def is_sealed(markdown: str) -> bool:
    """Whether the text ends with the line of a digest, right or not."""
    last = _parted(markdown)[1]
    return _SEAL.fullmatch(last) is not None or is_final(markdown)


def is_final(markdown: str) -> bool:
    """Whether the text ends with the mark of a final edition, right or not."""
    return _MARK.fullmatch(_parted(markdown)[1]) is not None


def is_untouched(markdown: str) -> bool:
    """Whether the text is as `sealed` made it; line ends and blank lines at the very end don't matter."""
    body, last = _parted(markdown)
    if comment := _MARK.fullmatch(last):
        return comment["mark"] == mark(body.encode("utf-8", "surrogatepass"))
    seal = _SEAL.fullmatch(last)
    return seal is not None and seal["digest"] == _digest(body)


def _parted(markdown: str) -> tuple[str, str]:
    """What stands above the last line, and the last line."""
    body, newline, last = markdown.replace("\r\n", "\n").rstrip("\n").rpartition("\n")
    return body + newline, last


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
