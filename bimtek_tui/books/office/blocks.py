"""What stands in a document: headings, paragraphs, lists, tables, pictures, and the letters in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from ..digest import OPENING, SEAL
from ..gaps import PEN

Align = Literal["left", "right", "center"]

SOURCE = "Sumber: "
"""What the line below a picture begins with."""
_UNBROKEN = 20
"""Letters of a word that a justified line can still do with."""
_MANY_LINES = 40
_SIDES = 2
_LADDER = 3
_TO_SIGN = ("tanda tangan", "paraf")


class Run(Struct, frozen=True):
    """Letters of one look; a break of the line is ``\\n``."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False


Runs = tuple[Run, ...]


class Heading(Struct, frozen=True):
    """A heading below the one of its chapter: level 3 or more."""

    level: int
    runs: Runs


class Paragraph(Struct, frozen=True):
    """A paragraph; a task (`is_task`) tells a person what to write in its place."""

    runs: Runs

    @property
    def is_task(self) -> bool:
        return plain(self.runs).startswith(PEN)

    @property
    def is_ragged(self) -> bool:
        """Whether a word in it is so long that it would tear the line before it apart, were the lines justified."""
        return max(map(len, plain(self.runs).split()), default=0) > _UNBROKEN

    @property
    def is_seal(self) -> bool:
        """Whether it is the line of the digest, which is set small."""
        return plain(self.runs).startswith((f"{OPENING}sha256:", SEAL))


class Items(Struct, frozen=True):
    """A list; each item with its depth from 0. `start` is the number of the first one, None for bullets."""

    items: tuple[tuple[int, Runs], ...]
    start: int | None


class Lines(Struct, frozen=True):
    """Lines in letters of one width, shown as they are."""

    text: str

    @property
    def are_many(self) -> bool:
        """Whether they are too many to be kept on one page."""
        return self.text.count("\n") >= _MANY_LINES


class Table(Struct, frozen=True):
    """A table with its caption, which may be empty."""

    caption: Runs
    align: tuple[Align, ...]
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]

    @property
    def is_signature(self) -> bool:
        """Whether it is a place to sign: two columns without rules, the date at the right above who signs, names last."""
        return not self.caption and len(self.head) == _SIDES and not plain(self.head[0]).strip()

    @property
    def is_ladder(self) -> bool:
        """Whether it has no rules and hangs on its first two columns: ``Menimbang:``, ``a.`` and what is considered."""
        return not self.caption and len(self.head) == _LADDER and not any(map(plain, self.head))

    @property
    def is_form(self) -> bool:
        """Whether people write or sign in it by hand, so that its rows must be high."""
        if self.is_signature or self.is_ladder:
            return False
        heads = [plain(head).strip().lower() for head in self.head]
        blank = all(not plain(cell).strip() for row in self.rows for cell in row[1:])
        return bool(self.rows) and (blank or any(head in _TO_SIGN for head in heads))


class Picture(Struct, frozen=True):
    """A picture by the name of its file as Markdown has it, what it shows for those who don't see it, caption and source.

    `caption` and `source` may be empty.
    """

    file: str
    alt: str
    caption: Runs
    source: Runs


Block = Heading | Paragraph | Items | Lines | Table | Picture


class Image(Struct, frozen=True):
    """What a picture's file holds, its size on the page in millimetres, and for Word, which takes no SVG, a `raster`.

    `head` and `rows` are the table behind it, for those who want the numbers; a person's own picture has none.
    """

    content: bytes
    kind: Literal["svg", "png", "jpeg"]
    width: float
    height: float
    raster: bytes = b""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


Images = Mapping[str, Image]
"""The pictures of a book by the names of their files as Markdown has them."""


def plain(runs: Sequence[Run]) -> str:
    """The letters without their look."""
    return "".join(run.text for run in runs)
