"""What can only be filled in when a book is whole: the numbers of chapters, sections, annexes and tables, the lists, and what refers to them.

A template writes ``## BAB Title`` for a chapter and ``### Title`` for a section in it; below ``## LAMPIRAN`` such
a heading is an annex. ``### PASAL Title`` is an article: it is counted through all chapters and shows its number alone. A number that a template wrote is made anew, so that a block of somebody's own never breaks the count. A
caption stands as ``**Tabel @.** Title`` before its table, as ``**Gambar @.** Title`` below its picture, ``@daftar-isi@``,
``@daftar-tabel@``, ``@daftar-gambar@`` or ``@daftar-singkatan@`` on a line of its own (the heading of a list of pictures goes where there are none),
and ``@rujuk:Title@`` is what has this title, by its number: subbab 1.2, Bab II, Lampiran 3, Tabel 5.2, Gambar 5.1. The text of a
person can't hold any of it: ``@`` and ``*`` are escaped there. Tables and pictures are numbered by chapter (Tabel 5.2), in the
annex as Tabel L.2, and one after the other in a book without chapters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from ..markdown import inline

CAPTION = re.compile(r"\*\*(?P<word>Tabel|Gambar) @\.\*\* +(?P<title>.*)")
HEADING = re.compile(r"(?P<level>#{1,6}) +(?P<title>.*)")
CHAPTER = re.compile(r"BAB +(?P<roman>[IVXL]+)\b")
ANNEX = re.compile(r"LAMPIRAN\b", re.IGNORECASE)
_CHAPTER_WRITTEN = re.compile(r"BAB\b(?: +[IVXL]+\b)? *(?P<title>.*)")
_SECTION_WRITTEN = re.compile(r"(?:\d+\.\d+ +)?(?P<title>.*)")
_ARTICLE_WRITTEN = re.compile(r"PASAL\b *(?P<title>.*)")
_ANNEX_WRITTEN = re.compile(r"(?:Lampiran \d+ +)?(?P<title>.*)")
_CONTENTS, _TABLES, _PICTURES, _ABBREVIATIONS = (
    f"@daftar-{name}@" for name in ("isi", "tabel", "gambar", "singkatan")
)
CODES = "@daftar-kode@"
"""Where the annex of a draft has the ids of its entries (`editions`)."""
_WORD = re.compile(r"\b[A-Za-z][A-Za-z0-9-]+\b")
_REFERENCE = re.compile(r"(?<!\\)@rujuk:(?P<title>[^@\n]+)@")
_NO_PICTURES = re.compile(rf"^#+ [^\n]*\n\n{_PICTURES}\n+", re.MULTILINE)
_LEFT_OVER = re.compile(r"\*\*(?:Tabel|Gambar) @\.\*\*|^@daftar-[a-z]+@$|(?<!\\)@rujuk:", re.MULTILINE)
_LATER = "Daftar ini disusun saat buku ditulis."
_NO_TABLES = "Buku ini tidak memuat tabel."
_NO_ABBREVIATIONS = "Buku ini tidak memuat singkatan yang perlu dijelaskan."
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


class Count:
    """How far a book is counted: its chapters, the sections of the one that goes on ("L": the annex), all articles."""

    __slots__ = ("articles", "chapter", "chapters", "sections")

    def __init__(self, chapters: int = 0, chapter: str = "", sections: int = 0, articles: int = 0) -> None:
        self.chapters = chapters
        self.chapter = chapter
        self.sections = sections
        self.articles = articles

    def copy(self) -> Count:
        """The same count, to go on with elsewhere."""
        return Count(self.chapters, self.chapter, self.sections, self.articles)

    def heading(self, line: str) -> tuple[str, str, str]:
        """A heading with its number, its title without one, and what refers to it ("" where it has no number)."""
        heading = HEADING.fullmatch(line)
        if heading is None:
            return line, "", ""
        level, title = len(heading["level"]), heading["title"]
        bare, number, name = title, "", ""
        if level == 2:
            self.sections = 0
            if written := _CHAPTER_WRITTEN.fullmatch(title):
                self.chapters += 1
                self.chapter, bare = str(self.chapters), written["title"]
                number, name = f"BAB {roman(self.chapters)}", f"Bab {roman(self.chapters)}"
            else:
                self.chapter = "L" if self.chapters and ANNEX.match(title) else ""
        elif level == 3 and (article := _ARTICLE_WRITTEN.fullmatch(title)):
            self.articles += 1
            name = f"Pasal {self.articles}"
            return f"{heading['level']} {name}", article["title"], name
        elif level == 3 and self.chapter:
            self.sections += 1
            is_annex = self.chapter == "L"
            written = (_ANNEX_WRITTEN if is_annex else _SECTION_WRITTEN).fullmatch(title)
            bare = written["title"] if written else title
            number = f"Lampiran {self.sections}" if is_annex else f"{self.chapter}.{self.sections}"
            name = number if is_annex else f"subbab {number}"
        return f"{heading['level']} {f'{number} {bare}'.strip()}", bare, name


def numbered(markdown: str, abbreviations: Mapping[str, str]) -> str:
    """A whole book with numbers, lists and references filled in; of these abbreviations it explains those that occur."""
    made: list[str] = []
    contents: list[str] = []
    captions: dict[str, list[str]] = {"Tabel": [], "Gambar": []}
    titles: dict[str, str] = {}
    counted, counts = Count(), Counter[str]()
    if not any(caption["word"] == "Gambar" for caption in CAPTION.finditer(markdown)):
        markdown = _NO_PICTURES.sub("", markdown)
    for line in markdown.split("\n"):
        if line.startswith("#"):
            chapter = counted.chapter
            line, title, name = counted.heading(line)
            if counted.chapter != chapter:
                counts.clear()
            if name:
                titles.setdefault(title.casefold(), name)
            if line.startswith(("## ", "### ")):
                level, _blank, title = line.partition(" ")
                contents.append(f"{'  ' * (len(level) - 2)}- {title}")
        elif caption := CAPTION.fullmatch(line):
            word, chapter = caption["word"], counted.chapter
            counts[word] += 1
            name = f"{word} {chapter}.{counts[word]}" if chapter else f"{word} {counts[word]}"
            titles.setdefault(caption["title"].casefold(), name)
            line = f"**{name}** {caption['title']}"
            captions[word].append(f"- {name} {caption['title']}")
        made.append(line)
    words = {*_WORD.findall(markdown)}
    occurring = {word.casefold(): word for word in (*sorted(words), *(words & abbreviations.keys()))}
    lists = {
        _CONTENTS: contents,
        _TABLES: captions["Tabel"] or [_NO_TABLES],
        _PICTURES: captions["Gambar"],
        _ABBREVIATIONS: [
            f"- **{inline(shown)}**: {inline(meaning)}"
            for short, meaning in sorted(abbreviations.items(), key=lambda one: one[0].casefold())
            if (shown := occurring.get(short.casefold()))
        ]
        or [_NO_ABBREVIATIONS],
    }
    whole = "\n".join(part for line in made for part in lists.get(line, [line]))
    return _REFERENCE.sub(lambda match: titles.get(match["title"].casefold(), match[0]), whole)


def in_part(markdown: str, count: Count) -> str:
    """A part of a book, for a preview: headings with the numbers that follow this count, without what depends on the rest."""
    lines = (
        _LATER if line in (_CONTENTS, _TABLES, _PICTURES, _ABBREVIATIONS, CODES) else line
        for line in markdown.split("\n")
    )
    shown = "\n".join(
        count.heading(line)[0] if line.startswith("#") else CAPTION.sub(r"**\g<word>** \g<title>", line)
        for line in lines
    )
    return _REFERENCE.sub(r"“\g<title>”", shown)


def left_over(markdown: str) -> bool:
    """Whether a number, a list or a reference was not filled in."""
    return _LEFT_OVER.search(markdown) is not None


def arabic(digits: str) -> int:
    """The number that Roman digits up to L stand for."""
    values = [_VALUES[digit] for digit in digits]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def roman(number: int) -> str:
    """A number below 90 in Roman digits."""
    tens, ones = divmod(number, 10)
    before = "L" * (tens >= 5) + "X" * (tens % 5) if tens != 4 else "XL"
    return before + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
