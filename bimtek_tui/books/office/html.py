"""A book as one HTML file: read on a screen, printed from a browser, complete in itself.

Nothing in it runs or is loaded from elsewhere: the looks are within, scripts and addresses are forbidden by a policy
in the file, and whatever came from the session is escaped text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path

from . import pictures
from .blocks import Align, Block, Heading, Images, Items, Lines, Paragraph, Picture, Run, Runs, Table, plain
from .columns import fitted
from .document import FRONT, LISTS, Chapter, Document, Role
from .formats import BOTTOM, LEFT, RIGHT, SIZES, SMALLEST, TOP, USUAL, Paper
from .look import Look, Tell
from .orientation import turned
from .setting import OWN_PAGE, begins_page, hanging, in_two_lines, is_centred, is_sheet
from .word_parts import NOT_IN_XML

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LOOKS = Path(__file__).with_name("html.css")
_LOOKS_OF_PICTURES = Path(__file__).with_name("pictures.css")
_LISTED = 3
"""Headings down to this level are listed in the contents, as in Markdown."""
_DEEPEST = 6
_KINDS = {"svg": "svg+xml"}
_FORM = 9000
"""Width of a form, in twips, to share out among its columns."""
_FORM_LETTERS = (SMALLEST,)
_WHOLE_CODE = 24
"""Letters of a code that is not broken."""
_CLASSES: dict[Align, str] = {"left": "", "right": ' class="kanan"', "center": ' class="tengah"'}


@dataclass(slots=True)
class _Lists:
    """Entries of the contents and of the lists of tables and pictures, gathered while the document is written: depth, link."""

    is_regulation: bool
    paper: Paper
    images: Images
    contents: list[tuple[int, str]] = field(default_factory=list)
    tables: list[tuple[int, str]] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)

    def of(self, role: Role) -> list[tuple[int, str]]:
        """The entries of the list that a chapter of this role is."""
        return {"tables": self.tables, "pictures": self.pictures}.get(role, self.contents)

    def mark(self, kind: str, entries: list[tuple[int, str]], depth: int, runs: Runs) -> str:
        """The id of a heading or a caption, to which its entry leads."""
        name = f"{kind}-{len(entries) + 1}"
        entries.append((depth, f'<a href="#{name}">{_escaped(plain(runs))}</a>'))
        return name


def html(document: Document, paper: Paper | None, look: Look, tell: Tell, images: Images) -> bytes:
    """The document as an HTML file in UTF-8 that prints on `paper`; of a picture that is damaged `tell` hears."""
    document, images = pictures.taken(document, images, "HTML", tell)
    lists = _Lists(document.is_regulation, paper or USUAL, images)
    made: list[str] = []
    late: list[tuple[int, Chapter]] = []
    for chapter in document.chapters:
        made.append(_opening(chapter, document))
        if is_sheet(document, chapter):
            made += _letterhead(look)
        if chapter.role in LISTS:
            made.append(_heading(2, chapter.title, lists))
            late.append((len(made), chapter))
            made.append("")
        else:
            made += _turned(chapter, lists)
        made.append("</section>\n")
    for place, chapter in late:
        made[place] = "".join(_listed(chapter, lists))
    title = plain(document.title).replace("\n", " ")
    policy = f"{_POLICY}; img-src data:" if look.logo or images else _POLICY
    heads = (title, look.place) if document.is_book else ("", "")
    return (
        f'<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(title)}</title>\n{_properties(look.author, document.subject)}<style>\n{_pages(paper or USUAL, *heads, look.rule)}{_colors(look)}"
        f"{_LOOKS.read_text('utf-8')}{_LOOKS_OF_PICTURES.read_text('utf-8') if images else ''}</style>\n</head>\n<body>\n"
        f"{''.join(_cover(document, lists, look))}<main>\n{''.join(made)}</main>\n</body>\n</html>\n"
    ).encode()


def _properties(author: str, subject: str) -> str:
    """Who hands the book in and what it is about."""
    return "".join(
        f'<meta name="{name}" content="{_escaped(words)}">\n'
        for name, words in (("author", author), ("description", subject))
        if words
    )


def _pages(paper: Paper, title: str, place: str, rule: str) -> str:
    """The pages of each name: size, margins, running heads, and their number, counted apart before the first chapter."""
    width, height = SIZES[paper]
    roman, arabic = "counter(depan, lower-roman)", "counter(isi)"
    heads = "".join(
        f" @top-{side} {{ content: {_css(words)}; font: 9pt 'Times New Roman', serif; color: #595959; vertical-align: bottom; "
        f"padding-bottom: 1mm; border-bottom: .5pt solid #{rule}; margin-bottom: 4mm }}"
        for side, words in (("left", title), ("right", place))
        if words
    )
    pages = "".join(
        f"@page {name} {{ size: {across}mm {along}mm; margin: {TOP}mm {RIGHT}mm {BOTTOM}mm {LEFT}mm; "
        f"counter-increment: {counter}; @bottom-center {{ content: {number}; font: 10pt 'Times New Roman', serif }}"
        f"{heads if number != 'none' else ''} }}\n"
        for name, across, along, counter, number in (
            ("sampul", width, height, "none", "none"),
            ("tegak", width, height, "isi", arabic),
            ("melintang", height, width, "isi", arabic),
            ("depan", width, height, "depan", roman),
            ("depan-melintang", height, width, "depan", roman),
        )
    )
    return f"{pages}@media print {{ .sampul {{ min-height: {height - TOP - BOTTOM - 1}mm }} }}\n"


def _css(words: str) -> str:
    """Words as a string of a style sheet, in which nothing but letters, digits and spaces stands for itself."""
    clean = NOT_IN_XML.sub("\ufffd", words)
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):06x}" for c in clean) + '"'


def _colors(look: Look) -> str:
    return f":root {{ --tinta: #{look.ink}; --garis: #{look.rule}; --kepala: #{look.tint} }}\n"


def _logo(look: Look) -> str:
    if not look.logo:
        return ""
    data = b64encode(look.logo.content).decode()
    return (
        f'<img class="lambang" src="data:image/{look.logo.kind};base64,{data}" alt="{_escaped(look.alt)}">\n'
    )


def _cover(document: Document, lists: _Lists, look: Look) -> Iterable[str]:
    title = f"<h1>{_letters(document.title)}</h1>\n" if document.title else ""
    if document.work:
        title = f'<p class="karya">{_letters(document.work)}</p>\n{title}'
    if document.is_book:
        above = f'<p class="pemerintah">{_escaped(look.government)}</p>\n' if look.government else ""
        blocks = "".join(_blocks(document.cover, lists))
        foot = "<br>".join(_escaped(words) for words in (look.agency, look.year) if words)
        below = f'<p class="penerbit">{foot}</p>\n' if foot else ""
        yield f'<header class="sampul">\n{_logo(look)}{above}{title}{blocks}{below}</header>\n'
        return
    yield from _letterhead(look)
    if title:
        yield f"<header>\n{title}</header>\n"


def _letterhead(look: Look) -> Iterable[str]:
    if look.letterhead or look.logo:
        lines = "<br>\n".join(f"<span>{_escaped(line)}</span>" for line in look.letterhead)
        yield f'<header class="kop">\n{_logo(look)}<p>{lines}</p>\n</header>\n'


def _opening(chapter: Chapter, document: Document) -> str:
    names = ["bab" if document.is_book else "bagian"]
    if document.is_book and chapter.role in FRONT:
        names.append("depan")
    if is_sheet(document, chapter) or (document.is_regulation and OWN_PAGE.match(plain(chapter.title))):
        names.append("terpisah")
    if document.is_regulation:
        names.append("peraturan")
    return f'<section class="{" ".join(names)}">\n'


def _turned(chapter: Chapter, lists: _Lists) -> Iterable[str]:
    """A chapter with its title, what is printed on pages held across apart."""
    title = _heading(2, chapter.title, lists) if chapter.title else ""
    for across, blocks in turned(chapter):
        if across:
            yield '<div class="melintang">\n'
        yield title
        title = ""
        yield from _blocks(blocks, lists, across)
        if across:
            yield "</div>\n"


def _heading(level: int, runs: Runs, lists: _Lists) -> str:
    level = min(level, _DEEPEST)
    mark = f' id="{lists.mark("bagian", lists.contents, level - 2, runs)}"' if level <= _LISTED else ""
    number, _break, name = plain(in_two_lines(runs)).partition("\n") if lists.is_regulation else ("", "", "")
    shown = f'<span class="nomor">{_escaped(number)}</span> {_escaped(name)}' if name else _letters(runs)
    apart = ' class="terpisah"' if begins_page(plain(runs)) else ""
    return f"<h{level}{mark}{apart}>{shown}</h{level}>\n"


def _blocks(blocks: tuple[Block, ...], lists: _Lists, across: bool = False) -> Iterable[str]:
    for block in blocks:
        match block:
            case Heading(level, runs):
                yield _heading(level, runs, lists)
            case Paragraph() if lists.is_regulation and (is_centred(block) or hanging(block)[0]):
                yield _of_regulation(block)
            case Paragraph():
                name = ' class="tugas"' if block.is_task else ' class="segel"' if block.is_seal else ""
                yield f"<p{name}>{_letters(block.runs)}</p>\n"
            case Items(items, start):
                yield _list([(depth, _letters(runs)) for depth, runs in items], start)
            case Lines(text):
                yield f'<pre tabindex="0">\n{_escaped(text)}</pre>\n'
            case Table() if block.is_signature:
                yield _signature(block)
            case Table() if block.is_ladder:
                yield _ladder(block)
            case Table():
                yield from _table(block, lists)
            case Picture():
                yield from _picture(block, lists, across)


def _of_regulation(block: Paragraph) -> str:
    """A paragraph in the middle, or one that hangs on its mark."""
    depth, mark, rest = hanging(block)
    if not depth:
        return f'<p class="tengah">{_letters(block.runs)}</p>\n'
    return f'<p class="gantung-{depth}"><span>{_escaped(mark)}</span> {_letters(rest)}</p>\n'


def _ladder(block: Table) -> str:
    """Rows without rules: a word and a mark, and what hangs on them."""
    cells = "".join(f"<p>{_letters(cell)}</p>" for row in block.rows for cell in row)
    return f'<div class="tangga">{cells}</div>\n'


def _signature(block: Table) -> str:
    """A place to sign: two columns beside each other, with room for a hand above the names."""
    cells = "".join(f"<p>{_letters(cell)}</p>" for row in (block.head, *block.rows) for cell in row)
    return f'<div class="tanda-tangan">{cells}</div>\n'


def _picture(block: Picture, lists: _Lists, across: bool) -> Iterator[str]:
    """A picture as data, in which no script runs and nothing is loaded, its caption, and below it the numbers it shows.

    It is as wide as on the pages of the other formats, held upright or `across`.
    """
    image = lists.images[block.file]
    width, height = reversed(SIZES[lists.paper]) if across else SIZES[lists.paper]
    size = pictures.size(block, image, width - LEFT - RIGHT, height - TOP - BOTTOM)
    data = f"data:image/{_KINDS.get(image.kind, image.kind)};base64,{b64encode(image.content).decode()}"
    yield (
        f'<figure class="gambar">\n<img src="{data}" alt="{_escaped(pictures.alt(block))}" '
        f'style="width: {size[0]:.1f}mm">\n'
    )
    name = lists.mark("gambar", lists.pictures, 0, block.caption) if block.caption else ""
    caption = f'<p id="{name}">{_letters(block.caption)}</p>' if name else ""
    source = f'<p class="sumber">{_letters(block.source)}</p>' if block.source else ""
    if caption or source:
        yield f"<figcaption>{caption}{source}</figcaption>\n"
    yield "</figure>\n"
    if table := pictures.behind(image):
        yield '<details class="angka">\n<summary>Angka dalam bentuk tabel</summary>\n'
        yield from _table(table, lists, name)
        yield "</details>\n"


def _table(block: Table, lists: _Lists, of: str = "") -> Iterator[str]:
    """A table; without a caption it is labelled by what has the id `of`."""
    form = ' class="isian"' if block.is_form else ""
    name = lists.mark("tabel", lists.tables, 0, block.caption) if block.caption else ""
    label = f'aria-labelledby="{name or of}"' if name or of else 'aria-label="Tabel"'
    # what is wider than the screen is moved by the arrow keys, so that it must be reached by them
    yield f'<div class="tabel" role="group" tabindex="0" {label}><table{form}>\n'
    if name:
        yield f'<caption id="{name}">{_letters(block.caption)}</caption>\n'
    if block.is_form:
        yield _columns(block)
    head = "".join(f'<th scope="col">{_letters(cell)}</th>' for cell in block.head)
    yield f"<thead><tr>{head}</tr></thead>\n<tbody>\n"
    opened = [f"<td{_CLASSES[align]}>" for align in block.align]
    for row in block.rows:
        cells = "".join(f"{start}{_letters(cell)}</td>" for start, cell in zip(opened, row, strict=True))
        yield f"<tr>{cells}</tr>\n"
    yield "</tbody>\n</table></div>\n"


def _columns(block: Table) -> str:
    """Columns with room to write in; a browser would give none to what is still empty."""
    widths, _size = fitted(block, _FORM, _FORM_LETTERS)
    parts = "".join(f'<col style="width: {width * 100 / _FORM:.1f}%">' for width in widths)
    return f"<colgroup>{parts}</colgroup>\n"


def _list(items: list[tuple[int, str]], start: int | None) -> str:
    """A list of items with their depths, those below the first with bullets; one that skips a depth stands at the next."""
    kind = "ul" if start is None else "ol"
    depths: list[int] = []
    for depth, _inner in items:
        depths.append(min(depth, depths[-1] + 1) if depths else 0)
    first = f' start="{start}"' if start not in (None, 1) else ""
    made = [f"<{kind}{first}>\n"]
    for (_depth, inner), (here, after) in zip(items, pairwise([*depths, 0]), strict=True):
        made.append(f"<li>{inner}")
        if after > here:
            made.append("\n<ul>\n")
        else:
            made.append("</li>\n" + "</ul></li>\n" * (here - after))
    return f"{''.join(made)}</{kind}>\n"


def _listed(chapter: Chapter, lists: _Lists) -> Iterable[str]:
    """The contents or the list of tables or pictures as links, in place of the list that Markdown has; the rest as it is."""
    name, entries = "daftar isi" if chapter.role == "contents" else "daftar", lists.of(chapter.role)
    for block in chapter.blocks:
        if isinstance(block, Items) and entries:
            yield f'<nav class="{name}" aria-label="{_escaped(plain(chapter.title))}">\n{_list(entries, None)}</nav>\n'
            entries = []
        elif not isinstance(block, Items):
            yield from _blocks((block,), lists)


def _escaped(text: str) -> str:
    """Text as HTML; what it can't hold becomes the sign for a character that is not known."""
    return escape(NOT_IN_XML.sub("\ufffd", text))


def _letters(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    made = _escaped(run.text).replace("\n", "<br>")
    if run.code and len(run.text) <= _WHOLE_CODE:
        made = f'<span class="utuh">{made}</span>'
    for look, tag in ((run.code, "code"), (run.struck, "s"), (run.italic, "em"), (run.bold, "strong")):
        if look:
            made = f"<{tag}>{made}</{tag}>"
    return made
