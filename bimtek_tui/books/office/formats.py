"""The formats of a book besides Markdown: paper and margins of them all, which file, which package it takes, who makes it, whose it is afterwards.

A file carries the digest of what it was when it was made, so that one that a person has worked on is told from one
that may be made anew. None of it depends on the clock or the machine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from ...errors import BimtekError
from ...i18n import _
from ..digest import is_sealed, is_untouched, mark
from .blocks import Images
from .document import Document, read
from .look import OURS, Look, Tell, unheard

Paper = Literal["a4", "f4"]
Maker = Callable[[Document, Paper | None, Look, Tell, Images], bytes]
Whose = Literal["ours", "edited", "foreign"]
"""A file as this program left it; one of ours that a person has worked on; one that is not ours or not known to be."""

SIZES: dict[Paper, tuple[int, int]] = {"a4": (210, 297), "f4": (215, 330)}
"""Width and height of a page held upright, in millimetres."""
USUAL: Paper = "a4"
"""Where no paper is named."""
TOP, RIGHT, BOTTOM, LEFT = 20, 20, 25, 30
"""Margins in millimetres, of a page held upright and of one held across."""
SMALLEST = 18
"""Letters in tables are never smaller, in half points."""


class Format(Struct, frozen=True):
    """How a book is made in a format.

    `maker` is module and function of this package, a `Maker`, imported when it is used; `extra` is the extra that brings
    the packages `needs`; `seal` puts the digest in, `whose` reads it. Markdown has no maker.
    """

    suffix: str
    maker: str
    extra: str
    needs: tuple[str, ...]
    seal: Callable[[bytes], bytes]
    whose: Callable[[bytes], Whose]


def make(
    name: str,
    markdown: str,
    document: Document | None,
    paper: Paper | None,
    look: Look = OURS,
    tell: Tell = unheard,
    images: Images = MappingProxyType({}),
) -> bytes:
    """The file of a book in a format; `document` is what `markdown` says (not needed for Markdown itself).

    `images` are its pictures; one that is not among them is left out. Without a `paper` it is A4, or in Word what the city's own document has. `tell` hears what it is made without.
    Raises BimtekError when a package is missing.
    """
    format = FORMATS[name]
    if not format.maker:
        return markdown.encode("utf-8")
    require(name)
    module, _colon, function = format.maker.partition(":")
    maker: Maker = getattr(import_module(f".{module}", __package__), function)
    document = document or read(markdown)
    return format.seal(maker(document, paper, look.bare if document.is_regulation else look, tell, images))


def require(name: str) -> None:
    """Raise BimtekError, with the one command that installs it, when the package that a format takes is missing."""
    format = FORMATS[name]
    if any(find_spec(package) is None for package in format.needs):
        raise missing(name)


def missing(name: str) -> BimtekError:
    """The error of a format whose package is not installed."""
    return BimtekError(
        _("the format {format} takes one more package; install it with: {command}").format(
            format=name, command=f"python -m pip install 'bimtek-tui[{FORMATS[name].extra}]'"
        )
    )


def _markdown(content: bytes) -> Whose:
    page = content.decode("utf-8", "replace")
    return "ours" if is_untouched(page) else "edited" if is_sealed(page) else "foreign"


_HTML = re.compile(rb"<!-- bimtek (?:sha256:)?([0-9a-f]{64}|[A-Z2-7]{16}) -->\n")
"""The mark of a page, and what it was in bimtek 0.1."""


def _html_sealed(content: bytes) -> bytes:
    content = content.rstrip(b"\n") + b"\n"
    return content + b"<!-- bimtek %s -->\n" % mark(content).encode()


def _html(content: bytes) -> Whose:
    content = content.replace(b"\r\n", b"\n")
    marks = list(_HTML.finditer(content))
    if not marks:
        return "foreign"
    last, made = marks[-1], content[: marks[-1].start()]
    return (
        "ours" if last.end() == len(content) and last[1] in (mark(made).encode(), _digest(made)) else "edited"
    )


_PDF = re.compile(rb"%bimtek sha256:([0-9a-f]{64})\n")


def _pdf_sealed(content: bytes) -> bytes:
    """A comment before the last ``startxref``, where it moves nothing that the table of objects points to."""
    place = content.rindex(b"startxref")
    return b"%s%%bimtek sha256:%s\n%s" % (content[:place], _digest(content), content[place:])


def _pdf(content: bytes) -> Whose:
    mark = _PDF.search(content)
    if mark is None:
        return "foreign"
    return "ours" if mark[1] == _digest(content[: mark.start()] + content[mark.end() :]) else "edited"


def _word_sealed(content: bytes) -> bytes:
    from .word_archive import sealed

    return sealed(content)


def _word(content: bytes) -> Whose:
    from .word_archive import whose

    return whose(content)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


FORMATS: dict[str, Format] = {
    "md": Format(".md", "", "", (), lambda content: content, _markdown),
    "docx": Format(".docx", "word:docx", "", (), _word_sealed, _word),
    "pdf": Format(".pdf", "pdf:pdf", "pdf", ("typst", "pyphen"), _pdf_sealed, _pdf),
    "html": Format(".html", "html:html", "", (), _html_sealed, _html),
}
"""Every format by its name on the command line, Markdown first."""
