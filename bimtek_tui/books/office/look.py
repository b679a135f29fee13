"""How the books of one city look: its name, logo, letterhead, colours and Word styles, from `[identity]` and the files it names.

What is missing, too large or not what it should be is left out and told; the books are made all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal

from msgspec import Struct

from ...i18n import _
from ...model.entries import Session
from ...model.workshop_entries import COLOR, Identity
from ...store import named_files
from ...store.named_files import NamedFile
from ..charts import drawing
from ..own_pictures import made_anew

Tell = Callable[[str], None]
"""Told, in a sentence, what a book is made without."""


def unheard(_sentence: str) -> None:
    """Where nobody is to be told."""


COVER_LOGO, LETTERHEAD_LOGO = (60, 36), (28, 22)
"""Width and height of the room that the logo fills, in millimetres."""
COVER_LOGO, LETTERHEAD_LOGO = (60, 36), (28, 22)
"""Width and height of the room that the logo fills, in millimetres."""
_BLACK, _WHITE = 0x000000, 0xFFFFFF
_READABLE = 4.5
"""Contrast that letters need to what they stand on (WCAG 2, level AA)."""
_PALE = 0.85
"""How much of the head of a table is white, the rest being the colour of the city."""


class Logo(Struct, frozen=True):
    """A picture: its bytes, what it is, and its pixels."""

    content: bytes
    kind: Literal["png", "jpeg"]
    width: int
    height: int

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Width and height in which it fits a box, in the measure of the box."""
        factor = min(width / self.width, height / self.height)
        return self.width * factor, self.height * factor


class Look(Struct, frozen=True):
    """What the makers of Word, PDF and HTML need to know of a city; without anything the look is the program's own.

    Colours are six hexadecimal digits: `ink` of titles and headings, readable on white; `rule` of lines; `tint` behind
    the heads of tables. `place` stands at the right of running heads: the government, or else the city.
    """

    government: str = ""
    agency: str = ""
    year: str = ""
    place: str = ""
    letterhead: tuple[str, ...] = ()
    has_own_letterhead: bool = False
    ink: str = "000000"
    rule: str = "7f7f7f"
    tint: str = "d9e2f3"
    logo: Logo | None = None
    reference: bytes = b""
    reference_name: str = ""

    @property
    def author(self) -> str:
        """Who hands the book in, for the properties of its file; "" where nobody is named."""
        return ", ".join(name for name in (self.agency, self.government) if name)

    @property
    def alt(self) -> str:
        """What the logo shows, for those who don't see it."""
        return f"Lambang {self.place or 'daerah'}"

    @property
    def bare(self) -> Look:
        """The look of a regulation, which has the form that the law gives it: black, without letterhead, logo and styles."""
        return Look(
            government=self.government, agency=self.agency, year=self.year, place=self.place, tint=_GREY
        )


_GREY = "e7e6e6"
OURS = Look()


def load(session: Session, folder: Path | None, formats: Collection[str], tell: Tell) -> Look:
    """The look of books in these formats, of a session whose file lies in `folder`; without a folder no file is looked for."""
    if set(formats) <= {"md"}:
        return OURS
    identity = session.identity or Identity()
    government, agency = identity.government or "", identity.agency or ""
    names = tuple(name.upper() for name in (government, agency) if name)
    ink, rule, tint = _colors(identity.color or "")
    document = identity.reference_doc if "docx" in formats else None
    reference, styles = _file(folder, "reference_doc", document, tell)
    return Look(
        government=government,
        agency=agency,
        year=str(identity.year or ""),
        place=government or (session.city.name if session.city else "") or "",
        letterhead=identity.letterhead or names,
        has_own_letterhead=bool(identity.letterhead),
        ink=ink,
        rule=rule,
        tint=tint,
        logo=_logo(folder, identity.logo, tell),
        reference=styles,
        reference_name=reference.name,
    )


def made_without(named: NamedFile, key: str) -> str:
    """What is told of a file that can't be used."""
    return _("books are made without it: {reason}").format(reason=named.sentence(key))


def _logo(folder: Path | None, name: str | None, tell: Tell) -> Logo | None:
    """The logo without what its file says besides (where it was taken, by whom), as far as there is what removes it."""
    named, content = _file(folder, "logo", name, tell)
    if content and drawing.is_possible("PIL"):
        named, made = made_anew(named, drawing.remake({named.name: content}).get(named.name))
        if made is None:
            tell(made_without(named, "logo"))
        content = made.content if made else b""
    kind: Literal["png", "jpeg"] = "png" if content.startswith(b"\x89PNG") else "jpeg"
    return Logo(content, kind, *named_files.picture_size(content)) if content else None


def _file(folder: Path | None, key: str, name: str | None, tell: Tell) -> tuple[NamedFile, bytes]:
    if folder is None or not name:
        return NamedFile(""), b""
    named, content = named_files.take(folder, name, picture=key == "logo")
    if named.fault:
        tell(made_without(named, key))
    return named, content


def _colors(given: str) -> tuple[str, str, str]:
    """Ink, rule and tint from the city's colour; ours where it is none, or too pale to be read as letters."""
    if not COLOR.fullmatch(given):
        return OURS.ink, OURS.rule, OURS.tint
    color = int(given[1:], 16)
    ink = color if contrast(color, _WHITE) >= _READABLE else _BLACK
    tint = sum(round(channel + (0xFF - channel) * _PALE) << shift for channel, shift in _channels(color))
    return f"{ink:06x}", f"{color:06x}", f"{tint:06x}"


def contrast(one: int, other: int) -> float:
    """How well two colours can be told from each other, 1 to 21, as WCAG 2 counts it."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(color: int) -> list[tuple[int, int]]:
    """Red, green and blue, each with the place of its bits."""
    return [(color >> shift & 0xFF, shift) for shift in (16, 8, 0)]


def _luminance(color: int) -> float:
    shares = [channel / 255 for channel, _shift in _channels(color)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
