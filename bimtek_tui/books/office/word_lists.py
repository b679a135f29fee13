"""The lists in front of a Word file and the captions that they list, as fields that Word counts and brings up to date.

All of them hold what they show already, so that a file says what the book says before Word has counted anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from . import word_numbering as numbering
from . import word_parts as parts
from .blocks import Image, Run, Runs, plain
from .document import Role

_CAPTION = re.compile(r"(?P<before>(?P<word>Tabel|Gambar) (?:\w+\.)?)(?P<number>[0-9]+)")
_CODES: dict[Role, str] = {
    "contents": 'TOC \\o "1-2" \\h \\z \\u',
    "tables": 'TOC \\h \\z \\c "Tabel"',
    "pictures": 'TOC \\h \\z \\c "Gambar"',
}
"""The field that each list is."""
Entry = tuple[int, str, str]
"""Of a list: level, bookmark and text of what is listed."""


@dataclass(slots=True)
class Lists:
    """What is gathered while a document is written: entries of the lists, and where numbered lists begin.

    `media` are the ids of the parts that hold the `images`, by their names.
    """

    width: int
    tint: str
    is_regulation: bool
    images: Mapping[str, Image]
    media: Mapping[str, str]
    contents: list[Entry] = field(default_factory=list)
    tables: list[Entry] = field(default_factory=list)
    pictures: list[Entry] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    counts: numbering.Counts = field(default_factory=numbering.Counts)
    written: Callable[[Iterable[Run]], str] = parts.runs
    bookmarks: set[str] = field(default_factory=set)
    captions: dict[str, tuple[str, int]] = field(default_factory=dict)
    drawn: int = 0

    def of(self, role: Role) -> list[Entry]:
        """The entries of the list that a chapter of this role is."""
        return {"tables": self.tables, "pictures": self.pictures}.get(role, self.contents)

    def mark(self, role: Role, level: int, runs: Runs, inner: str) -> str:
        """What stands in a heading or a caption, with a bookmark that its entry in this list leads to."""
        name = f"_Toc{len(self.contents) + len(self.tables) + len(self.pictures) + 1:09}"
        self.of(role).append((level, name, plain(runs).replace("\n", " ")))
        return self.bookmark(name, inner)

    def bookmark(self, name: str, inner: str) -> str:
        """This under a name, unless there is none or something has it already."""
        if not name or name in self.bookmarks:
            return inner
        self.bookmarks.add(name)
        number = len(self.bookmarks)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def caption(role: Role, runs: Runs, lists: Lists, properties: str = "") -> str:
    """A caption that this list holds, whose number Word can count on: the first of a chapter says where the count begins."""
    first, *rest = runs
    numbered = _CAPTION.fullmatch(first.text.rstrip())
    if not numbered:
        return parts.paragraph("Caption", lists.mark(role, 1, runs, parts.runs(runs)), properties)
    word, before, number = numbered["word"], numbered["before"], int(numbered["number"])
    follows = lists.captions.get(word, ("", 0)) == (before, number - 1)
    lists.captions[word] = before, number
    code = f"SEQ {word} \\* ARABIC" + ("" if follows else f" \\r {number}")
    bold = "<w:b/><w:bCs/>"
    inner = parts.letters(before, bold) + parts.field(code, numbered["number"], bold)
    inner = lists.bookmark(numbering.of_caption(plain(runs)), inner)
    return parts.paragraph("Caption", lists.mark(role, 1, runs, inner + parts.runs(rest)), properties)


def entries(role: Role, lists: Lists) -> Iterable[str]:
    """The field that a list is: it begins in the first entry and ends in a paragraph of its own."""
    before = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {parts.escaped(_CODES[role])} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for level, anchor, title in lists.of(role):
        page = parts.field(f"PAGEREF {anchor} \\h", "")
        yield parts.paragraph(
            f"TOC{level}" if role == "contents" else "TableofFigures",
            f'{before}<w:hyperlink w:anchor="{anchor}" w:history="1">{parts.letters(title)}'
            f"<w:r><w:tab/></w:r>{page}</w:hyperlink>",
        )
        before = ""
    yield parts.paragraph("Akhir", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
