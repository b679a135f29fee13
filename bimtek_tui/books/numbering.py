"""What can only be filled in when a book is whole: the numbers of chapters, sections, annexes and tables, the lists, and what refers to them.

A template writes ``## BAB Title`` for a chapter and ``### Title`` for a section in it; below ``## LAMPIRAN`` such
a heading is an annex. A number that a template wrote is made anew, so that a block of somebody's own never breaks the count. A
caption stands as ``**Tabel @.** Title`` before its table, ``@daftar-isi@``, ``@daftar-tabel@`` or ``@daftar-singkatan@`` on a line of its own,
and ``@rujuk:Title@`` is what has this title, by its number: subbab 1.2, Bab II, Lampiran 3, Tabel 5.2. The text of a
person can't hold any of it: ``@`` and ``*`` are escaped there. Tables are numbered by chapter (Tabel 5.2), in the
annex as Tabel L.2, and one after the other in a book without chapters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..markdown import inline

CAPTION = re.compile(r"\*\*Tabel @\.\*\* +(?P<title>.*)")
HEADING = re.compile(r"(?P<level>#{1,6}) +(?P<title>.*)")
CHAPTER = re.compile(r"BAB +(?P<roman>[IVXL]+)\b")
ANNEX = re.compile(r"LAMPIRAN\b", re.IGNORECASE)
_CHAPTER_WRITTEN = re.compile(r"BAB\b(?: +[IVXL]+\b)? *(?P<title>.*)")
_SECTION_WRITTEN = re.compile(r"(?:\d+\.\d+ +)?(?P<title>.*)")
_ANNEX_WRITTEN = re.compile(r"(?:Lampiran \d+ +)?(?P<title>.*)")
_CONTENTS, _TABLES, _ABBREVIATIONS = "@daftar-isi@", "@daftar-tabel@", "@daftar-singkatan@"
CODES = "@daftar-kode@"
"""Where the annex of a draft has the ids of its entries (`editions`)."""
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9-]+\b")
_REFERENCE = re.compile(r"(?<!\\)@rujuk:(?P<title>[^@\n]+)@")
_LEFT_OVER = re.compile(r"\*\*Tabel @\.\*\*|^@daftar-[a-z]+@$|(?<!\\)@rujuk:", re.MULTILINE)
_LATER = "Daftar ini disusun saat buku ditulis."
_NO_TABLES = "Buku ini tidak memuat tabel."
_NO_ABBREVIATIONS = "Buku ini tidak memuat singkatan yang perlu dijelaskan."
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def numbered(markdown: str, abbreviations: Mapping[str, str]) -> str:
    """A whole book with numbers, lists and references filled in; of these abbreviations it explains those that occur."""
    lines = markdown.split("\n")
    has_chapters = any(line.startswith("## BAB") for line in lines)
    made: list[str] = []
    contents: list[str] = []
    tables: list[str] = []
    titles: dict[str, str] = {}
    chapters, chapter, sections, count = 0, "", 0, 0
    for line in lines:
        if heading := HEADING.fullmatch(line):
            level, title = len(heading["level"]), heading["title"]
            if level == 2:
                before, sections = chapter, 0
                if written := _CHAPTER_WRITTEN.fullmatch(title):
                    chapters += 1
                    chapter = str(chapters)
                    title = f"BAB {roman(chapters)} {written['title']}".rstrip()
                    titles.setdefault(written["title"].casefold(), f"Bab {roman(chapters)}")
                else:
                    chapter = "L" if ANNEX.match(title) else ""
                count = count if chapter == before else 0
            elif level == 3 and has_chapters and chapter:
                sections += 1
                pattern, number, name = (
                    (_ANNEX_WRITTEN, f"Lampiran {sections}", f"Lampiran {sections}")
                    if chapter == "L"
                    else (_SECTION_WRITTEN, f"{chapter}.{sections}", f"subbab {chapter}.{sections}")
                )
                written = pattern.fullmatch(title)
                bare = written["title"] if written else title
                titles.setdefault(bare.casefold(), name)
                title = f"{number} {bare}".rstrip()
            line = f"{heading['level']} {title}"
            if level in (2, 3):
                contents.append(f"{'  ' * (level - 2)}- {title}")
        elif caption := CAPTION.fullmatch(line):
            count += 1
            name = f"Tabel {chapter}.{count}" if chapter else f"Tabel {count}"
            titles.setdefault(caption["title"].casefold(), name)
            line = f"**{name}** {caption['title']}"
            tables.append(f"- {name} {caption['title']}")
        made.append(line)
    occurring = {*_CAPITALS.findall(markdown)}
    lists = {
        _CONTENTS: contents,
        _TABLES: tables or [_NO_TABLES],
        _ABBREVIATIONS: [
            f"- **{inline(short)}**: {inline(words)}"
            for short, words in sorted(abbreviations.items())
            if short in occurring
        ]
        or [_NO_ABBREVIATIONS],
    }
    whole = "\n".join(part for line in made for part in lists.get(line, [line]))
    return _REFERENCE.sub(lambda match: titles.get(match["title"].casefold(), match[0]), whole)


def unnumbered(markdown: str) -> str:
    """A part of a book, for a preview: without the numbers and lists that depend on the rest."""
    lines = (
        _LATER if line in (_CONTENTS, _TABLES, _ABBREVIATIONS, CODES) else line
        for line in markdown.split("\n")
    )
    shown = "\n".join(CAPTION.sub(r"**Tabel** \g<title>", line) for line in lines)
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
