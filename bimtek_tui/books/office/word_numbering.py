"""Numbers of a Word file that Word counts itself: of chapters, sections and annexes, of lists, and references to them.

A heading comes with its number in its text. Where that is the number that Word would give it, it is taken out of the
text and left to Word; where it is not, it stays text. So the page always says what the book says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from ..numbering import CHAPTER, arabic
from . import word_parts as parts
from .blocks import Heading, Picture, Run, Runs, Table, plain
from .document import Document
from .word_parts import OUTLINE

_ANNEXES = OUTLINE + 1
LISTS = 10
"""Ids of the annexes' lists begin at the one, those of numbered lists in the text at the other."""
_BULLETS = ("•", "–", "▪")
UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_SECTION = re.compile(r"(?P<number>\d+(?:\.\d+){1,2})\.? +")
_ANNEX = re.compile(r"(?P<word>Lampiran|LAMPIRAN) (?P<number>\d+)\.? +")
_CAPTION = re.compile(r"(?:Tabel|Gambar) (?:\w+\.)?\d+")
REFERENCE = re.compile(
    r"\b(?:(?:Tabel|Gambar) (?:\w+\.)?\d+|[Ss]ubbab \d+(?:\.\d+){1,2}|Bab [IVXL]+|Lampiran \d+)\b(?!\.\d)"
)
"""How running text names a table, a picture, a section, a chapter or an annex."""


class Numbered(Struct, frozen=True):
    """A heading for Word: what counts it, its text without what is counted, and the name of its bookmark, or ""."""

    properties: str
    runs: Runs
    bookmark: str = ""


@dataclass(slots=True)
class Counts:
    """What Word will have counted so far, heading by heading; `annexes` are the words before their numbers."""

    here: list[int] = field(default_factory=lambda: [0, 0, 0])
    annexes: dict[str, int] = field(default_factory=dict)

    def numbered(self, level: int, runs: Runs) -> Numbered:
        """The next heading of the document, of this level, as Word is to number it."""
        title = runs[0].text if runs else ""
        if annex := _ANNEX.match(title):
            word, number = annex["word"], int(annex["number"])
            if number == self.annexes.get(word, 0) + 1 and word in [*self.annexes, word][: LISTS - _ANNEXES]:
                self.annexes[word] = number
                list_ = _ANNEXES + [*self.annexes].index(word)
                return Numbered(_properties(list_, 0), _without(runs, annex.end()), f"_Lampiran_{number}")
        elif level == 1 and (chapter := CHAPTER.match(title)):
            if arabic(chapter["roman"]) == self.here[0] + 1 and title[chapter.end() :].startswith(" "):
                self.here = [self.here[0] + 1, 0, 0]
                rest = _without(runs, chapter.end() + 1)
                return Numbered(_properties(OUTLINE, 0), rest, f"_Bab_{chapter['roman']}")
        elif level in (2, 3) and (section := _SECTION.match(title)):
            digits = [int(digit) for digit in section["number"].split(".")]
            above, last = self.here[: level - 1], self.here[level - 1]
            if digits == [*above, last + 1] and 0 not in above:
                self.here = [*digits, 0, 0][:3]
                name = "_Subbab_" + "_".join(map(str, digits))
                return Numbered(_properties(OUTLINE, level - 1), _without(runs, section.end()), name)
        return Numbered(UNNUMBERED, runs)


def targets(document: Document) -> frozenset[str]:
    """The bookmarks that the document will have at its numbered headings and at its captions."""
    counts = Counts()
    names = set()
    for chapter in document.chapters:
        if chapter.title:
            names.add(counts.numbered(2 - document.is_book, chapter.title).bookmark)
        for block in chapter.blocks:
            if isinstance(block, Heading):
                names.add(counts.numbered(block.level - document.is_book, block.runs).bookmark)
            elif isinstance(block, Table | Picture) and (name := of_caption(plain(block.caption))):
                names.add(name)
    return frozenset(names - {""})


def of_caption(caption: str) -> str:
    """The name of the bookmark around the number in a caption, "" for a caption without one."""
    found = _CAPTION.match(caption)
    return _name(found[0]) if found else ""


def _name(words: str) -> str:
    return "_" + re.sub(r"\W", "_", words[0].upper() + words[1:])


def referring(targets: frozenset[str]) -> Callable[[Iterable[Run]], str]:
    """How running text is written in a document with these bookmarks: what names one of them leads to it."""

    def written(pieces: Iterable[Run]) -> str:
        made = []
        for run in pieces:
            start = 0
            for found in () if run.code else REFERENCE.finditer(run.text):
                if _name(found[0]) in targets:
                    before, reference = replace(run, text=run.text[start : found.start()]), found[0]
                    made.append(parts.runs((before,)) + _reference(reference, run))
                    start = found.end()
            made.append(parts.runs((replace(run, text=run.text[start:]) if start else run,)))
        return "".join(made)

    return written


def _reference(words: str, run: Run) -> str:
    """A field that says the number of what is meant, wherever it will stand, and leads there."""
    looks = parts.looks(run)
    if words.startswith(("Tabel", "Gambar")):
        return parts.field(f"REF {_name(words)} \\h \\* MERGEFORMAT", words, looks)
    # what Word counts of a chapter and an annex has the word in it, that of a section has not
    word, space, number = words.rpartition(" ") if words.lower().startswith("subbab") else ("", "", words)
    before = parts.letters(word + space, looks) if word else ""
    return before + parts.field(f"REF {_name(words)} \\n \\h", number, looks)


def _without(runs: Runs, letters: int) -> Runs:
    first, *rest = runs
    return (replace(first, text=first.text[letters:]), *rest)


def _properties(list_: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'


# What counts them -------------------------------------------------------------------------------------------


def definitions(starts: Iterable[int], annexes: Iterable[str]) -> Iterator[str]:
    """The number 1 for lists with bullets, then headings, annexes, and one for each numbered list, from its start."""
    bullets = "".join(_level(depth, "bullet", _BULLETS[depth % len(_BULLETS)]) for depth in range(9))
    forms = ("decimal", "lowerLetter", "lowerRoman")
    items = "".join(_level(depth, forms[depth % 3], f"%{depth + 1}.") for depth in range(9))
    before = dict(enumerate(annexes, start=_ANNEXES))
    abstract = {1: bullets, OUTLINE: "".join(_headings())}
    abstract |= {id: _heading(0, "decimal", f"{word} %1") for id, word in before.items()}
    for id, levels in {**abstract, LISTS: items}.items():
        yield (
            f'<w:abstractNum {parts.NAMESPACE} w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>'
            f"{levels}</w:abstractNum>"
        )
    for id in abstract:
        yield f'<w:num {parts.NAMESPACE} w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>'
    for number, start in enumerate(starts, start=LISTS):
        yield (
            f'<w:num {parts.NAMESPACE} w:numId="{number}"><w:abstractNumId w:val="{LISTS}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )


def _headings() -> Iterator[str]:
    """BAB I, then 1.1 and 1.1.1: in the numbers of sections those of chapters are Arabic (`isLgl`)."""
    yield _heading(0, "upperRoman", "BAB %1", "Heading1")
    yield _heading(1, "decimal", "%1.%2", "Heading2", "<w:isLgl/>")
    yield _heading(2, "decimal", "%1.%2.%3", "Heading3", "<w:isLgl/>")


def _heading(depth: int, form: str, shown: str, style: str = "", legal: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}{legal}'
        f'<w:suff w:val="space"/><w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )


def _level(depth: int, form: str, shown: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{425 * (depth + 1)}" w:hanging="425"/></w:pPr></w:lvl>'
    )
