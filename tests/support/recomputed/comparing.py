"""Books as Markdown held against what was recomputed: every number is the same, another, or one nobody can account for.

A table is held against all its rows, cell by cell. A sentence is held against the sentences that are true: wherever one
of them stands, word for word, its numbers are accounted for. What then still holds a number must be words of people or
of the method, which stand in the files letter by letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .wording import SMALL

Rows = list[dict[str, str]]
"""The rows of a table, each by the headings of its columns."""

NUMBER = re.compile(
    rf"[−+]?[A-Z]{{0,2}}\d+(?:[.,]\d+)*|\bkuadran [IV]+\b|\b(?:{'|'.join(SMALL[1:])})\b", re.IGNORECASE
)
"""Numbers of sentences, with the letters of labels (``SS3``), small ones also in words, and quadrants."""
_IN_CELLS = re.compile(r"[−+]?[A-Z]{0,2}\d+(?:[.,]\d+)*|[■□]+|\b[IVX]+\b|(?<!\S)[+−](?=,|$)|\b(?:ya|tidak)\b")
"""Numbers of tables: also boxes, quadrants in Roman numerals, signs of coordinates, and what gates were answered."""
_HEADING = re.compile(r"(#+) (?:BAB [IVXL]+ |Lampiran \d+ |\d+(?:\.\d+)+ )?(.*)")
_CAPTION = re.compile(r"Tabel ([\dL]+\.\d+) (.*)")
_REFERENCE = re.compile(r"\b(?:Tabel|subbab|Bab|Lampiran) (?:[\dL]+(?:\.\d+)*|[IVXL]+)\b")
_FEWEST = 12
"""Shorter words of people prove nothing: ``24 layanan`` may stand anywhere by chance."""


@dataclass
class Truth:
    """What is true of a session: tables by their captions, sentences by the heading under which they are true ("": anywhere).

    A table of which another one has the caption, too, is known as ``heading: caption``.
    """

    tables: dict[str, Rows] = field(default_factory=dict)
    sentences: dict[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def say(self, *sentences: str, under: str = "") -> None:
        """Adds sentences that are true, all of them or under one heading only."""
        self.sentences.setdefault(plain(under), []).extend(map(plain, sentences))


@dataclass
class Report:
    """What came of one book: `text` is the book without marks, `same` the places of recomputed numbers in it, and
    `findings` what differs or can't be accounted for."""

    text: str
    same: list[tuple[int, int]] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def account(self, at: int, text: str, numbers: re.Pattern[str] = NUMBER) -> None:
        """The numbers of a text that begins at this place of the book are the recomputed ones."""
        self.same += [(at + one.start(), at + one.end()) for one in numbers.finditer(text)]


def plain(text: str) -> str:
    """Without marks of Markdown, blanks and dashes all alike: what is compared are words and numbers."""
    text = re.sub(r"\\(?=[^\w\s])|\*", "", text).replace("\u00a0", " ")
    text = re.sub(r"(?<=\d) ?[-–] ?(?=\d)|(?<=\w)-(?=\d)", "–", text)
    return re.sub(r"\bRp\.? (?=\d)", "Rp", text)


def compared(markdown: str, truth: Truth) -> Report:
    """One book held against what is true."""
    report = Report(plain(markdown))
    lines = report.text.splitlines(keepends=True)
    marks = _marks(lines)
    path: dict[int, str] = {}
    table = _Table("")
    at = 0
    for line in lines:
        bare = line.rstrip("\n")
        if heading := _HEADING.fullmatch(bare):
            path = {level: name for level, name in path.items() if level < len(heading[1])}
            path[len(heading[1])] = heading[2]
            _sentence(report, truth, path, marks, at + heading.start(2), heading[2])
        elif caption := _CAPTION.fullmatch(bare):
            _caption(report, truth, at + caption.start(2), caption[2])
            under = f"{path[max(path)]}: {caption[2]}"
            table = _Table(under if under in truth.tables else caption[2])
        elif bare.startswith("|"):
            table.row(report, truth, at, bare)
        elif not bare.startswith("<!--") and not path.get(2, "").startswith("DAFTAR"):
            begins = re.match(r"(?:- |\d+\. )?", bare)
            skipped = begins.end() if begins else 0
            _sentence(report, truth, path, marks, at + skipped, bare[skipped:])
        elif (entry := re.fullmatch(r" *- (.*)", bare)) and entry[1] not in marks:
            _sentence(report, truth, path, marks, at + entry.start(1), entry[1])
        if not bare.startswith("|"):
            table.ended(report)
            table = table if _CAPTION.fullmatch(bare) or (not bare and not table.seen) else _Table("")
        at += len(line)
    table.ended(report)
    return report


def _marks(lines: list[str]) -> set[str]:
    """The headings and captions of a book, and the numbers under which sentences refer to them."""
    marks = set()
    for line in map(str.rstrip, lines):
        if heading := re.fullmatch(r"#+ (.*)", line):
            marks.add(heading[1])
            first, _blank, rest = heading[1].partition(" ")
            number = rest.partition(" ")[0] if first in ("BAB", "Lampiran") else first
            marks |= {f"{name} {number}" for name in ("Bab", "subbab", "Lampiran")}
        elif caption := _CAPTION.fullmatch(line):
            marks |= {line, f"Tabel {caption[1]}"}
    return marks


def _caption(report: Report, truth: Truth, at: int, caption: str) -> None:
    if caption in truth.tables:
        report.account(at, caption)
    elif NUMBER.search(caption):
        true = [known for known in truth.tables if _masked(known) == _masked(caption)]
        report.findings.append(f"caption “{caption}”: recomputed {true or 'nothing'}")


class _Table:
    """One table of a book as it is read, against the rows that are true."""

    def __init__(self, caption: str) -> None:
        self.caption = caption
        self.heads: list[str] = []
        self.seen = 0
        self.rows: Rows | None = None

    def row(self, report: Report, truth: Truth, at: int, line: str) -> None:
        """One line of the table, which begins at this place of the book."""
        cells = [(one.start(1), one[1]) for one in re.finditer(r"\| ?((?:[^|])*?) ?(?=\|)", line)]
        values = [value for _start, value in cells]
        if not self.heads:
            self.heads = values
            known = truth.tables.get(self.caption)
            self.rows = None if known is None else [row for row in known if _numbers(" ".join(self._of(row)))]
            if known is not None:
                self._columns(report, known, at, cells)
            return
        if not _numbers(" ".join(values)):
            return
        if self.rows is None:
            report.findings.append(f"table “{self.caption}”: nothing recomputed for {line}")
            return
        true = self._of(self.rows[self.seen]) if self.seen < len(self.rows) else [""] * len(values)
        self.seen += 1
        for (start, value), expected in zip(cells, true, strict=True):
            if _numbers(value) == _numbers(expected):
                report.account(at + start, value, _IN_CELLS)
            else:
                report.findings.append(
                    f"table “{self.caption}”, {values[0]}: “{value}”, recomputed “{expected}”"
                )

    def ended(self, report: Report) -> None:
        """After the last line: no row may be missing."""
        if self.seen and self.rows is not None and self.seen < len(self.rows):
            missing = self._of(self.rows[self.seen])
            report.findings.append(f"table “{self.caption}”: the row {missing} is missing")
            self.rows = None

    def _columns(self, report: Report, known: Rows, at: int, cells: list[tuple[int, str]]) -> None:
        """Columns that are headed by numbers stand as they were recomputed; between them only empty ones may be left out."""
        printed = [head for _start, head in cells if NUMBER.search(head)]
        true = [
            head
            for head in dict.fromkeys(head for row in known for head in row)
            if NUMBER.search(head) and (head in printed or any(_numbers(row.get(head, "")) for row in known))
        ]
        first = true.index(printed[0]) if printed and printed[0] in true else 0
        if printed != true[first : first + len(printed)]:
            report.findings.append(f"table “{self.caption}”: columns {printed}, recomputed {true}")
            return
        for start, head in cells:
            report.account(at + start, head)

    def _of(self, row: dict[str, str]) -> list[str]:
        return [plain(row.get(head, "")) for head in self.heads]


def _numbers(cell: str) -> list[str]:
    return _IN_CELLS.findall(cell)


def _sentence(
    report: Report, truth: Truth, path: dict[int, str], marks: set[str], at: int, line: str
) -> None:
    """A heading, paragraph or item, which begins at this place of the book."""
    if not NUMBER.search(line):
        return
    here = [*truth.sentences.get("", ())]
    for heading in path.values():
        here += truth.sentences.get(heading, ())
    left = line
    for sentence in sorted(here, key=len, reverse=True):
        for start in _places(sentence, left):
            report.account(at + start, sentence)
            left = _without(left, start, len(sentence))
    left = _REFERENCE.sub(lambda one: "\0" * len(one[0]) if one[0] in marks else one[0], left)
    if not NUMBER.search(left):
        return
    for words in truth.words:
        for start in _places(words, left):
            left = _without(left, start, len(words))
    if not NUMBER.search(left):
        return
    true = [sentence for sentence in here if NUMBER.search(sentence) and _masked(sentence) in _masked(left)]
    report.findings.append(
        f"“{line}”: recomputed {true}"
        if true
        else f"“{line}”: nobody can account for {NUMBER.findall(left)} in “{left.replace(chr(0), '')}”"
    )


def _without(line: str, start: int, length: int) -> str:
    """The line with what is accounted for blotted out, so that all else keeps its place."""
    return line[:start] + "\0" * length + line[start + length :]


def _places(sentence: str, line: str) -> list[int]:
    """Where a sentence stands in a line; a longer word or number is another one."""
    found = []
    at = line.find(sentence) if sentence else -1
    while at >= 0:
        before, after = line[at - 1 : at] if at else "", line[at + len(sentence) :]
        if not (before.isalnum() and sentence[0].isalnum()) and not re.match(
            r"\w|[.,]\d" if sentence[-1].isalnum() else r"(?!)", after
        ):
            found.append(at)
        at = line.find(sentence, at + len(sentence))
    return found


def _masked(text: str) -> str:
    return NUMBER.sub("#", text)


def spoken(words: list[str]) -> list[str]:
    """What people wrote that holds a number and is long enough to be known again, the longest first."""
    kept = {said for said in map(plain, words) if len(said) >= _FEWEST and NUMBER.search(said)}
    return sorted(kept, key=len, reverse=True)
