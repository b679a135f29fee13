"""The pages of a Word file: size, margins and numbers, what runs along head and foot, letterhead and logo."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from . import word_parts as parts
from .formats import BOTTOM, LEFT, RIGHT, SIZES, TOP, Paper
from .look import LETTERHEAD_LOGO, Look

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_HEAD = 709
_EMU = 36_000
"""Units of a picture in a millimetre."""
_GAP = 170


class Pages(Struct, frozen=True):
    """Pages held upright: their measures in twips, `head` and `foot` from the edge of the paper."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    head: int = _HEAD
    foot: int = _HEAD

    def text_width(self, landscape: bool) -> int:
        """How wide text may be, in twips."""
        return (self.height if landscape else self.width) - self.left - self.right

    def room(self, landscape: bool) -> tuple[int, int]:
        """How wide and high text may be, in twips."""
        height = (self.width if landscape else self.height) - self.top - self.bottom
        return self.text_width(landscape), height

    def on(self, paper: Pages) -> Pages:
        """The same margins on other paper."""
        return replace(self, width=paper.width, height=paper.height)

    def section(self, landscape: bool, marginals: str, numbers: str, first: str = "") -> str:
        """The properties of pages: references to what runs along them, to that of the `first` one alone, their `numbers`."""
        width, height = (self.height, self.width) if landscape else (self.width, self.height)
        alone = "<w:titlePg/>" if first else ""
        turned = ' w:orient="landscape"' if landscape else ""
        return (
            f'<w:sectPr>{first}{marginals}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}" '
            f'w:header="{self.head}" w:footer="{self.foot}" w:gutter="0"/>{numbers}{alone}</w:sectPr>'
        )


def pages(paper: Paper) -> Pages:
    """Our own pages on this paper."""
    width, height = (round(side * 1440 / 25.4) for side in SIZES[paper])
    return Pages(width, height, *map(twips, (TOP, RIGHT, BOTTOM, LEFT)))


def twips(millimetres: float) -> int:
    """Millimetres as twips, never less."""
    return ceil(millimetres * 1440 / 25.4)


def numbers(roman: bool, first: bool) -> str:
    """How pages are numbered, from 1 again when they are the first of their kind."""
    start = ' w:start="1"' if first else ""
    return f'<w:pgNumType w:fmt="{"lowerRoman" if roman else "decimal"}"{start}/>'


def refer(kind: str, pages: str, id: str) -> str:
    """What stands in the properties of pages for a `header` or `footer` of the first, even or all (`default`) pages."""
    return f'<w:{kind}Reference w:type="{pages}" r:id="{id}"/>'


# What runs along them ---------------------------------------------------------------------------------------


def foot() -> str:
    """The number of the page."""
    return _rooted(parts.paragraph("Footer", parts.field("PAGE", "1")))


def running_head(title: str, place: str, width: int, rule: str) -> str:
    """Title at the left and place at the right end of a line as wide as the text, above a rule."""
    looks = (
        f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="3" w:color="{rule}"/></w:pBdr>'
        f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    )
    words = parts.letters(title.replace("\n", " ")) + ("<w:r><w:tab/></w:r>" if place else "")
    return _rooted(parts.paragraph("Header", words + (parts.letters(place) if place else ""), looks))


def letterhead(look: Look, width: int, picture: str) -> Iterable[str]:
    """The lines of an office above a paper, beside its logo, as parts of a head; `picture` is the id of the logo's part."""
    lines = [
        parts.paragraph(f"Kop{min(place, 3)}", parts.letters(line))
        for place, line in enumerate(look.letterhead, start=1)
    ]
    if look.logo:
        size = look.logo.fitted(*LETTERHEAD_LOGO)
        left = twips(size[0]) + _GAP
        drawn = parts.paragraph("Kop3", inline(look.alt, size, picture), '<w:jc w:val="left"/>')
        yield _rooted(
            f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{width - left}"/></w:tblGrid><w:tr>'
            f"{_cell(left, drawn)}{_cell(width - left, ''.join(lines) or parts.paragraph('Kop3', ''))}</w:tr></w:tbl>"
        )
    else:
        yield from map(_rooted, lines)
    rule = (
        f'<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="1" w:color="{look.rule}"/></w:pBdr>'
    )
    yield _rooted(parts.paragraph("Sela", "", rule))
    yield _rooted(parts.paragraph("Kop3", ""))


def _cell(width: int, inner: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
    )


def _rooted(element: str) -> str:
    """An element that can be read by itself."""
    place = min(at for at in (element.find(" "), element.find(">")) if at > 0)
    return f'{element[:place]} {parts.NAMESPACE} xmlns:r="{RELATIONS}"{element[place:]}'


# Pictures ---------------------------------------------------------------------------------------------------


def inline(alt: str, size: tuple[float, float], id: str, name: str = "Lambang", number: int = 1) -> str:
    """A picture in a line of text, in millimetres; `id` is that of its part, `alt` what it shows.

    No other picture of the text may have its `number`.
    """
    across, down = (round(side * _EMU) for side in size)
    described = f'name="{name}" descr="{parts.escaped(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" {described}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" {described}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
