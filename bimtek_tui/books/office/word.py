"""A book as a Word file, for offices that go on working on it: python-docx for the file, XML for what stands in it.

The page numbers of the lists of contents, tables and pictures are Word's to know: all are fields that hold their
entries already, linked, and that Word brings up to date when the file is opened.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from ...store.named_files import Fault, NamedFile
from ...store.word_file import NoWordFile, TooLarge
from . import pictures, word_pages, word_pictures
from . import word_marginals as marginals
from . import word_numbering as numbering
from . import word_parts as parts
from .blocks import Block, Heading, Images, Items, Lines, Paragraph, Picture, Runs, Table, plain
from .document import LISTS, Chapter, Document
from .formats import USUAL, Paper, missing
from .look import COVER_LOGO, Look, Tell, made_without
from .orientation import placed
from .setting import OWN_PAGE, begins_page, hanging, in_two_lines, is_centred, is_sheet, leading
from .word_archive import PART, waiting
from .word_lists import Lists, caption, entries
from .word_marginals import Marginals
from .word_pages import RELATIONS, Pages
from .word_tables import ladder, signature, table

if TYPE_CHECKING:
    from docx.document import Document as File

    from .word_reference import Reference

_DEEPEST = 4
_LISTED = 2
"""Headings down to this level are listed in the contents."""
_MONOSPACED_SIZE = 18
_ROOM = (4400, 3600, 2000)
"""Twips above the title on a cover, by how many of logo and government stand there."""
_AT_THE_FOOT = '<w:framePr w:w="{width}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" w:yAlign="bottom"/>'
_CENTRED = '<w:jc w:val="center"/>'
_STEP = 567
"""How far what hangs in a regulation is moved in, in twips."""
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_UNWANTED = ("thumbnail", "stylesWithEffects", "customXml")
"""What python-docx's empty file brings along."""


def docx(document: Document, paper: Paper | None, look: Look, tell: Tell, images: Images) -> bytes:
    """The document as a Word file; `tell` hears what is not to be had of the city's own document, and of damaged pictures.

    Raises BimtekError when python-docx is not installed.
    """
    try:
        from docx import Document as New
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import parse_xml
    except ImportError as error:
        raise missing("docx") from error
    file = New()
    _drop_unwanted(file)
    reference = _reference(look, tell)
    pages = word_pages.pages(paper or USUAL)
    if reference and reference.pages:
        pages = reference.pages if paper is None else reference.pages.on(pages)
    document, images = pictures.taken(document, word_pictures.rasters(images), "Word", tell)
    media = word_pictures.add(file, images)
    lists = Lists(pages.text_width(False), look.tint, document.is_regulation, images, media)
    lists.written = numbering.referring(numbering.targets(document))
    styles = parts.styles(lists.width, look)
    marginals.fill(file.styles.element, reference.styles(styles) if reference else styles)
    margins = marginals.make(file, document, pages, look, reference)
    body = _body(document, pages, lists, look, margins)
    numbers = numbering.definitions(lists.starts, lists.counts.annexes)
    marginals.fill(file.settings.element, parts.settings(reference is not None and reference.even_and_odd))
    marginals.fill(file.part.numbering_part.element, numbers)
    if reference and reference.theme:
        file.part.part_related_by(f"{RELATIONS}/theme")._blob = reference.theme
    file.part._element = parse_xml(
        body
    )  # putting it into the tree that is there takes longer than all the rest
    _properties(file, document, look.author)
    package = file.part.package
    custom = Part(PackURI(f"/{PART}"), _CUSTOM, waiting(), package)
    package.relate_to(custom, f"{RELATIONS}/custom-properties")
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _reference(look: Look, tell: Tell) -> Reference | None:
    """The document of the city, if there is one that can be used; `tell` hears why not, or which styles it lacks."""
    if not look.reference:
        return None
    from .word_reference import read

    try:
        reference = read(look.reference)
    except (NoWordFile, TooLarge) as error:
        fault: Fault = "no-document" if isinstance(error, NoWordFile) else "large-document"
        tell(made_without(NamedFile(look.reference_name, fault), "reference_doc"))
        return None
    if reference.lacking:
        tell(NamedFile(look.reference_name, lacking=reference.lacking).lacks())
    return reference


def _drop_unwanted(file: File) -> None:
    for part in (file.part.package, file.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_UNWANTED):
                del part.rels[key]


def _properties(file: File, document: Document, author: str) -> None:
    """Title, subject, language and whose it is; nothing of when it was made, which the machine would have to tell."""
    properties = file.core_properties
    for old in list(properties._element):
        properties._element.remove(old)
    for name, words in (("title", plain(document.title)), ("subject", document.subject), ("author", author)):
        if words:
            setattr(properties, name, parts.NOT_IN_XML.sub("\ufffd", words).replace("\n", " ")[:255])
    properties.language = "id-ID"


# Pages ------------------------------------------------------------------------------------------------------


def _body(document: Document, pages: Pages, lists: Lists, look: Look, margins: Marginals) -> str:
    """All that stands in the document: the cover, then chapters on pages of one kind, section by section."""
    made: list[str] = []
    late: list[tuple[int, Chapter]] = []
    sections: list[str] = []
    if document.is_book:
        made += _cover(document, pages.room(False), lists, look, margins.picture)
        sections.append(pages.section(False, "", ""))
    else:
        made.append(parts.paragraph("Heading1", parts.runs(document.title), numbering.UNNUMBERED))
    for number, ((roman, landscape), grouped) in enumerate(
        groupby(placed(document), key=lambda chapter: chapter[:2])
    ):
        chapters = [chapter for _roman, _landscape, chapter in grouped]
        if sections and not (number == 0 and not document.is_book):
            made.append(parts.paragraph("Akhir", "", sections[-1]))
        room = pages.room(landscape)
        first = number == 0 or (not roman and '"lowerRoman"' in sections[-1])
        here = margins.across if landscape else margins.upright
        alone = margins.first if number == 0 or is_sheet(document, chapters[0]) else ""
        sections.append(pages.section(landscape, here, word_pages.numbers(roman, first), alone))
        for place, chapter in enumerate(chapters):
            if place and is_sheet(document, chapter):  # its first page bears the letterhead again
                made.append(parts.paragraph("Akhir", "", sections[-1]))
                numbers = word_pages.numbers(roman, False)
                sections.append(pages.section(landscape, here, numbers, margins.first))
            if chapter.title:
                made.append(_heading(2 - document.is_book, chapter.title, lists, document.is_book))
            if chapter.role in LISTS:
                late.append((len(made), chapter))
                made.append("")
            else:
                made += _blocks(
                    chapter.blocks, room, lists, document.is_book, document.is_book and chapter.is_list
                )
    for place, chapter in late:
        made[place] = "".join(_listed(chapter, pages.room(False), lists, document.is_book))
    last = sections[-1] if sections else pages.section(False, margins.upright, "", margins.first)
    return (
        f'<w:document {parts.NAMESPACE} xmlns:r="{RELATIONS}"><w:body>{"".join(made)}'
        f"{parts.paragraph('Akhir', '')}{last}</w:body></w:document>"
    )


def _cover(
    document: Document, room: tuple[int, int], lists: Lists, look: Look, picture: str
) -> Iterable[str]:
    if look.logo:
        drawn = word_pages.inline(look.alt, look.logo.fitted(*COVER_LOGO), picture)
        yield parts.paragraph("Lambang", drawn)
    if look.government:
        yield parts.paragraph("Pemerintah", parts.letters(look.government))
    above = bool(look.logo) + bool(look.government)
    placing = (
        f'<w:spacing w:before="{_ROOM[above]}"/><w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/>'
    )
    if document.work:
        yield parts.paragraph("Title", parts.runs(document.work), placing)
        yield parts.paragraph("Judul", parts.runs(document.title))
    else:
        yield parts.paragraph("Title", parts.runs(document.title), placing)
    for block in document.cover:
        if isinstance(block, Paragraph) and not block.is_task:
            yield parts.paragraph("Sampul", parts.runs(block.runs))
        else:
            yield from _blocks((block,), room, lists, True)
    for words in (look.agency, look.year):
        if words:
            yield parts.paragraph("Penerbit", parts.letters(words), _AT_THE_FOOT.format(width=lists.width))


# What stands on them ----------------------------------------------------------------------------------------


def _heading(level: int, runs: Runs, lists: Lists, listed: bool) -> str:
    level = min(level, _DEEPEST)
    if lists.is_regulation:
        before = "<w:pageBreakBefore/>" if OWN_PAGE.match(plain(runs)) else ""
        inner = parts.runs(in_two_lines(runs))
        return parts.paragraph(
            f"Heading{level}", inner, f"<w:keepNext/>{before}{numbering.UNNUMBERED}{_CENTRED}"
        )
    numbered = lists.counts.numbered(level, runs)
    inner = lists.bookmark(numbered.bookmark, parts.runs(numbered.runs))
    if listed and level <= _LISTED:
        inner = lists.mark("contents", level, runs, inner)
    before = "<w:pageBreakBefore/>" if begins_page(plain(runs)) else ""
    return parts.paragraph(f"Heading{level}", inner, before + numbered.properties)


def _blocks(
    blocks: tuple[Block, ...], room: tuple[int, int], lists: Lists, book: bool, close: bool = False
) -> Iterable[str]:
    """What stands below a heading; lines of lists stand `close` in those in front of a book.

    `room` is how wide and high the text of a page may be, in twips.
    """
    leads = leading(blocks)
    width, _height = room
    for place, block in enumerate(blocks):
        match block:
            case Heading(level, runs):
                yield _heading(level - book, runs, lists, book)
            case Paragraph():
                yield _paragraph(block, lists, place in leads)
            case Items():
                yield from _items(block, lists, close)
            case Lines():
                yield _lines(block, width)
            case Table() if block.is_signature:
                yield signature(block, width)
                if lists.is_regulation and _needs_room(blocks[place + 1 : place + 2]):
                    yield parts.paragraph("Sela", "")  # Word makes one of two tables that touch
            case Table() if block.is_ladder:
                yield ladder(block, width)
                yield parts.paragraph("Sela", "")
            case Table():
                if block.caption:
                    yield caption("tables", block.caption, lists)
                yield table(block, width, lists.tint)
                if _needs_room(blocks[place + 1 : place + 2]):
                    yield parts.paragraph("Sela", "")
            case Picture():
                yield from word_pictures.drawn(block, room, lists)


def _needs_room(following: tuple[Block, ...]) -> bool:
    """Whether what follows a table stands too close; at the end of a chapter, room might take a page of its own."""
    return any(
        not isinstance(other, Heading) and not (isinstance(other, Table) and other.caption)
        for other in following
    )


def _paragraph(block: Paragraph, lists: Lists, leads: bool) -> str:
    words = plain(block.runs)
    if block.is_seal:
        return parts.paragraph("Segel", parts.runs(block.runs))
    if block.is_task:
        return parts.paragraph("Tugas", parts.runs(block.runs))
    before = "<w:keepNext/>" if leads else ""
    if lists.is_regulation and is_centred(block):
        return parts.paragraph("Normal", parts.runs(block.runs), "<w:keepNext/>" + _CENTRED)
    if lists.is_regulation and (hung := hanging(block))[0]:
        depth, mark, rest = hung
        place = f'<w:ind w:left="{depth * _STEP}" w:hanging="{_STEP}"/>'
        return parts.paragraph("Normal", parts.letters(f"{mark}\t") + lists.written(rest), before + place)
    ragged = "\n" in words or block.is_ragged
    return parts.paragraph(
        "Normal", lists.written(block.runs), before + ('<w:jc w:val="left"/>' if ragged else "")
    )


def _items(block: Items, lists: Lists, close: bool) -> Iterable[str]:
    number = 1
    if block.start is not None:
        number = numbering.LISTS + len(lists.starts)
        lists.starts.append(block.start)
    for depth, runs in block.items:
        room = '<w:spacing w:after="0" w:line="252" w:lineRule="auto"/>' if close else ""
        place = f'<w:numPr><w:ilvl w:val="{min(depth, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
        yield parts.paragraph("ListParagraph", lists.written(runs), place + room)


def _lines(block: Lines, width: int) -> str:
    """Lines as they are, in letters small enough for the longest one, kept together unless they are many."""
    longest = max(map(len, block.text.split("\n")))
    size = min(_MONOSPACED_SIZE, max(8, width // (6 * longest) if longest else _MONOSPACED_SIZE))
    looks = "" if size == _MONOSPACED_SIZE else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return parts.paragraph(
        "Baris", parts.letters(block.text, looks), "" if block.are_many else "<w:keepLines/>"
    )


def _listed(chapter: Chapter, room: tuple[int, int], lists: Lists, book: bool) -> Iterable[str]:
    """A list of contents, tables or pictures: the field in place of the list that Markdown has, the rest as it is."""
    is_due = bool(lists.of(chapter.role))
    for block in chapter.blocks:
        if isinstance(block, Items) and is_due:
            yield from entries(chapter.role, lists)
            is_due = False
        elif not isinstance(block, Items):
            yield from _blocks((block,), room, lists, book)
