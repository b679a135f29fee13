"""What can only be filled in when a book is whole: the numbers of tables, the contents, the list of tables.

A template writes a caption as ``**Tabel @.** Title`` before its table, and ``@daftar-isi@`` or ``@daftar-tabel@`` on
a line of its own. The text of a person can't hold either: ``@`` and ``*`` are escaped there. Tables are numbered by
chapter (Tabel 5.2), in the annex as Tabel L.2, and one after the other in a book without chapters.
"""

from __future__ import annotations

import re

_CAPTION = re.compile(r"\*\*Tabel @\.\*\* +(?P<title>.*)")
_HEADING = re.compile(r"(?P<level>#{2,3}) +(?P<title>.*)")
CHAPTER = re.compile(r"BAB +(?P<roman>[IVXL]+)\b")
ANNEX = re.compile(r"LAMPIRAN\b", re.IGNORECASE)
_CONTENTS, _TABLES = "@daftar-isi@", "@daftar-tabel@"
_LEFT_OVER = re.compile(r"\*\*Tabel @\.\*\*|^@daftar-[a-z]+@$", re.MULTILINE)
_LATER = "Daftar ini disusun saat buku ditulis."
_NO_TABLES = "Buku ini tidak memuat tabel."
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def numbered(markdown: str) -> str:
    """A whole book with numbers and lists filled in."""
    made: list[str] = []
    contents: list[str] = []
    tables: list[str] = []
    chapter, count = "", 0
    for line in markdown.split("\n"):
        if heading := _HEADING.fullmatch(line):
            contents.append(f"{'  ' * (len(heading['level']) - 2)}- {heading['title']}")
            if len(heading["level"]) == 2 and (here := _chapter(heading["title"])) != chapter:
                chapter, count = here, 0
        elif caption := _CAPTION.fullmatch(line):
            count += 1
            name = f"Tabel {chapter}.{count}" if chapter else f"Tabel {count}"
            line = f"**{name}** {caption['title']}"
            tables.append(f"- {name} {caption['title']}")
        made.append(line)
    lists = {_CONTENTS: contents, _TABLES: tables or [_NO_TABLES]}
    return "\n".join(part for line in made for part in lists.get(line, [line]))


def unnumbered(markdown: str) -> str:
    """A part of a book, for a preview: without the numbers and lists that depend on the rest."""
    lines = (_LATER if line in (_CONTENTS, _TABLES) else line for line in markdown.split("\n"))
    return "\n".join(_CAPTION.sub(r"**Tabel** \g<title>", line) for line in lines)


def left_over(markdown: str) -> bool:
    """Whether a number or a list was not filled in."""
    return _LEFT_OVER.search(markdown) is not None


def arabic(roman: str) -> int:
    """The number that Roman digits up to L stand for."""
    digits = [_VALUES[digit] for digit in roman]
    return sum(
        -digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True)
    )


def _chapter(title: str) -> str:
    """The number of the chapter with this title, "L" for the annex, "" for what is no chapter."""
    chapter = CHAPTER.match(title)
    return str(arabic(chapter["roman"])) if chapter else "L" if ANNEX.match(title) else ""
