"""A book as a Word file, for offices that go on working on it: python-docx for the file, XML for what stands in it.

The page numbers of the lists of contents and tables are Word's to know: both lists are fields that hold their
entries already, linked, and that Word brings up to date when the file is opened.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from ...store.named_files import Fault, NamedFile
from ...store.word_file import NoWordFile, TooLarge
from . import word_marginals as marginals
from . import word_numbering as numbering
from . import word_pages
from . import word_parts as parts
from .document import (
    Block,
    Chapter,
    Document,
    Heading,
    Images,
    Items,
    Lines,
    Paragraph,
    Run,
    Runs,
    Table,
    plain,
)
from .formats import USUAL, Paper, missing
from .look import COVER_LOGO, Look, Tell, made_without
from .orientation import placed
from .setting import OWN_PAGE, begins_page, hanging, in_two_lines, is_centred, is_sheet, leading
from .word_archive import PART, waiting
from .word_marginals import Marginals
from .word_pages import RELATIONS, Pages
from .word_tables import ladder, signature, table

if TYPE_CHECKING:
    from docx.document import Document as File

    from .word_reference import Reference

_DEEPEST = 4
_LISTED = 2
"""Headings down to this level are listed in the contents."""
_CAPTION = re.compile(r"(?P<before>Tabel (?:\w+\.)?)(?P<number>[0-9]+)")
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


@dataclass(slots=True)
class _Lists:
    """What is gathered while a document is written: entries of the lists, and where numbered lists begin."""

    width: int
    tint: str
    is_regulation: bool = False
    contents: list[tuple[int, str, str]] = field(default_factory=list)
    tables: list[tuple[int, str, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    counts: numbering.Counts = field(default_factory=numbering.Counts)
    written: Callable[[Iterable[Run]], str] = parts.runs
    bookmarks: set[str] = field(default_factory=set)
    caption: tuple[str, int] = ("", 0)

    def mark(self, entries: list[tuple[int, str, str]], level: int, runs: Runs, inner: str) -> str:
        """What stands in a heading or a caption, with a bookmark that its entry leads to."""
        name = f"_Toc{len(self.contents) + len(self.tables) + 1:09}"
        entries.append((level, name, plain(runs).replace("\n", " ")))
        return self.bookmark(name, inner)

    def bookmark(self, name: str, inner: str) -> str:
        """This under a name, unless there is none or something has it already."""
        if not name or name in self.bookmarks:
            return inner
        self.bookmarks.add(name)
        number = len(self.bookmarks)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def docx(document: Document, paper: Paper | None, look: Look, tell: Tell, images: Images) -> bytes:
    """The document as a Word file; of the city's own document `tell` hears what is not to be had.

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
    lists = _Lists(pages.text_width(False), look.tint, document.is_regulation)
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


def _body(document: Document, pages: Pages, lists: _Lists, look: Look, margins: Marginals) -> str:
    """All that stands in the document: the cover, then chapters on pages of one kind, section by section."""
    made: list[str] = []
    late: list[tuple[int, Chapter]] = []
    sections: list[str] = []
    if document.is_book:
        made += _cover(document, lists, look, margins.picture)
        sections.append(pages.section(False, "", ""))
    else:
        made.append(parts.paragraph("Heading1", parts.runs(document.title), numbering.UNNUMBERED))
    for number, ((roman, landscape), grouped) in enumerate(
        groupby(placed(document), key=lambda chapter: chapter[:2])
    ):
        chapters = [chapter for _roman, _landscape, chapter in grouped]
        if sections and not (number == 0 and not document.is_book):
            made.append(parts.paragraph("Akhir", "", sections[-1]))
        width = pages.text_width(landscape)
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
            if chapter.role in ("contents", "tables"):
                late.append((len(made), chapter))
                made.append("")
            else:
                made += _blocks(
                    chapter.blocks, width, lists, document.is_book, document.is_book and chapter.is_list
                )
    for place, chapter in late:
        made[place] = "".join(_listed(chapter, lists, document.is_book))
    last = sections[-1] if sections else pages.section(False, margins.upright, "", margins.first)
    return (
        f'<w:document {parts.NAMESPACE} xmlns:r="{RELATIONS}"><w:body>{"".join(made)}'
        f"{parts.paragraph('Akhir', '')}{last}</w:body></w:document>"
    )


def _cover(document: Document, lists: _Lists, look: Look, picture: str) -> Iterable[str]:
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
            yield from _blocks((block,), lists.width, lists, True)
    for words in (look.agency, look.year):
        if words:
            yield parts.paragraph("Penerbit", parts.letters(words), _AT_THE_FOOT.format(width=lists.width))


# What stands on them ----------------------------------------------------------------------------------------


def _heading(level: int, runs: Runs, lists: _Lists, listed: bool) -> str:
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
        inner = lists.mark(lists.contents, level, runs, inner)
    before = "<w:pageBreakBefore/>" if begins_page(plain(runs)) else ""
    return parts.paragraph(f"Heading{level}", inner, before + numbered.properties)


def _blocks(
    blocks: tuple[Block, ...], width: int, lists: _Lists, book: bool, close: bool = False
) -> Iterable[str]:
    """What stands below a heading; lines of lists stand `close` in those in front of a book."""
    leads = leading(blocks)
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
                    yield _caption(block.caption, lists)
                yield table(block, width, lists.tint)
                if _needs_room(blocks[place + 1 : place + 2]):
                    yield parts.paragraph("Sela", "")


def _needs_room(following: tuple[Block, ...]) -> bool:
    """Whether what follows a table stands too close; at the end of a chapter, room might take a page of its own."""
    return any(
        not isinstance(other, Heading) and not (isinstance(other, Table) and other.caption)
        for other in following
    )


def _paragraph(block: Paragraph, lists: _Lists, leads: bool) -> str:
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


def _items(block: Items, lists: _Lists, close: bool) -> Iterable[str]:
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


def _caption(runs: Runs, lists: _Lists) -> str:
    """A caption whose number Word can count on: the first of a chapter says where the count begins."""
    first, *rest = runs
    caption = _CAPTION.fullmatch(first.text.rstrip())
    if not caption:
        return parts.paragraph("Caption", lists.mark(lists.tables, 1, runs, parts.runs(runs)))
    here = (caption["before"], int(caption["number"]))
    follows = here == (lists.caption[0], lists.caption[1] + 1)
    lists.caption = here
    code = "SEQ Tabel \\* ARABIC" + ("" if follows else f" \\r {here[1]}")
    bold = "<w:b/><w:bCs/>"
    inner = parts.letters(here[0], bold) + parts.field(code, caption["number"], bold)
    inner = lists.bookmark(numbering.of_table(plain(runs)), inner)
    return parts.paragraph("Caption", lists.mark(lists.tables, 1, runs, inner + parts.runs(rest)))


def _listed(chapter: Chapter, lists: _Lists, book: bool) -> Iterable[str]:
    """A list of contents or of tables: the field in place of the list that Markdown has, the rest as it is."""
    entries, code = (lists.contents, 'TOC \\o "1-2" \\h \\z \\u')
    if chapter.role == "tables":
        entries, code = (lists.tables, 'TOC \\h \\z \\c "Tabel"')
    for block in chapter.blocks:
        if isinstance(block, Items) and entries:
            yield from _entries(entries, code, chapter.role == "tables")
            entries = []
        elif not isinstance(block, Items):
            yield from _blocks((block,), lists.width, lists, book)


def _entries(entries: list[tuple[int, str, str]], code: str, tables: bool) -> Iterable[str]:
    """The field: it begins in the first entry and ends in a paragraph of its own."""
    before = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {parts.escaped(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for level, anchor, title in entries:
        page = parts.field(f"PAGEREF {anchor} \\h", "")
        yield parts.paragraph(
            "TableofFigures" if tables else f"TOC{level}",
            f'{before}<w:hyperlink w:anchor="{anchor}" w:history="1">{parts.letters(title)}'
            f"<w:r><w:tab/></w:r>{page}</w:hyperlink>",
        )
        before = ""
    yield parts.paragraph("Akhir", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
