"""A book as PDF, on the same pages as in Word: typst lays it out by `pdf.typ`, which gets the book as data.

Text is never put into typst's markup. The program runs in a temporary folder that holds the logo and the pictures alone, with the fonts
that typst brings along, so that no other file, network or font of the machine has a part in it, and tells no date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ...errors import BimtekError
from ...i18n import _
from ..numbering import CHAPTER
from . import pdf_pictures, pictures
from .blocks import Block, Heading, Image, Images, Items, Lines, Paragraph, Picture, Runs, Table, plain
from .columns import fitted
from .document import LISTS, Chapter, Document
from .formats import BOTTOM, LEFT, RIGHT, SIZES, SMALLEST, TOP, USUAL, Paper, missing
from .hyphenation import softened
from .look import COVER_LOGO, LETTERHEAD_LOGO, Look, Tell
from .orientation import placed
from .pdf_letters import USUAL_WIDTH, shown
from .setting import OWN_PAGE, begins_page, hanging, is_centred, is_sheet, leading

_PROGRAM = Path(__file__).with_name("pdf.typ")
_SIZES = (21, SMALLEST)
"""Letters in tables, half points, from the largest to the smallest."""
_MONOSPACED_SIZE = 9.0
_CELL_MARGIN = 7.2
_TALL = 0.5
"""A row estimated to fill more of a page may be broken, for it might not fit on any."""
_FULL = 0.8
"""Rows estimated to fill more of a page together need not stand on one."""
_ACCESSIBLE = ("ua-1",)
"""PDF/UA: whoever can't see the pages has them read aloud, with headings, lists and tables as such."""
_LOGO = "logo"
"""The file in the folder in which typst works."""

Data = dict[str, Any]


def pdf(document: Document, paper: Paper | None, look: Look, tell: Tell, images: Images) -> bytes:
    """The document as PDF. A logo or a picture that typst does not understand is left out and told.

    Raises BimtekError with the command that helps when typst is missing or does not understand our program.
    """
    try:
        import typst
    except ImportError as error:
        raise missing("pdf") from error
    document, images = pictures.taken(document, images, "PDF", tell)
    faults: list[Exception] = []
    for attempt in _attempts(_Attempt(document, images, look)):
        book = _book(attempt.document, paper or USUAL, attempt.images)
        for standards in (_ACCESSIBLE, ()):
            try:
                made = _compiled(book, attempt.look, attempt.images, standards)
            except (RuntimeError, TypeError, ValueError) as error:
                faults.append(error)
                continue
            for sentence in attempt.lacking:
                tell(sentence)
            if not standards:
                tell(
                    _(
                        "PDF is made without the mark of PDF/UA, for those who have it read aloud: {reason}"
                    ).format(reason=_reason(faults[-1]))
                )
            return made
    raise BimtekError(
        _(
            "typst {version} can't make this PDF: {reason}; install the version that fits with: {command}"
        ).format(
            version=getattr(typst, "__version__", ""),
            reason=_reason(faults[-1]),
            command="python -m pip install --upgrade 'bimtek-tui[pdf]'",
        )
    ) from faults[-1]


class _Attempt(Struct, frozen=True):
    """What a PDF is made of, and what is told of that which it is made without."""

    document: Document
    images: Images
    look: Look
    lacking: tuple[str, ...] = ()


def _attempts(whole: _Attempt) -> Iterable[_Attempt]:
    """With all that there is, then, if there are any, without the pictures that typst can't read."""
    yield whole
    logo, images, look = whole.look.logo, whole.images, whole.look
    seal = {_LOGO: Image(logo.content, logo.kind, logo.width, logo.height)} if logo else {}
    sound = pdf_pictures.understood({**images, **seal})
    lacking = [pictures.made_without("PDF", name) for name in images if name not in sound]
    if seal and _LOGO not in sound:
        look = replace(look, logo=None)
        lacking.append(
            _(
                "PDF is made without “logo”, for the picture is damaged or of an unusual kind; save it anew as PNG"
            )
        )
    if lacking:
        left = {name: image for name, image in images.items() if name in sound}
        yield _Attempt(pictures.shown(whole.document, left), left, look, tuple(lacking))


def _reason(error: Exception) -> str:
    return str(error).strip().split("\n")[0]


def _compiled(book: Data, look: Look, images: Images, standards: Sequence[str]) -> bytes:
    """What typst makes of a book by these standards.

    Raises RuntimeError, TypeError or ValueError when it does not understand something or a standard is not met.
    """
    import typst

    data = json.dumps({**book, "look": _look(look)}, ensure_ascii=False)
    with TemporaryDirectory(prefix="bimtek-") as folder:
        if look.logo:
            Path(folder, _LOGO).write_bytes(look.logo.content)
        pdf_pictures.write(images.values(), Path(folder))
        return bytes(
            typst.compile(  # type: ignore[call-overload]  # its types want a program and a root of one type
                _PROGRAM.read_bytes(),
                root=folder,
                format="pdf",
                ignore_system_fonts=True,
                font_paths=[],
                pdf_standards=list(standards),
                sys_inputs={"document": data.encode("utf-8", "replace").decode("utf-8")},
            )
        )


def _look(look: Look) -> Data:
    """What `pdf.typ` needs to know of the city; the logo as it fits the cover and the letterhead, in millimetres."""
    logo = look.logo
    return {
        "author": look.author,
        "government": look.government,
        "foot": [words for words in (look.agency, look.year) if words],
        "place": look.place,
        "letterhead": look.letterhead,
        "ink": look.ink,
        "rule": look.rule,
        "tint": look.tint,
        "logo": logo
        and {
            "file": f"/{_LOGO}",
            "kind": {"png": "png", "jpeg": "jpg"}[logo.kind],
            "alt": look.alt,
            "cover": logo.fitted(*COVER_LOGO),
            "letterhead": logo.fitted(*LETTERHEAD_LOGO),
        },
    }


def _book(document: Document, paper: Paper, images: Images) -> Data:
    """All that `pdf.typ` needs to know; lengths in millimetres."""
    width, height = SIZES[paper]
    return {
        "title": plain(document.title).replace("\n", " "),
        "subject": document.subject,
        "name": shown(document.title),
        "is-book": document.is_book,
        "is-regulation": document.is_regulation,
        "width": width,
        "height": height,
        "top": TOP,
        "right": RIGHT,
        "bottom": BOTTOM,
        "left": LEFT,
        "work": shown(document.work),
        "cover": list(_blocks(document.cover, images, *_room(paper, False), level=1)),
        "sections": list(_sections(document, paper, images)),
    }


def _room(paper: Paper, landscape: bool) -> tuple[float, float]:
    """Width and height of the text on a page, in points."""
    width, height = reversed(SIZES[paper]) if landscape else SIZES[paper]
    return (width - LEFT - RIGHT) * 72 / 25.4, (height - TOP - BOTTOM) * 72 / 25.4


def _sections(document: Document, paper: Paper, images: Images) -> Iterable[Data]:
    """Chapters in a row whose pages are held and numbered alike."""
    roman = False
    title: Runs = ()
    for number, (kind, chapters) in enumerate(groupby(placed(document), key=lambda chapter: chapter[:2])):
        before, (roman, landscape) = roman, kind
        made: list[Data] = []
        for *_kind, chapter in chapters:
            apart = bool(made and chapter.title) and document.is_book and bool(title)
            sheet = is_sheet(document, chapter)
            apart |= sheet or (document.is_regulation and bool(OWN_PAGE.match(plain(chapter.title))))
            numbered = document.is_book or document.is_regulation
            made.append(_chapter(chapter, images, numbered, apart, *_room(paper, landscape)))
            title = chapter.title or title
        yield {
            "landscape": landscape,
            "roman": roman,
            "first": number == 0,
            "restart": number == 0 or before != roman,
            "chapters": made,
        }


def _chapter(
    chapter: Chapter, images: Images, is_numbered: bool, apart: bool, width: float, height: float
) -> Data:
    title = plain(chapter.title)
    number = CHAPTER.match(title) if is_numbered else None
    blocks: Iterable[Data] = _blocks(chapter.blocks, images, width, height, level=1)
    if chapter.role in LISTS:
        blocks = _with_pages(chapter.role, blocks)
    return {
        "title": shown(chapter.title, width),
        "apart": apart,
        "lists": is_numbered and chapter.is_list,
        "parts": [number[0], title[number.end() :].strip()] if number else ["", title],
        "blocks": list(blocks),
    }


def _with_pages(role: str, blocks: Iterable[Data]) -> Iterable[Data]:
    """The list that the Markdown has gives way to one with page numbers, made from the real headings or captions."""
    listed = False
    for block in blocks:
        if block["kind"] != "items":
            yield block
        elif not listed:
            listed = True
            yield {"kind": role}


def _blocks(
    blocks: Sequence[Block], images: Images, width: float, height: float, level: int
) -> Iterable[Data]:
    leads = leading(blocks)
    for place, block in enumerate(blocks):
        match block:
            case Heading(depth, runs):
                apart = begins_page(plain(runs))
                yield {
                    "kind": "heading",
                    "level": depth - level,
                    "apart": apart,
                    "runs": shown(runs, width),
                }
            case Paragraph(runs):
                yield {
                    "kind": "task" if block.is_task else "seal" if block.is_seal else "paragraph",
                    "runs": shown(runs, width),
                    "justify": not block.is_ragged,
                    "leads": place in leads,
                    "centred": is_centred(block),
                    **_hanging(block, width),
                }
            case Items(items, start):
                yield {"kind": "items", "start": start, "items": _nested(items, width)}
            case Lines():
                yield _lines(block, width)
            case Table() if block.is_signature:
                yield {
                    "kind": "signature",
                    "rows": [[shown(cell, width / 2) for cell in row] for row in (block.head, *block.rows)],
                }
            case Table() if block.is_ladder:
                yield {
                    "kind": "ladder",
                    "rows": [[shown(cell, width / 2) for cell in row] for row in block.rows],
                }
            case Table():
                yield _table(block, width, height)
            case Picture():
                yield pdf_pictures.block(block, images, width, height)


def _hanging(block: Paragraph, width: float) -> Data:
    """How a paragraph of a regulation hangs on its mark."""
    depth, mark, rest = hanging(block)
    return {"depth": depth, "mark": mark, "rest": shown(rest, width)} if depth else {"depth": 0}


def _nested(items: Sequence[tuple[int, Runs]], width: float) -> list[Data]:
    """Items as a tree: each with those below it."""
    top: list[Data] = []
    open_ = [top]
    for depth, runs in items:
        data: Data = {"runs": shown(runs, width), "below": []}
        del open_[depth + 1 :]
        open_[-1].append(data)
        open_.append(data["below"])
    return top


def _lines(block: Lines, width: float) -> Data:
    """Lines as they are, in letters small enough for the longest one, kept together unless they are many."""
    longest = max(map(len, block.text.split("\n")))
    size = min(_MONOSPACED_SIZE, max(4.0, width / (0.61 * longest))) if longest else _MONOSPACED_SIZE
    return {"kind": "lines", "text": block.text, "size": round(size, 2), "many": block.are_many}


def _table(table: Table, width: float, height: float) -> Data:
    widths, half_points = fitted(table, int(width * 20), _SIZES, partial(softened, least=0))
    size = half_points / 2
    rooms = [column / 20 - _CELL_MARGIN for column in widths]

    def share(row: Sequence[Runs]) -> float:
        """The part of a page that a row is estimated to fill."""
        lines = max(
            len(plain(cell)) * size * USUAL_WIDTH / room for cell, room in zip(row, rooms, strict=True)
        )
        return lines * size * 1.2 / height

    shares = [*map(share, table.rows)]
    return {
        "kind": "table",
        "caption": shown(table.caption, width),
        "align": table.align,
        "widths": widths,
        "size": size,
        "form": table.is_form,
        "head": [shown(cell, room, size, whole=True) for cell, room in zip(table.head, rooms, strict=True)],
        "rows": [
            [shown(cell, room, size) for cell, room in zip(row, rooms, strict=True)] for row in table.rows
        ],
        "tall": [place for place, part in enumerate(shares) if part > _TALL],
        "spans": _spans(shares),
    }


def _spans(shares: Sequence[float]) -> list[tuple[int, int, bool]]:
    """Where rows begin that belong together, how many they are, and whether they must stand on one page.

    The first two and the last two must, so that no row stands alone on a page, unless they would not fit on one.
    """
    rows = len(shares)
    edges = {0, rows} if rows < 4 else {0, 2, rows - 2, rows}
    spans = [
        (
            start,
            end - start,
            end - start in (2, 3) and (start == 0 or end == rows) and sum(shares[start:end]) < _FULL,
        )
        for start, end in pairwise(sorted(edges))
    ]
    return spans if any(whole for *_rows, whole in spans) else []
