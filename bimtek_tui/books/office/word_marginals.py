"""What runs along the pages of a Word file, as parts of it: running heads, numbers, letterhead, or what the city's own document has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from .blocks import plain
from .document import Document
from .look import Logo, Look
from .orientation import placed
from .word_pages import RELATIONS, Pages, foot, letterhead, refer, running_head

if TYPE_CHECKING:
    from docx.document import Document as File

    from .word_reference import Marginal, Reference

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Marginals(Struct, frozen=True):
    """What the properties of pages refer to: on the first page of a paper, on pages upright and across.

    `picture` is the id of the logo's part in the text, "" where it stands there nowhere.
    """

    first: str
    upright: str
    across: str
    picture: str = ""


def make(file: File, document: Document, pages: Pages, look: Look, reference: Reference | None) -> Marginals:
    """Make the parts; what the `reference` has goes before our own, a letterhead that was written before its first page."""
    theirs = _theirs(file, reference, document.is_book)

    def also_even(kind: str, marginal: str) -> str:
        """With what stands on even pages, where these differ."""
        if reference is None or not reference.even_and_odd:
            return marginal
        own = theirs.get((kind, "even"))
        return marginal + (refer(kind, "even", own) if own else marginal.replace('"default"', '"even"'))

    feet = refer("footer", "default", theirs.get(("footer", "default")) or _add(file, "footer", [foot()])[0])
    head = refer("header", "default", theirs["header", "default"]) if ("header", "default") in theirs else ""
    heads = [head, head]
    firsts = {kind: id for (kind, where), id in theirs.items() if where == "first"}
    first = picture = ""
    if document.is_book:
        if not head:
            words = plain(document.title), look.place
            widths = [pages.text_width(landscape) for landscape in (False, True)]
            made = [_add(file, "header", [running_head(*words, width, look.rule)])[0] for width in widths]
            heads = [refer("header", "default", id) for id in made]
        if look.logo:
            picture = file.part.relate_to(_logo(file, look.logo), f"{RELATIONS}/image")
    elif look.has_own_letterhead or ((look.letterhead or look.logo) and not (head or "header" in firsts)):
        landscape = next((landscape for _roman, landscape, _chapter in placed(document)), False)
        id, part = _add(file, "header", [])
        drawn = part.relate_to(_logo(file, look.logo), f"{RELATIONS}/image") if look.logo else ""
        fill(part.element, letterhead(look, pages.text_width(landscape), drawn))
        first = refer("header", "first", id) + feet.replace('"default"', '"first"')
    else:
        first = "".join(refer(kind, "first", id) for kind, id in firsts.items())
    upright, across = (also_even("header", head) + also_even("footer", feet) for head in heads)
    return Marginals(first, upright, across, picture)


def fill(element: Any, pieces: Iterable[Any]) -> None:
    """Put these elements, or the XML of each, in place of what an element holds."""
    from docx.oxml import parse_xml

    for old in list(element):
        element.remove(old)
    element.extend(parse_xml(piece) if isinstance(piece, str) else piece for piece in pieces)


def _add(file: File, kind: str, pieces: list[str]) -> tuple[str, Any]:
    """A new header or footer: its id in the text, and the part."""
    add = file.part.add_header_part if kind == "header" else file.part.add_footer_part
    part, id = add()  # type: ignore[no-untyped-call]
    fill(part.element, pieces)
    return id, part


def _logo(file: File, logo: Logo) -> Any:
    return picture_part(file, "lambang", logo.kind, logo.content)


def picture_part(file: File, name: str, kind: str, content: bytes) -> Any:
    """The part of a picture, `name` being that of its file in the archive."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    return Part(PackURI(f"/word/media/{name}.{kind}"), f"image/{kind}", content, file.part.package)


def _theirs(file: File, reference: Reference | None, is_book: bool) -> dict[tuple[str, str], str]:
    """The heads and feet of the city's own document as parts of the file: their ids by kind and pages.

    A cover bears nothing along its edges, so a book has no need of those of first pages.
    """
    if reference is None:
        return {}
    wheres = ("default", "even") if is_book else ("default", "even", "first")
    found = (reference.marginal(kind, where) for kind in ("header", "footer") for where in wheres)
    return {
        (marginal.kind, marginal.pages): file.part.relate_to(
            _part(file, marginal), f"{RELATIONS}/{marginal.kind}"
        )
        for marginal in found
        if marginal
    }


def _part(file: File, marginal: Marginal) -> Any:
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart

    name = f"kota-{marginal.kind}-{marginal.pages}"
    part = XmlPart(
        PackURI(f"/word/{name}.xml"), f"{_KIND}.{marginal.kind}+xml", marginal.root, file.part.package
    )
    new: dict[str, str] = {}
    for number, (id, content) in enumerate(marginal.pictures.items(), start=1):
        kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
        new[id] = part.relate_to(picture_part(file, f"{name}-{number}", kind, content), f"{RELATIONS}/image")
    for element in marginal.root.iter():
        for key, value in element.attrib.items():
            if key.startswith(f"{{{RELATIONS}}}"):
                element.set(key, new[value])
    return part
