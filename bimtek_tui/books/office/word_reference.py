"""The document of a city whose styles, margins, heads and feet its Word books have.

Of that file only these are taken, each rewritten: what a book needs travels, and nothing else can. So no macro, no
embedded object, no relation that leads out of the file, and no field that fetches or runs something comes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from msgspec import Struct

from ...store.named_files import picture_size
from ...store.word_file import WORD, NoWordFile, WordFile, lacking
from .word_pages import RELATIONS, Pages

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFFICE_ID = "{urn:schemas-microsoft-com:office:office}relid"
_W = f"{{{WORD}}}"
_R = f"{{{RELATIONS}}}"
_VAL = f"{_W}val"
_DROPPED = {
    "altChunk",
    "bookmarkEnd",
    "bookmarkStart",
    "commentRangeEnd",
    "commentRangeStart",
    "commentReference",
    "control",
    "dataBinding",
    "endnoteReference",
    "ffData",
    "fldData",
    "footnoteReference",
    "movie",
    "numPr",
    "object",
    "OLEObject",
    "permEnd",
    "permStart",
    "subDoc",
}
"""Elements that refer to what does not come along, run something, or number what is numbered already."""
_ADDRESSES = {"src", "href", "althref"}
_FIELDS = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE", "SUBJECT", "AUTHOR", "DATE"}
"""Fields that tell something of the book itself; any other leaves what it showed last."""
_SIZES, _MARGINS, _NARROWEST = range(4_000, 31_681), range(-20_000, 20_001), 4_000
"""Twips: sides of a page that Word knows, its margins, and the least width of text that a table fits in."""


class Marginal(Struct, frozen=True):
    """A header or footer for the `pages` that Word calls first, even or default, with pictures by the id in its XML."""

    kind: str
    pages: str
    root: Any
    pictures: Mapping[str, bytes]

    @property
    def shows_something(self) -> bool:
        """Whether there are letters, a field or a picture in it."""
        shown = (f"{_W}{name}" for name in ("t", "drawing", "pict", "instrText", "fldSimple"))
        return any(True for _element in self.root.iter(*shown))


class Reference(Struct, frozen=True):
    """What is taken of the document; `pages` of its last section, None where they are of no use."""

    root: Any
    theme: bytes
    pages: Pages | None
    marginals: tuple[Marginal, ...]
    even_and_odd: bool
    title_page: bool
    lacking: tuple[str, ...]

    def marginal(self, kind: str, pages: str) -> Marginal | None:
        """The header or footer of these pages, if there is one that shows something and is in force."""
        in_force = {"default": True, "first": self.title_page, "even": self.even_and_odd}[pages]
        matches = (one for one in self.marginals if (one.kind, one.pages) == (kind, pages))
        return next((one for one in matches if in_force and one.shows_something), None)

    def styles(self, ours: Iterable[str]) -> list[Any]:
        """Its styles under the ids that our text names them by (in heads and feet, too), then ours that it lacks."""
        ids = _merge(self.root, list(map(etree.fromstring, ours)))
        for marginal in self.marginals:
            _rename(marginal.root, ids)
        return list(self.root)


def read(content: bytes) -> Reference:
    """What a book takes of a document. Raises NoWordFile or TooLarge (`store.word_file`)."""
    file = WordFile(content)
    sections = list(_xml(file.read(file.main)).iter(f"{_W}sectPr"))
    settings, styles = _part(file, "settings"), _part(file, "styles")
    last = sections[-1] if sections else None
    return Reference(
        root=styles if styles is not None else etree.Element(f"{_W}styles"),
        theme=_theme(file),
        pages=_pages(last) if last is not None else None,
        marginals=tuple(_marginals(file, sections)),
        even_and_odd=settings is not None and _is_on(settings.find(f"{_W}evenAndOddHeaders")),
        title_page=last is not None and _is_on(last.find(f"{_W}titlePg")),
        lacking=lacking(file),
    )


def _xml(content: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoWordFile from error
    if root.getroottree().docinfo.doctype:
        raise NoWordFile
    return root


def _part(file: WordFile, kind: str) -> Any:
    part = file.related(kind)
    return _xml(file.read(part)) if part else None


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(_VAL, "1") not in ("0", "false", "off")


# Styles -----------------------------------------------------------------------------------------------------


def _merge(root: Any, ours: list[Any]) -> dict[str, str]:
    """Make of their styles what our text needs: our ids for those we have, ours that are lacking. Their ids, old to new."""
    _clean(root, {})
    for element in list(root.iter()):
        if not str(element.tag).startswith(_W):
            _remove(element)  # of later versions, which the part would have to declare
    wanted = {_named(style): style.get(f"{_W}styleId") for style in ours if style.tag == f"{_W}style"}
    ids: dict[str, str] = {}
    known: set[tuple[str, str]] = set()
    for style in root.findall(f"{_W}style"):
        name, old = _named(style), style.get(f"{_W}styleId", "")
        if name in known or old in ids:
            root.remove(style)  # a second one of a name: Word takes the first
            continue
        known.add(name)
        ids[old] = wanted.get(name) or (f"{old}-kota" if old in wanted.values() else old)
        style.set(f"{_W}styleId", ids[old])
        if name == ("paragraph", "heading 1"):
            _begin_a_page(style)
    _rename(root, ids)
    there = {(style.get(f"{_W}type"), style.get(f"{_W}default")) for style in root.findall(f"{_W}style")}
    for element in ours:
        if element.tag != f"{_W}style":
            if root.find(element.tag) is None:
                root.insert(0, element)
        elif _named(element) not in known:
            if (element.get(f"{_W}type"), "1") in there:
                element.attrib.pop(f"{_W}default", None)
            _indent_nothing(element)
            root.append(element)
    return ids


def _named(style: Any) -> tuple[str, str]:
    name = style.find(f"{_W}name")
    return style.get(f"{_W}type", "paragraph"), name.get(_VAL, "").casefold() if name is not None else ""


def _rename(root: Any, ids: Mapping[str, str]) -> None:
    names = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle")
    for element in root.iter(*(f"{_W}{name}" for name in names)):
        element.set(_VAL, ids.get(element.get(_VAL, ""), element.get(_VAL, "")))


def _begin_a_page(heading: Any) -> None:
    """Chapters begin on pages of their own, also where the city's style does not say so."""
    properties = heading.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        letters = heading.find(f"{_W}rPr")
        heading.insert(len(heading) if letters is None else heading.index(letters), properties)
    if properties.find(f"{_W}pageBreakBefore") is None:
        before = [properties.find(f"{_W}{name}") for name in ("keepNext", "keepLines")]
        place = sum(element is not None for element in before)
        properties.insert(place, etree.Element(f"{_W}pageBreakBefore"))


def _indent_nothing(style: Any) -> None:
    """What we set in tables and on covers does not begin as far in as the paragraphs of the city do."""
    properties = style.find(f"{_W}pPr")
    if properties is not None and properties.find(f"{_W}ind") is None:
        behind = [element for element in properties if element.tag in (f"{_W}jc", f"{_W}outlineLvl")]
        place = properties.index(behind[0]) if behind else len(properties)
        flat = {f"{_W}left": "0", f"{_W}right": "0", f"{_W}firstLine": "0"}
        properties.insert(place, etree.Element(f"{_W}ind", flat))


def _theme(file: WordFile) -> bytes:
    """The fonts and colours that styles refer to; b"" where there are none, or where they refer to pictures."""
    root = _part(file, "theme")
    if root is None or any(key.startswith(_R) for element in root.iter() for key in element.attrib):
        return b""
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


# Pages ------------------------------------------------------------------------------------------------------


def _pages(section: Any) -> Pages | None:
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or margins is None:
        return None
    width, height = sorted((_number(size, "w"), _number(size, "h")))
    left = _number(margins, "left") + _number(margins, "gutter")
    names = ("top", "right", "bottom")
    top, right, bottom = (_number(margins, name) for name in names)
    pages = Pages(
        width, height, top, right, bottom, left, _number(margins, "header"), _number(margins, "footer")
    )
    fits = width in _SIZES and height in _SIZES and pages.text_width(False) >= _NARROWEST
    fits = fits and min(left, right) >= 0 and {top, bottom} <= set(_MARGINS)
    return pages if fits else None


def _number(element: Any, key: str) -> int:
    value = element.get(f"{_W}{key}", "0")
    return int(value) if re.fullmatch(r"-?[0-9]{1,6}", value) else 0


def _marginals(file: WordFile, sections: list[Any]) -> Iterator[Marginal]:
    relations = {relation.id: relation for relation in file.relations(file.main)}
    places: dict[tuple[str, str], str] = {}
    for section in sections:  # what a section does not say is as in the one before
        for reference in section.iter(f"{_W}headerReference", f"{_W}footerReference"):
            kind = etree.QName(reference).localname.removesuffix("Reference")
            relation = relations.get(reference.get(f"{_R}id", ""))
            if relation and relation.kind == kind and relation.target in file:
                places[kind, reference.get(f"{_W}type", "default")] = relation.target
    for (kind, pages), part in places.items():
        pictures = dict(_pictures(file, part))
        root = _xml(file.read(part))
        if root.tag != f"{_W}{'hdr' if kind == 'header' else 'ftr'}":
            raise NoWordFile
        _clean(root, pictures)
        yield Marginal(kind, pages, root, pictures)


def _pictures(file: WordFile, part: str) -> Iterator[tuple[str, bytes]]:
    for relation in file.relations(part):
        if relation.kind == "image" and relation.target in file:
            content = file.read(relation.target)
            if all(picture_size(content)):
                yield relation.id, content


# What does not come along -----------------------------------------------------------------------------------


def _clean(root: Any, kept: Mapping[str, bytes]) -> None:
    """Take out what a part refers to outside of itself, but for these relations; what runs; and foreign fields."""
    for element in list(root.iter(etree.Element)):
        for key in [key for key in element.attrib if etree.QName(key).localname in _ADDRESSES]:
            del element.attrib[key]
        if etree.QName(element).localname in _DROPPED:
            _remove(element)
        elif any(
            (key.startswith(_R) or key == _OFFICE_ID) and value not in kept
            for key, value in element.attrib.items()
        ):
            _detach(element)
    _drop_fields(root)


def _detach(element: Any) -> None:
    """Take out what refers to something that does not come along, as a whole; of a link its words stay."""
    name = etree.QName(element).localname
    if name == "hyperlink":
        _unwrap(element)
        return
    holder = element
    if not name.startswith("hlink"):
        chain = [element, *element.iterancestors()]
        names = [etree.QName(one).localname for one in chain]
        for wanted in (("ext",), ("drawing", "pict")):
            if place := next((place for place, one in enumerate(names) if one in wanted), None):
                holder = chain[place]
                break
    _remove(holder)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = list(element)


@dataclass(slots=True)
class _Field:
    """A field while its parts are gone through: what makes it one, its code so far, whether what it shows has begun."""

    elements: list[Any] = field(default_factory=list)
    code: str = ""
    is_read: bool = False


def _drop_fields(root: Any) -> None:
    """Take out the fields that are none of `_FIELDS`; what they showed last stays."""
    for simple in list(root.iter(f"{_W}fldSimple")):
        if not _may_stay(simple.get(f"{_W}instr", "")):
            _unwrap(simple)
    opened: list[_Field] = []
    dropped: list[Any] = []
    for element in list(
        root.iter(*(f"{_W}{name}" for name in ("fldChar", "instrText", "delInstrText", "t")))
    ):
        kind = element.get(f"{_W}fldCharType")
        if kind == "begin":
            opened.append(_Field())
        if element.tag != f"{_W}t":
            (opened[-1].elements if opened else dropped).append(element)
        for known in opened:  # what a field within one shows is part of its code
            known.code += "" if known.is_read else element.text or ""
        if opened and kind == "separate":
            opened[-1].is_read = True
        elif opened and kind == "end" and not _may_stay((closed := opened.pop()).code):
            dropped += closed.elements
    for element in dropped + [element for known in opened for element in known.elements]:
        _remove(element)


def _may_stay(code: str) -> bool:
    return code.strip().partition(" ")[0].upper() in _FIELDS
